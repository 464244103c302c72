/**
 * UTF-8 by three table look-ups a byte pair (Keiser and Lemire, "Validating UTF-8 in less than one instruction
 * per byte", 2020). Each table yields the set of faults that are still possible; a pair is at fault where all
 * three agree.
 */
import { LESS_FOURTH, LESS_THIRD, LOW_NIBBLES, TOP_BITS } from './vectors';

const TOO_SHORT: u8 = 1;
const TOO_LONG: u8 = 2;
const OVERLONG_3: u8 = 4;
const TOO_LARGE: u8 = 8;
const SURROGATE: u8 = 16;
const OVERLONG_2: u8 = 32;
/** also, with a first byte of 0xF5 or more: too large */
const OVERLONG_4: u8 = 64;
const TWO_CONTINUATIONS: u8 = 128;
const CARRY: u8 = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS;
const LARGE: u8 = CARRY | TOO_LARGE | OVERLONG_4;
const SECOND: u8 = TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS;

/** By the high half of the first byte of a pair. */
const FIRST_HIGH: usize = memory.data<u8>([
  TOO_LONG,
  TOO_LONG,
  TOO_LONG,
  TOO_LONG,
  TOO_LONG,
  TOO_LONG,
  TOO_LONG,
  TOO_LONG,
  TWO_CONTINUATIONS,
  TWO_CONTINUATIONS,
  TWO_CONTINUATIONS,
  TWO_CONTINUATIONS,
  TOO_SHORT | OVERLONG_2,
  TOO_SHORT,
  TOO_SHORT | OVERLONG_3 | SURROGATE,
  TOO_SHORT | TOO_LARGE | OVERLONG_4,
]);

/** By the low half of the first byte. */
const FIRST_LOW: usize = memory.data<u8>([
  CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
  CARRY | OVERLONG_2,
  CARRY,
  CARRY,
  CARRY | TOO_LARGE,
  LARGE,
  LARGE,
  LARGE,
  LARGE,
  LARGE,
  LARGE,
  LARGE,
  LARGE,
  LARGE | SURROGATE,
  LARGE,
  LARGE,
]);

/** By the high half of the second byte. */
const SECOND_HIGH: usize = memory.data<u8>([
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  SECOND | OVERLONG_3 | OVERLONG_4,
  SECOND | OVERLONG_3 | TOO_LARGE,
  SECOND | SURROGATE | TOO_LARGE,
  SECOND | SURROGATE | TOO_LARGE,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
]);

/** Largest last three bytes of a vector that need no continuation in the next one. */
const LAST_COMPLETE: usize = memory.data<u32>([0xffffffff, 0xffffffff, 0xffffffff, 0xbfdfefff]);

/** Non-zero lanes where `now`, preceded by `before`, is not UTF-8. */
export function utf8Faults(before: v128, now: v128): v128 {
  const one = i8x16.shuffle(before, now, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
  const two = i8x16.shuffle(before, now, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
  const three = i8x16.shuffle(before, now, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
  const nibbles = v128.load(LOW_NIBBLES);
  const firstHigh = i8x16.swizzle(v128.load(FIRST_HIGH), v128.and(i16x8.shr_u(one, 4), nibbles));
  const firstLow = i8x16.swizzle(v128.load(FIRST_LOW), v128.and(one, nibbles));
  const secondHigh = i8x16.swizzle(v128.load(SECOND_HIGH), v128.and(i16x8.shr_u(now, 4), nibbles));
  const pairs = v128.and(v128.and(firstHigh, firstLow), secondHigh);
  const third = i8x16.sub_sat_u(two, v128.load(LESS_THIRD));
  const fourth = i8x16.sub_sat_u(three, v128.load(LESS_FOURTH));
  const mustContinue = v128.and(v128.or(third, fourth), v128.load(TOP_BITS));
  return v128.xor(mustContinue, pairs);
}

/** Non-zero lanes where the vector's end leaves a character incomplete. */
export function utf8Pending(now: v128): v128 {
  return i8x16.sub_sat_u(now, v128.load(LAST_COMPLETE));
}

/** Offset of the first byte sequence that is not UTF-8, or −1; plain and slow, for the report of a fault. */
export function utf8FaultAt(input: usize, length: i32): i32 {
  let i = 0;
  while (i < length) {
    const byte = <u32>load<u8>(input + i);
    if (byte < 0x80) {
      i++;
      continue;
    }
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    if (byte < 0xc2 || byte > 0xf4 || i + more >= length) return i;
    const second = <u32>load<u8>(input + i + 1);
    const least: u32 = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    const most: u32 = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return i;
    for (let k = 2; k <= more; k++) if ((load<u8>(input + i + k) & 0xc0) !== 0x80) return i;
    i += more + 1;
  }
  return -1;
}
