/**
 * The scratch region: pieces are taken from its front one after the other, and none is given back before the call
 * ends. Nothing is checked as they are taken: scratchSize() is more than all pieces of any input add up to, since
 * each is a fixed number of bytes for a row of the bundles or of sums, and rows don't overlap (check.ts).
 */

/** Bytes for a byte beside the sums: a STAT row, the dearest, has 16 and its pieces under 400; a map's row has 40 and under 820. */
const BYTES_A_BYTE = 25;
/** Bytes for a brawler, of which one STAT row, or row of sums, may name each. */
const BYTES_A_BRAWLER = 744;
/** Bytes for a row of the sums of cells, which may make a cell of the fit, and of three boards, each the only one there. */
const BYTES_A_CELL_ROW = 592;
/** Bytes for a row of the sums of trios, which may make a team. */
const BYTES_A_TRIO_ROW = 24;
const MOST_BRAWLERS = 4096;
const STAT_BYTES = 16;
/** most of it for the codes of counts */
const FIXED_BYTES = 65536;

let next: usize = 0;

/**
 * Scratch that an input of `length` bytes, sums not counted, and with so many rows of sums of cells and of trios needs
 * at most; as an u64: it may be more than memory has.
 */
export function scratchSize(length: i32, cellRows: i32, trioRows: i32): u64 {
  const bytes = <u64>max(length, 0);
  const rows = <u64>max(cellRows, 0);
  const brawlers = min(bytes / STAT_BYTES + rows + 1, MOST_BRAWLERS);
  const sums = rows * BYTES_A_CELL_ROW + <u64>max(trioRows, 0) * BYTES_A_TRIO_ROW;
  return bytes * BYTES_A_BYTE + sums + brawlers * BYTES_A_BRAWLER + FIXED_BYTES;
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
