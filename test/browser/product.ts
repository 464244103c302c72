/** The product as it is deployed, in workerd on a loopback port, with a snapshot of our own pushed to it. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProduct } from '../../scripts/build.ts';
import { startWorkers } from '../../scripts/start/worker.ts';
import { createKernel } from '../../src/kernel/host.ts';

const ROOT = join(import.meta.dirname, '../..');
const TOKEN = 'the-token-of-the-browser-tests.0123456789';
const READY_MS = 120_000;

export interface Product {
  readonly url: string;
  /** Publishes a snapshot, as a collector does; resolves when pages and answers are made of it. Once a product. */
  push(snapshot: Uint8Array): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it without any data; `data` is what it serves and no other. */
export async function startProduct(data: 'demo' | 'live'): Promise<Product> {
  await buildProduct();
  const state = await mkdtemp(join(tmpdir(), 'brawlfast-browser-'));
  const port = await freePort();
  const { process: worker } = await startWorkers({
    port,
    state,
    variables: { BRAWLFAST_DATA: data },
    secrets: { BRAWLFAST_PUBLISH_TOKEN: TOKEN },
  });
  const url = `http://localhost:${port}`;
  const isRunning = () => worker.exitCode === null;
  const stop = async () => {
    if (worker.exitCode === null && worker.signalCode === null) {
      const gone = new Promise((done) => worker.once('exit', done));
      worker.kill('SIGTERM');
      await gone;
    }
    await rm(state, { recursive: true, force: true });
  };
  const push = async (snapshot: Uint8Array) => {
    const response = await fetch(`${url}/api/snapshot`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: snapshot as Uint8Array<ArrayBuffer>,
    });
    if (!response.ok) throw new Error(`push: ${response.status} ${await response.text()}`);
    // Published is not served: an isolate that looked for a snapshot a moment ago says once more that there is none.
    for (const path of ['/', '/api/maps']) await until(() => answers(url + path), isRunning);
  };
  try {
    await until(() => isThere(`${url}/health`), isRunning);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, push, stop };
}

/** The whole kernel, as the collector has it. */
export function wholeKernel() {
  return createKernel(new WebAssembly.Module(readFileSync(join(ROOT, 'build/kernel.wasm'))));
}

async function until(holds: () => Promise<boolean>, isRunning: () => boolean): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline && isRunning()) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('the Worker does not answer');
}

function isThere(address: string): Promise<boolean> {
  return fetch(address).then(
    () => true,
    () => false,
  );
}

async function answers(address: string): Promise<boolean> {
  const response = await fetch(address);
  await response.arrayBuffer();
  return response.ok;
}

export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
