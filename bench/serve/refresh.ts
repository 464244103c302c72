/** What a background refresh costs the isolate, and whether requests feel it. */
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type BenchResult, budget, median } from '../harness.ts';
import { cpuMs, startGenerator } from './load.ts';
import { kvSite, scratchFolder } from './sites.ts';
import { loadKernel } from './stage.ts';
import { busy } from './versus.ts';
import { type Site, startWorkerd } from './workerd.ts';
import { makeServeWorld } from './world.ts';

const PEERS = join(import.meta.dirname, 'peers');
const READER = join(import.meta.dirname, '../../build/reader.wasm');
const LIMIT_MS = 2;
const ROUNDS = 15;
const A_ROUND = 40;
/** Rate of the load that must not feel it, and how long it lasts. */
const RATE = 300;
const COUNT = 3_000;
const TAIL_ROUNDS = 9;
const TAIL_LIMIT = 1.2;

/**
 * KV is in a process of its own, so that the CPU of the edge's process is the edge's: reading 870 KB from KV, checking
 * them, moving them to their place.
 */
export async function refreshResults(): Promise<BenchResult[]> {
  const world = await makeServeWorld(loadKernel());
  const { dir, remove } = scratchFolder();
  const kv = await startWorkerd(dir, [kvSite(dir, world)]);
  const edge = await startWorkerd(dir, [
    { name: 'kv', external: kv.ports.kv ?? 0, modules: [], internal: true },
    await edgeSite(dir),
  ]);
  const generator = startGenerator();
  try {
    const alternate = (yes: boolean) =>
      fetch(`http://127.0.0.1:${kv.ports.kv}/alternate`, { method: 'PUT', body: yes ? 'yes' : 'no' });
    const load = { port: edge.ports.edge ?? 0, connections: 1, status: 200, from: 0 };
    const ask = async (path: string, count: number) => {
      const before = cpuMs(edge.pid) ?? Number.NaN;
      const result = await generator.run({ ...load, requests: [{ path }], count });
      if (result.errors > 0) throw new Error(`${result.errors} of ${count} failed`);
      // What goes on behind the last answer belongs to it too.
      await new Promise((resolve) => setTimeout(resolve, 30));
      return ((cpuMs(edge.pid) ?? Number.NaN) - before) / count;
    };
    await alternate(true);
    await ask('/refresh', 3 * A_ROUND);
    const costs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await ask('/hash', A_ROUND);
      costs.push((await ask('/refresh', A_ROUND)) - plain);
    }
    const size = `snapshot of ${(world.snapshot.length / 1024).toFixed(0)} KB, a new one each time`;
    const note = `CPU of the edge's process over a plain request's, KV apart; ${size}; median of ${ROUNDS} rounds of ${A_ROUND}; ${busy()}`;
    const cost = budget('refresh.cpu', median(costs), LIMIT_MS, 'ms', note);
    const paths = world.maps.map(({ slug }) => ({ path: `/api/map/${slug}` }));
    const p99 = async (changes: boolean) => {
      await alternate(changes);
      const tail = { ...load, requests: paths, connections: 16, count: COUNT, rate: RATE };
      return (await generator.run(tail)).latency.p99;
    };
    const tails: { changed: number; same: number }[] = [];
    for (let round = 0; round < TAIL_ROUNDS; round++) {
      if (round % 2 === 0) {
        const changed = await p99(true);
        tails.push({ changed, same: await p99(false) });
      } else {
        const same = await p99(false);
        tails.push({ changed: await p99(true), same });
      }
    }
    return [cost, felt(tails)];
  } finally {
    generator.stop();
    await Promise.all([edge.stop(), kv.stop()]);
    remove();
  }
}

function felt(tails: readonly { changed: number; same: number }[]): BenchResult {
  const ratio = median(tails.map(({ changed, same }) => changed / same));
  return {
    id: 'refresh.p99',
    ours: median(tails.map(({ changed }) => changed)),
    peer: median(tails.map(({ same }) => same)),
    unit: 'ms',
    ratio,
    met: ratio <= TAIL_LIMIT,
    note: `≤ ${TAIL_LIMIT}×; p99 at ${RATE} requests/s with a new snapshot every second (the product looks every 30 s), against an unchanged one; ${busy()}`,
  };
}

/** Leaves the module to the runtime, under its own name. */
const WASM_BESIDE: Plugin = {
  name: 'wasm-beside',
  setup: ({ onResolve }) => onResolve({ filter: /\.wasm$/ }, () => ({ path: 'reader.wasm', external: true })),
};

async function edgeSite(dir: string): Promise<Site> {
  const outfile = join(dir, 'edge.js');
  await build({
    entryPoints: [join(PEERS, 'refresh.ts')],
    ...{ outfile, bundle: true, format: 'esm', minify: true, logLevel: 'error' },
    external: ['cloudflare:workers'],
    plugins: [WASM_BESIDE],
  });
  return {
    name: 'edge',
    modules: [
      { name: 'edge.js', kind: 'esModule', file: outfile },
      { name: 'reader.wasm', kind: 'wasm', file: READER },
    ],
    bindings: '(name = "SNAPSHOTS", kvNamespace = "kv")',
  };
}
