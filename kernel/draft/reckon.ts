/** What a draft comes to: twin of src/kernel/reference/draft/, which says how. Sums run in the same order. */
import * as draft from '../layout/draft';
import { STEPS_A_LOGIT } from '../layout/effects';
import { NONE16, S_BRAWLER_ID, S_MAP_MODE, S_MATCHUP_MODE, S_PAIR_MODE } from '../layout/snapshot';
import { column, count, value16 } from '../snapshot/read/columns';
import * as known from './known';
import { logistic } from './logistic';

/** Most allies, or enemies. */
export const MAX_SIDE = 8;
const HALF: f64 = 0.5;
/** log-odds a step */
const UNIT: f64 = 1 / <f64>STEPS_A_LOGIT;

/* The draft in use. Rows of brawlers are u16, in a row. */
let brawlers: usize = 0;
export let allies: usize = 0;
export let allyCount: i32 = 0;
export let enemies: usize = 0;
export let enemyCount: i32 = 0;
let size: i32 = 0;
export let hasEnemies = false;
/** Cells of the matrices of its mode, and errors behind them; 0 for none. */
let pairs: usize = 0;
let pairErrors: usize = 0;
let matchups: usize = 0;
let matchupErrors: usize = 0;
export let base: f64 = 0;
/** the chance before any pick */
export let baseChance: f64 = 0;

/** What each ally and enemy contributes as the draft stands, f64, and the sum and variance of all. */
export const STANDING: usize = memory.data(8 * 2 * MAX_SIDE, 8);
export const ENEMIES: usize = 8 * MAX_SIDE;
export let standingSum: f64 = 0;
export let standingVariance: f64 = 0;

/** Scales with none, one or two more picks known. */
export const SCALES: usize = memory.data(24, 8);

/** Of an effect found: its log-odds, and variance. */
export let effect: f64 = 0;
export let effectVariance: f64 = 0;

export function recordOf(brawler: u32): usize {
  return brawlers + <usize>brawler * known.BRAWLER_BYTES;
}

export function allyAt(i: i32): u32 {
  return load<u16>(allies + ((<usize>i) << 1));
}

export function enemyAt(i: i32): u32 {
  return load<u16>(enemies + ((<usize>i) << 1));
}

/** Number of the matrix of a mode, else of that of all other modes; −1 for none. */
function matrixOf(section: i32, mode: u32): i32 {
  const matrices = count(section);
  let any = -1;
  for (let i = 0; i < matrices; i++) {
    const row = value16(section, i);
    if (row === mode) return i;
    if (row === NONE16 && any < 0) any = i;
  }
  return any;
}

/** Address of a matrix's first cell in the section behind that of modes, or of its errors in the one behind that. */
function cellsOf(section: i32, matrix: i32, behind: i32): usize {
  const n = count(S_BRAWLER_ID);
  return matrix < 0 ? 0 : column(section + behind) + <usize>(matrix * ((n * (n - 1)) >> 1));
}

/** Place of the cell of two brawlers, which differ. */
function cellOf(a: u32, b: u32): usize {
  return <usize>(load<i32>(recordOf(min(a, b)), known.CELLS) + <i32>max(a, b));
}

/** Finds the effect of two brawlers in a matrix; false, and no effect, where there is none. */
function find(cells: usize, errors: usize, a: u32, b: u32): bool {
  effect = 0;
  effectVariance = 0;
  if (cells === 0) return false;
  if (a === b) return true;
  const cell = cellOf(a, b);
  const error = <f64>load<u8>(errors + cell) * UNIT;
  effect = <f64>load<i8>(cells + cell) * UNIT;
  effectVariance = error * error;
  return true;
}

/** Of two allies. */
export function findPair(a: u32, b: u32): bool {
  return find(pairs, pairErrors, a, b);
}

/** Of a on its enemy b: the cell is that of the lower row on the higher. */
export function findMatchup(a: u32, b: u32): bool {
  const has = find(matchups, matchupErrors, a, b);
  effect = select(-effect, effect, a > b);
  return has;
}

/** The effect alone of two allies who differ, 0 where there is none. */
function pairOf(a: u32, b: u32): f64 {
  return pairs === 0 ? 0 : <f64>load<i8>(pairs + cellOf(a, b)) * UNIT;
}

/** The effect alone of a on its enemy b, who differs. */
function matchupOf(a: u32, b: u32): f64 {
  if (matchups === 0) return 0;
  const step = <i32>load<i8>(matchups + cellOf(a, b));
  return <f64>select(-step, step, a > b) * UNIT;
}

export function liftOf(brawler: u32): f64 {
  const at = recordOf(brawler);
  return load<u8>(at, known.KNOWN) !== 0 ? load<f64>(at, known.LIFT) : 0;
}

export function varianceOf(brawler: u32): f64 {
  const at = recordOf(brawler);
  return load<u8>(at, known.KNOWN) !== 0 ? load<f64>(at, known.VARIANCE) : known.spread;
}

function addTo(at: usize, by: f64): void {
  store<f64>(at, load<f64>(at) + by);
}

/** Shares the effects within a team out, half to each. */
function shareOut(terms: usize, team: usize, members: i32, sign: f64): void {
  for (let i = 0; i < members; i++) {
    for (let j = i + 1; j < members; j++) {
      findPair(load<u16>(team + ((<usize>i) << 1)), load<u16>(team + ((<usize>j) << 1)));
      addTo(terms + ((<usize>i) << 3), sign * (HALF * effect));
      addTo(terms + ((<usize>j) << 3), sign * (HALF * effect));
      standingVariance += effectVariance;
    }
  }
}

function stand(): void {
  standingVariance = 0;
  for (let i = 0; i < allyCount; i++) {
    standingVariance += varianceOf(allyAt(i));
    store<f64>(STANDING + ((<usize>i) << 3), liftOf(allyAt(i)));
  }
  for (let i = 0; i < enemyCount; i++) {
    standingVariance += varianceOf(enemyAt(i));
    store<f64>(STANDING + ENEMIES + ((<usize>i) << 3), -liftOf(enemyAt(i)));
  }
  shareOut(STANDING, allies, allyCount, 1);
  shareOut(STANDING + ENEMIES, enemies, enemyCount, -1);
  for (let i = 0; i < allyCount; i++) {
    for (let j = 0; j < enemyCount; j++) {
      findMatchup(allyAt(i), enemyAt(j));
      addTo(STANDING + ENEMIES + ((<usize>j) << 3), effect);
      standingVariance += effectVariance;
    }
  }
  standingSum = 0;
  for (let i = 0; i < allyCount; i++) standingSum += load<f64>(STANDING + ((<usize>i) << 3));
  for (let i = 0; i < enemyCount; i++) standingSum += load<f64>(STANDING + ENEMIES + ((<usize>i) << 3));
}

/**
 * Opens a draft on a map that is known, its brawlers' records at `at`. `format` are FORMAT_* flags; enemies are ignored
 * where the format has none.
 */
export function openDraft(
  map: u32,
  at: usize,
  teamSize: i32,
  format: i32,
  ally: usize,
  allyRows: i32,
  enemy: usize,
  enemyRows: i32,
): void {
  const mode = value16(S_MAP_MODE, map);
  const together = (format & draft.FORMAT_TOGETHER) !== 0;
  hasEnemies = (format & draft.FORMAT_ENEMIES) !== 0;
  brawlers = at;
  size = teamSize;
  allies = ally;
  allyCount = allyRows;
  enemies = enemy;
  enemyCount = hasEnemies ? enemyRows : 0;
  const pair = together ? matrixOf(S_PAIR_MODE, mode) : -1;
  const matchup = together && hasEnemies ? matrixOf(S_MATCHUP_MODE, mode) : -1;
  pairs = cellsOf(S_PAIR_MODE, pair, 1);
  pairErrors = cellsOf(S_PAIR_MODE, pair, 2);
  matchups = cellsOf(S_MATCHUP_MODE, matchup, 1);
  matchupErrors = cellsOf(S_MATCHUP_MODE, matchup, 2);
  base = hasEnemies ? 0 : known.logitOf(known.baseline);
  baseChance = logistic(base);
  stand();
  for (let picks = 0; picks < 3; picks++) store<f64>(SCALES + ((<usize>picks) << 3), scaleOf(picks));
}

/** Is there room for another ally, or another enemy? */
export function allyPicks(): bool {
  return allyCount < size;
}

export function enemyPicks(): bool {
  return hasEnemies && enemyCount < size;
}

/** Log-odds that a candidate adds. */
export function gainOf(brawler: u32): f64 {
  let sum = liftOf(brawler);
  for (let i = 0; i < allyCount; i++) sum += pairOf(brawler, allyAt(i));
  for (let i = 0; i < enemyCount; i++) sum += matchupOf(brawler, enemyAt(i));
  return sum;
}

/** Log-odds that one more enemy adds. */
export function lossOf(brawler: u32): f64 {
  let sum = -liftOf(brawler);
  for (let i = 0; i < allyCount; i++) sum += matchupOf(allyAt(i), brawler);
  for (let i = 0; i < enemyCount; i++) sum -= pairOf(brawler, enemyAt(i));
  return sum;
}

/** Begins where a likely answer's cells in a matrix do, in the place of its use. */
export function openAnswer(answer: usize): void {
  store<i32>(answer, load<i32>(recordOf(load<u32>(answer)), known.CELLS), 4);
}

/**
 * Least of what likely answers add to a candidate, or something less than `enough`; infinite without one. Answers stand 16
 * bytes apart: the row, where its cells begin, and its loss, f64; a cell is that of the lower row on the higher. Which of two
 * brawlers has it can't be foreseen, so that takes no branch.
 */
export function leastOf(brawler: u32, answer: usize, end: usize, enough: f64): f64 {
  let least: f64 = Infinity;
  const cells = load<i32>(recordOf(brawler), known.CELLS);
  for (; answer < end; answer += 16) {
    const row = load<u32>(answer);
    if (row === brawler) continue;
    let more = load<f64>(answer, 8);
    if (matchups !== 0) {
      const isLower = brawler < row;
      const cell = select(cells + <i32>row, load<i32>(answer, 4) + <i32>brawler, isLower);
      const step = <i32>load<i8>(matchups + <usize>cell);
      more += <f64>select(step, -step, isLower) * UNIT;
    }
    if (more >= least) continue;
    least = more;
    if (least < enough) break;
  }
  return least;
}

/** The least that must be added to a gain, with two picks more known, to come to given log-odds. */
export function moreFor(odds: f64, gain: f64): f64 {
  return (odds - base) / load<f64>(SCALES + 16) - standingSum - gain;
}

/** How much more a lift counts where fewer picks are unknown than it has seen. */
function scaleOf(picks: i32): f64 {
  if (!hasEnemies) return 1;
  const quarter = 0.25 * known.pickVariance;
  const places = 2 * size;
  const unknown = places - allyCount - enemyCount - picks;
  return (1 + <f64>(places - 1) * quarter) / (1 + <f64>unknown * quarter);
}

/** Our log-odds with `picks` (0, 1 or 2) more picks known, which add `more`. */
export function oddsOf(more: f64, picks: i32): f64 {
  return base + (standingSum + more) * load<f64>(SCALES + ((<usize>picks) << 3));
}

/** Our chance with `picks` more picks known. */
export function chanceOf(more: f64, picks: i32): f64 {
  return logistic(oddsOf(more, picks));
}

/** A chance in tenths of a percent, half up. */
export function tenthsOf(chance: f64): u32 {
  return <u32>floor(1000 * chance + 0.5);
}
