import { escapeCodes, prefixXor, toBits } from './masks';
import { isEscape } from './token';
import { utf8Faults, utf8Pending } from './utf8';
import { BACKSLASHES, QUOTES, SPACES } from './vectors';

/** Bytes of a list entry, a u32. */
export const ENTRY: usize = 4;
/** Where the list of the last document ends. */
export let quotesEnd: usize = 0;

/** Where the quotes of the string to be read next are listed. */
export let nextQuotes: usize = 0;

export function setNextQuotes(entry: usize): void {
  nextQuotes = entry;
}

/** Bytes by which the list may be written beyond its last entry. */
const AHEAD = 128;

/** Bytes of the list for a document of this length. */
export function quotesSize(length: i64): i64 {
  return length * <i64>ENTRY + AHEAD;
}

/**
 * Stage 1: lists the addresses of the quotes that begin and end strings. Works on 64 bytes at a time, on masks with a
 * bit for each byte. Returns 1 if the document is UTF-8 and every string is valid and closed, whatever stands between
 * them; else 0. `tail` has 128 bytes.
 */
export function listQuotes(input: usize, length: u32, list: usize, tail: usize): i32 {
  const end = input + length;
  let entry = list;
  // what the block before hands on: all ones within a string, one where the first byte is escaped
  let inString: u64 = 0;
  let isEscaped: u64 = 0;
  let before = i8x16.splat(0);
  let pending = i8x16.splat(0);
  let faults = i8x16.splat(0);
  for (let base = input; base < end; base += 64) {
    let block = base;
    if (end - base < 64) {
      for (let i: usize = 0; i < 64; i += 16) v128.store(tail + i, v128.load(SPACES));
      memory.copy(tail, base, end - base);
      block = tail;
    }
    const v0 = v128.load(block);
    const v1 = v128.load(block, 16);
    const v2 = v128.load(block, 32);
    const v3 = v128.load(block, 48);

    // a signed comparison finds control characters and bytes from 0x80 on alike
    let controls: u64 = 0;
    const space = v128.load(SPACES);
    const least = i8x16.min_s(i8x16.min_s(v0, v1), i8x16.min_s(v2, v3));
    if (i8x16.bitmask(i8x16.lt_s(least, space)) !== 0) {
      controls = toBits(isBelow(v0, space), isBelow(v1, space), isBelow(v2, space), isBelow(v3, space));
      faults = v128.or(faults, v128.or(utf8Faults(before, v0), utf8Faults(v0, v1)));
      faults = v128.or(faults, v128.or(utf8Faults(v1, v2), utf8Faults(v2, v3)));
      pending = utf8Pending(v3);
    } else {
      faults = v128.or(faults, pending);
      pending = i8x16.splat(0);
    }
    before = v3;

    const quote = v128.load(QUOTES);
    let quotes = toBits(i8x16.eq(v0, quote), i8x16.eq(v1, quote), i8x16.eq(v2, quote), i8x16.eq(v3, quote));
    const backslash = v128.load(BACKSLASHES);
    const b0 = i8x16.eq(v0, backslash);
    const b1 = i8x16.eq(v1, backslash);
    const b2 = i8x16.eq(v2, backslash);
    const b3 = i8x16.eq(v3, backslash);
    if (v128.any_true(v128.or(v128.or(v128.or(b0, b1), v128.or(b2, b3)), i64x2.splat(isEscaped)))) {
      const slashes = toBits(b0, b1, b2, b3);
      const codes = escapeCodes(slashes, isEscaped);
      let escaped = codes ^ (slashes | isEscaped);
      isEscaped = (codes & slashes) >> 63;
      quotes &= ~escaped;
      // outside of strings a backslash is none of ours: whoever reads there finds it
      for (; escaped !== 0; escaped &= escaped - 1) if (!isEscape(base + <usize>ctz(escaped))) return 0;
    }

    // white space is allowed between strings, and other control characters there are the reader's to refuse
    if (controls !== 0 && ((prefixXor(quotes) ^ inString) & controls) !== 0) return 0;
    const count = popcnt(quotes);
    inString ^= -(count & 1);
    const next = entry + <usize>count * ENTRY;
    // four at a time: a loop of as many turns as there are quotes would be mispredicted in most blocks
    do {
      store<u32>(entry, <u32>(base + <usize>ctz(quotes)));
      quotes &= quotes - 1;
      store<u32>(entry, <u32>(base + <usize>ctz(quotes)), 4);
      quotes &= quotes - 1;
      store<u32>(entry, <u32>(base + <usize>ctz(quotes)), 8);
      quotes &= quotes - 1;
      store<u32>(entry, <u32>(base + <usize>ctz(quotes)), 12);
      quotes &= quotes - 1;
      entry += 4 * ENTRY;
    } while (quotes !== 0);
    entry = next;
  }
  quotesEnd = entry;
  // noughts: no string begins there
  store<u64>(entry, 0);
  return i32(inString === 0 && !v128.any_true(v128.or(faults, pending)));
}

function isBelow(v: v128, limit: v128): v128 {
  return i8x16.lt_u(v, limit);
}
