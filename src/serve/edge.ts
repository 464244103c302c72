import type { Reader } from '../kernel/port.ts';
import { FirstAnswers } from '../shared/first.ts';
import type { SnapshotSource, StoredSnapshot } from '../store/port.ts';

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
  readonly #store: SnapshotSource;
  readonly #now: () => number;
  readonly #pause: () => Promise<void>;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | null = null;
  /** Those who wait for what stands in front of the first snapshot. They are told whether it is there, and say whether it was enough. */
  readonly #waiting: ((first: FirstAnswers | null) => boolean)[] = [];
  #first: FirstAnswers | null = null;
  #refusal: string | null = null;
  #view: Uint8Array | null = null;

  /** `now`: epoch ms; `pause`: lets the runtime do what waits, as sending an answer. */
  constructor(
    kernel: Reader,
    store: SnapshotSource,
    now: () => number,
    pause: () => Promise<void> = async () => {},
  ) {
    this.kernel = kernel;
    this.#store = store;
    this.#now = now;
    this.#pause = pause;
  }

  /** Why the newest snapshot in the store is not the one that answers, or null where it is. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** The browser's view of the present snapshot, packed, gzip; null where none was stored with it. */
  get view(): Uint8Array | null {
    return this.#view;
  }

  /**
   * What `find` finds in what stands in front of a snapshot that is still arriving; null where there is no such thing, or
   * the snapshot is there already. Waits for the store only where nothing has come yet. `find` may be called in the turn of another request,
   * so it makes nothing that belongs to one.
   */
  begin<T>(background: Background, find: (first: FirstAnswers) => T | null): Promise<T | null> {
    if (this.#first !== null && this.#sinceCheck() < LOST_MS) return Promise.resolve(find(this.#first));
    const load = this.#firstLoad();
    if (load === null) return Promise.resolve(null);
    // The others who wait for it must not lose it when this request's client goes away.
    background(load);
    return new Promise((resolve) => {
      this.#waiting.push((first) => {
        const found = first && find(first);
        resolve(found);
        return found !== null;
      });
    });
  }

  /** Resolves to whether there is a snapshot to answer from. Waits for the store only where there is none. */
  async ready(background: Background): Promise<boolean> {
    if (this.kernel.head !== null) {
      if (this.isDue) background(this.refresh());
      return true;
    }
    const load = this.#firstLoad();
    if (load !== null) {
      background(load);
      await load;
    }
    return this.kernel.head !== null;
  }

  /** The load under way, or a new one where there is no snapshot and it is time to look for one; else null. */
  #firstLoad(): Promise<void> | null {
    if (this.kernel.head !== null) return null;
    return this.#sinceCheck() >= RETRY_MS || this.#running !== null ? this.refresh() : null;
  }

  /** Whether it is time to look for a newer snapshot: `refresh`, behind an answer. */
  get isDue(): boolean {
    return this.#sinceCheck() >= REFRESH_MS;
  }

  /** Looks into the store once, however many ask at the same time. Never rejects. */
  refresh(): Promise<void> {
    if (this.#running !== null && this.#sinceCheck() < LOST_MS) return this.#running;
    const load = this.#load().finally(() => {
      if (this.#running !== load) return;
      this.#running = null;
      // What was refused may not go on answering by what stood in front of it.
      this.#announce(null);
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
      const known = this.kernel.head?.hash ?? null;
      const stored = known === null ? await this.#arrive() : await this.#store.read(known);
      // Neither says anything against the present snapshot; what was refused before is no longer there.
      const opened = stored === null || stored === 'unchanged' ? null : this.kernel.open(stored.bytes);
      if (opened?.ok === true && stored !== null && stored !== 'unchanged') this.#view = stored.view ?? null;
      this.#refusal = opened === null || opened.ok ? null : opened.error.message;
    } catch (error) {
      this.#refusal = `the store can't be read: ${error instanceof Error ? error.name : 'unknown error'}`;
    }
  }

  /** The first snapshot, with those told who wait for what stands in front of it. */
  async #arrive(): Promise<StoredSnapshot | null> {
    const arriving = await this.#store.begin();
    if (arriving === null) return null;
    // One that comes late, when another load has brought a snapshot, has nothing to say.
    const first = this.kernel.head === null && arriving.first ? this.#openFirst(arriving.first) : null;
    // Who is answered by it is answered before the work goes on.
    if (this.#announce(first)) await this.#pause();
    return arriving.rest();
  }

  /** Returns whether it was enough for any of those who wait. */
  #announce(first: FirstAnswers | null): boolean {
    this.#first = first;
    return this.#waiting.splice(0).filter((tell) => tell(first)).length > 0;
  }

  #openFirst(bytes: Uint8Array): FirstAnswers | null {
    return FirstAnswers.open(bytes, (part) => this.kernel.checksum(part));
  }
}
