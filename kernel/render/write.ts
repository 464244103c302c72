/**
 * Writers of the pieces of an answer. Each takes the address to write at and gives the one behind what it wrote. To
 * write in whole vectors, it may store up to 64 bytes beyond that: callers ask for room once a row, with fits().
 */
import { textLength, textStart } from '../snapshot/read/columns';
import { SPANS } from './spans';

export const QUOTE: u8 = 0x22;
export const COMMA: u8 = 0x2c;

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

/** Text `row` of the string column `id` with the closing quote, for rows of which an answer has many. */
export function putName(p: usize, id: i32, row: u32): usize {
  const from = textStart(id, row);
  const length = textLength(id, row);
  v128.store(p, v128.load(from));
  for (let i: u32 = 16; i < length; i += 16) v128.store(p + i, v128.load(from + i));
  store<u8>(p + length, QUOTE);
  return p + length + 1;
}

/** Takes back the comma behind the last row of a list; where the list is empty, there is none. */
export function dropComma(p: usize): usize {
  return p - <usize>(load<u8>(p - 1) === COMMA);
}
