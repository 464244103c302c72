/** The parts of JSON's grammar below the brackets: literals, numbers, escapes. Addresses in, addresses out. */

import { mayFollow, pastShortNumber, shortDigits } from './digits';

/* The first four letters of the literals. */
const TRUE: u32 = 0x65757274;
const FALS: u32 = 0x736c6166;
const NULL: u32 = 0x6c6c756e;

export function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

export function isSpace(byte: u32): bool {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export function isHexDigit(byte: u32): bool {
  return isDigit(byte) || (byte | 0x20) - 0x61 < 6;
}

/** First address from `at` on, below `end`, that isn't a digit. */
export function pastDigits(at: usize, end: usize): usize {
  while (at < end) {
    const digits = shortDigits(at);
    at += digits;
    if (digits < 8) break;
  }
  return min(at, end);
}

/** Where pastNumber last lacked a digit. */
export let brokenAt: usize = 0;

function broken(at: usize): usize {
  brokenAt = at;
  return 0;
}

/**
 * Address behind the number at `at`, or 0 if none is there. A number that `end` cuts short ("1." or "-") is none;
 * what follows the number is not looked at.
 */
export function pastNumber(at: usize, end: usize): usize {
  if (at < end && load<u8>(at) === 0x2d) at++;
  const whole = pastDigits(at, end);
  if (whole === at) return broken(at);
  if (load<u8>(at) === 0x30 && whole > at + 1) return broken(at + 1);
  at = whole;
  if (at < end && load<u8>(at) === 0x2e) {
    const fraction = pastDigits(at + 1, end);
    if (fraction === at + 1) return broken(fraction);
    at = fraction;
  }
  if (at < end && (load<u8>(at) | 0x20) === 0x65) {
    at++;
    if (at < end && (load<u8>(at) === 0x2b || load<u8>(at) === 0x2d)) at++;
    const exponent = pastDigits(at, end);
    if (exponent === at) return broken(at);
    at = exponent;
  }
  return at;
}

/** Address behind `true`, `false` or `null` at `at`, or 0. */
export function pastLiteral(at: usize, end: usize): usize {
  if (at + 4 > end) return 0;
  const word = load<u32>(at);
  if (word === TRUE || word === NULL) return at + 4;
  if (word === FALS && at + 5 <= end && load<u8>(at, 4) === 0x65) return at + 5;
  return 0;
}

/** Address behind the number or literal at `at`, or 0 if it is none or if something is stuck to it. */
export function pastScalar(at: usize, end: usize): usize {
  const first = <u32>load<u8>(at);
  const after = first === 0x2d || isDigit(first) ? pastNumber(at, end) : pastLiteral(at, end);
  if (after === 0 || after >= end) return after;
  const next = <u32>load<u8>(after);
  return isSpace(next) || next === 0x2c || (next | 0x20) === 0x7d ? after : 0;
}

/** Address behind a short number or a literal, if what mostly follows one does; 0 where pastScalar() has to look. */
export function pastShortScalar(at: usize): usize {
  const word = load<u32>(at);
  if (isDigit(word & 0xff)) return pastShortNumber(at);
  let after = at + 4;
  if (word === FALS) after++;
  else if (word !== TRUE && word !== NULL) return 0;
  const next = <u32>load<u8>(after);
  return mayFollow(next) && (word !== FALS || load<u8>(at, 4) === 0x65) ? after : 0;
}

/**
 * Is what stands behind a backslash, from `at` on, an escape? May look at four bytes behind the end of a document
 * that ends here; such a document is refused anyway, its string being open.
 */
export function isEscape(at: usize): bool {
  switch (load<u8>(at)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    case 0x75:
      for (let i: usize = 1; i <= 4; i++) if (!isHexDigit(load<u8>(at + i))) return false;
      return true;
    default:
      return false;
  }
}
