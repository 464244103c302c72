/** The key goes into the Authorization header, to the configured origin, and nowhere else, whatever goes wrong. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { describe as describeError, type UpstreamError } from '../../src/upstream/errors.ts';
import type { OfficialOptions } from '../../src/upstream/official.ts';
import { keyId, readKey } from '../../src/upstream/official-key.ts';
import { createBudget } from '../../src/upstream/port.ts';
import { createNet, type Reply, reply } from './fakes.ts';
import { BASE, createOfficial, HOST, KEY, LIST, setUp } from './official-fakes.ts';

/** Its parts are too short to be cut out for their length alone, and one could pass for an error code. */
const SHORT_KEY = 'Zm9vYmFyYmF6cXV4.UVVYQkFaQkFSRk9P.QZXJWVKYBHTRNMPD';
/** Long enough that none of them stands anywhere by chance. */
const PIECE = 10;
const PIECES = [KEY, SHORT_KEY].flatMap((key) =>
  Array.from({ length: key.length - PIECE + 1 }, (_, i) => key.slice(i, i + PIECE)),
);
/** What the parts of the key say, should anybody decode them. */
const DECODED = KEY.split('.').map((part) => Buffer.from(part, 'base64url').toString());

/** Everything that was printed. */
let printed: string[] = [];

beforeEach(() => {
  printed = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => {
      printed.push(values.map(String).join(' '));
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
});

function expectNoKey(text: string): void {
  expect(PIECES.filter((piece) => text.includes(piece))).toEqual([]);
  for (const part of DECODED) expect(text).not.toContain(part.slice(0, PIECE));
  expect(text).not.toContain('192.0.2.7');
}

/** All that a caller could come to see of an error, and of an exception. */
function everythingOf(value: unknown): string {
  if (!(value instanceof Error)) return `${JSON.stringify(value)} ${String(value)}`;
  return [value.name, value.message, value.stack, JSON.stringify(value), everythingOf(value.cause)].join(' ');
}

function rejecting(error: unknown): Reply {
  return () => Promise.reject(error);
}

/** As Node throws it, with the cause's code. */
function refusedBy(key: string, code: string): TypeError {
  const cause = Object.assign(new Error(`connect with Bearer ${key}`), { code });
  return new TypeError(`Headers.append: "Bearer ${key}" is an invalid header value.`, { cause });
}

/** Upstreams and platforms that repeat the key wherever they can. */
function failuresQuoting(key: string): [string, Reply][] {
  const quoted = JSON.stringify({ reason: key, message: `Bearer ${key} from IP ${key}` });
  const echo = (status: number, headers: Record<string, string> = {}) => reply.text(quoted, status, headers);
  return [
    ...[200, 400, 401, 403, 404, 410, 418, 429, 500, 502, 503].map((status): [string, Reply] => [
      `${status} that quotes it`,
      echo(status),
    ]),
    ['304 that quotes it', reply.status(304, { etag: `"${key}"` })],
    ['a known reason', reply.text(`{"reason":"accessDenied.invalidIp","message":"${key}"}`, 403)],
    ['maintenance', reply.text(`{"reason":"inMaintenance","message":"${key}"}`, 503)],
    ['headers that quote it', echo(429, { 'retry-after': key, etag: `"${key}"`, 'x-key': key })],
    ['a page that quotes it', reply.text(`<html>${key}`, 403, { 'content-type': 'text/html' })],
    ['a redirect that carries it away', reply.redirect(`https://evil.example/?key=${key}`)],
    ['a redirect in circles', reply.redirect('/v1/brawlers')],
    ['a redirect to nonsense', reply.redirect(`https://${key}:${key}@`)],
    ['JSON that breaks off in it', reply.text(`{"items":["${key}`)],
    ['the wrong shape', reply.text(`{"wrong":"${key}"}`)],
    ['a fetch that quotes it', rejecting(refusedBy(key, 'ECONNRESET'))],
    ['a fetch that quotes it as a code', rejecting(refusedBy(key, key))],
    ['a fetch that quotes a part as a code', rejecting(refusedBy(key, key.split('.')[2] ?? ''))],
    ['a fetch that quotes it in a code', rejecting(refusedBy(key, `E_${key}`))],
    ['a fetch that throws something else', rejecting({ message: key, cause: key, toString: () => key })],
    ['a fetch that throws it', rejecting(key)],
    [
      'a fetch that throws at once',
      () => {
        throw refusedBy(key, 'UND_ERR_INVALID_ARG');
      },
    ],
    ['silence', reply.hang()],
    ['a body that breaks off', reply.breakOff()],
  ];
}

const CASES = [KEY, SHORT_KEY].flatMap((key) =>
  failuresQuoting(key).map(([name, failure]) => ({ name, key, failure })),
);

test.each(CASES)('$name: no error, state or log holds it (%#)', async ({ key, failure }) => {
  const { clock, net, api, log } = setUp(failure, { token: () => key });
  const board = { scope: 'global', of: 'players' } as const;
  const errors: (UpstreamError | null)[] = [];
  const seen: string[] = [];
  for (let i = 0; i < 7; i += 1) {
    const result = await log();
    errors.push(result.ok ? null : result.error);
    // The stand-in for the kernel may trip over a body; what it throws then is not ours.
    const ranking = await clock.run(api.rankings(board, 9, createBudget(9))).catch(() => null);
    if (ranking !== null) errors.push(ranking.ok ? ranking.value.stopped : ranking.error);
    seen.push(everythingOf(api.state()));
  }
  for (const error of errors) if (error !== null) seen.push(everythingOf(error), describeError(error));
  expectNoKey([...seen, ...printed].join(' '));
  // It was sent, and there only: else this test would prove nothing.
  expect(new Set(net.hosts())).toEqual(new Set([HOST]));
  for (const { headers, url } of net.calls) {
    expect(headers.get('authorization')).toBe(`Bearer ${key}`);
    expectNoKey(url);
  }
});

describe('redirects', () => {
  test.each([
    ['another host', 'https://evil.example/v1/brawlers'],
    ['a host that only looks the same', `https://${HOST}.evil.example/v1`],
    ['another port', `https://${HOST}:8443/v1`],
    ['plain http', `http://${HOST}/v1`],
    ['a user', `https://user@${HOST}/v1`],
    ['no scheme', '//evil.example/v1'],
  ])('to %s are not followed', async (_, location) => {
    const { net, rotation } = setUp(reply.redirect(location));
    expect(await rotation()).toMatchObject({
      error: { kind: 'status', detail: 'a redirect that leads elsewhere' },
    });
    expect(net.calls).toHaveLength(1);
  });

  test('from http on the loopback to https there leave the origin too', async () => {
    const { clock, budget } = setUp([]);
    const net = createNet(clock, { '127.0.0.1:9000': reply.redirect('https://127.0.0.1:9000/v1') });
    const api = createOfficial(clock, net, { base: 'http://127.0.0.1:9000/v1' });
    expect(await clock.run(api.rotation(budget))).toMatchObject({ error: { kind: 'status' } });
    expect(net.calls).toHaveLength(1);
  });
});

describe('a key', () => {
  const ask = async (token: string, options: Partial<OfficialOptions> = {}) => {
    const { net, rotation } = setUp(reply.json(LIST), { token: () => token, ...options });
    return { net, result: await rotation() };
  };

  test.each([
    ['none', ''],
    ['only space', ' \n'],
    ['a line break inside', `${KEY}\n${KEY}`],
    ['a header of its own', `${KEY}\r\nx-evil: 1`],
    ['the word Bearer before it', `Bearer ${KEY}`],
    ['letters that no header carries', `${KEY}\u2026`],
    ['quotes around it', `"${KEY}"`],
    ['no end', KEY.repeat(50)],
  ])('with %s is not sent', async (_, token) => {
    const { net, result } = await ask(token);
    expect(result).toMatchObject({
      error: { kind: 'no-key', detail: expect.stringContaining('docs/api-key.md') },
    });
    expect(net.calls).toHaveLength(0);
    expectNoKey(everythingOf(result));
  });

  test('may come with the line break that a pipe leaves behind', async () => {
    const { net, result } = await ask(`  ${KEY}\n`);
    expect(result).toMatchObject({ ok: true });
    expect(net.calls[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
  });

  test('is never taken apart', async () => {
    const decoders = [vi.spyOn(globalThis, 'atob'), vi.spyOn(Buffer, 'from')];
    const key = 'not.a.token';
    const { net } = await ask(key);
    expect(net.calls[0]?.headers.get('authorization')).toBe(`Bearer ${key}`);
    for (const decoder of decoders) expect(decoder).not.toHaveBeenCalled();
  });

  test('is told from another by 32 bits that say nothing of it', () => {
    const key = readKey(KEY) ?? '';
    expect(keyId(BASE, key)).toMatch(/^[0-9a-f]{8}$/);
    const others = Array.from({ length: 2000 }, (_, i) => keyId(BASE, `${key}${i}`));
    expect(new Set([keyId(BASE, key), keyId('https://relay.example', key), ...others]).size).toBe(2002);
  });

  test.each([
    `https://${KEY}:x@api.example`,
    `http://api.example/${KEY}`,
    `https://api.example/?key=${KEY}`,
    KEY,
  ])('in the base is refused and not repeated: %#', (base) => {
    const { clock } = setUp([]);
    let thrown: unknown = null;
    try {
      createOfficial(clock, createNet(clock, {}), { base });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TypeError);
    expectNoKey(everythingOf(thrown));
  });
});
