/** A collector in simulated time before the demo world: everything real but time, the wire and the platform. */
import { runStep } from '../../src/collect/collector.ts';
import { Ledger } from '../../src/collect/ledger.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createBrawlApi } from '../../src/upstream/brawlapi.ts';
import { createClock } from '../../test/collect/clock.ts';
import { createTestKernel } from '../../test/collect/kernel.ts';
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
  const kernel = createTestKernel();
  const requests = createRequestMeter({
    send: world.fetch,
    cpuMs: workingMs,
    wait: (signal) => clock.sleep(latencyMs, signal),
  });
  const { store, writes } = meterStore(createMemoryStore(), requests);
  const random = createRandom(seed);
  const step = () =>
    runStep({
      ledger,
      kernel,
      store,
      brawlApi: (breakers) =>
        createBrawlApi({
          fetch: requests.fetch,
          now: clock.now,
          sleep: clock.sleep,
          random: () => random.float(),
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
  return { options, world, ledger, clock, stateBytes: () => stateBytes(storage), close: storage.close };
}
