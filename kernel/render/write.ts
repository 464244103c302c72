/**
 * Writers of the pieces of an answer. Each takes the address to write at and gives the one behind what it wrote. To
 * write in whole vectors, it may store up to SLACK bytes beyond that: callers ask for room once a row, with fits().
 * Those that take a span write it first.
 */
import { S_STRINGS } from '../layout/snapshot';
import { column, textLength, textStart, value32 } from '../snapshot/read/columns';
import { putInteger } from './number';
import { FALSE, NULL, SPANS, TRUE } from './spans';

/** bytes that a writer may touch behind what it writes */
export const SLACK = 64;

export const QUOTE: u8 = 0x22;
export const COMMA: u8 = 0x2c;

/** Is there room for `size` bytes and the slack? */
export function fits(p: usize, end: usize, size: u32): bool {
  return p + size + SLACK <= end;
}

/** A span of at most 16 bytes. Small enough to be inlined: for rows of which an answer has many. */
export function put(p: usize, span: u32): usize {
  v128.store(p, v128.load(SPANS + (span >> 8)));
  return p + (span & 0xff);
}

/** A span of at most 32 bytes. */
export function putTwice(p: usize, span: u32): usize {
  v128.store(p, v128.load(SPANS + (span >> 8)));
  v128.store(p, v128.load(SPANS + (span >> 8), 16), 16);
  return p + (span & 0xff);
}

/** A name of a row of which an answer has many, with the closing quote. */
export function putName(p: usize, id: i32, row: u32): usize {
  const from = textStart(id, row);
  const length = textLength(id, row);
  v128.store(p, v128.load(from));
  for (let i: u32 = 16; i < length; i += 16) v128.store(p + i, v128.load(from + i));
  store<u8>(p + length, QUOTE);
  return p + length + 1;
}

/** Copies 64 bytes at once, which is all for nearly every text. Too large to be inlined, on purpose. */
export function putBytes(p: usize, from: usize, length: u32): usize {
  let i: u32 = 0;
  do {
    const source = from + i;
    const target = p + i;
    v128.store(target, v128.load(source));
    v128.store(target, v128.load(source, 16), 16);
    v128.store(target, v128.load(source, 32), 32);
    v128.store(target, v128.load(source, 48), 48);
    i += 64;
  } while (i < length);
  return p + length;
}

/** A span of any length. */
export function putSpan(p: usize, span: u32): usize {
  return putBytes(p, SPANS + (span >> 8), span & 0xff);
}

/** Text `row` of the string column `id`, escaped as it stands in the snapshot. */
export function putText(p: usize, id: i32, row: u32): usize {
  const at = column(id) + (<usize>row << 2);
  const from = load<u32>(at);
  return putBytes(p, column(S_STRINGS) + from, load<u32>(at, 4) - from);
}

/** As putText, with the closing quote; the span ends with the opening one. */
export function putString(p: usize, span: u32, id: i32, row: u32): usize {
  p = putText(putSpan(p, span), id, row);
  store<u8>(p, QUOTE);
  return p + 1;
}

/** A string, or null where it is empty; the span has no quote. */
export function putStringOrNull(p: usize, span: u32, id: i32, row: u32): usize {
  p = putSpan(p, span);
  if (textLength(id, row) === 0) return putSpan(p, NULL);
  store<u8>(p, QUOTE);
  p = putText(p + 1, id, row);
  store<u8>(p, QUOTE);
  return p + 1;
}

export function putBool(p: usize, span: u32, value: bool): usize {
  return putSpan(putSpan(p, span), value ? TRUE : FALSE);
}

export function putNumber(p: usize, span: u32, n: u32): usize {
  return putInteger(putSpan(p, span), n);
}

/** A number, or null for NONE32. */
export function putCount(p: usize, span: u32, n: u32): usize {
  p = putSpan(p, span);
  return n === u32.MAX_VALUE ? putSpan(p, NULL) : putInteger(p, n);
}

/** Rows [from, to) of a u32 column, a comma between two. */
export function putNumbers(p: usize, span: u32, id: i32, from: u32, to: u32): usize {
  p = putSpan(p, span);
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
