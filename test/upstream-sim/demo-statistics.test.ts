import { describe, expect, it, vi } from 'vitest';
import { createPlay, DRAW_RATE } from '../../upstream-sim/demo/battles.ts';
import { createDemo } from '../../upstream-sim/demo/demo.ts';
import { FORMATS, type FormatName, MODE_FACTS } from '../../upstream-sim/demo/facts-modes.ts';
import { createRotation } from '../../upstream-sim/demo/rotation.ts';
import { type MapTally, playMap } from '../../upstream-sim/demo/tally.ts';
import { createTruth, type Truth } from '../../upstream-sim/demo/truth.ts';
import { createWorld, type World, type WorldMap } from '../../upstream-sim/demo/world.ts';
import { createRandom } from '../../upstream-sim/random.ts';

// Some tests play a million picks; slow machines may take their time.
vi.setConfig({ testTimeout: 30_000 });

const SEED = 11;
const demo = createDemo(SEED);
const world: World = createWorld(SEED, createRotation(SEED).rotating);
const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

type Row = { brawler: number; winRate: number; useRate: number; count: number };
type Team = {
  name: string;
  hash: string;
  brawler1: number;
  brawler2: number;
  brawler3: number | null;
  data: { winRate: number; useRate: number; wins: number; losses: number; draws: number; total: number };
};
type Stats = { gameMode: { scId: number }; stats: Row[]; teamStats: Team[] };

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
function statsOf(map: WorldMap): Stats {
  const { body } = demo.answer(`/brawlapi/v1/maps/${map.fact.id}`, 0);
  return JSON.parse(body.toString('utf8')) as Stats;
}
/** The most played map of a format. */
function busiest(format: FormatName): WorldMap {
  const maps = [...world.maps.values()].filter((map) => map.mode.format === format);
  return maps.reduce((most, map) => (map.battles > most.battles ? map : most));
}
/** Use-weighted mean of the win rates. */
function meanWinRate(rows: readonly Row[]): number {
  return sum(rows.map((row) => row.winRate * row.count)) / sum(rows.map((row) => row.count));
}

/**
 * How far a map's counts are from a truth: the mean squared error of the win rates in units of its variance (1 when
 * they were played from that truth; 4 standard errors of it are tolerable), and the mean true win rate of the picks.
 */
function misfit(truth: Truth, map: WorldMap, tally: MapTally) {
  const truthOf = (id: number): number => (truth.winRate(map.fact.id, id) ?? Number.NaN) / 100;
  const rows = tally.brawlers.filter((row) => row.picks >= 50);
  const squares = rows.map(({ brawler, picks, wins }) => {
    const expected = truthOf(brawler);
    return ((wins / picks - expected) ** 2 * picks) / (expected * (1 - expected));
  });
  const all = sum(tally.brawlers.map((row) => row.picks));
  const mean = sum(tally.brawlers.map((row) => 100 * truthOf(row.brawler) * row.picks)) / all;
  return { meanSquare: sum(squares) / rows.length, tolerance: 4 * Math.sqrt(2 / rows.length), mean };
}

describe(`demo statistics, seed ${SEED}`, () => {
  it.each(FORMAT_NAMES)('counts every pick of every battle: %s', (name) => {
    const map = busiest(name);
    const { teams, size } = map.format;
    const { stats } = statsOf(map);
    const picks = sum(stats.map((row) => row.count));
    expect(picks).toBe(map.battles * teams * size);
    expect(picks).toBe((demo.truth.battles(map.fact.id) ?? 0) * teams * size);
    expect(Math.abs(sum(stats.map((row) => row.useRate)) - 100)).toBeLessThan(0.5);
    for (const row of stats) expect(row.useRate).toBeCloseTo((100 * row.count) / picks, 2);
    expect(stats.map((row) => row.winRate)).toEqual(stats.map((row) => row.winRate).sort((a, b) => b - a));
    expect(stats.every((row) => row.count > 0)).toBe(true);
  });

  it.each(FORMAT_NAMES)('has a mean win rate that follows from the rules of the mode: %s', (name) => {
    const map = busiest(name);
    const expected = { three: 50, five: 50, duel: 50, solo: 40, duo: 40, trio: 50 }[name];
    expect(demo.truth.baseline(map.fact.id)).toBe(expected);
    // Each battle hands out the same number of wins, so only the rounding of the rows is left.
    expect(Math.abs(meanWinRate(statsOf(map).stats) - expected)).toBeLessThan(0.01);
  });

  it.each(FORMAT_NAMES)('plays from the truth: %s', (name) => {
    const map = busiest(name);
    const fit = misfit(demo.truth, map, playMap(world, map));
    expect(Math.abs(fit.meanSquare - 1)).toBeLessThan(fit.tolerance);
    expect(Math.abs(fit.mean - (demo.truth.baseline(map.fact.id) ?? Number.NaN))).toBeLessThan(0.1);
  });

  it.each(FORMAT_NAMES)('plays from the truth also where pairs and match-ups decide: %s', (name) => {
    const [pairs, matchUps] = [
      world.pairs.map((value) => 8 * value),
      world.matchUps.map((value) => 8 * value),
    ];
    const map = { ...busiest(name), battles: 30_000 };
    const wild = { ...world, pairs, matchUps };
    const fit = misfit(createTruth(wild), map, playMap(wild, map));
    expect(Math.abs(fit.meanSquare - 1)).toBeLessThan(fit.tolerance);
  });

  it.each(FORMAT_NAMES)('shows truly strong brawlers above truly weak ones: %s', (name) => {
    const map = busiest(name);
    const rates = new Map(statsOf(map).stats.map((row) => [row.brawler, row.winRate]));
    const truthOf = (id: number): number => demo.truth.winRate(map.fact.id, id) ?? Number.NaN;
    const known = demo.truth.brawlerIds.filter((id) => rates.has(id)).sort((a, b) => truthOf(b) - truthOf(a));
    const meanOf = (ids: number[]): number => sum(ids.map((id) => rates.get(id) ?? Number.NaN)) / ids.length;
    expect(meanOf(known.slice(0, 10))).toBeGreaterThan(meanOf(known.slice(-10)) + 10);
    const strongest = known[0] ?? 0;
    expect(demo.truth.strength(map.fact.id, strongest) ?? Number.NaN).toBeGreaterThan(0);
  });

  it('has popular and neglected brawlers', () => {
    const use = statsOf(busiest('three')).stats.map((row) => row.useRate);
    expect(Math.max(...use)).toBeGreaterThan(4);
    expect(Math.min(...use)).toBeLessThan(0.3);
  });

  it('has maps played a lot, hardly, and not at all', () => {
    const battles = demo.truth.mapIds.map((id) => demo.truth.battles(id) ?? 0);
    expect(battles.filter((count) => count >= 4000 && count <= 40_000).length).toBeGreaterThan(100);
    expect(battles.filter((count) => count > 0 && count <= 500).length).toBeGreaterThan(30);
    const unplayed = demo.truth.mapIds.filter((id) => demo.truth.battles(id) === 0);
    expect(unplayed.length).toBe(3);
    for (const id of unplayed) {
      const map = world.maps.get(id);
      expect(map === undefined ? null : statsOf(map)).toMatchObject({ stats: [], teamStats: [] });
    }
  });

  it('shares one truth among the ids of a map', () => {
    const ids = demo.truth.mapIds.filter((id) => world.maps.get(id)?.group === 15000007);
    expect(ids.length).toBe(6);
    expect(new Set(ids.map((id) => demo.truth.winRate(id, 16000000))).size).toBe(1);
    expect(new Set(ids.map((id) => demo.truth.battles(id))).size).toBeGreaterThan(3);
  });

  it('counts whole teams in threes and twos, and nowhere else', () => {
    for (const name of FORMAT_NAMES) {
      const { teamStats, stats } = statsOf(busiest(name));
      expect(teamStats.length > 0).toBe(FORMATS[name].teamStats);
      const appearances = sum(stats.map((row) => row.count)) / FORMATS[name].size;
      for (const { brawler1, brawler2, brawler3, data } of teamStats) {
        const ids = [brawler1, brawler2, brawler3].filter((id) => id !== null);
        expect(new Set(ids).size).toBe(FORMATS[name].size);
        expect(data.total).toBeGreaterThanOrEqual(5);
        expect(data.wins + data.losses + data.draws).toBe(data.total);
        expect(data.winRate).toBeCloseTo((100 * (data.wins + data.draws / 2)) / data.total, 1);
        expect(data.useRate).toBeCloseTo((100 * data.total) / appearances, 1);
      }
    }
    const [first] = statsOf(busiest('three')).teamStats;
    expect(first?.name).toMatch(/^[^,]+, [^,]+ & [^,]+$/);
    expect(first?.hash.split('+').length).toBe(3);
  });

  it.each(['three', 'duo', 'trio'] as const)(
    'counts whole teams as a recount with keys of text does: %s',
    (name) => {
      const map = { ...busiest(name), battles: 3000 };
      const { size } = map.format;
      const random = createRandom(SEED, 7, map.fact.id);
      const play = createPlay(world, map);
      const counts = new Map<string, { total: number; wins: number }>();
      for (let battle = 0; battle < map.battles; battle += 1) {
        const { picks, scores } = play(random);
        scores.forEach((score, team) => {
          const members = [...picks.slice(team * size, (team + 1) * size)].sort((a, b) => a - b);
          const key = members.map((index) => demo.truth.brawlerIds[index]).join();
          const count = counts.get(key) ?? { total: 0, wins: 0 };
          counts.set(key, { total: count.total + 1, wins: count.wins + (score === 1 ? 1 : 0) });
        });
      }
      const often = [...counts.values()].map((count) => count.total).sort((a, b) => b - a);
      const { teams } = playMap(world, map);
      expect(teams.map((team) => team.total)).toEqual(often.slice(0, 40).filter((total) => total >= 5));
      for (const { brawlers, total, wins } of teams)
        expect(counts.get(brawlers.join())).toEqual({ total, wins });
    },
  );

  it('never picks a brawler twice in a team, ranks every team once, and draws rarely', () => {
    for (const name of FORMAT_NAMES) {
      const map = busiest(name);
      const { teams, size, winners } = map.format;
      const play = createPlay(world, map);
      const random = createRandom(SEED);
      let draws = 0;
      for (let battle = 0; battle < 3000; battle += 1) {
        const { picks, places, scores } = play(random);
        for (let team = 0; team < teams; team += 1) {
          if (new Set(picks.slice(team * size, (team + 1) * size)).size !== size)
            expect.fail('a repeat in a team');
        }
        if (scores[0] === 0.5) draws += 1;
        else if (new Set(places).size !== teams) expect.fail('two teams on one place');
        if (sum([...scores]) !== (winners === 0 ? 1 : winners)) expect.fail('wins that do not add up');
      }
      expect(Math.abs(draws / 3000 - (winners === 0 ? DRAW_RATE : 0))).toBeLessThan(0.008);
    }
  });

  it('has effects of pairs and match-ups, most near zero, mirrored as they must be', () => {
    const { brawlerIds, pair, matchUp } = demo.truth;
    const [a = 0, b = 0] = brawlerIds;
    expect(pair(a, b)).toBe(pair(b, a));
    expect(matchUp(a, b)).toBe(-(matchUp(b, a) ?? Number.NaN));
    const pairs = brawlerIds.flatMap((x) => brawlerIds.map((y) => Math.abs(pair(x, y) ?? 0)));
    expect(pairs.filter((effect) => effect < 0.06).length / pairs.length).toBeGreaterThan(0.9);
    expect(Math.max(...pairs)).toBeGreaterThan(0.3);
  });

  it('knows a mode for every map and a format for every mode', () => {
    expect(new Set([...world.maps.values()].map((map) => map.mode.id)).size).toBe(MODE_FACTS.length);
  });
});
