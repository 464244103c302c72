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

  /**
   * Writes into `worths` what each player of the slots from `start` to `end` is worth, 0 to 1; a slot that is free, or a
   * player not due by `due`, is worth -1.
   */
  write(worths: Float64Array, start: number, end: number, due: number): void {
    const { low, high, place, seen, polled, newest, due: dues, rate, usable, fresh } = this.#players;
    const weights = this.#weights;
    const now = this.#now;
    for (let slot = start; slot < end; slot += 1) {
      worths[slot] = -1;
      if (((low[slot] ?? 0) | (high[slot] ?? 0)) === 0 || (dues[slot] ?? 0) > due) continue;
      const weight = weights[place[slot] ?? 0] ?? 0;
      const at = polled[slot] ?? 0;
      const last = seen[slot] ?? 0;
      if (at === 0) {
        worths[slot] = this.#wholeLog(last) * weight;
        continue;
      }
      const met = last > (newest[slot] ?? 0) ? MET_ENTRIES : 0;
      const expected = ((rate[slot] ?? 0) * Math.max(0, now - at)) / DAY + met;
      worths[slot] =
        (urgency(expected) * (usable[slot] ?? 0) * (fresh[slot] ?? 0) * weight) / (SHARE * SHARE);
    }
  }

  /** Of one never polled, last seen at an instant in a place: a whole log, but of older battles. */
  ofNew(place: number, seen: number): number {
    return this.#wholeLog(seen) * (this.#weights[place] ?? 0);
  }

  #wholeLog(seen: number): number {
    return this.#average * Math.max(0, 1 - Math.max(0, this.#now - seen) / (2 * HALF_LIFE));
  }
}
