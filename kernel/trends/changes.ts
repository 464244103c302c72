/** The test for changes of a series: twin of src/kernel/reference/trends/changes.ts. */
import * as layout from '../layout/series';

const Z95: f64 = 1.959963984540054;

/** THRESHOLDS of the reference, in thousandths. */
const THRESHOLDS: usize = memory.data<u32>([
  11595, 12889, 14189, 15497, 16810, 18127, 19449, 20775, 22104, 23436, 24771, 26108, 27447, 28789, 30132,
  31477, 32824, 34172,
]);
const LAST_THRESHOLD = 17;

/* A stratum: the numbers before each day, MAX_SERIES_DAYS each: games, weights, weighted rates. */
export const S_GAMES: usize = 0;
export const S_WEIGHTS: usize = 8 * layout.MAX_SERIES_DAYS;
export const S_WEIGHTED: usize = 16 * layout.MAX_SERIES_DAYS;
export const STRATUM_BYTES: usize = 24 * layout.MAX_SERIES_DAYS;

/** of the contrast made last */
let games: f64 = 0;
let weight: f64 = 0;
let weighted: f64 = 0;

/** The threshold of certainty where so many series are tested. */
export function thresholdFor(series: u32): f64 {
  let j = 0;
  while (j < LAST_THRESHOLD && (<u32>1) << j < series) j++;
  return <f64>load<u32>(THRESHOLDS + ((<usize>j) << 2)) / 1000;
}

/** What days [split, to) say against [from, split), over `strata`, up to `end`. All in offsets of 8 bytes a day. */
function contrast(strata: usize, end: usize, from: usize, split: usize, to: usize): void {
  games = 0;
  weight = 0;
  weighted = 0;
  for (let stratum = strata; stratum < end; stratum += STRATUM_BYTES) {
    const n = load<f64>(stratum + split) - load<f64>(stratum + from);
    const m = load<f64>(stratum + to) - load<f64>(stratum + split);
    if (n === 0 || m === 0) continue;
    const before = load<f64>(stratum + split, S_WEIGHTS) - load<f64>(stratum + from, S_WEIGHTS);
    const after = load<f64>(stratum + to, S_WEIGHTS) - load<f64>(stratum + split, S_WEIGHTS);
    const was = load<f64>(stratum + split, S_WEIGHTED) - load<f64>(stratum + from, S_WEIGHTED);
    const is = load<f64>(stratum + to, S_WEIGHTED) - load<f64>(stratum + split, S_WEIGHTED);
    const both = before + after;
    games += (n * m) / (n + m);
    weight += (before * after) / both;
    weighted += (before * is - after * was) / both;
  }
}

function bestSplit(strata: usize, end: usize, from: usize, to: usize, threshold: f64): usize {
  let best: usize = 0;
  let most = threshold;
  for (let split = from + 8; split < to; split += 8) {
    contrast(strata, end, from, split, to);
    if (games < <f64>layout.CHANGE_GAMES) continue;
    const certainty = (weighted * weighted) / weight;
    if (!(certainty > most)) continue;
    best = split;
    most = certainty;
  }
  return best;
}

/** Writes the changes of a series of so many tested days at `out`; returns how many there are. */
export function findChanges(strata: usize, end: usize, days: u32, threshold: f64, out: usize): u32 {
  const last = (<usize>days) << 3;
  const middle = bestSplit(strata, end, 0, last, threshold);
  if (middle === 0) return 0;
  const early = bestSplit(strata, end, 0, middle, threshold);
  const late = bestSplit(strata, end, middle, last, threshold);
  let found: u32 = 0;
  if (early !== 0) found += putChange(strata, end, 0, early, middle, threshold, out);
  found += putChange(strata, end, early, middle, late !== 0 ? late : last, threshold, out + at(found));
  if (late !== 0) found += putChange(strata, end, middle, late, last, threshold, out + at(found));
  return found;
}

function at(changes: u32): usize {
  return <usize>changes * (layout.CHANGE_FIELDS * 4);
}

/** Writes a change unless it is none after all; returns 1 or 0. */
function putChange(
  strata: usize,
  end: usize,
  from: usize,
  split: usize,
  to: usize,
  threshold: f64,
  out: usize,
): u32 {
  contrast(strata, end, from, split, to);
  const size = weighted / weight;
  const half = Z95 * Math.sqrt(1 / weight);
  const certainty = (weighted * weighted) / weight;
  if (!(certainty > threshold)) return 0;
  store<u32>(out, <u32>(split >> 3), layout.CHANGE_DAY * 4);
  store<u32>(out, stored(size), layout.CHANGE_SIZE * 4);
  store<u32>(out, stored(size - half), layout.CHANGE_LOW * 4);
  store<u32>(out, stored(size + half), layout.CHANGE_HIGH * 4);
  store<u32>(out, <u32>Math.floor(min<f64>(certainty * 1000, 4294967295)), layout.CHANGE_CERTAINTY * 4);
  return 1;
}

/** A fraction in 1/100 pp, half up, plus SIZE_ZERO. */
function stored(size: f64): u32 {
  const biased = Math.floor(size * 10000 + 0.5) + <f64>layout.SIZE_ZERO;
  return <u32>min<f64>(max<f64>(biased, 0), <f64>(2 * layout.SIZE_ZERO));
}
