/** Builds the kernel's modules and the browser's assets into build/: `node scripts/build.ts`. */
import { mkdirSync, readdirSync, renameSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { buildAssets } from './build/assets.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** 64 KiB pages. The edge needs about 1 MB; the collector grows it while it scans a 1 MB answer. */
const INITIAL_PAGES = 8;
/** 48 MiB: far under the 128 MiB of an isolate, far over the largest answer that is let in. */
const MAXIMUM_PAGES = 768;
/** 120 MiB: an instance for counting holds 10 bytes for each battle of the window, and up to 8 MB more. */
const MAXIMUM_COUNTING_PAGES = 1920;

const COMMON = [
  '--baseDir',
  ROOT,
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--use',
  'abort=',
  '--initialMemory',
  String(INITIAL_PAGES),
];

const FAST = ['-O3', '--converge', '--noAssert', '--uncheckedBehavior', 'always'];

function maximum(pages: number): string[] {
  return ['--maximumMemory', String(pages)];
}

const VARIANTS = {
  /** everything: the collector, Node, tests */
  release: {
    entry: 'kernel/index.ts',
    output: 'build/kernel.wasm',
    flags: [...FAST, ...maximum(MAXIMUM_COUNTING_PAGES)],
  },
  /** what answers: the edge and the browser */
  reader: {
    entry: 'kernel/reader.ts',
    output: 'build/reader.wasm',
    flags: [...FAST, ...maximum(MAXIMUM_PAGES)],
  },
  /** everything, unoptimised and bounds-checked, for tests */
  debug: {
    entry: 'kernel/index.ts',
    output: 'build/kernel.debug.wasm',
    flags: ['--uncheckedBehavior', 'never', ...maximum(MAXIMUM_COUNTING_PAGES)],
  },
} as const;

export type Variant = keyof typeof VARIANTS;

function newestSource(directory: string): number {
  let newest = 0;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs);
  }
  return newest;
}

function isFresh(output: string): boolean {
  try {
    return statSync(join(ROOT, output)).mtimeMs > newestSource(join(ROOT, 'kernel'));
  } catch {
    return false;
  }
}

/** Compiles the kernel unless it is newer than its sources. Throws with the compiler's message on an error. */
export async function buildKernel(variant: Variant): Promise<void> {
  const { entry, output, flags } = VARIANTS[variant];
  if (isFresh(output)) return;
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  // Under another name first: whoever reads the module meanwhile gets the old one or the new one, never a half.
  const partial = `${output}.${process.pid}.wasm`;
  const started = new Date();
  const { error, stderr } = await asc.main([entry, ...COMMON, ...flags, '-o', partial]);
  if (error)
    throw new Error(`${entry} (${variant}) does not compile: ${error.message}\n${stderr.toString()}`);
  // As old as the sources that were read: a change made while it compiled is newer.
  utimesSync(join(ROOT, partial), started, started);
  renameSync(join(ROOT, partial), join(ROOT, output));
}

/** All variants, and what the browser loads. */
export async function buildAll(): Promise<void> {
  for (const variant of Object.keys(VARIANTS) as Variant[]) await buildKernel(variant);
  await buildAssets();
}

/** What a Worker runs and serves. */
export async function buildProduct(): Promise<void> {
  await buildKernel('release');
  await buildKernel('reader');
  await buildAssets();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // The debug variant is for tests, which build it themselves.
  await buildProduct();
}
