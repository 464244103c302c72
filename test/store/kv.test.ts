/** The store over a namespace that notes what it is asked; over a real one it runs in test/worker. */
import { describe, expect, test } from 'vitest';
import { createKvStore, type KvNamespace, SNAPSHOT_KEY } from '../../src/store/kv.ts';
import type { StoredSnapshot } from '../../src/store/port.ts';

const SNAPSHOT = {
  hash: '0123456789abcdef',
  builtAt: 1_700_000_000_000,
  bytes: new Uint8Array([1, 2, 3, 4, 5]),
};

interface Kept {
  readonly value: Uint8Array;
  readonly metadata: unknown;
}

function createNamespace(kept: Kept | null) {
  const puts: [key: string, value: Uint8Array, metadata: unknown][] = [];
  const reads: [key: string, options: object][] = [];
  let cancelled = 0;
  const namespace: KvNamespace = {
    async getWithMetadata(key, options) {
      reads.push([key, options]);
      if (kept === null) return { value: null, metadata: null };
      // In two pieces, as it may well arrive; by a stream of bytes, as KV's is.
      const value = new ReadableStream({
        type: 'bytes',
        start(controller) {
          for (const piece of [kept.value.slice(0, 2), kept.value.slice(2)])
            if (piece.length > 0) controller.enqueue(piece);
          controller.close();
          // The standard has whoever closes a stream answer the read that is under way.
          controller.byobRequest?.respond(0);
        },
        cancel: () => {
          cancelled++;
        },
      });
      return { value, metadata: kept.metadata };
    },
    async put(key, value, { metadata }) {
      puts.push([key, value, metadata]);
    },
  };
  return { namespace, puts, reads, cancelled: () => cancelled };
}

describe('reading', () => {
  test('one key, a stream, cached for the 30 s that KV allows at least', async () => {
    const { namespace, reads } = createNamespace(null);
    expect(await createKvStore(namespace).read(null)).toBeNull();
    expect(await createKvStore(namespace).read('known')).toBeNull();
    expect(reads).toEqual([
      [SNAPSHOT_KEY, { type: 'stream', cacheTtl: 30 }],
      [SNAPSHOT_KEY, { type: 'stream', cacheTtl: 30 }],
    ]);
  });

  test('the whole value, with what stands in its metadata', async () => {
    const { hash, builtAt, bytes } = SNAPSHOT;
    const { namespace } = createNamespace({ value: bytes, metadata: { hash, builtAt } });
    expect(await createKvStore(namespace).read(null)).toEqual(SNAPSHOT);
    expect(await createKvStore(namespace).read('another')).toEqual(SNAPSHOT);
  });

  test('the browser’s view only for who wants it', async () => {
    const { hash, builtAt, bytes } = SNAPSHOT;
    const { namespace } = createNamespace({ value: bytes, metadata: { hash, builtAt, snapshotBytes: 3 } });
    const snapshot = { hash, builtAt, bytes: bytes.subarray(0, 3) };
    expect(await createKvStore(namespace).read(null)).toEqual({ ...snapshot, view: bytes.subarray(3) });
    expect(await createKvStore(namespace, { views: false }).read(null)).toEqual(snapshot);
  });

  test('a value that is known is not read, only let go', async () => {
    const { hash, builtAt, bytes } = SNAPSHOT;
    const { namespace, cancelled } = createNamespace({ value: bytes, metadata: { hash, builtAt } });
    expect(await createKvStore(namespace).read(hash)).toBe('unchanged');
    expect(cancelled()).toBe(1);
  });

  test.each([
    ['none', null],
    ['undefined', undefined],
    ['empty', {}],
    ['of other types', { hash: 5, builtAt: 'now' }],
    ['a text', 'hash'],
  ])('metadata %s: the value is read, and speaks for itself', async (_, metadata) => {
    const { namespace } = createNamespace({ value: SNAPSHOT.bytes, metadata });
    expect(await createKvStore(namespace).read('')).toEqual({ hash: '', builtAt: 0, bytes: SNAPSHOT.bytes });
  });

  test('a failure is passed on: what to do about it is for the edge to say', async () => {
    const { namespace } = createNamespace(null);
    const failing = { ...namespace, getWithMetadata: () => Promise.reject(new Error('KV GET failed: 500')) };
    await expect(createKvStore(failing).read(null)).rejects.toThrow('KV GET failed');
  });
});

test('writing: one key, hash and time in the metadata, far below its 1,024 bytes', async () => {
  const { namespace, puts } = createNamespace(null);
  await createKvStore(namespace).write(SNAPSHOT);
  const { hash, builtAt, bytes } = SNAPSHOT;
  const sizes = { firstBytes: 0, snapshotBytes: 5, viewBytes: 0 };
  expect(puts).toEqual([[SNAPSHOT_KEY, bytes, { hash, builtAt, ...sizes }]]);
  expect(JSON.stringify(puts[0]?.[2]).length).toBeLessThan(200);
});

const FIRST = new Uint8Array([6, 6, 6, 6]);
const VIEW = new Uint8Array([9, 8, 7]);

/** What is in KV when this was written. */
async function written(snapshot: StoredSnapshot): Promise<Kept> {
  const { namespace, puts } = createNamespace(null);
  await createKvStore(namespace).write(snapshot);
  expect(puts.length).toBe(1);
  const [, value, metadata] = puts[0] ?? ['', new Uint8Array(), null];
  return { value, metadata };
}

describe.each([
  ['a snapshot alone', SNAPSHOT],
  ['with first answers', { ...SNAPSHOT, first: FIRST }],
  ["with the browser's view", { ...SNAPSHOT, view: VIEW }],
  ['with both', { ...SNAPSHOT, first: FIRST, view: VIEW }],
])('%s, in one write', (_, snapshot: StoredSnapshot) => {
  const { hash, builtAt, bytes, view } = snapshot;
  const plain = { hash, builtAt, bytes };
  const seen = view ? { ...plain, view } : plain;

  test('is read again', async () => {
    const { namespace } = createNamespace(await written(snapshot));
    expect(await createKvStore(namespace).read('another')).toEqual(seen);
    expect(await createKvStore(namespace, { views: false }).read('another')).toEqual(plain);
  });

  test('arrives: first answers, then the rest', async () => {
    for (const views of [true, false]) {
      const { namespace } = createNamespace(await written(snapshot));
      const arriving = await createKvStore(namespace, { views }).begin();
      expect(arriving?.first).toEqual(snapshot.first ?? null);
      expect(await arriving?.rest()).toEqual(views ? seen : plain);
    }
  });
});

describe('arriving', () => {
  test('none is there yet', async () => {
    expect(await createKvStore(createNamespace(null).namespace).begin()).toBeNull();
  });

  test('of a value that was written before there were first answers, with a view or without', async () => {
    const { hash, builtAt, bytes } = SNAPSHOT;
    const value = new Uint8Array([...bytes, ...VIEW]);
    const old = createNamespace({ value, metadata: { hash, builtAt, snapshotBytes: 5 } });
    const arriving = await createKvStore(old.namespace).begin();
    expect(arriving?.first).toBeNull();
    expect(await arriving?.rest()).toEqual({ ...SNAPSHOT, view: VIEW });
    const older = createNamespace({ value: bytes, metadata: { hash, builtAt } });
    expect(await (await createKvStore(older.namespace).begin())?.rest()).toEqual(SNAPSHOT);
  });

  test('the browser’s view is let go by who does not want it', async () => {
    const { namespace, cancelled } = createNamespace(
      await written({ ...SNAPSHOT, first: FIRST, view: VIEW }),
    );
    const arriving = await createKvStore(namespace, { views: false }).begin();
    expect(await arriving?.rest()).toEqual(SNAPSHOT);
    expect(cancelled()).toBe(1);
  });

  test('a value that is shorter than its metadata say is a failure of the store', async () => {
    const whole = await written({ ...SNAPSHOT, first: FIRST, view: VIEW });
    for (const length of [1, 4, 6]) {
      const { namespace } = createNamespace({ ...whole, value: whole.value.subarray(0, length) });
      const read = createKvStore(namespace).begin();
      if (length < 4) await expect(read).rejects.toThrow();
      else await expect((await read)?.rest()).rejects.toThrow();
    }
  });
});
