/** A collector that pushes to an edge, end to end: two instances and the network between them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { publish } from '../../src/collect/publication.ts';
import { HEARTBEAT_MS, pushHealth } from '../../src/collect/push.ts';
import { takeTurn } from '../../src/collect/turn.ts';
import { readHead } from '../../src/kernel/head.ts';
import {
  type Answer,
  createParts,
  createWorld,
  type Parts,
  pusherOf,
  type RunningInstance,
  startEdge,
  TOKEN,
  type World,
} from './instances.ts';
import { DAY, HOUR, MINUTE } from './rig.ts';

const EDGE = 'edge.example';

let world: World;
let collector: Parts;
let edge: RunningInstance;
let pusher: ReturnType<typeof pusherOf>;
beforeEach(() => {
  world = createWorld();
  collector = createParts(world);
  edge = startEdge(world, EDGE);
  pusher = pusherOf(world, collector, EDGE);
});

/** Publishes at the collector; returns the content hash. */
async function news(version: number): Promise<string> {
  const snapshot = world.snapshot(version);
  takeTurn(collector);
  await publish(collector, snapshot);
  return readHead(snapshot).hash;
}

const pass = (ms: number) => world.clock.advanceTo(world.clock.now() + ms);
const health = () => pushHealth(collector.ledger, EDGE);
const pushes = () => world.network.asked.length;
const theEdges = () => edge.parts.store.current()?.hash ?? null;

/** What is asked for with the edge replaced. */
async function against(answer: Answer | null): Promise<void> {
  const real = world.network.hosts.get(EDGE);
  if (answer === null) world.network.hosts.delete(EDGE);
  else world.network.hosts.set(EDGE, answer);
  await pusher.push();
  if (real !== undefined) world.network.hosts.set(EDGE, real);
}

describe('a collector and its edge', () => {
  it('nothing is pushed before there is something', async () => {
    await pusher.push();
    expect(pushes()).toBe(0);
    expect(edge.status().sources).toEqual([
      { name: 'push', status: 'unavailable', goodAt: null, rows: 0, detail: null },
    ]);
  });

  it('what is published is answered by the edge, and the edge says how old it is', async () => {
    const hash = await news(1);
    await pusher.push();
    expect(health()).toEqual({ acknowledged: hash, at: world.clock.now(), failures: 0, detail: null });
    expect(theEdges()).toBe(hash);
    pass(MINUTE);
    const map = await (await edge.site.ask('/api/map/copper-bend')).json();
    expect(map).toMatchObject({ snapshot: hash, data: 'live' });
    expect(await (await edge.site.ask('/health')).json()).toMatchObject({
      status: 'ok',
      sources: [{ name: 'push', status: 'ok', ageSeconds: 60, detail: null }],
      archive: { days: 0, pending: null },
    });
  });

  it('what is acknowledged is not pushed again, but for a sign of life each hour, which costs no write', async () => {
    await news(1);
    for (let i = 0; i < 10; i += 1) {
      await pusher.push();
      pass(MINUTE);
    }
    expect(pushes()).toBe(1);
    pass(HEARTBEAT_MS);
    await pusher.push();
    expect(pushes()).toBe(2);
    expect(edge.parts.store.writes).toHaveLength(1);
    expect(edge.status().sources[0]).toMatchObject({ status: 'ok', goodAt: world.clock.now() });
    // And without one, the edge is not taken for up to date.
    pass(3 * HOUR + MINUTE);
    expect(edge.status().sources[0]).toMatchObject({
      status: 'stale',
      detail: 'nothing has been pushed for hours',
    });
  });

  it('only the newest is pushed, and the edge’s turn is waited for', async () => {
    await news(1);
    await pusher.push();
    pass(MINUTE);
    await news(2);
    await pusher.push();
    expect(health()).toMatchObject({ failures: 0, detail: null });
    expect(pushes()).toBe(2);
    // Two minutes are left of the three: nobody knocks before.
    pass(119_000);
    const newest = await news(3);
    await pusher.push();
    expect(pushes()).toBe(2);
    pass(1_000);
    await pusher.push();
    expect(pushes()).toBe(3);
    expect([theEdges(), health().acknowledged]).toEqual([newest, newest]);
    expect(edge.parts.store.writes).toHaveLength(2);
  });

  it('the edge keeps an archive of its own, though pushes come as often as they may', async () => {
    await news(1);
    await pusher.push();
    pass(DAY);
    for (let i = 2; i < 12; i += 1) {
      await news(i);
      await pusher.push();
      await edge.step();
      pass(2 * MINUTE);
    }
    const writes = edge.parts.store.writes;
    expect(writes.map(({ key }) => key ?? 'current').slice(0, 5)).toEqual([
      'current',
      'current',
      'day',
      'index',
      'current',
    ]);
    expect(await edge.parts.archive.index()).toMatchObject([{ hash: writes[0]?.hash }]);
    const times = writes.map(({ at }) => at);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * MINUTE);
    expect(health()).toMatchObject({ failures: 0, detail: null });
  });
});

describe('failures', () => {
  const FAILURES: [string, Answer | null, RegExp][] = [
    ['a dead network', null, /network \(fetch failed\)/],
    ['an edge without the token', () => new Response(null, { status: 405 }), /takes no pushes/],
    ['status 500', () => new Response('no', { status: 500 }), /status 500/],
    ['an HTML page with status 200', () => page('<html>'), /challenge 200/],
    ['JSON that is no receipt', () => Response.json({ ok: true }), /wrong-shape 200/],
    ['a receipt for another snapshot', () => Response.json({ snapshot: 'f'.repeat(16) }), /another snapshot/],
    ['an answer without end', () => new Response('x'.repeat(100_000)), /too-large/],
    ['a redirect', () => redirect('https://evil.example/'), /redirect, which is not followed/],
  ];

  it.each(FAILURES)('%s: told, and pushed again until it is acknowledged', async (_, answer, detail) => {
    const hash = await news(1);
    await against(answer);
    expect(health()).toMatchObject({
      acknowledged: null,
      failures: 1,
      detail: expect.stringMatching(detail),
    });
    expect(world.network.asked.every((asked) => asked.endsWith('edge.example/api/snapshot'))).toBe(true);
    const before = pushes();
    await pusher.push();
    expect(pushes()).toBe(before);
    pass(MINUTE);
    await pusher.push();
    expect(health()).toMatchObject({ acknowledged: hash, failures: 0, detail: null });
    expect(theEdges()).toBe(hash);
  });

  it('again and again: at ever longer intervals, up to half an hour', async () => {
    await news(1);
    world.network.hosts.delete(EDGE);
    const at: number[] = [];
    const until = world.clock.now() + 6 * HOUR;
    while (world.clock.now() < until) {
      const before = pushes();
      await pusher.push();
      if (pushes() > before) at.push(world.clock.now());
      pass(30_000);
    }
    const gaps = at.slice(1).map((time, i) => (time - (at[i] ?? 0)) / 1000);
    // Half of 60 s · 2^n, as this random is always 0.5.
    expect(gaps.slice(0, 5)).toEqual([30, 60, 120, 240, 480]);
    expect(Math.max(...gaps)).toBe(900);
  });

  it('Retry-After is obeyed, whatever the back-off says', async () => {
    await news(1);
    await against(() => new Response(null, { status: 503, headers: { 'retry-after': '600' } }));
    pass(599_000);
    await pusher.push();
    expect(pushes()).toBe(1);
    pass(1_000);
    await pusher.push();
    expect(pushes()).toBe(2);
  });

  it('an edge whose store refuses is not acknowledged to have it', async () => {
    const hash = await news(1);
    edge.parts.refusal = new RangeError('KV PUT failed');
    await pusher.push();
    expect(health()).toMatchObject({ acknowledged: null, failures: 1 });
    expect(health().detail).toMatch(/503.*to be asked again in 180 s/);
    expect(edge.status().sources[0]?.detail).toBe('the store refuses: RangeError');
    edge.parts.refusal = null;
    pass(3 * MINUTE);
    await pusher.push();
    expect([theEdges(), health().acknowledged]).toEqual([hash, hash]);
  });

  it('a wrong token: refused, nothing of it kept, and it stands nowhere', async () => {
    await news(1);
    const wrong = 'a-wrong-token-of-the-tests.987654';
    await pusherOf(world, collector, EDGE, wrong).push();
    expect(health()).toMatchObject({
      failures: 1,
      detail: 'snapshot from edge.example: key-refused 401 (the edge does not accept the token)',
    });
    expect(edge.parts.store.writes).toEqual([]);
    expect(edge.status().sources[0]).toMatchObject({ status: 'unavailable', detail: null });
  });

  it('of another edge nothing is believed that the one before has acknowledged', async () => {
    await news(1);
    await pusher.push();
    const other = startEdge(world, 'other.example');
    await pusherOf(world, collector, 'other.example').push();
    expect(other.parts.store.writes).toHaveLength(1);
  });
});

describe('the token', () => {
  it('stands in no log, note, status, answer, file of the database or value of KV, whatever goes wrong', async () => {
    const seen: string[] = [];
    const look = async (what: unknown) => seen.push(JSON.stringify(what));
    const echo: Answer = (request) => {
      const authorization = request.headers.get('authorization') ?? '';
      expect(authorization).toBe(`Bearer ${TOKEN}`);
      return new Response(JSON.stringify({ snapshot: authorization, detail: authorization }), {
        status: 422,
        headers: { 'content-type': 'application/problem+json', etag: `"${TOKEN}"`, 'retry-after': TOKEN },
      });
    };
    const throwing: Answer = (request) => {
      throw new TypeError(`Headers.append: "${request.headers.get('authorization')}" is an invalid header`);
    };
    const redirecting: Answer = (request) =>
      redirect(`https://evil.example/?${request.headers.get('authorization')}`);
    await news(1);
    for (const answer of [echo, throwing, redirecting, null]) {
      await against(answer);
      await look(health());
      await look(collector.ledger.note('push'));
      pass(HOUR);
    }
    await pusher.push();
    for (const path of ['/health', '/api/snapshots', '/api/snapshot', '/api/map/copper-bend', '/']) {
      for (const method of ['GET', 'PUT', 'POST']) {
        const headers = { authorization: `Bearer ${TOKEN}` };
        const body = method === 'GET' ? {} : { body: 'nothing' };
        const response = await edge.site.ask(path, { method, headers, ...body });
        await look([...response.headers]);
        seen.push(await response.text());
      }
    }
    for (const parts of [collector, edge.parts]) {
      await look(parts.logged);
      for (const table of ['note', 'list', 'map_table', 'fingerprint', 'shelf'])
        seen.push(...parts.storage.sql.exec(`SELECT * FROM ${table}`).toArray().map(text));
      seen.push(text({ bytes: parts.store.current()?.bytes.slice().buffer ?? null }));
    }
    await look(edge.site.logged);
    await look(world.network.asked);
    expect(seen.length).toBeGreaterThan(40);
    for (let at = 0; at + 8 <= TOKEN.length; at += 1) {
      const piece = TOKEN.slice(at, at + 8);
      expect(seen.filter((line) => line.includes(piece))).toEqual([]);
    }
  });
});

function text(row: Record<string, unknown>): string {
  return Object.values(row)
    .map((value) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? Buffer.from(value as ArrayBuffer).toString('latin1')
        : String(value),
    )
    .join(' ');
}

function page(html: string): Response {
  return new Response(html, { headers: { 'content-type': 'text/html' } });
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}
