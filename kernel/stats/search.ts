/** The search for a spread, a step at a time: twin of src/kernel/reference/stats/search.ts. One search at once. */

const LEAST_SPREAD: f64 = 0.0001;
const MOST_SPREAD: f64 = 2500;
const PRECISION: f64 = 1e-3;
const MAX_STEPS = 40;
const LONGEST_STEP: f64 = 4;

let low: f64 = 0;
let high: f64 = 0;
let spread: f64 = 0;
let spreadBefore: f64 = NaN;
let scoreBefore: f64 = NaN;
let step: i32 = 0;

/** Begins at a spread. */
export function beginSearch(start: f64): void {
  low = LEAST_SPREAD;
  high = MOST_SPREAD;
  spread = start;
  spreadBefore = NaN;
  scoreBefore = NaN;
  step = 0;
}

/** The spread to try; once the search has ended, the one found. */
export function spreadTried(): f64 {
  return spread;
}

/** Moves on, by score and information at the spread tried. Returns whether the search goes on. */
export function stepSearch(score: f64, information: f64): bool {
  if (score > 0) low = spread;
  else high = spread;
  const secant = (score - scoreBefore) / (spread - spreadBefore);
  let next = secant < 0 ? spread - score / secant : spread * (1 + score / information);
  if (next > LONGEST_STEP * spread) next = LONGEST_STEP * spread;
  if (next < spread / LONGEST_STEP) next = spread / LONGEST_STEP;
  if (next < low || next > high) next = sqrt(low * high);
  const moved = next > spread ? next - spread : spread - next;
  spreadBefore = spread;
  scoreBefore = score;
  spread = next;
  return ++step < MAX_STEPS && !(moved <= PRECISION * spread);
}
