/** The test for changes of a series: docs/trends.md derives it. */
import * as layout from '../../../../kernel/layout/series.ts';

/**
 * A brawler's days on one map, added up from the first: element d is what stands before day d, so there is one more than
 * there are days. `weights` are inverse variances of the days' rates; `weighted` the rates over the baseline, times those.
 */
export interface Stratum {
  readonly games: Float64Array;
  readonly weights: Float64Array;
  readonly weighted: Float64Array;
}

/** Strata of a mode. */
export type Group = readonly Stratum[];

/** A day on which a rate changed. */
export interface Change {
  /** the first day of the new rate, from 0 */
  readonly day: number;
  /** the new rate less the old one, and its 95 % interval, as fractions */
  readonly size: number;
  readonly low: number;
  readonly high: number;
  /** (size / standard error)² */
  readonly certainty: number;
}

/**
 * By j: the square of the quantile b of the normal distribution at which 28 days × 27 splits × 2^j series × P(|Z| > b) = ½,
 * in thousandths, rounded up: over 2^j series together, less than half a false alarm is to be expected in a quiet month
 * (Bonferroni 1936). test/kernel/trends/thresholds.test.ts works them out anew.
 */
export const THRESHOLDS: readonly number[] = [
  11595, 12889, 14189, 15497, 16810, 18127, 19449, 20775, 22104, 23436, 24771, 26108, 27447, 28789, 30132,
  31477, 32824, 34172,
];

/** The 97.5 % quantile of the normal distribution. */
const Z95 = 1.959963984540054;

/** The threshold of certainty where so many series are tested. */
export function thresholdFor(series: number): number {
  let j = 0;
  while (j < THRESHOLDS.length - 1 && 2 ** j < series) j++;
  return (THRESHOLDS[j] as number) / 1000;
}

/**
 * What days [split, to) say against days [from, split), map by map, so that neither which maps are played nor how a brawler
 * does on them plays a part (Cochran 1954, Mantel and Haenszel 1959): the weighted mean difference of rates, times
 * `weight`, which is one over its variance; and the games that it rests on. Sums are made by group first: those of a mode serve its
 * series and that over all modes.
 */
function contrast(groups: readonly Group[], from: number, split: number, to: number) {
  const sum = { games: 0, weight: 0, weighted: 0 };
  for (const strata of groups) {
    const own = contrastOf(strata, from, split, to);
    sum.games += own.games;
    sum.weight += own.weight;
    sum.weighted += own.weighted;
  }
  return sum;
}

function contrastOf(strata: Group, from: number, split: number, to: number) {
  let [games, weight, weighted] = [0, 0, 0];
  for (const stratum of strata) {
    const n = (stratum.games[split] as number) - (stratum.games[from] as number);
    const m = (stratum.games[to] as number) - (stratum.games[split] as number);
    if (n === 0 || m === 0) continue;
    const before = (stratum.weights[split] as number) - (stratum.weights[from] as number);
    const after = (stratum.weights[to] as number) - (stratum.weights[split] as number);
    const was = (stratum.weighted[split] as number) - (stratum.weighted[from] as number);
    const is = (stratum.weighted[to] as number) - (stratum.weighted[split] as number);
    const both = before + after;
    games += (n * m) / (n + m);
    weight += (before * after) / both;
    weighted += (before * is - after * was) / both;
  }
  return { games, weight, weighted };
}

/**
 * The split of days [from, to) whose certainty is greatest and over the threshold, the earliest of equals; −1 for none. Half of
 * the certainty is the log of the generalised likelihood ratio of a change against none (Hawkins 1977).
 */
function bestSplit(groups: readonly Group[], from: number, to: number, threshold: number): number {
  let best = -1;
  let most = threshold;
  for (let split = from + 1; split < to; split++) {
    const { games, weight, weighted } = contrast(groups, from, split, to);
    if (games < layout.CHANGE_GAMES) continue;
    const certainty = (weighted * weighted) / weight;
    if (certainty <= most) continue;
    best = split;
    most = certainty;
  }
  return best;
}

/**
 * The changes of a series of so many days, in order: the days are split once, and where they are, each part once more
 * (binary segmentation, Scott and Knott 1974). Sizes are those between the parts next to a change; one that then isn't over
 * the threshold is none.
 */
export function findChanges(groups: readonly Group[], days: number, threshold: number): Change[] {
  const middle = bestSplit(groups, 0, days, threshold);
  if (middle < 0) return [];
  const first = bestSplit(groups, 0, middle, threshold);
  const last = bestSplit(groups, middle, days, threshold);
  const splits = [first, middle, last].filter((split) => split >= 0);
  const changes = splits.map((day, i): Change => {
    const { weight, weighted } = contrast(groups, splits[i - 1] ?? 0, day, splits[i + 1] ?? days);
    const size = weighted / weight;
    const half = Z95 * Math.sqrt(1 / weight);
    const certainty = (weighted * weighted) / weight;
    return { day, size, low: size - half, high: size + half, certainty };
  });
  return changes.filter(({ certainty }) => certainty > threshold);
}
