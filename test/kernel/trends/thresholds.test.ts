/** The thresholds of the test for changes, worked out anew. */
import { expect, test } from 'vitest';
import { THRESHOLDS, thresholdFor } from '../../../src/kernel/reference/trends/changes.ts';

/** P(|Z| > b) for b over 3: the continued fraction of Mills' ratio (Laplace 1805), from far enough down. */
function twoTails(b: number): number {
  let fraction = b;
  for (let k = 400; k > 0; k--) fraction = b + k / fraction;
  return (2 * Math.exp((-b * b) / 2)) / (Math.sqrt(2 * Math.PI) * fraction);
}

/** The b at which 28 looks at 27 splits of so many series expect ½ of a false alarm. */
function quantile(series: number): number {
  let [low, high] = [3, 9];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (28 * 27 * series * twoTails(middle) > 0.5) low = middle;
    else high = middle;
  }
  return high;
}

test('tails of the normal distribution', () => {
  expect(twoTails(3.290526731491896)).toBeCloseTo(0.001, 12);
  expect(twoTails(4.891638475698736)).toBeCloseTo(1e-6, 14);
});

test('each is the square of its quantile in thousandths, rounded up', () => {
  expect(THRESHOLDS).toEqual(THRESHOLDS.map((_, j) => Math.ceil(1000 * quantile(2 ** j) ** 2)));
});

test('the next power of two decides', () => {
  expect([0, 1, 2, 3, 4, 2331].map(thresholdFor)).toEqual([11.595, 11.595, 12.889, 14.189, 14.189, 27.447]);
  expect(thresholdFor(10 ** 9)).toBe(34.172);
});
