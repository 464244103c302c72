import { describe, expect, it } from 'vitest';
import { createRandom, createSampler, exponential, normal, shuffled } from '../../upstream-sim/random.ts';

const DRAWS = 200_000;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('random', () => {
  it('repeats a stream for the same keys and only for them', () => {
    const firstOf = (...keys: number[]): number[] => {
      const random = createRandom(...keys);
      return Array.from({ length: 4 }, random.uint32);
    };
    const streams = [[1], [2], [1, 0], [0, 1], [1, 2], [2, 1], [], [-1]].map((keys) => firstOf(...keys));
    expect(firstOf(1, 2)).toEqual(streams[4]);
    expect(new Set(streams.flat()).size).toBe(streams.length * 4);
  });

  it('is uniform, normal and exponential as said', () => {
    const random = createRandom(42);
    const uniform = Array.from({ length: DRAWS }, random.float);
    expect(Math.min(...uniform.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(mean(uniform.map((value) => (value - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
    const normals = Array.from({ length: DRAWS }, () => normal(random));
    expect(Math.abs(mean(normals))).toBeLessThan(0.01);
    expect(Math.abs(mean(normals.map((value) => value ** 2)) - 1)).toBeLessThan(0.02);
    const times = Array.from({ length: DRAWS }, () => exponential(random));
    expect(Math.abs(mean(times) - 1)).toBeLessThan(0.01);
  });

  it('samples in proportion to the weights, never what has none', () => {
    const weights = [0, 1, 2, 0, 5, 0.5, 91.5];
    const { sample } = createSampler(weights);
    const random = createRandom(7);
    const counts = weights.map(() => 0);
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const index = sample(random);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    weights.forEach((weight, index) => {
      const expected = (weight / 100) * DRAWS;
      expect(Math.abs((counts[index] ?? 0) - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected));
    });
    expect(() => createSampler([0, 0])).toThrow(RangeError);
    expect(() => createSampler([])).toThrow(RangeError);
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const mixed = shuffled(items, createRandom(3));
    expect(mixed).not.toEqual(items);
    expect([...mixed].sort((a, b) => a - b)).toEqual(items);
  });
});
