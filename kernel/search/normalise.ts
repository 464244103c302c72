/**
 * What two spellings must share to be the same name: case, diacritics, widths, kana and punctuation folded away
 * (docs/search.md). UTF-8 in; out come u16 units without spaces, and a set of the places where words start.
 *
 * What is not UTF-8 parts words, as do code points above the BMP.
 */
import { FOLD_RUNS, FOLD_TABLE } from './fold-table';
import {
  FOLD_ADD,
  FOLD_ADD_ZERO,
  FOLD_DROP,
  FOLD_NEXT_EVEN,
  FOLD_NEXT_ODD,
  FOLD_PAIR,
  FOLD_SEPARATE,
} from './layout';

/** A code point that parts words: what is returned for bytes that are none. */
const NO_CHARACTER: u32 = 0xfffd;

/* ASCII that vanishes, as bits of 0x00–0x3f and of 0x40–0x7f: ! " ' ( ) . ? and [ ] ` { } */
const DROPPED_LOW: u64 = 0x8000_4386_0000_0000;
const DROPPED_HIGH: u64 = 0x2800_0001_2800_0000;

/* Voicing marks, combining and half-width. */
const DAKUTEN: u32 = 0x3099;
const HANDAKUTEN: u32 = 0x309a;
const HALF_DAKUTEN: u32 = 0xff9e;
const HALF_HANDAKUTEN: u32 = 0xff9f;

/* The phrase being written. */
let units: usize = 0;
let count: i32 = 0;
let room: i32 = 0;
let starts: u64 = 0;
let isParted: bool = false;

/* Where the next code point is read. */
let cursor: usize = 0;
let end: usize = 0;

/** Bits of the units that start a word, of the phrase normalised last. */
export function wordStarts(): u64 {
  return starts;
}

/** A continuation byte in [low, high] at the cursor, taken, as its six bits; or -1. */
function continuation(low: u32, high: u32): i32 {
  if (cursor >= end) return -1;
  const byte = <u32>load<u8>(cursor);
  if (byte < low || byte > high) return -1;
  cursor++;
  return <i32>(byte & 0x3f);
}

/** The next code point of the BMP; NO_CHARACTER for one above it and for what is not UTF-8. */
function nextCodePoint(): u32 {
  const lead = <u32>load<u8>(cursor++);
  if (lead < 0x80) return lead;
  if (lead < 0xc2 || lead > 0xf4) return NO_CHARACTER;
  if (lead < 0xe0) {
    const last = continuation(0x80, 0xbf);
    return last < 0 ? NO_CHARACTER : ((lead & 0x1f) << 6) | <u32>last;
  }
  if (lead >= 0xf0) {
    // Above the BMP, or malformed: its continuation bytes are taken for separators just as well.
    return NO_CHARACTER;
  }
  const middle = continuation(lead === 0xe0 ? 0xa0 : 0x80, lead === 0xed ? 0x9f : 0xbf);
  if (middle < 0) return NO_CHARACTER;
  const last = continuation(0x80, 0xbf);
  return last < 0 ? NO_CHARACTER : ((lead & 0x0f) << 12) | ((<u32>middle) << 6) | <u32>last;
}

function push(unit: u32): void {
  if (count >= room) {
    count = room + 1;
    return;
  }
  if (isParted || count === 0) starts |= (<u64>1) << count;
  isParted = false;
  store<u16>(units + ((<usize>count) << 1), <u16>unit);
  count++;
}

/** The voiced form of a hiragana, or 0 if it has none. In the か to と rows every other one is voiced already. */
function voiced(kana: u32, mark: u32): u32 {
  const isHaRow = kana >= 0x306f && kana <= 0x307b && (kana - 0x306f) % 3 === 0;
  if (mark === HANDAKUTEN) return isHaRow ? kana + 2 : 0;
  if (isHaRow || kana === 0x309d) return kana + 1;
  if (kana === 0x3046) return 0x3094;
  const isOpen =
    kana >= 0x304b && kana <= 0x3061
      ? (kana & 1) === 1
      : kana === 0x3064 || kana === 0x3066 || kana === 0x3068;
  return isOpen ? kana + 1 : 0;
}

/** Sets a voicing mark on the last unit, if that takes it; else the mark vanishes. */
function voiceLast(mark: u32): void {
  if (isParted || count === 0 || count > room) return;
  const last = units + ((<usize>(count - 1)) << 1);
  const kana = voiced(<u32>load<u16>(last), mark);
  if (kana !== 0) store<u16>(last, <u16>kana);
}

function foldAscii(code: u32): void {
  const letter = code | 0x20;
  if (letter - 0x61 < 26) push(letter);
  else if (code - 0x30 < 10) push(code);
  else if ((((code < 64 ? DROPPED_LOW : DROPPED_HIGH) >> (code & 63)) & 1) === 0) isParted = true;
}

/** The run of the table that holds the code, as its address, or 0. */
function findRun(code: u32): usize {
  const table = changetype<usize>(FOLD_TABLE);
  let low: i32 = 0;
  let high: i32 = FOLD_RUNS - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = table + <usize>middle * 6;
    if (code < <u32>load<u16>(run)) high = middle - 1;
    else if (code > <u32>load<u16>(run, 2)) low = middle + 1;
    else return run;
  }
  return 0;
}

function foldByTable(code: u32): void {
  const run = findRun(code);
  if (run === 0) {
    push(code);
    return;
  }
  const action = <i32>load<u16>(run, 4);
  if (action === FOLD_DROP) return;
  if (action === FOLD_SEPARATE) isParted = true;
  else if (action === FOLD_NEXT_ODD) push(code | 1);
  else if (action === FOLD_NEXT_EVEN) push((code + 1) & ~1);
  else if (action >= FOLD_PAIR && action < FOLD_ADD) {
    push(0x61 + (<u32>(action - FOLD_PAIR) >> 5));
    push(0x61 + (action & 31));
  } else if (action >= FOLD_ADD && action < FOLD_ADD + 2 * FOLD_ADD_ZERO) {
    push(code + (action - FOLD_ADD - FOLD_ADD_ZERO));
  } else push(action);
}

function fold(code: u32): void {
  if (code < 0x80) foldAscii(code);
  else if (code - 0xff01 < 94) foldAscii(code - 0xfee0);
  else if (code === DAKUTEN || code === HALF_DAKUTEN) voiceLast(DAKUTEN);
  else if (code === HANDAKUTEN || code === HALF_HANDAKUTEN) voiceLast(HANDAKUTEN);
  else foldByTable(code);
}

/**
 * Normalises `length` bytes at `text` into at most `most` (≤ 64) units at `out`. Returns how many there are, or
 * most + 1 if there are more; the units in excess are not written.
 */
export function normalise(text: usize, length: i32, out: usize, most: i32): i32 {
  units = out;
  count = 0;
  room = most;
  starts = 0;
  isParted = false;
  cursor = text;
  end = text + <usize>length;
  while (cursor < end && count <= room) fold(nextCodePoint());
  return count;
}
