/** What a request costs: the product against the platform's floor and against plain code, over loopback HTTP. */
import { fileURLToPath } from 'node:url';
import { type BenchResult, budget, median, table } from '../harness.ts';
import { openStage, type Stage, type WorkName } from './stage.ts';
import { busy, type Side, type Versus, versus } from './versus.ts';

/** Requests to a tail's run: its p99.9 is the twentieth slowest. */
const TAIL_COUNT = 20_000;
const TAIL_ROUNDS = 6;
/** Share of the maximum at which tails are looked at. */
const TAIL_LOAD = 0.5;
const TAIL_CONNECTIONS = 32;
/** These ratios are far from 1: fewer rounds tell them. */
const PLAIN = { rounds: 15 };
const CPU_LIMIT_MS = 0.05;

const FLOORS: readonly { work: WorkName; must: number; what: string }[] = [
  { work: 'map', must: 0.9, what: '200 maps by slug in turn' },
  { work: 'search', must: 0.9, what: '2,000 queries in turn' },
  { work: '304', must: 0.95, what: 'If-None-Match of the current snapshot' },
  { work: 'page', must: 0.6, what: 'the 12 maps that are live, in turn: from the cache' },
  { work: 'page.miss', must: 0.6, what: '200 maps in turn, more than the cache holds: each rendered' },
];

export async function serveResults(): Promise<BenchResult[]> {
  const stage = await openStage();
  try {
    const results: BenchResult[] = [];
    let map: Versus | null = null;
    for (const { work, must, what } of FLOORS) {
      console.error(`  ${work}`);
      const measured = await versus(stage.generator, stage.ours(work), stage.floor(work));
      if (work === 'map') map = measured;
      results.push(result(`serve.${work}/floor`, measured, must, `${stage.works[work].bytes} B; ${what}`));
    }
    for (const work of ['map', 'search'] as const) results.push(...(await againstPlain(stage, work)));
    if (map !== null) results.push(cpu(map), await tail(stage, map));
    return results;
  } finally {
    await stage.close();
  }
}

async function againstPlain(stage: Stage, work: 'map' | 'search'): Promise<BenchResult[]> {
  const hono = await versus(stage.generator, stage.ours(work), stage.hono(work), PLAIN);
  const express = await versus(stage.generator, stage.ours(work), stage.express(work), PLAIN);
  const limit = await versus(stage.generator, stage.floor(work), stage.express(work), PLAIN);
  const note = `Express on Node; an empty Worker of the same size makes ${limit.ratio.toFixed(2)}× of it`;
  return [
    result(`serve.${work}/json`, hono, 1.5, 'plain Hono in the same workerd, data as objects'),
    result(`serve.${work}/json.express`, express, 3, note),
  ];
}

/** Requests a second are the claim; the CPU of the server's process stands beside, which other programs disturb less. */
function result(id: string, measured: Versus, must: number, what: string): BenchResult {
  const { ours, peer, ratio, spread, cpuRatio, errors } = measured;
  const [low, high] = spread;
  const rounds = `quartiles ${low.toFixed(2)}–${high.toFixed(2)}`;
  const used = `CPU a request ${ours.cpuUs.toFixed(0)} against ${peer.cpuUs.toFixed(0)} µs (${cpuRatio.toFixed(2)}×)`;
  const tails = `p99 ${ours.p99.toFixed(1)} against ${peer.p99.toFixed(1)} ms`;
  return {
    ...{ id, ours: ours.requestsPerSecond, peer: peer.requestsPerSecond, unit: '1/s', ratio },
    met: ratio >= must && errors === 0,
    note: `≥ ${must}×; ${what}; ${rounds}; ${used}; ${tails}; ${errors} errors; ${busy()}`,
  };
}

function cpu({ cpuMoreUs, ours, peer }: Versus): BenchResult {
  const note = `CPU of the process a request of a map: ${ours.cpuUs.toFixed(0)} µs, the floor's ${peer.cpuUs.toFixed(0)} µs; ${busy()}`;
  return budget('cpu.request', cpuMoreUs / 1000, CPU_LIMIT_MS, 'ms', note);
}

/** Both at the same rate: half of what ours can do. */
async function tail(stage: Stage, map: Versus): Promise<BenchResult> {
  const rate = TAIL_LOAD * map.ours.requestsPerSecond;
  const run = ({ port, requests, status }: Side, from: number) =>
    stage.generator.run({
      ...{ port, requests, status, from, rate },
      ...{ connections: TAIL_CONNECTIONS, count: TAIL_COUNT },
    });
  const rounds: { ours: number; floor: number; errors: number }[] = [];
  for (let round = 0; round < TAIL_ROUNDS; round++) {
    const oursFirst = round % 2 === 0;
    const first = await run(oursFirst ? stage.ours('map') : stage.floor('map'), round * TAIL_COUNT);
    const second = await run(oursFirst ? stage.floor('map') : stage.ours('map'), round * TAIL_COUNT);
    const [ours, floor] = oursFirst ? [first, second] : [second, first];
    rounds.push({
      ours: ours.latency.p999,
      floor: floor.latency.p999,
      errors: ours.errors + floor.errors,
    });
  }
  const ours = median(rounds.map((round) => round.ours));
  const floor = median(rounds.map((round) => round.floor));
  const ratio = median(rounds.map((round) => round.ours / round.floor));
  const errors = rounds.reduce((sum, round) => sum + round.errors, 0);
  const shape = `p99.9 at ${Math.round(rate)} requests/s, Poisson, from when a request was due; median of ${TAIL_ROUNDS} rounds of ${TAIL_COUNT}`;
  return {
    ...{ id: 'serve.map.tail', ours, peer: floor, unit: 'ms', ratio },
    met: ratio <= 1.2 && errors === 0,
    note: `≤ 1.2×; ${shape}; ${errors} errors; ${busy()}`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(table(await serveResults()));
