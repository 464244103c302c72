/** The cache of rendered pages: what it keeps, for how long, and how much. */
import { describe, expect, test } from 'vitest';
import { readHead } from '../../src/kernel/head.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { PageCache } from '../../src/serve/page-cache.ts';
import { Pages } from '../../src/serve/pages.ts';
import { changedWorld, createWorldSite, stored } from './site.ts';
import { buildWorld, NOW } from './world.ts';

const head = readHead(buildWorld(createReferenceKernel()));
const page = (size: number) => ({ bytes: new Uint8Array(size), headers: new Headers(), etag: '' });

describe('a page is kept', () => {
  test('for its address, snapshot and minute', () => {
    const cache = new PageCache();
    const kept = page(10);
    cache.put('/a', head, NOW, kept);
    expect(cache.get('/a', head, NOW + 59_000)).toBe(kept);
    expect(cache.get('/b', head, NOW)).toBeNull();
    expect(cache.get('/a', head, NOW + 60_000)).toBeNull();
    cache.put('/a', head, NOW, kept);
    expect(cache.get('/a', { ...head }, NOW)).toBeNull();
  });

  test('while there is room; the least lately asked for goes first', () => {
    const cache = new PageCache(100);
    for (const address of ['/a', '/b', '/c']) cache.put(address, head, NOW, page(30));
    cache.get('/a', head, NOW);
    cache.put('/d', head, NOW, page(40));
    const left = ['/a', '/b', '/c', '/d'].filter((address) => cache.get(address, head, NOW) !== null);
    expect(left).toEqual(['/a', '/c', '/d']);
    // Putting the same again takes no room twice.
    for (let i = 0; i < 5; i++) cache.put('/d', head, NOW, page(40));
    expect(cache.get('/a', head, NOW)).not.toBeNull();
  });

  test('never where it is larger than all room, nor of an endless address', () => {
    const cache = new PageCache(100);
    cache.put('/b', head, NOW, page(101));
    const long = `/${'x'.repeat(400)}`;
    cache.put(long, head, NOW, page(1));
    expect(cache.get('/b', head, NOW)).toBeNull();
    expect(cache.get(long, head, NOW)).toBeNull();
  });
});

describe('the edge', () => {
  const html = { accept: 'text/html' };

  /** The site behind an edge, which has the same clock and the same snapshot. */
  const stand = async (meanwhile = async () => {}) => {
    const site = await createWorldSite();
    let asked = 0;
    const ask = async (request: Request) => {
      asked++;
      await meanwhile();
      return site.app.fetch(request, {}, { waitUntil: () => {} } as never);
    };
    const pages = new Pages({ edge: site.edge, ask, now: () => site.now() });
    const get = async (path: string, init: RequestInit = {}) => {
      const request = new Request(`http://edge.test${path}`, { headers: html, ...init });
      return pages.kept(request) ?? (await pages.ask(request));
    };
    return { site, get, asked: () => asked };
  };
  const told = async (response: Response) => ({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  });

  test('gives a page again, headers and all, without asking', async () => {
    const { get, asked } = await stand();
    const first = await told(await get('/map/copper-bend'));
    expect(first.status).toBe(200);
    expect(await told(await get('/map/copper-bend'))).toEqual(first);
    expect(await told(await get('/map/copper-bend', { method: 'HEAD' }))).toEqual({ ...first, body: '' });
    expect(asked()).toBe(1);
  });

  test('says that it is unchanged, as the site does', async () => {
    const { site, get, asked } = await stand();
    const etag = (await get('/map/copper-bend')).headers.get('etag') ?? '';
    const headers = { ...html, 'if-none-match': etag };
    const ours = await told(await get('/map/copper-bend', { headers }));
    expect(ours.status).toBe(304);
    expect(ours).toEqual(await told(await site.ask('/map/copper-bend', { headers })));
    expect(asked()).toBe(1);
  });

  test('asks again in the next minute, and for a new snapshot', async () => {
    const { site, get, asked } = await stand();
    const before = await (await get('/map/copper-bend')).text();
    site.advance(60_000);
    await get('/map/copper-bend');
    expect(asked()).toBe(2);
    await site.store.write(stored(changedWorld(createReferenceKernel())));
    await site.edge.refresh();
    expect(await (await get('/map/copper-bend')).text()).not.toBe(before);
    expect(asked()).toBe(3);
  });

  test('drops nothing of the new minute for a page that was on its way when the old one ended', async () => {
    let meanwhile = async () => {};
    const { site, get, asked } = await stand(() => meanwhile());
    meanwhile = async () => {
      meanwhile = async () => {};
      site.advance(60_000);
      await get('/brawlers');
    };
    await get('/map/copper-bend');
    await get('/brawlers');
    expect(asked()).toBe(2);
  });

  test('keeps nothing that is of now, missing, no page, or asked for in another way', async () => {
    const { get, asked } = await stand();
    const paths = ['/status', '/map/nowhere', '/api/events', '/api/snapshot'];
    for (const path of [...paths, ...paths]) await get(path);
    for (let i = 0; i < 2; i++) expect((await get('/maps', { method: 'POST' })).status).toBe(405);
    expect(asked()).toBe(2 * paths.length + 2);
  });
});
