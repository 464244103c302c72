/**
 * Building a full snapshot against the plain TypeScript reference, input and output in ordinary byte arrays on both
 * sides. The reference hashes with BigInts, which no one would ship: what its two hashes take is measured too and
 * left out of a second line.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernel } from '../../scripts/build.ts';
import { createKernel } from '../../src/kernel/host.ts';
import type { Kernel, SnapshotInput } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { xxh64 } from '../../src/kernel/reference/xxh64.ts';
import { type BenchResult, budget, compare, table } from '../harness.ts';
import { BRAWLERS, MAPS, makeCatalogue, ROWS, TABLES } from './catalogue.ts';
import { COUNTED_BRAWLERS, LIVE_MAPS, makeCounts, TRIOS } from './counts.ts';
import { rankResults } from './rank.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const CATALOGUES = 8;
const RUNS = 100;
/** bundles of a catalogue that are lists */
const LISTS = 4;
const SEED = 20_261_123;

/** The lines of the table; needs build/kernel.wasm. */
export function buildResults(): BenchResult[] {
  const kernel = createKernel(new WebAssembly.Module(readFileSync(WASM)));
  const reference = createReferenceKernel();
  const inputs: SnapshotInput[] = Array.from({ length: CATALOGUES }, (_, i) => ({
    bundles: makeCatalogue(SEED + i),
    builtAt: 1_780_000_000_000,
    data: 'live',
    windowDays: 28,
    sources: [],
  }));
  const input = (i: number) => inputs[i % CATALOGUES] as SnapshotInput;
  const snapshots = inputs.map((each, i) => {
    const built = kernel.buildSnapshot(each);
    if (Buffer.compare(built, reference.buildSnapshot(each)) !== 0) throw new Error(`catalogue ${i} differs`);
    return built;
  });
  const note = `${MAPS} maps, ${BRAWLERS} brawlers, statistics of ${TABLES} maps × ${ROWS} rows, ${CATALOGUES} in turn`;
  const whole = compare({
    id: 'build.snapshot/reference',
    ours: (i) => kernel.buildSnapshot(input(i)),
    peer: (i) => reference.buildSnapshot(input(i)),
    must: 2,
    note,
  });
  const hashes = compare({
    id: 'hashes',
    ours: () => 0,
    peer: (i) => [
      xxh64(snapshots[i % CATALOGUES] as Uint8Array),
      xxh64(snapshots[i % CATALOGUES] as Uint8Array),
    ],
    must: 0,
    note: '',
  });
  const peer = (whole.peer ?? 0) - (hashes.peer ?? 0);
  const ratio = peer / whole.ours;
  return [
    whole,
    {
      ...whole,
      id: 'build.snapshot/reference-unhashed',
      peer,
      ratio,
      met: ratio >= 2,
      note: '≥ 2×; without its hashes',
    },
    budget(
      'build.snapshot',
      fastest(() => kernel.buildSnapshot(input(0))),
      3,
      'ms',
      `fastest of ${RUNS}; ${note}`,
    ),
    ...countedResults(kernel, reference),
    ...rankResults(),
  ];
}

/** The same from counted battles: a full window's sums, no tables. */
function countedResults(kernel: Kernel, reference: Kernel): BenchResult[] {
  const input: SnapshotInput = {
    // The lists come first; tables of single maps behind them.
    bundles: makeCatalogue(SEED).slice(0, LISTS),
    sums: makeCounts(SEED),
    builtAt: 1_780_000_000_000,
    data: 'live',
    windowDays: 28,
    sources: [],
  };
  const built = kernel.buildSnapshot(input);
  if (Buffer.compare(built, reference.buildSnapshot(input)) !== 0) throw new Error('counted: differs');
  const note = `sums of ${LIVE_MAPS} maps × ${COUNTED_BRAWLERS} brawlers × 4 slots, ${TRIOS} teams a map; snapshot ${(built.length / 1024).toFixed(0)} KB`;
  return [
    compare({
      id: 'build.counted/reference',
      ours: () => kernel.buildSnapshot(input),
      peer: () => reference.buildSnapshot(input),
      must: 2,
      note,
    }),
    budget(
      'build.counted',
      fastest(() => kernel.buildSnapshot(input)),
      10,
      'ms',
      `fastest of ${RUNS}; ${note}`,
    ),
  ];
}

/** ms of the fastest call of RUNS: what it takes when nothing else runs. */
function fastest(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildKernel('release');
  console.log(table(buildResults()));
}
