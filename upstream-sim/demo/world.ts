import { createRandom, normal, type Random, shuffled } from '../random.ts';
import { BRAWLER_FACTS } from './facts-brawlers.ts';
import { MAP_FACTS, type MapFact } from './facts-maps.ts';
import { FORMATS, type Format, MODE_FACTS, type ModeFact } from './facts-modes.ts';
import { STREAM } from './streams.ts';

/** Number of brawlers; a brawler's index is its place in BRAWLER_FACTS. */
export const BRAWLER_COUNT = BRAWLER_FACTS.length;

/** Spread of the true effects, standard deviations on the logit scale (0.1 is about 2.5 percentage points). */
const SPREAD = {
  brawler: 0.25,
  mode: 0.1,
  map: 0.12,
  standout: 0.45,
  pair: 0.02,
  closePair: 0.2,
  matchUp: 0.05,
};
/** Share of (map, brawler) cells that stand out, and of pairs that really work together or get in each other's way. */
const STANDOUT_SHARE = 0.03;
const CLOSE_PAIR_SHARE = 0.04;
/** Popularity ~ 1 / (rank + flatten)^exponent: from about 6 % of all picks down to 0.2 %. */
const ZIPF = { flatten: 5, exponent: 1.1 };
/** How far popularity follows strength: players know some of what is good, not all. */
const KNOWN_STRENGTH = 0.5;
/** Spread of popularity from map to map, on the log scale. */
const TASTE = 0.35;
/** Battles per map, log-normal: median, sigma and bounds. */
const ROTATING_VOLUME = { median: 11_000, sigma: 0.6, lowest: 4_000, highest: 40_000 };
const RARE_VOLUME = { median: 90, sigma: 1.3, lowest: 1, highest: 500 };
/** Current maps that nobody has played. */
const UNPLAYED_MAPS = 3;

/** A map (one game id) of the world. Ids of one (name, mode) share the same truth, arrays included. */
export interface WorldMap {
  readonly fact: MapFact;
  readonly mode: ModeFact;
  readonly format: Format;
  /** The lowest id of its (name, mode). */
  readonly group: number;
  /** Per brawler index: effect on the team's logit (Showdown: on its log rate). */
  readonly strength: Float64Array;
  /** Per brawler index: chance of a pick, sums to 1. */
  readonly popularity: Float64Array;
  /** Battles to be played. */
  readonly battles: number;
}

/** Everything that is true in the demo world; battles are played from it, and from nothing else. */
export interface World {
  readonly seed: number;
  readonly maps: ReadonlyMap<number, WorldMap>;
  /** Effect of two allies on their team's logit, [a * BRAWLER_COUNT + b], symmetric. */
  readonly pairs: Float64Array;
  /** Effect of meeting an enemy, [own * BRAWLER_COUNT + enemy], antisymmetric. */
  readonly matchUps: Float64Array;
}

function normals(random: Random, deviation: number): Float64Array {
  return Float64Array.from({ length: BRAWLER_COUNT }, () => deviation * normal(random));
}

/** Popularity by rank; ranks follow a mix of strength and taste. */
function drawFame(strength: Float64Array, random: Random): Float64Array {
  const appeal = strength.map(
    (value) =>
      KNOWN_STRENGTH * (value / SPREAD.brawler) + Math.sqrt(1 - KNOWN_STRENGTH ** 2) * normal(random),
  );
  const fame = new Float64Array(BRAWLER_COUNT);
  const byAppeal = [...appeal.keys()].sort((a, b) => (appeal[b] ?? 0) - (appeal[a] ?? 0));
  byAppeal.forEach((brawler, rank) => {
    fame[brawler] = (rank + 1 + ZIPF.flatten) ** -ZIPF.exponent;
  });
  return fame;
}

function drawPairs(seed: number): { pairs: Float64Array; matchUps: Float64Array } {
  const random = createRandom(seed, STREAM.pairs);
  const pairs = new Float64Array(BRAWLER_COUNT ** 2);
  const matchUps = new Float64Array(BRAWLER_COUNT ** 2);
  for (let a = 0; a < BRAWLER_COUNT; a += 1) {
    for (let b = 0; b < a; b += 1) {
      const spread = random.float() < CLOSE_PAIR_SHARE ? SPREAD.closePair : SPREAD.pair;
      const pair = spread * normal(random);
      const matchUp = SPREAD.matchUp * normal(random);
      pairs[a * BRAWLER_COUNT + b] = pair;
      pairs[b * BRAWLER_COUNT + a] = pair;
      matchUps[a * BRAWLER_COUNT + b] = matchUp;
      matchUps[b * BRAWLER_COUNT + a] = -matchUp;
    }
  }
  return { pairs, matchUps };
}

function groupOf(map: MapFact): number {
  return Math.min(
    ...MAP_FACTS.filter((other) => other.name === map.name && other.mode === map.mode).map(({ id }) => id),
  );
}

/** Battles per map id: many for the maps in rotation, few for the others, none for some. */
function drawVolumes(seed: number, rotating: ReadonlySet<number>): Map<number, number> {
  const volumes = new Map<number, number>();
  for (const map of MAP_FACTS) {
    const { median, sigma, lowest, highest } = rotating.has(map.id) ? ROTATING_VOLUME : RARE_VOLUME;
    const random = createRandom(seed, STREAM.volume, map.id);
    let volume = 0;
    while (volume < lowest || volume > highest)
      volume = Math.round(median * Math.exp(sigma * normal(random)));
    volumes.set(map.id, volume);
  }
  const quiet = MAP_FACTS.filter((map) => !map.retired && !rotating.has(map.id));
  for (const map of shuffled(quiet, createRandom(seed, STREAM.volume)).slice(0, UNPLAYED_MAPS))
    volumes.set(map.id, 0);
  return volumes;
}

/** What holds for a (name, mode): the sum of a brawler's own, its mode's and its map's effect, and popularity. */
function drawGroup(seed: number, group: number, base: Float64Array, mode: Float64Array, fame: Float64Array) {
  const random = createRandom(seed, STREAM.maps, group);
  const effect = normals(random, SPREAD.map).map(
    (value) => value + (random.float() < STANDOUT_SHARE ? SPREAD.standout * Math.sign(normal(random)) : 0),
  );
  const taste = normals(random, TASTE);
  const strength = base.map((value, index) => value + (mode[index] ?? 0) + (effect[index] ?? 0));
  const weights = fame.map((value, index) => {
    const known = KNOWN_STRENGTH * 2 * ((mode[index] ?? 0) + (effect[index] ?? 0));
    return value * Math.exp((taste[index] ?? 0) + known);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { strength, popularity: weights.map((weight) => weight / total) };
}

/** Draws a world from its seed. `rotating` are the ids of the maps in rotation, which are played a lot. */
export function createWorld(seed: number, rotating: ReadonlySet<number>): World {
  const random = createRandom(seed, STREAM.brawlers);
  const base = normals(random, SPREAD.brawler);
  const fame = drawFame(base, random);
  const modeEffects = new Map(
    MODE_FACTS.map((mode) => [mode.id, normals(createRandom(seed, STREAM.modes, mode.id), SPREAD.mode)]),
  );
  const volumes = drawVolumes(seed, rotating);
  const groups = new Map<number, ReturnType<typeof drawGroup>>();
  const maps = new Map<number, WorldMap>();
  for (const fact of MAP_FACTS) {
    const mode = MODE_FACTS.find(({ id }) => id === fact.mode);
    if (mode === undefined) throw new Error(`map ${fact.id} has an unknown mode`);
    const group = groupOf(fact);
    const effects = modeEffects.get(mode.id) ?? new Float64Array(BRAWLER_COUNT);
    const truth = groups.get(group) ?? drawGroup(seed, group, base, effects, fame);
    groups.set(group, truth);
    maps.set(fact.id, {
      fact,
      mode,
      format: FORMATS[mode.format],
      group,
      ...truth,
      battles: volumes.get(fact.id) ?? 0,
    });
  }
  return { seed, maps, ...drawPairs(seed) };
}
