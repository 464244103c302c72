/** The Worker in workerd, as a child process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import type { WorkerSettings } from './variables.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface WorkerOptions {
  readonly port: number;
  /** folder of its KV and its Durable Object */
  readonly state: string;
  readonly variables: WorkerSettings['variables'];
  /** an env file; null leaves it to the folder's own .dev.vars */
  readonly secretsFile: string | null;
}

/** The arguments of `wrangler`; nothing secret is among them. */
export function workerArguments({ port, state, variables, secretsFile }: WorkerOptions): string[] {
  const args = ['dev', '--ip', '127.0.0.1', '--port', String(port), '--persist-to', state];
  args.push('--show-interactive-dev-session=false', '--log-level', 'warn', '--test-scheduled');
  if (secretsFile !== null) args.push('--env-file', secretsFile);
  for (const [name, value] of Object.entries(variables)) args.push('--var', `${name}:${value}`);
  return args;
}

export function startWorker(options: WorkerOptions): ChildProcess {
  const { BRAWL_STARS_TOKEN: _key, BRAWLFAST_PUBLISH_TOKEN: _token, ...env } = process.env;
  const script = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  return spawn(process.execPath, [script, ...workerArguments(options)], {
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
}
