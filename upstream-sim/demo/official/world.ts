import { BRAWLER_FACTS } from '../facts-brawlers.ts';
import type { Rotation } from '../rotation.ts';
import type { World } from '../world.ts';
import { type BalanceChange, createEras, type Eras, type SettledChange } from './balance.ts';
import { createChoices } from './choices.ts';
import { createEntryWriter, type WriteEntry } from './entry.ts';
import { type Expected, expectedRates, gatherLineups, type Lineups } from './expected.ts';
import { createHistory, type History } from './history.ts';
import { createMatchmaking } from './matchmaking.ts';
import { createMembers } from './members.ts';
import { type OracleBattle, oracleBattle } from './oracle.ts';
import { createPlayer } from './play.ts';
import { createPopulation, type Population } from './population.ts';
import { createQueues } from './queues.ts';
import { createRankings, type Rankings } from './rankings.ts';
import { type Season, seasonAt } from './time.ts';
import { createStandings } from './trophies.ts';

/** Fewer could not fill a Showdown; more would not fit the numbers that players are packed into. */
const PLAYERS = { default: 2000, lowest: 24, highest: 1_000_000 };
const BATTLES_PER_DAY = { default: 12, highest: 150 };

/** What the official side of the demo world can be told. */
export interface OfficialOptions {
  /** Number of players, 24 to 1,000,000; default 2,000. */
  readonly players?: number;
  /** Battles that a player plays a day, on average, above 0 to 150; default 12. A few play a hundred, many one. */
  readonly battlesPerDay?: number;
  /** Changes of the brawlers' strengths; default none. */
  readonly balanceChanges?: readonly BalanceChange[];
}

/** A true rate; all numbers in percent. */
export interface TrueRate {
  /** Expected win rate, a draw being half a win; in Showdown a win is a place in the first half. */
  readonly winRate: number;
  /** Standard error of `winRate` in percentage points: it comes from a Monte Carlo. */
  readonly error: number;
  /** Expected share of the picks on the map. */
  readonly useRate: number;
}

/** The truth of the official side, for tests. */
export interface OfficialTruth {
  /** Tags of all players, `#` included, by trophies. */
  readonly tags: readonly string[];
  /** Balance changes with their effects, in the order of their times. */
  readonly balanceChanges: readonly SettledChange[];
  /** All battles with from <= time <= to (epoch milliseconds), in the order of their times. */
  battles(from: number, to: number): Generator<OracleBattle>;
  /**
   * Expected rates of a brawler on a map in the population that really plays, with the strengths of the moment `at`
   * (default: before any balance change). Null for unknown ids. The first call for a map takes a moment.
   */
  winRate(mapId: number, brawlerId: number, at?: number): TrueRate | null;
  /** A brawler's effect on its team's logit on a map, at a moment. */
  strength(mapId: number, brawlerId: number, at?: number): number | null;
  /** The season of a moment. */
  season(at: number): Season;
}

/** The parts of the official world that its answers are made of. */
export interface OfficialWorld {
  readonly population: Population;
  readonly history: History;
  readonly rankings: Rankings;
  readonly write: WriteEntry;
  readonly truth: OfficialTruth;
}

function check(name: string, value: number, lowest: number, highest: number): number {
  if (value >= lowest && value <= highest) return value;
  throw new RangeError(`${name} must lie between ${lowest} and ${highest}`);
}

/** Settles the options. Throws a RangeError for a number of players or battles that can't be, or a bad change. */
export function readOptions(world: World, options: OfficialOptions) {
  const { players = PLAYERS.default, battlesPerDay = BATTLES_PER_DAY.default, balanceChanges = [] } = options;
  check('players', players, PLAYERS.lowest, PLAYERS.highest);
  check('battlesPerDay', battlesPerDay, Number.MIN_VALUE, BATTLES_PER_DAY.highest);
  if (!Number.isInteger(players)) throw new RangeError('players must be an integer');
  return { players, battlesPerDay, eras: createEras(world, balanceChanges) };
}

/** Expected rates by map and era, each estimated once. */
function createExpectations(estimate: (era: number, mapId: number) => Expected | null, eras: Eras) {
  const known = new Map<string, Expected | null>();
  const indexOf = new Map(BRAWLER_FACTS.map(({ id }, index) => [id, index]));
  return (mapId: number, brawlerId: number, at = Number.NEGATIVE_INFINITY): TrueRate | null => {
    const index = indexOf.get(brawlerId);
    const era = eras.eraAt(at);
    const group = eras.world(era).maps.get(mapId)?.group;
    if (index === undefined || group === undefined) return null;
    const key = `${era},${group}`;
    if (!known.has(key)) known.set(key, estimate(era, group));
    const rates = known.get(key);
    if (rates === undefined || rates === null) return null;
    const percent = (table: Float64Array): number => 100 * (table[index] ?? Number.NaN);
    return { winRate: percent(rates.wins), error: percent(rates.errors), useRate: percent(rates.uses) };
  };
}

/** Builds the official side of a demo world: players are drawn, battles are not yet played. */
export function createOfficialWorld(
  world: World,
  rotation: Rotation,
  settled: ReturnType<typeof readOptions>,
): OfficialWorld {
  const { seed } = world;
  const { eras } = settled;
  const population = createPopulation(world, settled.players, settled.battlesPerDay);
  const standings = createStandings(seed, population);
  const members = createMembers(seed, population, standings);
  const choices = createChoices(population);
  const matchmaking = createMatchmaking(seed, population, createQueues(world, rotation));
  const history = createHistory(matchmaking, createPlayer(population, choices, eras));
  const indexOf = new Map(BRAWLER_FACTS.map(({ id }, index) => [id, index]));
  let lineups: Lineups | null = null;

  function estimate(era: number, mapId: number): Expected | null {
    const map = eras.world(era).maps.get(mapId);
    lineups ??= gatherLineups(matchmaking);
    if (map === undefined || lineups[map.mode.format].length === 0) return null;
    return expectedRates(eras.world(era), population, choices, lineups[map.mode.format], map);
  }
  function* battles(from: number, to: number): Generator<OracleBattle> {
    for (const played of history.battles(from, to)) yield oracleBattle(played, population, standings);
  }

  return {
    population,
    history,
    rankings: createRankings(seed, population, standings, members.nameOf),
    write: createEntryWriter(members),
    truth: {
      tags: population.tags,
      balanceChanges: eras.changes,
      battles,
      winRate: createExpectations(estimate, eras),
      strength(mapId, brawlerId, at = Number.NEGATIVE_INFINITY) {
        const map = eras.world(eras.eraAt(at)).maps.get(mapId);
        const index = indexOf.get(brawlerId);
        return map === undefined || index === undefined ? null : (map.strength[index] ?? null);
      },
      season: seasonAt,
    },
  };
}
