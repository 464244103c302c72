/**
 * Two servers under the same load, in turn: A B B A …, short batches close together, so that whatever else the machine
 * does falls on both. Each round gives one ratio; medians are reported.
 */
import { loadavg } from 'node:os';
import { median } from '../harness.ts';
import type { LoadRequest, LoadResult } from './generator.ts';
import { cpuMs, type Generator } from './load.ts';

export interface Side {
  readonly port: number;
  readonly pid: number;
  readonly requests: readonly LoadRequest[];
  readonly status: number;
}

export interface Versus {
  /** ours ÷ peer: requests a second, median over the rounds */
  readonly ratio: number;
  /** quartiles of that ratio */
  readonly spread: readonly [number, number];
  readonly ours: Figures;
  readonly peer: Figures;
  /** peer ÷ ours: CPU time of the server's process a request, median; NaN where the system doesn't tell */
  readonly cpuRatio: number;
  /** µs of CPU a request more than the peer, median of the rounds */
  readonly cpuMoreUs: number;
  readonly errors: number;
}

/** Medians over the rounds. */
export interface Figures {
  readonly requestsPerSecond: number;
  readonly cpuUs: number;
  readonly p50: number;
  readonly p99: number;
}

export interface VersusOptions {
  readonly rounds?: number;
  /** how long a batch takes, about */
  readonly batchMs?: number;
  readonly connections?: number;
}

interface Batch {
  readonly rps: number;
  readonly cpuUs: number;
  readonly result: LoadResult;
}

const ROUNDS = 31;
const BATCH_MS = 120;
const CONNECTIONS = 8;
const LEAST = 40;
/** Each side is asked this long before the first round: the engine has compiled by then what is worth it. */
const WARM_UP_MS = 700;
const FIRST = 200;

export async function versus(
  generator: Generator,
  ours: Side,
  peer: Side,
  { rounds = ROUNDS, batchMs = BATCH_MS, connections = CONNECTIONS }: VersusOptions = {},
): Promise<Versus> {
  let errors = 0;
  const batch = async (
    { port, pid, requests, status }: Side,
    from: number,
    count: number,
  ): Promise<Batch> => {
    const before = cpuMs(pid);
    const result = await generator.run({ port, requests, from, connections, status, count });
    const used = (cpuMs(pid) ?? Number.NaN) - (before ?? Number.NaN);
    errors += result.errors;
    return { rps: result.answered / result.seconds, cpuUs: (used / count) * 1000, result };
  };
  /** Warms a side up; returns how many requests make a batch. */
  const calibrate = async (side: Side) => {
    const { rps: cold } = await batch(side, 0, FIRST);
    const { rps } = await batch(side, FIRST, Math.max(LEAST, Math.round((cold * WARM_UP_MS) / 1000)));
    return Math.max(LEAST, Math.round((rps * batchMs) / 1000));
  };
  const size = { ours: await calibrate(ours), peer: await calibrate(peer) };
  const pairs: { a: Batch; b: Batch }[] = [];
  for (let round = 0; round < rounds; round++) {
    // Both walk through the same requests, each going on where its last batch ended.
    const oursNow = () => batch(ours, round * size.ours, size.ours);
    const peerNow = () => batch(peer, round * size.peer, size.peer);
    if (round % 2 === 0) {
      const a = await oursNow();
      pairs.push({ a, b: await peerNow() });
    } else {
      const b = await peerNow();
      pairs.push({ a: await oursNow(), b });
    }
  }
  const ratios = pairs.map(({ a, b }) => a.rps / b.rps);
  return {
    ratio: median(ratios),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    ours: figures(pairs.map(({ a }) => a)),
    peer: figures(pairs.map(({ b }) => b)),
    cpuRatio: median(pairs.map(({ a, b }) => b.cpuUs / a.cpuUs)),
    cpuMoreUs: median(pairs.map(({ a, b }) => a.cpuUs - b.cpuUs)),
    errors,
  };
}

function figures(batches: readonly Batch[]): Figures {
  return {
    requestsPerSecond: median(batches.map(({ rps }) => rps)),
    cpuUs: median(batches.map(({ cpuUs }) => cpuUs)),
    p50: median(batches.map(({ result }) => result.latency.p50)),
    p99: median(batches.map(({ result }) => result.latency.p99)),
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** What else the machine was doing: processes that wanted to run in the last minute. */
export function busy(): string {
  return `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}
