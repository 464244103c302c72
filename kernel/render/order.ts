/** Which rows of a map are shown, and in which order. */
import * as layout from '../layout/snapshot';
import { textLength, textStart, value16, value32 } from '../snapshot/read/columns';
import { compareBytes } from '../snapshot/read/find';

/* Orders, as in SORT_NAMES of src/shared/answers.ts; order 0 is that of the table. */
const BY_WIN_RATE = 1;
const BY_ADJUSTED = 2;
const BY_LIFT = 3;
const BY_GAMES = 4;
const BY_USE_RATE = 5;
const BY_NAME = 6;
export const SORTS: u32 = 7;

/** bytes of scratch a cell */
export const ORDER_SCRATCH = 16;

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
 * Writes an entry for each cell of [from, to) with at least `min` games, or every one where that is 0, and gives
 * their number. An entry is a u64: the key so that the smaller comes first, then the cell.
 */
export function selectCells(from: u32, to: u32, min: u32, sort: i32, entries: usize): i32 {
  let at = entries;
  for (let cell = from; cell < to; cell++) {
    const games = value32(layout.S_CELL_GAMES, cell);
    if (min > 0 && (games === layout.NONE32 || games < min)) continue;
    store<u64>(at, (<u64>~sortKey(cell, sort) << 32) | cell);
    at += 8;
  }
  return <i32>((at - entries) >> 3);
}

/** Does the brawler of entry `a` come before that of `b` by slug? */
function isNamedBefore(a: u64, b: u64): bool {
  const first = value16(layout.S_CELL_BRAWLER, <u32>a);
  const second = value16(layout.S_CELL_BRAWLER, <u32>b);
  const length = textLength(layout.S_BRAWLER_SLUG, first);
  const start = textStart(layout.S_BRAWLER_SLUG, first);
  const other = textStart(layout.S_BRAWLER_SLUG, second);
  return compareBytes(start, length, other, textLength(layout.S_BRAWLER_SLUG, second)) < 0;
}

/** Merges the sorted runs [low, middle) and [middle, high) of `from` into `to`; of equals the first run's go first. */
function merge(from: usize, to: usize, low: usize, middle: usize, high: usize, byName: bool): void {
  let left = low;
  let right = middle;
  for (let at = low; at < high; at += 8) {
    let takeRight = left >= middle;
    if (!takeRight && right < high) {
      const a = load<u64>(from + left);
      const b = load<u64>(from + right);
      takeRight = byName ? isNamedBefore(b, a) : b < a;
    }
    if (takeRight) {
      store<u64>(to + at, load<u64>(from + right));
      right += 8;
    } else {
      store<u64>(to + at, load<u64>(from + left));
      left += 8;
    }
  }
}

/** Sorts n entries; there is room for as many behind them. Gives the address of the sorted ones. */
export function sortEntries(entries: usize, n: i32, sort: i32): usize {
  if (sort === 0) return entries;
  const size = <usize>n << 3;
  let other = entries + size;
  for (let run: usize = 8; run < size; run <<= 1) {
    for (let low: usize = 0; low < size; low += run << 1) {
      const middle = min(low + run, size);
      merge(entries, other, low, middle, min(middle + run, size), sort === BY_NAME);
    }
    const sorted = other;
    other = entries;
    entries = sorted;
  }
  return entries;
}
