/** Daily series and trends over the made-up world: contract, routes, and the answers' own consistency. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { noDaily } from '../../src/kernel/reference/trends/runs.ts';
import { packMade } from '../../src/kernel/reference/trends/series.ts';
import type { SeriesAnswer, TrendsAnswer } from '../../src/shared/wire.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { type Asker, askFor } from './answers.ts';
import { CONTRACT } from './contract.ts';
import { createSite, createWorldSite, type Site, stored } from './site.ts';
import { buildWorld, IDS, MODES, NOW } from './world.ts';

const DAYS = 29;
const FIRST = Math.floor(NOW / 86_400_000) - DAYS + 1;
const ADA = IDS.brawler - 16_000_000 + 1;
const RUSH = 102;

/** Ada has risen in Gem Rush four days ago, the next brawler fallen, another long ago; day 3 has no games. */
function series(): Uint8Array {
  const daily = noDaily(DAYS);
  for (let day = 0; day < DAYS; day++) {
    daily.games[day] = day === 3 ? 0 : 100;
    daily.halfWins[day] = day === 3 ? 0 : 101;
  }
  const change = (day: number, size: number, certainty: number) => ({
    day,
    size,
    low: size - 0.02,
    high: size + 0.02,
    certainty,
  });
  const none = { daily, changes: [] };
  return packMade(
    [
      { brawler: ADA, mode: 0, ...none },
      { brawler: ADA, mode: RUSH, daily, changes: [change(4, -0.05, 40), change(24, 0.064, 50)] },
      { brawler: ADA + 1, mode: 0, daily, changes: [change(24, -0.08, 90)] },
      { brawler: ADA + 2, mode: 0, daily, changes: [change(5, 0.08, 90)] },
      { brawler: ADA + 3, mode: 0, daily, changes: [change(25, 0.07, 60)] },
    ],
    FIRST,
    DAYS,
  );
}

let site: Site;
let ask: Asker;
beforeAll(async () => {
  const kernel = createReferenceKernel();
  const store = createMemoryStore();
  await store.write(stored(buildWorld(kernel, { series: series() })));
  site = createSite({ kernel, store });
  ask = askFor(site);
});

describe('/api/brawler/:id/trend', () => {
  const trend = (key: string | number) => ask.get<SeriesAnswer>(`/api/brawler/${key}/trend`, CONTRACT.series);

  test('days with games, oldest first, with rate and interval', async () => {
    const answer = await trend('ada');
    expect(answer).toMatchObject({ id: IDS.brawler, name: 'Ada', slug: 'ada' });
    expect(answer.series.map(({ mode }) => mode)).toEqual([null, MODES.rush]);
    const [{ days } = { days: [] }] = answer.series;
    expect(days).toHaveLength(DAYS - 1);
    expect(days.at(-1)).toEqual({
      date: new Date(NOW).toISOString().slice(0, 10),
      games: 100,
      wins: 50.5,
      winRate: 50.5,
      // Wilson 1927: 100 games at 50.5 %
      interval: [40.9, 60.1],
    });
    expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).sort());
  });

  test('changes, newest first, and the trend that the last one makes', async () => {
    const { series: found } = await trend(IDS.brawler);
    expect(found[1]).toMatchObject({ mode: MODES.rush, modeId: 48_000_101, trend: 'rising' });
    expect(found[1]?.changes.map(({ size, interval }) => [size, interval])).toEqual([
      [6.4, [4.4, 8.4]],
      [-5, [-7, -3]],
    ]);
    expect(found[0]).toMatchObject({ trend: null, changes: [] });
  });

  test('is the summary of the brawler’s answer', async () => {
    const { trends } = await ask.brawler('ada');
    const { series: found } = await trend('ada');
    expect(trends).toEqual(found.map(({ days: _, ...rest }) => rest));
    expect((await ask.brawler(IDS.unreleased)).trends).toEqual([]);
  });

  test('an unknown brawler is a 404 with suggestions', async () => {
    const response = await site.ask('/api/brawler/adda/trend');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ suggestions: [{ name: 'Ada' }] });
  });
});

describe('/api/trends', () => {
  test('who rises and falls, surest first, and the shifts', async () => {
    const answer = await ask.get<TrendsAnswer>('/api/trends', CONTRACT.trends);
    expect(answer.rising.map(({ name, mode }) => [name, mode])).toEqual([
      ['Mr. Coil', null],
      ['Ada', MODES.rush],
    ]);
    expect(answer.falling).toHaveLength(1);
    expect(answer.falling[0]).toMatchObject({ size: -8, interval: [-10, -6] });
    const dateOf = (day: number) => new Date((FIRST + day) * 86_400_000).toISOString().slice(0, 10);
    expect(answer.shifts).toEqual([{ date: dateOf(24), brawlers: 3 }]);
    expect(answer.falling[0]?.date).toBe(dateOf(24));
  });

  test('nothing where nothing was counted', async () => {
    const answers = askFor(await createWorldSite());
    expect(await answers.get('/api/trends', CONTRACT.trends)).toMatchObject({
      rising: [],
      falling: [],
      shifts: [],
    });
    expect(await answers.get('/api/brawler/ada/trend', CONTRACT.series)).toMatchObject({ series: [] });
  });
});

test('a map’s rows say what the brawler does in its mode, or else over all', async () => {
  const trends = async (id: number) =>
    Object.fromEntries((await ask.map(id)).brawlers.map(({ name, trend }) => [name, trend]));
  expect(await trends(IDS.twinForksRush)).toMatchObject({ Ada: 'rising', Bolt: null, 'Mr. Coil': 'rising' });
});
