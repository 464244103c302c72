/** The service worker's parts without a browser: what is kept, and every page made from it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { TEXTS } from '../../scripts/build/texts.ts';
import { makeView } from '../../src/collect/view.ts';
import { createKernel } from '../../src/kernel/host.ts';
import { addressOf, LANGUAGE_TAGS, LANGUAGES } from '../../src/web/address.ts';
import { SNAPSHOT_URL } from '../../src/web/client/engine.ts';
import { escapeText } from '../../src/web/html.ts';
import { Keeper } from '../../src/web/sw/keeper.ts';
import { Pages } from '../../src/web/sw/pages.ts';
import { buildBrowserWorld } from '../browser/world.ts';
import { TEXT_NAMES, textsAt } from './texts.ts';

const BUILD = join(import.meta.dirname, '../../build');
const ORIGIN = 'https://brawlfast.test';
const ASSETS = {
  client: '/a/client-1.js',
  reader: '/a/reader-1.wasm',
  chunks: ['/a/part-1.js'],
  texts: TEXT_NAMES,
  version: '1',
};

class FakeCache {
  readonly kept = new Map<string, Response>();
  readonly #fetch: (address: string) => Promise<Response>;

  constructor(fetch: (address: string) => Promise<Response>) {
    this.#fetch = fetch;
  }

  async addAll(addresses: string[]): Promise<void> {
    for (const address of addresses) {
      const response = await this.#fetch(address);
      if (!response.ok) throw new TypeError(address);
      this.kept.set(address, response);
    }
  }

  async put(address: string, response: Response): Promise<void> {
    this.kept.set(address, response);
  }

  async match(address: string): Promise<Response | undefined> {
    return this.kept.get(address.replace(ORIGIN, ''))?.clone();
  }
}

class FakeCaches {
  readonly caches = new Map<string, FakeCache>();
  readonly #fetch: (address: string) => Promise<Response>;

  constructor(fetch: (address: string) => Promise<Response>) {
    this.#fetch = fetch;
  }

  async open(name: string): Promise<FakeCache> {
    const cache = this.caches.get(name) ?? new FakeCache(this.#fetch);
    this.caches.set(name, cache);
    return cache;
  }

  async keys(): Promise<string[]> {
    return [...this.caches.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.caches.delete(name);
  }
}

let view: Uint8Array<ArrayBuffer>;
let maps: { slug: string; name: string }[];

beforeAll(async () => {
  const kernel = createKernel(new WebAssembly.Module(readFileSync(join(BUILD, 'kernel.wasm'))));
  const { snapshot } = await buildBrowserWorld(kernel);
  view = new Uint8Array(gunzipSync((await makeView(kernel, snapshot, () => {})) ?? new Uint8Array()));
  maps = JSON.parse(new TextDecoder().decode(kernel.renderMaps())).maps;
});

interface Net {
  online: boolean;
  snapshot: { etag: string; bytes: Uint8Array<ArrayBuffer> } | null;
}

/** A network with the browser's files and, where there is one, a snapshot. */
function worker(net: Net, assets = ASSETS, caches?: FakeCaches) {
  const fetch = async (input: string | Request): Promise<Response> => {
    if (!net.online) throw new TypeError('offline');
    const address = (typeof input === 'string' ? input : input.url).replace(ORIGIN, '');
    if (address === SNAPSHOT_URL) {
      if (net.snapshot === null) return new Response(null, { status: 503 });
      return new Response(net.snapshot.bytes, { headers: { etag: net.snapshot.etag } });
    }
    if (address === assets.reader) {
      const headers = { 'content-type': 'application/wasm' };
      return new Response(readFileSync(join(BUILD, 'reader.wasm')), { headers });
    }
    return textsAt(address) ?? new Response(address);
  };
  const kept = caches ?? new FakeCaches(fetch);
  const keeper = new Keeper({ caches: kept as unknown as CacheStorage, fetch, assets });
  const pages = new Pages({
    keeper,
    names: assets,
    origin: ORIGIN,
    digest: (bytes) => crypto.subtle.digest('SHA-256', bytes),
    now: () => Date.now(),
  });
  return { keeper, pages, caches: kept };
}

const page = (path: string) => new URL(ORIGIN + path);
const event = { waitUntil: () => {} };

describe('without a network', () => {
  test('every map’s page is made, says that it is offline, and how old it is', async () => {
    const net: Net = { online: true, snapshot: { etag: 'W/"1"', bytes: view } };
    const { keeper, pages } = worker(net);
    await keeper.keepShell();
    net.online = false;
    expect(maps.length).toBeGreaterThan(150);
    for (const { slug, name } of maps) {
      const response = await pages.render(page(`/map/${slug}`));
      const html = (await response?.text()) ?? '';
      expect(response?.status).toBe(200);
      expect(html).toContain(`<h1>${name.replaceAll('&', '&amp;').replaceAll("'", '&#39;')}</h1>`);
      expect(html).toMatch(/Offline: data built .*ago/);
    }
  });

  test('a brawler’s page says that trends are not kept', async () => {
    const net: Net = { online: true, snapshot: { etag: 'W/"1"', bytes: view } };
    const { keeper, pages } = worker(net);
    await keeper.keepShell();
    net.online = false;
    const slug = (await (await pages.render(page('/brawlers')))?.text())?.match(/\/brawler\/([\w-]+)"/)?.[1];
    const html = (await (await pages.render(page(`/brawler/${slug}`)))?.text()) ?? '';
    expect(html).toContain(TEXTS.en.brawler.noTrendOffline);
    expect(html).not.toContain(TEXTS.en.brawler.noTrend);
  });

  test.each(LANGUAGES)('in every language: %s', async (language) => {
    const net: Net = { online: true, snapshot: { etag: 'W/"1"', bytes: view } };
    const { keeper, pages } = worker(net);
    await keeper.keepShell();
    net.online = false;
    const response = await pages.render(page(addressOf(language, '/maps')));
    const html = (await response?.text()) ?? '';
    expect(html).toContain(`<html lang="${LANGUAGE_TAGS[language]}">`);
    expect(html).toContain(escapeText(TEXTS[language].maps.withData));
  });

  test('under the policy that the server gives, with the client', async () => {
    const { keeper, pages } = worker({ online: true, snapshot: { etag: 'W/"1"', bytes: view } });
    await keeper.keepShell();
    const response = await pages.render(page('/'));
    expect(response?.headers.get('content-security-policy')).toMatch(
      /style-src 'sha256-[^']+'; frame-ancestors 'none'/,
    );
    expect(await response?.text()).toContain(`src="${ASSETS.client}"`);
  });

  test('an unknown map is one here too', async () => {
    const { keeper, pages } = worker({ online: true, snapshot: { etag: 'W/"1"', bytes: view } });
    await keeper.keepShell();
    expect((await pages.render(page('/map/no-such-map')))?.status).toBe(404);
  });

  test('with no snapshot, or one that is broken, no page is made up', async () => {
    const without = worker({ online: true, snapshot: null });
    await without.keeper.keepShell();
    expect(await without.pages.render(page('/'))).toBeNull();
    const broken = view.slice();
    broken[broken.length - 1000] = (broken[broken.length - 1000] ?? 0) ^ 1;
    const torn = worker({ online: true, snapshot: { etag: 'W/"1"', bytes: broken } });
    await torn.keeper.keepShell();
    expect(await torn.pages.render(page('/'))).toBeNull();
  });
});

describe('what is kept', () => {
  test('a newer snapshot takes the place of the older one, for the next page', async () => {
    const net: Net = { online: true, snapshot: null };
    const { keeper, pages } = worker(net);
    await keeper.keepShell();
    net.snapshot = { etag: 'W/"2"', bytes: view };
    const response = await keeper.snapshot(new Request(ORIGIN + SNAPSHOT_URL), event);
    expect(response.status).toBe(200);
    await new Promise((done) => setTimeout(done));
    expect((await pages.render(page('/')))?.status).toBe(200);
    net.online = false;
    expect((await keeper.snapshot(new Request(ORIGIN + SNAPSHOT_URL), event)).headers.get('etag')).toBe(
      'W/"2"',
    );
  });

  test('files of an older version go, the snapshot stays', async () => {
    const net: Net = { online: true, snapshot: { etag: 'W/"1"', bytes: view } };
    const first = worker(net);
    await first.keeper.keepShell();
    const second = worker(net, { ...ASSETS, client: '/a/client-2.js', version: '2' }, first.caches);
    await second.keeper.keepShell();
    await second.keeper.dropOld();
    expect(await first.caches.keys()).toEqual(['snapshot-1', 'shell-2']);
    const file = (address: string) => second.keeper.kept(address);
    expect(await file('/a/client-2.js')).not.toBeNull();
    expect(await file('/a/client-1.js')).toBeNull();
    expect(await file(SNAPSHOT_URL)).not.toBeNull();
  });

  test('a version whose files can’t all be had is not installed', async () => {
    const { keeper } = worker({ online: false, snapshot: null });
    await expect(keeper.keepShell()).rejects.toThrow();
  });

  test('of the browser’s files, the snapshot and other addresses', () => {
    const { keeper } = worker({ online: true, snapshot: null });
    expect(keeper.isShell(page('/a/client-1.js'))).toBe(true);
    expect(keeper.isShell(page('/map/a'))).toBe(false);
    expect(keeper.isSnapshot(page(SNAPSHOT_URL))).toBe(true);
    expect(keeper.isSnapshot(page('/api/snapshot'))).toBe(false);
  });
});
