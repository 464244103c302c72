import { COUNT_BATTLES, COUNT_CELLS, COUNT_TRIOS } from '../../../kernel/layout/tally.ts';
import type { Tallies } from '../../kernel/counter.ts';
import type { Books } from './books.ts';
import { pendingUnits } from './fold.ts';
import type { BattleMemory } from './memory.ts';
import { STAGE_AGES } from './past.ts';
import { dayOf, dayWeights, oldestDay } from './window.ts';

/** What a snapshot is built from, beside the teams. */
const PUBLISHED = [COUNT_BATTLES, COUNT_CELLS] as const;
/**
 * Teams are mostly seen once: there are more of them than of all else together, adding them up takes longest, and their sums
 * are too large to keep stages of. They are added up anew when so many more battles were counted, or after so long: of a
 * window of four weeks three hours bring half a percent.
 */
const TEAMS_GROWTH = 1.1;
const TEAMS_MS = 3 * 3_600_000;

export interface WindowDeps {
  readonly books: Books;
  readonly tallies: Tallies;
  readonly memory: BattleMemory;
}

/**
 * The sums of the window up to `until` (epoch seconds), one of each kind that a snapshot holds. `counted` is how many battles
 * were counted so far, `now` in epoch ms: they decide on the teams.
 */
export function windowSums(deps: WindowDeps, until: number, counted: number, now: number): Uint8Array[] {
  const { memory } = deps;
  let { teams } = memory;
  if (teams === null || counted > teams.counted * TEAMS_GROWTH || now >= teams.at + TEAMS_MS) {
    teams = { sums: sumKind(deps, COUNT_TRIOS, until), counted, at: now };
    memory.teams = teams;
  }
  return [...PUBLISHED.map((kind) => sumOnward(deps, kind, until)), teams.sums];
}

/** Adds up all days of the window. */
export function sumKind(deps: WindowDeps, kind: number, until: number): Uint8Array {
  return sumDays(deps, kind, until, oldestDay(until));
}

/** The same, going on from what is kept of past days, and keeping what was missing of it. */
function sumOnward(deps: WindowDeps, kind: number, until: number): Uint8Array {
  const { past } = deps.memory;
  const today = dayOf(until);
  const stages = [...past.stages(kind, today)];
  for (const before of STAGE_AGES.map((age) => today - age)) {
    const last = stages.at(-1);
    if (last !== undefined && last.before >= before) continue;
    const first = last?.before ?? oldestDay(until);
    stages.push({ before, sums: sumDays(deps, kind, until, first, before, last?.sums) });
  }
  past.keep(kind, today, stages);
  const last = stages.at(-1);
  return sumDays(deps, kind, until, last?.before ?? oldestDay(until), undefined, last?.sums);
}

/** Adds the days from `first` on and before `end` to sums of those before. */
function sumDays(
  { books, tallies, memory }: WindowDeps,
  kind: number,
  until: number,
  first: number,
  end = Number.POSITIVE_INFINITY,
  base?: Uint8Array,
): Uint8Array {
  const parts = talliesOf({ books, memory }, kind, first, end);
  return tallies.sum(parts, { kind, today: dayOf(until), weights: dayWeights(), ...(base && { base }) });
}

/** What was counted of a kind on the days from `first` on and before `end`. */
export function talliesOf(
  { books, memory }: Pick<WindowDeps, 'books' | 'memory'>,
  kind: number,
  first: number,
  end = Number.POSITIVE_INFINITY,
): Uint8Array[] {
  const pending = pendingUnits(
    books,
    memory.journal(books),
    (unit) => unit.kind === kind && unit.day >= first && unit.day < end,
  );
  const known = Number.isFinite(end) ? books.booksOf(kind, first, end) : books.booksOf(kind, first);
  return [...known.map(({ tally }) => tally), ...pending.map((unit) => unit.tally())];
}
