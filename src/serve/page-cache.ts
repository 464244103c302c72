import type { SnapshotHead } from '../kernel/head.ts';

/** A page as it goes out. */
export interface CachedPage {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
  readonly etag: string;
}

/** Of the 8 MB that an isolate may hold over an empty one, what answers of the API leave (hot.ts): 14 pages of a map of 100 rows, as many as are live at a time. */
const MAX_BYTES = 1_572_864;
/** Longer addresses are a draft's or nobody's: they would only push others out. */
const MAX_KEY_LENGTH = 300;
/** Pages tell ages and times left in minutes. */
const MINUTE_MS = 60_000;

/** The minute of which a page is, counted from 1970; `now` is epoch ms. */
export function minuteOf(now: number): number {
  return Math.floor(now / MINUTE_MS);
}

/**
 * Pages made in the running minute, the least lately asked for dropped first. A new minute empties it, and so does another
 * snapshot than the one of before (null: none is open).
 */
export class PageCache {
  readonly #maxBytes: number;
  readonly #pages = new Map<string, CachedPage>();
  #bytes = 0;
  #head: SnapshotHead | null = null;
  #minute = 0;

  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** The page of an address that was made in the minute of `now` (epoch ms), or null. */
  get(address: string, head: SnapshotHead | null, now: number): CachedPage | null {
    this.#keepUp(head, now);
    const page = this.#pages.get(address);
    if (page === undefined) return null;
    // A map remembers the order of insertion: what is asked for goes to the end.
    this.#pages.delete(address);
    this.#pages.set(address, page);
    return page;
  }

  put(address: string, head: SnapshotHead | null, now: number, page: CachedPage): void {
    this.#keepUp(head, now);
    if (address.length > MAX_KEY_LENGTH || page.bytes.length > this.#maxBytes) return;
    this.#drop(address);
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes + page.bytes.length <= this.#maxBytes) break;
      this.#drop(oldest);
    }
    this.#pages.set(address, page);
    this.#bytes += page.bytes.length;
  }

  #drop(address: string): void {
    this.#bytes -= this.#pages.get(address)?.bytes.length ?? 0;
    this.#pages.delete(address);
  }

  #keepUp(head: SnapshotHead | null, now: number): void {
    const minute = minuteOf(now);
    if (head === this.#head && minute === this.#minute) return;
    this.#head = head;
    this.#minute = minute;
    this.#pages.clear();
    this.#bytes = 0;
  }
}
