/** The house's walls: who may import whom, who may touch the runtime, and how large a file may grow. */
import { describe, expect, test } from 'vitest';
import {
  findCycle,
  type Import,
  importsOf,
  isLayout,
  partOf,
  readSources,
  resolved,
  withoutComments,
} from './architecture/sources.ts';

const WARN_LINES = 250;
const MAX_LINES = 400;

/**
 * What each part may import: `upstream → collect → store ← serve ← web`, with `kernel` and `shared` below all, and
 * the AssemblyScript's constants (`layout`) below everything. `types` means that nothing of it may be there at run
 * time. The roots (src/workers and what they read their variables with) put the parts together.
 */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, 'all' | 'types'>>>> = {
  root: {
    upstream: 'all',
    collect: 'all',
    store: 'all',
    serve: 'all',
    web: 'all',
    kernel: 'all',
    shared: 'all',
    wasm: 'all',
  },
  upstream: { shared: 'all', layout: 'all' },
  collect: { upstream: 'all', store: 'all', kernel: 'all', shared: 'all', layout: 'all' },
  store: { shared: 'all' },
  serve: { store: 'types', kernel: 'all', shared: 'all' },
  web: { serve: 'all', kernel: 'types', shared: 'all' },
  // The page's client and the service worker: the same renderer, with a kernel of their own.
  browser: { web: 'all', serve: 'all', kernel: 'all', shared: 'all' },
  kernel: { shared: 'all', layout: 'all' },
  shared: { layout: 'all' },
  layout: {},
  assembly: { layout: 'all' },
};

/** Packages, by who may import them. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  hono: ['serve', 'web'],
  'cloudflare:workers': ['root'],
};

/** What is wrong with an import, if anything. */
function judge(imported: Import): string | null {
  const { file, target, typesOnly } = imported;
  const from = partOf(file) ?? '?';
  if (!target.startsWith('.')) {
    const name = target.startsWith('cloudflare:') ? target : (target.split('/')[0] ?? '');
    return PACKAGES[name]?.includes(from) ? null : `${file}: ${from} may not import the package ${target}`;
  }
  const to = partOf(resolved(imported)) ?? 'something outside of the house';
  if (to === from) return null;
  const allowed = ALLOWED[from]?.[to];
  if (allowed === 'all' || (allowed === 'types' && typesOnly)) return null;
  return `${file}: ${from} may not import ${allowed === 'types' ? 'more than types of ' : ''}${to} (${target})`;
}

const files = readSources(['src', 'kernel']);
const imports = files.flatMap(({ path, source }) => importsOf(path, source));

/** Files whose code (not comments) matches. */
function filesWith(pattern: RegExp): string[] {
  return files.filter(({ source }) => pattern.test(withoutComments(source))).map(({ path }) => path);
}

/** The same, but for the roots of the Workers. */
function elsewhere(pattern: RegExp): string[] {
  return filesWith(pattern).filter((path) => !path.startsWith('src/workers/'));
}

describe('this test sees', () => {
  test('every kind of import, and none in comments', () => {
    const source = `import { a, type B } from './a.ts';
import type { C } from './c.ts';
import { type D, type E } from './d.ts';
import * as f from '../f.ts';
import g from './g.wasm';
import './h.ts';
export { i } from './i.ts';
export type { J } from './j.ts';
export * from './k.ts';
const l = await import('./l.ts');
import {
  m,
} from './m.ts';
// import { n } from './n.ts';
/* import { o } from './o.ts'; */
const p = 'https://p.test/p'; import q from "q";`;
    const found = importsOf('x.ts', source).map(({ target, typesOnly }) =>
      typesOnly ? `type ${target}` : target,
    );
    expect(found).toEqual([
      ...['./a.ts', 'type ./c.ts', 'type ./d.ts', '../f.ts', './g.wasm', './h.ts', './i.ts', 'type ./j.ts'],
      ...['./k.ts', './l.ts', './m.ts', 'q'],
    ]);
  });

  test('what is forbidden', () => {
    const wrong = (file: string, statement: string) => importsOf(file, statement).map(judge);
    expect(wrong('src/upstream/x.ts', "import { a } from '../collect/y.ts';")).not.toEqual([null]);
    expect(wrong('src/serve/x.ts', "import type { A } from '../collect/y.ts';")).not.toEqual([null]);
    expect(wrong('src/serve/x.ts', "import { a } from '../store/kv.ts';")).not.toEqual([null]);
    expect(wrong('src/serve/x.ts', "import type { A } from '../store/port.ts';")).toEqual([null]);
    expect(wrong('src/web/x.tsx', "import { a } from '../kernel/host.ts';")).not.toEqual([null]);
    expect(wrong('src/kernel/x.ts', "import { a } from '../serve/y.ts';")).not.toEqual([null]);
    expect(wrong('src/kernel/x.ts', "import { a } from '../../kernel/json/y.ts';")).not.toEqual([null]);
    expect(wrong('kernel/json/x.ts', "import { a } from '../../src/shared/y.ts';")).not.toEqual([null]);
    expect(wrong('src/shared/x.ts', "import { a } from '../workers/edge.ts';")).not.toEqual([null]);
    expect(wrong('src/collect/x.ts', "import { DurableObject } from 'cloudflare:workers';")).not.toEqual([
      null,
    ]);
    expect(wrong('src/collect/x.ts', "import { join } from 'node:path';")).not.toEqual([null]);
    expect(wrong('src/serve/x.ts', "import { a } from '../../test/y.ts';")).not.toEqual([null]);
    expect(
      findCycle(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['c'])],
          ['c', new Set(['b'])],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
  });

  test('the whole house', () => {
    const parts = new Set(files.map(({ path }) => partOf(path)));
    expect([...parts].sort()).toEqual(Object.keys(ALLOWED).sort());
    expect(imports.length).toBeGreaterThan(200);
  });
});

describe('imports', () => {
  test('point one way', () => {
    expect(imports.map(judge).filter((complaint) => complaint !== null)).toEqual([]);
  });

  test('lead to files that are there', () => {
    // What is built is there once it is built.
    const known = new Set(files.map(({ path }) => path));
    const lost = imports
      .filter((imported) => imported.target.startsWith('.') && partOf(resolved(imported)) !== 'wasm')
      .filter((imported) => !known.has(resolved(imported)) && !known.has(`${resolved(imported)}.ts`));
    expect(lost).toEqual([]);
  });

  test('form no circle among parts, nor among files at run time', () => {
    const parts = new Map<string, Set<string>>();
    const modules = new Map<string, Set<string>>();
    for (const imported of imports.filter(({ target }) => target.startsWith('.'))) {
      const target = resolved(imported);
      const [from, to] = [partOf(imported.file) ?? '', partOf(target) ?? ''];
      if (from !== to) parts.set(from, (parts.get(from) ?? new Set()).add(to));
      if (!imported.typesOnly) {
        const path = /\.\w+$/.test(target) ? target : `${target}.ts`;
        modules.set(imported.file, (modules.get(imported.file) ?? new Set()).add(path));
      }
    }
    expect(findCycle(parts)).toBeNull();
    expect(findCycle(modules)).toBeNull();
  });
});

describe('one place each', () => {
  test('only src/workers speaks to the runtime and reads the environment', () => {
    expect(elsewhere(/cloudflare:/)).toEqual([]);
    // But for the styles' env(safe-area-inset-…).
    expect(elsewhere(/\benv\b(?!\(safe-area)/)).toEqual([]);
    expect(filesWith(/\bprocess\s*[.[]|import\.meta|\bDeno\b/)).toEqual([]);
  });

  test('only the kernel’s hosts touch WebAssembly', () => {
    expect(filesWith(/\bWebAssembly\b/)).toEqual(['src/kernel/host.ts', 'src/kernel/reader-host.ts']);
    expect(elsewhere(/\.wasm['"]/)).toEqual([]);
  });

  test('time, randomness and network are handed in by the composition roots', () => {
    const roots = ['src/web/client/main.ts', 'src/web/sw/worker.ts'];
    const outside = (pattern: RegExp) => elsewhere(pattern).filter((path) => !roots.includes(path));
    expect(outside(/\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/)).toEqual([]);
    expect(outside(/\bMath\.random\b|\bcrypto\./)).toEqual([]);
    expect(outside(/\b(globalThis|self)\.fetch\b/)).toEqual([]);
  });

  test('what both languages share are whole numbers, and nothing else', () => {
    const constant = /^export const [A-Z][A-Z0-9_]* = -?(0x[0-9a-f]+|[0-9]+);$/;
    const other = files
      .filter(({ path }) => isLayout(path))
      .flatMap(({ path, source }) =>
        withoutComments(source)
          .split('\n')
          .map((line) => `${path}: ${line.trim()}`),
      )
      .filter((line) => !line.endsWith(': ') && !constant.test(line.slice(line.indexOf(': ') + 2)));
    expect(other).toEqual([]);
  });

  test('no decorators in AssemblyScript, no default exports but the Workers’', () => {
    expect(filesWith(/^\s*@\w+/m).filter((path) => path.startsWith('kernel/'))).toEqual([]);
    const workers = ['collector', 'edge', 'site'].map((name) => `src/workers/${name}.ts`);
    expect(filesWith(/\bexport default\b/).sort()).toEqual(workers);
  });
});

test(`no file has more than ${MAX_LINES} lines`, () => {
  const sizes = files.map(({ path, source }) => ({ path, lines: source.split('\n').length - 1 }));
  const long = sizes.filter(({ lines }) => lines > WARN_LINES).sort((a, b) => b.lines - a.lines);
  if (long.length > 0)
    console.log(
      `over ${WARN_LINES} lines: ${long.map(({ path, lines }) => `${path} (${lines})`).join(', ')}`,
    );
  expect(long.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
});
