import type { Places } from './places.ts';
import { type Players, SHARE } from './players.ts';
import { DAY, HALF_LIFE, MET_ENTRIES, urgency } from './policy.ts';

/** What is true of players on average. */
export interface Means {
  /** share of entries that count, and of those that are new, 0 to 1 */
  readonly usable: number;
  readonly fresh: number;
}

/**
 * What a request for a player's log is worth: the share of a full log that would be new battles, each worth what its
 * place is worth. For one instant and state of the frontier; in a loop over all players nothing is looked up twice.
 */
export class Worth {
  readonly #players: Players;
  readonly #weights: Float64Array;
  readonly #average: number;
  readonly #now: number;

  /** @param now epoch seconds */
  constructor(players: Players, places: Places, means: Means, now: number) {
    this.#players = players;
    this.#weights = places.weights();
    this.#average = means.usable * means.fresh;
    this.#now = now;
  }

  /** Of the player in a slot, 0 to 1. */
  of(slot: number): number {
    const players = this.#players;
    const polled = players.polled[slot] ?? 0;
    if (polled === 0) return this.ofNew(players.place[slot] ?? 0, players.seen[slot] ?? 0);
    const days = Math.max(0, this.#now - polled) / DAY;
    const met = (players.seen[slot] ?? 0) > (players.newest[slot] ?? 0) ? MET_ENTRIES : 0;
    const expected = (players.rate[slot] ?? 0) * days + met;
    const shares = ((players.usable[slot] ?? 0) * (players.fresh[slot] ?? 0)) / (SHARE * SHARE);
    return urgency(expected) * shares * (this.#weights[players.place[slot] ?? 0] ?? 0);
  }

  /** Of one never polled, last seen at an instant in a place: a whole log, but of older battles. */
  ofNew(place: number, seen: number): number {
    const age = Math.max(0, this.#now - seen) / (2 * HALF_LIFE);
    return this.#average * Math.max(0, 1 - age) * (this.#weights[place] ?? 0);
  }
}
