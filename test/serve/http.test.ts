/** Methods, conditional requests and the states of the whole edge, on every route. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { CONTRACT } from './contract.ts';
import { badSnapshot, createSite, createWorldSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await createWorldSite();
});

const PATHS = [
  '/',
  '/health',
  '/api/map/copper-bend',
  '/api/search?q=a',
  '/api/events',
  '/api/snapshot',
  '/nothing',
];

describe('methods', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACEPARENT', 'PROPFIND'])('%s is a 405', async (method) => {
    for (const path of PATHS) {
      const response = await site.ask(path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
      expect(CONTRACT.problem(await response.json(), path)).toEqual([]);
    }
  });

  test('OPTIONS is answered everywhere: a browser asks before it knows what there is', async () => {
    for (const path of PATHS) {
      const response = await site.ask(path, { method: 'OPTIONS' });
      expect(response.status).toBe(204);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(await response.text()).toBe('');
    }
  });

  test('HEAD has status and headers of GET, and no body', async () => {
    for (const path of [...PATHS, '/api/map/999', '/api/map/a_b']) {
      const get = await site.ask(path);
      const head = await site.ask(path, { method: 'HEAD' });
      expect(head.status, path).toBe(get.status);
      expect(await head.text()).toBe('');
      expect(Object.fromEntries(head.headers), path).toEqual(Object.fromEntries(get.headers));
    }
  });
});

test.each([
  ...['/api/maps/', '/api/map/copper-bend/', '/api/brawler/ada/trend/', '/health/'],
  ...['/api/snapshots/2026-01-01/', '/og/map/copper-bend.png/', '/api//maps', '/api/mapsx', '/xapi/maps'],
])('%s, which is nearly an address, is none', async (path) => {
  const response = await site.ask(path);
  expect(response.status).toBe(404);
  expect(CONTRACT.problem(await response.json(), path)).toEqual([]);
});

describe('conditional requests', () => {
  test.each(PATHS.filter((path) => path.startsWith('/api/')))('%s: 304 to its own ETag', async (path) => {
    const first = await site.ask(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{16}-[0-9-]+"$/);
    for (const header of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await site.ask(path, { headers: { 'if-none-match': header } });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(etag);
      expect(again.headers.get('access-control-allow-origin')).toBe('*');
      expect(again.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
    }
    expect((await site.ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });
});

describe('without a snapshot', () => {
  test('every route of the API is a 503 that says when to come back', async () => {
    const cold = createSite();
    for (const path of PATHS.filter((candidate) => candidate.startsWith('/api/'))) {
      const response = await cold.ask(path);
      expect(response.status, path).toBe(503);
      expect(response.headers.get('retry-after')).toBe('5');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(CONTRACT.problem(await response.json(), path)).toEqual([]);
    }
    expect((await cold.ask('/api/map/a_b')).status).toBe(400);
    expect((await cold.ask('/nothing')).status).toBe(404);
  });

  test.each(['/', '/api/maps'])('%s asks the collector behind the answer, which so begins', async (path) => {
    let asked = 0;
    const collectorStatus = async () => {
      asked++;
      return null;
    };
    await createSite({ collectorStatus }).ask(path);
    expect(asked).toBe(1);
    await (await createWorldSite({ collectorStatus })).ask(path);
    expect(asked).toBe(1);
  });

  test('one that was published but can not be read is not called missing', async () => {
    const cold = createSite();
    await cold.store.write(badSnapshot(new Uint8Array(100)));
    expect(await (await cold.ask('/api/maps')).json()).toMatchObject({
      detail: 'There is no snapshot to answer from: not a snapshot.',
    });
    expect(await (await cold.ask('/health')).json()).toMatchObject({
      status: 'warming',
      refused: 'not a snapshot',
    });
  });
});

test('a bug of ours is a 500 that says nothing of it, and is logged', async () => {
  const kernel = createReferenceKernel();
  const broken = await createWorldSite({
    kernel: Object.create(kernel, {
      head: { get: () => kernel.head },
      renderMaps: {
        value: () => {
          throw new TypeError('the secret of the house');
        },
      },
    }) as typeof kernel,
  });
  const response = await broken.ask('/api/maps');
  expect(response.status).toBe(500);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const text = await response.text();
  expect(text).not.toContain('secret');
  expect(CONTRACT.problem(JSON.parse(text), '500')).toEqual([]);
  expect(broken.logged).toEqual([
    { event: 'request-failed', path: '/api/maps', error: 'TypeError', message: 'the secret of the house' },
  ]);
});
