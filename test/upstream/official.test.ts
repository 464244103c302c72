/** The endpoints of the official API: what is asked for, and what comes of the answer. */
import { describe, expect, test } from 'vitest';
import { type Board, RELAY_BASE } from '../../src/upstream/official.ts';
import { decodeTag, encodeTag, parseTag } from '../../src/upstream/official-tag.ts';
import { createBudget } from '../../src/upstream/port.ts';
import { createNet, type Reply, reply } from './fakes.ts';
import { BASE, createOfficial, fakeOfficialExtract, KEY, LIST, setUp } from './official-fakes.ts';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const GLOBAL: Board = { scope: 'global', of: 'players' };

/** Made-up tags, all different. */
function tagOf(index: number): string {
  return decodeTag(14n ** 4n + BigInt(index)) ?? '';
}

/** A page of players `from` to `to`, exclusively. */
function page(from: number, to: number, after?: string): Reply {
  const items = Array.from({ length: to - from }, (_, i) => ({ tag: tagOf(from + i), rank: from + i + 1 }));
  return reply.json({ items, paging: { cursors: after === undefined ? {} : { after } } });
}

const range = (to: number) => Array.from({ length: to }, (_, i) => tagOf(i));

describe('tags', () => {
  test.each([
    ['#2PP0', '#2PP0'],
    ['2pp0', '#2PP0'],
    [' #2ppo\n', '#2PP0'],
    ['#OOO', '#000'],
    ['#0289PYLQGRJCUV', '#0289PYLQGRJCUV'],
  ])('%j is %s', (text, tag) => {
    expect(parseTag(text)).toBe(tag);
  });

  test.each([
    '',
    '#',
    '#2P',
    '#0289PYLQGRJCUV0',
    '##2PP0',
    '#2PP1',
    '#2PP0/..',
    '2PP0?x=1',
    '#2PP\u0130',
    '#2P P0',
  ])('%j is none', (text) => {
    expect(parseTag(text)).toBeNull();
  });

  test('as u64 and back they are the same, with their leading zeros', () => {
    for (const tag of ['#000', '#0002', '#VVVVVVVVVVVVVV', '#2PP0']) {
      expect(decodeTag(encodeTag(tag))).toBe(tag);
    }
    expect(encodeTag('#2PP0')).toBe(((14n + 1n) * 14n + 4n) * 14n * 14n + 4n * 14n);
    // Hashed, too short, no leading 1.
    for (const value of [1n << 63n, 0n, 1n, 14n, 2n * 14n ** 5n]) expect(decodeTag(value)).toBeNull();
  });
});

describe('a battle log', () => {
  test('is asked for by tag and extracted for its owner', async () => {
    const { net, budget, log } = setUp(reply.json(LIST));
    const result = await log(' 2ppo');
    expect(result.ok && decode(result.value)).toBe(`log of ${encodeTag('#2PP0')}: ${JSON.stringify(LIST)}`);
    expect(net.calls.map(({ url }) => url)).toEqual([`${BASE}/players/%232PP0/battlelog`]);
    expect(net.calls[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(net.calls[0]?.headers.get('accept')).toBe('application/json');
    expect(net.calls[0]?.headers.get('user-agent')).toMatch(/brawlfast/i);
    expect(budget.remaining).toBe(44);
  });

  test.each(['#2PP1', '', '../../v1', '#2PP0#'])('of %j is refused without a request', async (tag) => {
    const { net, budget, log } = setUp(reply.json(LIST));
    const result = await log(tag);
    expect(result).toMatchObject({ error: { kind: 'bad-request', resource: 'battle log' } });
    expect(result).not.toHaveProperty('error.host');
    expect(net.calls).toHaveLength(0);
    expect(budget.remaining).toBe(45);
  });

  test('that went wrong does not say whose it is', async () => {
    const { log } = setUp(reply.status(404));
    expect(JSON.stringify(await log('#2PP0YLQ'))).not.toMatch(/2PP0YLQ/i);
  });
});

test.each([
  ['rotation', '/events/rotation'],
  ['brawlers', '/brawlers'],
] as const)('%s are asked for and extracted', async (name, path) => {
  const { clock, net, api, budget } = setUp(reply.json(LIST));
  const result = await clock.run(api[name](budget));
  expect(result.ok && decode(result.value)).toBe(`${name}: ${JSON.stringify(LIST)}`);
  expect(net.calls[0]?.url).toBe(BASE + path);
});

test.each([
  [RELAY_BASE, 'bsproxy.royaleapi.dev', 'https://bsproxy.royaleapi.dev/v1/brawlers'],
  ['http://127.0.0.1:9000/official/v1/', '127.0.0.1:9000', 'http://127.0.0.1:9000/official/v1/brawlers'],
  ['https://relay.example', 'relay.example', 'https://relay.example/brawlers'],
  ['https://relay.example//other.example', 'relay.example', 'https://relay.example//other.example/brawlers'],
])('speaks to %s', async (base, host, url) => {
  const { clock, budget } = setUp([]);
  const net = createNet(clock, { [host]: reply.json(LIST) });
  const api = createOfficial(clock, net, { base });
  expect(await clock.run(api.brawlers(budget))).toMatchObject({ ok: true });
  expect(net.calls.map((call) => call.url)).toEqual([url]);
});

describe('a ranking', () => {
  const ask = (replies: Reply | Reply[], board: Board = GLOBAL, limit = 200, requests = 45) => {
    const { clock, net, api } = setUp(replies);
    const budget = createBudget(requests);
    return { net, budget, result: clock.run(api.rankings(board, limit, budget)) };
  };

  test.each<[Board, string]>([
    [GLOBAL, '/rankings/global/players'],
    [{ scope: 'FR', of: 'players' }, '/rankings/fr/players'],
    [{ scope: 'kr', of: { brawlerId: 16000012 } }, '/rankings/kr/brawlers/16000012'],
  ])('of %j has its path', async (board, path) => {
    const { net, result } = ask(page(0, 3), board, 50);
    expect(await result).toEqual({ ok: true, value: { tags: range(3), stopped: null } });
    expect(net.calls.map(({ url }) => url)).toEqual([`${BASE}${path}?limit=50`]);
  });

  test.each<[Board, number]>([
    [{ scope: 'france', of: 'players' }, 200],
    [{ scope: '..', of: 'players' }, 200],
    [{ scope: '', of: 'players' }, 200],
    [{ scope: 'fr', of: { brawlerId: 15000012 } }, 200],
    [{ scope: 'fr', of: { brawlerId: 16000000.5 } }, 200],
    [GLOBAL, 0],
    [GLOBAL, 201],
    [GLOBAL, 1.5],
    [GLOBAL, Number.NaN],
  ])('of %j to %d is refused without a request', async (board, limit) => {
    const { net, result } = ask(page(0, 1), board, limit);
    expect(await result).toMatchObject({ error: { kind: 'bad-request', resource: 'ranking' } });
    expect(net.calls).toHaveLength(0);
  });

  test('is followed over its pages, to the limit and no further', async () => {
    const { net, budget, result } = ask(
      [page(0, 10, 'eyJw=+&'), page(10, 20, 'b'), page(20, 30, 'c')],
      GLOBAL,
      25,
    );
    expect(await result).toEqual({ ok: true, value: { tags: range(25), stopped: null } });
    expect(net.calls.map(({ url }) => new URL(url).search)).toEqual([
      '?limit=25',
      '?limit=15&after=eyJw%3D%2B%26',
      '?limit=5&after=b',
    ]);
    expect(budget.remaining).toBe(42);
  });

  test('ends where there is no next page, and where a page brings nothing new', async () => {
    const short = ask([page(0, 10, 'a'), page(10, 14)]);
    expect(await short.result).toMatchObject({ value: { tags: range(14), stopped: null } });
    const circle = ask([page(0, 10, 'a'), page(5, 15, 'a'), page(5, 15, 'a')]);
    expect(await circle.result).toMatchObject({ value: { tags: range(15), stopped: null } });
    expect(circle.net.calls).toHaveLength(3);
    const empty = ask(page(0, 0, 'a'));
    expect(await empty.result).toMatchObject({ value: { tags: [], stopped: null } });
    expect(empty.net.calls).toHaveLength(1);
  });

  test('of endless pages ends', async () => {
    const pages = Array.from({ length: 150 }, (_, i) => page(i, i + 1, `c${i}`));
    const { net, result } = ask(pages);
    expect(await result).toMatchObject({ value: { tags: range(20) } });
    expect(net.calls).toHaveLength(20);
  });

  test('that breaks off keeps what it has, and says why', async () => {
    const broken = ask([page(0, 10, 'a'), reply.status(404)]);
    expect(await broken.result).toMatchObject({
      ok: true,
      value: { tags: range(10), stopped: { kind: 'not-found', status: 404 } },
    });
    const poor = ask(page(0, 10, 'a'), GLOBAL, 200, 1);
    expect(await poor.result).toMatchObject({ value: { stopped: { kind: 'budget-exhausted' } } });
    const none = ask(reply.status(404));
    expect(await none.result).toMatchObject({ ok: false, error: { kind: 'not-found', resource: 'ranking' } });
  });

  test('takes its cursor from the right place', async () => {
    const name = '"paging":{"cursors":{"after":"evil"}}';
    const bodies = [
      { items: [{ tag: tagOf(0), name }], paging: { cursors: { after: 'a' } } },
      { paging: { cursors: { before: 'x', after: 'b' } }, items: [{ tag: tagOf(1), name }] },
      { items: [{ tag: tagOf(2), name }], paging: { cursors: { after: 7 } } },
    ];
    const pretty: Reply[] = bodies.map((body) => reply.text(JSON.stringify(body, null, 2)));
    const { net, result } = ask(pretty);
    expect(await result).toMatchObject({ value: { tags: range(3), stopped: null } });
    expect(net.calls.map(({ url }) => new URL(url).searchParams.get('after'))).toEqual([null, 'a', 'b']);
  });

  test.each([
    ['a name in its place', { items: [], name: '\\"paging":{"cursors":{"after":"evil"}}' }],
    [
      'a cursor of any length',
      { items: [{ tag: '#2PP0' }], paging: { cursors: { after: 'x'.repeat(513) } } },
    ],
    ['an empty cursor', { items: [{ tag: '#2PP0' }], paging: { cursors: { after: '' } } }],
  ])('does not follow %s', async (_, body) => {
    const { net, result } = ask(reply.json(body));
    expect(await result).toMatchObject({ ok: true });
    expect(net.calls).toHaveLength(1);
  });
});

test('a bug in an extractor is thrown, not swallowed', async () => {
  const { clock, net, budget } = setUp(reply.json(LIST));
  const extract = {
    ...fakeOfficialExtract,
    rotation() {
      throw new Error('a bug');
    },
  };
  const api = createOfficial(clock, net, { extract });
  await expect(clock.run(api.rotation(budget))).rejects.toThrow('a bug');
});
