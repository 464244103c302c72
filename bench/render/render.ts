/**
 * Rendering a map's answer of 100 rows against `JSON.stringify` of the same objects, which the peer has at hand
 * already, and against the plain TypeScript reference. What a Response needs is one copy away on both sides: ours
 * leaves UTF-8 in linear memory, the peer a string to be encoded. The line "copied" has that copy on our side only.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KIND_BRAWLERS, KIND_MAPS } from '../../kernel/layout/bundle.ts';
import { buildKernel } from '../../scripts/build.ts';
import { createKernel } from '../../src/kernel/host.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { type BenchResult, compare, table } from '../harness.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const MAPS = 32;
const ROWS = 100;
/** bytes; more than any answer here takes */
const CAPACITY = 131_072;
const FIRST_MAP = 15_000_000;
const FIRST_BRAWLER = 16_000_000;
const SYLLABLES = [
  'ba',
  'co',
  'dri',
  'el',
  'fang',
  'gale',
  'ho',
  'ja',
  'ki',
  'lou',
  'mee',
  'no',
  'pri',
  'shel',
  'ty',
];

interface BareKernel {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  snapshotOpen(at: number, length: number): number;
  renderScratchSize(): number;
  renderMap(
    map: number,
    bracket: number,
    min: number,
    limit: number,
    sort: number,
    scratch: number,
    out: number,
    capacity: number,
  ): number;
}

/** A snapshot of MAPS maps with ROWS rows each, counts and all. */
function makeSnapshot(kernel: Kernel): Uint8Array {
  const random = createRandom(20261123);
  const pick = () => SYLLABLES[random.uint32() % SYLLABLES.length] ?? '';
  const name = () => `${pick()}${pick()}${random.uint32() % 3 === 0 ? ` ${pick()}${pick()}` : ''}`;
  const rate = () => Math.round(4000 + random.float() * 2000) / 100;
  const stats = () =>
    Array.from({ length: ROWS }, (_, i) => ({
      brawler: FIRST_BRAWLER + i,
      winRate: rate(),
      useRate: Math.round(random.float() * 300) / 100,
      count: Math.floor(10 ** (1 + 4 * random.float())),
    }));
  const documents = [
    [KIND_BRAWLERS, Array.from({ length: ROWS }, (_, i) => ({ id: FIRST_BRAWLER + i, name: name() }))],
    [
      KIND_MAPS,
      Array.from({ length: MAPS }, (_, i) => ({
        id: FIRST_MAP + i,
        name: `${name()} ${i}`,
        gameMode: { scId: 48_000_000, name: 'Gem Grab' },
        stats: stats(),
      })),
    ],
  ] as const;
  const bundles = documents.map(([kind, list]) => {
    const result = kernel.extract(kind, new TextEncoder().encode(JSON.stringify({ list })));
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  });
  return kernel.buildSnapshot({
    bundles,
    builtAt: 1_780_000_000_000,
    data: 'demo',
    windowDays: 28,
    sources: [],
  });
}

/** The kernel without its host: writes map `map`'s answer into linear memory and gives its length. */
function bareRenderer(module: WebAssembly.Module, snapshot: Uint8Array): (map: number) => number {
  const kernel = new WebAssembly.Instance(module, {}).exports as unknown as BareKernel;
  kernel.memory.grow(Math.ceil((snapshot.length + 2 * CAPACITY) / 65_536));
  const at = align(kernel.heapBase());
  new Uint8Array(kernel.memory.buffer).set(snapshot, at);
  if (kernel.snapshotOpen(at, snapshot.length) !== 0) throw new Error('the kernel refuses the snapshot');
  const scratch = align(at + snapshot.length + 64);
  const out = align(scratch + kernel.renderScratchSize());
  return (map) => kernel.renderMap(map, 0, 0, 0, 0, scratch, out, CAPACITY);
}

function align(address: number): number {
  return (address + 63) & ~63;
}

/** The lines of the table; needs build/kernel.wasm. */
export function renderResults(): BenchResult[] {
  const module = new WebAssembly.Module(readFileSync(WASM));
  const reference = createReferenceKernel();
  const kernel = createKernel(module);
  const snapshot = makeSnapshot(reference);
  kernel.open(snapshot);
  reference.open(snapshot);
  const render = bareRenderer(module, snapshot);
  const options = { bracket: 0, min: 0, limit: 0, sort: 0 };
  const decoder = new TextDecoder();
  const objects: unknown[] = Array.from({ length: MAPS }, (_, map) => {
    const ours = decoder.decode(kernel.renderMap(map, options));
    if (ours !== decoder.decode(reference.renderMap(map, options))) throw new Error(`map ${map} differs`);
    return JSON.parse(ours);
  });
  const sizes = objects.map((object) => JSON.stringify(object).length);
  return [
    compare({
      id: 'render.map/json-stringify',
      ours: (i) => render(i % MAPS),
      peer: (i) => JSON.stringify(objects[i % MAPS]),
      bytes: (i) => sizes[i % MAPS] ?? 0,
      must: 10,
      note: `${ROWS} rows, ${MAPS} maps in turn; ours to UTF-8 in linear memory, the peer to a string`,
    }),
    compare({
      id: 'render.map.copied/json-stringify',
      ours: (i) => kernel.renderMap(i % MAPS, options),
      peer: (i) => JSON.stringify(objects[i % MAPS]),
      bytes: (i) => sizes[i % MAPS] ?? 0,
      must: 5,
      note: 'the same through the host, ours copied to a fresh array',
    }),
    compare({
      id: 'render.map/reference',
      ours: (i) => kernel.renderMap(i % MAPS, options),
      peer: (i) => reference.renderMap(i % MAPS, options),
      must: 2,
      note: `${ROWS} rows; both from the snapshot's columns`,
    }),
    compare({
      id: 'render.maps/reference',
      ours: () => kernel.renderMaps(),
      peer: () => reference.renderMaps(),
      must: 2,
      note: `the list of ${MAPS} maps`,
    }),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildKernel('release');
  console.log(table(renderResults()));
}
