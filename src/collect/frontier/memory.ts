import { Places } from './places.ts';
import { DAYS, Players, SHARE, SLICE_PLAYERS } from './players.ts';
import { DAY, type Habit, intervalOf, PRIOR_RATE, unknownHabit } from './policy.ts';
import {
  decodeHead,
  decodeSlice,
  encodeHead,
  encodeSlice,
  type PlayerRecord,
  type Totals,
} from './slices.ts';

/** What is unsaved weighs by what its loss would cost: a wasted poll, or a player to be met again. */
export const POLL_WEIGHT = 4;
export const MET_WEIGHT = 1;
/** Half-life of the shares that are given "of late". */
const LATE = 7 * DAY;
/** How slowly the means over all players follow: this share of each poll. */
const MEAN_SHARE = 1 / 256;
const START: Totals = {
  asOf: 0,
  rate: PRIOR_RATE,
  usable: 0.9,
  fresh: 0.8,
  polls: 0,
  found: 0,
  missed: 0,
  recentFound: 0,
  recentMissed: 0,
};

/** Everything a frontier remembers, and which slices of it are not written yet. */
export class Memory {
  readonly players: Players;
  readonly places: Places;
  readonly target: number;
  /** weight of what is unsaved, by slice */
  readonly unsaved = new Map<number, number>();
  totals: Totals = { ...START };
  /** room to work in, by slot */
  readonly worths: Float64Array;
  /** where those who may have to go are looked for next */
  hand = 0;
  /** players polled at least once */
  polled = 0;
  /** slices that were not sound */
  lost = 0;

  constructor(capacity: number, target: number, balance: boolean) {
    this.players = new Players(capacity);
    this.places = new Places(balance);
    this.worths = new Float64Array(this.players.capacity);
    this.target = target;
  }

  touch(slice: number, weight: number): void {
    this.unsaved.set(slice, (this.unsaved.get(slice) ?? 0) + weight);
  }

  touchPlayer(slot: number, weight: number): void {
    this.touch(sliceOf(slot), weight);
  }

  /** Gives a new player a slot; there must be room. */
  add(low: number, high: number, place: number, seen: number): void {
    const { players, totals } = this;
    const slot = players.add(low, high);
    players.place[slot] = place;
    players.seen[slot] = seen;
    this.setHabit(slot, unknownHabit(totals.rate, totals.usable, totals.fresh));
    this.touchPlayer(slot, MET_WEIGHT);
  }

  forget(slot: number): void {
    if (this.players.polled[slot] !== 0) this.polled -= 1;
    this.players.remove(slot);
    this.touchPlayer(slot, MET_WEIGHT);
  }

  habitOf(slot: number): Habit {
    const { players, totals } = this;
    // What a player is like before the first poll is what players are like by now.
    if (players.polled[slot] === 0) return unknownHabit(totals.rate, totals.usable, totals.fresh);
    return {
      rate: players.rate[slot] ?? 0,
      days: (players.days[slot] ?? 0) / DAYS,
      usable: (players.usable[slot] ?? 0) / SHARE,
      fresh: (players.fresh[slot] ?? 0) / SHARE,
    };
  }

  setHabit(slot: number, { rate, days, usable, fresh }: Habit): void {
    const { players } = this;
    players.rate[slot] = rate;
    players.days[slot] = Math.min(0xffff, Math.round(days * DAYS));
    players.usable[slot] = Math.round(usable * SHARE);
    players.fresh[slot] = Math.round(fresh * SHARE);
  }

  /** When a polled player is next due. */
  schedule(slot: number): void {
    const { players } = this;
    players.due[slot] = (players.polled[slot] ?? 0) + intervalOf(players.rate[slot] ?? 0, this.target);
  }

  /** Lets the time of counts and shares pass. */
  passTime(now: number): void {
    const { totals } = this;
    const seconds = totals.asOf === 0 ? 0 : Math.max(0, now - totals.asOf);
    if (seconds > 0) {
      const kept = 0.5 ** (seconds / LATE);
      totals.recentFound *= kept;
      totals.recentMissed *= kept;
      this.places.age(seconds);
    }
    totals.asOf = Math.max(now, totals.asOf);
  }

  /** Adds a poll to the totals; `first` of a player: only then are all entries new, and the share of fresh ones plain. */
  count(habit: Habit, found: number, missed: number, first: boolean): void {
    const { totals } = this;
    totals.found += found;
    totals.missed += missed;
    totals.recentFound += found;
    totals.recentMissed += missed;
    totals.rate += (habit.rate - totals.rate) * MEAN_SHARE;
    totals.usable += (habit.usable - totals.usable) * MEAN_SHARE;
    if (first) totals.fresh += (habit.fresh - totals.fresh) * MEAN_SHARE;
  }

  encode(slice: number): Uint8Array {
    return slice === 0 ? encodeHead(this.totals, this.places) : encodeSlice(this.players, this.places, slice);
  }

  /** Reads a stored slice; settle() of the players must follow the last one. Says whether it was sound. */
  load(slice: number, bytes: Uint8Array): boolean {
    if (slice === 0) {
      const totals = decodeHead(bytes, this.places);
      if (totals !== null) this.totals = totals;
      return totals !== null;
    }
    const records = decodeSlice(bytes, slice);
    if (records === null) return false;
    const first = (slice - 1) * SLICE_PLAYERS;
    const fits = first >= 0 && first < this.players.capacity;
    if (fits) for (const record of records) this.#loadPlayer(first + record.index, record);
    return fits;
  }

  /**
   * A player that moved between slices of which only one was written may stand in both: the one polled last is
   * right, and the other goes.
   */
  #loadPlayer(free: number, record: PlayerRecord): void {
    const { players } = this;
    const known = players.find(record.low, record.high);
    const slot = known < 0 ? free : known;
    if (known < 0) {
      players.addAt(slot, record.low, record.high);
    } else {
      this.touchPlayer(known, MET_WEIGHT);
      this.touchPlayer(free, MET_WEIGHT);
      if ((players.polled[known] ?? 0) >= record.polled) return;
    }
    if (record.polled !== 0 && (known < 0 || players.polled[slot] === 0)) this.polled += 1;
    players.place[slot] = this.places.numberOf(record.place);
    players.seen[slot] = record.seen;
    players.polled[slot] = record.polled;
    players.newest[slot] = record.newest;
    players.rate[slot] = record.rate;
    players.days[slot] = record.days;
    players.usable[slot] = record.usable;
    players.fresh[slot] = record.fresh;
    if (record.polled !== 0) this.schedule(slot);
  }
}

function sliceOf(slot: number): number {
  return Math.floor(slot / SLICE_PLAYERS) + 1;
}
