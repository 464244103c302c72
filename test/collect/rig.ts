/** A collector with everything real but time: SQLite, HTTP over loopback, the kernel. */
import { onTestFinished } from 'vitest';
import { Books } from '../../src/collect/battles/books.ts';
import type { BattleDeps } from '../../src/collect/battles/collect.ts';
import { officialExtract } from '../../src/collect/battles/extract.ts';
import { BattleMemory } from '../../src/collect/battles/memory.ts';
import { type CollectorConfig, runStep, statusOf } from '../../src/collect/collector.ts';
import { Ledger } from '../../src/collect/ledger.ts';
import { Shelf } from '../../src/collect/shelf.ts';
import type { SnapshotHead } from '../../src/kernel/head.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import type { SourceName } from '../../src/shared/sources.ts';
import type { CollectorStatus } from '../../src/shared/status.ts';
import { createMemoryArchive, createMemoryStore } from '../../src/store/memory.ts';
import type { SnapshotArchive, SnapshotStore, StoredSnapshot } from '../../src/store/port.ts';
import { createBrawlApi } from '../../src/upstream/brawlapi.ts';
import { createOfficialApi, type OfficialOptions } from '../../src/upstream/official.ts';
import { budgetsFor } from '../../src/upstream/official-budgets.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { type Clock, createClock } from './clock.ts';
import { createTestCounter, createTestKernel } from './kernel.ts';
import { createNet, type Net } from './net.ts';
import { openStorage, type TestStorage } from './sqlite.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface RigOptions {
  /** base address of the upstream */
  readonly host: string;
  readonly config?: Partial<CollectorConfig>;
  /** the database's file; in memory where absent */
  readonly file?: string;
  /** whether the file survives the end of the process */
  readonly survives?: boolean;
  /** epoch ms */
  readonly start?: number;
  readonly store?: WatchedStore;
  readonly archive?: SnapshotArchive;
  readonly meterReads?: boolean;
  /** base address of the official API; absent: no battles are collected */
  readonly official?: string;
  /** epoch seconds that count as now for the window */
  readonly asOf?: number;
  /** in place of the real one */
  readonly fetch?: Net['fetch'];
  /** Called at every point at which a step may be killed: what it throws or never resolves ends the step. */
  readonly atPoint?: (point: Point) => void;
  readonly isDead?: () => boolean;
}

export type Point = 'statement' | 'request' | 'write';

export interface Rig {
  readonly clock: Clock;
  readonly net: Net;
  readonly ledger: Ledger;
  readonly storage: TestStorage;
  readonly store: WatchedStore;
  readonly archive: SnapshotArchive;
  readonly kernel: Kernel;
  /** base address of the upstream; may be changed between steps */
  host: string;
  /** One step, then the clock moves to the next one's time. Returns how long that is, in ms. */
  step(): Promise<number>;
  /** Steps until `time` (epoch ms). */
  stepUntil(time: number): Promise<void>;
  /** Steps until nothing more is to be done at once, and what is new is published. At most 60 steps. */
  settle(): Promise<void>;
  status(): CollectorStatus;
  source(name: SourceName): CollectorStatus['sources'][number];
  /** Opens what was published, and tells its head. */
  published(): SnapshotHead;
}

/** A store that remembers when it was written to; the archive's writes, which KV counts likewise, stand there too. */
export interface WatchedStore extends SnapshotStore {
  readonly writes: { readonly at: number; readonly hash: string; readonly key?: 'day' | 'index' }[];
  current(): StoredSnapshot | null;
}

/** requests a second: a stand-in is in no need of manners */
const RATE = 200;
const CONFIG: CollectorConfig = { intervalMs: MINUTE, concurrency: 6, data: 'demo' };

export function createRig(options: RigOptions): Rig {
  const clock = createClock(options.start);
  const visit = (point: Point) => options.atPoint?.(point);
  const storage = openStorage({
    ...(options.file === undefined ? {} : { file: options.file }),
    meterReads: options.meterReads ?? false,
    survives: options.survives ?? false,
    beforeStatement: () => visit('statement'),
  });
  const kernel = createTestKernel();
  const store = options.store ?? createWatchedStore();
  const net = createNet(clock, () => pass(options, 'request'), options.fetch);
  const { ledger, shelf } = openLedger(storage);
  const archive = options.archive ?? createMemoryArchive();
  /** A write that KV counts, and where a life may end before it and after it. */
  const write = async (hash: string, key: 'day' | 'index' | null, work: () => Promise<void>) => {
    net.count += 1;
    await pass(options, 'write');
    store.writes.push({ at: clock.now(), hash, ...(key === null ? {} : { key }) });
    await work();
    await pass(options, 'write');
  };
  const config = { ...CONFIG, ...options.config };
  const random = createRandom(7);
  const transport = { fetch: net.fetch, now: clock.now, sleep: clock.sleep, random: () => random.float() };
  const battles = options.official === undefined ? null : battleDeps(options, storage, kernel, transport);

  const step = async () => {
    net.count = 0;
    const next = await runStep({
      ledger,
      shelf,
      kernel,
      store: {
        write: (snapshot) => write(snapshot.hash, null, () => store.write(snapshot)),
      },
      archive: {
        ...archive,
        keep: (entry, bytes) => write(entry.hash, 'day', () => archive.keep(entry, bytes)),
        keepIndex: (entries) => write('', 'index', () => archive.keepIndex(entries)),
      },
      brawlApi: (breakers) =>
        createBrawlApi({
          ...transport,
          extract: (kind, bytes) => kernel.extract(kind, bytes),
          hosts: [rig.host],
          ...(breakers === undefined ? {} : { breakers }),
        }),
      now: clock.now,
      config,
      battles,
    });
    const wait = next - clock.now();
    clock.advanceTo(next);
    return wait;
  };

  const rig: Rig = {
    clock,
    net,
    ledger,
    storage,
    store,
    archive,
    kernel,
    host: options.host,
    step,
    async stepUntil(time) {
      while (clock.now() < time) await step();
    },
    async settle() {
      for (let steps = 0; steps < 60; steps += 1) {
        const wait = await step();
        if (wait >= config.intervalMs && ledger.note('dirty') === false) return;
      }
      throw new Error('it does not settle');
    },
    status: () => statusOf({ ledger, battles: battles !== null }),
    source(name) {
      const found = statusOf({ ledger, battles: battles !== null }).sources.find(
        (source) => source.name === name,
      );
      if (found === undefined) throw new Error(`no source ${name}`);
      return found;
    },
    published() {
      const current = store.current();
      if (current === null) throw new Error('nothing was published');
      const opened = kernel.open(current.bytes);
      if (!opened.ok) throw new Error(opened.error.message);
      return opened.value;
    },
  };
  return rig;
}

/** As src/workers/collector-object.ts puts it together. */
function battleDeps(
  { official: base = '', asOf }: RigOptions,
  storage: TestStorage,
  kernel: Kernel,
  transport: Pick<OfficialOptions, 'fetch' | 'now' | 'sleep' | 'random'>,
): BattleDeps {
  const options = { ...transport, base, token: () => 'made-up', requestsPerSecond: RATE };
  const extract = officialExtract(kernel);
  return {
    books: new Books(storage),
    memory: new BattleMemory(createTestCounter),
    tallies: kernel,
    official: (state) => createOfficialApi({ ...options, budgets: budgetsFor(RATE), extract, state }),
    asOf: asOf ?? null,
  };
}

function openLedger(storage: TestStorage): { ledger: Ledger; shelf: Shelf } {
  try {
    return { ledger: new Ledger(storage), shelf: new Shelf(storage) };
  } catch (error) {
    storage.close();
    throw error;
  }
}

/** Passes a point; nobody who is dead comes any further. */
async function pass({ atPoint, isDead }: RigOptions, point: Point): Promise<void> {
  atPoint?.(point);
  if (isDead?.()) await new Promise<never>(() => {});
}

export function createWatchedStore(): WatchedStore {
  const store = createMemoryStore();
  let current: StoredSnapshot | null = null;
  return {
    writes: [],
    current: () => current,
    read: store.read,
    begin: store.begin,
    async write(snapshot) {
      await store.write(snapshot);
      current = snapshot;
    },
  };
}

/** A rig whose database goes with the test. */
export function startRig(options: RigOptions): Rig {
  const rig = createRig(options);
  onTestFinished(() => rig.storage.close());
  return rig;
}

/** What a map's page says of its rows. */
export interface MapPage {
  readonly notice: { readonly code: string } | null;
  readonly brawlers: readonly { readonly id: number; readonly winRate: number | null }[];
}

/** The answer for a map (id) out of what was published. */
export function mapPage(rig: Rig, id: number): MapPage {
  rig.published();
  const row = rig.kernel.findMap(String(id));
  if (row < 0) throw new Error(`no map ${id}`);
  const bytes = rig.kernel.renderMap(row, { bracket: 0, min: 0, limit: 0, sort: 0 });
  return JSON.parse(new TextDecoder().decode(bytes)) as MapPage;
}
