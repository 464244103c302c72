/** The pages beside the rotation and a map's: what each says, which addresses lead where, and what a stranger may frame. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { DraftAnswer, EventsAnswer } from '../../src/shared/wire.ts';
import { DRAWN_TOGETHER } from '../../src/web/draft/suggestions.tsx';
import { SHEETS } from '../../src/web/styles/index.ts';
import { createWorldSite, type Site } from '../serve/site.ts';
import { HOSTILE_BRAWLER, HOSTILE_MAP } from '../serve/world.ts';
import { attribute, pageAt, rowsOf, tags, textOf } from './html.ts';

let site: Site;
beforeAll(async () => {
  site = await createWorldSite();
});

const page = (path: string, status = 200) => pageAt(site, path, status);

async function leadsTo(path: string): Promise<string | null> {
  const response = await site.ask(path);
  expect([302, 308], path).toContain(response.status);
  return response.headers.get('location');
}

describe('lists', () => {
  test('maps by mode: those with statistics, all when asked, one mode when asked', async () => {
    const some = await page('/maps');
    expect(some).toContain('href="/map/copper-bend"');
    expect(some).not.toContain('href="/map/quiet-vale"');
    expect(textOf(some)).toContain('On now');
    expect(await page('/maps?show=all')).toContain('href="/map/quiet-vale"');
    const walk = await page('/maps?show=all&mode=long-walk');
    expect(walk).toContain('href="/map/quiet-vale"');
    expect(walk).not.toContain('href="/map/copper-bend"');
    expect(textOf(await page('/maps?mode=ghost-mode'))).toContain('No map fits these filters.');
    expect(textOf(await page('/maps?show=all'))).toContain(HOSTILE_MAP);
  });

  test('brawlers, by class and rarity when asked', async () => {
    const all = await page('/brawlers');
    expect(textOf(all)).toContain('12 brawlers');
    expect(textOf(all)).toContain(HOSTILE_BRAWLER);
    expect(textOf(all)).toContain('not released yet');
    expect(textOf(await page('/brawlers?rarity=Rare'))).toContain('11 brawlers');
    expect(textOf(await page('/brawlers?class=None'))).toContain('No brawler fits these filters.');
  });
});

describe('a brawler', () => {
  test('has its maps by lift, as the API gives them', async () => {
    const html = await page('/brawler/ada');
    const answer = (await (await site.ask('/api/brawler/ada')).json()) as {
      bestMaps: { map: string; tier: string | null; lift: number }[];
    };
    const sure = answer.bestMaps.filter(({ tier }) => tier !== null);
    const rows = rowsOf(html, 'rank list');
    expect(rows.map(([tier, map = '']) => [tier, map.split('\n')[0]])).toEqual(
      sure.map(({ tier, map }) => [tier, map]),
    );
    expect(html).toContain('<h1>Ada');
  });

  test('of one mode when asked; a bracket without battles says so', async () => {
    expect(textOf(await page('/brawler/ada?bracket=ranked'))).toContain('No battles with this brawler');
    expect(textOf(await page('/brawler/ada?mode=long-walk'))).toContain('No battles with this brawler');
    expect(textOf(await page('/brawler/ada?bracket=bronze'))).toContain('The value of “bracket”');
  });

  test('is found by id, and what resembles it is offered', async () => {
    expect(await leadsTo('/brawler/16009001')).toBe('/brawler/ada');
    expect(await leadsTo('/fr/brawler/ADA?bracket=ranked')).toBe('/fr/brawler/ada?bracket=ranked');
    expect(await page('/brawler/flnt', 404)).toContain('href="/brawler/flint"');
  });
});

describe('the draft', () => {
  const DRAFT = '/draft?map=copper-bend&allies=ada&enemies=bolt';

  test('begins with a map to choose', async () => {
    const html = await page('/draft');
    expect(textOf(html)).toContain('Choose a map to begin.');
    expect(html).toContain('<option value="copper-bend">');
    const open = textOf(await page('/draft?map=copper-bend'));
    expect(open).toContain('Best picks');
    expect(open).toContain('shown from the first pick on');
    expect(open).not.toContain('of the picks as they stand');
  });

  test('begins on a map that is on with one press, and keeps what was picked before', async () => {
    const { active } = (await (await site.ask('/api/events')).json()) as EventsAnswer;
    const live = [...new Set(active.flatMap(({ map }) => (map === null ? [] : [map.slug])))];
    expect(live.length).toBeGreaterThan(0);
    const ways = tags(await page('/draft?allies=ada&pool=ada,iris'), 'a')
      .map((tag) => new URL(attribute(tag, 'href') ?? '', 'http://site.test'))
      .filter(({ pathname, searchParams }) => pathname === '/draft' && searchParams.has('map'));
    expect(ways.map(({ searchParams }) => searchParams.get('map')).sort()).toEqual(live.sort());
    for (const { searchParams } of ways) {
      expect(searchParams.get('allies')).toBe('ada');
      expect(searchParams.get('pool')).toBe('ada,iris');
    }
  });

  test('stands in the address: picks are shown, buttons take them away, everyone else can be picked', async () => {
    const html = await page(`${DRAFT}&bans=flint`);
    // Who is taken keeps a place, hidden.
    const seen = html.replace(/<li hidden>.*?<\/li>/gs, '');
    const pressed = (name: string) =>
      tags(seen, 'button')
        .filter((tag) => attribute(tag, 'name') === name)
        .map((tag) => attribute(tag, 'value'));
    expect(pressed('drop')).toEqual(['ada', 'bolt', 'flint']);
    expect(pressed('pick')).not.toContain('ada');
    expect(pressed('pick')).toContain('iris');
  });

  test('all brawlers stand in lists whose rows are full at every width', async () => {
    const html = await page(DRAFT);
    const lists = [...html.matchAll(/<ul class="everyone">(.*?)<\/ul>/gs)].map(
      ([, list = '']) => tags(list, 'button').length,
    );
    expect(lists.slice(0, -1).every((length) => length === DRAWN_TOGETHER)).toBe(true);
    expect(lists.at(-1)).toBeLessThanOrEqual(DRAWN_TOGETHER);
    const columns = [...SHEETS.draft.matchAll(/\.everyone\{[^}]*repeat\(([^,]+),/g)].map(
      ([, count]) => count,
    );
    expect(columns.length).toBeGreaterThan(0);
    for (const count of columns) expect(DRAWN_TOGETHER % Number(count)).toBe(0);
  });

  test('suggests what the API does, each with its reasons, which sum to its chance', async () => {
    const html = await page(`${DRAFT}&bans=flint`);
    const answer = (await (
      await site.ask('/api/draft?map=copper-bend&allies=ada&enemies=bolt&bans=flint')
    ).json()) as DraftAnswer;
    expect(answer.candidates.length).toBeGreaterThan(0);
    const list = /<ol class="sugg">(.*?)<\/ol>/s.exec(html)?.[1] ?? '';
    const items = [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) => item);
    items.forEach((item, i) => {
      const candidate = answer.candidates[i];
      expect(attribute(tags(item, 'button')[0] ?? '', 'value')).toBe(candidate?.slug);
      const text = textOf(item);
      expect(text).toContain(candidate?.winProbability.toFixed(1));
      for (const { points } of candidate?.breakdown ?? [])
        expect(text).toContain(Math.abs(points).toFixed(1));
    });
    expect(textOf(html)).toContain(answer.winProbability?.toFixed(1));
  });

  test('a pool narrows it, a full team ends it, and what the format has no room for is left out', async () => {
    const pool = await page(`${DRAFT}&pool=hex,flint,jun`);
    const names = tags(/<ol class="sugg">(.*?)<\/ol>/s.exec(pool)?.[1] ?? '', 'button');
    expect(names.map((tag) => attribute(tag, 'value')).sort()).toEqual(['flint', 'hex']);
    const full = await page('/draft?map=copper-bend&allies=ada,bolt,iris,jun,hex');
    expect(textOf(full)).toContain('Your team is complete.');
    expect(tags(full, 'button').filter((tag) => attribute(tag, 'name') === 'drop')).toHaveLength(3);
  });

  test('a map without statistics says what it rests on', async () => {
    expect(textOf(await page('/draft?map=quiet-vale'))).toContain(
      'No source has statistics for this map or its mode.',
    );
  });

  test.each([
    [`${DRAFT}&pick=iris`, '/draft?map=copper-bend&allies=ada,iris&enemies=bolt'],
    [`${DRAFT}&side=enemy&pick=iris`, '/draft?map=copper-bend&allies=ada&enemies=bolt,iris&side=enemy'],
    [`${DRAFT}&ban=iris`, '/draft?map=copper-bend&allies=ada&enemies=bolt&bans=iris'],
    [`${DRAFT}&drop=ada`, '/draft?map=copper-bend&enemies=bolt'],
    [`${DRAFT}&enemy=ada`, '/draft?map=copper-bend&enemies=bolt,ada'],
    [`/es${DRAFT}&pick=iris`, '/es/draft?map=copper-bend&allies=ada,iris&enemies=bolt'],
    // Nobody goes to a full side, and whoever fills one is not followed there.
    [`${DRAFT},flint&side=enemy&pick=iris`, '/draft?map=copper-bend&allies=ada&enemies=bolt,flint,iris'],
    ['/draft?map=x&pick=%22%3E%3Cscript%3E', '/draft?map=x&allies=%22%3E%3Cscript%3E'],
  ])('%s leads to %s', async (path, target) => {
    expect(await leadsTo(path)).toBe(target);
  });

  test('a ban is offered while there is a place for one', async () => {
    const bans = (list: string) => page(`/draft?map=copper-bend&bans=${list}`);
    expect(textOf(await bans('ada,bolt,flint,iris,jun'))).toContain('Your chance if the enemy gets them');
    expect(textOf(await bans('ada,bolt,flint,iris,jun,hex'))).not.toContain('Best bans');
  });

  test('says that the rest is unknown only where there is a rest', async () => {
    const teams = '/draft?map=copper-bend&allies=ada,bolt,flint&enemies=iris,jun';
    expect(textOf(await page(teams))).toContain('of the picks as they stand, the rest unknown');
    const full = textOf(await page(`${teams},hex`));
    expect(full).toContain('of the picks as they stand');
    expect(full).not.toContain('the rest unknown');
  });

  test('says that there is no such map', async () => {
    const html = await page('/draft?map=nope');
    expect(textOf(html)).toContain('There is no map “nope”.');
    expect(textOf(html)).toContain('Choose a map to begin.');
    expect(textOf(await page('/draft'))).not.toContain('There is no map');
  });

  test('who is named twice counts once, who is unknown is said', async () => {
    const html = await page('/draft?map=copper-bend&allies=ada,ada,nobody&enemies=ada');
    expect(tags(html, 'button').filter((tag) => attribute(tag, 'name') === 'drop')).toHaveLength(1);
    expect(textOf(html)).toContain('Left out, since unknown: nobody.');
    const hostile = await page('/draft?map=copper-bend&allies=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(hostile).not.toContain('<script>');
  });
});

describe('comparisons', () => {
  test('of brawlers, map by map', async () => {
    const html = await page('/compare?brawlers=ada,bolt');
    const rows = rowsOf(html, 'matrix');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveLength(3);
  });

  test('of maps, brawler by brawler', async () => {
    const rows = rowsOf(await page('/compare?maps=copper-bend,twin-forks-gem-rush'), 'matrix');
    expect(rows.map(([name]) => name)).toContain('Ada');
  });

  test('the form’s choices become an address', async () => {
    expect(await leadsTo('/compare?kind=brawlers&one=ada&one=&one=bolt&one=')).toBe(
      '/compare?brawlers=ada,bolt',
    );
    expect(await leadsTo('/compare?kind=maps&one=&one=')).toBe('/compare?kind=maps');
    expect(textOf(await page('/compare?brawlers=ada'))).toContain('Choose two to four.');
    const unknown = textOf(await page('/compare?brawlers=nobody,%00,ada'));
    expect(unknown).toContain('Choose two to four.');
    expect(unknown).toContain('Left out, since unknown: nobody');
    expect(textOf(await page('/compare?maps=nope,copper-bend'))).toContain('Left out, since unknown: nope.');
  });
});

describe('words about itself', () => {
  test('the status is that of /health', async () => {
    const text = textOf(await page('/status'));
    expect(text).toContain('brawlapi/maps');
    expect(text).toContain('Everything works');
    const silent = await createWorldSite({ collectorStatus: async () => null });
    expect(textOf(await pageAt(silent, '/status'))).toContain('Something fails');
  });

  test('the methodology has the back-test’s table, and the plot as a table', async () => {
    const html = await page('/methodology');
    expect(textOf(html)).toContain('hierarchy');
    expect(textOf(html)).toContain('raw rate');
    expect(html).toContain('<figure>');
    expect(tags(html, 'caption').length).toBeGreaterThanOrEqual(1);
  });

  test('every route that is named is there', async () => {
    const html = await page('/developers');
    const links = tags(html, 'a')
      .map((tag) => attribute(tag, 'href') ?? '')
      .filter((href) => /^\/(api|health)/.test(href));
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) {
      const { status } = await site.ask(link);
      // The examples' names are the game's, which this world need not have.
      expect([200, 404], link).toContain(status);
    }
  });
});

describe('a card for other pages', () => {
  test('may be framed, and no other page may', async () => {
    const card = await site.ask('/embed/map/copper-bend');
    expect(card.headers.get('content-security-policy')).toContain('frame-ancestors *');
    const other = await site.ask('/map/copper-bend');
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const missing = await site.ask('/embed/map/nope');
    expect(missing.status).toBe(404);
  });

  test('shows as many as are asked for, its age, and that it is a demo', async () => {
    expect(rowsOf(await page('/embed/map/copper-bend?limit=3'), 'rank')).toHaveLength(3);
    expect(rowsOf(await page('/embed/map/copper-bend?limit=0'), 'rank')).toHaveLength(1);
    const html = await page('/embed/map/copper-bend?background=transparent&theme=light&limit=x');
    expect(html).toMatch(/<html lang="en" data-theme="light" class="embed clear">/);
    expect(html).not.toContain('http-equiv');
    expect(await page('/embed/map/copper-bend?refresh=5')).toContain('http-equiv="refresh" content="60"');
    expect(textOf(html)).toContain('Demo data');
    expect(textOf(html)).toContain('2 hours ago');
    expect(textOf(await page('/embed/map/quiet-vale'))).toContain('Not enough games yet');
  });
});
