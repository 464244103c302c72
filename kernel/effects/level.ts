/**
 * One level of a hierarchy: twin of spread.ts and shrink() of within.ts in src/kernel/reference/stats, which say what is
 * fitted and why. Sums run in the same order, so that the bits are the same.
 *
 * A level's rows are records, each with its value, its noise and the number of its group.
 */
import { beginSearch, spreadTried, stepSearch } from '../stats/search';

export const VALUE: usize = 0;
export const NOISE: usize = 8;
/** u32 */
export const GROUP: usize = 16;

/* Sums of a group: f64. */
const W: usize = 0;
const WY: usize = 8;
const W2: usize = 16;
const W2Y: usize = 24;
const W2YY: usize = 32;
const W3: usize = 40;
export const SUM_BYTES: usize = 48;

/* The level: records, and the sums of its groups; without groups all values scatter about 0. */
let start: usize = 0;
let end: usize = 0;
let stride: usize = 0;
let sums: usize = 0;
let sumsEnd: usize = 0;

/* The fit made last. */
export let spread: f64 = 0;
export let sharpness: f64 = 0;

let score: f64 = 0;
let information: f64 = 0;

/** Turns to a level of `count` records of `bytes` each, with room for the sums of its groups at `groupSums`. */
export function openLevel(rows: usize, count: i32, bytes: usize, groupSums: usize, groups: i32): void {
  start = rows;
  end = rows + <usize>count * bytes;
  stride = bytes;
  sums = groupSums;
  sumsEnd = groupSums + <usize>groups * SUM_BYTES;
}

function addUp(tried: f64): void {
  memory.fill(sums, 0, sumsEnd - sums);
  for (let row = start; row < end; row += stride) {
    const sum = sums + <usize>load<u32>(row, GROUP) * SUM_BYTES;
    const y = load<f64>(row, VALUE);
    const w = 1 / (tried + load<f64>(row, NOISE));
    const w2 = w * w;
    const w2y = w2 * y;
    store<f64>(sum, load<f64>(sum, W) + w, W);
    store<f64>(sum, load<f64>(sum, WY) + w * y, WY);
    store<f64>(sum, load<f64>(sum, W2) + w2, W2);
    store<f64>(sum, load<f64>(sum, W2Y) + w2y, W2Y);
    store<f64>(sum, load<f64>(sum, W2YY) + w2y * y, W2YY);
    store<f64>(sum, load<f64>(sum, W3) + w2 * w, W3);
  }
}

function scoreWithin(tried: f64, priorSpread: f64, priorRows: f64): void {
  addUp(tried);
  let inner: f64 = 0;
  let curvature: f64 = 0;
  for (let sum = sums; sum < sumsEnd; sum += SUM_BYTES) {
    const w = load<f64>(sum, W);
    if (!(w > 0)) continue;
    const w2 = load<f64>(sum, W2);
    const mean = load<f64>(sum, WY) / w;
    const share = w2 / w;
    const squares = load<f64>(sum, W2YY) - mean * (2 * load<f64>(sum, W2Y) - mean * w2);
    inner += squares - w + share;
    curvature += w2 - (2 * load<f64>(sum, W3)) / w + share * share;
  }
  const known = (priorRows * priorSpread) / tried;
  score = known - priorRows + tried * inner;
  information = known + tried * tried * curvature;
}

function scoreAboutZero(tried: f64, priorSpread: f64, priorRows: f64): void {
  let inner: f64 = 0;
  let curvature: f64 = 0;
  for (let row = start; row < end; row += stride) {
    const w = 1 / (tried + load<f64>(row, NOISE));
    const y = load<f64>(row, VALUE);
    inner += w * w * (y * y) - w;
    curvature += w * w;
  }
  const known = (priorRows * priorSpread) / tried;
  score = known - priorRows + tried * inner;
  information = known + tried * tried * curvature;
}

function scoreAt(tried: f64, priorSpread: f64, priorRows: f64): void {
  if (sums === sumsEnd) scoreAboutZero(tried, priorSpread, priorRows);
  else scoreWithin(tried, priorSpread, priorRows);
}

/** Fits the spread of the level, within its groups or about 0. */
export function fitLevel(priorSpread: f64, priorRows: f64): void {
  beginSearch(priorSpread);
  do scoreAt(spreadTried(), priorSpread, priorRows);
  while (stepSearch(score, information));
  spread = spreadTried();
  scoreAt(spread, priorSpread, priorRows);
  sharpness = 0.5 * information;
}

/** Mean of a group of the level fitted last, 0 where nothing is known. */
export function groupMean(group: i32): f64 {
  const sum = sums + <usize>group * SUM_BYTES;
  const w = load<f64>(sum, W);
  return w > 0 ? load<f64>(sum, WY) / w : 0;
}

/** Variance of that mean about the group's true value. */
export function groupNoise(group: i32): f64 {
  const w = load<f64>(sums + <usize>group * SUM_BYTES, W);
  return w > 0 ? 1 / w : Infinity;
}

/* The posterior made last. */
export let weight: f64 = 0;
export let mean: f64 = 0;
export let variance: f64 = 0;

/** Posterior of a true value, given the spread and sharpness of its level and what is above it. */
export function shrinkOne(
  value: f64,
  noise: f64,
  levelSpread: f64,
  levelSharpness: f64,
  aboveMean: f64,
  aboveVariance: f64,
): void {
  const doubt = 1 / (levelSharpness > 2 ? levelSharpness - 1 : 1);
  const inverse = 1 / (levelSpread + noise);
  weight = levelSpread * inverse;
  const pulled = 1 - weight;
  const square = pulled * pulled;
  const doubted = square * doubt;
  const d = value - aboveMean;
  const weightVariance = (weight * weight * square) / (levelSharpness + weight * pulled);
  mean = aboveMean + (weight + weight * doubted) * d;
  variance = pulled * (levelSpread + levelSpread * doubted) + square * aboveVariance + weightVariance * d * d;
}
