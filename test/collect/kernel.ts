/** The switch between the two kernels: the built one where it can do everything, else the reference. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKernel } from '../../src/kernel/host.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';

const WANTED = ['jsonExtract', 'snapshotBuild', 'snapshotOpen', 'findMap', 'renderMap', 'renderEvents'];
const FILE = join(import.meta.dirname, '../../build/kernel.wasm');

let compiled: WebAssembly.Module | undefined;

/** A kernel of its own; BRAWLFAST_TEST_KERNEL=reference forces the plain-TypeScript one. */
export function createTestKernel(): Kernel {
  if (process.env.BRAWLFAST_TEST_KERNEL === 'reference') return createReferenceKernel();
  compiled ??= new WebAssembly.Module(readFileSync(FILE));
  const exported = new Set(WebAssembly.Module.exports(compiled).map(({ name }) => name));
  return WANTED.every((name) => exported.has(name)) ? createKernel(compiled) : createReferenceKernel();
}
