import { createSampler, type Random, type Sampler } from '../../random.ts';
import { BRAWLER_COUNT, type WorldMap } from '../world.ts';
import { FAVOURITES, type Population } from './population.ts';

/** How often a player takes a favourite rather than what is popular on the map. */
const FAVOURITE_SHARE = 0.5;
const PREMADE_FAVOURITE_SHARE = 0.9;
/** How often it is which favourite. A trio hardly ever changes its team. */
const WEIGHTS = Float64Array.of(0.32, 0.23, 0.17, 0.12, 0.09, 0.07);
const PREMADE_WEIGHTS = Float64Array.of(0.82, 0.12, 0.06, 0, 0, 0);

/** Which brawlers players take. Players below 0 are the computer's, and take what is popular. */
export interface Choices {
  /**
   * Brawlers for players[from …], `size` different ones, into picks[from …]. A team with a repeat is drawn anew as
   * a whole, so that the chance of a team doesn't depend on the order of its players.
   */
  draft(
    random: Random,
    map: WorldMap,
    players: readonly number[],
    from: number,
    size: number,
    picks: Uint16Array,
  ): void;
  /** A player's chance of each brawler, before repeats are drawn anew, into `out`. */
  chances(map: WorldMap, player: number, out: Float64Array): void;
}

/** The choices of a population: favourites, drawn once, and each map's popularity. */
export function createChoices(population: Population): Choices {
  const samplers = new Map<number, Sampler>();
  const { favourites } = population;

  function samplerOf(map: WorldMap): Sampler {
    const sampler = samplers.get(map.group) ?? createSampler(map.popularity);
    samplers.set(map.group, sampler);
    return sampler;
  }
  const isPremade = (player: number): boolean => population.premade[player] === 1;
  const weightsOf = (player: number): Float64Array => (isPremade(player) ? PREMADE_WEIGHTS : WEIGHTS);
  function shareOf(player: number): number {
    if (player < 0) return 0;
    return isPremade(player) ? PREMADE_FAVOURITE_SHARE : FAVOURITE_SHARE;
  }
  function drawFavourite(random: Random, player: number): number {
    const weights = weightsOf(player);
    let left = random.float() - (weights[0] ?? 0);
    let place = 0;
    while (place < FAVOURITES - 1 && left >= 0) {
      place += 1;
      left -= weights[place] ?? 0;
    }
    return favourites[player * FAVOURITES + place] ?? 0;
  }

  return {
    draft(random, map, players, from, size, picks) {
      const sampler = samplerOf(map);
      let at = from;
      while (at < from + size) {
        const player = players[at] ?? -1;
        const drawn =
          random.float() < shareOf(player) ? drawFavourite(random, player) : sampler.sample(random);
        let repeat = false;
        for (let i = from; i < at; i += 1) repeat ||= picks[i] === drawn;
        picks[at] = drawn;
        at = repeat ? from : at + 1;
      }
    },
    chances(map, player, out) {
      const share = shareOf(player);
      for (let i = 0; i < BRAWLER_COUNT; i += 1) out[i] = (1 - share) * (map.popularity[i] ?? 0);
      if (share === 0) return;
      const weights = weightsOf(player);
      for (let place = 0; place < FAVOURITES; place += 1) {
        const brawler = favourites[player * FAVOURITES + place] ?? 0;
        out[brawler] = (out[brawler] ?? 0) + share * (weights[place] ?? 0);
      }
    },
  };
}
