/// <reference types="@cloudflare/vitest-plugin/types" />
/** A day of the real Worker: what was collected is published, answered, kept through failures, and renewed. */
import { env, exports } from 'cloudflare:workers';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { TEXTS } from '../../scripts/build/texts.ts';
import { readHead } from '../../src/kernel/head.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { Edge } from '../../src/serve/edge.ts';
import { Hot } from '../../src/serve/hot.ts';
import { createKvStore, SNAPSHOT_KEY } from '../../src/store/kv.ts';
import { addressOf, LANGUAGE_TAGS, LANGUAGES } from '../../src/web/address.ts';
import { CONTRACT } from '../serve/contract.ts';
import { HOSTILE_MAP, IDS } from '../serve/world.ts';
import { advance, alarmIn, ask, askJson, challenge, cron, kept, startWorld, step } from './support.ts';

const MINUTE = 60_000;
const LISTS = ['/brawlers', '/events', '/gamemodes', '/maps'];

const upstream = startWorld();
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

// One story in its order: each test goes on from where the one before left off.
describe('before anything was collected', () => {
  test('health says warming, the API when to come back, the page that it warms up', async () => {
    const health = await askJson('/health');
    expect(CONTRACT.health(health, '/health')).toEqual([]);
    expect(health).toMatchObject({ status: 'warming', snapshot: null, maps: 0 });
    const response = await ask('/api/maps');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect((await ask('/')).status).toBe(503);
    expect(await (await ask('/')).text()).toContain('Warming up');
    expect((await kept()).keys).toEqual([]);
  });

  test('asking for health has set the alarm; cron finds it set and leaves it', async () => {
    const first = await alarmIn();
    expect(first).not.toBeNull();
    advance(1000);
    await cron();
    expect(await alarmIn()).toBe((first ?? 0) - 1000);
  });
});

describe('the first step', () => {
  test('asks for the lists and each map, once', async () => {
    expect(await step()).toBe(true);
    expect(upstream.asked.filter((path) => !path.startsWith('/maps/')).sort()).toEqual(LISTS);
    const maps = upstream.asked.filter((path) => path.startsWith('/maps/'));
    expect(new Set(maps).size).toBe(maps.length);
    expect(maps).toContain(`/maps/${IDS.copperBend}`);
  });

  test('sets the alarm again', async () => {
    const next = (await alarmIn()) ?? Number.NaN;
    expect(next).toBeGreaterThan(0);
    expect(next).toBeLessThanOrEqual(MINUTE);
  });

  test('publishes one value, named and dated in its metadata', async () => {
    const { keys, metadata, bytes } = await kept();
    expect(keys).toEqual([SNAPSHOT_KEY]);
    const head = readHead(bytes);
    expect(metadata).toMatchObject({ hash: head.hash, builtAt: head.builtAt, snapshotBytes: bytes.length });
    expect(head).toMatchObject({ maps: 11, brawlers: 12, data: 'live' });
    expect(JSON.stringify(metadata).length).toBeLessThan(1024);
  });

  test('is what the edge answers from as soon as it looks again', async () => {
    advance(1000);
    expect((await ask('/api/maps')).status).toBe(200);
    const health = await askJson('/health');
    expect(CONTRACT.health(health, '/health')).toEqual([]);
    const { hash } = readHead((await kept()).bytes);
    expect(health).toMatchObject({ status: 'ok', snapshot: { hash }, maps: 11, brawlers: 12 });
    expect(health.sources).toMatchObject(Array.from({ length: 5 }, () => ({ status: 'ok', detail: null })));
  });
});

describe('all routes', () => {
  test.each([
    ['map', `/api/map/${IDS.copperBend}`],
    ['map', '/api/map/twin-forks-gem-rush?sort=games&limit=3&min=1'],
    ['map', `/api/map/${IDS.rateOnly}`],
    ['map', `/api/map/${IDS.quietVale}`],
    ['brawler', '/api/brawler/ada'],
    ['search', '/api/search?q=coper+bend'],
    ['events', '/api/events'],
    ['maps', '/api/maps'],
    ['brawlers', '/api/brawlers'],
    ['modes', '/api/modes'],
  ] as const)('%s: %s', async (shape, path) => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(CONTRACT[shape](await response.json(), path)).toEqual([]);
    const etag = response.headers.get('etag') ?? '';
    const again = await ask(path, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('say what the upstream said', async () => {
    expect(await askJson(`/api/map/${IDS.copperBend}`)).toMatchObject({
      ids: [IDS.copperBend, IDS.copperBendAlias],
      source: 'brawlapi',
      data: 'live',
      teams: [{ games: 100, wins: 60.5 }, { games: 40 }],
    });
    expect(await askJson(`/api/map/${IDS.hostile}`)).toMatchObject({ map: HOSTILE_MAP });
    const { active, upcoming } = (await askJson('/api/events')) as { active: unknown[]; upcoming: unknown[] };
    expect([active.length, upcoming.length]).toEqual([2, 2]);
  });

  test('the table that stands in maps of two modes is nobody’s', async () => {
    for (const id of [IDS.widePlain, IDS.widerPlain])
      expect(await askJson(`/api/map/${id}`)).toMatchObject({ notice: { code: 'site-wide' }, brawlers: [] });
  });

  test('without counts: null, never 0', async () => {
    const { brawlers } = (await askJson(`/api/map/${IDS.rateOnly}`)) as { brawlers: object[] };
    expect(brawlers).toHaveLength(9);
    for (const row of brawlers) expect(row).toMatchObject({ games: null, wins: null, interval: null });
  });

  test('the snapshot is the value in KV', async () => {
    const response = await ask('/api/snapshot');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual((await kept()).bytes);
  });

  test('pages show the rotation and a ranking', async () => {
    const response = await ask('/map/copper-bend');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("style-src 'sha256-");
    expect(await response.text()).toContain('<h1>Copper Bend</h1>');
    const html = await (await ask('/')).text();
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
  });

  test.each(LANGUAGES)('pages are in the language of their address: %s', async (language) => {
    const html = await (await ask(addressOf(language, '/map/copper-bend'))).text();
    expect(html).toContain(`<html lang="${LANGUAGE_TAGS[language]}">`);
    expect(html).toContain(TEXTS[language].map.plot);
  });

  test.each([
    ['a malformed id', '/api/map/abc%00', 400],
    ['an unknown id', '/api/map/999', 404],
    ['a malformed parameter', '/api/map/copper-bend?limit=-1', 400],
    ['10,000 characters', `/api/search?q=${'x'.repeat(10_000)}`, 400],
    ['an unknown path', '/nothing', 404],
  ])('%s is a problem', async (_, path, status) => {
    const response = await ask(path);
    expect(response.status).toBe(status);
    expect(CONTRACT.problem(await response.json(), path)).toEqual([]);
  });

  test('what an isolate answers before the snapshot has come is what it answers after it', async () => {
    const store = createKvStore(env.SNAPSHOTS, { views: false });
    const edge = new Edge(createReferenceKernel(), store, () => Date.now());
    const hot = new Hot({ edge, now: () => Date.now() });
    const background: Promise<unknown>[] = [];
    const context = { waitUntil: (work: Promise<unknown>) => background.push(work) };
    const path = `/api/map/${IDS.copperBend}`;
    const first = await edge.begin(context.waitUntil, (all) => all);
    expect(first?.map(String(IDS.copperBend))).not.toBeNull();
    const early = await hot.answerEarly(new Request(`https://edge.test${path}`), context);
    const after = await ask(path);
    expect(await early?.json()).toEqual(await after.json());
    expect(early && [...early.headers]).toEqual([...after.headers]);
    await Promise.all(background);
    expect(edge.kernel.head?.hash).toBe(first?.hash);
  });

  test('an unchanged answer is one for all who ask, with every header each time', async () => {
    const address = `https://edge.test/api/map/${IDS.copperBend}`;
    const etag = (await exports.default.fetch(address)).headers.get('etag') ?? '';
    const headers = { 'if-none-match': etag };
    const answers = await Promise.all([1, 2, 3].map(() => exports.default.fetch(address, { headers })));
    answers.push(await exports.default.fetch(address, { headers }));
    for (const answer of answers) {
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(Object.fromEntries(answer.headers)).toEqual(Object.fromEntries(answers[0]?.headers ?? []));
      expect(await answer.text()).toBe('');
    }
  });

  test('answer through the runtime’s own door too', async () => {
    const response = await exports.default.fetch('https://edge.test/api/modes');
    expect(response.status).toBe(200);
    expect(CONTRACT.modes(await response.json(), '/api/modes')).toEqual([]);
  });
});

describe('a later step that learns nothing', () => {
  test('asks again and writes nothing', async () => {
    const before = await kept();
    upstream.clear();
    advance(15 * MINUTE);
    expect(await step()).toBe(true);
    expect(upstream.asked).toEqual(expect.arrayContaining(LISTS));
    const after = await kept();
    expect(after.metadata).toEqual(before.metadata);
    expect(after.bytes).toEqual(before.bytes);
    expect(await alarmIn()).not.toBeNull();
    expect(await askJson('/health')).toMatchObject({ status: 'ok' });
  });
});

describe('an upstream that fails', () => {
  const answerWell = upstream.answer;
  const truncated = async (path: string) => {
    const response = await answerWell(path);
    const text = await response.text();
    return new Response(text.slice(0, text.length / 2), { headers: { 'content-type': 'application/json' } });
  };
  const shrunk = (path: string) => (path === '/maps' ? Response.json({ list: [] }) : answerWell(path));

  test.each([
    ['hostile', challenge, 'brawlapi/events'],
    ['truncated', truncated, 'brawlapi/events'],
    ['shrunk', shrunk, 'brawlapi/maps'],
  ] as const)('%s: answers go on, health names the source, nothing is lost', async (_, answer, source) => {
    const before = await kept();
    const map = await askJson(`/api/map/${IDS.copperBend}`);
    upstream.answer = answer;
    for (let i = 0; i < 2; i++) {
      advance(15 * MINUTE);
      expect(await step()).toBe(true);
      expect(await alarmIn()).toBeGreaterThan(0);
    }
    const health = await askJson('/health');
    expect(CONTRACT.health(health, '/health')).toEqual([]);
    expect(health).toMatchObject({ status: 'stale', maps: 11, brawlers: 12 });
    expect(health.sources).toContainEqual(
      expect.objectContaining({ name: source, status: 'stale', detail: expect.any(String) }),
    );
    expect(await askJson(`/api/map/${IDS.copperBend}`)).toEqual(map);
    expect((await kept()).bytes).toEqual(before.bytes);

    upstream.answer = answerWell;
    advance(30 * MINUTE);
    // A host that was left alone gets one request at first, and the rest when that went well.
    for (let i = 0; i < 3; i++) {
      expect(await step()).toBe(true);
      advance(MINUTE);
    }
    expect(await askJson('/health')).toMatchObject({ status: 'ok' });
  });
});

describe('news', () => {
  test('are published under the same key, and seen by the edge behind a request', async () => {
    const before = readHead((await kept()).bytes);
    const answerWell = upstream.answer;
    upstream.answer = async (path) => {
      if (path !== '/brawlers') return answerWell(path);
      const body = (await (await answerWell(path)).json()) as { list: object[] };
      return Response.json({ list: [...body.list, { id: 16_009_050, name: 'Newcomer', released: true }] });
    };
    advance(15 * MINUTE);
    expect(await step()).toBe(true);
    const { keys, metadata, bytes } = await kept();
    const after = readHead(bytes);
    expect(keys).toEqual([SNAPSHOT_KEY]);
    expect(after.hash).not.toBe(before.hash);
    expect(after.builtAt).toBeGreaterThan(before.builtAt);
    expect(metadata).toMatchObject({ hash: after.hash, builtAt: after.builtAt, snapshotBytes: bytes.length });
    // The first request after 30 s still gets the old one, and fetches the new one in the background.
    expect(await askJson('/api/brawlers')).toMatchObject({ snapshot: before.hash });
    expect(await askJson('/api/brawlers')).toMatchObject({ snapshot: after.hash });
    expect(await askJson('/api/brawler/newcomer')).toMatchObject({ id: 16_009_050, bestMaps: [] });
  });
});

describe('a snapshot that cannot be read', () => {
  test('is refused: the present one answers, health says so, and the next good one is taken', async () => {
    const good = await kept();
    await env.SNAPSHOTS.put(SNAPSHOT_KEY, good.bytes.subarray(0, good.bytes.length - 8), {
      metadata: { hash: 'f'.repeat(16), builtAt: 0 },
    });
    advance(31_000);
    await ask('/api/maps');
    expect(await askJson('/health')).toMatchObject({ status: 'stale', refused: 'not a snapshot' });
    expect(await askJson('/api/brawler/newcomer')).toMatchObject({ id: 16_009_050 });
    await env.SNAPSHOTS.put(SNAPSHOT_KEY, good.value, {
      metadata: good.metadata,
    });
    advance(31_000);
    await ask('/api/maps');
    expect(await askJson('/health')).toMatchObject({ status: 'ok' });
  });

  test('an emptied namespace leaves the edge with what it has', async () => {
    await env.SNAPSHOTS.delete(SNAPSHOT_KEY);
    advance(31_000);
    await ask('/api/maps');
    expect((await ask('/api/maps')).status).toBe(200);
  });
});
