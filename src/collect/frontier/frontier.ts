import { Admission } from './admission.ts';
import { Best } from './best.ts';
import { MET_WEIGHT, Memory, POLL_WEIGHT } from './memory.ts';
import { DAY, IDLE, type LogSeen, learn, pauseOf } from './policy.ts';
import { Worth } from './worth.ts';

export interface FrontierOptions {
  /** players kept at most, rounded up to whole slices */
  readonly capacity?: number;
  /** new entries to be expected in a log before it is asked for again, 1 to 25 */
  readonly target?: number;
  /** false: rare places get no preference */
  readonly balance?: boolean;
}

/** A part of the frontier as it is stored: 0 is the head, the others hold players. */
export interface Slice {
  readonly slice: number;
  readonly bytes: Uint8Array;
}

export interface FrontierSummary {
  readonly players: number;
  readonly capacity: number;
  /** players whose log was asked for; the rest wait for their first time */
  readonly polled: number;
  /** of those polled: how many may be asked for again by now */
  readonly due: number;
  /** of those polled: without a battle for three days */
  readonly idle: number;
  readonly places: number;
  readonly polls: number;
  /** usable battles found in logs, and, by estimate, lost out of logs of known players before they were read */
  readonly found: number;
  readonly missed: number;
  /** missed / (missed + found) of late (half-life 7 days), 0 to 1; null before anything was found */
  readonly missedShare: number | null;
  /** slices that wait to be written, and those that were not sound when restored */
  readonly unsaved: number;
  readonly lost: number;
}

/** tag u64 · place u32 · battle time u32 */
const MET_BYTES = 16;
const QUIET = 3 * DAY;

/**
 * Which players' logs to ask for: docs/decisions/0010-frontier.md. It touches neither storage nor clock; instants are
 * epoch seconds. It is the collector's memory of players, and only saves requests: battles are told apart elsewhere, so
 * whatever of it is lost costs polls and nothing else. Within a step: due(), then polled() or failed() for each, then
 * meet(), then takeDirty().
 */
export class Frontier {
  readonly #memory: Memory;

  constructor({ capacity = 40_000, target = 15, balance = true }: FrontierOptions = {}) {
    this.#memory = new Memory(capacity, target, balance);
  }

  /**
   * The frontier that takeDirty() gave the slices of, in any order. A slice that is not sound is left out, counted in
   * summary().lost, and written anew.
   */
  static restore(slices: Iterable<Slice>, options: FrontierOptions = {}): Frontier {
    const frontier = new Frontier(options);
    const memory = frontier.#memory;
    for (const { slice, bytes } of slices) {
      if (memory.load(slice, bytes)) continue;
      memory.lost += 1;
      memory.touch(slice, MET_WEIGHT);
    }
    memory.players.settle();
    return frontier;
  }

  /** Players in the rankings, to begin with; of those known, it is noted that they are still about. */
  seed(tags: readonly bigint[], now: number): void {
    const admission = new Admission(this.#memory, now);
    for (const tag of tags) admission.offer(lowOf(tag), highOf(tag), 0, now);
    admission.settle();
  }

  /**
   * Players met in battles, as in Batch.players (kernel/counter.ts): rows of tag u64, place u32, battle time u32. A place
   * is a map id, or any finer key by which to balance. Throws a RangeError where there is no whole number of rows.
   */
  meet(players: Uint8Array, now: number): void {
    if (players.length % MET_BYTES !== 0) throw new RangeError('players met come in rows of 16 bytes');
    const { places } = this.#memory;
    this.#memory.passTime(now);
    const admission = new Admission(this.#memory, now);
    const view = new DataView(players.buffer, players.byteOffset, players.byteLength);
    for (let at = 0; at < players.length; at += MET_BYTES) {
      const place = places.numberOf(view.getUint32(at + 8, true));
      const seen = Math.min(view.getUint32(at + 12, true), now);
      if (place !== 0) places.add(place, 1);
      if (seen + IDLE > now)
        admission.offer(view.getUint32(at, true), view.getUint32(at + 4, true), place, seen);
    }
    admission.settle();
    this.#memory.touch(0, MET_WEIGHT);
  }

  /**
   * The tags to be polled now, at most `limit`, the most urgent first; the same ones until they are polled() or failed().
   * Players without a battle for 14 days are forgotten on the way.
   */
  due(now: number, limit: number): bigint[] {
    const memory = this.#memory;
    const { players, worths } = memory;
    new Worth(players, memory.places, memory.totals, now).write(worths, 0, players.capacity, now);
    const best = new Best(limit);
    const { seen, capacity } = players;
    for (let slot = 0; slot < capacity; slot += 1) {
      const value = worths[slot] ?? 0;
      if ((seen[slot] ?? 0) + IDLE <= now && players.taken(slot)) memory.forget(slot);
      else if (value >= 0 && best.wants(value)) best.offer(slot, value);
    }
    return best.ranked().map(({ item }) => tagOf(players.low[item] ?? 0, players.high[item] ?? 0));
  }

  /** What a player's log, asked for at `now`, taught (LogFacts of kernel/counter.ts). An unknown tag is passed over. */
  polled(tag: bigint, facts: LogSeen, now: number): void {
    const memory = this.#memory;
    const slot = memory.players.find(lowOf(tag), highOf(tag));
    if (slot < 0) return;
    memory.passTime(now);
    memory.totals.polls += 1;
    memory.touch(0, MET_WEIGHT);
    if (facts.usable === 0 || facts.newest + IDLE <= now) memory.forget(slot);
    else this.#learn(slot, facts, now);
  }

  #learn(slot: number, facts: LogSeen, now: number): void {
    const memory = this.#memory;
    const { players } = memory;
    const at = players.polled[slot] ?? 0;
    const last = at === 0 ? null : { at, newest: players.newest[slot] ?? 0 };
    const { habit, found, missed } = learn(memory.habitOf(slot), facts, last, now);
    memory.setHabit(slot, habit);
    memory.count(habit, found, missed, last === null);
    if (last === null) memory.polled += 1;
    players.polled[slot] = now;
    players.newest[slot] = facts.newest;
    players.seen[slot] = Math.min(now, Math.max(players.seen[slot] ?? 0, facts.newest));
    players.failures[slot] = 0;
    memory.schedule(slot);
    memory.touchPlayer(slot, POLL_WEIGHT);
  }

  /** A poll that brought no log: the player is `gone` (404) and forgotten, or is to be asked `later`. */
  failed(tag: bigint, why: 'gone' | 'later', now: number): void {
    const { players } = this.#memory;
    const slot = players.find(lowOf(tag), highOf(tag));
    if (slot < 0) return;
    if (why === 'gone') {
      this.#memory.forget(slot);
    } else {
      const failures = Math.min(255, (players.failures[slot] ?? 0) + 1);
      players.failures[slot] = failures;
      players.due[slot] = now + pauseOf(failures);
    }
  }

  /**
   * At most `limit` slices that changed, those whose loss would cost most first; they count as written from now on. If
   * they could not be, putBack() them.
   */
  takeDirty(limit: number): Slice[] {
    const { unsaved } = this.#memory;
    const ranked = [...unsaved].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    // What waits gains weight, so that everything has its turn.
    for (const [slice, weight] of ranked.slice(limit)) unsaved.set(slice, weight + 1);
    return ranked.slice(0, limit).map(([slice]) => {
      unsaved.delete(slice);
      return { slice, bytes: this.#memory.encode(slice) };
    });
  }

  /** Slices of takeDirty() that were not written after all. */
  putBack(slices: readonly Slice[]): void {
    for (const { slice } of slices) this.#memory.touch(slice, POLL_WEIGHT);
  }

  /** Players known. */
  get players(): number {
    return this.#memory.players.count;
  }

  /** Figures for people; `now` decides what is due and idle. */
  summary(now: number): FrontierSummary {
    const { players, places, polled, unsaved, lost, totals } = this.#memory;
    let due = 0;
    let idle = 0;
    for (let slot = 0; slot < players.capacity; slot += 1) {
      if (!players.taken(slot) || players.polled[slot] === 0) continue;
      if ((players.due[slot] ?? 0) <= now) due += 1;
      if ((players.seen[slot] ?? 0) + QUIET <= now) idle += 1;
    }
    const recent = totals.recentFound + totals.recentMissed;
    return {
      players: players.count,
      capacity: players.capacity,
      polled,
      due,
      idle,
      places: places.count,
      polls: totals.polls,
      found: totals.found,
      missed: totals.missed,
      missedShare: recent > 0 ? totals.recentMissed / recent : null,
      unsaved: unsaved.size,
      lost,
    };
  }
}

function lowOf(tag: bigint): number {
  return Number(tag & 0xffff_ffffn);
}

function highOf(tag: bigint): number {
  return Number((tag >> 32n) & 0xffff_ffffn);
}

function tagOf(low: number, high: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}
