/**
 * What two spellings must share to be the same name: case, diacritics, widths, kana and punctuation folded away
 * (docs/search.md). UTF-8 in; out come u16 units without spaces, and a set of the places where words start.
 *
 * What is not UTF-8 parts words, as do code points above the BMP.
 */
import { FOLD_RUNS, FOLD_TABLE, HALF_WIDTH_TABLE } from './fold-table';
import {
  FOLD_ADD,
  FOLD_ADD_ZERO,
  FOLD_DROP,
  FOLD_HALF_WIDTH,
  FOLD_NEXT_EVEN,
  FOLD_NEXT_ODD,
  FOLD_PAIR,
  FOLD_SEPARATE,
  HALF_WIDTH_FIRST,
  HIRAGANA,
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

/** The first of the 94 full-width forms of visible ASCII. */
const FULL_WIDTH: u32 = 0xff01;

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

/** The voiced form of a hiragana, or 0 if it has none. In the か to と rows every other one is voiced already. */
function voiced(kana: u32, isDakuten: bool): u32 {
  const isHaRow = kana >= 0x306f && kana <= 0x307b && kana % 3 === 0;
  if (!isDakuten) return isHaRow ? kana + 2 : 0;
  if (kana === 0x3046) return 0x3094;
  const isKaRow = kana >= 0x304b && kana <= 0x3062 && (kana & 1) === 1;
  const isTsuRow = kana >= 0x3064 && kana <= 0x3069 && (kana & 1) === 0;
  return isHaRow || isKaRow || isTsuRow || kana === 0x309d ? kana + 1 : 0;
}

/** Sets a voicing mark on the last unit, if that takes it; else the mark vanishes. */
function voiceLast(isDakuten: bool): void {
  if (isParted || count === 0 || count > room) return;
  const last = units + ((<usize>count) << 1) - 2;
  const kana = voiced(<u32>load<u16>(last), isDakuten);
  if (kana !== 0) store<u16>(last, <u16>kana);
}

/** What becomes of an ASCII character: the unit, FOLD_DROP or FOLD_SEPARATE. */
function foldAscii(code: u32): u32 {
  if (code - 0x30 < 10) return code;
  if ((code | 0x20) - 0x61 < 26) return code | 0x20;
  const dropped = code < 64 ? DROPPED_LOW : DROPPED_HIGH;
  return ((dropped >> (code & 63)) & 1) !== 0 ? FOLD_DROP : FOLD_SEPARATE;
}

/** The action of the run that holds the code: the last one that does not start behind it. */
function actionOf(code: u32): u32 {
  let run = changetype<usize>(FOLD_TABLE);
  let runs: u32 = FOLD_RUNS;
  while (runs > 1) {
    const half = runs >> 1;
    const middle = run + ((<usize>half) << 2);
    if (code >= <u32>load<u16>(middle)) run = middle;
    runs -= half;
  }
  return <u32>load<u16>(run, 2);
}

/** What becomes of any other: one or two units (the second above the first), FOLD_DROP or FOLD_SEPARATE. */
function foldByTable(code: u32): u32 {
  const action = actionOf(code);
  if (action === FOLD_NEXT_ODD) return code | 1;
  if (action === FOLD_NEXT_EVEN) return (code + 1) & ~1;
  if (action === FOLD_HALF_WIDTH) {
    return HIRAGANA + <u32>load<u8>(changetype<usize>(HALF_WIDTH_TABLE) + code - HALF_WIDTH_FIRST);
  }
  const letters = action - FOLD_PAIR;
  if (letters < <u32>(FOLD_ADD - FOLD_PAIR)) return (0x61 + (letters >> 5)) | ((0x61 + (letters & 31)) << 16);
  const added = action - FOLD_ADD;
  return added < 2 * FOLD_ADD_ZERO ? code + added - FOLD_ADD_ZERO : action;
}

/** Writes one unit, or two, of which the second stands above the first. */
function push(folded: u32): void {
  for (let unit = folded; unit !== 0; unit >>= 16) {
    if (count >= room) {
      count = room + 1;
      return;
    }
    if (isParted || count === 0) starts |= (<u64>1) << count;
    isParted = false;
    store<u16>(units + ((<usize>count) << 1), <u16>unit);
    count++;
  }
}

/** Takes in one code point. */
function take(code: u32): void {
  const ascii = code - FULL_WIDTH < 94 ? code - FULL_WIDTH + 0x21 : code;
  let folded: u32;
  if (ascii < 0x80) {
    folded = foldAscii(ascii);
  } else {
    const isDakuten = code === DAKUTEN || code === HALF_DAKUTEN;
    if (isDakuten || code === HANDAKUTEN || code === HALF_HANDAKUTEN) {
      voiceLast(isDakuten);
      return;
    }
    folded = foldByTable(code);
  }
  if (folded === FOLD_SEPARATE) isParted = true;
  else push(folded);
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
  while (cursor < end && count <= room) take(nextCodePoint());
  return count;
}
