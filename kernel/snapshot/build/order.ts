/** Ranked rows (stats/rows.ts) in order and as they are published. */
import { MAX_COUNT } from '../../layout/build';
import { NONE16 } from '../../layout/snapshot';
import { MEAN, ROW_BYTES, rowsEnd, rowsStart, SECOND, VARIANCE } from '../../stats/rows';
import { descending, keyAt, setPair, sortPairs, valueAt } from './sort';

/** Φ⁻¹(0.975) */
const Z95: f64 = 1.959963984540054;

/** Percent in 1/100 of a percent point, half up. */
export function hundredths(percent: f64): u32 {
  return <u32>floor(percent * 100 + 0.5);
}

/** A count as stored: no more than fits. */
export function stored(count: f64): u32 {
  return <u32>min(count, <f64>(<u32>MAX_COUNT));
}

/** Stores mean and interval of a row one behind the other; NONE16 where there is no interval. */
export function storePosterior(at: usize, row: usize, hasInterval: bool): void {
  const mean = load<f64>(row, MEAN);
  const half = Z95 * sqrt(load<f64>(row, VARIANCE));
  store<u16>(at, <u16>hundredths(mean));
  store<u16>(at, <u16>(hasInterval ? hundredths(max(0, mean - half)) : NONE16), 2);
  store<u16>(at, <u16>(hasInterval ? hundredths(min(100, mean + half)) : NONE16), 4);
}

/** Sorts the rows, stably, by a field, largest first: pairs from 0 on have their addresses. Returns how many there are. */
function sortRows(byPairs: bool, field: usize): i32 {
  let count = 0;
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES, count++) {
    const at = byPairs ? valueAt(count) : row;
    setPair(count, descending(load<f64>(at + field)), at);
  }
  sortPairs(0, count);
  return count;
}

/** Orders the rows by mean, then by what decides, then as they are: pairs from 0 on have their addresses. Returns how many. */
export function orderRows(): i32 {
  const count = sortRows(false, MEAN);
  let equals = false;
  for (let i = 1; i < count; i++) if (keyAt(i) === keyAt(i - 1)) equals = true;
  if (equals) {
    sortRows(false, SECOND);
    sortRows(true, MEAN);
  }
  return count;
}
