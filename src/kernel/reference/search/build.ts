/** Building the search index: the bytes are described in docs/search.md. */
import { TARGET_BRAWLER, TARGET_MAP } from '../../../../kernel/layout/search.ts';
import {
  COLUMN_BYTES,
  INDEX_HEADER_BYTES,
  INDEX_MAGIC,
  INDEX_MAGIC_AT,
  INDEX_MAP_ROWS_AT,
  INDEX_ROWS_AT,
  INDEX_TEXT_UNITS_AT,
} from '../../../../kernel/search/layout.ts';
import { type Phrase, toNamePhrase } from './phrase.ts';
import { buildPlanes } from './planes.ts';

/** A name to be found. Several may stand for one target: languages, aliases. */
export interface SearchName {
  /** kind << 16 | index, as in kernel/layout/search.ts */
  readonly target: number;
  /** Higher comes first among equals; any u32. */
  readonly popularity: number;
  /** As displayed. */
  readonly text: string;
}

interface Row extends Phrase {
  readonly target: number;
  readonly popularity: number;
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Maps first; then what is asked for more, is shorter, comes first by code units, has the lower number. */
function byRank(a: Row, b: Row): number {
  return (
    compare(a.target >>> 16, b.target >>> 16) ||
    compare(b.popularity, a.popularity) ||
    compare(a.text.length, b.text.length) ||
    compare(a.text, b.text) ||
    compare(a.target, b.target)
  );
}

/** The rows in the order of the index: without names of which nothing is left, and without repeats. */
function toRows(names: readonly SearchName[]): Row[] {
  if (names.some(({ target }) => target >>> 16 > TARGET_BRAWLER))
    throw new RangeError('a target of no known kind');
  return names
    .map(({ target, popularity, text }) => ({ target, popularity, ...toNamePhrase(text) }))
    .filter((row) => row.text !== '')
    .sort(byRank)
    .filter((row, index, rows) => {
      const previous = rows[index - 1];
      return previous === undefined || byRank(previous, row) !== 0;
    });
}

function startBits(starts: readonly number[]): bigint {
  return starts.reduce((bits, start) => bits | (1n << BigInt(start)), 0n);
}

/** The index over these names: equal to what the kernel builds, byte by byte. Throws RangeError for an unknown kind. */
export function build(names: readonly SearchName[]): Uint8Array {
  const rows = toRows(names);
  const units = rows.reduce((sum, row) => sum + row.text.length, 0);
  const planes = buildPlanes(rows);
  const starts = INDEX_HEADER_BYTES + planes.length;
  const targets = starts + rows.length * 8;
  const offsets = targets + rows.length * 4;
  const text = starts + rows.length * COLUMN_BYTES;
  const index = new Uint8Array(Math.ceil((text + units * 2) / 8) * 8);
  const view = new DataView(index.buffer);

  view.setUint32(INDEX_MAGIC_AT, INDEX_MAGIC, true);
  view.setUint32(INDEX_ROWS_AT, rows.length, true);
  view.setUint32(INDEX_MAP_ROWS_AT, rows.filter((row) => row.target >>> 16 === TARGET_MAP).length, true);
  view.setUint32(INDEX_TEXT_UNITS_AT, units, true);
  index.set(planes, INDEX_HEADER_BYTES);
  let unit = 0;
  for (const [number, row] of rows.entries()) {
    view.setBigUint64(starts + number * 8, startBits(row.starts), true);
    view.setUint32(targets + number * 4, row.target, true);
    view.setUint32(offsets + number * 4, unit, true);
    for (const character of row.text) view.setUint16(text + unit++ * 2, character.charCodeAt(0), true);
  }
  return index;
}
