/** The key goes into the Authorization header, to the configured origin, and nowhere else, whatever goes wrong. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { describe as describeError, type UpstreamError } from '../../src/upstream/errors.ts';
import type { OfficialOptions } from '../../src/upstream/official.ts';
import { keyId, readKey } from '../../src/upstream/official-key.ts';
import { createBudget } from '../../src/upstream/port.ts';
import { createNet, type Reply, reply } from './fakes.ts';
import { BASE, createOfficial, HOST, KEY, LIST, setUp } from './official-fakes.ts';

/** Long enough that none of them stands anywhere by chance. */
const PIECE = 10;
const PIECES = Array.from({ length: KEY.length - PIECE + 1 }, (_, i) => KEY.slice(i, i + PIECE));
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

const echo = (status: number, headers: Record<string, string> = {}): Reply =>
  reply.text(JSON.stringify({ reason: KEY, message: `Bearer ${KEY} from IP ${KEY}` }), status, headers);

function rejecting(error: unknown): Reply {
  return () => Promise.reject(error);
}

const withCode = (code: string) => {
  const cause = Object.assign(new Error(`connect with Bearer ${KEY}`), { code });
  return new TypeError(`Headers.append: "Bearer ${KEY}" is an invalid header value.`, { cause });
};

const FAILURES: [string, Reply][] = [
  ...[200, 204, 304, 400, 401, 403, 404, 410, 418, 429, 500, 502, 503].map((status): [string, Reply] => [
    `${status} that quotes it`,
    status === 204 || status === 304 ? reply.status(status, { etag: `"${KEY}"` }) : echo(status),
  ]),
  ['a known reason', reply.text(`{"reason":"accessDenied.invalidIp","message":"${KEY}"}`, 403)],
  ['maintenance', reply.text(`{"reason":"inMaintenance","message":"${KEY}"}`, 503)],
  ['headers that quote it', echo(429, { 'retry-after': KEY, etag: `"${KEY}"`, 'x-key': KEY })],
  ['a page that quotes it', reply.text(`<html>${KEY}`, 403, { 'content-type': 'text/html' })],
  ['a redirect that carries it away', reply.redirect(`https://evil.example/?key=${KEY}`)],
  ['a redirect that goes in circles', reply.redirect(`/v1/${KEY}`)],
  ['a redirect to nonsense', reply.redirect(`https://${KEY}:${KEY}@`)],
  ['JSON that breaks off in it', reply.text(`{"items":["${KEY}`)],
  ['the wrong shape', reply.text(`{"wrong":"${KEY}"}`)],
  ['a fetch that quotes it', rejecting(withCode('ECONNRESET'))],
  ['a fetch that quotes it as a code', rejecting(withCode(KEY))],
  [
    'a fetch that quotes it as a number of things',
    rejecting({ message: KEY, cause: KEY, toString: () => KEY }),
  ],
  ['a fetch that throws it', rejecting(KEY)],
  [
    'a fetch that throws at once',
    () => {
      throw withCode('UND_ERR_INVALID_ARG');
    },
  ],
  ['silence', reply.hang()],
  ['a body that breaks off', reply.breakOff()],
];

test.each(FAILURES)('%s: no error, state or log holds it', async (_, failure) => {
  const { clock, net, api, log } = setUp(failure);
  const seen: string[] = [];
  const errors: (UpstreamError | null)[] = [];
  for (let i = 0; i < 7; i += 1) {
    const result = await log();
    if (!result.ok) errors.push(result.error);
    const ranking = await clock
      .run(api.rankings({ scope: 'global', of: 'players' }, 9, createBudget(9)))
      .catch(
        // The stand-in for the kernel may trip over a body; what it throws is not ours.
        () => null,
      );
    if (ranking?.ok === true) errors.push(ranking.value.stopped);
    else if (ranking !== null) errors.push(ranking.error);
    seen.push(everythingOf(api.state()));
  }
  for (const error of errors) if (error !== null) seen.push(everythingOf(error), describeError(error));
  expectNoKey([...seen, ...printed].join(' '));
  // It was sent, and there only: else this test would prove nothing.
  expect(new Set(net.hosts())).toEqual(new Set([HOST]));
  for (const { headers, url } of net.calls) {
    expect(headers.get('authorization')).toBe(`Bearer ${KEY}`);
    if (!_.includes('circles')) expectNoKey(url);
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
