import { Best } from './best.ts';
import type { Memory } from './memory.ts';
import { SLICE_PLAYERS } from './players.ts';
import { DAY, dueWhenMet } from './policy.ts';
import { Worth } from './worth.ts';

/** When all is full, no more than these are let in at once: more could not be polled anyway. */
const LET_IN = 64;
/** A player stays unless a new one is worth so much more. */
const STAYS = 1.1;
/** Who goes is decided by what a player would be worth after the longest interval. */
const HORIZON = 7 * DAY;
/** Who goes is looked for among so many, other ones each time; so few slices change. */
const LOOKED_AT = 8 * SLICE_PLAYERS;

/** Somebody who may be let in. */
export interface Newcomer {
  /** the tag as two halves */
  readonly low: number;
  readonly high: number;
  /** number of the place, and instant, of the newest battle known */
  readonly place: number;
  readonly seen: number;
}

/** Lets newcomers in: as long as there is room everybody, then those who are worth more than somebody there. */
export class Admission {
  readonly #memory: Memory;
  readonly #now: number;
  #waiting: Newcomer[] = [];

  constructor(memory: Memory, now: number) {
    this.#memory = memory;
    this.#now = now;
  }

  /** One player met; of a known one, the newest battle is noted (in memory: it isn't worth a write). */
  offer(low: number, high: number, place: number, seen: number): void {
    const { players } = this.#memory;
    if ((low | high) === 0) return;
    const slot = players.find(low, high);
    if (slot < 0) {
      if (players.full) this.#waiting.push({ low, high, place, seen });
      else this.#memory.add(low, high, place, seen);
    } else if (seen >= (players.seen[slot] ?? 0)) {
      players.seen[slot] = seen;
      if (place !== 0) this.#met(slot, place, seen);
    }
  }

  #met(slot: number, place: number, seen: number): void {
    const { players } = this.#memory;
    players.place[slot] = place;
    const polled = players.polled[slot] ?? 0;
    if (polled === 0 || seen <= (players.newest[slot] ?? 0) || players.failures[slot] !== 0) return;
    players.due[slot] = dueWhenMet(players.due[slot] ?? 0, polled, seen);
  }

  /** Decides on those who found no room. Each of the best takes the place of the least of those there, if worth more. */
  settle(): void {
    if (this.#waiting.length === 0) return;
    const { players, places, totals, hand } = this.#memory;
    const worth = new Worth(players, places, totals, this.#now + HORIZON);
    const best = new Best(LET_IN);
    this.#waiting.forEach(({ place, seen }, at) => {
      best.offer(at, worth.ofNew(place, seen));
    });
    const leaving = this.#least(worth, hand, Math.min(hand + LOOKED_AT, players.capacity));
    best.ranked().forEach(({ item, score }, turn) => {
      const newcomer = this.#waiting[item];
      const leaver = leaving[turn];
      if (newcomer === undefined || leaver === undefined || score <= -leaver.score * STAYS) return;
      if (players.find(newcomer.low, newcomer.high) >= 0) return;
      this.#memory.forget(leaver.item);
      this.#memory.add(newcomer.low, newcomer.high, newcomer.place, newcomer.seen);
    });
    this.#waiting = [];
  }

  /** Those worth least of the slots from `start` to `end`; the hand moves on. */
  #least(worth: Worth, start: number, end: number): { item: number; score: number }[] {
    const { players, worths } = this.#memory;
    this.#memory.hand = end >= players.capacity ? 0 : end;
    worth.write(worths, start, end, Number.POSITIVE_INFINITY);
    const least = new Best(LET_IN);
    for (let slot = start; slot < end; slot += 1) {
      if ((worths[slot] ?? 0) >= 0) least.offer(slot, -(worths[slot] ?? 0));
    }
    return least.ranked();
  }
}
