import {
  TIED_BIT,
  TIER_A,
  TIER_B,
  TIER_C,
  TIER_D,
  TIER_NONE,
  TIER_S,
} from '../../../../kernel/layout/snapshot.ts';

/** Lift (pp over the baseline) from which a tier begins. Written down, not a share of brawlers. */
export const TIER_CUTS = [
  { tier: TIER_S, lift: 4 },
  { tier: TIER_A, lift: 1.5 },
  { tier: TIER_B, lift: -1.5 },
  { tier: TIER_C, lift: -4 },
] as const;
/**
 * A lift known less well than this (pp²) gets no tier: "not enough data". Two tiers off is 2.5 pp or more; with a
 * standard deviation of 2.5 / 0.6745 pp, not to be so far off on either side is 75 % likely at worst, which is what an
 * order needs too.
 */
export const MOST_TIER_VARIANCE = 13.738;
/** z² below which the order of two posteriors is less than 75 % likely: Φ⁻¹(0.75)². */
export const TIE_SQUARE = 0.45493642311957283;

/** The tier of a lift: the band of its posterior mean, which with a normal posterior is the one expected to be off by the fewest tiers. */
export function tierOf(lift: number): number {
  for (const cut of TIER_CUTS) if (lift >= cut.lift) return cut.tier;
  return TIER_D;
}

/** The tier of a lift with a posterior variance, or TIER_NONE. */
export function tierOfPosterior(lift: number, variance: number): number {
  return variance > MOST_TIER_VARIANCE ? TIER_NONE : tierOf(lift);
}

/** What a shared rank is marked in. */
interface Placed {
  readonly adjusted: number;
  readonly variance: number;
  tier: number;
  rank: number;
}

/**
 * Ranks rows that are in order, and shares ranks: a row whose order against the first of its group is less than 75 %
 * likely belongs to the group. Comparing with the first, not with the neighbour, keeps a long chain of small steps
 * from becoming one tie.
 */
export function markTies(rows: readonly Placed[]): void {
  let leader = 0;
  rows.forEach((row, i) => {
    const first = rows[leader] as Placed;
    const gap = first.adjusted - row.adjusted;
    if (i > leader && (gap <= 0 || gap * gap < TIE_SQUARE * (first.variance + row.variance))) {
      row.tier |= TIED_BIT;
      first.tier |= TIED_BIT;
    } else {
      leader = i;
    }
    row.rank = leader + 1;
  });
}
