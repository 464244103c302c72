/**
 * The test for changes on simulated months, their daily counts drawn from the true strengths: how many false alarms a quiet
 * month has, how soon a balance change is found, and how large a change has to be.
 */
import { describe, expect, test } from 'vitest';
import { type BrawlerDaily, makeSeries, type Series } from '../../../src/kernel/reference/trends/series.ts';
import { findShifts } from '../../../src/kernel/reference/trends/shifts.ts';
import { drawMonth, drawnEffects } from './month.ts';

const SEEDS = [1, 2, 3];
const BATTLES = Number(process.env.BATTLES ?? 50_000);
/** days between two looks; 1 for the long run */
const STEP = Number(process.env.STEP ?? 7);
/** days of a series, the last of them under way */
const DAYS = 29;
const FIRST = 20_600;
/** ms */
const TIMEOUT = 600_000;
/** an effect on the logit that a balance change may be said to have: about 5 percentage points */
const CLEAR = 0.2;

/** The series as they are when `from + DAYS − 1` is the day under way. */
function look(month: readonly BrawlerDaily[], from: number): Series[] {
  const cut = (counts: Float64Array) => counts.slice(from, from + DAYS);
  const seen = month.map(({ brawler, maps }) => ({
    brawler,
    maps: maps
      .map((map) => ({
        ...map,
        daily: { games: cut(map.daily.games), halfWins: cut(map.daily.halfWins) },
      }))
      .filter(({ daily }) => daily.games.some((games) => games > 0)),
  }));
  return makeSeries(seen, DAYS);
}

function shiftsOf(series: readonly Series[]) {
  const masks: number[] = [];
  for (const { brawler, changes } of series)
    for (const { day } of changes) masks[brawler] = (masks[brawler] ?? 0) | (1 << day);
  return findShifts(
    Array.from(masks, (mask) => mask ?? 0),
    DAYS - 1,
  );
}

describe.each(SEEDS)('seed %i', (seed) => {
  test('a quiet month has at most one false alarm', { timeout: TIMEOUT }, () => {
    const month = drawMonth({ seed, battles: BATTLES, days: DAYS + 28, first: FIRST });
    const alarms = new Set<string>();
    for (let from = 0; from <= 28; from += STEP) {
      for (const { brawler, mode, changes } of look(month, from))
        for (const { day } of changes) alarms.add(`${brawler} in ${mode} on ${from + day}`);
    }
    console.log(`seed ${seed}: ${alarms.size} false alarms in a quiet month of ${BATTLES} battles a day`);
    expect(alarms.size, [...alarms].join(', ')).toBeLessThanOrEqual(1);
  });

  test('a balance change is found within three days, and on its day', { timeout: TIMEOUT }, () => {
    const change = 30;
    const month = drawMonth({
      seed,
      battles: BATTLES,
      days: DAYS + 5,
      first: FIRST,
      change: { day: change },
    });
    const effects = drawnEffects(seed);
    // the change came at noon of day 30; day 33 is under way
    const from = change + 3 - (DAYS - 1);
    const series = look(month, from);
    const [shift] = shiftsOf(series);
    expect(shift?.brawlers).toBeGreaterThanOrEqual(3);
    expect(Math.abs(from + (shift?.day ?? 0) - change)).toBeLessThanOrEqual(1);
    const all = series.filter(({ mode }) => mode === 0);
    const found = all.filter(({ changes }) => changes.length > 0);
    const clear = all.filter(({ brawler }) => Math.abs(effects[brawler] ?? 0) > CLEAR);
    const missed = clear.filter(({ changes }) => changes.length === 0);
    console.log(
      `seed ${seed}: shift of ${shift?.brawlers} brawlers; ${found.length} series over all modes changed, ` +
        `${missed.length} of ${clear.length} clear ones missed`,
    );
    expect(missed.length).toBeLessThanOrEqual(clear.length / 3);
    for (const { brawler, changes } of clear.filter(({ changes: own }) => own.length > 0))
      expect(Math.sign(changes.at(-1)?.size ?? 0), `brawler ${brawler}`).toBe(
        Math.sign(effects[brawler] ?? 0),
      );
  });
});

test('power: what is found at how many games a day', () => {
  // 28 days, a change three days before the end: certainty δ² / v × n m / (n + m), n = 25 g, m = 3 g
  const gamesFor = (points: number, threshold: number) =>
    (threshold * 0.25) / (points / 100) ** 2 / ((25 * 3) / 28);
  // at the threshold itself half of such changes are found
  expect(gamesFor(3, 27.447)).toBeCloseTo(2846, 0);
  expect(gamesFor(5, 27.447)).toBeCloseTo(1025, 0);
  expect(gamesFor(10, 27.447)).toBeCloseTo(256, 0);
});
