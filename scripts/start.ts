/**
 * `npm start`: builds the kernel, starts a stand-in upstream where none is configured, then the Worker in workerd,
 * and says when it is ready. Variables: README.md.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startUpstreamSim } from '../upstream-sim/server.ts';
import { buildKernel } from './build.ts';
import { type RoleSettings, readRoles, secretsFile } from './start/roles.ts';

const ROOT = join(import.meta.dirname, '..');
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 250;

interface Upstream {
  /** live, demo or replay: BRAWLFAST_DATA of the Worker */
  readonly data: string;
  /** state of different upstreams must not mix: a folder of its own each */
  readonly folder: string;
  readonly directory?: string;
}

function readUpstream({ collects }: RoleSettings): Upstream {
  const fallback = process.env.BRAWL_STARS_TOKEN || !collects ? 'live' : 'demo';
  const text = process.env.BRAWLFAST_UPSTREAM || fallback;
  if (text === 'demo' || text === 'live') return { data: text, folder: text };
  if (!text.startsWith('replay:')) {
    throw new Error(`BRAWLFAST_UPSTREAM is "${text}"; it must be demo, live or replay:DIR`);
  }
  const directory = resolve(process.env.INIT_CWD ?? process.cwd(), text.slice('replay:'.length));
  if (!existsSync(directory)) throw new Error(`BRAWLFAST_UPSTREAM: there is no folder ${directory}`);
  const tag = createHash('sha256').update(directory).digest('hex').slice(0, 8);
  return { data: 'replay', folder: `replay-${tag}`, directory };
}

function readPort(): number {
  const text = process.env.PORT || '8787';
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65535) return port;
  throw new Error(`PORT is "${text}"; it must be a number from 1 to 65535`);
}

/** The stand-in for the upstream, in this process. */
async function startUpstream(upstream: Upstream) {
  if (upstream.data === 'live') return null;
  const source =
    upstream.directory === undefined
      ? ({ kind: 'demo' } as const)
      : ({ kind: 'replay', directory: upstream.directory } as const);
  return startUpstreamSim({ source });
}

/** Writes the secrets where only their owner reads them; the file goes with this process. */
function writeSecrets(state: string, { secrets }: RoleSettings): string | null {
  if (Object.keys(secrets).length === 0) return null;
  const file = join(state, 'secrets.env');
  mkdirSync(state, { recursive: true });
  // One that is there may be open to others, and `mode` is for new files.
  rmSync(file, { force: true });
  writeFileSync(file, secretsFile(secrets), { mode: 0o600, flag: 'wx' });
  process.once('exit', () => rmSync(file, { force: true }));
  return file;
}

function startWorker(
  port: number,
  state: string,
  variables: Record<string, string>,
  secrets: string | null,
): ChildProcess {
  const args = ['dev', '--ip', '127.0.0.1', '--port', String(port), '--persist-to', state];
  args.push('--show-interactive-dev-session=false', '--log-level', 'warn', '--test-scheduled');
  if (secrets !== null) args.push('--env-file', secrets);
  for (const [name, value] of Object.entries(variables)) args.push('--var', `${name}:${value}`);
  return spawn(process.execPath, [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Telemetry and update checks have no place in a local run.
    env: {
      ...process.env,
      BRAWLFAST_PUBLISH_TOKEN: undefined,
      WRANGLER_SEND_METRICS: 'false',
      CI: '1',
      NO_UPDATE_NOTIFIER: '1',
    },
  });
}

interface Health {
  readonly status: string;
  readonly maps: number;
  readonly brawlers: number;
}

async function waitUntilReady(url: string, worker: ChildProcess): Promise<Health> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && worker.exitCode === null) {
    const health = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) })
      .then((response) => response.json() as Promise<Health>)
      .catch(() => null);
    if (health !== null && health.status !== 'warming') return health;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  throw new Error('the Worker did not become ready');
}

async function main(): Promise<void> {
  const roles = readRoles(process.env);
  const upstream = readUpstream(roles);
  const port = readPort();
  const state = resolve(ROOT, process.env.BRAWLFAST_STATE || '.brawlfast', upstream.folder + roles.folder);
  await buildKernel('release');
  await buildKernel('reader');
  const sim = roles.collects ? await startUpstream(upstream) : null;
  const variables: Record<string, string> = { BRAWLFAST_DATA: upstream.data, ...roles.variables };
  if (sim !== null) variables.BRAWLAPI_HOSTS = sim.brawlApiUrl;
  for (const name of ['WARM_INTERVAL_SECONDS', 'WARM_CONCURRENCY', 'BRAWLAPI_HOSTS']) {
    const value = process.env[name];
    if (value) variables[name] = value;
  }
  const worker = startWorker(port, state, variables, writeSecrets(state, roles));
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
  const url = `http://localhost:${port}`;
  if (roles.folder === '-pushed-to') {
    console.log(`BrawlFast: ${url} waits for ${upstream.data} data to be pushed to it`);
    return;
  }
  console.log(`BrawlFast: ${upstream.data} data; ${roles.collects ? 'collecting' : 'following'}…`);
  try {
    const { maps, brawlers } = await waitUntilReady(`http://127.0.0.1:${port}`, worker);
    console.log(
      `BrawlFast is ready: ${url}  (${maps} maps, ${brawlers} brawlers; health: ${url}/health; stop: Ctrl+C)`,
    );
    if (sim !== null) console.log(`Its upstream is a stand-in on ${new URL(sim.brawlApiUrl).origin}`);
  } catch (error) {
    process.exitCode = 1;
    console.error(`BrawlFast: ${error instanceof Error ? error.message : String(error)}`);
    await stop();
  }
}

await main();
