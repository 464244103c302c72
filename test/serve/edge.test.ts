/** How the edge comes by its snapshot: once in front of the first users, behind the backs of all others. */
import { beforeEach, describe, expect, test } from 'vitest';
import { SH_CHECKSUM, SH_VERSION } from '../../kernel/layout/snapshot.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { Edge } from '../../src/serve/edge.ts';
import type { ArrivingSnapshot, SnapshotSource, StoredSnapshot } from '../../src/store/port.ts';
import { badSnapshot, changedWorld, stored } from './site.ts';
import { buildWorld, NOW } from './world.ts';

type Read = StoredSnapshot | 'unchanged' | null;

/** A store whose reads are answered by the test, in any order. */
class HeldStore implements SnapshotSource {
  readonly reads: { known: string | null; answer: (value: Read) => void; fail: (error: unknown) => void }[] =
    [];

  read(known: string | null): Promise<Read> {
    return new Promise((answer, fail) => {
      this.reads.push({ known, answer, fail });
    });
  }

  /** All of it at once, as a read of whoever knows nothing. */
  async begin(): Promise<ArrivingSnapshot | null> {
    const stored = await this.read(null);
    if (stored === 'unchanged') throw new Error('nothing was known');
    return stored && { first: stored.first ?? null, rest: async () => stored };
  }
}

const kernel = createReferenceKernel();
const GOOD = buildWorld(kernel);
const NEXT = changedWorld(kernel);

/** The good snapshot with one byte changed. */
function withByte(at: number, change: (byte: number) => number): Uint8Array {
  const bytes = GOOD.slice();
  bytes[at] = change(bytes[at] ?? 0);
  return bytes;
}

let store: HeldStore;
let edge: Edge;
let time: number;
let background: Promise<unknown>[];

beforeEach(() => {
  store = new HeldStore();
  time = NOW;
  edge = new Edge(createReferenceKernel(), store, () => time);
  background = [];
});

const ready = () => edge.ready((work) => background.push(work));
const hashOf = (bytes: Uint8Array) => stored(bytes).hash;

/** Has the edge load `bytes` as its first snapshot. */
async function start(bytes = GOOD): Promise<void> {
  const first = ready();
  store.reads[0]?.answer(stored(bytes));
  expect(await first).toBe(true);
  background.length = 0;
}

/** Lets a refresh run and answers it. */
async function refreshWith(answer: Read | Error): Promise<void> {
  time += 30_000;
  const before = store.reads.length;
  expect(await ready()).toBe(true);
  expect(store.reads).toHaveLength(before + 1);
  const read = store.reads.at(-1);
  if (answer instanceof Error) read?.fail(answer);
  else read?.answer(answer);
  await Promise.all(background);
}

describe('the first snapshot', () => {
  test('is loaded once for many requests at the same time', async () => {
    const waiting = Array.from({ length: 200 }, ready);
    expect(store.reads).toHaveLength(1);
    expect(store.reads[0]?.known).toBeNull();
    store.reads[0]?.answer(stored(GOOD));
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([true]));
    expect(store.reads).toHaveLength(1);
    expect(edge.kernel.head?.hash).toBe(hashOf(GOOD));
  });

  test('goes on loading for the others when the client of the first request goes away', () => {
    void ready();
    expect(background).toHaveLength(1);
  });

  test('while there is none, the store is asked once a second at most', async () => {
    const first = ready();
    store.reads[0]?.answer(null);
    expect(await first).toBe(false);
    for (let i = 0; i < 10; i++) {
      time += 99;
      expect(await ready()).toBe(false);
    }
    expect(store.reads).toHaveLength(1);
    time += 10;
    const second = ready();
    expect(store.reads).toHaveLength(2);
    store.reads[1]?.answer(stored(GOOD));
    expect(await second).toBe(true);
  });

  test('a store that fails is no snapshot yet, and is asked again', async () => {
    const first = ready();
    store.reads[0]?.fail(new TypeError('secret address'));
    expect(await first).toBe(false);
    expect(edge.refusal).toBe("the store can't be read: TypeError");
    time += 1000;
    const second = ready();
    store.reads[1]?.answer(stored(GOOD));
    expect(await second).toBe(true);
    expect(edge.refusal).toBeNull();
  });

  test('a bad one is none', async () => {
    const first = ready();
    store.reads[0]?.answer(badSnapshot(GOOD.subarray(0, 100)));
    expect(await first).toBe(false);
    expect(edge.kernel.head).toBeNull();
    expect(edge.refusal).not.toBeNull();
  });

  test('a load that the runtime cut off does not block the next ones for ever', async () => {
    void ready();
    time += 9_999;
    void ready();
    expect(store.reads).toHaveLength(1);
    time += 1;
    const later = ready();
    expect(store.reads).toHaveLength(2);
    // The lost one comes back after all: that does not end the one that has taken its place.
    store.reads[0]?.answer(null);
    await Promise.all(background.slice(0, 2));
    time += 1000;
    void ready();
    expect(store.reads).toHaveLength(2);
    store.reads[1]?.answer(stored(GOOD));
    expect(await later).toBe(true);
  });
});

describe('a refresh', () => {
  test('runs behind the request that is due for it, and only one at a time', async () => {
    await start();
    time += 29_999;
    expect(await ready()).toBe(true);
    expect(store.reads).toHaveLength(1);
    time += 1;
    // None of these waits: the store has not answered yet.
    expect(await Promise.all(Array.from({ length: 50 }, ready))).not.toContain(false);
    expect(store.reads).toHaveLength(2);
    expect(store.reads[1]?.known).toBe(hashOf(GOOD));
    expect(background).toHaveLength(1);
    expect(edge.kernel.head?.hash).toBe(hashOf(GOOD));
    store.reads[1]?.answer(stored(NEXT));
    await Promise.all(background);
    expect(edge.kernel.head?.hash).toBe(hashOf(NEXT));
  });

  test('that is cut off is followed by another', async () => {
    await start();
    time += 30_000;
    await ready();
    time += 30_000;
    await ready();
    expect(store.reads).toHaveLength(3);
    store.reads[2]?.answer(stored(NEXT));
    await background[1];
    expect(edge.kernel.head?.hash).toBe(hashOf(NEXT));
    expect(edge.refusal).toBeNull();
  });

  test.each<[string, () => Uint8Array, RegExp]>([
    ['truncated', () => GOOD.subarray(0, GOOD.length - 1), /not a snapshot/],
    ['cut to nothing', () => new Uint8Array(), /not a snapshot/],
    ['something else', () => new TextEncoder().encode('<html>'.repeat(50)), /not a snapshot/],
    ['of a newer version', () => withByte(SH_VERSION, (version) => version + 1), /version/],
    ['with one byte changed', () => withByte(GOOD.length - 9, (byte) => byte ^ 1), /checksum/],
    ['with another checksum', () => withByte(SH_CHECKSUM, (byte) => byte ^ 1), /checksum/],
  ])('that brings a snapshot %s leaves the present one, and tells', async (_, bytes, reason) => {
    await start();
    const before = edge.kernel.renderMaps();
    await refreshWith(badSnapshot(bytes()));
    expect(edge.refusal).toMatch(reason);
    expect(edge.kernel.head?.hash).toBe(hashOf(GOOD));
    expect(edge.kernel.renderMaps()).toEqual(before);
    await refreshWith(stored(NEXT));
    expect(edge.refusal).toBeNull();
    expect(edge.kernel.head?.hash).toBe(hashOf(NEXT));
  });

  test('a store that fails leaves the present one, and tells until it answers again', async () => {
    await start();
    await refreshWith(new Error('KV GET failed: 500'));
    expect(edge.refusal).toBe("the store can't be read: Error");
    expect(edge.kernel.head?.hash).toBe(hashOf(GOOD));
    await refreshWith('unchanged');
    expect(edge.refusal).toBeNull();
  });

  test('what was refused is forgotten once it has gone from the store', async () => {
    await start();
    await refreshWith(badSnapshot(new Uint8Array(100)));
    expect(edge.refusal).not.toBeNull();
    await refreshWith('unchanged');
    expect(edge.refusal).toBeNull();
  });

  test('an emptied store leaves the present one', async () => {
    await start();
    await refreshWith(null);
    expect(edge.kernel.head?.hash).toBe(hashOf(GOOD));
    expect(edge.refusal).toBeNull();
  });
});
