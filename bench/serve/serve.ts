/** What a request costs: the product against the platform's floor and against plain code, over loopback HTTP. */
import { fileURLToPath } from 'node:url';
import { type BenchResult, budget, table } from '../harness.ts';
import { openStage, type Stage, type WorkName } from './stage.ts';
import { tailAfter, tailAlone } from './tail.ts';
import { busy, type Versus, versus } from './versus.ts';

/** These ratios are far from 1: fewer rounds tell them. */
const PLAIN = { rounds: 15 };
const CPU_LIMIT_MS = 0.05;

const FLOORS: readonly { work: WorkName; must: number; what: string }[] = [
  { work: 'map', must: 0.9, what: '200 maps by slug in turn' },
  { work: 'search', must: 0.9, what: '2,000 queries in turn' },
  { work: '304', must: 0.95, what: 'If-None-Match of the current snapshot' },
  { work: 'page', must: 0.6, what: 'the 14 maps that are live, in turn: from the cache' },
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
    if (map !== null) {
      const most = map.ours.requestsPerSecond;
      results.push(cpu(map), await tailAlone(stage, most), await tailAfter(stage, most));
    }
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

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(table(await serveResults()));
