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
const ZONES = Int8Array.from(COUNTRIES, ({ zone }) => zone);

/** When whom plays: a pure function of the seed, found for any slot at once. */
export interface Activity {
  /** The session number (an hour) in which a slot lies for a player. */
  sessionOf(player: number, slot: number): number;
  /** First slot of a session. */
  firstSlot(player: number, session: number): number;
  /** Whether a player sits down for a session. */
  inSession(player: number, session: number): boolean;
  /** Whether a player looks for a battle in a slot. */
  isPlaying(player: number, slot: number): boolean;
}

/** The comings and goings of a population. Ask for leaders: members of a trio follow theirs. */
export function createActivity(seed: number, population: Population): Activity {
  const [sessionSeed, slotSeed] = [hash(seed, 1, 101) | 0, hash(seed, 2, 101) | 0];
  const playing = PLAYING_SHARE * CHANCE;
  const { phase, rate, country } = population;

  function sessionOf(player: number, slot: number): number {
    return Math.floor((slot + (phase[player] ?? 0)) / SESSION_SLOTS);
  }
  function inSession(player: number, session: number): boolean {
    const local = (session + (ZONES[country[player] ?? 0] ?? 0)) % 24;
    const chance = (rate[player] ?? 0) * (RHYTHM[local < 0 ? local + 24 : local] ?? 1);
    return hash(sessionSeed, player, session) < Math.min(chance, MAX_SESSION_CHANCE) * CHANCE;
  }
  return {
    sessionOf,
    firstSlot: (player, session) => session * SESSION_SLOTS - (phase[player] ?? 0),
    inSession,
    isPlaying: (player, slot) =>
      inSession(player, sessionOf(player, slot)) && hash(slotSeed, player, slot) < playing,
  };
}
