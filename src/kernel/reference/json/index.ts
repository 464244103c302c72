/**
 * The kernel's JSON part in plain TypeScript, on JSON.parse: the oracle of its tests and the peer of its
 * benches. Same contract, same bytes; the offset of a fault is not given.
 */
import * as layout from '../../../../kernel/layout/bundle.ts';
import { E_ARGUMENT } from '../../../../kernel/layout/errors.ts';
import { addMap, brawlerRow, modeRow } from './catalogue.ts';
import { type Extracted, type Json, parseDocument } from './document.ts';
import { addEvents } from './events.ts';
import { extractDocument, requiredArray, requiredObject } from './fields.ts';
import { addRotation } from './rotation.ts';
import type { Rows } from './writer.ts';
import { emptyRows, writeBundle } from './writer.ts';

export { extractBattles } from './battles.ts';
export type { Extracted } from './document.ts';
export { extractRanking } from './ranking.ts';
export { decodeTag, encodeTag } from './tag.ts';

/** Is it JSON? `code` is 0 or E_JSON_UTF8, E_JSON_SYNTAX or E_JSON_DEPTH; `offset` is always 0 here. */
export function validate(bytes: Uint8Array): { code: number; offset: number } {
  const document = parseDocument(bytes);
  return { code: document.ok ? 0 : document.code, offset: 0 };
}

function listOf(value: Json): Json[] {
  return requiredArray(requiredObject(value).list);
}

/** Brawlers of BrawlAPI, or of the official API. */
function brawlersOf(value: Json): Json[] {
  const { list, items } = requiredObject(value);
  return requiredArray(list ?? items);
}

/** A bare map, or `{status, map}`. */
function singleMap(value: Json): Json {
  const root = requiredObject(value);
  return root.map ?? root;
}

const FILL: Record<number, (rows: Rows, value: Json) => void> = {
  [layout.KIND_MAPS]: (rows, value) => {
    for (const item of listOf(value)) addMap(rows, item);
  },
  [layout.KIND_MAP]: (rows, value) => {
    addMap(rows, singleMap(value));
  },
  [layout.KIND_BRAWLERS]: (rows, value) => {
    rows.brawlers = brawlersOf(value).map(brawlerRow);
  },
  [layout.KIND_MODES]: (rows, value) => {
    rows.modes = listOf(value).map(modeRow);
  },
  [layout.KIND_EVENTS]: addEvents,
  [layout.KIND_ROTATION]: addRotation,
};

/**
 * Extracts one upstream answer into a bundle (kernel/layout/bundle.ts).
 *
 * `kind` is one of KIND_*, `bytes` the answer's body. Fails with E_JSON_* if it is not JSON, E_SHAPE or
 * E_RANGE if a field is not as it must be, E_ARGUMENT for an unknown kind.
 */
export function extract(kind: number, bytes: Uint8Array): Extracted {
  const fill = FILL[kind];
  if (fill === undefined) return { ok: false, code: E_ARGUMENT };
  return extractDocument(bytes, (value) => {
    const rows = emptyRows();
    fill(rows, value);
    return writeBundle(kind, rows);
  });
}
