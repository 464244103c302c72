/** The search for a spread, whatever it is the spread of. */

/** At a spread τ²: twice the slope of the log posterior in log τ², and twice its expected curvature. */
export interface Slope {
  readonly score: number;
  readonly information: number;
}

/** Bounds of a spread, in the square of the unit of the values: nothing within 0…100 % varies by more than 50². */
const LEAST_SPREAD = 0.0001;
const MOST_SPREAD = 2500;
/** Relative step at which the search stops: a tenth of the standard error, or less, of what any snapshot determines. */
const PRECISION = 1e-3;
const MAX_STEPS = 40;
/** A step changes the spread by no more than this factor. */
const LONGEST_STEP = 4;

/**
 * The spread at which the score is 0, sought from `start` on. The first step is Fisher scoring, later ones are of the secant
 * through the last two scores where that falls; kept between bounds by the sign of the score. `slopeAt` is asked for
 * the spread that is returned last of all. `sharpness` is the expected −d² log posterior / d(log τ²)² there.
 */
export function searchSpread(
  start: number,
  slopeAt: (spread: number) => Slope,
): { spread: number; sharpness: number } {
  let low = LEAST_SPREAD;
  let high = MOST_SPREAD;
  let spread = start;
  let before = { spread: Number.NaN, score: Number.NaN };
  for (let step = 0; step < MAX_STEPS; step++) {
    const { score, information } = slopeAt(spread);
    if (score > 0) low = spread;
    else high = spread;
    const secant = (score - before.score) / (spread - before.spread);
    let next = secant < 0 ? spread - score / secant : spread * (1 + score / information);
    if (next > LONGEST_STEP * spread) next = LONGEST_STEP * spread;
    if (next < spread / LONGEST_STEP) next = spread / LONGEST_STEP;
    if (next < low || next > high) next = Math.sqrt(low * high);
    const moved = next > spread ? next - spread : spread - next;
    before = { spread, score };
    spread = next;
    if (moved <= PRECISION * spread) break;
  }
  return { spread, sharpness: 0.5 * slopeAt(spread).information };
}
