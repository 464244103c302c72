import { at } from './fit.ts';
import { type Cells, fitHierarchy, type Hierarchy, LEAST_RATE, type Strengths } from './hierarchy.ts';
import { fitWithin, type SpreadPrior, shrink } from './within.ts';

/** Weak priors of a bracket's differences from the rest of the battles: smaller than between maps, 7 pp² together. */
export const BRACKET_PRIORS: Readonly<Record<keyof Strengths, SpreadPrior>> = {
  map: { spread: 2, rows: 3 },
  mode: { spread: 1, rows: 3 },
  brawler: { spread: 4, rows: 3 },
};
/** Between maps, the differences of a bracket's baseline from that of all. */
export const BASELINE_PRIOR: SpreadPrior = { spread: 1, rows: 3 };

/**
 * A bracket's lifts, shrunk towards all. `own` are the bracket's cells, `rest` the same rows with the battles of all
 * other brackets: a bracket must not be drawn to an "all" which holds its own battles, or they would count twice.
 * The rest's posteriors are what is known from elsewhere; a second hierarchy fits how far, and in what (brawler, mode, map),
 * the bracket differs. `strengths` are those fitted to all.
 */
export function fitBracket(own: Cells, rest: Cells, strengths: Strengths): Hierarchy {
  const { means, variances } = fitHierarchy(rest, { strengths }).cells;
  return fitHierarchy(own, { elsewhere: { lifts: means, variances }, priors: BRACKET_PRIORS });
}

/**
 * A bracket's baselines, percent, one a map. A map's mean win rate in a bracket is known only from its games, unlike
 * that of all (which counts both sides of every battle): it is shrunk to the baseline of all by a fitted spread.
 */
export function bracketBaselines(rates: Float64Array, games: Float64Array, all: Float64Array): Float64Array {
  const values = rates.map((rate, i) => rate - at(all, i));
  const noise = games.map((n, i) => {
    const p = Math.min(Math.max(at(all, i), LEAST_RATE), 100 - LEAST_RATE);
    return (p * (100 - p)) / n;
  });
  const level = { values, noise, group: new Uint32Array(values.length), groups: 1 };
  const fit = fitWithin(level, BASELINE_PRIOR);
  const known = at(fit.noise, 0);
  const above = {
    means: fit.means,
    variances: Float64Array.of(known < BASELINE_PRIOR.spread ? known : BASELINE_PRIOR.spread),
  };
  return shrink(level, fit, above).means.map((mean, i) => Math.min(Math.max(mean + at(all, i), 0), 100));
}
