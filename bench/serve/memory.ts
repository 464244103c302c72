/**
 * Memory of an isolate: one workerd with the product, one with an empty Worker in its place, both with the same stand-in
 * for KV, asked the same. The difference of what is resident afterwards is the product's: code, snapshot, garbage; and the
 * pages of the runtime's program that an empty Worker has no use for.
 */
import { type BenchResult, budget, median } from '../harness.ts';
import { type Generator, type Resident, residentMemory, startGenerator } from './load.ts';
import { buildProduct, type Product } from './product.ts';
import { floorSite, productSites, scratchFolder } from './sites.ts';
import { loadKernel } from './stage.ts';
import { busy } from './versus.ts';
import { type Runtime, type Site, startWorkerd } from './workerd.ts';
import { makeServeWorld, type ServeWorld } from './world.ts';

const REQUESTS = 1_000_000;
const LIMIT_MIB = 8;
const MIB = 2 ** 20;
const CONNECTIONS = 8;
/** Looks at both. */
const PARTS = 20;
/** Of which the last tell where they have come to. */
const LAST = 5;
/** What of a program's file is mapped differs by some megabytes from process to process. */
const PAIRS = 3;
/**
 * A process without these lets hundreds of megabytes of garbage lie before it collects, at either side: no measure of
 * what is kept. Both have them.
 */
const V8_FLAGS = ['--max-semi-space-size=1', '--max-old-space-size=64'];
/** As much as ours answers on average: half of the requests are for maps, half for searches. */
const BODY = 11_400;

export async function memoryResults(requests = REQUESTS): Promise<BenchResult[]> {
  const product = buildProduct();
  try {
    const world = await makeServeWorld(loadKernel());
    const pairs: Pair[] = [];
    for (let pair = 0; pair < PAIRS; pair++) pairs.push(await compare(product, world, requests));
    return [report(pairs, world, requests)];
  } finally {
    product.remove();
  }
}

/** What one pair of processes has come to: medians of its last looks, MB more than the empty Worker's. */
interface Pair extends Resident {
  readonly errors: number;
}

function report(pairs: readonly Pair[], world: ServeWorld, requests: number): BenchResult {
  const errors = pairs.reduce((sum, pair) => sum + pair.errors, 0);
  const files = median(pairs.map((pair) => pair.files));
  const note = [
    `${requests} requests to each, maps and searches by turns; snapshot ${(world.snapshot.length / 1024).toFixed(0)} KB`,
    `median of ${PAIRS} pairs of processes: ${pairs.map(({ all }) => all.toFixed(1)).join(', ')}`,
    `of it ${files.toFixed(1)} are pages of the runtime's own program that only ours makes it run (its engine for WebAssembly, streams, KV)`,
    `${errors} errors; ${busy()}`,
  ].join('; ');
  const result = budget('memory.isolate', median(pairs.map(({ all }) => all)), LIMIT_MIB, 'MB', note);
  return { ...result, met: result.met && errors === 0 };
}

/** Resident memory over the empty Worker's after so many requests of maps and searches by turns. */
async function compare(product: Product, world: ServeWorld, requests: number): Promise<Pair> {
  const { dir, remove } = scratchFolder();
  const sites = productSites(dir, product, world, { only: ['edge'] });
  const empty = [
    sites[0] as Site,
    floorSite(dir, { name: 'floor', body: new Uint8Array(BODY), headers: {} }),
  ];
  const ours = await startWorkerd(dir, sites, { v8Flags: V8_FLAGS });
  const floor = await startWorkerd(dir, empty, { v8Flags: V8_FLAGS });
  const generators = [startGenerator(), startGenerator()] as const;
  try {
    const paths = world.maps.flatMap(({ slug }, i) => [
      { path: `/api/map/${slug}` },
      { path: `/api/search?q=${encodeURIComponent(world.queries[i] ?? '')}` },
    ]);
    let errors = 0;
    const looks: Resident[] = [];
    const ask = async (generator: Generator, port: number | undefined) => {
      const load = { port: port ?? 0, requests: paths, from: 0, connections: CONNECTIONS, status: 200 };
      const result = await generator.run({ ...load, count: Math.ceil(requests / PARTS) });
      errors += result.errors;
    };
    for (let part = 0; part < PARTS; part++) {
      await Promise.all([ask(generators[0], ours.ports.product), ask(generators[1], floor.ports.floor)]);
      looks.push(over(ours, floor));
    }
    const last = (what: keyof Resident) => median(looks.slice(-LAST).map((look) => look[what]));
    return { all: last('all'), files: last('files'), errors };
  } finally {
    for (const generator of generators) generator.stop();
    await Promise.all([ours.stop(), floor.stop()]);
    remove();
  }
}

/** How much more there is of ours, MB. */
function over(ours: Runtime, floor: Runtime): Resident {
  const [more, less] = [residentMemory(ours.pid), residentMemory(floor.pid)];
  if (more === null || less === null) return { all: Number.NaN, files: Number.NaN };
  return { all: (more.all - less.all) / MIB, files: (more.files - less.files) / MIB };
}
