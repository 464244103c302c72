import * as codes from '../../../../kernel/layout/errors.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import { check as checkSearch } from '../search/read.ts';
import { xxh64 } from '../xxh64.ts';
import { SECTIONS, type SectionSpec, type TableName } from './spec.ts';
import { checkStrings } from './strings.ts';
import { TrendsView } from './trends-view.ts';

type Column = Uint8Array | Uint16Array | Uint32Array;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** the last millisecond of the year 9999: later times have no ISO 8601 form of four digits */
const MAX_BUILT_AT = 253402300799999n;

export type OpenResult = { ok: true; view: SnapshotView } | { ok: false; code: number };

/**
 * Checks a snapshot and opens it. All that can be wrong with the bytes is found here: checksum, bounds, widths,
 * rising offsets, indexes, text. Afterwards every access is in range. `code` is an E_SNAPSHOT_* of layout/errors.ts.
 */
export function openSnapshot(bytes: Uint8Array): OpenResult {
  const failed = (code: number): OpenResult => ({ ok: false, code });
  if (bytes.length < layout.SNAPSHOT_HEADER) return failed(codes.E_SNAPSHOT_FORMAT);
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header.getUint32(layout.SH_MAGIC, true) !== layout.SNAPSHOT_MAGIC)
    return failed(codes.E_SNAPSHOT_FORMAT);
  if (header.getUint32(layout.SH_VERSION, true) !== layout.SNAPSHOT_VERSION)
    return failed(codes.E_SNAPSHOT_VERSION);
  if (header.getUint32(layout.SH_LENGTH, true) !== bytes.length) return failed(codes.E_SNAPSHOT_FORMAT);
  if (xxh64(bytes.subarray(layout.SH_CONTENT_HASH)) !== header.getBigUint64(layout.SH_CHECKSUM, true)) {
    return failed(codes.E_SNAPSHOT_CHECKSUM);
  }
  const columns = readColumns(bytes, header);
  if (columns === null || !checkColumns(columns) || !checkMatrices(columns) || !checkIndex(columns)) {
    return failed(codes.E_SNAPSHOT_BOUNDS);
  }
  if (!trendsOf(columns).isSound()) {
    return failed(codes.E_SNAPSHOT_BOUNDS);
  }
  return { ok: true, view: new SnapshotView(bytes, header, columns) };
}

/** The search index has a form of its own, and points into the maps and brawlers. */
function checkIndex(columns: ReadonlyMap<number, Column>): boolean {
  const rows = (id: number) => (columns.get(id) as Column).length;
  const index = columns.get(layout.S_SEARCH) as Uint8Array;
  return checkSearch(index, rows(layout.S_MAP_ID), rows(layout.S_BRAWLER_ID)) === 0;
}

/** A matrix has a cell for each two brawlers. */
function checkMatrices(columns: ReadonlyMap<number, Column>): boolean {
  const rows = (id: number) => (columns.get(id) as Column).length;
  const brawlers = rows(layout.S_BRAWLER_ID);
  return [layout.S_PAIR_MODE, layout.S_MATCHUP_MODE].every((id) => {
    const cells = (rows(id) * (brawlers * (brawlers - 1))) / 2;
    return rows(id + 1) === cells && rows(id + 2) === cells;
  });
}

/** The section of trends has a form of its own, too. */
function trendsOf(columns: ReadonlyMap<number, Column>): TrendsView {
  const rows = (id: number) => (columns.get(id) as Column).length;
  const bytes = columns.get(layout.S_TRENDS) as Uint8Array;
  return new TrendsView(bytes, rows(layout.S_BRAWLER_ID), rows(layout.S_MODE_ID));
}

function readColumns(bytes: Uint8Array, header: DataView): Map<number, Column> | null {
  const content = header.getUint32(layout.SH_CONTENT, true);
  const sections = header.getUint32(layout.SH_SECTIONS, true);
  const sources = header.getUint32(layout.SH_SOURCES, true);
  if (sources > 64 || content !== layout.SNAPSHOT_HEADER + sources * layout.SOURCE_FIELDS * 4) return null;
  if (header.getBigUint64(layout.SH_BUILT_AT, true) > MAX_BUILT_AT) return null;
  const tableEnd = sections * layout.SECTION_FIELDS * 4;
  if (content > bytes.length || tableEnd > bytes.length - content) return null;
  const columns = new Map<number, Column>();
  for (let i = 0; i < sections; i++) {
    const entry = content + i * layout.SECTION_FIELDS * 4;
    const spec = SECTIONS.find((candidate) => candidate.id === header.getUint32(entry, true));
    const offset = header.getUint32(entry + 4, true);
    const count = header.getUint32(entry + 8, true);
    const width = header.getUint32(entry + 12, true);
    if (width > 64 || offset < tableEnd || offset % layout.SECTION_ALIGNMENT !== 0) return null;
    if (content + offset + count * width > bytes.length) return null;
    if (spec === undefined) continue;
    if (spec.width !== width || columns.has(spec.id)) return null;
    columns.set(spec.id, column(bytes.slice(content + offset, content + offset + count * width), width));
  }
  return columns.size === SECTIONS.length ? columns : null;
}

function column(bytes: Uint8Array, width: number): Column {
  if (width === 1) return bytes;
  return width === 4 ? new Uint32Array(bytes.buffer) : new Uint16Array(bytes.buffer);
}

function checkColumns(columns: ReadonlyMap<number, Column>): boolean {
  const rows = new Map<TableName, number>();
  for (const spec of SECTIONS) {
    const count = rowCount(spec, columns.get(spec.id) as Column);
    if (spec.table === undefined) continue;
    if (count < 0 || (rows.has(spec.table) && rows.get(spec.table) !== count)) return false;
    rows.set(spec.table, count);
  }
  const strings = (columns.get(layout.S_STRINGS) as Column).length;
  const areSound = SECTIONS.every((spec) => checkValues(spec, columns.get(spec.id) as Column, rows, strings));
  return areSound && checkStrings(columns);
}

function rowCount(spec: SectionSpec, values: Column): number {
  if (spec.kind === 'text' || spec.kind === 'at') return values.length - 1;
  return spec.width === 10 ? values.length / 5 : values.length;
}

function checkValues(
  spec: SectionSpec,
  values: Column,
  rows: ReadonlyMap<TableName, number>,
  strings: number,
): boolean {
  const target = spec.target === undefined ? 0 : (rows.get(spec.target) ?? 0);
  const missing = spec.optional ? layout.NONE16 : -1;
  switch (spec.kind) {
    case 'plain':
    case 'blob':
      return true;
    case 'fields':
      return values.length >= (spec.limit ?? 0);
    case 'max':
      return values.every((value) => value <= (spec.limit ?? 0));
    case 'rate':
      return values.every((value) => value <= 10_000 || value === missing);
    case 'row':
      return values.every((value) => value < target || value === missing);
    case 'rising':
      return values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0));
    case 'text':
      return isMonotonic(values) && (values.at(-1) ?? 0) <= strings;
    case 'at':
      return isMonotonic(values) && values[0] === 0 && values.at(-1) === target;
  }
}

function isMonotonic(values: Column): boolean {
  return values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0));
}

/** A checked snapshot: columns as typed arrays, text on demand. */
export class SnapshotView {
  readonly hash: string;
  /** epoch milliseconds */
  readonly builtAt: number;
  readonly sources: { id: number; status: number; lastGood: number; rows: number }[] = [];
  readonly trends: TrendsView;
  readonly #columns: ReadonlyMap<number, Column>;

  constructor(bytes: Uint8Array, header: DataView, columns: ReadonlyMap<number, Column>) {
    this.hash = header.getBigUint64(layout.SH_CONTENT_HASH, true).toString(16).padStart(16, '0');
    this.builtAt = Number(header.getBigUint64(layout.SH_BUILT_AT, true));
    for (let i = 0; i < header.getUint32(layout.SH_SOURCES, true); i++) {
      const row = layout.SNAPSHOT_HEADER + i * layout.SOURCE_FIELDS * 4;
      const field = (n: number) => header.getUint32(row + 4 * n, true);
      this.sources.push({ id: field(0), status: field(1), lastGood: field(2), rows: field(3) });
    }
    this.#columns = columns;
    this.trends = trendsOf(columns);
    void bytes;
  }

  column(id: number): Column {
    return this.#columns.get(id) as Column;
  }

  /** Value `row` of column `id`. */
  value(id: number, row: number): number {
    return this.column(id)[row] as number;
  }

  /** Number of rows of the table that the plain column `id` belongs to. */
  count(id: number): number {
    return this.column(id).length;
  }

  /** Text `row` of the string column `id`, unescaped. */
  text(id: number, row: number): string {
    const bytes = (this.column(layout.S_STRINGS) as Uint8Array).subarray(
      this.value(id, row),
      this.value(id, row + 1),
    );
    const text = decoder.decode(bytes);
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  }

  /** Rows [from, to) that the `at` column `id` gives for `row`. */
  range(id: number, row: number): [from: number, to: number] {
    return [this.value(id, row), this.value(id, row + 1)];
  }

  meta(field: number): number {
    return this.value(layout.S_META, field);
  }
}
