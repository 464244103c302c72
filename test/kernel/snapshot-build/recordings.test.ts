/** Facts of the recordings that lie beside a development checkout; skipped where there are none. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  KIND_BRAWLERS,
  KIND_EVENTS,
  KIND_MAP,
  KIND_MAPS,
  KIND_MODES,
} from '../../../kernel/layout/bundle.ts';
import { extract } from '../../../src/kernel/reference/json/index.ts';
import { type Board, makeBoards } from '../../../src/kernel/reference/snapshot/boards.ts';
import { type Catalogue, readCatalogue } from '../../../src/kernel/reference/snapshot/catalogue.ts';
import { RECORDINGS, views } from './support.ts';

function load(recording: string, path: string, kind: number): Uint8Array {
  const result = extract(kind, readFileSync(join(RECORDINGS ?? '', recording, 'brawlapi', 'v1', path)));
  if (!result.ok) throw new Error(`${recording}/${path} refused with code ${result.code}`);
  return result.bytes;
}

/** Catalogue and boards of a recording's lists and of more answers. */
function read(recording: string, ...more: Uint8Array[]): { catalogue: Catalogue; boards: Board[] } {
  const all = views(
    load(recording, 'maps.json', KIND_MAPS),
    load(recording, 'brawlers.json', KIND_BRAWLERS),
    load(recording, 'gamemodes.json', KIND_MODES),
    ...more,
  );
  const catalogue = readCatalogue(all);
  return { catalogue, boards: makeBoards(all, catalogue) };
}

describe.skipIf(RECORDINGS === null)('recordings', () => {
  test('the catalogue of June 2026', () => {
    const { catalogue, boards } = read('catalogue-2026-06');
    expect(catalogue.maps.reduce((sum, map) => sum + map.ids.length, 0)).toBe(1199);
    expect(catalogue.brawlers).toHaveLength(107);
    // 65 are listed; one more is only spoken of by maps.
    expect(catalogue.modes).toHaveLength(66);
    expect(catalogue.maps).toHaveLength(1066);
    expect(catalogue.maps.every((map) => /^[a-z0-9-]+$/.test(map.slug) && !map.slug.startsWith('map-'))).toBe(
      true,
    );
    expect(catalogue.maps.filter((map) => map.slug === 'skull-creek').flatMap((map) => map.ids)).toHaveLength(
      12,
    );
    expect(boards).toEqual([]);
  });

  test('Hideout without counts: all 88 rows are ranked, none of a use rate of 0 among the first ten', () => {
    const { catalogue, boards } = read(
      'brawlapi-2025-08',
      load('brawlapi-2025-08', 'maps/15000022.json', KIND_MAP),
    );
    const board = boards.find(({ map }) => catalogue.maps[map]?.ids.includes(15000022));
    expect(board?.cells).toHaveLength(88);
    expect(board?.cells.filter((cell) => cell.useRate === 0)).toHaveLength(22);
    expect(board?.cells.slice(0, 10).every((cell) => cell.useRate > 0)).toBe(true);
    expect(board?.cells.filter((cell) => cell.useRate === 0).every((cell) => (cell.tier & 127) === 0)).toBe(
      true,
    );
  });

  test('on no recorded map does a row with a use rate of 0 come among the first ten', () => {
    const recording = 'brawlapi-2025-08';
    const folder = join(RECORDINGS ?? '', recording, 'brawlapi', 'v1', 'maps');
    const maps = readdirSync(folder).map((file) => load(recording, join('maps', file), KIND_MAP));
    const { boards } = read(recording, load(recording, 'events.json', KIND_EVENTS), ...maps);
    expect(boards.length).toBeGreaterThan(20);
    for (const board of boards) {
      expect(board.cells.slice(0, 10).every((cell) => cell.useRate > 0)).toBe(true);
      expect(board.cells.every((cell) => cell.adjusted >= 0 && cell.adjusted <= 100)).toBe(true);
    }
  });

  test('the map of February 2026, with counts and dashed names', () => {
    const { catalogue, boards } = read(
      'catalogue-2026-06',
      load('frozen-2026-02', 'maps/15000213.json', KIND_MAP),
    );
    const [board] = boards;
    expect(board?.cells).toHaveLength(98);
    expect(board?.picks).toBe(306_227_549);
    expect(catalogue.maps[board?.map ?? 0]?.name).toBe('Shabby Shells');
    expect(board?.baseline).toBeGreaterThan(44);
    expect(board?.baseline).toBeLessThan(47);
  });
});
