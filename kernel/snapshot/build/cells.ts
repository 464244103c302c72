/** The cells of a board: its tables' rows summed by brawler, fitted and ranked. Twin of the reference's stats/rank.ts. */
import * as bundle from '../../layout/bundle';
import {
  BRACKET_ALL,
  NONE32,
  TIED_BIT,
  TIER_A,
  TIER_B,
  TIER_C,
  TIER_D,
  TIER_NONE,
  TIER_S,
} from '../../layout/snapshot';
import { fitRows, judgeRows } from '../../stats/fit';
import {
  addRow,
  GIVEN,
  MEAN,
  NOISE,
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
import { COUNT_GAMES, COUNT_HALF_WINS, COUNT_WEIGHTED, effectiveGames, weightedRate } from './counts';
import { field } from './input';
import { hundredths, orderRows, stored, storePosterior } from './order';
import * as records from './records';
import { valueAt } from './sort';

/** Rates arrive in 1/10,000 of a percent point. */
const RATE_UNIT: f64 = 10000;
/** Fewer games than this say no less. */
export const LEAST_GAMES: f64 = 0.01;
const MIN_WEIGHT_FOR_TIER: f64 = 0.15;
/** Φ⁻¹(0.75) */
const TIE_Z: f64 = 0.6744897501960817;

/* What the tables sum up to for a brawler. */
const SUM_GAMES: usize = 0;
const SUM_WIN_RATE: usize = 8;
const SUM_USE_RATE: usize = 16;
/** over the baseline, as ranked, pp; and the variance of the rate, pp² */
const SUM_LIFT: usize = 24;
const SUM_VARIANCE: usize = 32;
/* What it is ranked by: the rate, its share in the baseline, and how many games it says as much as. */
const SUM_RATE: usize = 40;
const SUM_WEIGHT: usize = 48;
const SUM_EFFECTIVE: usize = 56;
const SUM_SEEN: usize = 64;
export const SUM_BYTES: usize = 72;

/* Kinds of rows. */
export const UNCOUNTED = 0;
export const COUNTED = 1;
/** counted, and weighted by age */
export const WEIGHTED = 2;

let sums: usize = 0;
let sumsEnd: usize = 0;
/** games of all */
let picks: f64 = 0;
let bracket: u32 = 0;
let baseline: f64 = 0;

/** `at` has SUM_BYTES a brawler. */
export function openSums(at: usize): void {
  sums = at;
  sumsEnd = at + <usize>records.countOf(records.BRAWLERS) * SUM_BYTES;
}

/** Begins a board of a bracket. */
export function clearSums(ofBracket: u32): void {
  bracket = ofBracket;
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

/** Adds what is counted of a brawler, once a board. */
export function addCounted(brawler: usize, count: usize): void {
  const sum = sums + brawler * SUM_BYTES;
  const games = load<f64>(count, COUNT_GAMES);
  picks += games;
  store<u32>(sum, 1, SUM_SEEN);
  store<f64>(sum, games, SUM_GAMES);
  store<f64>(sum, (50 * load<f64>(count, COUNT_HALF_WINS)) / games, SUM_WIN_RATE);
  store<f64>(sum, weightedRate(count), SUM_RATE);
  store<f64>(sum, load<f64>(count, COUNT_WEIGHTED), SUM_WEIGHT);
  store<f64>(sum, effectiveGames(count), SUM_EFFECTIVE);
}

/** Plain counts speak for themselves. */
function setPlain(sum: usize, kind: i32): void {
  const games = load<f64>(sum, SUM_GAMES);
  const weight = kind === COUNTED ? games : max(load<f64>(sum, SUM_USE_RATE), USE_RATE_FLOOR);
  store<f64>(sum, load<f64>(sum, SUM_WIN_RATE), SUM_RATE);
  store<f64>(sum, weight, SUM_WEIGHT);
  store<f64>(sum, games, SUM_EFFECTIVE);
}

/** Makes rows of the brawlers seen, and the baseline: their mean win rate, weighted by picks. */
function makeRows(rows: usize, kind: i32): void {
  let weights: f64 = 0;
  let weighted: f64 = 0;
  openRows(rows);
  for (let sum = sums; sum < sumsEnd; sum += SUM_BYTES) {
    if (load<u32>(sum, SUM_SEEN) === 0) continue;
    if (picks > 0) store<f64>(sum, (100 * load<f64>(sum, SUM_GAMES)) / picks, SUM_USE_RATE);
    if (kind !== WEIGHTED) setPlain(sum, kind);
    const rate = load<f64>(sum, SUM_RATE);
    const w = load<f64>(sum, SUM_WEIGHT);
    weights += w;
    weighted += w * rate;
    store<f64>(addRow(rate, sum), load<f64>(sum, SUM_USE_RATE), GIVEN);
  }
  baseline = weights > 0 ? weighted / weights : 50;
}

function fitCells(isCounted: bool): void {
  if (!isCounted) {
    fitByUseRates();
    return;
  }
  const p = min(max(baseline, 1), 99);
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    store<f64>(
      row,
      (p * (100 - p)) / max(load<f64>(load<u32>(row, OWNER), SUM_EFFECTIVE), LEAST_GAMES),
      NOISE,
    );
  }
  fitRows(false);
}

function tierOf(weight: f64, lift: f64): u32 {
  if (weight < MIN_WEIGHT_FOR_TIER) return TIER_NONE;
  if (lift >= 4) return TIER_S;
  if (lift >= 1.5) return TIER_A;
  if (lift >= -1.5) return TIER_B;
  return lift >= -4 ? TIER_C : TIER_D;
}

function writeCell(cell: usize, row: usize, isCounted: bool): void {
  const sum = <usize>load<u32>(row, OWNER);
  const brawler = (sum - sums) / SUM_BYTES;
  const games = load<f64>(sum, SUM_GAMES);
  const winRate = load<f64>(sum, SUM_WIN_RATE);
  const useRate = hundredths(load<f64>(sum, SUM_USE_RATE));
  const lift = load<f64>(row, MEAN) - baseline;
  store<f64>(sum, lift, SUM_LIFT);
  store<f64>(sum, load<f64>(row, VARIANCE), SUM_VARIANCE);
  store<u16>(cell, <u16>brawler, records.CELL_BRAWLER);
  store<u16>(cell, <u16>hundredths(winRate), records.CELL_WIN_RATE);
  storePosterior(cell + records.CELL_ADJUSTED, row, isCounted);
  store<u16>(cell, <u16>useRate, records.CELL_USE_RATE);
  store<u16>(cell, <u16>tierOf(load<f64>(row, SECOND), lift), records.CELL_TIER);
  store<u32>(cell, isCounted ? stored(games) : NONE32, records.CELL_GAMES);
  store<u32>(cell, isCounted ? stored(floor((games * winRate) / 50 + 0.5)) : NONE32, records.CELL_HALF_WINS);
  const record = records.baseOf(records.BRAWLERS) + brawler * records.BRAWLER_BYTES;
  records.increase(record + records.BRAWLER_CELL_COUNT, 1);
  if (bracket === BRACKET_ALL) records.increase(record + records.BRAWLER_USE, useRate);
}

/** Ranks what was summed and writes the cells, best first; `rows` has ROW_BYTES a brawler. Returns the cells' end. */
export function rankCells(cell: usize, rows: usize, kind: i32): usize {
  const isCounted = kind !== UNCOUNTED;
  makeRows(rows, kind);
  if (rowsStart() === rowsEnd()) return cell;
  fitCells(isCounted);
  judgeRows(false);
  const count = orderRows();
  let leading = cell;
  let leader = 0;
  for (let place = 0; place < count; place++, cell += records.CELL_BYTES) {
    const row = valueAt(place);
    const first = valueAt(leader);
    writeCell(cell, row, isCounted);
    // Rows that can't be told from the first of their group share its rank.
    const gap = load<f64>(first, MEAN) - load<f64>(row, MEAN);
    const z = gap / sqrt(load<f64>(first, VARIANCE) + load<f64>(row, VARIANCE));
    if (place > leader && z < TIE_Z) {
      store<u8>(cell, load<u8>(cell, records.CELL_TIER) | TIED_BIT, records.CELL_TIER);
      store<u8>(leading, load<u8>(leading, records.CELL_TIER) | TIED_BIT, records.CELL_TIER);
    } else {
      leader = place;
      leading = cell;
    }
    store<u16>(cell, <u16>(leader + 1), records.CELL_RANK);
  }
  return cell;
}

/** The baseline of the cells made last, percent. */
export function cellBaseline(): f64 {
  return baseline;
}

/** Games of what was added. */
export function cellPicks(): f64 {
  return picks;
}

/** A brawler's lift in the cells made last, 0 where it has none. */
export function liftOf(brawler: i32): f64 {
  return load<f64>(sums + <usize>brawler * SUM_BYTES, SUM_LIFT);
}

/** The variance of a brawler's rate in the cells made last, pp²; 0 where it has none. */
export function varianceOf(brawler: i32): f64 {
  return load<f64>(sums + <usize>brawler * SUM_BYTES, SUM_VARIANCE);
}
