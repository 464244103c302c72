/** The client of the official API on the platform's own fetch, against servers on the loopback. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createOfficialApi, type OfficialOptions } from '../../src/upstream/official.ts';
import { encodeTag } from '../../src/upstream/official-tag.ts';
import { createBudget } from '../../src/upstream/port.ts';
import { sleep } from '../../src/upstream/sleep.ts';
import { fakeOfficialExtract, KEY, LIST } from './official-fakes.ts';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/v1`;
}

function createClient(base: string, options: Partial<OfficialOptions> = {}) {
  return createOfficialApi({
    fetch,
    now: Date.now,
    sleep,
    random: () => 0,
    base,
    token: () => KEY,
    extract: fakeOfficialExtract,
    requestsPerSecond: 1000,
    burst: 50,
    ...options,
  });
}

const json = { 'content-type': 'application/json; charset=utf-8' };

test('all endpoints are asked as the API wants it', async () => {
  const asked: string[] = [];
  const keys = new Set<string | undefined>();
  const base = await serve((req: IncomingMessage, res) => {
    asked.push(req.url ?? '');
    keys.add(req.headers.authorization);
    const after = req.url?.includes('after=') ? undefined : 'eyJwb3MiOjF9';
    const items = [{ tag: after === undefined ? '#2PP0' : '#PYLQ' }];
    const body = req.url?.startsWith('/v1/rankings') ? { items, paging: { cursors: { after } } } : LIST;
    res.writeHead(200, json).end(JSON.stringify(body));
  });
  const api = createClient(base);
  const budget = createBudget(45);
  const log = await api.battleLog('2pp0', budget);
  expect(log.ok && new TextDecoder().decode(log.value)).toContain(`log of ${encodeTag('#2PP0')}`);
  expect(await api.rotation(budget)).toMatchObject({ ok: true });
  expect(await api.brawlers(budget)).toMatchObject({ ok: true });
  const board = { scope: 'de', of: { brawlerId: 16000001 } } as const;
  expect(await api.rankings(board, 200, budget)).toEqual({
    ok: true,
    value: { tags: ['#PYLQ', '#2PP0'], stopped: null },
  });
  expect(asked).toEqual([
    '/v1/players/%232PP0/battlelog',
    '/v1/events/rotation',
    '/v1/brawlers',
    '/v1/rankings/de/brawlers/16000001?limit=200',
    '/v1/rankings/de/brawlers/16000001?limit=199&after=eyJwb3MiOjF9',
  ]);
  expect([...keys]).toEqual([`Bearer ${KEY}`]);
  expect(budget.remaining).toBe(40);
});

test.each<[string, RequestListener, string, number]>([
  ['400', (_, res) => res.writeHead(400, json).end('{"reason":"badRequest"}'), 'bad-request', 1],
  ['403', (_, res) => res.writeHead(403, json).end('{"reason":"accessDenied"}'), 'key-refused', 1],
  [
    '403 for the address',
    (_, res) => res.writeHead(403, json).end('{"reason":"accessDenied.invalidIp"}'),
    'key-address',
    1,
  ],
  ['404', (_, res) => res.writeHead(404, json).end('{"reason":"notFound"}'), 'not-found', 1],
  ['429', (_, res) => res.writeHead(429, { ...json, 'retry-after': '60' }).end('{}'), 'rate-limited', 1],
  ['maintenance', (_, res) => res.writeHead(503, json).end('{"reason":"inMaintenance"}'), 'maintenance', 1],
  ['500', (_, res) => res.writeHead(500, json).end('{"reason":"unknownException"}'), 'server-error', 2],
  ['a page', (_, res) => res.writeHead(403, { 'content-type': 'text/html' }).end('<html>'), 'challenge', 1],
  ['a clean cut', (_, res) => res.writeHead(200, json).end('{"items":[{"batt'), 'truncated', 2],
  [
    'a broken connection',
    (_, res) => {
      res.writeHead(200, { ...json, 'content-length': '1000' });
      res.write('{"items":', () => res.destroy());
    },
    'truncated',
    2,
  ],
  ['a closed door', (req) => req.socket.destroy(), 'network', 2],
  ['the wrong shape', (_, res) => res.writeHead(200, json).end('{"wrong":1}'), 'wrong-shape', 1],
  ['too much', (_, res) => res.writeHead(200, json).end(`{"items":"${'x'.repeat(20_000)}"}`), 'too-large', 1],
  ['silence', () => {}, 'timeout', 1],
  ['an explanation that stops coming', (_, res) => res.writeHead(500, json).write('{"reason'), 'timeout', 1],
])('%s over a real connection', async (_, listener, kind, requests) => {
  let asked = 0;
  const base = await serve((req, res) => {
    asked += 1;
    listener(req, res);
  });
  const timeoutMs = kind === 'timeout' ? 100 : 10_000;
  const api = createClient(base, { maxBytes: 10_000, timeoutMs });
  const result = await api.battleLog('#2PP0', createBudget(9));
  expect(result).toMatchObject({ ok: false, error: { kind, host: new URL(base).host } });
  expect(asked).toBe(requests);
});

test('a redirect to another origin takes nothing there, least of all the key', async () => {
  const visits: (string | undefined)[] = [];
  const elsewhere = await serve((req, res) => {
    visits.push(req.headers.authorization);
    res.end('{}');
  });
  const base = await serve((_, res) => res.writeHead(302, { location: `${elsewhere}/brawlers` }).end());
  expect(await createClient(base).brawlers(createBudget(9))).toMatchObject({
    error: { kind: 'status', status: 302, detail: 'a redirect that leads elsewhere' },
  });
  expect(visits).toEqual([]);
});

test('a redirect on the same origin is followed with the key', async () => {
  const keys: (string | undefined)[] = [];
  const base = await serve((req, res) => {
    keys.push(req.headers.authorization);
    if (req.url === '/v1/brawlers') res.writeHead(308, { location: '/v1/brawlers/' }).end('moved');
    else res.writeHead(200, json).end('{}');
  });
  expect(await createClient(base).brawlers(createBudget(9))).toMatchObject({ ok: true });
  expect(keys).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
});

test('what Node itself says of a key that no header carries is never provoked', async () => {
  const base = await serve((_, res) => res.end('{}'));
  const bad = `${KEY}\n${KEY}`;
  // This is the exception that would quote it.
  const direct = await fetch(base, { headers: { authorization: `Bearer ${bad}` } }).catch(String);
  expect(direct).toContain(KEY);
  const result = await createClient(base, { token: () => bad }).brawlers(createBudget(9));
  expect(result).toMatchObject({ error: { kind: 'no-key' } });
});
