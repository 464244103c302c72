import { describe, expect, it } from 'vitest';
import * as layout from '../../kernel/layout/bundle.ts';
import { markSiteWide, splitTables, tableMode, tableRows, withoutTables } from '../../src/collect/tables.ts';
import { BundleView } from '../../src/shared/bundle.ts';
import { bundleOf, readMaps } from './bundles.ts';

const gameMode = { scId: 48_000_005, name: 'Überfall 🔥' };

function stats(count: number, winRate: number) {
  return Array.from({ length: count }, (_, i) => ({
    brawler: 16_000_000 + i,
    winRate,
    useRate: 1,
    count: 10 + i,
  }));
}

function teams(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    brawler1: 16_000_000 + i,
    brawler2: 16_000_001,
    brawler3: 16_000_002,
    data: { winRate: 55.5, useRate: 0.1, wins: 5, losses: 4, draws: i, total: 9 + i },
  }));
}

/** Maps with: stats, nothing, stats and teams, teams. */
const MAPS = [
  { id: 15_000_001, name: '狐', gameMode, dataUpdated: 1_700_000_000, stats: stats(3, 51) },
  { id: 15_000_002, name: 'bare', gameMode },
  { id: 15_000_003, name: 'both', gameMode, stats: stats(2, 49.25), teamStats: teams(2) },
  { id: 15_000_004, name: 'teams', gameMode, stats: [], teamStats: teams(1) },
];
const LIST = bundleOf(layout.KIND_MAPS, { list: MAPS });

/** What a table says, wherever it stands. */
function readTables(bundle: Uint8Array) {
  const view = new BundleView(bundle);
  return [...view.tables()].map((table) => ({
    mapId: table[layout.TABLE_MAP_ID],
    modeId: table[layout.TABLE_MODE_ID],
    flags: table[layout.TABLE_FLAGS],
    updated: table[layout.TABLE_DATA_UPDATED],
    stats: [...view.stats(table)],
    teams: [...view.teams(table)],
  }));
}

describe('splitTables', () => {
  it('makes each table a bundle of its own that says the same', () => {
    const tables = splitTables(LIST);
    expect(tables.map(({ mapId }) => mapId)).toEqual([15_000_001, 15_000_003, 15_000_004]);
    expect(tables.flatMap(({ bundle }) => readTables(bundle))).toEqual(readTables(LIST));
    for (const { bundle, modeId } of tables) {
      const view = new BundleView(bundle);
      expect(view.header(layout.BH_LENGTH)).toBe(bundle.length);
      expect(view.header(layout.BH_KIND)).toBe(layout.KIND_MAP);
      expect([...view.maps(), ...view.events()]).toEqual([]);
      expect([tableMode(bundle), modeId]).toEqual([48_000_005, 48_000_005]);
    }
    expect(tableRows(tables[0]?.bundle ?? LIST)).toHaveLength(3 * layout.STAT_FIELDS);
  });

  it('gives the same bytes for the same statistics, whichever answer brought them', () => {
    const [alone] = splitTables(bundleOf(layout.KIND_MAP, MAPS[2]));
    const events = bundleOf(layout.KIND_EVENTS, {
      active: MAPS.map((map) => ({
        startTime: '2026-01-01T00:00:00Z',
        endTime: '2026-01-02T00:00:00Z',
        map,
      })),
    });
    expect(alone).toEqual(splitTables(LIST)[1]);
    expect(splitTables(events)).toEqual(splitTables(LIST));
  });

  it('splits what it has split, and leaves out a table beyond all measure', () => {
    for (const table of splitTables(LIST)) expect(splitTables(table.bundle)).toEqual([table]);
    const list = [{ ...MAPS[0], stats: stats(1_001, 50) }, MAPS[2]];
    expect(splitTables(bundleOf(layout.KIND_MAPS, { list })).map(({ mapId }) => mapId)).toEqual([15_000_003]);
  });
});

describe('markSiteWide', () => {
  it('marks a copy', () => {
    const [table] = splitTables(LIST);
    const bundle = table?.bundle ?? LIST;
    const before = bundle.slice();
    const [marked] = readTables(markSiteWide(bundle));
    expect(marked?.flags).toBe(layout.TABLE_HAS_COUNTS | layout.TABLE_SITE_WIDE);
    expect(bundle).toEqual(before);
    expect({ ...marked, flags: 1 }).toEqual(readTables(bundle)[0]);
  });
});

describe('withoutTables', () => {
  it('gives what the answer would have been without statistics', () => {
    const bare = MAPS.map(({ stats: _, teamStats: __, ...map }) => map);
    expect(withoutTables(LIST)).toEqual(bundleOf(layout.KIND_MAPS, { list: bare }));
    expect(readMaps(withoutTables(LIST))).toEqual(readMaps(LIST));
  });

  it('gives a bundle without tables back as it is', () => {
    const bare = bundleOf(layout.KIND_MODES, { list: [{ scId: 48_000_000, name: 'Gem Grab' }] });
    expect(withoutTables(bare)).toBe(bare);
  });
});
