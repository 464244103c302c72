/** What a collector holds of battles, whole: the books, and what the journal has beyond them. */
import { COUNT_KINDS } from '../../kernel/layout/tally.ts';
import { Books } from '../../src/collect/battles/books.ts';
import { pendingUnits } from '../../src/collect/battles/fold.ts';
import type { Storage } from '../../src/collect/schema.ts';
import type { Tallies } from '../../src/kernel/counter.ts';
import { type Counts, countsOf } from './recount.ts';

/** By the labels of the recount. */
export function countsIn(storage: Storage, tallies: Tallies): Counts {
  const books = new Books(storage);
  const folded = Array.from({ length: COUNT_KINDS }, (_, kind) => books.booksOf(kind)).flat();
  const pending = pendingUnits(books, books.journal(), () => true).map((unit) => unit.tally());
  return countsOf(tallies.merge([...folded.map(({ tally }) => tally), ...pending], { maxRun: 0 }));
}

/** The sum over all days and slots, and over what `place` makes one of, by `place/brawler`: games and half wins. */
export function byBrawler(counts: Counts, placeOf: (place: number) => number): Map<string, [number, number]> {
  const sums = new Map<string, [number, number]>();
  for (const [label, [games, halfWins]] of counts) {
    const [, kind, place, , brawler] = label.split('/');
    if (kind !== 'cells') continue;
    const name = `${placeOf(Number(place))}/${brawler}`;
    const [before, won] = sums.get(name) ?? [0, 0];
    sums.set(name, [before + games, won + halfWins]);
  }
  return sums;
}
