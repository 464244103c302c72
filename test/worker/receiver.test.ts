/// <reference types="@cloudflare/vitest-plugin/types" />
/** The real Worker as an edge that is pushed to: with BRAWLFAST_PUBLISH_TOKEN set (vitest.config.ts). */
import { env } from 'cloudflare:workers';
import { afterAll, expect, test, vi } from 'vitest';
import kernelModule from '../../build/kernel.wasm';
import { readHead } from '../../src/kernel/head.ts';
import { createKernel } from '../../src/kernel/host.ts';
import { archiveKey, INDEX_KEY } from '../../src/store/archive.ts';
import { SNAPSHOT_KEY } from '../../src/store/kv.ts';
import { CONTRACT } from '../serve/contract.ts';
import { buildWorld } from '../serve/world.ts';
import { advance, ask, askJson, snapshotIn, startWorld, step } from './support.ts';

const TOKEN = 'the-token-of-the-tests.0123456789';
const MINUTE = 60_000;
const DAY = 86_400_000;

const upstream = startWorld();
const logged = vi.spyOn(console, 'log');
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const kernel = createKernel(kernelModule);
const snapshot = (version: number, data: 'live' | 'demo' = 'live') =>
  buildWorld(kernel, { builtAt: Date.now(), windowDays: version, data });

function push(body: Uint8Array, authorization = `Bearer ${TOKEN}`): Promise<Response> {
  return ask('/api/snapshot', { method: 'PUT', body: body.slice(), headers: { authorization } });
}

const keys = async () => (await env.SNAPSHOTS.list()).keys.map(({ name }) => name).sort();
const receipt = async (response: Response) => [response.status, await response.json()] as const;

// One story in its order.
test('it collects nothing, and is warming up until it is pushed to', async () => {
  expect(await askJson('/health')).toMatchObject({
    status: 'warming',
    sources: [{ name: 'push', status: 'unavailable' }],
  });
  expect(await step()).toBe(true);
  expect(upstream.asked).toEqual([]);
  expect(await keys()).toEqual([]);
});

test('what is not good is refused, and nothing of it is kept', async () => {
  const good = snapshot(1);
  const flipped = good.slice();
  flipped[1000] = (flipped[1000] ?? 0) ^ 4;
  const future = buildWorld(kernel, { builtAt: Date.now() + DAY, data: 'live' });
  const cases: [Uint8Array, string, number][] = [
    [good, 'Bearer another-token-of-the-tests.0123', 401],
    [good, '', 401],
    [good.subarray(0, good.length - 8), `Bearer ${TOKEN}`, 422],
    [flipped, `Bearer ${TOKEN}`, 422],
    [new Uint8Array(0), `Bearer ${TOKEN}`, 422],
    [new Uint8Array(16_777_217), `Bearer ${TOKEN}`, 413],
    [snapshot(1, 'demo'), `Bearer ${TOKEN}`, 422],
    [future, `Bearer ${TOKEN}`, 422],
  ];
  for (const [body, authorization, status] of cases) {
    const response = await push(body, authorization);
    expect(response.status).toBe(status);
    expect(CONTRACT.problem(await response.json(), 'PUT')).toEqual([]);
  }
  expect(await keys()).toEqual([]);
  expect((await ask('/api/maps')).status).toBe(503);
});

test('a good one is written by the Durable Object, and answered from', async () => {
  const older = snapshot(7);
  advance(MINUTE);
  const good = snapshot(1);
  const { hash, builtAt } = readHead(good);
  expect(await receipt(await push(good))).toEqual([200, { status: 'kept', snapshot: hash }]);
  const { value, metadata } = await env.SNAPSHOTS.getWithMetadata(SNAPSHOT_KEY, 'arrayBuffer');
  expect(snapshotIn(value, metadata)).toEqual(good);
  expect(metadata).toMatchObject({ hash, builtAt });
  advance(2_000);
  expect(await askJson('/api/map/copper-bend')).toMatchObject({ snapshot: hash, data: 'live' });
  const health = await askJson('/health');
  expect(CONTRACT.health(health, '/health')).toEqual([]);
  expect(health).toMatchObject({ status: 'ok', sources: [{ name: 'push', status: 'ok', detail: null }] });
  // The same again is no news, an older one no progress, another one too early.
  expect(await receipt(await push(good))).toEqual([200, { status: 'unchanged', snapshot: hash }]);
  expect((await push(older)).status).toBe(409);
  const early = await push(snapshot(2));
  expect(early.status).toBe(429);
  expect(early.headers.get('retry-after')).toBe('178');
  advance(178_000);
  expect((await push(snapshot(2))).status).toBe(200);
});

test('two at once: one is taken', async () => {
  advance(3 * MINUTE);
  const statuses = await Promise.all([3, 4].map(async (version) => (await push(snapshot(version))).status));
  expect(statuses.sort()).toEqual([200, 429]);
});

test('a day’s last snapshot is archived by the alarm, listed and served', async () => {
  const { value, metadata } = await env.SNAPSHOTS.getWithMetadata(SNAPSHOT_KEY, 'arrayBuffer');
  const last = snapshotIn(value, metadata);
  const { hash, builtAt } = readHead(last);
  const date = new Date(builtAt).toISOString().slice(0, 10);
  advance(DAY);
  const next = snapshot(5);
  expect((await push(next)).status).toBe(200);
  for (let i = 0; i < 2; i += 1) {
    advance(3 * MINUTE);
    // The archive goes first.
    expect((await push(snapshot(6))).status).toBe(429);
    expect(await step()).toBe(true);
  }
  expect(await keys()).toEqual([SNAPSHOT_KEY, archiveKey(date), INDEX_KEY].sort());
  const listed = await env.SNAPSHOTS.list({ prefix: archiveKey(date) });
  const expires = (listed.keys[0]?.expiration ?? 0) * 1000;
  expect(Math.abs(expires - Date.now() - 35 * DAY)).toBeLessThan(2 * DAY);
  await ask('/api/maps');
  const list = await askJson('/api/snapshots');
  expect(CONTRACT.snapshots(list, '/api/snapshots')).toEqual([]);
  expect(list.snapshots).toMatchObject([
    { hash: readHead(next).hash, current: true, url: '/api/snapshot' },
    { date, hash, bytes: last.length, current: false, url: `/api/snapshots/${date}` },
  ]);
  const day = await ask(`/api/snapshots/${date}`);
  expect(day.headers.get('cache-control')).toContain('immutable');
  expect(new Uint8Array(await day.arrayBuffer())).toEqual(last);
  expect((await ask('/api/snapshots/2020-01-01')).status).toBe(404);
  expect((await ask('/api/snapshots/yesterday')).status).toBe(400);
  expect((await push(snapshot(6))).status).toBe(429);
  advance(3 * MINUTE);
  expect((await push(snapshot(6))).status).toBe(200);
});

test('the token was written into no log', () => {
  expect(JSON.stringify(logged.mock.calls)).not.toContain(TOKEN.slice(0, 8));
});
