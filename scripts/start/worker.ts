/** The Workers in workerd, as a child process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { readConfiguration, WORKERS, writeConfiguration } from '../workers/configuration.ts';
import { writeSecrets } from './secrets.ts';
import type { WorkerSettings } from './variables.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Where wrangler looks for the secrets of a Worker: beside its configuration. */
const SECRETS = '.dev.vars';

export interface WorkerOptions {
  readonly port: number;
  /** folder of their KV and of the Durable Object */
  readonly state: string;
  readonly variables: WorkerSettings['variables'];
  /** the collector's; null leaves them to the folder's own .dev.vars */
  readonly secrets: WorkerSettings['secrets'] | null;
}

/** The arguments of `wrangler`; nothing secret is among them. */
export function workerArguments(port: number, state: string): string[] {
  // The first is the one that the port leads to. Variables on the command line would be its alone.
  const configurations = [WORKERS.edge, WORKERS.site, collectorFile(state)];
  const args = ['dev', ...configurations.flatMap((file) => ['--config', file])];
  args.push('--ip', '127.0.0.1', '--port', String(port), '--persist-to', state);
  args.push('--show-interactive-dev-session=false', '--log-level', 'warn');
  // Else it warns of cron, which needs no ringing here: the collector's own alarm drives it.
  args.push('--test-scheduled');
  return args;
}

/** Starts them; returns the process, and what removes the secrets' file. */
export async function startWorkers(
  options: WorkerOptions,
): Promise<{ process: ChildProcess; removeSecrets: () => void }> {
  const { port, state } = options;
  const removeSecrets = await configureCollector(options);
  const { BRAWL_STARS_TOKEN: _key, BRAWLFAST_PUBLISH_TOKEN: _token, ...env } = process.env;
  const script = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const child = spawn(process.execPath, [script, ...workerArguments(port, state)], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Its own build runs with this Node, whichever the machine's is. Telemetry and update checks have no place in a local run.
    env: {
      ...env,
      PATH: `${dirname(process.execPath)}${delimiter}${env.PATH ?? ''}`,
      WRANGLER_SEND_METRICS: 'false',
      CI: '1',
      NO_UPDATE_NOTIFIER: '1',
    },
  });
  return { process: child, removeSecrets };
}

function collectorFile(state: string): string {
  return join(state, 'collector', 'wrangler.json');
}

/** The collector's configuration with its variables, and its secrets beside it. */
async function configureCollector({ state, variables, secrets }: WorkerOptions): Promise<() => void> {
  const committed = await readConfiguration('collector');
  const file = collectorFile(state);
  writeConfiguration(file, { ...committed, vars: { ...committed.vars, ...variables } });
  const beside = join(dirname(file), SECRETS);
  if (secrets !== null) return writeSecrets(beside, secrets);
  rmSync(beside, { force: true });
  const own = join(ROOT, SECRETS);
  if (!existsSync(own)) return () => {};
  mkdirSync(dirname(beside), { recursive: true });
  symlinkSync(own, beside);
  return () => rmSync(beside, { force: true });
}
