/** The hot routes against the general ones: where they answer, the answer is the same, and they leave out nothing they should. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { changedWorld, createSite, createWorldSite, type Site, stored } from './site.ts';
import { IDS } from './world.ts';

const SEED = 20_261_126;

interface Told {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function tell(response: Response): Promise<Told> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

/** The hot answer, checked against the general one; null where the hot routes leave it. */
async function checked(site: Site, path: string, init?: RequestInit): Promise<Told | null> {
  const hot = site.askHot(path, init);
  if (hot === null) return null;
  const told = await tell(hot);
  expect(told, `${init?.method ?? 'GET'} ${path}`).toEqual(await tell(await site.askGeneral(path, init)));
  return told;
}

/** Asked once, so that the snapshot is there. */
async function warmSite(): Promise<Site> {
  const site = await createWorldSite();
  await site.askGeneral('/api/maps');
  return site;
}

describe('the hot routes answer as the general ones', () => {
  const answered = [
    `/api/map/${IDS.copperBend}`,
    `/api/map/${IDS.copperBendAlias}`,
    '/api/map/copper-bend',
    '/api/map/copper-bend?limit=2',
    '/api/map/copper-bend?bracket=ladder&min=10&limit=5&sort=name',
    '/api/map/copper-bend?',
    `/api/map/${IDS.quietVale}?min=5`,
    `/api/brawler/${IDS.brawler}`,
    '/api/brawler/ada?limit=1&min=3&bracket=all',
    '/api/search?q=copper',
    '/api/search?q=',
    '/api/search?q=cop%20ben&limit=2',
    '/api/search?q=cop+ben',
    '/api/search?q=%E4%B9%9D',
    '/api/search?lang=de&q=twin&limit=50',
    '/api/search?q=a=b',
  ];
  test.each(answered)('GET and HEAD %s', async (path) => {
    const site = await warmSite();
    const got = await checked(site, path);
    expect(got?.status).toBe(200);
    const head = await checked(site, path, { method: 'HEAD' });
    expect(head?.body).toBe('');
  });

  test('If-None-Match, in every form', async () => {
    const site = await warmSite();
    const etag = (await checked(site, '/api/map/copper-bend'))?.headers.etag ?? '';
    const strong = etag.replace('W/', '');
    const hits = [etag, strong, '*', `"x", ${etag}`, `${strong} , "y"`];
    for (const tag of hits) {
      for (const path of ['/api/map/copper-bend', `/api/brawler/${IDS.brawler}`]) {
        const told = await checked(site, path, { headers: { 'if-none-match': tag } });
        expect(told?.status, tag).toBe(304);
      }
    }
    const missed = await checked(site, '/api/map/copper-bend', { headers: { 'if-none-match': '"x"' } });
    expect(missed?.status).toBe(200);
    // A search's version is another one: it depends on the day.
    const search = await checked(site, '/api/search?q=copper', { headers: { 'if-none-match': etag } });
    expect(search?.status).toBe(200);
  });

  test('a new day gives a search a new version', async () => {
    const site = await warmSite();
    const before = (await checked(site, '/api/search?q=copper'))?.headers.etag;
    site.advance(86_400_000);
    await site.edge.refresh();
    expect((await checked(site, '/api/search?q=copper'))?.headers.etag).not.toBe(before);
  });

  test('a new snapshot gives new versions and new bodies, after a refresh behind an answer', async () => {
    const site = await warmSite();
    const before = await checked(site, '/api/map/copper-bend');
    await site.store.write(stored(changedWorld(createReferenceKernel())));
    site.advance(31_000);
    const during = site.askHot('/api/map/copper-bend');
    expect(during?.headers.get('etag')).toBe(before?.headers.etag);
    expect(site.background.length).toBeGreaterThan(0);
    await Promise.all(site.background);
    const after = await checked(site, '/api/map/copper-bend');
    expect(after?.headers.etag).not.toBe(before?.headers.etag);
  });

  test('a body once given stays as it is while others are written', async () => {
    const site = await warmSite();
    const first = site.askHot('/api/map/copper-bend');
    site.askHot('/api/search?q=twin');
    site.askHot('/api/map/twin-forks-gem-rush');
    const general = await site.askGeneral('/api/map/copper-bend');
    expect(await first?.text()).toBe(await general.text());
  });
});

describe('the hot routes leave to the general ones', () => {
  const left: [string, RequestInit?][] = [
    ['/api/map/nowhere'],
    ['/api/map/'],
    ['/api/map/copper-bend/'],
    ['/api/map/Copper%20Bend'],
    ['/api/map/copper-bend?limit=0'],
    ['/api/map/copper-bend?limit=1&limit=2'],
    ['/api/map/copper-bend?new=1'],
    ['/api/map/copper-bend?sort=colour'],
    [`/api/map/${'a'.repeat(65)}`],
    ['/api/map/copper-bend', { method: 'POST' }],
    ['/api/map/copper-bend', { method: 'OPTIONS' }],
    ['/api/brawler/nobody'],
    ['/api/brawler/ada?sort=name'],
    ['/api/search'],
    ['/api/search?limit=3'],
    ['/api/search?q=%E4'],
    ['/api/search?q=a&q=b'],
    ['/api/search?q=a&lang=12'],
    [`/api/search?q=${'a'.repeat(101)}`],
    ['/api/search/x?q=a'],
    ['/api/maps'],
    ['/health'],
    ['/'],
  ];
  test.each(left)('%s %o', async (path, init) => {
    const site = await warmSite();
    expect(site.askHot(path, init)).toBeNull();
  });

  test('everything, where there is no snapshot', () => {
    expect(createSite().askHot('/api/map/copper-bend')).toBeNull();
  });
});

/** Mostly requests that make sense: what is wrong is never answered here. */
function anyPath(): fc.Arbitrary<string> {
  const text = fc
    .string({ unit: 'binary', maxLength: 6 })
    .map((raw) => encodeURIComponent(raw.toWellFormed()));
  const odd = fc.constantFrom('', '0', '%20', '+', '%', '%E9', 'x');
  const rarely = (arbitrary: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: odd });
  const board = {
    limit: fc.constantFrom('1', '3', '50'),
    min: fc.constantFrom('0', '10', '100'),
    bracket: fc.constantFrom('all', 'ladder'),
  };
  const routes: [string, string[], Record<string, fc.Arbitrary<string>>][] = [
    ['/api/map/', ['copper-bend', 'rate-only-ridge', String(IDS.copperBend), String(IDS.aurora)], board],
    ['/api/brawler/', ['ada', 'bolt', String(IDS.brawler)], board],
    ['/api/search', [''], { q: text, limit: board.limit, lang: fc.constantFrom('en', 'pt-BR') }],
  ];
  const paths = routes.map(([base, keys, parameters]) => {
    const pair = fc
      .constantFrom(...Object.keys(parameters), 'new')
      .chain((name) => rarely(parameters[name] ?? text).map((value) => `${name}=${value}`));
    const pairs = fc.uniqueArray(pair, { maxLength: 3, selector: (told) => told.split('=')[0] });
    const key = base.endsWith('/') ? rarely(fc.constantFrom(...keys)) : fc.constant('');
    const first = base.endsWith('/') ? [] : ['q=b'];
    return fc.tuple(key, pairs, fc.boolean()).map(([k, list, plain]) => {
      const query = (plain ? first : list).join('&');
      return `${base}${k}${query === '' ? '' : `?${query}`}`;
    });
  });
  return fc.oneof(...paths);
}

describe('fuzz', () => {
  test(`whatever is asked, a hot answer is the general one (seed ${SEED})`, async () => {
    const site = await warmSite();
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(anyPath(), fc.constantFrom('GET', 'HEAD'), async (path, method) => {
        if ((await checked(site, path, { method })) !== null) hits++;
      }),
      { numRuns: 1_000, seed: SEED },
    );
    // Otherwise it would have tested nothing.
    expect(hits).toBeGreaterThan(400);
  });
});
