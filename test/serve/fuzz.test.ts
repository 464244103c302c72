/**
 * Requests that nobody would think of: the edge always has an answer, and never a 500; and with the edge's WebAssembly
 * it has the very answer that it has with the plain TypeScript.
 */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createReader } from '../../src/kernel/reader-host.ts';
import { createWorldSite } from './site.ts';
import { IDS } from './world.ts';

const SEED = 20_261_123;
const REQUESTS = 2000;
const STATUSES = [200, 302, 304, 308, 400, 404, 405, 503];

/** mulberry32: 0 ≤ x < 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = createRandom(SEED);
const below = (n: number) => Math.floor(random() * n);

function pick<T>(items: readonly T[]): T {
  return items[below(items.length)] as T;
}

const PIECES = [
  ...[
    '%00',
    '%0a',
    '%zz',
    '%',
    '%e2%82',
    '%C0%80',
    '%F0%9F%92%A9',
    '%25',
    '%2F',
    '%2e%2e',
    '+',
    '%2B',
    '%20',
  ],
  ...[
    '&',
    '=',
    '?',
    ';',
    ',',
    '.',
    '..',
    '/',
    '//',
    '\\',
    '-',
    '_',
    '~',
    '*',
    "'",
    '"',
    '<b>',
    '`',
    '{}',
    '[]',
  ],
  ...[
    'é',
    '九',
    '💩',
    '\u202e',
    '\ufeff',
    'İ',
    'ß',
    '0',
    '1',
    '-1',
    '1e3',
    '0x1',
    'NaN',
    'null',
    'true',
    '9e99',
  ],
  ...['4294967295', '4294967296', '9007199254740993', '-0', '00', 'a', 'ada', 'copper', 'bend', 'script'],
  ...['__proto__', 'constructor', 'toString', 'x'.repeat(200)],
];
const KEYS = ['copper-bend', 'twin-forks', 'ADA', 'Copper%20Bend', ...Object.values(IDS).map(String)];
const ROUTES = ['/', '/health', '/api/events', '/api/maps', '/api/brawlers', '/api/modes', '/api/snapshot'];
const PAGES = [
  ...[
    'map/:slug',
    'map/:slug',
    'brawler/:slug',
    'embed/map/:slug',
    'og/map/:slug.png',
    'maps',
    'brawlers',
    'draft',
    'compare',
  ],
  ...['status', 'methodology', 'developers'],
];
const NAMES = [
  ...[
    'allies',
    'enemies',
    'bans',
    'pool',
    'pick',
    'drop',
    'side',
    'brawlers',
    'maps',
    'one',
    'mode',
    'show',
    'refresh',
  ],
  ...['bracket', 'min', 'limit', 'sort', 'q', 'lang', 'map', 'x', '', '__proto__', 'id', 'q[]'],
];
const VALUES = [
  'all',
  'ranked',
  'foo',
  'rank',
  'name',
  'games',
  '0',
  '1',
  '5',
  '50',
  '51',
  '1000000000',
  'en',
  '',
];
const METHODS = ['GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'DELETE'];

function noise(most: number): string {
  return Array.from({ length: below(most) }, () => pick(PIECES)).join('');
}

function randomPath(): string {
  const key = random() < 0.5 ? pick(KEYS) : noise(4);
  switch (below(6)) {
    case 0:
      return `/api/map/${key}`;
    case 1:
      return `/api/brawler/${key}`;
    case 2:
      return '/api/search';
    case 3:
      return pick(ROUTES);
    case 4:
      return `${pick(['', '/es', '/zh', '//x', '/en'])}/${pick(PAGES).replace(':slug', key)}`;
    default:
      return `/${noise(5)}`;
  }
}

function randomQuery(): string {
  const pairs = Array.from({ length: below(4) }, () => {
    const value = random() < 0.6 ? pick(VALUES) : noise(6);
    return `${random() < 0.95 ? pick(NAMES) : noise(3)}=${value}`;
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Each answer is what its type says. */
function expectHonest(response: Response, text: string, method: string): void {
  const type = response.headers.get('content-type');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  if (response.status === 302 || response.status === 308)
    expect(response.headers.get('location')).toMatch(/^\/([^/]|$)/);
  if (method === 'HEAD' || [302, 304, 308].includes(response.status)) {
    expect(text).toBe('');
    return;
  }
  switch (type) {
    case 'application/problem+json; charset=utf-8':
      expect(JSON.parse(text)).toMatchObject({ status: response.status });
      expect(response.headers.get('cache-control')).toBe('no-store');
      return;
    case 'application/json; charset=utf-8':
      expect(response.status).toBe(200);
      expect(typeof JSON.parse(text)).toBe('object');
      return;
    case 'image/png':
      expect(text).toContain('PNG');
      return;
    case 'text/html; charset=utf-8':
      expect(text).toMatch(/^<!doctype html>.*<\/html>$/s);
      return;
    default:
      expect(type).toBe('application/octet-stream');
      expect(text.startsWith('BFS1')).toBe(true);
  }
}

test(`${REQUESTS} random requests (seed ${SEED})`, async () => {
  const site = await createWorldSite();
  const wasm = await readFile(new URL('../../build/reader.wasm', import.meta.url));
  const twin = await createWorldSite({ kernel: createReader(new WebAssembly.Module(wasm)) });
  const etag = (await site.ask('/api/maps')).headers.get('etag') ?? '';
  const seen = new Map<number, number>();
  for (let i = 0; i < REQUESTS; i++) {
    const path = randomPath() + randomQuery();
    const method = pick(METHODS);
    const conditional = random() < 0.25 ? { 'if-none-match': pick([etag, '*', '"x"', ',,', 'W/']) } : {};
    const init = { method, headers: conditional };
    const [response, other] = await Promise.all([site.ask(path, init), twin.ask(path, init)]);
    const [text, otherText] = await Promise.all([response.text(), other.text()]);
    const request = `request ${i}: ${method} ${path}`;
    expect(STATUSES, `${request} → ${response.status}`).toContain(response.status);
    expectHonest(response, text, method);
    expect(other.status, request).toBe(response.status);
    expect(otherText, request).toBe(text);
    expect(Object.fromEntries(other.headers), request).toEqual(Object.fromEntries(response.headers));
    seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
  }
  expect([...site.logged, ...twin.logged]).toEqual([]);
  // The mixture reaches what it is meant to reach.
  for (const status of [200, 304, 400, 404, 405])
    expect(seen.get(status) ?? 0, String(status)).toBeGreaterThan(10);
});
