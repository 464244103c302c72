import { COUNT_CELLS } from '../../../kernel/layout/tally.ts';
import { talliesOf, type WindowDeps } from './sums.ts';
import { dayOf, oldestDay, WINDOW_DAYS } from './window.ts';

/**
 * Series are of days, and tested up to yesterday: they are made anew after so long, with a new day, and while a first fill
 * lets the battles grow so fast that yesterday grows too. In between, a publication takes them as they are.
 */
const SERIES_MS = 3_600_000;
const SERIES_GROWTH = 1.1;

/**
 * The daily series of the window up to `until` (epoch seconds). `modes` are (map id, mode id) pairs by map id, `counted` is how
 * many battles were counted so far, `now` in epoch ms.
 */
export function windowSeries(
  deps: WindowDeps,
  modes: Uint32Array,
  until: number,
  counted: number,
  now: number,
): Uint8Array {
  const { memory, tallies } = deps;
  const today = dayOf(until);
  const { series } = memory;
  const isFresh = series !== null && series.today === today && now < series.at + SERIES_MS;
  if (isFresh && counted <= series.counted * SERIES_GROWTH) return series.bytes;
  const bytes = tallies.series(talliesOf(deps, COUNT_CELLS, oldestDay(until)), {
    today,
    days: WINDOW_DAYS + 1,
    modes,
  });
  memory.series = { bytes, today, counted, at: now };
  return bytes;
}
