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
/** Φ⁻¹(0.975) */
const Z95: f64 = 1.959963984540054;
/** below this many log-odds from the baseline, points are reckoned from the slope there */
const SMALL_LOGIT: f64 = 1e-6;

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
const STANDING: usize = memory.data(8 * 2 * MAX_SIDE, 8);
const ENEMIES: usize = 8 * MAX_SIDE;
let standingSum: f64 = 0;
let standingVariance: f64 = 0;

/** Scales with none, one or two more picks known. */
const SCALES: usize = memory.data(24, 8);

/** Of an effect found: its log-odds, and variance. */
let effect: f64 = 0;
let effectVariance: f64 = 0;

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
function findPair(a: u32, b: u32): bool {
  return find(pairs, pairErrors, a, b);
}

/** Of a on its enemy b: the cell is that of the lower row on the higher. */
function findMatchup(a: u32, b: u32): bool {
  const has = find(matchups, matchupErrors, a, b);
  effect = select(-effect, effect, a > b);
  return has;
}

function liftOf(brawler: u32): f64 {
  const at = recordOf(brawler);
  return load<u8>(at, known.KNOWN) !== 0 ? load<f64>(at, known.LIFT) : 0;
}

function varianceOf(brawler: u32): f64 {
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
  if (pairs !== 0) {
    for (let i = 0; i < allyCount; i++) {
      findPair(brawler, allyAt(i));
      sum += effect;
    }
  }
  if (matchups !== 0) {
    for (let i = 0; i < enemyCount; i++) {
      findMatchup(brawler, enemyAt(i));
      sum += effect;
    }
  }
  return sum;
}

/** Log-odds that one more enemy adds. */
export function lossOf(brawler: u32): f64 {
  let sum = -liftOf(brawler);
  for (let i = 0; i < allyCount; i++) {
    findMatchup(allyAt(i), brawler);
    sum += effect;
  }
  for (let i = 0; i < enemyCount; i++) {
    findPair(brawler, enemyAt(i));
    sum -= effect;
  }
  return sum;
}

/**
 * Least of what likely answers, their losses (f64) 16 bytes apart behind their rows, add to a candidate; infinite without one.
 * Without branches: which of two brawlers has the lower row can't be foreseen.
 */
export function leastOf(brawler: u32, answer: usize, end: usize): f64 {
  let least: f64 = Infinity;
  for (; answer < end; answer += 16) {
    const row = load<u32>(answer);
    if (row === brawler) continue;
    let more = load<f64>(answer, 8);
    if (matchups !== 0) {
      const step = <i32>load<i8>(matchups + cellOf(brawler, row));
      more += <f64>select(step, -step, brawler < row) * UNIT;
    }
    least = min(least, more);
  }
  return least;
}

/** How much more a lift counts where fewer picks are unknown than it has seen. */
function scaleOf(picks: i32): f64 {
  if (!hasEnemies) return 1;
  const quarter = 0.25 * known.pickVariance;
  const places = 2 * size;
  const unknown = places - allyCount - enemyCount - picks;
  return (1 + <f64>(places - 1) * quarter) / (1 + <f64>unknown * quarter);
}

/** Our chance with `picks` (0, 1 or 2) more picks known, which add `more` log-odds. */
export function chanceOf(more: f64, picks: i32): f64 {
  return logistic(base + (standingSum + more) * load<f64>(SCALES + ((<usize>picks) << 3)));
}

/** A chance in tenths of a percent, half up. */
export function tenthsOf(chance: f64): u32 {
  return <u32>floor(1000 * chance + 0.5);
}

/* The forecast made last, in tenths of a percent. */
export let winProbability: u32 = 0;
export let low: u32 = 0;
export let high: u32 = 0;

/* Its terms: what each adds in tenths, what of that is its effect on the candidate, and whether it has one. */
const TERM_EXACT: usize = 0;
const TERM_REST: usize = 8;
const TERM_POINTS: usize = 16;
const TERM_EFFECT: usize = 24;
/** i32: the effect in tenths; then whether there is one */
const TERM_EFFECT_TENTHS: usize = 32;
const TERM_HAS_EFFECT: usize = 36;
const TERM_BYTES: usize = 40;
const TERMS: usize = memory.data(40 * (2 * MAX_SIDE + 1), 8);
export let termCount: i32 = 0;

let forecastVariance: f64 = 0;

function addTerm(logit: f64, scale: f64, hasEffect: bool): void {
  const at = TERMS + <usize>termCount * TERM_BYTES;
  store<f64>(at, logit * scale, TERM_EXACT);
  store<f64>(at, effect * scale, TERM_EFFECT);
  store<u32>(at, hasEffect ? 1 : 0, TERM_HAS_EFFECT);
  termCount++;
}

/** Makes the forecast with a candidate, whose gain is in its record, or as the draft stands where `brawler` is below 0. */
export function forecast(brawler: i32): void {
  const isPick = brawler >= 0;
  const scale = load<f64>(SCALES + ((<usize>isPick) << 3));
  const sum = (standingSum + (isPick ? load<f64>(recordOf(brawler), known.GAIN) : 0)) * scale;
  forecastVariance = standingVariance;
  termCount = 0;
  if (isPick) {
    effect = 0;
    forecastVariance += varianceOf(brawler);
    addTerm(liftOf(brawler), scale, false);
  }
  for (let i = 0; i < allyCount; i++) {
    const has = isPick && findPair(brawler, allyAt(i));
    addFixed(STANDING + ((<usize>i) << 3), scale, has);
  }
  for (let i = 0; i < enemyCount; i++) {
    const has = isPick && findMatchup(brawler, enemyAt(i));
    addFixed(STANDING + ENEMIES + ((<usize>i) << 3), scale, has);
  }
  const half = Z95 * sqrt(forecastVariance) * scale;
  const chance = logistic(base + sum);
  winProbability = tenthsOf(chance);
  if (known.hasIntervals) {
    low = tenthsOf(logistic(base + sum - half));
    high = tenthsOf(logistic(base + sum + half));
  }
  apportion(chance, sum);
}

function addFixed(fixed: usize, scale: f64, hasEffect: bool): void {
  if (hasEffect) {
    forecastVariance += effectVariance;
    addTerm(load<f64>(fixed) + effect, scale, true);
  } else {
    effect = 0;
    addTerm(load<f64>(fixed), scale, false);
  }
}

/** Shares out what lies between the chances as shown; the rest that is left goes by the largest remainders. */
function apportion(chance: f64, sum: f64): void {
  const isSmall = sum < SMALL_LOGIT && sum > -SMALL_LOGIT;
  const slope = 1000 * (isSmall ? baseChance * (1 - baseChance) : (chance - baseChance) / sum);
  let left = <i32>winProbability - <i32>tenthsOf(baseChance);
  const end = TERMS + <usize>termCount * TERM_BYTES;
  for (let at = TERMS; at < end; at += TERM_BYTES) {
    const exact = load<f64>(at, TERM_EXACT) * slope;
    const points = floor(exact);
    store<f64>(at, exact - points, TERM_REST);
    store<i32>(at, <i32>points, TERM_POINTS);
    store<i32>(at, <i32>floor(load<f64>(at, TERM_EFFECT) * slope + 0.5), TERM_EFFECT_TENTHS);
    left -= <i32>points;
  }
  if (termCount === 0) return;
  for (; left > 0; left--) give(end, 1);
  for (; left < 0; left++) give(end, -1);
}

/** Gives a tenth to the term with the largest rest, or takes one from that with the smallest. */
function give(end: usize, tenth: i32): void {
  let chosen = TERMS;
  for (let at = TERMS + TERM_BYTES; at < end; at += TERM_BYTES) {
    if (<f64>tenth * (load<f64>(at, TERM_REST) - load<f64>(chosen, TERM_REST)) > 0) chosen = at;
  }
  store<i32>(chosen, load<i32>(chosen, TERM_POINTS) + tenth, TERM_POINTS);
  store<f64>(chosen, load<f64>(chosen, TERM_REST) - <f64>tenth, TERM_REST);
}

export function pointsOf(term: i32): i32 {
  return load<i32>(TERMS + <usize>term * TERM_BYTES, TERM_POINTS);
}

export function effectOf(term: i32): i32 {
  return load<i32>(TERMS + <usize>term * TERM_BYTES, TERM_EFFECT_TENTHS);
}

export function hasEffect(term: i32): bool {
  return load<u32>(TERMS + <usize>term * TERM_BYTES, TERM_HAS_EFFECT) !== 0;
}
