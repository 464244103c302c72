/** How large the parts of the attached snapshot are at most: what answers and their scratch must have room for. */
import { S_BOARD_CELLS_AT, S_MAP_IDS_AT } from '../../layout/snapshot';
import { column, count } from './columns';
import { KIND_SHIFT, KIND_TEXT, SECTIONS, SPEC } from './spec';

/** texts that one row of an answer has at most: a team's five names */
const TEXTS = 5;
/** digits of an id and its comma */
const ID_BYTES = 11;
/** more than the constants and numbers of any row, and than any writer touches behind what it writes */
const ROW_BYTES = 1024;

let largestRow: u32 = 0;
let largestBoard: u32 = 0;

/** Largest step of a rising column. */
function largestStep(id: i32): u32 {
  let largest: u32 = 0;
  const last = column(id) + ((<usize>(count(id) - 1)) << 2);
  for (let at = column(id); at < last; at += 4) largest = max(largest, load<u32>(at, 4) - load<u32>(at));
  return largest;
}

/** Measures the snapshot that was attached. */
export function measure(): void {
  let longestText: u32 = 0;
  for (let row = SPEC; row < SPEC + (SECTIONS << 2); row += 4) {
    const section = load<u32>(row);
    if (((section >> KIND_SHIFT) & 7) === KIND_TEXT)
      longestText = max(longestText, largestStep(section & 0xff));
  }
  largestRow = ROW_BYTES + TEXTS * longestText + ID_BYTES * largestStep(S_MAP_IDS_AT);
  largestBoard = largestStep(S_BOARD_CELLS_AT);
}

/** Bytes that one row of an answer, or what stands before its rows, takes at most, with some to spare. */
export function rowBytes(): u32 {
  return largestRow;
}

/** Cells of the board that has most. */
export function mostCells(): u32 {
  return largestBoard;
}
