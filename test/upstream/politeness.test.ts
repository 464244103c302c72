/** The small pieces: back-off, Retry-After, circuit breaker, bounded bodies, sleep, errors. */
import { describe, expect, test } from 'vitest';
import { discardBody, readBody } from '../../src/shared/body.ts';
import { backoffMs } from '../../src/upstream/backoff.ts';
import { type BreakerState, createBreaker } from '../../src/upstream/breaker.ts';
import { describe as describeError, excerpt } from '../../src/upstream/errors.ts';
import { MAX_RETRY_AFTER_MS, MIN_RETRY_AFTER_MS, retryAfterMs } from '../../src/upstream/retry-after.ts';
import { sleep } from '../../src/upstream/sleep.ts';
import { START } from './fakes.ts';

describe('backoffMs', () => {
  const backoff = { baseMs: 100, capMs: 1000 };
  test('draws below a ceiling that doubles up to the cap', () => {
    const ceilings = [0, 1, 2, 3, 4, 5000].map((attempt) => backoffMs(attempt, backoff, () => 1));
    expect(ceilings).toEqual([100, 200, 400, 800, 1000, 1000]);
    expect(backoffMs(3, backoff, () => 0)).toBe(0);
    expect(backoffMs(3, backoff, () => 0.25)).toBe(200);
  });
});

describe('retryAfterMs', () => {
  test.each([
    ['seconds', '120', 120_000],
    ['seconds with space', ' 5 ', 5000],
    ['none at all', '0', MIN_RETRY_AFTER_MS],
    ['too many', '99999999999', MAX_RETRY_AFTER_MS],
    ['a date', 'Mon, 23 Nov 2026 12:01:30 GMT', 90_000],
    ['a date of RFC 850', 'Monday, 23-Nov-26 12:01:30 GMT', 90_000],
    ['a date of asctime', 'Mon Nov 23 12:01:30 2026', 90_000],
    ['a date gone by', 'Mon, 23 Nov 2026 11:00:00 GMT', MIN_RETRY_AFTER_MS],
    ['a far date', 'Thu, 23 Nov 2028 12:00:00 GMT', MAX_RETRY_AFTER_MS],
  ])('reads %s', (_, header, expected) => {
    expect(retryAfterMs(header, START)).toBe(expected);
  });

  test.each([
    null,
    '',
    '-1',
    '1.5',
    '1e3',
    'soon',
    'tomorrow 1',
    '2026-11-23T12:01:30Z',
    'Foo, 99 Bar 2026 99:99:99 GMT',
  ])('takes %j for no answer', (header) => {
    expect(retryAfterMs(header, START)).toBeNull();
  });
});

describe('the breaker', () => {
  function setUp(saved?: BreakerState, random = 1) {
    const clock = { time: START };
    const options = { threshold: 3, coolDownMs: 10_000, maxCoolDownMs: 40_000, probeMs: 5000 };
    const breaker = createBreaker({ ...options, now: () => clock.time, random: () => random }, saved);
    return { clock, breaker };
  }
  const OPEN: BreakerState = {
    failures: 0,
    trips: 1,
    openUntil: START + 10_000,
    probing: false,
    holdUntil: 0,
  };

  test('opens at the threshold of failures in a row; a success starts the count anew', () => {
    const { breaker } = setUp();
    breaker.failure();
    breaker.failure();
    breaker.success();
    breaker.failure();
    breaker.failure();
    expect(breaker.waitMs()).toBe(0);
    breaker.failure();
    expect(breaker.waitMs()).toBe(10_000);
  });

  test('doubles the cool-down with every failed probe, up to the cap; a success resets it', () => {
    const { clock, breaker } = setUp(OPEN);
    const waits: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      clock.time += breaker.waitMs();
      breaker.begin();
      breaker.failure();
      waits.push(breaker.waitMs());
    }
    expect(waits).toEqual([20_000, 40_000, 40_000, 40_000]);
    clock.time += breaker.waitMs();
    breaker.begin();
    breaker.success();
    expect(breaker.state()).toEqual({ failures: 0, trips: 0, openUntil: 0, probing: false, holdUntil: 0 });
  });

  test('jitter takes off up to half of a cool-down', () => {
    const { breaker } = setUp(undefined, 0);
    for (let i = 0; i < 3; i += 1) breaker.failure();
    expect(breaker.waitMs()).toBe(5000);
  });

  test('failures of requests sent before it opened change nothing', () => {
    const { clock, breaker } = setUp(OPEN);
    breaker.failure();
    expect(breaker.state()).toEqual(OPEN);
    clock.time += 10_000;
    breaker.failure();
    expect(breaker.waitMs()).toBe(0);
  });

  test('lets one probe out at a time; a lost one is replaced', () => {
    const { clock, breaker } = setUp(OPEN);
    clock.time += 10_000;
    expect(breaker.waitMs()).toBe(0);
    breaker.begin();
    expect(breaker.waitMs()).toBe(5000);
    clock.time += 5000;
    expect(breaker.waitMs()).toBe(0);
  });

  test('a hold outlasts success and is never shortened', () => {
    const { breaker } = setUp();
    breaker.hold(60_000);
    breaker.hold(1000);
    breaker.success();
    expect(breaker.waitMs()).toBe(60_000);
  });

  test('its state survives JSON', () => {
    const { breaker } = setUp(OPEN);
    breaker.begin();
    breaker.hold(7000);
    const again = setUp(JSON.parse(JSON.stringify(breaker.state())));
    expect(again.breaker.state()).toEqual(breaker.state());
  });

  test('a saved state that cannot be is cut down to one that can', () => {
    const insane = { failures: Number.NaN, trips: 1, openUntil: 1e15, probing: true, holdUntil: 1e15 };
    const { breaker } = setUp(insane);
    expect(breaker.state()).toMatchObject({ failures: 0, openUntil: START + 40_000 });
    expect(breaker.waitMs()).toBe(MAX_RETRY_AFTER_MS);
    expect(setUp({ ...insane, trips: -1, holdUntil: -1 }).breaker.waitMs()).toBe(0);
  });
});

describe('readBody', () => {
  test('takes a body that just fits, in whatever chunks it comes', async () => {
    const chunks = [new Uint8Array([1, 2]), new Uint8Array(0), new Uint8Array([3])];
    const stream = new ReadableStream({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    });
    expect(await readBody(new Response(stream), 3)).toEqual({ ok: true, value: new Uint8Array([1, 2, 3]) });
    expect(await readBody(new Response(null), 3)).toEqual({ ok: true, value: new Uint8Array(0) });
  });

  test('refuses one byte more, promised or not', async () => {
    expect(await readBody(new Response('abcd'), 3)).toEqual({ ok: false, error: 'too-large' });
    const promised = new Response('ab', { headers: { 'content-length': '4' } });
    expect(await readBody(promised, 3)).toEqual({ ok: false, error: 'too-large' });
  });

  test('letting go of a body never fails', async () => {
    const read = new Response('x');
    await read.text();
    await discardBody(read);
    await discardBody(new Response(null));
    let cancelled = false;
    const cancel = () => {
      cancelled = true;
    };
    await discardBody(new Response(new ReadableStream({ cancel })));
    expect(cancelled).toBe(true);
  });
});

describe('sleep', () => {
  test('ends early when it is aborted, before or during', async () => {
    const abort = new AbortController();
    const sleeping = sleep(3_600_000, abort.signal);
    abort.abort();
    await sleeping;
    await sleep(3_600_000, abort.signal);
    await sleep(1);
  });
});

describe('errors', () => {
  test('describe() makes one line', () => {
    const error = { resource: 'maps', host: 'api.brawlapi.com', detail: 'too many requests' };
    expect(describeError({ ...error, kind: 'rate-limited', status: 429, retryAfterMs: 1500 })).toBe(
      'maps from api.brawlapi.com: rate-limited 429 (too many requests), to be asked again in 2 s',
    );
    expect(describeError({ kind: 'budget-exhausted', resource: 'map 5', detail: 'no subrequest left' })).toBe(
      'map 5: budget-exhausted (no subrequest left)',
    );
  });

  test('foreign text comes out short, plain and without secrets', () => {
    const token = `eyJhbGciOiJIUzUxMiJ9${'x'.repeat(30)}`;
    const text = `<script>\u202e\u0000\r\n Bearer ${token} was refused \u2603${' and so on'.repeat(20)}`;
    const line = describeError({ kind: 'network', resource: 'maps', detail: text });
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(line).not.toMatch(/[<>]|eyJ/);
    expect(excerpt(text)).toHaveLength(80);
    expect(excerpt(text)).toMatch(/^script Bearer \(cut\) was refused and so on/);
  });
});
