/** A step can be killed at any instant: at each statement, each request, before and after the write. Nothing is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { below, createRandom, type Random } from '../../upstream-sim/random.ts';
import { startUpstreamSim, type UpstreamSim } from '../../upstream-sim/server.ts';
import { START } from './clock.ts';
import { writeFiles } from './files.ts';
import { makeRecording, type WorldShape } from './recording.ts';
import { createRig, createWatchedStore, MINUTE, type Point, type Rig, type WatchedStore } from './rig.ts';

const RUNS = 42;
const KILLS_A_RUN = 3;
const SEED = 20_261_123;
/** The collector is woken so long after a step was killed: RECOVERY_MS of src/workers/collector-object.ts. */
const RECOVERY_MS = 15_000;

/** What is thrown out of a statement when the process ends there. */
class Killed extends Error {}

/** One life of the collector: from opening the file until it is killed, or has nothing more to do. */
interface Life {
  readonly store: WatchedStore;
  /** epoch ms */
  readonly endedAt: number;
  /** points passed, by kind */
  readonly passed: Record<Point, number>;
  readonly end: 'killed' | 'settled';
}

/** Two steps' work, with all that a world has. */
const WORLD: WorldShape = {
  maps: 52,
  disabled: 20,
  brawlers: 14,
  events: 5,
  siteWide: [2, 3, 9],
  nearCopies: [30],
  silent: (map) => map % 10 === 7,
};
/** One step's work. */
const SMALL_WORLD: WorldShape = { ...WORLD, maps: 32 };

let folder: string;
let large: UpstreamSim;
let small: UpstreamSim;
let runs = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'collect-'));
  const start = (name: string, shape: WorldShape) => {
    const directory = join(folder, name);
    writeFiles(directory, makeRecording(shape));
    return startUpstreamSim({ source: { kind: 'replay', directory }, now: () => START });
  };
  large = await start('large', WORLD);
  small = await start('small', SMALL_WORLD);
});

afterAll(async () => {
  await large.close();
  await small.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Lives from `start` on until point number `killAt` (counted from 0) is reached, or all is done. */
async function live(
  sim: UpstreamSim,
  file: string,
  store: WatchedStore,
  start: number,
  killAt: number,
): Promise<Life> {
  const passed: Record<Point, number> = { statement: 0, request: 0, write: 0 };
  let count = 0;
  let dead = false;
  let die = () => {};
  const death = new Promise<'killed'>((resolve) => {
    die = () => resolve('killed');
  });
  let rig: Rig | null = null;
  const open = () =>
    createRig({
      host: sim.brawlApiUrl,
      file,
      store,
      start,
      isDead: () => dead,
      atPoint(point) {
        if (!dead && count === killAt) {
          dead = true;
          die();
        }
        count += 1;
        passed[point] += 1;
        // Only what is synchronous is thrown out of; whoever waits waits for ever.
        if (dead && point === 'statement') throw new Killed();
      },
    });
  const work = async () => {
    try {
      rig = open();
      await rig.settle();
      return 'settled' as const;
    } catch (error) {
      if (error instanceof Killed) return 'killed' as const;
      throw error;
    }
  };
  const end = await Promise.race([work(), death]);
  const ended = rig as Rig | null;
  // What is still under way comes to nothing; the file is let go of, with whatever transaction was open.
  ended?.storage.close();
  return { store, passed, end, endedAt: ended?.clock.now() ?? start };
}

/** All that a collector knows when it is done, but for times. */
function contentOf(file: string) {
  const rig = createRig({ host: '', file });
  const content = {
    lists: rig.ledger.lists().map(({ name, rows, failures, etag }) => {
      return { name, rows, failures, etag, bundle: rig.ledger.listBundle(name) };
    }),
    tables: rig.ledger.mapTables(),
    priorities: rig.ledger.priorities(),
    sources: rig.status().sources.map(({ name, status, rows, detail }) => ({ name, status, rows, detail })),
    fingerprints: rig.ledger.fingerprints().map(({ rows }) => rows),
  };
  rig.storage.close();
  return content;
}

function newFile(): string {
  runs += 1;
  return join(folder, `${runs}.sqlite`);
}

/** A whole run, killed up to `kills` times at random points: the more of it is done, the less is left. */
async function run(sim: UpstreamSim, random: Random, kills: number, points: number) {
  const file = newFile();
  const store = createWatchedStore();
  let start = START;
  const killedAt: number[] = [];
  for (;;) {
    const killAt =
      killedAt.length < kills ? below(random, points >> killedAt.length) : Number.POSITIVE_INFINITY;
    const life = await live(sim, file, store, start, killAt);
    if (life.end === 'settled') return { file, store, killedAt, life };
    killedAt.push(killAt);
    start = life.endedAt + RECOVERY_MS;
  }
}

it(`ends where it would have ended undisturbed, killed at 100 instants and more (seed ${SEED})`, async () => {
  const undisturbed = await run(large, createRandom(SEED), 0, 0);
  const { passed } = undisturbed.life;
  const points = passed.statement + passed.request + passed.write;
  // Two steps at least, and something of everything.
  expect(passed.request).toBeGreaterThan(90);
  expect(passed.write).toBe(2);
  const wanted = contentOf(undisturbed.file);
  expect(wanted.tables.length).toBeGreaterThan(40);
  const hash = undisturbed.store.current()?.hash;

  let kills = 0;
  let rewritten = 0;
  for (let seed = 0; seed < RUNS; seed += 1) {
    const { file, store, killedAt, life } = await run(large, createRandom(SEED, seed), KILLS_A_RUN, points);
    const told = `run ${seed}, killed at ${killedAt.join(', ')} of ${points}`;
    expect(life.end, told).toBe('settled');
    expect(store.current()?.hash, told).toBe(hash);
    expect(contentOf(file), told).toEqual(wanted);
    const times = store.writes.map(({ at }) => at);
    for (const [i, at] of times.slice(1).entries()) {
      expect(at - (times[i] ?? 0), told).toBeGreaterThanOrEqual(3 * MINUTE);
    }
    kills += killedAt.length;
    if (times.length > 1) rewritten += 1;
  }
  expect(kills).toBeGreaterThanOrEqual(100);
  // Only a kill between the write and its note, or a first snapshot with less in it, makes for a second write.
  expect(rewritten).toBeLessThan(RUNS / 4);
});

it('publishes what was learnt in a step that was killed right after, though the upstream says nothing new', async () => {
  const { life: undisturbed } = await run(small, createRandom(SEED), 0, 0);
  expect(undisturbed.passed.request).toBeLessThan(2 * 44);
  // From the last request on: the facts are there, the snapshot is not.
  const { statement, request, write } = undisturbed.passed;
  const points = statement + request + write;
  for (let killAt = points - 40; killAt < points; killAt += 2) {
    const file = newFile();
    const store = createWatchedStore();
    const first = await live(small, file, store, START, killAt);
    expect(first.end).toBe('killed');
    const second = await live(small, file, store, first.endedAt + RECOVERY_MS, Number.POSITIVE_INFINITY);
    expect(second.end).toBe('settled');
    expect(store.current()?.hash, `killed at ${killAt} of ${points}`).toBe(undisturbed.store.current()?.hash);
  }
});
