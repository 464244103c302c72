/** Where the parts of a search index are: header, planes, word starts, targets, text offsets, text (layout.ts). */
import {
  BLOCK_BYTES,
  BLOCK_ROWS,
  COLUMN_BYTES,
  INDEX_HEADER_BYTES,
  INDEX_MAP_ROWS_AT,
  INDEX_ROWS_AT,
  INDEX_TEXT_UNITS_AT,
  PLANES,
} from './layout';

/* The index that is open; none of this outlives a call. */
export let rows: i32 = 0;
export let mapRows: i32 = 0;
/** Address of the planes, and bytes of one. */
export let planes: usize = 0;
export let planeBytes: u32 = 0;
let textUnits: u32 = 0;
let startsColumn: usize = 0;
let targetColumn: usize = 0;
let offsetColumn: usize = 0;
let text: usize = 0;

/** Bytes of one plane for so many rows. */
function planeBytesFor(rowCount: u64): u64 {
  return ((rowCount + BLOCK_ROWS - 1) / BLOCK_ROWS) * BLOCK_BYTES;
}

/** Bytes of an index of so many rows and units of text: a multiple of 8. */
export function indexBytes(rowCount: u64, units: u64): u64 {
  return (
    (INDEX_HEADER_BYTES + planeBytesFor(rowCount) * PLANES + rowCount * COLUMN_BYTES + units * 2 + 7) & ~7
  );
}

/** Takes the counts from the header at `index` and finds the parts. */
export function openIndex(index: usize): void {
  const rowCount = load<u32>(index, INDEX_ROWS_AT);
  rows = <i32>rowCount;
  mapRows = load<i32>(index, INDEX_MAP_ROWS_AT);
  textUnits = load<u32>(index, INDEX_TEXT_UNITS_AT);
  planes = index + INDEX_HEADER_BYTES;
  planeBytes = <u32>planeBytesFor(rowCount);
  startsColumn = planes + planeBytes * PLANES;
  targetColumn = startsColumn + <usize>rowCount * 8;
  offsetColumn = targetColumn + <usize>rowCount * 4;
  text = offsetColumn + <usize>rowCount * 4;
}

export function startsAt(row: i32): usize {
  return startsColumn + ((<usize>row) << 3);
}

export function targetAt(row: i32): usize {
  return targetColumn + ((<usize>row) << 2);
}

export function offsetAt(row: i32): usize {
  return offsetColumn + ((<usize>row) << 2);
}

/** First unit of the row's text. */
export function textFirst(row: i32): u32 {
  return load<u32>(offsetAt(row));
}

/** The unit behind the row's text. */
export function textEnd(row: i32): u32 {
  return row + 1 < rows ? load<u32>(offsetAt(row + 1)) : textUnits;
}

/** Address of a unit of text. */
export function textAt(unit: u32): usize {
  return text + ((<usize>unit) << 1);
}
