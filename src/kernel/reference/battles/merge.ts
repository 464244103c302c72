import { MAX_COUNT } from '../../../../kernel/layout/build.ts';
import { E_ARGUMENT, E_COUNT_FORMAT } from '../../../../kernel/layout/errors.ts';
import * as layout from '../../../../kernel/layout/tally.ts';
import { checkDay, checkFolds, checkMerge, checkSeries, type Tallies } from '../../counter.ts';
import { faultOf, KernelError } from '../../faults.ts';
import { packFold, readFolds } from '../trends/folds.ts';
import { packMade, testSeries } from '../trends/series.ts';
import { packSurvey, surveyOf, unpackSurvey } from '../trends/survey.ts';
import {
  addCount,
  packRun,
  packTally,
  readTally,
  sortedRows,
  type Unit,
  type Units,
  unitNumber,
} from './tally.ts';

function addAll(tallies: readonly Uint8Array[]): Units {
  const sum: Units = new Map();
  for (const bytes of tallies) {
    const units = readTally(bytes);
    if (units === null) throw new KernelError(faultOf(E_COUNT_FORMAT));
    for (const [number, unit] of units) {
      for (const [key, { games, halfWins }] of unit) addCount(sum, number, key, games, halfWins);
    }
  }
  return sum;
}

/** The rows with the most games whose run takes no more than `most` bytes; of rows with equal games all or none. */
function cut(unit: Unit, most: number): Unit {
  let kept = unit;
  while (packRun(kept).length > most) {
    let fewest = MAX_COUNT;
    for (const { games } of kept.values()) fewest = Math.min(fewest, games);
    kept = new Map([...kept].filter(([, { games }]) => games > fewest));
  }
  return kept;
}

interface Weighted {
  games: number;
  halfWins: number;
  weightedGames: number;
  weightedHalfWins: number;
  squaredWeights: number;
}

function packSums(kind: number, sums: ReadonlyMap<bigint, Weighted>): Uint8Array {
  const header = layout.SUMS_HEADER_FIELDS * 4;
  const bytes = new Uint8Array(header + sums.size * layout.SUM_ROW);
  const view = new DataView(bytes.buffer);
  view.setUint32(4 * layout.WH_MAGIC, layout.SUMS_MAGIC, true);
  view.setUint32(4 * layout.WH_LENGTH, bytes.length, true);
  view.setUint32(4 * layout.WH_KIND, kind, true);
  view.setUint32(4 * layout.WH_ROWS, sums.size, true);
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  rows.forEach(([key, row], i) => {
    const at = header + i * layout.SUM_ROW;
    view.setBigUint64(at + layout.SUM_KEY, key, true);
    view.setUint32(at + layout.SUM_GAMES, row.games, true);
    view.setUint32(at + layout.SUM_HALF_WINS, row.halfWins, true);
    view.setFloat64(at + layout.SUM_WEIGHTED_GAMES, row.weightedGames, true);
    view.setFloat64(at + layout.SUM_WEIGHTED_HALF_WINS, row.weightedHalfWins, true);
    view.setFloat64(at + layout.SUM_SQUARED_WEIGHTS, row.squaredWeights, true);
  });
  return bytes;
}

/** The rows of sums by key; null where they are none of that kind. */
function readSums(bytes: Uint8Array, kind: number): Map<bigint, Weighted> | null {
  const header = layout.SUMS_HEADER_FIELDS * 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const field = (number: number) => view.getUint32(4 * number, true);
  const rows = (bytes.length - header) / layout.SUM_ROW;
  const isWhole =
    rows >= 0 &&
    field(layout.WH_MAGIC) === layout.SUMS_MAGIC &&
    field(layout.WH_LENGTH) === bytes.length &&
    field(layout.WH_KIND) === kind &&
    field(layout.WH_ROWS) === rows;
  if (!isWhole) return null;
  const sums = new Map<bigint, Weighted>();
  let last = -1n;
  for (let at = header; at < bytes.length; at += layout.SUM_ROW) {
    const key = view.getBigUint64(at + layout.SUM_KEY, true);
    if (key <= last) return null;
    last = key;
    sums.set(key, {
      games: view.getUint32(at + layout.SUM_GAMES, true),
      halfWins: view.getUint32(at + layout.SUM_HALF_WINS, true),
      weightedGames: view.getFloat64(at + layout.SUM_WEIGHTED_GAMES, true),
      weightedHalfWins: view.getFloat64(at + layout.SUM_WEIGHTED_HALF_WINS, true),
      squaredWeights: view.getFloat64(at + layout.SUM_SQUARED_WEIGHTS, true),
    });
  }
  return sums;
}

/** Tallies in plain TypeScript. */
export const referenceTallies: Tallies = {
  merge(tallies, options) {
    checkMerge(options);
    const { unit, maxRun } = options;
    const units = addAll(tallies);
    const wanted = unit && unitNumber(unit.day, unit.kind);
    const kept: Units = new Map();
    for (const [number, rows] of units) {
      if (wanted === undefined || wanted === number) kept.set(number, maxRun > 0 ? cut(rows, maxRun) : rows);
    }
    return packTally(kept);
  },

  sum(tallies, { kind, today, weights, base }) {
    const units = addAll(tallies);
    if (kind < 1 || kind >= layout.COUNT_KINDS || !weights.every((weight) => weight >= 0 && weight <= 1))
      throw new KernelError(faultOf(E_ARGUMENT));
    const sums = base === undefined ? new Map<bigint, Weighted>() : readSums(base, kind);
    if (sums === null) throw new KernelError(faultOf(E_COUNT_FORMAT));
    // each day's counts are whole before they are weighted, in ascending order of the day
    for (const [number, unit] of [...units].sort(([a], [b]) => a - b)) {
      const age = Math.max(0, today - Math.floor(number / layout.COUNT_KINDS));
      const weight = weights[age];
      if (number % layout.COUNT_KINDS !== kind || weight === undefined) continue;
      for (const [key, { games, halfWins }] of sortedRows(unit)) {
        const row = sums.get(key) ?? {
          games: 0,
          halfWins: 0,
          weightedGames: 0,
          weightedHalfWins: 0,
          squaredWeights: 0,
        };
        row.games = Math.min(row.games + games, MAX_COUNT);
        row.halfWins = Math.min(row.halfWins + halfWins, MAX_COUNT);
        row.weightedGames += weight * games;
        row.weightedHalfWins += weight * halfWins;
        row.squaredWeights += weight * weight * games;
        sums.set(key, row);
      }
    }
    return packSums(kind, sums);
  },

  fold(tallies, day) {
    checkDay(day);
    return packFold(addAll(tallies), day);
  },

  survey(folds, { modes }) {
    checkFolds(folds, modes);
    return packSurvey(surveyOf(readFolds(folds, modes), folds.length), modes, folds.length);
  },

  series(folds, options) {
    checkSeries(folds, options);
    const series = testSeries(readFolds(folds, options.modes), unpackSurvey(options.survey), folds.length);
    return packMade(series, options.first, folds.length);
  },
};
