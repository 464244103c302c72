/** Battles of the simulated world, played from its true strengths. */
import { createPlay } from '../../upstream-sim/demo/battles.ts';
import { MODE_FACTS } from '../../upstream-sim/demo/facts-modes.ts';
import { createRotation } from '../../upstream-sim/demo/rotation.ts';
import { createTruth } from '../../upstream-sim/demo/truth.ts';
import { BRAWLER_COUNT, createWorld, type World, type WorldMap } from '../../upstream-sim/demo/world.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { type Battle, type Counts, count, createCounts, type Field } from './counts.ts';

export interface Simulated {
  readonly field: Field;
  /** Plays `battles` battles into counts. */
  train(battles: number): Counts;
  /** Plays others, in the same proportions of the maps. */
  test(battles: number, visit: (battle: Battle) => void): void;
  /** Expected win rates per map × brawlers + brawler, percent; takes half a minute. */
  truth(): Float64Array;
}

export function createSimulated(seed: number): Simulated {
  const world = createWorld(seed, createRotation(seed).rotating);
  const maps = [...world.maps.values()].filter((map) => map.battles > 0);
  const field: Field = {
    maps: maps.length,
    modes: MODE_FACTS.length,
    brawlers: BRAWLER_COUNT,
    modeOf: Uint32Array.from(maps, (map) => MODE_FACTS.indexOf(map.mode)),
  };
  return {
    field,
    train(battles) {
      const counts = createCounts(field);
      playAll(world, maps, battles, battles, (battle) => count(counts, battle, 1));
      return counts;
    },
    test: (battles, visit) => playAll(world, maps, battles, -1, visit),
    truth() {
      const truth = createTruth(world);
      return Float64Array.from(
        maps.flatMap(({ fact }) => truth.brawlerIds.map((id) => truth.winRate(fact.id, id) ?? Number.NaN)),
      );
    },
  };
}

/** Plays each map's share of the battles; `stream` tells training and test apart. */
function playAll(
  world: World,
  maps: readonly WorldMap[],
  battles: number,
  stream: number,
  visit: (battle: Battle) => void,
): void {
  const all = maps.reduce((sum, map) => sum + map.battles, 0);
  let [played, due] = [0, 0];
  maps.forEach((map, row) => {
    const random = createRandom(world.seed, 0xbac7, stream, map.fact.id);
    const play = createPlay(world, map);
    const { size } = map.format;
    due += (battles * map.battles) / all;
    for (; played < Math.round(due); played++) {
      const { picks, scores } = play(random);
      const halfWins = Float64Array.from(picks, (_, i) => 2 * (scores[Math.floor(i / size)] ?? 0));
      visit({ day: 0, map: row, brawlers: picks, teamSize: size === 2 || size === 3 ? size : 0, halfWins });
    }
  });
}
