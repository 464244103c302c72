/**
 * The scratch region: pieces are taken from its front one after the other, and none is given back before the call
 * ends. Nothing is checked as they are taken: scratchSize() is more than all pieces of any input add up to, since
 * each is a fixed number of bytes for a row of the bundles or of sums, and rows don't overlap (check.ts).
 */

/** Bytes for a byte beside the sums: a STAT row, the dearest, has 16 and its pieces under 640; a map's row has 40 and under 900. */
const BYTES_A_BYTE = 40;
/** Bytes for a brawler, of which one STAT row, or row of sums, may name each. */
const BYTES_A_BRAWLER = 744;
/** Bytes for a cell of the fit. */
const BYTES_A_CELL = 548;
/** Bytes for a cell of a board, and for a board. */
const BYTES_A_BOARD_CELL = 64;
const BYTES_A_BOARD = 32;
/** Cells of boards that a row of sums makes at most: one of 1,000 trophies or more is in that bracket, the ladder and all. */
const MOST_BOARDS_A_ROW = 3;
/** and that a cell makes: one a bracket */
const BRACKETS = 5;
/** bytes of a map's row */
const MAP_BYTES = 40;
/** Bytes for a row of the sums of trios, which may make a team. */
const BYTES_A_TRIO_ROW = 24;
const MOST_BRAWLERS = 4096;
const STAT_BYTES = 16;
/** most of it for the codes of counts */
const FIXED_BYTES = 65536;

let next: usize = 0;

/** How many cells of boards so many rows of sums make at most, which speak of so many cells (brawlers on game ids). */
export function mostBoardCells(rows: u64, cells: u64): u64 {
  return min(rows * MOST_BOARDS_A_ROW, cells * BRACKETS);
}

/** How many boards of counted battles they make at most, on so many maps. */
export function mostBoards(rows: u64, maps: u64): u64 {
  return min(rows * MOST_BOARDS_A_ROW, maps * BRACKETS);
}

/**
 * Scratch that an input of `length` bytes, sums not counted, and with so many rows of sums of cells, which speak of
 * `cells` brawlers on game ids, and of trios needs at most; as an u64: it may be more than memory has.
 */
export function scratchSize(length: i32, cellRows: i32, trioRows: i32, cells: i32): u64 {
  const bytes = <u64>max(length, 0);
  const rows = <u64>max(cellRows, 0);
  const brawlers = min(bytes / STAT_BYTES + rows + 1, MOST_BRAWLERS);
  const fitted =
    <u64>max(cells, 0) * BYTES_A_CELL + mostBoardCells(rows, <u64>max(cells, 0)) * BYTES_A_BOARD_CELL;
  const boards = mostBoards(rows, bytes / MAP_BYTES) * BYTES_A_BOARD;
  const trios = <u64>max(trioRows, 0) * BYTES_A_TRIO_ROW;
  return bytes * BYTES_A_BYTE + fitted + boards + trios + brawlers * BYTES_A_BRAWLER + FIXED_BYTES;
}

export function openScratch(start: usize): void {
  next = (start + 15) & ~15;
}

/** A piece of `count` rows of `bytes` each, 16-aligned; its contents are arbitrary. */
export function take(count: i32, bytes: usize): usize {
  const piece = next;
  next = (piece + <usize>count * bytes + 15) & ~15;
  return piece;
}

/** As take(), filled with zeros. */
export function takeZeroed(count: i32, bytes: usize): usize {
  const piece = take(count, bytes);
  memory.fill(piece, 0, next - piece);
  return piece;
}
