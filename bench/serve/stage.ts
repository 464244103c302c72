/** Everything that is served side by side, running: product, floors and Hono in one workerd, Express beside it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKernel } from '../../src/kernel/host.ts';
import type { LoadRequest } from './generator.ts';
import { type Generator, startGenerator } from './load.ts';
import { buildProduct, type Product } from './product.ts';
import {
  type Constant,
  type Express,
  floorSite,
  honoSite,
  peerData,
  productSites,
  scratchFolder,
  startExpress,
} from './sites.ts';
import type { Side } from './versus.ts';
import { type Runtime, startWorkerd } from './workerd.ts';
import { LIVE, makeServeWorld, type ServeWorld } from './world.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
/** Headers that belong to the connection, or that the runtime adds by itself. */
const OWN = new Set(['content-length', 'connection', 'date', 'transfer-encoding', 'content-encoding']);

/** What is asked for, and the constant that the floor answers in its place. */
export interface Work {
  readonly requests: readonly LoadRequest[];
  readonly status: number;
  /** bytes, mean over the requests */
  readonly bytes: number;
  readonly constant: Constant;
}

export type WorkName = 'map' | 'search' | '304' | 'page' | 'page.miss';

export interface Stage {
  readonly world: ServeWorld;
  readonly product: Product;
  readonly generator: Generator;
  readonly works: Readonly<Record<WorkName, Work>>;
  ours(work: WorkName): Side;
  floor(work: WorkName): Side;
  hono(work: WorkName): Side;
  express(work: WorkName): Side;
  close(): Promise<void>;
}

export function loadKernel() {
  return createKernel(new WebAssembly.Module(readFileSync(WASM)));
}

/** Builds the product and starts everything. Throws where an answer is not what it should be. */
export async function openStage(): Promise<Stage> {
  const world = await makeServeWorld(loadKernel());
  const product = buildProduct();
  const { dir, remove } = scratchFolder();
  const works = await learnWorks(dir, product, world);
  const data = peerData(dir, world);
  const sites = [
    ...productSites(dir, product, world),
    ...Object.values(works).map(({ constant }) => floorSite(dir, constant)),
    await honoSite(dir, data),
  ];
  const runtime = await startWorkerd(dir, sites);
  const express = await startExpress(data);
  const generator = startGenerator();
  const side = (port: number | undefined, pid: number, { requests, status }: Work): Side => {
    return { port: port ?? 0, pid, requests, status };
  };
  await agree(runtime, express, works);
  return {
    ...{ world, product, generator, works },
    ours: (name) => side(runtime.ports.product, runtime.pid, works[name]),
    floor: (name) => side(runtime.ports[works[name].constant.name], runtime.pid, works[name]),
    hono: (name) => side(runtime.ports.hono, runtime.pid, works[name]),
    express: (name) => side(express.port, express.pid, works[name]),
    close: async () => {
      generator.stop();
      await Promise.all([runtime.stop(), express.stop()]);
      remove();
      product.remove();
    },
  };
}

/** Asks the product everything once: sizes and headers are what the floors imitate. */
async function learnWorks(
  dir: string,
  product: Product,
  world: ServeWorld,
): Promise<Readonly<Record<WorkName, Work>>> {
  const runtime = await startWorkerd(dir, productSites(dir, product, world));
  const base = `http://127.0.0.1:${runtime.ports.product}`;
  const learn = async (name: WorkName, requests: readonly LoadRequest[], status = 200): Promise<Work> => {
    let total = 0;
    let headers: Record<string, string> = {};
    for (const { path, ifNoneMatch } of requests) {
      const asked = { headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch } };
      const response = await fetch(base + path, asked);
      if (response.status !== status) throw new Error(`${path} has status ${response.status}`);
      total += (await response.arrayBuffer()).byteLength;
      headers = Object.fromEntries([...response.headers].filter(([field]) => !OWN.has(field)));
    }
    const bytes = Math.round(total / requests.length);
    const body = new Uint8Array(bytes).fill(0x20);
    return { requests, status, bytes, constant: { name: `floor-${name.replace('.', '-')}`, body, headers } };
  };
  try {
    const maps = world.maps.map(({ slug }) => ({ path: `/api/map/${slug}` }));
    const etag = (await fetch(base + (maps[0]?.path ?? ''))).headers.get('etag') ?? '';
    const pages = world.maps.map(({ slug }) => ({ path: `/map/${slug}` }));
    const searches = world.queries.map((text) => ({ path: `/api/search?q=${encodeURIComponent(text)}` }));
    return {
      map: await learn('map', maps),
      search: await learn('search', searches),
      '304': await learn(
        '304',
        maps.map((request) => ({ ...request, ifNoneMatch: etag })),
        304,
      ),
      // The pages of the live maps fit into an isolate's cache, those of all 200 do not.
      page: await learn('page', pages.slice(0, LIVE)),
      'page.miss': await learn('page.miss', pages),
    };
  } finally {
    await runtime.stop();
  }
}

/** The peers have to give the same rows in the same order as the product. */
async function agree(runtime: Runtime, express: Express, works: Readonly<Record<WorkName, Work>>) {
  for (const { path } of works.map.requests.slice(0, 20)) {
    const [ours, ...peers] = await Promise.all(
      [runtime.ports.product, runtime.ports.hono, express.port].map(async (port) => {
        return (await fetch(`http://127.0.0.1:${port}${path}`)).text();
      }),
    );
    if (peers.some((text) => text !== ours)) throw new Error(`the peers disagree about ${path}`);
  }
}
