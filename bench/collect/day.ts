/** A day of a million battles in one Durable Object: what it takes to count, keep and fold them, and what is kept. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createThreadCpu } from '../../scripts/simulate/cpu.ts';
import { stateBytes } from '../../scripts/simulate/meters.ts';
import { Books, journalRow } from '../../src/collect/battles/books.ts';
import { foldSome } from '../../src/collect/battles/fold.ts';
import { trimKeys } from '../../src/collect/battles/keys.ts';
import { BattleMemory } from '../../src/collect/battles/memory.ts';
import { createCounter, createKernel } from '../../src/kernel/host.ts';
import { openStorage } from '../../test/collect/sqlite.ts';
import { type BenchResult, budget, median } from '../harness.ts';
import { BATTLES, makeLogs } from './logs.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const SEED = 20_261_127;
const MILLION = 1_000_000;
/** Of the state that we allow ourselves. */
const MAX_STATE_MB = 64;
/** The free plan's CPU for an invocation. */
const MAX_STEP_MS = 10;
const OPTIONS = { floor: 0, ceiling: 2 ** 32 - 1, modes: new Uint32Array() };

/** CPU of each step in ms, and the state at the end. */
function collectDay(): { steps: number[]; state: number; battles: number } {
  const module = new WebAssembly.Module(readFileSync(WASM));
  const tallies = createKernel(module);
  const storage = openStorage();
  const books = new Books(storage);
  const memory = new BattleMemory(() => createCounter(module));
  const counter = createCounter(module);
  const steps: number[] = [];
  const cpuMs = createThreadCpu();
  let target: number | null = null;
  let battles = 0;
  for (let seq = 1; battles < MILLION; seq += 1) {
    const logs = makeLogs(SEED, seq);
    const start = cpuMs();
    counter.begin(OPTIONS);
    for (const { buffer } of logs) counter.add(new Uint8Array(buffer));
    const batch = counter.finish();
    const journal = memory.journal(books);
    target = storage.transactionSync(() => {
      books.keepSeen(seq, seq, batch.keys);
      books.appendJournal(seq, batch.tally);
      memory.append(journalRow(seq, batch.tally));
      const folded = foldSome({ books, tallies, journal }, target, 0);
      if (folded.done !== null) memory.forget(folded.done);
      return folded.goOn;
    });
    // Once an hour of a day of so many steps.
    if (seq % Math.ceil(MILLION / BATTLES / 24) === 0) storage.transactionSync(() => trimKeys(books, 0));
    steps.push(cpuMs() - start);
    battles += batch.battles;
  }
  const state = stateBytes(storage);
  storage.close();
  return { steps, state, battles };
}

/** Rows of the bench. */
export function dayResults(): BenchResult[] {
  const { steps, state, battles } = collectDay();
  const sorted = [...steps].sort((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  const total = steps.reduce((sum, ms) => sum + ms, 0) / 1000;
  const note = `${battles.toLocaleString('en-US')} made-up battles of three days, no two teams alike, in ${steps.length} steps`;
  return [
    budget('collect.day.state', state / 1e6, MAX_STATE_MB, 'MB', `${note}: keys, counts, journal`),
    budget(
      'collect.day.step',
      median(steps),
      MAX_STEP_MS,
      'ms',
      `median of the thread's CPU for counting, keeping and folding; p99 ${p99.toFixed(1)} ms, ${total.toFixed(0)} s in all, extraction left out`,
    ),
  ];
}
