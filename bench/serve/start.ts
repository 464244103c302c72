/**
 * What a start costs: a fresh workerd with the product, and one with an empty Worker, each with the same stand-in for
 * KV beside it; from the process to the first answer of a map. Starts by turns; the difference is what is reported.
 */
import type { WorkerName } from '../../scripts/workers/configuration.ts';
import { type BenchResult, budget, median } from '../harness.ts';
import { cpuMs } from './load.ts';
import { buildProduct, moduleSizes, type Product } from './product.ts';
import { floorSite, productSites, scratchFolder } from './sites.ts';
import { loadKernel } from './stage.ts';
import { busy, quantile } from './versus.ts';
import { type Site, startWorkerd } from './workerd.ts';
import { makeServeWorld, type ServeWorld } from './world.ts';

const ROUNDS = 31;
const COLD_LIMIT_MS = 5;
const BUNDLE_LIMIT_KIB = 100;
const KIB = 1024;

interface Start {
  /** ms from the start of the process to the first whole answer */
  readonly total: number;
  /** ms of CPU by then */
  readonly cpu: number;
  /** ms of the first request alone */
  readonly first: number;
}

interface Pair {
  readonly ours: Start;
  readonly floor: Start;
}

export async function startResults(rounds = ROUNDS): Promise<BenchResult[]> {
  const product = buildProduct();
  try {
    const world = await makeServeWorld(loadKernel());
    return [
      ...bundles(product),
      await cold(product, world, rounds),
      await coldIdle(product, world, rounds),
      await coldPage(product, world, Math.ceil(rounds / 2)),
    ];
  } finally {
    product.remove();
  }
}

/** Size of all that is uploaded for each Worker: that of the edge is everybody's start. */
export function bundles({ workers }: Product): BenchResult[] {
  const all = Object.values(workers).reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  return (['edge', 'site', 'collector'] as const).map((worker) => {
    const bundle = workers[worker];
    const parts = moduleSizes(bundle)
      .map(({ name, rawBytes, gzipBytes }) => `${name} ${kib(gzipBytes)} of ${kib(rawBytes)}`)
      .join(', ');
    const note = `gzip -9 of each module: ${parts} KB; all three Workers ${kib(all)} KB`;
    const id = worker === 'edge' ? 'start.bundle' : `start.bundle.${worker}`;
    return budget(id, bundle.gzipBytes / KIB, BUNDLE_LIMIT_KIB, 'KB', note);
  });
}

/** The edge's isolate, to its first answer of a map that is on now: what nearly everybody asks for. */
export function cold(product: Product, world: ServeWorld, rounds = ROUNDS): Promise<BenchResult> {
  return coldStart('start.cold', product, world, { only: ['edge'], path: `/api/map/${world.live}`, rounds });
}

/** The same for a map that is not on: the whole snapshot has to be there. */
export function coldIdle(product: Product, world: ServeWorld, rounds = ROUNDS): Promise<BenchResult> {
  const path = `/api/map/${world.idle}`;
  return coldStart('start.cold.idle', product, world, { only: ['edge'], path, rounds });
}

/** Edge and site, both cold, to the first page. */
function coldPage(product: Product, world: ServeWorld, rounds: number): Promise<BenchResult> {
  const path = `/map/${world.live}`;
  return coldStart('start.cold.page', product, world, { only: ['edge', 'site'], path, rounds });
}

interface ColdStart {
  readonly only: readonly WorkerName[];
  readonly path: string;
  readonly rounds: number;
}

async function coldStart(
  id: string,
  product: Product,
  world: ServeWorld,
  { only, path, rounds }: ColdStart,
): Promise<BenchResult> {
  const { dir, remove } = scratchFolder();
  try {
    const sites = productSites(dir, product, world, { only });
    const constant = { name: 'product', body: new Uint8Array(22_000), headers: {} };
    const empty = [sites[0] as Site, floorSite(dir, constant)];
    const pairs: Pair[] = [];
    for (let round = 0; round < rounds; round++) {
      if (round % 2 === 0) {
        const ours = await startOnce(dir, sites, path);
        pairs.push({ ours, floor: await startOnce(dir, empty, path) });
      } else {
        const floor = await startOnce(dir, empty, path);
        pairs.push({ ours: await startOnce(dir, sites, path), floor });
      }
    }
    return report(id, pairs);
  } finally {
    remove();
  }
}

function report(id: string, pairs: readonly Pair[]): BenchResult {
  const more = (what: keyof Start) => pairs.map(({ ours, floor }) => ours[what] - floor[what]);
  const total = more('total');
  const of = (side: 'ours' | 'floor', what: keyof Start) => median(pairs.map((pair) => pair[side][what]));
  const note = [
    `start of workerd to the first answer: ${of('ours', 'total').toFixed(1)} ms, with an empty Worker ${of('floor', 'total').toFixed(1)} ms`,
    `median of ${pairs.length} differences, quartiles ${quantile(total, 0.25).toFixed(1)}–${quantile(total, 0.75).toFixed(1)}`,
    `CPU ${median(more('cpu')).toFixed(1)} ms more`,
    `of it the first request, with its read of KV, ${median(more('first')).toFixed(1)} ms`,
    busy(),
  ];
  return budget(id, median(total), COLD_LIMIT_MS, 'ms', note.join('; '));
}

async function startOnce(dir: string, sites: readonly Site[], path: string): Promise<Start> {
  const begun = performance.now();
  const runtime = await startWorkerd(dir, sites);
  try {
    const listening = performance.now();
    const response = await fetch(`http://127.0.0.1:${runtime.ports.product}${path}`);
    const body = await response.arrayBuffer();
    const answered = performance.now();
    if (!response.ok || body.byteLength === 0) throw new Error(`the first answer is ${response.status}`);
    const total = answered - begun;
    return { total, first: answered - listening, cpu: cpuMs(runtime.pid) ?? Number.NaN };
  } finally {
    await runtime.stop();
  }
}

function kib(bytes: number): string {
  return (bytes / KIB).toFixed(1);
}
