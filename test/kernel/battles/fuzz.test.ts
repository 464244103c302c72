/** Random and corrupted logs and tallies: the kernel does as the reference does, and never traps. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { E_ARGUMENT, E_COUNT_FORMAT, E_OUTPUT_FULL } from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/tally.ts';
import { KernelError } from '../../../src/kernel/faults.ts';
import { createCounter } from '../../../src/kernel/host.ts';
import { createRandom, type Random } from '../../../upstream-sim/random.ts';
import { countsOf } from '../../collect/recount.ts';
import { loadKernel, REPOSITORY, type TestKernel } from '../support.ts';
import {
  ANY_TIME,
  add,
  DAY,
  DAY_START,
  KERNELS,
  logOf,
  pick,
  REFERENCE,
  randomEntry,
  randomLog,
  randomTallies,
} from './support.ts';

const SEED = Number(process.env.SEED ?? 20_261_126);
/** CORRUPTIONS=100000 for the long run */
const CORRUPTIONS = Number(process.env.CORRUPTIONS ?? 3000);
const TIMEOUT = 60_000 + 20 * CORRUPTIONS;

/** Values that a check may have forgotten. */
const EDGES = [0, 1, 2, 3, 31, 32, 33, 0x7f, 0x80, 0xff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

function corrupt(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let n = random.uint32() % 3; n >= 0 && copy.length >= 4; n--) {
    const at = random.uint32() % Math.min(copy.length, random.uint32() % 2 ? copy.length : 200);
    const word = Math.min(at & ~3, copy.length - 4);
    if (random.uint32() % 2) view.setUint32(word, pick(random, EDGES), true);
    else copy[at] = (copy[at] ?? 0) ^ (1 << (random.uint32() % 8));
  }
  if (random.uint32() % 8 > 0) return copy;
  const length = random.uint32() % (copy.length + 8);
  const resized = new Uint8Array(length);
  resized.set(copy.subarray(0, length));
  if (length >= 8) new DataView(resized.buffer).setUint32(4, length, true);
  return resized;
}

/** What a call gives, or the code of what it throws. */
function outcome(call: () => Uint8Array): Uint8Array | number {
  try {
    return call();
  } catch (error) {
    if (error instanceof KernelError) return error.fault.code;
    throw error;
  }
}

describe.each(KERNELS)('%s', (name, make) => {
  const rounds = name === 'kernel' ? CORRUPTIONS : Math.ceil(CORRUPTIONS / 5);
  const { kernel, counter: createCounter } = make();

  it(`counts random battles as the reference does, to the byte (seed ${SEED})`, () => {
    const counter = createCounter();
    const reference = REFERENCE.counter();
    for (let batch = 0; batch < 8; batch++) {
      const random = createRandom(SEED, batch, 1);
      const floor = random.uint32() % 2 ? 0 : DAY_START + (random.uint32() % 100_000);
      const options = { ...ANY_TIME, floor, ceiling: floor + DAY_START + 200_000 };
      counter.begin(options);
      reference.begin(options);
      for (let i = 0; i < 12; i++) {
        const log = randomLog(SEED + batch, i);
        expect(counter.add(log), `batch ${batch}, log ${i}`).toEqual(reference.add(log));
      }
      expect(counter.finish(), `batch ${batch}`).toEqual(reference.finish());
      expect(counter.known).toBe(reference.known);
    }
  });

  it(`a batch of many parts, and a log that is a batch of its own (seed ${SEED})`, () => {
    const counter = createCounter();
    const reference = REFERENCE.counter();
    counter.begin(ANY_TIME);
    reference.begin(ANY_TIME);
    for (const entries of [300, 4500, 20]) {
      const random = createRandom(SEED, entries, 6);
      const log = logOf(...Array.from({ length: entries }, () => randomEntry(random)));
      expect(add(counter, log)).toEqual(add(reference, log));
    }
    const batch = counter.finish();
    // a game is a row, and a part holds 131,072: fewer than the second log alone has
    const games = [...countsOf(batch.tally).values()].reduce((sum, [n]) => sum + n, 0);
    expect(games).toBeGreaterThan(150_000);
    expect(batch).toEqual(reference.finish());
  });

  it(
    `takes or refuses corrupted logs as the reference does (seed ${SEED}, ${rounds} tries)`,
    () => {
      const counter = createCounter();
      const reference = REFERENCE.counter();
      counter.begin(ANY_TIME);
      reference.begin(ANY_TIME);
      let taken = 0;
      for (let round = 0; round < rounds; round++) {
        const random = createRandom(SEED, round, 2);
        const log = corrupt(random, randomLog(SEED, random.uint32() % 50, 12));
        const added = counter.add(log);
        expect(added, `try ${round}`).toEqual(reference.add(log));
        taken += Number(added.ok);
        if (!added.ok) expect(added.error.code).toBe(E_COUNT_FORMAT);
      }
      expect(taken).toBeGreaterThan(rounds / 50);
      expect(taken).toBeLessThan(rounds);
      expect(counter.finish()).toEqual(reference.finish());
    },
    TIMEOUT,
  );

  it(
    `merges, cuts, sums or refuses corrupted tallies as the reference does (seed ${SEED}, ${rounds} tries)`,
    () => {
      const tallies = randomTallies(SEED, 20).filter(({ length }) => length < 3000);
      const weights = Float64Array.of(1, 1);
      const bases = [1, 2, 3, 4, 5].map((kind) =>
        REFERENCE.kernel.sum(tallies.slice(0, 4), { kind, today: 0, weights }),
      );
      let taken = 0;
      for (let round = 0; round < rounds; round++) {
        const random = createRandom(SEED, round, 3);
        const bad = corrupt(random, pick(random, tallies));
        const inputs = random.uint32() % 2 ? [bad] : [pick(random, tallies), bad];
        const unit = { day: DAY + (random.uint32() % 4), kind: 1 + (random.uint32() % 7) };
        const options = {
          maxRun: pick(random, [0, 0, 1, 30, 100, 300]),
          ...(random.uint32() % 4 === 0 && { unit }),
        };
        const merged = outcome(() => kernel.merge(inputs, options));
        expect(merged, `try ${round}`).toEqual(outcome(() => REFERENCE.kernel.merge(inputs, options)));
        const sums = {
          kind: random.uint32() % 9,
          today: pick(random, [DAY, DAY + 2, 0, 0xffffffff]),
          weights: Float64Array.from({ length: random.uint32() % 5 }, () => random.float()),
          ...(random.uint32() % 2 && { base: corrupt(random, pick(random, bases)) }),
        };
        expect(
          outcome(() => kernel.sum(inputs, sums)),
          `try ${round}`,
        ).toEqual(outcome(() => REFERENCE.kernel.sum(inputs, sums)));
        taken += Number(typeof merged !== 'number');
      }
      expect(taken).toBeGreaterThan(rounds / 50);
      expect(taken).toBeLessThan(rounds);
    },
    TIMEOUT,
  );
});

describe('four million keys', () => {
  const KEYS = 4_000_000;
  const MOST_BYTES = 64 * 2 ** 20;

  it(`fit 64 MB, and each is found as the set grows, come as they may (seed ${SEED})`, () => {
    let bytes = () => 0;
    const module = new WebAssembly.Module(readFileSync(join(REPOSITORY, 'build/kernel.wasm')));
    const counter = createCounter(module, (memory) => {
      bytes = () => memory.buffer.byteLength;
    });
    const random = createRandom(SEED, 5);
    // of 64 random bits: no two are the same for this seed, or the counts below are not
    const keys = new Uint8Array(Uint32Array.from({ length: 2 * KEYS }, () => random.uint32()).buffer);
    counter.begin(ANY_TIME);
    const log = randomLog(SEED, 1);
    const { fresh } = add(counter, log);
    for (let at = 0; at < KEYS; at += 500_000) {
      counter.know(keys.subarray(at * 8, (at + 500_000) * 8));
      expect(counter.known).toBe(fresh + at + 500_000);
      counter.know(keys.subarray(0, 800_000));
      expect(counter.known).toBe(fresh + at + 500_000);
      expect(add(counter, log).fresh).toBe(0);
    }
    counter.know(keys);
    expect(counter.known).toBe(fresh + KEYS);
    expect(bytes()).toBeLessThanOrEqual(MOST_BYTES);
    // what the batch held moved along each time
    const reference = REFERENCE.counter();
    reference.begin(ANY_TIME);
    add(reference, log);
    expect(counter.finish()).toEqual(reference.finish());
  });
});

describe.each(['release', 'debug'] as const)('raw calls (%s)', (variant) => {
  let kernel: TestKernel;

  beforeAll(async () => {
    kernel = await loadKernel(variant);
  });

  it('are told apart by their arguments, and none of them traps', () => {
    const at = kernel.alloc(65_536);
    const call = (name: string, ...args: number[]) => kernel.call(name)(...args);
    expect(call('tallyScratchSize', -1)).toBe(2 ** 31 - 1);
    expect(call('tallyMerge', at, -1, at, 2 ** 31 - 1, 0, 0, 0, at, 100)).toBe(E_ARGUMENT);
    expect(call('tallyMerge', at, 0, at, 0, 0, 0, 0, at, 100)).toBe(E_ARGUMENT);
    expect(call('tallyMerge', at, 0, at, 64, 0, layout.COUNT_KINDS, 0, at, 100)).toBe(E_ARGUMENT);
    expect(call('tallyMerge', at, 0, at, 64, 0, 0, 0, at, -1)).toBe(E_ARGUMENT);
    expect(call('tallyMerge', at, 0, at, 64, 0, 0, 0, at, 15)).toBe(E_OUTPUT_FULL);
    expect(call('tallyMerge', at, 0, at, 64, 0, 0, 0, at, 16)).toBe(16);
    expect(call('tallySum', at, 0, at, 64, 2, 0, at, -1, at, 0, at, 100)).toBe(E_ARGUMENT);
    expect(call('tallySum', at, 0, at, 64, 2, 0, at, 0, at, -1, at, 100)).toBe(E_ARGUMENT);
    expect(call('tallySum', at, 0, at, 64, 2, 0, at, 0, at, 0, at, 15)).toBe(E_OUTPUT_FULL);
    expect(call('tallySum', at, 0, at, 64, 2, 0, at, 0, at, 0, at, 16)).toBe(16);
    expect(call('countKnow', at, 16, at, 0)).toBe(E_ARGUMENT);
    expect(call('countKnow', at, 31, at, 0)).toBe(E_ARGUMENT);
    expect(call('countKnow', at, -8, at, 0)).toBe(E_ARGUMENT);
    expect(call('countKnow', at, 64, at, 7)).toBe(E_ARGUMENT);
    expect(call('countGrow', at, 64, 32, at, 64)).toBe(E_ARGUMENT);
    expect(call('countGrow', at, 64, 6400, at, 100)).toBe(E_ARGUMENT);
    expect(call('countLog', at, 64, at, 63, at, 32)).toBe(E_ARGUMENT);
    expect(call('countLog', at, 64, at, 64, at, -1)).toBe(E_ARGUMENT);
    expect(call('countPack', at, 63, at, 64, at, 64)).toBe(E_ARGUMENT);
  });

  it('a set holds as many keys as there is room for, and says when it is full', () => {
    kernel.reset();
    const set = kernel.alloc(16 + 8 * 8);
    const keys = kernel.alloc(8 * 8);
    kernel.bytes().fill(0, set, set + 16 + 8 * 8);
    new BigUint64Array(kernel.memory.buffer, keys, 8).set([7n, 0n, 9n, 7n, 1n, 2n, 3n, 4n]);
    expect(kernel.call('countKnow')(set, 80, keys, 7 * 8)).toBe(E_OUTPUT_FULL);
    expect(kernel.call('countKnow')(set, 80, keys, 4 * 8)).toBe(3);
    expect(kernel.call('countKnow')(set, 80, keys, 4 * 8)).toBe(E_OUTPUT_FULL);
    expect(kernel.call('countKnow')(set, 80, keys + 32, 3 * 8)).toBe(6);
  });

  it('regions full of noise are no batch, or one that counts nothing wrong', () => {
    for (let round = 0; round < 300; round++) {
      const random = createRandom(SEED, round, 4);
      kernel.reset();
      const set = kernel.alloc(1024);
      const batch = kernel.alloc(4096);
      const log = kernel.alloc(8192);
      const bytes = kernel.bytes();
      for (let i = set; i < log; i++) bytes[i] = random.uint32() % 3 ? 0 : random.uint32() % 256;
      const good = randomLog(SEED, round % 20, 3).subarray(0, 8192);
      bytes.set(good, log);
      const known = kernel.call('countLog')(set, 1024, batch, 4096, log, good.length);
      expect([0, E_ARGUMENT, E_OUTPUT_FULL]).toContain(known);
      const packed = kernel.call('countPack')(
        batch,
        4096,
        kernel.alloc(8192),
        8192,
        kernel.alloc(8192),
        8192,
      );
      expect(packed).toBeGreaterThanOrEqual(E_ARGUMENT);
      const bits = kernel.alloc(64);
      expect(kernel.call('countGrow')(set, 512, 1024, bits, 64)).toBeGreaterThanOrEqual(E_ARGUMENT);
    }
  });
});
