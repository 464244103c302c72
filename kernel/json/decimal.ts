/**
 * Decimal text to the nearest double, as JSON.parse has it, where the fast way of number.ts is not exact. The
 * decimal is compared, as big integers, with the middle between a candidate and its neighbour until it lies
 * between the candidate's two middles.
 */
import { isDigit } from './token';

/** Significant digits kept; a middle between two doubles has at most 767, so a longer rest only breaks ties. */
const MAX_DIGITS = 780;
/** 32-bit words of a big integer: 8,192 bits, where 780 digits × 5^1103 × 2^1100 never meet in one product. */
const WORDS = 256;

const decimalWords: usize = memory.data(WORDS * 4, 8);
const middleWords: usize = memory.data(WORDS * 4, 8);
let decimalLength: i32 = 0;
let middleLength: i32 = 0;

/** words × factor + carry, in place; returns the new length. */
function multiply(words: usize, length: i32, factor: u32, carry: u64): i32 {
  for (let i = 0; i < length; i++) {
    carry += <u64>load<u32>(words + ((<usize>i) << 2)) * factor;
    store<u32>(words + ((<usize>i) << 2), <u32>carry);
    carry >>= 32;
  }
  if (carry === 0 || length === WORDS) return length;
  store<u32>(words + ((<usize>length) << 2), <u32>carry);
  return length + 1;
}

/** words × 5^power × 2^twos, in place; returns the new length. */
function scale(words: usize, length: i32, power: i32, twos: i32): i32 {
  for (; power >= 13; power -= 13) length = multiply(words, length, 1220703125, 0);
  for (; power > 0; power--) length = multiply(words, length, 5, 0);
  for (; twos >= 31; twos -= 31) length = multiply(words, length, 0x80000000, 0);
  return twos > 0 ? multiply(words, length, 1 << twos, 0) : length;
}

/** Sign of (decimal − middle). */
function compare(): i32 {
  if (decimalLength !== middleLength) return decimalLength < middleLength ? -1 : 1;
  for (let i = decimalLength - 1; i >= 0; i--) {
    const a = load<u32>(decimalWords + ((<usize>i) << 2));
    const b = load<u32>(middleWords + ((<usize>i) << 2));
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** Reads the digits between `from` and `to` (a point among them is skipped); returns how many it left out. */
function loadDecimal(from: usize, to: usize): i32 {
  decimalLength = 0;
  let kept = 0;
  let left = 0;
  let rest: u32 = 0;
  for (; from < to; from++) {
    const byte = <u32>load<u8>(from);
    if (!isDigit(byte)) continue;
    if (kept < MAX_DIGITS) {
      decimalLength = multiply(decimalWords, decimalLength, 10, byte - 0x30);
      if (decimalLength > 0) kept++;
    } else {
      left++;
      rest |= byte - 0x30;
    }
  }
  if (rest === 0) return left;
  decimalLength = multiply(decimalWords, decimalLength, 10, 1);
  return left - 1;
}

/** Sign of (digits × 10^exponent − the middle between the double of `bits` and the next larger one). */
function compareWithMiddle(from: usize, to: usize, exponent: i32, bits: u64): i32 {
  exponent += loadDecimal(from, to);
  const biased = <i32>(bits >> 52);
  const fraction = bits & 0xfffffffffffff;
  let twice = ((biased === 0 ? fraction : fraction | 0x10000000000000) << 1) | 1;
  const twos = (biased === 0 ? 1 : biased) - 1076;
  middleLength = 0;
  for (; twice !== 0; twice >>= 32) {
    store<u32>(middleWords + ((<usize>middleLength) << 2), <u32>twice);
    middleLength++;
  }
  const shift = exponent - twos;
  decimalLength = scale(decimalWords, decimalLength, max(exponent, 0), max(shift, 0));
  middleLength = scale(middleWords, middleLength, max(-exponent, 0), max(-shift, 0));
  return compare();
}

/**
 * The double nearest to digits × 10^exponent, ties to even; `candidate` is a guess a few units off at most,
 * positive and finite. The digits stand between `from` and `to` (a point among them is skipped) and are not all
 * zero; their value as an integer times 10^exponent lies in 1e-324 … 1e309.
 */
export function nearestDouble(from: usize, to: usize, exponent: i32, candidate: f64): f64 {
  let bits = reinterpret<u64>(candidate);
  while (bits < 0x7ff0000000000000) {
    const above = compareWithMiddle(from, to, exponent, bits);
    if (above < 0 || (above === 0 && (bits & 1) === 0)) break;
    bits++;
  }
  while (bits > 0) {
    const below = compareWithMiddle(from, to, exponent, bits - 1);
    if (below > 0 || (below === 0 && (bits & 1) === 0)) break;
    bits--;
  }
  return reinterpret<f64>(bits);
}
