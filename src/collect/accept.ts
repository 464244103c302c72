import * as layout from '../../kernel/layout/bundle.ts';
import { BundleView } from '../shared/bundle.ts';
import { describe, type UpstreamError } from '../upstream/errors.ts';
import type { Fetched } from '../upstream/port.ts';
import { type Ledger, type ListName, PRIORITY_DISABLED, PRIORITY_ENABLED, PRIORITY_LIVE } from './ledger.ts';
import { mergeCatalogue } from './merge.ts';
import { failedAt, missedAt, refreshAt } from './plan.ts';
import { splitTables, tableRows } from './tables.ts';

/** What became of an answer: whether it changed what is known. */
export type Outcome = 'changed' | 'unchanged' | 'failed';

/** Takes in a list: merges, keeps its tables, plans its maps. One transaction. */
export function acceptList(ledger: Ledger, name: ListName, fetched: Fetched, now: number): Outcome {
  if (fetched.kind === 'unchanged') {
    ledger.listUnchanged(name, now);
    return 'unchanged';
  }
  const known = ledger.listBundle(name);
  const merged = name === 'events' ? acceptEvents(fetched.bundle) : mergeCatalogue(known, fetched.bundle);
  if (!merged.ok) {
    ledger.listFailed(name, merged.detail, now);
    return 'failed';
  }
  return ledger.atomically(() => {
    ledger.keepList(name, merged.bundle, fetched.etag, merged.rows, now);
    const tables = keepTables(ledger, fetched.bundle, now);
    if (known !== null && equalBytes(known, merged.bundle)) return tables ? 'changed' : 'unchanged';
    if (name === 'maps') planMaps(ledger, merged.bundle, now);
    if (name === 'events') planEvents(ledger, merged.bundle, now);
    return 'changed';
  });
}

function acceptEvents(bundle: Uint8Array) {
  return { ok: true as const, bundle, rows: new BundleView(bundle).header(layout.BH_EVENTS_COUNT) };
}

/** Keeps the tables that stand in a list, where they are news. Returns whether any was. */
function keepTables(ledger: Ledger, bundle: Uint8Array, now: number): boolean {
  let news = false;
  for (const table of splitTables(bundle)) {
    const known = ledger.mapState(table.mapId);
    const dueAt = refreshAt(known?.priority ?? PRIORITY_LIVE, now);
    if (known?.bundle && equalBytes(known.bundle, table.bundle)) {
      ledger.mapUnchanged(table.mapId, now, dueAt);
    } else {
      ledger.keepMapTable(table.mapId, table.bundle, tableRows(table.bundle), null, now, dueAt);
      news = true;
    }
  }
  return news;
}

function planMaps(ledger: Ledger, bundle: Uint8Array, now: number): void {
  for (const row of new BundleView(bundle).maps()) {
    const disabled = ((row[layout.MAP_FLAGS] ?? 0) & layout.FLAG_DISABLED) !== 0;
    ledger.planMap(row[layout.MAP_ID] ?? 0, disabled ? PRIORITY_DISABLED : PRIORITY_ENABLED, now);
  }
}

function planEvents(ledger: Ledger, bundle: Uint8Array, now: number): void {
  for (const row of new BundleView(bundle).events())
    ledger.planMap(row[layout.EVENT_MAP_ID] ?? 0, PRIORITY_LIVE, now);
}

/** Takes in one map's answer. Statistics that are gone don't erase those that were there. */
export function acceptMap(ledger: Ledger, mapId: number, fetched: Fetched, now: number): Outcome {
  const known = ledger.mapState(mapId);
  const dueAt = refreshAt(known?.priority ?? PRIORITY_ENABLED, now);
  if (fetched.kind === 'unchanged') {
    ledger.mapUnchanged(mapId, now, dueAt);
    return 'unchanged';
  }
  const table = splitTables(fetched.bundle).find((candidate) => candidate.mapId === mapId);
  if (table === undefined) {
    ledger.mapMissed(mapId, missedAt(known?.misses ?? 0, now));
    return 'unchanged';
  }
  const same = known?.bundle != null && equalBytes(known.bundle, table.bundle);
  ledger.keepMapTable(mapId, table.bundle, tableRows(table.bundle), fetched.etag, now, dueAt);
  return same ? 'unchanged' : 'changed';
}

export function listFailed(ledger: Ledger, name: ListName, error: UpstreamError, now: number): void {
  ledger.listFailed(name, describe(error), now);
}

export function mapFailed(ledger: Ledger, mapId: number, error: UpstreamError, now: number): void {
  if (error.kind === 'not-found') ledger.mapMissed(mapId, missedAt(ledger.mapState(mapId)?.misses ?? 0, now));
  else ledger.postponeMap(mapId, failedAt(now));
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
