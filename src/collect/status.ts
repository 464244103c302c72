/** How the sources do: /health tells it, and every snapshot remembers it. */
import type { SourceRow } from '../kernel/port.ts';
import { SOURCE_NAMES, SOURCE_STATUS_NAMES, type SourceStatus } from '../shared/sources.ts';
import type { SourceHealth } from '../shared/status.ts';
import { battleSource } from './battles/progress.ts';
import { rotationSource } from './battles/rotation.ts';
import type { Ledger } from './ledger.ts';

/** One failure may be a hiccup; the second in a row is a state. */
const STALE_AFTER_FAILURES = 2;
/** Every map with statistics is asked for at least once a day; half as much again before we say that they are gone. */
const STALE_STATISTICS_MS = 36 * 3_600_000;

/** What is known of the maps' statistics as a whole. Counted when it changes: /health is open to anyone, and asks often. */
interface Statistics {
  /** maps that have statistics */
  readonly tables: number;
  /** maps asked for in vain */
  readonly missed: number;
  /** epoch ms, 0 for never: when statistics last came, and when maps were last asked for */
  readonly goodAt: number;
  readonly askedAt: number;
}

/** Requests for single maps that failed in a row. */
interface MapFailures {
  readonly count: number;
  readonly error: string | null;
}

const NO_STATISTICS: Statistics = { tables: 0, missed: 0, goodAt: 0, askedAt: 0 };
const NO_FAILURES: MapFailures = { count: 0, error: null };

/** Counts the maps' statistics anew: reads every map's row. `askedAt` (epoch ms) where maps have just been asked for. */
export function countStatistics(ledger: Ledger, askedAt?: number): Statistics {
  const before = statisticsOf(ledger);
  const counted = { ...ledger.tableCounts(), askedAt: askedAt ?? before.askedAt };
  ledger.keepNote('statistics', counted);
  return counted;
}

function statisticsOf(ledger: Ledger): Statistics {
  return ledger.note<Statistics>('statistics') ?? NO_STATISTICS;
}

/** A host answered for a single map, if only that there is none. */
export function noteMapAnswered(ledger: Ledger): void {
  ledger.keepNote('map-failures', NO_FAILURES);
}

/** Maps were due, but none could be asked for. Says nothing new of why: the reason known stays. */
export function noteMapsHeld(ledger: Ledger): void {
  noteMapFailed(ledger, failuresOf(ledger).error ?? 'left alone for now');
}

/** A request for a single map failed. Counted no further than to what makes a state of it: an outage has many. */
export function noteMapFailed(ledger: Ledger, error: string): void {
  const count = Math.min(failuresOf(ledger).count + 1, STALE_AFTER_FAILURES);
  ledger.keepNote('map-failures', { count, error } satisfies MapFailures);
}

function failuresOf(ledger: Ledger): MapFailures {
  return ledger.note<MapFailures>('map-failures') ?? NO_FAILURES;
}

/** How each source does, in the order of SOURCE_NAMES. `battles`: whether the official API is one. */
export function sourcesOf(ledger: Ledger, battles: boolean): SourceHealth[] {
  const sources: SourceHealth[] = ledger.lists().map((list) => ({
    name: `brawlapi/${list.name}` as const,
    status: statusOf(list.goodAt, list.failures >= STALE_AFTER_FAILURES),
    goodAt: list.goodAt || null,
    rows: list.rows,
    detail: list.error,
  }));
  sources.push(statisticsHealth(ledger));
  if (battles) sources.push(battleSource(ledger), rotationSource(ledger));
  return SOURCE_NAMES.flatMap((name) => sources.filter((source) => source.name === name));
}

function statisticsHealth(ledger: Ledger): SourceHealth {
  const { tables, missed, goodAt, askedAt } = statisticsOf(ledger);
  const failures = failuresOf(ledger);
  const gone = tables > 0 && askedAt - goodAt > STALE_STATISTICS_MS;
  const none = tables === 0 && missed > 0 ? 'the upstream serves no statistics' : null;
  return {
    name: 'brawlapi/statistics',
    status: statusOf(goodAt, gone || failures.count >= STALE_AFTER_FAILURES),
    goodAt: goodAt || null,
    rows: tables,
    detail: failures.error ?? (gone ? 'the upstream serves no statistics any more' : none),
  };
}

function statusOf(goodAt: number, failing: boolean): SourceStatus {
  if (goodAt === 0) return 'unavailable';
  return failing ? 'stale' : 'ok';
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
