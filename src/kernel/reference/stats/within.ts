import { at } from './fit.ts';
import { type Slope, searchSpread } from './search.ts';

/**
 * One level of a hierarchy: values scatter within groups about the group's own mean, by a common variance (the
 * spread, τ²) and each value's own noise. Same rules as fit.ts: only +, −, ×, ÷, square roots and comparisons, summed in
 * the order of the rows, then of the groups.
 */

/** What is taken to be known of a spread before any row: as if `rows` differences with this variance had been seen. */
export interface SpreadPrior {
  /** pp² */
  readonly spread: number;
  readonly rows: number;
}

/** The values of one level, and where each belongs in the next one up. */
export interface Level {
  /** percentage points */
  readonly values: Float64Array;
  /** sampling variance, pp²; infinite for a value that nothing is known of (which is then ignored, but finite) */
  readonly noise: Float64Array;
  /** row of the group above, 0 … groups − 1 */
  readonly group: Uint32Array;
  readonly groups: number;
  /** groups of one brawler, which stand together; default 1 */
  readonly together?: number;
}

export interface WithinFit {
  /** variance between the true values of a group, pp² */
  readonly spread: number;
  /** how sharply the rows determine it: expected −d² log posterior / d(log spread)² */
  readonly sharpness: number;
  /** per group: precision-weighted mean of its values, 0 where nothing is known */
  readonly means: Float64Array;
  /** per group: variance of that mean about the group's true value, pp²; infinite where nothing is known */
  readonly noise: Float64Array;
}

/**
 * Fits the spread within groups as the mode of its posterior on the log scale, under the restricted likelihood
 * of the normal model (Patterson & Thompson 1971, Biometrika 58:545) and a scaled-inverse-χ² prior: never zero, for
 * any number of rows.
 */
export function fitWithin(level: Level, prior: SpreadPrior): WithinFit {
  const sums = createSums(level.groups);
  const found = searchSpread(prior.spread, (tried) => scoreAt(tried, level, prior, sums));
  return { ...found, ...groupMeans(sums) };
}

/** Means of the groups, with their noise, where the spread is given. */
export function meansWithin(level: Level, spread: number): Pick<WithinFit, 'means' | 'noise'> {
  const sums = createSums(level.groups);
  addUp(spread, level, sums);
  return groupMeans(sums);
}

/** Per group, with w = 1 / (τ² + noise): Σ w, Σ wy, Σ w², Σ w²y, Σ w²y², Σ w³. */
type Sums = Readonly<Record<'w' | 'wy' | 'w2' | 'w2y' | 'w2yy' | 'w3', Float64Array>>;

function createSums(groups: number): Sums {
  const [w, wy, w2] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
  const [w2y, w2yy, w3] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
  return { w, wy, w2, w2y, w2yy, w3 };
}

function addUp(spread: number, { values, noise, group }: Level, sums: Sums): void {
  for (const table of Object.values(sums)) table.fill(0);
  for (let i = 0; i < values.length; i++) {
    const g = group[i] as number;
    const y = at(values, i);
    const w = 1 / (spread + at(noise, i));
    const w2 = w * w;
    const w2y = w2 * y;
    sums.w[g] = at(sums.w, g) + w;
    sums.wy[g] = at(sums.wy, g) + w * y;
    sums.w2[g] = at(sums.w2, g) + w2;
    sums.w2y[g] = at(sums.w2y, g) + w2y;
    sums.w2yy[g] = at(sums.w2yy, g) + w2y * y;
    sums.w3[g] = at(sums.w3, g) + w2 * w;
  }
}

/**
 * Twice the slope of the log posterior in log τ², and twice its expected curvature. With d the distance to the
 * group's mean and the prior of n₀ rows and spread s₀: n₀ s₀ / τ² − n₀ + τ² Σ_groups (Σ w²d² − Σ w + Σ w² / Σ w);
 * n₀ s₀ / τ² + τ⁴ Σ_groups (Σ w² − 2 Σ w³ / Σ w + (Σ w² / Σ w)²). Groups of even and of odd brawlers are summed apart,
 * each in ascending order, and then added: two at a time, in the kernel.
 */
function scoreAt(spread: number, level: Level, prior: SpreadPrior, sums: Sums): Slope {
  addUp(spread, level, sums);
  const together = level.together ?? 1;
  const inner: [number, number] = [0, 0];
  const curvature: [number, number] = [0, 0];
  for (let g = 0; g < level.groups; g++) {
    const w = at(sums.w, g);
    if (!(w > 0)) continue;
    const w2 = at(sums.w2, g);
    const mean = at(sums.wy, g) / w;
    const share = w2 / w;
    const squares = at(sums.w2yy, g) - mean * (2 * at(sums.w2y, g) - mean * w2);
    const lane = Math.floor(g / together) % 2 === 0 ? 0 : 1;
    inner[lane] += squares - w + share;
    curvature[lane] += w2 - (2 * at(sums.w3, g)) / w + share * share;
  }
  const known = (prior.rows * prior.spread) / spread;
  return {
    score: known - prior.rows + spread * (inner[0] + inner[1]),
    information: known + spread * spread * (curvature[0] + curvature[1]),
  };
}

function groupMeans({ w, wy }: Sums): Pick<WithinFit, 'means' | 'noise'> {
  const means = new Float64Array(w.length);
  const noise = new Float64Array(w.length);
  for (let g = 0; g < w.length; g++) {
    const weight = at(w, g);
    means[g] = weight > 0 ? at(wy, g) / weight : 0;
    noise[g] = weight > 0 ? 1 / weight : Number.POSITIVE_INFINITY;
  }
  return { means, noise };
}

/** Means and variances, row by row; `weights` is each row's own data's against what is above it, 0…1. */
export interface Posteriors {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Posteriors of one level's true values, given those of the groups above (which have seen the same data). At a known
 * spread, with B = noise / (τ² + noise) and W = 1 − B, the mean is m + W (y − m), and the variance what the row's
 * own data leave open, τ² B, plus B² times that of m. The spread is not known: log τ² has a posterior that is taken as
 * that of an inverse-gamma with `sharpness` s. To the second order in 1/s, the mean of W is W + W B² / s, its
 * variance W² B² / s, and the mean of τ² B is τ² B + τ² B³ / s (after Morris & Tang 2011, Statistical Science 26:271).
 *
 * `apart`, where given, is the part of each noise that is no sampling noise but a true difference of the row (pp²): it
 * adds to the spread of that row.
 */
export function shrink(
  { values, noise, group }: Level,
  { spread, sharpness }: Pick<WithinFit, 'spread' | 'sharpness'>,
  above: Pick<Posteriors, 'means' | 'variances'>,
  apart: Float64Array | null = null,
): Posteriors {
  const n = values.length;
  const [means, variances, weights] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  // An inverse-gamma's mean is s / (s − 1) of its mode on the log scale; below 2 the expansion means nothing.
  const doubt = 1 / (sharpness > 2 ? sharpness - 1 : 1);
  for (let i = 0; i < n; i++) {
    const g = group[i] as number;
    const inverse = 1 / (spread + at(noise, i));
    const own = spread + (apart === null ? 0 : at(apart, i));
    const weight = own * inverse;
    const fitted = spread * inverse;
    const pulled = 1 - weight;
    const square = pulled * pulled;
    const doubted = square * doubt;
    const d = at(values, i) - at(above.means, g);
    const weightVariance = (fitted * fitted * square) / (sharpness + fitted * pulled);
    weights[i] = weight;
    means[i] = at(above.means, g) + (weight + fitted * doubted) * d;
    variances[i] =
      pulled * (own + spread * doubted) + square * at(above.variances, g) + weightVariance * d * d;
  }
  return { means, variances, weights };
}
