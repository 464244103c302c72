/** The scale that the rows of a ranking share: percent, symmetric about the baseline, which stands in the middle. */
import type { CellNumbers } from '../../shared/wire.ts';
import { linearScale } from './scales.ts';

export interface Forest {
  readonly baseline: number;
  /** percentage points from the middle to either end */
  readonly half: number;
  /** percent of the width, "37.2", may lie outside of 0–100 for what runs off */
  readonly x: (rate: number) => number;
  /** rates to write on the axis */
  readonly ticks: readonly number[];
}

/** Halves that give round ticks. */
const HALVES = [1, 2, 3, 4, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100];

/**
 * Made so that the intervals of all rows with a tier fit; of thin rows, which may be 40 pp wide, only the rates, where others
 * are there. What runs off the ends is cut.
 */
export function forestOf(rows: readonly CellNumbers[], baseline: number | null): Forest {
  const middle = baseline ?? 50;
  const sure = rows.filter(({ tier }) => tier !== null);
  let reach = 0;
  for (const { interval, adjustedWinRate } of sure.length > 0 ? sure : rows) {
    const [low, high] = interval ?? [adjustedWinRate, adjustedWinRate];
    reach = Math.max(reach, middle - low, high - middle);
  }
  for (const { adjustedWinRate } of rows) reach = Math.max(reach, Math.abs(adjustedWinRate - middle));
  return forestAbout(middle, reach);
}

/** What a dot at the outermost rate takes beyond it, of the reach. */
const DOT = 0.05;

/** A scale with `middle` in the middle that reaches at least `reach` to either side, and has room for a dot there. */
export function forestAbout(middle: number, reach: number): Forest {
  const half = HALVES.find((candidate) => candidate >= (1 + DOT) * reach) ?? 100;
  const scale = linearScale([middle - half, middle + half], [0, 100]);
  return {
    baseline: middle,
    half,
    x: (rate) => Math.round(scale(rate) * 10) / 10,
    ticks: scale.ticks(5).filter((tick) => scale(tick) >= 6 && scale(tick) <= 94),
  };
}
