import { describe, expect, test } from 'vitest';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { query } from '../../../src/kernel/reference/search/index.ts';
import { buildSnapshot } from '../../../src/kernel/reference/snapshot/build.ts';
import { openSnapshot, type SnapshotView } from '../../../src/kernel/reference/snapshot/view.ts';
import { fitHierarchy } from '../../../src/kernel/reference/stats/hierarchy.ts';
import * as support from './support.ts';

const { BOUNTY, GEM_GRAB } = support;

function open(bytes: Uint8Array): SnapshotView {
  const result = openSnapshot(bytes);
  if (!result.ok) throw new Error(`snapshot refused with code ${result.code}`);
  return result.view;
}

function built(...bundles: Uint8Array[]): SnapshotView {
  return open(buildSnapshot(support.input(bundles)));
}

function stat(brawler: number, winRate: number, count: number) {
  return { brawler, winRate, useRate: 1, count };
}

const SHELLY = { id: 16000000, name: 'Shelly' };
const COLT = { id: 16000001, name: 'Colt' };

/** Two brawlers on three maps with plenty of games: Shelly's lifts are about −5, +10 and +5. */
function threeMaps(): Uint8Array[] {
  const map = (id: number, name: string, shelly: number, colt: number) => ({
    id,
    name,
    gameMode: GEM_GRAB,
    stats: [stat(SHELLY.id, shelly, 500_000), stat(COLT.id, colt, 500_000)],
  });
  return [
    support.brawlersBundle(SHELLY, COLT),
    support.mapsBundle(map(1, 'Anvil', 45, 55), map(2, 'Bridge', 60, 40), map(3, 'Canyon', 55, 45)),
  ];
}

describe('best lists', () => {
  test("each brawler's cells come by lift, highest first, with their boards", () => {
    const view = built(...threeMaps());
    const list = (brawler: number) => {
      const [from, to] = view.range(layout.S_BEST_AT, brawler);
      return Array.from({ length: to - from }, (_, i) => {
        const cell = view.value(layout.S_BEST_CELL, from + i);
        const board = view.value(layout.S_BEST_BOARD, from + i);
        const [first, end] = view.range(layout.S_BOARD_CELLS_AT, board);
        expect(cell).toBeGreaterThanOrEqual(first);
        expect(cell).toBeLessThan(end);
        expect(view.value(layout.S_CELL_BRAWLER, cell)).toBe(brawler);
        return view.text(layout.S_MAP_NAME, view.value(layout.S_BOARD_MAP, board));
      });
    };
    expect(list(0)).toEqual(['Bridge', 'Canyon', 'Anvil']);
    expect(list(1)).toEqual(['Anvil', 'Canyon', 'Bridge']);
  });

  test('equal lifts come in the order of the cells', () => {
    const gameMode = GEM_GRAB;
    const stats = [stat(SHELLY.id, 50, 1000), stat(COLT.id, 50, 1000)];
    const maps = ['A', 'B', 'C'].map((name, i) => ({ id: i + 1, name, gameMode, stats }));
    const view = built(support.brawlersBundle(SHELLY, COLT), support.mapsBundle(...maps));
    expect([...view.column(layout.S_BEST_BOARD)]).toEqual([0, 1, 2, 0, 1, 2]);
    expect([...view.column(layout.S_BEST_CELL)]).toEqual([0, 2, 4, 1, 3, 5]);
  });
});

describe('cells', () => {
  test('rates are hundredths of a percent point, wins what the rate implies', () => {
    const view = built(
      support.brawlersBundle(SHELLY),
      support.mapBundle({
        id: 1,
        name: 'x',
        gameMode: GEM_GRAB,
        stats: [{ brawler: SHELLY.id, winRate: 54.1, useRate: 100, count: 333 }],
      }),
    );
    const cell = (id: number) => view.value(id, 0);
    expect(cell(layout.S_CELL_GAMES)).toBe(333);
    // 333 · 0.541 = 180.153 wins, 360.306 half wins.
    expect(cell(layout.S_CELL_HALF_WINS)).toBe(360);
    expect(cell(layout.S_CELL_WIN_RATE)).toBe(5410);
    expect(cell(layout.S_CELL_ADJUSTED)).toBe(5410);
    expect(cell(layout.S_CELL_USE_RATE)).toBe(10_000);
    // A lone cell: its map's baseline is its own rate, and the interval is that of the hierarchy.
    const lone = { mode: Uint32Array.of(0), brawler: Uint32Array.of(0), modes: 1, brawlers: 1 };
    const rate = Float64Array.of(54.1);
    const fit = fitHierarchy({ ...lone, rate, baseline: rate, games: Float64Array.of(333) });
    const half = 1.959963984540054 * Math.sqrt(fit.cells.variances[0] ?? 0);
    expect(half).toBeGreaterThan(5);
    expect(half).toBeLessThan(6);
    expect(cell(layout.S_CELL_LOW)).toBe(Math.floor((54.1 - half) * 100 + 0.5));
    expect(cell(layout.S_CELL_HIGH)).toBe(Math.floor((54.1 + half) * 100 + 0.5));
    expect(cell(layout.S_BOARD_PICKS)).toBe(333);
    expect(cell(layout.S_BOARD_BATTLES)).toBe(layout.NONE32);
  });

  test('without counts: no games, no wins, no interval', () => {
    const view = built(
      support.mapBundle({
        id: 1,
        name: 'x',
        gameMode: GEM_GRAB,
        stats: [{ brawler: SHELLY.id, winRate: 54.1, useRate: 100 }],
      }),
    );
    expect(view.value(layout.S_CELL_GAMES, 0)).toBe(layout.NONE32);
    expect(view.value(layout.S_CELL_HALF_WINS, 0)).toBe(layout.NONE32);
    expect(view.value(layout.S_CELL_LOW, 0)).toBe(layout.NONE16);
    expect(view.value(layout.S_CELL_HIGH, 0)).toBe(layout.NONE16);
    expect(view.value(layout.S_BOARD_PICKS, 0)).toBe(layout.NONE32);
  });

  test('counts beyond 32 bits stop at the largest that is stored', () => {
    const huge = 4_000_000_000;
    const map = { id: 1, name: 'x', gameMode: GEM_GRAB, stats: [stat(SHELLY.id, 60, huge)] };
    const view = built(support.mapsBundle(map, { ...map, id: 2 }));
    expect(view.value(layout.S_CELL_GAMES, 0)).toBe(layout.NONE32 - 1);
    expect(view.value(layout.S_CELL_HALF_WINS, 0)).toBe(layout.NONE32 - 1);
    expect(view.value(layout.S_BOARD_PICKS, 0)).toBe(layout.NONE32 - 1);
  });
});

describe('rotation', () => {
  const early = { id: 1, name: 'Early', gameMode: GEM_GRAB };
  const late = { id: 2, name: 'Late', gameMode: BOUNTY };

  test('events keep their order, times, slots, flags and modifiers', () => {
    const view = built(
      support.eventsBundle(
        [{ map: late, slot: 5, startTime: '2026-06-01T08:00:00.000Z', endTime: '2026-06-02T08:00:00.000Z' }],
        [{ map: early, slot: 2, predicted: true, modifier: 'Energy "Drink"' }],
      ),
    );
    expect([...view.column(layout.S_EVENT_MAP)]).toEqual([1, 0]);
    expect([...view.column(layout.S_EVENT_SLOT)]).toEqual([5, 2]);
    expect([...view.column(layout.S_EVENT_FLAGS)]).toEqual([
      layout.EVENT_FLAG_ACTIVE,
      layout.EVENT_FLAG_PREDICTED,
    ]);
    expect(view.value(layout.S_EVENT_START, 0)).toBe(Date.parse('2026-06-01T08:00:00Z') / 1000);
    expect(view.value(layout.S_EVENT_END, 0)).toBe(Date.parse('2026-06-02T08:00:00Z') / 1000);
    expect([0, 1].map((row) => view.text(layout.S_EVENT_MODIFIER, row))).toEqual(['', 'Energy "Drink"']);
  });

  test('the last answer about events stands, even an empty one', () => {
    const first = support.eventsBundle([{ map: early }]);
    const maps = support.mapsBundle(late);
    expect([...built(first, support.eventsBundle([{ map: late }]), maps).column(layout.S_EVENT_MAP)]).toEqual(
      [1],
    );
    expect(built(first, support.eventsBundle([]), maps).count(layout.S_EVENT_MAP)).toBe(0);
  });
});

describe('addresses', () => {
  test('every game id leads to its map', () => {
    const gameMode = GEM_GRAB;
    const view = built(
      support.mapsBundle(
        { id: 30, name: 'A', gameMode },
        { id: 10, name: 'B', gameMode },
        { id: 20, name: 'A', gameMode },
      ),
    );
    expect([...view.column(layout.S_ALIAS_ID)]).toEqual([10, 20, 30]);
    expect([...view.column(layout.S_ALIAS_MAP)]).toEqual([1, 0, 0]);
    expect(view.range(layout.S_MAP_IDS_AT, 0)).toEqual([0, 2]);
    expect([...view.column(layout.S_MAP_IDS)]).toEqual([20, 30, 10]);
  });

  test('search finds maps and brawlers: enabled maps first, then those with data, then the newest', () => {
    const gameMode = GEM_GRAB;
    const view = built(
      ...threeMaps(),
      support.mapsBundle(
        { id: 11, name: 'Shell A', gameMode, disabled: true },
        { id: 12, name: 'Shell B', gameMode },
        { id: 13, name: 'Shell C', gameMode },
        { id: 10, name: 'Shell D', gameMode, stats: [stat(SHELLY.id, 50, 10)] },
      ),
    );
    const index = view.column(layout.S_SEARCH) as Uint8Array;
    const { maps, brawlers } = query(index, 'shell', null, 8);
    const names = maps.map(({ index: row }) => view.text(layout.S_MAP_NAME, row));
    expect(names).toEqual(['Shell D', 'Shell C', 'Shell B', 'Shell A']);
    expect(brawlers.map(({ index: row }) => view.text(layout.S_BRAWLER_NAME, row))).toEqual(['Shelly']);
  });
});

describe('the whole', () => {
  test('the content hash leaves out the time of the build and the sources', () => {
    const bundles = threeMaps();
    const sources = [{ id: 1, status: 2, lastGood: 1_700_000_000, rows: 95 }];
    const first = open(buildSnapshot(support.input(bundles)));
    const second = open(buildSnapshot(support.input(bundles, { builtAt: 1_790_000_000_123, sources })));
    expect(second.hash).toBe(first.hash);
    expect(second.builtAt).toBe(1_790_000_000_123);
    expect(second.sources).toEqual(sources);
    const other = open(buildSnapshot(support.input(bundles, { windowDays: 28, data: layout.DATA_DEMO })));
    expect(other.hash).not.toBe(first.hash);
    expect(other.meta(layout.META_WINDOW_DAYS)).toBe(28);
    expect(other.meta(layout.META_DATA)).toBe(layout.DATA_DEMO);
  });

  test('no bundles make an empty snapshot', () => {
    const view = built();
    expect(view.count(layout.S_MAP_ID)).toBe(0);
    expect(view.count(layout.S_BRAWLER_ID)).toBe(0);
    expect(view.count(layout.S_CELL_GAMES)).toBe(0);
  });

  test('names with quotes, backslashes and control characters come back as they were', () => {
    const name = 'Quo"te \\ back\nline \u0001 ünïcode 한국어';
    const view = built(support.mapsBundle({ id: 1, name, gameMode: GEM_GRAB }));
    expect(view.text(layout.S_MAP_NAME, 0)).toBe(name);
  });
});
