/**
 * Stable sorting of pairs (u64 key, u32 value), ascending by key. Orders with several criteria are several sorts,
 * the last criterion first.
 */
import { increase } from './records';
import { lengthOf } from './text';

export const PAIR_BYTES: usize = 16;
const PAIR_VALUE: usize = 8;
/** So many pairs are sorted faster without going through all bytes of their keys, however these crowd. */
const FEW = 128;

/** Where the pairs with each value of a byte go, as u32. */
const PLACES: usize = memory.data(1024, 16);

let pairs: usize = 0;
/** as large as `pairs` */
let spare: usize = 0;

/** Sets the array in which all sorting is done, and a second one of its size. */
export function usePairs(at: usize, second: usize): void {
  pairs = at;
  spare = second;
}

/** Pair `i` of the array. */
export function pair(i: i32): usize {
  return pairs + ((<usize>i) << 4);
}

export function setPair(i: i32, key: u64, value: usize): void {
  store<u64>(pair(i), key);
  store<u32>(pair(i), <u32>value, PAIR_VALUE);
}

export function keyAt(i: i32): u64 {
  return load<u64>(pair(i));
}

/** Value of a pair: an address or a number. */
export function valueAt(i: i32): usize {
  return load<u32>(pair(i), PAIR_VALUE);
}

/** A key that orders numbers (not NaN) from the largest to the smallest; −0 is 0. */
export function descending(value: f64): u64 {
  const bits = reinterpret<i64>(value + 0);
  return ~(<u64>bits ^ (<u64>(bits >> 63) | 0x8000000000000000));
}

/** Deals pairs from one place to another by a byte of their keys, lowest first. False if all have the same. */
export function deal(from: usize, to: usize, count: i32, shift: u64): bool {
  const end = from + ((<usize>count) << 4);
  memory.fill(PLACES, 0, 1024);
  for (let at = from; at < end; at += PAIR_BYTES) increase(placeOf(at, shift), 1);
  if (load<i32>(placeOf(from, shift)) === count) return false;
  for (let place = PLACES; place < PLACES + 1024; place += 4) {
    const next = to + ((<usize>load<u32>(place)) << 4);
    store<u32>(place, <u32>to);
    to = next;
  }
  for (let at = from; at < end; at += PAIR_BYTES) {
    const place = placeOf(at, shift);
    v128.store(load<u32>(place), v128.load(at));
    increase(place, <u32>PAIR_BYTES);
  }
  return true;
}

function placeOf(at: usize, shift: u64): usize {
  // from 64 on, shifts are those of a row's second half
  return PLACES + ((<usize>(load<u64>(at + ((<usize>shift >> 6) << 3)) >> (shift & 63)) & 0xff) << 2);
}

/**
 * Sorts a few pairs: deals them once, by where their keys lie between the least and the largest, and then moves each
 * before those dealt earlier whose keys are larger, which are few unless most keys crowd in one place.
 */
function sortFew(start: usize, count: i32): void {
  const end = start + ((<usize>count) << 4);
  let least = load<u64>(start);
  let most = least;
  for (let at = start + PAIR_BYTES; at < end; at += PAIR_BYTES) {
    least = min(least, load<u64>(at));
    most = max(most, load<u64>(at));
  }
  for (let at = start; at < end; at += PAIR_BYTES) store<u64>(at, load<u64>(at) - least);
  // the shift that leaves eight bits of the largest
  if (most > least) deal(start, spare, count, <u64>max(56 - <i64>clz(most - least), 0));
  else memory.copy(spare, start, end - start);
  for (let at: usize = 0; at < end - start; at += PAIR_BYTES) {
    const moved = v128.load(spare + at);
    const key = load<u64>(spare + at);
    let place = start + at;
    for (; place > start && load<u64>(place - PAIR_BYTES) > key; place -= PAIR_BYTES) {
      v128.store(place, v128.load(place - PAIR_BYTES));
    }
    v128.store(place, moved);
  }
  for (let at = start; at < end; at += PAIR_BYTES) store<u64>(at, load<u64>(at) + least);
}

/** Sorts pairs [from, to), byte by byte from the lowest on where they are many. */
export function sortPairs(from: i32, to: i32): void {
  if (to - from <= FEW) sortFew(pair(from), to - from);
  else sortBits(from, to, 0, 64);
}

/** Sorts pairs [from, to) by what their keys have from a bit on and before another, multiples of 8. */
export function sortBits(from: i32, to: i32, first: u64, end: u64): void {
  let source = pair(from);
  let target = spare;
  if (to - from < 2) return;
  for (let shift = first; shift < end; shift += 8) {
    if (!deal(source, target, to - from, shift)) continue;
    const dealt = target;
    target = source;
    source = dealt;
  }
  if (source !== pair(from)) memory.copy(pair(from), source, (<usize>(to - from)) << 4);
}

/** Sorts pairs [0, count) by the u32 that each value, an address, has at `offset`. */
export function sortByField(count: i32, offset: usize): void {
  for (let i = 0; i < count; i++) store<u64>(pair(i), load<u32>(valueAt(i) + offset));
  sortPairs(0, count);
}

/** Four units of a text as a number that orders as they do; 0 stands for what is behind its end. */
function fourUnits(text: u64, depth: i32): u64 {
  let key: u64 = 0;
  for (let i = depth << 2; i < (depth << 2) + 4; i++) {
    key = (key << 16) | (i < lengthOf(text) ? <u64>load<u16>(<usize>text + ((<usize>i) << 1)) : 0);
  }
  return key;
}

/** Are two texts of u16 units the same? */
export function isEqual(a: u64, b: u64): bool {
  if (lengthOf(a) !== lengthOf(b)) return false;
  for (let depth = 0; depth << 2 < lengthOf(a); depth++) {
    if (fourUnits(a, depth) !== fourUnits(b, depth)) return false;
  }
  return true;
}

/** Sorts pairs [from, to) by the text that each value, an address, has at `offset`, from 4 × `depth` units on. */
export function sortByText(from: i32, to: i32, offset: usize, depth: i32): void {
  for (let i = from; i < to; i++) store<u64>(pair(i), fourUnits(load<u64>(valueAt(i) + offset), depth));
  sortPairs(from, to);
  while (from < to) {
    const key = keyAt(from);
    let end = from + 1;
    while (end < to && keyAt(end) === key) end++;
    // Texts that are equal so far go on only where the last of four units is one.
    if (end - from > 1 && (key & 0xffff) !== 0) sortByText(from, end, offset, depth + 1);
    from = end;
  }
}
