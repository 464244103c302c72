/** Daily series in the kernel. */
import { E_OUTPUT_FULL } from '../../kernel/layout/errors.ts';
import { SURVEY_HEADER_FIELDS, SURVEY_MODE_BYTES } from '../../kernel/layout/series.ts';
import { checkDay, checkFolds, checkSeries, type SeriesOptions, type SurveyOptions } from './counter.ts';
import type { TallyExports } from './exports.ts';
import { faultOf, KernelError } from './faults.ts';
import { align, type Linear } from './linear.ts';
import { lengthOf, put } from './tallies-host.ts';

/** First guess for series, in bytes: those of 25 brawlers in twenty modes have room. */
const SERIES_CAPACITY = 262_144;

function checked(result: number): number {
  if (result < 0) throw new KernelError(faultOf(result));
  return result;
}

/** Tallies.fold(), in memory from `work` on. */
export function foldTallies(
  exports: TallyExports,
  linear: Linear,
  work: number,
  tallies: readonly Uint8Array[],
  day: number,
): Uint8Array {
  checkDay(day);
  const length = lengthOf(tallies);
  const scratch = align(work + length);
  const scratchLength = checked(exports.tallyFoldScratch(length));
  put(tallies, linear.upTo(scratch + scratchLength), work);
  const result = checked(exports.tallyFold(work, length, day, scratch, scratchLength));
  return linear.upTo(0).slice(scratch, scratch + result);
}

/** Folds, their lengths and modes as the kernel takes them, from `work` on. */
function putFolds(
  linear: Linear,
  work: number,
  folds: readonly Uint8Array[],
  modes: Uint32Array,
): { lengths: number; modesAt: number; end: number } {
  const lengths = align(work + folds.reduce((sum, fold) => sum + fold.length, 0));
  const modesAt = align(lengths + 4 * folds.length);
  const end = align(modesAt + modes.byteLength);
  const memory = linear.upTo(end);
  put(folds, memory, work);
  const words = new Uint32Array(memory.buffer);
  words.set(
    folds.map((fold) => fold.length),
    lengths / 4,
  );
  words.set(modes, modesAt / 4);
  return { lengths, modesAt, end };
}

/** Tallies.survey(), in memory from `work` on. */
export function surveyOfFolds(
  exports: TallyExports,
  linear: Linear,
  work: number,
  folds: readonly Uint8Array[],
  { modes }: SurveyOptions,
): Uint8Array {
  checkFolds(folds, modes);
  const pairs = modes.length / 2;
  const { lengths, modesAt, end: scratch } = putFolds(linear, work, folds, modes);
  const out = align(scratch + checked(exports.surveyScratch(pairs)));
  const capacity = 4 * SURVEY_HEADER_FIELDS + (pairs + 1) * SURVEY_MODE_BYTES;
  linear.upTo(out + capacity);
  const result = exports.surveyFolds(
    ...([work, lengths, folds.length, modesAt, pairs, scratch, out, capacity] as const),
  );
  return linear.upTo(0).slice(out, out + checked(result));
}

/** Tallies.series(), in memory from `work` on. */
export function seriesOfFolds(
  exports: TallyExports,
  linear: Linear,
  work: number,
  folds: readonly Uint8Array[],
  options: SeriesOptions,
): Uint8Array {
  checkSeries(folds, options);
  const { modes, survey, first } = options;
  const pairs = modes.length / 2;
  const { lengths, modesAt, end: surveyAt } = putFolds(linear, work, folds, modes);
  const scratch = align(surveyAt + survey.length);
  const out = align(scratch + checked(exports.seriesScratch(pairs)));
  for (let capacity = SERIES_CAPACITY; ; capacity *= 2) {
    linear.upTo(out + capacity).set(survey, surveyAt);
    const result = exports.seriesOfFolds(
      ...([work, lengths, folds.length, first, modesAt, pairs, surveyAt, scratch, out, capacity] as const),
    );
    if (result >= 0) return linear.upTo(0).slice(out, out + result);
    if (result !== E_OUTPUT_FULL) throw new KernelError(faultOf(result));
  }
}
