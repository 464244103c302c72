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
import { type RateRow, rankRows } from '../../../src/kernel/reference/stats/rank.ts';
import { type Member, rankTeams } from '../../../src/kernel/reference/stats/teams.ts';
import { draws, shuffled } from './support.ts';

const SEED = 4711;
const Z95 = 1.959963984540054;

function counted(brawler: number, winRate: number, games: number): RateRow {
  return { brawler, winRate, useRate: 1, games };
}

function uncounted(brawler: number, winRate: number, useRate: number): RateRow {
  return { brawler, winRate, useRate, games: null };
}

/** A member whose rate is known but for a variance. */
function member(brawler: number, adjusted: number, variance = 0): Member {
  return { brawler, adjusted, variance };
}

/** Twenty brawlers of 46 to 55.5 %, 5,000 games each. */
function field(): RateRow[] {
  return Array.from({ length: 20 }, (_, i) => counted(i, 46 + i / 2, 5000));
}

describe('a map with counts', () => {
  test('two rows, worked by hand', () => {
    // 400 games each: baseline 50, noise 2500/400 = 6.25. At a spread of 16, w = 1/22.25; the prior's slope is 0
    // there, so the rows' must be: Σ d² = 22.25, d² = 11.125.
    const d = Math.sqrt(11.125);
    const { baseline, rows } = rankRows([counted(7, 50 + d, 400), counted(3, 50 - d, 400)]);
    expect(baseline).toBeCloseTo(50, 12);
    expect(rows.map((row) => row.brawler)).toEqual([7, 3]);
    expect(rows.map((row) => row.rank)).toEqual([1, 2]);
    const weight = 16 / 22.25;
    expect(rows[0]?.adjusted).toBeCloseTo(50 + weight * d, 8);
    expect(rows[1]?.adjusted).toBeCloseTo(50 - weight * d, 8);
    // Sharpness: −½ (−3 + 16 · 0 + 256 · (w² − 2 w³ · 22.25)) = 1.5 + 128 w².
    const mixed = weight * (1 - weight);
    const sharpness = 1.5 + 128 / 22.25 ** 2;
    const centre = (1 - weight) ** 2 * (22.25 / 2);
    const variance = weight * 6.25 + centre + (mixed ** 2 / (sharpness + mixed)) * 11.125;
    expect(rows[0]?.low).toBeCloseTo(50 + weight * d - Z95 * Math.sqrt(variance), 7);
    expect(rows[0]?.high).toBeCloseTo(50 + weight * d + Z95 * Math.sqrt(variance), 7);
    expect(rows.map((row) => row.tier)).toEqual([TIER_A, TIER_C]);
  });

  test('no rows, one row', () => {
    expect(rankRows([])).toEqual({ baseline: Number.NaN, rows: [] });
    const { baseline, rows } = rankRows([counted(5, 62, 1000)]);
    expect(baseline).toBe(62);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      brawler: 5,
      winRate: 62,
      games: 1000,
      adjusted: 62,
      rank: 1,
      tier: TIER_B,
    });
    // A lone row knows as much as its own games: noise 62 · 38 / 1000.
    expect(rows[0]?.high).toBeCloseTo(62 + Z95 * Math.sqrt(2.356), 6);
  });

  test('eight wins in eight games do not lead', () => {
    const { rows } = rankRows([...field(), counted(99, 100, 8)]);
    const lucky = rows.find((row) => row.brawler === 99);
    expect(rows[0]?.brawler).toBe(19);
    expect(rows.slice(0, 3).map((row) => row.brawler)).not.toContain(99);
    expect((lucky?.tier ?? -1) & ~TIED_BIT).toBe(TIER_NONE);
    expect(lucky?.adjusted).toBeLessThan(54);
    expect((lucky?.high ?? 0) - (lucky?.low ?? 0)).toBeGreaterThan(8);
  });

  test('a row without games stays at the centre, without a tier', () => {
    const { baseline, rows } = rankRows([...field(), counted(99, 0, 0)]);
    const unknown = rows.find((row) => row.brawler === 99);
    expect(baseline).toBeCloseTo(50.75, 9);
    expect(unknown?.adjusted).toBeCloseTo(50.75, 1);
    expect((unknown?.tier ?? -1) & ~TIED_BIT).toBe(TIER_NONE);
  });

  test('rows without any games at all', () => {
    const { baseline, rows } = rankRows([counted(1, 0, 0), counted(2, 100, 0)]);
    expect(baseline).toBe(50);
    expect(rows.every((row) => (row.tier & ~TIED_BIT) === TIER_NONE)).toBe(true);
    expect(rows.every((row) => Math.abs(row.adjusted - 50) < 0.01)).toBe(true);
  });

  test('equal rows share rank 1, in the order of their brawlers', () => {
    const { rows } = rankRows([3, 1, 2].map((brawler) => counted(brawler, 52, 400)));
    expect(rows.map((row) => row.brawler)).toEqual([1, 2, 3]);
    expect(rows.map((row) => row.rank)).toEqual([1, 1, 1]);
    expect(rows.map((row) => row.tier)).toEqual([TIER_B | TIED_BIT, TIER_B | TIED_BIT, TIER_B | TIED_BIT]);
  });

  test('a tie is with the first of its group, not with the neighbour', () => {
    // 10,000 games: neighbours 0.4 pp apart are not told apart (z 0.6), the outer two are (z 1.1).
    const { rows } = rankRows([counted(1, 50.4, 10_000), counted(2, 50, 10_000), counted(3, 49.6, 10_000)]);
    expect(rows.map((row) => row.rank)).toEqual([1, 1, 3]);
    expect(rows.map((row) => row.tier & TIED_BIT)).toEqual([TIED_BIT, TIED_BIT, 0]);
  });

  test('tiers begin at fixed lifts, whatever share of the rows they take', () => {
    const lifts = [6, 4.1, 3.9, 1.6, 1.4, 0, -1.4, -1.6, -3.9, -4.1, -6, 0];
    const { rows } = rankRows(lifts.map((lift, i) => counted(i, 50 + lift, 5_000_000)));
    const tiers = new Map(rows.map((row) => [row.brawler, row.tier & ~TIED_BIT]));
    expect(lifts.map((_, i) => tiers.get(i))).toEqual([
      TIER_S,
      TIER_S,
      TIER_A,
      TIER_A,
      TIER_B,
      TIER_B,
      TIER_B,
      TIER_C,
      TIER_C,
      TIER_D,
      TIER_D,
      TIER_B,
    ]);
  });

  test('lifts count from the map, not from 50 %: Showdown is won four times in ten', () => {
    const rows = Array.from({ length: 12 }, (_, i) => counted(i, i === 0 ? 46 : 40, 50_000));
    const ranking = rankRows(rows);
    expect(ranking.baseline).toBeCloseTo(40.5, 9);
    expect(ranking.rows[0]).toMatchObject({ brawler: 0, tier: TIER_S });
  });

  test('intervals stay within 0 and 100 %', () => {
    const { rows } = rankRows([counted(1, 100, 3), counted(2, 99, 3), counted(3, 100, 1)]);
    for (const row of rows) {
      expect(row.low).toBeGreaterThanOrEqual(0);
      expect(row.high).toBe(100);
    }
  });
});

describe('a map without counts', () => {
  test('a high rate at a use rate of 0 leads nothing', () => {
    const rows = Array.from({ length: 30 }, (_, i) => uncounted(i, 45 + i / 3, 0.5 + (i % 7)));
    const noise = [uncounted(90, 82.8, 0), uncounted(91, 0, 0), uncounted(92, 100, 0)];
    const ranking = rankRows([...rows, ...noise]);
    expect(ranking.rows.slice(0, 10).every((row) => row.brawler < 30)).toBe(true);
    for (const row of ranking.rows.filter(({ brawler }) => brawler >= 90)) {
      expect(row.tier & ~TIED_BIT).toBe(TIER_NONE);
      expect(Math.abs(row.adjusted - ranking.baseline)).toBeLessThan(4);
    }
  });

  test('no games are made up, and no interval', () => {
    const { rows } = rankRows(Array.from({ length: 12 }, (_, i) => uncounted(i, 45 + i, 1)));
    expect(rows.every((row) => row.games === null && row.low === null && row.high === null)).toBe(true);
  });

  test('one row without a count leaves the whole map without', () => {
    const { rows } = rankRows([counted(1, 50, 1000), uncounted(2, 51, 1)]);
    expect(rows.map((row) => row.low)).toEqual([null, null]);
  });

  test('the baseline is weighted by use rate', () => {
    expect(rankRows([uncounted(1, 60, 3), uncounted(2, 40, 1)]).baseline).toBe(55);
  });
});

describe('the order of the rows given', () => {
  test.each(['with counts', 'without counts'])(`does not matter, %s (seed ${SEED})`, (kind) => {
    const random = draws(SEED);
    for (let table = 0; table < 30; table++) {
      const n = 2 + random.integer(60);
      const rows = Array.from({ length: n }, (_, i) => {
        const rate = Math.round(1000 * (48 + 4 * random.normal())) / 1000;
        const use = Math.round(random.uniform() * 50) / 10;
        return kind === 'with counts' ? counted(i, rate, random.integer(3000)) : uncounted(i, rate, use);
      });
      const before = rankRows(rows);
      const after = rankRows(shuffled(rows, random));
      expect(after.rows.map((row) => row.brawler)).toEqual(before.rows.map((row) => row.brawler));
      expect(after.rows.map((row) => row.rank)).toEqual(before.rows.map((row) => row.rank));
      expect(after.rows.map((row) => row.tier)).toEqual(before.rows.map((row) => row.tier));
      after.rows.forEach((row, i) => {
        expect(row.adjusted).toBeCloseTo(before.rows[i]?.adjusted ?? 0, 8);
      });
    }
  });
});

describe('teams', () => {
  test('teams worked by hand', () => {
    const members = [member(1, 47), member(2, 48)];
    // Expected 45 + 2 + 3 + 0 = 50; 2,500 games: noise 1. A spread of 4 stays if Σ d² = 2 · (4 + 1): 50 ± √5.
    const d = Math.sqrt(5);
    const halfWins = (rate: number) => (rate * 2500) / 50;
    const teams = rankTeams(
      [
        { brawlers: [1, 2, 4], games: 2500, halfWins: halfWins(50 - d) },
        { brawlers: [1, 2, 5], games: 2500, halfWins: halfWins(50 + d) },
      ],
      45,
      members,
    );
    expect(teams.map((team) => team.brawlers[2])).toEqual([5, 4]);
    expect(teams[0]?.adjusted).toBeCloseTo(50 + 0.8 * d, 7);
    // Sharpness: −½ (−3 + 16 · (2 w² − 2 w³ · 10)) with w = 0.2: 1.5 + 0.64.
    const variance = 0.8 + (0.16 ** 2 / (2.14 + 0.16)) * 5;
    expect(teams[0]?.low).toBeCloseTo(50 + 0.8 * d - Z95 * Math.sqrt(variance), 6);
    expect(teams[0]?.high).toBeCloseTo(50 + 0.8 * d + Z95 * Math.sqrt(variance), 6);
  });

  test('what is not known of the members is not known of their sum', () => {
    // Variances of 1 and 2, the first member twice: 2² · 1 + 2 = 6, with a noise of 1. A spread of 4 stays if
    // Σ d² = 2 · 11: 50 ± √11.
    const d = Math.sqrt(11);
    const halfWins = (rate: number) => (rate * 2500) / 50;
    const teams = rankTeams(
      [
        { brawlers: [1, 1, 2], games: 2500, halfWins: halfWins(50 - d) },
        { brawlers: [3, 3, 4], games: 2500, halfWins: halfWins(50 + d) },
      ],
      50,
      [member(1, 50, 1), member(2, 50, 2), member(3, 50, 1), member(4, 50, 2)],
    );
    // Of the true rate's variance about the sum, 4 + 6, and the noise of 1: 10/11 of the distance.
    expect(teams[0]?.adjusted).toBeCloseTo(50 + (10 / 11) * d, 7);
    // Sharpness: −½ (−3 + 16 · (2 w² − 2 w³ · 22)) with w = 1/11: 1.5 + 16/121. The pull is 1/7 of 7/11.
    const sharpness = 1.5 + 16 / 121;
    const mixed = (7 / 11) * (4 / 11);
    const variance = 10 / 11 + (((1 / 7) ** 2 * mixed ** 2) / (sharpness + mixed)) * 11;
    expect(teams[0]?.high).toBeCloseTo(50 + (10 / 11) * d + Z95 * Math.sqrt(variance), 6);
    expect(teams[0]?.low).toBeCloseTo(50 + (10 / 11) * d - Z95 * Math.sqrt(variance), 6);
  });

  test('a team that won its only three games does not lead one that won 600 of 1,000', () => {
    const ranked = rankTeams(
      [
        { brawlers: [1, 2, 3], games: 3, halfWins: 6 },
        { brawlers: [4, 5, 6], games: 1000, halfWins: 1200 },
      ],
      50,
      [],
    );
    expect(ranked.map((team) => team.brawlers[0])).toEqual([4, 1]);
  });

  test('expectations stay within 1 and 99 %, whatever the lifts add up to', () => {
    const members = [member(1, 90), member(2, 10)];
    const ranked = rankTeams(
      [
        { brawlers: [2, 2], games: 1, halfWins: 2 },
        { brawlers: [1, 1], games: 1, halfWins: 0 },
      ],
      50,
      members,
    );
    expect(ranked).toHaveLength(2);
    expect(ranked.every((team) => team.low >= 0 && team.high <= 100)).toBe(true);
  });

  test('equals come in the order of games, then of brawlers', () => {
    const teams = [
      { brawlers: [2, 3], games: 10, halfWins: 10 },
      { brawlers: [1, 9], games: 10, halfWins: 10 },
      { brawlers: [1, 2, 3], games: 20, halfWins: 20 },
      { brawlers: [1, 2], games: 10, halfWins: 10 },
    ];
    const ranked = rankTeams(teams, 50, []);
    expect(ranked.map((team) => team.brawlers.join())).toEqual(['1,2,3', '1,2', '1,9', '2,3']);
  });

  test('none', () => {
    expect(rankTeams([], 50, [])).toEqual([]);
  });
});
