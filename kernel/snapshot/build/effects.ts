/** Effects of pairs and match-ups as columns. Twin of src/kernel/reference/snapshot/effects.ts. */
import * as layout from '../../layout/effects';
import { NONE16, S_MATCHUP_MODE, S_PAIR_CELLS, S_PAIR_MODE } from '../../layout/snapshot';
import { COUNT_MATCHUPS, COUNT_PAIRS, FIRST_BRAWLER_ID, FIRST_MODE_ID } from '../../layout/tally';
import { brawlerRow } from './brawlers';
import { effectsOf, field } from './input';
import * as records from './records';
import { take } from './scratch';

/** Of each brawler of the catalogue: index of its code in the effects, plus 1; 0 for none. u16. */
const INDEXES: usize = memory.data(2 * layout.MAX_EFFECT_BRAWLERS, 8);
const ID: usize = memory.data(4, 8);

/** The effects in use, and their parts. */
let at: usize = 0;
let matricesAt: usize = 0;
let positionsAt: usize = 0;
let rowsAt: usize = 0;
let cellsAt: usize = 0;

/** Turns to the effects of a kind; false if there are none that can be published. */
function useKind(kind: i32): bool {
  at = effectsOf(kind);
  const brawlers = records.countOf(records.BRAWLERS);
  if (at === 0 || field(at, layout.EH_MATRICES) === 0 || brawlers > layout.MAX_EFFECT_BRAWLERS) return false;
  const codes = at + layout.EFFECTS_HEADER_FIELDS * 4;
  const count = <usize>field(at, layout.EH_BRAWLERS);
  matricesAt = codes + (count << 2);
  positionsAt = matricesAt + <usize>field(at, layout.EH_MATRICES) * (layout.MATRIX_FIELDS * 4);
  rowsAt = positionsAt + ((count + 1) << 2);
  cellsAt = rowsAt + <usize>field(at, layout.EH_ROWS) * (layout.EFFECT_FIELDS * 4);
  memory.fill(INDEXES, 0, (<usize>brawlers) << 1);
  for (let i: usize = 0; i < count; i++) {
    const row = rowOf(load<u32>(codes + (i << 2)));
    if (row >= 0) store<u16>(INDEXES + ((<usize>row) << 1), <u16>(i + 1));
  }
  return true;
}

/** Row of the brawler of a code, or −1. */
function rowOf(code: u32): i32 {
  store<u32>(ID, FIRST_BRAWLER_ID + code - 1);
  return brawlerRow(ID);
}

/** Row of the mode of a place, NONE16 for all others; −1 where the catalogue has none. */
function modeOf(place: u32): i32 {
  if (place === layout.ANY_PLACE) return NONE16;
  if (place === 0) return -1;
  const count = records.countOf(records.MODES);
  let mode = records.baseOf(records.MODES);
  for (let row = 0; row < count; row++, mode += records.MODE_BYTES) {
    if (load<u32>(mode, records.MODE_ID) === FIRST_MODE_ID + place - 1) return row;
  }
  return -1;
}

/** Makes the tables of one kind. */
function makeKind(kind: i32, modes: usize, rows: usize, countField: usize): void {
  const isUsed = useKind(kind);
  let mode = take(isUsed ? <i32>field(at, layout.EH_MATRICES) : 0, records.EFFECT_MODE_BYTES);
  records.setTable(modes, mode, 0, records.EFFECT_MODE_BYTES);
  let row = take(isUsed ? <i32>field(at, layout.EH_ROWS) : 0, records.EFFECT_BYTES);
  records.setTable(rows, row, 0, records.EFFECT_BYTES);
  if (!isUsed) return;
  for (let matrix = matricesAt; matrix < positionsAt; matrix += layout.MATRIX_FIELDS * 4) {
    const found = modeOf(field(matrix, layout.MATRIX_PLACE));
    if (found < 0) continue;
    store<u32>(mode, found);
    mode += records.EFFECT_MODE_BYTES;
  }
  records.setEnd(modes, mode);
  const brawlers = records.countOf(records.BRAWLERS);
  let brawler = records.baseOf(records.BRAWLERS) + countField;
  for (let i: usize = 0; i < <usize>brawlers; i++, brawler += records.BRAWLER_BYTES) {
    const end = makeRows(row, <usize>load<u16>(INDEXES + (i << 1)));
    store<u32>(brawler, <u32>((end - row) / records.EFFECT_BYTES));
    row = end;
  }
  records.setEnd(rows, row);
}

/** Makes the rows of the code with an index + 1; gives their end. */
function makeRows(to: usize, number: usize): usize {
  if (number === 0) return to;
  const position = positionsAt + ((number - 1) << 2);
  let row = rowsAt + <usize>load<u32>(position) * (layout.EFFECT_FIELDS * 4);
  const end = rowsAt + <usize>load<u32>(position, 4) * (layout.EFFECT_FIELDS * 4);
  for (; row < end; row += layout.EFFECT_FIELDS * 4) {
    const other = rowOf(field(row, layout.EFFECT_OTHER));
    if (other < 0) continue;
    store<u16>(to, <u16>other, records.EFFECT_OTHER);
    store<u16>(to, <u16>field(row, layout.EFFECT_EXPECTED), records.EFFECT_EXPECTED);
    store<u16>(to, <u16>field(row, layout.EFFECT_SHIFT), records.EFFECT_SHIFT);
    store<u16>(to, <u16>field(row, layout.EFFECT_ERROR), records.EFFECT_ERROR);
    store<u32>(to, field(row, layout.EFFECT_GAMES), records.EFFECT_GAMES);
    store<u32>(to, field(row, layout.EFFECT_HALF_WINS), records.EFFECT_HALF_WINS);
    to += records.EFFECT_BYTES;
  }
  return to;
}

/** Makes the tables of pairs and match-ups, once brawlers and modes are known. */
export function makeEffects(): void {
  makeKind(COUNT_PAIRS, records.PAIR_MODES, records.PAIRS, records.BRAWLER_PAIR_COUNT);
  makeKind(COUNT_MATCHUPS, records.MATCHUP_MODES, records.MATCHUPS, records.BRAWLER_MATCHUP_COUNT);
}

/** Cells of a section of matrices. */
export function cellCount(section: i32): i32 {
  const modes = section < S_MATCHUP_MODE ? records.PAIR_MODES : records.MATCHUP_MODES;
  const brawlers = records.countOf(records.BRAWLERS);
  return records.countOf(modes) * ((brawlers * (brawlers - 1)) >> 1);
}

/** Writes a section of matrices: of effects, or of their errors. */
export function writeCells(section: i32, to: usize): void {
  if (!useKind(section < S_MATCHUP_MODE ? COUNT_PAIRS : COUNT_MATCHUPS)) return;
  const areErrors = (section - S_PAIR_MODE) % (S_MATCHUP_MODE - S_PAIR_MODE) !== S_PAIR_CELLS - S_PAIR_MODE;
  const count = <usize>field(at, layout.EH_BRAWLERS);
  const cells = (count * (count - 1)) >> 1;
  let from = cellsAt + (areErrors ? cells * <usize>field(at, layout.EH_MATRICES) : 0);
  for (let matrix = matricesAt; matrix < positionsAt; matrix += layout.MATRIX_FIELDS * 4, from += cells) {
    if (modeOf(field(matrix, layout.MATRIX_PLACE)) < 0) continue;
    to = writeMatrix(from, to, areErrors ? <u8>field(matrix, layout.MATRIX_BLANK) : 0);
  }
}

/** Writes one matrix by rows of the catalogue, `blank` where one of two brawlers was never seen. Gives its end. */
function writeMatrix(from: usize, to: usize, blank: u8): usize {
  const brawlers = <usize>records.countOf(records.BRAWLERS);
  const count = <usize>field(at, layout.EH_BRAWLERS);
  for (let a: usize = 0; a < brawlers; a++) {
    const i = <usize>load<u16>(INDEXES + (a << 1));
    // Where the cell of (i, 0) would be, if there were one: those of (i, j) follow it for j over i.
    const row = i === 0 ? 0 : from + ((i - 1) * (2 * count - i)) / 2 - i;
    for (let b = a + 1; b < brawlers; b++, to++) {
      const j = <usize>load<u16>(INDEXES + (b << 1));
      store<u8>(to, i === 0 || j === 0 ? blank : load<u8>(row + j - 1));
    }
  }
  return to;
}
