/** Battles as a back-test knows them, and what is counted of them. */
import { MOST_MIRRORED } from '../../src/kernel/reference/snapshot/lifts.ts';

/** One counted battle: every observation is a brawler and its half wins. */
export interface Battle {
  /** whole days since some day */
  readonly day: number;
  /** rows of the maps and modes of the data set */
  readonly map: number;
  readonly brawlers: readonly number[] | Uint16Array;
  /** players of a team of two or three, 0 for others */
  readonly teamSize: number;
  /** 0, 1 or 2, one a brawler */
  readonly halfWins: readonly number[] | Float64Array;
}

/** What battles are about: rows stand for maps, modes, brawlers. */
export interface Field {
  readonly maps: number;
  readonly modes: number;
  readonly brawlers: number;
  /** per map */
  readonly modeOf: Uint32Array;
}

/** Weighted sums per map × brawlers + brawler. */
export interface Counts {
  readonly field: Field;
  /** Σ w games */
  readonly games: Float64Array;
  /** Σ w² games */
  readonly squares: Float64Array;
  /** Σ w half wins */
  readonly halfWins: Float64Array;
  /** per map: Σ w × players of the team, over all games */
  readonly teamSizes: Float64Array;
}

export function createCounts(field: Field): Counts {
  const size = field.maps * field.brawlers;
  return {
    field,
    games: new Float64Array(size),
    squares: new Float64Array(size),
    halfWins: new Float64Array(size),
    teamSizes: new Float64Array(field.maps),
  };
}

/** Adds a battle with a weight. */
export function count(counts: Counts, battle: Battle, weight: number): void {
  const { field, games, squares, halfWins, teamSizes } = counts;
  teamSizes[battle.map] = (teamSizes[battle.map] ?? 0) + weight * battle.teamSize * battle.brawlers.length;
  for (let k = 0; k < battle.brawlers.length; k++) {
    const i = battle.map * field.brawlers + (battle.brawlers[k] ?? 0);
    games[i] = (games[i] ?? 0) + weight;
    squares[i] = (squares[i] ?? 0) + weight * weight;
    halfWins[i] = (halfWins[i] ?? 0) + weight * (battle.halfWins[k] ?? 0);
  }
}

/** Games and win rates of some grouping of the cells, percent; NaN where nothing was played. */
export interface Rates {
  readonly games: Float64Array;
  readonly rates: Float64Array;
}

/** Adds cells up by `groupOf(map, brawler)`. */
export function ratesBy(
  { field, games, halfWins }: Counts,
  groups: number,
  groupOf: (map: number, brawler: number) => number,
): Rates {
  const played = new Float64Array(groups);
  const won = new Float64Array(groups);
  for (let map = 0; map < field.maps; map++) {
    for (let brawler = 0; brawler < field.brawlers; brawler++) {
      const i = map * field.brawlers + brawler;
      const group = groupOf(map, brawler);
      played[group] = (played[group] ?? 0) + (games[i] ?? 0);
      won[group] = (won[group] ?? 0) + 0.5 * (halfWins[i] ?? 0);
    }
  }
  return { games: played, rates: won.map((wins, g) => (100 * wins) / (played[g] ?? 0)) };
}

/** A map's mean win rate, percent; where it wasn't played its mode's, and 50 where that wasn't either. */
export function baselines(counts: Counts): Float64Array {
  const { maps, modes, modeOf } = counts.field;
  const own = ratesBy(counts, maps, (map) => map);
  const mode = ratesBy(counts, modes, (map) => modeOf[map] ?? 0);
  return own.rates.map((rate, map) => {
    const ofMode = mode.rates[modeOf[map] ?? 0] ?? Number.NaN;
    return Number.isNaN(rate) ? (Number.isNaN(ofMode) ? 50 : ofMode) : rate;
  });
}

/** Kish's effective numbers of games. */
export function effectiveGames({ games, squares }: Counts): Float64Array {
  return games.map((n, i) => (n > 0 ? (n * n) / (squares[i] ?? 1) : 0));
}

/** What mirrors take of a cell's sampling variance, as a share: team size × share of the map's picks (docs/methodology.md). */
export function mirrored(counts: Counts): Float64Array {
  const { field, games, teamSizes } = counts;
  const { games: played } = ratesBy(counts, field.maps, (map) => map);
  return games.map((n, i) => {
    const map = Math.floor(i / field.brawlers);
    const all = played[map] ?? 0;
    return all > 0 ? Math.min(((teamSizes[map] ?? 0) / all) * (n / all), MOST_MIRRORED) : 0;
  });
}
