import { createRandom, normal, shuffled } from '../../random.ts';
import { BRAWLER_FACTS } from '../facts-brawlers.ts';
import { STREAM } from '../streams.ts';
import { BRAWLER_COUNT, type World, type WorldMap } from '../world.ts';

/** Brawlers that a drawn change touches, and the spread of its effects (0.3 is about 7 percentage points). */
const TOUCHED = 12;
const EFFECT_DEVIATION = 0.3;

/** A change of the brawlers' strengths at a known moment. */
export interface BalanceChange {
  /** Battles from this moment on are played with it; epoch milliseconds. */
  readonly at: number;
  /** What is added to a brawler's logit, by brawler id; without it twelve brawlers are drawn from the seed. */
  readonly effects?: Readonly<Record<number, number>>;
}

/** A balance change with its effects settled. */
export interface SettledChange {
  readonly at: number;
  readonly effects: Readonly<Record<number, number>>;
}

/** The world's strengths over time: one world for each stretch between two balance changes. */
export interface Eras {
  readonly changes: readonly SettledChange[];
  /** Number of changes in force at a moment. */
  eraAt(time: number): number;
  /** The world of an era; its maps, pairs and match-ups are those of the others but for the strengths. */
  world(era: number): World;
}

function drawEffects(seed: number, ordinal: number): Record<number, number> {
  const random = createRandom(seed, STREAM.balance, ordinal);
  const touched = shuffled(BRAWLER_FACTS, random).slice(0, TOUCHED);
  return Object.fromEntries(touched.map(({ id }) => [id, EFFECT_DEVIATION * normal(random)]));
}

/** A world with other strengths; ids of one map go on sharing an array. */
function changed(world: World, effects: Readonly<Record<number, number>>): World {
  const byIndex = BRAWLER_FACTS.map(({ id }) => effects[id] ?? 0);
  const strengths = new Map<number, Float64Array>();
  const maps = new Map<number, WorldMap>();
  for (const [id, map] of world.maps) {
    const strength =
      strengths.get(map.group) ??
      Float64Array.from({ length: BRAWLER_COUNT }, (_, i) => (map.strength[i] ?? 0) + (byIndex[i] ?? 0));
    strengths.set(map.group, strength);
    maps.set(id, { ...map, strength });
  }
  return { ...world, maps };
}

/** Settles the changes, in the order of their times. Throws a RangeError for an unknown brawler or a bad time. */
export function createEras(world: World, changes: readonly BalanceChange[]): Eras {
  const known = new Set(BRAWLER_FACTS.map(({ id }) => id));
  const settled = changes
    .map(({ at, effects }, ordinal) => ({ at, effects: effects ?? drawEffects(world.seed, ordinal) }))
    .sort((a, b) => a.at - b.at);
  const worlds = [world];
  for (const { at, effects } of settled) {
    if (!Number.isFinite(at)) throw new RangeError('balance change: `at` must be epoch milliseconds');
    for (const [id, effect] of Object.entries(effects)) {
      if (!known.has(Number(id))) throw new RangeError(`balance change: no brawler has the id ${id}`);
      if (!Number.isFinite(effect)) throw new RangeError(`balance change: effect on ${id} is not a number`);
    }
    worlds.push(changed(worlds.at(-1) ?? world, effects));
  }
  return {
    changes: settled,
    eraAt: (time) => settled.filter(({ at }) => at <= time).length,
    world: (era) => worlds[era] ?? world,
  };
}
