/** Cells of tallies within days, as records sorted by brawler and place. */
import { games, HEADER_BYTES, halfWins, next, step, takeRow, tallyLength, UNIT_BYTES } from '../battles/read';
import * as tally from '../layout/tally';

/* A record: brawler 12 bits | place 24 | day 5 as an u64, then counts as u32. */
export const R_KEY: usize = 0;
export const R_GAMES: usize = 8;
export const R_HALF_WINS: usize = 12;
export const R_BYTES: usize = 16;
const PLACE_SHIFT = 5;
const BRAWLER_SHIFT = 29;

const DIGIT_BITS = 12;
const COUNTS: usize = memory.data(4 << DIGIT_BITS, 8);

/** Are these tallies, one behind the other? */
export function areTallies(at: usize, end: usize): bool {
  while (at < end) {
    const length = tallyLength(at, end - at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

export function brawlerOf(record: usize): u32 {
  return <u32>(load<u64>(record) >> BRAWLER_SHIFT);
}

export function placeOf(record: usize): u32 {
  return <u32>(load<u64>(record) >> PLACE_SHIFT) & tally.MAX_PLACE;
}

export function dayOf(record: usize): u32 {
  return <u32>load<u64>(record) & 31;
}

/** Rows of all cells within the days: more than there will be records. */
export function countRows(at: usize, end: usize, first: u32, days: u32): u32 {
  let rows: u32 = 0;
  for (; at < end; at += load<u32>(at, tally.TH_LENGTH * 4)) {
    const units = at + HEADER_BYTES;
    const endOfUnits = units + <usize>load<u32>(at, tally.TH_UNITS * 4) * UNIT_BYTES;
    for (let unit = units; unit < endOfUnits; unit += UNIT_BYTES) {
      if (isWanted(unit, first, days)) rows += load<u32>(unit, tally.UNIT_ROWS * 4);
    }
  }
  return rows;
}

function isWanted(unit: usize, first: u32, days: u32): bool {
  return (
    load<u32>(unit, tally.UNIT_KIND * 4) === tally.COUNT_CELLS &&
    load<u32>(unit, tally.UNIT_DAY * 4) - first < days
  );
}

/** Writes the records of all cells with a brawler; returns their end. */
export function gather(at: usize, end: usize, first: u32, days: u32, to: usize): usize {
  for (; at < end; at += load<u32>(at, tally.TH_LENGTH * 4)) {
    const units = at + HEADER_BYTES;
    const endOfUnits = units + <usize>load<u32>(at, tally.TH_UNITS * 4) * UNIT_BYTES;
    for (let unit = units; unit < endOfUnits; unit += UNIT_BYTES) {
      if (isWanted(unit, first, days))
        to = gatherUnit(at, unit, load<u32>(unit, tally.UNIT_DAY * 4) - first, to);
    }
  }
  return to;
}

function gatherUnit(at: usize, unit: usize, day: u32, to: usize): usize {
  let from = at + load<u32>(unit, tally.UNIT_OFFSET * 4);
  const end = from + load<u32>(unit, tally.UNIT_LENGTH * 4);
  let key: u64 = 0;
  for (; from < end; from = next) {
    takeRow(from, end);
    key += step;
    const brawler = (key >> tally.KEY_A_SHIFT) & tally.MAX_CODE;
    if (brawler === 0) continue;
    store<u64>(to, (brawler << BRAWLER_SHIFT) | ((key >> tally.KEY_PLACE_SHIFT) << PLACE_SHIFT) | day);
    store<u32>(to, <u32>games, R_GAMES);
    store<u32>(to, <u32>halfWins, R_HALF_WINS);
    to += R_BYTES;
  }
  return to;
}

/** Sorts records by brawler and place; `spare` has as much room. Returns where they are then. */
export function sortRecords(from: usize, end: usize, spare: usize): usize {
  const bytes = end - from;
  for (let shift: u64 = PLACE_SHIFT; shift < <u64>(PLACE_SHIFT + 3 * DIGIT_BITS); shift += DIGIT_BITS) {
    memory.fill(COUNTS, 0, 4 << DIGIT_BITS);
    for (let record = from; record < from + bytes; record += R_BYTES) {
      const count = COUNTS + ((<usize>(load<u64>(record) >> shift) & ((1 << DIGIT_BITS) - 1)) << 2);
      store<u32>(count, load<u32>(count) + 1);
    }
    let to = <u32>spare;
    for (let count = COUNTS; count < COUNTS + (4 << DIGIT_BITS); count += 4) {
      const rows = load<u32>(count);
      store<u32>(count, to);
      to += rows * <u32>R_BYTES;
    }
    for (let record = from; record < from + bytes; record += R_BYTES) {
      const place = COUNTS + ((<usize>(load<u64>(record) >> shift) & ((1 << DIGIT_BITS) - 1)) << 2);
      v128.store(load<u32>(place), v128.load(record));
      store<u32>(place, load<u32>(place) + <u32>R_BYTES);
    }
    const swapped = from;
    from = spare;
    spare = swapped;
  }
  return from;
}
