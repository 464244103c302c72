/** A follower and the instance that it follows, end to end; and whatever else may stand at that address. */
import { beforeEach, describe, expect, it } from 'vitest';
import { receive } from '../../src/collect/receive.ts';
import { MAX_SNAPSHOT_BYTES, readHead } from '../../src/kernel/head.ts';
import type { DataName } from '../../src/shared/answers.ts';
import {
  type Answer,
  createWorld,
  type RunningInstance,
  startEdge,
  startFollower,
  type World,
} from './instances.ts';
import { HOUR, MINUTE } from './rig.ts';

const OTHER = 'other.example';

let world: World;
let other: RunningInstance;
let follower: RunningInstance;
beforeEach(() => {
  world = createWorld();
  other = startEdge(world, OTHER);
  follower = startFollower(world, OTHER);
});

/** Something new at the other instance, by the push that it takes. Returns the content hash. */
async function news(version: number): Promise<string> {
  const bytes = world.snapshot(version);
  expect(await receive({ ...other.parts, data: 'live' }, bytes)).toMatchObject({ status: 'kept' });
  return readHead(bytes).hash;
}

async function steps(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await follower.step();
}

const ours = () => follower.parts.store.current()?.hash ?? null;
const source = () => follower.status().sources[0];

describe('a follower', () => {
  it('before the other one has anything: warming up, and says why', async () => {
    await steps(3);
    expect(source()).toMatchObject({ name: 'follow', status: 'unavailable', goodAt: null });
    expect(source()?.detail).toContain('503');
    expect(await (await follower.site.ask('/health')).json()).toMatchObject({ status: 'warming' });
  });

  it('publishes what the other one does, and asks in vain at the price of a 304', async () => {
    const hash = await news(1);
    await steps(1);
    expect(ours()).toBe(hash);
    expect(follower.parts.store.current()?.bytes).toEqual(other.parts.store.current()?.bytes);
    await steps(30);
    expect(follower.parts.store.writes).toHaveLength(1);
    expect(source()).toMatchObject({ name: 'follow', status: 'ok', rows: 11, detail: null });
    expect(world.clock.now() - (source()?.goodAt ?? 0)).toBeLessThanOrEqual(MINUTE);
    expect(await (await follower.site.ask('/api/map/copper-bend')).json()).toMatchObject({ snapshot: hash });
    expect(await (await follower.site.ask('/health')).json()).toMatchObject({ status: 'ok' });
    // One request a step, but for the three minutes in which nothing could be published.
    expect(world.network.asked.length).toBeLessThanOrEqual(31);
  });

  it('sends the ETag that it was given, and only then', async () => {
    await news(1);
    const real = world.network.hosts.get(OTHER);
    const asked: (string | null)[] = [];
    const statuses: number[] = [];
    world.network.hosts.set(OTHER, async (request) => {
      asked.push(request.headers.get('if-none-match'));
      const response = (await real?.(request)) ?? Response.error();
      statuses.push(response.status);
      return response;
    });
    await steps(6);
    expect(statuses.slice(0, 3)).toEqual([200, 304, 304]);
    expect(asked[0]).toBeNull();
    expect(asked[1]).toMatch(/^W\/"[0-9a-f]{16}-1"$/);
  });

  it('takes each new one, at most one in 3 minutes', async () => {
    for (let version = 1; version <= 5; version += 1) {
      const hash = await news(version);
      await steps(4);
      expect(ours()).toBe(hash);
    }
    const times = follower.parts.store.writes.map(({ at }) => at);
    expect(Math.min(...times.slice(1).map((at, i) => at - (times[i] ?? 0)))).toBeGreaterThanOrEqual(
      3 * MINUTE,
    );
  });

  it('keeps an archive of what it published', async () => {
    const first = await news(1);
    await steps(1);
    world.clock.advanceTo(world.clock.now() + 24 * HOUR);
    await news(2);
    await steps(12);
    expect(await follower.parts.archive.index()).toMatchObject([{ hash: first }]);
  });

  it('whose own store refuses says so, and does not ask in between', async () => {
    await news(1);
    follower.parts.refusal = new Error('KV is down');
    await steps(8);
    expect(follower.status().trouble).toBe('Error: KV is down');
    expect(world.network.asked.length).toBeLessThanOrEqual(4);
    follower.parts.refusal = null;
    await steps(5);
    expect(follower.status().trouble).toBeNull();
    expect(ours()).not.toBeNull();
  });
});

/** Serves bytes as an instance would. */
const serving =
  (bytes: Uint8Array, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(bytes.slice(), { headers: { 'content-type': 'application/octet-stream', ...headers } });

const flipped = (bytes: Uint8Array, at: number) => {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

/** A body that goes on for ever; how much of it was read is told. */
function endless(read: { bytes: number }): Response {
  return new Response(
    new ReadableStream({
      pull(controller) {
        read.bytes += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(66));
      },
    }),
    { headers: { 'content-type': 'application/octet-stream' } },
  );
}

describe('whatever the other instance does, the last good snapshot stays', () => {
  const read = { bytes: 0 };
  const of = (data: DataName, version = 2) => world.snapshot(version, data);
  const HOSTILE: [string, () => Answer | null, RegExp][] = [
    ['no network', () => null, /network/],
    ['HTML', () => () => html(200), /challenge 200 \(a page/],
    ['HTML that says that it is a snapshot', () => serving(new TextEncoder().encode('<html>')), /challenge/],
    ['status 500', () => () => new Response('no', { status: 500 }), /status 500/],
    ['status 404', () => () => new Response('no', { status: 404 }), /not-found 404/],
    ['a bot check', () => () => html(403), /challenge 403/],
    ['a circle of redirects', () => () => moved(`https://${OTHER}/api/snapshot`), /not followed/],
    ['a redirect into a house', () => () => moved('http://127.0.0.1/'), /not followed/],
    ['a body without end', () => () => endless(read), /too-large/],
    [
      'a Content-Length out of all proportion',
      () => serving(new Uint8Array(4), { 'content-length': '99999999999' }),
      /too-large/,
    ],
    ['a body that breaks off', () => () => broken(), /network 200/],
    ['nothing', () => serving(new Uint8Array(0)), /not a snapshot that this version can read/],
    ['other bytes', () => serving(new Uint8Array(5_000).fill(66)), /not a snapshot/],
    ['a truncated snapshot', () => serving(of('live').subarray(0, 3_000)), /not a snapshot/],
    ['a snapshot with a bit flipped', () => serving(flipped(of('live'), 2_000)), /not a snapshot/],
    ['one of the future', () => serving(ahead()), /built in the future/],
    ['demo data', () => serving(of('demo')), /demo data, but live is served here/],
    ['an older one', () => serving(older), /a newer one is published/],
    [
      '429',
      () => () => new Response(null, { status: 429, headers: { 'retry-after': '120' } }),
      /rate-limited/,
    ],
  ];
  let older: Uint8Array;

  function ahead(): Uint8Array {
    const later = createWorld();
    later.clock.advanceTo(world.clock.now() + HOUR);
    return later.snapshot(3);
  }

  it.each(HOSTILE)('%s', async (_, answer, detail) => {
    older = world.snapshot(9);
    world.clock.advanceTo(world.clock.now() + MINUTE);
    const hash = await news(1);
    await steps(5);
    const before = follower.parts.store.current();
    const { goodAt } = source() ?? {};
    expect(goodAt).not.toBeNull();
    const real = world.network.hosts.get(OTHER);
    const hostile = answer();
    if (hostile === null) world.network.hosts.delete(OTHER);
    else world.network.hosts.set(OTHER, hostile);
    read.bytes = 0;
    world.network.asked.length = 0;
    await steps(6);
    expect(follower.parts.store.current()).toBe(before);
    expect(source()).toMatchObject({ status: 'stale', goodAt, detail: expect.stringMatching(detail) });
    expect(source()?.detail).toContain(OTHER);
    // No more than a request a step, to no other host, and never more read than a snapshot may have.
    expect(world.network.asked.length).toBeLessThanOrEqual(6);
    expect(new Set(world.network.asked)).toEqual(new Set([`GET ${OTHER}/api/snapshot`]));
    expect(read.bytes).toBeLessThan((MAX_SNAPSHOT_BYTES + 1_000_000) * 6);
    expect(await (await follower.site.ask('/health')).json()).toMatchObject({
      status: 'stale',
      snapshot: { hash },
    });
    expect((await follower.site.ask('/api/map/copper-bend')).status).toBe(200);
    // And when all comes back.
    if (real !== undefined) world.network.hosts.set(OTHER, real);
    const next = await news(4);
    world.clock.advanceTo(world.clock.now() + HOUR);
    await steps(2);
    expect(ours()).toBe(next);
    expect(source()).toMatchObject({ status: 'ok', detail: null });
  });

  it('a dead one is asked ever more rarely, up to a quarter of an hour', async () => {
    await news(1);
    await steps(1);
    world.network.hosts.delete(OTHER);
    world.network.asked.length = 0;
    await steps(24 * 60);
    expect(world.network.asked.length).toBeGreaterThan(24 * 4);
    expect(world.network.asked.length).toBeLessThan(24 * 9);
  });

  it('one that is silent holds nobody up for longer than 20 s', async () => {
    await news(1);
    await steps(5);
    world.network.hosts.set(OTHER, () => new Promise<Response>(() => {}));
    const before = world.clock.now();
    await steps(1);
    expect(world.clock.now() - before).toBeLessThanOrEqual(MINUTE + 20_000);
    expect(source()?.detail).toContain('timeout');
  });
});

describe('demo data', () => {
  it('is followed by a demo, and by nobody else', async () => {
    const demo = startEdge(world, 'demo.example', 'demo');
    await receive({ ...demo.parts, data: 'demo' }, world.snapshot(1, 'demo'));
    const live = startFollower(world, 'demo.example');
    await live.step();
    expect(live.parts.store.current()).toBeNull();
    expect(live.status().sources[0]?.detail).toContain('demo data, but live is served here');
    const alike = startFollower(world, 'demo.example', 'demo');
    await alike.step();
    expect(await (await alike.site.ask('/api/maps')).json()).toMatchObject({ data: 'demo' });
  });
});

function html(status: number): Response {
  return new Response('<!doctype html>', { status, headers: { 'content-type': 'text/html' } });
}

function moved(location: string): Response {
  return new Response(null, { status: 301, headers: { location } });
}

function broken(): Response {
  return new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('gone')) }));
}
