/** A collector in simulated time before the demo world: everything real but time, the wire and the platform. */
import { Books } from '../../src/collect/battles/books.ts';
import type { BattleDeps } from '../../src/collect/battles/collect.ts';
import { officialExtract } from '../../src/collect/battles/extract.ts';
import { BattleMemory } from '../../src/collect/battles/memory.ts';
import { collectingOf } from '../../src/collect/battles/progress.ts';
import { runStep } from '../../src/collect/collector.ts';
import { Ledger } from '../../src/collect/ledger.ts';
import type { Storage } from '../../src/collect/schema.ts';
import { Shelf } from '../../src/collect/shelf.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createMemoryArchive } from '../../src/store/memory.ts';
import type { SnapshotSink } from '../../src/store/port.ts';
import { createBrawlApi } from '../../src/upstream/brawlapi.ts';
import type { SavedBreakers } from '../../src/upstream/hosts.ts';
import { createOfficialApi, type OfficialOptions } from '../../src/upstream/official.ts';
import { createClock } from '../../test/collect/clock.ts';
import { createTestCounter, createTestKernel } from '../../test/collect/kernel.ts';
import { openStorage } from '../../test/collect/sqlite.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { createThreadCpu, watchGarbage } from './cpu.ts';
import type { DayOptions } from './day.ts';
import { createRequestMeter, keptBytes, meterStore, stateBytes } from './meters.ts';
import { type StandIn, standInApart, type WorldOptions } from './stand-in.ts';

export interface RigOptions extends Omit<WorldOptions, 'seed'> {
  readonly seed?: number;
  /** epoch ms */
  readonly start: number;
  /** What an answer takes on its way. */
  readonly latencyMs: number;
  readonly intervalMs: number;
  /** Opens the stand-in; in a thread of its own where absent. */
  readonly openStandIn?: (options: WorldOptions, now: () => number) => StandIn | Promise<StandIn>;
}

/** Beside the steps, in ms since the rig was opened. */
export interface Aside {
  /** what collecting of garbage has stopped this thread for */
  readonly garbageMs: number;
  /** CPU of the stand-in's thread */
  readonly standInMs: number;
}

/** Opens it. `options` are what simulateDay wants but `until`. */
export async function openRig(given: RigOptions) {
  const { players, battlesPerDay, seed = 1, latencyMs, openStandIn = standInApart } = given;
  const clock = createClock(given.start);
  const world = await openStandIn({ players, battlesPerDay, seed }, clock.now);
  const storage = openStorage();
  const ledger = new Ledger(storage);
  const kernel = createTestKernel();
  const garbage = watchGarbage();
  const { fetch, take, add } = createRequestMeter({
    send: world.fetch,
    wait: waitTogether(() => clock.sleep(latencyMs), clock.now),
    busy: clock.busy,
  });
  const { store, archive, writes } = meterStore(elsewhere(), createMemoryArchive(), { add });
  const random = createRandom(seed);
  const transport = { fetch, now: clock.now, sleep: clock.sleep, random: () => random.float() };
  const deps = {
    ledger,
    shelf: new Shelf(storage),
    kernel,
    store,
    archive,
    battles: battleDeps(world.officialUrl, storage, kernel, transport),
    brawlApi: (breakers: SavedBreakers | undefined) =>
      createBrawlApi({
        ...transport,
        extract: (kind, bytes) => kernel.extract(kind, bytes),
        hosts: [world.brawlApiUrl],
        ...(breakers === undefined ? {} : { breakers }),
      }),
    now: clock.now,
    config: { intervalMs: given.intervalMs, concurrency: 6, data: 'demo' },
  } as const;
  const options: Omit<DayOptions, 'until'> = {
    clock,
    step: () => runStep(deps),
    meters: {
      takeRequests: take,
      kvWrites: writes,
      rowsWritten: () => storage.meter.rowsWritten,
      cpuMs: createThreadCpu(),
    },
  };
  return {
    options,
    storage,
    archive,
    tallies: kernel,
    collected: () => collectingOf(ledger),
    stateBytes: () => stateBytes(storage),
    keptBytes: () => keptBytes(storage),
    aside: (): Aside => ({ garbageMs: garbage.ms(), standInMs: world.cpuMs() }),
    async close() {
      garbage.close();
      storage.close();
      await world.close();
    },
  };
}

/** A store that is somewhere else, as KV is: what it holds, and copying it, takes nothing of this thread. */
function elsewhere(): SnapshotSink {
  return { async write() {} };
}

/** As src/workers/collector-object.ts puts it together. */
function battleDeps(
  base: string,
  storage: Storage,
  kernel: Kernel,
  transport: Pick<OfficialOptions, 'fetch' | 'now' | 'sleep' | 'random'>,
): BattleDeps {
  const options = { ...transport, base, token: () => 'made-up', extract: officialExtract(kernel) };
  return {
    books: new Books(storage),
    memory: new BattleMemory(createTestCounter),
    tallies: kernel,
    official: (state) => createOfficialApi({ ...options, state }),
    asOf: null,
  };
}

/** Waits that begin at the same instant, and end together: what they waited for then goes out in one turn. */
function waitTogether(
  sleep: () => Promise<void>,
  now: () => number,
): (signal?: AbortSignal) => Promise<void> {
  let [since, waiting] = [Number.NaN, Promise.resolve()];
  return (signal) => {
    if (since !== now()) [since, waiting] = [now(), sleep()];
    return new Promise((resolve) => {
      signal?.addEventListener('abort', () => resolve());
      void waiting.then(resolve);
    });
  };
}
