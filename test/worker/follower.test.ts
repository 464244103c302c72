/// <reference types="@cloudflare/vitest-plugin/types" />
/** The real Worker as a follower: with BRAWLFAST_FOLLOW set (vitest.config.ts), before a made-up instance. */
import { env } from 'cloudflare:workers';
import { afterAll, expect, test, vi } from 'vitest';
import kernelModule from '../../build/kernel.wasm';
import { readHead } from '../../src/kernel/head.ts';
import { createKernel } from '../../src/kernel/host.ts';
import { SNAPSHOT_KEY } from '../../src/store/kv.ts';
import { CONTRACT } from '../serve/contract.ts';
import { buildWorld } from '../serve/world.ts';
import { advance, ask, askJson, snapshotIn, startWorld, step } from './support.ts';

const MINUTE = 60_000;
const kernel = createKernel(kernelModule);

startWorld();
let current: Uint8Array | null = null;
const asked: { url: string; etag: string | null }[] = [];
vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
  const etag = new Headers(init.headers).get('if-none-match');
  asked.push({ url, etag });
  if (current === null) return new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
  const tag = `W/"${readHead(current).hash}-1"`;
  if (etag === tag) return new Response(null, { status: 304, headers: { etag: tag } });
  return new Response(current.slice(), {
    headers: { etag: tag, 'content-type': 'application/octet-stream' },
  });
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const kept = () => env.SNAPSHOTS.getWithMetadata(SNAPSHOT_KEY, 'arrayBuffer');

// One story in its order.
test('a page in the place of a snapshot is refused, and told', async () => {
  for (let i = 0; i < 2; i += 1) {
    await askJson('/health');
    expect(await step()).toBe(true);
    advance(2 * MINUTE);
  }
  expect(asked[0]).toEqual({ url: 'https://other.example/api/snapshot', etag: null });
  expect((await kept()).value).toBeNull();
  const health = await askJson('/health');
  expect(CONTRACT.health(health, '/health')).toEqual([]);
  expect(health).toMatchObject({ status: 'warming', sources: [{ name: 'follow', status: 'unavailable' }] });
  expect(JSON.stringify(health.sources)).toContain('other.example: challenge');
});

test('the other one’s snapshot is published and answered from', async () => {
  current = buildWorld(kernel, { builtAt: Date.now(), data: 'live' });
  const { hash } = readHead(current);
  advance(4 * MINUTE);
  expect(await step()).toBe(true);
  const { value, metadata } = await kept();
  expect(snapshotIn(value, metadata)).toEqual(current);
  advance(2_000);
  expect(await askJson('/api/map/copper-bend')).toMatchObject({ snapshot: hash });
  expect(await askJson('/health')).toMatchObject({
    status: 'ok',
    sources: [{ name: 'follow', status: 'ok', detail: null }],
  });
  // Nobody is asked for anything but that.
  expect(new Set(asked.map(({ url }) => url))).toEqual(new Set(['https://other.example/api/snapshot']));
});

test('nothing new costs a 304', async () => {
  asked.length = 0;
  advance(4 * MINUTE);
  expect(await step()).toBe(true);
  expect(asked).toEqual([
    {
      url: 'https://other.example/api/snapshot',
      etag: `W/"${readHead(current ?? new Uint8Array()).hash}-1"`,
    },
  ]);
  expect(await askJson('/health')).toMatchObject({ status: 'ok', sources: [{ ageSeconds: 0 }] });
});

test('an instance that follows takes no pushes', async () => {
  const response = await ask('/api/snapshot', { method: 'PUT', body: 'x' });
  expect(response.status).toBe(405);
});
