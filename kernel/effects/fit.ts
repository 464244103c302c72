/** Fitting effects: twin of src/kernel/reference/stats/effects.ts, which says what is fitted and why. */
import {
  fitLevel,
  GROUP,
  groupMean,
  groupNoise,
  mean,
  NOISE,
  openLevel,
  sharpness,
  shrinkOne,
  spread,
  VALUE,
  variance,
  weight,
} from './level';
import * as rows from './rows';

const REPEATS_ALLIES: f64 = 2;
const REPEATS_ENEMIES: f64 = 3;
const MAIN_PRIOR: f64 = 16;
const EFFECT_PRIOR: f64 = 25;
const EFFECT_MODE_PRIOR: f64 = 9;
const PRIOR_ROWS: f64 = 3;
const LEAST_RATE: f64 = 1;
const MOST_OWN: f64 = 0.3;

/* A pair: value (its mean over modes, then the posterior mean) and noise (then the posterior variance), as in level.ts. */
export const PAIR_BYTES: usize = 16;

/** Spreads and sharpness of the fit made last: of a pair between modes, and between pairs. */
export let modeSpread: f64 = 0;
let modeSharpness: f64 = 0;
export let pairSpread: f64 = 0;

function bounded(rate: f64): f64 {
  return min(max(rate, LEAST_RATE), 100 - LEAST_RATE);
}

function repeats(): f64 {
  return rows.areEnemies ? REPEATS_ENEMIES : REPEATS_ALLIES;
}

/** Makes odds and weight of each mode × brawler. */
function fitMain(nodes: usize, modes: usize, sums: usize): void {
  const count = rows.modes * rows.brawlers;
  let node = nodes;
  for (let i = 0; i < count; i++, node += rows.NODE_BYTES) {
    const mode = i / rows.brawlers;
    const baseline = load<f64>(modes + <usize>mode * rows.MODE_BYTES, rows.MODE_BASELINE);
    const rate = bounded(baseline);
    const games = load<f64>(node, rows.NODE_GAMES);
    const squares = load<f64>(node, rows.NODE_SQUARES);
    const effective = squares > 0 ? (games * games) / squares : 0;
    store<f64>(node, games > 0 ? (50 * load<f64>(node, rows.NODE_HALF_WINS)) / games : baseline, VALUE);
    store<f64>(node, (repeats() * (rate * (100 - rate))) / effective, NOISE);
    store<u32>(node, <u32>mode, GROUP);
    store<f64>(node, effective, rows.NODE_OWN);
  }
  openLevel(nodes, count, rows.NODE_BYTES, sums, rows.modes);
  fitLevel(MAIN_PRIOR, PRIOR_ROWS);
  node = nodes;
  for (let i = 0; i < count; i++, node += rows.NODE_BYTES) {
    const mode = modes + <usize>load<u32>(node, GROUP) * rows.MODE_BYTES;
    const baseline = load<f64>(mode, rows.MODE_BASELINE);
    shrinkOne(load<f64>(node, VALUE), load<f64>(node, NOISE), spread, sharpness, baseline, 0);
    store<f64>(node, weight / load<f64>(node, rows.NODE_OWN), rows.NODE_OWN);
    store<f64>(node, bounded(mean) / (100 - bounded(mean)), rows.NODE_ODDS);
  }
}

/** Turns each row's rate into an effect, with its noise. */
function makeValues(row: usize, end: usize, nodes: usize, modes: usize): void {
  for (; row < end; row += rows.ROW_BYTES) {
    const number = load<u32>(row, rows.MODE);
    const mode = modes + <usize>number * rows.MODE_BYTES;
    const first = nodes + <usize>(number * <u32>rows.brawlers) * rows.NODE_BYTES;
    const a = first + <usize>load<u16>(row, rows.FIRST) * rows.NODE_BYTES;
    const b = first + <usize>load<u16>(row, rows.SECOND) * rows.NODE_BYTES;
    const own = load<f64>(a, rows.NODE_ODDS);
    const other = load<f64>(b, rows.NODE_ODDS);
    const base = bounded(load<f64>(mode, rows.MODE_BASELINE));
    const both = rows.areEnemies ? own / other : (own * other) / (base / (100 - base));
    const e = both / (1 + both);
    const information = e * (1 - e);
    const games = load<f64>(row, rows.GAMES);
    const share = games * (load<f64>(a, rows.NODE_OWN) + load<f64>(b, rows.NODE_OWN));
    const ownShare = share < MOST_OWN ? share : MOST_OWN;
    const open = 1 - ownShare;
    const noise = (10000 * (1 - repeats() * ownShare)) / (games * information * (open * open));
    store<f64>(row, (load<f64>(row, VALUE) - 100 * e) / (information * open), VALUE);
    store<f64>(row, noise, NOISE);
    store<f64>(row, e, rows.EXPECTED);
    store<f64>(mode, load<f64>(mode, rows.MODE_INFORMATION) + 1 / noise, rows.MODE_INFORMATION);
  }
}

/**
 * Fits everything: rows, nodes, modes and pairs are filled, with `sums` for as many groups as there are pairs or modes. The
 * rows' posteriors are made on demand, by judgeRow().
 */
export function fitEffects(first: usize, nodes: usize, modes: usize, pairs: usize, sums: usize): void {
  rows.readRows(first, nodes, modes);
  fitMain(nodes, modes, sums);
  makeValues(first, first + <usize>rows.rowCount * rows.ROW_BYTES, nodes, modes);
  const count = rows.pairCount();
  openLevel(first, rows.rowCount, rows.ROW_BYTES, sums, count);
  fitLevel(EFFECT_MODE_PRIOR, PRIOR_ROWS);
  modeSpread = spread;
  modeSharpness = sharpness;
  for (let i = 0; i < count; i++) {
    store<f64>(pairs + <usize>i * PAIR_BYTES, groupMean(i), VALUE);
    store<f64>(pairs + <usize>i * PAIR_BYTES, groupNoise(i), NOISE);
  }
  openLevel(pairs, count, PAIR_BYTES, sums, 0);
  fitLevel(EFFECT_PRIOR, PRIOR_ROWS);
  pairSpread = spread;
  for (let pair = pairs; pair < pairs + <usize>count * PAIR_BYTES; pair += PAIR_BYTES) {
    shrinkOne(load<f64>(pair, VALUE), load<f64>(pair, NOISE), spread, sharpness, 0, 0);
    store<f64>(pair, mean, VALUE);
    store<f64>(pair, variance, NOISE);
  }
}

/** Makes the posterior of a row (mean and variance of level.ts). */
export function judgeRow(row: usize, pairs: usize): void {
  const pair = pairs + <usize>load<u32>(row, GROUP) * PAIR_BYTES;
  shrinkOne(
    load<f64>(row, VALUE),
    load<f64>(row, NOISE),
    modeSpread,
    modeSharpness,
    load<f64>(pair, VALUE),
    load<f64>(pair, NOISE),
  );
}
