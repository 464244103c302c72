/** The cache of rendered pages: what it keeps, for how long, and how much. */
import { describe, expect, test } from 'vitest';
import { readHead } from '../../src/kernel/head.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { PageCache } from '../../src/web/page-cache.ts';
import { changedWorld, createWorldSite, stored } from '../serve/site.ts';
import { buildWorld, NOW } from '../serve/world.ts';

const head = readHead(buildWorld(createReferenceKernel()));
const page = (size: number) => ({ bytes: new Uint8Array(size), policy: '' });

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

  test('never without a snapshot, nor where it is larger than all room, nor of an endless address', () => {
    const cache = new PageCache(100);
    cache.put('/a', null, NOW, page(1));
    cache.put('/b', head, NOW, page(101));
    const long = `/${'x'.repeat(400)}`;
    cache.put(long, head, NOW, page(1));
    expect(cache.get('/a', null, NOW)).toBeNull();
    expect(cache.get('/b', head, NOW)).toBeNull();
    expect(cache.get(long, head, NOW)).toBeNull();
  });
});

describe('pages of the site', () => {
  const html = { headers: { accept: 'text/html' } };

  test('are the same from the cache, headers and all', async () => {
    const site = await createWorldSite();
    const first = await site.ask('/map/copper-bend', html);
    const again = await site.ask('/map/copper-bend', html);
    expect(first.status).toBe(200);
    expect(Object.fromEntries(again.headers)).toEqual(Object.fromEntries(first.headers));
    expect(await again.text()).toBe(await first.text());
  });

  test('follow a new snapshot at once', async () => {
    const site = await createWorldSite();
    const before = await (await site.ask('/map/copper-bend', html)).text();
    await site.store.write(stored(changedWorld(createReferenceKernel())));
    await site.edge.refresh();
    expect(await (await site.ask('/map/copper-bend', html)).text()).not.toBe(before);
  });

  test('say 404 each time', async () => {
    const site = await createWorldSite();
    for (let i = 0; i < 2; i++) expect((await site.ask('/map/nowhere', html)).status).toBe(404);
  });
});
