/** The switch between the two kernels: the built one where it can do everything, else the reference. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Counter } from '../../src/kernel/counter.ts';
import { createCounter, createKernel } from '../../src/kernel/host.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createReferenceCounter, createReferenceKernel } from '../../src/kernel/reference/index.ts';

const WANTED = [
  'jsonExtract',
  'snapshotBuild',
  'snapshotOpen',
  'findMap',
  'renderMap',
  'renderEvents',
  'tallySum',
];
const FILE = join(import.meta.dirname, '../../build/kernel.wasm');

let compiled: WebAssembly.Module | undefined;

/** A counter of its own, of the same kind. */
export function createTestCounter(): Counter {
  const module = usable();
  return module === null ? createReferenceCounter() : createCounter(module);
}

/** A kernel of its own; BRAWLFAST_TEST_KERNEL=reference forces the plain-TypeScript one. */
export function createTestKernel(): Kernel {
  const module = usable();
  return module === null ? createReferenceKernel() : createKernel(module);
}

function usable(): WebAssembly.Module | null {
  if (process.env.BRAWLFAST_TEST_KERNEL === 'reference') return null;
  compiled ??= new WebAssembly.Module(readFileSync(FILE));
  const exported = new Set(WebAssembly.Module.exports(compiled).map(({ name }) => name));
  return WANTED.every((name) => exported.has(name)) ? compiled : null;
}
