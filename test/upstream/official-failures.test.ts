/** Each way in which the official API fails, and what follows from it for the requests after. */
import { describe, expect, test } from 'vitest';
import { describe as describeError } from '../../src/upstream/errors.ts';
import type { OfficialOptions, OfficialState } from '../../src/upstream/official.ts';
import { createBudget } from '../../src/upstream/port.ts';
import { createNet, type Reply, reply } from './fakes.ts';
import { createOfficial, HOST, KEY, LIST, setUp } from './official-fakes.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Jitter 0.5 adds an eighth. */
const JITTER = 1.125;

const says = (status: number, reason: string, message = 'in words', headers = {}): Reply =>
  reply.text(JSON.stringify({ reason, message }), status, headers);

const REFUSED = says(403, 'accessDenied', 'Invalid authorization');
const ADDRESS = says(403, 'accessDenied.invalidIp', 'API key does not allow access from IP 192.0.2.9');
const MAINTENANCE = says(503, 'inMaintenance');
const GOOD = reply.json(LIST);

test.each<[string, Reply, number, object]>([
  ['400', says(400, 'badRequest'), 1, { kind: 'bad-request', status: 400 }],
  ['401', reply.status(401), 1, { kind: 'key-refused', status: 401, retryAfterMs: HOUR * JITTER }],
  ['a refused key', REFUSED, 1, { kind: 'key-refused', status: 403, retryAfterMs: HOUR * JITTER }],
  [
    'a key for other addresses',
    ADDRESS,
    1,
    { kind: 'key-address', status: 403, retryAfterMs: HOUR * JITTER },
  ],
  [
    'the same, as older answers have it',
    says(403, 'accessDenied', 'Invalid authorization: API key does not allow access from IP 192.0.2.9'),
    1,
    { kind: 'key-address' },
  ],
  ['403 without a word', reply.status(403), 1, { kind: 'key-refused', status: 403 }],
  ['403 in other words', reply.text('Forbidden', 403), 1, { kind: 'key-refused' }],
  ['403 in odd JSON', reply.text('[{"reason":7}]', 403), 1, { kind: 'key-refused' }],
  ['404', says(404, 'notFound'), 1, { kind: 'not-found', status: 404 }],
  [
    '429 with Retry-After',
    reply.status(429, { 'retry-after': '7' }),
    1,
    { kind: 'rate-limited', retryAfterMs: 7000 },
  ],
  ['429 without', reply.status(429), 1, { kind: 'rate-limited', status: 429, retryAfterMs: 30_000 * JITTER }],
  ['maintenance', MAINTENANCE, 1, { kind: 'maintenance', status: 503, retryAfterMs: 15 * MINUTE * JITTER }],
  ['503 of another kind', says(503, 'overloaded'), 2, { kind: 'server-error', status: 503 }],
  ['500', says(500, 'unknownException'), 2, { kind: 'server-error', status: 500 }],
  ['502, as a page', reply.page(502), 2, { kind: 'server-error', status: 502 }],
  [
    '504 with Retry-After',
    reply.status(504, { 'retry-after': '90' }),
    1,
    { kind: 'server-error', retryAfterMs: 90_000 },
  ],
  ['a page as 200', reply.page(200), 1, { kind: 'challenge', status: 200 }],
  ['a 403 page', reply.page(403), 1, { kind: 'challenge', status: 403, retryAfterMs: 5 * MINUTE * JITTER }],
  ['a 503 page', reply.page(503), 1, { kind: 'challenge', status: 503, retryAfterMs: 5 * MINUTE * JITTER }],
  ['markup labelled JSON', reply.text(' <html>'), 1, { kind: 'challenge', status: 200 }],
  ['403 markup labelled JSON', reply.text('<html>', 403), 1, { kind: 'challenge', status: 403 }],
  [
    'truncated JSON',
    reply.text('{"items":[{"battleTime'),
    2,
    { kind: 'truncated', detail: 'code -3 at byte 22' },
  ],
  ['a body that breaks off', reply.breakOff(), 2, { kind: 'truncated' }],
  ['the wrong shape', reply.text('{"wrong":true}'), 1, { kind: 'wrong-shape', detail: 'code -6 at byte 1' }],
  ['a huge promise', reply.text('{}', 200, { 'content-length': '4000001' }), 1, { kind: 'too-large' }],
  ['silence', reply.hang(), 1, { kind: 'timeout' }],
  ['a body that stops coming', reply.stall(), 1, { kind: 'timeout' }],
  ['no connection', reply.refused(), 2, { kind: 'network', detail: 'fetch failed ECONNREFUSED' }],
  ['204', reply.status(204), 1, { kind: 'status', status: 204 }],
  ['304', reply.status(304), 1, { kind: 'status', status: 304 }],
  [
    'a redirect elsewhere',
    reply.redirect('https://elsewhere.example/v1'),
    1,
    { kind: 'status', status: 301 },
  ],
])('%s has an outcome of its own', async (_, failure, requests, error) => {
  const { net, budget, log } = setUp(failure);
  expect(await log()).toMatchObject({ ok: false, error: { ...error, resource: 'battle log', host: HOST } });
  expect(net.calls).toHaveLength(requests);
  expect(budget.remaining).toBe(45 - requests);
});

test('no word of the upstream comes through', async () => {
  for (const status of [400, 403, 404, 429, 500, 503]) {
    const { log } = setUp(
      says(status, 'foreign-reason', 'foreign-message', { 'x-foreign': 'foreign-header' }),
    );
    const result = await log();
    expect(JSON.stringify(result)).not.toContain('foreign');
  }
});

test.each([
  ['a key that was refused', REFUSED],
  ['a key for other addresses', ADDRESS],
])('for %s the operator is told what to read', async (_, failure) => {
  const { log } = setUp(failure);
  const first = await log();
  const second = await log();
  for (const result of [first, second]) {
    expect(result.ok ? '' : describeError(result.error)).toMatch(/key .*docs\/api-key\.md\), to be asked/);
  }
});

test('a passing failure is asked again once, after a jittered wait', async () => {
  const { clock, net, log } = setUp([reply.status(502), GOOD]);
  expect(await log()).toMatchObject({ ok: true });
  expect(net.calls).toHaveLength(2);
  expect(clock.waits).toEqual([251]);
});

test('an explanation that never ends is not waited for beyond the deadline, nor read beyond its limit', async () => {
  let cancelled = 0;
  const endless: Reply = async () => {
    const response = await reply.endless(() => {
      cancelled += 1;
    })();
    return new Response(response.body, { status: 403 });
  };
  const { log } = setUp(endless);
  expect(await log()).toMatchObject({ error: { kind: 'key-refused' } });
  expect(cancelled).toBe(1);
});

describe('a key that is not accepted', () => {
  test.each([
    ['refused', REFUSED, 'key-refused'],
    ['for other addresses', ADDRESS, 'key-address'],
  ])('(%s) silences everything at once and for an hour', async (_, failure, kind) => {
    const { clock, net, api, log, rotation } = setUp([failure, GOOD]);
    expect(await log()).toMatchObject({ error: { kind } });
    expect(await rotation()).toMatchObject({ error: { kind: 'circuit-open', retryAfterMs: HOUR * JITTER } });
    clock.advance(HOUR * JITTER - 1);
    expect(await log()).toMatchObject({ error: { kind: 'circuit-open', retryAfterMs: 1 } });
    expect(net.calls).toHaveLength(1);
    clock.advance(1);
    const budget = createBudget(9);
    const both = await clock.run(Promise.all([api.rotation(budget), api.brawlers(budget)]));
    // One probe goes; the other finds the circuit still open.
    expect(both).toMatchObject([{ ok: true }, { error: { kind: 'circuit-open' } }]);
    expect(await rotation()).toMatchObject({ ok: true });
  });

  test('is asked for about once an hour, however many steps try', async () => {
    const { clock, net, api } = setUp(REFUSED);
    let state: OfficialState = api.state();
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const next = createOfficial(clock, net, { state });
      await clock.run(
        Promise.all([next.rotation(createBudget(9)), next.battleLog('#2PP0', createBudget(9))]),
      );
      state = JSON.parse(JSON.stringify(next.state()));
      clock.advance(MINUTE);
    }
    expect(net.calls.length).toBeGreaterThan(15);
    expect(net.calls.length).toBeLessThanOrEqual(24);
  });

  test('is not forgiven for the success of a request that was sent before', async () => {
    let release = () => {};
    const slow = new Promise<Response>((resolve) => {
      release = () => resolve(new Response('{}'));
    });
    const { clock, net, api, budget, log } = setUp([() => slow, REFUSED, GOOD]);
    const earlier = api.rotation(budget);
    await clock.run(api.brawlers(budget).then(release));
    expect(await clock.run(earlier)).toMatchObject({ ok: true });
    expect(await log()).toMatchObject({ error: { kind: 'circuit-open' } });
    expect(net.calls).toHaveLength(2);
  });

  test('keeps back those who wait for their turn', async () => {
    const { clock, net, api } = setUp(REFUSED);
    const budget = createBudget(45);
    const logs = Array.from({ length: 10 }, () => api.battleLog('#2PP0', budget));
    const results = await clock.run(Promise.all(logs));
    // The burst of two; the other eight were still waiting.
    expect(net.calls).toHaveLength(2);
    expect(budget.remaining).toBe(43);
    expect(results.filter((result) => !result.ok && result.error.kind === 'circuit-open')).toHaveLength(8);
  });

  test('is forgotten with a new key, in the same client and in the next', async () => {
    let key = KEY;
    const options: Partial<OfficialOptions> = { token: () => key };
    const { clock, net, api, log } = setUp([REFUSED, GOOD], options);
    await log();
    const state: OfficialState = JSON.parse(JSON.stringify(api.state()));
    expect(state.trouble).toMatchObject({ kind: 'key-refused' });
    const same = createOfficial(clock, net, { state });
    expect(await clock.run(same.rotation(createBudget(9)))).toMatchObject({
      error: { kind: 'circuit-open', detail: expect.stringContaining('docs/api-key.md') },
    });
    key = `${KEY}new`;
    const next = createOfficial(clock, net, { ...options, state });
    expect(await clock.run(next.rotation(createBudget(9)))).toMatchObject({ ok: true });
    expect(next.state().trouble).toBeNull();
    expect(await log()).toMatchObject({ ok: true });
  });

  test('is left as it is known by a client that had nothing to ask', () => {
    const state = setUp(GOOD).api.state();
    const known: OfficialState = {
      ...state,
      key: '0badcafe',
      trouble: { kind: 'key-address', until: 1 },
      breakers: { [HOST]: { failures: 1, trips: 0, openUntil: 0, probing: false, holdUntil: 0 } },
    };
    expect(setUp(GOOD, { state: known }).api.state()).toEqual(known);
  });
});

describe('maintenance', () => {
  test('silences the whole host for a quarter of an hour', async () => {
    const { clock, net, log, rotation } = setUp([MAINTENANCE, GOOD]);
    await log();
    clock.advance(15 * MINUTE);
    expect(await rotation()).toMatchObject({
      error: { kind: 'circuit-open', detail: 'left alone: the upstream is being maintained' },
    });
    clock.advance(2 * MINUTE);
    expect(await rotation()).toMatchObject({ ok: true });
    expect(net.calls).toHaveLength(2);
  });

  test('or for as long as it says, where that is longer', async () => {
    const { log } = setUp(says(503, 'inMaintenance', '', { 'retry-after': '7200' }));
    expect(await log()).toMatchObject({ error: { kind: 'maintenance', retryAfterMs: 2 * HOUR } });
  });

  test('that is over is not given as the reason for what comes after', async () => {
    const { clock, log, rotation } = setUp([MAINTENANCE, reply.hang()]);
    await log();
    clock.advance(20 * MINUTE);
    expect(await rotation()).toMatchObject({ error: { kind: 'timeout' } });
    expect(await rotation()).toMatchObject({ error: { kind: 'circuit-open', detail: 'left alone for now' } });
  });
});

test('players that are not there, and tags that cannot be, say nothing against the host', async () => {
  const { net, api, log } = setUp([says(404, 'notFound'), says(400, 'badRequest')]);
  for (let i = 0; i < 12; i += 1) expect((await log()).ok).toBe(false);
  expect(net.calls).toHaveLength(12);
  expect(api.state().breakers[HOST]).toMatchObject({ failures: 0, trips: 0 });
});

test('a host that fails in any way five times is left alone', async () => {
  const { net, log } = setUp(reply.text('{"wrong":true}'));
  for (let i = 0; i < 9; i += 1) await log();
  expect(net.calls).toHaveLength(5);
});

test('without a budget nothing is sent', async () => {
  const { clock, net, api } = setUp(reply.status(500));
  for (const limit of [0, 1]) {
    expect(await clock.run(api.rotation(createBudget(limit)))).toMatchObject({
      error: { kind: 'budget-exhausted', resource: 'rotation' },
    });
  }
  expect(net.calls).toHaveLength(1);
});

test('redirects on the same origin are followed, each for a subrequest and in its turn', async () => {
  const { net, budget, rotation } = setUp([reply.redirect('/v2/rotation', 308), reply.redirect('now'), GOOD]);
  expect(await rotation()).toMatchObject({ ok: true });
  expect(net.calls.map(({ url }) => new URL(url).pathname)).toEqual([
    '/v1/events/rotation',
    '/v2/rotation',
    '/v2/now',
  ]);
  expect(budget.remaining).toBe(42);
  const [, , third] = net.calls;
  expect((third?.at ?? 0) - (net.calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(200);
});

test('a client that nothing was configured for says so', () => {
  const { clock } = setUp(GOOD);
  const net = createNet(clock, {});
  for (const base of [
    '',
    'api.brawlstars.com',
    'http://api.brawlstars.com/v1',
    'ftp://127.0.0.1',
    'https://a@b',
  ]) {
    expect(() => createOfficial(clock, net, { base })).toThrow(/must be an https URL/);
  }
});
