/** Daily counts of a month of the simulated world, drawn straight from its true strengths. */

import { noDaily } from '../../../src/kernel/reference/trends/runs.ts';
import type { BrawlerDaily, MapDaily } from '../../../src/kernel/reference/trends/series.ts';
import { BRAWLER_FACTS } from '../../../upstream-sim/demo/facts-brawlers.ts';
import { createEras } from '../../../upstream-sim/demo/official/balance.ts';
import { createRotation } from '../../../upstream-sim/demo/rotation.ts';
import { createWorld, type World, type WorldMap } from '../../../upstream-sim/demo/world.ts';
import { createRandom, normal, type Random, shuffled } from '../../../upstream-sim/random.ts';

const DAY_MS = 86_400_000;
/** Shares of the ladder's battles by slot, and Ranked's: upstream-sim/demo/official/queues.ts. */
const SLOT_WEIGHTS: Readonly<Record<number, number>> = {
  ...{ 1: 26, 15: 12, 3: 9, 4: 8, 6: 7, 2: 7, 5: 6, 39: 4, 8: 3.5, 10: 3, 33: 3, 20: 0.7, 21: 0.7, 22: 0.7 },
};
const RANKED_MODES = [48000000, 48000002, 48000003, 48000005, 48000017, 48000020];
const RANKED_SHARE = 0.22;
const RANDOM_STREAM = 900;

export interface MonthOptions {
  readonly seed: number;
  /** battles a day */
  readonly battles: number;
  /** days of the series, the last under way (a third of it has passed) */
  readonly days: number;
  /** days since the epoch of the first day */
  readonly first: number;
  /** a balance change on a day counted from the first, at noon; `effects` as those of the simulated world */
  readonly change?: { readonly day: number; readonly effects?: Readonly<Record<number, number>> };
}

/** What is played at an hour, and with what share of all battles. */
function playedAt(world: World, seed: number, hour: number): [WorldMap, number][] {
  const now = hour * 3_600_000;
  const { active } = createRotation(seed).at(now);
  const weights = active.map(({ slot }) => SLOT_WEIGHTS[slot.id] ?? 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const played: [WorldMap, number][] = active.flatMap(({ mapId }, i) => {
    const map = world.maps.get(mapId);
    return map === undefined
      ? []
      : [[map, ((1 - RANKED_SHARE) * (weights[i] ?? 0)) / total] as [WorldMap, number]];
  });
  for (const mode of RANKED_MODES) {
    const maps = [...world.maps.values()].filter((map) => map.mode.id === mode);
    const random = createRandom(seed, RANDOM_STREAM, mode, Math.floor(now / (28 * DAY_MS)));
    for (const map of shuffled(maps, random).slice(0, 3)) played.push([map, RANKED_SHARE / 18]);
  }
  return played;
}

/** A binomial count, by the normal distribution where it is wide enough. */
function binomial(n: number, p: number, random: Random): number {
  if (n * p * (1 - p) > 100)
    return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(n * p * (1 - p)) * normal(random))));
  let count = 0;
  for (let i = 0; i < n; i++) if (random.float() < p) count++;
  return count;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** A brawler's chance of a win on a map: the baseline, moved by its strength over the mean of what is played. */
function chances({ format, strength, popularity }: WorldMap): Float64Array {
  const base = format.winners === 0 ? 0.5 : format.winners / format.teams;
  const mean = strength.reduce((sum, value, i) => sum + value * (popularity[i] ?? 0), 0);
  return strength.map((value) => logistic(Math.log(base / (1 - base)) + value - mean));
}

/** What each brawler plays in a month. Brawlers are named by their index. */
export function drawMonth({ seed, battles, days, first, change }: MonthOptions): BrawlerDaily[] {
  const calm = createWorld(seed, createRotation(seed).rotating);
  const at = change === undefined ? Number.POSITIVE_INFINITY : (first + change.day + 0.5) * DAY_MS;
  const effects = change?.effects;
  const eras = createEras(
    calm,
    change === undefined ? [] : [{ at, ...(effects === undefined ? {} : { effects }) }],
  );
  const random = createRandom(seed, RANDOM_STREAM, first);
  const brawlers = BRAWLER_FACTS.map(() => new Map<number, MapDaily>());
  for (let day = 0; day < days; day++) {
    for (let hour = 0; hour < (day === days - 1 ? 8 : 24); hour += 2) {
      const hours = (first + day) * 24 + hour;
      const world = eras.world(eras.eraAt(hours * 3_600_000));
      for (const [map, share] of playedAt(world, seed, hours)) {
        const observations = (battles / 12) * share * map.format.teams * map.format.size;
        const won = chances(map);
        map.popularity.forEach((popularity, brawler) => {
          const mean = observations * popularity;
          const games = Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
          if (games === 0) return;
          const maps = brawlers[brawler] as Map<number, MapDaily>;
          const id = map.fact.id;
          const found = maps.get(id) ?? { map: id, mode: map.mode.id - 47999999, daily: noDaily(days) };
          maps.set(id, found);
          found.daily.games[day] = (found.daily.games[day] as number) + games;
          found.daily.halfWins[day] =
            (found.daily.halfWins[day] as number) + 2 * binomial(games, won[brawler] ?? 0.5, random);
        });
      }
    }
  }
  return brawlers.map((maps, brawler) => ({
    brawler,
    maps: [...maps.values()].sort((a, b) => a.map - b.map),
  }));
}

/** The effects of the balance change that the simulated world draws from a seed, by brawler index. */
export function drawnEffects(seed: number): number[] {
  const world = createWorld(seed, createRotation(seed).rotating);
  const [settled] = createEras(world, [{ at: 0 }]).changes;
  return BRAWLER_FACTS.map(({ id }) => settled?.effects[id] ?? 0);
}
