/** What a step does beside counting, so that nothing grows without bound. */
import type { Ledger } from '../ledger.ts';
import { type BattleDeps, windowNow } from './collect.ts';
import { foldSome } from './fold.ts';
import { trimKeys } from './keys.ts';
import { oldestDay, windowAt } from './window.ts';

/** Keys and days that have left the window are looked for so often: it reads the rows of all keys. */
const TRIM_MS = 6 * 3_600_000;

/** Folds a part of the journal, and now and then drops what has left the window. One transaction each. */
export function keepUp({ books, memory, tallies, asOf }: BattleDeps, ledger: Ledger, now: number): void {
  const until = windowNow({ asOf }, now);
  const before = ledger.note<number>('battle-fold');
  const { done } = ledger.atomically(() => {
    const folded = foldSome({ books, tallies, journal: memory.journal(books) }, before, oldestDay(until));
    ledger.keepNote('battle-fold', folded.goOn);
    return folded;
  });
  if (done !== null) memory.forget(done);
  if (now < (ledger.note<number>('battle-trim') ?? 0) + TRIM_MS) return;
  const { floor } = windowAt(until, ledger.note<number>('battle-floor') ?? 0);
  const trimmed = ledger.atomically(() => {
    const result = trimKeys(books, floor);
    books.dropBooks(oldestDay(until));
    ledger.keepNote('battle-floor', result.floor);
    ledger.keepNote('battle-trim', now);
    return result;
  });
  memory.shrink(trimmed.keys);
}
