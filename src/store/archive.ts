import { ARCHIVE_DAYS, type ArchivedSnapshot } from '../shared/archive.ts';
import { type KvNamespace, SNAPSHOT_KEY } from './kv.ts';
import type { SnapshotArchive } from './port.ts';

/** Under it stands which days there are; docs/storage.md. */
export const INDEX_KEY = `${SNAPSHOT_KEY}:index`;
/** The list changes once a day. */
const INDEX_CACHE_S = 60;
/** A day's snapshot never changes. */
const DAY_S = 86_400;
/** The last time that a Date can hold, epoch ms. */
const MAX_TIME = 8.64e15;
const HASH = /^[0-9a-f]{16}$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** The key of a day (YYYY-MM-DD). */
export function archiveKey(date: string): string {
  return `${SNAPSHOT_KEY}:${date}`;
}

/**
 * Workers KV: one value a day, which KV itself lets expire, and one small list of them. Nothing is ever found by
 * list(): the free plan has 1,000 of these a day.
 */
export function createKvArchive(namespace: KvNamespace): SnapshotArchive {
  const read = async (key: string, cacheTtl: number): Promise<Uint8Array | null> => {
    const { value } = await namespace.getWithMetadata(key, { type: 'stream', cacheTtl });
    return value === null ? null : new Uint8Array(await new Response(value).arrayBuffer());
  };
  return {
    async keep({ date, hash, builtAt }, snapshot) {
      const options = { metadata: { hash, builtAt }, expirationTtl: ARCHIVE_DAYS * DAY_S };
      await namespace.put(archiveKey(date), snapshot, options);
    },
    async keepIndex(entries) {
      await namespace.put(INDEX_KEY, new TextEncoder().encode(JSON.stringify(entries)), {});
    },
    async index() {
      const bytes = await read(INDEX_KEY, INDEX_CACHE_S);
      return bytes === null ? [] : parseIndex(new TextDecoder().decode(bytes));
    },
    read: (date) => read(archiveKey(date), DAY_S),
  };
}

/** What of the list makes sense: one that somebody has written by hand must not break the API. */
function parseIndex(text: string): ArchivedSnapshot[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is ArchivedSnapshot {
  const { date, hash, builtAt, bytes } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof date === 'string' &&
    DATE.test(date) &&
    typeof hash === 'string' &&
    HASH.test(hash) &&
    isWhole(builtAt, MAX_TIME) &&
    isWhole(bytes, Number.MAX_SAFE_INTEGER)
  );
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;
}
