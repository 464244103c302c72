/** What becomes of an answer: it is checked against what is known, and what is news is kept, in one transaction. */
import * as layout from '../../kernel/layout/bundle.ts';
import { BundleView } from '../shared/bundle.ts';
import { equalBytes } from '../shared/bytes.ts';
import { describe, type UpstreamError } from '../upstream/errors.ts';
import type { Fetched } from '../upstream/port.ts';
import { type ListName, PRIORITY_DISABLED, PRIORITY_ENABLED, PRIORITY_LIVE } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { mergeCatalogue, mergeEvents } from './merge.ts';
import { failedAt, missedAt, refreshAt } from './plan.ts';
import { noteMapAnswered, noteMapFailed } from './status.ts';
import { type MapTable, splitTables, tableRows } from './tables.ts';

/** `held`: nothing was sent, the hosts are to be left alone. */
export type Outcome = 'changed' | 'unchanged' | 'failed' | 'held';

/** Takes in a list: merges, keeps its tables, plans its maps. */
export function acceptList(ledger: Ledger, name: ListName, fetched: Fetched, now: number): Outcome {
  if (fetched.kind === 'unchanged') {
    ledger.listUnchanged(name, null, now);
    return 'unchanged';
  }
  const known = ledger.listBundle(name);
  const merged =
    name === 'events' ? mergeEvents(known, fetched.bundle, now) : mergeCatalogue(known, fetched.bundle);
  if (!merged.ok) {
    ledger.listFailed(name, merged.detail, now);
    return 'failed';
  }
  return ledger.atomically(() => {
    const same = known !== null && equalBytes(known, merged.bundle);
    if (same) ledger.listUnchanged(name, fetched.etag, now);
    else ledger.keepList(name, merged.bundle, fetched.etag, merged.rows, now);
    // Before the tables: how long one is good for depends on the map's priority.
    if (!same && (name === 'maps' || name === 'events')) planMaps(ledger, now);
    const tables = keepTables(ledger, splitTables(fetched.bundle), now);
    return changed(ledger, tables || !same);
  });
}

/** With the news themselves goes that there are some: a step killed right after must not forget to publish them. */
function changed(ledger: Ledger, news: boolean): Outcome {
  if (news) ledger.keepNote('dirty', true);
  return news ? 'changed' : 'unchanged';
}

/** Keeps the tables that stand in a list, where they are news. Returns whether any was. */
function keepTables(ledger: Ledger, tables: readonly MapTable[], now: number): boolean {
  let news = false;
  for (const { mapId, bundle } of tables) {
    const known = ledger.mapState(mapId);
    const dueAt = refreshAt(known?.priority ?? PRIORITY_LIVE, now);
    if (known?.bundle == null || !equalBytes(known.bundle, bundle)) {
      ledger.keepMapTable(mapId, bundle, tableRows(bundle), null, now, dueAt);
      news = true;
    } else if (known.misses > 0 || known.dueAt - now < (dueAt - now) / 2) {
      // A rotation without an ETag comes every minute with all its tables: written down only where it saves a request.
      ledger.mapUnchanged(mapId, now, dueAt);
    }
  }
  return news;
}

/** What is in the rotation comes first, and only as long as it is; so both lists decide, whichever came last. */
function planMaps(ledger: Ledger, now: number): void {
  const wanted = new Map<number, number>();
  const before = ledger.priorities();
  for (const [id, priority] of before) if (priority === PRIORITY_LIVE) wanted.set(id, PRIORITY_ENABLED);
  for (const row of viewOf(ledger, 'maps')?.maps() ?? []) {
    const disabled = ((row[layout.MAP_FLAGS] ?? 0) & layout.FLAG_DISABLED) !== 0;
    wanted.set(row[layout.MAP_ID] ?? 0, disabled ? PRIORITY_DISABLED : PRIORITY_ENABLED);
  }
  for (const row of viewOf(ledger, 'events')?.events() ?? []) {
    wanted.set(row[layout.EVENT_MAP_ID] ?? 0, PRIORITY_LIVE);
  }
  const plans = [...wanted]
    .filter(([mapId, priority]) => before.get(mapId) !== priority)
    .map(([mapId, priority]) => ({
      mapId,
      priority,
      dueAt: before.has(mapId) ? refreshAt(priority, now) : now,
    }));
  if (plans.length > 0) ledger.planMaps(plans);
}

function viewOf(ledger: Ledger, name: ListName): BundleView | null {
  const bundle = ledger.listBundle(name);
  return bundle === null ? null : new BundleView(bundle);
}

/** Takes in one map's answer. Statistics that are gone don't erase those that were there. */
export function acceptMap(ledger: Ledger, mapId: number, fetched: Fetched, now: number): Outcome {
  return ledger.atomically(() => {
    noteMapAnswered(ledger);
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
    ledger.keepMapTable(mapId, table.bundle, tableRows(table.bundle), fetched.etag, now, dueAt);
    return changed(ledger, known?.bundle == null || !equalBytes(known.bundle, table.bundle));
  });
}

/** Writes down that a list could not be had. A host that is being left alone says nothing new: the reason stays. */
export function listFailed(ledger: Ledger, name: ListName, error: UpstreamError, now: number): Outcome {
  if (error.kind === 'budget-exhausted') return 'failed';
  if (error.kind === 'circuit-open') {
    ledger.listHeld(name, describe(error));
    return 'held';
  }
  ledger.listFailed(name, describe(error), now);
  return 'failed';
}

/** Writes down that a map could not be had. One that was not asked for stays due, and costs no write. */
export function mapFailed(ledger: Ledger, mapId: number, error: UpstreamError, now: number): Outcome {
  if (error.kind === 'circuit-open') return 'held';
  if (error.kind === 'budget-exhausted') return 'failed';
  ledger.atomically(() => {
    if (error.kind === 'not-found') {
      noteMapAnswered(ledger);
      ledger.mapMissed(mapId, missedAt(ledger.mapState(mapId)?.misses ?? 0, now));
    } else {
      noteMapFailed(ledger, describe(error));
      ledger.postponeMap(mapId, failedAt(now));
    }
  });
  return 'failed';
}
