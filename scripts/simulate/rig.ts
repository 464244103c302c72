/** A collector in simulated time before the demo world: everything real but time, the wire and the platform. */
import { Books } from '../../src/collect/battles/books.ts';
import type { BattleDeps } from '../../src/collect/battles/collect.ts';
import { officialExtract } from '../../src/collect/battles/extract.ts';
import { BattleMemory } from '../../src/collect/battles/memory.ts';
import { collectingOf } from '../../src/collect/battles/progress.ts';
import { runStep } from '../../src/collect/collector.ts';
import { Ledger } from '../../src/collect/ledger.ts';
import { Shelf } from '../../src/collect/shelf.ts';
import { createMemoryArchive, createMemoryStore } from '../../src/store/memory.ts';
import { createBrawlApi } from '../../src/upstream/brawlapi.ts';
import { createOfficialApi } from '../../src/upstream/official.ts';
import { createClock } from '../../test/collect/clock.ts';
import { createTestCounter, createTestKernel } from '../../test/collect/kernel.ts';
import { openStorage } from '../../test/collect/sqlite.ts';
import { openUpstreamDirect } from '../../upstream-sim/direct.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import type { DayOptions } from './day.ts';
import { createRequestMeter, meterStore, stateBytes, workingMs } from './meters.ts';

export interface RigOptions {
  readonly players: number;
  readonly battlesPerDay: number;
  readonly seed?: number;
  /** epoch ms */
  readonly start: number;
  /** What an answer takes on its way. */
  readonly latencyMs: number;
  readonly intervalMs: number;
}

/** Opens it. `options` are what simulateDay wants but `until`. */
export function openRig({ players, battlesPerDay, seed = 1, start, latencyMs, intervalMs }: RigOptions) {
  const clock = createClock(start);
  const world = openUpstreamDirect({
    source: { kind: 'demo', seed, players, battlesPerDay, brawlApiStatistics: false },
    now: clock.now,
    sleep: clock.sleep,
  });
  const storage = openStorage();
  const ledger = new Ledger(storage);
  const shelf = new Shelf(storage);
  const kernel = createTestKernel();
  const requests = createRequestMeter({
    send: world.fetch,
    cpuMs: workingMs,
    wait: (signal) => clock.sleep(latencyMs, signal),
  });
  const { store, writes } = meterStore(createMemoryStore(), requests);
  const random = createRandom(seed);
  const transport = {
    fetch: requests.fetch,
    now: clock.now,
    sleep: clock.sleep,
    random: () => random.float(),
  };
  const battles: BattleDeps = {
    books: new Books(storage),
    memory: new BattleMemory(createTestCounter),
    tallies: kernel,
    official: (state) =>
      createOfficialApi({
        ...transport,
        base: world.officialUrl,
        token: () => 'made-up',
        extract: officialExtract(kernel),
        state,
      }),
    asOf: null,
  };
  const step = () =>
    runStep({
      ledger,
      shelf,
      kernel,
      store,
      archive: createMemoryArchive(),
      battles,
      brawlApi: (breakers) =>
        createBrawlApi({
          ...transport,
          extract: (kind, bytes) => kernel.extract(kind, bytes),
          hosts: [world.brawlApiUrl],
          ...(breakers === undefined ? {} : { breakers }),
        }),
      now: clock.now,
      config: { intervalMs, concurrency: 6, data: 'demo' },
    });
  const options: Omit<DayOptions, 'until'> = {
    clock,
    step,
    meters: {
      takeRequests: requests.take,
      kvWrites: writes,
      rowsWritten: () => storage.meter.rowsWritten,
      cpuMs: workingMs,
    },
  };
  return {
    options,
    world,
    ledger,
    clock,
    collected: () => collectingOf(ledger),
    stateBytes: () => stateBytes(storage),
    close: storage.close,
  };
}
