/**
 * The browser's view of a snapshot: a snapshot of its own that the same reader opens, without what would make it large. Everything
 * of the catalogue, the rotation and the search stays; of the rankings bracket `all` with the best teams; who rises and falls, but no daily
 * series. It
 * keeps the content hash of the snapshot that it is a view of: its numbers are that one's.
 */
import * as layout from '../../../kernel/layout/snapshot.ts';
import { numbersOf, putTogether, type Section, takeApart } from './sections.ts';
import { withoutSeries } from './trends.ts';

/** Teams kept a map, the best: what a page shows. */
export const VIEW_TEAMS = 12;

/** Rows of the whole that stay, in order. */
interface Kept {
  readonly boards: number[];
  readonly cells: number[];
  readonly teams: number[];
}

/** Makes the view, unsealed: its checksum is still the whole's. */
export function projectForBrowser(snapshot: Uint8Array): Uint8Array<ArrayBuffer> {
  const { front, sections } = takeApart(snapshot);
  const whole = new Map(sections.map((section) => [section.id, section]));
  const kept = keptRows(whole);
  const rows = (from: number, to: number, list: readonly number[]) =>
    [...whole.keys()]
      .filter((id) => id >= from && id <= to)
      .map((id) => [id, pick(whole, id, list)] as const);
  const changed = new Map<number, Section>([
    ...rows(layout.S_BOARD_MAP, layout.S_BOARD_UPDATED, kept.boards),
    ...rows(layout.S_CELL_BRAWLER, layout.S_CELL_TIER, kept.cells),
    ...rows(layout.S_TEAM_BRAWLERS, layout.S_TEAM_HIGH, kept.teams),
    ...positions(whole, kept),
    ...best(whole, kept),
    [layout.S_TRENDS, trendsOf(whole)],
  ]);
  return putTogether({ front, sections: sections.map((section) => changed.get(section.id) ?? section) });
}

function keptRows(whole: ReadonlyMap<number, Section>): Kept {
  const brackets = column(whole, layout.S_BOARD_BRACKET);
  const cellsAt = column(whole, layout.S_BOARD_CELLS_AT);
  const teamsAt = column(whole, layout.S_BOARD_TEAMS_AT);
  const kept: Kept = { boards: [], cells: [], teams: [] };
  brackets.forEach((bracket, board) => {
    if (bracket !== layout.BRACKET_ALL) return;
    kept.boards.push(board);
    for (let cell = at(cellsAt, board); cell < at(cellsAt, board + 1); cell++) kept.cells.push(cell);
    const teams = Math.min(at(teamsAt, board) + VIEW_TEAMS, at(teamsAt, board + 1));
    for (let team = at(teamsAt, board); team < teams; team++) kept.teams.push(team);
  });
  return kept;
}

/** Where the boards of a map, the cells and the teams of a board begin now. */
function positions(whole: ReadonlyMap<number, Section>, kept: Kept): [number, Section][] {
  const isKept = new Set(kept.boards);
  const mapAt = column(whole, layout.S_MAP_BOARDS_AT);
  let boards = 0;
  const mapBoards = mapAt.map((first, map) => {
    const before = boards;
    for (let board = first; board < (mapAt[map + 1] ?? first); board++) if (isKept.has(board)) boards++;
    return before;
  });
  const lengths = (id: number, most: number) => {
    const old = column(whole, id);
    const out = new Uint32Array(kept.boards.length + 1);
    kept.boards.forEach((board, i) => {
      out[i + 1] = at(out, i) + Math.min(most, at(old, board + 1) - at(old, board));
    });
    return wide(id, out);
  };
  return [
    [layout.S_MAP_BOARDS_AT, wide(layout.S_MAP_BOARDS_AT, mapBoards)],
    [layout.S_BOARD_CELLS_AT, lengths(layout.S_BOARD_CELLS_AT, Number.POSITIVE_INFINITY)],
    [layout.S_BOARD_TEAMS_AT, lengths(layout.S_BOARD_TEAMS_AT, VIEW_TEAMS)],
  ];
}

/** Each brawler's cells, those that are left, under their new numbers. */
function best(whole: ReadonlyMap<number, Section>, kept: Kept): [number, Section][] {
  const newCell = newRows(kept.cells, sectionOf(whole, layout.S_CELL_BRAWLER).count);
  const newBoard = newRows(kept.boards, sectionOf(whole, layout.S_BOARD_MAP).count);
  const bestAt = column(whole, layout.S_BEST_AT);
  const [cells, boards] = [column(whole, layout.S_BEST_CELL), column(whole, layout.S_BEST_BOARD)];
  const left = { cells: [] as number[], boards: [] as number[] };
  const starts = bestAt.map((first, brawler) => {
    const before = left.cells.length;
    for (let entry = first; entry < (bestAt[brawler + 1] ?? first); entry++) {
      const cell = at(newCell, at(cells, entry));
      if (cell === layout.NONE32) continue;
      left.cells.push(cell);
      left.boards.push(at(newBoard, at(boards, entry)));
    }
    return before;
  });
  const narrow = new Uint8Array(Uint16Array.from(left.boards).buffer);
  return [
    [layout.S_BEST_AT, wide(layout.S_BEST_AT, starts)],
    [layout.S_BEST_CELL, wide(layout.S_BEST_CELL, Uint32Array.from(left.cells))],
    [layout.S_BEST_BOARD, { id: layout.S_BEST_BOARD, width: 2, count: left.boards.length, bytes: narrow }],
  ];
}

function trendsOf(whole: ReadonlyMap<number, Section>): Section {
  const count = (id: number) => sectionOf(whole, id).count;
  const section = sectionOf(whole, layout.S_TRENDS);
  return withoutSeries(section, count(layout.S_BRAWLER_ID), count(layout.S_MODE_ID));
}

/** The new number of each old row, NONE32 where it is left out. */
function newRows(kept: readonly number[], rows: number): Uint32Array {
  const out = new Uint32Array(rows).fill(layout.NONE32);
  kept.forEach((row, i) => {
    out[row] = i;
  });
  return out;
}

function pick(whole: ReadonlyMap<number, Section>, id: number, rows: readonly number[]): Section {
  const { width, bytes } = sectionOf(whole, id);
  const out = new Uint8Array(rows.length * width);
  rows.forEach((row, i) => {
    out.set(bytes.subarray(row * width, (row + 1) * width), i * width);
  });
  return { id, width, count: rows.length, bytes: out };
}

/** A column of u8, u16 or u32. */
function column(whole: ReadonlyMap<number, Section>, id: number): Uint32Array {
  return numbersOf(sectionOf(whole, id));
}

function wide(id: number, values: Uint32Array): Section {
  return { id, width: 4, count: values.length, bytes: new Uint8Array(values.buffer) };
}

function sectionOf(whole: ReadonlyMap<number, Section>, id: number): Section {
  const section = whole.get(id);
  if (section === undefined) throw new RangeError(`snapshot without section ${id}`);
  return section;
}

function at(values: Uint32Array, row: number): number {
  return values[row] ?? 0;
}
