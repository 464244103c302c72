/** All routes but /api/map over a made-up world: the contract's fields, and what the answers must say. */
import { beforeAll, describe, expect, test } from 'vitest';
import { MAX_SEARCH_LIMIT } from '../../src/serve/parameters.ts';
import type { EventsAnswer } from '../../src/shared/wire.ts';
import { type Asker, askFor, expectSound } from './answers.ts';
import { CONTRACT } from './contract.ts';
import { createWorldSite, type Site } from './site.ts';
import { HOSTILE_BRAWLER, HOSTILE_MAP, IDS, MODES, NOW } from './world.ts';

let site: Site;
let ask: Asker;
beforeAll(async () => {
  site = await createWorldSite();
  ask = askFor(site);
});

describe('/api/brawler/:id', () => {
  test('by id and by slug: its maps, highest lift first', async () => {
    const answer = await ask.brawler(IDS.brawler);
    expect(answer).toMatchObject({
      id: IDS.brawler,
      name: 'Ada',
      slug: 'ada',
      class: 'Damage Dealer',
      rarity: 'Rare',
      color: '#68fd58',
      released: true,
      bracket: 'all',
    });
    const lifts = answer.bestMaps.map((row) => row.lift ?? 0);
    expect(lifts).toEqual([...lifts].sort((a, b) => b - a));
    expect(answer.bestMaps.map((row) => row.id).sort()).toEqual([
      IDS.copperBendAlias,
      IDS.twinForksRush,
      IDS.rateOnly,
      IDS.hostile,
    ]);
    expectSound(answer.bestMaps, null);
    expect(await ask.brawler('ADA')).toEqual(answer);
  });

  test('its numbers are those of the map', async () => {
    const { bestMaps } = await ask.brawler('ada');
    for (const { id, map: name, slug, mode, ...numbers } of bestMaps) {
      const answer = await ask.map(id);
      expect({ name, slug, mode }).toEqual({ name: answer.map, slug: answer.slug, mode: answer.mode });
      expect(answer.brawlers.find((row) => row.name === 'Ada')).toEqual({
        id: IDS.brawler,
        name: 'Ada',
        trend: null,
        ...numbers,
      });
    }
  });

  test('without counts: null, never 0', async () => {
    const row = (await ask.brawler('ada')).bestMaps.find((candidate) => candidate.id === IDS.rateOnly);
    expect(row).toMatchObject({ games: null, wins: null, interval: null });
  });

  test('min, limit and bracket', async () => {
    const all = (await ask.brawler('ada')).bestMaps;
    expect((await ask.brawler('ada?limit=2')).bestMaps).toEqual(all.slice(0, 2));
    expect((await ask.brawler('ada?min=1')).bestMaps).toEqual(all.filter((row) => row.games !== null));
    expect(await ask.brawler('ada?bracket=ranked')).toMatchObject({ bracket: 'ranked', bestMaps: [] });
  });

  test('unreleased, unplayed, and known by statistics alone', async () => {
    expect(await ask.brawler(IDS.unreleased)).toMatchObject({ released: false, bestMaps: [] });
    expect(await ask.brawler(IDS.hostileBrawler)).toMatchObject({ name: HOSTILE_BRAWLER });
    expect(await ask.brawler(IDS.unlisted)).toMatchObject({
      name: `#${IDS.unlisted}`,
      class: null,
      color: null,
    });
  });
});

describe('/api/search', () => {
  test('finds maps and brawlers, each once, with how they match', async () => {
    const found = await ask.search('q=copper bend');
    expect(found.maps).toEqual([
      {
        id: IDS.copperBendAlias,
        name: 'Copper Bend',
        slug: 'copper-bend',
        mode: MODES.rush,
        activeToday: true,
        match: 'exact',
      },
    ]);
    expect(await ask.search('q=ada')).toMatchObject({ brawlers: [{ id: IDS.brawler, match: 'exact' }] });
    expect((await ask.search('q=twin')).maps.map(({ slug }) => slug).sort()).toEqual([
      'twin-forks-gem-rush',
      'twin-forks-long-walk',
    ]);
  });

  test.each([
    ['nothing typed', 'q='],
    ['blanks', 'q=%20%20'],
    ['what resembles nothing', 'q=zzzzqqqq'],
    ['an emoji', 'q=%F0%9F%92%A9'],
    ['NUL', 'q=%00'],
    ['bytes that are not UTF-8', 'q=%ff%fe'],
    ['100 characters', `q=${'a'.repeat(100)}`],
    ['100 characters of 3 bytes', `q=${encodeURIComponent('漢'.repeat(100))}`],
  ])('%s: an answer, no error', async (_, query) => {
    const found = await ask.search(query);
    expect(found).toMatchObject({ maps: [], brawlers: [] });
  });

  test('markup is text like any other', async () => {
    expect((await ask.search('q=%3Cscript%3E')).maps).toMatchObject([{ id: IDS.hostile, name: HOSTILE_MAP }]);
  });

  test('8 each by default; limit 1 to 50', async () => {
    const many = await ask.search('q=a&limit=50');
    expect(many.brawlers.length).toBeGreaterThan(1);
    expect((await ask.search('q=a&limit=1')).brawlers).toEqual(many.brawlers.slice(0, 1));
    expect((await ask.search('q=a')).brawlers.length).toBeLessThanOrEqual(8);
    expect(MAX_SEARCH_LIMIT).toBe(50);
  });

  test.each(['en', 'de', 'pt-BR', 'zh-Hant'])('lang=%s is taken', async (lang) => {
    expect((await ask.search(`q=ada&lang=${lang}`)).brawlers).toHaveLength(1);
  });
});

test('a search tells what is on today, so its ETag goes with the rotation and with the day', async () => {
  const later = await createWorldSite();
  const etags = new Set<string | null>();
  // Now; when an event has begun; the next day, when none has begun or ended since.
  for (const hours of [0, 3, 10]) {
    later.advance(hours * 3_600_000);
    etags.add((await later.ask('/api/search?q=copper')).headers.get('etag'));
  }
  expect(etags.size).toBe(3);
});

describe('/api/events', () => {
  test('what runs and what comes, in the order of the upstream', async () => {
    const { active, upcoming } = await ask.events();
    expect(active.map((event) => event.map?.id)).toEqual([IDS.copperBendAlias, IDS.quietVale]);
    expect(upcoming.map((event) => event.map?.id)).toEqual([IDS.twinForksRush, IDS.hostile]);
    expect(active[0]).toMatchObject({
      mode: MODES.rush,
      slot: 1,
      startTime: new Date(NOW - 3_600_000).toISOString(),
      predicted: false,
      modifier: null,
      map: { slug: 'copper-bend', name: 'Copper Bend' },
    });
    expect(upcoming[1]).toMatchObject({ predicted: true, modifier: 'Low "gravity"' });
  });

  test('top is of the ranking, at most five, and empty where there is no data', async () => {
    const { active } = await ask.events();
    const { brawlers } = await ask.map(IDS.copperBend);
    const best = brawlers
      .filter((row) => row.tier !== null)
      .slice(0, 5)
      .map(({ id, name, tier, adjustedWinRate, lift }) => ({ id, name, tier, adjustedWinRate, lift }));
    expect(best).toHaveLength(5);
    expect(active[0]?.top).toEqual(best);
    expect(active[1]?.top).toEqual([]);
  });

  test('moves with the time: what has begun is active, what is over is gone, and the ETag tells', async () => {
    const later = await createWorldSite();
    const first = await later.ask('/api/events');
    later.advance(3 * 3_600_000);
    const second = await later.ask('/api/events');
    const answer = (await second.json()) as EventsAnswer;
    expect(answer.active.map((event) => event.map?.id)).toEqual([IDS.copperBendAlias, IDS.hostile]);
    expect(answer.upcoming.map((event) => event.map?.id)).toEqual([IDS.twinForksRush]);
    expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'));
  });
});

describe('lists', () => {
  test('/api/maps: one entry a (name, mode), by slug', async () => {
    const { maps } = await ask.get<{
      maps: { slug: string; ids: number[]; hasData: boolean; battles: null }[];
    }>('/api/maps', CONTRACT.maps);
    expect(maps).toHaveLength(10);
    expect(maps.find((row) => row.slug === 'copper-bend')).toMatchObject({
      ids: [IDS.copperBend, IDS.copperBendAlias],
      hasData: true,
      battles: null,
    });
    expect(maps.find((row) => row.slug === 'wide-plain')).toMatchObject({ hasData: false });
    expect(maps.find((row) => row.slug === 'old-mill')).toMatchObject({ disabled: true });
    for (const { slug } of maps) await ask.map(slug);
  });

  test('/api/brawlers: those of the upstream’s list, by id', async () => {
    const { brawlers } = await ask.get<{ brawlers: { id: number; slug: string }[] }>(
      '/api/brawlers',
      CONTRACT.brawlers,
    );
    expect(brawlers.map((row) => row.id)).toEqual(Array.from({ length: 12 }, (_, i) => IDS.brawler + i));
    for (const { id, slug } of brawlers) expect((await ask.brawler(slug)).id).toBe(id);
  });

  test('/api/modes', async () => {
    const { modes } = await ask.get<{ modes: object[] }>('/api/modes', CONTRACT.modes);
    expect(modes).toMatchObject([
      {
        id: 48_000_101,
        name: MODES.rush,
        slug: 'gem-rush',
        key: 'gemRush',
        color: '#12ab9f',
        disabled: false,
        maps: 5,
      },
      { id: 48_000_102, name: MODES.walk, maps: 4 },
      { id: 48_000_103, name: MODES.ghost, disabled: true, maps: 1 },
    ]);
  });

  test('/api/snapshot: the binary, as it was published', async () => {
    const response = await site.ask('/api/snapshot');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(site.kernel.snapshot());
  });
});

test('every answer names the snapshot that it is from', async () => {
  const paths = ['map/copper-bend', 'brawler/ada', 'search?q=a', 'events', 'maps', 'brawlers', 'modes'];
  for (const path of paths) {
    const body: unknown = await (await site.ask(`/api/${path}`)).json();
    expect(body, path).toMatchObject({ data: 'demo', snapshot: site.kernel.head?.hash });
  }
});
