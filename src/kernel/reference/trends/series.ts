/** Daily series by brawler and mode, with their changes. */
import * as layout from '../../../../kernel/layout/series.ts';
import { type Change, findChanges, type Stratum, thresholdFor } from './changes.ts';
import { byMode, isTestable, type OfMode } from './modes.ts';
import { addDaily, type Daily, noDaily, packDays } from './runs.ts';
import { residual, type Survey, surveyOf } from './survey.ts';

/** A brawler's days on a map. */
export interface MapDaily {
  readonly map: number;
  /** code of its mode, 0 where that is not known: such a map is not tested */
  readonly mode: number;
  readonly daily: Daily;
}

/** What a brawler plays, by map in ascending order. */
export interface BrawlerDaily {
  readonly brawler: number;
  readonly maps: readonly MapDaily[];
}

/** A series: a brawler in a mode, or over all (mode 0). */
export interface Series {
  readonly brawler: number;
  readonly mode: number;
  readonly daily: Daily;
  readonly changes: readonly Change[];
}

/** The series of each brawler, over all modes first. The last of the days is under way, and not tested. */
export function makeSeries(brawlers: readonly BrawlerDaily[], days: number): Series[] {
  return testSeries(brawlers, surveyOf(brawlers, days), days);
}

/** The series of some brawlers, by the survey of all of them. */
export function testSeries(brawlers: readonly BrawlerDaily[], survey: Survey, days: number): Series[] {
  const threshold = thresholdFor(survey.tested);
  const changesOf = (modes: readonly OfMode[]) => {
    if (!isTestable(modes)) return [];
    const groups = modes.map((mode) => strataOf(mode, survey, days - 1));
    return findChanges(groups, days - 1, threshold);
  };
  return brawlers.flatMap(({ brawler, maps }) => {
    const modes = byMode(maps, days);
    const whole = noDaily(days);
    for (const { daily } of modes) addDaily(whole, daily);
    const known = modes.filter(({ mode }) => mode > 0);
    return [
      { brawler, mode: 0, daily: whole, changes: changesOf(modes) },
      ...known.map((mode) => ({ brawler, mode: mode.mode, daily: mode.daily, changes: changesOf([mode]) })),
    ];
  });
}

function strataOf({ mode, maps, variance }: OfMode, survey: Survey, days: number): Stratum[] {
  const dispersion = survey.dispersions.get(mode);
  if (dispersion === undefined || mode === 0) return [];
  const baseline = survey.baselines.get(mode) as Float64Array;
  return maps.map(({ daily }) => {
    const [games, weights, weighted] = [0, 1, 2].map(() => new Float64Array(days + 1)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let day = 0; day < days; day++) {
      const count = daily.games[day] as number;
      const weight = count > 0 ? 1 / ((dispersion.factor * variance) / count + dispersion.between) : 0;
      games[day + 1] = (games[day] as number) + count;
      weights[day + 1] = (weights[day] as number) + weight;
      const over = count > 0 ? weight * residual(daily, day, baseline) : 0;
      weighted[day + 1] = (weighted[day] as number) + over;
    }
    return { games, weights, weighted };
  });
}

/** Series as bytes (kernel/layout/series.ts); `first` is their first day, since 1970-01-01. */
export function packMade(series: readonly Series[], first: number, days: number): Uint8Array {
  const runs = series.map(({ daily }) => packDays(daily));
  const changes = series.flatMap((each) => each.changes);
  const words = [layout.SERIES_MAGIC, 0, first, days, series.length, changes.length];
  series.forEach((each, i) => {
    words.push(each.brawler, each.mode, (runs[i] as Uint8Array).length, each.changes.length);
  });
  for (const { day, size, low, high, certainty } of changes)
    words.push(
      day,
      stored(size),
      stored(low),
      stored(high),
      Math.floor(Math.min(certainty * 1000, 0xffffffff)),
    );
  const length = 4 * words.length + runs.reduce((sum, run) => sum + run.length, 0);
  words[layout.SD_LENGTH] = length;
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
  let at = 4 * words.length;
  for (const run of runs) {
    bytes.set(run, at);
    at += run.length;
  }
  return bytes;
}

/** A fraction in 1/100 pp, half up, plus SIZE_ZERO. */
function stored(size: number): number {
  const biased = Math.floor(size * 10_000 + 0.5) + layout.SIZE_ZERO;
  return Math.min(Math.max(biased, 0), 2 * layout.SIZE_ZERO);
}
