import { concat } from '../shared/bytes.ts';
import type { ArrivingSnapshot, SnapshotStore, StoredSnapshot } from './port.ts';

/** The current one's key: docs/storage.md. The version in it is that of the value's form. */
export const SNAPSHOT_KEY = 'snapshot:v1';
/** KV's shortest cacheTtl: an edge sees a new snapshot at most this much later than KV itself. */
const CACHE_TTL_S = 30;
const NONE = new Uint8Array();

/** What of a KV namespace is used. */
export interface KvNamespace {
  getWithMetadata(
    key: string,
    options: { type: 'stream'; cacheTtl: number },
  ): Promise<{ value: ReadableStream | null; metadata: unknown }>;
  put(key: string, value: Uint8Array, options: { metadata?: unknown; expirationTtl?: number }): Promise<void>;
}

/**
 * Workers KV: one value, its hash and time in the metadata, so that an unchanged one need not be read. In front of the
 * snapshot stand its first answers, behind it the browser's view of it, for writes are what there are fewest of. `views` is
 * whether who reads wants that view too.
 */
export function createKvStore(namespace: KvNamespace, { views = true } = {}): SnapshotStore {
  const get = () => namespace.getWithMetadata(SNAPSHOT_KEY, { type: 'stream', cacheTtl: CACHE_TTL_S });
  return {
    async read(known) {
      const { value, metadata } = await get();
      if (value === null) return null;
      const described = parseMetadata(metadata);
      if (described.hash !== '' && described.hash === known) {
        await value.cancel();
        return 'unchanged';
      }
      return takeApart(await wholeOf(value), described, views);
    },
    async begin() {
      const { value, metadata } = await get();
      if (value === null) return null;
      const described = parseMetadata(metadata);
      if (described.firstBytes > 0 && described.snapshotBytes !== null)
        return arriving(value, { ...described, snapshotBytes: described.snapshotBytes }, views);
      return { first: null, rest: async () => takeApart(await wholeOf(value), described, views) };
    },
    async write({ hash, builtAt, bytes, first, view }) {
      const parts = [first ?? NONE, bytes, view ?? NONE];
      const [firstBytes = 0, snapshotBytes = 0, viewBytes = 0] = parts.map(({ length }) => length);
      const metadata = { hash, builtAt, firstBytes, snapshotBytes, viewBytes };
      await namespace.put(SNAPSHOT_KEY, concat(parts), { metadata });
    },
  };
}

interface Metadata {
  readonly hash: string;
  readonly builtAt: number;
  /** bytes of the answers in front of the snapshot */
  readonly firstBytes: number;
  /** bytes of the snapshot, where something may stand behind it */
  readonly snapshotBytes: number | null;
  /** bytes of the browser's view behind it */
  readonly viewBytes: number;
}

function parseMetadata(metadata: unknown): Metadata {
  const { hash, builtAt, firstBytes, snapshotBytes, viewBytes } = (metadata ?? {}) as Partial<
    Record<keyof Metadata, unknown>
  >;
  return {
    hash: typeof hash === 'string' ? hash : '',
    builtAt: typeof builtAt === 'number' ? builtAt : 0,
    firstBytes: typeof firstBytes === 'number' ? firstBytes : 0,
    snapshotBytes: typeof snapshotBytes === 'number' ? snapshotBytes : null,
    viewBytes: typeof viewBytes === 'number' ? viewBytes : 0,
  };
}

/** A value of known parts, each read when it is wanted. */
async function arriving(
  value: ReadableStream,
  { hash, builtAt, firstBytes, snapshotBytes, viewBytes }: Metadata & { snapshotBytes: number },
  views: boolean,
): Promise<ArrivingSnapshot> {
  const reader = value.getReader({ mode: 'byob' });
  const first = await readBytes(reader, firstBytes);
  const rest = async (): Promise<StoredSnapshot> => {
    const stored = { hash, builtAt, bytes: await readBytes(reader, snapshotBytes) };
    const view = views && viewBytes > 0 ? await readBytes(reader, viewBytes) : null;
    // What is not wanted need not come. There is nothing to be done where that can't be said.
    if (!views) reader.cancel().catch(() => {});
    return view === null ? stored : { ...stored, view };
  };
  return { first, rest };
}

/** The next bytes, so many. Throws where the value is shorter than its metadata say: some streams do, others give what there is. */
async function readBytes(reader: ReadableStreamBYOBReader, length: number): Promise<Uint8Array> {
  const { value } = await reader.read(new Uint8Array(length), { min: length });
  if (value?.length !== length) throw new RangeError('the value is shorter than its metadata say');
  return value;
}

async function wholeOf(value: ReadableStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(value).arrayBuffer());
}

function takeApart(
  all: Uint8Array,
  { hash, builtAt, firstBytes, snapshotBytes }: Metadata,
  views: boolean,
): StoredSnapshot {
  const end = snapshotBytes === null ? all.length : firstBytes + snapshotBytes;
  const stored = { hash, builtAt, bytes: all.subarray(firstBytes, end) };
  return views && end < all.length ? { ...stored, view: all.slice(end) } : stored;
}
