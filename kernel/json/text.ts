import { isDigit } from './token';
import { BACKSLASHES } from './vectors';

/** Value of a hexadecimal digit. */
export function hexValue(byte: u32): u32 {
  return isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x57;
}

function fourHexDigits(at: usize): u32 {
  return (
    (hexValue(load<u8>(at)) << 12) |
    (hexValue(load<u8>(at, 1)) << 8) |
    (hexValue(load<u8>(at, 2)) << 4) |
    hexValue(load<u8>(at, 3))
  );
}

/** The byte that a one-letter escape stands for. */
function unescaped(code: u32): u32 {
  switch (code) {
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    case 0x6e:
      return 0x0a;
    case 0x72:
      return 0x0d;
    case 0x74:
      return 0x09;
    default:
      return code;
  }
}

/** Writes a code point of the \u kind as UTF-8; returns the address behind it. */
function putCodePoint(out: usize, code: u32): usize {
  if (code < 0x80) {
    store<u8>(out, code);
    return out + 1;
  }
  if (code < 0x800) {
    store<u8>(out, 0xc0 | (code >> 6));
    store<u8>(out, 0x80 | (code & 0x3f), 1);
    return out + 2;
  }
  if (code < 0x10000) {
    store<u8>(out, 0xe0 | (code >> 12));
    store<u8>(out, 0x80 | ((code >> 6) & 0x3f), 1);
    store<u8>(out, 0x80 | (code & 0x3f), 2);
    return out + 3;
  }
  store<u8>(out, 0xf0 | (code >> 18));
  store<u8>(out, 0x80 | ((code >> 12) & 0x3f), 1);
  store<u8>(out, 0x80 | ((code >> 6) & 0x3f), 2);
  store<u8>(out, 0x80 | (code & 0x3f), 3);
  return out + 4;
}

/**
 * Decodes the inside of a string, `from` to `to`, known to be valid, to `out`; a surrogate without its partner
 * becomes U+FFFD. Returns the address behind the text, which is never longer than its source.
 */
export function decode(from: usize, to: usize, out: usize): usize {
  while (from < to) {
    const byte = <u32>load<u8>(from);
    if (byte !== 0x5c) {
      store<u8>(out++, byte);
      from++;
      continue;
    }
    const letter = <u32>load<u8>(from, 1);
    if (letter !== 0x75) {
      store<u8>(out++, unescaped(letter));
      from += 2;
      continue;
    }
    let code = fourHexDigits(from + 2);
    from += 6;
    if ((code & 0xf800) === 0xd800) {
      const hasPartner = code < 0xdc00 && from + 6 <= to && load<u16>(from) === 0x755c;
      const partner = hasPartner ? fourHexDigits(from + 2) : 0;
      if ((partner & 0xfc00) === 0xdc00) {
        code = 0x10000 + ((code & 0x3ff) << 10) + (partner & 0x3ff);
        from += 6;
      } else {
        code = 0xfffd;
      }
    }
    out = putCodePoint(out, code);
  }
  return out;
}

/** First backslash between `from` and `to`, or `to`. Reads up to 31 bytes beyond `to`. */
export function findBackslash(from: usize, to: usize): usize {
  // most texts end within two vectors: looked at together, so that no branch depends on the length
  for (; from < to; from += 32) {
    const backslash = v128.load(BACKSLASHES);
    const low = <u32>i8x16.bitmask(i8x16.eq(v128.load(from), backslash));
    const high = <u32>i8x16.bitmask(i8x16.eq(v128.load(from, 16), backslash));
    const bits = low | (high << 16);
    if (bits !== 0) return min(from + <usize>ctz(bits), to);
  }
  return to;
}
