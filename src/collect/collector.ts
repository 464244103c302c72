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
import type { OfficialState } from '../upstream/official.ts';
import { createBudget, type RequestBudget, type Resource } from '../upstream/port.ts';
import { acceptList, acceptMap, listFailed, mapFailed, type Outcome } from './accept.ts';
import { archiveTurn } from './archive.ts';
import { type BattleDeps, collectBattles, windowNow } from './battles/collect.ts';
import { windowEffects } from './battles/effects.ts';
import { collectingOf, totalsOf } from './battles/progress.ts';
import { fetchRotation } from './battles/rotation.ts';
import { seriesSlice, windowSeries } from './battles/series.ts';
import { windowSums } from './battles/sums.ts';
import { keepUp } from './battles/upkeep.ts';
import { WINDOW_DAYS } from './battles/window.ts';
import type { ListState } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { inParallel } from './parallel.ts';
import { dueLists, NO_STATISTICS_PAUSE_MS, PROBES } from './plan.ts';
import { isReadable, type Publication, publish } from './publication.ts';
import { buildFromLedger, type Counted } from './publish.ts';
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
  /** what collecting battles takes; null where there is no official API to ask */
  readonly battles: BattleDeps | null;
}

/** The free plan allows 50 subrequests an invocation; 45 leaves room for the platform's own. One is the KV write. */
const REQUESTS_PER_STEP = 44;
/** Of these, left for the official API where battles are collected: they bring more than maps without statistics. */
const BATTLE_REQUESTS = 32;
/** Between steps of one cycle, so that a long fill doesn't hold the upstream's doors. */
const STEP_PAUSE_MS = 500;
/** The first snapshot waits so long for the maps' statistics, then shows what there is. */
const FIRST_FILL_MS = 20_000;
const DAY_MS = 86_400_000;
const FILL_STEPS_A_DAY = 500;

/** Runs one step and returns the epoch ms at which the next is due. Never throws for anything an upstream does. */
export async function runStep(deps: CollectorDeps): Promise<number> {
  const { ledger, now, config } = deps;
  const published = ledger.note<Published>('published');
  if (published !== null && !isReadable(published)) ledger.keepNote('dirty', true);
  if ((await publishFirst(deps)) || seriesTurn(deps)) return now() + STEP_PAUSE_MS;
  const client = deps.brawlApi(ledger.note<SavedBreakers>('breakers') ?? undefined);
  const limit = REQUESTS_PER_STEP - (config.reserved ?? 0);
  const budget = createBudget(limit);
  await fetchDue(deps, client, budget);
  ledger.keepNote('breakers', client.breakers());
  const mapsDue = ledger.isMapDue(now());
  // Where nothing could be sent (open circuits), going on at once would only spin.
  const moreMaps = mapsDue && budget.remaining < limit;
  const moreBattles = await battleStep(deps, budget);
  if (!(await archiveTurn(deps)) && !publishesApart(deps)) await publishDue(deps, mapsDue || moreBattles);
  const goOn = moreMaps || (moreBattles && takeFillStep(ledger, now()));
  return now() + (goOn ? STEP_PAUSE_MS : config.intervalMs);
}

/**
 * Whether building has a step of its own: reading logs and building a snapshot each take their share of an invocation's
 * CPU. The first snapshot does not wait.
 */
function publishesApart({ ledger, battles }: CollectorDeps): boolean {
  return battles !== null && ledger.note<number>('built-at') !== null;
}

/** Builds and publishes where that is all that this step is for. Returns whether it was. */
async function publishFirst(deps: CollectorDeps): Promise<boolean> {
  const isDue = publishesApart(deps) && deps.ledger.note<boolean>('dirty') === true && untilTurn(deps) === 0;
  if (!isDue || (await archiveTurn(deps))) return false;
  await publishDue(deps, false);
  return true;
}

/** Makes a slice of the daily series where they are due: then that is all that this step is for. */
function seriesTurn(deps: CollectorDeps): boolean {
  const { ledger, battles, now } = deps;
  if (battles === null || !publishesApart(deps)) return false;
  const at = now();
  const isMade = seriesSlice(battles, {
    modes: battles.memory.modes(ledger.listBundle('maps')),
    until: windowNow(battles, at),
    counted: totalsOf(ledger).counted,
    now: at,
    begunAt: ledger.note<number>('series-begun') ?? 0,
    begin: () => ledger.keepNote('series-begun', at),
  });
  if (isMade && battles.memory.series.job === null) ledger.keepNote('dirty', true);
  return isMade;
}

/** `battles`: whether battles are collected. */
export function statusOf({ ledger, battles }: { ledger: Ledger; battles: boolean }): CollectorStatus {
  const collecting = battles ? collectingOf(ledger) : null;
  return {
    sources: sourcesOf(ledger, battles),
    published: ledger.note<Published>('published'),
    trouble: troubleOf(ledger),
    ...(collecting === null ? {} : { collecting }),
  };
}

/** Asks the official API with what is left of the budget. Returns whether there is more to ask for at once. */
async function battleStep(deps: CollectorDeps, budget: RequestBudget): Promise<boolean> {
  const { ledger, now, config, battles } = deps;
  if (battles === null) return false;
  const client = battles.official(ledger.note<OfficialState>('official') ?? undefined);
  await fetchRotation(ledger, client, budget, now);
  const step = { ledger, now, concurrency: config.concurrency };
  const more = await collectBattles(battles, step, client, budget);
  keepUp(battles, ledger, now());
  return more;
}

/**
 * Steps that follow at once because players wait, so many a day: a first fill, or a day after an outage. Each writes
 * some 30 rows, of the 100,000 that the free plan allows.
 */
function takeFillStep(ledger: Ledger, now: number): boolean {
  const day = Math.floor(now / DAY_MS);
  const known = ledger.note<{ day: number; steps: number }>('fill-steps');
  const steps = known?.day === day ? known.steps : 0;
  if (steps >= FILL_STEPS_A_DAY) return false;
  ledger.keepNote('fill-steps', { day, steps: steps + 1 });
  return true;
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
  const kept = deps.battles === null ? 0 : BATTLE_REQUESTS;
  const maps = ledger.dueMaps(now(), Math.max(0, budget.remaining - kept));
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
  const { ledger, kernel, now, config, battles } = deps;
  if (ledger.note<boolean>('dirty') !== true) return;
  const lists = ledger.lists();
  const catalogue = lists.filter((list) => list.name === 'maps' || list.name === 'brawlers');
  if (catalogue.some((list) => list.goodAt === 0)) return;
  if (ledger.note<number>('built-at') === null && more && now() < firstGoodAt(ledger, now()) + FIRST_FILL_MS)
    return;
  if (untilTurn(deps) > 0) return;
  takeTurn(deps);
  countStatistics(ledger);
  const counted = battles && countedOf(battles, ledger, kernel, now());
  const snapshot = buildFromLedger(
    ledger,
    kernel,
    config.data,
    sourceRows(sourcesOf(ledger, battles !== null)),
    now(),
    counted,
  );
  // What our own reader refuses must never reach an edge. It can only be a bug of the build, so it is thrown.
  const opened = kernel.open(snapshot);
  if (!opened.ok) throw new KernelError(opened.error);
  await publish(deps, snapshot);
}

/** What was counted, as a snapshot takes it. `now` in epoch ms. */
function countedOf(battles: BattleDeps, ledger: Ledger, kernel: Kernel, now: number): Counted {
  const until = windowNow(battles, now);
  const total = totalsOf(ledger).counted;
  return {
    sums: windowSums(battles, until, total, now),
    effects: windowEffects({ ...battles, fitEffects: (sums) => kernel.fitEffects(sums) }, until, total, now),
    series: windowSeries(battles, until),
    windowDays: WINDOW_DAYS,
  };
}

function firstGoodAt(ledger: Ledger, now: number): number {
  const known = ledger.note<number>('first-good-at');
  if (known !== null) return known;
  ledger.keepNote('first-good-at', now);
  return now;
}
