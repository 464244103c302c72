/**
 * `npm run deploy`: builds, finds or makes the one KV namespace, and deploys the three Workers, each after the one it is
 * bound to. `npm run deploy -- --dry-run` bundles them and asks nobody.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProduct } from './build.ts';
import {
  type Configuration,
  readConfiguration,
  WORKERS,
  type WorkerName,
  writeConfiguration,
} from './workers/configuration.ts';

const ROOT = join(import.meta.dirname, '..');
/** What `wrangler deploy` names a namespace by itself that a Worker brawlfast is bound to as SNAPSHOTS. */
const NAMESPACE = 'brawlfast-snapshots';

/** Runs `wrangler`; returns what it printed where that is asked for. Throws where it fails. */
export type Wrangler = (args: readonly string[], capture?: true) => string;

/** Deploys what is built; `folder` is where the configurations go that it is deployed from. */
export async function deploy(wrangler: Wrangler, folder: string, isDry: boolean): Promise<void> {
  const names = Object.keys(WORKERS) as WorkerName[];
  const configurations = await Promise.all(names.map(readConfiguration));
  const isNamed = configurations.every(({ kv_namespaces: [first] }) => first?.id !== undefined);
  const id = isDry || isNamed ? null : namespaceId(wrangler);
  for (const [i, name] of names.entries()) {
    const file = join(folder, `${name}.json`);
    writeConfiguration(file, withNamespace(configurations[i] as Configuration, id));
    wrangler(['deploy', '--config', file, ...(isDry ? ['--dry-run'] : [])]);
  }
}

/** An id that is in the configuration stays. */
export function withNamespace(configuration: Configuration, id: string | null): Configuration {
  if (id === null) return configuration;
  const kv_namespaces = configuration.kv_namespaces.map((namespace) => ({ id, ...namespace }));
  return { ...configuration, kv_namespaces };
}

function namespaceId(wrangler: Wrangler): string {
  const find = () => {
    const all = JSON.parse(wrangler(['kv', 'namespace', 'list'], true)) as { id: string; title: string }[];
    return all.find(({ title }) => title === NAMESPACE)?.id;
  };
  const known = find();
  if (known !== undefined) return known;
  wrangler(['kv', 'namespace', 'create', NAMESPACE]);
  const made = find();
  if (made === undefined) throw new Error(`the namespace ${NAMESPACE} was made, but is not listed`);
  return made;
}

function run(args: readonly string[], capture?: true): string {
  const script = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['inherit', capture ? 'pipe' : 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`wrangler ${args.slice(0, 3).join(' ')} failed`);
  return stdout ?? '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildProduct();
  await deploy(run, join(ROOT, 'build/deploy'), process.argv.includes('--dry-run'));
}
