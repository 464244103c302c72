/** Sums that go on from what is kept of past days, against sums made anew. */
import { expect, it } from 'vitest';
import { Books, journalRow } from '../../src/collect/battles/books.ts';
import { foldSome } from '../../src/collect/battles/fold.ts';
import { BattleMemory } from '../../src/collect/battles/memory.ts';
import { windowSums } from '../../src/collect/battles/sums.ts';
import { DAY_S, oldestDay } from '../../src/collect/battles/window.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { DAY_START, logOf, randomEntry, shifted } from '../kernel/battles/support.ts';
import { START } from './clock.ts';
import { createTestCounter, createTestKernel } from './kernel.ts';
import { openStorage } from './sqlite.ts';

const SEED = Number(process.env.SEED ?? 20_261_126);
const HOUR_S = 3600;
const DAYS = 34;

it(`sums of past days, kept, give the same bytes as all days added up anew (seed ${SEED})`, () => {
  const storage = openStorage();
  const [books, tallies] = [new Books(storage), createTestKernel()];
  const memory = new BattleMemory(createTestCounter);
  const counter = createTestCounter();
  const random = createRandom(SEED, 41);
  let [seq, target, compared]: [number, number | null, number] = [0, null, 0];

  /** Counts some battles of up to four days before `now`, now and then of weeks before. */
  function count(now: number): void {
    seq += 1;
    counter.begin({ floor: 0, ceiling: 2 ** 32 - 1, modes: new Uint32Array() });
    const late = random.uint32() % 8 === 0 ? (random.uint32() % 30) * DAY_S : 0;
    const shift = now - late - 4 * DAY_S - DAY_START;
    const log = logOf(...Array.from({ length: 6 }, () => shifted(randomEntry(random), shift)));
    counter.add(log);
    const { tally } = counter.finish();
    storage.transactionSync(() => books.appendJournal(seq, tally));
    memory.append(journalRow(seq, tally));
  }

  function fold(now: number): void {
    const journal = memory.journal(books);
    const { goOn, done } = foldSome({ books, tallies, journal }, target, oldestDay(now));
    target = goOn;
    if (done !== null) memory.forget(done);
    books.dropBooks(oldestDay(now));
  }

  for (let hour = 0; hour < DAYS * 24; hour += 5) {
    const now = START / 1000 + hour * HOUR_S;
    for (let step = random.uint32() % 3; step >= 0; step -= 1) count(now);
    fold(now);
    if (random.uint32() % 3 > 0) continue;
    const known = windowSums({ books, tallies, memory }, now, seq, now * 1000);
    const anew = windowSums(
      { books, tallies, memory: new BattleMemory(createTestCounter) },
      now,
      seq,
      now * 1000,
    );
    // Teams are not made anew each time.
    expect(known.slice(0, -1), `hour ${hour}`).toEqual(anew.slice(0, -1));
    compared += 1;
    if (random.uint32() % 20 === 0) memory.drop();
  }
  expect(compared).toBeGreaterThan(30);
  storage.close();
});
