import { E_JSON_DEPTH, E_JSON_SYNTAX, E_JSON_TRUNCATED, E_JSON_UTF8, MAX_DEPTH } from '../layout/errors';
import { fail } from '../status';
import { brokenAt, isEscape, isSpace, pastLiteral, pastNumber } from './token';
import { utf8FaultAt } from './utf8';

/* What may stand next. */
const VALUE = 0;
const VALUE_OR_CLOSE = 1;
const KEY_OR_CLOSE = 2;
const KEY = 3;
const COLON = 4;
const COMMA_OR_CLOSE = 5;

/** Offset of the fault in a string or scalar, as the functions below leave it. */
let faultAt: usize = 0;

/** Address behind the string whose opening quote is at `at`, or 0. */
function pastString(at: usize, end: usize): usize {
  for (at++; at < end; at++) {
    const byte = <u32>load<u8>(at);
    if (byte === 0x22) return at + 1;
    faultAt = at;
    if (byte < 0x20) return 0;
    if (byte !== 0x5c) continue;
    faultAt = ++at;
    if (at >= end) return 0;
    const isCodePoint = load<u8>(at) === 0x75;
    if (isCodePoint && end - at <= 4) break;
    if (!isEscape(at)) return 0;
    if (isCodePoint) at += 4;
  }
  faultAt = end;
  return 0;
}

/** Is what stands from `at` to the end the beginning of a literal? */
function isLiteralStart(at: usize, end: usize): bool {
  const first = <u32>load<u8>(at);
  // "true", "null" and "false", the letter at `at` in the lowest byte
  let rest: u64 = first === 0x74 ? 0x65757274 : first === 0x6e ? 0x6c6c756e : 0x65736c6166;
  for (; at < end; at++, rest >>= 8) if (load<u8>(at) !== <u8>rest) return false;
  return true;
}

/** A bracket that closes: pops its kind off the stack. */
function closes(byte: u32, expected: i32, depth: i32, stack: usize): bool {
  if (depth === 0 || expected === VALUE || expected === KEY || expected === COLON) return false;
  return load<u8>(stack + depth - 1) === ((byte >> 5) & 1);
}

/**
 * Walks a document byte by byte and reports its first fault: E_JSON_UTF8 wherever it is, else the first other
 * one, with its offset. 0 if there is none. Runs only after the scanner has refused the document, so it is
 * plain; `stack` has MAX_DEPTH bytes.
 */
export function diagnose(input: usize, length: i32, stack: usize): i32 {
  const badByte = utf8FaultAt(input, length);
  if (badByte >= 0) return fail(E_JSON_UTF8, badByte);
  const end = input + length;
  let at = input;
  let depth = 0;
  let expected = VALUE;
  while (at < end) {
    const byte = <u32>load<u8>(at);
    const bracket = byte | 0x20;
    const wantsValue = expected === VALUE || expected === VALUE_OR_CLOSE;
    let after = at + 1;
    if (isSpace(byte)) {
      at = after;
      continue;
    }
    if (byte === 0x22 && (wantsValue || expected === KEY || expected === KEY_OR_CLOSE)) {
      after = pastString(at, end);
      if (after === 0)
        return fail(faultAt === end ? E_JSON_TRUNCATED : E_JSON_SYNTAX, <i32>(faultAt - input));
      expected = wantsValue ? COMMA_OR_CLOSE : COLON;
    } else if (byte === 0x3a && expected === COLON) {
      expected = VALUE;
    } else if (byte === 0x2c && expected === COMMA_OR_CLOSE && depth > 0) {
      expected = load<u8>(stack + depth - 1) ? KEY : VALUE;
    } else if (bracket === 0x7b && wantsValue) {
      if (depth === MAX_DEPTH) return fail(E_JSON_DEPTH, <i32>(at - input));
      const isObject = (byte >> 5) & 1;
      store<u8>(stack + depth++, isObject);
      expected = isObject ? KEY_OR_CLOSE : VALUE_OR_CLOSE;
    } else if (bracket === 0x7d && closes(byte, expected, depth, stack)) {
      depth--;
      expected = COMMA_OR_CLOSE;
    } else if (wantsValue) {
      const isNumber = byte === 0x2d || byte - 0x30 < 10;
      after = isNumber ? pastNumber(at, end) : pastLiteral(at, end);
      if (after === 0) {
        const isCutShort = isNumber ? brokenAt === end : isLiteralStart(at, end);
        return isCutShort ? fail(E_JSON_TRUNCATED, length) : fail(E_JSON_SYNTAX, <i32>(at - input));
      }
      expected = COMMA_OR_CLOSE;
    } else {
      return fail(E_JSON_SYNTAX, <i32>(at - input));
    }
    at = after;
  }
  return depth > 0 || expected !== COMMA_OR_CLOSE ? fail(E_JSON_TRUNCATED, length) : 0;
}
