/** Bad input gets the right problem, on every route, and never a 500. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT } from './contract.ts';
import { createWorldSite, type Site } from './site.ts';
import { IDS } from './world.ts';

let site: Site;
beforeAll(async () => {
  site = await createWorldSite();
});

interface ProblemBody {
  readonly detail: string;
  readonly parameter?: string;
  readonly suggestions?: readonly { id: number; name: string; slug: string }[];
}

/** Asks, and checks all that problems have in common. */
async function problem(path: string, status: number, init?: RequestInit): Promise<ProblemBody> {
  const response = await site.ask(path, init);
  expect(response.status, path.slice(0, 100)).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const body = (await response.json()) as ProblemBody;
  expect(CONTRACT.problem(body, path)).toEqual([]);
  expect(body).toMatchObject({ status });
  return body;
}

const LONG = 'x'.repeat(10_000);
/** for the names of tests */
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

describe('a malformed id is a 400 that names it', () => {
  const keys = [
    'abc%00',
    '%00',
    '%zz',
    '%',
    '%e9',
    '%ff%fe',
    'a%2Fb',
    'a%0Ab',
    '..%2f..%2fetc%2fpasswd',
    LONG,
  ];
  keys.push(
    '%3Cscript%3E',
    '💩',
    '%F0%9F%92%A9',
    'copper_bend',
    "o'neil",
    '%EF%BC%91',
    'a.b',
    '-1.5',
    '1,000',
  );
  keys.push('15009001%20OR%201=1', 'copper-bend;drop', '*', '%2B15009001', '1e400'.padEnd(65, '0'));

  test.each(keys.map((key) => [short(key), key]))('%s', async (_, key) => {
    expect(await problem(`/api/map/${key}`, 400)).toMatchObject({ parameter: 'id' });
    expect(await problem(`/api/brawler/${key}`, 400)).toMatchObject({ parameter: 'id' });
  });
});

describe('an unknown one is a 404', () => {
  test.each(['999', '0', '-1', '00', '9007199254740993', '9'.repeat(64), '4294967296', '4309976297', '---'])(
    '%s: nothing resembles it',
    async (key) => {
      expect(await problem(`/api/map/${key}`, 404)).toMatchObject({ suggestions: [] });
      expect(await problem(`/api/brawler/${key}`, 404)).toMatchObject({ suggestions: [] });
    },
  );

  test('ids of maps are no brawlers’, and the other way round', async () => {
    await problem(`/api/brawler/${IDS.copperBend}`, 404);
    await problem(`/api/map/${IDS.brawler}`, 404);
    await problem('/api/brawler/copper-bend', 404);
    await problem('/api/map/ada', 404);
  });

  test('what it may have meant is suggested, with the address', async () => {
    const { suggestions, detail } = await problem('/api/map/coper-bendd', 404);
    expect(detail).toBe('There is no map "coper-bendd".');
    expect(suggestions).toEqual([{ id: IDS.copperBendAlias, name: 'Copper Bend', slug: 'copper-bend' }]);
    for (const { slug } of suggestions ?? []) expect((await site.ask(`/api/map/${slug}`)).status).toBe(200);
    const twins = await problem('/api/map/twin-fork', 404);
    expect(twins.suggestions?.map(({ slug }) => slug).sort()).toEqual([
      'twin-forks-gem-rush',
      'twin-forks-long-walk',
    ]);
    expect(await problem('/api/brawler/flnt', 404)).toMatchObject({
      suggestions: [{ name: 'Flint', slug: 'flint' }],
    });
  });

  test.each([
    '/api',
    '/api/',
    '/api/map',
    '/api/map/',
    '/api/map/a/b',
    '/api/nothing',
    '/nothing',
    '/health/x',
  ])('%s: there is nothing', async (path) => {
    expect((await problem(path, 404)).detail).toContain('There is nothing at');
  });

  test('a very long path is not repeated in the detail', async () => {
    expect((await problem(`/${LONG}`, 404)).detail.length).toBeLessThan(300);
  });
});

describe('a malformed parameter is a 400 that names it', () => {
  const bad: [string, string][] = [
    ['bracket', 'bracket=foo'],
    ['bracket', 'bracket='],
    ['sort', 'sort=foo'],
    ['min', 'min=-1'],
    ['min', 'min=1e3'],
    ['min', 'min=9007199254740992'],
    ['limit', 'limit=0'],
    ['limit', 'limit=-1'],
    ['limit', 'limit=+5'],
    ['limit', 'limit=%2B5'],
    ['limit', 'limit=%205'],
    ['limit', 'limit=5%00'],
    ['limit', `limit=${'9'.repeat(10_000)}`],
    ['limit', 'limit'],
    ['limit', 'limit=3&limit=3'],
    ['bracket', 'bracket=all&sort=rank&bracket=ranked'],
    ['x', 'x=1&x=2'],
  ];

  test.each(bad.map(([parameter, query]) => [parameter, short(query), query]))(
    '%s: %s',
    async (parameter, _, query) => {
      expect(await problem(`/api/map/copper-bend?${query}`, 400)).toMatchObject({ parameter });
      // A brawler's maps have one order: there, `sort` is as unknown as any other word.
      if (parameter === 'sort') expect((await site.ask(`/api/brawler/ada?${query}`)).status).toBe(200);
      else expect(await problem(`/api/brawler/ada?${query}`, 400)).toMatchObject({ parameter });
    },
  );

  const badSearches: [string, string][] = [
    ['q', ''],
    ['q', 'limit=3'],
    ['q', 'q=a&q=b'],
    ['q', 'q=a&q=a'],
    ['q', `q=${LONG}`],
    ['q', `q=${'%20'.repeat(101)}`],
    ['limit', 'q=a&limit=51'],
    ['limit', 'q=a&limit=0'],
    ['limit', 'q=a&limit=-1'],
    ['lang', 'q=a&lang=xx-YYYYYYYY'],
    ['lang', 'q=a&lang='],
  ];

  test.each(badSearches.map(([parameter, query]) => [parameter, short(query), query]))(
    'search, %s: %s',
    async (parameter, _, query) => {
      expect(await problem(`/api/search?${query}`, 400)).toMatchObject({ parameter });
    },
  );

  test('the name of a repeated parameter is not repeated at full length', async () => {
    const { parameter, detail } = await problem(`/api/maps?${LONG}=1&${LONG}=2`, 400);
    expect(parameter).toHaveLength(32);
    expect(detail.length).toBeLessThan(100);
  });

  test('a bad id comes before a bad parameter, a bad parameter before an unknown id', async () => {
    expect(await problem('/api/map/a_b?limit=0', 400)).toMatchObject({ parameter: 'id' });
    expect(await problem('/api/map/nothing-like-it?limit=0', 400)).toMatchObject({ parameter: 'limit' });
  });
});
