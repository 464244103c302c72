/**
 * Folding the journal into the books. A unit's truth is its book and the journal rows after it, so each unit is folded
 * on its own, a few a step, and a step that is killed has folded what it has.
 */
import { COUNT_MAP_MATCHUPS, COUNT_MAP_PAIRS, COUNT_TRIOS } from '../../../kernel/layout/tally.ts';
import type { Tallies } from '../../kernel/counter.ts';
import { splitTally, type TallyUnit } from '../../shared/tally.ts';
import { type Books, unitNumber } from './books.ts';

/** Journal rows that a fold waits for: more make fewer rows written, but more to read for a snapshot. */
export const FOLD_AFTER_ROWS = 16;
/** Bytes of tallies that one step folds, at least a unit: some 5 ms. */
const FOLD_BYTES = 200_000;

/**
 * Bytes of a unit's run at most. Of these kinds most rows are seen once: at 100,000 battles a day they would take more
 * than all else together. A day's rows with the fewest games go first.
 */
export const MAX_RUN: Readonly<Record<number, number>> = {
  [COUNT_TRIOS]: 96_000,
  [COUNT_MAP_PAIRS]: 96_000,
  [COUNT_MAP_MATCHUPS]: 128_000,
};

/** A unit of the journal with the row it stands in. */
export interface Pending extends TallyUnit {
  readonly seq: number;
}

/** What the journal holds that is in no book yet, of the units that `wanted` takes. */
export function pendingUnits(books: Books, wanted: (unit: TallyUnit) => boolean, upTo?: number): Pending[] {
  const folded = books.bookSeqs();
  return books.journal(upTo).flatMap(({ seq, tally }) =>
    splitTally(tally)
      .filter((unit) => wanted(unit) && seq > (folded.get(unitNumber(unit)) ?? 0))
      .map((unit) => ({ ...unit, seq })),
  );
}

/**
 * Folds as much as a step may. `target` is the journal row up to which the fold under way goes, null where none is;
 * returns that of the next step. Days before `oldest` are not kept. To be called within a transaction.
 */
export function foldSome(
  books: Books,
  tallies: Tallies,
  target: number | null,
  oldest: number,
): number | null {
  if (target === null && books.journalCount() < FOLD_AFTER_ROWS) return null;
  const upTo = target ?? books.lastSeq();
  const byUnit = Map.groupBy(
    pendingUnits(books, ({ day }) => day >= oldest, upTo),
    unitNumber,
  );
  let bytes = 0;
  for (const units of byUnit.values()) {
    if (bytes > FOLD_BYTES) return upTo;
    bytes += foldUnit(books, tallies, units, upTo);
  }
  books.dropJournal(upTo);
  return null;
}

/** Brings one unit's book up to journal row `seq`. Returns the bytes that were read for it. */
function foldUnit(books: Books, tallies: Tallies, units: readonly Pending[], seq: number): number {
  const [first] = units;
  if (first === undefined) return 0;
  const { day, kind } = first;
  const book = books.book({ day, kind });
  const parts = [...(book === null ? [] : [book.tally]), ...units.map((unit) => unit.tally)];
  const tally = tallies.merge(parts, { maxRun: MAX_RUN[kind] ?? 0 });
  books.keepBook({ day, kind, seq, tally });
  return parts.reduce((sum, part) => sum + part.length, 0);
}
