import type { Random } from '../../random.ts';
import { DRAW_RATE, matchUpSum, raceTime } from '../battles.ts';
import { BRAWLER_COUNT, type World, type WorldMap } from '../world.ts';
import { strengthWithSkill } from './play.ts';
import type { Population } from './population.ts';

/** A battle in which the brawler of any one place can be replaced by any other. */
export interface Replacer {
  /** Takes in a drafted battle; the results of races are drawn here. */
  prepare(players: readonly number[], picks: Uint16Array, random: Random): void;
  /** The chance of a win for the team of a place with each brawler in it, the others as drafted. */
  chances(place: number, out: Float64Array): void;
}

/** Adds a brawler's row of a table, times a sign, to every brawler's sum. */
function addRow(sums: Float64Array, table: Float64Array, brawler: number, sign: 1 | -1): void {
  const from = brawler * BRAWLER_COUNT;
  for (let i = 0; i < BRAWLER_COUNT; i += 1) sums[i] = (sums[i] ?? 0) + sign * (table[from + i] ?? 0);
}

/** Replaces brawlers on a map of a world. */
export function createReplacer(world: World, population: Population, map: WorldMap): Replacer {
  const { teams, size, winners } = map.format;
  const strengths = new Float64Array(teams);
  const times = new Float64Array(teams);
  /** Per team, what each brawler would bring on its own: its strength and, against known enemies, its match-ups. */
  const base = Array.from({ length: winners > 0 ? 0 : teams }, () => new Float64Array(BRAWLER_COUNT));
  let picks: Uint16Array = new Uint16Array(teams * size);
  let matchUps = 0;

  /** Every brawler's logit in a place: what the team has without its own, what it brings itself, and its pairs. */
  function ownLogits(place: number, team: number, rest: number, out: Float64Array): void {
    const bases = base[team] ?? map.strength;
    for (let i = 0; i < BRAWLER_COUNT; i += 1) out[i] = rest + (bases[i] ?? 0);
    for (let i = team * size; i < (team + 1) * size; i += 1) {
      if (i !== place) addRow(out, world.pairs, picks[i] ?? 0, 1);
    }
  }
  /** The strength of a team without the brawler in one of its places. */
  function strengthWithout(place: number, team: number): number {
    const own = picks[place] ?? 0;
    let rest = (strengths[team] ?? 0) - (map.strength[own] ?? 0);
    for (let i = team * size; i < (team + 1) * size; i += 1) {
      if (i !== place) rest -= world.pairs[own * BRAWLER_COUNT + (picks[i] ?? 0)] ?? 0;
    }
    return rest;
  }
  /** Two-sided battles: the enemies are known, the result is a logistic chance. */
  function versus(place: number, out: Float64Array): void {
    const team = place < size ? 0 : 1;
    const from = (1 - team) * size;
    let rest =
      strengthWithout(place, team) - (strengths[1 - team] ?? 0) + (team === 0 ? matchUps : -matchUps);
    for (let i = from; i < from + size; i += 1)
      rest -= world.matchUps[(picks[place] ?? 0) * BRAWLER_COUNT + (picks[i] ?? 0)] ?? 0;
    ownLogits(place, team, rest, out);
    for (let i = 0; i < BRAWLER_COUNT; i += 1)
      out[i] = DRAW_RATE / 2 + (1 - DRAW_RATE) / (1 + Math.exp(-(out[i] ?? 0)));
  }
  /** Showdown: given the others' times, an exponential time gives the chance to be among the winners exactly. */
  function race(place: number, out: Float64Array): void {
    const team = Math.floor(place / size);
    const limit = times.filter((_, other) => other !== team).sort()[winners - 1] ?? 0;
    ownLogits(place, team, strengthWithout(place, team), out);
    for (let i = 0; i < BRAWLER_COUNT; i += 1) out[i] = 1 - Math.exp(-limit * Math.exp(out[i] ?? 0));
  }

  return {
    prepare(players, drafted, random) {
      picks = drafted;
      for (let team = 0; team < teams; team += 1) {
        strengths[team] = strengthWithSkill(world, map, population, players, picks, team * size);
        if (winners > 0) times[team] = raceTime(strengths[team] ?? 0, random);
      }
      matchUps = winners > 0 ? 0 : matchUpSum(world, size, picks);
      base.forEach((sums, team) => {
        sums.set(map.strength);
        // An enemy's row holds its effect on us, the opposite of ours on it.
        for (let i = (1 - team) * size; i < (2 - team) * size; i += 1)
          addRow(sums, world.matchUps, picks[i] ?? 0, -1);
      });
    },
    chances: winners === 0 ? versus : race,
  };
}
