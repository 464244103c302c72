import { at, type Fit, PRIOR_SPREAD } from './fit.ts';

/** A use rate printed as 0 with one decimal lies in [0, 0.05): its middle. Percent. */
export const USE_RATE_FLOOR = 0.025;
/** Fewer rows than this don't determine two variances. */
export const MIN_ROWS_TO_FIT = 10;
/** No table is taken to say that all brawlers are equally strong: a spread of at least 0.5 pp. */
export const MIN_SPREAD = 0.25;
/** Start of the noise scale (pp² at a use rate of 1 %): about 50,000 picks. */
const START_SCALE = 5;
const MIN_SCALE = 0.001;
const STEPS = 12;

/** Sampling noise is `scale` / use rate. */
interface Variances {
  spread: number;
  scale: number;
}

/**
 * Fits rates whose numbers of games are unknown but proportional to the use rates: variance τ² + c / uᵢ. Writes
 * each row's sampling variance into `noise`.
 *
 * Both are fitted by iteratively reweighted least squares of the squared residuals on (1, 1/uᵢ), which is Fisher
 * scoring for the Gaussian variance function (Carroll & Ruppert 1988, Transformation and Weighting in Regression,
 * ch. 3).
 */
export function fitUnknownNoise(rates: Float64Array, useRates: Float64Array, noise: Float64Array): Fit {
  const inverse = useRates.map((useRate) => 1 / Math.max(useRate, USE_RATE_FLOOR));
  const taught = useRates.map((useRate) => (useRate > USE_RATE_FLOOR ? 1 : 0));
  const usable = taught.reduce((sum, one) => sum + one, 0);
  let fit: Variances = { spread: PRIOR_SPREAD, scale: START_SCALE };
  let centre = scaledCentre(rates, inverse, fit);
  for (let step = 0; usable >= MIN_ROWS_TO_FIT && step < STEPS; step++) {
    fit = refit(rates, inverse, taught, centre, fit);
    centre = scaledCentre(rates, inverse, fit);
  }
  const floorNoise = noiseBelowFloor(rates, taught, centre, fit);
  inverse.forEach((x, i) => {
    noise[i] = at(taught, i) === 1 ? fit.scale * x : floorNoise;
  });
  return { spread: fit.spread, sharpness: Number.POSITIVE_INFINITY, centre, centreVariance: 0 };
}

/** One step: weighted least squares of the squared residuals, with both variances kept above their least. */
function refit(
  rates: Float64Array,
  inverse: Float64Array,
  taught: Float64Array,
  centre: number,
  { spread, scale }: Variances,
): Variances {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let t0 = 0;
  let t1 = 0;
  for (let i = 0; i < rates.length; i++) {
    // Below the floor 1/u is unknown by orders of magnitude: such a row can't teach the scale of the noise.
    if (at(taught, i) === 0) continue;
    const x = at(inverse, i);
    const variance = spread + scale * x;
    const w = 1 / (variance * variance);
    const d = at(rates, i) - centre;
    const y = d * d;
    s0 += w;
    s1 += w * x;
    s2 += w * x * x;
    t0 += w * y;
    t1 += w * x * y;
  }
  const determinant = s0 * s2 - s1 * s1;
  // Equal use rates can't tell noise from spread: half of the variance each.
  if (determinant <= 1e-9 * s0 * s2) {
    return { spread: Math.max((0.5 * t0) / s0, MIN_SPREAD), scale: Math.max((0.5 * t1) / s2, MIN_SCALE) };
  }
  let fitted = { spread: (s2 * t0 - s1 * t1) / determinant, scale: (s0 * t1 - s1 * t0) / determinant };
  if (fitted.spread < MIN_SPREAD) fitted = { spread: MIN_SPREAD, scale: (t1 - MIN_SPREAD * s1) / s2 };
  if (fitted.scale < MIN_SCALE) {
    fitted = { spread: Math.max((t0 - MIN_SCALE * s1) / s0, MIN_SPREAD), scale: MIN_SCALE };
  }
  return fitted;
}

function scaledCentre(rates: Float64Array, inverse: Float64Array, { spread, scale }: Variances): number {
  let weights = 0;
  let sum = 0;
  for (let i = 0; i < rates.length; i++) {
    const w = 1 / (spread + scale * at(inverse, i));
    weights += w;
    sum += w * at(rates, i);
  }
  return sum / weights;
}

/**
 * Noise of the rows below the floor: what the scale gives there, or what these rows' own scatter shows, whichever is
 * more. A use rate printed as 0 may stand for one game: where the other rows show little noise, a rate of 100 % at
 * a use rate of 0 must not lead the map.
 */
function noiseBelowFloor(
  rates: Float64Array,
  taught: Float64Array,
  centre: number,
  { spread, scale }: Variances,
): number {
  let rows = 0;
  let squares = 0;
  for (let i = 0; i < rates.length; i++) {
    if (at(taught, i) === 1) continue;
    const d = at(rates, i) - centre;
    rows++;
    squares += d * d;
  }
  const least = scale * (1 / USE_RATE_FLOOR);
  return rows > 0 ? Math.max(squares / rows - spread, least) : least;
}
