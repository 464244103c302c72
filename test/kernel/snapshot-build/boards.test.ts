import { describe, expect, test } from 'vitest';
import * as bundleLayout from '../../../kernel/layout/bundle.ts';
import {
  BOARD_FLAG_SITE_WIDE,
  BOARD_SOURCE_BRAWLAPI,
  BRACKET_ALL,
  TIER_NONE,
} from '../../../kernel/layout/snapshot.ts';
import { makeBoards } from '../../../src/kernel/reference/snapshot/boards.ts';
import { readCatalogue } from '../../../src/kernel/reference/snapshot/catalogue.ts';
import { draws, shuffled } from '../stats/support.ts';
import * as support from './support.ts';

const { BOUNTY, GEM_GRAB } = support;
const SEED = 31;
const SHELLY = 16000000;
const COLT = 16000001;
const BULL = 16000002;
const BRAWLERS = support.brawlersBundle(
  { id: SHELLY, name: 'Shelly' },
  { id: COLT, name: 'Colt' },
  { id: BULL, name: 'Bull' },
);

function boards(...bundles: Uint8Array[]) {
  const views = support.views(BRAWLERS, ...bundles);
  return makeBoards(views, readCatalogue(views));
}

/** The bundle with its table `index` marked as the site-wide one, as the collector does it. */
function siteWide(bytes: Uint8Array, index = 0): Uint8Array {
  const view = new DataView(bytes.slice().buffer);
  const table = view.getUint32(4 * bundleLayout.BH_TABLES_OFF, true) + index * bundleLayout.TABLE_FIELDS * 4;
  const flags = table + 4 * bundleLayout.TABLE_FLAGS;
  view.setUint32(flags, view.getUint32(flags, true) | bundleLayout.TABLE_SITE_WIDE, true);
  return new Uint8Array(view.buffer);
}

function stat(brawler: number, winRate: number, useRate: number, count?: number): support.StatDocument {
  return count === undefined ? { brawler, winRate, useRate } : { brawler, winRate, useRate, count };
}

describe('tables of one map', () => {
  const first = { id: 1, name: 'Mine', gameMode: GEM_GRAB };
  const second = { ...first, id: 2 };

  test('counts are summed over the game ids', () => {
    const [board, ...others] = boards(
      support.mapsBundle(
        { ...first, dataUpdated: 100, stats: [stat(SHELLY, 60, 50, 100), stat(COLT, 40, 50, 100)] },
        { ...second, dataUpdated: 90, stats: [stat(SHELLY, 50, 75, 300), stat(BULL, 45, 25, 100)] },
      ),
    );
    expect(others).toEqual([]);
    expect(board).toMatchObject({ map: 0, bracket: BRACKET_ALL, source: BOARD_SOURCE_BRAWLAPI, flags: 0 });
    expect(board).toMatchObject({ battles: null, picks: 600, updated: 100 });
    const cells = new Map(board?.cells.map((cell) => [cell.brawler, cell]));
    // (60 · 100 + 50 · 300) / 400, of 600 picks 400.
    expect(cells.get(0)).toMatchObject({ games: 400, winRate: 52.5 });
    expect(cells.get(0)?.useRate).toBeCloseTo(200 / 3, 10);
    expect(cells.get(1)).toMatchObject({ games: 100, winRate: 40 });
    expect(cells.get(2)).toMatchObject({ games: 100, winRate: 45 });
    // (60 · 100 + 50 · 300 + 40 · 100 + 45 · 100) / 600
    expect(board?.baseline).toBeCloseTo(29500 / 600, 10);
  });

  test('of tables without counts the newest stands alone; of equally old ones that of the highest id', () => {
    const older = { dataUpdated: 100, stats: [stat(SHELLY, 60, 100)] };
    const newer = { dataUpdated: 200, stats: [stat(COLT, 40, 100)] };
    const cells = (...documents: support.MapDocument[]) =>
      boards(support.mapsBundle(...documents)).map((board) => board.cells.map((cell) => cell.brawler));
    expect(cells({ ...first, ...older }, { ...second, ...newer })).toEqual([[1]]);
    expect(cells({ ...first, ...newer }, { ...second, ...older })).toEqual([[1]]);
    expect(cells({ ...first, ...newer, dataUpdated: 0 }, { ...second, ...older, dataUpdated: 0 })).toEqual([
      [0],
    ]);
  });

  test('one table without counts leaves nothing to sum', () => {
    const [board] = boards(
      support.mapsBundle(
        { ...first, dataUpdated: 5, stats: [stat(SHELLY, 60, 100, 1000)] },
        { ...second, dataUpdated: 6, stats: [stat(COLT, 40, 100)] },
      ),
    );
    expect(board?.picks).toBe(null);
    expect(board?.cells).toMatchObject([{ brawler: 1, winRate: 40, useRate: 100, games: null, low: null }]);
  });

  test('a later answer about the same game id replaces the former', () => {
    const [board] = boards(
      support.mapBundle({ ...first, stats: [stat(SHELLY, 60, 100, 10), stat(COLT, 50, 0, 0)] }),
      support.mapBundle({ ...first, stats: [stat(SHELLY, 55, 100, 20)] }),
    );
    expect(board?.cells).toMatchObject([{ brawler: 0, winRate: 55, games: 20 }]);
  });

  test('a brawler listed twice is summed with counts; without, the later row stands', () => {
    const twice = [stat(SHELLY, 60, 50, 10), stat(SHELLY, 40, 50, 30)];
    const [counted] = boards(support.mapBundle({ ...first, stats: twice }));
    expect(counted?.cells).toMatchObject([{ winRate: 45, games: 40, useRate: 100 }]);
    const bare = twice.map(({ brawler, winRate, useRate }) => ({ brawler, winRate, useRate }));
    const [uncounted] = boards(support.mapBundle({ ...first, stats: bare }));
    expect(uncounted?.cells).toMatchObject([{ winRate: 40, games: null, useRate: 50 }]);
  });

  test('rows without picks give nothing to divide by', () => {
    const [board] = boards(
      support.mapBundle({ ...first, stats: [stat(SHELLY, 60, 3, 0), stat(COLT, 0, 0, 0)] }),
    );
    expect(board).toMatchObject({ picks: 0, baseline: 50 });
    expect(board?.cells.map((cell) => cell.tier & 127)).toEqual([TIER_NONE, TIER_NONE]);
    expect(
      board?.cells.every((cell) => Number.isFinite(cell.adjusted) && Number.isFinite(cell.useRate)),
    ).toBe(true);
  });
});

describe('site-wide tables', () => {
  const map = { id: 1, name: 'Mine', gameMode: GEM_GRAB };
  const stats = [stat(SHELLY, 60, 50, 100), stat(COLT, 40, 50, 100)];

  test('make a board that says so and holds nothing', () => {
    const made = boards(siteWide(support.mapBundle({ ...map, dataUpdated: 7, stats })));
    expect(made).toEqual([
      {
        map: 0,
        bracket: BRACKET_ALL,
        source: BOARD_SOURCE_BRAWLAPI,
        flags: BOARD_FLAG_SITE_WIDE,
        battles: null,
        picks: null,
        baseline: null,
        updated: 0,
        cells: [],
        teams: [],
      },
    ]);
  });

  test('are left out beside a real one of the same map', () => {
    const [board] = boards(
      siteWide(support.mapBundle({ ...map, stats })),
      support.mapBundle({ ...map, id: 2, stats: [stat(BULL, 50, 100, 10)] }),
    );
    expect(board?.flags).toBe(0);
    expect(board?.cells).toMatchObject([{ brawler: 2, games: 10 }]);
  });

  test('bring no brawler into the catalogue', () => {
    const bytes = siteWide(support.mapBundle({ ...map, stats: [stat(16000777, 50, 1, 5)] }));
    expect(readCatalogue(support.views(bytes)).brawlers).toEqual([]);
  });
});

describe('teams', () => {
  const map = { id: 1, name: 'Mine', gameMode: GEM_GRAB };
  const stats = [stat(SHELLY, 50, 34, 1000), stat(COLT, 50, 33, 1000), stat(BULL, 50, 33, 1000)];

  test('are summed by members, whatever their order; a draw is half a win', () => {
    const [board] = boards(
      support.mapsBundle(
        {
          ...map,
          stats,
          teamStats: [
            support.teamDocument([COLT, SHELLY, BULL], 30, 5, 60),
            support.teamDocument([BULL, COLT, SHELLY], 10, 0, 20),
          ],
        },
        { ...map, id: 2, stats, teamStats: [support.teamDocument([SHELLY, BULL, COLT], 1, 1, 20)] },
      ),
    );
    expect(board?.teams).toMatchObject([{ brawlers: [0, 1, 2], games: 100, halfWins: 88 }]);
  });

  test('without games, with more wins than games, with one member or one unknown are left out', () => {
    const [board] = boards(
      support.mapBundle({
        ...map,
        stats,
        teamStats: [
          support.teamDocument([SHELLY, COLT], 0, 0, 0),
          support.teamDocument([SHELLY, COLT], 8, 5, 10),
          support.teamDocument([SHELLY, 0], 5, 0, 10),
          support.teamDocument([SHELLY, 16000999], 5, 0, 10),
          support.teamDocument([COLT, BULL], 10, 0, 10),
        ],
      }),
    );
    expect(board?.teams).toMatchObject([{ brawlers: [1, 2], games: 10, halfWins: 20 }]);
    expect(board?.teams[0]?.high).toBeLessThanOrEqual(100);
  });

  test('stand alone where no brawler has statistics', () => {
    const [board] = boards(
      support.mapBundle({ ...map, teamStats: [support.teamDocument([SHELLY, COLT], 5, 0, 10)] }),
    );
    expect(board).toMatchObject({ baseline: null, picks: null, cells: [] });
    expect(board?.teams[0]?.adjusted).toBeCloseTo(50, 9);
  });
});

test('boards come in the order of their maps; tables of unknown maps make none', () => {
  const stats = [stat(SHELLY, 50, 100, 10)];
  const made = boards(
    support.mapsBundle(
      { id: 3, name: 'C', gameMode: GEM_GRAB, stats },
      { id: 1, name: 'B', gameMode: BOUNTY, stats },
      { id: 2, name: 'A', gameMode: BOUNTY, stats },
      { id: 4, name: 'AA', gameMode: BOUNTY },
    ),
  );
  expect(made.map((board) => board.map)).toEqual([0, 2, 3]);
});

test(`the order of rows and teams does not matter (seed ${SEED})`, () => {
  const random = draws(SEED);
  const brawlers = Array.from({ length: 40 }, (_, i) => SHELLY + i);
  const stats = brawlers.map((id) => stat(id, random.integer(1000) / 10, 2.5, random.integer(5000)));
  const teamStats = Array.from({ length: 60 }, () => {
    const total = 1 + random.integer(300);
    return support.teamDocument(shuffled(brawlers, random).slice(0, 3), random.integer(total), 0, total);
  });
  const map = { id: 1, name: 'Mine', gameMode: GEM_GRAB };
  const before = boards(support.mapBundle({ ...map, stats, teamStats }));
  const after = boards(
    support.mapBundle({ ...map, stats: shuffled(stats, random), teamStats: shuffled(teamStats, random) }),
  );
  expect(after).toEqual(before);
});
