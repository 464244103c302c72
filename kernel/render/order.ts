/** Which rows of a map are shown, and in which order. */
import * as layout from '../layout/snapshot';
import { textLength, textStart, value16, value32 } from '../snapshot/read/columns';
import { compareText } from '../snapshot/read/find';

/* Orders, as in SORT_NAMES of src/shared/answers.ts; order 0 is that of the table. */
const BY_WIN_RATE = 1;
const BY_ADJUSTED = 2;
const BY_LIFT = 3;
const BY_GAMES = 4;
const BY_USE_RATE = 5;
const BY_NAME = 6;
export const SORTS: u32 = 7;

/** Larger comes first. Lift orders like the adjusted rate. */
function sortKey(cell: u32, sort: i32): u32 {
  switch (sort) {
    case BY_WIN_RATE:
      return value16(layout.S_CELL_WIN_RATE, cell);
    case BY_ADJUSTED:
    case BY_LIFT:
      return value16(layout.S_CELL_ADJUSTED, cell);
    case BY_GAMES: {
      const games = value32(layout.S_CELL_GAMES, cell);
      return games === layout.NONE32 ? 0 : games;
    }
    case BY_USE_RATE:
      return value16(layout.S_CELL_USE_RATE, cell);
    default:
      return 0;
  }
}

/**
 * Writes an entry for each cell of [from, to) with at least `min` games, or every one where that is 0, and gives the
 * end of the entries. An entry is a u64: the key, so that the smaller comes first, then the cell.
 */
export function selectCells(from: u32, to: u32, min: u32, sort: i32, entries: usize): usize {
  for (let cell = from; cell < to; cell++) {
    const games = value32(layout.S_CELL_GAMES, cell);
    if (min > 0 && (games === layout.NONE32 || games < min)) continue;
    store<u64>(entries, ((<u64>~sortKey(cell, sort)) << 32) | cell);
    entries += 8;
  }
  return entries;
}

/** By the key, or by the brawler's slug, then by the cell. */
function isBefore(a: u64, b: u64, byName: bool): bool {
  if (byName) {
    const first = value16(layout.S_CELL_BRAWLER, <u32>a);
    const second = value16(layout.S_CELL_BRAWLER, <u32>b);
    const slug = textStart(layout.S_BRAWLER_SLUG, second);
    const order = compareText(layout.S_BRAWLER_SLUG, first, slug, textLength(layout.S_BRAWLER_SLUG, second));
    if (order !== 0) return order < 0;
  }
  return a < b;
}

/** Sorts entries: Shellsort, with gaps that shrink by 5/11 as Gonnet and Baeza-Yates found best. */
export function sortEntries(entries: usize, end: usize, sort: i32): void {
  if (sort === 0) return;
  let gap = (end - entries) >> 3;
  while (gap > 1) {
    gap = gap < 5 ? 1 : (gap * 5 - 1) / 11;
    const step = gap << 3;
    for (let at = entries + step; at < end; at += 8) {
      const entry = load<u64>(at);
      let place = at;
      for (; place >= entries + step; place -= step) {
        const other = load<u64>(place - step);
        if (isBefore(other, entry, sort === BY_NAME)) break;
        store<u64>(place, other);
      }
      store<u64>(place, entry);
    }
  }
}

/** Where the entries with each value of some bits of the key go, as u32. */
const PLACES: usize = memory.data(512, 16);
const BUCKETS: usize = 128;

/**
 * Sorts entries, up to as many as rows of brawlers, by their keys, then rows: deals them once to `spare`, by where keys lie
 * between the least and the largest, then moves each where it belongs.
 */
export function dealEntries(entries: usize, end: usize, spare: usize): void {
  let least = u32.MAX_VALUE;
  let most: u32 = 0;
  for (let at = entries; at < end; at += 8) {
    least = min(least, load<u32>(at, 4));
    most = max(most, load<u32>(at, 4));
  }
  const shift = <u32>max(25 - <i32>clz(most - least), 0);
  memory.fill(PLACES, 0, 4 * BUCKETS);
  for (let at = entries; at < end; at += 8) {
    const place = PLACES + (((load<u32>(at, 4) - least) >> shift) << 2);
    store<u32>(place, load<u32>(place) + 8);
  }
  for (let place = PLACES, next = <u32>spare; place < PLACES + 4 * BUCKETS; place += 4) {
    const bytes = load<u32>(place);
    store<u32>(place, next);
    next += bytes;
  }
  for (let at = entries; at < end; at += 8) {
    const place = PLACES + (((load<u32>(at, 4) - least) >> shift) << 2);
    const to = load<u32>(place);
    store<u64>(to, load<u64>(at));
    store<u32>(place, to + 8);
  }
  for (let at = entries; at < end; at += 8, spare += 8) {
    const entry = load<u64>(spare);
    let to = at;
    for (; to > entries && load<u64>(to - 8) > entry; to -= 8) store<u64>(to, load<u64>(to - 8));
    store<u64>(to, entry);
  }
}
