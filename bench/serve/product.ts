/** The product as it would be deployed: what `wrangler deploy` uploads for each Worker, built without deploying. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { WORKERS, type WorkerName } from '../../scripts/workers/configuration.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What is uploaded for one Worker. */
export interface Bundle {
  readonly dir: string;
  /** file names; the first is the main module */
  readonly modules: readonly string[];
  /** bytes of all modules together */
  readonly rawBytes: number;
  /** bytes of each module compressed by itself (gzip -9), added up: what the platform counts, or a little more */
  readonly gzipBytes: number;
}

export interface Product {
  readonly workers: Readonly<Record<WorkerName, Bundle>>;
  remove(): void;
}

export interface ModuleSize {
  readonly name: string;
  readonly rawBytes: number;
  readonly gzipBytes: number;
}

/** Bundles the Workers, as their configurations say, into a folder of its own. Works offline. */
export function buildProduct(): Product {
  const dir = mkdtempSync(join(tmpdir(), 'brawlfast-product-'));
  const bundle = (worker: WorkerName) => bundleWorker(worker, join(dir, worker));
  return {
    workers: { collector: bundle('collector'), site: bundle('site'), edge: bundle('edge') },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function bundleWorker(worker: WorkerName, dir: string): Bundle {
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--config', WORKERS[worker], '--outdir', dir],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: {
        ...process.env,
        // The configuration's own build step runs `node`: it has to be this one.
        PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
        WRANGLER_SEND_METRICS: 'false',
        NO_UPDATE_NOTIFIER: '1',
      },
    },
  );
  if (status !== 0) throw new Error(`wrangler could not bundle the Worker: ${stderr}${stdout}`);
  const modules = [`${worker}.js`, ...readdirSync(dir).filter((name) => name.endsWith('.wasm'))];
  const sizes = modules.map((name) => moduleSize(dir, name));
  return {
    ...{ dir, modules },
    rawBytes: sizes.reduce((sum, { rawBytes }) => sum + rawBytes, 0),
    gzipBytes: sizes.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0),
  };
}

/** Size of each module, for the notes: by what name it is known, without the hash in front of it. */
export function moduleSizes({ dir, modules }: Bundle): ModuleSize[] {
  return modules.map((name) => moduleSize(dir, name));
}

function moduleSize(dir: string, name: string): ModuleSize {
  const bytes = readFileSync(join(dir, name));
  const gzipBytes = gzipSync(bytes, { level: 9 }).length;
  return { name: name.replace(/^[0-9a-f]{40}-/, ''), rawBytes: bytes.length, gzipBytes };
}
