/** Reading sums of pairs or match-ups as rows to be fitted: twin of src/kernel/reference/effects/counts.ts. */
import { MAX_EFFECT_BRAWLERS, MAX_EFFECT_PLACES } from '../layout/effects';
import {
  COUNT_MATCHUPS,
  KEY_A_SHIFT,
  KEY_B_SHIFT,
  KEY_PLACE_SHIFT,
  KEY_SLOT_SHIFT,
  MAX_CODE,
  SUM_GAMES,
  SUM_HALF_WINS,
  SUM_KEY,
  SUM_ROW,
  SUM_SQUARED_WEIGHTS,
  SUM_WEIGHTED_GAMES,
  SUM_WEIGHTED_HALF_WINS,
  SUMS_HEADER_FIELDS,
  WH_KIND,
  WH_LENGTH,
} from '../layout/tally';
import { GROUP, VALUE } from './level';

/* A row to fit; value, noise and group as in level.ts. */
export const EXPECTED: usize = 24;
/** u32 */
export const MODE: usize = 20;
/** effective games */
export const GAMES: usize = 32;
/** u16 each: indexes of the brawlers */
export const FIRST: usize = 40;
export const SECOND: usize = 42;
/** u32: the row of sums */
export const SOURCE: usize = 44;
export const ROW_BYTES: usize = 48;

/* A mode × brawler, with value, noise and group too. */
export const NODE_GAMES: usize = 24;
export const NODE_HALF_WINS: usize = 32;
export const NODE_SQUARES: usize = 40;
/** effective games, then the weight of the rate against the mode's mean over them */
export const NODE_OWN: usize = 48;
export const NODE_ODDS: usize = 56;
export const NODE_BYTES: usize = 64;

/* A mode: what its rows add up to, its baseline (percent), and what it says in all. */
const MODE_GAMES: usize = 0;
const MODE_HALF_WINS: usize = 8;
export const MODE_BASELINE: usize = 16;
export const MODE_INFORMATION: usize = 24;
/** u32 */
export const MODE_PLACE: usize = 32;
/** u32, whether it gets a matrix */
export const MODE_KEPT: usize = 36;
export const MODE_BYTES: usize = 40;

/** Of each code: its index + 1, or 0; u16. */
const INDEXES: usize = memory.data(2 * (MAX_CODE + 1), 8);

let sums: usize = 0;
let sumsEnd: usize = 0;
export let areEnemies = false;
/** rows that are sound, brawlers and modes in them; no rows where there are more than can be fitted */
export let rowCount: i32 = 0;
export let brawlers: i32 = 0;
export let modes: i32 = 0;

/** Two brawlers, in the order that a counter gives them, and games that weigh something? */
function isSound(row: usize): bool {
  const key = load<u64>(row, SUM_KEY);
  const a = <u32>(key >> KEY_A_SHIFT) & MAX_CODE;
  const b = <u32>(key >> KEY_B_SHIFT) & MAX_CODE;
  if ((<u32>(key >> KEY_SLOT_SHIFT) & 15) !== 0 || (<u32>key & MAX_CODE) !== 0 || a === 0 || a >= b)
    return false;
  return load<f64>(row, SUM_WEIGHTED_GAMES) > 0 && load<f64>(row, SUM_SQUARED_WEIGHTS) > 0;
}

/** Turns to sums, which have been checked, and counts what is in them. */
export function openRows(at: usize): void {
  sums = at + SUMS_HEADER_FIELDS * 4;
  sumsEnd = at + load<u32>(at, WH_LENGTH * 4);
  areEnemies = load<u32>(at, WH_KIND * 4) === COUNT_MATCHUPS;
  memory.fill(INDEXES, 0, 2 * (MAX_CODE + 1));
  rowCount = 0;
  modes = 0;
  let place = u64.MAX_VALUE;
  for (let row = sums; row < sumsEnd; row += SUM_ROW) {
    if (!isSound(row)) continue;
    const key = load<u64>(row, SUM_KEY);
    if (key >> KEY_PLACE_SHIFT !== place) {
      place = key >> KEY_PLACE_SHIFT;
      modes++;
    }
    store<u16>(INDEXES + ((<usize>(key >> KEY_A_SHIFT) & MAX_CODE) << 1), 1);
    store<u16>(INDEXES + ((<usize>(key >> KEY_B_SHIFT) & MAX_CODE) << 1), 1);
    rowCount++;
  }
  brawlers = 0;
  for (let code = 1; code <= MAX_CODE; code++) {
    const index = INDEXES + ((<usize>code) << 1);
    if (load<u16>(index) !== 0) store<u16>(index, <u16>++brawlers);
  }
  if (brawlers <= MAX_EFFECT_BRAWLERS && modes <= MAX_EFFECT_PLACES) return;
  rowCount = 0;
  brawlers = 0;
  modes = 0;
}

/** Writes the codes at `to`, u32 each; gives their end. */
export function writeCodes(to: usize): usize {
  if (brawlers === 0) return to;
  for (let code = 1; code <= MAX_CODE; code++) {
    if (load<u16>(INDEXES + ((<usize>code) << 1)) === 0) continue;
    store<u32>(to, code);
    to += 4;
  }
  return to;
}

/** Index of the pair a < b among those of all brawlers. */
export function pairIndex(a: i32, b: i32): i32 {
  return (a * (2 * brawlers - a - 1)) / 2 + b - a - 1;
}

export function pairCount(): i32 {
  return (brawlers * (brawlers - 1)) / 2;
}

function addTo(at: usize, games: usize, by: f64, halfWins: f64): void {
  store<f64>(at + games, load<f64>(at + games) + by);
  store<f64>(at + games, load<f64>(at + games, 8) + halfWins, 8);
}

function addToNode(node: usize, games: f64, halfWins: f64, squares: f64): void {
  addTo(node, NODE_GAMES, games, halfWins);
  store<f64>(node, load<f64>(node, NODE_SQUARES) + squares, NODE_SQUARES);
}

/** Fills rows, nodes and modes, the last two of which are zeros. */
export function readRows(rows: usize, nodes: usize, modesAt: usize): void {
  let mode = modesAt - MODE_BYTES;
  let number = -1;
  let place = u64.MAX_VALUE;
  for (let row = sums; row < sumsEnd; row += SUM_ROW) {
    if (!isSound(row)) continue;
    const key = load<u64>(row, SUM_KEY);
    if (key >> KEY_PLACE_SHIFT !== place) {
      place = key >> KEY_PLACE_SHIFT;
      mode += MODE_BYTES;
      number++;
      store<u32>(mode, <u32>place, MODE_PLACE);
    }
    const a = <i32>load<u16>(INDEXES + ((<usize>(key >> KEY_A_SHIFT) & MAX_CODE) << 1)) - 1;
    const b = <i32>load<u16>(INDEXES + ((<usize>(key >> KEY_B_SHIFT) & MAX_CODE) << 1)) - 1;
    const games = load<f64>(row, SUM_WEIGHTED_GAMES);
    const halfWins = load<f64>(row, SUM_WEIGHTED_HALF_WINS);
    const squares = load<f64>(row, SUM_SQUARED_WEIGHTS);
    store<f64>(rows, (50 * halfWins) / games, VALUE);
    store<f64>(rows, min((games * games) / squares, <f64>load<u32>(row, SUM_GAMES)), GAMES);
    store<u32>(rows, <u32>pairIndex(a, b), GROUP);
    store<u32>(rows, <u32>number, MODE);
    store<u16>(rows, <u16>a, FIRST);
    store<u16>(rows, <u16>b, SECOND);
    store<u32>(rows, <u32>row, SOURCE);
    rows += ROW_BYTES;
    const first = nodes + <usize>(number * brawlers) * NODE_BYTES;
    addToNode(first + <usize>a * NODE_BYTES, games, halfWins, squares);
    addToNode(first + <usize>b * NODE_BYTES, games, areEnemies ? 2 * games - halfWins : halfWins, squares);
    addTo(mode, MODE_GAMES, games, halfWins);
  }
  for (let i = 0; i < modes; i++, modesAt += MODE_BYTES) {
    const games = load<f64>(modesAt, MODE_GAMES);
    const rate = games > 0 ? (50 * load<f64>(modesAt, MODE_HALF_WINS)) / games : 50;
    store<f64>(modesAt, areEnemies ? 50 : rate, MODE_BASELINE);
  }
}

/** Plain counts of a row. */
export function gamesOf(row: usize): f64 {
  return <f64>load<u32>(load<u32>(row, SOURCE), SUM_GAMES);
}

export function halfWinsOf(row: usize): f64 {
  return <f64>load<u32>(load<u32>(row, SOURCE), SUM_HALF_WINS);
}
