import { describe, expect, it } from 'vitest';
import { DRAW_RATE, matchUpSum, raceTime } from '../../upstream-sim/demo/battles.ts';
import { FORMATS, type FormatName } from '../../upstream-sim/demo/facts-modes.ts';
import { createChoices } from '../../upstream-sim/demo/official/choices.ts';
import { strengthWithSkill } from '../../upstream-sim/demo/official/play.ts';
import { createPopulation } from '../../upstream-sim/demo/official/population.ts';
import { createReplacer } from '../../upstream-sim/demo/official/replace.ts';
import { createRotation } from '../../upstream-sim/demo/rotation.ts';
import { BRAWLER_COUNT, createWorld, type WorldMap } from '../../upstream-sim/demo/world.ts';
import { below, createRandom } from '../../upstream-sim/random.ts';

const SEED = 31;
const drawn = createWorld(SEED, createRotation(SEED).rotating);
// Effects so large that none could be left out unnoticed.
const world = {
  ...drawn,
  pairs: drawn.pairs.map((value) => 6 * value),
  matchUps: drawn.matchUps.map((value) => 6 * value),
};
const population = createPopulation(world, 300, 12);
const choices = createChoices(population);

function mapOf(format: FormatName): WorldMap {
  const map = [...world.maps.values()].find(({ mode }) => mode.format === format);
  if (map === undefined) throw new Error(`no map for ${format}`);
  return map;
}

describe(`what the truth replaces, seed ${SEED}`, () => {
  it.each(Object.keys(FORMATS) as FormatName[])('gives chances as playing it over would: %s', (format) => {
    const map = mapOf(format);
    const { teams, size, winners } = map.format;
    const replacer = createReplacer(world, population, map);
    const random = createRandom(SEED, 1, teams, size);
    const picks = new Uint16Array(teams * size);
    const out = new Float64Array(BRAWLER_COUNT);
    for (let round = 0; round < 40; round += 1) {
      const players = Array.from(picks, () => below(random, population.size));
      for (let team = 0; team < teams; team += 1)
        choices.draft(random, map, players, team * size, size, picks);
      replacer.prepare(players, picks, createRandom(SEED, round));
      for (let place = 0; place < picks.length; place += 1) {
        const team = Math.floor(place / size);
        const allies = picks.slice(team * size, (team + 1) * size);
        let brawler = below(random, BRAWLER_COUNT);
        while (allies.includes(brawler) && brawler !== picks[place]) brawler = below(random, BRAWLER_COUNT);
        const other = picks.slice();
        other[place] = brawler;
        const strength = (of: Uint16Array, from: number): number =>
          strengthWithSkill(world, map, population, players, of, from);
        let expected: number;
        if (winners === 0) {
          const logit = strength(other, 0) - strength(other, size) + matchUpSum(world, size, other);
          const won = 1 / (1 + Math.exp(team === 0 ? -logit : logit));
          expected = DRAW_RATE / 2 + (1 - DRAW_RATE) * won;
        } else {
          const stream = createRandom(SEED, round);
          const times = Array.from({ length: teams }, (_, k) => raceTime(strength(picks, k * size), stream));
          const limit = times.filter((_, k) => k !== team).sort((a, b) => a - b)[winners - 1] ?? 0;
          expected = 1 - Math.exp(-limit * Math.exp(strength(other, team * size)));
        }
        replacer.chances(place, out);
        expect(out[brawler]).toBeCloseTo(expected, 10);
      }
    }
  });

  it('weighs brawlers as players pick them', () => {
    const map = mapOf('three');
    const chances = new Float64Array(BRAWLER_COUNT);
    const picks = new Uint16Array(1);
    const random = createRandom(SEED, 2);
    const trio = population.premade.indexOf(1);
    for (const player of [0, 150, trio, -1]) {
      choices.chances(map, player, chances);
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 10);
      const counts = new Uint32Array(BRAWLER_COUNT);
      const rounds = 30_000;
      for (let round = 0; round < rounds; round += 1) {
        choices.draft(random, map, [player], 0, 1, picks);
        counts[picks[0] ?? 0] = (counts[picks[0] ?? 0] ?? 0) + 1;
      }
      const misses = [...counts].filter((count, brawler) => {
        const expected = rounds * (chances[brawler] ?? 0);
        return Math.abs(count - expected) > 5 * Math.sqrt(expected) + 1;
      });
      expect(misses).toEqual([]);
    }
  });
});
