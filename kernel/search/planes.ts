/**
 * Bit planes: for a property of names, one bit a row, 128 rows to a block (layout.ts). Classes are shared by
 * several characters or pairs, so a set bit says "perhaps" and a clear one "certainly not".
 */
import {
  BLOCK_BYTES,
  LETTER_PLANES,
  PAIR_FIRST,
  PAIR_PLANES,
  PAIR_SECOND,
  PLANE_BYTES,
  START_PLANES,
} from './layout';

/** From the plane of names that have a character to that of names of which a word starts with it. */
export const LETTER_TO_START: usize = LETTER_PLANES * PLANE_BYTES;

/** Byte offset, within a block, of the plane of names that have this character. */
export function letterPlane(unit: u32): u32 {
  return ((unit ^ (unit >> 5) ^ (unit >> 10)) & (LETTER_PLANES - 1)) * PLANE_BYTES;
}

/** The plane of names in which `second` follows `first`. */
export function pairPlane(first: u32, second: u32): u32 {
  const pairClass = (first * PAIR_FIRST + second * PAIR_SECOND) & (PAIR_PLANES - 1);
  return (LETTER_PLANES + START_PLANES + pairClass) * PLANE_BYTES;
}

/** Sets the bits of the name in `row`: `count` units at `text`, of which `starts` start words. */
export function setPlanes(planes: usize, row: i32, text: usize, count: i32, starts: u64): void {
  const byte = planes + <usize>(row >> 7) * BLOCK_BYTES + <usize>((row >> 3) & 15);
  const bit = (<u8>1) << (<u8>(row & 7));
  let previous: u32 = 0;
  for (let i = 0; i < count; i++) {
    const unit = <u32>load<u16>(text + ((<usize>i) << 1));
    setBit(byte + letterPlane(unit), bit);
    if ((starts >> i) & 1) setBit(byte + letterPlane(unit) + LETTER_TO_START, bit);
    if (i > 0) setBit(byte + pairPlane(previous, unit), bit);
    previous = unit;
  }
}

function setBit(at: usize, bit: u8): void {
  store<u8>(at, load<u8>(at) | bit);
}
