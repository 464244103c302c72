import { describe, expect, test } from 'vitest';
import { type RateRow, rankRows } from '../../../src/kernel/reference/stats/rank.ts';
import { type Member, rankTeams, type TeamRow } from '../../../src/kernel/reference/stats/teams.ts';
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

interface TeamKind {
  /** games of brawlers that their rates come from; none: they are known */
  games: number | null;
  teamGames: [least: number, most: number];
}

/** A map's teams, which truly differ by 2 pp from what their members' lifts add up to. */
function simulateTeams({ games, teamGames: [least, most] }: TeamKind, random: Draws) {
  const rates = Array.from({ length: BRAWLERS }, () => 50 + 2 * random.normal());
  const truths = new Map<TeamRow, number>();
  for (let i = 0; i < TEAMS; i++) {
    const brawlers = [i % BRAWLERS, Math.floor(i / BRAWLERS), 50 + random.integer(50)];
    const truth =
      50 + brawlers.reduce((sum, brawler) => sum + (rates[brawler] ?? 50) - 50, 0) + 2 * random.normal();
    const played = Math.floor(least * (most / least) ** random.uniform());
    truths.set({ brawlers, games: played, halfWins: 2 * random.wins(played, truth) }, truth);
  }
  const { baseline, members } = games === null ? known(rates) : ranked(rates, games, random);
  const truthOf = new Map([...truths].map(([team, truth]) => [team.brawlers.join(), truth]));
  return rankTeams([...truths.keys()], baseline, members).map((team) => {
    const truth = truthOf.get(team.brawlers.join()) ?? 0;
    return {
      raw: (50 * team.halfWins) / team.games - truth,
      adjusted: team.adjusted - truth,
      held: truth >= team.low && truth <= team.high ? 1 : 0,
    };
  });
}

function known(rates: readonly number[]): { baseline: number; members: Member[] } {
  return { baseline: 50, members: rates.map((adjusted, brawler) => ({ brawler, adjusted, variance: 0 })) };
}

/** What is known of brawlers after so many games each. */
function ranked(rates: readonly number[], games: number, random: Draws) {
  const { baseline, rows } = rankRows(
    rates.map((rate, brawler) => ({
      brawler,
      winRate: (100 * random.wins(games, rate)) / games,
      useRate: 1,
      games,
    })),
  );
  return { baseline, members: rows };
}

describe('simulated teams', () => {
  test(`adjusted rates beat raw ones, and their intervals hold (seed ${SEED})`, () => {
    const random = draws(SEED);
    const kind: TeamKind = { games: null, teamGames: [5, 270] };
    const found = Array.from({ length: TABLES }, () => simulateTeams(kind, random)).flat();
    expect(rms(found.map((team) => team.adjusted))).toBeLessThan(0.3 * rms(found.map((team) => team.raw)));
    expect(mean(found.map((team) => team.held))).toBeGreaterThan(0.93);
    expect(mean(found.map((team) => team.held))).toBeLessThan(0.97);
  });

  // Taking the members' rates for known would hold 94.2, 84.7 and 94.7 % here.
  test.each([
    { games: 100, teamGames: [5, 270] },
    { games: 300, teamGames: [5, 50] },
    { games: 1000, teamGames: [5, 2000] },
  ] satisfies TeamKind[])(`intervals hold with members of $games games (seed ${SEED})`, (kind) => {
    const random = draws(SEED);
    const held = Array.from({ length: TABLES }, () => simulateTeams(kind, random)).flat();
    const share = mean(held.map((team) => team.held));
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.98);
  });
});
