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
  addFitCell,
  FIT_BRAWLER,
  FIT_BYTES,
  FIT_LANE,
  FIT_MAP_BASELINES,
  FIT_MAP_CELLS,
  FIT_MAP_COUNTS,
  FIT_MAP_FIRST,
  FIT_PLAIN,
  FIT_PLAIN_BYTES,
} from './lifts';
import { CELL_SLOTS } from './lifts-fit';
import { addPlace, clearPlaces, tierOf, tierOfPosterior } from './place';
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

/** counts of a table's brawler, by slot of cells */
const COUNTS: usize = memory.data(160, 8);

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

/** Adds the brawlers of tables with counts to the map that is fitted: all games of a weight, in one slot. */
export function fitSeen(): void {
  memory.fill(COUNTS, 0, SLOTS * COUNT_BYTES);
  let brawler: u32 = 0;
  for (let sum = sums; sum < sumsEnd; sum += SUM_BYTES, brawler++) {
    if (load<u32>(sum, SUM_SEEN) === 0) continue;
    const games = load<f64>(sum, SUM_GAMES);
    const halfWins = (load<f64>(sum, SUM_WIN_RATE) * games) / 50;
    store<f64>(COUNTS, games, COUNT_GAMES);
    store<f64>(COUNTS, halfWins, COUNT_HALF_WINS);
    store<f64>(COUNTS, games, COUNT_WEIGHTED);
    store<f64>(COUNTS, halfWins, COUNT_WEIGHTED_HALF_WINS);
    store<f64>(COUNTS, games, COUNT_SQUARED);
    addFitCell(brawler, COUNTS);
  }
}

/** Adds a row to place, of a brawler whose tables were summed. */
function placeSum(sum: usize, mean: f64, variance: f64, tier: u32, isCounted: bool): void {
  const brawler = <u32>((sum - sums) / SUM_BYTES);
  const games = load<f64>(sum, SUM_GAMES);
  store<f64>(sum, mean - baseline, SUM_LIFT);
  store<f64>(sum, variance, SUM_VARIANCE);
  addPlace(brawler, mean, variance, tier, v128.load(sum, SUM_WIN_RATE), games, isCounted);
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
    placeSum(load<u32>(row, OWNER), mean, load<f64>(row, VARIANCE), tier, false);
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
    placeSum(sum, mean, variance, tierOfPosterior(mean - baseline, variance), true);
    result += 16;
  }
}

/** Adds up games and half wins, side by side, over slots: a bit for each; from one slot to the next it is `step` bytes. */
function sumPlain(count: usize, slots: u32, step: usize): v128 {
  let sum = v128.and(i64x2.splat(-(<i64>(slots & 1))), v128.load(count));
  sum = f64x2.add(sum, v128.and(i64x2.splat(-(<i64>((slots >> 1) & 1))), v128.load(count + step)));
  sum = f64x2.add(sum, v128.and(i64x2.splat(-(<i64>((slots >> 2) & 1))), v128.load(count + 2 * step)));
  return f64x2.add(sum, v128.and(i64x2.splat(-(<i64>(slots >> 3))), v128.load(count + 3 * step)));
}

/** Games of a bracket on a map of the fit. */
export function picksOf(map: usize, bracket: usize): f64 {
  return f64x2.extract_lane(sumPlain(map + FIT_MAP_COUNTS, load<u8>(CELL_SLOTS + bracket), COUNT_BYTES), 0);
}

/** How many cells of a map of the fit have games in a bracket. */
export function cellsOf(map: usize, bracket: usize): u32 {
  const slots = <u32>load<u8>(CELL_SLOTS + bracket);
  let cell = <usize>load<u32>(map, FIT_MAP_FIRST);
  let count: u32 = 0;
  for (const end = cell + <usize>load<u32>(map, FIT_MAP_CELLS) * FIT_BYTES; cell < end; cell += FIT_BYTES) {
    if (f64x2.extract_lane(sumPlain(cell + FIT_PLAIN, slots, FIT_PLAIN_BYTES), 0) > 0) count++;
  }
  return count;
}

/** Places the cells of a map that was fitted in a bracket; `forTeams`, if their lifts are asked for. */
export function placeFitted(map: usize, bracket: usize, forTeams: bool): void {
  const slots = <u32>load<u8>(CELL_SLOTS + bracket);
  clearPlaces();
  picks = picksOf(map, bracket);
  baseline = load<f64>(map, FIT_MAP_BASELINES);
  const percents = f64x2.replace_lane(f64x2.splat(50), 1, 100);
  let cell = <usize>load<u32>(map, FIT_MAP_FIRST);
  for (const end = cell + <usize>load<u32>(map, FIT_MAP_CELLS) * FIT_BYTES; cell < end; cell += FIT_BYTES) {
    const plain = sumPlain(cell + FIT_PLAIN, slots, FIT_PLAIN_BYTES);
    const games = f64x2.extract_lane(plain, 0);
    if (games === 0) continue;
    const lane = <usize>load<u32>(cell, FIT_LANE);
    const mean = min(max(baseline + load<f64>(lane), 0), 100);
    const variance = load<f64>(lane, 16);
    const brawler = load<u32>(cell, FIT_BRAWLER);
    const tier = tierOfPosterior(mean - baseline, variance);
    const halfWinsAndGames = v128.shuffle<u64>(plain, plain, 1, 0);
    const rates = f64x2.div(f64x2.mul(halfWinsAndGames, percents), f64x2.replace_lane(plain, 1, picks));
    addPlace(brawler, mean, variance, tier, rates, games, true);
    if (!forTeams) continue;
    const sum = sums + <usize>brawler * SUM_BYTES;
    store<f64>(sum, mean - baseline, SUM_LIFT);
    store<f64>(sum, variance, SUM_VARIANCE);
  }
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
