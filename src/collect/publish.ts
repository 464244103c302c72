import type { Kernel, SourceRow } from '../kernel/port.ts';
import type { DataName } from '../shared/answers.ts';
import { type Fingerprint, findSiteWide, type SiteWideMemory } from '../upstream/site-wide.ts';
import { rotationEvents } from './battles/rotation.ts';
import type { Ledger } from './ledger.ts';
import { markSiteWide, tableMode, tableRows } from './tables.ts';

/** When a site-wide table was last met only decides which of many is forgotten first. */
const FINGERPRINT_PRECISION_MS = 3_600_000;

/** What was counted of battles. */
export interface Counted {
  /** kernel/layout/tally.ts */
  readonly sums: readonly Uint8Array[];
  /** kernel/layout/series.ts; null where there are none yet */
  readonly series: Uint8Array | null;
  /** kernel/layout/effects.ts */
  readonly effects: readonly Uint8Array[];
  readonly windowDays: number;
}

/**
 * Builds the snapshot of all that is known, with tables that say nothing about their map marked. Remembers what
 * the upstream's site-wide tables look like.
 */
export function buildFromLedger(
  ledger: Ledger,
  kernel: Kernel,
  data: DataName,
  sources: readonly SourceRow[],
  now: number,
  counted: Counted | null,
): Uint8Array {
  const tables = ledger.mapTables().map((table) => ({
    ...table,
    modeId: tableMode(table.bundle),
    rows: tableRows(table.bundle),
  }));
  const known = ledger.fingerprints();
  const memory: SiteWideMemory = { now, fingerprints: known };
  const siteWide = findSiteWide(tables, memory);
  if (isNews(known, memory.fingerprints)) {
    ledger.atomically(() => ledger.keepFingerprints(memory.fingerprints));
  }
  // The events come first: where they and the list speak of the same map, the list is the catalogue.
  const lists = (['events', 'modes', 'brawlers', 'maps'] as const).map((name) => ledger.listBundle(name));
  const [events = null, ...catalogue] = lists;
  // Of several lists of events the last counts.
  const rotation = rotationEvents(ledger, events, now);
  return kernel.buildSnapshot({
    bundles: [
      ...[events, rotation, ...catalogue].filter((bundle) => bundle !== null),
      ...tables.map(({ mapId, bundle }) => (siteWide.has(mapId) ? markSiteWide(bundle) : bundle)),
    ],
    builtAt: now,
    data,
    windowDays: counted?.windowDays ?? 0,
    sources,
    ...(counted && { sums: counted.sums, effects: counted.effects }),
    ...(counted?.series && { series: counted.series }),
  });
}

/** Whether fingerprints are worth writing down: a new one, or one that was met again after an hour or more. */
function isNews(known: readonly Fingerprint[], now: readonly Fingerprint[]): boolean {
  if (known.length !== now.length) return true;
  return now.some((fingerprint, rank) => {
    const before = known[rank];
    if (before === undefined || fingerprint.lastSeen - before.lastSeen >= FINGERPRINT_PRECISION_MS)
      return true;
    return fingerprint.rows.some((field, i) => field !== before.rows[i]);
  });
}
