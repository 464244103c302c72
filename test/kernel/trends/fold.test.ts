/** Tallies.fold(), survey() and series(): the kernel against the reference, byte by byte, on tallies drawn at random and on simulated months. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as layout from '../../../kernel/layout/series.ts';
import * as tally from '../../../kernel/layout/tally.ts';
import type { Tallies } from '../../../src/kernel/counter.ts';
import { createKernel } from '../../../src/kernel/host.ts';
import type { Kernel } from '../../../src/kernel/port.ts';
import { referenceTallies } from '../../../src/kernel/reference/battles/merge.ts';
import { addCount, packTally, type Units, unitNumber } from '../../../src/kernel/reference/battles/tally.ts';
import type { BrawlerDaily } from '../../../src/kernel/reference/trends/series.ts';
import { joinSeries, partOfFold, seriesOfTallies } from '../../../src/kernel/series-parts.ts';
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

/** Rates that change on up to three days, at some of them for a brawler: 0.3 to 0.7. */
function plannedRate(brawler: number, day: number): number {
  const age = TODAY - day;
  const stretch = age > 22 ? 0 : age > 13 + (brawler % 3) ? 1 : age > 4 ? 2 : 3;
  return 0.3 + 0.1 * ((brawler * 7 + stretch * (brawler % 4)) % 5);
}

/** A few maps and brawlers, codes at the edges among them; counts that grow past 32 bits now and then. */
function randomTally(random: Random): Uint8Array {
  const below = (limit: number) => Math.floor(random.float() * limit);
  const units: Units = new Map();
  const steady = below(2) === 0;
  const planned = below(2) === 0;
  for (let i = below(steady ? 6000 : 400); i > 0; i--) {
    const kind = below(9) ? tally.COUNT_CELLS : 1 + below(tally.COUNT_KINDS - 1);
    const day = TODAY - below(below(8) ? 29 : 40) + below(3);
    const unit = unitNumber(day, kind);
    const place = below(12) ? below(5) : ([tally.MAX_PLACE, 0, 4095, 4096][below(4)] ?? 0);
    const brawler = below(12) ? 1 + below(4) : ([0, tally.MAX_CODE, 2048][below(3)] ?? 0);
    const games = below(40) ? 1 + below(below(2) ? 5 : 900) : steady ? 1 : 0xfffffffe;
    const halfWins = planned
      ? Math.round(2 * games * plannedRate(brawler, day) + (random.float() - 0.5) * Math.sqrt(games))
      : below(2 * games + 1);
    const stored = Math.max(0, Math.min(halfWins, 2 * games, 0xfffffffe));
    addCount(units, unit, keyOf(place, below(4), brawler), games, stored);
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

/** Everything that is made on the way to series, by either side. */
function made(tallies: Tallies, parts: readonly Uint8Array[], days: number, modes: Uint32Array) {
  const first = TODAY - days + 1;
  const folds = Array.from({ length: days }, (_, day) => tallies.fold(parts, first + day));
  const survey = tallies.survey(folds, { modes });
  return { folds, survey, first, series: tallies.series(folds, { modes, survey, first }) };
}

function same(found: Uint8Array | undefined, expected: Uint8Array | undefined, what: string): void {
  expect(Buffer.compare(found as Uint8Array, expected as Uint8Array), what).toBe(0);
}

function changesIn(series: Uint8Array): number {
  return new DataView(series.buffer).getUint32(4 * layout.SD_CHANGES, true);
}

describe('kernel and reference', () => {
  test(`make the same series of random tallies, whole and in parts (seed ${SEED}, ${ROUNDS} rounds)`, {
    timeout: 600_000,
  }, () => {
    let changes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const random = createRandom(SEED, round);
      const tallies = Array.from({ length: Math.floor(random.float() * 4) }, () => randomTally(random));
      const days = 1 + Math.floor(random.float() * layout.MAX_SERIES_DAYS);
      const modes = randomModes(random);
      const expected = made(referenceTallies, tallies, days, modes);
      const found = made(kernel, tallies, days, modes);
      for (let day = 0; day < days; day++)
        same(found.folds[day], expected.folds[day], `round ${round}, fold of day ${day}`);
      same(found.survey, expected.survey, `round ${round}, survey`);
      same(found.series, expected.series, `round ${round}`);
      const cuts = [0, 1, 2, 3, 1 + Math.floor(random.float() * tally.MAX_CODE), tally.MAX_CODE + 1].sort(
        (a, b) => a - b,
      );
      const { folds, survey, first } = found;
      const parts = cuts.slice(1).map((to, i) => {
        const part = folds.map((fold) => partOfFold(fold, cuts[i] ?? 0, to));
        return kernel.series(part, { modes, survey, first });
      });
      same(joinSeries(parts), expected.series, `round ${round}, joined`);
      changes += changesIn(expected.series);
    }
    expect(changes).toBeGreaterThan(0);
  });

  test('make the same series of a simulated month', { timeout: 600_000 }, () => {
    const first = TODAY - 28;
    const month = drawMonth({ seed: 5, battles: 30_000, days: 29, first, change: { day: 24 } });
    const { tally: whole, modes } = asTallies(month, first);
    const options = { today: TODAY, days: 29, modes };
    const expected = seriesOfTallies(referenceTallies, [whole], options);
    same(seriesOfTallies(kernel, [whole], options), expected, 'the month');
    expect(changesIn(expected)).toBeGreaterThan(3);
  });

  test('refuse what is no tally, and options out of range', () => {
    for (const tallies of [referenceTallies, kernel]) {
      const modes = new Uint32Array();
      const fold = tallies.fold([], TODAY);
      const survey = tallies.survey([fold], { modes });
      expect(() => tallies.fold([new Uint8Array(20)], TODAY)).toThrow();
      expect(() => tallies.fold([], -1)).toThrow();
      expect(() => tallies.survey([], { modes })).toThrow();
      expect(() => tallies.survey(Array(33).fill(fold), { modes })).toThrow();
      expect(() => tallies.survey([new Uint8Array(15)], { modes })).toThrow();
      expect(() => tallies.survey([fold], { modes: Uint32Array.of(1) })).toThrow();
      expect(() => tallies.series([fold, fold], { modes, survey, first: TODAY })).toThrow();
      expect(() => tallies.series([fold], { modes, survey: survey.subarray(1), first: TODAY })).toThrow();
    }
  });
});
