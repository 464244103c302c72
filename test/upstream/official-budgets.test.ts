import { describe, expect, test } from 'vitest';
import { createMinuteBudget, type MinuteState } from '../../src/upstream/official-budgets.ts';
import { START } from './fakes.ts';

function setUp(perMinute: number, saved?: MinuteState, time = START) {
  const clock = { time };
  const budget = createMinuteBudget(perMinute, () => clock.time, saved);
  /** Takes as many of `most` as there are. */
  const spend = (most: number) => {
    let spent = 0;
    for (; spent < most && budget.waitMs() === 0; spent += 1) budget.take();
    return spent;
  };
  return { clock, budget, spend };
}

describe('an endpoint’s budget', () => {
  test('gives what it has at once, then nothing for a minute', () => {
    const { clock, budget, spend } = setUp(20);
    expect(spend(100)).toBe(20);
    const wait = budget.waitMs();
    expect(wait).toBeGreaterThanOrEqual(60_000);
    expect(wait).toBeLessThanOrEqual(65_000);
    clock.time += wait - 1;
    expect(spend(100)).toBe(0);
    clock.time += 1;
    expect(spend(100)).toBe(20);
  });

  test('comes back bit by bit where it was spent bit by bit', () => {
    const { clock, budget, spend } = setUp(6);
    for (let i = 0; i < 6; i += 1) {
      spend(1);
      clock.time += 10_000;
    }
    expect(budget.waitMs()).toBe(5000);
    clock.time += 5000;
    expect(spend(6)).toBe(1);
    clock.time += 10_000;
    expect(spend(6)).toBe(1);
  });

  test.each([1, 2, 3, 4, 5])('is kept in every window of a minute (seed %i)', (seed) => {
    const { clock, budget } = setUp(12);
    const sent: number[] = [];
    let state = seed;
    for (let i = 0; i < 2000; i += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      clock.time += state % (i % 200 < 100 ? 300 : 9000);
      if (budget.waitMs() > 0) continue;
      budget.take();
      sent.push(clock.time);
    }
    expect(sent.length).toBeGreaterThan(200);
    for (const [i, last] of sent.entries()) {
      const first = sent[i - 12];
      if (first !== undefined) expect(last - first).toBeGreaterThanOrEqual(60_000);
    }
  });

  test('never asks for a wait after which it still refuses', () => {
    const { clock, budget, spend } = setUp(7);
    for (let i = 0; i < 200; i += 1) {
      spend(1 + (i % 5));
      clock.time += (i * 977) % 7000;
      const wait = budget.waitMs();
      if (wait === 0) continue;
      clock.time += wait;
      expect(budget.waitMs()).toBe(0);
    }
  });

  test('goes on from its state after JSON', () => {
    const { budget, spend } = setUp(20);
    spend(15);
    const saved: MinuteState = JSON.parse(JSON.stringify(budget.state()));
    expect(saved.counts).toHaveLength(13);
    expect(setUp(20, saved, START + 30_000).spend(100)).toBe(5);
    expect(setUp(20, saved, START + 65_000).spend(100)).toBe(20);
  });

  test('holds no more than a minute against us when a clock was ahead', () => {
    const { budget, spend } = setUp(4, undefined, START + 86_400_000);
    spend(4);
    const back = setUp(4, budget.state());
    expect(back.spend(1)).toBe(0);
    back.clock.time += 65_000;
    expect(back.spend(9)).toBe(4);
    back.clock.time -= 3_600_000;
    expect(back.spend(9)).toBe(0);
    back.clock.time += 65_000;
    expect(back.spend(9)).toBe(4);
  });

  test('takes nothing over from a state that cannot be', () => {
    expect(setUp(4, { slot: Number.NaN, counts: [Number.NaN, -3, Number.POSITIVE_INFINITY] }).spend(9)).toBe(
      4,
    );
  });

  test('of 0 closes an endpoint; less is refused', () => {
    const { budget } = setUp(0);
    expect(budget.waitMs()).toBeGreaterThan(0);
    expect(() => setUp(-1)).toThrow(RangeError);
    expect(() => setUp(Number.NaN)).toThrow(RangeError);
  });
});
