import { logistic } from '../stats/logistic.ts';

/** below this many log-odds from the baseline, points are reckoned from the slope there */
const SMALL_LOGIT = 1e-6;

/** A term of a forecast as shown: tenths of a percentage point. */
export interface Term {
  kind: 'map' | 'ally' | 'enemy';
  /** row of the ally or enemy */
  brawler: number | null;
  points: number;
  effect: number | null;
}

/** A chance in tenths of a percent, half up. */
export function tenthsOf(chance: number): number {
  return Math.floor(1000 * chance + 0.5);
}

/**
 * Shares out what lies between the chances at `base` and at `base + sum` log-odds, as they are shown, among the terms,
 * in proportion to their log-odds: whole tenths, by the largest remainder (equals: the earlier), so that they add up
 * exactly. The effects within the terms are rounded each by itself.
 */
export function apportion(
  base: number,
  sum: number,
  terms: readonly { kind: Term['kind']; brawler: number | null; logit: number; effect: number | null }[],
): Term[] {
  const from = logistic(base);
  const to = logistic(base + sum);
  const isSmall = sum < SMALL_LOGIT && sum > -SMALL_LOGIT;
  const slope = 1000 * (isSmall ? from * (1 - from) : (to - from) / sum);
  const exact = terms.map(({ logit }) => logit * slope);
  const points = exact.map((value) => Math.floor(value));
  const rest = exact.map((value, i) => value - (points[i] as number));
  let left = tenthsOf(to) - tenthsOf(from) - points.reduce((total, value) => total + value, 0);
  for (; left > 0 && terms.length > 0; left--) give(points, rest, 1);
  for (; left < 0 && terms.length > 0; left++) give(points, rest, -1);
  return terms.map(({ kind, brawler, effect }, i) => ({
    kind,
    brawler,
    points: points[i] as number,
    effect: effect === null ? null : Math.floor(effect * slope + 0.5),
  }));
}

/** Gives a tenth to the term with the largest rest, or takes one from that with the smallest. */
function give(points: number[], rest: number[], tenth: 1 | -1): void {
  let chosen = 0;
  for (let i = 1; i < rest.length; i++) {
    if (tenth * ((rest[i] as number) - (rest[chosen] as number)) > 0) chosen = i;
  }
  points[chosen] = (points[chosen] as number) + tenth;
  rest[chosen] = (rest[chosen] as number) - tenth;
}
