import { at } from './fit.ts';
import { fitWithin, type Level, meansWithin, type Posteriors, type SpreadPrior, shrink } from './within.ts';

/**
 * Adjusted win rates by a hierarchy: a brawler's lift on a map scatters about its lift in the map's mode, that about
 * its lift over all, and that about the mean of all brawlers. Each scatter is fitted from the data, level by level from below (within.ts); then
 * the posteriors are reckoned from above. For given spreads this is the exact posterior of the nested
 * normal model: up and down a tree, as in Kalman filtering and smoothing (Chou, Willsky & Benveniste 1994, IEEE Trans. Automatic Control 39:464).
 */

/** Cells in any order, which is the order of the sums; each (map, brawler) once. A row with 0 games gets what the others predict. */
export interface Cells {
  /** rows of the map's mode and of the brawler, below `modes` and `brawlers` */
  readonly mode: Uint32Array;
  readonly brawler: Uint32Array;
  /** effective games, ≥ 0: (Σ w g)² / Σ w² g (Kish 1965) */
  readonly games: Float64Array;
  /** sampling variance of the rate as a share of that of one game; default 1 / games */
  readonly scatter?: Float64Array;
  /** win rate, percent; finite, also where there are no games */
  readonly rate: Float64Array;
  /** what the lift is reckoned from, percent: the map's baseline */
  readonly baseline: Float64Array;
  readonly modes: number;
  readonly brawlers: number;
}

/** What is known of each cell's lift from other battles: the hierarchy then describes the difference from that. */
export interface Elsewhere {
  /** pp */
  readonly lifts: Float64Array;
  /** pp² */
  readonly variances: Float64Array;
}

/** Spreads (pp²), and how sharply the data determine them, of the three levels. */
export interface Strengths {
  readonly map: Strength;
  readonly mode: Strength;
  readonly brawler: Strength;
}

export interface Strength {
  readonly spread: number;
  readonly sharpness: number;
}

/** Lifts over the baseline (pp), with variances (pp²); above the cells, differences from elsewhere where that was given. */
export interface Hierarchy {
  readonly strengths: Strengths;
  /** mean lift of all brawlers, unweighted */
  readonly centre: number;
  readonly centreVariance: number;
  /** per brawler: over all */
  readonly brawlers: Posteriors;
  /** per brawler × modes + mode: in a mode; also where it has not been played */
  readonly modes: Posteriors;
  /** per cell, in the order given */
  readonly cells: Posteriors;
}

/** Weak priors: each as if that many differences had been seen. Between a map's brawlers, 16 pp² together (fit.ts). */
export const PRIORS: Readonly<Record<keyof Strengths, SpreadPrior>> = {
  map: { spread: 6, rows: 3 },
  mode: { spread: 4, rows: 3 },
  brawler: { spread: 8, rows: 3 },
};
/** Variance of true lifts that the sampling noise is reckoned with, pp²: what the priors add up to. */
export const LIFT_VARIANCE = 18;
/** Variance of the centre before any data, pp²: lifts average to 0 over picks, so over brawlers nearly. */
export const CENTRE_VARIANCE = 25;
/** Rates at which sampling noise is reckoned stay within these, percent. */
export const LEAST_RATE = 1;

/** What a fit rests on beside the cells. */
export interface Options {
  /** default: nothing is known from elsewhere */
  readonly elsewhere?: Elsewhere;
  /** default: fitted from the cells */
  readonly strengths?: Strengths;
  /** default: PRIORS */
  readonly priors?: Readonly<Record<keyof Strengths, SpreadPrior>>;
}

/** Fits the hierarchy and gives every posterior: up the tree, then down. */
export function fitHierarchy(cells: Cells, options: Options = {}): Hierarchy {
  const { elsewhere = null, strengths: given, priors = PRIORS } = options;
  const bottom = cellLevel(cells, elsewhere);
  const map = solved(bottom, priors.map, given?.map);
  const middle: Level = { ...valuesOf(map), ...brawlersOfNodes(cells) };
  const mode = solved(middle, priors.mode, given?.mode);
  const top: Level = { ...valuesOf(mode), group: new Uint32Array(cells.brawlers), groups: 1 };
  const brawler = solved(top, priors.brawler, given?.brawler);
  const known = 1 / at(brawler.noise, 0) + 1 / CENTRE_VARIANCE;
  const centreVariance = 1 / known;
  const centre = (at(brawler.means, 0) / at(brawler.noise, 0)) * centreVariance;
  const root = { means: Float64Array.of(centre), variances: Float64Array.of(centreVariance) };
  const brawlers = shrink(top, brawler, root);
  const modes = shrink(middle, mode, brawlers);
  return {
    strengths: { map, mode, brawler },
    centre,
    centreVariance,
    brawlers,
    modes,
    cells: withElsewhere(shrink(bottom, map, modes, elsewhere?.variances), elsewhere),
  };
}

function solved(level: Level, prior: SpreadPrior, given: Strength | undefined) {
  return given === undefined ? fitWithin(level, prior) : { ...given, ...meansWithin(level, given.spread) };
}

/** Adds what was taken off again. Its variance is in the posterior already. */
function withElsewhere(cells: Posteriors, elsewhere: Elsewhere | null): Posteriors {
  if (elsewhere === null) return cells;
  return { ...cells, means: cells.means.map((mean, i) => mean + at(elsewhere.lifts, i)) };
}

function valuesOf(fit: { means: Float64Array; noise: Float64Array }) {
  return { values: fit.means, noise: fit.noise };
}

/**
 * The cells' lifts with their noise. A rate that is seen in n games of a true rate p varies by p (100 − p) / n, and
 * true rates scatter about the baseline b
 * by LIFT_VARIANCE: on average (b (100 − b) − LIFT_VARIANCE) / n, as in the beta-binomial.
 */
function cellLevel(cells: Cells, elsewhere: Elsewhere | null): Level {
  const { mode, brawler, games, scatter, rate, baseline, modes, brawlers } = cells;
  const n = rate.length;
  const values = new Float64Array(n);
  const noise = new Float64Array(n);
  const group = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const b = Math.min(Math.max(at(baseline, i), LEAST_RATE), 100 - LEAST_RATE);
    values[i] = at(rate, i) - at(baseline, i) - (elsewhere === null ? 0 : at(elsewhere.lifts, i));
    const one = b * (100 - b) - LIFT_VARIANCE;
    const sampling = scatter === undefined ? one / at(games, i) : one * at(scatter, i);
    noise[i] = sampling + (elsewhere === null ? 0 : at(elsewhere.variances, i));
    group[i] = (brawler[i] as number) * modes + (mode[i] as number);
  }
  return { values, noise, group, groups: modes * brawlers, together: modes };
}

/** For each brawler × modes + mode: the brawler. */
function brawlersOfNodes({ modes, brawlers }: Cells): { group: Uint32Array; groups: number } {
  const group = new Uint32Array(modes * brawlers);
  for (let node = 0; node < group.length; node++) group[node] = Math.floor(node / modes);
  return { group, groups: brawlers };
}
