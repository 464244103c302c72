/** Writes tallies (layout/tally.ts): units in order, their rows in order. */
import { MAX_COUNT } from '../layout/build';
import { E_OUTPUT_FULL } from '../layout/errors';
import * as layout from '../layout/tally';
import { fail } from '../status';
import { cutEnd, cutRun, rowsLeft } from './cut';
import { numberBytes, putNumber } from './number';
import { HEADER_BYTES, UNIT_BYTES } from './read';

/** Three LEB128 numbers, of 64, 32 and 32 bits. */
const ROW_BYTES: usize = 20;

let tally: usize = 0;
let end: usize = 0;
let isFull: bool = false;
/** The entry of the unit at hand, and how many are behind it. */
let unit: usize = 0;
let units: u32 = 0;
/** Runs stand behind room for all units that may come; later they move up. */
let runs: usize = 0;
let run: usize = 0;
let at: usize = 0;
let rows: u32 = 0;
let lastKey: u64 = 0;
/** Bytes of the run without its rows of one game, and the key of the last row of more. */
let moreBytes: usize = 0;
let lastMore: u64 = 0;

/** Begins a tally of so many units at most. */
export function beginTally(out: usize, capacity: i32, unitsMost: u32): void {
  tally = out;
  end = out + capacity;
  units = 0;
  unit = out + HEADER_BYTES;
  const start = <u64>unit + <u64>unitsMost * UNIT_BYTES;
  isFull = start > <u64>end;
  runs = <usize>start;
  at = runs;
}

export function beginUnit(day: u32, kind: u32): void {
  run = at;
  rows = 0;
  lastKey = 0;
  moreBytes = 0;
  lastMore = 0;
  if (isFull) return;
  store<u32>(unit, day, layout.UNIT_DAY * 4);
  store<u32>(unit, kind, layout.UNIT_KIND * 4);
}

/** Adds a row; counts are cut off at MAX_COUNT. */
export function putRow(key: u64, games: u64, halfWins: u64): void {
  isFull = isFull || at + ROW_BYTES > end;
  if (isFull) return;
  const start = putNumber(at, key - lastKey);
  at = putNumber(start, min<u64>(games, MAX_COUNT));
  at = putNumber(at, min<u64>(halfWins, MAX_COUNT));
  lastKey = key;
  rows++;
  if (games < 2) return;
  moreBytes += numberBytes(key - lastMore) + (at - start);
  lastMore = key;
}

/** Ends a unit; of its run, at most `most` bytes are kept, or all where that is 0. */
export function endUnit(most: u32): void {
  if (isFull) return;
  if (most !== 0 && at - run > <usize>most) {
    cutRun(run, at, most, moreBytes);
    rows = rowsLeft;
    at = cutEnd;
  }
  if (rows === 0) return;
  store<u32>(unit, rows, layout.UNIT_ROWS * 4);
  store<u32>(unit, <u32>(at - run), layout.UNIT_LENGTH * 4);
  unit += UNIT_BYTES;
  units++;
}

/** Ends the tally: its length, or E_OUTPUT_FULL. */
export function endTally(): i32 {
  if (isFull) return fail(E_OUTPUT_FULL, 0);
  memory.copy(unit, runs, at - runs);
  let offset = unit - tally;
  for (let entry = tally + HEADER_BYTES; entry < unit; entry += UNIT_BYTES) {
    store<u32>(entry, <u32>offset, layout.UNIT_OFFSET * 4);
    offset += load<u32>(entry, layout.UNIT_LENGTH * 4);
  }
  store<u32>(tally, layout.TALLY_MAGIC, layout.TH_MAGIC * 4);
  store<u32>(tally, <u32>offset, layout.TH_LENGTH * 4);
  store<u32>(tally, units, layout.TH_UNITS * 4);
  store<u32>(tally, 0, (layout.TH_UNITS + 1) * 4);
  return <i32>offset;
}
