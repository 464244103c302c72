/** The ranking of a whole snapshot, against the plain TypeScript reference. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernel } from '../../scripts/build.ts';
import { measureSums, packBuildInput } from '../../src/kernel/build-input.ts';
import type { SnapshotInput } from '../../src/kernel/port.ts';
import { makeBoards } from '../../src/kernel/reference/snapshot/boards.ts';
import { readCatalogue } from '../../src/kernel/reference/snapshot/catalogue.ts';
import { SumsView } from '../../src/kernel/reference/snapshot/sums.ts';
import { BundleView } from '../../src/shared/bundle.ts';
import { type BenchResult, budget, median, table } from '../harness.ts';
import { makeCatalogue } from './catalogue.ts';
import { makeCounts } from './counts.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const SEED = 20_261_126;
const RANKED = { liveMaps: 400, brawlers: 110, teams: 1 };
/** bundles of a catalogue that are lists */
const LISTS = 4;
const BLOCK = 65_536;
const PAIRS = 5;
/** calls of the kernel in a row, for each of the reference */
const IN_A_ROW = 20;

interface Exports {
  readonly memory: WebAssembly.Memory;
  snapshotBuildScratchSize(length: number, cellRows: number, trioRows: number, cells: number): number;
  snapshotRank(input: number, length: number, scratch: number, scratchLength: number): number;
}

/** Calls the kernel's ranking alone, with the input in place. Throws where it fails. */
function createRanking(input: SnapshotInput): () => number {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(WASM)));
  const kernel = exports as unknown as Exports;
  const packed = packBuildInput(input);
  const { length, cellRows, trioRows, cells } = measureSums(input.sums ?? []);
  const size = kernel.snapshotBuildScratchSize(packed.length - length, cellRows, trioRows, cells);
  const at = kernel.memory.buffer.byteLength;
  const scratch = at + Math.ceil(packed.length / BLOCK) * BLOCK;
  kernel.memory.grow(Math.ceil((scratch + size - at) / BLOCK));
  packed.write(new Uint8Array(kernel.memory.buffer), at);
  return () => {
    const ranked = kernel.snapshotRank(at, packed.length, scratch, size);
    if (ranked < 0) throw new Error(`code ${ranked}`);
    return ranked;
  };
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The lines of the table; needs build/kernel.wasm. */
export function rankResults(): BenchResult[] {
  const input: SnapshotInput = {
    bundles: makeCatalogue(SEED).slice(0, LISTS),
    sums: makeCounts(SEED, RANKED),
    builtAt: 1_780_000_000_000,
    data: 'live',
    windowDays: 28,
    sources: [],
  };
  const rank = createRanking(input);
  const reference = () => {
    const views = input.bundles.map((bytes) => new BundleView(bytes));
    const sums = (input.sums ?? []).map((bytes) => new SumsView(bytes));
    return makeBoards(views, readCatalogue(views, sums), sums);
  };
  const ranked = rank();
  const expected = reference().reduce((sum, { cells }) => sum + cells.length, 0);
  if (ranked !== expected) throw new Error(`${ranked} cells for ${expected}`);
  // Few runs of the reference, which takes seconds; each between as many of the kernel as fit beside it.
  const times = Array.from({ length: PAIRS }, () => {
    const ours = Math.min(...Array.from({ length: IN_A_ROW }, () => time(rank)));
    return { ours, peer: time(reference) };
  });
  const ours = Math.min(...times.map((each) => each.ours));
  const ratio = median(times.map(({ ours: own, peer }) => peer / own));
  const note = `${RANKED.liveMaps} maps × ${RANKED.brawlers} brawlers × 5 brackets, ${ranked} cells, from sums to ranks`;
  return [
    budget('rank.build', ours, 10, 'ms', `fastest of ${PAIRS * IN_A_ROW}; ${note}`),
    {
      id: 'rank.build/reference',
      ours: 1000 * median(times.map((each) => each.ours)),
      peer: 1000 * median(times.map((each) => each.peer)),
      unit: 'µs',
      ratio,
      met: ratio >= 5,
      note: `≥ 5×; ${note}`,
    },
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildKernel('release');
  console.log(table(rankResults()));
}
