/** The kernel's counting against a recount from the raw JSON, on real logs; skipped where the recording is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Counter } from '../../src/kernel/counter.ts';
import { createCounter, createKernel } from '../../src/kernel/host.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createReferenceCounter, createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { encodeTag } from '../../src/kernel/reference/json/index.ts';
import { createRandom, shuffled } from '../../upstream-sim/random.ts';
import { recordingFolder } from '../upstream-sim/helpers.ts';
import { countsOf, type RawEntry, type RawLog, type Recount, recount } from './recount.ts';

const RECORDING = recordingFolder('ladder-2026-05');
const WINDOW = 28 * 86_400;
const SEED = Number(process.env.SEED ?? 20_261_126);
const WASM = join(import.meta.dirname, '../../build/kernel.wasm');

function readLogs(): RawLog[] {
  const players = join(RECORDING ?? '', 'official/v1/players');
  return readdirSync(players).map((tag) => {
    const text = readFileSync(join(players, tag, 'battlelog.json'), 'utf8');
    return { owner: `#${tag}`, items: (JSON.parse(text) as { items: RawEntry[] }).items };
  });
}

/** Each log as the API would have shown it over time: 25 entries, of which 7 were in the window before. */
function windows(logs: readonly RawLog[]): RawLog[] {
  return logs.flatMap(({ owner, items }) =>
    Array.from({ length: Math.ceil(items.length / 18) }, (_, i) => ({
      owner,
      items: items.slice(i * 18, i * 18 + 25),
    })),
  );
}

interface Pair {
  readonly kernel: Kernel;
  readonly counter: () => Counter;
}

const MODULE = new WebAssembly.Module(readFileSync(WASM));
const PAIRS: readonly (readonly [string, () => Pair])[] = [
  ['kernel', () => ({ kernel: createKernel(MODULE), counter: () => createCounter(MODULE) })],
  ['reference', () => ({ kernel: createReferenceKernel(), counter: createReferenceCounter })],
];

describe.skipIf(RECORDING === null).each(PAIRS)('logs of spring 2026, by the %s', (_, make) => {
  let logs: RawLog[];
  let expected: Recount;
  let pair: Pair;

  beforeAll(() => {
    logs = readLogs();
    expected = recount(logs, WINDOW);
    pair = make();
  });

  function extract({ owner, items }: RawLog): Uint8Array {
    const json = new TextEncoder().encode(JSON.stringify({ items }));
    const extracted = pair.kernel.battles(json, encodeTag(owner));
    if (!extracted.ok) throw new Error(extracted.error.message);
    return extracted.value;
  }

  /** Adds logs in their order, in batches of so many, and checks what they add up to. */
  function check(pieces: readonly RawLog[], perBatch: number): void {
    const counter = pair.counter();
    const options = {
      floor: expected.newest - WINDOW,
      ceiling: expected.newest,
      modes: new Uint32Array(),
    };
    const tallies: Uint8Array[] = [];
    let battles = 0;
    for (let i = 0; i < pieces.length; i += perBatch) {
      counter.begin(options);
      for (const piece of pieces.slice(i, i + perBatch)) {
        const added = counter.add(extract(piece));
        if (!added.ok) throw new Error(added.error.message);
        expect(added.value.entries).toBe(piece.items.length);
      }
      const batch = counter.finish();
      battles += batch.battles;
      tallies.push(batch.tally);
    }
    expect(battles).toBe(expected.battles);
    expect(counter.known).toBe(expected.battles);
    const counts = countsOf(pair.kernel.merge(tallies, { maxRun: 0 }));
    expect(counts.size).toBe(expected.counts.size);
    expect(counts).toEqual(expected.counts);
  }

  it('holds 3,298 battles on 95 maps in 6,504 entries', () => {
    expect(expected).toMatchObject({ entries: 6504, battles: 3298, maps: 95 });
    check(logs, logs.length);
  });

  it('and as many after everything has come twice', () => {
    check([...logs, ...logs], 4);
  });

  it('and as many in windows of 25 that overlap', () => {
    check(windows(logs), 44);
  });

  it.each([0, 1, 2])(`and as many in any order (seed ${SEED}, order %i)`, (order) => {
    const random = createRandom(SEED, order);
    const pieces = shuffled(windows(logs), random);
    check(pieces, 20 + (random.uint32() % 60));
  });
});
