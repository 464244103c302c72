import { createRandom, createSampler, type Random, shuffled } from '../../random.ts';
import { HOUR_MS } from '../../shift.ts';
import type { Rotation } from '../rotation.ts';
import { STREAM } from '../streams.ts';
import type { World, WorldMap } from '../world.ts';
import { createCache } from './cache.ts';
import { seasonAt } from './time.ts';

/** What a battle is played for. Only `ladder` and `ranked` ever count. */
export type Kind = 'ladder' | 'ranked' | 'challenge' | 'friendly' | 'community' | 'pve';

/** Shares of all battles that must not be counted. */
export const UNCOUNTED_SHARES = { pve: 0.03, friendly: 0.01, challenge: 0.015, community: 0.015 } as const;
/** Share of the other battles that are Ranked. */
const RANKED_SHARE = 0.22;

/** How the ladder's players spread over the slots of the rotation, by slot id: a few maps get most battles. */
const SLOT_WEIGHTS: Readonly<Record<number, number>> = {
  1: 26,
  15: 12,
  3: 9,
  4: 8,
  6: 7,
  2: 7,
  5: 6,
  39: 4,
  8: 3.5,
  10: 3,
  33: 3,
  20: 0.7,
  21: 0.7,
  22: 0.7,
};
/** Modes of Ranked, and maps of each in a season's pool. */
const RANKED_MODES = [48000000, 48000002, 48000003, 48000005, 48000017, 48000020];
const RANKED_MAPS_PER_MODE = 3;

/** What one group of players is to play. */
export interface Queue {
  readonly kind: Kind;
  readonly map: WorldMap;
}

/** The queues open at a moment. */
export interface Queues {
  /**
   * Draws a queue. Draw `again` where one couldn't be filled: then only ones that count, or the small rooms of the others,
   * which always can, would be met too often.
   */
  draw(random: Random, again: boolean): Queue;
}

/** Maps (by any of their ids) that Ranked is played on in a season: an old id is as good as a new one. */
function rankedPool(world: World, season: number): WorldMap[] {
  return RANKED_MODES.flatMap((mode) => {
    const random = createRandom(world.seed, STREAM.rankedPool, season, mode);
    const maps = [...world.maps.values()].filter((map) => map.mode.id === mode);
    const groups = [...new Set(maps.map((map) => map.group))];
    const chosen = shuffled(groups, random).slice(0, RANKED_MAPS_PER_MODE);
    return chosen.flatMap((group) =>
      shuffled(
        maps.filter((map) => map.group === group),
        random,
      ).slice(0, 1),
    );
  });
}

/** Two-sided three against three, current: challenges and community maps look like these. */
function threes(world: World): WorldMap[] {
  return [...world.maps.values()].filter((map) => map.mode.format === 'three' && map.fact.retired !== true);
}

function pickFrom<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random.float() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Which queues are open when: the rotation's maps, the season's Ranked maps, and what doesn't count. */
export function createQueues(world: World, rotation: Rotation): (time: number) => Queues {
  const anywhere = threes(world);
  const pools = createCache(64, (season: number) => rankedPool(world, season));

  function open(hour: number): Queues {
    const { active } = rotation.at(hour * HOUR_MS);
    const live = active.flatMap(({ slot, mapId }) => {
      const map = world.maps.get(mapId);
      return map === undefined ? [] : [{ map, weight: SLOT_WEIGHTS[slot.id] ?? 0 }];
    });
    const ladder = createSampler(live.map(({ weight }) => weight));
    const ranked = pools(seasonAt(hour * HOUR_MS).number);
    return {
      draw(random, again) {
        let share = again ? 1 : random.float();
        for (const kind of ['pve', 'friendly', 'challenge', 'community'] as const) {
          share -= UNCOUNTED_SHARES[kind];
          if (share < 0) return { kind, map: pickFrom(anywhere, random) };
        }
        if (random.float() < RANKED_SHARE) return { kind: 'ranked', map: pickFrom(ranked, random) };
        const chosen = live[ladder.sample(random)];
        return { kind: 'ladder', map: chosen?.map ?? pickFrom(anywhere, random) };
      },
    };
  }
  const byHour = createCache(256, open);
  return (time) => byHour(Math.floor(time / HOUR_MS));
}
