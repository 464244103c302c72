/**
 * Memory of an isolate: one workerd with the product, one with an empty Worker in its place, both with the same stand-in
 * for KV, asked the same. The difference of what is resident afterwards is the product's: code, snapshot, garbage; and the
 * pages of the runtime's program that an empty Worker has no use for. Where both processes have a neighbour that has used
 * those, as on a machine that serves many Workers, what is left is what one isolate more takes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
/** Asked of a neighbour: it has used everything of the runtime by then. */
const NEIGHBOURS_REQUESTS = 20_000;
/** An empty custom section, "n": the same module, but not the same bytes, so that the engine doesn't share its code. */
const CUSTOM_SECTION = [0, 2, 1, 0x6e];

export async function memoryResults(requests = REQUESTS): Promise<BenchResult[]> {
  const product = buildProduct();
  try {
    const world = await makeServeWorld(loadKernel());
    const results: BenchResult[] = [];
    for (const hasNeighbour of [false, true]) {
      const pairs: Pair[] = [];
      for (let pair = 0; pair < PAIRS; pair++)
        pairs.push(await compare(product, world, requests, hasNeighbour));
      results.push(report(pairs, world, requests, hasNeighbour));
    }
    return results;
  } finally {
    product.remove();
  }
}

/** What one pair of processes has come to: medians of its last looks, MB more than the empty Worker's. */
interface Pair extends Resident {
  readonly errors: number;
}

function report(
  pairs: readonly Pair[],
  world: ServeWorld,
  requests: number,
  hasNeighbour: boolean,
): BenchResult {
  const errors = pairs.reduce((sum, pair) => sum + pair.errors, 0);
  const files = median(pairs.map((pair) => pair.files));
  const note = [
    `${requests} requests to each, maps and searches by turns; snapshot ${(world.snapshot.length / 1024).toFixed(0)} KB`,
    `median of ${PAIRS} pairs of processes: ${pairs.map(({ all }) => all.toFixed(1)).join(', ')}`,
    `of it ${files.toFixed(1)} are pages of the runtime's own program${hasNeighbour ? '; both processes have a neighbour that has used them' : ' that only ours makes it run (its engine for WebAssembly, streams, KV)'}`,
    `${errors} errors; ${busy()}`,
  ].join('; ');
  const id = hasNeighbour ? 'memory.isolate.more' : 'memory.isolate';
  const result = budget(id, median(pairs.map(({ all }) => all)), LIMIT_MIB, 'MB', note);
  return { ...result, met: result.met && errors === 0 };
}

/** Resident memory over the empty Worker's after so many requests of maps and searches by turns. */
async function compare(
  product: Product,
  world: ServeWorld,
  requests: number,
  hasNeighbour: boolean,
): Promise<Pair> {
  const { dir, remove } = scratchFolder();
  const neighbours = hasNeighbour ? [neighbourSite(dir, product, world)] : [];
  const sites = [...productSites(dir, product, world, { only: ['edge'] }), ...neighbours];
  const empty = [
    sites[0] as Site,
    floorSite(dir, { name: 'floor', body: new Uint8Array(BODY), headers: {} }),
    ...neighbours,
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
    const ask = async (generator: Generator, port: number | undefined, count: number) => {
      const load = { port: port ?? 0, requests: paths, from: 0, connections: CONNECTIONS, status: 200 };
      const result = await generator.run({ ...load, count });
      errors += result.errors;
    };
    const both = (ports: readonly (number | undefined)[], count: number) =>
      Promise.all(generators.map((generator, i) => ask(generator, ports[i], count)));
    if (hasNeighbour) await both([ours.ports.neighbour, floor.ports.neighbour], NEIGHBOURS_REQUESTS);
    for (let part = 0; part < PARTS; part++) {
      await both([ours.ports.product, floor.ports.floor], Math.ceil(requests / PARTS));
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

/** The product once more, as another Worker of the same process, which shares no code with the one that is measured. */
function neighbourSite(dir: string, product: Product, world: ServeWorld): Site {
  const sites = productSites(dir, product, world, { name: 'neighbour', only: ['edge'] });
  const site = sites[sites.length - 1] as Site;
  const modules = site.modules.map((module) => {
    if (module.kind !== 'wasm') return module;
    const file = join(dir, 'neighbour.wasm');
    writeFileSync(file, Buffer.concat([readFileSync(module.file), Buffer.from(CUSTOM_SECTION)]));
    return { ...module, file };
  });
  return { ...site, modules };
}

/** How much more there is of ours, MB. */
function over(ours: Runtime, floor: Runtime): Resident {
  const [more, less] = [residentMemory(ours.pid), residentMemory(floor.pid)];
  if (more === null || less === null) return { all: Number.NaN, files: Number.NaN };
  return { all: (more.all - less.all) / MIB, files: (more.files - less.files) / MIB };
}
