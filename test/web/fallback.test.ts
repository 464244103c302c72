/** Where a map has too few battles: that is said, and what stands in for its ranking is named and can be recounted. */
import { describe, expect, test } from 'vitest';
import { COUNT_BATTLES, COUNT_CELLS } from '../../kernel/layout/tally.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import type { MapAnswer } from '../../src/shared/wire.ts';
import { poolMaps } from '../../src/web/pool.ts';
import { makeSums, type SumsRow } from '../kernel/snapshot-build/sums.ts';
import { createSite, type Site, stored } from '../serve/site.ts';
import { catalogue, IDS, NOW } from '../serve/world.ts';
import { pageAt, rowsOf, textOf } from './html.ts';

/** Of twelve, one of which is unreleased: where this many are known well, a ranking is not thin. */
const BRAWLERS = 6;
/** of a map with few battles */
const FEW_BRAWLERS = 3;
const WINDOW_DAYS = 28;

/** A site that has counted so many games of each brawler on these maps. */
async function countedSite(games: Readonly<Record<number, number>>): Promise<Site> {
  const kernel = createReferenceKernel();
  const entries = Object.entries(games).map(([map, each]) => [Number(map), each] as const);
  const battles: SumsRow[] = entries.map(([map, each]) => ({ map, games: each }));
  const cells = entries.flatMap(([map, each], m) =>
    Array.from({ length: each === FEW ? FEW_BRAWLERS : BRAWLERS }, (_, i): SumsRow => {
      const played = each * (1 + ((i + m) % 3));
      return {
        map,
        brawlers: [IDS.brawler + i],
        games: played,
        halfWins: Math.round(played * (1.12 - 0.04 * i)),
      };
    }),
  );
  const snapshot = kernel.buildSnapshot({
    bundles: catalogue(kernel),
    builtAt: NOW - 60_000,
    data: 'live',
    windowDays: WINDOW_DAYS,
    sources: [],
    sums: [makeSums(COUNT_BATTLES, battles), makeSums(COUNT_CELLS, cells)],
  });
  const site = createSite();
  await site.store.write(stored(snapshot));
  return site;
}

const MANY = 2000;
const FEW = 1;
const RUSH = { [IDS.copperBend]: MANY, [IDS.twinForksRush]: MANY };
const NO_BATTLES = 'No battles on this map in the last 28 days.';
const FEW_BATTLES = 'Few battles are known of this map: fewer than half of the brawlers';
const IN_RUSH = 'Fall-back: brawlers in Gem Rush, over its maps';
const IN_ALL = 'Fall-back: brawlers over all modes';

const answerOf = async (site: Site, slug: string) =>
  (await (await site.ask(`/api/map/${slug}`)).json()) as MapAnswer;

/** The first table of a page: without rows of its own, that of the fall-back. */
const numbers = (html: string) =>
  rowsOf(html, 'rank').map((row) => row.map((cell) => cell.replaceAll('−', '-')));

describe('a map without battles', () => {
  test('says so, and shows its mode’s, as the API’s answers give it', async () => {
    const site = await countedSite(RUSH);
    const html = await pageAt(site, '/map/wider-plain');
    const text = textOf(html);
    expect(text).toContain(NO_BATTLES);
    expect(text).toContain(IN_RUSH);
    expect(text).toMatch(/Maps\n2\nBattles\n4,000\nSource\ncounted battles, 28 days\nAge\n/);
    const answers = await Promise.all([answerOf(site, 'copper-bend'), answerOf(site, 'twin-forks-gem-rush')]);
    const rows = numbers(html);
    expect(rows).toHaveLength(BRAWLERS);
    for (const [brawler = '', , lift, , raw, games] of rows) {
      const own = answers.map(({ brawlers }) => {
        const row = brawlers.find(({ name }) => brawler.includes(name));
        if (row?.lift == null || row.games === null || row.wins === null) throw new Error(`no ${brawler}`);
        return { lift: row.lift, games: row.games, wins: row.wins };
      });
      const sum = (of: (row: (typeof own)[number]) => number) =>
        own.reduce((total, row) => total + of(row), 0);
      const mean = sum((row) => row.games * row.lift) / sum((row) => row.games);
      expect(Number(lift?.replace('±', ''))).toBeCloseTo(mean, 0.9);
      expect(raw).toBe(((100 * sum((row) => row.wins)) / sum((row) => row.games)).toFixed(1));
      expect(games).toBe(sum((row) => row.games).toLocaleString('en'));
    }
    const lifts = rows.map(([, , lift]) => Number(lift?.replace('±', '')));
    expect(lifts).toEqual([...lifts].sort((a, b) => b - a));
  });

  test('of a mode without battles shows all modes’', async () => {
    const text = textOf(await pageAt(await countedSite(RUSH), '/map/old-mill'));
    expect(text).toContain(NO_BATTLES);
    expect(text).toContain(IN_ALL);
    expect(text).not.toContain('Fall-back: brawlers in');
  });

  test('shows nothing where nothing has been counted anywhere', async () => {
    const html = await pageAt(await countedSite({}), '/map/wider-plain');
    expect(textOf(html)).toContain('No source has statistics for this map and bracket.');
    expect(html).not.toContain('<table');
    expect(textOf(html)).not.toContain('Fall-back');
  });

  test('says it in every bracket, and in the page’s language', async () => {
    const site = await countedSite(RUSH);
    expect(textOf(await pageAt(site, '/map/wider-plain?bracket=ranked'))).toContain(IN_RUSH);
    const german = textOf(await pageAt(site, '/de/map/wider-plain'));
    expect(german).toContain('Keine Kämpfe auf dieser Karte in den letzten 28 Tagen.');
    expect(german).toContain('Ersatzweise: Brawler in Gem Rush');
  });
});

describe('a map with few battles', () => {
  test('says so, shows its own rows, and below them its mode’s', async () => {
    const site = await countedSite({ ...RUSH, [IDS.rateOnly]: FEW });
    const html = await pageAt(site, '/map/rate-only-ridge');
    const text = textOf(html);
    expect((await answerOf(site, 'rate-only-ridge')).brawlers).toHaveLength(FEW_BRAWLERS);
    expect(text).toContain(FEW_BATTLES);
    expect(text.indexOf('Ranking of the brawlers on Rate Only Ridge')).toBeLessThan(text.indexOf(IN_RUSH));
    expect(text).toMatch(/Maps\n3\nBattles\n4,001\n/);
  });

  test('that is the only one of its mode is not shown twice', async () => {
    const text = textOf(await pageAt(await countedSite({ ...RUSH, [IDS.disabled]: FEW }), '/map/old-mill'));
    expect(text).toContain(FEW_BATTLES);
    expect(text).toContain(IN_ALL);
  });
});

test('a map with a ranking has none that stands in, whatever the filter', async () => {
  const site = await countedSite(RUSH);
  for (const query of ['', '?min=999999', '?sort=name'])
    expect(textOf(await pageAt(site, `/map/copper-bend${query}`))).not.toContain('Fall-back');
});

test('battles under a new id of a known map are the map’s', async () => {
  const site = await countedSite({ [IDS.copperBendAlias]: MANY });
  const text = textOf(await pageAt(site, '/map/copper-bend'));
  expect(text).toContain('Ranking of the brawlers on Copper Bend');
  expect(text).not.toContain('Fall-back');
});

describe('on the front page, an event whose map has no battles', () => {
  test('shows its mode’s picks, and says that they are', async () => {
    const html = await pageAt(await countedSite({ ...RUSH, [IDS.twinForksWalk]: MANY }), '/');
    const label = 'No ranking of this map yet. Fall-back: Long Walk, over its maps';
    expect(textOf(html)).toContain(label);
    const picks = html.slice(html.indexOf(label));
    expect(picks.slice(0, picks.indexOf('</ol>')).match(/<li>/g)?.length).toBeGreaterThan(0);
  });

  test('has no picks where its mode has none either', async () => {
    const text = textOf(await pageAt(await countedSite(RUSH), '/'));
    expect(text).toContain('Not enough games yet for a recommendation.');
    expect(text).not.toContain('Fall-back');
  });
});

describe('maps brought together', () => {
  const answer = (cells: readonly Partial<MapAnswer['brawlers'][number]>[], more: Partial<MapAnswer> = {}) =>
    ({
      windowDays: 28,
      source: 'battles',
      battles: 100,
      picks: null,
      builtAt: '2026-11-26T00:00:00.000Z',
      updatedAt: null,
      brawlers: cells.map((cell) => ({
        id: 1,
        name: 'Ada',
        games: 100,
        wins: 55,
        lift: 2,
        interval: [48, 56],
        ...cell,
      })),
      ...more,
    }) as MapAnswer;

  test('by hand', () => {
    const pool = poolMaps([
      answer([{ games: 300, wins: 165, lift: 4, interval: [50.08, 57.92] }]),
      answer([{ games: 100, wins: 50, lift: 0, interval: [44.12, 55.88] }]),
    ]);
    // Deviations of 2 and 3: (300 · 4 + 100 · 9) / 400 = 5.25 within; (300 · 16 + 100 · 0) / 400 − 3² = 3 between.
    const half = 1.959964 * Math.sqrt(8.25);
    expect(pool?.rows[0]).toMatchObject({ games: 400, wins: 215, lift: 3 });
    expect(pool?.rows[0]?.interval?.[0]).toBeCloseTo(3 - half, 2);
    expect(pool?.rows[0]?.interval?.[1]).toBeCloseTo(3 + half, 2);
    expect(pool).toMatchObject({ maps: 2, battles: 200, windowDays: 28, sources: ['battles'] });
  });

  test('what one of them does not tell is not told', () => {
    const pool = poolMaps([
      answer([{}]),
      answer([{ games: null, wins: null, interval: null }], {
        battles: null,
        windowDays: null,
        source: 'brawlapi',
      }),
    ]);
    expect(pool?.rows[0]).toMatchObject({ games: null, wins: null, interval: null });
    expect(pool).toMatchObject({ battles: null, windowDays: 28, sources: ['brawlapi', 'battles'] });
  });

  test('maps without a ranking count for nothing', () => {
    expect(poolMaps([answer([])])).toBeNull();
    expect(poolMaps([answer([]), answer([{}])])?.maps).toBe(1);
  });
});
