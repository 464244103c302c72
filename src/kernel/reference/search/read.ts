/** Reading a search index: what a reader must check once, and the names that stand in it. */
import { E_SNAPSHOT_BOUNDS } from '../../../../kernel/layout/errors.ts';
import { TARGET_BRAWLER, TARGET_MAP } from '../../../../kernel/layout/search.ts';
import {
  COLUMN_BYTES,
  INDEX_HEADER_BYTES,
  INDEX_MAGIC,
  INDEX_MAGIC_AT,
  INDEX_MAP_ROWS_AT,
  INDEX_ROWS_AT,
  INDEX_TEXT_UNITS_AT,
  MAX_NAME_CHARS,
  PLANES,
} from '../../../../kernel/search/layout.ts';
import type { Phrase } from './phrase.ts';
import { planeBytes } from './planes.ts';

/** A row of the index. */
export interface IndexedName extends Phrase {
  /** kind << 16 | index */
  readonly target: number;
}

/** Where the parts of an index of `rows` rows start, and how long it is in all; in bytes. */
function partsOf(rows: number, units: number) {
  const starts = INDEX_HEADER_BYTES + PLANES * planeBytes(rows);
  const text = starts + rows * COLUMN_BYTES;
  const length = Math.ceil((text + units * 2) / 8) * 8;
  return { starts, targets: starts + rows * 8, offsets: starts + rows * 12, text, length };
}

function startsOf(bits: bigint): number[] {
  return Array.from({ length: MAX_NAME_CHARS }, (_, at) => at).filter((at) => (bits >> BigInt(at)) & 1n);
}

/** The rows of an index that passed `check`. */
export function readNames(index: Uint8Array): IndexedName[] {
  const view = new DataView(index.buffer, index.byteOffset, index.length);
  const rows = view.getUint32(INDEX_ROWS_AT, true);
  const units = view.getUint32(INDEX_TEXT_UNITS_AT, true);
  const parts = partsOf(rows, units);
  return Array.from({ length: rows }, (_, row) => {
    const first = view.getUint32(parts.offsets + row * 4, true);
    const end = row + 1 < rows ? view.getUint32(parts.offsets + row * 4 + 4, true) : units;
    let text = '';
    for (let unit = first; unit < end; unit++) {
      text += String.fromCharCode(view.getUint16(parts.text + unit * 2, true));
    }
    return {
      text,
      starts: startsOf(view.getBigUint64(parts.starts + row * 8, true)),
      target: view.getUint32(parts.targets + row * 4, true),
    };
  });
}

/** A row whose target, text and word starts are in their places. */
function rowIsSound(view: DataView, row: number, mapCount: number, brawlerCount: number): boolean {
  const rows = view.getUint32(INDEX_ROWS_AT, true);
  const mapRows = view.getUint32(INDEX_MAP_ROWS_AT, true);
  const units = view.getUint32(INDEX_TEXT_UNITS_AT, true);
  const parts = partsOf(rows, units);
  const target = view.getUint32(parts.targets + row * 4, true);
  const first = view.getUint32(parts.offsets + row * 4, true);
  const end = row + 1 < rows ? view.getUint32(parts.offsets + row * 4 + 4, true) : units;
  const starts = view.getBigUint64(parts.starts + row * 8, true);
  const isMap = row < mapRows;
  return (
    target >>> 16 === (isMap ? TARGET_MAP : TARGET_BRAWLER) &&
    (target & 0xffff) < (isMap ? mapCount : brawlerCount) &&
    (row > 0 || first === 0) &&
    first < end &&
    end <= units &&
    end - first <= MAX_NAME_CHARS &&
    (starts & 1n) === 1n &&
    starts >> BigInt(end - first) === 0n
  );
}

/**
 * 0, or E_SNAPSHOT_BOUNDS for an index that `query` could not read safely: a length that does not fit its counts,
 * a target out of range, texts that overlap or stick out, word starts outside their text. Wrong planes or letters
 * only make wrong answers, against which the snapshot has its checksum.
 */
export function check(index: Uint8Array, mapCount: number, brawlerCount: number): number {
  if (index.length < INDEX_HEADER_BYTES) return E_SNAPSHOT_BOUNDS;
  const view = new DataView(index.buffer, index.byteOffset, index.length);
  const rows = view.getUint32(INDEX_ROWS_AT, true);
  const mapRows = view.getUint32(INDEX_MAP_ROWS_AT, true);
  const units = view.getUint32(INDEX_TEXT_UNITS_AT, true);
  const isSound =
    view.getUint32(INDEX_MAGIC_AT, true) === INDEX_MAGIC &&
    partsOf(rows, units).length === index.length &&
    mapRows <= rows &&
    (rows > 0 || units === 0);
  if (!isSound) return E_SNAPSHOT_BOUNDS;
  for (let row = 0; row < rows; row++) {
    if (!rowIsSound(view, row, mapCount, brawlerCount)) return E_SNAPSHOT_BOUNDS;
  }
  return 0;
}
