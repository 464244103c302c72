/**
 * `npm run backtest [-- --recording DIR] [--sizes 10000,100000] [--seeds 1,2,3] [--truth] [--page]`: predicts later battles from earlier
 * ones and prints how each method fared. --page writes what the page /methodology shows of it (src/web/methodology/backtest.ts): the
 * recording and the largest simulated world of the first seed. --truth adds what knowing the true rates would reach, how many intervals hold
 * them, and how many tiers are right.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Counts, count, createCounts } from './backtest/counts.ts';
import { fitMethods } from './backtest/methods.ts';
import { pageModule, type Result, resultOf } from './backtest/page.ts';
import { readRecording } from './backtest/recording.ts';
import { createTrial, note, score, type Trial } from './backtest/score.ts';
import { createSimulated, type Simulated } from './backtest/simulated.ts';
import { coverageLine, strengthsLine, table } from './backtest/table.ts';
import { countTiers, tiersLine } from './backtest/tiers.ts';

const DEFAULT_RECORDING = join(import.meta.dirname, '../../shared/data/recordings/ladder-2026-05');
const PAGE = join(import.meta.dirname, '../src/web/methodology/backtest.ts');
/** The window, days: what is older is not known any more. */
const WINDOW_DAYS = 28;
const HALF_LIFE_DAYS = 14;
/** Days of a recording that only teach. */
const FIRST_DAYS = 14;
const TEST_BATTLES = 20_000;

/** Each day's battles are predicted from those of the days before it. */
function replay(folder: string, seed: number): Result {
  const { field, battles } = readRecording(folder);
  const first = (battles[0]?.day ?? 0) + FIRST_DAYS;
  const days = [...new Set(battles.map(({ day }) => day))].filter((day) => day >= first);
  const trial = createTrial();
  let last = '';
  for (const today of days) {
    const counts = createCounts(field);
    for (const battle of battles) {
      const age = today - battle.day;
      if (age > 0 && age <= WINDOW_DAYS) count(counts, battle, 0.5 ** (age / HALF_LIFE_DAYS));
    }
    const { methods, fit } = fitMethods(counts);
    last = strengthsLine(fit);
    for (const battle of battles) if (battle.day === today) note(trial, battle, methods, field.brawlers);
  }
  console.log(`\n## Recording: ${battles.length} battles, ${days.length} days predicted day by day`);
  const result = report('recording', trial, seed);
  console.log(`Strengths on the last day: ${last}`);
  return result;
}

function report(name: Result['name'], trial: Trial, seed: number): Result {
  console.log(
    `${trial.battleCount} battles, ${trial.halfWins.length} observations predicted (seed ${seed})\n`,
  );
  const scores = score(trial, seed);
  console.log(table(scores));
  return resultOf(name, trial, scores);
}

function simulate(
  world: Simulated,
  counts: Counts,
  battles: number,
  seed: number,
  truth: Float64Array | null,
): Result {
  const { methods, fit, cells } = fitMethods(counts);
  if (truth !== null) methods.push({ name: 'the true rates', predictions: truth });
  const trial = createTrial();
  world.test(TEST_BATTLES, (battle) => note(trial, battle, methods, world.field.brawlers));
  console.log(`\n## Simulated world ${seed}: ${battles} battles known`);
  const result = report('simulated', trial, seed);
  console.log(`Strengths: ${strengthsLine(fit)}`);
  if (truth !== null) {
    console.log(coverageLine(cells, fit, truth));
    console.log(tiersLine(countTiers(cells, fit, truth)));
  }
  return result;
}

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}

function main(): void {
  const { values } = parseArgs({
    options: {
      recording: { type: 'string' },
      sizes: { type: 'string', default: '10000,100000,1000000' },
      seeds: { type: 'string', default: '1,2,3' },
      truth: { type: 'boolean', default: false },
      page: { type: 'boolean', default: false },
    },
  });
  const recording = values.recording ?? (existsSync(DEFAULT_RECORDING) ? DEFAULT_RECORDING : null);
  if (recording === null) console.log('No recording given: the simulated world only.');
  const results: Result[] = recording === null ? [] : [replay(recording, 1)];
  for (const [i, seed] of numbers(values.seeds).entries()) {
    const world = createSimulated(seed);
    const truth = values.truth ? world.truth() : null;
    let last: Result | null = null;
    for (const battles of numbers(values.sizes))
      last = simulate(world, world.train(battles), battles, seed, truth);
    if (i === 0 && last !== null) results.push(last);
  }
  if (values.page) {
    writeFileSync(PAGE, pageModule(results, new Date()));
    execFileSync(join(import.meta.dirname, '../node_modules/.bin/biome'), ['format', '--write', PAGE]);
  }
}

main();
