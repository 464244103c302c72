import { expect, test } from 'vitest';
import { KIND_BRAWLERS, KIND_EVENTS, KIND_MAP, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import { createBudget, type Resource } from '../../src/upstream/port.ts';
import { createApi, createClock, createNet, FIRST, fakeExtract, type Reply, reply, SECOND } from './fakes.ts';

const LIST = { list: [] };

function setUp(first: Reply | Reply[], second: Reply | Reply[] = reply.status(500)) {
  const clock = createClock();
  const net = createNet(clock, { [FIRST]: first, [SECOND]: second });
  const api = createApi(clock, net);
  const budget = createBudget(45);
  const ask = (resource: Resource, etag?: string) =>
    clock.run(api.fetch(etag === undefined ? { resource } : { resource, etag }, budget));
  return { clock, net, api, budget, ask };
}

test.each<[Resource, string, number]>([
  ['maps', '/v1/maps', KIND_MAPS],
  ['brawlers', '/v1/brawlers', KIND_BRAWLERS],
  ['modes', '/v1/gamemodes', KIND_MODES],
  ['events', '/v1/events', KIND_EVENTS],
  [{ mapId: 15000022 }, '/v1/maps/15000022', KIND_MAP],
])('asks the first host for %j and extracts the answer', async (resource, path, kind) => {
  const { net, budget, ask } = setUp(reply.json(LIST, { etag: 'W/"abc"' }));
  const result = await ask(resource);
  expect(result).toEqual({
    ok: true,
    value: {
      kind: 'fresh',
      bundle: new TextEncoder().encode(`${kind}:{"list":[]}`),
      etag: `${FIRST}|W/"abc"`,
      host: FIRST,
    },
  });
  expect(net.calls.map(({ url }) => url)).toEqual([`https://${FIRST}${path}`]);
  expect(net.calls[0]?.headers.get('accept')).toBe('application/json');
  expect(net.calls[0]?.headers.get('user-agent')).toMatch(/brawlfast/i);
  expect(net.calls[0]?.headers.has('if-none-match')).toBe(false);
  expect(budget.remaining).toBe(44);
});

test('calls fetch on its own, as workerd demands', async () => {
  const clock = createClock();
  let receiver: unknown = 'none';
  function fetch(this: unknown): Promise<Response> {
    receiver = this;
    return Promise.resolve(new Response('{}'));
  }
  const api = createApi(clock, createNet(clock, {}), { fetch });
  await clock.run(api.fetch({ resource: 'maps' }, createBudget(1)));
  expect(receiver).toBeUndefined();
});

test('knows what it has: the etag goes to its host, and a 304 is "unchanged"', async () => {
  const { net, ask } = setUp(reply.status(304));
  expect(await ask('maps', `${FIRST}|"v1"`)).toEqual({ ok: true, value: { kind: 'unchanged', host: FIRST } });
  expect(net.calls[0]?.headers.get('if-none-match')).toBe('"v1"');
});

test("an etag is never sent to another host, and a 304 that wasn't asked for is a failure", async () => {
  const { net, ask } = setUp(reply.status(304), reply.json(LIST));
  const result = await ask('maps', `${SECOND}|"v1"`);
  expect(result).toMatchObject({ ok: true, value: { kind: 'fresh', host: SECOND, etag: null } });
  expect(net.calls.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"v1"']);
});

test.each(['no quotes', `"${'x'.repeat(300)}"`, '"caf\u00e9"'])('drops the odd etag %s', async (etag) => {
  const { ask } = setUp(reply.json(LIST, { etag }));
  expect(await ask('maps')).toMatchObject({ ok: true, value: { etag: null } });
});

const FAILURES: [string, Reply, number, object][] = [
  ['no connection', reply.refused(), 2, { kind: 'network', detail: 'fetch failed ECONNREFUSED' }],
  ['silence', reply.hang(), 1, { kind: 'timeout' }],
  ['a body that stops coming', reply.stall(), 1, { kind: 'timeout' }],
  ['a body that breaks off', reply.breakOff(), 2, { kind: 'network' }],
  ['500', reply.status(500), 2, { kind: 'status', status: 500 }],
  ['503 in JSON', reply.text('{}', 503), 2, { kind: 'status', status: 503 }],
  ['400', reply.status(400), 1, { kind: 'status', status: 400 }],
  ['403 in JSON', reply.text('{"reason":"accessDenied"}', 403), 1, { kind: 'status', status: 403 }],
  ['204', reply.status(204), 1, { kind: 'status', status: 204 }],
  ['429', reply.status(429), 1, { kind: 'rate-limited', status: 429, retryAfterMs: 30_000 }],
  ['a 403 page', reply.page(403), 1, { kind: 'challenge', status: 403 }],
  ['a 503 page', reply.page(503), 1, { kind: 'challenge', status: 503 }],
  ['a page as 200', reply.page(200), 1, { kind: 'challenge', status: 200 }],
  ['markup labelled JSON', reply.text('\ufeff\n <html>'), 1, { kind: 'challenge', status: 200 }],
  ['a marked challenge', reply.text('', 403, { 'cf-mitigated': 'challenge' }), 1, { kind: 'challenge' }],
  ['truncated JSON', reply.text('{"list":[{"id":1'), 1, { kind: 'not-json', detail: 'code -3 at byte 16' }],
  ['an empty body', reply.text(''), 1, { kind: 'not-json' }],
  ['the wrong shape', reply.text('{"wrong":true}'), 1, { kind: 'wrong-shape', detail: 'code -6 at byte 1' }],
  ['a huge promise', reply.text('{}', 200, { 'content-length': '9000000' }), 1, { kind: 'too-large' }],
  ['a list that is gone', reply.status(404), 1, { kind: 'not-found', status: 404 }],
  ['a redirect to nowhere', reply.status(301), 1, { kind: 'status', status: 301 }],
];

test.each(FAILURES)('after %s it asks the next host', async (_, failure, attempts) => {
  const { net, budget, ask } = setUp(failure, reply.json(LIST));
  expect(await ask('maps')).toMatchObject({ ok: true, value: { kind: 'fresh', host: SECOND } });
  expect(net.hosts()).toEqual([...Array(attempts).fill(FIRST), SECOND]);
  expect(budget.remaining).toBe(45 - attempts - 1);
});

test.each(FAILURES)(
  'reports %s of the first host when the second fails too',
  async (_, failure, __, error) => {
    const { ask } = setUp(failure, reply.page(403));
    expect(await ask('maps')).toMatchObject({
      ok: false,
      error: { ...error, resource: 'maps', host: FIRST },
    });
  },
);

test('stops reading a body beyond the limit, and lets go of it', async () => {
  const clock = createClock();
  let cancelled = false;
  const endless = reply.endless(() => {
    cancelled = true;
  });
  const net = createNet(clock, { [FIRST]: endless, [SECOND]: reply.json(LIST) });
  const api = createApi(clock, net, { maxBytes: 10_000 });
  const result = await clock.run(api.fetch({ resource: 'maps' }, createBudget(9)));
  expect(result).toMatchObject({ ok: true, value: { host: SECOND } });
  expect(cancelled).toBe(true);
});

test('lets go of a body that it has no use for', async () => {
  const clock = createClock();
  let cancelled = 0;
  const unread = () => {
    const cancel = () => {
      cancelled += 1;
    };
    return new Response(new ReadableStream({ cancel }), { status: 404 });
  };
  const api = createApi(clock, createNet(clock, { [FIRST]: unread, [SECOND]: unread }));
  await clock.run(api.fetch({ resource: 'maps' }, createBudget(9)));
  expect(cancelled).toBe(2);
});

test('gives up on a slow host at the deadline, and aborts the request', async () => {
  const clock = createClock();
  const signals: (AbortSignal | null | undefined)[] = [];
  const fetch = (_: string, init: RequestInit) => {
    signals.push(init.signal);
    return new Promise<Response>(() => {});
  };
  const api = createApi(clock, createNet(clock, {}), { fetch, timeoutMs: 3000 });
  const started = clock.now();
  const result = await clock.run(api.fetch({ resource: 'maps' }, createBudget(9)));
  expect(result).toMatchObject({ ok: false, error: { kind: 'timeout', host: FIRST } });
  expect(clock.now() - started).toBe(6000);
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
});

test('a passing failure is asked again once, after a jittered wait', async () => {
  const { clock, net, ask } = setUp([reply.status(502), reply.json(LIST)]);
  expect(await ask('maps')).toMatchObject({ ok: true, value: { host: FIRST } });
  expect(net.hosts()).toEqual([FIRST, FIRST]);
  expect(clock.waits).toEqual([251]);
});

test('an unknown map is final: no other host is asked, and the host is in good health', async () => {
  const { net, api, ask } = setUp(reply.text('{"error":404}', 404), reply.json({}));
  for (let i = 0; i < 10; i += 1) {
    expect(await ask({ mapId: 999 })).toMatchObject({
      ok: false,
      error: { kind: 'not-found', status: 404, resource: 'map 999', host: FIRST },
    });
  }
  expect(net.hosts()).toEqual(Array(10).fill(FIRST));
  expect(api.breakers()[FIRST]).toMatchObject({ failures: 0, trips: 0 });
});

test('a list that is missing for good never opens the circuit', async () => {
  const { net, ask } = setUp(reply.status(404), reply.status(404));
  for (let i = 0; i < 10; i += 1) expect(await ask('events')).toMatchObject({ error: { kind: 'not-found' } });
  expect(net.calls).toHaveLength(20);
});

test('without a budget nothing is sent', async () => {
  const clock = createClock();
  const net = createNet(clock, { [FIRST]: reply.status(500), [SECOND]: reply.json(LIST) });
  const api = createApi(clock, net);
  for (const limit of [0, 1, 2]) {
    const budget = createBudget(limit);
    expect(await clock.run(api.fetch({ resource: 'maps' }, budget))).toMatchObject({
      ok: false,
      error: { kind: 'budget-exhausted', resource: 'maps' },
    });
    expect(budget.remaining).toBe(0);
  }
  expect(net.hosts()).toEqual([FIRST, FIRST, FIRST]);
});

test('takes hosts with a port, a path and a final slash; without any host it says so', async () => {
  const clock = createClock();
  const net = createNet(clock, { '127.0.0.1:9000': reply.json(LIST) });
  const budget = createBudget(9);
  const local = createApi(clock, net, { hosts: ['http://127.0.0.1:9000/brawlapi/v1/'] });
  expect(await clock.run(local.fetch({ resource: 'modes' }, budget))).toMatchObject({
    ok: true,
    value: { host: '127.0.0.1:9000' },
  });
  expect(net.calls[0]?.url).toBe('http://127.0.0.1:9000/brawlapi/v1/gamemodes');
  const none = createApi(clock, net, { hosts: [] });
  expect(await clock.run(none.fetch({ resource: 'modes' }, budget))).toMatchObject({
    ok: false,
    error: { detail: 'no host is configured' },
  });
});

test('a bug in the extractor is thrown, not swallowed', async () => {
  const clock = createClock();
  const net = createNet(clock, { [FIRST]: reply.json(LIST) });
  const api = createApi(clock, net, {
    extract: (kind, bytes) => {
      if (kind === KIND_EVENTS) throw new Error('a bug');
      return fakeExtract(kind, bytes);
    },
  });
  await expect(clock.run(api.fetch({ resource: 'events' }, createBudget(9)))).rejects.toThrow('a bug');
});
