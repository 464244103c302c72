/** workerd, the platform's own runtime, with several Workers in one process, each on a port of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const BINARY = join(import.meta.dirname, '../../node_modules/workerd/bin/workerd');
/** Those of wrangler.jsonc, for everything that is measured: the empty Worker is one of the same platform. */
export const COMPATIBILITY_DATE = '2026-10-01';
export const COMPATIBILITY_FLAGS = ['no_nodejs_compat', 'no_nodejs_compat_v2'];
const START_TIMEOUT_MS = 20_000;

export interface Module {
  /** the name by which others import it */
  readonly name: string;
  readonly kind: 'esModule' | 'wasm' | 'data' | 'json';
  /** absolute path */
  readonly file: string;
}

export interface Site {
  readonly name: string;
  /** the first is the main module */
  readonly modules: readonly Module[];
  /** capnp text of the bindings */
  readonly bindings?: string;
  /** the Durable Object's class, kept in memory */
  readonly durableObject?: string;
  /** in another process, at this port; nothing else of it is looked at */
  readonly external?: number;
  /** no port: only other sites reach it */
  readonly internal?: true;
}

export interface Runtime {
  readonly pid: number;
  /** the port of each site that has one */
  readonly ports: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/**
 * Starts workerd and waits until all its sockets listen. `dir` is where its configuration goes. Workers are loaded by
 * then, but nobody has asked them anything.
 */
export async function startWorkerd(
  dir: string,
  sites: readonly Site[],
  options: { v8Flags?: readonly string[] } = {},
): Promise<Runtime> {
  const open = sites.filter(({ internal }) => internal !== true).map(({ name }) => name);
  const file = join(dir, `${open.join('-')}.capnp`);
  writeFileSync(file, configText(sites, open, options.v8Flags ?? []));
  // On the third descriptor it tells, a line of JSON each, which port a socket has got.
  const child = spawn(BINARY, ['serve', '--import-path=/', '--control-fd=3', file], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  try {
    return { pid: child.pid ?? 0, ports: await portsOf(child, open), stop: () => stopped(child) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function portsOf(child: ChildProcess, names: readonly string[]): Promise<Record<string, number>> {
  const ports: Record<string, number> = {};
  const control = child.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('workerd does not listen')), START_TIMEOUT_MS);
    child.once('exit', (code) => reject(new Error(`workerd ended with ${code}`)));
    createInterface({ input: control }).on('line', (line) => {
      const { event, socket, port } = JSON.parse(line) as { event: string; socket: string; port: number };
      if (event === 'listen') ports[socket] = port;
      if (names.some((name) => ports[name] === undefined)) return;
      clearTimeout(timer);
      resolve(ports);
    });
  });
}

function configText(sites: readonly Site[], open: readonly string[], v8Flags: readonly string[]): string {
  const services = sites.map((site) => `    (name = "${site.name}", ${serviceText(site)})`);
  const sockets = open.map(
    (name) => `    (name = "${name}", address = "127.0.0.1:0", http = (), service = "${name}")`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  v8Flags = [${v8Flags.map((flag) => `"${flag}"`).join(', ')}],
  services = [
${services.join(',\n')}
  ],
  sockets = [
${sockets.join(',\n')}
  ]
);
`;
}

function serviceText(site: Site): string {
  if (site.external === undefined) return `worker = (${workerText(site)})`;
  return `external = (address = "127.0.0.1:${site.external}", http = ())`;
}

function workerText({ modules, bindings, durableObject }: Site): string {
  const list = modules.map(({ name, kind, file }) => `(name = "${name}", ${kind} = embed "${file}")`);
  const object =
    durableObject === undefined
      ? ''
      : `, durableObjectNamespaces = [(className = "${durableObject}", uniqueKey = "bench", enableSql = true)], durableObjectStorage = (inMemory = void)`;
  const bound = bindings === undefined ? '' : `, bindings = [${bindings}]`;
  const flags = COMPATIBILITY_FLAGS.map((flag) => `"${flag}"`).join(', ');
  return `modules = [${list.join(', ')}], compatibilityDate = "${COMPATIBILITY_DATE}", compatibilityFlags = [${flags}]${bound}${object}`;
}

/** Ends a process that was started here, and waits for it. */
export function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
