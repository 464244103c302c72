/**
 * Names as shown, their keys and slugs: twin of src/kernel/reference/snapshot/text.ts. A text is a u64: its address
 * in the low half, its length in the high one, in bytes of UTF-8 or, of a key or a slug, in u16 units.
 */
import { FLAG_DASHED_NAME } from '../../layout/bundle';
import { MAX_NAME_CHARS } from '../../search/layout';
import { normalise, wordStarts } from '../../search/normalise';
import { field } from './input';

const UNITS: usize = memory.data(2 * MAX_NAME_CHARS, 8);

const DASH: u32 = 0x2d;
const SPACE: u32 = 0x20;
const APOSTROPHE: u32 = 0x27;
/** the byte order mark, as the low three bytes of a word */
const MARK: u32 = 0xbfbbef;

/* Where the next name as shown goes, and the next key or slug. */
let shown: usize = 0;
let keys: usize = 0;

export function openTexts(shownAt: usize, keysAt: usize): void {
  shown = shownAt;
  keys = keysAt;
}

/** Address behind the last name as shown. */
export function shownEnd(): usize {
  return shown;
}

/** The text that goes from `start` to `end`, in units of `1 << shift` bytes. */
function textFrom(start: usize, end: usize, shift: usize): u64 {
  return ((<u64>(end - start)) << (32 - shift)) | start;
}

export function lengthOf(text: u64): i32 {
  return <i32>(text >> 32);
}

/** The text of a row's string field; a byte order mark before it is no part of it. */
export function textOf(bundle: usize, row: usize, number: i32): u64 {
  const start = bundle + field(row, number);
  const bytes = <usize>field(row, number + 1);
  const mark: usize = bytes >= 3 && (load<u32>(start) & 0xffffff) === MARK ? 3 : 0;
  return textFrom(start + mark, start + bytes, 0);
}

/** The name to show for the upstream name in a row's string field. */
export function showName(bundle: usize, row: usize, number: i32, flags: u32): u64 {
  const text = textOf(bundle, row, number);
  const start = shown;
  let from = <usize>text;
  const stop = from + lengthOf(text);
  let isShouted = true;
  for (; from < stop; from++, shown++) {
    let byte = <u32>load<u8>(from);
    if (byte === DASH && (flags & FLAG_DASHED_NAME) !== 0) byte = SPACE;
    if (byte - 0x20 > 0x5e || byte - 0x61 < 26) isShouted = false;
    store<u8>(shown, byte);
  }
  // Capitals that follow a letter, a digit or an apostrophe become small; from the end, so that none comes too soon.
  for (let at = shown - 1; isShouted && at > start; at--) {
    const before = <u32>load<u8>(at - 1);
    const follows = before - 0x41 < 26 || before - 0x30 < 10 || before === APOSTROPHE;
    if (follows && <u32>load<u8>(at) - 0x41 < 26) store<u8>(at, load<u8>(at) | 0x20);
  }
  return textFrom(start, shown, 0);
}

/** Puts a unit into the keys. */
export function putUnit(unit: u32): void {
  store<u16>(keys, <u16>unit);
  keys += 2;
}

/** Puts a word (ASCII, the first letter in the lowest byte) and a number into the keys. */
function putNumber(word: u64, number: u32): void {
  for (; word !== 0; word >>= 8) putUnit(<u32>word & 0xff);
  let scale: u32 = 1;
  while (number / scale >= 10) scale *= 10;
  for (; scale > 0; scale /= 10) putUnit(0x30 + ((number / scale) % 10));
}

/** The name of a brawler that no list has: "#16000999". */
export function showNumber(id: u32): u64 {
  const start = shown;
  const units = keys;
  putNumber(0x23, id);
  for (let unit = units; unit < keys; unit += 2) store<u8>(shown++, load<u8>(unit));
  keys = units;
  return textFrom(start, shown, 0);
}

/** The key of a name. */
export function makeKey(name: u64): u64 {
  const count = min(normalise(<usize>name, lengthOf(name), UNITS, MAX_NAME_CHARS), MAX_NAME_CHARS);
  const starts = wordStarts();
  const start = keys;
  for (let i = 0; i < count; i++) {
    if (i > 0 && ((starts >> i) & 1) !== 0) putUnit(DASH);
    putUnit(load<u16>(UNITS + ((<usize>i) << 1)));
  }
  return textFrom(start, keys, 1);
}

/** The slug of a key: the key itself if it is ASCII, else a word and the id. */
export function makeSlug(key: u64, word: u64, id: u32): u64 {
  let all: u32 = lengthOf(key) > 0 ? 0 : 0x80;
  for (let i = 0; i < lengthOf(key); i++) all |= load<u16>(<usize>key + ((<usize>i) << 1));
  if (all < 0x80) return key;
  const start = keys;
  putNumber(word, id);
  return textFrom(start, keys, 1);
}
