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

/** Orders the rows by mean, then by what decides, then as they are: pairs from 0 on have their addresses. Returns how many. */
export function orderRows(): i32 {
  let count = 0;
  for (let row = rowsStart(); row < rowsEnd(); row += ROW_BYTES, count++) {
    setPair(count, descending(load<f64>(row, MEAN)), row);
  }
  sortPairs(0, count);
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && keyAt(to) === keyAt(from)) to++;
    if (to - from > 1) orderEquals(from, to);
    from = to;
  }
  return count;
}

/** Orders rows of equal means by what decides then. */
function orderEquals(from: i32, to: i32): void {
  for (let i = from; i < to; i++) setPair(i, descending(load<f64>(valueAt(i), SECOND)), valueAt(i));
  sortPairs(from, to);
}
