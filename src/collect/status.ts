import type { SourceRow } from '../kernel/port.ts';
import { SOURCE_NAMES, SOURCE_STATUS_NAMES, type SourceStatus } from '../shared/sources.ts';
import type { SourceHealth } from '../shared/status.ts';
import type { Ledger } from './ledger.ts';

/** One failure may be a hiccup; the second in a row is a state. */
const STALE_AFTER_FAILURES = 2;

export function sourcesOf(ledger: Ledger): SourceHealth[] {
  const sources: SourceHealth[] = ledger.lists().map((list) => ({
    name: `brawlapi/${list.name}` as const,
    status: statusOf(list.goodAt, list.failures),
    goodAt: list.goodAt || null,
    rows: list.rows,
    detail: list.error,
  }));
  const counts = ledger.tableCounts();
  const failures = ledger.note<number>('map-failures') ?? 0;
  sources.push({
    name: 'brawlapi/statistics',
    status: statusOf(counts.goodAt, failures),
    goodAt: counts.goodAt || null,
    rows: counts.tables,
    detail: counts.tables === 0 && counts.missed > 0 ? 'the upstream serves no statistics' : null,
  });
  return SOURCE_NAMES.flatMap((name) => sources.filter((source) => source.name === name));
}

function statusOf(goodAt: number, failures: number): SourceStatus {
  if (goodAt === 0) return 'unavailable';
  return failures >= STALE_AFTER_FAILURES ? 'stale' : 'ok';
}

/** The same as rows of a snapshot. */
export function sourceRows(sources: readonly SourceHealth[]): SourceRow[] {
  return sources.map(({ name, status, goodAt, rows }) => ({
    id: SOURCE_NAMES.indexOf(name),
    status: SOURCE_STATUS_NAMES.indexOf(status),
    lastGood: Math.floor((goodAt ?? 0) / 1000),
    rows,
  }));
}
