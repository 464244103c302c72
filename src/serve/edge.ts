import type { Kernel } from '../kernel/port.ts';
import type { SnapshotStore } from '../store/port.ts';

/** Work that goes on after the response: `ctx.waitUntil`. */
export type Background = (work: Promise<unknown>) => void;

/** KV caches a read for 30 s at least, so asking more often can't show anything new. */
const REFRESH_MS = 30_000;
/** Without a snapshot every request has to look, but not all at once. */
const RETRY_MS = 1_000;

/**
 * The isolate's snapshot: loaded once in front of the first request, refreshed behind later ones. A refresh that
 * fails, or brings a snapshot that the kernel refuses, leaves the present one in place.
 */
export class Edge {
  readonly kernel: Kernel;
  readonly #store: SnapshotStore;
  readonly #now: () => number;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | null = null;
  #refusal: string | null = null;

  constructor(kernel: Kernel, store: SnapshotStore, now: () => number) {
    this.kernel = kernel;
    this.#store = store;
    this.#now = now;
  }

  /** Why the newest snapshot in the store is not the one that answers, or null where it is. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** Resolves to whether there is a snapshot to answer from. Waits for the store only where there is none. */
  async ready(background: Background): Promise<boolean> {
    if (this.kernel.head === null) {
      if (this.#now() - this.#checkedAt >= RETRY_MS || this.#running) await this.refresh();
    } else if (this.#now() - this.#checkedAt >= REFRESH_MS && this.#running === null) {
      background(this.refresh());
    }
    return this.kernel.head !== null;
  }

  /** Looks into the store once, however many ask at the same time. Never rejects. */
  refresh(): Promise<void> {
    this.#running ??= this.#load().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #load(): Promise<void> {
    this.#checkedAt = this.#now();
    try {
      const stored = await this.#store.read(this.kernel.head?.hash ?? null);
      if (stored === null || stored === 'unchanged') return;
      const opened = this.kernel.open(stored.bytes);
      this.#refusal = opened.ok ? null : opened.error.message;
    } catch (error) {
      this.#refusal = `the store can't be read: ${error instanceof Error ? error.name : 'unknown error'}`;
    }
  }
}
