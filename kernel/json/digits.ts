/**
 * Short runs of digits, eight bytes in a u64 at a time; the first byte is the lowest. All of it reads eight bytes from
 * where it begins, and none looks at a byte twice.
 */
import { NONE } from '../layout/bundle';

/* The same byte eight times. */
const ONES: u64 = ~(<u64>0) / 255;
const NOUGHTS: u64 = ONES * 0x30;
const LIFTS: u64 = ONES * 0x46;
const TOPS: u64 = ONES * 0x80;
/** Every other byte, every other pair of bytes. */
const BYTES: u64 = ~(<u64>0) / 0x101;
const PAIRS: u64 = ~(<u64>0) / 0x10001;

/** Bits of the bytes that follow values, each at its lowest six bits. */
const FOLLOWERS: u64 =
  ((<u64>1) << 0x2c) |
  ((<u64>1) << (0x5d & 63)) |
  ((<u64>1) << (0x7d & 63)) |
  ((<u64>1) << 0x20) |
  ((<u64>1) << 0x0d) |
  ((<u64>1) << 0x0a) |
  ((<u64>1) << 0x09);

/** 10^(4 − n) for n decimals. */
const SCALES: usize = memory.data<u32>([10000, 1000, 100, 10, 1]);
const MAX_DECIMALS: usize = 4;
/** 100 % */
const MAX_RATE: u64 = 1000000;

/** Are all eight bytes ASCII digits? (fast_float's test: no byte leaves 0x30…0x39 but one of the two shows it) */
function isDigits(word: u64): bool {
  return (((word + LIFTS) | (word - NOUGHTS)) & TOPS) === 0;
}

/** Value of eight ASCII digits, the first in the lowest byte: sums of twos, of fours, of eights. */
function sumOfDigits(word: u64): u32 {
  word = ((word - NOUGHTS) * 2561) >> 8;
  word = ((word & BYTES) * 6553601) >> 16;
  return <u32>(((word & PAIRS) * 42949672960001) >> 32);
}

/** How many of the eight bytes, from the lowest on, are digits before the first that is none. */
function digitsIn(word: u64): usize {
  // the lowest bit that is set is that of the first byte that is no digit; none: 64 / 8
  return <usize>(ctz(((word + LIFTS) | (word - NOUGHTS)) & TOPS) >> 3);
}

/** The same of the eight bytes at `at`. */
export function shortDigits(at: usize): usize {
  return digitsIn(load<u64>(at));
}

/** The lowest 1–8 bytes of a word at its end, noughts before them. */
function alignRight(word: u64, count: usize): u64 {
  const missing: u64 = (8 - count) << 3;
  return missing === 0 ? word : (word << missing) | (NOUGHTS >> (64 - missing));
}

/** Are the 1–8 bytes at `at` digits? */
export function areDigits(at: usize, count: usize): bool {
  return isDigits(alignRight(load<u64>(at), count));
}

/** Value of the 1–8 digits at `at`, or NONE if they are not all digits. */
export function eightDigits(at: usize, count: usize): u32 {
  const word = alignRight(load<u64>(at), count);
  return isDigits(word) ? sumOfDigits(word) : NONE;
}

/**
 * 10,000 times the number that the 1–8 bytes at `at` make, if it has one to four decimals or none, and is at most 100;
 * NONE for anything else. Equal to Math.round(parsed × 10,000): parsing and the product are each off by a part in
 * 2^53 at most, which leaves them within 2^-32 of the integer that they would be without rounding.
 */
export function shortRate(at: usize, count: usize): u32 {
  const word = load<u64>(at);
  const whole = digitsIn(word);
  let decimals: usize = 0;
  let digits = word;
  if (whole < count) {
    // the point taken out, what follows it moves up
    const front = ((<u64>1) << (whole << 3)) - 1;
    digits = (word & front) | ((word >> 8) & ~front);
    decimals = count - 1 - whole;
    if (decimals - 1 >= MAX_DECIMALS || load<u8>(at + whole) !== 0x2e) return NONE;
    count--;
  }
  digits = alignRight(digits, count);
  if (whole === 0 || (load<u8>(at) === 0x30 && whole > 1) || !isDigits(digits)) return NONE;
  const rate = <u64>sumOfDigits(digits) * load<u32>(SCALES + (decimals << 2));
  return rate <= MAX_RATE ? <u32>rate : NONE;
}

/**
 * Address behind a number of up to seven digits, or eight, and up to seven more behind a point; 0 where there is none,
 * or where something follows it that may not. It may lie behind the document's end.
 */
export function pastShortNumber(at: usize): usize {
  const first = load<u8>(at);
  const whole = shortDigits(at);
  at += whole;
  let next = <u32>load<u8>(at);
  if (whole === 0 || (first === 0x30 && whole !== 1)) return 0;
  if (next === 0x2e) {
    const decimals = shortDigits(at + 1);
    at += decimals + 1;
    next = load<u8>(at);
    if (decimals === 0) return 0;
  }
  return mayFollow(next) ? at : 0;
}

/**
 * May the byte stand behind a value? A comma, a bracket that closes and white space may; four others that are the same
 * in the lowest six bits pass too. It keeps "1e5" and "1.2.3" out: whoever goes on looks at the byte itself.
 */
export function mayFollow(byte: u32): bool {
  return <bool>((FOLLOWERS >> <u64>byte) & 1);
}
