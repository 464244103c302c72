import * as layout from '../../kernel/layout/bundle.ts';
import { BundleView } from '../shared/bundle.ts';

/** A list that has lost more than this share of its ids is refused: it is a broken answer, not a smaller game. */
export const MAX_LOSS = 0.05;

/** A kind of catalogue row and where its parts stand. */
interface RowKind {
  readonly offset: number;
  readonly count: number;
  readonly fields: number;
  /** fields that hold (offset, length) of text, by their first */
  readonly texts: readonly number[];
}

const KINDS: Readonly<Record<number, RowKind>> = {
  [layout.KIND_MAPS]: {
    offset: layout.BH_MAPS_OFF,
    count: layout.BH_MAPS_COUNT,
    fields: layout.MAP_FIELDS,
    texts: [layout.MAP_NAME_OFF, layout.MAP_MODE_NAME_OFF, layout.MAP_CREDIT_OFF],
  },
  [layout.KIND_BRAWLERS]: {
    offset: layout.BH_BRAWLERS_OFF,
    count: layout.BH_BRAWLERS_COUNT,
    fields: layout.BRAWLER_FIELDS,
    texts: [layout.BRAWLER_NAME_OFF, layout.BRAWLER_CLASS_OFF, layout.BRAWLER_RARITY_OFF],
  },
  [layout.KIND_MODES]: {
    offset: layout.BH_MODES_OFF,
    count: layout.BH_MODES_COUNT,
    fields: layout.MODE_FIELDS,
    texts: [layout.MODE_NAME_OFF, layout.MODE_KEY_OFF],
  },
};

/** Every catalogue row has its id first. */
const ID = 0;

export type MergeResult =
  | { readonly ok: true; readonly bundle: Uint8Array; readonly rows: number }
  | { readonly ok: false; readonly detail: string };

/**
 * The catalogue list to keep, given the one we have (null at first) and the one that arrived, both bundles of the
 * same kind. It never shrinks: rows whose ids the new list lacks are kept at its end, and a list that lacks too
 * many is refused.
 */
export function mergeCatalogue(known: Uint8Array | null, arrived: Uint8Array): MergeResult {
  const next = new BundleView(arrived);
  const kind = KINDS[next.header(layout.BH_KIND)];
  if (kind === undefined) throw new TypeError('only lists of maps, brawlers or modes can be merged');
  const rows = next.header(kind.count);
  if (rows === 0) return { ok: false, detail: 'an empty list' };
  if (known === null) return { ok: true, bundle: arrived, rows };
  const before = new BundleView(known);
  const arrivedIds = new Set([...next.rows(kind.offset, kind.count, kind.fields)].map((row) => row[ID]));
  const missing = [...before.rows(kind.offset, kind.count, kind.fields)].filter(
    (row) => !arrivedIds.has(row[ID]),
  );
  if (missing.length === 0) return { ok: true, bundle: arrived, rows };
  if (missing.length > MAX_LOSS * before.header(kind.count)) {
    return { ok: false, detail: `shrunk: ${missing.length} of ${before.header(kind.count)} ids are missing` };
  }
  return { ok: true, bundle: appendRows(next, before, missing, kind), rows: rows + missing.length };
}

/** The rows of `next`, then `missing` of `before`; a fresh bundle without tables. */
function appendRows(
  next: BundleView,
  before: BundleView,
  missing: readonly Uint32Array[],
  kind: RowKind,
): Uint8Array {
  const sources = [
    ...[...next.rows(kind.offset, kind.count, kind.fields)].map((row) => ({ view: next, row })),
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
