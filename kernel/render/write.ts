/**
 * Writers of the pieces of an answer. Each takes the address to write at and gives the one behind what it wrote. To
 * write in whole vectors, it may store up to SLACK bytes beyond that: callers ask for room once a row, with fits().
 */
import { S_STRINGS } from '../layout/snapshot';
import { column, textLength, value32 } from '../snapshot/read/columns';
import { FALSE, NULL, SPANS, TRUE } from './spans';

/** bytes that a writer may touch behind what it writes */
export const SLACK = 32;

const QUOTE: u8 = 0x22;
const COMMA: u8 = 0x2c;
const EIGHT_DIGITS: u32 = 100000000;
/** "00000000" */
const ZEROS: u64 = 0x3030303030303030;

/** Is there room for `size` bytes and the slack? */
export function fits(p: usize, end: usize, size: u32): bool {
  return p + size + SLACK <= end;
}

/** A span of at most 16 bytes. */
export function put(p: usize, span: u32): usize {
  v128.store(p, v128.load(SPANS + (span >> 8)));
  return p + (span & 0xff);
}

/** A span of any length. */
export function putLong(p: usize, span: u32): usize {
  return putBytes(p, SPANS + (span >> 8), span & 0xff);
}

export function putBytes(p: usize, from: usize, length: u32): usize {
  v128.store(p, v128.load(from));
  for (let i: u32 = 16; i < length; i += 16) v128.store(p + i, v128.load(from + i));
  return p + length;
}

export function putBool(p: usize, value: bool): usize {
  return put(p, value ? TRUE : FALSE);
}

/** Text `row` of the string column `id`, escaped as it stands in the snapshot. */
export function putText(p: usize, id: i32, row: u32): usize {
  return putBytes(p, column(S_STRINGS) + value32(id, row), textLength(id, row));
}

/** As putText, with the closing quote. */
export function putTextQuote(p: usize, id: i32, row: u32): usize {
  p = putText(p, id, row);
  store<u8>(p, QUOTE);
  return p + 1;
}

/** A string, or null where it is empty. */
export function putTextOrNull(p: usize, id: i32, row: u32): usize {
  if (textLength(id, row) === 0) return put(p, NULL);
  store<u8>(p, QUOTE);
  return putTextQuote(p + 1, id, row);
}

/** n < 10^8 as eight digits, the first in the lowest byte: halves, quarters and eighths at once. */
function eightDigits(n: u32): u64 {
  const high = n / 10000;
  const halves = <u64>high | (<u64>(n - high * 10000) << 32);
  const hundreds = ((halves * 10486) >> 20) & 0x7f0000007f;
  const pairs = hundreds | ((halves - hundreds * 100) << 16);
  const tens = ((pairs * 103) >> 10) & 0x000f000f000f000f;
  return tens | ((pairs - tens * 10) << 8);
}

export function putInteger(p: usize, n: u32): usize {
  if (n >= EIGHT_DIGITS) return putLarge(p, n);
  const digits = eightDigits(n);
  // The 1 in the last byte keeps the last digit of 0.
  const leading = ctz(digits | (1 << 56)) & 0x38;
  store<u64>(p, (digits | ZEROS) >> leading);
  return p + 8 - <usize>(leading >> 3);
}

/** Any number below 10^16. */
function putLarge(p: usize, n: u64): usize {
  const high = n / EIGHT_DIGITS;
  if (high === 0) return putInteger(p, <u32>n);
  p = putInteger(p, <u32>high);
  store<u64>(p, eightDigits(<u32>(n - high * EIGHT_DIGITS)) | ZEROS);
  return p + 8;
}

/** A number, or null for NONE32. */
export function putCount(p: usize, n: u32): usize {
  return n === u32.MAX_VALUE ? put(p, NULL) : putInteger(p, n);
}

/** Half of n: with ".5" where n is odd. */
export function putHalf(p: usize, n: u32): usize {
  p = putInteger(p, n >> 1);
  store<u16>(p, 0x352e);
  return p + <usize>((n & 1) << 1);
}

/** 0…1000 tenths as JSON, in the low bytes of a u64, its length in the highest. */
const TENTHS: u32 = 1001;
const tenthsTexts: usize = memory.data(8008, 16);

/** Fills the table of tenths; needed once before any rate is written. */
export function prepareTenths(): void {
  if (load<u64>(tenthsTexts) !== 0) return;
  for (let n: u32 = 0; n < TENTHS; n++) {
    const entry = tenthsTexts + <usize>(n << 3);
    let end = putInteger(entry, n / 10);
    if (n % 10 !== 0) {
      store<u16>(end, 0x302e + <u16>((n % 10) << 8));
      end += 2;
    }
    const length = end - entry;
    store<u64>(entry, (load<u64>(entry) & ((1 << (<u64>length << 3)) - 1)) | (<u64>length << 56));
  }
}

/** Tenths with one decimal, none where it is 0, as JSON.stringify writes them; n ≤ 1000. */
export function putTenths(p: usize, n: u32): usize {
  const text = load<u64>(tenthsTexts + <usize>(n << 3));
  store<u64>(p, text);
  return p + <usize>(text >> 56);
}

/** As putTenths, for any n < 10^16. */
export function putLargeTenths(p: usize, n: u64): usize {
  if (n < TENTHS) return putTenths(p, <u32>n);
  p = putLarge(p, n / 10);
  store<u16>(p, 0x302e + <u16>((n % 10) << 8));
  return n % 10 === 0 ? p : p + 2;
}

/** 1/100 pp → tenths of a percent, half up; for 0…16,383 the product is the quotient. */
export function tenths(hundredths: u32): u32 {
  return ((hundredths + 5) * 6554) >> 16;
}

/** Rows [from, to) of a u32 column, a comma between two. */
export function putIntegers(p: usize, id: i32, from: u32, to: u32): usize {
  for (let row = from; row < to; row++) {
    p = putInteger(p, value32(id, row));
    store<u8>(p++, COMMA);
  }
  return dropComma(p);
}

/** Takes back the comma behind the last row of a list; where the list is empty, there is none. */
export function dropComma(p: usize): usize {
  return load<u8>(p - 1) === COMMA ? p - 1 : p;
}
