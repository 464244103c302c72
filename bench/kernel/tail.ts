/**
 * How even single calls are: searches and rankings in turn, a million each way. Answers into linear memory show the
 * kernel; answers in fresh arrays show what a caller sees, the engine's allocation and collection of those arrays
 * included.
 */
import { readFileSync } from 'node:fs';
import { createReader } from '../../src/kernel/reader-host.ts';
import { type BenchResult, budget } from '../harness.ts';
import type { FullSnapshot } from '../snapshot.ts';
import { QUERIES, WASM } from './module.ts';

const CALLS = 1_000_000;
const WARM_UP = 20_000;
const LIMIT_MS = 0.5;
const LIMIT_MEDIANS = 20;
const SEARCH_LIMIT = 8;
/** bytes; more than any answer here takes */
const CAPACITY = 131_072;
const QUERY_CAPACITY = 1024;
const OPTIONS = { bracket: 0, min: 0, limit: 0, sort: 0 };

interface BareReader {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  snapshotOpen(at: number, length: number): number;
  renderScratchSize(): number;
  renderMap(...args: number[]): number;
  renderSearch(...args: number[]): number;
}

/** Searches and rankings of the maps given, both by number; answers stay where they are written. */
function bareCalls(module: WebAssembly.Module, { bytes, now }: FullSnapshot, maps: readonly number[]) {
  const kernel = new WebAssembly.Instance(module, {}).exports as unknown as BareReader;
  kernel.memory.grow(Math.ceil((2 * bytes.length + CAPACITY) / 65_536));
  const memory = new Uint8Array(kernel.memory.buffer);
  const at = align(kernel.heapBase());
  memory.set(bytes, at);
  if (kernel.snapshotOpen(at, bytes.length) !== 0) throw new Error('the kernel refuses the snapshot');
  const query = align(at + bytes.length);
  const scratch = query + QUERY_CAPACITY;
  const out = align(scratch + kernel.renderScratchSize());
  return {
    search(i: number) {
      const text = QUERIES[i % QUERIES.length] ?? '';
      // all of them are ASCII
      for (let k = 0; k < text.length; k++) memory[query + k] = text.charCodeAt(k);
      kernel.renderSearch(query, text.length, SEARCH_LIMIT, now, scratch, out, CAPACITY);
    },
    rank(i: number) {
      kernel.renderMap(maps[i % maps.length] ?? 0, 0, 0, 0, 0, scratch, out, CAPACITY);
    },
  };
}

/** Distribution of single calls: into linear memory, and through the host. */
export function tail(full: FullSnapshot): BenchResult[] {
  const module = new WebAssembly.Module(readFileSync(WASM));
  const kernel = createReader(module);
  const opened = kernel.open(full.bytes);
  if (!opened.ok) throw new Error(opened.error.message);
  // An answer that says "no data" costs next to nothing: only maps that have a ranking.
  const { maps: listed } = JSON.parse(new TextDecoder().decode(kernel.renderMaps())) as {
    maps: { hasData: boolean }[];
  };
  const maps = [...listed.keys()].filter((row) => listed[row]?.hasData);
  const bare = bareCalls(module, full, maps);
  return [
    ...distribution('kernel.tail', 'written to linear memory', (i) =>
      i % 2 === 0 ? bare.search(i >> 1) : bare.rank(i * 7),
    ),
    ...distribution('kernel.tail.copied', 'each answer in a fresh array', (i) =>
      i % 2 === 0
        ? kernel.renderSearch(QUERIES[(i >> 1) % QUERIES.length] ?? '', SEARCH_LIMIT, full.now)
        : kernel.renderMap(maps[(i * 7) % maps.length] ?? 0, OPTIONS),
    ),
  ];
}

function distribution(id: string, what: string, call: (i: number) => unknown): BenchResult[] {
  const times = new Float64Array(CALLS);
  for (let i = 0; i < WARM_UP; i++) call(i);
  const before = process.resourceUsage().involuntaryContextSwitches;
  for (let i = 0; i < CALLS; i++) {
    const start = performance.now();
    call(i);
    times[i] = performance.now() - start;
  }
  // What the machine took away meanwhile: a call that another process interrupts lasts a time slice.
  const switches = process.resourceUsage().involuntaryContextSwitches - before;
  times.sort();
  const p = (share: number) => times[Math.min(CALLS - 1, Math.floor(share * CALLS))] ?? Number.NaN;
  const us = (share: number) => `${(p(share) * 1000).toFixed(1)} µs`;
  const shape = `median ${us(0.5)}, p99 ${us(0.99)}, max ${p(1).toFixed(1)} ms of 10⁶ searches and rankings, ${what}; interrupted ${switches} times`;
  return [
    budget(id, p(0.999), LIMIT_MS, 'ms', `p99.9; ${shape}`),
    budget(`${id}.median`, p(0.999) / p(0.5), LIMIT_MEDIANS, '× median', `p99.9 over the median, ${what}`),
  ];
}

function align(address: number): number {
  return (address + 63) & ~63;
}
