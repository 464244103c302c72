import { E_ARGUMENT } from '../../kernel/layout/errors.ts';
import {
  FOLD_BYTES,
  MAX_SERIES_DAYS,
  SURVEY_HEADER_FIELDS,
  SURVEY_MODE_BYTES,
  SV_DAYS,
  SV_MODES,
} from '../../kernel/layout/series.ts';
import { COUNT_KINDS } from '../../kernel/layout/tally.ts';
import type { Result } from '../shared/result.ts';
import { faultOf, KernelError } from './faults.ts';
import type { KernelFault } from './port.ts';

export const SECONDS_A_DAY = 86_400;

/** What a batch counts, and what it leaves out. */
export interface BatchOptions {
  /** epoch seconds, whole: earlier battles are left out, for their keys are no longer known */
  readonly floor: number;
  /** epoch seconds, whole: later battles are left out, for no clock may run so far ahead */
  readonly ceiling: number;
  /** (map id, mode id) pairs, sorted by map id, each once: the mode of a map where a battle doesn't say it */
  readonly modes: Uint32Array;
}

/** Throws where options of a batch are outside of the contract; the order of the modes is taken on trust. */
export function checkOptions({ floor, ceiling, modes }: BatchOptions): void {
  const isTime = (value: number) => Number.isInteger(value) && value >= 0 && value < 2 ** 32;
  if (!isTime(floor) || !isTime(ceiling) || modes.length % 2 !== 0)
    throw new KernelError(faultOf(E_ARGUMENT));
}

/**
 * What became of one log. entries ≥ usable = fresh + repeated + early + future + outOfRange; a battle that is several of
 * these is the first of early, future, outOfRange, repeated.
 */
export interface LogFacts {
  /** entries in the log, of whatever type */
  readonly entries: number;
  /** entries that count by the rules of counting */
  readonly usable: number;
  /** battles counted now */
  readonly fresh: number;
  /** battles counted before, in this log, an earlier one or an earlier batch */
  readonly repeated: number;
  /** before the floor */
  readonly early: number;
  /** after the ceiling */
  readonly future: number;
  /** on a map or with a brawler that no key can hold, or with more brawlers than MAX_TOGETHER (kernel/layout/tally.ts) */
  readonly outOfRange: number;
  /** epoch seconds of the newest and the oldest usable entry, counted or not; 0 where there is none */
  readonly newest: number;
  readonly oldest: number;
}

/** A batch of counted battles: what one transaction commits. */
export interface Batch {
  readonly battles: number;
  /** keys of the battles, u64 each, in ascending order */
  readonly keys: Uint8Array;
  /** kernel/layout/tally.ts */
  readonly tally: Uint8Array;
  /**
   * Players seen in the batch's battles whose logs can be asked for, as (tag u64, map id u32, time of the battle u32) rows of 16
   * bytes, sorted by tag, each tag once, with its newest battle (of equal times, the smaller map id).
   */
  readonly players: Uint8Array;
}

/**
 * Counts battles, each once. It knows the keys of the battles counted before; a battle is new if its key is not among
 * them. After an exception, or where a batch could not be committed, what it knows is no longer true: throw it away.
 */
export interface Counter {
  /** keys known */
  readonly known: number;
  /** Makes keys known: u64 each, in any order, repeats allowed. Throws where the length is no multiple of 8. */
  know(keys: Uint8Array): void;
  /** Begins a batch; one that has begun is given up, though its keys stay known. */
  begin(options: BatchOptions): void;
  /** Counts an extracted battle log (kernel/layout/battles.ts); a malformed one is refused and nothing of it counted. */
  add(log: Uint8Array): Result<LogFacts, KernelFault>;
  /** Ends the batch. This and add() throw where none has begun. */
  finish(): Batch;
}

/** Which part of tallies is merged, and how large it may get. */
export interface MergeOptions {
  /** only this unit, or all units where absent */
  readonly unit?: { readonly day: number; readonly kind: number };
  /**
   * Bytes of a unit's run at most, 0 for no limit: of a longer one, rows with the fewest games go first (all rows with
   * that number of games at once), so what is left is complete from some number of games on. A unit without rows left
   * is not in the result.
   */
  readonly maxRun: number;
}

/** Throws where options of a merge are outside of the contract. */
export function checkMerge({ unit, maxRun }: MergeOptions): void {
  const isNumber = (value: number) => Number.isInteger(value) && value >= 0 && value < 2 ** 32;
  const isUnit = !unit || (isNumber(unit.day) && unit.kind >= 1 && unit.kind < COUNT_KINDS);
  if (!isUnit || !isNumber(maxRun)) throw new KernelError(faultOf(E_ARGUMENT));
}

export interface SumOptions {
  /** one of COUNT_* */
  readonly kind: number;
  /** day of age 0; later days count as age 0 */
  readonly today: number;
  /** weight by age in days, 0 to 1; older days are left out */
  readonly weights: Float64Array;
  /**
   * Sums of the same kind to go on from, made with the same `today` and weights from days that are all before those of the
   * tallies; none where absent. The result is that of all of them summed up at once, to the bit.
   */
  readonly base?: Uint8Array;
}

/** Which mode a map is of. */
export interface SurveyOptions {
  /** (map id, mode id) pairs, sorted by map id, each once; a map that is missing here has an unknown mode */
  readonly modes: Uint32Array;
}

export interface SeriesOptions extends SurveyOptions {
  /** of the folds of all brawlers, with the same modes */
  readonly survey: Uint8Array;
  /** the day of the first fold */
  readonly first: number;
}

/** Throws for what is no day. */
export function checkDay(day: number): void {
  if (!Number.isInteger(day) || day < 0 || day >= 2 ** 31) throw new KernelError(faultOf(E_ARGUMENT));
}

/** Throws where folds and modes are outside of the contract; the order of both is taken on trust. */
export function checkFolds(folds: readonly Uint8Array[], modes: Uint32Array): void {
  const areDays = folds.length >= 1 && folds.length <= MAX_SERIES_DAYS;
  const areFolds = folds.every((fold) => fold.length % FOLD_BYTES === 0);
  if (!areDays || !areFolds || modes.length % 2 !== 0) throw new KernelError(faultOf(E_ARGUMENT));
}

/** Throws where series can't be made with these options: their survey is of other days. */
export function checkSeries(folds: readonly Uint8Array[], { modes, survey, first }: SeriesOptions): void {
  checkFolds(folds, modes);
  checkDay(first);
  const view = new DataView(survey.buffer, survey.byteOffset, survey.byteLength);
  const header = 4 * SURVEY_HEADER_FIELDS;
  const isSurvey =
    survey.length >= header &&
    view.getUint32(4 * SV_DAYS, true) === folds.length &&
    survey.length === header + view.getUint32(4 * SV_MODES, true) * SURVEY_MODE_BYTES;
  if (!isSurvey) throw new KernelError(faultOf(E_ARGUMENT));
}

/**
 * Tallies and what is made of them; in any order of the inputs the same bytes. A malformed tally, and options outside of
 * the contract, are bugs and throw.
 */
export interface Tallies {
  merge(tallies: readonly Uint8Array[], options: MergeOptions): Uint8Array;
  /** Sums of one kind over a window: kernel/layout/tally.ts. */
  sum(tallies: readonly Uint8Array[], options: SumOptions): Uint8Array;
  /** What is counted as cells on a day, by brawler and map: a fold (kernel/layout/series.ts). */
  fold(tallies: readonly Uint8Array[], day: number): Uint8Array;
  /** A survey of the folds of days that follow each other, 1 to MAX_SERIES_DAYS, the last one under way. */
  survey(folds: readonly Uint8Array[], options: SurveyOptions): Uint8Array;
  /** Games and half wins a day by brawler and mode, and changes, of the folds, or the same part of each: all of some brawlers. */
  series(folds: readonly Uint8Array[], options: SeriesOptions): Uint8Array;
}
