import { expect, it } from 'vitest';
import { exp, ln, logistic, MAX_LOGIT } from '../../src/kernel/reference/stats/logistic.ts';
import { createRandom } from '../../upstream-sim/random.ts';

/** What the functions promise. */
const BOUND = 1e-13;
const SEED = Number(process.env.SEED ?? 20261126);

it(`logarithm and exponential are off by less than they say (seed ${SEED})`, () => {
  const random = createRandom(SEED);
  for (let i = 0; i < 200_000; i++) {
    const x = 2 * MAX_LOGIT * random.float() - MAX_LOGIT;
    expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(BOUND);
    const y = Math.exp(x);
    if (Math.abs(x) > 1e-3) expect(Math.abs(ln(y) / Math.log(y) - 1)).toBeLessThan(BOUND);
  }
});

it('the logistic function: a half at 0, rising, and 0 or 1 far out', () => {
  expect(logistic(0)).toBe(0.5);
  expect(logistic(-1e9)).toBeLessThan(1e-12);
  expect(logistic(1e9)).toBeGreaterThan(1 - 1e-12);
  let last = 0;
  for (let x = -35; x <= 35; x += 1 / 64) {
    expect(logistic(x)).toBeGreaterThanOrEqual(last);
    last = logistic(x);
    expect(logistic(x) + logistic(-x)).toBeCloseTo(1, 12);
  }
});
