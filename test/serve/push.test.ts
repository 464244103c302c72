/** `PUT /api/snapshot`: who may, what is taken, and that nothing of it is there without a token. */
import { describe, expect, test } from 'vitest';
import type { PushGate } from '../../src/serve/push.ts';
import { carriesToken } from '../../src/serve/token.ts';
import type { Receipt } from '../../src/shared/receipt.ts';
import { gateOf, TOKEN } from '../collect/instances.ts';
import { CONTRACT } from './contract.ts';
import { createWorldSite, type Site } from './site.ts';

const HASH = '0123456789abcdef';
const BYTES = new Uint8Array([1, 2, 3]);

async function siteThat(
  receipt: Receipt | Error,
  maxBytes = 1000,
): Promise<{ site: Site; received: Uint8Array[] }> {
  const received: Uint8Array[] = [];
  const receive: PushGate['receive'] = async (snapshot) => {
    received.push(snapshot);
    if (receipt instanceof Error) throw receipt;
    return receipt;
  };
  return { site: await createWorldSite({ push: gateOf(receive, maxBytes) }), received };
}

const put = (site: Site, body: BodyInit = BYTES, authorization: string | null = `Bearer ${TOKEN}`) =>
  site.ask('/api/snapshot', {
    method: 'PUT',
    body,
    headers: authorization === null ? {} : { authorization },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);

describe('what is taken', () => {
  test.each(['kept', 'unchanged'] as const)(
    '%s: a receipt with the content hash, not to be cached',
    async (status) => {
      const { site, received } = await siteThat({ status, hash: HASH });
      const response = await put(site);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ status, snapshot: HASH });
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(received).toEqual([BYTES]);
    },
  );

  test.each([
    ['bad', 422],
    ['data', 422],
    ['future', 422],
    ['older', 409],
    ['early', 429],
    ['unwritten', 503],
  ] as const)('refused as %s: %d', async (reason, status) => {
    const { site } = await siteThat({ status: 'refused', reason, detail: 'So it is.', retryAfterMs: 61_001 });
    const response = await put(site);
    expect(response.status).toBe(status);
    // Rounded up: whoever comes a second early has come in vain.
    expect(response.headers.get('retry-after')).toBe('62');
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const body = await response.json();
    expect(CONTRACT.problem(body, 'PUT')).toEqual([]);
    expect(body).toMatchObject({ status, detail: 'So it is.' });
  });

  test('a writer that can’t be reached: come back later, and nothing of why', async () => {
    const { site } = await siteThat(new Error(`the secret ${TOKEN}`));
    const response = await put(site);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('60');
    const text = await response.text();
    expect(CONTRACT.problem(JSON.parse(text), 'PUT')).toEqual([]);
    expect(text).not.toContain('secret');
  });
});

describe('too large', () => {
  test('by its Content-Length, or by what comes: not handed on', async () => {
    const { site, received } = await siteThat({ status: 'kept', hash: HASH }, 1000);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(400)) });
    for (const body of [new Uint8Array(1001), endless]) {
      const response = await put(site, body);
      expect(response.status).toBe(413);
      expect(CONTRACT.problem(await response.json(), 'PUT')).toEqual([]);
    }
    expect(received).toEqual([]);
    expect((await put(site, new Uint8Array(1000))).status).toBe(200);
  });

  test('one that breaks off is none', async () => {
    const { site, received } = await siteThat({ status: 'kept', hash: HASH });
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError('gone')) });
    expect((await put(site, broken)).status).toBe(400);
    expect(received).toEqual([]);
  });
});

describe('who may', () => {
  test.each([
    ['nobody', null],
    ['another token', 'Bearer another-token-of-the-tests.0123'],
    ['the token’s beginning', `Bearer ${TOKEN.slice(0, -1)}`],
    ['more than the token', `Bearer ${TOKEN}0`],
    ['another scheme', `Basic ${TOKEN}`],
    ['the bare token', TOKEN],
    ['an empty one', 'Bearer '],
  ])('%s: 401, and nothing of the body is read', async (_, authorization) => {
    const { site, received } = await siteThat({ status: 'kept', hash: HASH });
    let read = 0;
    const body = new ReadableStream(
      {
        pull() {
          read += 1;
        },
      },
      { highWaterMark: 0 },
    );
    const response = await put(site, body, authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(CONTRACT.problem(await response.json(), 'PUT')).toEqual([]);
    expect([received.length, read]).toEqual([0, 0]);
  });

  test('the scheme in any case', async () => {
    const { site } = await siteThat({ status: 'kept', hash: HASH });
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      expect((await put(site, BYTES, `${scheme} ${TOKEN}`)).status).toBe(200);
  });

  test('both sides are hashed before they are compared, whatever their lengths', async () => {
    const hashed: string[] = [];
    const digest = async (bytes: Uint8Array) => {
      hashed.push(new TextDecoder().decode(bytes));
      return new ArrayBuffer(32);
    };
    expect(await carriesToken('Bearer x', TOKEN, digest)).toBe(true);
    expect(await carriesToken(null, TOKEN, digest)).toBe(true);
    expect(hashed).toEqual(['x', TOKEN, '', TOKEN]);
    // Two hashes that differ in their last bit only.
    let call = 0;
    const last = async () => Uint8Array.from({ length: 32 }, (_, i) => (i === 31 ? call++ : 7)).buffer;
    expect(await carriesToken('Bearer x', TOKEN, last)).toBe(false);
  });
});

describe('methods', () => {
  test('without a token there is no PUT, as on any other path with one', async () => {
    const { site } = await siteThat({ status: 'kept', hash: HASH });
    const plain = await createWorldSite();
    expect((await put(plain)).status).toBe(405);
    expect((await put(plain)).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    for (const path of ['/api/snapshots', '/api/snapshot/', '/api/maps', '/']) {
      const response = await site.ask(path, { method: 'PUT', headers: { authorization: `Bearer ${TOKEN}` } });
      expect(response.status, path).toBe(405);
    }
    const post = await site.ask('/api/snapshot', { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, PUT']);
  });

  test('no browser may PUT from another site', async () => {
    const { site } = await siteThat({ status: 'kept', hash: HASH });
    const preflight = await site.ask('/api/snapshot', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'PUT' },
    });
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
    expect(preflight.headers.get('access-control-allow-headers')).not.toMatch(/authorization|\*/i);
  });
});
