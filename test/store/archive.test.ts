/** The archive over a namespace that notes what it is asked; over a real one it runs in test/worker. */
import { describe, expect, test } from 'vitest';
import { archiveKey, createKvArchive, INDEX_KEY } from '../../src/store/archive.ts';
import type { KvNamespace } from '../../src/store/kv.ts';

const ENTRY = { date: '2026-11-22', hash: '0123456789abcdef', builtAt: 1_700_000_000_000, bytes: 3 };
const BYTES = new Uint8Array([1, 2, 3]);
const DAY_S = 86_400;

function createNamespace() {
  const values = new Map<string, Uint8Array>();
  const puts: [key: string, options: object][] = [];
  const reads: [key: string, options: object][] = [];
  const namespace: KvNamespace = {
    async getWithMetadata(key, options) {
      reads.push([key, options]);
      const value = values.get(key);
      return { value: value === undefined ? null : new Response(value.slice()).body, metadata: null };
    },
    async put(key, value, options) {
      puts.push([key, options]);
      values.set(key, value);
    },
  };
  return { namespace, values, puts, reads };
}

test('a day has a key of its own, which KV itself lets expire after 35 days', async () => {
  const { namespace, puts, reads } = createNamespace();
  const archive = createKvArchive(namespace);
  await archive.keep(ENTRY, BYTES);
  const { hash, builtAt } = ENTRY;
  expect(puts).toEqual([
    ['snapshot:v1:2026-11-22', { metadata: { hash, builtAt }, expirationTtl: 35 * DAY_S }],
  ]);
  expect(await archive.read('2026-11-22')).toEqual(BYTES);
  expect(await archive.read('2026-11-21')).toBeNull();
  expect(reads).toEqual([
    [archiveKey('2026-11-22'), { type: 'stream', cacheTtl: DAY_S }],
    [archiveKey('2026-11-21'), { type: 'stream', cacheTtl: DAY_S }],
  ]);
});

describe('the index', () => {
  test('is one small value that does not expire', async () => {
    const { namespace, puts, reads } = createNamespace();
    const archive = createKvArchive(namespace);
    expect(await archive.index()).toEqual([]);
    await archive.keepIndex([ENTRY]);
    expect(puts).toEqual([[INDEX_KEY, {}]]);
    expect(await archive.index()).toEqual([ENTRY]);
    expect(reads).toEqual(Array(2).fill(['snapshot:v1:index', { type: 'stream', cacheTtl: 60 }]));
  });

  test.each([
    ['no JSON', '{', 0],
    ['no list', '{"a":1}', 0],
    ['null', '[null]', 0],
    ['no date', JSON.stringify([{ ...ENTRY, date: '../secret' }, ENTRY]), 1],
    ['no hash', JSON.stringify([{ ...ENTRY, hash: 5 }, ENTRY]), 1],
    ['no time', JSON.stringify([{ ...ENTRY, builtAt: 9e15 }, { ...ENTRY, builtAt: 'now' }, ENTRY]), 1],
    ['no size', JSON.stringify([{ ...ENTRY, bytes: -1 }, ENTRY]), 1],
  ])('that holds %s: what makes sense of it', async (_, text, count) => {
    const { namespace, values } = createNamespace();
    values.set(INDEX_KEY, new TextEncoder().encode(text));
    expect(await createKvArchive(namespace).index()).toEqual(Array(count).fill(ENTRY));
  });
});
