/** The configurations of the three Workers, read and written anew with what is only known when they are started. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** In the order in which they can be deployed: each is bound to the one before it. */
export const WORKERS = {
  collector: 'wrangler.collector.jsonc',
  site: 'wrangler.site.jsonc',
  edge: 'wrangler.jsonc',
} as const;

export type WorkerName = keyof typeof WORKERS;

/** What of a configuration is looked at here. */
export interface Configuration {
  readonly name: string;
  readonly main: string;
  readonly assets?: { readonly directory: string };
  readonly kv_namespaces: readonly { readonly binding: string; readonly id?: string }[];
  readonly vars?: Readonly<Record<string, string>>;
}

/** A Worker's configuration as it is committed. Comments and all, JSONC is an expression of JavaScript. */
export async function readConfiguration(worker: WorkerName): Promise<Configuration> {
  const text = readFileSync(join(ROOT, WORKERS[worker]), 'utf8');
  const module = await import(`data:text/javascript,${encodeURIComponent(`export default ${text}`)}`);
  return module.default as Configuration;
}

/** Writes a configuration to another folder: what it names by paths stays where it is. */
export function writeConfiguration(file: string, configuration: Configuration): void {
  const { main, assets } = configuration;
  const moved = {
    ...configuration,
    main: join(ROOT, main),
    ...(assets === undefined ? {} : { assets: { ...assets, directory: join(ROOT, assets.directory) } }),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(moved, null, 2));
}
