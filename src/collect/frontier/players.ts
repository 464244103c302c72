/** Players in one slice: what is written at once. */
export const SLICE_PLAYERS = 512;
/** Shares are kept in 1/255, days in 1/1024. */
export const SHARE = 255;
export const DAYS = 1_024;

/**
 * Players as columns, each in a slot, found by tag through a hash table with linear probing. A slot never moves, so a
 * slice is always the same 512 slots. No player is an object: 40,000 of them take 1.7 MB.
 */
export class Players {
  readonly capacity: number;
  /** the tag as two halves; a free slot has neither */
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** number of the place of the newest battle known */
  readonly place: Uint16Array;
  /** epoch seconds: newest battle known, from whatever log */
  readonly seen: Uint32Array;
  /** epoch seconds: when the log was asked for last, 0 for never; and its newest usable entry */
  readonly polled: Uint32Array;
  readonly newest: Uint32Array;
  /** epoch seconds: not to be asked for before; 0 for at once */
  readonly due: Uint32Array;
  /** the habit of policy.ts */
  readonly rate: Float32Array;
  readonly days: Uint16Array;
  readonly usable: Uint8Array;
  readonly fresh: Uint8Array;
  readonly failures: Uint8Array;

  readonly #table: Int32Array;
  readonly #mask: number;
  readonly #free: Int32Array;
  #freeCount: number;

  /** @param atLeast players that there must be room for; whole slices are made */
  constructor(atLeast: number) {
    const capacity = Math.max(1, Math.ceil(atLeast / SLICE_PLAYERS)) * SLICE_PLAYERS;
    this.capacity = capacity;
    this.low = new Uint32Array(capacity);
    this.high = new Uint32Array(capacity);
    this.place = new Uint16Array(capacity);
    this.seen = new Uint32Array(capacity);
    this.polled = new Uint32Array(capacity);
    this.newest = new Uint32Array(capacity);
    this.due = new Uint32Array(capacity);
    this.rate = new Float32Array(capacity);
    this.days = new Uint16Array(capacity);
    this.usable = new Uint8Array(capacity);
    this.fresh = new Uint8Array(capacity);
    this.failures = new Uint8Array(capacity);
    const size = 1 << (33 - Math.clz32(capacity));
    this.#table = new Int32Array(size).fill(-1);
    this.#mask = size - 1;
    // Taken from the end: the lowest slot first, so that slices fill up one after the other.
    this.#free = Int32Array.from({ length: capacity }, (_, at) => capacity - 1 - at);
    this.#freeCount = capacity;
  }

  get count(): number {
    return this.capacity - this.#freeCount;
  }

  get full(): boolean {
    return this.#freeCount === 0;
  }

  taken(slot: number): boolean {
    return ((this.low[slot] ?? 0) | (this.high[slot] ?? 0)) !== 0;
  }

  /** The slot of a tag, or -1. */
  find(low: number, high: number): number {
    for (let at = this.#home(low, high); ; at = (at + 1) & this.#mask) {
      const slot = this.#table[at] ?? -1;
      if (slot < 0 || (this.low[slot] === low && this.high[slot] === high)) return slot;
    }
  }

  /** Gives a tag that has none, and is not 0, a slot of which nothing else is set. There must be room. */
  add(low: number, high: number): number {
    if (this.full) throw new RangeError('the frontier is full');
    this.#freeCount -= 1;
    return this.#occupy(this.#free[this.#freeCount] ?? 0, low, high);
  }

  /** As add(), in a free slot of one's choice. For restoring: settle() must follow before anything else is added. */
  addAt(slot: number, low: number, high: number): void {
    this.#occupy(slot, low, high);
  }

  /** Looks anew which slots are free. */
  settle(): void {
    this.#freeCount = 0;
    for (let slot = this.capacity - 1; slot >= 0; slot -= 1) {
      if (this.taken(slot)) continue;
      this.#free[this.#freeCount] = slot;
      this.#freeCount += 1;
    }
  }

  /** Frees a taken slot. */
  remove(slot: number): void {
    let hole = this.#home(this.low[slot] ?? 0, this.high[slot] ?? 0);
    while (this.#table[hole] !== slot) hole = (hole + 1) & this.#mask;
    this.#closeHole(hole);
    this.low[slot] = 0;
    this.high[slot] = 0;
    this.#free[this.#freeCount] = slot;
    this.#freeCount += 1;
  }

  /** Moves back what was displaced, so that no search ends too early. */
  #closeHole(start: number): void {
    let hole = start;
    for (let at = (hole + 1) & this.#mask; ; at = (at + 1) & this.#mask) {
      const slot = this.#table[at] ?? -1;
      if (slot < 0) break;
      const home = this.#home(this.low[slot] ?? 0, this.high[slot] ?? 0);
      if (((at - home) & this.#mask) < ((at - hole) & this.#mask)) continue;
      this.#table[hole] = slot;
      hole = at;
    }
    this.#table[hole] = -1;
  }

  #occupy(slot: number, low: number, high: number): number {
    let at = this.#home(low, high);
    while ((this.#table[at] ?? -1) >= 0) at = (at + 1) & this.#mask;
    this.#table[at] = slot;
    this.low[slot] = low;
    this.high[slot] = high;
    this.place[slot] = 0;
    for (const column of [this.seen, this.polled, this.newest, this.due]) column[slot] = 0;
    this.failures[slot] = 0;
    return slot;
  }

  #home(low: number, high: number): number {
    let hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) & this.#mask;
  }
}
