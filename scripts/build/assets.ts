/**
 * Builds what the browser loads into build/assets/, which the platform serves as static assets, and build/assets.ts, the
 * module that tells the Worker their names. Names carry a hash of the content and may be kept for ever; only the service worker,
 * the manifest and the icons have names that others know.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type OutputFile } from 'esbuild';
import type { AssetNames } from '../../src/web/assets.ts';
import { ICONS, iconFiles } from './icons.ts';
import { webManifest } from './manifest.ts';
import { TEXTS } from './texts.ts';

const ROOT = join(import.meta.dirname, '../..');
const OUT = join(ROOT, 'build/assets');
const MODULE = join(ROOT, 'build/assets.ts');
/** What this folder holds is named by its content. */
const HASHED = 'a';

type Files = Map<string, Uint8Array>;

/** Headers of the static assets: https://developers.cloudflare.com/workers/static-assets/headers/ */
const HEADERS = `/${HASHED}/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
/sw.js
  Cache-Control: no-cache
  X-Content-Type-Options: nosniff
/*.png
  Cache-Control: public, max-age=86400
/*.svg
  Cache-Control: public, max-age=86400
/manifest.webmanifest
  Cache-Control: public, max-age=86400
`;

/** Builds all of it; needs build/reader.wasm. Writes only what has changed, and removes what is no longer made. */
export async function buildAssets(): Promise<AssetNames> {
  const files: Files = new Map();
  const wasm = readFileSync(join(ROOT, 'build/reader.wasm'));
  const reader = `/${HASHED}/reader-${hash(wasm)}.wasm`;
  files.set(reader, wasm);
  const texts = addTexts(files);
  const names = await addScripts(files, { reader, texts });
  for (const [name, bytes] of drawnIcons()) files.set(`/${name}`, bytes);
  files.set('/manifest.webmanifest', text(webManifest()));
  files.set('/_headers', text(HEADERS));
  writeAll(files);
  writeIfChanged(MODULE, text(moduleSource(names)));
  return names;
}

/** Drawing takes a second: what is there stays, unless the drawing is newer. */
function drawnIcons(): [string, Uint8Array][] {
  try {
    const drawing = statSync(join(import.meta.dirname, 'icons.ts')).mtimeMs;
    return ICONS.map((name) => {
      const path = join(OUT, name);
      if (statSync(path).mtimeMs < drawing) throw new Error('older than the drawing');
      return [name, readFileSync(path)];
    });
  } catch {
    return iconFiles();
  }
}

/** Each language's texts: what a client, the service worker and the Worker load of a language when it is wanted. */
function addTexts(files: Files): AssetNames['texts'] {
  const names = Object.entries(TEXTS).map(([language, texts]) => {
    const bytes = text(JSON.stringify(texts));
    const address = `/${HASHED}/texts-${language}-${hash(bytes)}.json`;
    files.set(address, bytes);
    return [language, address];
  });
  return Object.fromEntries(names) as AssetNames['texts'];
}

/** The client and the service worker share their parts: what a page has loaded, the service worker need not load again. */
async function addScripts(files: Files, named: Pick<AssetNames, 'reader' | 'texts'>): Promise<AssetNames> {
  const { reader, texts } = named;
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: 'src/web/client/main.ts', out: `${HASHED}/client` },
      { in: 'src/web/sw/worker.ts', out: 'sw' },
    ],
    bundle: true,
    splitting: true,
    format: 'esm',
    // Module service workers and structuredClone are there from these on.
    target: ['chrome111', 'firefox147', 'safari16.4'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    define: { READER_URL: JSON.stringify(reader), TEXTS: JSON.stringify(JSON.stringify(texts)) },
    entryNames: '[dir]/[name]-[hash]',
    chunkNames: `${HASHED}/part-[hash]`,
    outdir: OUT,
    metafile: true,
    write: false,
  });
  const addressOf = ({ path }: OutputFile) => path.slice(OUT.length).replaceAll('\\', '/');
  const scripts = outputFiles.map((file) => ({ address: addressOf(file), bytes: file.contents }));
  const client = scripts.find(({ address }) => address.startsWith(`/${HASHED}/client-`));
  const worker = scripts.find(({ address }) => address.startsWith('/sw-'));
  if (client === undefined || worker === undefined) throw new Error('esbuild left out an entry');
  for (const { address, bytes } of scripts) if (address !== worker.address) files.set(address, bytes);
  const needed = loadedBy(metafile.outputs, client.address);
  const chunks = scripts.map(({ address }) => address).filter((address) => needed.has(address));
  const addresses = [reader, ...Object.values(texts), ...scripts.map(({ address }) => address).sort()];
  const names: AssetNames = {
    client: client.address,
    chunks,
    ...named,
    version: hash(text(addresses.join())),
  };
  files.set('/sw.js', text(`self.ASSETS=${JSON.stringify(names)};${Buffer.from(worker.bytes).toString()}`));
  return names;
}

type Outputs = Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>;

/** The parts that an entry loads, at once or later, itself left out. */
function loadedBy(outputs: Outputs, entry: string): ReadonlySet<string> {
  const prefix = 'build/assets';
  const seen = new Set<string>();
  const visit = (address: string) => {
    for (const { path } of outputs[prefix + address]?.imports ?? []) {
      const target = path.startsWith(prefix) ? path.slice(prefix.length) : path;
      if (target === entry || seen.has(target)) continue;
      seen.add(target);
      visit(target);
    }
  };
  visit(entry);
  return seen;
}

function moduleSource(names: AssetNames): string {
  return `// Made by scripts/build/assets.ts.\nexport const ASSETS = ${JSON.stringify(names, null, 2)} as const;\n`;
}

function writeAll(files: Files): void {
  for (const [address, bytes] of files) writeIfChanged(join(OUT, address), bytes);
  for (const entry of readdirSync(OUT, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const address = path.slice(OUT.length).replaceAll('\\', '/');
    if (entry.isFile() && !files.has(address) && isOld(path)) rmSync(path, { force: true });
  }
}

/** Another process may be about to rename its own file into place. */
function isOld(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > 60_000;
  } catch {
    return false;
  }
}

/** Whoever reads meanwhile gets the old file or the new one, never a half; a file that stays the same wakes no watcher. */
function writeIfChanged(path: string, bytes: Uint8Array): void {
  try {
    if (Buffer.compare(readFileSync(path), bytes) === 0) return;
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, bytes);
  renameSync(partial, path);
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}
