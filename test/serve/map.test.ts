/** /api/map over a made-up world: the contract's fields, and what the numbers must say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { MapAnswer } from '../../src/shared/wire.ts';
import { askFor, expectSound } from './answers.ts';
import { createWorldSite, type Site } from './site.ts';
import { HOSTILE_BRAWLER, HOSTILE_MAP, IDS, MODES, NOW } from './world.ts';

let site: Site;
beforeAll(async () => {
  site = await createWorldSite();
});

const map = (key: string | number): Promise<MapAnswer> => askFor(site).map(key);

describe('/api/map/:id', () => {
  test('a map with counts: summed over its ids, best first', async () => {
    const answer = await map(IDS.copperBend);
    expect(answer).toMatchObject({
      // the newest enabled id stands for all
      id: IDS.copperBendAlias,
      ids: [IDS.copperBend, IDS.copperBendAlias],
      slug: 'copper-bend',
      map: 'Copper Bend',
      mode: MODES.rush,
      modeId: 48_000_101,
      disabled: false,
      data: 'demo',
      source: 'brawlapi',
      builtAt: new Date(NOW - 60_000).toISOString(),
      updatedAt: new Date(NOW - 7_200_000).toISOString(),
      windowDays: null,
      bracket: 'all',
      // the source counts picks, not battles
      battles: null,
      notice: null,
    });
    // Ada: 3,000 games and 120 of the alias
    const ada = answer.brawlers.find((row) => row.name === 'Ada');
    expect(ada).toMatchObject({ id: IDS.brawler, games: 3120, winRate: 58, rank: 1 });
    expect(ada?.wins).toBeCloseTo(3120 * 0.58, 0);
    expect(answer.picks).toBe(answer.brawlers.reduce((sum, row) => sum + (row.games ?? 0), 0));
    expectSound(answer.brawlers, answer.baseline);
    const rates = answer.brawlers.map((row) => row.adjustedWinRate);
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
    expect(answer.brawlers.map((row) => row.name)).toContain(HOSTILE_BRAWLER);
    expect(answer.brawlers.map((row) => row.name)).toContain(`#${IDS.unlisted}`);
  });

  test('teams are those seen, a draw is half a win', async () => {
    const { teams } = await map('copper-bend');
    expect(teams.map(({ ids, games, wins, winRate }) => ({ ids, games, wins, winRate }))).toEqual([
      { ids: [0, 1, 2].map((i) => IDS.brawler + i), games: 100, wins: 60.5, winRate: 60.5 },
      { ids: [3, 4].map((i) => IDS.brawler + i), games: 40, wins: 10, winRate: 25 },
    ]);
    expect(teams[0]?.brawlers).toEqual(['Ada', HOSTILE_BRAWLER, 'Bolt']);
  });

  test('its ids, its alias ids and its slug lead to the same answer', async () => {
    const byId = await map(IDS.copperBend);
    for (const key of [
      IDS.copperBendAlias,
      'copper-bend',
      'COPPER-Bend',
      'Copper%20Bend',
      'copper-bend-gem-rush',
    ])
      expect(await map(key), String(key)).toEqual(byId);
  });

  test('one name in two modes: slug and mode name each; the slug alone leads to the newer', async () => {
    expect(await map('twin-forks-gem-rush')).toMatchObject({ id: IDS.twinForksRush, mode: MODES.rush });
    expect(await map('Twin-Forks-Long-Walk')).toMatchObject({ id: IDS.twinForksWalk, mode: MODES.walk });
    expect(await map('twin-forks')).toMatchObject({
      id: IDS.twinForksWalk,
      slug: 'twin-forks-long-walk',
      ids: [IDS.twinForksWalk],
    });
  });

  test('rates without counts: games, wins and interval are null, never 0', async () => {
    const answer = await map(IDS.rateOnly);
    expect(answer.brawlers).toHaveLength(9);
    expect(answer).toMatchObject({ battles: null, picks: null, notice: null });
    for (const row of answer.brawlers)
      expect(row).toMatchObject({ games: null, wins: null, interval: null, winRate: expect.any(Number) });
    // 82.8 % at a use rate of 0 is noise
    expect(answer.brawlers.find((row) => row.winRate === 82.8)?.adjustedWinRate).toBeLessThan(60);
    expectSound(answer.brawlers, answer.baseline);
  });

  test.each([
    ['no statistics', IDS.quietVale, 'no-statistics', null],
    ['the site-wide table', IDS.widePlain, 'site-wide', 'brawlapi'],
    ['the site-wide table in the other mode', IDS.widerPlain, 'site-wide', 'brawlapi'],
    ['disabled', IDS.disabled, 'no-statistics', null],
  ])('%s: says so, and shows nothing', async (_, id, code, source) => {
    expect(await map(id)).toMatchObject({
      notice: { code },
      source,
      battles: null,
      picks: null,
      baseline: null,
      brawlers: [],
      teams: [],
      disabled: id === IDS.disabled,
    });
  });

  test('a bracket that no source has says so', async () => {
    expect(await map(`${IDS.copperBend}?bracket=ranked`)).toMatchObject({
      bracket: 'ranked',
      source: null,
      notice: { code: 'no-statistics' },
      brawlers: [],
    });
  });

  test('names come as they are, whatever is in them', async () => {
    expect(await map(IDS.hostile)).toMatchObject({ map: HOSTILE_MAP, id: IDS.hostile });
    expect(await map(IDS.aurora)).toMatchObject({ map: '極光', slug: `map-${IDS.aurora}` });
    expect(await map(`map-${IDS.aurora}`)).toMatchObject({ id: IDS.aurora });
  });
});

describe('options of /api/map', () => {
  const rows = async (options: string) => (await map(`${IDS.copperBend}${options}`)).brawlers;

  test.each(['all', 'ladder', 'ladder-1000', 'ranked', 'ranked-mythic'])('bracket=%s', async (bracket) => {
    const answer = await map(`${IDS.copperBend}?bracket=${bracket}`);
    expect(answer.bracket).toBe(bracket);
    expect(answer.brawlers.length > 0).toBe(bracket === 'all');
  });

  test.each(['winRate', 'adjustedWinRate', 'lift', 'games', 'useRate'] as const)(
    'sort=%s puts the largest first',
    async (sort) => {
      const values = (await rows(`?sort=${sort}`)).map((row) => row[sort] ?? 0);
      expect(values).toHaveLength(11);
      expect(values).toEqual([...values].sort((a, b) => b - a));
    },
  );

  test('sort=rank is the default', async () => {
    const ranked = await rows('?sort=rank');
    expect(ranked).toEqual(await rows(''));
    const ranks = ranked.map((row) => row.rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  test('sort=name is by slug, and leaves ranks as they are', async () => {
    const byName = await rows('?sort=name');
    expect(byName.map((row) => row.name).slice(0, 4)).toEqual(['Ada', 'Bolt', '九尾', `#${IDS.unlisted}`]);
    expect(byName.find((row) => row.name === 'Ada')?.rank).toBe(1);
    expect([...byName].sort((a, b) => a.id - b.id)).toEqual(
      [...(await rows(''))].sort((a, b) => a.id - b.id),
    );
  });

  test('limit cuts rows and teams, no limit means all', async () => {
    const all = await map(IDS.copperBend);
    expect(all.brawlers).toHaveLength(11);
    const three = await map(`${IDS.copperBend}?limit=3`);
    expect(three.brawlers).toEqual(all.brawlers.slice(0, 3));
    const one = await map(`${IDS.copperBend}?limit=1`);
    expect(one.brawlers).toEqual(all.brawlers.slice(0, 1));
    expect(one.teams).toEqual(all.teams.slice(0, 1));
    expect(await map(`${IDS.copperBend}?limit=1000000000`)).toEqual(all);
  });

  test('limit is applied after sorting', async () => {
    const games = await rows('?sort=useRate&limit=2');
    expect(games).toEqual((await rows('?sort=useRate')).slice(0, 2));
  });

  test('min leaves out rows and teams with fewer games', async () => {
    const all = await map(IDS.copperBend);
    const some = await map(`${IDS.copperBend}?min=1200`);
    expect(some.brawlers).toEqual(all.brawlers.filter((row) => (row.games ?? 0) >= 1200));
    expect(some.brawlers.length).toBeGreaterThan(0);
    expect(some.brawlers.length).toBeLessThan(all.brawlers.length);
    expect((await map(`${IDS.copperBend}?min=41`)).teams).toHaveLength(1);
    expect((await map(`${IDS.copperBend}?min=40`)).teams).toHaveLength(2);
    expect(await map(`${IDS.copperBend}?min=0`)).toEqual(all);
  });

  test('min over 0 without counts: no row is known to reach it, and the answer says so', async () => {
    expect(await map(`${IDS.rateOnly}?min=1`)).toMatchObject({ brawlers: [], notice: { code: 'no-counts' } });
    expect((await map(`${IDS.rateOnly}?min=0`)).brawlers).toHaveLength(9);
  });

  test('sort=games without counts keeps the order of ranks', async () => {
    expect((await map(`${IDS.rateOnly}?sort=games`)).brawlers).toEqual((await map(IDS.rateOnly)).brawlers);
  });

  test('an unknown parameter is not our concern', async () => {
    expect(await map(`${IDS.copperBend}?utm_source=x`)).toEqual(await map(IDS.copperBend));
  });
});
