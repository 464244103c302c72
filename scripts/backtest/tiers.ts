/** How many tiers are wrong, where the truth is known. */
import { TIER_NONE } from '../../kernel/layout/snapshot.ts';
import type { Cells, Hierarchy } from '../../src/kernel/reference/stats/hierarchy.ts';
import { tierOf, tierOfPosterior } from '../../src/kernel/reference/stats/tiers.ts';

/** Cells with games: without a tier, and with one that is right, next to the right one, or further off. */
export interface TierMistakes {
  none: number;
  right: number;
  next: number;
  further: number;
}

export function countTiers(
  { games, baseline }: Cells,
  { cells }: Pick<Hierarchy, 'cells'>,
  truth: Float64Array,
): TierMistakes {
  const found: TierMistakes = { none: 0, right: 0, next: 0, further: 0 };
  truth.forEach((rate, i) => {
    if (!((games[i] ?? 0) > 0)) return;
    const tier = tierOfPosterior(cells.means[i] ?? 0, cells.variances[i] ?? 0);
    const off = Math.abs(tier - tierOf(rate - (baseline[i] ?? 0)));
    if (tier === TIER_NONE) found.none++;
    else if (off === 0) found.right++;
    else if (off === 1) found.next++;
    else found.further++;
  });
  return found;
}

/** The counts as a line. */
export function tiersLine({ none, right, next, further }: TierMistakes): string {
  const tiers = right + next + further;
  const share = (count: number, of: number) => (of === 0 ? '–' : `${((100 * count) / of).toFixed(1)} %`);
  return `Tiers: ${tiers} of ${tiers + none} played cells have one (${share(tiers, tiers + none)}); right ${share(right, tiers)}, one off ${share(next, tiers)}, two or more off ${share(further, tiers)}`;
}
