/**
 * Fits of spread and centre with known noise: twin of src/kernel/reference/stats/fit.ts, which says what is fitted
 * and why. Sums run in the same order there, so that the bits are the same.
 */
import { given, noise, rate, rowCount, setWeight, weight } from './rows';

export const PRIOR_SPREAD: f64 = 16;
const PRIOR_TEAM_SPREAD: f64 = 4;
const PRIOR_ROWS: f64 = 3;
const LEAST_SPREAD: f64 = 0.01;
const MOST_SPREAD: f64 = 2500;
const MOST_STEPS = 60;
const PRECISION: f64 = 1e-9;

/* The fit made last. */
let spread: f64 = 0;
let sharpness: f64 = 0;
let centre: f64 = 0;
let centreVariance: f64 = 0;

/* The gradient at the spread tried last, and the sum of the weights there. */
let value: f64 = 0;
let slope: f64 = 0;
let weights: f64 = 0;

/* The posterior made last. */
let ownWeight: f64 = 0;
let adjusted: f64 = 0;
let variance: f64 = 0;

/** Sets a fit that was made elsewhere, of which the uncertainty isn't reckoned. */
export function setFit(fittedSpread: f64, fittedCentre: f64): void {
  spread = fittedSpread;
  sharpness = Infinity;
  centre = fittedCentre;
  centreVariance = 0;
}

/** Weights and centre at a spread. */
function weigh(tried: f64): void {
  let sum: f64 = 0;
  weights = 0;
  for (let i = 0, n = rowCount(); i < n; i++) {
    const w = 1 / (tried + noise(i));
    setWeight(i, w);
    weights += w;
    sum += w * rate(i);
  }
  centre = sum / weights;
}

function findGradient(tried: f64, prior: f64, isAbout: bool): void {
  let sum1: f64 = 0;
  let sum2: f64 = 0;
  let sum3: f64 = 0;
  let pull: f64 = 0;
  let square2: f64 = 0;
  let square3: f64 = 0;
  weigh(tried);
  for (let i = 0, n = rowCount(); i < n; i++) {
    const w = weight(i);
    const d = rate(i) - (isAbout ? given(i) : centre);
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
  if (!isAbout) {
    const share = sum2 / weights;
    inner += share;
    innerSlope += share * share + (2 * (pull * pull - sum3)) / weights;
  }
  const known = (PRIOR_ROWS * prior) / tried;
  value = known - PRIOR_ROWS + tried * inner;
  slope = tried * inner - known + tried * tried * innerSlope;
}

/** Fits the rows: about what is given if `isAbout` (teams), else about a centre that is fitted too (brawlers). */
export function fitRows(isAbout: bool): void {
  const prior = isAbout ? PRIOR_TEAM_SPREAD : PRIOR_SPREAD;
  let low = LEAST_SPREAD;
  let high = MOST_SPREAD;
  spread = prior;
  findGradient(spread, prior, isAbout);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (value > 0) low = spread;
    else high = spread;
    let next = spread * (1 - value / slope);
    if (!(slope < 0 && next >= low && next <= high)) next = sqrt(low * high);
    const moved = abs(next - spread);
    spread = next;
    findGradient(spread, prior, isAbout);
    if (moved <= PRECISION * spread) break;
  }
  sharpness = max(-0.5 * slope, 0);
  centreVariance = isAbout ? 0 : 1 / weights;
}

/** Posterior of a true rate, given the rate seen, its noise and what it is shrunk to. */
function findPosterior(seen: f64, seenNoise: f64, to: f64): void {
  const pulled = seenNoise / (spread + seenNoise);
  ownWeight = 1 - pulled;
  const d = seen - to;
  const mixed = pulled * ownWeight;
  const pulledVariance = (mixed * mixed) / (sharpness + mixed);
  adjusted = to + ownWeight * d;
  variance = ownWeight * seenNoise + pulled * pulled * centreVariance + pulledVariance * d * d;
}

/** Makes the posterior of row `i`. */
export function judge(i: i32, isAbout: bool): void {
  findPosterior(rate(i), noise(i), isAbout ? given(i) : centre);
}

/** Weight of the row's own rate against what it is shrunk to, 0…1. */
export function judgedWeight(): f64 {
  return ownWeight;
}

/** Posterior mean, percent. */
export function judgedMean(): f64 {
  return adjusted;
}

/** Posterior variance, pp². */
export function judgedVariance(): f64 {
  return variance;
}
