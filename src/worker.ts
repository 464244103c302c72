/** Composition root: the only file that reads the environment. */
import { env as bindings, DurableObject } from 'cloudflare:workers';
import { ASSETS } from '../build/assets.ts';
import kernelModule from '../build/kernel.wasm';
import readerModule from '../build/reader.wasm';
import { Books } from './collect/battles/books.ts';
import type { BattleDeps } from './collect/battles/collect.ts';
import { officialExtract } from './collect/battles/extract.ts';
import { BattleMemory } from './collect/battles/memory.ts';
import { Ledger, type Storage } from './collect/ledger.ts';
import type { Publication } from './collect/publication.ts';
import { receive } from './collect/receive.ts';
import { type RoleDeps, type RoleName, roleStatus, roleStep } from './collect/roles.ts';
import { Shelf } from './collect/shelf.ts';
import { superviseStep } from './collect/supervise.ts';
import { makeView } from './collect/view.ts';
import { type Config, type OfficialConfig, readConfig, type Variables } from './config.ts';
import { MAX_SNAPSHOT_BYTES } from './kernel/head.ts';
import { createCounter, createKernel, createReader } from './kernel/host.ts';
import type { Kernel } from './kernel/port.ts';
import { Archive } from './serve/archive.ts';
import { Edge } from './serve/edge.ts';
import { Hot } from './serve/hot.ts';
import type { PushGate } from './serve/push.ts';
import { createApi } from './serve/routes.ts';
import type { Receipt } from './shared/receipt.ts';
import type { CollectorStatus } from './shared/status.ts';
import { createKvArchive } from './store/archive.ts';
import { createKvStore, type KvNamespace } from './store/kv.ts';
import { createBrawlApi } from './upstream/brawlapi.ts';
import type { SavedBreakers } from './upstream/hosts.ts';
import { createInstance } from './upstream/instance.ts';
import { createOfficialApi } from './upstream/official.ts';
import { budgetsFor } from './upstream/official-budgets.ts';
import { sleep } from './upstream/sleep.ts';
import { mountPages } from './web/pages.tsx';

/** There is one collector: the single writer. */
const COLLECTOR_NAME = 'main';
/** /health is for monitors, not for users: it may wait a little for the collector, not for ever. */
const STATUS_TIMEOUT_MS = 2_000;

/** A step that was killed goes on after this; one that runs longer is not disturbed, alarms never overlap. */
const RECOVERY_MS = 15_000;

const now = () => Date.now();
const log = (event: Record<string, unknown>) => console.log(JSON.stringify(event));

/** What the Durable Object's parts have in common. */
function network() {
  return { fetch: (input: string, init: RequestInit) => fetch(input, init), now, sleep };
}

function instance(base: URL) {
  return createInstance({ ...network(), base, maxBytes: MAX_SNAPSHOT_BYTES });
}

export class Collector extends DurableObject<Env> {
  readonly #ledger: Ledger;
  readonly #shelf: Shelf;
  readonly #books: Books;
  readonly #memory = new BattleMemory(() => createCounter(kernelModule));
  // Its own instance: scanning a 1 MB answer grows memory, which WebAssembly never gives back, and edge memory is small.
  #kernel: ReturnType<typeof createKernel> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const storage = ctx.storage as unknown as Storage;
    this.#ledger = new Ledger(storage);
    this.#shelf = new Shelf(storage);
    this.#books = new Books(storage);
  }

  /** Makes sure that the alarm is set. */
  async wake(): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now());
  }

  async status(): Promise<CollectorStatus> {
    await this.wake();
    return roleStatus(roleName(this.env), { ledger: this.#ledger, now });
  }

  /** Takes in what this edge is pushed: src/serve/push.ts has seen the token. */
  async receive(snapshot: Uint8Array): Promise<Receipt> {
    await this.wake();
    const { data } = readConfig(this.env).collector;
    return receive({ ...this.#publication(), kernel: this.#wholeKernel(), data }, snapshot);
  }

  override async alarm(): Promise<void> {
    // Set before the work, so that a step that is killed is soon followed by another all the same.
    await this.ctx.storage.setAlarm(now() + RECOVERY_MS);
    const step = async () => roleStep(this.#role(readConfig(this.env)));
    await this.ctx.storage.setAlarm(await superviseStep(this.#ledger, step, now, log));
  }

  #wholeKernel() {
    this.#kernel ??= createKernel(kernelModule);
    return this.#kernel;
  }

  #publication(): Publication {
    const namespace = this.env.SNAPSHOTS as unknown as KvNamespace;
    const stores = { store: createKvStore(namespace), archive: createKvArchive(namespace) };
    const view = (snapshot: Uint8Array) => makeView(this.#wholeKernel(), snapshot, log);
    return { ledger: this.#ledger, shelf: this.#shelf, ...stores, view, now };
  }

  #role({ role, collector: config, brawlApiHosts: hosts, official }: Config): RoleDeps {
    const kernel = this.#wholeKernel();
    const base = { ...this.#publication(), kernel, random: Math.random };
    const { data, intervalMs } = config;
    if (role.role === 'receive') return { role: 'receive', receiver: { ...base, data } };
    if (role.role === 'follow') {
      return { role: 'follow', follower: { ...base, data, intervalMs, source: instance(role.from) } };
    }
    const brawlApi = (breakers?: SavedBreakers) =>
      createBrawlApi({
        ...network(),
        random: Math.random,
        extract: (kind, bytes) => kernel.extract(kind, bytes),
        ...(hosts.length > 0 ? { hosts } : {}),
        ...(breakers === undefined ? {} : { breakers }),
      });
    const push = role.push && { ...base, edge: instance(role.push.to), token: role.push.token };
    const battles = official && this.#battles(official, kernel);
    return { role: 'collect', collector: { ...base, brawlApi, config, battles }, push };
  }

  #battles({ base, requestsPerSecond, asOf }: OfficialConfig, kernel: Kernel): BattleDeps {
    return {
      books: this.#books,
      memory: this.#memory,
      tallies: kernel,
      official: (state) =>
        createOfficialApi({
          ...network(),
          random: Math.random,
          base,
          token: () => (this.env as Variables).BRAWL_STARS_TOKEN ?? '',
          requestsPerSecond,
          budgets: budgetsFor(requestsPerSecond),
          extract: officialExtract(kernel),
          state,
        }),
      asOf,
    };
  }
}

/** What this instance is. Variables that make no sense are the step's to complain of: /health tells its trouble. */
function roleName(env: Env): RoleName {
  try {
    const { role, official } = readConfig(env);
    if (role.role === 'receive') return role;
    if (role.role === 'follow') return { role: 'follow', source: role.from };
    return { role: 'collect', pushesTo: role.push?.to ?? null, battles: official !== null };
  } catch {
    return { role: 'collect', pushesTo: null, battles: false };
  }
}

type CollectorStub = DurableObjectStub<Collector>;

/** One for the life of the isolate. Nothing here touches a binding before the first request. */
const { hot, app } = createApp(bindings as Env);

function createApp(env: Env) {
  const namespace = env.SNAPSHOTS as unknown as KvNamespace;
  const edge = new Edge(createReader(readerModule), createKvStore(namespace), now);
  const archive = new Archive(createKvArchive(namespace), now);
  const deps = { edge, archive, push: pushGate(env), collectorStatus: () => askCollector(env), now, log };
  const api = createApi(deps);
  mountPages(api, {
    ...deps,
    assets: ASSETS,
    // Only the path of an asset's address is looked at.
    fetchAsset: (address) => env.ASSETS.fetch(`https://assets.invalid${address}`),
    digest: (bytes) => crypto.subtle.digest('SHA-256', bytes),
  });
  return { hot: new Hot(deps), app: api };
}

/** Where this edge is pushed to; null where no token is set, and where the variables make no sense. */
function pushGate(env: Env): PushGate | null {
  try {
    const { role } = readConfig(env);
    if (role.role !== 'receive') return null;
    return {
      token: role.token,
      digest: (bytes) => crypto.subtle.digest('SHA-256', bytes),
      maxBytes: MAX_SNAPSHOT_BYTES,
      receive: async (snapshot) => (await collector(env).receive(snapshot)) as Receipt,
    };
  } catch {
    return null;
  }
}

async function askCollector(env: Env): Promise<CollectorStatus | null> {
  const timeout = sleep(STATUS_TIMEOUT_MS).then(() => null);
  const status = collector(env)
    .status()
    .catch((error: unknown) => {
      log({ event: 'collector-unreachable', error: error instanceof Error ? error.name : 'unknown' });
      return null;
    });
  return Promise.race([status, timeout]) as Promise<CollectorStatus | null>;
}

function collector(env: Env): CollectorStub {
  return env.COLLECTOR.get(env.COLLECTOR.idFromName(COLLECTOR_NAME)) as unknown as CollectorStub;
}

export default {
  fetch(request, env, ctx) {
    return hot.answer(request, ctx) ?? app.fetch(request, env, ctx);
  },
  async scheduled(_controller, env) {
    await collector(env).wake();
  },
} satisfies ExportedHandler<Env>;
