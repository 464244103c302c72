/** Effects: kernel and reference give the same bytes, from odd counts too. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as layout from '../../kernel/layout/effects.ts';
import { COUNT_CELLS, COUNT_MATCHUPS, COUNT_PAIRS } from '../../kernel/layout/tally.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { makeSums, type SumsRow } from '../kernel/snapshot-build/sums.ts';
import { createRealKernel } from './kernel.ts';

const SEED = Number(process.env.SEED ?? 20261126);
const ROUNDS = Number(process.env.ROUNDS ?? 60);

let kernel: Kernel;
const reference = createReferenceKernel();
beforeAll(async () => {
  kernel = await createRealKernel();
});

/** Sums of so many brawlers and modes: rates and weights of all sizes, many pairs missing. */
function randomSums(seed: number): Uint8Array {
  const random = createRandom(SEED, seed);
  const below = (limit: number) => Math.floor(random.float() * limit);
  const brawlers = 2 + below(below(4) === 0 ? 270 : 30);
  const modes = 1 + below(14);
  const rows: SumsRow[] = [];
  for (let mode = 0; mode < modes; mode++) {
    for (let i = below(3 * brawlers * brawlers) / 4; i > 0; i--) {
      const [a, b] = [below(brawlers), below(brawlers)];
      const games = 1 + Math.floor(10 ** (4 * random.float()));
      const halfWins = below(6) === 0 ? below(2) * 2 * games : below(2 * games + 1);
      const weight = below(9) === 0 ? 0 : random.float();
      rows.push({
        map: 15_000_000 + mode * (1 + below(2)),
        slot: below(40) === 0 ? 1 : 0,
        brawlers: [16_000_000 + a, 16_000_000 + b],
        games,
        halfWins,
        weight,
      });
    }
  }
  return makeSums(below(2) ? COUNT_PAIRS : COUNT_MATCHUPS, rows);
}

function header(effects: Uint8Array, field: number): number {
  return new DataView(effects.buffer).getUint32(4 * field, true);
}

describe('effects', () => {
  it(`are the same bytes in kernel and reference (seed ${SEED}, ${ROUNDS} rounds)`, () => {
    let matrices = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const sums = randomSums(round);
      const effects = reference.fitEffects(sums);
      expect(Buffer.compare(kernel.fitEffects(sums), effects), `round ${round}`).toBe(0);
      matrices += header(effects, layout.EH_MATRICES);
    }
    expect(matrices).toBeGreaterThan(ROUNDS);
  });

  it('of nothing are none, and sums of another kind are refused', () => {
    for (const side of [kernel, reference]) {
      expect(header(side.fitEffects(makeSums(COUNT_PAIRS, [])), layout.EH_MATRICES)).toBe(0);
      expect(() => side.fitEffects(makeSums(COUNT_CELLS, []))).toThrow();
      expect(() => side.fitEffects(new Uint8Array(20))).toThrow();
    }
  });

  it('of one lucky pair are next to nothing', () => {
    const rows = [{ map: 15_000_001, brawlers: [16_000_000, 16_000_001], games: 8, halfWins: 16 }];
    const others = Array.from({ length: 40 }, (_, i) => ({
      map: 15_000_001,
      brawlers: [16_000_000 + i, 16_000_041],
      games: 500,
      halfWins: 500,
    }));
    const effects = reference.fitEffects(makeSums(COUNT_PAIRS, [...rows, ...others]));
    const cells = new Int8Array(effects.buffer, effects.length - 2 * 2 * ((42 * 41) / 2));
    // 8 of 8 is 200 steps by itself; the first cell is theirs.
    expect(cells[0]).toBeGreaterThanOrEqual(0);
    expect(cells[0]).toBeLessThan(5);
  });
});
