import { createRandom, type Random, shuffled } from '../../random.ts';
import { STREAM } from '../streams.ts';
import type { WorldMap } from '../world.ts';
import { type Activity, createActivity } from './activity.ts';
import type { Population } from './population.ts';
import type { Kind, Queue, Queues } from './queues.ts';
import { SLOT_MS } from './time.ts';

/** Players are matched within pools of this many neighbours by trophies, so that a slot costs little at any scale. */
const POOL_SIZE = 2000;
/** How far a player's place by trophies is blurred before neighbours are put together. */
const BLUR = 150;
/** Seconds into the slot at which battles end, [first, last]; they begin in the same slot. */
const ENDS = [100, 239] as const;
const SHORTEST_S = 30;
/** Queues tried for those left over in a slot before they are sent home. */
const TRIES = 8;
/** Three of a room against computer players, or against a boss. */
const ROOM = { teams: 1, size: 3 };

/** A battle that is to be played. */
export interface Match {
  readonly slot: number;
  readonly pool: number;
  /** Its number among those of the pool and slot. */
  readonly ordinal: number;
  /** When it ends, which is its battleTime; epoch milliseconds, whole seconds. */
  readonly time: number;
  /** In seconds. */
  readonly duration: number;
  readonly kind: Kind;
  readonly map: WorldMap;
  /** Player indices, team after team; a duellist stands three times, once per brawler. */
  readonly players: readonly number[];
  /** Whether a premade trio plays in it. */
  readonly premade: boolean;
}

export interface Matchmaking {
  readonly activity: Activity;
  /** Pools that a slot has. */
  poolsOf(slot: number): number;
  /** The pool in which a player looks for a battle in a slot. */
  poolOf(player: number, slot: number): number;
  /** The player whose activity decides whether this one plays. */
  leaderOf(player: number): number;
  /** All battles of a pool in a slot. */
  matches(slot: number, pool: number): Match[];
}

/** Takes players off the queue for `teams` teams of `size`; null when they don't suffice. A trio stays together. */
function seat(
  waiting: number[],
  population: Population,
  teams: number,
  size: number,
  random: Random,
): number[] | null {
  const [trios, singles]: [number[], number[]] = [[], []];
  const places = teams * size;
  const taken = (): number => 3 * trios.length + singles.length;
  for (const unit of waiting) {
    if (taken() === places) break;
    if (population.premade[unit] !== 1) singles.push(unit);
    else if (size >= 3 && trios.length < teams && taken() + 3 <= places) trios.push(unit);
  }
  if (taken() < places) return null;
  const gone = new Set([...trios, ...singles]);
  waiting.splice(0, waiting.length, ...waiting.filter((unit) => !gone.has(unit)));
  const others = shuffled(singles, random);
  const seated = Array.from({ length: teams }, (_, team) => {
    const first = trios[team];
    const together = first === undefined ? [] : [first, first + 1, first + 2];
    return [...together, ...others.splice(0, size - together.length)];
  });
  return shuffled(seated, random).flat();
}

/** Seats a queue's battle; the two of a duel stand three times each. */
function seatQueue(queue: Queue, waiting: number[], population: Population, random: Random): number[] | null {
  const { kind, map } = queue;
  if (kind === 'pve' || kind === 'friendly') return seat(waiting, population, ROOM.teams, ROOM.size, random);
  if (map.mode.format !== 'duel') return seat(waiting, population, map.format.teams, map.format.size, random);
  const two = seat(waiting, population, 2, 1, random);
  return two === null ? null : two.flatMap((player) => [player, player, player]);
}

/**
 * Puts those who look for a battle together, slot by slot: sorted by trophies (blurred), a queue is drawn for the
 * first ones, as many as it needs, then for the next. Depends on nothing but the seed, the slot and the pool.
 */
export function createMatchmaking(
  seed: number,
  population: Population,
  queuesAt: (time: number) => Queues,
): Matchmaking {
  const activity = createActivity(seed, population);
  const { size, leader, premade } = population;
  const isSplit = size > POOL_SIZE;
  // Every other slot the pools lie half a pool further on, so that nobody is cut off from anybody.
  const shiftOf = (slot: number): number => (isSplit && Math.abs(slot % 2) === 1 ? POOL_SIZE / 2 : 0);

  const leaderOf = (player: number): number => leader[player] ?? player;

  function waitingIn(slot: number, pool: number, random: Random): number[] {
    const from = Math.max(0, pool * POOL_SIZE - shiftOf(slot));
    const to = Math.min(size, (pool + 1) * POOL_SIZE - shiftOf(slot));
    const places: { unit: number; place: number }[] = [];
    for (let player = from; player < to; player += 1) {
      if (leader[player] !== player || !activity.isPlaying(player, slot)) continue;
      places.push({ unit: player, place: player + BLUR * random.float() });
    }
    return places.sort((a, b) => a.place - b.place).map(({ unit }) => unit);
  }

  function matches(slot: number, pool: number): Match[] {
    const random = createRandom(seed, STREAM.matchmaking, slot, pool);
    const waiting = waitingIn(slot, pool, random);
    const queues = queuesAt(slot * SLOT_MS);
    const found: Match[] = [];
    for (let tries = 0; waiting.length >= 2 && tries < TRIES; ) {
      const queue = queues.draw(random);
      const players = seatQueue(queue, waiting, population, random);
      if (players === null) {
        tries += 1;
        continue;
      }
      const end = ENDS[0] + Math.floor(random.float() * (ENDS[1] - ENDS[0] + 1));
      found.push({
        slot,
        pool,
        ordinal: found.length,
        time: slot * SLOT_MS + end * 1000,
        duration: SHORTEST_S + Math.floor(random.float() * (end - SHORTEST_S)),
        ...queue,
        players,
        premade: players.some((player) => premade[player] === 1),
      });
    }
    return found;
  }

  return {
    activity,
    poolsOf: (slot) => Math.ceil((size + shiftOf(slot)) / POOL_SIZE),
    poolOf: (player, slot) => Math.floor((leaderOf(player) + shiftOf(slot)) / POOL_SIZE),
    leaderOf,
    matches,
  };
}
