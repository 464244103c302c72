/** The board that an answer is about: what is needed of it again and again, read once. */
import * as layout from '../layout/snapshot';
import { value8, value16, value32 } from '../snapshot/read/columns';
import { tenths } from './number';

/** a board without a baseline */
export const NO_BASELINE = -1;

/** row of the board, −1 for none */
export let board: i32 = -1;
/** its cells are [firstCell, endCell) */
export let firstCell: u32 = 0;
export let endCell: u32 = 0;
/** BOARD_SOURCE_*, 0 for none */
export let source: u32 = 0;
/** tenths of a percent, or NO_BASELINE */
export let baseline: i32 = -1;

/** Turns to a board by its row. */
export function useBoard(row: u32): void {
  board = row;
  firstCell = value32(layout.S_BOARD_CELLS_AT, row);
  endCell = value32(layout.S_BOARD_CELLS_AT, row + 1);
  source = value8(layout.S_BOARD_SOURCE, row);
  const rate = value16(layout.S_BOARD_BASELINE, row);
  baseline = rate === layout.NONE16 ? NO_BASELINE : <i32>tenths(rate);
}

/** Turns to the board of a (map, bracket), or to none. */
export function findBoard(map: u32, bracket: u32): void {
  const to = value32(layout.S_MAP_BOARDS_AT, map + 1);
  for (let row = value32(layout.S_MAP_BOARDS_AT, map); row < to; row++) {
    if (value8(layout.S_BOARD_BRACKET, row) !== bracket) continue;
    useBoard(row);
    return;
  }
  board = -1;
  firstCell = 0;
  endCell = 0;
  source = 0;
  baseline = NO_BASELINE;
}
