/** Which battles are counted, and how much a day weighs: DESIGN of the counting, docs/methodology.md. */

export const WINDOW_DAYS = 28;
const HALF_LIFE_DAYS = 14;
export const DAY_S = 86_400;
/** Clocks upstream may be a little ahead of ours; a battle from further on is no battle. */
const AHEAD_S = 600;

/** epoch seconds */
export interface Window {
  readonly floor: number;
  readonly ceiling: number;
}

/** The window up to `now` (epoch seconds). `known` is the floor so far: it never moves back. */
export function windowAt(now: number, known: number): Window {
  return { floor: Math.max(known, now - WINDOW_DAYS * DAY_S), ceiling: now + AHEAD_S };
}

/** Days since 1970-01-01 UTC of an instant in epoch seconds. */
export function dayOf(seconds: number): number {
  return Math.floor(seconds / DAY_S);
}

/** The oldest day of which anything lies in the window up to `now` (epoch seconds). */
export function oldestDay(now: number): number {
  return dayOf(now - WINDOW_DAYS * DAY_S);
}

/**
 * Weight of a day by its age in whole days, 0 to WINDOW_DAYS: 0.5^(age / half-life). The last is the day that the
 * window only partly covers.
 */
export function dayWeights(): Float64Array {
  return Float64Array.from({ length: WINDOW_DAYS + 1 }, (_, age) => 0.5 ** (age / HALF_LIFE_DAYS));
}
