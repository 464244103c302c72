/**
 * UTF-8 by three table look-ups a byte pair (Keiser and Lemire, "Validating UTF-8 in less than one instruction
 * per byte", 2020). Each table yields the set of faults that are still possible; a pair is at fault where all
 * three agree.
 */

const TOO_SHORT: i8 = 1;
const TOO_LONG: i8 = 2;
const OVERLONG_3: i8 = 4;
const TOO_LARGE: i8 = 8;
const SURROGATE: i8 = 16;
const OVERLONG_2: i8 = 32;
const OVERLONG_4: i8 = 64;
/** with the first byte 0xF5 or more; shares its bit with OVERLONG_4, whose first byte is 0xF0 */
const TOO_LARGE_8: i8 = 64;
const TWO_CONTINUATIONS: i8 = -128;
const CARRY: i8 = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS;

const FIRST_HIGH: v128 = i8x16(
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
  TOO_SHORT | TOO_LARGE | TOO_LARGE_8 | OVERLONG_4,
);

const FIRST_LOW: v128 = i8x16(
  CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
  CARRY | OVERLONG_2,
  CARRY,
  CARRY,
  CARRY | TOO_LARGE,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8 | SURROGATE,
  CARRY | TOO_LARGE | TOO_LARGE_8,
  CARRY | TOO_LARGE | TOO_LARGE_8,
);

const SECOND_HIGH: v128 = i8x16(
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE_8 | OVERLONG_4,
  TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE,
  TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
  TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
  TOO_SHORT,
);

/** Largest last three bytes of a vector that need no continuation in the next one. */
const LAST_COMPLETE: v128 = i8x16(
  -1,
  -1,
  -1,
  -1,
  -1,
  -1,
  -1,
  -1,
  -1,
  -1,
  -1,
  -1,
  -1,
  <i8>0xef,
  <i8>0xdf,
  <i8>0xbf,
);

/** Non-zero lanes where `now`, preceded by `before`, is not UTF-8. */
export function utf8Faults(before: v128, now: v128): v128 {
  const one = i8x16.shuffle(before, now, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
  const two = i8x16.shuffle(before, now, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
  const three = i8x16.shuffle(before, now, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
  const firstHigh = i8x16.swizzle(FIRST_HIGH, i8x16.shr_u(one, 4));
  const firstLow = i8x16.swizzle(FIRST_LOW, v128.and(one, i8x16.splat(15)));
  const secondHigh = i8x16.swizzle(SECOND_HIGH, i8x16.shr_u(now, 4));
  const pairs = v128.and(v128.and(firstHigh, firstLow), secondHigh);
  const third = i8x16.sub_sat_u(two, i8x16.splat(0x60));
  const fourth = i8x16.sub_sat_u(three, i8x16.splat(0x70));
  const mustContinue = v128.and(v128.or(third, fourth), i8x16.splat(-128));
  return v128.xor(mustContinue, pairs);
}

/** Non-zero lanes where the vector's end leaves a character incomplete. */
export function utf8Pending(now: v128): v128 {
  return i8x16.sub_sat_u(now, LAST_COMPLETE);
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
