/** What is known of the map of a draft: twin of src/kernel/reference/draft/known.ts. */
import * as draft from '../layout/draft';
import * as layout from '../layout/snapshot';
import { board, endCell, findBoard, firstCell } from '../render/board';
import { count, value8, value16, value32 } from '../snapshot/read/columns';
import { ln } from './logistic';

/* A brawler: log-odds over the baseline and their variance, f64; while boards are added up, sums of those. */
export const LIFT: usize = 0;
export const VARIANCE: usize = 8;
/** f64, of the order of use, 1/100 pp */
export const USE: usize = 16;
/** f64: sums of games, of weights, and of weighted squares */
const GAMES_SUM: usize = 24;
const WEIGHT: usize = 32;
const SQUARE: usize = 40;
/** f64, in the place of those: of a candidate the chance with it, and the log-odds that it adds; of the short list in the making, ours with it */
export const CHANCE: usize = 24;
export const GAIN: usize = 32;
export const ODDS: usize = 40;
/** u32, NONE32 without counts */
export const GAMES: usize = 48;
/** u8: TIER_*; is something known of it; can't it be picked; is it wanted */
export const TIER: usize = 52;
export const KNOWN: usize = 53;
export const TAKEN: usize = 54;
export const WANTED: usize = 55;
/** u32: where its cells in a matrix begin, less the number of the first of the others */
export const CELLS: usize = 56;
export const BRAWLER_BYTES: usize = 64;

/** Φ⁻¹(0.975) */
const Z95: f64 = 1.959963984540054;

/* Notices, as in DRAFT_NOTICES. */
export const NOTICE_NONE = 0;
export const NOTICE_BRACKET = 1;
export const NOTICE_MODE = 2;
export const NOTICE_NO_STATISTICS = 3;

export let notice: i32 = 0;
/** 1/100 pp */
export let baseline: f64 = 0;
export let hasIntervals = false;
export let spread: f64 = 0;
export let pickVariance: f64 = 0;

let brawlers: usize = 0;
let brawlersEnd: usize = 0;

/** Log-odds of a rate in 1/100 pp. */
export function logitOf(rate: f64): f64 {
  const bounded = min(max(rate, <f64>draft.LEAST_RATE), <f64>(10000 - draft.LEAST_RATE));
  return ln(bounded / (10000 - bounded));
}

function baselineOf(board: u32): f64 {
  const rate = value16(layout.S_BOARD_BASELINE, board);
  return rate === layout.NONE16 ? 5000 : <f64>rate;
}

/** Variance of a cell's log-odds; 0 without an interval, which is noted. */
function varianceOf(cell: u32, adjusted: f64): f64 {
  const low = value16(layout.S_CELL_LOW, cell);
  const high = value16(layout.S_CELL_HIGH, cell);
  if (low === layout.NONE16 || high === layout.NONE16) {
    hasIntervals = false;
    return 0;
  }
  const rate = min(max(adjusted, <f64>draft.LEAST_RATE), <f64>(10000 - draft.LEAST_RATE)) / 10000;
  const deviation = <f64>(<i32>high - <i32>low) / (20000 * Z95) / (rate * (1 - rate));
  return deviation * deviation;
}

function ofBoard(board: u32): void {
  const base = logitOf(baselineOf(board));
  const to = value32(layout.S_BOARD_CELLS_AT, board + 1);
  baseline = baselineOf(board);
  for (let cell = value32(layout.S_BOARD_CELLS_AT, board); cell < to; cell++) {
    const at = brawlers + <usize>value16(layout.S_CELL_BRAWLER, cell) * BRAWLER_BYTES;
    const adjusted = <f64>value16(layout.S_CELL_ADJUSTED, cell);
    store<f64>(at, logitOf(adjusted) - base, LIFT);
    store<f64>(at, varianceOf(cell, adjusted), VARIANCE);
    store<f64>(at, <f64>value16(layout.S_CELL_USE_RATE, cell), USE);
    store<u32>(at, value32(layout.S_CELL_GAMES, cell), GAMES);
    store<u8>(at, <u8>value8(layout.S_CELL_TIER, cell), TIER);
    store<u8>(at, 1, KNOWN);
  }
}

function add(at: usize, by: f64): void {
  store<f64>(at, load<f64>(at) + by);
}

/** Adds the cells of a board to the sums. */
function addBoard(board: u32): void {
  const base = logitOf(baselineOf(board));
  const to = value32(layout.S_BOARD_CELLS_AT, board + 1);
  for (let cell = value32(layout.S_BOARD_CELLS_AT, board); cell < to; cell++) {
    const at = brawlers + <usize>value16(layout.S_CELL_BRAWLER, cell) * BRAWLER_BYTES;
    const adjusted = <f64>value16(layout.S_CELL_ADJUSTED, cell);
    const games = value32(layout.S_CELL_GAMES, cell);
    const weight = games === layout.NONE32 ? 1 : <f64>games;
    const lift = logitOf(adjusted) - base;
    add(at + WEIGHT, weight);
    add(at + LIFT, weight * lift);
    add(at + SQUARE, weight * (lift * lift));
    add(at + VARIANCE, weight * varianceOf(cell, adjusted));
    add(at + GAMES_SUM, games === layout.NONE32 ? 0 : <f64>games);
    add(at + USE, <f64>value16(layout.S_CELL_USE_RATE, cell));
  }
}

/** The mean of the boards, bracket `all`, of the mode's maps. */
function ofMode(map: u32): void {
  const mode = value16(layout.S_MAP_MODE, map);
  let baselines: f64 = 0;
  let boards: f64 = 0;
  for (let board = 0; board < count(layout.S_BOARD_MAP); board++) {
    if (value8(layout.S_BOARD_BRACKET, board) !== layout.BRACKET_ALL) continue;
    if (value16(layout.S_MAP_MODE, value16(layout.S_BOARD_MAP, board)) !== mode) continue;
    if (value32(layout.S_BOARD_CELLS_AT, board) === value32(layout.S_BOARD_CELLS_AT, board + 1)) continue;
    baselines += baselineOf(board);
    boards++;
    addBoard(board);
  }
  baseline = boards > 0 ? baselines / boards : 5000;
  notice = NOTICE_NO_STATISTICS;
  for (let at = brawlers; at < brawlersEnd; at += BRAWLER_BYTES) {
    const weight = load<f64>(at, WEIGHT);
    const games = load<f64>(at, GAMES_SUM);
    if (weight === 0) {
      store<f64>(at, 0, LIFT);
      store<f64>(at, 0, VARIANCE);
      continue;
    }
    const mean = load<f64>(at, LIFT) / weight;
    const between = load<f64>(at, SQUARE) / weight - mean * mean;
    store<f64>(at, load<f64>(at, VARIANCE) / weight + (between > 0 ? between : 0), VARIANCE);
    store<f64>(at, mean, LIFT);
    store<u32>(at, games > 0 ? <u32>min(games, <f64>(<u32>layout.NONE32 - 1)) : layout.NONE32, GAMES);
    store<u8>(at, 1, KNOWN);
    notice = NOTICE_MODE;
  }
}

function hasCells(map: u32, bracket: u32): bool {
  findBoard(map, bracket);
  return firstCell < endCell;
}

/** Fills a record for each brawler, from zeros, at `at`: of the map's ranking, of all battles', or of its mode. */
export function knowMap(map: u32, bracket: u32, at: usize): void {
  const n = count(layout.S_BRAWLER_ID);
  brawlers = at;
  brawlersEnd = at + <usize>n * BRAWLER_BYTES;
  memory.fill(brawlers, 0, brawlersEnd - brawlers);
  hasIntervals = true;
  notice = NOTICE_NONE;
  if (hasCells(map, bracket)) {
    ofBoard(board);
  } else if (hasCells(map, layout.BRACKET_ALL)) {
    notice = NOTICE_BRACKET;
    ofBoard(board);
  } else {
    ofMode(map);
  }
  measure(n);
}

function measure(n: i32): void {
  let known: f64 = 0;
  let squares: f64 = 0;
  let uses: f64 = 0;
  let sum: f64 = 0;
  let row = 0;
  for (let at = brawlers; at < brawlersEnd; at += BRAWLER_BYTES, row++) {
    store<i32>(at, (row * (2 * n - row - 1)) / 2 - row - 1, CELLS);
    if (load<u8>(at, KNOWN) === 0) continue;
    const lift = load<f64>(at, LIFT);
    const use = load<f64>(at, USE);
    known++;
    squares += lift * lift;
    uses += use;
    sum += use * (lift * lift + load<f64>(at, VARIANCE));
  }
  spread = known > 0 ? squares / known : 0;
  pickVariance = uses > 0 ? sum / uses : 0;
}
