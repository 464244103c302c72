/** The examples by hand of docs/draft.md, recomputed. */
import { expect, it } from 'vitest';
import { apportion } from '../../src/kernel/reference/draft/points.ts';
import { estimateOf } from '../../src/kernel/reference/stats/effects.ts';
import { ln, logistic } from '../../src/kernel/reference/stats/logistic.ts';

it('a pair: 62 % together where 56 % was to be expected', () => {
  const odds = (54 / 46) * (52 / 48);
  const e = odds / (1 + odds);
  expect(e).toBeCloseTo(0.5598, 4);
  const own = 400 * (0.9 / 4000 + 0.9 / 5000);
  expect(own).toBeCloseTo(0.162, 6);
  const { value, variance } = estimateOf(62, e, 400, own, 2);
  expect(value / 100).toBeCloseTo(0.2915, 4);
  expect(Math.sqrt(variance) / 100).toBeCloseTo(0.0988, 4);
  const weight = 0.0025 / (0.0025 + variance / 10_000);
  expect(weight).toBeCloseTo(0.204, 3);
  expect((weight * value) / 100).toBeCloseTo(0.0594, 4);
  expect(e * (1 - e) * weight * value).toBeCloseTo(1.46, 2);
});

it('a draft: one ally, one enemy, and a candidate', () => {
  const lift = (rate: number) => ln(rate / (100 - rate));
  expect([54, 52, 53].map((rate) => Number(lift(rate).toFixed(4)))).toEqual([0.1603, 0.08, 0.1201]);
  const s = 0.064 / 4;
  const scale = (1 + 5 * s) / (1 + 3 * s);
  expect(scale).toBeCloseTo(1.0305, 4);
  const terms = [
    { kind: 'map' as const, brawler: null, logit: lift(54) * scale, effect: null },
    { kind: 'ally' as const, brawler: 1, logit: (lift(52) + 0.06) * scale, effect: 0.06 * scale },
    { kind: 'enemy' as const, brawler: 2, logit: (-lift(53) + 0.03) * scale, effect: 0.03 * scale },
  ];
  const sum = terms.reduce((total, { logit }) => total + logit, 0);
  expect(sum).toBeCloseTo(0.2167, 4);
  expect(100 * logistic(sum)).toBeCloseTo(55.4, 2);
  const shown = apportion(0, sum, terms);
  expect(shown.map(({ points }) => points)).toEqual([41, 36, -23]);
  expect(shown.map(({ effect }) => effect)).toEqual([null, 15, 8]);
  expect(500 + shown.reduce((total, { points }) => total + points, 0)).toBe(554);
});
