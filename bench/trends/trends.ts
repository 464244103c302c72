/**
 * Daily series and their tests against the plain TypeScript reference, and the longest slice of them that a step makes. A
 * month of the simulated world, drawn from its true strengths: all its maps and brawlers, four slots each.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tally from '../../kernel/layout/tally.ts';
import type { Tallies } from '../../src/kernel/counter.ts';
import { createKernel } from '../../src/kernel/host.ts';
import { referenceTallies } from '../../src/kernel/reference/battles/merge.ts';
import { addCount, packTally, type Units, unitNumber } from '../../src/kernel/reference/battles/tally.ts';
import type { BrawlerDaily } from '../../src/kernel/reference/trends/series.ts';
import { partOfFold } from '../../src/kernel/series-parts.ts';
import { drawMonth } from '../../test/kernel/trends/month.ts';
import { type BenchResult, budget, compare } from '../harness.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const SEED = 5;
const BATTLES = 50_000;
const DAYS = 29;
const FIRST = 20_572;
const SLOTS = 4;
const MUST = 2;
/** Whole months keep the reference busy for half a second a call: the ratios are of every fourth brawler. */
const EVERY = 4;
/** codes of brawlers in a part: src/collect/battles/series.ts */
const PART_CODES = 40;
/** days in a slice of folds, where all have to be made: likewise */
const FOLD_BYTES = 600_000;
const STEP_MS = 10;
const RUNS = 50;

interface Month {
  /** one a day */
  readonly tallies: readonly Uint8Array[];
  readonly modes: Uint32Array;
}

/** Counts of some brawlers as the collector keeps them. */
function asMonth(brawlers: readonly BrawlerDaily[]): Month {
  const modes = new Map<number, number>();
  const days: Units[] = Array.from({ length: DAYS }, () => new Map());
  for (const { brawler, maps } of brawlers) {
    for (const { map, mode, daily } of maps) {
      modes.set(map, mode + tally.FIRST_MODE_ID - 1);
      const place = BigInt(map - tally.FIRST_MAP_ID) << BigInt(tally.KEY_PLACE_SHIFT);
      const code = BigInt(brawler + 1) << BigInt(tally.KEY_A_SHIFT);
      daily.games.forEach((all, day) => {
        for (let slot = 0; slot < SLOTS; slot++) {
          const games = Math.floor((all + slot) / SLOTS);
          if (games === 0) continue;
          const halfWins = Math.min(2 * games, Math.round(((daily.halfWins[day] ?? 0) * games) / all));
          const key = place | (BigInt(slot) << BigInt(tally.KEY_SLOT_SHIFT)) | code;
          const unit = unitNumber(FIRST + day, tally.COUNT_CELLS);
          addCount(days[day] as Units, unit, key, games, halfWins);
        }
      });
    }
  }
  const pairs = [...modes].sort(([a], [b]) => a - b).flat();
  return { tallies: days.map(packTally), modes: Uint32Array.from(pairs) };
}

function foldsOf(tallies: Tallies, month: Month): Uint8Array[] {
  return month.tallies.map((each, day) => tallies.fold([each], FIRST + day));
}

/** The lines of the table; needs build/kernel.wasm. */
export function trendsResults(): BenchResult[] {
  const kernel = createKernel(new WebAssembly.Module(readFileSync(WASM)));
  const drawn = drawMonth({ seed: SEED, battles: BATTLES, days: DAYS, first: FIRST, change: { day: 24 } });
  const some = asMonth(drawn.filter(({ brawler }) => brawler % EVERY === 0));
  return [...ratios(kernel, some), ...slices(kernel, asMonth(drawn))];
}

function ratios(kernel: Tallies, month: Month): BenchResult[] {
  const { tallies, modes } = month;
  const folds = foldsOf(kernel, month);
  const survey = kernel.survey(folds, { modes });
  const options = { modes, survey, first: FIRST };
  const expected = referenceTallies.series(folds, options);
  if (Buffer.compare(kernel.series(folds, options), expected) !== 0) throw new Error('series differ');
  const fold = (of: Tallies, i: number) => of.fold([tallies[i % DAYS] as Uint8Array], FIRST + (i % DAYS));
  const records = folds.reduce((sum, { length }) => sum + length, 0) / 16;
  const note = `every ${EVERY}th brawler of a month of ${BATTLES} battles a day: ${records} counts by map and day`;
  return [
    compare({
      id: 'trends.fold',
      ours: (i) => fold(kernel, i),
      peer: (i) => fold(referenceTallies, i),
      must: MUST,
      note: `a day's cells to counts by map and brawler, days in turn; ${note}`,
    }),
    compare({
      id: 'trends.survey',
      ours: () => kernel.survey(folds, { modes }),
      peer: () => referenceTallies.survey(folds, { modes }),
      must: MUST,
      note: `baselines and dispersions; ${note}`,
    }),
    compare({
      id: 'trends.series',
      ours: () => kernel.series(folds, options),
      peer: () => referenceTallies.series(folds, options),
      must: MUST,
      note: `all series, tested for changes; ${note}`,
    }),
  ];
}

/** The longest slice that a step makes, of all brawlers. */
function slices(kernel: Tallies, month: Month): BenchResult[] {
  const { tallies, modes } = month;
  const folds = foldsOf(kernel, month);
  const survey = kernel.survey(folds, { modes });
  const part = folds.map((fold) => partOfFold(fold, 1, 1 + PART_CODES));
  const largest = Math.max(...tallies.map(({ length }) => length));
  const days = Math.ceil(FOLD_BYTES / largest);
  const times = {
    folds: fastest(() => tallies.slice(0, days).map((each, day) => kernel.fold([each], FIRST + day))),
    survey: fastest(() => kernel.survey(folds, { modes })),
    part: fastest(() => kernel.series(part, { modes, survey, first: FIRST })),
  };
  const whole =
    fastest(() => foldsOf(kernel, month)) +
    times.survey +
    fastest(() => kernel.series(folds, { modes, survey, first: FIRST }));
  const note = `fastest of ${RUNS}: ${days} days folded ${ms(times.folds)}, survey ${ms(times.survey)}, series of ${PART_CODES} brawlers ${ms(times.part)}; all slices of a month together ${ms(whole)}`;
  return [budget('trends.slice', Math.max(...Object.values(times)), STEP_MS, 'ms', note)];
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}

/** ms of the fastest call of RUNS: what it takes when nothing else runs. */
function fastest(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
