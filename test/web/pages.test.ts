/** Pages as a visitor without JavaScript gets them: what they say, and that upstream text is text. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import type { MapAnswer } from '../../src/shared/wire.ts';
import { createSite, createWorldSite, type Site, stored } from '../serve/site.ts';
import { buildWorld, HOSTILE_BRAWLER, HOSTILE_MAP, IDS, NOW } from '../serve/world.ts';
import { attribute, pageAt, rowsOf, tags, textOf } from './html.ts';
import { textsAt } from './texts.ts';

const HOUR = 3_600_000;

let site: Site;
beforeAll(async () => {
  site = await createWorldSite();
});

const page = (path: string, status = 200, from = site) => pageAt(from, path, status);

describe('what the numbers are', () => {
  const world = async (data: 'live' | 'demo' | 'replay') => {
    const fresh = createSite();
    await fresh.store.write(stored(buildWorld(createReferenceKernel(), { data })));
    return fresh;
  };

  test('demo data is marked as such, on every page', async () => {
    for (const path of ['/', '/?q=ada', '/?q=zzzzqqqq', '/map/copper-bend', '/map/quiet-vale'])
      expect(textOf(await page(path)), path).toContain('A simulated world, not the real game.');
    expect(textOf(await page('/map/nope', 404))).toContain('Demo data');
    expect(textOf(await page('/map/copper-bend'))).toContain('simulated battles');
  });

  test('replayed data is marked as such', async () => {
    const text = textOf(await page('/map/copper-bend', 200, await world('replay')));
    expect(text).toContain('Replayed data');
    expect(text).toContain('recorded battles');
    expect(text).not.toContain('Demo data');
  });

  test('live data is not marked, and its source is named', async () => {
    const html = await page('/map/copper-bend', 200, await world('live'));
    expect(html).not.toContain('class="banner"');
    expect(textOf(html)).not.toMatch(/demo|replay|simulated/i);
    expect(textOf(html)).toContain('BrawlAPI');
  });

  test('pictures are asked for where the data is the game’s, and nowhere in the demo', async () => {
    expect(tags(await page('/map/copper-bend'), 'img')).toEqual([]);
    const [first = ''] = tags(await page('/map/copper-bend', 200, await world('live')), 'img');
    expect(attribute(first, 'src')).toBe(`https://cdn.brawlify.com/brawlers/borderless/${IDS.brawler}.png`);
    expect(attribute(first, 'loading')).toBe('lazy');
    expect([attribute(first, 'width'), attribute(first, 'height'), attribute(first, 'alt')]).toEqual([
      '32',
      '32',
      '',
    ]);
  });
});

describe('the ranking', () => {
  test('row by row as the API gives it', async () => {
    const html = await page('/map/copper-bend');
    const answer = (await (await site.ask('/api/map/copper-bend')).json()) as MapAnswer;
    expect(html).toContain('<h1>Copper Bend</h1>');
    const rows = rowsOf(html, 'rank');
    expect(rows).toHaveLength(answer.brawlers.length);
    const byName = new Map(answer.brawlers.map((row) => [row.name, row]));
    for (const [rank, brawler = '', , winRate, lift, interval, raw, use, games] of rows) {
      const [, name = ''] = brawler.split('\n');
      const row = byName.get(name);
      if (row === undefined) throw new Error(`the API has no ${name}`);
      byName.delete(name);
      expect(rank).toBe(`${row.tied ? '=' : ''}${row.rank}\n${row.tier ?? '?'}`);
      expect(winRate?.split('\n')[0]).toBe(row.adjustedWinRate.toFixed(1));
      expect(lift?.replace('−', '-')).toMatch(new RegExp(`^[+±-]${Math.abs(row.lift ?? 0).toFixed(1)}$`));
      expect(interval).toBe(row.interval?.map((value) => value.toFixed(1)).join('–'));
      expect([raw, use]).toEqual([row.winRate?.toFixed(1), row.useRate.toFixed(1)]);
      expect(games).toBe(row.games?.toLocaleString('en'));
    }
    expect(byName.size).toBe(0);
    expect(textOf(html)).toContain(`${answer.baseline?.toFixed(1)} %`);
    expect(textOf(html)).toContain('2 hours ago');
  });

  test('without counts shows a dash, never 0', async () => {
    const rows = rowsOf(await page(`/map/rate-only-ridge`), 'rank');
    expect(rows).toHaveLength(9);
    for (const row of rows) expect([row[5], row[8]]).toEqual(['–', '–']);
  });

  test.each([
    ['quiet-vale', 'No source has statistics for this map and bracket.'],
    ['wide-plain', 'there is no data for this map'],
    ['old-mill', 'No source has statistics'],
  ])('%s: says that there is no data, and shows no ranking as its own', async (slug, notice) => {
    const html = await page(`/map/${slug}`);
    expect(textOf(html)).toContain(notice);
    expect(html).not.toContain('Ranking of the brawlers on');
    expect(textOf(html)).toContain('Fall-back: brawlers over all modes');
  });

  test('a bracket without battles shows all battles, and says so', async () => {
    const html = await page('/map/copper-bend?bracket=ranked');
    expect(textOf(html)).toContain('There are no battles in this bracket on this map (Ranked).');
    expect(rowsOf(html, 'rank')).toHaveLength(11);
    expect(html).toMatch(/<option value="ranked" selected/);
  });

  test('a minimum that no row reaches is said', async () => {
    const html = await page('/map/copper-bend?min=99999');
    expect(textOf(html)).toContain('No brawler reaches this minimum of games.');
  });

  test('in another order stands without headings of tiers', async () => {
    const rows = rowsOf(await page('/map/copper-bend?sort=name'), 'rank');
    const names = rows.map(([, brawler = '']) => brawler.split('\n')[1]);
    expect(names[0]).toBe('Ada');
    expect(await page('/map/copper-bend?sort=name')).not.toContain('scope="rowgroup"');
    expect(await page('/map/copper-bend')).toContain('scope="rowgroup"');
  });

  test('a parameter that makes no sense is named, and left out', async () => {
    expect(textOf(await page('/map/copper-bend?min=many'))).toContain('The value of “min”');
  });

  test('columns have headings, drawings are no content', async () => {
    const html = await page('/map/copper-bend');
    for (const tag of tags(html, 'th')) expect(tag).toMatch(/scope="(col|row|rowgroup)"/);
    for (const tag of tags(html, 'svg')) expect(tag).toContain('aria-hidden="true"');
    expect(textOf(html)).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  });
});

describe('addresses of maps', () => {
  test.each([
    ['/map/COPPER-BEND', '/map/copper-bend'],
    [`/map/${IDS.copperBendAlias}`, '/map/copper-bend'],
    [`/map/${IDS.copperBend}?min=10&bracket=all`, '/map/copper-bend?min=10&bracket=all'],
    ['/map/COPPER-BEND?%00=1&a%26b=c%0d%0ad', '/map/copper-bend?%00=1&a%26b=c%0D%0Ad'],
    ['/map/twin-forks', '/map/twin-forks-long-walk'],
    ['/?map=copper-bend', '/map/copper-bend'],
    ['/es/?map=copper-bend', '/es/map/copper-bend'],
  ])('%s leads to %s', async (path, target) => {
    const response = await site.ask(path);
    expect([302, 308]).toContain(response.status);
    expect(response.headers.get('location')).toBe(target);
    await page(target);
  });

  test.each(['nope', '999', 'a_b', '%00', '<b>x</b>', 'x'.repeat(5000), '%zz'])(
    '/map/%s: there is none',
    async (key) => {
      const html = await page(`/map/${encodeURIComponent(key)}`, 404);
      expect(textOf(html)).toContain(`There is no map “${key.slice(0, 100)}”.`.replace('\0', ''));
      expect(html).not.toContain('<b>x');
    },
  );

  test('one that resembles others leads to them', async () => {
    expect(await page('/map/coper-bend', 404)).toContain('href="/map/copper-bend"');
  });
});

describe('the front page', () => {
  test('has what runs, with time left and picks, and what comes', async () => {
    const html = await page('/');
    const text = textOf(html);
    expect(html).toContain('href="/map/copper-bend"');
    expect(text).toContain('23h left');
    expect(text).toContain('starts in 2h');
    expect(text).toContain('predicted');
    expect(text).toContain('Ada');
    expect(text).toContain('Low "gravity"');
  });

  test('says what was found, and where nothing was', async () => {
    const html = await page('/?q=ada');
    expect(html).toContain('href="/brawler/ada"');
    expect(attribute(tags(html, 'input')[0] ?? '', 'value')).toBe('ada');
    expect(textOf(await page('/?q=zzzzqqqq'))).toContain('Nothing resembles it.');
    expect(textOf(await page('/?q='))).toContain('On now');
  });

  test('JSON is that of the bracket that is shown', async () => {
    const json = async (path: string) =>
      tags(await page(path), 'a')
        .map((tag) => attribute(tag, 'href') ?? '')
        .filter((href) => /^\/api\/(map|brawler)\//.test(href));
    expect(await json('/map/copper-bend?min=5')).toEqual(['/api/map/copper-bend']);
    // Of a table that has one bracket alone that one is shown, whatever is asked for.
    expect(await json('/map/copper-bend?bracket=ranked')).toEqual(['/api/map/copper-bend']);
    expect(await json('/brawler/ada?bracket=ranked')).toEqual(['/api/brawler/ada?bracket=ranked']);
  });

  test('a map without a ranking has no filters of rows', async () => {
    const fields = async (path: string) =>
      tags(await page(path), 'select').map((tag) => attribute(tag, 'name') ?? '');
    expect(await fields('/map/copper-bend')).toEqual(expect.arrayContaining(['bracket', 'min', 'sort']));
    expect(await fields('/map/quiet-vale')).not.toEqual(expect.arrayContaining(['min']));
    expect(await fields('/map/copper-bend?min=999999')).toEqual(expect.arrayContaining(['min']));
  });

  test('what comes next stands in the order in which it comes', async () => {
    const starts = [...(await page('/')).matchAll(/<time[^>]* datetime="([^"]+)"[^>]*>starts in/g)].map(
      ([, start = '']) => Date.parse(start),
    );
    expect(starts).toEqual([NOW + 2 * HOUR, NOW + 23 * HOUR]);
  });

  test('says when nothing is known of the rotation', async () => {
    const later = await createWorldSite();
    later.advance(96 * 3_600_000);
    const text = textOf(await page('/', 200, later));
    expect(text).toContain('The rotation is not known at the moment.');
    expect(text).toContain('What comes next is not known yet.');
  });
});

describe('text from elsewhere is text', () => {
  const HOSTILE = [
    ['the rotation', '/', 200],
    ['a search result', '/?q=script', 200],
    ['a query', `/?q=${encodeURIComponent(HOSTILE_MAP)}`, 200],
    ['an unknown map', `/map/${encodeURIComponent(HOSTILE_MAP)}`, 404],
  ] as const;

  test('its id leads to a page that shows it', async () => {
    const target = (await site.ask(`/map/${IDS.hostile}`)).headers.get('location') ?? '';
    expect(target).toMatch(/^\/map\/[a-z0-9-]+$/);
    const html = await page(target);
    expect(html).not.toContain('<script');
    expect(textOf(html)).toContain(HOSTILE_MAP);
  });

  test.each(HOSTILE)('on %s', async (_, path, status) => {
    const html = await page(path, status);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<b>"');
    expect(textOf(html)).toContain(HOSTILE_MAP);
    // A quote that ends an attribute would leave a stray one behind.
    for (const tag of tags(html, 'input')) expect(tag).toMatch(/^<input( [a-z-]+="[^"<>]*")+\/?>$/);
    expect(tags(html, 'title')).toHaveLength(1);
  });

  test('in rows and teams', async () => {
    const html = await page('/map/copper-bend');
    expect(rowsOf(html, 'rank').some(([, brawler]) => brawler?.includes(HOSTILE_BRAWLER))).toBe(true);
    expect(textOf(html)).toContain(`Ada · ${HOSTILE_BRAWLER} · Bolt`);
  });
});

describe('the frame of every page', () => {
  const PATHS = [
    ...['/', '/?q=ada', '/maps', '/maps?show=all', '/map/copper-bend', '/map/quiet-vale', '/brawlers'],
    ...['/brawler/ada', '/draft', '/draft?map=copper-bend&allies=ada&enemies=bolt&bans=flint'],
    ...['/compare', '/compare?brawlers=ada,bolt', '/compare?maps=copper-bend,twin-forks-gem-rush'],
    ...['/methodology', '/status', '/developers'],
    ...['es', 'pt', 'fr', 'de', 'ko', 'ja', 'zh'].map((language) => `/${language}/map/copper-bend`),
    ...['/es/draft?map=copper-bend', '/ja/methodology', '/zh/status', '/de', '/ko/brawler/ada'],
  ];

  test.each(PATHS)('%s has a language, a title, landmarks and one heading', async (path) => {
    const html = await page(path);
    expect(html).toMatch(/<html lang="[a-z-]+">/i);
    expect(html).toContain('name="viewport"');
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    for (const name of ['main', 'h1', 'header', 'footer']) expect(tags(html, name), name).toHaveLength(1);
    for (const tag of tags(html, 'nav')) expect(tag).toMatch(/aria-label="[^"]+"/);
    expect(tags(html, 'input')[0]).toMatch(/aria-label="[^"]+"/);
    expect(textOf(html)).not.toMatch(/NaN|Infinity|undefined|\[object/);
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<b>"');
    expect(html).not.toMatch(/ style="| on[a-z]+="/);
    for (const tag of tags(html, 'svg')) expect(tag).toContain('aria-hidden="true"');
    for (const tag of tags(html, 'select')) expect(html).toContain(tag);
    expect(textOf(html)).toMatch(/Supercell.*www.supercell.com/s);
  });

  test('its styles are allowed by their hash, and nothing else is', async () => {
    const response = await site.ask('/');
    const html = await response.text();
    const sheet = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sheet))).toString(
      'base64',
    );
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`style-src 'sha256-${hash}';`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(html).not.toMatch(/ style="| on[a-z]+="/);
  });

  test('every language is linked', async () => {
    const html = await page('/es/map/copper-bend');
    const links = tags(html, 'link').filter((tag) => tag.includes('alternate'));
    expect(links.map((tag) => attribute(tag, 'hreflang'))).toEqual([
      ...['en', 'es', 'pt-BR', 'fr', 'de', 'ko', 'ja', 'zh-Hans', 'x-default'],
    ]);
    expect(html).toContain('<link rel="canonical" href="http://edge.test/es/map/copper-bend"/>');
  });

  test('no link of it leads to another host, whatever the address', async () => {
    for (const path of ['//evil.example/map/x', '/es//evil.example', '//evil.example'])
      for (const tag of tags(await (await site.ask(path, { headers: { accept: 'text/html' } })).text(), 'a'))
        expect(attribute(tag, 'href')).toMatch(/^(\/([^/]|$)|#|https:\/\/www\.supercell\.com\/)/);
  });

  test('what no page is at says so', async () => {
    const asked = await site.ask('/nothing/here', { headers: { accept: 'text/html,*/*' } });
    expect(asked.status).toBe(404);
    expect(textOf(await asked.text())).toContain('There is no page at this address.');
    expect((await site.ask('/nothing/here')).headers.get('content-type')).toContain(
      'application/problem+json',
    );
    const api = await site.ask('/api/nothing');
    expect(api.status).toBe(404);
    expect(api.headers.get('content-type')).toContain('application/problem+json');
  });
});

test('without a snapshot: a page that says so, is no success to a crawler, and comes again by itself', async () => {
  for (const path of ['/', '/map/copper-bend', '/de/map/copper-bend']) {
    const html = await page(path, 503, createSite());
    expect(html).toContain('http-equiv="refresh"');
    expect(html).toContain('noindex');
  }
});

describe('a page that is asked for again', () => {
  const ask = (site: Site, path: string, etag?: string | null) =>
    site.ask(path, { headers: { accept: 'text/html', ...(etag ? { 'if-none-match': etag } : {}) } });

  test('is the same within a minute, and asked for each time', async () => {
    const site = await createWorldSite();
    const first = await ask(site, '/map/copper-bend');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag');
    const again = await ask(site, '/map/copper-bend', etag);
    expect(again.status).toBe(304);
    expect(again.headers.get('content-security-policy')).toBe(first.headers.get('content-security-policy'));
    site.advance(60_000);
    expect((await ask(site, '/map/copper-bend', etag)).status).toBe(200);
  });

  test('is not kept where it is of now, or says that something is missing', async () => {
    const site = await createWorldSite();
    for (const path of ['/status', '/map/nowhere', '/nothing']) {
      const { headers } = await ask(site, path);
      expect([headers.get('cache-control'), headers.get('etag')], path).toEqual(['no-store', null]);
    }
  });
});

test('what needs no snapshot is there without one', async () => {
  for (const path of ['/methodology', '/status', '/developers', '/fr/status']) {
    const html = await page(path, 200, createSite());
    expect(html).not.toContain('http-equiv="refresh"');
  }
  expect(textOf(await page('/status', 200, createSite()))).toContain('The first data is being collected');
});

describe('where a language’s texts can’t be had', () => {
  const path = '/de/map/copper-bend';

  test('a page is in English, says so, and leads on in the language that was asked for', async () => {
    const lone = await createWorldSite({ fetchAsset: async () => Response.error() });
    const html = await page(path, 200, lone);
    expect(html).toContain('<html lang="en">');
    expect(textOf(html)).toContain('Use rate × win rate');
    expect(textOf(html)).not.toMatch(/Kämpfe|Karten/);
    expect(tags(html, 'a').map((tag) => attribute(tag, 'href'))).toContain('/de/maps');
    expect(await page('/de/embed/map/copper-bend', 200, lone)).toContain('<html lang="en"');
    expect(lone.logged).toEqual([expect.objectContaining({ event: 'texts-failed', language: 'de' })]);
  });

  test('it is not kept: as soon as they are there, the page is in its language', async () => {
    let there = false;
    const lone = await createWorldSite({
      fetchAsset: async (address) => (there ? textsAt(address) : null) ?? Response.error(),
    });
    await page(path, 200, lone);
    there = true;
    lone.advance(10_000);
    const html = await page(path, 200, lone);
    expect(html).toContain('<html lang="de">');
    expect(textOf(html)).toContain('Karten');
  });
});
