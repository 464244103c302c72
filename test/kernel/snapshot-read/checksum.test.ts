/** The checksum of any bytes: the kernel's is the reference's, whatever their length, and says nothing of what is open. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createReader } from '../../../src/kernel/reader-host.ts';
import { createReferenceKernel } from '../../../src/kernel/reference/index.ts';
import { createRandom } from '../../../upstream-sim/random.ts';
import { buildWorld } from '../../serve/world.ts';

const SEED = 20_261_127;
const WASM = new URL('../../../build/reader.wasm', import.meta.url);

const reference = createReferenceKernel();
const reader = createReader(new WebAssembly.Module(readFileSync(WASM)));

test('is what the specification says: XXH64 with seed 0', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  for (const kernel of [reference, reader]) {
    expect(kernel.checksum(bytes(''))).toBe(0xef46db3751d8e999n);
    expect(kernel.checksum(bytes('abc'))).toBe(0x44bc2cf5ad770999n);
  }
});

test(`the kernel's is the reference's, with and without an open snapshot (seed ${SEED})`, () => {
  const random = createRandom(SEED);
  const snapshot = buildWorld(reference);
  const check = (length: number) => {
    const bytes = Uint8Array.from({ length }, () => Math.floor(random.float() * 256));
    expect(reader.checksum(bytes), `${length} bytes`).toBe(reference.checksum(bytes));
  };
  for (let length = 0; length < 100; length += 1) check(length);
  expect(reader.open(snapshot).ok).toBe(true);
  for (let round = 0; round < 50; round += 1) check(Math.floor(random.float() * 300_000));
  expect(reader.snapshot()).toEqual(snapshot);
});
