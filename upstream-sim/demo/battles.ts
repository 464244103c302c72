import { createSampler, exponential, type Random } from '../random.ts';
import { BRAWLER_COUNT, type World, type WorldMap } from './world.ts';

/** Share of two-sided battles that end in a draw: 60 of 5,575 in real battle logs. */
export const DRAW_RATE = 0.011;

/** One battle, overwritten by the next. Team t's brawlers are picks[t * size] to picks[t * size + size - 1]. */
export interface Battle {
  /** Brawler indices, team after team. */
  readonly picks: Uint16Array;
  /** Per team: its place, 0 is first. Two-sided: 0 won, 1 lost, both 0 in a draw. */
  readonly places: Uint8Array;
  /** Per team: 1 for a win, 0.5 for a draw, 0 for a loss. */
  readonly scores: Float64Array;
}

/** Sum of the strengths and of the pair effects inside one team: its logit, before it meets anyone. */
export function teamStrength(world: World, map: WorldMap, picks: Uint16Array, from: number): number {
  let sum = 0;
  for (let i = from; i < from + map.format.size; i += 1) {
    const brawler = picks[i] ?? 0;
    sum += map.strength[brawler] ?? 0;
    for (let j = from; j < i; j += 1) sum += world.pairs[brawler * BRAWLER_COUNT + (picks[j] ?? 0)] ?? 0;
  }
  return sum;
}

/** Sum of the match-up effects of the first team against the second. */
export function matchUpSum(world: World, size: number, picks: Uint16Array): number {
  let sum = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = size; j < 2 * size; j += 1) {
      sum += world.matchUps[(picks[i] ?? 0) * BRAWLER_COUNT + (picks[j] ?? 0)] ?? 0;
    }
  }
  return sum;
}

/** Draws `size` brawlers into picks[from …]. */
export type Draft = (random: Random, picks: Uint16Array, from: number, size: number) => void;

/**
 * A draft by popularity: `size` different brawlers into picks[from …]. A team with a repeat is drawn anew as a
 * whole, so that the chance of a team doesn't depend on the order of its picks.
 */
export function createDraft(
  map: WorldMap,
): (random: Random, picks: Uint16Array, from: number, size: number) => void {
  const sampler = createSampler(map.popularity);
  return (random, picks, from, size) => {
    let at = from;
    while (at < from + size) {
      const drawn = sampler.sample(random);
      let repeat = false;
      for (let i = from; i < at; i += 1) repeat ||= picks[i] === drawn;
      picks[at] = drawn;
      at = repeat ? from : at + 1;
    }
  };
}

/** Time at which a Showdown team reaches the goal of its race: exponential, the rate is e^strength. */
export function raceTime(strength: number, random: Random): number {
  return exponential(random) / Math.exp(strength);
}

/**
 * Plays battles of one map from the world's truth, one per call. Two-sided: the first team wins with the logistic
 * of the difference. Showdown: teams are ordered by strength plus Gumbel noise (Plackett–Luce), drawn in its
 * equal form as a race of exponential times, shortest first.
 */
export function createPlay(world: World, map: WorldMap): (random: Random) => Battle {
  const { teams, size, winners } = map.format;
  const draft = createDraft(map);
  const times = new Float64Array(teams);
  const picks = new Uint16Array(teams * size);
  const battle: Battle = { picks, places: new Uint8Array(teams), scores: new Float64Array(teams) };

  function settle(random: Random): void {
    const difference = teamStrength(world, map, picks, 0) - teamStrength(world, map, picks, size);
    const chance = 1 / (1 + Math.exp(-difference - matchUpSum(world, size, picks)));
    const draw = random.float() < DRAW_RATE;
    const won = random.float() < chance;
    battle.scores[0] = draw ? 0.5 : won ? 1 : 0;
    battle.scores[1] = draw ? 0.5 : won ? 0 : 1;
    battle.places[0] = draw || won ? 0 : 1;
    battle.places[1] = draw || !won ? 0 : 1;
  }

  function race(random: Random): void {
    for (let team = 0; team < teams; team += 1) {
      times[team] = raceTime(teamStrength(world, map, picks, team * size), random);
    }
    for (let team = 0; team < teams; team += 1) {
      const own = times[team] ?? 0;
      let place = 0;
      for (let other = 0; other < teams; other += 1) place += (times[other] ?? 0) < own ? 1 : 0;
      battle.places[team] = place;
      battle.scores[team] = place < winners ? 1 : 0;
    }
  }

  return (random) => {
    for (let team = 0; team < teams; team += 1) draft(random, picks, team * size, size);
    if (winners === 0) settle(random);
    else race(random);
    return battle;
  };
}
