/** The search for a level's spread: twin of fitWithin in src/kernel/reference/stats/within.ts. */
import { addAll, addGroups, lastCurvature, lastSlope } from './levels';

const LEAST_SPREAD: f64 = 0.0001;
const MOST_SPREAD: f64 = 2500;
const PRECISION: f64 = 1e-3;
const MAX_STEPS = 40;
const LONGEST_STEP: f64 = 4;
/** All priors are worth so many rows. */
const PRIOR_ROWS: f64 = 3;

/* The search's result. */
let spread: f64 = 0;
let sharpness: f64 = 0;

/* At the spread tried last. */
let score: f64 = 0;
let information: f64 = 0;

export function foundSpread(): f64 {
  return spread;
}

export function foundSharpness(): f64 {
  return sharpness;
}

/** Adds up a level at the spread tried, as addGroups(); all values as one group where `group` is 0. */
function findScore(slot: usize, group: usize, count: i32, prior: f64, out: usize): void {
  if (group === 0) addAll(slot, count, spread, out);
  else addGroups(slot, group, count, spread, out);
  const known = (PRIOR_ROWS * prior) / spread;
  score = known - PRIOR_ROWS + spread * lastSlope();
  information = known + spread * spread * lastCurvature();
}

/** Finds the spread within the groups of a level, or about the mean of all where `group` is 0; writes means and noises to `out`. */
export function search(slot: usize, group: usize, count: i32, prior: f64, out: usize): void {
  let low = LEAST_SPREAD;
  let high = MOST_SPREAD;
  let spreadBefore: f64 = NaN;
  let scoreBefore: f64 = NaN;
  const none = group === 0 ? out : 0;
  spread = prior;
  for (let step = 0; step < MAX_STEPS; step++) {
    findScore(slot, group, count, prior, none);
    if (score > 0) low = spread;
    else high = spread;
    const slope = (score - scoreBefore) / (spread - spreadBefore);
    let next = slope < 0 ? spread - score / slope : spread * (1 + score / information);
    if (next > LONGEST_STEP * spread) next = LONGEST_STEP * spread;
    if (next < spread / LONGEST_STEP) next = spread / LONGEST_STEP;
    if (next < low || next > high) next = sqrt(low * high);
    const moved = next > spread ? next - spread : spread - next;
    spreadBefore = spread;
    scoreBefore = score;
    spread = next;
    if (moved <= PRECISION * spread) break;
  }
  findScore(slot, group, count, prior, out);
  sharpness = 0.5 * information;
}
