import { createRandom } from '../random.ts';
import { createPlay } from './battles.ts';
import { BRAWLER_FACTS } from './facts-brawlers.ts';
import { STREAM } from './streams.ts';
import { BRAWLER_COUNT, type World, type WorldMap } from './world.ts';

/** Whole teams that are listed: the most played ones, if they were seen often enough. */
const LISTED_TEAMS = 40;
const MIN_TEAM_GAMES = 5;

/** A brawler's row on a map. `wins` counts a draw as half a win. */
export interface BrawlerCount {
  readonly brawler: number;
  readonly picks: number;
  readonly wins: number;
}

/** A whole team's row on a map: brawler ids in ascending order. */
export interface TeamCount {
  readonly brawlers: readonly number[];
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
  readonly total: number;
}

/** What was counted in the battles played on one map. */
export interface MapTally {
  readonly battles: number;
  /** Brawlers that were picked at least once, in id order. */
  readonly brawlers: readonly BrawlerCount[];
  /** The most played whole teams, most played first; empty where teams are not counted. */
  readonly teams: readonly TeamCount[];
}

interface TeamTable {
  add(picks: Uint16Array, from: number, score: number): void;
  top(): TeamCount[];
}

/** Place of a set a < b (< c) in the colexicographic order of sets: C(c,3) + C(b,2) + a. */
function setIndex(low: number, middle: number, high: number): number {
  const triples = high < 0 ? 0 : (high * (high - 1) * (high - 2)) / 6;
  return triples + (middle * (middle - 1)) / 2 + low;
}

/** Counts teams of 2 or 3 in flat tables with one place for every possible team. */
function createTeamTable(size: number): TeamTable {
  const places = setIndex(0, size === 2 ? BRAWLER_COUNT : 0, size === 2 ? -1 : BRAWLER_COUNT);
  const [wins, losses, draws] = [new Uint32Array(places), new Uint32Array(places), new Uint32Array(places)];

  function countOf(index: number, ...brawlers: number[]): TeamCount {
    const [won = 0, lost = 0, drawn = 0] = [wins[index], losses[index], draws[index]];
    const ids = brawlers.map((brawler) => BRAWLER_FACTS[brawler]?.id ?? 0);
    return { brawlers: ids, wins: won, losses: lost, draws: drawn, total: won + lost + drawn };
  }

  return {
    add(picks, from, score) {
      const [a = 0, b = 0, c = -1] = [picks[from], picks[from + 1], size === 2 ? -1 : picks[from + 2]];
      const low = size === 2 ? Math.min(a, b) : Math.min(a, b, c);
      const high = Math.max(a, b, c);
      const index = size === 2 ? setIndex(low, high, -1) : setIndex(low, a + b + c - low - high, high);
      const table = score === 1 ? wins : score === 0 ? losses : draws;
      table[index] = (table[index] ?? 0) + 1;
    },
    top() {
      const found: TeamCount[] = [];
      const often = (index: number): boolean =>
        (wins[index] ?? 0) + (losses[index] ?? 0) + (draws[index] ?? 0) >= MIN_TEAM_GAMES;
      let index = 0;
      // The loops go through the sets in the order of setIndex.
      for (let high = size - 1; high < BRAWLER_COUNT; high += 1) {
        if (size === 2) {
          for (let low = 0; low < high; low += 1, index += 1)
            if (often(index)) found.push(countOf(index, low, high));
          continue;
        }
        for (let middle = 1; middle < high; middle += 1) {
          for (let low = 0; low < middle; low += 1, index += 1) {
            if (often(index)) found.push(countOf(index, low, middle, high));
          }
        }
      }
      return found.sort((x, y) => y.total - x.total).slice(0, LISTED_TEAMS);
    },
  };
}

/** Plays all battles of a map and counts them. The same world and map always give the same counts. */
export function playMap(world: World, map: WorldMap): MapTally {
  const { teams, size, teamStats } = map.format;
  const random = createRandom(world.seed, STREAM.battles, map.fact.id);
  const play = createPlay(world, map);
  const picks = new Uint32Array(BRAWLER_COUNT);
  const wins = new Float64Array(BRAWLER_COUNT);
  const table = teamStats ? createTeamTable(size) : null;
  for (let battle = 0; battle < map.battles; battle += 1) {
    const played = play(random);
    for (let team = 0; team < teams; team += 1) {
      const score = played.scores[team] ?? 0;
      table?.add(played.picks, team * size, score);
      for (let i = team * size; i < (team + 1) * size; i += 1) {
        const brawler = played.picks[i] ?? 0;
        picks[brawler] = (picks[brawler] ?? 0) + 1;
        wins[brawler] = (wins[brawler] ?? 0) + score;
      }
    }
  }
  const brawlers = BRAWLER_FACTS.flatMap(({ id }, index) => {
    const row = { brawler: id, picks: picks[index] ?? 0, wins: wins[index] ?? 0 };
    return row.picks > 0 ? [row] : [];
  });
  return { battles: map.battles, brawlers, teams: table?.top() ?? [] };
}
