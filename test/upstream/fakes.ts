/** A clock that moves only when nothing else can, and a fetch that answers from a script. */
import { E_JSON_TRUNCATED, E_SHAPE } from '../../kernel/layout/errors.ts';
import type { Result } from '../../src/shared/result.ts';
import { type BrawlApi, type BrawlApiOptions, createBrawlApi } from '../../src/upstream/brawlapi.ts';

export const START = Date.UTC(2026, 10, 23, 12, 0, 0);

export interface FakeClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  advance(ms: number): void;
  /** Waits for `promise`, moving the clock to the next timer whenever everything else has come to rest. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** the sleeps without a signal: waits between attempts, in ms */
  readonly waits: number[];
}

export function createClock(): FakeClock {
  let time = START;
  const timers = new Set<{ at: number; fire: () => void }>();
  const waits: number[] = [];

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal === undefined) waits.push(ms);
    return new Promise((resolve) => {
      const timer = { at: time + ms, fire: resolve };
      timers.add(timer);
      signal?.addEventListener('abort', () => {
        timers.delete(timer);
        resolve();
      });
    });
  }

  async function run<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    const settled = () => {
      done = true;
    };
    promise.then(settled, settled);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (done) return promise;
      const [next] = [...timers].sort((a, b) => a.at - b.at);
      if (next === undefined) throw new Error('stuck: nothing is running and no timer is set');
      timers.delete(next);
      time = Math.max(time, next.at);
      next.fire();
    }
  }

  return {
    now: () => time,
    sleep,
    run,
    waits,
    advance(ms) {
      time += ms;
    },
  };
}

export interface Call {
  readonly url: string;
  readonly headers: Headers;
  readonly at: number;
}

/** What a host does when it is asked. */
export type Reply = () => Response | Promise<Response>;

export const reply = {
  json: (value: unknown, headers: Record<string, string> = {}): Reply => {
    const text = JSON.stringify(value);
    return () => new Response(text, { headers: { 'content-type': 'application/json', ...headers } });
  },
  text: (text: string, status = 200, headers: Record<string, string> = {}): Reply => {
    return () => new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
  },
  status: (status: number, headers: Record<string, string> = {}): Reply => {
    return () => new Response(null, { status, headers });
  },
  page: (status: number): Reply => {
    const headers = { 'content-type': 'text/html; charset=UTF-8' };
    return () => new Response('<!doctype html><title>Security Check</title>', { status, headers });
  },
  redirect: (location: string, status = 301): Reply => reply.status(status, { location }),
  refused: (): Reply => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    return () => Promise.reject(new TypeError('fetch failed', { cause }));
  },
  /** never answers */
  hang: (): Reply => () => new Promise(() => {}),
  /** sends headers and a first chunk, then nothing more */
  stall: (): Reply => () =>
    streamed((controller) => controller.enqueue(new TextEncoder().encode('{"list":'))),
  /** sends a first chunk, then the connection breaks */
  breakOff: (): Reply => () =>
    streamed((controller) => {
      controller.error(new TypeError('terminated'));
    }),
  /** a body without an end, in chunks of 1,000 bytes */
  endless: (onCancel: () => void): Reply => {
    return () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(1000).fill(0x20)),
          cancel: onCancel,
        }),
      );
  },
};

function streamed(start: (controller: ReadableStreamDefaultController<Uint8Array>) => void): Response {
  return new Response(new ReadableStream({ start }), { headers: { 'content-type': 'application/json' } });
}

export interface FakeNet {
  readonly fetch: BrawlApiOptions['fetch'];
  readonly calls: Call[];
  /** the host names asked, in order */
  hosts(): string[];
}

/** Each host gives its replies in order, the last one over and over. A host without a script is a bug. */
export function createNet(clock: FakeClock, script: Record<string, Reply | Reply[]>): FakeNet {
  const calls: Call[] = [];
  const asked = new Map<string, number>();
  return {
    calls,
    hosts: () => calls.map(({ url }) => new URL(url).host),
    async fetch(url, init) {
      const { host } = new URL(url);
      const replies = [script[host] ?? []].flat();
      const turn = asked.get(host) ?? 0;
      asked.set(host, turn + 1);
      calls.push({ url, headers: new Headers(init.headers), at: clock.now() });
      if (init.redirect !== 'manual') throw new Error('redirects must be ours to follow');
      const next = replies[Math.min(turn, replies.length - 1)];
      if (next === undefined) throw new Error(`no script for ${host}`);
      return next();
    },
  };
}

/** Takes a JSON object as its own bundle. */
export function fakeExtract(
  kind: number,
  bytes: Uint8Array,
): Result<Uint8Array, { code: number; offset: number }> {
  const text = new TextDecoder().decode(bytes);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || 'wrong' in value) {
      return { ok: false, error: { code: E_SHAPE, offset: 1 } };
    }
  } catch {
    return { ok: false, error: { code: E_JSON_TRUNCATED, offset: bytes.length } };
  }
  return { ok: true, value: new TextEncoder().encode(`${kind}:${text}`) };
}

export const FIRST = 'api.brawlapi.com';
export const SECOND = 'api.brawlify.com';

/** A client with both default hosts, on a fake clock and net. */
export function createApi(clock: FakeClock, net: FakeNet, options: Partial<BrawlApiOptions> = {}): BrawlApi {
  return createBrawlApi({
    fetch: net.fetch,
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    extract: fakeExtract,
    ...options,
  });
}
