/**
 * Lays a bundle (layout/bundle.ts) out in the output region. Its sections stand one behind the other, so their sizes
 * have to be known before the first row of the second. There are two ways:
 *
 *     streaming            rows go straight to their places, one kind after the other; texts wait in spare memory.
 *                          Ends well where a document's rows come in the order of the sections.
 *     counting, writing    the document is read twice, first without writing.
 */
import * as layout from '../layout/bundle';
import { E_OUTPUT_FULL } from '../layout/errors';
import { fail } from '../status';
import { spanFrom, spanTo } from './slots';

/* Sections by their place; the header fields of section n are BH_MAPS_OFF + 2n and the one behind it. */
export const MAPS = 0;
export const BRAWLERS = 1;
export const MODES = 2;
export const EVENTS = 3;
export const TABLES = 4;
export const STATS = 5;
export const TEAMS = 6;
const SECTIONS = 7;
/** Fields of a row, by section. */
const WIDTHS: usize = memory.data<i32>([
  layout.MAP_FIELDS,
  layout.BRAWLER_FIELDS,
  layout.MODE_FIELDS,
  layout.EVENT_FIELDS,
  layout.TABLE_FIELDS,
  layout.STAT_FIELDS,
  layout.TEAM_FIELDS,
]);
/** Which fields are offsets of texts that wait in spare memory, a bit each, by section. */
const TEXT_FIELDS: usize = memory.data<i32>([
  (1 << layout.MAP_NAME_OFF) | (1 << layout.MAP_MODE_NAME_OFF) | (1 << layout.MAP_CREDIT_OFF),
  (1 << layout.BRAWLER_NAME_OFF) | (1 << layout.BRAWLER_CLASS_OFF) | (1 << layout.BRAWLER_RARITY_OFF),
  (1 << layout.MODE_NAME_OFF) | (1 << layout.MODE_KEY_OFF),
]);
const HEADER_BYTES: usize = layout.BUNDLE_HEADER_FIELDS * 4;

/** Rows taken so far, by section, and where the next one goes. */
const counts: usize = memory.data(SECTIONS * 4, 4);
const places: usize = memory.data(SECTIONS * 4, 4);
/** Where the next text goes, and where that of an event: those stand behind all others. */
let heap: usize = 0;
let eventHeap: usize = 0;
/** Takes the rows that are not to be written. */
const nowhere: usize = memory.data(64, 4);

/* Passes. */
const COUNTING = 0;
const WRITING = 1;
const STREAMING = 2;
let pass = COUNTING;
/** Did a row or text not fit where it had to go? */
let isBroken: bool = false;

let out: usize = 0;
let outEnd: usize = 0;
/** Writing: bytes of the texts that are not those of events. */
let firstTexts: u32 = 0;
/** What text offsets count from. */
let textBase: usize = 0;
/** Streaming: the spare memory's end, where the next row goes, and the section that it may not precede. */
let spareEnd: usize = 0;
let nextRow: usize = 0;
let lastSection: i32 = 0;

function fieldsOf(section: i32): usize {
  return (<usize>load<u32>(WIDTHS + ((<usize>section) << 2))) << 2;
}

/** Rows of a section that have been taken. */
export function rowsOf(section: i32): u32 {
  return load<u32>(counts + ((<usize>section) << 2));
}

/** Begins the pass at hand anew. */
export function forgetRows(): void {
  for (let section = 0; section < SECTIONS; section++) {
    store<u32>(counts + ((<usize>section) << 2), 0);
    if (pass !== WRITING) continue;
    const place = load<u32>(out + ((<usize>section) << 3), layout.BH_MAPS_OFF * 4);
    store<u32>(places + ((<usize>section) << 2), <u32>out + place);
  }
  isBroken = false;
  nextRow = out + HEADER_BYTES;
  lastSection = MAPS;
  heap = 0;
  if (pass === STREAMING) heap = textBase;
  if (pass === WRITING) heap = out + load<u32>(out, layout.BH_HEAP_OFF * 4);
  eventHeap = pass === WRITING ? heap + firstTexts : 0;
}

/** Begins a pass that counts rows and texts. */
export function beginCounting(): void {
  pass = COUNTING;
  forgetRows();
}

/** Begins a pass that streams. False if not even the header fits. */
export function beginStreaming(at: usize, capacity: i32, spare: usize, end: usize): bool {
  if (<usize>capacity < HEADER_BYTES) return false;
  pass = STREAMING;
  out = at;
  outEnd = at + capacity;
  textBase = spare;
  spareEnd = end;
  forgetRows();
  return true;
}

/** Writes the header for what has been counted; returns the bundle's length, or E_OUTPUT_FULL. */
function writeHeader(kind: i32, at: usize, capacity: i32, texts: u32): i32 {
  let end: u64 = HEADER_BYTES;
  for (let section = 0; section < SECTIONS; section++) end += <u64>rowsOf(section) * fieldsOf(section);
  if (end + texts > <u64>capacity) return fail(E_OUTPUT_FULL, 0);
  memory.fill(at, 0, HEADER_BYTES);
  store<u32>(at, layout.BUNDLE_MAGIC, layout.BH_MAGIC * 4);
  store<u32>(at, <u32>end + texts, layout.BH_LENGTH * 4);
  store<u32>(at, kind, layout.BH_KIND * 4);
  store<u32>(at, <u32>end, layout.BH_HEAP_OFF * 4);
  store<u32>(at, texts, layout.BH_HEAP_LENGTH * 4);
  let place = HEADER_BYTES;
  for (let section = 0; section < SECTIONS; section++) {
    const fields = at + ((<usize>section) << 3);
    store<u32>(fields, <u32>place, layout.BH_MAPS_OFF * 4);
    store<u32>(fields, rowsOf(section), layout.BH_MAPS_COUNT * 4);
    place += rowsOf(section) * fieldsOf(section);
  }
  return <i32>(<u32>end + texts);
}

/** Begins the pass that writes what has been counted; returns the bundle's length, or E_OUTPUT_FULL. */
export function beginWriting(kind: i32, at: usize, capacity: i32): i32 {
  firstTexts = <u32>heap;
  const length = writeHeader(kind, at, capacity, firstTexts + <u32>eventHeap);
  if (length < 0) return length;
  pass = WRITING;
  out = at;
  textBase = at;
  forgetRows();
  return length;
}

/** Ends a pass that streamed: the bundle's length, or 0 if it has to be counted and written instead. */
export function endStreaming(kind: i32): i32 {
  const texts = <u32>(heap - textBase);
  if (isBroken || writeHeader(kind, out, <i32>(outEnd - out), texts) < 0) return 0;
  memory.copy(nextRow, textBase, texts);
  const heapOffset = load<u32>(out, layout.BH_HEAP_OFF * 4);
  for (let section = MAPS; section <= MODES; section++) {
    let row = out + load<u32>(out + ((<usize>section) << 3), layout.BH_MAPS_OFF * 4);
    for (let left = rowsOf(section); left > 0; left--, row += fieldsOf(section)) {
      for (
        let fields = load<u32>(TEXT_FIELDS + ((<usize>section) << 2));
        fields !== 0;
        fields &= fields - 1
      ) {
        const field = row + ((<usize>ctz(fields)) << 2);
        if (load<u32>(field, 4) !== 0) store<u32>(field, load<u32>(field) + heapOffset);
      }
    }
  }
  return load<i32>(out, layout.BH_LENGTH * 4);
}

/** Place of the next row of a section. */
export function takeRow(section: i32): usize {
  store<u32>(counts + ((<usize>section) << 2), rowsOf(section) + 1);
  if (pass === COUNTING) return nowhere;
  if (pass === WRITING) {
    const place = places + ((<usize>section) << 2);
    const row = <usize>load<u32>(place);
    store<u32>(place, <u32>(row + fieldsOf(section)));
    return row;
  }
  isBroken = isBroken || section < lastSection || nextRow + fieldsOf(section) > outEnd;
  if (isBroken) return nowhere;
  lastSection = section;
  nextRow += fieldsOf(section);
  return nextRow - fieldsOf(section);
}

export function setField(row: usize, field: i32, value: u32): void {
  store<u32>(row + ((<usize>field) << 2), value);
}

/** Where the next text goes: in the heap of events, or in that of all others. */
export function heapPlace(ofEvents: bool): usize {
  return ofEvents ? eventHeap : heap;
}

/** Copies the bytes from `from` to `to` to a heap. */
export function putText(from: usize, to: usize, ofEvents: bool): void {
  const length = to - from;
  const place = heapPlace(ofEvents);
  if (ofEvents) eventHeap += length;
  else heap += length;
  if (pass === COUNTING) return;
  let copied: usize = 0;
  if (pass === STREAMING) {
    // vectors, since what they write too much is written over or never read
    isBroken = isBroken || place + length + 32 > spareEnd;
    if (isBroken) return;
    for (; copied < length; copied += 32) {
      v128.store(place + copied, v128.load(from + copied));
      v128.store(place + copied, v128.load(from + copied, 16), 16);
    }
    return;
  }
  for (; copied + 16 <= length; copied += 16) v128.store(place + copied, v128.load(from + copied));
  for (; copied < length; copied++) store<u8>(place + copied, load<u8>(from + copied));
}

/** Enters the text that has been put to a heap since `start` in a row's pair of fields. */
export function setTextFrom(row: usize, offsetField: i32, start: usize, ofEvents: bool): void {
  const length = heapPlace(ofEvents) - start;
  setField(row, offsetField, length === 0 ? 0 : <u32>(start - textBase));
  setField(row, offsetField + 1, <u32>length);
}

/** Copies the text of spanFrom…spanTo to the heap and enters it in a row's pair of fields. */
export function setText(row: usize, offsetField: i32): void {
  const start = heapPlace(false);
  putText(spanFrom, spanTo, false);
  setTextFrom(row, offsetField, start, false);
}
