/**
 * The rows that are fitted and ranked: records of f64 fields in memory that the caller provides, one behind the
 * other. A row's owner is what it was made of, for the caller.
 */

/** observed, percent */
export const RATE: usize = 0;
/** scatter of the rate about what is true of it and about what it is shrunk to, but for the spread; pp² */
export const NOISE: usize = 8;
/** use rate, or the rate expected, percent */
export const GIVEN: usize = 16;
/** of the fits */
export const WORK: usize = 24;
/** posterior mean, percent */
export const MEAN: usize = 32;
/** posterior variance, pp² */
export const VARIANCE: usize = 40;
/** what decides between equal means: the larger comes first */
export const SECOND: usize = 48;
/** u32 */
export const OWNER: usize = 56;
/** sampling variance of the rate alone, pp²: of rows with expectations */
export const SAMPLING: usize = 64;
export const ROW_BYTES: usize = 72;

let start: usize = 0;
let end: usize = 0;

/** Begins with no rows, at `at`. */
export function openRows(at: usize): void {
  start = at;
  end = at;
}

/** Adds a row; all its fields but these are still to be set. Returns its address. */
export function addRow(rate: f64, owner: usize): usize {
  const row = end;
  end += ROW_BYTES;
  store<f64>(row, rate, RATE);
  store<u32>(row, <u32>owner, OWNER);
  return row;
}

export function rowsStart(): usize {
  return start;
}

export function rowsEnd(): usize {
  return end;
}
