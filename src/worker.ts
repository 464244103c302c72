/** Composition root: the only file that reads the environment. */
import { env as bindings, DurableObject } from 'cloudflare:workers';
import kernelModule from '../build/kernel.wasm';
import readerModule from '../build/reader.wasm';
import { Books } from './collect/battles/books.ts';
import type { BattleDeps } from './collect/battles/collect.ts';
import { officialExtract } from './collect/battles/extract.ts';
import { BattleMemory } from './collect/battles/memory.ts';
import { runStep, statusOf } from './collect/collector.ts';
import { Ledger, type Storage } from './collect/ledger.ts';
import { superviseStep } from './collect/supervise.ts';
import { type OfficialConfig, readConfig, type Variables } from './config.ts';
import { createCounter, createKernel, createReader } from './kernel/host.ts';
import type { Kernel } from './kernel/port.ts';
import { Edge } from './serve/edge.ts';
import { createApi } from './serve/routes.ts';
import type { CollectorStatus } from './shared/status.ts';
import { createKvStore, type KvNamespace } from './store/kv.ts';
import { createBrawlApi } from './upstream/brawlapi.ts';
import { createOfficialApi, type OfficialOptions } from './upstream/official.ts';
import { budgetsFor } from './upstream/official-budgets.ts';
import { sleep } from './upstream/sleep.ts';
import { mountPages } from './web/pages.tsx';

/** There is one collector: the single writer. */
const COLLECTOR_NAME = 'main';
/** /health is for monitors, not for users: it may wait a little for the collector, not for ever. */
const STATUS_TIMEOUT_MS = 2_000;

/** A step that was killed goes on after this; one that runs longer is not disturbed, alarms never overlap. */
const RECOVERY_MS = 15_000;

type OfficialTransport = Pick<OfficialOptions, 'fetch' | 'now' | 'sleep' | 'random'>;

const now = () => Date.now();
const log = (event: Record<string, unknown>) => console.log(JSON.stringify(event));

export class Collector extends DurableObject<Env> {
  readonly #ledger: Ledger;
  readonly #books: Books;
  readonly #memory = new BattleMemory(() => createCounter(kernelModule));
  // Its own instance: scanning a 1 MB answer grows memory, which WebAssembly never gives back, and edge memory is small.
  #kernel: ReturnType<typeof createKernel> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#ledger = new Ledger(ctx.storage as unknown as Storage);
    this.#books = new Books(ctx.storage as unknown as Storage);
  }

  /** Makes sure that the alarm is set. */
  async wake(): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now());
  }

  async status(): Promise<CollectorStatus> {
    await this.wake();
    const battles = readConfig(this.env as Variables).official !== null;
    return statusOf({ ledger: this.#ledger, battles });
  }

  override async alarm(): Promise<void> {
    // Set before the work, so that a step that is killed is soon followed by another all the same.
    await this.ctx.storage.setAlarm(now() + RECOVERY_MS);
    await this.ctx.storage.setAlarm(await superviseStep(this.#ledger, () => this.#step(), now, log));
  }

  async #step(): Promise<number> {
    const config = readConfig(this.env as Variables);
    this.#kernel ??= createKernel(kernelModule);
    const kernel = this.#kernel;
    const transport = {
      fetch: (input: string, init: RequestInit) => fetch(input, init),
      now,
      sleep,
      random: Math.random,
    };
    return runStep({
      ledger: this.#ledger,
      kernel,
      store: createKvStore(this.env.SNAPSHOTS as unknown as KvNamespace),
      brawlApi: (breakers) =>
        createBrawlApi({
          ...transport,
          extract: (kind, bytes) => kernel.extract(kind, bytes),
          ...(config.brawlApiHosts.length > 0 ? { hosts: config.brawlApiHosts } : {}),
          ...(breakers === undefined ? {} : { breakers }),
        }),
      now,
      config: config.collector,
      battles: config.official && this.#battles(config.official, kernel, transport),
    });
  }

  #battles(config: OfficialConfig, kernel: Kernel, transport: OfficialTransport): BattleDeps {
    const { BRAWL_STARS_TOKEN } = this.env as Variables;
    return {
      books: this.#books,
      memory: this.#memory,
      tallies: kernel,
      official: (state) =>
        createOfficialApi({
          ...transport,
          base: config.base,
          token: () => BRAWL_STARS_TOKEN ?? '',
          requestsPerSecond: config.requestsPerSecond,
          budgets: budgetsFor(config.requestsPerSecond),
          extract: officialExtract(kernel),
          state,
        }),
      asOf: config.asOf,
    };
  }
}

type CollectorStub = DurableObjectStub<Collector>;

/** One for the life of the isolate. Nothing here touches a binding before the first request. */
const app = createApp(bindings as Env);

function createApp(env: Env) {
  const edge = new Edge(
    createReader(readerModule),
    createKvStore(env.SNAPSHOTS as unknown as KvNamespace),
    now,
  );
  const deps = { edge, collectorStatus: () => askCollector(env), now, log };
  const api = createApi(deps);
  mountPages(api, deps);
  return api;
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
    return app.fetch(request, env, ctx);
  },
  async scheduled(_controller, env) {
    await collector(env).wake();
  },
} satisfies ExportedHandler<Env>;
