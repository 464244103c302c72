import { COUNT_BATTLES, COUNT_CELLS, COUNT_TRIOS } from '../../../kernel/layout/tally.ts';
import type { Tallies } from '../../kernel/counter.ts';
import type { Books } from './books.ts';
import { pendingUnits } from './fold.ts';
import { dayOf, dayWeights, oldestDay } from './window.ts';

/** What a snapshot is built from. */
const PUBLISHED = [COUNT_BATTLES, COUNT_CELLS, COUNT_TRIOS] as const;

/** The sums of the window up to `now` (epoch seconds), one of each kind that a snapshot holds. */
export function windowSums(books: Books, tallies: Tallies, now: number): Uint8Array[] {
  const oldest = oldestDay(now);
  const pending = Map.groupBy(
    pendingUnits(books, ({ day }) => day >= oldest),
    ({ kind }) => kind,
  );
  return PUBLISHED.map((kind) => {
    const parts = [
      ...books.booksOf(kind).filter(({ day }) => day >= oldest),
      ...(pending.get(kind) ?? []),
    ].map(({ tally }) => tally);
    return tallies.sum(parts, { kind, today: dayOf(now), weights: dayWeights() });
  });
}
