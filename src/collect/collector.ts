/**
 * The single writer: plan → fetch → build → publish, one step an alarm. A step stays within the platform's limits
 * for one invocation, and everything it learns is committed as it arrives, so that it can be killed at any instant.
 */
import { KernelError } from '../kernel/faults.ts';
import type { Kernel } from '../kernel/port.ts';
import type { DataName } from '../shared/answers.ts';
import type { CollectorStatus, Published } from '../shared/status.ts';
import type { BrawlApi } from '../upstream/brawlapi.ts';
import type { SavedBreakers } from '../upstream/hosts.ts';
import { createBudget, type RequestBudget, type Resource } from '../upstream/port.ts';
import { acceptList, acceptMap, listFailed, mapFailed, type Outcome } from './accept.ts';
import { archiveTurn } from './archive.ts';
import type { ListState } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { dueLists, NO_STATISTICS_PAUSE_MS, PROBES } from './plan.ts';
import { type Publication, publish } from './publication.ts';
import { buildFromLedger } from './publish.ts';
import { countStatistics, noteMapsHeld, sourceRows, sourcesOf } from './status.ts';
import { troubleOf } from './supervise.ts';
import { takeTurn, untilTurn } from './turn.ts';

export interface CollectorConfig {
  readonly intervalMs: number;
  /** requests under way at once; the platform allows 6 connections */
  readonly concurrency: number;
  readonly data: DataName;
  /** subrequests of a step that are left to others; none where absent */
  readonly reserved?: number;
}

export interface CollectorDeps extends Publication {
  readonly kernel: Kernel;
  /** a client that goes on from the breakers of the step before */
  readonly brawlApi: (breakers: SavedBreakers | undefined) => BrawlApi;
  readonly config: CollectorConfig;
}

/** The free plan allows 50 subrequests an invocation; 45 leaves room for the platform's own. One is the KV write. */
const REQUESTS_PER_STEP = 44;
/** Between steps of one cycle, so that a long fill doesn't hold the upstream's doors. */
const STEP_PAUSE_MS = 500;
/** The first snapshot waits so long for the maps' statistics, then shows what there is. */
const FIRST_FILL_MS = 20_000;

/** Runs one step and returns the epoch ms at which the next is due. Never throws for anything an upstream does. */
export async function runStep(deps: CollectorDeps): Promise<number> {
  const { ledger, now, config } = deps;
  const client = deps.brawlApi(ledger.note<SavedBreakers>('breakers') ?? undefined);
  const limit = REQUESTS_PER_STEP - (config.reserved ?? 0);
  const budget = createBudget(limit);
  await fetchDue(deps, client, budget);
  ledger.keepNote('breakers', client.breakers());
  const more = ledger.isMapDue(now());
  if (!(await archiveTurn(deps))) await publishDue(deps, more);
  // Where nothing could be sent (open circuits), going on at once would only spin.
  const progress = budget.remaining < limit;
  return now() + (more && progress ? STEP_PAUSE_MS : config.intervalMs);
}

export function statusOf({ ledger }: Pick<CollectorDeps, 'ledger'>): CollectorStatus {
  return {
    sources: sourcesOf(ledger),
    published: ledger.note<Published>('published'),
    trouble: troubleOf(ledger),
  };
}

/** Asks for everything that is due, as far as the budget goes. */
async function fetchDue(deps: CollectorDeps, client: BrawlApi, budget: RequestBudget): Promise<void> {
  const { ledger, now, config } = deps;
  const lists = dueLists(ledger.lists(), now(), config);
  const outcomes = await inParallel(lists, config.concurrency, (list) =>
    fetchList(deps, client, budget, list),
  );
  // Maps come from the same hosts: where no list could even be asked for, no map can.
  if (outcomes.length > 0 && outcomes.every(isHeld)) {
    if (ledger.isMapDue(now())) noteMapsHeld(ledger);
    return;
  }
  // The lists say which maps there are, so maps are planned after them.
  const maps = ledger.dueMaps(now(), budget.remaining);
  if (maps.length === 0) return;
  const answers = await inParallel(maps, config.concurrency, (map) => fetchMap(deps, client, budget, map));
  if (answers.every(isHeld)) return noteMapsHeld(ledger);
  const { tables, missed } = countStatistics(ledger, now());
  // Where many maps were asked for and none had statistics, the rest is left for tomorrow.
  if (tables === 0 && missed >= PROBES) ledger.postponeAllDue(now(), now() + NO_STATISTICS_PAUSE_MS);
}

function isHeld(outcome: Outcome): boolean {
  return outcome === 'held';
}

async function fetchList(
  { ledger, now }: CollectorDeps,
  client: BrawlApi,
  budget: RequestBudget,
  list: ListState,
): Promise<Outcome> {
  const result = await client.fetch(request(list.name, list.etag), budget);
  if (result.ok) return acceptList(ledger, list.name, result.value, now());
  return listFailed(ledger, list.name, result.error, now());
}

async function fetchMap(
  { ledger, now }: CollectorDeps,
  client: BrawlApi,
  budget: RequestBudget,
  { mapId, etag }: { mapId: number; etag: string | null },
): Promise<Outcome> {
  const result = await client.fetch(request({ mapId }, etag), budget);
  if (result.ok) return acceptMap(ledger, mapId, result.value, now());
  return mapFailed(ledger, mapId, result.error, now());
}

function request(resource: Resource, etag: string | null) {
  return etag === null ? { resource } : { resource, etag };
}

/** Builds and publishes where something changed, the interval allows it, and there is a catalogue to show. */
async function publishDue(deps: CollectorDeps, more: boolean): Promise<void> {
  const { ledger, kernel, now, config } = deps;
  if (ledger.note<boolean>('dirty') !== true) return;
  const lists = ledger.lists();
  const catalogue = lists.filter((list) => list.name === 'maps' || list.name === 'brawlers');
  if (catalogue.some((list) => list.goodAt === 0)) return;
  if (ledger.note<number>('built-at') === null && more && now() < firstGoodAt(ledger, now()) + FIRST_FILL_MS)
    return;
  if (untilTurn(deps) > 0) return;
  takeTurn(deps);
  countStatistics(ledger);
  const snapshot = buildFromLedger(ledger, kernel, config.data, sourceRows(sourcesOf(ledger)), now());
  // What our own reader refuses must never reach an edge. It can only be a bug of the build, so it is thrown.
  const opened = kernel.open(snapshot);
  if (!opened.ok) throw new KernelError(opened.error);
  await publish(deps, snapshot);
}

function firstGoodAt(ledger: Ledger, now: number): number {
  const known = ledger.note<number>('first-good-at');
  if (known !== null) return known;
  ledger.keepNote('first-good-at', now);
  return now;
}

/**
 * Runs `work` over the items, at most `width` at once; results in the order of the items. Where one throws, it throws,
 * but not before the others are done: nothing goes on behind a step that has ended.
 */
async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [i, item] of queue) results[i] = await work(item);
  };
  const workers = Array.from({ length: Math.min(width, items.length) }, worker);
  for (const ended of await Promise.allSettled(workers)) if (ended.status === 'rejected') throw ended.reason;
  return results;
}
