import type { ListName, ListState } from './facts.ts';

/** Times in ms. */
export interface Pace {
  /** between two cycles: WARM_INTERVAL_SECONDS */
  readonly intervalMs: number;
}

/** A list that the upstream serves without an ETag costs its whole size each time: asked for every tenth cycle. */
const UNTAGGED_CYCLES = 10;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long a map's statistics are good for, by priority (live, enabled, disabled). The upstream renewed them about
 * daily when it had any.
 */
const REFRESH_MS = [30 * MINUTE, 6 * HOUR, DAY] as const;
/** A map without statistics is asked for again after 1, 2, 4, 8 days. */
const MAX_MISS_DOUBLINGS = 3;
/** After so many maps in vain and none with statistics, the upstream is taken to have none today. */
export const PROBES = 40;
export const NO_STATISTICS_PAUSE_MS = DAY;
const FAILURE_PAUSE_MS = 10 * MINUTE;

const ORDER: readonly ListName[] = ['events', 'maps', 'brawlers', 'modes'];

/**
 * The lists to be asked for now, the rotation first: it is what changes. Those that fail come last, the one asked
 * longest ago first: a host that has been left alone is tried with one request, and were that always for the
 * same dead address, the host would seem dead for good.
 */
export function dueLists(lists: readonly ListState[], now: number, { intervalMs }: Pace): ListState[] {
  const turn = (list: ListState) => (list.failures > 0 ? list.triedAt : -1);
  return lists
    .filter((list) => now >= list.triedAt + listPause(list, intervalMs))
    .sort((a, b) => turn(a) - turn(b) || ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
}

function listPause(list: ListState, intervalMs: number): number {
  if (list.triedAt === 0) return 0;
  const cheap = list.name === 'events' || list.etag !== null || list.failures > 0;
  // An alarm may fire a little early by its own clock; a quarter of the interval is no harm.
  return (cheap ? 1 : UNTAGGED_CYCLES) * intervalMs - intervalMs / 4;
}

export function refreshAt(priority: number, now: number): number {
  return now + (REFRESH_MS[priority] ?? DAY);
}

export function missedAt(misses: number, now: number): number {
  return now + DAY * 2 ** Math.min(misses, MAX_MISS_DOUBLINGS);
}

export function failedAt(now: number): number {
  return now + FAILURE_PAUSE_MS;
}
