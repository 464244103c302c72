import { describe, expect, test } from 'vitest';
import {
  fitAbout,
  fitKnownNoise,
  PRIOR_ROWS,
  PRIOR_SPREAD,
  PRIOR_TEAM_SPREAD,
} from '../../../src/kernel/reference/stats/fit.ts';
import { fitUnknownNoise } from '../../../src/kernel/reference/stats/use-rates.ts';
import { draws, mean } from './support.ts';

const SEED = 20260815;

/** `count` values alternating between `a` and `b`. */
function alternating(count: number, a: number, b: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => (i % 2 === 0 ? a : b));
}

function filled(count: number, value: number): Float64Array {
  return new Float64Array(count).fill(value);
}

/** Log posterior of log τ², written down from its definition: restricted likelihood and prior, constants left out. */
function logPosterior(spread: number, rates: Float64Array, noise: Float64Array): number {
  const weights = noise.map((v) => 1 / (spread + v));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const centre = rates.reduce((sum, p, i) => sum + p * (weights[i] ?? 0), 0) / total;
  const logWeights = weights.reduce((sum, w) => sum + Math.log(w), 0);
  const squares = rates.reduce((sum, p, i) => sum + (weights[i] ?? 0) * (p - centre) ** 2, 0);
  const prior = PRIOR_ROWS * (Math.log(spread) + PRIOR_SPREAD / spread);
  return 0.5 * (logWeights - Math.log(total) - squares - prior);
}

describe('rates with known noise', () => {
  test('one row is its own centre, and the prior is all that is known of the spread', () => {
    const fit = fitKnownNoise(Float64Array.of(61), Float64Array.of(9));
    expect(fit.spread).toBeCloseTo(PRIOR_SPREAD, 9);
    expect(fit.centre).toBeCloseTo(61, 12);
    expect(fit.centreVariance).toBeCloseTo(PRIOR_SPREAD + 9, 9);
  });

  test('a table that scatters as the prior expects leaves it where it is', () => {
    // Ten rows with noise 4: Σ d² = 9 · (16 + 4), so d² = 18.
    const fit = fitKnownNoise(alternating(10, 50 - Math.sqrt(18), 50 + Math.sqrt(18)), filled(10, 4));
    expect(fit.spread).toBeCloseTo(16, 9);
    expect(fit.centre).toBeCloseTo(50, 9);
    expect(fit.centreVariance).toBeCloseTo(2, 9);
  });

  test('a table worked by hand', () => {
    // Noise 2, d² = 5.25, τ² = 8: w = 0.1, 3 · 16/8 − 3 + 8 · (0.01 · 52.5 − 9 · 0.1) = 0;
    // its slope is −6 − 3 + 64 · (9 · 0.01 − 2 · 0.001 · 52.5) = −9.96.
    const fit = fitKnownNoise(alternating(10, 47 - Math.sqrt(5.25), 47 + Math.sqrt(5.25)), filled(10, 2));
    expect(fit.spread).toBeCloseTo(8, 8);
    expect(fit.sharpness).toBeCloseTo(4.98, 6);
    expect(fit.centreVariance).toBeCloseTo(1, 8);
  });

  test('equal rows: a small spread, never none', () => {
    // Without noise or scatter 3 · 16/τ² − 3 − 99 = 0.
    expect(fitKnownNoise(filled(100, 47), filled(100, 1e-6)).spread).toBeCloseTo(48 / 102, 5);
  });

  test('the largest scatter that percentages allow stays within bounds', () => {
    const fit = fitKnownNoise(alternating(100, 0, 100), filled(100, 1e-6));
    expect(fit.spread).toBeGreaterThan(2300);
    expect(fit.spread).toBeLessThan(2500);
    expect(fit.centre).toBeCloseTo(50, 6);
  });

  test(`the spread is the mode of its posterior, the sharpness its curvature there (seed ${SEED})`, () => {
    const { normal, uniform } = draws(SEED);
    for (let table = 0; table < 100; table++) {
      const n = 1 + Math.floor(uniform() ** 2 * 100);
      const noise = Float64Array.from({ length: n }, () => Math.exp(8 * uniform() - 3));
      const truth = 8 * uniform();
      const rates = noise.map((v) => 45 + normal() * Math.sqrt(truth ** 2 + v));
      const { spread, sharpness } = fitKnownNoise(rates, noise);
      const step = 0.01;
      const at = logPosterior(spread, rates, noise);
      const above = logPosterior(spread * Math.exp(step), rates, noise);
      const below = logPosterior(spread * Math.exp(-step), rates, noise);
      expect(above).toBeLessThan(at);
      expect(below).toBeLessThan(at);
      expect((above - below) / (2 * step)).toBeCloseTo(0, 2);
      expect((2 * at - above - below) / (step * step) / sharpness).toBeCloseTo(1, 2);
    }
  });

  test(`a simulated spread of 3 pp is found again (seed ${SEED})`, () => {
    const { normal, uniform } = draws(SEED);
    const spreads = Array.from({ length: 200 }, () => {
      const noise = Float64Array.from({ length: 100 }, () => Math.exp(5 * uniform() - 1));
      const rates = noise.map((v) => 40 + normal() * Math.sqrt(9 + v));
      return fitKnownNoise(rates, noise).spread;
    });
    // One estimate is good to about 2.5 pp², the mean of 200 to 0.2.
    expect(mean(spreads)).toBeGreaterThan(8.5);
    expect(mean(spreads)).toBeLessThan(9.7);
  });
});

describe('rates with unknown noise', () => {
  test('too few usable rows: the spread of the prior, noise 5/u', () => {
    const noise = new Float64Array(3);
    const fit = fitUnknownNoise(Float64Array.of(50, 50, 50), Float64Array.of(1, 2, 0), noise);
    expect(fit.spread).toBe(PRIOR_SPREAD);
    expect(fit.centre).toBeCloseTo(50, 9);
    expect([...noise]).toEqual([5, 2.5, 200]);
  });

  test('equal use rates: half of the variance is spread, half noise', () => {
    const noise = new Float64Array(12);
    const fit = fitUnknownNoise(alternating(12, 45, 55), filled(12, 1), noise);
    expect(fit.spread).toBeCloseTo(12.5, 9);
    expect(noise[0]).toBeCloseTo(12.5, 9);
  });

  test.each([
    [4, 5],
    [9, 2],
    [1, 20],
  ])('squared residuals that lie on %d + %d/u are fitted exactly', (spread, scale) => {
    const useRates = Float64Array.from({ length: 16 }, (_, i) => (i < 8 ? 1 : 0.25));
    const rates = useRates.map((u, i) => 47 + (i % 2 === 0 ? 1 : -1) * Math.sqrt(spread + scale / u));
    const noise = new Float64Array(16);
    const fit = fitUnknownNoise(rates, useRates, noise);
    expect(fit.centre).toBeCloseTo(47, 9);
    expect(fit.spread).toBeCloseTo(spread, 6);
    expect(noise[0]).toBeCloseTo(scale, 6);
    expect(noise[15]).toBeCloseTo(scale * 4, 5);
  });

  test('rows printed with a use rate of 0 teach nothing', () => {
    const useRates = Float64Array.from({ length: 16 }, (_, i) => (i < 8 ? 1 : 0.25));
    const rates = useRates.map((u, i) => 47 + (i % 2 === 0 ? 1 : -1) * Math.sqrt(4 + 5 / u));
    // Two by two about the centre, so that they leave it where it is.
    const wild = Float64Array.of(...rates, 0, 94, 0, 94, 0, 94);
    const wildUse = Float64Array.of(...useRates, 0, 0, 0, 0, 0, 0);
    const noise = new Float64Array(22);
    const fit = fitUnknownNoise(wild, wildUse, noise);
    expect(fit.spread).toBeCloseTo(4, 6);
    expect(noise[0]).toBeCloseTo(5, 6);
    // Their own noise is what they show, 47² − 4: more than the 5 / 0.025 that the others' would be.
    expect(noise[21]).toBeCloseTo(2205, 3);
  });

  test('rows with a use rate of 0 and no scatter have the noise that the floor has', () => {
    const useRates = Float64Array.from({ length: 16 }, (_, i) => (i < 8 ? 1 : 0.25));
    const rates = useRates.map((u, i) => 47 + (i % 2 === 0 ? 1 : -1) * Math.sqrt(4 + 5 / u));
    const noise = new Float64Array(18);
    fitUnknownNoise(Float64Array.of(...rates, 47, 47), Float64Array.of(...useRates, 0, 0.02), noise);
    expect(noise[16]).toBeCloseTo(200, 4);
    expect(noise[17]).toBeCloseTo(200, 4);
  });

  test(`simulated spread and noise are found again (seed ${SEED})`, () => {
    const { normal, uniform } = draws(SEED);
    const fits = Array.from({ length: 300 }, () => {
      const useRates = Float64Array.from({ length: 100 }, () => Math.exp(4 * uniform() - 2.5));
      const rates = useRates.map((u) => 48 + normal() * Math.sqrt(9 + 5 / u));
      const noise = new Float64Array(100);
      const { spread } = fitUnknownNoise(rates, useRates, noise);
      return { spread, scale: (noise[0] ?? 0) * (useRates[0] ?? 0) };
    });
    expect(mean(fits.map((fit) => fit.spread))).toBeGreaterThan(8.1);
    expect(mean(fits.map((fit) => fit.spread))).toBeLessThan(9.9);
    expect(mean(fits.map((fit) => fit.scale))).toBeGreaterThan(4.5);
    expect(mean(fits.map((fit) => fit.scale))).toBeLessThan(5.5);
  });
});

describe('rates about expectations', () => {
  test('a table that scatters as the prior expects leaves it where it is', () => {
    // Ten rows with noise 4: Σ d² = 10 · (4 + 4), so d² = 8.
    const expected = Float64Array.from({ length: 10 }, (_, i) => 40 + i);
    const rates = expected.map((value, i) => value + (i % 2 === 0 ? 1 : -1) * Math.sqrt(8));
    const fit = fitAbout(rates, expected, filled(10, 4));
    expect(fit.spread).toBeCloseTo(PRIOR_TEAM_SPREAD, 8);
    // −3 − 4/4 · … : slope −3 + 4 · (0.125² · 80 − 10 · 0.125) + 16 · (10 · 0.125² − 2 · 0.125³ · 80) = −5.5.
    expect(fit.sharpness).toBeCloseTo(2.75, 6);
  });

  test('none, and one', () => {
    expect(fitAbout(filled(0, 0), filled(0, 0), filled(0, 0)).spread).toBeCloseTo(PRIOR_TEAM_SPREAD, 9);
    expect(fitAbout(Float64Array.of(90), Float64Array.of(50), Float64Array.of(1)).spread).toBeGreaterThan(
      100,
    );
  });
});
