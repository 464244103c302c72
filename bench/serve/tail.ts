/**
 * The slowest answers at half load. A request of the thousand waits for the engine to collect an isolate's garbage, nothing
 * else takes as long: its Request and Response go in one piece, some 12 µs for each since the last time. How many
 * those are the engine decides by what the isolate has done before. So both sides begin anew, and do the same.
 */
import { type BenchResult, median } from '../harness.ts';
import { floorSite, productSites, scratchFolder } from './sites.ts';
import type { Stage } from './stage.ts';
import { busy, type Side } from './versus.ts';
import { startWorkerd } from './workerd.ts';

/** Requests to a run: its p99.9 is the twentieth slowest. */
const COUNT = 20_000;
const ROUNDS = 6;
/** Share of the maximum at which tails are looked at. */
const LOAD = 0.5;
const CONNECTIONS = 32;
const LIMIT = 1.2;
const PROCESSES = 3;
/** Asked of each side before, by turns: the engine has compiled what is worth it, and collected the garbage of a start. */
const WARM_UP = 40_000;
const WARM_UP_PART = 2_000;
const WARM_UP_CONNECTIONS = 8;

interface Round {
  readonly ours: number;
  readonly floor: number;
  readonly errors: number;
}

/** Product and floor in fresh processes, where both have only ever answered for maps. `most`: requests/s that ours can do. */
export async function tailAlone(stage: Stage, most: number): Promise<BenchResult> {
  const rounds: Round[] = [];
  for (let process = 0; process < PROCESSES; process++) rounds.push(...(await freshRounds(stage, most)));
  const what = `${PROCESSES} processes of their own, ${WARM_UP} requests to each side before`;
  return report('serve.map.tail', rounds, most, what);
}

/** In the process where ours has answered for everything, pages among it, and the floor for maps alone. */
export async function tailAfter(stage: Stage, most: number): Promise<BenchResult> {
  const rounds = await byTurns(stage, stage.ours('map'), stage.floor('map'), most);
  return report('serve.map.tail.after', rounds, most, 'after all other work of ours in the same isolate');
}

async function freshRounds(stage: Stage, most: number): Promise<Round[]> {
  const { dir, remove } = scratchFolder();
  const { product, world, works, generator } = stage;
  const { constant, requests, status } = works.map;
  const runtime = await startWorkerd(dir, [...productSites(dir, product, world), floorSite(dir, constant)]);
  const side = (name: string): Side => ({
    ...{ port: runtime.ports[name] ?? 0, pid: runtime.pid, requests, status },
  });
  const [ours, floor] = [side('product'), side(constant.name)];
  try {
    for (let from = 0; from < WARM_UP; from += WARM_UP_PART) {
      for (const { port } of [ours, floor]) {
        const load = { port, requests, status, from, connections: WARM_UP_CONNECTIONS };
        await generator.run({ ...load, count: WARM_UP_PART });
      }
    }
    return await byTurns(stage, ours, floor, most);
  } finally {
    await runtime.stop();
    remove();
  }
}

/** Both at the same rate: half of what ours can do. */
async function byTurns({ generator }: Stage, ours: Side, floor: Side, most: number): Promise<Round[]> {
  const run = ({ port, requests, status }: Side, round: number) => {
    const load = { port, requests, status, from: round * COUNT, rate: LOAD * most };
    return generator.run({ ...load, connections: CONNECTIONS, count: COUNT });
  };
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const isOursFirst = round % 2 === 0;
    const first = await run(isOursFirst ? ours : floor, round);
    const second = await run(isOursFirst ? floor : ours, round);
    const [own, other] = isOursFirst ? [first, second] : [second, first];
    const errors = own.errors + other.errors;
    rounds.push({ ours: own.latency.p999, floor: other.latency.p999, errors });
  }
  return rounds;
}

function report(id: string, rounds: readonly Round[], most: number, what: string): BenchResult {
  const ratios = rounds.map(({ ours, floor }) => ours / floor);
  const ratio = median(ratios);
  const errors = rounds.reduce((sum, round) => sum + round.errors, 0);
  const spread = `rounds ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const shape = `p99.9 at ${Math.round(LOAD * most)} requests/s, Poisson, from when a request was due; median of ${rounds.length} rounds of ${COUNT}`;
  return {
    ...{ id, unit: 'ms', ratio },
    ours: median(rounds.map((round) => round.ours)),
    peer: median(rounds.map((round) => round.floor)),
    met: ratio <= LIMIT && errors === 0,
    note: `≤ ${LIMIT}×; ${shape}; ${what}; ${spread}; ${errors} errors; ${busy()}`,
  };
}
