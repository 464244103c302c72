import { createRandom } from '../../random.ts';
import type { FormatName } from '../facts-modes.ts';
import { STREAM } from '../streams.ts';
import { BRAWLER_COUNT, type World, type WorldMap } from '../world.ts';
import type { Choices } from './choices.ts';
import type { Matchmaking } from './matchmaking.ts';
import type { Population } from './population.ts';
import { createReplacer } from './replace.ts';
import { slotAt } from './time.ts';

/** Line-ups that are gathered: all of this many slots' battles, spread over three seasons. */
const SAMPLED_SLOTS = 10_080;
const SAMPLE_FROM = slotAt(Date.UTC(2026, 0, 1));
const SAMPLE_STRIDE = 3;
/** Line-ups kept per format, and situations that a map's rates are averaged over. */
const MAX_LINEUPS = 8192;
const SITUATIONS = 8192;
/** Batches of situations, from whose spread the error is estimated. */
const BATCHES = 16;

/** Players as they really met, per format: team after team. */
export type Lineups = Readonly<Record<FormatName, readonly (readonly number[])[]>>;

/** Expected shares of wins on a map, per brawler index. */
export interface Expected {
  /** Expected share of wins, 0 to 1. */
  readonly wins: Float64Array;
  /** Its standard error. */
  readonly errors: Float64Array;
  /** Expected share of the picks; they sum to 1. */
  readonly uses: Float64Array;
}

/** Gathers line-ups of the ladder and of Ranked, as match-making puts them together at all hours. */
export function gatherLineups(matchmaking: Matchmaking): Lineups {
  const lineups: Record<FormatName, (readonly number[])[]> = {
    three: [],
    five: [],
    duel: [],
    solo: [],
    duo: [],
    trio: [],
  };
  for (let sample = 0; sample < SAMPLED_SLOTS; sample += 1) {
    const slot = SAMPLE_FROM + sample * SAMPLE_STRIDE;
    for (const { kind, map, players } of matchmaking.matches(slot, sample % matchmaking.poolsOf(slot))) {
      const list = lineups[map.mode.format];
      if ((kind === 'ladder' || kind === 'ranked') && list.length < MAX_LINEUPS) list.push(players);
    }
  }
  return lineups;
}

/** Sums per batch and brawler, [batch * BRAWLER_COUNT + brawler]. */
interface Sums {
  readonly wins: Float64Array;
  readonly uses: Float64Array;
}

/** Ratio of the sums, with the error of a ratio of means over the batches. */
function ratios(sums: Sums, baseline: number): Expected {
  const [wins, errors] = [new Float64Array(BRAWLER_COUNT), new Float64Array(BRAWLER_COUNT)];
  const uses = new Float64Array(BRAWLER_COUNT);
  const won = new Float64Array(BRAWLER_COUNT);
  sums.uses.forEach((use, i) => {
    uses[i % BRAWLER_COUNT] = (uses[i % BRAWLER_COUNT] ?? 0) + use;
    won[i % BRAWLER_COUNT] = (won[i % BRAWLER_COUNT] ?? 0) + (sums.wins[i] ?? 0);
  });
  const total = uses.reduce((sum, use) => sum + use, 0);
  // All brawlers met the same situations, and so share an error; but the mean over all picks is known exactly.
  const shared = won.reduce((sum, win) => sum + win, 0) / total - baseline;
  for (let brawler = 0; brawler < BRAWLER_COUNT; brawler += 1) {
    const use = uses[brawler] ?? 0;
    const ratio = (won[brawler] ?? 0) / use;
    let squares = 0;
    for (let i = brawler; i < sums.uses.length; i += BRAWLER_COUNT)
      squares += ((sums.wins[i] ?? 0) - ratio * (sums.uses[i] ?? 0)) ** 2;
    wins[brawler] = ratio - shared;
    errors[brawler] = Math.sqrt((squares * BATCHES) / (BATCHES - 1)) / use;
  }
  return { wins, errors, uses: uses.map((use) => use / total) };
}

/**
 * The expected share of wins of each brawler on a map, in the population that really plays: real line-ups, brawlers as
 * those players pick them. In each situation every place is replaced by every brawler that its player might have
 * picked, at the chance that he does, and counted with its exact chance to win. Deterministic.
 */
export function expectedRates(
  world: World,
  population: Population,
  choices: Choices,
  lineups: readonly (readonly number[])[],
  map: WorldMap,
): Expected {
  const { teams, size, winners } = map.format;
  const random = createRandom(world.seed, STREAM.expected, map.group);
  const replacer = createReplacer(world, population, map);
  const picks = new Uint16Array(teams * size);
  const [chances, weights] = [new Float64Array(BRAWLER_COUNT), new Float64Array(BRAWLER_COUNT)];
  const cells = BATCHES * BRAWLER_COUNT;
  const sums: Sums = { wins: new Float64Array(cells), uses: new Float64Array(cells) };

  /** Weights of the brawlers in a place, given its allies: the player's chances without theirs. */
  function weigh(players: readonly number[], place: number): number {
    choices.chances(map, players[place] ?? -1, weights);
    const from = place - (place % size);
    let total = 1;
    for (let i = from; i < from + size; i += 1) {
      if (i === place) continue;
      total -= weights[picks[i] ?? 0] ?? 0;
      weights[picks[i] ?? 0] = 0;
    }
    return total;
  }
  function addPlace(players: readonly number[], place: number, offset: number): void {
    const total = weigh(players, place);
    replacer.chances(place, chances);
    for (let brawler = 0; brawler < BRAWLER_COUNT; brawler += 1) {
      const weight = (weights[brawler] ?? 0) / total;
      const at = offset + brawler;
      sums.uses[at] = (sums.uses[at] ?? 0) + weight;
      sums.wins[at] = (sums.wins[at] ?? 0) + weight * (chances[brawler] ?? 0);
    }
  }

  for (let situation = 0; situation < SITUATIONS && lineups.length > 0; situation += 1) {
    const lineup = situation % lineups.length;
    const players = lineups[lineup] ?? [];
    for (let team = 0; team < teams; team += 1) choices.draft(random, map, players, team * size, size, picks);
    replacer.prepare(players, picks, random);
    // A line-up that comes round again stays in its batch, or the batches would not be independent.
    const batch = Math.floor((lineup * BATCHES) / lineups.length);
    for (let place = 0; place < teams * size; place += 1) addPlace(players, place, batch * BRAWLER_COUNT);
  }
  return ratios(sums, winners === 0 ? 0.5 : winners / teams);
}
