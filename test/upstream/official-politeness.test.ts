/** How often the official API is asked: one token bucket for all, one budget for each endpoint. */
import { describe, expect, test } from 'vitest';
import type { OfficialState } from '../../src/upstream/official.ts';
import { createBudget } from '../../src/upstream/port.ts';
import { type Reply, reply } from './fakes.ts';
import { createOfficial, LIST, setUp } from './official-fakes.ts';

const GOOD = reply.json(LIST);

describe('the rate', () => {
  test('is five a second after a burst of two, however many ask at once', async () => {
    const { clock, net, api, budget } = setUp(GOOD);
    const logs = Array.from({ length: 44 }, () => api.battleLog('#2PP0', budget));
    const results = await clock.run(Promise.all(logs));
    expect(results.every(({ ok }) => ok)).toBe(true);
    const [first] = net.calls;
    net.calls.forEach(({ at }, i) => {
      const since = at - (first?.at ?? 0);
      expect(since).toBeGreaterThanOrEqual(Math.max(0, i - 1) * 200);
      expect(since).toBeLessThanOrEqual(Math.max(0, i - 1) * 200 + 2);
    });
  });

  test('is one for all endpoints, for retries and for pages', async () => {
    const pages: Reply[] = ['a', 'b', 'c'].map((after, i) =>
      reply.json({ items: [{ tag: `#${'2'.repeat(i + 3)}` }], paging: { cursors: { after } } }),
    );
    const { clock, net, api, budget } = setUp([GOOD, GOOD, reply.status(500), ...pages, reply.status(404)], {
      requestsPerSecond: 1,
      burst: 1,
    });
    await clock.run(api.rotation(budget));
    await clock.run(api.brawlers(budget));
    await clock.run(api.rankings({ scope: 'global', of: 'players' }, 200, budget));
    expect(net.calls).toHaveLength(7);
    net.calls.slice(1).forEach(({ at }, i) => {
      expect(at - (net.calls[i]?.at ?? 0)).toBeGreaterThanOrEqual(999);
    });
  });

  test('goes on in the next step', async () => {
    const { clock, net, api, budget } = setUp(GOOD);
    await clock.run(Promise.all([api.rotation(budget), api.brawlers(budget)]));
    const state: OfficialState = JSON.parse(JSON.stringify(api.state()));
    const next = createOfficial(clock, net, { state });
    const before = clock.now();
    await clock.run(next.rotation(createBudget(9)));
    expect(clock.now() - before).toBeGreaterThanOrEqual(200);
  });

  test('nobody waits for a turn who may not go anyway', async () => {
    const { clock, log } = setUp(reply.status(403));
    await log();
    const { waits } = clock;
    const before = waits.length;
    for (let i = 0; i < 5; i += 1) await log();
    expect(waits).toHaveLength(before);
    const poor = setUp(GOOD);
    for (let i = 0; i < 5; i += 1) await poor.clock.run(poor.api.rotation(createBudget(0)));
    expect(poor.clock.waits).toEqual([]);
  });

  test.each([{ requestsPerSecond: 0 }, { burst: 0 }, { budgets: { rankings: -1 } }])(
    '%j makes no sense',
    (options) => {
      expect(() => setUp(GOOD, options)).toThrow(RangeError);
    },
  );
});

describe('the budgets', () => {
  test('of one endpoint are its own, and come back', async () => {
    const { clock, net, log, rotation } = setUp(GOOD, { budgets: { battleLogs: 3 } });
    for (let i = 0; i < 3; i += 1) expect(await log()).toMatchObject({ ok: true });
    const refused = await log();
    expect(refused).toMatchObject({
      error: { kind: 'endpoint-budget', resource: 'battle log', detail: 'at most 3 requests a minute' },
    });
    expect(refused).not.toHaveProperty('error.host');
    expect(await rotation()).toMatchObject({ ok: true });
    expect(net.calls).toHaveLength(4);
    clock.advance(refused.ok ? 0 : (refused.error.retryAfterMs ?? 0));
    expect(await log()).toMatchObject({ ok: true });
  });

  test('are kept by many who ask at once, and cost the step nothing where they refuse', async () => {
    const { clock, net, api } = setUp(GOOD, { budgets: { battleLogs: 10 } });
    const budget = createBudget(45);
    const logs = Array.from({ length: 30 }, () => api.battleLog('#2PP0', budget));
    const results = await clock.run(Promise.all(logs));
    expect(results.filter(({ ok }) => ok)).toHaveLength(10);
    expect(net.calls).toHaveLength(10);
    expect(budget.remaining).toBe(35);
  });

  test('are kept over steps: 240 logs in no minute more', async () => {
    const { clock, net, api } = setUp(GOOD);
    let state: OfficialState = api.state();
    const sent: number[] = [];
    for (let step = 0; step < 60; step += 1) {
      const next = createOfficial(clock, net, { state });
      const budget = createBudget(44);
      const logs = Array.from({ length: 40 }, () => next.battleLog('#2PP0', budget));
      await clock.run(Promise.all([next.rotation(budget), ...logs]));
      state = JSON.parse(JSON.stringify(next.state()));
      clock.advance(1000);
      if (step % 10 === 9) clock.advance(60_000);
    }
    for (const { at, url } of net.calls) if (url.endsWith('battlelog')) sent.push(at);
    expect(sent.length).toBeGreaterThan(500);
    for (const [i, at] of sent.entries()) {
      const earlier = sent[i - 240];
      if (earlier !== undefined) expect(at - earlier).toBeGreaterThanOrEqual(60_000);
    }
  });
});

describe('Retry-After', () => {
  test('of a second is waited for', async () => {
    const { net, log } = setUp([reply.status(429, { 'retry-after': '1' }), GOOD]);
    expect(await log()).toMatchObject({ ok: true });
    expect((net.calls[1]?.at ?? 0) - (net.calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  test('of a minute silences all endpoints, and the next step too', async () => {
    const { clock, net, api, log, rotation } = setUp([reply.status(429, { 'retry-after': '60' }), GOOD]);
    expect(await log()).toMatchObject({ error: { kind: 'rate-limited', retryAfterMs: 60_000 } });
    expect(await rotation()).toMatchObject({ error: { kind: 'circuit-open', retryAfterMs: 60_000 } });
    const state: OfficialState = JSON.parse(JSON.stringify(api.state()));
    clock.advance(59_999);
    const next = createOfficial(clock, net, { state });
    expect(await clock.run(next.rotation(createBudget(9)))).toMatchObject({
      error: { kind: 'circuit-open' },
    });
    clock.advance(1);
    expect(await clock.run(next.rotation(createBudget(9)))).toMatchObject({ ok: true });
    expect(net.calls).toHaveLength(2);
  });
});
