/** The module itself: size, start, memory, garbage. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createReader } from '../../src/kernel/reader-host.ts';
import { type BenchResult, budget, median } from '../harness.ts';
import type { FullSnapshot } from '../snapshot.ts';

const BUILD = join(import.meta.dirname, '../../build');
export const WASM = join(BUILD, 'reader.wasm');
const KIB = 1024;
/** What people type: prefixes, typos, acronyms, nothing. */
export const QUERIES = [
  'hard rok',
  'hrm',
  'bel',
  'shoting star',
  'el primo',
  "belle's rock",
  'snake',
  'gem',
  'sneky fields',
  'zzzzzz',
  'rock mine hard',
  'm',
  'crystal arcade',
  'undremine',
  'mr p',
  '8bit',
];

/** Both modules: what the edge and the browser load, and the whole, which the collector loads. */
export function sizes(): BenchResult[] {
  const reader = readFileSync(WASM);
  const whole = readFileSync(join(BUILD, 'kernel.wasm'));
  const zipped = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length / KIB;
  return [
    budget('kernel.size', whole.length / KIB, 32, 'KB', 'the whole module, as the collector loads it'),
    budget('kernel.size.gzip', zipped(whole), 12, 'KB', 'the whole module, gzip -9'),
    budget('kernel.size.reader', reader.length / KIB, 32, 'KB', 'the module of the edge and the browser'),
    budget(
      'kernel.size.reader.gzip',
      zipped(reader),
      12,
      'KB',
      'the module of the edge and the browser, gzip -9',
    ),
  ];
}

/** Compiling and instantiating from bytes, as a cold isolate does. V8 caches by content, so each module differs. */
export function instantiate(): BenchResult {
  const wasm = readFileSync(WASM);
  const times: number[] = [];
  for (let i = 0; i < 41; i++) {
    const fresh = withCustomSection(wasm, i);
    const start = performance.now();
    createReader(new WebAssembly.Module(fresh));
    times.push(performance.now() - start);
  }
  return budget(
    'kernel.instantiate',
    median(times),
    2,
    'ms',
    'compile + instantiate, median of 41, cold module each',
  );
}

/** The module with a custom section of its own, so that no compilation cache knows it. */
function withCustomSection(wasm: Uint8Array, salt: number): Uint8Array<ArrayBuffer> {
  const name = [4, 0x73, 0x61, 0x6c, 0x74];
  const body = [...name, salt & 0xff, (salt >> 8) & 0xff, performance.now() & 0xff];
  return Uint8Array.from([...wasm, 0, body.length, ...body]);
}

/** Linear memory after a full snapshot was opened twice (a refresh) and every kind of answer was given. */
export function memory({ bytes, origin, now }: FullSnapshot): BenchResult {
  const module = new WebAssembly.Module(readFileSync(WASM));
  let linear: WebAssembly.Memory | null = null;
  const kernel = createReader(module, (exports) => {
    linear = exports;
  });
  kernel.open(bytes);
  kernel.open(bytes);
  kernel.renderMaps();
  kernel.renderBrawlers();
  kernel.renderModes();
  kernel.renderEvents(now);
  kernel.renderSearch('hard rok', 50, now);
  for (let map = 0; map < 100; map++) kernel.renderMap(map, { bracket: 0, min: 0, limit: 0, sort: 1 });
  const size = (linear as WebAssembly.Memory | null)?.buffer.byteLength ?? Number.NaN;
  const note = `linear memory at the edge; snapshot ${(bytes.length / KIB).toFixed(0)} KB, ${origin}`;
  return budget('kernel.memory', size / KIB / KIB, 3, 'MB', note);
}

/** JavaScript heap a search call takes beside the answer: measured in a process that collects no garbage meanwhile. */
export function heap(snapshotFile: string): BenchResult {
  const script = join(import.meta.dirname, 'heap.ts');
  const flags = ['--expose-gc', '--max-semi-space-size=512', '--min-semi-space-size=512'];
  const { stdout, status, stderr } = spawnSync(process.execPath, [...flags, script, snapshotFile], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`heap.ts failed: ${stderr}`);
  const { perCall, answerOnly } = JSON.parse(stdout) as { perCall: number; answerOnly: number };
  const note = `${perCall.toFixed(0)} B a call, of which the answer's array ${answerOnly.toFixed(0)} B`;
  return budget('kernel.heap', Math.max(0, Math.round(perCall - answerOnly)), 0, 'B', note);
}
