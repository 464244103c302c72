/** What the test for changes takes for one, on series made by hand. */
import { describe, expect, test } from 'vitest';
import { MAX_CHANGES } from '../../../kernel/layout/series.ts';
import { findChanges, thresholdFor } from '../../../src/kernel/reference/trends/changes.ts';
import { noDaily } from '../../../src/kernel/reference/trends/runs.ts';
import { type BrawlerDaily, makeSeries } from '../../../src/kernel/reference/trends/series.ts';
import { findShifts } from '../../../src/kernel/reference/trends/shifts.ts';
import { createRandom, normal, type Random } from '../../../upstream-sim/random.ts';

const DAYS = 29;

interface Cell {
  map?: number;
  mode?: number;
  games(day: number): number;
  rate(day: number): number;
}

function drawn(random: Random, { map = 1, mode = 1, games, rate }: Cell) {
  const daily = noDaily(DAYS);
  for (let day = 0; day < DAYS; day++) {
    const n = games(day);
    const p = rate(day);
    daily.games[day] = n;
    const wins = Math.round(n * p + Math.sqrt(n * p * (1 - p)) * normal(random));
    daily.halfWins[day] = 2 * Math.min(n, Math.max(0, wins));
  }
  return { map, mode, daily };
}

/** Forty brawlers of 400 games a day at 50 %, of whom the first does what the cells say. */
function world(
  seed: number,
  cells: readonly Cell[],
  all: (day: number) => number = () => 0.5,
): BrawlerDaily[] {
  const random = createRandom(seed);
  const maps = [...new Map(cells.map(({ map = 1, mode = 1 }) => [map, { map, mode }])).values()];
  return Array.from({ length: 40 }, (_, i) => ({
    brawler: i + 1,
    maps:
      i === 0
        ? cells.map((cell) => drawn(random, cell))
        : maps.map((at) => drawn(random, { ...at, games: () => 400, rate: all })),
  }));
}

function changesOf(brawlers: readonly BrawlerDaily[], mode = 1) {
  const series = makeSeries(brawlers, DAYS);
  const others = series.filter(({ brawler }) => brawler !== 1).flatMap(({ changes }) => changes);
  expect(others).toEqual([]);
  return series.find((each) => each.brawler === 1 && each.mode === mode)?.changes ?? [];
}

describe('a series', () => {
  test('that doesn’t change has no change', () => {
    expect(changesOf(world(1, [{ games: () => 400, rate: () => 0.55 }]))).toEqual([]);
  });

  test('that changes by 6 points has one, on the day, with the size in its interval', () => {
    const [change, ...more] = changesOf(
      world(2, [{ games: () => 800, rate: (day) => (day < 25 ? 0.5 : 0.58) }]),
    );
    expect(more).toEqual([]);
    expect(change?.day).toBe(25);
    expect(change?.low).toBeLessThan(0.08);
    expect(change?.high).toBeGreaterThan(0.07);
  });

  test('is not tested on the day under way', () => {
    expect(changesOf(world(3, [{ games: () => 800, rate: (day) => (day < 28 ? 0.5 : 0.9) }]))).toEqual([]);
  });

  test('of which everybody’s rate changes has none', () => {
    const all = (day: number) => (day < 14 ? 0.4 : 0.5);
    expect(changesOf(world(4, [{ games: () => 400, rate: all }], all))).toEqual([]);
  });

  test('has none where only the maps change', () => {
    const cells: Cell[] = [
      { map: 1, games: (day) => (day < 20 ? 800 : 80), rate: () => 0.4 },
      { map: 2, games: (day) => (day < 20 ? 80 : 800), rate: () => 0.6 },
      { map: 3, games: (day) => (day < 20 ? 0 : 500), rate: () => 0.7 },
    ];
    expect(changesOf(world(5, cells))).toEqual([]);
  });

  test('has none where there are few games, however they went', () => {
    const cell = { games: () => 1, rate: (day: number) => (day < 14 ? 0 : 1) };
    expect(changesOf(world(6, [cell]))).toEqual([]);
  });

  test('of a map whose mode is not known is not tested', () => {
    const cell = { mode: 0, games: () => 800, rate: (day: number) => (day < 14 ? 0.4 : 0.6) };
    const series = makeSeries(world(7, [cell]), DAYS);
    expect(series.filter(({ mode }) => mode !== 0)).toEqual([]);
    expect(series.flatMap(({ changes }) => changes)).toEqual([]);
  });

  test('has three changes at most, each in order', () => {
    const rate = (day: number) => [0.3, 0.7, 0.3, 0.7, 0.3][Math.floor(day / 6)] ?? 0.3;
    const changes = changesOf(world(8, [{ games: () => 800, rate }]));
    expect(changes.length).toBeLessThanOrEqual(MAX_CHANGES);
    expect(changes.length).toBeGreaterThan(1);
    expect(changes.map(({ day }) => day)).toEqual(changes.map(({ day }) => day).sort((a, b) => a - b));
  });
});

describe('shifts', () => {
  const on = (...days: number[]) => days.reduce((mask, day) => mask | (1 << day), 0);

  test('are days on which three brawlers changed, those of the days beside with them', () => {
    expect(findShifts([on(5), on(6), on(6), on(7), on(20), on(21)], 28)).toEqual([{ day: 6, brawlers: 4 }]);
    expect(findShifts([on(5), on(5)], 28)).toEqual([]);
    expect(findShifts([], 28)).toEqual([]);
  });

  test('come newest first, and a brawler counts once in each', () => {
    const masks = [on(0, 1, 20), on(0, 20), on(1, 21), on(0)];
    expect(findShifts(masks, 28)).toEqual([
      { day: 20, brawlers: 3 },
      { day: 0, brawlers: 4 },
    ]);
  });

  test('take in no day that is not theirs', () => {
    // a day with changes on either side but none of its own is no shift
    expect(findShifts([on(4), on(4), on(6)], 28)).toEqual([]);
  });
});

test('the worked example of docs/trends.md', () => {
  const rate = (1360 + 1) / (2600 + 2);
  const v = rate * (1 - rate);
  const weights = Float64Array.of(0, 2000 / v, 2600 / v);
  const weighted = Float64Array.of(0, 0, (600 / v) * 0.1);
  const strata = [{ games: Float64Array.of(0, 2000, 2600), weights, weighted }];
  const [change] = findChanges([strata], 2, thresholdFor(1));
  expect(v).toBeCloseTo(0.24947, 5);
  expect(change?.size).toBeCloseTo(0.1, 9);
  expect(change?.certainty).toBeCloseTo(18.5, 1);
  expect(change?.low).toBeCloseTo(0.054, 3);
  expect(change?.high).toBeCloseTo(0.146, 3);
  expect(findChanges([strata], 2, thresholdFor(4096))).toEqual([]);
});
