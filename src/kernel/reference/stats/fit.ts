/**
 * Empirical-Bayes fits for win rates, in percentage points (pp). Only +, −, ×, ÷, square roots and comparisons,
 * summed in row order, so that the kernel gives the same bits.
 *
 * Known noise: the rates of a map's brawlers are taken as normal about a common centre with a variance, the spread
 * τ², plus each row's own sampling noise. The spread is the mode of its posterior on the log scale, under the
 * restricted likelihood and a scaled-inverse-χ² prior: never zero, for any number of rows. What is not known of
 * centre and spread widens the intervals (Morris & Tang 2011, "Estimating random effects via adjustment for density
 * maximization", Statistical Science 26:271); without that, intervals of thinly played maps hold the truth far
 * less often than they say.
 */

/**
 * The prior: as if PRIOR_ROWS more brawlers with this variance (pp²) between them were known exactly. Maps served
 * with statistics in 2025–26 have spreads of 0.7² to 7.9², half of them over 5².
 */
export const PRIOR_SPREAD = 16;
export const PRIOR_ROWS = 3;
/** The same for teams about what their members' lifts add up to. */
export const PRIOR_TEAM_SPREAD = 4;
/** Bounds of a spread, pp²: nothing within 0…100 % varies by more than 50². */
const LEAST_SPREAD = 0.01;
const MOST_SPREAD = 2500;

export interface Spread {
  /** variance between true rates, pp² */
  spread: number;
  /** how sharply the rows determine it: −d² log posterior / d(log spread)²; infinite where that isn't reckoned */
  sharpness: number;
}

export interface Fit extends Spread {
  /** what rates are shrunk to, percent */
  centre: number;
  /** variance of the centre, pp² */
  centreVariance: number;
}

/** Twice the slope of the log posterior in log τ² at some spread, and the slope of that. */
interface Gradient {
  value: number;
  slope: number;
}

/** Fits spread and centre of rates with known sampling variances. No rows: NaN. */
export function fitKnownNoise(rates: Float64Array, noise: Float64Array): Fit {
  const { spread, sharpness } = solve(PRIOR_SPREAD, (tried) => {
    const { centre, weights } = weightedCentre(rates, noise, tried);
    return gradient(tried, PRIOR_SPREAD, rates, noise, () => centre, weights);
  });
  const { centre, weights } = weightedCentre(rates, noise, spread);
  return { spread, sharpness, centre, centreVariance: 1 / weights };
}

/** Fits the spread of rates about given expectations, with known sampling variances. */
export function fitAbout(rates: Float64Array, expected: Float64Array, noise: Float64Array): Spread {
  return solve(PRIOR_TEAM_SPREAD, (tried) =>
    gradient(tried, PRIOR_TEAM_SPREAD, rates, noise, (i) => at(expected, i), null),
  );
}

/**
 * With w = 1 / (τ² + noise), d the distance to the centre and the prior of n₀ rows and spread s₀:
 * n₀ s₀ / τ² − n₀ + τ² (Σ w²d² − Σ w + Σ w² / Σ w). The last term is what the centre's fit takes away: `weights`
 * is Σ w where the centre is fitted and null where it is given.
 */
function gradient(
  spread: number,
  prior: number,
  rates: Float64Array,
  noise: Float64Array,
  centre: (i: number) => number,
  weights: number | null,
): Gradient {
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let pull = 0;
  let square2 = 0;
  let square3 = 0;
  for (let i = 0; i < rates.length; i++) {
    const w = 1 / (spread + at(noise, i));
    const d = at(rates, i) - centre(i);
    const w2 = w * w;
    const w2d = w2 * d;
    sum1 += w;
    sum2 += w2;
    sum3 += w2 * w;
    pull += w2d;
    square2 += w2d * d;
    square3 += w * w2d * d;
  }
  let inner = square2 - sum1;
  let innerSlope = sum2 - 2 * square3;
  if (weights !== null) {
    const share = sum2 / weights;
    inner += share;
    innerSlope += share * share + (2 * (pull * pull - sum3)) / weights;
  }
  const known = (PRIOR_ROWS * prior) / spread;
  return {
    value: known - PRIOR_ROWS + spread * inner,
    slope: spread * inner - known + spread * spread * innerSlope,
  };
}

/** The root of a gradient that is positive at the least spread and negative at the most: Newton in log τ², bracketed. */
function solve(start: number, gradientAt: (spread: number) => Gradient): Spread {
  let low = LEAST_SPREAD;
  let high = MOST_SPREAD;
  let spread = start;
  let { value, slope } = gradientAt(spread);
  for (let step = 0; step < 60; step++) {
    if (value > 0) low = spread;
    else high = spread;
    let next = spread * (1 - value / slope);
    if (!(slope < 0 && next >= low && next <= high)) next = Math.sqrt(low * high);
    const moved = Math.abs(next - spread);
    spread = next;
    ({ value, slope } = gradientAt(spread));
    if (moved <= 1e-9 * spread) break;
  }
  return { spread, sharpness: Math.max(-0.5 * slope, 0) };
}

function weightedCentre(rates: Float64Array, noise: Float64Array, spread: number) {
  let weights = 0;
  let sum = 0;
  for (let i = 0; i < rates.length; i++) {
    const w = 1 / (spread + at(noise, i));
    weights += w;
    sum += w * at(rates, i);
  }
  return { centre: sum / weights, weights };
}

/** Element `i` of an array whose length the caller has checked. */
export function at(values: Float64Array, i: number): number {
  return values[i] as number;
}
