import { describe, expect, test } from 'vitest';
import { type RateRow, rankRows, rankTeams, type TeamRow } from '../../../src/kernel/reference/stats/rank.ts';
import { type Draws, draws, mean, rms } from './support.ts';

const SEED = 1984;
const TABLES = 40;
const BRAWLERS = 100;
const TEAMS = 400;

interface World {
  centre: number;
  spread: number;
  truth: number[];
  rows: RateRow[];
}

interface Kind {
  centre: number;
  /** pp */
  deviation: number;
  brawlers: number;
  /** games a brawler, spread evenly on the log scale */
  games: [least: number, most: number];
}

/** A map whose brawlers truly differ, drawn battle by battle. */
function simulate({ centre, deviation, brawlers, games: [least, most] }: Kind, random: Draws): World {
  const truth = Array.from({ length: brawlers }, () => centre + deviation * random.normal());
  const games = truth.map(() => Math.floor(least * (most / least) ** random.uniform()));
  const picks = games.reduce((sum, n) => sum + n, 0);
  const rows = truth.map((rate, brawler) => {
    const n = games[brawler] ?? 0;
    return { brawler, winRate: (100 * random.wins(n, rate)) / n, useRate: (100 * n) / picks, games: n };
  });
  return { centre, spread: deviation ** 2, truth, rows };
}

/** Errors against the truth, in pp: of raw rates, of adjusted ones, of the best that could be done. */
function errors({ centre, spread, truth, rows }: World, asGiven: readonly RateRow[]) {
  const noise = (row: RateRow) => (centre * (100 - centre)) / (row.games ?? 1);
  const ideal = (row: RateRow) => centre + (spread / (spread + noise(row))) * (row.winRate - centre);
  return {
    raw: rows.map((row) => row.winRate - (truth[row.brawler] ?? 0)),
    adjusted: rankRows(asGiven).rows.map((row) => row.adjusted - (truth[row.brawler] ?? 0)),
    ideal: rows.map((row) => ideal(row) - (truth[row.brawler] ?? 0)),
  };
}

/** Share of rows whose interval holds the truth. */
function coverage(kind: Kind, tables: number, random: Draws): number {
  const held = Array.from({ length: tables }, () => {
    const { truth, rows } = simulate(kind, random);
    return rankRows(rows).rows.map(({ brawler, low, high }) => {
      const rate = truth[brawler] ?? 0;
      return rate >= (low ?? 100) && rate <= (high ?? 0) ? 1 : 0;
    });
  });
  return mean(held.flat());
}

const WELL_PLAYED: Kind = { centre: 50, deviation: 3, brawlers: 100, games: [10, 3000] };

describe.each([50, 40])('simulated maps around %d %%', (centre) => {
  const kind = { ...WELL_PLAYED, centre };

  test(`adjusted rates err half as much as raw ones, and hardly more than is inevitable (seed ${SEED})`, () => {
    const random = draws(SEED);
    const found = Array.from({ length: TABLES }, () => {
      const world = simulate(kind, random);
      return errors(world, world.rows);
    });
    const adjusted = rms(found.flatMap((table) => table.adjusted));
    expect(adjusted).toBeLessThan(0.5 * rms(found.flatMap((table) => table.raw)));
    expect(adjusted).toBeLessThan(1.03 * rms(found.flatMap((table) => table.ideal)));
  });

  test(`95 % intervals hold the truth in 95 % of the rows (seed ${SEED})`, () => {
    const found = coverage(kind, TABLES, draws(SEED));
    // 4,000 rows: a standard error of 0.35 %.
    expect(found).toBeGreaterThan(0.94);
    expect(found).toBeLessThan(0.97);
  });

  test(`without counts, use rates do nearly as well (seed ${SEED})`, () => {
    const random = draws(SEED);
    const found = Array.from({ length: TABLES }, () => {
      const world = simulate(kind, random);
      const bare = world.rows.map((row) => ({
        ...row,
        useRate: Math.round(10 * row.useRate) / 10,
        games: null,
      }));
      return { known: errors(world, world.rows), bare: errors(world, bare) };
    });
    const known = rms(found.flatMap((table) => table.known.adjusted));
    const bare = rms(found.flatMap((table) => table.bare.adjusted));
    expect(bare).toBeLessThan(1.25 * known);
  });
});

describe('thinly played maps', () => {
  // Where few games leave the spread open, intervals that took it for known would hold 50 to 75 %.
  test.each([
    { centre: 50, deviation: 2, brawlers: 100, games: [10, 100] },
    { centre: 50, deviation: 5, brawlers: 100, games: [10, 100] },
    { centre: 50, deviation: 4, brawlers: 20, games: [10, 100] },
    { centre: 40, deviation: 4, brawlers: 20, games: [5, 2000] },
    { centre: 50, deviation: 4, brawlers: 5, games: [10, 100] },
    { centre: 50, deviation: 4, brawlers: 2, games: [10, 1000] },
  ] satisfies Kind[])(`95 %% intervals hold: $brawlers brawlers, $games games (seed ${SEED})`, (kind) => {
    expect(coverage(kind, Math.ceil(4000 / kind.brawlers), draws(SEED))).toBeGreaterThan(0.93);
  });
});

/** A map's teams, which truly differ by 2 pp from what their members' lifts add up to. */
function simulateTeams(random: Draws) {
  const lifts = new Map(Array.from({ length: BRAWLERS }, (_, i) => [i, 2 * random.normal()] as const));
  const truths = new Map<TeamRow, number>();
  for (let i = 0; i < TEAMS; i++) {
    const brawlers = [i % BRAWLERS, Math.floor(i / BRAWLERS), 50 + random.integer(50)];
    const expected = 50 + brawlers.reduce((sum, brawler) => sum + (lifts.get(brawler) ?? 0), 0);
    const truth = expected + 2 * random.normal();
    const games = Math.floor(5 * Math.exp(4 * random.uniform()));
    truths.set({ brawlers, games, halfWins: 2 * random.wins(games, truth) }, truth);
  }
  const truthOf = new Map([...truths].map(([team, truth]) => [team.brawlers.join(), truth]));
  return rankTeams([...truths.keys()], 50, lifts).map((team) => {
    const truth = truthOf.get(team.brawlers.join()) ?? 0;
    return {
      raw: (50 * team.halfWins) / team.games - truth,
      adjusted: team.adjusted - truth,
      held: truth >= team.low && truth <= team.high ? 1 : 0,
    };
  });
}

describe('simulated teams', () => {
  test(`adjusted rates beat raw ones, and their intervals hold (seed ${SEED})`, () => {
    const random = draws(SEED);
    const found = Array.from({ length: TABLES }, () => simulateTeams(random)).flat();
    expect(rms(found.map((team) => team.adjusted))).toBeLessThan(0.3 * rms(found.map((team) => team.raw)));
    expect(mean(found.map((team) => team.held))).toBeGreaterThan(0.93);
    expect(mean(found.map((team) => team.held))).toBeLessThan(0.97);
  });
});
