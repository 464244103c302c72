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
