/** Daily series by brawler and mode, with their changes, from tallies: the whole of Tallies.series(). */
import * as layout from '../../../../kernel/layout/series.ts';
import * as tally from '../../../../kernel/layout/tally.ts';
import type { SeriesOptions } from '../../counter.ts';
import type { Units } from '../battles/tally.ts';
import { type Change, findChanges, type Stratum, thresholdFor } from './changes.ts';
import { type Dispersion, DispersionFit } from './dispersion.ts';
import { addDaily, type Daily, noDaily, packDays } from './runs.ts';

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

/** Codes of modes by place of a map; a mode that a code doesn't hold is unknown. */
function modeCodes(modes: Uint32Array): Map<number, number> {
  const codes = new Map<number, number>();
  for (let i = 0; i < modes.length; i += 2) {
    const code = (modes[i + 1] ?? 0) - tally.FIRST_MODE_ID + 1;
    codes.set((modes[i] ?? 0) - tally.FIRST_MAP_ID, code > 0 && code <= tally.MAX_PLACE ? code : 0);
  }
  return codes;
}

/** Adds up cells by (brawler, map, day), all slots together. Code 0 is nobody. */
export function foldCells(units: Units, { modes, today, days }: SeriesOptions): BrawlerDaily[] {
  const codes = modeCodes(modes);
  const brawlers = new Map<number, Map<number, MapDaily>>();
  for (const [number, unit] of units) {
    const day = Math.floor(number / tally.COUNT_KINDS) - (today - days + 1);
    if (number % tally.COUNT_KINDS !== tally.COUNT_CELLS || day < 0 || day >= days) continue;
    for (const [key, { games, halfWins }] of unit) {
      const brawler = Number(key >> BigInt(tally.KEY_A_SHIFT)) % (tally.MAX_CODE + 1);
      if (brawler === 0) continue;
      const map = Number(key >> BigInt(tally.KEY_PLACE_SHIFT));
      const maps = brawlers.get(brawler) ?? new Map<number, MapDaily>();
      const found = maps.get(map) ?? { map, mode: codes.get(map) ?? 0, daily: noDaily(days) };
      found.daily.games[day] = (found.daily.games[day] as number) + games;
      found.daily.halfWins[day] = (found.daily.halfWins[day] as number) + halfWins;
      maps.set(map, found);
      brawlers.set(brawler, maps);
    }
  }
  return [...brawlers]
    .sort(([a], [b]) => a - b)
    .map(([brawler, maps]) => ({ brawler, maps: [...maps.values()].sort((a, b) => a.map - b.map) }));
}

/** The series of each brawler, over all modes first. The last of the days is under way, and not tested. */
export function makeSeries(brawlers: readonly BrawlerDaily[], days: number): Series[] {
  const baselines = baselinesOf(brawlers, days);
  const all = brawlers.map(({ brawler, maps }) => ({ brawler, modes: byMode(maps, days) }));
  const dispersions = fitDispersions(
    all.flatMap(({ modes }) => modes),
    baselines,
    days - 1,
  );
  const tested = all.flatMap(({ modes }) => [modes, ...modes.map((mode) => [mode])]).filter(isTestable);
  const threshold = thresholdFor(tested.length);
  const changesOf = (modes: readonly OfMode[]) => {
    if (!isTestable(modes)) return [];
    const strata = modes.flatMap((mode) =>
      strataOf(mode, baselines, dispersions.get(mode.mode) ?? null, days - 1),
    );
    return findChanges(strata, days - 1, threshold);
  };
  return all.flatMap(({ brawler, modes }) => {
    const whole = noDaily(days);
    for (const { daily } of modes) addDaily(whole, daily);
    const known = modes.filter(({ mode }) => mode > 0);
    return [
      { brawler, mode: 0, daily: whole, changes: changesOf(modes) },
      ...known.map((mode) => ({ brawler, mode: mode.mode, daily: mode.daily, changes: changesOf([mode]) })),
    ];
  });
}

/** What a brawler plays in one mode; of mode 0, that is unknown, nothing is tested. */
interface OfMode {
  readonly mode: number;
  readonly maps: readonly MapDaily[];
  readonly daily: Daily;
  /** variance of a game's outcome, p (1 − p), over the complete days; p = (½ h + 1) / (n + 2), after Laplace */
  readonly variance: number;
}

function byMode(maps: readonly MapDaily[], days: number): OfMode[] {
  return [...Map.groupBy(maps, ({ mode }) => mode)]
    .sort(([a], [b]) => a - b)
    .map(([mode, own]) => {
      const daily = noDaily(days);
      for (const map of own) addDaily(daily, map.daily);
      const games = total(daily.games, days - 1);
      const rate = (total(daily.halfWins, days - 1) / 2 + 1) / (games + 2);
      return { mode, maps: own, daily, variance: rate * (1 - rate) };
    });
}

function total(counts: Float64Array, days: number): number {
  let sum = 0;
  for (let day = 0; day < days; day++) sum += counts[day] as number;
  return sum;
}

/** Whether a series may have a change: games enough in known modes for two sides. */
function isTestable(modes: readonly OfMode[]): boolean {
  const known = modes.filter(({ mode }) => mode > 0);
  const days = (known[0]?.daily.games.length ?? 1) - 1;
  return known.reduce((sum, { daily }) => sum + total(daily.games, days), 0) >= 4 * layout.CHANGE_GAMES;
}

/** By mode, half wins a game of all brawlers by day; 0 where there are no games. */
function baselinesOf(brawlers: readonly BrawlerDaily[], days: number): Map<number, Float64Array> {
  const sums = new Map<number, Daily>();
  for (const { mode, daily } of brawlers.flatMap(({ maps }) => maps)) {
    const sum = sums.get(mode) ?? noDaily(days);
    addDaily(sum, daily);
    sums.set(mode, sum);
  }
  const rate = ({ games, halfWins }: Daily) =>
    games.map((count, day) => (count > 0 ? (halfWins[day] as number) / count : 0));
  return new Map([...sums].map(([mode, sum]) => [mode, rate(sum)]));
}

/** Win rate of a day less the mode's baseline of the day, as a fraction. */
function residual({ games, halfWins }: Daily, day: number, baseline: Float64Array): number {
  return ((halfWins[day] as number) / (games[day] as number) - (baseline[day] as number)) / 2;
}

/** By mode, the dispersion of its own, or that of all modes; nothing where there is too little to go by. */
function fitDispersions(
  all: readonly OfMode[],
  baselines: ReadonlyMap<number, Float64Array>,
  days: number,
): Map<number, Dispersion> {
  const whole = new DispersionFit();
  const fits = new Map<number, DispersionFit>();
  for (const { mode, maps, variance } of all) {
    if (mode === 0) continue;
    const fit = fits.get(mode) ?? new DispersionFit();
    fits.set(mode, fit);
    for (const { daily } of maps) {
      let last = -1;
      for (let day = 0; day < days; day++) {
        const games = daily.games[day] as number;
        if (games < layout.DISPERSION_GAMES) continue;
        if (last >= 0) {
          const baseline = baselines.get(mode) as Float64Array;
          const difference = residual(daily, day, baseline) - residual(daily, last, baseline);
          fit.add(daily.games[last] as number, games, difference, variance);
          whole.add(daily.games[last] as number, games, difference, variance);
        }
        last = day;
      }
    }
  }
  const fallBack = whole.fit();
  const fitted = [...fits].map(([mode, fit]) => [mode, fit.fit() ?? fallBack] as const);
  return new Map(fitted.filter((pair): pair is [number, Dispersion] => pair[1] !== null));
}

function strataOf(
  { mode, maps, variance }: OfMode,
  baselines: ReadonlyMap<number, Float64Array>,
  dispersion: Dispersion | null,
  days: number,
): Stratum[] {
  if (dispersion === null || mode === 0) return [];
  const baseline = baselines.get(mode) as Float64Array;
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

/** Tallies.series(), of units that were read. */
export function packSeries(units: Units, options: SeriesOptions): Uint8Array {
  const series = makeSeries(foldCells(units, options), options.days);
  return packMade(series, options.today - options.days + 1, options.days);
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
