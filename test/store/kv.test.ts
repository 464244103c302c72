/** The store over a namespace that notes what it is asked; over a real one it runs in test/worker. */
import { describe, expect, test } from 'vitest';
import { createKvStore, type KvNamespace, SNAPSHOT_KEY } from '../../src/store/kv.ts';

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
      if (options.type === 'arrayBuffer')
        return { value: kept.value.slice().buffer as ArrayBuffer, metadata: kept.metadata };
      // In two pieces, as it may well arrive.
      const value = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(kept.value.subarray(0, 2));
          controller.enqueue(kept.value.subarray(2));
          controller.close();
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
  test('one key, a stream where the value may be known, cached for the 30 s that KV allows at least', async () => {
    const { namespace, reads } = createNamespace(null);
    expect(await createKvStore(namespace).read(null)).toBeNull();
    expect(await createKvStore(namespace).read('known')).toBeNull();
    expect(reads).toEqual([
      [SNAPSHOT_KEY, { type: 'arrayBuffer', cacheTtl: 30 }],
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
  expect(puts).toEqual([[SNAPSHOT_KEY, bytes, { hash, builtAt }]]);
  expect(JSON.stringify(puts[0]?.[2]).length).toBeLessThan(100);
});

test("the browser's view travels behind the snapshot, in one write", async () => {
  const view = new Uint8Array([9, 8, 7]);
  const written = createNamespace(null);
  await createKvStore(written.namespace).write({ ...SNAPSHOT, view });
  expect(written.puts.length).toBe(1);
  const [, value, metadata] = written.puts[0] ?? ['', new Uint8Array(), null];
  const { namespace } = createNamespace({ value, metadata });
  expect(await createKvStore(namespace).read(null)).toEqual({ ...SNAPSHOT, view });
});
