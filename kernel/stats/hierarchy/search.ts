/** The search for a level's spread: twin of fitWithin in src/kernel/reference/stats/within.ts. */
import { beginSearch, spreadTried, stepSearch } from '../search';
import { addAll, addGroups, lastCurvature, lastSlope } from './levels';

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
  const none = group === 0 ? out : 0;
  beginSearch(prior);
  do {
    spread = spreadTried();
    findScore(slot, group, count, prior, none);
  } while (stepSearch(score, information));
  spread = spreadTried();
  findScore(slot, group, count, prior, out);
  sharpness = 0.5 * information;
}
