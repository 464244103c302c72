import { TIER_NONE } from '../../../../kernel/layout/snapshot.ts';
import { at, type Fit, fitKnownNoise } from './fit.ts';
import { markTies, tierOf, tierOfPosterior } from './tiers.ts';
import { fitUnknownNoise, USE_RATE_FLOOR } from './use-rates.ts';

/** What counts weighted by age say. Where a row has none, its plain counts speak for themselves. */
export interface Weighted {
  /** percent */
  rate: number;
  /** Σ w × games */
  games: number;
  /** as many unweighted games would say as much */
  effective: number;
}

/** One brawler's row on a map. Rates in percent; `games` is null where the source gives no counts. */
export interface RateRow {
  brawler: number;
  winRate: number;
  useRate: number;
  games: number | null;
  weighted?: Weighted;
}

export interface RankedRow extends RateRow {
  /** posterior mean, percent, and variance, pp² */
  adjusted: number;
  variance: number;
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

/** A row without counts whose own data weigh less than this against the prior gets no tier: "not enough data". */
export const MIN_WEIGHT_FOR_TIER = 0.15;
/** Fewer games than this say no less. */
export const LEAST_GAMES = 0.01;
/** Φ⁻¹(0.975) */
const Z95 = 1.959963984540054;

/**
 * Ranks one map's brawlers by themselves: by the posterior mean of their win rate under a normal empirical-Bayes model,
 * shrunk to the map's own centre by strengths fitted from the rows (fit.ts). Rows without counts get their noise from
 * the use rates, so a rate of 82.8 % at a use rate of 0 moves nothing. Published of rows without counts; rows with
 * counts are published by rankLifts, and here the back-test's per-board model.
 */
export function rankRows(rows: readonly RateRow[]): Ranking {
  const n = rows.length;
  if (n === 0) return { baseline: Number.NaN, rows: [] };
  const counted = rows.every((row) => row.games !== null);
  const rates = Float64Array.from(rows, rateOf);
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
  const ranked = rows.map((row, i) => {
    const { weight, adjusted, variance } = posterior(at(rates, i), at(noise, i), 0, fit);
    const tier = weight < MIN_WEIGHT_FOR_TIER ? TIER_NONE : tierOf(adjusted - baseline);
    return place(row, adjusted, variance, counted, tier);
  });
  return { baseline, rows: ordered(ranked) };
}

/** What all maps together say of a row: its lift over the baseline (pp), with the variance of that (pp²). */
export interface LiftedRow {
  readonly row: RateRow;
  readonly lift: number;
  readonly variance: number;
}

/** Ranks one map's brawlers by what the hierarchy says of them (hierarchy.ts). */
export function rankLifts(rows: readonly LiftedRow[], baseline: number): RankedRow[] {
  return ordered(
    rows.map(({ row, lift, variance }) => {
      const adjusted = Math.min(Math.max(baseline + lift, 0), 100);
      return place(row, adjusted, variance, true, tierOfPosterior(adjusted - baseline, variance));
    }),
  );
}

function place(row: RateRow, adjusted: number, variance: number, counted: boolean, tier: number): RankedRow {
  const { low, high } = counted ? interval(adjusted, variance) : { low: null, high: null };
  return { ...row, adjusted, variance, low, high, tier, rank: 0 };
}

/** Orders rows by the adjusted rate as published, equals by brawler, and ranks them. */
function ordered(rows: RankedRow[]): RankedRow[] {
  rows.sort((a, b) => hundredths(b.adjusted) - hundredths(a.adjusted) || a.brawler - b.brawler);
  markTies(rows);
  return rows;
}

/** Percent in 1/100 of a percent point, half up: as published. */
export function hundredths(percent: number): number {
  return Math.floor(percent * 100 + 0.5);
}

export interface Posterior {
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
 * how far the row is pulled (fit.ts). `open` is the variance of what the row is pulled to, where each row has its
 * own: true rates vary by spread + open about it, so the pull is a share of noise / (open + noise) of that which the
 * spread decides.
 */
export function posterior(rate: number, noise: number, open: number, fit: Fit): Posterior {
  const scatter = noise + open;
  const share = noise / scatter;
  const decided = scatter / (fit.spread + scatter);
  const pulled = share * decided;
  const weight = 1 - pulled;
  const d = rate - fit.centre;
  const mixed = decided * (1 - decided);
  const pulledVariance = (share * share * (mixed * mixed)) / (fit.sharpness + mixed);
  return {
    weight,
    adjusted: fit.centre + weight * d,
    variance: weight * noise + pulled * pulled * fit.centreVariance + pulledVariance * d * d,
  };
}

/** 95 % of the posterior, within 0…100 %. */
export function interval(adjusted: number, variance: number): { low: number; high: number } {
  const half = Z95 * Math.sqrt(variance);
  return { low: Math.max(0, adjusted - half), high: Math.min(100, adjusted + half) };
}

/** The rate that a row is ranked by. */
function rateOf(row: RateRow): number {
  return row.weighted?.rate ?? row.winRate;
}

function weightedMean(rows: readonly RateRow[], counted: boolean): number {
  let weights = 0;
  let sum = 0;
  for (const row of rows) {
    const games = row.weighted?.games ?? row.games ?? 0;
    const w = counted ? games : Math.max(row.useRate, USE_RATE_FLOOR);
    weights += w;
    sum += w * rateOf(row);
  }
  return weights > 0 ? sum / weights : 50;
}

/** Binomial sampling variance (pp²) at the map's baseline; a row without games knows nothing. */
function samplingNoise(rows: readonly RateRow[], baseline: number, noise: Float64Array): void {
  const p = Math.min(Math.max(baseline, 1), 99);
  rows.forEach((row, i) => {
    noise[i] = (p * (100 - p)) / Math.max(row.weighted?.effective ?? row.games ?? 0, LEAST_GAMES);
  });
}
