/** Daily series made in slices, against series made at once; killed between any two of them, nothing wrong is published. */
import { describe, expect, it } from 'vitest';
import * as layout from '../../kernel/layout/series.ts';
import { COUNT_CELLS } from '../../kernel/layout/tally.ts';
import { Books, journalRow } from '../../src/collect/battles/books.ts';
import { BattleMemory } from '../../src/collect/battles/memory.ts';
import { type SeriesTurn, seriesSlice, windowSeries } from '../../src/collect/battles/series.ts';
import { talliesOf } from '../../src/collect/battles/sums.ts';
import { DAY_S, dayOf, oldestDay, WINDOW_DAYS } from '../../src/collect/battles/window.ts';
import type { Tallies } from '../../src/kernel/counter.ts';
import { seriesOfTallies } from '../../src/kernel/series-parts.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { DAY_START, logOf, randomEntry, shifted } from '../kernel/battles/support.ts';
import { START } from './clock.ts';
import { createTestCounter, createTestKernel } from './kernel.ts';
import { openStorage } from './sqlite.ts';

const SEED = Number(process.env.SEED ?? 20_261_127);
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const NO_MODES = new Uint32Array();

/** A collector's books and memory, with nothing but counting and series. */
function openRig(tallies: Tallies = createTestKernel()) {
  const storage = openStorage();
  const books = new Books(storage);
  const counter = createTestCounter();
  const random = createRandom(SEED, 42);
  const rig = {
    memory: new BattleMemory(createTestCounter),
    counted: 0,
    begunAt: 0,
    now: START,
    begun: 0,
    /** Counts a log of battles of days up to so many before. */
    count(days: number, battles = 20): void {
      rig.counted += battles;
      counter.begin({ floor: 0, ceiling: 2 ** 32 - 1, modes: NO_MODES });
      const late = (random.uint32() % days) * DAY_S;
      const shift = rig.now / 1000 - late - 4 * DAY_S - DAY_START;
      counter.add(logOf(...Array.from({ length: battles }, () => shifted(randomEntry(random), shift))));
      const seq = books.lastSeq() + 1;
      const { tally } = counter.finish();
      storage.transactionSync(() => books.appendJournal(seq, tally));
      rig.memory.append(journalRow(seq, tally));
    },
    slice(): boolean {
      const turn: SeriesTurn = {
        modes: NO_MODES,
        until: rig.now / 1000,
        counted: rig.counted,
        now: rig.now,
        begunAt: rig.begunAt,
        begin: () => {
          rig.begunAt = rig.now;
          rig.begun += 1;
        },
      };
      return seriesSlice({ books, tallies, memory: rig.memory }, turn);
    },
    published: () => windowSeries({ books, memory: rig.memory }, rig.now / 1000),
    /** All series of what is counted now. */
    atOnce(): Uint8Array {
      const until = rig.now / 1000;
      const parts = talliesOf({ books, memory: rig.memory }, COUNT_CELLS, oldestDay(until));
      return seriesOfTallies(createTestKernel(), parts, {
        today: dayOf(until),
        days: WINDOW_DAYS + 1,
        modes: NO_MODES,
      });
    },
    kill(): void {
      rig.memory = new BattleMemory(createTestCounter);
    },
    /** Makes slices until there are none to make; returns how many there were. */
    finish(): number {
      let slices = 0;
      while (rig.slice()) slices += 1;
      return slices;
    },
    storage,
  };
  return rig;
}

describe('series in slices', () => {
  it('are those made at once, of days folded anew where they grew', () => {
    const rig = openRig();
    expect(rig.slice()).toBe(false);
    for (let hour = 0; hour < 60; hour++) {
      for (let i = 0; i < 3; i++) rig.count(hour % 7 === 0 ? 30 : 2);
      // folds of today and the day before, the survey, parts
      expect(rig.finish()).toBeGreaterThanOrEqual(3);
      expect(Buffer.compare(rig.published() as Uint8Array, rig.atOnce()), `hour ${hour}`).toBe(0);
      rig.now += HOUR_MS;
    }
    rig.storage.close();
  });

  it('are made once an hour, with a new day, and while battles grow fast', () => {
    const rig = openRig();
    rig.count(20, 100);
    expect(rig.finish()).toBeGreaterThan(0);
    rig.now += 59 * MINUTE_MS;
    expect(rig.slice()).toBe(false);
    rig.now += MINUTE_MS;
    expect(rig.finish()).toBeGreaterThan(0);
    rig.count(2, 20);
    rig.now += 9 * MINUTE_MS;
    expect(rig.slice()).toBe(false);
    rig.now += MINUTE_MS;
    expect(rig.finish()).toBeGreaterThan(0);
    rig.now = (dayOf(rig.now / 1000) + 1) * DAY_S * 1000;
    if (rig.now < rig.begunAt + 10 * MINUTE_MS) rig.now = rig.begunAt + 10 * MINUTE_MS;
    expect(rig.finish()).toBeGreaterThan(0);
    expect(rig.begun).toBe(4);
    rig.storage.close();
  });

  it('leave the last whole ones published, wherever they are killed', () => {
    const rig = openRig();
    for (let i = 0; i < 30; i++) rig.count(30);
    const slices = rig.finish();
    const whole = rig.published() as Uint8Array;
    for (let killedAfter = 0; killedAfter < slices; killedAfter++) {
      rig.now += HOUR_MS / 4;
      rig.count(3, 200);
      for (let i = 0; i < killedAfter; i++) expect(rig.slice()).toBe(true);
      expect(Buffer.compare(rig.published() as Uint8Array, whole), `before ${killedAfter}`).toBe(0);
      rig.kill();
      expect(Buffer.compare(rig.published() as Uint8Array, whole), `after ${killedAfter}`).toBe(0);
      // Its beginning was noted: it doesn't begin at once again.
      if (killedAfter > 0) expect(rig.slice()).toBe(false);
    }
    rig.now += HOUR_MS;
    rig.finish();
    expect(Buffer.compare(rig.published() as Uint8Array, rig.atOnce())).toBe(0);
    rig.storage.close();
  });

  it('that fail stop nothing but themselves', () => {
    const kernel = createTestKernel();
    const broken: Tallies = {
      merge: (...of) => kernel.merge(...of),
      sum: (...of) => kernel.sum(...of),
      fold: (...of) => kernel.fold(...of),
      survey: () => {
        throw new Error('broken');
      },
      series: (...of) => kernel.series(...of),
    };
    const rig = openRig(broken);
    rig.count(3);
    expect(rig.slice()).toBe(true);
    expect(() => rig.slice()).toThrow('broken');
    expect(rig.slice()).toBe(false);
    expect(rig.published()).toBeNull();
    rig.storage.close();
  });

  it('are not published once their days are long past, nor where other code made them', () => {
    const rig = openRig();
    rig.count(3);
    rig.finish();
    rig.now += DAY_S * 1000;
    expect(rig.published()).not.toBeNull();
    rig.now += DAY_S * 1000;
    expect(rig.published()).toBeNull();
    rig.now -= DAY_S * 1000;
    const books = new Books(rig.storage);
    const row = books.series();
    const bytes = row?.bytes.slice() as Uint8Array;
    bytes[4 * layout.SD_MAGIC] = 0;
    books.keepSeries({ today: row?.today ?? 0, counted: 1, at: rig.now, bytes });
    rig.kill();
    expect(rig.published()).toBeNull();
    rig.storage.close();
  });
});
