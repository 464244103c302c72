import { below, createRandom, type Random } from '../../random.ts';
import { STREAM } from '../streams.ts';
import type { WorldMap } from '../world.ts';
import { type Activity, BLOCK_SIZE, createActivity } from './activity.ts';
import type { Population } from './population.ts';
import type { Kind, Queue, Queues } from './queues.ts';
import { SLOT_MS } from './time.ts';

/** Players are matched within pools of two blocks of neighbours by trophies: a slot costs little at any scale. */
const POOL_SIZE = 2 * BLOCK_SIZE;
/** How far a player's place by trophies is blurred before neighbours are put together. */
const BLUR = 150;
/** Seconds into the slot at which battles end, [first, last]; they begin in the same slot. */
const ENDS = [100, 239] as const;
const SHORTEST_S = 30;
/** Queues tried for those left over in a slot before they are sent home. */
const TRIES = 8;
/** More than there can be players: the factor that packs a place and a player into one number. */
const UNITS = 2 ** 24;
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

/** Shuffles in place (Fisher–Yates). */
function shuffle(items: number[], random: Random): void {
  for (let left = items.length; left > 1; left -= 1) {
    const drawn = below(random, left);
    const last = items[left - 1] ?? 0;
    items[left - 1] = items[drawn] ?? 0;
    items[drawn] = last;
  }
}

/** Takes players off the queue for `teams` teams of `size`; null when they don't suffice. A trio stays together. */
function seat(waiting: number[], premade: Uint8Array, teams: number, size: number, random: Random) {
  const [trios, singles, passed]: [number[], number[], number[]] = [[], [], []];
  let free = teams * size;
  let scanned = 0;
  for (; scanned < waiting.length && free > 0; scanned += 1) {
    const unit = waiting[scanned] ?? 0;
    const isTrio = premade[unit] === 1;
    if (isTrio && (size < 3 || trios.length === teams || free < 3)) passed.push(unit);
    else {
      (isTrio ? trios : singles).push(unit);
      free -= isTrio ? 3 : 1;
    }
  }
  if (free > 0) return null;
  waiting.splice(0, scanned, ...passed);
  shuffle(singles, random);
  const seats: number[] = [];
  // Trios come first as teams, but may stand on any side.
  const turn = below(random, teams);
  for (let team = 0; team < teams; team += 1) {
    const trio = trios[(team + turn) % teams];
    if (trio !== undefined) seats.push(trio, trio + 1, trio + 2);
    while (seats.length < (team + 1) * size) seats.push(singles.pop() ?? 0);
  }
  return seats;
}

/** Seats a queue's battle; the two of a duel stand three times each. */
function seatQueue({ kind, map }: Queue, waiting: number[], premade: Uint8Array, random: Random) {
  if (kind === 'pve' || kind === 'friendly') return seat(waiting, premade, ROOM.teams, ROOM.size, random);
  if (map.mode.format !== 'duel') return seat(waiting, premade, map.format.teams, map.format.size, random);
  const two = seat(waiting, premade, 2, 1, random);
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
  // Every other slot the pools lie a block further on, so that nobody is cut off from anybody.
  const shiftOf = (slot: number): number => (isSplit && Math.abs(slot % 2) === 1 ? BLOCK_SIZE : 0);
  const leaderOf = (player: number): number => leader[player] ?? player;

  function waitingIn(slot: number, pool: number, random: Random): number[] {
    const first = 2 * pool - shiftOf(slot) / BLOCK_SIZE;
    const waiting = activity.playing(slot, first);
    waiting.push(...activity.playing(slot, first + 1));
    // A key holds the blurred place and, below it, the player.
    const keys = new Float64Array(waiting.length);
    for (let i = 0; i < keys.length; i += 1) {
      const unit = waiting[i] ?? 0;
      keys[i] = Math.floor(16 * (unit + BLUR * random.float())) * UNITS + unit;
    }
    keys.sort();
    for (let i = 0; i < keys.length; i += 1) waiting[i] = (keys[i] ?? 0) % UNITS;
    return waiting;
  }

  function matches(slot: number, pool: number): Match[] {
    const random = createRandom(seed, STREAM.matchmaking, slot, pool);
    const waiting = waitingIn(slot, pool, random);
    const queues = queuesAt(slot * SLOT_MS);
    const found: Match[] = [];
    for (let tries = 0; waiting.length >= 2 && tries < TRIES; ) {
      const queue = queues.draw(random, tries > 0);
      const players = seatQueue(queue, waiting, premade, random);
      if (players === null) {
        tries += 1;
        continue;
      }
      tries = 0;
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
