/** Tallies.series(): the kernel against the reference, byte by byte, on tallies drawn at random and on simulated months. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as layout from '../../../kernel/layout/series.ts';
import * as tally from '../../../kernel/layout/tally.ts';
import { createKernel } from '../../../src/kernel/host.ts';
import type { Kernel } from '../../../src/kernel/port.ts';
import { referenceTallies } from '../../../src/kernel/reference/battles/merge.ts';
import { addCount, packTally, type Units, unitNumber } from '../../../src/kernel/reference/battles/tally.ts';
import type { BrawlerDaily } from '../../../src/kernel/reference/trends/series.ts';
import { createRandom, type Random } from '../../../upstream-sim/random.ts';
import { REPOSITORY } from '../support.ts';
import { drawMonth } from './month.ts';

const SEED = Number(process.env.SEED ?? 20261126);
const ROUNDS = Number(process.env.ROUNDS ?? 60);
const TODAY = 20_600;

let kernel: Kernel;
beforeAll(async () => {
  kernel = createKernel(await WebAssembly.compile(readFileSync(join(REPOSITORY, 'build', 'kernel.wasm'))));
});

function keyOf(place: number, slot: number, brawler: number): bigint {
  return (BigInt(place) << 40n) | (BigInt(slot) << 36n) | (BigInt(brawler) << 24n);
}

/** A few maps and brawlers, codes at the edges among them; counts that grow past 32 bits now and then. */
function randomTally(random: Random): Uint8Array {
  const below = (limit: number) => Math.floor(random.float() * limit);
  const units: Units = new Map();
  const steady = below(2) === 0;
  for (let i = below(steady ? 6000 : 400); i > 0; i--) {
    const kind = below(9) ? tally.COUNT_CELLS : 1 + below(tally.COUNT_KINDS - 1);
    const unit = unitNumber(TODAY - below(below(8) ? 29 : 40) + below(3), kind);
    const place = below(12) ? below(5) : ([tally.MAX_PLACE, 0, 4095, 4096][below(4)] ?? 0);
    const brawler = below(12) ? 1 + below(4) : ([0, tally.MAX_CODE, 2048][below(3)] ?? 0);
    const games = below(40) ? 1 + below(below(2) ? 5 : 900) : steady ? 1 : 0xfffffffe;
    addCount(units, unit, keyOf(place, below(4), brawler), games, Math.min(below(2 * games + 1), 0xfffffffe));
  }
  return packTally(units);
}

function randomModes(random: Random): Uint32Array {
  const below = (limit: number) => Math.floor(random.float() * limit);
  const pairs: number[] = [];
  for (const place of [0, 1, 2, 3, 4, 4095, 4096, tally.MAX_PLACE]) {
    if (below(5) === 0) continue;
    const mode = below(8)
      ? 48_000_000 + below(3)
      : ([0, 47_999_999, 0xffffffff, 48_000_000 + 0xfffffe][below(4)] ?? 0);
    pairs.push(tally.FIRST_MAP_ID + place, mode);
  }
  return Uint32Array.from(below(6) ? pairs : [5, 48_000_001, ...pairs]);
}

/** A month's counts as tallies, and which mode each map is of. */
function asTallies(month: readonly BrawlerDaily[], first: number) {
  const units: Units = new Map();
  const modes = new Map<number, number>();
  for (const { brawler, maps } of month) {
    for (const { map, mode, daily } of maps) {
      modes.set(map, mode + tally.FIRST_MODE_ID - 1);
      daily.games.forEach((games, day) => {
        if (games === 0) return;
        const key = keyOf(map - tally.FIRST_MAP_ID, day % 4, brawler + 1);
        addCount(units, unitNumber(first + day, tally.COUNT_CELLS), key, games, daily.halfWins[day] ?? 0);
      });
    }
  }
  return {
    tally: packTally(units),
    modes: Uint32Array.from([...modes].sort(([a], [b]) => a - b).flat()),
  };
}

describe('kernel and reference', () => {
  test(`make the same series of random tallies (seed ${SEED}, ${ROUNDS} rounds)`, {
    timeout: 600_000,
  }, () => {
    let changes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const random = createRandom(SEED, round);
      const tallies = Array.from({ length: Math.floor(random.float() * 4) }, () => randomTally(random));
      const days = 1 + Math.floor(random.float() * layout.MAX_SERIES_DAYS);
      const options = { today: TODAY, days, modes: randomModes(random) };
      const expected = referenceTallies.series(tallies, options);
      const found = kernel.series(tallies, options);
      expect(Buffer.compare(found, expected), `round ${round}`).toBe(0);
      changes += new DataView(expected.buffer).getUint32(4 * layout.SD_CHANGES, true);
    }
    expect(changes).toBeGreaterThan(0);
  });

  test('make the same series of a simulated month', { timeout: 600_000 }, () => {
    const first = TODAY - 28;
    const month = drawMonth({ seed: 5, battles: 30_000, days: 29, first, change: { day: 24 } });
    const { tally: whole, modes } = asTallies(month, first);
    const options = { today: TODAY, days: 29, modes };
    const expected = referenceTallies.series([whole], options);
    expect(Buffer.compare(kernel.series([whole], options), expected)).toBe(0);
    expect(new DataView(expected.buffer).getUint32(4 * layout.SD_CHANGES, true)).toBeGreaterThan(3);
  });

  test('refuse what is no tally, and options out of range', () => {
    const options = { today: TODAY, days: 29, modes: new Uint32Array() };
    for (const tallies of [referenceTallies, kernel]) {
      expect(() => tallies.series([new Uint8Array(20)], options)).toThrow();
      expect(() => tallies.series([], { ...options, days: 0 })).toThrow();
      expect(() => tallies.series([], { ...options, days: 33 })).toThrow();
      expect(() => tallies.series([], { ...options, modes: Uint32Array.of(1) })).toThrow();
    }
  });
});
