import { STEPS_A_LOGIT } from '../../../../kernel/layout/effects.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import { pairIndex } from '../stats/effects.ts';

/** What two brawlers do together, or the first to the second: log-odds and their variance. */
export interface Effect {
  effect: number;
  variance: number;
}

export type EffectOf = (brawler: number, other: number) => Effect;

/** log-odds a step */
const UNIT = 1 / STEPS_A_LOGIT;
const NONE: Effect = { effect: 0, variance: 0 };

/**
 * Effects in a mode: of its own matrix, else of that of all modes without one; null where there are none at all. `first` is
 * S_PAIR_MODE or S_MATCHUP_MODE. A brawler has no effect on itself.
 */
export function effectsIn(view: SnapshotView, first: number, mode: number): EffectOf | null {
  const modes = view.column(first);
  const own = modes.indexOf(mode);
  const matrix = own >= 0 ? own : modes.indexOf(layout.NONE16);
  if (matrix < 0) return null;
  const brawlers = view.count(layout.S_BRAWLER_ID);
  const from = (matrix * (brawlers * (brawlers - 1))) / 2;
  return (brawler, other) => {
    if (brawler === other) return NONE;
    const cell = from + pairIndex(Math.min(brawler, other), Math.max(brawler, other), brawlers);
    const step = (view.value(first + 1, cell) << 24) >> 24;
    const error = view.value(first + 2, cell) * UNIT;
    const isTurned = first === layout.S_MATCHUP_MODE && brawler > other;
    return { effect: (isTurned ? -step : step) * UNIT, variance: error * error };
  };
}
