import { NONE } from '../layout/bundle';
import { nearestDouble } from './decimal';
import { isDigit } from './token';

/** Powers of ten that a double holds exactly; with an integer below 2^53, one rounding is the right one. */
const EXACT_POWERS: usize = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]);
const MAX_EXACT_POWER = 22;
const MAX_EXACT_INTEGER: u64 = 1 << 53;
/** Digits that surely fit into a u64. */
const SAFE_DIGITS = 19;

/* The same byte eight times. */
const ONES: u64 = ~(<u64>0) / 255;
const NOUGHTS: u64 = ONES * 0x30;
const LIFTS: u64 = ONES * 0x46;
const POINTS: u64 = ONES * 0x2e;
const TOPS: u64 = ONES * 0x80;
/** Every other byte, every other pair of bytes. */
const BYTES: u64 = ~(<u64>0) / 0x101;
const PAIRS: u64 = ~(<u64>0) / 0x10001;

/** 10^(4 − n) for n decimals. */
const SCALES: usize = memory.data<u32>([10000, 1000, 100, 10, 1]);
const MAX_DECIMALS: usize = 4;
/** 100 % */
const MAX_RATE: u64 = 1000000;

/** Are all eight bytes ASCII digits? (fast_float's test: no byte leaves 0x30…0x39 but one of the two shows it) */
function areDigits(word: u64): bool {
  return (((word + LIFTS) | (word - NOUGHTS)) & TOPS) === 0;
}

/** Value of eight ASCII digits, the first in the lowest byte: sums of twos, of fours, of eights. */
function sumOfDigits(word: u64): u32 {
  word = ((word - NOUGHTS) * 2561) >> 8;
  word = ((word & BYTES) * 6553601) >> 16;
  return <u32>(((word & PAIRS) * 42949672960001) >> 32);
}

/** Value of the 1–8 digits at `at`, or NONE if they are not all digits. */
export function eightDigits(at: usize, count: usize): u32 {
  const missing: u64 = (8 - count) << 3;
  // noughts move in from the front
  const word = missing === 0 ? load<u64>(at) : (load<u64>(at) << missing) | (NOUGHTS >> (64 - missing));
  return areDigits(word) ? sumOfDigits(word) : NONE;
}

/**
 * 10,000 times the number of 1–8 bytes at `at`, if it is digits with 1–4 of them behind a point and at most 100;
 * NONE for anything else. Equal to Math.round(parsed × 10,000): parsing and the product are each off by a part in
 * 2^53 at most, which leaves them within 2^-32 of the integer that they would be without rounding.
 */
export function shortRate(at: usize, count: usize): u32 {
  const word = load<u64>(at);
  const differs = word ^ POINTS;
  // the lowest bit that is set is that of the first point: only bytes above one can show falsely
  const points = (differs - ONES) & ~differs & TOPS;
  const place: u64 = ctz(points) & 0x78;
  const before = <usize>(place >> 3);
  const decimals = count - 1 - before;
  if (before >= count || decimals > MAX_DECIMALS) return NONE;
  const front = ((<u64>1) << place) - 1;
  const joined = (word & front) | ((word >> 8) & ~front);
  const missing: u64 = (9 - count) << 3;
  const digits = (joined << missing) | (NOUGHTS >> (64 - missing));
  if (!areDigits(digits)) return NONE;
  const rate = <u64>sumOfDigits(digits) * load<u32>(SCALES + (decimals << 2));
  return rate <= MAX_RATE ? <u32>rate : NONE;
}

function power(exponent: i32): f64 {
  return load<f64>(EXACT_POWERS + ((<usize>exponent) << 3));
}

/** integer × 10^exponent, a few roundings off; at most the largest finite double. */
function roughly(integer: u64, exponent: i32): f64 {
  let value = <f64>integer;
  for (; exponent < -MAX_EXACT_POWER; exponent += MAX_EXACT_POWER) value /= power(MAX_EXACT_POWER);
  for (; exponent > MAX_EXACT_POWER; exponent -= MAX_EXACT_POWER) value *= power(MAX_EXACT_POWER);
  value = exponent < 0 ? value / power(-exponent) : value * power(exponent);
  return min(value, f64.MAX_VALUE);
}

/** The exponent behind an e, cut to what still makes a difference. */
function readExponent(at: usize): i32 {
  const sign = load<u8>(at);
  if (sign === 0x2b || sign === 0x2d) at++;
  let exponent = 0;
  for (; isDigit(load<u8>(at)); at++) exponent = min(exponent * 10 + load<u8>(at) - 0x30, 99999999);
  return sign === 0x2d ? -exponent : exponent;
}

/** The double that JSON.parse makes of the number at `at`, which is known to be one and to end. */
export function readDouble(at: usize): f64 {
  const isNegative = load<u8>(at) === 0x2d;
  if (isNegative) at++;
  const from = at;
  let integer: u64 = 0;
  let digits = 0;
  let exponent = 0;
  let step = 0;
  for (; ; at++) {
    const byte = <u32>load<u8>(at);
    if (isDigit(byte)) {
      if (digits < SAFE_DIGITS) {
        integer = integer * 10 + (byte - 0x30);
        if (integer !== 0) digits++;
        exponent += step;
      } else {
        digits++;
        exponent += step + 1;
      }
    } else if (byte === 0x2e) {
      step = -1;
    } else {
      break;
    }
  }
  const to = at;
  if ((load<u8>(at) | 0x20) === 0x65) exponent += readExponent(at + 1);

  let value: f64 = 0;
  const magnitude = min(digits, SAFE_DIGITS) + exponent;
  if (
    digits <= SAFE_DIGITS &&
    integer <= MAX_EXACT_INTEGER &&
    exponent >= -MAX_EXACT_POWER &&
    exponent <= MAX_EXACT_POWER
  ) {
    value = exponent < 0 ? <f64>integer / power(-exponent) : <f64>integer * power(exponent);
  } else if (integer === 0 || magnitude < -323) {
    value = 0;
  } else if (magnitude > 309) {
    value = Infinity;
  } else {
    // nearestDouble counts every digit, so the exponent goes without those left out above
    value = nearestDouble(from, to, exponent - max(digits - SAFE_DIGITS, 0), roughly(integer, exponent));
  }
  return isNegative ? -value : value;
}
