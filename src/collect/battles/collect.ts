/**
 * A step's share of battles: ask for the logs of players that are due, count what is new in them, and commit it with
 * what was learnt of the players, at once.
 */
import type { Tallies } from '../../kernel/counter.ts';
import { describe, type UpstreamError } from '../../upstream/errors.ts';
import type { OfficialApi, OfficialState } from '../../upstream/official.ts';
import { decodeTag } from '../../upstream/official-tag.ts';
import type { RequestBudget } from '../../upstream/port.ts';
import type { Frontier, FrontierSummary } from '../frontier/frontier.ts';
import type { Ledger } from '../ledger.ts';
import { inParallel } from '../parallel.ts';
import { type Books, journalRow } from './books.ts';
import type { BattleMemory, Remembered } from './memory.ts';
import { keepHealth, keepTotals, Tour, totalsOf } from './progress.ts';
import { SEEDS, seedPlayers } from './seeds.ts';
import { windowAt } from './window.ts';

export interface BattleDeps {
  readonly books: Books;
  readonly memory: BattleMemory;
  readonly tallies: Tallies;
  /** a client that goes on from the state of the step before */
  readonly official: (state: OfficialState | undefined) => OfficialApi;
  /** epoch seconds: what counts as now for the window; null for the clock */
  readonly asOf: number | null;
}

export interface StepDeps {
  readonly ledger: Ledger;
  readonly now: () => number;
  /** requests under way at once */
  readonly concurrency: number;
}

/** Slices of the frontier written in one commit, of 100,000 rows a day that the free plan allows. */
const SLICES_A_COMMIT = 8;
/** A tally of so many battles takes well under the 2 MB that a value may have. */
const BATTLES_A_COMMIT = 2_000;

/** Epoch seconds that the window ends at. */
export function windowNow({ asOf }: Pick<BattleDeps, 'asOf'>, now: number): number {
  return asOf ?? seconds(now);
}

/** Asks for as many logs as the budget allows. Returns whether more players wait to be polled now. */
export async function collectBattles(
  deps: BattleDeps,
  step: StepDeps,
  client: OfficialApi,
  budget: RequestBudget,
): Promise<boolean> {
  const { ledger, now } = step;
  return deps.memory.use(deps.books, async (kept) => {
    const tour = new Tour();
    const seeds = await seedPlayers(ledger, kept.frontier, client, budget, now());
    const commit = openBatch(deps, step, kept, tour, () => {
      ledger.keepNote(SEEDS, seeds);
      ledger.keepNote('official', client.state());
    });
    const tags = kept.frontier.due(seconds(now()), budget.remaining);
    await inParallel(tags, step.concurrency, async (tag) => {
      const text = decodeTag(tag);
      if (text === null) return kept.frontier.failed(tag, 'gone', seconds(now()));
      const result = await client.battleLog(text, budget);
      if (!result.ok) return missLog(kept.frontier, tag, result.error, tour, seconds(now()));
      takeLog(kept, tag, result.value, tour, seconds(now()));
      if (tour.fresh >= BATTLES_A_COMMIT) commit(true);
    });
    return commit(false) > 0 && tour.sent > 0;
  });
}

function takeLog(
  { counter, frontier }: Remembered,
  tag: bigint,
  log: Uint8Array,
  tour: Tour,
  now: number,
): void {
  const facts = counter.add(log);
  // Our own extractor wrote it: a refusal is a bug, not a fault of the upstream.
  if (!facts.ok) throw new Error(`an extracted log was refused: ${facts.error.message}`);
  tour.add(facts.value);
  frontier.polled(tag, facts.value, now);
}

function missLog(frontier: Frontier, tag: bigint, error: UpstreamError, tour: Tour, now: number): void {
  // Nothing was sent: the player stays due.
  if (error.kind === 'budget-exhausted' || error.kind === 'endpoint-budget') return;
  if (error.kind === 'not-found') {
    tour.answer();
    frontier.failed(tag, 'gone', now);
    return;
  }
  tour.error = describe(error);
  if (error.kind === 'circuit-open' || error.kind === 'no-key') return;
  tour.sent += 1;
  frontier.failed(tag, 'later', now);
}

/**
 * Begins a batch; the function returned commits it with what `keepMore` keeps, begins another where `goOn`, and returns how many
 * players wait.
 */
function openBatch(
  { books, memory, asOf }: BattleDeps,
  { ledger, now }: StepDeps,
  { counter, frontier }: Remembered,
  tour: Tour,
  keepMore: () => void,
): (goOn: boolean) => number {
  const window = windowAt(windowNow({ asOf }, now()), ledger.note<number>('battle-floor') ?? 0);
  const options = { ...window, modes: memory.modes(ledger.listBundle('maps')) };
  counter.begin(options);
  return (goOn) => {
    const batch = counter.finish();
    tour.addBatch(batch.battles);
    frontier.meet(batch.players, seconds(now()));
    const seq = books.lastSeq() + 1;
    const summary = frontier.summary(seconds(now()));
    ledger.atomically(() => {
      if (batch.battles > 0) {
        books.keepSeen(seq, Math.min(tour.newest, window.ceiling), batch.keys);
        books.appendJournal(seq, batch.tally);
        ledger.keepNote('dirty', true);
      }
      for (const slice of frontier.takeDirty(SLICES_A_COMMIT)) books.keepSlice(slice);
      keepTotals(ledger, tour);
      keepHealth(ledger, tour, now());
      keepCollecting(ledger, summary, window.floor);
      keepMore();
    });
    if (batch.battles > 0) memory.append(journalRow(seq, batch.tally));
    if (goOn) counter.begin(options);
    return waiting(summary);
  };
}

function keepCollecting(ledger: Ledger, summary: FrontierSummary, floor: number): void {
  const { players, polled, missed } = summary;
  const { logs, entries, counted } = totalsOf(ledger);
  ledger.keepNote('collecting', {
    players,
    polled,
    due: waiting(summary),
    logs,
    entries,
    battles: counted,
    missed: Math.round(missed),
    floor: floor * 1000,
  });
}

/** Players to be polled now, those never polled among them. */
function waiting({ players, polled, due }: FrontierSummary): number {
  return due + players - polled;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
