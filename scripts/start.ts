/**
 * `npm start`: builds kernel and assets, starts a stand-in upstream where none is configured, then the Workers in workerd,
 * says when it is ready and how the first fill goes. Variables: README.md.
 */
import type { ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { startUpstreamSim, type UpstreamSim } from '../upstream-sim/server.ts';
import { buildProduct } from './build.ts';
import { keptAnchor } from './start/anchor.ts';
import { askHealth, type Health } from './start/health.ts';
import { followFill } from './start/progress.ts';
import { readRoles } from './start/roles.ts';
import { takeOverState } from './start/state.ts';
import { DEMO_WORLD, readPort, readUpstream, type Upstream } from './start/upstream.ts';
import { workerSettings } from './start/variables.ts';
import { startWorkers } from './start/worker.ts';

const ROOT = join(import.meta.dirname, '..');
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 250;

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** The stand-in for the upstream, in this process; null for live data. */
async function startUpstream({ data, directory }: Upstream, state: string): Promise<UpstreamSim | null> {
  if (data === 'live') return null;
  if (directory === undefined)
    return startUpstreamSim({ source: { ...DEMO_WORLD, brawlApiStatistics: false } });
  const anchor = keptAnchor(join(state, 'anchor'), Date.now());
  return startUpstreamSim({ source: { kind: 'replay', directory, logWindow: 'all', anchor } });
}

async function waitUntilReady(url: string, isRunning: () => boolean): Promise<Health> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && isRunning()) {
    const health = await askHealth(url);
    if (health !== null && health.status !== 'warming') return health;
    await sleep(POLL_MS);
  }
  throw new Error('the Worker did not become ready');
}

/** Says when it is ready, then follows the first fill. */
async function tell(port: number, worker: ChildProcess, sim: UpstreamSim | null): Promise<void> {
  const isRunning = () => worker.exitCode === null && worker.signalCode === null;
  const asked = `http://127.0.0.1:${port}`;
  const url = `http://localhost:${port}`;
  const { maps, brawlers, battles } = await waitUntilReady(asked, isRunning);
  const holds = `${maps} maps, ${brawlers} brawlers, ${battles.toLocaleString('en-US')} battles`;
  console.log(`BrawlFast is ready: ${url}  (${holds}; health: ${url}/health; stop: Ctrl+C)`);
  if (sim !== null) console.log(`Its upstream is a stand-in on ${new URL(sim.brawlApiUrl).origin}`);
  const terminal = {
    isTTY: process.stdout.isTTY === true,
    write: (text: string) => void process.stdout.write(text),
  };
  await followFill({ ask: () => askHealth(asked), terminal, now: Date.now, sleep, isRunning });
}

async function main(): Promise<void> {
  const roles = readRoles(process.env);
  const upstream = readUpstream(process.env, process.env.INIT_CWD ?? process.cwd(), roles.collects);
  const port = readPort(process.env);
  const state = resolve(ROOT, process.env.BRAWLFAST_STATE || '.brawlfast', upstream.folder + roles.folder);
  await buildProduct();
  takeOverState(state);
  const sim = roles.collects ? await startUpstream(upstream, state) : null;
  const settings = workerSettings(upstream, sim, process.env);
  const variables = { ...settings.variables, ...roles.variables };
  const own = { ...settings.secrets, ...roles.secrets };
  // Also without a secret: a key in .dev.vars is for live data, and must not get into a demo or a replay.
  const secrets = sim !== null || Object.keys(own).length > 0 ? own : null;
  const { process: worker, removeSecrets } = await startWorkers({ port, state, variables, secrets });
  process.once('exit', removeSecrets);
  const stop = async () => {
    worker.kill('SIGTERM');
    await sim?.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  worker.once('exit', async (code) => {
    await sim?.close();
    process.exitCode ??= code ?? 0;
  });
  if (roles.folder === '-pushed-to') {
    console.log(`BrawlFast: http://localhost:${port} waits for ${upstream.data} data to be pushed to it`);
    return;
  }
  console.log(`BrawlFast: ${upstream.data} data; ${roles.collects ? 'collecting' : 'following'}…`);
  try {
    await tell(port, worker, sim);
  } catch (error) {
    process.exitCode = 1;
    console.error(`BrawlFast: ${error instanceof Error ? error.message : String(error)}`);
    await stop();
  }
}

await main();
