/**
 * Fits with unknown noise, by use rates: twin of src/kernel/reference/stats/use-rates.ts. The rows' given values are
 * their use rates.
 */
import { PRIOR_SPREAD, setFit } from './fit';
import { GIVEN, NOISE, RATE, ROW_BYTES, rowsEnd, rowsStart, WORK } from './rows';

export const USE_RATE_FLOOR: f64 = 0.025;
const MIN_ROWS_TO_FIT = 10;
const MIN_SPREAD: f64 = 0.25;
const START_SCALE: f64 = 5;
const MIN_SCALE: f64 = 0.001;
const STEPS = 12;

let spread: f64 = 0;
let scale: f64 = 0;
let centre: f64 = 0;

/** Is the row's use rate high enough to teach the scale of the noise? */
function teaches(row: usize): bool {
  return load<f64>(row, GIVEN) > USE_RATE_FLOOR;
}

function findCentre(): void {
  let weights: f64 = 0;
  let sum: f64 = 0;
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    const w = 1 / (spread + scale * load<f64>(row, WORK));
    weights += w;
    sum += w * load<f64>(row, RATE);
  }
  centre = sum / weights;
}

function refit(): void {
  let s0: f64 = 0;
  let s1: f64 = 0;
  let s2: f64 = 0;
  let t0: f64 = 0;
  let t1: f64 = 0;
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    if (!teaches(row)) continue;
    const x = load<f64>(row, WORK);
    const variance = spread + scale * x;
    const w = 1 / (variance * variance);
    const d = load<f64>(row, RATE) - centre;
    const y = d * d;
    s0 += w;
    s1 += w * x;
    s2 += w * x * x;
    t0 += w * y;
    t1 += w * x * y;
  }
  const determinant = s0 * s2 - s1 * s1;
  if (determinant <= 1e-9 * s0 * s2) {
    spread = max((0.5 * t0) / s0, MIN_SPREAD);
    scale = max((0.5 * t1) / s2, MIN_SCALE);
    return;
  }
  spread = (s2 * t0 - s1 * t1) / determinant;
  scale = (s0 * t1 - s1 * t0) / determinant;
  if (spread < MIN_SPREAD) {
    spread = MIN_SPREAD;
    scale = (t1 - MIN_SPREAD * s1) / s2;
  }
  if (scale < MIN_SCALE) {
    spread = max((t0 - MIN_SCALE * s1) / s0, MIN_SPREAD);
    scale = MIN_SCALE;
  }
}

/** Noise of the rows whose use rate is below the floor. */
function noiseBelowFloor(): f64 {
  let rows: f64 = 0;
  let squares: f64 = 0;
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    if (teaches(row)) continue;
    const d = load<f64>(row, RATE) - centre;
    rows += 1;
    squares += d * d;
  }
  const least = scale * (1 / USE_RATE_FLOOR);
  return rows > 0 ? max(squares / rows - spread, least) : least;
}

/** Fits the rows and writes their noise. */
export function fitByUseRates(): void {
  let usable = 0;
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    store<f64>(row, 1 / max(load<f64>(row, GIVEN), USE_RATE_FLOOR), WORK);
    usable += <i32>teaches(row);
  }
  spread = PRIOR_SPREAD;
  scale = START_SCALE;
  findCentre();
  for (let step = 0; usable >= MIN_ROWS_TO_FIT && step < STEPS; step++) {
    refit();
    findCentre();
  }
  const floorNoise = noiseBelowFloor();
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES) {
    store<f64>(row, teaches(row) ? scale * load<f64>(row, WORK) : floorNoise, NOISE);
  }
  setFit(spread, centre);
}
