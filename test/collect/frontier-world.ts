/**
 * A small world whose every battle is known: players with log-normal rates of play, in evening sessions on a map of their
 * choice, four to a battle. Policies of polling are played through it one after the other.
 */
import { createRandom, createSampler, exponential, normal, type Random } from '../../upstream-sim/random.ts';

const DAY = 86_400;
export const LOG = 25;
/** Seconds a battle takes, waiting included. */
const SLOT = 150;
const TEAM = 4;
/** Battles of a session, geometric. */
const SESSION = 12;
/** Seconds between two steps. */
const STEP = 300;
/** Share of battles on a player's favourite map. */
const FAVOURITE = 0.6;
const COUNTS = 0.9;
export const MAPS = 24;
export const FIRST_MAP = 15_000_000;
/** A Thursday. */
export const WORLD_START = 1_764_201_600;

export interface World {
  readonly players: number;
  readonly end: number;
  /** by battle */
  readonly time: number[];
  readonly map: number[];
  readonly counts: boolean[];
  readonly who: number[][];
  /** battles by player, oldest first */
  readonly played: number[][];
}

interface Player {
  readonly perDay: number;
  /** hour of the day at which this one is most awake */
  readonly peak: number;
  readonly favourite: number;
  /** battles left in this session */
  left: number;
  waiting: boolean;
}

/** Plays `days` days with `size` players, `perDay` battles a day each on average. */
export function createWorld(seed: number, size: number, days: number, perDay = 10): World {
  const random = createRandom(seed, 1);
  const sigma = 1.2;
  const maps = createSampler(Float64Array.from({ length: MAPS }, (_, map) => 1 / (map + 1) ** 1.1));
  const people: Player[] = Array.from({ length: size }, () => ({
    perDay: perDay * Math.exp(sigma * normal(random) - sigma ** 2 / 2),
    peak: random.float() < 0.6 ? 18 : random.float() * 24,
    favourite: maps.sample(random),
    left: 0,
    waiting: false,
  }));
  const world: World = {
    players: size,
    end: WORLD_START + days * DAY,
    time: [],
    map: [],
    counts: [],
    who: [],
    played: people.map(() => []),
  };
  const queues: number[][] = Array.from({ length: MAPS }, () => []);
  for (let now = WORLD_START; now < world.end; now += SLOT) {
    queue(queues, people, now, random, () => maps.sample(random));
    battle(world, queues, people, now, random);
  }
  return world;
}

function queue(
  queues: number[][],
  people: Player[],
  now: number,
  random: Random,
  anyMap: () => number,
): void {
  const hour = (now % DAY) / 3_600;
  people.forEach((player, id) => {
    if (player.waiting) return;
    if (player.left === 0) {
      const awake = 1 + 0.9 * Math.cos(((hour - player.peak) * Math.PI) / 12);
      if (random.float() >= (player.perDay / SESSION) * awake * (SLOT / DAY)) return;
      player.left = Math.ceil(exponential(random) * SESSION);
    }
    player.waiting = true;
    queues[random.float() < FAVOURITE ? player.favourite : anyMap()]?.push(id);
  });
}

function battle(world: World, queues: number[][], people: Player[], now: number, random: Random): void {
  queues.forEach((waiting, map) => {
    while (waiting.length >= TEAM) {
      const battle = world.time.length;
      const who = waiting.splice(0, TEAM);
      world.time.push(now);
      world.map.push(map);
      world.counts.push(random.float() < COUNTS);
      world.who.push(who);
      for (const id of who) {
        world.played[id]?.push(battle);
        const player = people[id];
        if (player !== undefined) Object.assign(player, { waiting: false, left: player.left - 1 });
      }
    }
  });
}

/** What a policy may do: say whom to poll, and learn from what came back. */
export interface Policy {
  /** Players to poll at `now`, at most `limit`. */
  due(now: number, limit: number): number[];
  polled(player: number, facts: Facts, now: number): void;
  met(rows: Met[], now: number): void;
}

export interface Facts {
  readonly entries: number;
  readonly usable: number;
  readonly fresh: number;
  readonly repeated: number;
  readonly early: number;
  readonly future: number;
  readonly outOfRange: number;
  readonly newest: number;
  readonly oldest: number;
}

export interface Met {
  readonly player: number;
  readonly map: number;
  readonly time: number;
}

export interface Outcome {
  readonly polls: number;
  /** of the battles that count and were played after the warm-up: how many were there, how many were seen */
  readonly battles: number;
  readonly seen: number;
  /** the latter by map */
  readonly seenByMap: number[];
  readonly battlesByMap: number[];
  /** usable battles that scrolled out of a known player's log between two polls */
  readonly missed: number;
  /** usable battles found in logs that were not in the log before */
  readonly found: number;
}

/** Battles of a player up to an instant, as an index into `played`; moves forward only. */
export class Cursor {
  readonly #at: Int32Array;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.#at = new Int32Array(world.players);
  }

  upTo(player: number, now: number): number {
    const list = this.#world.played[player] ?? [];
    let at = this.#at[player] ?? 0;
    while (at < list.length && (this.#world.time[list[at] ?? 0] ?? 0) <= now) at += 1;
    this.#at[player] = at;
    return at;
  }
}

/** Which battles were counted; shared with the oracle. */
export type Counted = Uint8Array;

/**
 * Plays a policy through the world: `perStep` polls every five minutes. What is played in the first `warmUp` days is not
 * judged.
 */
export function play(
  world: World,
  perStep: number,
  warmUp: number,
  make: (counted: Counted) => Policy,
  everyStep: (now: number) => void = () => {},
): Outcome {
  const counted: Counted = new Uint8Array(world.time.length);
  const policy = make(counted);
  const cursor = new Cursor(world);
  const before = new Int32Array(world.players).fill(-1);
  const totals = { polls: 0, missed: 0, found: 0 };
  // The first two days are history when polling starts.
  for (let now = WORLD_START + 2 * DAY; now < world.end; now += STEP) {
    const met = new Map<number, Met>();
    for (const player of policy.due(now, perStep)) {
      const end = cursor.upTo(player, now);
      const start = Math.max(0, end - LOG);
      const known = before[player] ?? -1;
      const list = world.played[player] ?? [];
      if (known >= 0) totals.missed += usableOf(world, list.slice(known, Math.max(known, start)));
      totals.found += usableOf(world, list.slice(Math.max(known, start), end));
      before[player] = end;
      totals.polls += 1;
      policy.polled(player, readLog(world, list.slice(start, end), counted, met), now);
    }
    policy.met([...met.values()], now);
    everyStep(now);
  }
  return { ...totals, ...judge(world, counted, WORLD_START + warmUp * DAY) };
}

function usableOf(world: World, battles: readonly number[]): number {
  return battles.filter((battle) => world.counts[battle]).length;
}

function readLog(world: World, log: readonly number[], counted: Counted, met: Map<number, Met>): Facts {
  const usable = log.filter((battle) => world.counts[battle]);
  const fresh = usable.filter((battle) => counted[battle] === 0);
  for (const battle of fresh) {
    counted[battle] = 1;
    const time = world.time[battle] ?? 0;
    for (const player of world.who[battle] ?? []) {
      if ((met.get(player)?.time ?? 0) <= time)
        met.set(player, { player, map: world.map[battle] ?? 0, time });
    }
  }
  const times = usable.map((battle) => world.time[battle] ?? 0);
  return {
    entries: log.length,
    usable: usable.length,
    fresh: fresh.length,
    repeated: usable.length - fresh.length,
    early: 0,
    future: 0,
    outOfRange: 0,
    newest: times.at(-1) ?? 0,
    oldest: times[0] ?? 0,
  };
}

function judge(world: World, counted: Counted, from: number) {
  const battlesByMap = new Array<number>(MAPS).fill(0);
  const seenByMap = new Array<number>(MAPS).fill(0);
  world.time.forEach((time, battle) => {
    if (time < from || !world.counts[battle]) return;
    const map = world.map[battle] ?? 0;
    battlesByMap[map] = (battlesByMap[map] ?? 0) + 1;
    if (counted[battle]) seenByMap[map] = (seenByMap[map] ?? 0) + 1;
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { battles: sum(battlesByMap), seen: sum(seenByMap), battlesByMap, seenByMap };
}
