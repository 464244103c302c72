/** The whole edge without a server: app, store and clock of a test's own. */
import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { readHead } from '../../src/kernel/head.ts';
import type { Kernel, Reader } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { Archive } from '../../src/serve/archive.ts';
import { Edge } from '../../src/serve/edge.ts';
import { Hot } from '../../src/serve/hot.ts';
import { answerWrite, type PushGate } from '../../src/serve/push.ts';
import { createApi } from '../../src/serve/routes.ts';
import type { CollectorStatus } from '../../src/shared/status.ts';
import { createMemoryArchive, createMemoryStore } from '../../src/store/memory.ts';
import type { SnapshotArchive, SnapshotStore, StoredSnapshot } from '../../src/store/port.ts';
import { mountPages } from '../../src/web/pages.tsx';
import { TEXT_NAMES, textsAt } from '../web/texts.ts';
import { buildWorld, NOW } from './world.ts';

export const HEALTHY: CollectorStatus = {
  sources: [
    { name: 'brawlapi/maps', status: 'ok', goodAt: NOW - 30_000, rows: 11, detail: null },
    { name: 'brawlapi/statistics', status: 'unavailable', goodAt: null, rows: 0, detail: 'none yet' },
  ],
  published: { hash: '0'.repeat(16), at: NOW - 60_000 },
  trouble: null,
};

export interface SiteOptions {
  /** what answers; the reference where absent */
  readonly kernel?: Reader;
  readonly store?: SnapshotStore;
  readonly archive?: SnapshotArchive;
  readonly push?: PushGate;
  /** in place of a clock of its own */
  readonly now?: () => number;
  readonly collectorStatus?: () => Promise<CollectorStatus | null>;
  /** the browser's files; the languages' texts where absent */
  readonly fetchAsset?: (address: string) => Promise<Response>;
}

export interface Site {
  readonly app: Hono;
  readonly hot: Hot;
  readonly edge: Edge;
  readonly store: SnapshotStore;
  readonly kernel: Reader;
  readonly logged: Record<string, unknown>[];
  /** work that was left to go on after the responses */
  readonly background: Promise<unknown>[];
  /** the clock, epoch ms */
  now(): number;
  advance(ms: number): void;
  /** A request to a path, as it is; answered as the Worker does, by the hot routes where they can. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** The same by the general routes alone. */
  askGeneral(path: string, init?: RequestInit): Promise<Response>;
  /** The same by the hot routes alone: null where they leave it to the general ones. */
  askHot(path: string, init?: RequestInit): Response | null;
  /** The same by the hot routes of an isolate that has no snapshot yet. */
  askEarly(path: string, init?: RequestInit): Promise<Response | null>;
}

export function createSite(options: SiteOptions = {}): Site {
  let time = NOW;
  const now = options.now ?? (() => time);
  const store = options.store ?? createMemoryStore();
  const kernel = options.kernel ?? createReferenceKernel();
  const edge = new Edge(kernel, store, now);
  const logged: Record<string, unknown>[] = [];
  const deps = {
    edge,
    archive: new Archive(options.archive ?? createMemoryArchive(), now),
    write: (request: Request) => answerWrite(options.push ?? null, request),
    collectorStatus: options.collectorStatus ?? (async () => HEALTHY),
    now,
    log: (event: Record<string, unknown>) => logged.push(event),
  };
  const app = createApi(deps);
  mountPages(app, {
    ...deps,
    assets: { client: null, texts: TEXT_NAMES, version: 'tests' },
    fetchAsset: options.fetchAsset ?? (async (address) => textsAt(address) ?? Response.error()),
    digest: sha256,
  });
  const background: Promise<unknown>[] = [];
  const context = {
    waitUntil: (work: Promise<unknown>) => {
      background.push(work);
    },
    passThroughOnException: () => {},
    props: {},
  };
  const hot = new Hot(deps);
  const askGeneral = async (path: string, init?: RequestInit) =>
    app.request(`http://edge.test${path}`, init, {}, context);
  const askHot = (path: string, init?: RequestInit) =>
    hot.answer(new Request(`http://edge.test${path}`, init), context);
  return {
    app,
    hot,
    edge,
    store,
    kernel,
    logged,
    background,
    now,
    advance: (ms) => {
      time += ms;
    },
    ask: async (path, init) => askHot(path, init) ?? askGeneral(path, init),
    askGeneral,
    askHot,
    askEarly: (path, init) => hot.answerEarly(new Request(`http://edge.test${path}`, init), context),
  };
}

async function sha256(bytes: Uint8Array): Promise<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(bytes).digest()).buffer;
}

/** A site with the made-up world published. */
export async function createWorldSite(options: SiteOptions = {}): Promise<Site> {
  const site = createSite(options);
  await site.store.write(stored(buildWorld(createReferenceKernel())));
  return site;
}

export function stored(bytes: Uint8Array): StoredSnapshot {
  const { hash, builtAt } = readHead(bytes);
  return { hash, builtAt, bytes };
}

/** The same world under another hash: as if something had changed upstream. */
export function changedWorld(kernel: Kernel): Uint8Array {
  return buildWorld(kernel, { windowDays: 28, builtAt: NOW + 240_000 });
}

/** A snapshot that no reader takes, under a hash of its own. */
export function badSnapshot(bytes: Uint8Array): StoredSnapshot {
  return { hash: 'bad0'.repeat(4), builtAt: NOW, bytes };
}
