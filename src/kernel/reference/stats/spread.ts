import { at } from './fit.ts';
import { type Slope, searchSpread } from './search.ts';
import type { Level, SpreadPrior, WithinFit } from './within.ts';

/**
 * Fits the spread of a level as the mode of its posterior on the log scale under a scaled-inverse-χ² prior: within its
 * groups under the restricted likelihood (as within.ts), or about 0 under the full one.
 */
export function fitSpread(
  level: Level,
  prior: SpreadPrior,
  isAboutZero = false,
): Pick<WithinFit, 'spread' | 'sharpness'> {
  return searchSpread(prior.spread, (tried) =>
    isAboutZero ? slopeAboutZero(tried, level, prior) : slopeWithin(tried, level, prior),
  );
}

/**
 * Twice the slope of the log posterior in log τ², and twice its expected curvature, with w = 1 / (τ² + noise): n₀ s₀ / τ² −
 * n₀ + τ² Σ_groups (Σ w²d² − Σ w + Σ w² / Σ w); n₀ s₀ / τ² + τ⁴ Σ_groups (Σ w² − 2 Σ w³ / Σ w + (Σ w² / Σ w)²).
 */
function slopeWithin(tried: number, { values, noise, group, groups }: Level, prior: SpreadPrior): Slope {
  const [w, wy, w2] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
  const [w2y, w2yy, w3] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < values.length; i++) {
    const g = group[i] as number;
    const y = at(values, i);
    const own = 1 / (tried + at(noise, i));
    const square = own * own;
    const squareY = square * y;
    w[g] = at(w, g) + own;
    wy[g] = at(wy, g) + own * y;
    w2[g] = at(w2, g) + square;
    w2y[g] = at(w2y, g) + squareY;
    w2yy[g] = at(w2yy, g) + squareY * y;
    w3[g] = at(w3, g) + square * own;
  }
  let inner = 0;
  let curvature = 0;
  for (let g = 0; g < groups; g++) {
    if (!(at(w, g) > 0)) continue;
    const mean = at(wy, g) / at(w, g);
    const share = at(w2, g) / at(w, g);
    const squares = at(w2yy, g) - mean * (2 * at(w2y, g) - mean * at(w2, g));
    inner += squares - at(w, g) + share;
    curvature += at(w2, g) - (2 * at(w3, g)) / at(w, g) + share * share;
  }
  return slopeOf(tried, prior, inner, curvature);
}

/** The same about a known centre of 0: n₀ s₀ / τ² − n₀ + τ² Σ (w²y² − w); n₀ s₀ / τ² + τ⁴ Σ w². */
function slopeAboutZero(tried: number, { values, noise }: Level, prior: SpreadPrior): Slope {
  let inner = 0;
  let curvature = 0;
  for (let i = 0; i < values.length; i++) {
    const w = 1 / (tried + at(noise, i));
    const y = at(values, i);
    inner += w * w * (y * y) - w;
    curvature += w * w;
  }
  return slopeOf(tried, prior, inner, curvature);
}

function slopeOf(tried: number, prior: SpreadPrior, inner: number, curvature: number): Slope {
  const known = (prior.rows * prior.spread) / tried;
  return { score: known - prior.rows + tried * inner, information: known + tried * tried * curvature };
}
