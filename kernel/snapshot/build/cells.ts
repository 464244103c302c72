/**
 * The cells of a board: its tables' rows summed by brawler, or what is counted, with what the fit says of them. Twin of
 * the reference's stats/rank.ts and of the rows of counted.ts.
 */
import * as bundle from '../../layout/bundle';
import { TIER_NONE } from '../../layout/snapshot';
import { judgeRows } from '../../stats/fit';
import {
  addRow,
  GIVEN,
  MEAN,
  OWNER,
  openRows,
  ROW_BYTES,
  rowsEnd,
  rowsStart,
  SECOND,
  VARIANCE,
} from '../../stats/rows';
import { fitByUseRates, USE_RATE_FLOOR } from '../../stats/use-rates';
import { brawlerRow } from './brawlers';
import {
  COUNT_BYTES,
  COUNT_GAMES,
  COUNT_HALF_WINS,
  COUNT_SQUARED,
  COUNT_WEIGHTED,
  COUNT_WEIGHTED_HALF_WINS,
  SLOTS,
} from './counts';
import { field } from './input';
import {
  addFitPair,
  FIT_BYTES,
  FIT_MAP_BASELINES,
  FIT_MAP_FIRST,
  FIT_MAP_PAIRS,
  FIT_PAIR,
  FIT_PLAIN,
  FIT_PLAIN_BYTES,
  FIT_SLOT,
} from './lifts';
import { CELL_SLOTS, maskOf, picksOf } from './lifts-fit';
import { addPlaces, clearPlaces, tierOf, tiersOf } from './place';
import * as records from './records';

/** Rates arrive in 1/10,000 of a percent point. */
const RATE_UNIT: f64 = 10000;
const MIN_WEIGHT_FOR_TIER: f64 = 0.15;

/* What the tables sum up to for a brawler; the rates side by side. */
const SUM_GAMES: usize = 0;
const SUM_WIN_RATE: usize = 8;
const SUM_USE_RATE: usize = 16;
const SUM_SEEN: usize = 24;
/* Of any board of bracket `all`: over the baseline, as ranked, pp; and the variance of that, pp². */
const SUM_LIFT: usize = 32;
const SUM_VARIANCE: usize = 40;
export const SUM_BYTES: usize = 48;

/** counts of two brawlers of a table, by slot of cells */
const COUNTS: usize = memory.data(320, 16);
const COUNTS_BYTES: usize = 320;

let sums: usize = 0;
let sumsEnd: usize = 0;
/** games of all */
let picks: f64 = 0;
let baseline: f64 = 0;
/** rows to fit */
let rows: usize = 0;

/** `at` has SUM_BYTES, and `toFit` ROW_BYTES, a brawler. */
export function openSums(at: usize, toFit: usize): void {
  sums = at;
  sumsEnd = at + <usize>records.countOf(records.BRAWLERS) * SUM_BYTES;
  rows = toFit;
}

/** Begins a board of bracket `all`. */
export function clearSums(): void {
  memory.fill(sums, 0, sumsEnd - sums);
  picks = 0;
}

/** Adds `count` STAT rows from `stat` on. The upstream files picks that it can't attribute under brawler 0. */
export function addStats(stat: usize, count: i32, isCounted: bool): void {
  for (; count > 0; count--, stat += bundle.STAT_FIELDS * 4) {
    const brawler = brawlerRow(stat);
    if (brawler < 0) continue;
    const sum = sums + <usize>brawler * SUM_BYTES;
    const winRate = <f64>field(stat, bundle.STAT_WIN_RATE) / RATE_UNIT;
    const games = isCounted ? <f64>field(stat, bundle.STAT_COUNT) : 0;
    picks += games;
    if (!isCounted || load<u32>(sum, SUM_SEEN) === 0) {
      store<u32>(sum, 1, SUM_SEEN);
      store<f64>(sum, games, SUM_GAMES);
      store<f64>(sum, winRate, SUM_WIN_RATE);
      store<f64>(sum, <f64>field(stat, bundle.STAT_USE_RATE) / RATE_UNIT, SUM_USE_RATE);
    } else if (games > 0) {
      const before = load<f64>(sum, SUM_GAMES);
      const both = load<f64>(sum, SUM_WIN_RATE) * before + winRate * games;
      store<f64>(sum, both / (before + games), SUM_WIN_RATE);
      store<f64>(sum, before + games, SUM_GAMES);
    }
  }
}

/** How many brawlers the tables added speak of. */
export function seenCount(): u32 {
  let count: u32 = 0;
  for (let sum = sums; sum < sumsEnd; sum += SUM_BYTES) count += load<u32>(sum, SUM_SEEN);
  return count;
}

/** Makes the counts of a brawler that tables with counts speak of: all games of a weight, in one slot. */
function countSeen(sum: usize, counts: usize): void {
  const games = load<f64>(sum, SUM_GAMES);
  const halfWins = (load<f64>(sum, SUM_WIN_RATE) * games) / 50;
  store<f64>(counts, games, COUNT_GAMES);
  store<f64>(counts, halfWins, COUNT_HALF_WINS);
  store<f64>(counts, games, COUNT_WEIGHTED);
  store<f64>(counts, halfWins, COUNT_WEIGHTED_HALF_WINS);
  store<f64>(counts, games, COUNT_SQUARED);
}

/** Adds the brawlers of tables with counts to the map that is fitted. */
export function fitSeen(): void {
  let pair: u32 = 0;
  for (let sum = sums; sum < sumsEnd; sum += 2 * SUM_BYTES, pair++) {
    const odd = sum + SUM_BYTES;
    let lanes = load<u32>(sum, SUM_SEEN);
    if (odd < sumsEnd) lanes |= load<u32>(odd, SUM_SEEN) << 1;
    if (lanes === 0) continue;
    memory.fill(COUNTS, 0, COUNTS_BYTES);
    if ((lanes & 1) !== 0) countSeen(sum, COUNTS);
    if ((lanes & 2) !== 0) countSeen(odd, COUNTS + SLOTS * COUNT_BYTES);
    addFitPair(pair, COUNTS, lanes);
  }
}

/** Adds a row to place, of a brawler whose tables were summed. */
function placeSum(sum: usize, mean: f64, variance: f64, tiers: v128, isCounted: bool): void {
  store<f64>(sum, mean - baseline, SUM_LIFT);
  store<f64>(sum, variance, SUM_VARIANCE);
  addPlaces(
    <u32>((sum - sums) / SUM_BYTES),
    1,
    f64x2.splat(mean),
    f64x2.splat(variance),
    tiers,
    v128.load64_splat(sum, SUM_WIN_RATE),
    v128.load64_splat(sum, SUM_USE_RATE),
    v128.load64_splat(sum, SUM_GAMES),
    isCounted,
  );
}

/** Fits and places the rows of a table without counts, by themselves. */
export function placeUncounted(): void {
  let weights: f64 = 0;
  let weighted: f64 = 0;
  clearPlaces();
  openRows(rows);
  for (let sum = sums; sum < sumsEnd; sum += SUM_BYTES) {
    if (load<u32>(sum, SUM_SEEN) === 0) continue;
    const rate = load<f64>(sum, SUM_WIN_RATE);
    const useRate = load<f64>(sum, SUM_USE_RATE);
    const w = max(useRate, USE_RATE_FLOOR);
    weights += w;
    weighted += w * rate;
    store<f64>(addRow(rate, sum), useRate, GIVEN);
  }
  baseline = weights > 0 ? weighted / weights : 50;
  if (rowsStart() === rowsEnd()) return;
  fitByUseRates();
  judgeRows(false);
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    const mean = load<f64>(row, MEAN);
    const tier = load<f64>(row, SECOND) < MIN_WEIGHT_FOR_TIER ? TIER_NONE : tierOf(mean - baseline);
    placeSum(load<u32>(row, OWNER), mean, load<f64>(row, VARIANCE), i64x2.splat(tier), false);
  }
}

/** Places the rows of a table with counts: lifts and variances from `result` on, in the order of the brawlers. */
export function placeSeen(result: usize, ofMap: f64): void {
  clearPlaces();
  baseline = ofMap;
  for (let sum = sums; sum < sumsEnd; sum += SUM_BYTES) {
    if (load<u32>(sum, SUM_SEEN) === 0) continue;
    const mean = min(max(baseline + load<f64>(result), 0), 100);
    const variance = load<f64>(result, 8);
    if (picks > 0) store<f64>(sum, (100 * load<f64>(sum, SUM_GAMES)) / picks, SUM_USE_RATE);
    placeSum(sum, mean, variance, tiersOf(f64x2.splat(mean - baseline), f64x2.splat(variance)), true);
    result += 16;
  }
}

/** Notes lift and variance of a lane for the teams. */
function noteLift(brawler: u32, lift: f64, variance: f64): void {
  const sum = sums + <usize>brawler * SUM_BYTES;
  store<f64>(sum, lift, SUM_LIFT);
  store<f64>(sum, variance, SUM_VARIANCE);
}

/** Places the cells of a map that was fitted in a bracket, two and two; `forTeams`, if their lifts are asked for. */
export function placeFitted(map: usize, bracket: usize, forTeams: bool): void {
  const slots = <u32>load<u8>(CELL_SLOTS + bracket);
  const mask0 = maskOf(slots, 0);
  const mask1 = maskOf(slots, 1);
  const mask2 = maskOf(slots, 2);
  const mask3 = maskOf(slots, 3);
  const zero = f64x2.splat(0);
  const hundred = f64x2.splat(100);
  clearPlaces();
  picks = picksOf(map, bracket);
  baseline = load<f64>(map, FIT_MAP_BASELINES);
  const mean = f64x2.splat(baseline);
  let cell = <usize>load<u32>(map, FIT_MAP_FIRST);
  for (const end = cell + <usize>load<u32>(map, FIT_MAP_PAIRS) * FIT_BYTES; cell < end; cell += FIT_BYTES) {
    const games = sumPlain(cell + FIT_PLAIN, mask0, mask1, mask2, mask3);
    const lanes = <u32>i64x2.bitmask(f64x2.gt(games, zero));
    if (lanes === 0) continue;
    const halfWins = sumPlain(cell + FIT_PLAIN + 16, mask0, mask1, mask2, mask3);
    const slot = <usize>load<u32>(cell, FIT_SLOT);
    const means = f64x2.pmin(hundred, f64x2.pmax(zero, f64x2.add(mean, v128.load(slot))));
    const lifts = f64x2.sub(means, mean);
    const variances = v128.load(slot, 16);
    const wins = f64x2.div(f64x2.mul(halfWins, f64x2.splat(50)), games);
    const uses = f64x2.div(f64x2.mul(games, hundred), f64x2.splat(picks));
    const brawler = load<u32>(cell, FIT_PAIR) << 1;
    addPlaces(brawler, lanes, means, variances, tiersOf(lifts, variances), wins, uses, games, true);
    if (!forTeams) continue;
    if ((lanes & 1) !== 0) noteLift(brawler, f64x2.extract_lane(lifts, 0), f64x2.extract_lane(variances, 0));
    if ((lanes & 2) !== 0)
      noteLift(brawler + 1, f64x2.extract_lane(lifts, 1), f64x2.extract_lane(variances, 1));
  }
}

/** Adds up a field of two cells over the slots that are not masked out. */
function sumPlain(at: usize, mask0: v128, mask1: v128, mask2: v128, mask3: v128): v128 {
  const first = v128.and(mask0, v128.load(at));
  const sum = f64x2.add(first, v128.and(mask1, v128.load(at, FIT_PLAIN_BYTES)));
  const more = f64x2.add(sum, v128.and(mask2, v128.load(at, 2 * FIT_PLAIN_BYTES)));
  return f64x2.add(more, v128.and(mask3, v128.load(at, 3 * FIT_PLAIN_BYTES)));
}

/** The baseline of the cells placed last, percent. */
export function cellBaseline(): f64 {
  return baseline;
}

/** Games of what was added or placed last. */
export function cellPicks(): f64 {
  return picks;
}

/** A brawler's lift in the board of bracket `all` made last, 0 where it has none. */
export function liftOf(brawler: i32): f64 {
  return load<f64>(sums + <usize>brawler * SUM_BYTES, SUM_LIFT);
}

/** The variance of a brawler's rate in that board, pp²; 0 where it has none. */
export function varianceOf(brawler: i32): f64 {
  return load<f64>(sums + <usize>brawler * SUM_BYTES, SUM_VARIANCE);
}
