import { createCache } from './cache.ts';
import { CHANCE, hash } from './hash.ts';
import { COUNTRIES, PLAYING_SHARE, type Population } from './population.ts';
import { SESSION_SLOTS } from './time.ts';

/** Nobody plays around the clock. */
const MAX_SESSION_CHANCE = 0.92;
/** How much likelier than on average one plays at an hour of one's own day: least at 4, most at 18 o'clock. */
const RHYTHM = Float64Array.from({ length: 24 }, (_, hour) => {
  const wave = Math.cos(((hour - 18) / 24) * 2 * Math.PI);
  return 1 + 0.75 * wave + 0.15 * Math.cos(((hour - 16) / 12) * 2 * Math.PI);
});
/** Who sits in a session is looked up for this many players at a time. */
export const BLOCK_SIZE = 1000;
/** Lists remembered: a week for twelve thousand players. */
const REMEMBERED_LISTS = 2048;

/** Who plays when: a pure function of the seed, found for any slot at once. Members of a trio follow its leader. */
export interface Activity {
  /** Leaders of a block (BLOCK_SIZE players) who look for a battle in a slot, in a fixed order. */
  playing(slot: number, block: number): number[];
  /** Whether a leader looks for a battle in a slot. */
  isPlaying(leader: number, slot: number): boolean;
  /** `slot` if the leader is in a session then, else the newest slot before it that may be in one. */
  lastInSession(leader: number, slot: number): number;
}

/** The comings and goings of a population: sessions of an hour, drawn hour by hour; in them, most slots are played. */
export function createActivity(seed: number, population: Population): Activity {
  const [sessionSeed, slotSeed] = [hash(seed, 1, 101) | 0, hash(seed, 2, 101) | 0];
  const playingLimit = PLAYING_SHARE * CHANCE;
  const { phase, rate, country, leader, size } = population;

  const zone = Uint8Array.from(country, (index) => ((COUNTRIES[index]?.zone ?? 0) + 24) % 24);

  // What no hash may reach at any hour: most players are ruled out without a look at the clock.
  const peak = Math.max(...RHYTHM);
  const limit = rate.map((chance) => Math.min(chance * peak, MAX_SESSION_CHANCE) * CHANCE);

  function isInSession(player: number, session: number): boolean {
    const drawn = hash(sessionSeed, player, session);
    if (drawn >= (limit[player] ?? 0)) return false;
    const hour = (session + (zone[player] ?? 0)) % 24;
    const chance = (rate[player] ?? 0) * (RHYTHM[hour < 0 ? hour + 24 : hour] ?? 1);
    return drawn < Math.min(chance, MAX_SESSION_CHANCE) * CHANCE;
  }
  function plays(player: number, slot: number): boolean {
    return hash(slotSeed, player, slot) < playingLimit;
  }
  function sessionOf(player: number, slot: number): number {
    return Math.floor((slot + (phase[player] ?? 0)) / SESSION_SLOTS);
  }
  const blocks = Math.ceil(size / BLOCK_SIZE);
  /** Leaders of a block in a session; the key is session * blocks + block. */
  const inSession = createCache(REMEMBERED_LISTS, (key: number): number[] => {
    const session = Math.floor(key / blocks);
    const first = (key - session * blocks) * BLOCK_SIZE;
    const found: number[] = [];
    for (let player = first; player < Math.min(size, first + BLOCK_SIZE); player += 1) {
      if (leader[player] === player && isInSession(player, session)) found.push(player);
    }
    return found;
  });

  return {
    playing(slot, block) {
      if (block < 0 || block >= blocks) return [];
      // A player's sessions are shifted by the phase: a slot lies in one session for some, in the next for the others.
      const session = Math.floor(slot / SESSION_SLOTS);
      const turn = SESSION_SLOTS - (slot - session * SESSION_SLOTS);
      const found: number[] = [];
      for (const player of inSession(session * blocks + block))
        if ((phase[player] ?? 0) < turn && plays(player, slot)) found.push(player);
      for (const player of inSession((session + 1) * blocks + block))
        if ((phase[player] ?? 0) >= turn && plays(player, slot)) found.push(player);
      return found;
    },
    isPlaying: (player, slot) => isInSession(player, sessionOf(player, slot)) && plays(player, slot),
    lastInSession(player, slot) {
      const session = sessionOf(player, slot);
      return isInSession(player, session) ? slot : session * SESSION_SLOTS - (phase[player] ?? 0) - 1;
    },
  };
}
