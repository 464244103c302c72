import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildKernel } from '../../scripts/build.ts';
import { createKernel } from '../../src/kernel/host.ts';
import type { Kernel } from '../../src/kernel/port.ts';

/** The WebAssembly kernel, built if it isn't. */
export async function createRealKernel(): Promise<Kernel> {
  await buildKernel('release');
  const bytes = await readFile(join(import.meta.dirname, '..', '..', 'build', 'kernel.wasm'));
  return createKernel(await WebAssembly.compile(bytes));
}
