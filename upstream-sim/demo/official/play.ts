import { createRandom, type Random } from '../../random.ts';
import { DRAW_RATE, matchUpSum, raceTime, teamStrength } from '../battles.ts';
import type { Format } from '../facts-modes.ts';
import { STREAM } from '../streams.ts';
import type { World, WorldMap } from '../world.ts';
import type { Eras } from './balance.ts';
import type { Choices } from './choices.ts';
import type { Match } from './matchmaking.ts';
import type { Population } from './population.ts';

/** Chance to beat a boss. */
const BOSS_WIN_RATE = 0.6;
/** Computer players in a friendly battle, numbered downwards from -1. */
const BOTS = [-1, -2, -3];
/** How often the star player comes from the team that won. */
const STAR_OF_WINNERS = 0.9;

/** A battle that has been played. Teams stand in the order in which logs list them: by places in Showdown. */
export interface Played {
  readonly match: Match;
  /** Teams and brawlers per team; a battle against a boss has one team. */
  readonly teams: number;
  readonly size: number;
  /** Player indices, team after team. */
  readonly players: readonly number[];
  /** Brawler indices, in the same places. */
  readonly picks: Uint16Array;
  /** Per team: 1 for a win, 0.5 for a draw, 0 for a loss. */
  readonly scores: readonly number[];
  /** Place of the star player. */
  readonly star: number;
  /** Uniform in [0, 1): what is odd about the entry (quirks.ts). */
  readonly eventQuirk: number;
  readonly starQuirk: number;
}

/** A team's logit before it meets anyone: brawlers, pairs, and the skill of those who play them. */
export function strengthWithSkill(
  world: World,
  map: WorldMap,
  population: Population,
  players: readonly number[],
  picks: Uint16Array,
  from: number,
): number {
  let sum = teamStrength(world, map, picks, from);
  for (let i = from; i < from + map.format.size; i += 1) sum += population.skill[players[i] ?? -1] ?? 0;
  return sum;
}

/** Puts the teams of a race in the order of their times. */
function inOrder(
  played: { players: readonly number[]; picks: Uint16Array },
  times: readonly number[],
  size: number,
) {
  const order = [...times.keys()].sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const places = order.flatMap((team) => Array.from({ length: size }, (_, i) => team * size + i));
  return {
    players: places.map((place) => played.players[place] ?? 0),
    picks: Uint16Array.from(places, (place) => played.picks[place] ?? 0),
  };
}

/** Shape of a match: that of its map's mode, or three against the computer. */
function shapeOf({ kind, map }: Match): Pick<Format, 'teams' | 'size' | 'winners'> {
  if (kind === 'pve') return { teams: 1, size: 3, winners: 0 };
  return map.format;
}

/** Plays a match from the truth of its time. Always the same result for the same match. */
export function createPlayer(population: Population, choices: Choices, eras: Eras): (match: Match) => Played {
  function results(
    world: World,
    match: Match,
    players: readonly number[],
    picks: Uint16Array,
    random: Random,
  ) {
    const map = world.maps.get(match.map.fact.id) ?? match.map;
    const strength = (from: number): number =>
      strengthWithSkill(world, map, population, players, picks, from);
    const { teams, size, winners } = shapeOf(match);
    if (teams === 1) return { players, picks, scores: [random.float() < BOSS_WIN_RATE ? 1 : 0] };
    if (winners > 0) {
      const times = Array.from({ length: teams }, (_, team) => raceTime(strength(team * size), random));
      const scores = times.map((_, place) => (place < winners ? 1 : 0));
      return { ...inOrder({ players, picks }, times, size), scores };
    }
    const logit = strength(0) - strength(size) + matchUpSum(world, size, picks);
    const draw = random.float() < DRAW_RATE;
    const won = random.float() < 1 / (1 + Math.exp(-logit));
    return { players, picks, scores: draw ? [0.5, 0.5] : won ? [1, 0] : [0, 1] };
  }

  return (match) => {
    const { slot, pool, ordinal, kind, map } = match;
    const world = eras.world(eras.eraAt(match.time));
    const random = createRandom(world.seed, STREAM.played, slot, pool, ordinal);
    const { teams, size } = shapeOf(match);
    const players = kind === 'friendly' ? [...match.players, ...BOTS] : match.players;
    const picks = new Uint16Array(teams * size);
    for (let team = 0; team < teams; team += 1) choices.draft(random, map, players, team * size, size, picks);
    const result = results(world, match, players, picks, random);
    const best = result.scores[0] === 0 ? 1 : 0;
    const team = random.float() < STAR_OF_WINNERS ? best : 1 - best;
    const star = team * size + Math.floor(random.float() * size);
    return { match, teams, size, ...result, star, eventQuirk: random.float(), starQuirk: random.float() };
  };
}
