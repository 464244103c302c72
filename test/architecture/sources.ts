/** Reads the sources of the house, and what they import, without a compiler. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface Source {
  /** from the repository's root */
  readonly path: string;
  readonly source: string;
}

/** All TypeScript and AssemblyScript below these folders. */
export function readSources(folders: readonly string[]): Source[] {
  return folders.flatMap(walk).map((path) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Constants that AssemblyScript and TypeScript share. */
export function isLayout(file: string): boolean {
  return /^kernel\/(layout\/|\w+\/layout\.ts$)/.test(file);
}

/** One import or re-export; `target` as it is written. */
export interface Import {
  readonly file: string;
  readonly target: string;
  readonly typesOnly: boolean;
}

function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The source without comments, texts kept: good enough for what is looked for here. */
export function withoutComments(source: string): string {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  return source.replace(token, (found) => (found.startsWith('/') ? ' ' : found));
}

const IMPORT =
  /\b(?:import|export)\s+(?:(type)\s+)?(?:([\w$*\s{},]+?)\s*from\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g;

/** Every import and re-export of a source text. */
export function importsOf(file: string, source: string): Import[] {
  return [...withoutComments(source).matchAll(IMPORT)].map((match) => {
    const [, type, names = '', path, dynamic] = match;
    const inBraces =
      /^\{([^}]*)\}$/
        .exec(names.trim())?.[1]
        ?.split(',')
        .filter((name) => name.trim() !== '') ?? [];
    const allTypes = inBraces.length > 0 && inBraces.every((name) => /^\s*type\s/.test(name));
    return { file, target: path ?? dynamic ?? '', typesOnly: type === 'type' || allTypes };
  });
}

/** The part that a file belongs to, null outside of what is walked. */
export function partOf(file: string): string | null {
  if (isLayout(file)) return 'layout';
  if (file.startsWith('kernel/')) return 'assembly';
  if (file.startsWith('build/')) return 'wasm';
  if (/^src\/web\/(client|sw)\//.test(file)) return 'browser';
  const [, part, more] = file.split('/');
  if (!file.startsWith('src/') || part === undefined) return null;
  return more === undefined || part === 'workers' ? 'root' : part;
}

/** The file that a relative import leads to, from the repository's root. */
export function resolved({ file, target }: Import): string {
  return relative(ROOT, join(ROOT, dirname(file), target)).replaceAll('\\', '/');
}

/** A way from a node back to itself, or null. */
export function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const visit = (node: string, path: string[]): string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle !== null) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
