/** Loads the built kernel for tests that speak to it directly, without the host. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernel } from '../../scripts/build.ts';

export const REPOSITORY = join(fileURLToPath(import.meta.url), '..', '..', '..');
/** Captures that stand beside a checkout, if they are there; tests that use them skip without. */
export const SHARED_DATA = join(REPOSITORY, '..', 'shared', 'data');

export type Variant = 'release' | 'debug';

/** An exported function: addresses, lengths and codes are i32, a u64 is a bigint. */
export type KernelFunction = (...args: (number | bigint)[]) => number;

export interface TestKernel {
  readonly memory: WebAssembly.Memory;
  /** An exported function by its name; throws if the kernel has none. */
  call(name: string): KernelFunction;
  /** Offset of the fault that the last failed call met. */
  errorOffset(): number;
  /** Address of a new region, a multiple of 16, grown from the heap's base on; nothing is freed but all at once. */
  alloc(bytes: number): number;
  /** Frees every region. */
  reset(): void;
  /** All of memory; invalid after the next alloc(). */
  bytes(): Uint8Array;
}

const PAGE = 65_536;
const FILES = { release: 'kernel.wasm', debug: 'kernel.debug.wasm' } as const;

/** Builds the kernel if need be and instantiates it. */
export async function loadKernel(variant: Variant = 'release'): Promise<TestKernel> {
  await buildKernel(variant);
  const module = await readFile(join(REPOSITORY, 'build', FILES[variant]));
  const { exports: exported } = new WebAssembly.Instance(new WebAssembly.Module(module), {});
  const exports = exported as unknown as { memory: WebAssembly.Memory } & Record<string, KernelFunction>;
  const { memory } = exports;

  function call(name: string): KernelFunction {
    const found = exports[name];
    if (typeof found !== 'function') throw new TypeError(`the kernel exports no ${name}`);
    return found;
  }

  const base = (call('heapBase')() + 15) & ~15;
  let next = base;

  function alloc(bytes: number): number {
    const at = next;
    next = (at + bytes + 15) & ~15;
    const missing = next - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  return {
    memory,
    call,
    alloc,
    errorOffset: () => call('errorOffset')(),
    reset: () => {
      next = base;
    },
    bytes: () => new Uint8Array(memory.buffer),
  };
}
