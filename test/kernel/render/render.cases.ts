/** What the answers of a small world must say, whichever kernel writes them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Kernel } from '../../../src/kernel/port.ts';
import { NOTICES } from '../../../src/shared/answers.ts';
import { BUILT_AT, makeWorld, NOW, ODD_NAME } from './world.ts';

/* Indexes into SORT_NAMES. */
const BY_RANK = 0;
const BY_GAMES = 4;
const BY_USE_RATE = 5;
const BY_NAME = 6;

interface Row {
  id: number;
  name: string;
  games: number | null;
  lift: number;
  adjustedWinRate: number;
  rank: number;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what these cases check
type Answer = any;

function parse(bytes: Uint8Array): Answer {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

export function describeAnswers(name: string, create: () => Promise<Kernel>): void {
  describe(name, () => {
    let kernel: Kernel;
    beforeAll(async () => {
      kernel = await create();
      const opened = kernel.open(makeWorld());
      expect(opened.ok).toBe(true);
    });

    const map = (key: string, options = {}) =>
      parse(
        kernel.renderMap(kernel.findMap(key), { bracket: 0, min: 0, limit: 0, sort: BY_RANK, ...options }),
      );
    const ids = (answer: Answer) => answer.brawlers.map((row: Row) => row.id);

    it('says where it comes from', () => {
      const answer = map('15000001');
      expect(answer).toMatchObject({
        data: 'demo',
        builtAt: new Date(BUILT_AT).toISOString(),
        // No window is known of BrawlAPI's numbers.
        windowDays: null,
      });
      expect(answer.snapshot).toBe(kernel.head?.hash);
    });

    it('keeps the order of the keys', () => {
      expect(Object.keys(map('15000001')).join()).toBe(
        'id,ids,slug,map,mode,modeId,disabled,source,data,snapshot,builtAt,updatedAt,windowDays,bracket,battles,picks,baseline,notice,brawlers,teams',
      );
      expect(Object.keys(map('15000001').brawlers[0]).join()).toBe(
        'id,name,trend,tier,games,wins,winRate,adjustedWinRate,interval,lift,useRate,rank,tied',
      );
      expect(Object.keys(map('15000001').teams[0]).join()).toBe(
        'brawlers,ids,games,wins,winRate,adjustedWinRate,interval',
      );
    });

    it('groups the ids of a map and finds it by each, by slug and by slug with mode', () => {
      for (const key of ['15000001', '15000002', 'hard-rock-mine-gem-grab']) {
        expect(map(key)).toMatchObject({
          id: 15000001,
          ids: [15000001, 15000002],
          slug: 'hard-rock-mine-gem-grab',
          map: 'Hard Rock Mine',
          mode: 'Gem Grab',
          modeId: 48000000,
          disabled: false,
          source: 'brawlapi',
          bracket: 'all',
        });
      }
      expect(map('hard-rock-mine-bounty').ids).toEqual([15000003]);
      expect(map('hard-rock-mine').id).toBe(15000003);
    });

    it('gives counts, half wins, intervals and lifts that add up', () => {
      const answer = map('15000001');
      expect(answer).toMatchObject({
        picks: 10_000,
        battles: null,
        updatedAt: '2026-05-17T06:40:00.000Z',
        notice: null,
      });
      const shelly = answer.brawlers.find((row: Row) => row.id === 16000000);
      expect(shelly).toMatchObject({ name: 'Shelly', games: 4001, wins: 2460.5, winRate: 61.5, useRate: 40 });
      for (const row of answer.brawlers as Row[]) {
        expect(row.lift).toBeCloseTo(row.adjustedWinRate - answer.baseline, 9);
      }
    });

    it('shows teams as they were seen, with a draw as half a win', () => {
      const { teams } = map('15000001');
      expect(teams).toHaveLength(2);
      expect(teams.find((row: { ids: number[] }) => row.ids.length === 3)).toMatchObject({
        brawlers: ['Shelly', 'El Primo', 'Mr. "P"'],
        ids: [16000000, 16000001, 16000002],
        games: 60,
        wins: 32.5,
        winRate: 54.2,
      });
    });

    it('says null where the source gives no counts', () => {
      const answer = map('15000003');
      expect(answer).toMatchObject({ picks: null, battles: null, teams: [], notice: null });
      expect(answer.brawlers[0]).toMatchObject({ games: null, wins: null, interval: null });
      expect(map('15000003', { min: 1 })).toMatchObject({
        brawlers: [],
        notice: { code: 'no-counts', text: NOTICES['no-counts'] },
      });
    });

    it('says plainly why there are no rows', () => {
      const without = { code: 'no-statistics', text: NOTICES['no-statistics'] };
      expect(map('15000004')).toMatchObject({
        source: null,
        baseline: null,
        notice: without,
        brawlers: [],
        teams: [],
      });
      expect(map('15000001', { bracket: 3 })).toMatchObject({
        bracket: 'ranked',
        notice: without,
        brawlers: [],
      });
      expect(map('15000005')).toMatchObject({
        notice: { code: 'site-wide', text: NOTICES['site-wide'] },
        brawlers: [],
      });
    });

    it('sorts, cuts and leaves out small rows', () => {
      const all = ids(map('15000001'));
      expect(all).toHaveLength(4);
      expect(ids(map('15000001', { limit: 2 }))).toEqual(all.slice(0, 2));
      expect(map('15000001', { limit: 1 }).teams).toHaveLength(1);
      expect(ids(map('15000001', { sort: BY_GAMES }))).toEqual([16000000, 16000001, 16000002, 16000099]);
      expect(ids(map('15000001', { sort: BY_USE_RATE, limit: 3 }))).toEqual([16000000, 16000001, 16000002]);
      expect(map('15000001', { sort: BY_NAME }).brawlers.map((row: Row) => row.name)).toEqual([
        '#16000099',
        'El Primo',
        'Mr. "P"',
        'Shelly',
      ]);
      expect(ids(map('15000001', { min: 3000, sort: BY_GAMES }))).toEqual([16000000, 16000001]);
      expect(map('15000001', { min: 10 }).teams).toHaveLength(1);
    });

    it('writes names of any script, and escapes', () => {
      expect(map('15000004')).toMatchObject({ map: 'ハードロック鉱山', slug: 'map-15000004' });
      expect(map('15000006')).toMatchObject({ map: ODD_NAME, disabled: true });
    });

    it('lists the maps of a brawler by lift', () => {
      const answer = parse(
        kernel.renderBrawler(kernel.findBrawler('shelly'), { bracket: 0, min: 0, limit: 0 }),
      );
      expect(answer).toMatchObject({
        id: 16000000,
        name: 'Shelly',
        slug: 'shelly',
        class: 'Damage Dealer',
        rarity: 'Common',
        color: '#94d7f4',
        released: true,
        bracket: 'all',
      });
      const lifts = answer.bestMaps.map((row: Row) => row.lift);
      expect(lifts).toHaveLength(2);
      expect(lifts).toEqual(lifts.toSorted((a: number, b: number) => b - a));
      const few = kernel.renderBrawler(kernel.findBrawler('16000000'), { bracket: 0, min: 1, limit: 0 });
      expect(parse(few).bestMaps.map((row: Row) => row.id)).toEqual([15000001]);
      const one = kernel.renderBrawler(kernel.findBrawler('16000000'), { bracket: 0, min: 0, limit: 1 });
      expect(parse(one).bestMaps).toEqual(answer.bestMaps.slice(0, 1));
    });

    it('lists the catalogue', () => {
      const { maps } = parse(kernel.renderMaps());
      expect(maps.map((row: { hasData: boolean }) => row.hasData).filter(Boolean)).toHaveLength(2);
      expect(maps.map((row: { slug: string }) => row.slug)).toEqual(
        expect.arrayContaining(['hard-rock-mine-bounty', 'map-15000004', 'shooting-star']),
      );
      const { brawlers } = parse(kernel.renderBrawlers());
      expect(brawlers.map((row: Row) => row.name)).toEqual(['Shelly', 'El Primo', 'Mr. "P"']);
      expect(brawlers[2]).toMatchObject({ released: false, class: null, color: '#00000a' });
      const { modes } = parse(kernel.renderModes());
      expect(modes).toMatchObject([
        { id: 48000000, key: 'gemGrab', color: '#9b3df3', maps: 2 },
        { id: 48000003, key: null, color: null, maps: 3 },
      ]);
    });

    it('tells what runs and what comes, and leaves out what is over', () => {
      const { active, upcoming } = parse(kernel.renderEvents(NOW));
      expect(active).toHaveLength(1);
      expect(active[0]).toMatchObject({
        map: { id: 15000001, slug: 'hard-rock-mine-gem-grab', name: 'Hard Rock Mine' },
        mode: 'Gem Grab',
        slot: 1,
        startTime: '2026-06-01T08:00:00.000Z',
        endTime: '2026-06-02T08:00:00.000Z',
        predicted: false,
        modifier: 'Mega "boxes"',
      });
      expect(active[0].top.length).toBeGreaterThan(0);
      expect(upcoming).toMatchObject([{ map: { id: 15000004 }, predicted: true, modifier: null, top: [] }]);
      expect(kernel.rotationPhase(NOW)).toBe(3);
      expect(kernel.rotationPhase(NOW + 86_400)).toBe(5);
    });

    it('finds names, and says which maps are live today', () => {
      const { maps, brawlers } = parse(kernel.renderSearch('hard rock', 8, NOW));
      expect(maps.map((row: Row) => row.id).toSorted()).toEqual([15000001, 15000003]);
      expect(maps.find((row: Row) => row.id === 15000001)).toMatchObject({
        activeToday: true,
        mode: 'Gem Grab',
      });
      expect(maps.find((row: Row) => row.id === 15000003)).toMatchObject({ activeToday: false });
      expect(brawlers).toEqual([]);
      expect(parse(kernel.renderSearch('shelly', 1, NOW)).brawlers).toEqual([
        { id: 16000000, name: 'Shelly', slug: 'shelly', match: 'exact' },
      ]);
    });

    it('finds nothing where there is nothing', () => {
      for (const key of [
        '',
        '-',
        '0',
        '99999999999',
        'hard-rock',
        'hard-rock-mine-',
        '-gem-grab',
        'hard-rock-mine-x',
      ]) {
        expect(kernel.findMap(key), key).toBe(-1);
      }
      for (const key of ['', '0', '016000000', 'shell', 'shellyy', '99999999999']) {
        expect(kernel.findBrawler(key), key).toBe(-1);
      }
      expect(kernel.findMap('0015000001')).toBe(kernel.findMap('15000001'));
      expect(kernel.findBrawler('el-primo')).toBe(kernel.findBrawler('16000001'));
    });
  });
}
