/** How collecting battles does: totals since the beginning, and how the source answers. */
import type { LogFacts } from '../../kernel/counter.ts';
import type { Collecting, SourceHealth } from '../../shared/status.ts';
import type { Ledger } from '../ledger.ts';

/** One step without an answer may be a hiccup; the second in a row is a state. */
const STALE_AFTER_FAILURES = 2;

/** Totals since the state was begun; plain JSON. */
export interface Totals {
  readonly logs: number;
  readonly entries: number;
  readonly usable: number;
  readonly counted: number;
  readonly early: number;
  readonly future: number;
  readonly outOfRange: number;
}

/** What a step has done; the totals' part of it is taken out with every commit. */
export class Tour {
  logs = 0;
  entries = 0;
  usable = 0;
  early = 0;
  future = 0;
  outOfRange = 0;
  counted = 0;
  /** battles since the last commit, and the newest of them in epoch seconds */
  fresh = 0;
  newest = 0;
  /** requests that got to the upstream */
  sent = 0;
  /** answers of whatever kind but failures: also "there is no such player" */
  answered = 0;
  /** what went wrong last */
  error: string | null = null;

  answer(): void {
    this.sent += 1;
    this.answered += 1;
  }

  add(facts: LogFacts): void {
    this.answer();
    this.logs += 1;
    this.entries += facts.entries;
    this.usable += facts.usable;
    this.early += facts.early;
    this.future += facts.future;
    this.outOfRange += facts.outOfRange;
    this.fresh += facts.fresh;
    this.newest = Math.max(this.newest, facts.newest);
  }

  /** Closes a batch. */
  addBatch(battles: number): void {
    this.counted += battles;
    this.fresh = 0;
  }
}

const NOTHING: Totals = { logs: 0, entries: 0, usable: 0, counted: 0, early: 0, future: 0, outOfRange: 0 };

/** How the source answers; plain JSON. Times are epoch ms, 0 for never. */
interface Health {
  readonly goodAt: number;
  /** steps in a row in which something was asked for and nothing came */
  readonly failures: number;
  readonly error: string | null;
}

const UNKNOWN: Health = { goodAt: 0, failures: 0, error: null };

export function totalsOf(ledger: Ledger): Totals {
  return ledger.note<Totals>('battle-totals') ?? NOTHING;
}

/** Adds what `tour` has gathered since it was last kept. */
export function keepTotals(ledger: Ledger, tour: Tour): void {
  const before = totalsOf(ledger);
  const names = Object.keys(NOTHING) as (keyof Totals)[];
  const sum = Object.fromEntries(names.map((name) => [name, before[name] + tour[name]]));
  ledger.keepNote('battle-totals', sum);
  for (const name of names) tour[name] = 0;
}

export function keepHealth(ledger: Ledger, { answered, error }: Tour, now: number): void {
  const before = ledger.note<Health>('battle-health') ?? UNKNOWN;
  if (answered > 0) {
    ledger.keepNote('battle-health', { goodAt: now, failures: 0, error: null } satisfies Health);
  } else if (error !== null) {
    const failures = Math.min(before.failures + 1, STALE_AFTER_FAILURES);
    ledger.keepNote('battle-health', { ...before, failures, error } satisfies Health);
  }
}

/** The battle logs as a source of /health. */
export function battleSource(ledger: Ledger): SourceHealth {
  const { goodAt, failures, error } = ledger.note<Health>('battle-health') ?? UNKNOWN;
  const failing = failures >= STALE_AFTER_FAILURES;
  return {
    name: 'official/battles',
    status: goodAt === 0 ? 'unavailable' : failing ? 'stale' : 'ok',
    goodAt: goodAt || null,
    rows: totalsOf(ledger).counted,
    detail: error,
  };
}

/** For /health: how far the collecting is; null where it never began. */
export function collectingOf(ledger: Ledger): Collecting | null {
  return ledger.note<Collecting>('collecting');
}
