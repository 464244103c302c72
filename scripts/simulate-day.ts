/**
 * `npm run simulate:day`: the collector's first day before the demo world, in simulated time, against what the free
 * plan gives. `--days N`, `--players N`, `--battles-per-day N`, `--latency MS`, `--interval S`; exits with 1 where a limit is broken.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Collecting } from '../src/shared/status.ts';
import { type StepRecord, simulateDay } from './simulate/day.ts';
import { overBudget, reportOf, summarise } from './simulate/report.ts';
import { type Aside, openRig } from './simulate/rig.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day of the demo world; every one is as good as another. */
const START = Date.UTC(2026, 10, 23, 12);

const OPTIONS = {
  days: { type: 'string', default: '1' },
  players: { type: 'string', default: '3000' },
  'battles-per-day': { type: 'string', default: '30' },
  latency: { type: 'string', default: '150' },
  interval: { type: 'string', default: '60' },
} as const;

/** Numbers of the command line. Throws a RangeError that names one that is none. */
function readOptions() {
  const { values } = parseArgs({ options: OPTIONS });
  const number = (name: keyof typeof OPTIONS) => {
    const value = Number(values[name]);
    if (value > 0 && Number.isFinite(value)) return value;
    throw new RangeError(`--${name} must be a number above 0`);
  };
  return {
    days: number('days'),
    players: number('players'),
    battlesPerDay: number('battles-per-day'),
    latencyMs: number('latency'),
    intervalMs: number('interval') * 1000,
  };
}

/** A word now and then: a day takes a while. */
function teller(stateBytes: () => number): (record: StepRecord) => void {
  let [told, steps, requests] = [START, 0, 0];
  return (record) => {
    steps += 1;
    requests += record.requests;
    if (record.at - told < 4 * HOUR_MS) return;
    told = record.at;
    const state = (stateBytes() / 1e6).toFixed(1);
    console.log(
      `  ${Math.round((record.at - START) / HOUR_MS)} h: ${steps} steps, ${requests} requests, ${state} MB`,
    );
  };
}

/** What the CPU of a step is, and what stands beside it. */
function measured(records: readonly StepRecord[], { garbageMs, standInMs }: Aside): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const cpu = records.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  return [
    `CPU is that of the collector's thread, as the system accounts for it: ${seconds(cpu)} in all, with kernel, glue, SQLite, its own`,
    `garbage (pauses of ${seconds(garbageMs)} by the clock on the wall) and the simulated clock. The stand-in works in a thread of its`,
    `own: ${seconds(standInMs)}, not counted.`,
  ].join('\n');
}

/** What came of it. */
function counted({ battles, entries, players, missed }: Collecting, days: number): string {
  const count = (value: number) => value.toLocaleString('en-US');
  return `${count(battles)} battles counted from ${count(entries)} entries (${count(battles / days)} a day), ${count(players)} players known, ${count(missed)} battles missed by estimate`;
}

async function main(): Promise<void> {
  const { days, ...world } = readOptions();
  // In a process of its own: the compiler leaves a heap behind that each collecting of garbage would go through.
  execFileSync(process.execPath, [join(import.meta.dirname, 'build.ts')]);
  const rig = await openRig({ ...world, start: START });
  const span = days * DAY_MS;
  const began = performance.now();
  const records = await simulateDay({ ...rig.options, until: START + span, onStep: teller(rig.stateBytes) });
  const summary = summarise(records, span, rig.stateBytes());
  const collected = rig.collected();
  const aside = rig.aside();
  await rig.close();
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `\n${days} day${days === 1 ? '' : 's'}, ${world.players} players, simulated in ${seconds} s\n\n${reportOf(summary)}`,
  );
  console.log(`\n${measured(records, aside)}`);
  if (collected !== null) console.log(`\n${counted(collected, days)}`);
  const over = overBudget(summary);
  if (over.length === 0) return;
  console.error(`over the budget: ${over.join(', ')}`);
  process.exitCode = 1;
}

await main();
