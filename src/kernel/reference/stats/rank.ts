import {
  TIED_BIT,
  TIER_A,
  TIER_B,
  TIER_C,
  TIER_D,
  TIER_NONE,
  TIER_S,
} from '../../../../kernel/layout/snapshot.ts';
import { at, type Fit, fitAbout, fitKnownNoise } from './fit.ts';
import { fitUnknownNoise, USE_RATE_FLOOR } from './use-rates.ts';

/** One brawler's row on a map. Rates in percent; `games` is null where the source gives no counts. */
export interface RateRow {
  brawler: number;
  winRate: number;
  useRate: number;
  games: number | null;
}

export interface RankedRow extends RateRow {
  /** posterior mean, percent */
  adjusted: number;
  /** 95 % interval, percent; null without counts */
  low: number | null;
  high: number | null;
  /** TIER_*, with TIED_BIT where it shares its rank */
  tier: number;
  rank: number;
}

export interface Ranking {
  /** the map's mean win rate, weighted by picks, percent */
  baseline: number;
  /** best first */
  rows: RankedRow[];
}

/** Lift (pp over the baseline) from which a tier begins. Written down, not a share of brawlers. */
export const TIER_CUTS = [
  { tier: TIER_S, lift: 4 },
  { tier: TIER_A, lift: 1.5 },
  { tier: TIER_B, lift: -1.5 },
  { tier: TIER_C, lift: -4 },
] as const;
/** A row whose own data weigh less than this against the prior gets no tier: "not enough data". */
export const MIN_WEIGHT_FOR_TIER = 0.15;
/** z below which the order of two posteriors is less than 75 % likely: Φ⁻¹(0.75). */
export const TIE_Z = 0.6744897501960817;
/** Φ⁻¹(0.975) */
const Z95 = 1.959963984540054;

/**
 * Ranks one map's brawlers by the posterior mean of their win rate under a normal empirical-Bayes model, shrunk
 * to the map's own centre by strengths fitted from the rows (fit.ts). Rows without counts get their noise from
 * the use rates, so a rate of 82.8 % at a use rate of 0 moves nothing.
 */
export function rankRows(rows: readonly RateRow[]): Ranking {
  const n = rows.length;
  if (n === 0) return { baseline: Number.NaN, rows: [] };
  const counted = rows.every((row) => row.games !== null);
  const rates = Float64Array.from(rows, (row) => row.winRate);
  const baseline = weightedMean(rows, counted);
  const noise = new Float64Array(n);
  if (counted) samplingNoise(rows, baseline, noise);
  const fit = counted
    ? fitKnownNoise(rates, noise)
    : fitUnknownNoise(
        rates,
        Float64Array.from(rows, (row) => row.useRate),
        noise,
      );
  const posteriors = rows.map((row, i) => ({ row, ...posterior(row.winRate, at(noise, i), fit) }));
  posteriors.sort((a, b) => b.adjusted - a.adjusted || b.weight - a.weight || a.row.brawler - b.row.brawler);
  const ranked = posteriors.map(({ row, weight, adjusted, variance }) => ({
    ...row,
    adjusted,
    ...(counted ? interval(adjusted, variance) : { low: null, high: null }),
    tier: weight < MIN_WEIGHT_FOR_TIER ? TIER_NONE : tierOf(adjusted - baseline),
    rank: 0,
  }));
  markTies(ranked, posteriors);
  return { baseline, rows: ranked };
}

interface Posterior {
  /** of the row's own rate against the centre, 0…1 */
  weight: number;
  /** mean, percent */
  adjusted: number;
  /** pp² */
  variance: number;
}

/**
 * Posterior of a true rate, given the rate seen and its sampling variance. The variance has three parts: what the
 * row's own games leave open, what is not known of the centre, and what is not known of the spread, which decides
 * how far the row is pulled (fit.ts).
 */
function posterior(rate: number, noise: number, fit: Fit): Posterior {
  const pulled = noise / (fit.spread + noise);
  const weight = 1 - pulled;
  const d = rate - fit.centre;
  const mixed = pulled * weight;
  const pulledVariance = (mixed * mixed) / (fit.sharpness + mixed);
  return {
    weight,
    adjusted: fit.centre + weight * d,
    variance: weight * noise + pulled * pulled * fit.centreVariance + pulledVariance * d * d,
  };
}

/** 95 % of the posterior, within 0…100 %. */
function interval(adjusted: number, variance: number): { low: number; high: number } {
  const half = Z95 * Math.sqrt(variance);
  return { low: Math.max(0, adjusted - half), high: Math.min(100, adjusted + half) };
}

function weightedMean(rows: readonly RateRow[], counted: boolean): number {
  let weights = 0;
  let sum = 0;
  for (const row of rows) {
    const w = counted ? (row.games ?? 0) : Math.max(row.useRate, USE_RATE_FLOOR);
    weights += w;
    sum += w * row.winRate;
  }
  return weights > 0 ? sum / weights : 50;
}

/** Binomial sampling variance (pp²) at the map's baseline; a row without games knows nothing. */
function samplingNoise(rows: readonly RateRow[], baseline: number, noise: Float64Array): void {
  const p = Math.min(Math.max(baseline, 1), 99);
  rows.forEach((row, i) => {
    noise[i] = (p * (100 - p)) / Math.max(row.games ?? 0, 0.01);
  });
}

function tierOf(lift: number): number {
  for (const cut of TIER_CUTS) if (lift >= cut.lift) return cut.tier;
  return TIER_D;
}

/**
 * Shares ranks: a row whose order against the first of its group is less than 75 % likely belongs to the group.
 * Comparing with the first, not with the neighbour, keeps a long chain of small steps from becoming one tie.
 */
function markTies(rows: RankedRow[], posteriors: readonly { adjusted: number; variance: number }[]): void {
  let leader = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as RankedRow;
    const first = posteriors[leader] as { adjusted: number; variance: number };
    const own = posteriors[i] as { adjusted: number; variance: number };
    const z = (first.adjusted - own.adjusted) / Math.sqrt(first.variance + own.variance);
    if (i > leader && z < TIE_Z) {
      row.tier |= TIED_BIT;
      (rows[leader] as RankedRow).tier |= TIED_BIT;
    } else {
      leader = i;
    }
    row.rank = leader + 1;
  }
}

/** A team really seen. `brawlers` are rows of the snapshot's brawler table. */
export interface TeamRow {
  brawlers: number[];
  games: number;
  halfWins: number;
}

export interface RankedTeam extends TeamRow {
  adjusted: number;
  low: number;
  high: number;
}

/**
 * Ranks teams by the posterior mean of their win rate, shrunk to what their members' lifts add up to; the
 * strength of the shrinkage is fitted. `lifts` gives a brawler's lift in pp, 0 where it has none.
 */
export function rankTeams(
  teams: readonly TeamRow[],
  baseline: number,
  lifts: ReadonlyMap<number, number>,
): RankedTeam[] {
  const expected = Float64Array.from(teams, (team) => {
    let sum = baseline;
    for (const brawler of team.brawlers) sum += lifts.get(brawler) ?? 0;
    return Math.min(Math.max(sum, 1), 99);
  });
  const rates = Float64Array.from(teams, (team) => (50 * team.halfWins) / team.games);
  const noise = Float64Array.from(
    teams,
    (team, i) => (at(expected, i) * (100 - at(expected, i))) / team.games,
  );
  const about = fitAbout(rates, expected, noise);
  const ranked = teams.map((team, i) => {
    const fit = { ...about, centre: at(expected, i), centreVariance: 0 };
    const { adjusted, variance } = posterior(at(rates, i), at(noise, i), fit);
    return { ...team, adjusted, ...interval(adjusted, variance) };
  });
  return ranked.sort(
    (a, b) => b.adjusted - a.adjusted || b.games - a.games || compareLists(a.brawlers, b.brawlers),
  );
}

/** Order of two lists of rows: by their first difference, a beginning before what it begins. */
export function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
