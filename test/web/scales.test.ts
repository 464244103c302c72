/** Ticks of the charts' scales: round, even, all within the domain, and about as many as wanted. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearScale, rootScale } from '../../src/web/charts/scales.ts';

const SEED = 20261126;

/** Domains of all sizes, at tenths as often as anywhere. */
const domain = fc
  .record({
    exponent: fc.integer({ min: -6, max: 6 }),
    start: fc.double({ min: -1, max: 1, noNaN: true }),
    width: fc.double({ min: 0.01, max: 1, noNaN: true }),
    tenths: fc.boolean(),
  })
  .map(({ exponent, start, width, tenths }) => {
    const low = tenths ? Math.round(start * 1000) / 10 : start * 10 ** exponent;
    const size = tenths ? Math.ceil(width * 1000) / 10 : width * 10 ** exponent;
    return [low, low + size] as const;
  });

const ticksOf = ([low, high]: readonly [number, number], count: number) =>
  linearScale([low, high], [0, 1]).ticks(count);

describe('ticks', () => {
  test('are known ones', () => {
    expect(ticksOf([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksOf([-7, 7], 5)).toEqual([-6, -4, -2, 0, 2, 4, 6]);
    expect(ticksOf([43.2, 57.9], 4)).toEqual([45, 50, 55]);
    expect(ticksOf([0, 0.33], 4)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticksOf([12_000, 91_000], 6)).toEqual([
      20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000,
    ]);
    expect(ticksOf([50, 50], 4)).toEqual([50]);
    expect(rootScale([0, 12], [0, 1]).ticks(5)).toEqual([0, 2, 4, 6, 8, 10, 12]);
  });

  test(`are round, even, within the domain, none left out (seed ${SEED})`, () => {
    fc.assert(
      fc.property(domain, fc.integer({ min: 4, max: 8 }), ([low, high], count) => {
        const ticks = ticksOf([low, high], count);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        for (const tick of ticks) expect(tick >= low && tick <= high).toBe(true);
        // As they are written: no 0.30000000000000004.
        expect(ticks.map((tick) => Number(tick.toPrecision(12)))).toEqual(ticks);
        const step = Number(((ticks[1] ?? 0) - (ticks[0] ?? 0)).toPrecision(10));
        expect(step.toExponential()).toMatch(/^[125]e/);
        // The nearest by ratio: between 2 and 5, which lie farthest apart, it is at most the root of 5/2 off.
        const off = (step * count) / (high - low);
        expect(Math.max(off, 1 / off)).toBeLessThan(Math.sqrt(5 / 2) + 1e-6);
        const gaps = ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0));
        for (const gap of gaps) expect(Math.abs(gap - step)).toBeLessThan(step * 1e-6);
        // A step is a number rounded in the last place, and so is what it leads to.
        const onward = step * (1 + 1e-9);
        expect((ticks[0] ?? 0) - onward).toBeLessThan(low);
        expect((ticks.at(-1) ?? 0) + onward).toBeGreaterThan(high);
      }),
      { seed: SEED, numRuns: 20_000 },
    );
  });
});
