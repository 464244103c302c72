/** What is served side by side: the product, the floors, plain Hono, and Express on Node. */
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { WorkerName } from '../../scripts/workers/configuration.ts';
import type { Bundle, Product } from './product.ts';
import { type Module, type Site, stopped } from './workerd.ts';
import type { ServeWorld } from './world.ts';

const PEERS = join(import.meta.dirname, 'peers');
const KV = '(name = "SNAPSHOTS", kvNamespace = "kv")';

/** An answer that a floor imitates. */
export interface Constant {
  readonly name: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** A folder of its own for what a run writes. */
export function scratchFolder(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'brawlfast-serve-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** What stands in for KV, with a snapshot and the one after it. */
export function kvSite(dir: string, world: ServeWorld): Site {
  const file = (path: string, bytes: Uint8Array | string) => {
    const full = join(dir, path);
    writeFileSync(full, bytes);
    return full;
  };
  const [first, second] = world.values;
  const metadata = world.values.map((stored) => stored.metadata);
  const modules: Module[] = [
    { name: 'main', kind: 'esModule', file: join(PEERS, 'kv.js') },
    { name: 'first', kind: 'data', file: file('first.value', first.value) },
    { name: 'second', kind: 'data', file: file('second.value', second.value) },
    { name: 'metadata', kind: 'json', file: file('metadata.json', JSON.stringify(metadata)) },
  ];
  return { name: 'kv', modules };
}

/**
 * The product's Workers with their bindings, and what stands in for KV behind them: all three, or those that are named. A
 * Worker is bound to the stand-in where another one is left out. The edge is the one with the name.
 */
export function productSites(
  dir: string,
  { workers }: Product,
  world: ServeWorld,
  { name = 'product', only }: { name?: string; only?: readonly WorkerName[] } = {},
): Site[] {
  const has = (worker: WorkerName) => only === undefined || only.includes(worker);
  const service = (binding: string, worker: WorkerName) =>
    `(name = "${binding}", service = "${has(worker) ? worker : 'kv'}")`;
  const bound: Readonly<Record<WorkerName, Omit<Site, 'modules'>>> = {
    collector: {
      ...{ name: 'collector', internal: true, durableObject: 'Collector' },
      bindings: `${KV}, (name = "COLLECTOR", durableObjectNamespace = "Collector"), (name = "BRAWLFAST_DATA", text = "demo")`,
    },
    site: {
      name: 'site',
      internal: true,
      bindings: `${KV}, ${service('COLLECTING', 'collector')}, (name = "ASSETS", service = "kv")`,
    },
    edge: { name, bindings: `${KV}, ${service('SITE', 'site')}` },
  };
  const names = (Object.keys(bound) as WorkerName[]).filter(has);
  return [
    kvSite(dir, world),
    ...names.map((worker) => ({ ...bound[worker], modules: modulesOf(workers[worker]) })),
  ];
}

function modulesOf({ dir, modules }: Bundle): Module[] {
  return modules.map((path) => ({
    name: path,
    kind: path.endsWith('.wasm') ? 'wasm' : 'esModule',
    file: join(dir, path),
  }));
}

/** A Worker that returns a constant. */
export function floorSite(dir: string, { name, body, headers }: Constant): Site {
  const own = join(dir, name);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'body'), body);
  writeFileSync(join(own, 'headers.json'), JSON.stringify(headers));
  return {
    name,
    modules: [
      { name: 'main', kind: 'esModule', file: join(PEERS, 'floor.js') },
      { name: 'body', kind: 'data', file: join(own, 'body') },
      { name: 'headers', kind: 'json', file: join(own, 'headers.json') },
    ],
  };
}

/** What the peers keep as objects. */
export function peerData(dir: string, { maps, names }: ServeWorld): string {
  const file = join(dir, 'data.json');
  writeFileSync(file, JSON.stringify({ maps, names }));
  return file;
}

/** Plain Hono in the same workerd. */
export async function honoSite(dir: string, data: string): Promise<Site> {
  const outfile = join(dir, 'hono.js');
  await build({
    entryPoints: [join(PEERS, 'hono.js')],
    ...{ outfile, bundle: true, format: 'esm', external: ['data'], logLevel: 'error' },
  });
  return {
    name: 'hono',
    modules: [
      { name: 'main', kind: 'esModule', file: outfile },
      { name: 'data', kind: 'json', file: data },
    ],
  };
}

export interface Express {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

/** Express on this Node, in production mode. */
export async function startExpress(data: string): Promise<Express> {
  const child = fork(join(PEERS, 'express.js'), [data], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { pid: child.pid ?? 0, port, stop: () => stopped(child) };
}
