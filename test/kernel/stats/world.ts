/** Cells of a simulated world: true rates and picks from the demo's strengths, counts drawn binomially. */

import type { Cells } from '../../../src/kernel/reference/stats/hierarchy.ts';
import { MODE_FACTS } from '../../../upstream-sim/demo/facts-modes.ts';
import { createRotation } from '../../../upstream-sim/demo/rotation.ts';
import { BRAWLER_COUNT, createWorld, type WorldMap } from '../../../upstream-sim/demo/world.ts';
import { createRandom, normal, type Random } from '../../../upstream-sim/random.ts';

export interface Drawn {
  readonly cells: Cells;
  /** percent, in the order of the cells */
  readonly truth: Float64Array;
}

/** Beyond this many trials, draws are normal. */
const MANY = 400;

export function binomial(random: Random, trials: number, chance: number): number {
  if (trials >= MANY) {
    const drawn = Math.round(trials * chance + Math.sqrt(trials * chance * (1 - chance)) * normal(random));
    return Math.min(Math.max(drawn, 0), trials);
  }
  let hits = 0;
  for (let i = 0; i < trials; i++) if (random.float() < chance) hits++;
  return hits;
}

function poisson(random: Random, mean: number): number {
  if (mean > 60) return Math.max(Math.round(mean + Math.sqrt(mean) * normal(random)), 0);
  let count = 0;
  for (
    let chance = Math.exp(-mean), left = random.float() - chance;
    left > 0 && count < 200;
    left -= chance
  ) {
    count++;
    chance *= mean / count;
  }
  return count;
}

/** A map's baseline, a share. */
function baselineOf({ format }: WorldMap): number {
  return format.winners === 0 ? 0.5 : format.winners / format.teams;
}

/** True win rates, shares: the logit of the baseline plus the strength over the mean pick's, moved so that picks average to the baseline. */
function truthOf(map: WorldMap): Float64Array {
  const baseline = baselineOf(map);
  const mean = weighted(map.strength, map.popularity);
  const logit = Math.log(baseline / (1 - baseline)) - mean;
  const rates = map.strength.map((strength) => 1 / (1 + Math.exp(-logit - strength)));
  const off = weighted(rates, map.popularity) - baseline;
  return rates.map((rate) => rate - off);
}

function weighted(values: Float64Array, weights: Float64Array): number {
  return values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
}

/** All cells of a world in which `battles` were played, those without games too. */
export function drawWorld(seed: number, battles: number): Drawn {
  const world = createWorld(seed, createRotation(seed).rotating);
  const random = createRandom(seed, battles, 77);
  const maps = [...world.maps.values()].filter((map) => map.battles > 0);
  const share = battles / maps.reduce((sum, map) => sum + map.battles, 0);
  const count = maps.length * BRAWLER_COUNT;
  const cells: Cells = {
    mode: new Uint32Array(count),
    brawler: new Uint32Array(count),
    games: new Float64Array(count),
    rate: new Float64Array(count),
    baseline: new Float64Array(count),
    modes: MODE_FACTS.length,
    brawlers: BRAWLER_COUNT,
  };
  const truth = new Float64Array(count);
  maps.forEach((map, row) => {
    const picks = map.battles * share * map.format.teams * map.format.size;
    truthOf(map).forEach((rate, brawler) => {
      const i = row * BRAWLER_COUNT + brawler;
      const games = poisson(random, picks * (map.popularity[brawler] ?? 0));
      cells.mode[i] = MODE_FACTS.indexOf(map.mode);
      cells.brawler[i] = brawler;
      cells.games[i] = games;
      cells.rate[i] = games > 0 ? (100 * binomial(random, games, rate)) / games : 50;
      cells.baseline[i] = 100 * baselineOf(map);
      truth[i] = 100 * rate;
    });
  });
  return { cells, truth };
}

/** The same world with every true rate known. */
export function knownWorld({ cells, truth }: Drawn): Cells {
  return { ...cells, games: new Float64Array(truth.length).fill(1e9), rate: truth };
}
