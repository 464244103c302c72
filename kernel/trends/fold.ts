/** Tallies.fold(): cells of a day as records sorted by brawler and place. Twin of src/kernel/reference/trends/folds.ts. */
import { games, HEADER_BYTES, halfWins, next, step, takeRow, tallyLength, UNIT_BYTES } from '../battles/read';
import { MAX_COUNT } from '../layout/build';
import { E_ARGUMENT, E_COUNT_FORMAT } from '../layout/errors';
import * as layout from '../layout/series';
import * as tally from '../layout/tally';
import { fail } from '../status';

const DIGIT_BITS = 12;
const KEY_BITS = 36;
const COUNTS: usize = memory.data(4 << DIGIT_BITS, 8);
/** of a row in a tally, at least */
const ROW_BYTES = 3;

/** Are these tallies, one behind the other? */
function areTallies(at: usize, end: usize): bool {
  while (at < end) {
    const length = tallyLength(at, end - at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Bytes that tallyFold takes for tallies of so many. */
export function tallyFoldScratch(inLen: i32): i32 {
  const room = (<i64>inLen / ROW_BYTES) * (2 * layout.FOLD_BYTES);
  return inLen < 0 || room > i32.MAX_VALUE ? fail(E_ARGUMENT, 0) : <i32>room;
}

/** Writes the fold of a day at `scratch`, which is aligned to 16; gives its length, or an error. */
export function tallyFold(inPtr: usize, inLen: i32, day: u32, scratch: usize, scratchLen: i32): i32 {
  const room = tallyFoldScratch(inLen);
  if (room < 0 || scratchLen < room) return fail(E_ARGUMENT, 0);
  if (!areTallies(inPtr, inPtr + inLen)) return fail(E_COUNT_FORMAT, 0);
  const end = gather(inPtr, inPtr + inLen, day, scratch);
  const spare = scratch + <usize>(room / 2);
  return <i32>(addEqual(sortRecords(scratch, end, spare), end - scratch, scratch) - scratch);
}

function isWanted(unit: usize, day: u32): bool {
  return (
    load<u32>(unit, tally.UNIT_KIND * 4) === tally.COUNT_CELLS && load<u32>(unit, tally.UNIT_DAY * 4) === day
  );
}

/** Writes the records of all cells with a brawler; returns their end. */
function gather(at: usize, end: usize, day: u32, to: usize): usize {
  for (; at < end; at += load<u32>(at, tally.TH_LENGTH * 4)) {
    const units = at + HEADER_BYTES;
    const endOfUnits = units + <usize>load<u32>(at, tally.TH_UNITS * 4) * UNIT_BYTES;
    for (let unit = units; unit < endOfUnits; unit += UNIT_BYTES) {
      if (isWanted(unit, day)) to = gatherUnit(at, unit, to);
    }
  }
  return to;
}

function gatherUnit(at: usize, unit: usize, to: usize): usize {
  let from = at + load<u32>(unit, tally.UNIT_OFFSET * 4);
  const end = from + load<u32>(unit, tally.UNIT_LENGTH * 4);
  let key: u64 = 0;
  for (; from < end; from = next) {
    takeRow(from, end);
    key += step;
    const brawler = (key >> tally.KEY_A_SHIFT) & tally.MAX_CODE;
    if (brawler === 0) continue;
    store<u64>(to, (brawler << layout.FOLD_BRAWLER_SHIFT) | (key >> tally.KEY_PLACE_SHIFT));
    store<u32>(to, <u32>games, layout.FOLD_GAMES);
    store<u32>(to, <u32>halfWins, layout.FOLD_HALF_WINS);
    to += layout.FOLD_BYTES;
  }
  return to;
}

/** Sorts records by key; `spare` has as much room. Returns where they are then. */
function sortRecords(from: usize, end: usize, spare: usize): usize {
  const bytes = end - from;
  for (let shift: u64 = 0; shift < <u64>KEY_BITS; shift += DIGIT_BITS) {
    memory.fill(COUNTS, 0, 4 << DIGIT_BITS);
    for (let record = from; record < from + bytes; record += layout.FOLD_BYTES) {
      const count = COUNTS + (digit(record, shift) << 2);
      store<u32>(count, load<u32>(count) + 1);
    }
    // one digit for all, as the upper one of a place mostly is: they stay as they are
    if (bytes === 0 || load<u32>(COUNTS + (digit(from, shift) << 2)) === bytes / layout.FOLD_BYTES) continue;
    let to = <u32>spare;
    for (let count = COUNTS; count < COUNTS + (4 << DIGIT_BITS); count += 4) {
      const rows = load<u32>(count);
      store<u32>(count, to);
      to += rows * <u32>layout.FOLD_BYTES;
    }
    for (let record = from; record < from + bytes; record += layout.FOLD_BYTES) {
      const place = COUNTS + (digit(record, shift) << 2);
      v128.store(load<u32>(place), v128.load(record));
      store<u32>(place, load<u32>(place) + <u32>layout.FOLD_BYTES);
    }
    const swapped = from;
    from = spare;
    spare = swapped;
  }
  return from;
}

function digit(record: usize, shift: u64): usize {
  return <usize>(load<u64>(record) >> shift) & ((1 << DIGIT_BITS) - 1);
}

/** Copies sorted records to `to`, which may be where they are, those of a key as one; returns the end. */
function addEqual(from: usize, bytes: usize, to: usize): usize {
  let key: u64 = 0;
  for (const end = from + bytes; from < end; from += layout.FOLD_BYTES) {
    if (load<u64>(from) !== key) {
      key = load<u64>(from);
      v128.store(to, v128.load(from));
      to += layout.FOLD_BYTES;
      continue;
    }
    const sum = to - layout.FOLD_BYTES;
    addCount(sum + layout.FOLD_GAMES, from + layout.FOLD_GAMES);
    addCount(sum + layout.FOLD_HALF_WINS, from + layout.FOLD_HALF_WINS);
  }
  return to;
}

function addCount(sum: usize, own: usize): void {
  store<u32>(sum, <u32>min<u64>(<u64>load<u32>(sum) + <u64>load<u32>(own), MAX_COUNT));
}
