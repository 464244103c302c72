/** Builds build/kernel.wasm (release) and build/kernel.debug.wasm (bounds-checked, unoptimised, for fuzzing). */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** 64 KiB pages. The edge needs about 1 MB; the collector grows it while it scans a 1 MB answer. */
const INITIAL_PAGES = 8;
/** 48 MiB: far under the 128 MiB of an isolate, far over the largest answer that is let in. */
const MAXIMUM_PAGES = 768;

const COMMON = [
  'kernel/index.ts',
  '--baseDir',
  ROOT,
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--bindings',
  'raw',
  '--use',
  'abort=',
  '--initialMemory',
  String(INITIAL_PAGES),
  '--maximumMemory',
  String(MAXIMUM_PAGES),
];

const VARIANTS = {
  release: ['-O3', '--converge', '--noAssert', '--uncheckedBehavior', 'always', '-o', 'build/kernel.wasm'],
  debug: ['--uncheckedBehavior', 'never', '-o', 'build/kernel.debug.wasm'],
} as const;

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
export async function buildKernel(variant: keyof typeof VARIANTS = 'release'): Promise<void> {
  const flags = VARIANTS[variant];
  const output = flags[flags.length - 1] as string;
  if (isFresh(output)) return;
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  const { error, stderr } = await asc.main([...COMMON, ...flags]);
  if (error) throw new Error(`kernel (${variant}) does not compile: ${error.message}\n${stderr.toString()}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildKernel('release');
  await buildKernel('debug');
}
