/** The Durable Object, put together from its parts. */
import { DurableObject } from 'cloudflare:workers';
import kernelModule from '../../build/kernel.wasm';
import { Books } from '../collect/battles/books.ts';
import type { BattleDeps } from '../collect/battles/collect.ts';
import { officialExtract } from '../collect/battles/extract.ts';
import { BattleMemory } from '../collect/battles/memory.ts';
import { makeFirst } from '../collect/first.ts';
import { Ledger, type Storage } from '../collect/ledger.ts';
import type { Publication } from '../collect/publication.ts';
import { receive } from '../collect/receive.ts';
import { type RoleDeps, type RoleName, roleStatus, roleStep } from '../collect/roles.ts';
import { Shelf } from '../collect/shelf.ts';
import { superviseStep } from '../collect/supervise.ts';
import { makeView } from '../collect/view.ts';
import { type Config, type OfficialConfig, readConfig } from '../config.ts';
import { MAX_SNAPSHOT_BYTES } from '../kernel/head.ts';
import { createCounter, createKernel } from '../kernel/host.ts';
import type { Kernel } from '../kernel/port.ts';
import type { Receipt } from '../shared/receipt.ts';
import type { CollectorStatus } from '../shared/status.ts';
import { createKvArchive } from '../store/archive.ts';
import { createKvStore } from '../store/kv.ts';
import { createBrawlApi } from '../upstream/brawlapi.ts';
import type { SavedBreakers } from '../upstream/hosts.ts';
import { createInstance } from '../upstream/instance.ts';
import { createOfficialApi } from '../upstream/official.ts';
import { budgetsFor } from '../upstream/official-budgets.ts';
import { sleep } from '../upstream/sleep.ts';
import type { CollectorBindings } from './bindings.ts';

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

export class Collector extends DurableObject<CollectorBindings> {
  readonly #ledger: Ledger;
  readonly #shelf: Shelf;
  readonly #books: Books;
  readonly #memory = new BattleMemory(() => createCounter(kernelModule));
  // Its own instance: scanning a 1 MB answer grows memory, which WebAssembly never gives back, and edge memory is small.
  #kernel: ReturnType<typeof createKernel> | null = null;

  constructor(ctx: DurableObjectState, env: CollectorBindings) {
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
    const { SNAPSHOTS } = this.env;
    const stores = { store: createKvStore(SNAPSHOTS), archive: createKvArchive(SNAPSHOTS) };
    const view = (snapshot: Uint8Array) => makeView(this.#wholeKernel(), snapshot, log);
    const first = (snapshot: Uint8Array) => makeFirst(this.#wholeKernel(), snapshot, now(), log);
    return { ledger: this.#ledger, shelf: this.#shelf, ...stores, view, first, now };
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
          token: () => this.env.BRAWL_STARS_TOKEN ?? '',
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
function roleName(env: CollectorBindings): RoleName {
  try {
    const { role, official } = readConfig(env);
    if (role.role === 'receive') return role;
    if (role.role === 'follow') return { role: 'follow', source: role.from };
    return { role: 'collect', pushesTo: role.push?.to ?? null, battles: official !== null };
  } catch {
    return { role: 'collect', pushesTo: null, battles: false };
  }
}
