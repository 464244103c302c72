/// <reference types="@cloudflare/vitest-plugin/types" />
/** What the collector must survive: a store that refuses, its own end at any moment, and waking more than once. */
import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, expect, test, vi } from 'vitest';
import { advance, alarmIn, askJson, collector, cron, kept, startWorld, step } from './support.ts';

const MINUTE = 60_000;

const upstream = startWorld();
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

// One story in its order.
test('cron sets the alarm where none is', async () => {
  expect(await alarmIn()).toBeNull();
  await Promise.all([cron(), cron(), cron()]);
  expect(await alarmIn()).toBe(0);
});

test('a store that refuses the first snapshot: the alarm is set all the same, and what was learnt is kept', async () => {
  const put = vi
    .spyOn(Object.getPrototypeOf(env.SNAPSHOTS), 'put')
    .mockRejectedValue(new Error('KV PUT failed: 429'));
  await step().catch((error: unknown) => expect(String(error)).toContain('KV PUT failed'));
  expect(put).toHaveBeenCalled();
  put.mockRestore();
  expect((await kept()).keys).toEqual([]);
  const next = (await alarmIn()) ?? Number.NaN;
  expect(next).toBeGreaterThan(0);
  expect(next).toBeLessThanOrEqual(MINUTE);
  const health = await askJson('/health');
  expect(health).toMatchObject({ status: 'warming' });
  expect(health.sources).toMatchObject(Array.from({ length: 5 }, () => ({ status: 'ok' })));
});

test('an object that was thrown out of memory goes on where it was', async () => {
  upstream.clear();
  await evictDurableObject(collector());
  advance(5 * MINUTE);
  expect(await step()).toBe(true);
  // No map is asked for again: what they said is still known.
  expect(upstream.asked.filter((path) => path.startsWith('/maps/'))).toEqual([]);
  expect((await kept()).keys).toHaveLength(1);
  advance(MINUTE);
  expect(await askJson('/health')).toMatchObject({ status: 'ok', maps: 11, brawlers: 12 });
});

test('waking it while its alarm is set changes nothing', async () => {
  const before = await alarmIn();
  await cron();
  await askJson('/health');
  expect(await alarmIn()).toBe(before);
});
