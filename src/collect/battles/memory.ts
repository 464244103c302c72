/**
 * What the collector keeps in memory between steps: the keys of counted battles, the players, the journal. All are filled
 * from storage, and may be lost at any time; where a step failed after it had counted, they must be.
 */
import type { Counter } from '../../kernel/counter.ts';
import { equalBytes } from '../../shared/bytes.ts';
import { Frontier } from '../frontier/frontier.ts';
import type { Books, JournalRow } from './books.ts';
import { mapModes } from './modes.ts';
import { PastSums } from './past.ts';
import { SeriesMemory } from './series.ts';

/** Keys that were dropped from storage stay in memory; where there are so many, it is filled anew. */
const STALE_KEYS = 500_000;

/** Players known at most. A step a minute asks for 44 logs: each of so many three times a day. */
const CAPACITY = 20_480;

export interface Remembered {
  readonly counter: Counter;
  readonly frontier: Frontier;
}

/** Teams as they were last added up. */
interface Teams {
  readonly sums: Uint8Array;
  /** battles counted by then */
  readonly counted: number;
  /** epoch ms */
  readonly at: number;
}

/** Effects of pairs or match-ups as they were last fitted; `counted` and `at` likewise. */
interface Effects {
  readonly effects: Uint8Array;
  readonly counted: number;
  readonly at: number;
}

export class BattleMemory {
  readonly #createCounter: () => Counter;
  #kept: Remembered | null = null;
  #busy = false;
  #journal: JournalRow[] | null = null;
  #modes: { readonly list: Uint8Array; readonly modes: Uint32Array } | null = null;
  /** sums of past days, of kinds that a fold doesn't cut */
  readonly past = new PastSums();
  /** null where they have to be added up anew */
  teams: Teams | null = null;
  readonly series = new SeriesMemory();
  /** by kind of counts; those that aren't here have to be fitted */
  readonly effects = new Map<number, Effects>();

  constructor(createCounter: () => Counter) {
    this.#createCounter = createCounter;
  }

  /**
   * Lets `work` count and commit. Where it throws, or never ends and another begins, what was counted is not what is in
   * storage: memory is thrown away.
   */
  async use<T>(books: Books, work: (kept: Remembered) => Promise<T>): Promise<T> {
    if (this.#busy) this.drop();
    this.#busy = true;
    try {
      this.#kept ??= this.#load(books);
      const result = await work(this.#kept);
      this.#busy = false;
      return result;
    } catch (error) {
      this.drop();
      throw error;
    }
  }

  /** Forgets everything; it is read again from storage when it is needed. */
  drop(): void {
    this.#kept = null;
    this.#busy = false;
    this.#journal = null;
    this.past.forget();
    this.teams = null;
    this.series.forget();
    this.effects.clear();
  }

  /** All journal rows, as storage has them. */
  journal(books: Books): readonly JournalRow[] {
    this.#journal ??= books.journal();
    return this.#journal;
  }

  /** To be told of a row that was stored. */
  append(row: JournalRow): void {
    this.#journal?.push(row);
    this.past.added(row.units);
    this.series.added(row.units);
  }

  /** To be told that rows up to `seq` were dropped from storage. */
  forget(seq: number): void {
    this.#journal = this.#journal?.filter((row) => row.seq > seq) ?? null;
  }

  /** To be told how many keys storage holds after some were dropped. */
  shrink(keys: number): void {
    if (this.#kept !== null && this.#kept.counter.known > keys + STALE_KEYS) this.drop();
  }

  /** Modes of maps by the list of maps: it is read with every step, and hardly ever another. */
  modes(list: Uint8Array | null): Uint32Array {
    const known = this.#modes;
    if (known !== null && list !== null && equalBytes(known.list, list)) return known.modes;
    const modes = mapModes(list);
    this.#modes = list === null ? null : { list, modes };
    return modes;
  }

  /** The players as they are known now; null where nothing was read yet. */
  get frontier(): Frontier | null {
    return this.#kept?.frontier ?? null;
  }

  #load(books: Books): Remembered {
    const counter = this.#createCounter();
    counter.know(joined(books.seenKeys()));
    return { counter, frontier: Frontier.restore(books.slices(), { capacity: CAPACITY }) };
  }
}

/** At once, since each time that the counter's set grows, all stands still. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
