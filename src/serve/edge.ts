import type { Reader } from '../kernel/port.ts';
import type { SnapshotStore } from '../store/port.ts';

/** Work that goes on after the response: `ctx.waitUntil`. */
export type Background = (work: Promise<unknown>) => void;

/** KV caches a read for 30 s at least, so asking more often can't show anything new. */
const REFRESH_MS = 30_000;
/** Without a snapshot every request has to look, but not all at once. */
const RETRY_MS = 1_000;
/** A load that the runtime cut off never settles: after this long it is taken for lost, and another begins. */
const LOST_MS = 10_000;

/**
 * The isolate's snapshot: loaded once in front of the first request, refreshed behind later ones. A refresh that
 * fails, or brings a snapshot that the kernel refuses, leaves the present one in place.
 */
export class Edge {
  readonly kernel: Reader;
  readonly #store: SnapshotStore;
  readonly #now: () => number;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | null = null;
  #refusal: string | null = null;
  #view: Uint8Array | null = null;

  constructor(kernel: Reader, store: SnapshotStore, now: () => number) {
    this.kernel = kernel;
    this.#store = store;
    this.#now = now;
  }

  /** Why the newest snapshot in the store is not the one that answers, or null where it is. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** The browser's view of the present snapshot, packed, gzip; null where none was stored with it. */
  get view(): Uint8Array | null {
    return this.#view;
  }

  /** Resolves to whether there is a snapshot to answer from. Waits for the store only where there is none. */
  async ready(background: Background): Promise<boolean> {
    if (this.kernel.head !== null) {
      if (this.isDue) background(this.refresh());
      return true;
    }
    if (this.#sinceCheck() >= RETRY_MS || this.#running !== null) {
      const load = this.refresh();
      // The others who wait for it must not lose it when this request's client goes away.
      background(load);
      await load;
    }
    return this.kernel.head !== null;
  }

  /** Whether it is time to look for a newer snapshot: `refresh`, behind an answer. */
  get isDue(): boolean {
    return this.#sinceCheck() >= REFRESH_MS;
  }

  /** Looks into the store once, however many ask at the same time. Never rejects. */
  refresh(): Promise<void> {
    if (this.#running !== null && this.#sinceCheck() < LOST_MS) return this.#running;
    const load = this.#load().finally(() => {
      if (this.#running === load) this.#running = null;
    });
    this.#running = load;
    return load;
  }

  #sinceCheck(): number {
    return this.#now() - this.#checkedAt;
  }

  async #load(): Promise<void> {
    this.#checkedAt = this.#now();
    try {
      const stored = await this.#store.read(this.kernel.head?.hash ?? null);
      // Neither says anything against the present snapshot; what was refused before is no longer there.
      const opened = stored === null || stored === 'unchanged' ? null : this.kernel.open(stored.bytes);
      if (opened?.ok === true && stored !== null && stored !== 'unchanged') this.#view = stored.view ?? null;
      this.#refusal = opened === null || opened.ok ? null : opened.error.message;
    } catch (error) {
      this.#refusal = `the store can't be read: ${error instanceof Error ? error.name : 'unknown error'}`;
    }
  }
}
