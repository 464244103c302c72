import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  TIED_BIT,
  TIER_A,
  TIER_B,
  TIER_C,
  TIER_D,
  TIER_NONE,
  TIER_S,
} from '../../../kernel/layout/snapshot.ts';
import { LIFT_VARIANCE } from '../../../src/kernel/reference/stats/hierarchy.ts';
import { type LiftedRow, rankLifts } from '../../../src/kernel/reference/stats/rank.ts';
import { MOST_TIER_VARIANCE, tierOf, tierOfPosterior } from '../../../src/kernel/reference/stats/tiers.ts';
import { shrink } from '../../../src/kernel/reference/stats/within.ts';

function lifted(brawler: number, lift: number, variance: number): LiftedRow {
  return { row: { brawler, winRate: 50, useRate: 1, games: 100 }, lift, variance };
}

const bare = (tier: number) => tier & ~TIED_BIT;

describe('tiers', () => {
  test('begin at fixed lifts', () => {
    const lifts = [4, 3.99, 1.5, 1.49, -1.5, -1.51, -4, -4.01];
    expect(lifts.map(tierOf)).toEqual([TIER_S, TIER_A, TIER_A, TIER_B, TIER_B, TIER_C, TIER_C, TIER_D]);
  });

  test('need a variance small enough, however many games there are', () => {
    expect(tierOfPosterior(9, MOST_TIER_VARIANCE)).toBe(TIER_S);
    expect(tierOfPosterior(9, MOST_TIER_VARIANCE + 0.001)).toBe(TIER_NONE);
  });

  test('not to be two tiers off on either side is 75 % likely at worst: 0.6745 standard deviations are 2.5 pp', () => {
    expect(0.6744897501960817 * Math.sqrt(MOST_TIER_VARIANCE)).toBeCloseTo(2.5, 3);
  });

  test('are no share of the brawlers: on a flat map all are B', () => {
    const rows = rankLifts(
      Array.from({ length: 30 }, (_, i) => lifted(i, (i - 15) / 20, 0.04)),
      50,
    );
    expect(rows.every(({ tier }) => bare(tier) === TIER_B)).toBe(true);
  });
});

describe('ranks', () => {
  test('rows whose order is less than 75 % likely share one: z = 0.6745', () => {
    const apart = (gap: number) =>
      rankLifts([lifted(1, gap, 0.5), lifted(2, 0, 0.5)], 50).map(({ rank, tier }) => [
        rank,
        tier & TIED_BIT,
      ]);
    expect(apart(0.674)).toEqual([
      [1, TIED_BIT],
      [1, TIED_BIT],
    ]);
    expect(apart(0.675)).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  test('adjusted rates stay within 0 to 100 %, and equals stand by brawler', () => {
    const rows = rankLifts([lifted(9, 5, 1), lifted(3, 7, 1)], 98);
    expect(rows.map(({ brawler, adjusted, high }) => [brawler, adjusted, high])).toEqual([
      [3, 100, 100],
      [9, 100, 100],
    ]);
  });
});

describe('the example of docs/methodology.md', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/methodology.md'), 'utf8');
  const example = text.slice(text.indexOf('### An example by hand'), text.indexOf('## Ranks, ties, tiers'));

  test.each([
    { name: '8 of 8', games: 8, wins: 8, tier: null },
    { name: '560 of 1,000', games: 1000, wins: 560, tier: 'S' },
  ])('$name', ({ name, games, wins, tier }) => {
    const noise = (50 * 50 - LIFT_VARIANCE) / games;
    const level = {
      values: Float64Array.of((100 * wins) / games - 50),
      noise: Float64Array.of(noise),
      group: Uint32Array.of(0),
      groups: 1,
    };
    const above = { means: Float64Array.of(1), variances: Float64Array.of(1) };
    const { means, variances, weights } = shrink(level, { spread: 16, sharpness: 1e12 }, above);
    const [lift, variance, weight] = [means[0] ?? 0, variances[0] ?? 0, weights[0] ?? 0];
    const line = example.split('\n').find((each) => each.startsWith(`* ${name}`)) ?? '';
    expect(line).toContain(`v = ${noise.toFixed(3)}`);
    expect(line).toContain(`W = ${weight.toFixed(4)}`);
    expect(line).toContain(`lift = ${lift.toFixed(2)}`);
    expect(line).toContain(`variance = ${variance.toFixed(2)}`);
    expect(line).toContain(tier === null ? 'no tier' : `tier ${tier}`);
    expect(bare(tierOfPosterior(lift, variance))).toBe(tier === null ? TIER_NONE : TIER_S);
  });
});
