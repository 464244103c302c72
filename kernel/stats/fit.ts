/**
 * Fits of spread and centre with known noise: twin of src/kernel/reference/stats/fit.ts, which says what is fitted
 * and why. Sums run in the same order there, so that the bits are the same.
 */
import {
  GIVEN,
  MEAN,
  NOISE,
  RATE,
  ROW_BYTES,
  rowsEnd,
  rowsStart,
  SAMPLING,
  SECOND,
  VARIANCE,
  WORK,
} from './rows';

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
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    const w = 1 / (tried + load<f64>(row, NOISE));
    store<f64>(row, w, WORK);
    weights += w;
    sum += w * load<f64>(row, RATE);
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
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    const w = load<f64>(row, WORK);
    const d = load<f64>(row, RATE) - (isAbout ? load<f64>(row, GIVEN) : centre);
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

/**
 * Makes each row's posterior, given its rate, its noise and what it is shrunk to. Without expectations the weight of
 * the row's own rate becomes what decides between equal means; with them, the caller says what does.
 */
export function judgeRows(isAbout: bool): void {
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    const to = isAbout ? load<f64>(row, GIVEN) : centre;
    const scatter = load<f64>(row, NOISE);
    const noise = isAbout ? load<f64>(row, SAMPLING) : scatter;
    const share = isAbout ? noise / scatter : 1;
    const decided = scatter / (spread + scatter);
    const pulled = share * decided;
    const weight = 1 - pulled;
    const d = load<f64>(row, RATE) - to;
    const mixed = decided * (1 - decided);
    const pulledVariance = (share * share * (mixed * mixed)) / (sharpness + mixed);
    store<f64>(row, to + weight * d, MEAN);
    store<f64>(row, weight * noise + pulled * pulled * centreVariance + pulledVariance * d * d, VARIANCE);
    if (!isAbout) store<f64>(row, weight, SECOND);
  }
}
