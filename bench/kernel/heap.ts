/** Run by module.ts in a process of its own: prints the heap that a search call takes, and what its answer takes. */
import { readFileSync } from 'node:fs';
import { createReader } from '../../src/kernel/reader-host.ts';
import { QUERIES, WASM } from './module.ts';

const CALLS = 100_000;
const snapshot = readFileSync(process.argv[2] ?? '');
const kernel = createReader(new WebAssembly.Module(readFileSync(WASM)));
kernel.open(new Uint8Array(snapshot));
const region = new Uint8Array(65536);
const lengths = QUERIES.map((query) => kernel.renderSearch(query, 8, 0).length);

const search = (i: number) => kernel.renderSearch(QUERIES[i % QUERIES.length] ?? '', 8, 0);
/** What the answer alone costs: an array of the same size, sliced from memory. */
const answer = (i: number) => region.slice(0, lengths[i % lengths.length]);

/** Bytes of heap a call, with no collection in between. */
function heapPerCall(work: (i: number) => unknown): number {
  for (let i = 0; i < CALLS; i++) work(i);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < CALLS; i++) work(i);
  return (process.memoryUsage().heapUsed - before) / CALLS;
}

console.log(JSON.stringify({ perCall: heapPerCall(search), answerOnly: heapPerCall(answer) }));
