import type { SnapshotStore } from './port.ts';

/** The current one's key: docs/storage.md. The version in it is the snapshot format's. */
export const SNAPSHOT_KEY = 'snapshot:v1';
/** KV's shortest cacheTtl: an edge sees a new snapshot at most this much later than KV itself. */
const CACHE_TTL_S = 30;

/** What of a KV namespace is used. */
export interface KvNamespace {
  getWithMetadata(
    key: string,
    options: { type: 'stream' | 'arrayBuffer'; cacheTtl: number },
  ): Promise<{ value: ReadableStream | ArrayBuffer | null; metadata: unknown }>;
  put(key: string, value: Uint8Array, options: { metadata?: unknown; expirationTtl?: number }): Promise<void>;
}

/**
 * Workers KV: one value, its hash and time in the metadata, so that an unchanged one need not be read. `views` is whether
 * who reads wants the browser's view too.
 */
export function createKvStore(namespace: KvNamespace, { views = true } = {}): SnapshotStore {
  return {
    async read(known) {
      const { value, metadata } = await namespace.getWithMetadata(SNAPSHOT_KEY, {
        // Where nothing is known the value is wanted whatever it is, and comes in fewer steps as a whole.
        type: known === null ? 'arrayBuffer' : 'stream',
        cacheTtl: CACHE_TTL_S,
      });
      if (value === null) return null;
      const { hash, builtAt, snapshotBytes } = parseMetadata(metadata);
      if (hash !== '' && hash === known) {
        if (value instanceof ReadableStream) await value.cancel();
        return 'unchanged';
      }
      const all = new Uint8Array(
        value instanceof ArrayBuffer ? value : await new Response(value).arrayBuffer(),
      );
      if (snapshotBytes === null || snapshotBytes >= all.length) return { hash, builtAt, bytes: all };
      const bytes = all.subarray(0, snapshotBytes);
      return views ? { hash, builtAt, bytes, view: all.slice(snapshotBytes) } : { hash, builtAt, bytes };
    },
    async write({ hash, builtAt, bytes, view }) {
      if (!view) return namespace.put(SNAPSHOT_KEY, bytes, { metadata: { hash, builtAt } });
      // One value, for writes are what there are fewest of.
      const all = new Uint8Array(bytes.length + view.length);
      all.set(bytes);
      all.set(view, bytes.length);
      await namespace.put(SNAPSHOT_KEY, all, { metadata: { hash, builtAt, snapshotBytes: bytes.length } });
    },
  };
}

interface Metadata {
  readonly hash: string;
  readonly builtAt: number;
  /** bytes of the snapshot, where its browser's view stands behind it */
  readonly snapshotBytes: number | null;
}

function parseMetadata(metadata: unknown): Metadata {
  const { hash, builtAt, snapshotBytes } = (metadata ?? {}) as Partial<Record<keyof Metadata, unknown>>;
  return {
    hash: typeof hash === 'string' ? hash : '',
    builtAt: typeof builtAt === 'number' ? builtAt : 0,
    snapshotBytes: typeof snapshotBytes === 'number' ? snapshotBytes : null,
  };
}
