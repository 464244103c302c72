import { describe, expect, it, vi } from 'vitest';
import { createDemo } from '../../upstream-sim/demo/demo.ts';
import { HOUR_MS, parseTime } from '../../upstream-sim/shift.ts';
import { getJson, getRaw, startSim } from './helpers.ts';
import { type Entry, logOf, officialText } from './official-helpers.ts';

vi.setConfig({ testTimeout: 30_000 });

const NOW = Date.UTC(2026, 10, 23, 6, 31, 5);
const DEMO = { kind: 'demo', seed: 4, players: 900 } as const;

type Ranked = { tag: string; name: string; nameColor: string; trophies: number; rank: number };
type Page<T> = { items: T[]; paging: { cursors: { after?: string; before?: string } } };
type Event = { startTime: string; endTime: string; slotId: number; event: { id: number; modeId: number } };

describe('official API of the demo world', () => {
  it('serves logs, profiles, rankings, brawlers and the rotation over HTTP, with entity tags', async () => {
    const sim = await startSim({ source: DEMO, now: () => NOW });
    const { items } = await getJson<Page<Ranked>>(`${sim.officialUrl}/rankings/global/players?limit=3`);
    expect(items.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    const tag = items[0]?.tag ?? '';
    expect(tag).toMatch(/^#[0289PYLQGRJCUV]{9}$/);
    const url = `${sim.officialUrl}/players/${encodeURIComponent(tag)}`;
    const log = await fetch(`${url}/battlelog`);
    expect(log.headers.get('content-type')).toBe('application/json');
    const held = { headers: { 'if-none-match': log.headers.get('etag') ?? '' } };
    expect((await fetch(`${url}/battlelog`, held)).status).toBe(304);
    const { items: entries, paging } = (await log.json()) as Page<Entry>;
    expect(entries.length).toBeGreaterThan(0);
    expect(paging).toEqual({ cursors: {} });
    const profile = await getJson<Ranked & { brawlers: { trophies: number }[] }>(url);
    expect(profile).toMatchObject({ tag, name: items[0]?.name, nameColor: items[0]?.nameColor });
    // A ranking is as of the beginning of the day, and trophies are won back as the season goes on.
    expect(profile.trophies / (items[0]?.trophies ?? Number.NaN)).toBeCloseTo(1, 2);
    expect(profile.brawlers.length).toBe(106);
    const brawlers = await getJson<Page<{ id: number; name: string }>>(`${sim.officialUrl}/brawlers`);
    expect(brawlers.items[0]).toMatchObject({ id: 16000000, name: 'SHELLY', starPowers: [], gadgets: [] });
    expect(sim.requests()[0]?.path).toBe('/official/v1/rankings/global/players?limit=3');
    expect(sim.official?.tags.includes(tag)).toBe(true);
    expect(sim.now()).toBe(NOW);
  });

  it('shows the same maps live as BrawlAPI does, at any hour', () => {
    const demo = createDemo(4);
    for (let hour = 0; hour < 30; hour += 6) {
      const now = NOW + hour * HOUR_MS;
      const rotation = JSON.parse(officialText(demo, '/events/rotation', now)) as Event[];
      const body = demo.answer('/brawlapi/v1/events', now).body.toString('utf8');
      const { active } = JSON.parse(body) as {
        active: {
          slot: { id: number };
          startTime: string;
          endTime: string;
          map: { id: number; gameMode: { scId: number } };
        }[];
      };
      expect(
        rotation.map(({ slotId, event, startTime, endTime }) => [
          slotId,
          event.id,
          48_000_000 + event.modeId,
          parseTime(startTime),
          parseTime(endTime),
        ]),
      ).toEqual(
        active.map(({ slot, map, startTime, endTime }) => [
          slot.id,
          map.id,
          map.gameMode.scId,
          Date.parse(startTime),
          Date.parse(endTime),
        ]),
      );
      expect(rotation[0]?.startTime).toMatch(/^\d{8}T\d{6}\.000Z$/);
    }
  });

  it('plays the ladder on maps that are live, and Ranked on its own', () => {
    const demo = createDemo(4, { players: 500 });
    const ranked = new Set<number>();
    for (const battle of demo.official.battles(NOW - 6 * HOUR_MS, NOW)) {
      const rotation = JSON.parse(officialText(demo, '/events/rotation', battle.time)) as Event[];
      const isLive = rotation.some(({ event }) => event.id === battle.mapId);
      if (battle.kind === 'ladder') expect(isLive).toBe(true);
      if (battle.kind === 'ranked') ranked.add(battle.mapId);
    }
    expect(ranked.size).toBeGreaterThan(5);
  });

  it('pages rankings of the world, of countries and of brawlers: 200 at most, forwards and back', () => {
    const demo = createDemo(4, { players: 900 });
    const read = (path: string, query: string): Page<Ranked> =>
      JSON.parse(officialText(demo, `/rankings/${path}`, NOW, query)) as Page<Ranked>;
    for (const path of ['global/players', 'de/players', 'BR/players', 'global/brawlers/16000010']) {
      const whole = read(path, '').items;
      expect(whole.length).toBe(path.startsWith('global') ? 200 : Math.min(200, whole.length));
      expect(whole.length).toBeGreaterThan(20);
      expect(whole.map(({ rank }) => rank)).toEqual(whole.map((_, i) => i + 1));
      const trophies = whole.map((row) => row.trophies);
      expect(trophies).toEqual([...trophies].sort((a, b) => b - a));
      const paged: Ranked[] = [];
      let after: string | undefined;
      do {
        const query = after === undefined ? 'limit=70' : `limit=70&after=${after}`;
        const page = read(path, query);
        const before = page.paging.cursors.before;
        if (before !== undefined)
          expect(read(path, `limit=70&before=${before}`).items).toEqual(paged.slice(-70));
        paged.push(...page.items);
        after = page.paging.cursors.after;
      } while (after !== undefined);
      expect(paged).toEqual(whole);
    }
    expect(read('global/players', 'limit=1000').items.length).toBe(200);
    expect(read('global/players', 'limit=10').paging.cursors).toEqual({ after: 'eyJwb3MiOjEwfQ' });
    const { after } = read('global/players', 'limit=10&after=eyJwb3MiOjE5MH0').paging.cursors;
    expect(after).toBeUndefined();
    const countries = new Set(read('de/players', '').items.map(({ tag }) => tag));
    expect(read('br/players', '').items.some(({ tag }) => countries.has(tag))).toBe(false);
  });

  it.each([
    'limit=0',
    'limit=x',
    'limit=-1',
    'after=x',
    'after=e30',
    'before=%%%',
    'after=eyJwb3MiOjEwfQ&before=eyJwb3MiOjEwfQ',
  ])('refuses paging that makes no sense: %s', (query) => {
    const demo = createDemo(4, { players: 100 });
    const answer = demo.answer('/official/v1/rankings/global/players', NOW, query);
    expect([answer.status, JSON.parse(answer.body.toString('utf8'))]).toMatchObject([
      400,
      { reason: 'badRequest' },
    ]);
  });

  it('answers 404 in its own shape for what does not exist', async () => {
    const sim = await startSim({ source: DEMO });
    const tag = encodeURIComponent(sim.official?.tags[0] ?? '');
    const missing = [
      '/players/%2300000000/battlelog',
      '/players/%23YYYYYYYYY',
      '/players/battlelog',
      `/players/${tag.replace('%23', '')}/battlelog`,
      `/players/${tag}/other`,
      `/players/${tag}/battlelog/x`,
      `/players/${tag}/`,
      '/players/%zz/battlelog',
      '/rankings/XX/players',
      '/rankings/global/clubs',
      '/rankings/global/brawlers',
      '/rankings/global/brawlers/16000033',
      '/rankings/global/brawlers/abc',
      '/rankings/global/players/x',
      '/events',
      '/events/other',
      '/brawlers/16000000',
      '/',
      '',
    ];
    for (const path of missing) {
      const { status, body } = await getRaw(sim.port, `/official/v1${path}`);
      expect([path, status, JSON.parse(body)]).toMatchObject([path, 404, { reason: 'notFound' }]);
    }
    expect((await getRaw(sim.port, `/official/v1/players/${tag.toLowerCase()}/battlelog`)).status).toBe(200);
  });

  it('refuses options that can not be', () => {
    const refused = [
      { players: 23 },
      { players: 30.5 },
      { players: Number.NaN },
      { battlesPerDay: 0 },
      { battlesPerDay: 1e6 },
      { balanceChanges: [{ at: Number.NaN }] },
      { balanceChanges: [{ at: 0, effects: { 16000033: 1 } }] },
      { balanceChanges: [{ at: 0, effects: { 16000000: Number.NaN } }] },
    ];
    for (const options of refused) expect(() => createDemo(1, options)).toThrow(RangeError);
  });

  it('has tags that no two players share, and that are no matter of how many there are', () => {
    const few = createDemo(9, { players: 50 }).official.tags;
    const many = createDemo(9, { players: 3000 }).official.tags;
    expect(new Set(many).size).toBe(3000);
    expect(few).toEqual(many.slice(0, 50));
  });

  it('serves a crowd of the smallest size', () => {
    const demo = createDemo(2, { players: 24, battlesPerDay: 100 });
    const logs = demo.official.tags.map((tag) => logOf(demo, tag, NOW));
    expect(logs.flat().length).toBeGreaterThan(50);
    expect([...demo.official.battles(NOW, NOW - 1)]).toEqual([]);
    expect(demo.official.winRate(999, 16000000)).toBeNull();
    expect(demo.official.winRate(15000007, 999)).toBeNull();
  });
});
