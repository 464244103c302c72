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
export const S_WEIGHTS: usize = 8 * layout.MAX_SERIES_DAYS;
export const S_WEIGHTED: usize = 16 * layout.MAX_SERIES_DAYS;
/** the last pair of splits reads a number past the days */
export const STRATUM_BYTES: usize = 24 * layout.MAX_SERIES_DAYS + 16;

/* Contrasts by split: games, weight, weighted difference. Splits are worked out two at a time, and a last one may be none. */
const LANE_BYTES: usize = 8 * (layout.MAX_SERIES_DAYS + 2);
const X_WEIGHT: usize = LANE_BYTES;
const X_WEIGHTED: usize = 2 * LANE_BYTES;
const CONTRAST_BYTES: usize = 3 * LANE_BYTES;

/* A group: a mode's days and strata, contrasts of all its days. The rest is series.ts's. */
export const G_DAYS: usize = 0;
export const G_CONTRASTS: usize = 16 * layout.MAX_SERIES_DAYS;
export const G_PLAYED: usize = G_CONTRASTS + CONTRAST_BYTES;
export const G_MODE: usize = G_PLAYED + 8;
export const G_FROM: usize = G_PLAYED + 12;
export const G_END: usize = G_PLAYED + 16;
export const GROUP_BYTES: usize = (G_PLAYED + 20 + 15) & ~15;

const PART: usize = memory.data(CONTRAST_BYTES, 16);
const TOTAL: usize = memory.data(CONTRAST_BYTES, 16);

/** The threshold of certainty where so many series are tested. */
export function thresholdFor(series: u32): f64 {
  let j = 0;
  while (j < LAST_THRESHOLD && (<u32>1) << j < series) j++;
  return <f64>load<u32>(THRESHOLDS + ((<usize>j) << 2)) / 1000;
}

/** Contrasts of a group at all splits of so many days; they are kept. */
export function contrastGroup(group: usize, days: u32): void {
  const end = (<usize>days) << 3;
  contrast(load<u32>(group, G_FROM), load<u32>(group, G_END), 0, 8, end, end, group + G_CONTRASTS);
}

/**
 * What days [split, to) say against [from, split), over the strata from `stratum` up to `end`, for the splits from `first` up to
 * before `last`. Days are in offsets of 8 bytes.
 */
function contrast(
  stratum: usize,
  end: usize,
  from: usize,
  first: usize,
  last: usize,
  to: usize,
  out: usize,
): void {
  memory.fill(out, 0, CONTRAST_BYTES);
  for (; stratum < end; stratum += STRATUM_BYTES) {
    const gamesFrom = v128.load64_splat(stratum + from);
    const gamesTo = v128.load64_splat(stratum + to);
    const weightFrom = v128.load64_splat(stratum + from, S_WEIGHTS);
    const weightTo = v128.load64_splat(stratum + to, S_WEIGHTS);
    const weightedFrom = v128.load64_splat(stratum + from, S_WEIGHTED);
    const weightedTo = v128.load64_splat(stratum + to, S_WEIGHTED);
    for (let split = first; split < last; split += 16) {
      const here = v128.load(stratum + split);
      const n = f64x2.sub(here, gamesFrom);
      const m = f64x2.sub(gamesTo, here);
      const product = f64x2.mul(n, m);
      const isPlayed = f64x2.ne(product, f64x2.splat(0));
      if (!v128.any_true(isPlayed)) continue;
      const weight = v128.load(stratum + split, S_WEIGHTS);
      const before = f64x2.sub(weight, weightFrom);
      const after = f64x2.sub(weightTo, weight);
      const both = f64x2.add(before, after);
      const weighted = v128.load(stratum + split, S_WEIGHTED);
      const was = f64x2.sub(weighted, weightedFrom);
      const is = f64x2.sub(weightedTo, weighted);
      const over = f64x2.sub(f64x2.mul(before, is), f64x2.mul(after, was));
      addTo(out + split, v128.and(isPlayed, f64x2.div(product, f64x2.add(n, m))));
      addTo(out + split + X_WEIGHT, v128.and(isPlayed, f64x2.div(f64x2.mul(before, after), both)));
      addTo(out + split + X_WEIGHTED, v128.and(isPlayed, f64x2.div(over, both)));
    }
  }
}

function addTo(sum: usize, own: v128): void {
  v128.store(sum, f64x2.add(v128.load(sum), own));
}

/** Adds up contrasts of groups, in TOTAL. */
function contrastAll(
  groups: usize,
  end: usize,
  from: usize,
  first: usize,
  last: usize,
  to: usize,
  isKept: bool,
): void {
  memory.fill(TOTAL, 0, CONTRAST_BYTES);
  for (let group = groups; group < end; group += GROUP_BYTES) {
    if (!isKept) contrast(load<u32>(group, G_FROM), load<u32>(group, G_END), from, first, last, to, PART);
    const own = isKept ? group + G_CONTRASTS : PART;
    for (let at: usize = 0; at < CONTRAST_BYTES; at += 16) addTo(TOTAL + at, v128.load(own + at));
  }
}

/** Of the splits of [from, to), the one that is surest, the earliest of equals, over the threshold; 0 for none. */
function bestSplit(groups: usize, end: usize, from: usize, to: usize, threshold: f64, isKept: bool): usize {
  contrastAll(groups, end, from, from + 8, to, to, isKept);
  let best: usize = 0;
  let most = threshold;
  for (let split = from + 8; split < to; split += 8) {
    if (load<f64>(TOTAL + split) < <f64>layout.CHANGE_GAMES) continue;
    const weighted = load<f64>(TOTAL + split, X_WEIGHTED);
    const certainty = (weighted * weighted) / load<f64>(TOTAL + split, X_WEIGHT);
    if (!(certainty > most)) continue;
    best = split;
    most = certainty;
  }
  return best;
}

/**
 * Writes the changes at `out` of a series of so many tested days, made of groups whose contrasts are kept; returns how many there
 * are.
 */
export function findChanges(groups: usize, end: usize, days: u32, threshold: f64, out: usize): u32 {
  const last = (<usize>days) << 3;
  const middle = bestSplit(groups, end, 0, last, threshold, true);
  if (middle === 0) return 0;
  const early = bestSplit(groups, end, 0, middle, threshold, false);
  const late = bestSplit(groups, end, middle, last, threshold, false);
  let found: u32 = 0;
  if (early !== 0) found += putChange(groups, end, 0, early, middle, threshold, out);
  found += putChange(groups, end, early, middle, late !== 0 ? late : last, threshold, out + at(found));
  if (late !== 0) found += putChange(groups, end, middle, late, last, threshold, out + at(found));
  return found;
}

function at(changes: u32): usize {
  return <usize>changes * (layout.CHANGE_FIELDS * 4);
}

/** Writes a change unless it is none after all; returns 1 or 0. */
function putChange(
  groups: usize,
  end: usize,
  from: usize,
  split: usize,
  to: usize,
  threshold: f64,
  out: usize,
): u32 {
  contrastAll(groups, end, from, split, split + 8, to, false);
  const weight = load<f64>(TOTAL + split, X_WEIGHT);
  const weighted = load<f64>(TOTAL + split, X_WEIGHTED);
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
