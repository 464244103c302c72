import * as layout from '../../kernel/layout/bundle.ts';
import { BundleView } from '../shared/bundle.ts';
import { BRAWLER_ROWS, MAP_ROWS, MODE_ROWS, type RowKind } from './rows.ts';
import { withoutTables } from './tables.ts';

/** A list that has lost more than this share of its ids is refused: it is a broken answer, not a smaller game. */
export const MAX_LOSS = 0.05;
/** Of the events that are on, more go at once only in a broken answer: an event that ends early makes room for another. */
const MAX_EVENT_LOSS = 1 / 3;
/** A value in the collector's SQLite takes 2 MB; the largest list known is 70 KB. */
const MAX_BYTES = 1_900_000;

/**
 * Catalogue lists by kind, with about ten times the rows that the game has. What is accepted stays for ever, so a list
 * out of all proportion must not get in.
 */
const CATALOGUE: Readonly<Record<number, { readonly kind: RowKind; readonly maxRows: number }>> = {
  [layout.KIND_MAPS]: { kind: MAP_ROWS, maxRows: 12_000 },
  [layout.KIND_BRAWLERS]: { kind: BRAWLER_ROWS, maxRows: 1_000 },
  [layout.KIND_MODES]: { kind: MODE_ROWS, maxRows: 1_000 },
};

/** Every catalogue row has its id first. */
const ID = 0;

export type MergeResult =
  | { readonly ok: true; readonly bundle: Uint8Array; readonly rows: number }
  | { readonly ok: false; readonly detail: string };

/**
 * The catalogue list to keep, given the one we have (null at first) and the one that arrived, both bundles of the
 * same kind. It never shrinks: rows whose ids the new list lacks are kept at its end, and a list that lacks too
 * many is refused. Tables are left out: they are kept map by map.
 */
export function mergeCatalogue(known: Uint8Array | null, arrived: Uint8Array): MergeResult {
  const next = new BundleView(arrived);
  const entry = CATALOGUE[next.header(layout.BH_KIND)];
  if (entry === undefined) throw new TypeError('only lists of maps, brawlers or modes can be merged');
  const { kind, maxRows } = entry;
  const rows = next.header(kind.count);
  if (rows === 0) return refused('an empty list');
  if (rows > maxRows) return refused(`out of proportion: ${rows} rows`);
  const before = known === null ? null : new BundleView(known);
  const missing = before === null ? [] : missingRows(before, next, kind);
  const total = before?.header(kind.count) ?? 0;
  if (missing.length > MAX_LOSS * total)
    return refused(`shrunk: ${missing.length} of ${total} ids are missing`);
  const bundle =
    before === null || missing.length === 0
      ? withoutTables(arrived)
      : appendRows(next, before, missing, kind);
  if (bundle.length > MAX_BYTES) return refused(`out of proportion: ${bundle.length} bytes`);
  return { ok: true, bundle, rows: rows + missing.length };
}

/**
 * The rotation to keep, without tables. It is replaced as a whole, unless the new one is empty or leaves out too
 * many of the events that still have to be on at `now` (epoch ms): those end by themselves, so a list that stays
 * small is believed in the end.
 */
export function mergeEvents(known: Uint8Array | null, arrived: Uint8Array, now: number): MergeResult {
  const next = new BundleView(arrived);
  const rows = next.header(layout.BH_EVENTS_COUNT);
  if (rows === 0) return refused('an empty list');
  const on = known === null ? 0 : eventsOn(new BundleView(known), now);
  const left = eventsOn(next, now);
  if (on - left > MAX_EVENT_LOSS * on) return refused(`shrunk: ${left} of ${on} events are left`);
  const bundle = withoutTables(arrived);
  if (bundle.length > MAX_BYTES) return refused(`out of proportion: ${bundle.length} bytes`);
  return { ok: true, bundle, rows };
}

/** How many events are listed as active and have not ended by `now` (epoch ms). */
function eventsOn(view: BundleView, now: number): number {
  let on = 0;
  for (const row of view.events()) {
    const active = ((row[layout.EVENT_FLAGS] ?? 0) & layout.EVENT_ACTIVE) !== 0;
    if (active && (row[layout.EVENT_END] ?? 0) * 1000 > now) on += 1;
  }
  return on;
}

function refused(detail: string): MergeResult {
  return { ok: false, detail };
}

function rowsOf(view: BundleView, kind: RowKind): Uint32Array[] {
  return [...view.rows(kind.offset, kind.count, kind.fields)];
}

/** The rows of `before` whose ids `next` lacks. A row without an id (modes of 2022 have none) is nobody's loss. */
function missingRows(before: BundleView, next: BundleView, kind: RowKind): Uint32Array[] {
  const listed = new Set(rowsOf(next, kind).map((row) => row[ID]));
  return rowsOf(before, kind).filter((row) => row[ID] !== 0 && !listed.has(row[ID]));
}

/** The rows of `next`, then `missing` of `before`; a fresh bundle without tables. */
export function appendRows(
  next: BundleView,
  before: BundleView,
  missing: readonly Uint32Array[],
  kind: RowKind,
): Uint8Array {
  const sources = [
    ...rowsOf(next, kind).map((row) => ({ view: next, row })),
    ...missing.map((row) => ({ view: before, row })),
  ];
  const heapStart = (layout.BUNDLE_HEADER_FIELDS + sources.length * kind.fields) * 4;
  const heap: Uint8Array[] = [];
  let end = heapStart;
  const words = new Uint32Array(heapStart >>> 2);
  sources.forEach(({ view, row }, i) => {
    const start = layout.BUNDLE_HEADER_FIELDS + i * kind.fields;
    words.set(row, start);
    for (const field of kind.texts) {
      const length = row[field + 1] ?? 0;
      const from = row[field] ?? 0;
      heap.push(view.bytes.subarray(from, from + length));
      words[start + field] = length === 0 ? 0 : end;
      end += length;
    }
  });
  writeHeader(words, next.header(layout.BH_KIND), kind, sources.length, heapStart, end);
  const out = new Uint8Array(end);
  out.set(new Uint8Array(words.buffer));
  let at = heapStart;
  for (const text of heap) {
    out.set(text, at);
    at += text.length;
  }
  return out;
}

function writeHeader(
  words: Uint32Array,
  id: number,
  kind: RowKind,
  rows: number,
  heap: number,
  end: number,
): void {
  const first = layout.BUNDLE_HEADER_FIELDS * 4;
  words[layout.BH_MAGIC] = layout.BUNDLE_MAGIC;
  words[layout.BH_LENGTH] = end;
  words[layout.BH_KIND] = id;
  // Sections in the layout's order; all are empty but one, so they start before or after its rows.
  for (let field = layout.BH_MAPS_OFF; field < layout.BH_HEAP_OFF; field += 2) {
    words[field] = field <= kind.offset ? first : heap;
  }
  words[kind.count] = rows;
  words[layout.BH_HEAP_OFF] = heap;
  words[layout.BH_HEAP_LENGTH] = end - heap;
}
