/** Text as it stands between the quotes of a JSON string. */
import { lengthOf } from './text';

const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
/** The longest escape: \u001f. */
const LONGEST = 6;
/** Letters of the control characters that have one, from 0x08 on: b t n (none) f r. */
const LETTERS: u64 = 0x7266006e7462;

function hexDigit(value: u32): u32 {
  return value < 10 ? 0x30 + value : 0x57 + value;
}

function escapeByte(to: usize, byte: u32): usize {
  store<u8>(to, BACKSLASH);
  if (byte === QUOTE || byte === BACKSLASH) {
    store<u8>(to, byte, 1);
    return to + 2;
  }
  const letter = byte - 8 < 6 ? <u32>(LETTERS >> ((byte - 8) << 3)) & 0xff : 0;
  if (letter !== 0) {
    store<u8>(to, letter, 1);
    return to + 2;
  }
  store<u32>(to, 0x30303075, 1);
  store<u8>(to, 0x30 | (byte >> 4), 4);
  store<u8>(to, hexDigit(byte & 15), 5);
  return to + LONGEST;
}

/**
 * Writes a text, of u16 units below 128 if `isUnits`, to `to`. Returns the address behind it, or 0 where `end` comes
 * before the most that it could take.
 */
export function escapeInto(to: usize, end: usize, text: u64, isUnits: bool): usize {
  if (<u64>to + (text >> 32) * LONGEST > <u64>end) return 0;
  const step: usize = isUnits ? 2 : 1;
  let from = <usize>text;
  const stop = from + <usize>lengthOf(text) * step;
  while (from < stop) {
    const byte = <u32>load<u8>(from);
    from += step;
    if (byte < 0x20 || byte === QUOTE || byte === BACKSLASH) to = escapeByte(to, byte);
    else store<u8>(to++, byte);
  }
  return to;
}
