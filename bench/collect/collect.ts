/** Counting battles: how fast, and whether it stays so as more and more of them are known. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernel } from '../../scripts/build.ts';
import type { Batch, Counter } from '../../src/kernel/counter.ts';
import { createCounter } from '../../src/kernel/host.ts';
import { createReferenceCounter } from '../../src/kernel/reference/index.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { type BenchResult, budget, compare, median, table } from '../harness.ts';
import { dayResults } from './day.ts';
import { BATTLES, ENTRIES, LOGS, makeLogs, renew } from './logs.ts';
import { plot } from './plot.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const PLOT = join(import.meta.dirname, '../results/collect-flat.svg');
const SEED = 20_261_126;
const STEPS = 8;
const MUST_RATE = 200_000;
/** What counting takes when nothing else runs. */
const RUNS = 200;
const NOTE = `${LOGS} logs of ${ENTRIES} a batch, ${BATTLES} of ${LOGS * ENTRIES} entries are new; tally, keys and players packed`;
const OPTIONS = { floor: 0, ceiling: 2 ** 32 - 1, modes: new Uint32Array() };

const KNOWN = [1e4, 1e5, 1e6, 1e7];
const MUST_RATIO = 1.5;
const ROUNDS = 11;
const STEPS_A_ROUND = 5;
/** Keys after which a large set has grown once, in so many pieces. */
const GROWN_BY = 838_861;
const PIECES = 8;

type Logs = readonly Uint32Array<ArrayBuffer>[];

/** One step of the collector: its logs added, the batch ended. */
function countStep(counter: Counter, logs: Logs): Batch {
  counter.begin(OPTIONS);
  for (const { buffer } of logs) {
    const added = counter.add(new Uint8Array(buffer));
    if (!added.ok) throw new Error(added.error.message);
  }
  const batch = counter.finish();
  if (batch.battles !== BATTLES) throw new Error(`${batch.battles} battles instead of ${BATTLES}`);
  return batch;
}

function checkSame(counter: Counter, reference: Counter, logs: Logs): void {
  const ours = countStep(counter, logs);
  const theirs = countStep(reference, logs);
  for (const part of ['keys', 'tally', 'players'] as const)
    if (Buffer.compare(ours[part], theirs[part]) !== 0) throw new Error(`other ${part}`);
}

/** ms of the fastest step of RUNS. */
function fastest(counter: Counter, logs: Logs): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS; i++) {
    renew(logs, 1_000_003 + i);
    const start = performance.now();
    countStep(counter, logs);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** A whole step, of which a quarter of the entries are repeats. */
function rate(module: WebAssembly.Module): BenchResult[] {
  const counter = createCounter(module);
  const reference = createReferenceCounter();
  const steps = Array.from({ length: STEPS }, (_, step) => makeLogs(SEED, step));
  for (const logs of steps) checkSame(counter, reference, logs);
  let salt = 1;
  const next = (i: number) => {
    const logs = steps[i % STEPS] as Logs;
    renew(logs, salt++);
    return logs;
  };
  const result = compare({
    id: 'collect.battles',
    ours: (i) => countStep(counter, next(i)),
    peer: (i) => countStep(reference, next(i)),
    must: 2,
    note: NOTE,
  });
  const perSecond = BATTLES / (fastest(counter, steps[0] as Logs) / 1000);
  return [
    result,
    {
      id: 'collect.battles.rate',
      ours: perSecond,
      peer: null,
      unit: 'battles/s',
      ratio: perSecond / MUST_RATE,
      met: perSecond >= MUST_RATE,
      note: `≥ ${MUST_RATE}/s; one core, fastest of ${RUNS}; ${NOTE}`,
    },
  ];
}

function randomKeys(count: number, seed: number): Uint8Array {
  const random = createRandom(SEED, seed);
  return new Uint8Array(Uint32Array.from({ length: 2 * count }, () => random.uint32()).buffer);
}

/** µs a battle, over some steps. */
function timeSteps(counter: Counter, logs: Logs, salt: number): number {
  renew(logs, salt);
  countStep(counter, logs);
  let sum = 0;
  for (let step = 1; step <= STEPS_A_ROUND; step++) {
    renew(logs, salt + step);
    const start = performance.now();
    countStep(counter, logs);
    sum += performance.now() - start;
  }
  return (sum * 1000) / (STEPS_A_ROUND * BATTLES);
}

/** µs a key that growing the set takes: what is left of some pieces' time when each takes as long as the middle one. */
function growthOf(counter: Counter, known: number): number {
  // a small set doubles: once for as many keys as it holds
  const keys = randomKeys(Math.min(known, GROWN_BY), known + 1);
  const piece = Math.ceil(keys.length / 8 / PIECES) * 8;
  const times: number[] = [];
  for (let at = 0; at < keys.length; at += piece) {
    const start = performance.now();
    counter.know(keys.subarray(at, at + piece));
    times.push(performance.now() - start);
  }
  const sum = times.reduce((a, b) => a + b, 0);
  return (Math.max(0, sum - median(times) * times.length) * 1000 * 8) / keys.length;
}

/** Cost of a battle by the number of those known; the sizes take turns. */
function flat(module: WebAssembly.Module): BenchResult {
  const logs = makeLogs(SEED, STEPS);
  const filled = (known: number) => {
    const counter = createCounter(module);
    counter.know(randomKeys(known, known));
    return counter;
  };
  const large = new Map(KNOWN.filter((known) => known >= 1e6).map((known) => [known, filled(known)]));
  const times = new Map<number, number[]>(KNOWN.map((known) => [known, []]));
  for (let round = 0; round < ROUNDS; round++) {
    // a step adds keys: a small counter would not stay small
    for (const known of KNOWN)
      times.get(known)?.push(timeSteps(large.get(known) ?? filled(known), logs, 1000 * round + known));
  }
  const costs = KNOWN.map((known): [number, number, number] => [
    known,
    Math.min(...(times.get(known) ?? [])),
    growthOf(large.get(known) ?? filled(known), known),
  ]);
  const points = costs.map(([known, counting, growing]): [number, number] => [known, counting + growing]);
  mkdirSync(join(PLOT, '..'), { recursive: true });
  writeFileSync(PLOT, plot('Cost of counting a battle, by battles known', 'µs a battle', points));
  const ratio = (points.at(-1)?.[1] ?? Number.NaN) / (points[0]?.[1] ?? Number.NaN);
  const shown = costs.map(
    ([known, counting, growing]) => `10^${Math.log10(known)}: ${counting.toFixed(2)} + ${growing.toFixed(2)}`,
  );
  const note = `10^7 over 10^4 known battles; µs a battle, fastest of ${ROUNDS} rounds, counting + its share of growing: ${shown.join(', ')}`;
  return budget('collect.flat', ratio, MUST_RATIO, '×', note);
}

/** The lines of the table; needs build/kernel.wasm. */
export function collectResults(): BenchResult[] {
  const module = new WebAssembly.Module(readFileSync(WASM));
  return [...rate(module), flat(module), ...dayResults()];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildKernel('release');
  console.log(table(collectResults()));
}
