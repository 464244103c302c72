import { hash, unit } from './hash.ts';
import { FAVOURITES, type Population } from './population.ts';
import { seasonProgress } from './time.ts';

/** Trophies above this are partly taken back when a season ends, and won again in the next. */
const SAFE_TROPHIES = 1000;
const KEPT_SHARE = 0.5;
/** League steps lost when a season ends. */
const LEAGUE_DROP = 3;
const LEAGUE_STEPS = 22;
/** Trophies with a brawler, as a share of the player's level: favourites lie above it, others below. */
const FAVOURITE_RANGE = [1.05, 1.6] as const;
const OTHER_RANGE = [0.25, 1.05] as const;

/** Where players stand, as a pure function of the time. */
export interface Standings {
  /** Trophies with a brawler (an index) at a moment. */
  trophies(player: number, brawler: number, time: number): number;
  /** League step at a moment, 1 to 22. */
  league(player: number, time: number): number;
  /** Power level of a brawler, 7 to 11. */
  power(player: number, brawler: number): number;
}

function between([low, high]: readonly [number, number], share: number): number {
  return low + (high - low) * share;
}

/** Standings of a population. */
export function createStandings(seed: number, population: Population): Standings {
  const trophySeed = hash(seed, 3, 101) | 0;
  const { favourites, level, league } = population;

  function isFavourite(player: number, brawler: number): boolean {
    for (let i = player * FAVOURITES; i < (player + 1) * FAVOURITES; i += 1) {
      if (favourites[i] === brawler) return true;
    }
    return false;
  }
  return {
    trophies(player, brawler, time) {
      const range = isFavourite(player, brawler) ? FAVOURITE_RANGE : OTHER_RANGE;
      const full = (level[player] ?? 0) * between(range, unit(trophySeed, player, brawler));
      if (full <= SAFE_TROPHIES) return Math.floor(full);
      const kept = KEPT_SHARE + (1 - KEPT_SHARE) * seasonProgress(time);
      return Math.floor(SAFE_TROPHIES + (full - SAFE_TROPHIES) * kept);
    },
    league(player, time) {
      const step = Math.floor((league[player] ?? 0) - LEAGUE_DROP * (1 - seasonProgress(time)));
      return Math.max(1, Math.min(LEAGUE_STEPS, step));
    },
    power(player, brawler) {
      const weak = (level[player] ?? 0) < 500 || hash(trophySeed, brawler, player) % 7 === 0;
      return weak ? 7 + (hash(trophySeed, brawler, player + 1) % 5) : 11;
    },
  };
}
