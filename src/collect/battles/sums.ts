import { COUNT_BATTLES, COUNT_CELLS, COUNT_TRIOS } from '../../../kernel/layout/tally.ts';
import type { Tallies } from '../../kernel/counter.ts';
import type { Books } from './books.ts';
import { pendingUnits } from './fold.ts';
import type { BattleMemory } from './memory.ts';
import { dayOf, dayWeights, oldestDay } from './window.ts';

/** What a snapshot is built from, beside the teams. */
const PUBLISHED = [COUNT_BATTLES, COUNT_CELLS] as const;
/**
 * Teams are mostly seen once: there are more of them than of all else together, and adding them up takes longest. They are
 * added up anew when so many more battles were counted, or after so long.
 */
const TEAMS_GROWTH = 1.1;
const TEAMS_MS = 3_600_000;

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
  return [...PUBLISHED.map((kind) => sumKind(deps, kind, until)), teams.sums];
}

function sumKind({ books, tallies, memory }: WindowDeps, kind: number, until: number): Uint8Array {
  const oldest = oldestDay(until);
  const pending = pendingUnits(
    books,
    memory.journal(books),
    (unit) => unit.kind === kind && unit.day >= oldest,
  );
  const parts = [
    ...books
      .booksOf(kind)
      .filter(({ day }) => day >= oldest)
      .map(({ tally }) => tally),
    ...pending.map((unit) => unit.tally()),
  ];
  return tallies.sum(parts, { kind, today: dayOf(until), weights: dayWeights() });
}
