/**
 * Bit planes: for a property of names, one bit a row (layout.ts). Classes are shared by several characters or pairs,
 * so a set bit says "perhaps" and a clear one "certainly not".
 */
import { LETTER_PLANES, PAIR_FIRST, PAIR_PLANES, PAIR_SECOND, START_PLANES } from './layout';

/** Number of the plane of names that have this character; those of which a word starts with it are LETTER_PLANES on. */
export function letterPlane(unit: u32): u32 {
  return (unit ^ (unit >> 5) ^ (unit >> 10)) & (LETTER_PLANES - 1);
}

/** Number of the plane of names in which `second` follows `first`. */
export function pairPlane(first: u32, second: u32): u32 {
  return LETTER_PLANES + START_PLANES + ((first * PAIR_FIRST + second * PAIR_SECOND) & (PAIR_PLANES - 1));
}

/**
 * Sets the bits of the name in `row`: `count` units at `text`, of which `starts` start words. A plane has
 * `planeBytes` bytes.
 */
export function setPlanes(
  planes: usize,
  planeBytes: u32,
  row: i32,
  text: usize,
  count: i32,
  starts: u64,
): void {
  const byte = planes + <usize>(row >> 3);
  const bit = 1 << (row & 7);
  let previous: u32 = 0;
  for (let i = 0; i < count; i++) {
    const unit = <u32>load<u16>(text + ((<usize>i) << 1));
    const letter = letterPlane(unit);
    setBit(byte + letter * planeBytes, bit);
    if ((starts >> i) & 1) setBit(byte + (letter + LETTER_PLANES) * planeBytes, bit);
    if (i > 0) setBit(byte + pairPlane(previous, unit) * planeBytes, bit);
    previous = unit;
  }
}

function setBit(at: usize, bit: i32): void {
  store<u8>(at, <u8>(<i32>load<u8>(at) | bit));
}
