/**
 * The rows that are fitted, as columns of f64 in memory that the caller provides: observed rates, their sampling
 * noise, what is expected of them (teams) or how often they are used, and two columns of work space.
 */
export const COLUMN_COUNT = 5;

let base: usize = 0;
let stride: usize = 0;
let count: i32 = 0;

/** Takes `capacity` × COLUMN_COUNT f64 at `at` for the rows. */
export function openRows(at: usize, capacity: i32): void {
  base = at;
  stride = (<usize>capacity) << 3;
}

export function setCount(rows: i32): void {
  count = rows;
}

export function rowCount(): i32 {
  return count;
}

/** Address of row `i` of a column: one of the constants below. */
function cell(column: usize, i: i32): usize {
  return base + column * stride + ((<usize>i) << 3);
}

const RATE: usize = 0;
const NOISE: usize = 1;
const GIVEN: usize = 2;
const WORK: usize = 3;
const WEIGHT: usize = 4;

export function rate(i: i32): f64 {
  return load<f64>(cell(RATE, i));
}

export function setRate(i: i32, value: f64): void {
  store<f64>(cell(RATE, i), value);
}

export function noise(i: i32): f64 {
  return load<f64>(cell(NOISE, i));
}

export function setNoise(i: i32, value: f64): void {
  store<f64>(cell(NOISE, i), value);
}

/** A use rate, or the rate expected. */
export function given(i: i32): f64 {
  return load<f64>(cell(GIVEN, i));
}

export function setGiven(i: i32, value: f64): void {
  store<f64>(cell(GIVEN, i), value);
}

export function work(i: i32): f64 {
  return load<f64>(cell(WORK, i));
}

export function setWork(i: i32, value: f64): void {
  store<f64>(cell(WORK, i), value);
}

export function weight(i: i32): f64 {
  return load<f64>(cell(WEIGHT, i));
}

export function setWeight(i: i32, value: f64): void {
  store<f64>(cell(WEIGHT, i), value);
}
