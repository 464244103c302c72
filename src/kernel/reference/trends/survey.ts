/** What tests of a series need to know of all others: Tallies.survey(). */
import * as layout from '../../../../kernel/layout/series.ts';
import { type Dispersion, DispersionFit } from './dispersion.ts';
import { modeCodes } from './folds.ts';
import { byMode, isTestable, type OfMode } from './modes.ts';
import { addDaily, type Daily, noDaily } from './runs.ts';
import type { BrawlerDaily } from './series.ts';

export interface Survey {
  /** how many series are tested */
  readonly tested: number;
  /** by mode, half wins a game of all brawlers by day; 0 where there are no games */
  readonly baselines: ReadonlyMap<number, Float64Array>;
  /** by mode, of its own or of all modes; none where there is too little to go by */
  readonly dispersions: ReadonlyMap<number, Dispersion>;
  /** of all modes together */
  readonly whole: Dispersion | null;
}

export function surveyOf(brawlers: readonly BrawlerDaily[], days: number): Survey {
  const baselines = baselinesOf(brawlers, days);
  const all = brawlers.map(({ maps }) => byMode(maps, days));
  const tested = all.flatMap((modes) => [modes, ...modes.map((mode) => [mode])]).filter(isTestable);
  return { tested: tested.length, baselines, ...fitDispersions(all.flat(), baselines, days - 1) };
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
export function residual({ games, halfWins }: Daily, day: number, baseline: Float64Array): number {
  return ((halfWins[day] as number) / (games[day] as number) - (baseline[day] as number)) / 2;
}

/** By mode, the dispersion of its own, or that of all modes; nothing where there is too little to go by. */
function fitDispersions(
  all: readonly OfMode[],
  baselines: ReadonlyMap<number, Float64Array>,
  days: number,
): Pick<Survey, 'dispersions' | 'whole'> {
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
  const known = fitted.filter((pair): pair is [number, Dispersion] => pair[1] !== null);
  return { dispersions: new Map(known), whole: fallBack };
}

/** A survey as bytes (kernel/layout/series.ts), of the modes that maps have (pairs as SeriesOptions has them). */
export function packSurvey(survey: Survey, pairs: Uint32Array, days: number): Uint8Array {
  const codes = [...new Set(modeCodes(pairs).values())].filter((code) => code > 0).sort((a, b) => a - b);
  const header = 4 * layout.SURVEY_HEADER_FIELDS;
  const bytes = new Uint8Array(header + (codes.length + 1) * layout.SURVEY_MODE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(4 * layout.SV_DAYS, days, true);
  view.setUint32(4 * layout.SV_MODES, codes.length + 1, true);
  view.setUint32(4 * layout.SV_TESTED, survey.tested, true);
  [0, ...codes].forEach((code, i) => {
    const at = header + i * layout.SURVEY_MODE_BYTES;
    view.setUint32(at + layout.SM_CODE, code, true);
    const fit = code === 0 ? survey.whole : (survey.dispersions.get(code) ?? survey.whole);
    if (fit !== null) {
      view.setUint32(at + layout.SM_HAS_FIT, 1, true);
      view.setFloat64(at + layout.SM_FACTOR, fit.factor, true);
      view.setFloat64(at + layout.SM_BETWEEN, fit.between, true);
    }
    if (code === 0) return;
    survey.baselines.get(code)?.forEach((rate, day) => {
      view.setFloat64(at + layout.SM_BASELINES + 8 * day, rate, true);
    });
  });
  return bytes;
}

/** Reads what packSurvey makes. */
export function unpackSurvey(bytes: Uint8Array): Survey {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const baselines = new Map<number, Float64Array>();
  const dispersions = new Map<number, Dispersion>();
  const modes = view.getUint32(4 * layout.SV_MODES, true);
  for (let i = 0; i < modes; i++) {
    const at = 4 * layout.SURVEY_HEADER_FIELDS + i * layout.SURVEY_MODE_BYTES;
    const code = view.getUint32(at + layout.SM_CODE, true);
    const rates = Float64Array.from({ length: layout.MAX_SERIES_DAYS }, (_, day) =>
      view.getFloat64(at + layout.SM_BASELINES + 8 * day, true),
    );
    baselines.set(code, rates);
    if (view.getUint32(at + layout.SM_HAS_FIT, true) === 0) continue;
    const factor = view.getFloat64(at + layout.SM_FACTOR, true);
    dispersions.set(code, { factor, between: view.getFloat64(at + layout.SM_BETWEEN, true) });
  }
  const tested = view.getUint32(4 * layout.SV_TESTED, true);
  return { tested, baselines, dispersions, whole: dispersions.get(0) ?? null };
}
