/** The page at /: what it says, and that it says what upstream text is as text. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import type { MapAnswer } from '../../src/shared/wire.ts';
import { createSite, createWorldSite, type Site, stored } from '../serve/site.ts';
import { buildWorld, HOSTILE_BRAWLER, HOSTILE_MAP, IDS, NOW } from '../serve/world.ts';

let site: Site;
beforeAll(async () => {
  site = await createWorldSite();
});

async function page(path: string, status = 200, from = site): Promise<string> {
  const response = await from.ask(path);
  expect(response.status, path).toBe(status);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const html = await response.text();
  expect(html).toMatch(/^<!doctype html>/);
  return html;
}

/** The text of a page, tag by tag, entities resolved: what a reader sees. */
function textOf(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\n+/g, '\n');
}

/** Opening tags by name. */
function tags(html: string, name: string): string[] {
  return html.match(new RegExp(`<${name}(\\s[^>]*)?>`, 'g')) ?? [];
}

function rowsOf(html: string): string[][] {
  const body = /<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '';
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => textOf(cell).trim()),
  );
}

describe('what the numbers are', () => {
  const world = async (data: 'live' | 'demo' | 'replay') => {
    const fresh = createSite();
    await fresh.store.write(stored(buildWorld(createReferenceKernel(), { data })));
    return fresh;
  };

  test('demo data is marked as such, on every page', async () => {
    for (const path of ['/', '/?q=ada', '/?q=zzzzqqqq', `/?map=${IDS.copperBend}`, '/?map=quiet-vale'])
      expect(textOf(await page(path)), path).toContain('Demo data: a simulated world, not the real game.');
    expect(textOf(await page('/?map=nope', 404))).toContain('Demo data');
    expect(textOf(await page('/'))).toContain('source: demo world');
  });

  test('replayed data is marked as such', async () => {
    const text = textOf(await page('/', 200, await world('replay')));
    expect(text).toContain('Replayed data: a recording');
    expect(text).not.toContain('Demo data');
  });

  test('live data is not marked, and its source is named', async () => {
    const html = await page('/', 200, await world('live'));
    expect(html).not.toContain('class="demo"');
    expect(textOf(html)).not.toMatch(/demo|replay/i);
    expect(textOf(html)).toContain('source: brawlapi');
  });
});

describe('the ranking', () => {
  test('of the first live map that has data, row by row as the API gives it', async () => {
    const html = await page('/');
    const answer = (await (await site.ask('/api/map/copper-bend')).json()) as MapAnswer;
    expect(html).toContain('<h1>Copper Bend</h1>');
    const rows = rowsOf(html);
    expect(rows).toHaveLength(answer.brawlers.length);
    answer.brawlers.forEach((row, i) => {
      const [rank, tier, name, winRate, , bar, , , games] = rows[i] ?? [];
      expect(rank?.replace(/\s/g, '')).toBe(`${row.tied ? '=' : ''}${row.rank}`);
      expect(tier).toBe(row.tier ?? '?');
      expect(name).toBe(row.name);
      const interval = row.interval?.map((value) => value.toFixed(1)).join('–');
      expect(winRate?.split('\n').map((line) => line.trim())).toEqual([
        row.adjustedWinRate.toFixed(1),
        interval,
      ]);
      expect(bar).toBe(interval);
      expect(games).toBe(row.games?.toLocaleString('en'));
    });
    const text = textOf(html);
    expect(text).toContain(`baseline ${answer.baseline?.toFixed(1)} %`);
    expect(text).toContain('2 h 0 min old');
    expect(text).toContain('Teams seen');
  });

  test('without counts shows a dash, never 0', async () => {
    const rows = rowsOf(await page(`/?map=${IDS.rateOnly}`));
    expect(rows).toHaveLength(9);
    for (const [, , , winRate, , bar, , , games] of rows) {
      expect([bar, games]).toEqual(['–', '–']);
      expect(winRate).toMatch(/^[0-9.]+$/);
    }
  });

  test.each([
    ['quiet-vale', 'No source has statistics for this map and bracket.'],
    ['wide-plain', 'there is no data for this map'],
    ['old-mill', 'No source has statistics'],
  ])('%s: says that there is no data, and shows no table', async (slug, notice) => {
    const html = await page(`/?map=${slug}`);
    expect(textOf(html)).toContain(notice);
    expect(html).not.toContain('<table');
  });

  test('columns have headings, bars are no content', async () => {
    const html = await page('/');
    for (const tag of tags(html, 'th')) expect(tag).toContain('scope="col"');
    for (const tag of tags(html, 'svg')) expect(tag).toContain('aria-hidden="true"');
    expect(html).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  });
});

describe('which map is shown', () => {
  test.each([
    ['copper-bend', 'Copper Bend'],
    ['COPPER-BEND', 'Copper Bend'],
    [IDS.copperBendAlias, 'Copper Bend'],
    ['twin-forks-gem-rush', 'Twin Forks'],
    [`map-${IDS.aurora}`, '極光'],
  ])('/?map=%s', async (key, name) => {
    expect(await page(`/?map=${key}`)).toContain(`<h1>${name}</h1>`);
  });

  test('the best one found by a search', async () => {
    const html = await page('/?q=rate+only');
    expect(textOf(html)).toContain('Found for “rate only”');
    expect(html).toContain('<h1>Rate Only Ridge</h1>');
  });

  test('a search that finds a brawler leads to it', async () => {
    const html = await page('/?q=ada');
    expect(html).toContain('href="/api/brawler/ada"');
    expect(html).toContain('value="ada"');
  });

  test('a search without a result says so', async () => {
    const html = await page('/?q=zzzzqqqq');
    expect(textOf(html)).toContain('Nothing resembles it.');
    expect(html).not.toContain('<h1>');
    expect(html).not.toContain('<table');
  });

  test.each(['nope', '999', 'a_b', '%00', '<b>x</b>', 'x'.repeat(5000)])(
    '/?map=%s: there is none',
    async (key) => {
      const html = await page(`/?map=${encodeURIComponent(key)}`, 404);
      expect(textOf(html)).toContain(`There is no map “${key.slice(0, 100)}”.`.replace('\0', ''));
      expect(textOf(html)).not.toContain('No map of the rotation');
      expect(html).not.toContain('<b>x');
      expect(html).toContain('On now');
    },
  );

  test('empty fields are no question', async () => {
    expect(await page('/?map=&q=')).toContain('<h1>Copper Bend</h1>');
  });

  test('a live map without data does not hide another that has some; none at all is said', async () => {
    const later = await createWorldSite();
    later.advance(23 * 3_600_000);
    // Copper Bend and Quiet Vale are over; the hostile map and Twin Forks run.
    expect(await page('/', 200, later)).toContain('&lt;script&gt;');
    later.advance(48 * 3_600_000);
    const text = textOf(await page('/', 200, later));
    expect(text).toContain('No map of the rotation has statistics at the moment.');
    expect(text).toContain('Nothing known.');
  });
});

describe('text from elsewhere is text', () => {
  const HOSTILE = [
    ['its own page', `/?map=${IDS.hostile}`],
    ['the rotation', '/'],
    ['a search result', '/?q=script'],
    ['a query', `/?q=${encodeURIComponent(HOSTILE_MAP)}`],
    ['an unknown map', `/?map=${encodeURIComponent(HOSTILE_MAP)}`],
  ] as const;

  test.each(HOSTILE)('on %s', async (_, path) => {
    const html = await page(path, path.startsWith('/?map=%') ? 404 : 200);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<b>');
    expect(textOf(html)).toContain(HOSTILE_MAP);
    // A quote that ends an attribute would leave a stray one behind.
    for (const tag of tags(html, 'input')) expect(tag).toMatch(/^<input( [a-z-]+="[^"<>]*")+\/?>$/);
    expect(tags(html, 'title')).toHaveLength(1);
  });

  test('in rows and teams', async () => {
    const html = await page(`/?map=${IDS.copperBend}`);
    expect(rowsOf(html).map((row) => row[2])).toContain(HOSTILE_BRAWLER);
    expect(textOf(html)).toContain(`Ada · ${HOSTILE_BRAWLER} · Bolt`);
  });

  test('in JSON, the same text comes back', async () => {
    const response = await site.ask(`/api/map/${IDS.hostile}`);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(((await response.json()) as MapAnswer).map).toBe(HOSTILE_MAP);
  });

  test('a link made of it leads to its page', async () => {
    const href = /<a href="(\/\?map=[^"]*script[^"]*)"/.exec(await page('/'))?.[1] ?? '';
    expect(href).toMatch(/^\/\?map=[a-z0-9-]+$/);
    expect(await page(href)).toContain('&lt;script&gt;');
  });
});

describe('the frame of the page', () => {
  test('has a language, a title, a field with a name, landmarks and a way to the JSON', async () => {
    const html = await page('/');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('name="viewport"');
    expect(html).toMatch(/<title>Copper Bend \(Gem Rush\) · BrawlFast<\/title>/);
    expect(tags(html, 'main')).toHaveLength(1);
    expect(tags(html, 'h1')).toHaveLength(1);
    expect(tags(html, 'input')[0]).toMatch(/aria-label="[^"]+"/);
    expect(html).toContain('href="/api/map/copper-bend"');
    expect(textOf(html)).toContain('not endorsed by Supercell');
  });

  test('works without a script, and loads nothing from elsewhere', async () => {
    const html = await page('/');
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:\/\//);
  });

  test('tells how old the snapshot is, and when events end', async () => {
    const text = textOf(await page('/'));
    expect(text).toContain('built 1 min ago');
    expect(text).toContain('23 h 0 min left');
    expect(text).toContain('in 2 h 0 min · predicted');
    expect(NOW).toBe(Date.UTC(2026, 10, 23, 12));
  });
});

test('without a snapshot: a page that says so, is no success to a crawler, and comes again by itself', async () => {
  const html = await page('/', 503, createSite());
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('http-equiv="refresh"');
  expect(textOf(html)).toContain('Warming up');
});
