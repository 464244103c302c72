/** What the hosts ask of a polite client: redirects, Retry-After, and being left alone. */
import { describe, expect, test } from 'vitest';
import type { SavedBreakers } from '../../src/upstream/hosts.ts';
import { createBudget, type RequestBudget } from '../../src/upstream/port.ts';
import { createApi, createClock, createNet, FIRST, type Reply, reply, SECOND } from './fakes.ts';

const LIST = { list: [] };

function setUp(first: Reply | Reply[], second: Reply | Reply[] = reply.page(403)) {
  const clock = createClock();
  const net = createNet(clock, { [FIRST]: first, [SECOND]: second });
  const api = createApi(clock, net);
  const ask = (budget: RequestBudget = createBudget(45), etag?: string) =>
    clock.run(api.fetch(etag === undefined ? { resource: 'maps' } : { resource: 'maps', etag }, budget));
  return { clock, net, api, ask };
}

describe('redirects', () => {
  test('are followed on the same host, twice at most, each for one subrequest', async () => {
    const { net, ask } = setUp([reply.redirect('/v1/maps/', 308), reply.redirect('list'), reply.json(LIST)]);
    const budget = createBudget(45);
    expect(await ask(budget)).toMatchObject({ ok: true, value: { host: FIRST } });
    expect(net.calls.map(({ url }) => new URL(url).pathname)).toEqual([
      '/v1/maps',
      '/v1/maps/',
      '/v1/maps/list',
    ]);
    expect(budget.remaining).toBe(42);
  });

  test('lead to a configured host, which gets its own etag', async () => {
    const { net, ask } = setUp(reply.redirect(`https://${SECOND}/v1/maps`), reply.status(304));
    const result = await ask(createBudget(45), `${SECOND}|"v2"`);
    expect(result).toEqual({ ok: true, value: { kind: 'unchanged', host: SECOND } });
    expect(net.calls.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"v2"']);
  });

  test.each([
    ['another host', 'https://evil.example/v1/maps'],
    ['plain http', `http://${FIRST}/v1/maps`],
    ['another port', `https://${FIRST}:8443/v1/maps`],
    ['a user', `https://user@${FIRST}/v1/maps`],
    ['a password', `https://:secret@${FIRST}/v1/maps`],
    ['another scheme', 'data:application/json,{}'],
    ['nonsense', 'https://'],
  ])('to %s are not followed', async (_, location) => {
    const { net, ask } = setUp(reply.redirect(location), reply.json(LIST));
    expect(await ask()).toMatchObject({ ok: true, value: { host: SECOND } });
    expect(net.hosts()).toEqual([FIRST, SECOND]);
  });

  test('in a circle end', async () => {
    const { net, ask } = setUp(reply.redirect('/v1/maps'));
    expect(await ask()).toMatchObject({
      error: { kind: 'status', status: 301, detail: 'too many redirects' },
    });
    expect(net.hosts()).toEqual([FIRST, FIRST, FIRST, SECOND]);
  });

  test('in a circle open the circuit, though each hop by itself was answered', async () => {
    const { net, ask } = setUp(reply.redirect('/v1/maps'));
    for (let i = 0; i < 7; i += 1) await ask();
    expect(net.hosts().filter((host) => host === FIRST)).toHaveLength(5 * 3);
  });

  test('that lead to an answer are to the credit of both hosts', async () => {
    const failing: Reply[] = Array(4).fill(reply.status(400));
    const away = reply.redirect(`https://${SECOND}/v1/maps`);
    const { api, ask } = setUp([...failing, away], reply.json(LIST));
    for (let i = 0; i < 4; i += 1) await ask();
    expect(api.breakers()[FIRST]).toMatchObject({ failures: 4 });
    expect(await ask()).toMatchObject({ ok: true, value: { host: SECOND } });
    expect(api.breakers()[FIRST]).toMatchObject({ failures: 0 });
  });

  test('end with the budget', async () => {
    const { net, ask } = setUp(reply.redirect('/v1/maps'));
    expect(await ask(createBudget(2))).toMatchObject({ error: { kind: 'budget-exhausted' } });
    expect(net.calls).toHaveLength(2);
  });

  test('to a host that asked to be left alone are not followed', async () => {
    const away = reply.redirect(`https://${SECOND}/v1/maps`);
    const { net, ask } = setUp([reply.status(400), away], reply.status(503, { 'retry-after': '60' }));
    await ask();
    expect(await ask()).toMatchObject({
      error: { kind: 'circuit-open', host: SECOND, retryAfterMs: 60_000 },
    });
    expect(net.hosts()).toEqual([FIRST, SECOND, FIRST]);
  });
});

describe('Retry-After', () => {
  test.each([429, 503])('of a second after %i is waited for', async (status) => {
    const { net, ask } = setUp([reply.status(status, { 'retry-after': '1' }), reply.json(LIST)]);
    expect(await ask()).toMatchObject({ ok: true, value: { host: FIRST } });
    const [first, second] = net.calls;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  test.each([['120'], ['Mon, 23 Nov 2026 12:02:00 GMT']])(
    '%s keeps us away for two minutes; meanwhile the next host is asked',
    async (header) => {
      const { clock, net, ask } = setUp(
        [reply.status(503, { 'retry-after': header }), reply.json(LIST)],
        reply.json(LIST),
      );
      expect(await ask()).toMatchObject({ ok: true, value: { host: SECOND } });
      clock.advance(119_000);
      expect(await ask()).toMatchObject({ ok: true, value: { host: SECOND } });
      expect(net.hosts()).toEqual([FIRST, SECOND, SECOND]);
      clock.advance(1000);
      expect(await ask()).toMatchObject({ ok: true, value: { host: FIRST } });
    },
  );

  test('is honoured by the next step, and not lifted by a success in between', async () => {
    const clock = createClock();
    let release = () => {};
    const slow = new Promise<Response>((resolve) => {
      release = () => resolve(new Response('{}'));
    });
    const net = createNet(clock, {
      [FIRST]: [() => slow, reply.status(429, { 'retry-after': '300' })],
      [SECOND]: reply.page(403),
    });
    const api = createApi(clock, net);
    const earlier = api.fetch({ resource: 'maps' }, createBudget(9));
    await clock.run(api.fetch({ resource: 'modes' }, createBudget(9)).then(release));
    expect(await clock.run(earlier)).toMatchObject({ ok: true });
    const breakers: SavedBreakers = JSON.parse(JSON.stringify(api.breakers()));
    const next = createApi(clock, net, { breakers, hosts: [`https://${FIRST}/v1`] });
    expect(await clock.run(next.fetch({ resource: 'maps' }, createBudget(9)))).toMatchObject({
      error: { kind: 'circuit-open', host: FIRST, retryAfterMs: 300_000 },
    });
  });
});

describe('the circuit', () => {
  test('opens after five failures, probes with one request, closes when that succeeds', async () => {
    const failing: Reply[] = Array(5).fill(reply.status(400));
    const { clock, net, api, ask } = setUp([...failing, reply.json(LIST)], reply.json(LIST));
    for (let i = 0; i < 7; i += 1) expect(await ask()).toMatchObject({ value: { host: SECOND } });
    expect(net.hosts().filter((host) => host === FIRST)).toHaveLength(5);

    // Jitter 0.5: a cool-down of 22.5 s of 30.
    clock.advance(22_499);
    expect(await ask()).toMatchObject({ value: { host: SECOND } });
    clock.advance(1);
    const budget = createBudget(45);
    const both = Promise.all([
      api.fetch({ resource: 'maps' }, budget),
      api.fetch({ resource: 'modes' }, budget),
    ]);
    const [probe, other] = await clock.run(both);
    expect(probe).toMatchObject({ value: { host: FIRST } });
    expect(other).toMatchObject({ value: { host: SECOND } });
    expect(await ask()).toMatchObject({ value: { host: FIRST } });
  });

  test('stays away for longer each time, and from step to step', async () => {
    const clock = createClock();
    const net = createNet(clock, { [FIRST]: reply.status(400) });
    const hosts = [`https://${FIRST}/v1`];
    let breakers: SavedBreakers = {};
    const times: number[] = [];
    for (let step = 0; step < 400; step += 1) {
      const before = net.calls.length;
      const api = createApi(clock, net, { breakers, hosts });
      await clock.run(api.fetch({ resource: 'maps' }, createBudget(9)));
      breakers = JSON.parse(JSON.stringify(api.breakers()));
      if (net.calls.length > before) times.push(clock.now());
      clock.advance(10_000);
    }
    const gaps = times.slice(5).map((time, i) => (time - (times[4 + i] ?? 0)) / 1000);
    expect(gaps).toEqual([30, 50, 90, 180, 360, 680, 680, 680, 680]);
  });

  test('of both hosts says when the first of them may be asked again', async () => {
    const { net, ask } = setUp(
      reply.status(503, { 'retry-after': '600' }),
      reply.status(503, { 'retry-after': '60' }),
    );
    await ask();
    const budget = createBudget(45);
    expect(await ask(budget)).toMatchObject({
      error: { kind: 'circuit-open', host: SECOND, retryAfterMs: 60_000 },
    });
    expect(budget.remaining).toBe(45);
    expect(net.calls).toHaveLength(2);
  });
});
