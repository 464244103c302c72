/**
 * The daily series, made in slices: a step has 10 ms of CPU, all of them together take three times that. A slice has a step of
 * its own. What a job has come to is kept in memory alone: where that is lost, so is the job, and the series that were whole
 * last go on being published.
 */
import { SERIES_MAGIC } from '../../../kernel/layout/series.ts';
import { COUNT_CELLS, MAX_CODE } from '../../../kernel/layout/tally.ts';
import { joinSeries, partOfFold } from '../../kernel/series-parts.ts';
import type { TallyUnit } from '../../shared/tally.ts';
import type { Books, SeriesRow } from './books.ts';
import { talliesOf, type WindowDeps } from './sums.ts';
import { dayOf, oldestDay } from './window.ts';

/**
 * Series are of days, and tested up to yesterday: they are made anew after so long, with a new day, and while a first fill
 * lets the battles grow so fast that yesterday grows too. In between, a publication takes them as they are.
 */
const SERIES_MS = 3_600_000;
const SERIES_GROWTH = 1.1;
/** From the beginning of one job to the next, however that ended. */
const RETRY_MS = 600_000;
/** A step folds days until it has read so much: some 4 ms. */
const FOLD_BYTES = 600_000;
/** Brawlers by code, of whom a step makes the series: some 3 ms where all their maps are played every day. */
const PART_CODES = 40;
/** SQLite's limit for a value; series are a tenth of it */
const MAX_ROW_BYTES = 2_000_000;

/** What a job has come to. Parts are made of the same folds as their survey, whatever is counted meanwhile. */
interface Job {
  readonly row: Omit<SeriesRow, 'bytes'>;
  readonly first: number;
  readonly modes: Uint32Array;
  /** by day from the first on */
  readonly folds: readonly Uint8Array[];
  /** null until all days are folded */
  readonly survey: Uint8Array | null;
  readonly parts: readonly Uint8Array[];
  /** code of the first brawler of the next part */
  readonly from: number;
}

/** What is known between steps; all of it may be lost at any time. */
export class SeriesMemory {
  /** by day: what was folded, until the day grows */
  readonly folds = new Map<number, Uint8Array>();
  job: Job | null = null;
  #made: SeriesRow | null | undefined;

  /** The series that were whole last; null where there are none, or other code made them. */
  made(books: Books): SeriesRow | null {
    if (this.#made === undefined) {
      const row = books.series();
      this.#made = row !== null && isSeries(row.bytes) ? row : null;
    }
    return this.#made;
  }

  keep(books: Books, row: SeriesRow): void {
    if (row.bytes.length <= MAX_ROW_BYTES) books.keepSeries(row);
    this.#made = row;
  }

  /** To be told of units to which something was added. */
  added(units: readonly TallyUnit[]): void {
    for (const { day, kind } of units) if (kind === COUNT_CELLS) this.folds.delete(day);
  }

  forget(): void {
    this.folds.clear();
    this.job = null;
    this.#made = undefined;
  }
}

function isSeries(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  return length >= 4 && new DataView(buffer, byteOffset).getUint32(0, true) === SERIES_MAGIC;
}

/** What a job goes by. */
export interface SeriesTurn {
  /** (map id, mode id) pairs by map id */
  readonly modes: Uint32Array;
  /** epoch seconds: the window's end */
  readonly until: number;
  /** battles counted so far */
  readonly counted: number;
  /** epoch ms */
  readonly now: number;
  /** epoch ms at which the last job began, 0 for never; noted before a job does anything, so that none can stop the rest */
  readonly begunAt: number;
  readonly begin: () => void;
}

/** Makes a slice of the series where they are due. Returns whether it did. */
export function seriesSlice(deps: WindowDeps, turn: SeriesTurn): boolean {
  const memory = deps.memory.series;
  let { job } = memory;
  // Taken out meanwhile: a slice that throws ends the job.
  memory.job = null;
  if (job === null) {
    if (!isDue(deps, turn)) return false;
    turn.begin();
    job = beginJob(turn);
  }
  memory.job = nextSlice(deps, job);
  return true;
}

/** The series of a publication, those that were whole last, unless they are of days long past; null for none. */
export function windowSeries(
  { memory, books }: Pick<WindowDeps, 'memory' | 'books'>,
  until: number,
): Uint8Array | null {
  const made = memory.series.made(books);
  return made !== null && made.today >= dayOf(until) - 1 ? made.bytes : null;
}

function isDue({ memory, books }: WindowDeps, { until, counted, now, begunAt }: SeriesTurn): boolean {
  if (counted === 0 || now < begunAt + RETRY_MS) return false;
  const made = memory.series.made(books);
  if (made === null || made.today !== dayOf(until)) return true;
  return now >= made.at + SERIES_MS || counted > made.counted * SERIES_GROWTH;
}

function beginJob({ modes, until, counted, now }: SeriesTurn): Job {
  const row = { today: dayOf(until), counted, at: now };
  return { row, first: oldestDay(until), modes, folds: [], survey: null, parts: [], from: 1 };
}

/** The job one slice further; null where it is done, and its series are kept. */
function nextSlice(deps: WindowDeps, job: Job): Job | null {
  const { first, modes, folds, survey, from } = job;
  if (folds.length <= job.row.today - first) return { ...job, folds: foldOn(deps, job) };
  if (survey === null) return { ...job, survey: deps.tallies.survey(folds, { modes }) };
  const to = from + PART_CODES;
  const isLast = folds.every((fold) => partOfFold(fold, to, MAX_CODE + 1).length === 0);
  const part = folds.map((fold) => partOfFold(fold, from, to));
  const parts = [...job.parts, deps.tallies.series(part, { modes, survey, first })];
  if (!isLast) return { ...job, parts, from: to };
  deps.memory.series.keep(deps.books, { ...job.row, bytes: joinSeries(parts) });
  return null;
}

/** Goes on folding days: those that are known, and of the others so many that it stays a slice. */
function foldOn(deps: WindowDeps, { first, row, folds }: Job): Uint8Array[] {
  const known = deps.memory.series.folds;
  for (const day of known.keys()) if (day < first) known.delete(day);
  const done = [...folds];
  let read = 0;
  for (let day = first + folds.length; day <= row.today && read < FOLD_BYTES; day++) {
    let fold = known.get(day);
    if (fold === undefined) {
      const tallies = talliesOf(deps, COUNT_CELLS, day, day + 1);
      fold = deps.tallies.fold(tallies, day);
      read += tallies.reduce((sum, { length }) => sum + length, 0);
      known.set(day, fold);
    }
    done.push(fold);
  }
  return done;
}
