import { describe, expect, test } from 'vitest';
import {
  fitHierarchy,
  LIFT_VARIANCE,
  type Strengths,
} from '../../../src/kernel/reference/stats/hierarchy.ts';
import { fitWithin, type Level, shrink } from '../../../src/kernel/reference/stats/within.ts';
import { type Draws, draws } from './support.ts';

const SEED = 20261126;
const PRIOR = { spread: 9, rows: 3 };

/** Values in groups, some of which may stay empty, with noises from 0.05 to 150 pp². */
function drawLevel({ normal, uniform, integer }: Draws): Level {
  const n = 3 + integer(60);
  const groups = 1 + integer(8);
  const deviation = 8 * uniform();
  const noise = Float64Array.from({ length: n }, () => Math.exp(8 * uniform() - 3));
  const values = noise.map((v) => normal() * Math.sqrt(deviation ** 2 + v));
  return { values, noise, group: Uint32Array.from({ length: n }, () => integer(groups)), groups };
}

/** Log posterior of log τ², from its definition: restricted likelihood within groups, and the prior. */
function logPosterior(spread: number, { values, noise, group, groups }: Level): number {
  let sum = PRIOR.rows * (Math.log(spread) + PRIOR.spread / spread);
  for (let g = 0; g < groups; g++) {
    const rows = [...values.keys()].filter((i) => group[i] === g);
    if (rows.length === 0) continue;
    const weight = (i: number) => 1 / (spread + (noise[i] ?? 0));
    const total = rows.reduce((w, i) => w + weight(i), 0);
    const mean = rows.reduce((w, i) => w + weight(i) * (values[i] ?? 0), 0) / total;
    sum += Math.log(total);
    for (const i of rows) sum += weight(i) * ((values[i] ?? 0) - mean) ** 2 - Math.log(weight(i));
  }
  return -0.5 * sum;
}

describe('a level', () => {
  test(`the spread is the mode of its posterior (seed ${SEED})`, () => {
    const random = draws(SEED);
    for (let round = 0; round < 100; round++) {
      const level = drawLevel(random);
      const { spread } = fitWithin(level, PRIOR);
      const [below, here, above] = [-0.01, 0, 0.01].map((step) =>
        logPosterior(spread * Math.exp(step), level),
      );
      expect(here).toBeGreaterThan(below ?? 0);
      expect(here).toBeGreaterThan(above ?? 0);
      const slope = (logPosterior(spread * 1.0001, level) - logPosterior(spread / 1.0001, level)) / 0.0002;
      expect(Math.abs(slope)).toBeLessThan(1e-3);
    }
  });

  test('worked by hand: two groups of equal noise', () => {
    // Noise 2, w = 1/(τ² + 2). Each group's Σ d² = 2 · 5.5² = 60.5, two of them: 121. The slope is
    // 3 · 9/τ² − 3 + τ² (121 w² − 4 w + 2 w); at τ² = 20: w = 1/22, 1.35 − 3 + 20 (0.25 − 1/11) = 1.53…, so τ² > 20.
    const level = {
      values: Float64Array.of(1, 12, 31, 42),
      noise: new Float64Array(4).fill(2),
      group: Uint32Array.of(0, 0, 1, 1),
      groups: 2,
    };
    const { spread, sharpness, means, noise } = fitWithin(level, PRIOR);
    const w = 1 / (spread + 2);
    expect(spread).toBeGreaterThan(20);
    expect(27 / spread - 3 + spread * (121 * w * w - 2 * w)).toBeCloseTo(0, 4);
    // tr(PP) = 2 w² for the two degrees of freedom left.
    expect(sharpness).toBeCloseTo(0.5 * (27 / spread + 2 * (spread * w) ** 2), 9);
    expect(means[0]).toBeCloseTo(6.5, 12);
    expect(means[1]).toBeCloseTo(36.5, 12);
    expect(noise[0]).toBeCloseTo((spread + 2) / 2, 9);
  });

  test('an empty group: no mean, and infinite noise; no rows: the prior', () => {
    const level = {
      values: new Float64Array(0),
      noise: new Float64Array(0),
      group: new Uint32Array(0),
      groups: 2,
    };
    const fit = fitWithin(level, PRIOR);
    expect(fit.spread).toBeCloseTo(PRIOR.spread, 9);
    expect([...fit.means]).toEqual([0, 0]);
    expect([...fit.noise]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test('a part of the noise that is true difference pulls less, and leaves what the rest leaves open', () => {
    // τ² 4, own part 6, sampling noise 10: weight 10/20; variance 10 · 0.5 + 0.25 · 1.
    const level = {
      values: Float64Array.of(8),
      noise: Float64Array.of(16),
      group: Uint32Array.of(0),
      groups: 1,
    };
    const above = { means: Float64Array.of(0), variances: Float64Array.of(1) };
    const sure = { spread: 4, sharpness: 1e12 };
    const { means, variances, weights } = shrink(level, sure, above, Float64Array.of(6));
    expect(weights[0]).toBeCloseTo(0.5, 12);
    expect(means[0]).toBeCloseTo(4, 9);
    expect(variances[0]).toBeCloseTo(5.25, 9);
  });
});

/** Solves a symmetric positive system by elimination; returns the inverse. */
function inverse(matrix: number[][]): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const pivot = rows[k] as number[];
    const scale = pivot[k] as number;
    for (let j = 0; j < 2 * n; j++) pivot[j] = (pivot[j] as number) / scale;
    rows.forEach((row, i) => {
      const factor = row[k] as number;
      if (i !== k)
        for (let j = 0; j < 2 * n; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    });
  }
  return rows.map((row) => row.slice(n));
}

describe('the hierarchy at given strengths', () => {
  test(`is the exact posterior of the nested normal model (seed ${SEED})`, () => {
    const { uniform, integer } = draws(SEED);
    const [n, modes, brawlers] = [40, 3, 5];
    const cells = {
      mode: Uint32Array.from({ length: n }, () => integer(modes)),
      brawler: Uint32Array.from({ length: n }, () => integer(brawlers)),
      games: Float64Array.from({ length: n }, () => Math.exp(8 * uniform())),
      rate: Float64Array.from({ length: n }, () => 100 * uniform()),
      baseline: Float64Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 40 : 50)),
      modes,
      brawlers,
    };
    const spreads = { map: 7, mode: 3, brawler: 11 };
    const sure = (spread: number) => ({ spread, sharpness: 1e15 });
    const strengths: Strengths = { map: sure(7), mode: sure(3), brawler: sure(11) };
    const { cells: found } = fitHierarchy(cells, { strengths });
    // Prior covariance K of the cells' lifts, by what they share; posterior K (K + V)⁻¹ y, K − K (K + V)⁻¹ K.
    const same = (key: 'mode' | 'brawler', i: number, j: number) => cells[key][i] === cells[key][j];
    const k = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => {
        const brawler = same('brawler', i, j);
        const shared =
          25 + (brawler ? spreads.brawler : 0) + (brawler && same('mode', i, j) ? spreads.mode : 0);
        return shared + (i === j ? spreads.map : 0);
      }),
    );
    const noise = cells.baseline.map((b, i) => (b * (100 - b) - LIFT_VARIANCE) / (cells.games[i] ?? 1));
    const solved = inverse(k.map((row, i) => row.map((value, j) => value + (i === j ? (noise[i] ?? 0) : 0))));
    const lifts = cells.rate.map((rate, i) => rate - (cells.baseline[i] ?? 0));
    k.forEach((row, i) => {
      const gains = solved.map((column) => row.reduce((sum, value, j) => sum + value * (column[j] ?? 0), 0));
      const mean = gains.reduce((sum, gain, j) => sum + gain * (lifts[j] ?? 0), 0);
      const variance = (row[i] ?? 0) - gains.reduce((sum, gain, j) => sum + gain * (row[j] ?? 0), 0);
      expect(found.means[i]).toBeCloseTo(mean, 6);
      expect(found.variances[i]).toBeCloseTo(variance, 6);
    });
  });
});
