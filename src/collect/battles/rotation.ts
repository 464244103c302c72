/** What is live, as the game itself says; BrawlAPI only adds what comes next. */
import * as layout from '../../../kernel/layout/bundle.ts';
import { BundleView } from '../../shared/bundle.ts';
import { equalBytes } from '../../shared/bytes.ts';
import type { SourceHealth } from '../../shared/status.ts';
import { describe } from '../../upstream/errors.ts';
import type { OfficialApi } from '../../upstream/official.ts';
import type { RequestBudget } from '../../upstream/port.ts';
import { ROTATION } from '../facts.ts';
import type { Ledger } from '../ledger.ts';
import { appendRows } from '../merge.ts';
import { EVENT_ROWS } from '../rows.ts';

/** Events last hours; the API says nothing of when it changes. */
const REFRESH_MS = 5 * 60_000;
const RETRY_MS = 60_000;
const STALE_AFTER_FAILURES = 2;

/** Asks for the rotation where it is due. */
export async function fetchRotation(
  ledger: Ledger,
  client: OfficialApi,
  budget: RequestBudget,
  now: () => number,
): Promise<void> {
  const known = ledger.rotation();
  const pause = known.failures > 0 ? RETRY_MS : REFRESH_MS;
  // An alarm may fire a little early by its own clock.
  if (known.triedAt > 0 && now() < known.triedAt + 0.75 * pause) return;
  const result = await client.rotation(budget);
  if (!result.ok) {
    if (result.error.kind !== 'budget-exhausted') ledger.listFailed(ROTATION, describe(result.error), now());
    return;
  }
  const rows = new BundleView(result.value).header(layout.BH_EVENTS_COUNT);
  if (rows === 0) return ledger.listFailed(ROTATION, 'an empty rotation', now());
  const before = ledger.listBundle(ROTATION);
  ledger.atomically(() => {
    if (before !== null && equalBytes(before, result.value)) {
      ledger.listUnchanged(ROTATION, null, now());
    } else {
      ledger.keepList(ROTATION, result.value, null, rows, now());
      ledger.keepNote('dirty', true);
    }
  });
}

/** The rotation as a source of /health. */
export function rotationSource(ledger: Ledger): SourceHealth {
  const { goodAt, failures, error, rows } = ledger.rotation();
  const status = goodAt === 0 ? 'unavailable' : failures >= STALE_AFTER_FAILURES ? 'stale' : 'ok';
  return { name: 'official/rotation', status, goodAt: goodAt || null, rows, detail: error };
}

/**
 * The rotation as a list of events, with what BrawlAPI (`events`, null where there is none) says comes next; null where
 * the official API gave none, or what it gave is over.
 */
export function rotationEvents(ledger: Ledger, events: Uint8Array | null, now: number): Uint8Array | null {
  const bundle = ledger.listBundle(ROTATION);
  if (bundle === null) return null;
  const live = new BundleView(bundle);
  const seconds = Math.floor(now / 1000);
  if (![...live.events()].some((row) => (row[layout.EVENT_END] ?? 0) > seconds)) return null;
  const next = events === null ? null : new BundleView(events);
  const upcoming = [...(next?.events() ?? [])].filter(
    (row) => ((row[layout.EVENT_FLAGS] ?? 0) & layout.EVENT_ACTIVE) === 0,
  );
  const merged = next === null ? bundle.slice() : appendRows(live, next, upcoming, EVENT_ROWS);
  new DataView(merged.buffer).setUint32(layout.BH_KIND * 4, layout.KIND_EVENTS, true);
  return merged;
}
