/**
 * Several instances in one process: each with its Durable Object's parts over SQLite, its KV, and its app, joined by a
 * network in which a host is whatever answers for it.
 */
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { Ledger } from '../../src/collect/ledger.ts';
import type { Publication } from '../../src/collect/publication.ts';
import { type PushDeps, pushDue } from '../../src/collect/push.ts';
import { receive } from '../../src/collect/receive.ts';
import { type RoleDeps, type RoleName, roleStatus, roleStep } from '../../src/collect/roles.ts';
import { Shelf } from '../../src/collect/shelf.ts';
import { superviseStep } from '../../src/collect/supervise.ts';
import { MAX_SNAPSHOT_BYTES } from '../../src/kernel/head.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import type { PushGate } from '../../src/serve/push.ts';
import type { DataName } from '../../src/shared/answers.ts';
import type { CollectorStatus } from '../../src/shared/status.ts';
import { createMemoryArchive } from '../../src/store/memory.ts';
import type { SnapshotArchive } from '../../src/store/port.ts';
import { createInstance } from '../../src/upstream/instance.ts';
import { createSite, type Site } from '../serve/site.ts';
import { buildWorld, NOW } from '../serve/world.ts';
import { type Clock, createClock } from './clock.ts';
import { createTestKernel } from './kernel.ts';
import { createWatchedStore, type WatchedStore } from './rig.ts';
import { openStorage, type TestStorage } from './sqlite.ts';

export const TOKEN = 'the-token-of-the-tests.0123456789';

export type Answer = (request: Request) => Response | Promise<Response>;

/** Hosts by name, and what was asked of them. */
export interface Network {
  readonly hosts: Map<string, Answer>;
  readonly asked: string[];
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

export function createNetwork(): Network {
  const hosts = new Map<string, Answer>();
  const asked: string[] = [];
  return {
    hosts,
    asked,
    async fetch(url, init) {
      const { host, pathname } = new URL(url);
      asked.push(`${init.method ?? 'GET'} ${host}${pathname}`);
      const answer = hosts.get(host);
      if (answer === undefined) throw new TypeError('fetch failed');
      return answer(new Request(url, init));
    },
  };
}

export interface World {
  readonly clock: Clock;
  readonly network: Network;
  readonly kernel: Kernel;
  /** A snapshot of the made-up world, built at the present; `version` makes its content another. */
  snapshot(version?: number, data?: DataName): Uint8Array;
}

export function createWorld(): World {
  const clock = createClock(NOW);
  const kernel = createTestKernel();
  return {
    clock,
    network: createNetwork(),
    kernel,
    snapshot: (version = 1, data = 'live') =>
      buildWorld(kernel, { builtAt: clock.now(), data, windowDays: version }),
  };
}

/** The parts of a Durable Object, as src/workers/collector-object.ts puts them together. */
export interface Parts extends Publication {
  readonly storage: TestStorage;
  readonly store: WatchedStore;
  readonly archive: SnapshotArchive;
  readonly kernel: Kernel;
  /** every event that was logged */
  readonly logged: Record<string, unknown>[];
  /** what the store throws at its next writes */
  refusal: Error | null;
}

/** Called where a life may end: what they throw ends it. */
export interface Visits {
  readonly beforeWrite?: () => void;
  readonly afterWrite?: () => void;
  readonly beforeStatement?: () => void;
}

export function createParts({ clock }: World, visits: Visits = {}): Parts {
  const { beforeStatement } = visits;
  const storage = openStorage(beforeStatement === undefined ? {} : { beforeStatement });
  onTestFinished(() => storage.close());
  const store = createWatchedStore();
  const archive = createMemoryArchive();
  const write = async (hash: string, key: 'day' | 'index' | null, work: () => Promise<void>) => {
    visits.beforeWrite?.();
    if (parts.refusal !== null) throw parts.refusal;
    store.writes.push({ at: clock.now(), hash, ...(key === null ? {} : { key }) });
    await work();
    visits.afterWrite?.();
  };
  const parts: Parts = {
    storage,
    ledger: new Ledger(storage),
    shelf: new Shelf(storage),
    store: { ...store, write: (snapshot) => write(snapshot.hash, null, () => store.write(snapshot)) },
    archive: {
      ...archive,
      keep: (entry, bytes) => write(entry.hash, 'day', () => archive.keep(entry, bytes)),
      keepIndex: (entries) => write('', 'index', () => archive.keepIndex(entries)),
    },
    kernel: createTestKernel(),
    now: clock.now,
    logged: [],
    refusal: null,
  };
  return parts;
}

export interface RunningInstance {
  readonly parts: Parts;
  readonly site: Site;
  /** one step under supervision; the clock moves to the next one's time */
  step(): Promise<void>;
  status(): CollectorStatus;
}

function run(world: World, parts: Parts, deps: RoleDeps, name: RoleName, push?: PushGate): RunningInstance {
  const status = () => roleStatus(name, parts);
  const site = createSite({
    kernel: createReferenceKernel(),
    store: parts.store,
    archive: parts.archive,
    now: world.clock.now,
    collectorStatus: async () => status(),
    ...(push === undefined ? {} : { push }),
  });
  return {
    parts,
    site,
    status,
    async step() {
      const log = (event: Record<string, unknown>) => parts.logged.push(event);
      const next = await superviseStep(parts.ledger, () => roleStep(deps), world.clock.now, log);
      world.clock.advanceTo(next);
    },
  };
}

/** An edge that is pushed to; it answers as `host`. */
export function startEdge(world: World, host: string, data: DataName = 'live'): RunningInstance {
  const parts = createParts(world);
  const receiver = { ...parts, data };
  const gate = gateOf((snapshot) => receive(receiver, snapshot));
  const edge = run(world, parts, { role: 'receive', receiver }, { role: 'receive' }, gate);
  world.network.hosts.set(host, (request) => askSite(edge.site, request));
  return edge;
}

export function gateOf(receiveSnapshot: PushGate['receive'], maxBytes = MAX_SNAPSHOT_BYTES): PushGate {
  const digest: PushGate['digest'] = async (bytes) => {
    const hash = createHash('sha256').update(bytes).digest();
    return hash.buffer.slice(hash.byteOffset, hash.byteOffset + hash.length) as ArrayBuffer;
  };
  return { token: TOKEN, digest, maxBytes, receive: receiveSnapshot };
}

/** A follower of `host`. */
export function startFollower(world: World, host: string, data: DataName = 'live'): RunningInstance {
  const parts = createParts(world);
  const source = instanceOf(world, host);
  const follower = { ...parts, data, source, random: () => 0.5, intervalMs: 60_000 };
  return run(world, parts, { role: 'follow', follower }, { role: 'follow', source });
}

export function instanceOf({ network, clock }: World, host: string) {
  return createInstance({
    fetch: network.fetch,
    sleep: clock.sleep,
    now: clock.now,
    base: new URL(`https://${host}/`),
    maxBytes: MAX_SNAPSHOT_BYTES,
  });
}

/** A collector's pushing half: `parts` has what it published. */
export function pusherOf(
  world: World,
  parts: Parts,
  host: string,
  token = TOKEN,
): PushDeps & { push(): Promise<void> } {
  const deps: PushDeps = { ...parts, edge: instanceOf(world, host), token, random: () => 0.5 };
  return { ...deps, push: () => pushDue(deps) };
}

/** A site asked as if over the network; it looks into its store first. */
export async function askSite(site: Site, request: Request): Promise<Response> {
  const body = request.method === 'PUT' ? { body: await request.arrayBuffer() } : {};
  const { pathname, search } = new URL(request.url);
  await site.edge.refresh();
  return site.ask(`${pathname}${search}`, { method: request.method, headers: request.headers, ...body });
}
