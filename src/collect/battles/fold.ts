/**
 * Folding the journal into the books. A unit's truth is its book and the journal rows after it, so each unit is folded
 * on its own, a few a step, and a step that is killed has folded what it has.
 */
import { COUNT_MAP_MATCHUPS, COUNT_MAP_PAIRS, COUNT_TRIOS } from '../../../kernel/layout/tally.ts';
import type { Tallies } from '../../kernel/counter.ts';
import type { TallyUnit } from '../../shared/tally.ts';
import { type Books, type JournalRow, unitNumber } from './books.ts';

/** Journal rows that a fold waits for: more make fewer rows written, but more to read for a snapshot. */
export const FOLD_AFTER_ROWS = 16;
/**
 * Bytes of tallies that one step folds, beside as many as a step brings in, and at least a unit: so a fold comes to its end
 * at any number of battles, and takes no more of a step than it has to.
 */
const FOLD_BYTES = 80_000;

/**
 * Bytes of a unit's run at most. Of these kinds most rows are seen once: at 100,000 battles a day they would take more
 * than all else together. A day's rows with the fewest games go first.
 */
export const MAX_RUN: Readonly<Record<number, number>> = {
  [COUNT_TRIOS]: 96_000,
  [COUNT_MAP_PAIRS]: 96_000,
  [COUNT_MAP_MATCHUPS]: 128_000,
};

export interface FoldDeps {
  readonly books: Books;
  readonly tallies: Tallies;
  /** all rows that are stored */
  readonly journal: readonly JournalRow[];
}

/** A unit of the journal with the row it stands in. */
export interface Pending extends TallyUnit {
  readonly seq: number;
}

/** What the journal holds that is in no book yet, of the units that `wanted` takes. */
export function pendingUnits(
  books: Books,
  journal: readonly JournalRow[],
  wanted: (unit: TallyUnit) => boolean,
): Pending[] {
  const folded = books.bookSeqs();
  return journal.flatMap(({ seq, units }) =>
    units
      .filter((unit) => wanted(unit) && seq > (folded.get(unitNumber(unit)) ?? 0))
      .map((unit) => ({ ...unit, seq })),
  );
}

/** How far a fold has come: it goes on up to row `goOn` in the next step, or rows up to `done` are folded and dropped. */
export interface Folded {
  readonly goOn: number | null;
  readonly done: number | null;
}

/**
 * Folds as much as a step may. `target` is the journal row up to which the fold under way goes, null where none is. Days
 * before `oldest` are not kept. To be called within a transaction.
 */
export function foldSome(
  { books, tallies, journal }: FoldDeps,
  target: number | null,
  oldest: number,
): Folded {
  if (target === null && journal.length < FOLD_AFTER_ROWS) return { goOn: null, done: null };
  const upTo = target ?? journal.at(-1)?.seq ?? 0;
  const rows = journal.filter(({ seq }) => seq <= upTo);
  const byUnit = Map.groupBy(
    pendingUnits(books, rows, ({ day }) => day >= oldest),
    unitNumber,
  );
  const most = FOLD_BYTES + (journal.at(-1)?.size ?? 0);
  let bytes = 0;
  for (const units of byUnit.values()) {
    if (bytes > most) return { goOn: upTo, done: null };
    bytes += foldUnit(books, tallies, units, upTo);
  }
  books.dropJournal(upTo);
  return { goOn: null, done: upTo };
}

/** Brings one unit's book up to journal row `seq`. Returns the bytes that were read for it. */
function foldUnit(books: Books, tallies: Tallies, units: readonly Pending[], seq: number): number {
  const [first] = units;
  if (first === undefined) return 0;
  const { day, kind } = first;
  const book = books.book({ day, kind });
  const parts = [...(book === null ? [] : [book.tally]), ...units.map((unit) => unit.tally())];
  const tally = tallies.merge(parts, { maxRun: MAX_RUN[kind] ?? 0 });
  books.keepBook({ day, kind, seq, tally });
  return parts.reduce((sum, part) => sum + part.length, 0);
}
