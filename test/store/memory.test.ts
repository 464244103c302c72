import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';

const FIRST = { hash: 'a'.repeat(16), builtAt: 1, bytes: new Uint8Array([1, 2, 3]) };
const SECOND = { hash: 'b'.repeat(16), builtAt: 2, bytes: new Uint8Array([4]) };

test('holds nothing at first, then the last that was written', async () => {
  const store = createMemoryStore();
  expect(await store.read(null)).toBeNull();
  expect(await store.read(FIRST.hash)).toBeNull();
  await store.write(FIRST);
  expect(await store.read(null)).toEqual(FIRST);
  await store.write(SECOND);
  expect(await (await store.begin())?.rest()).toEqual(SECOND);
  expect(await store.read(FIRST.hash)).toEqual(SECOND);
});

test('gives nothing to whoever has it already', async () => {
  const store = createMemoryStore();
  await store.write(FIRST);
  expect(await store.read(FIRST.hash)).toBe('unchanged');
  expect(await store.read('')).toEqual(FIRST);
});

test('keeps bytes of its own', async () => {
  const store = createMemoryStore();
  const bytes = new Uint8Array([1, 2, 3]);
  await store.write({ ...FIRST, bytes });
  bytes.fill(0);
  expect(await store.read(null)).toEqual(FIRST);
});
