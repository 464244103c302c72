import { describe, expect, it } from 'vitest';
import * as layout from '../../kernel/layout/bundle.ts';
import { mergeCatalogue, mergeEvents } from '../../src/collect/merge.ts';
import { BundleView } from '../../src/shared/bundle.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import {
  brawlerList,
  bundleOf,
  mapList,
  modeList,
  type NamedRow,
  readBrawlers,
  readEvents,
  readMaps,
  readModes,
} from './bundles.ts';

/** Names in which bytes, characters and code units are three different things. */
const TEXTS = [
  'Belle’s Rock',
  '狐火神社',
  'Überfall',
  '🦊🔥',
  'e\u0301clair',
  'a',
  ' trailing ',
  '"quoted" \\',
];

function rows(from: number, to: number, version = ''): NamedRow[] {
  return Array.from({ length: to - from }, (_, i) => {
    const id = from + i;
    return { id, name: `${TEXTS[id % TEXTS.length]} ${id}${version}` };
  });
}

/** The kept bundle; throws where the list was refused. */
function merged(known: Uint8Array | null, arrived: Uint8Array): Uint8Array {
  const result = mergeCatalogue(known, arrived);
  if (!result.ok) throw new Error(result.detail);
  return result.bundle;
}

describe('mergeCatalogue', () => {
  it('takes the first list as it is', () => {
    const list = mapList(rows(1, 9));
    expect(mergeCatalogue(null, list)).toEqual({ ok: true, bundle: list, rows: 8 });
  });

  it('takes a list with everything known and more, as it is and in its order', () => {
    const next = mapList([...rows(50, 60), ...rows(1, 50)].reverse());
    expect(merged(mapList(rows(1, 50)), next)).toEqual(next);
  });

  it('keeps rows that the new list lacks, after its own, with every text byte for byte', () => {
    const known = rows(1, 101);
    const next = [...rows(1, 40, ' new').reverse(), ...rows(41, 98, ' new'), ...rows(200, 205)];
    const kept = known.filter(({ id }) => !next.some((row) => row.id === id));
    expect(kept).toHaveLength(4);
    const result = mergeCatalogue(mapList(known), mapList(next));
    expect(result).toMatchObject({ ok: true, rows: next.length + 4 });
    const bundle = merged(mapList(known), mapList(next));
    expect(readMaps(bundle)).toEqual(readMaps(mapList([...next, ...kept])));
    // Not only what it reads as: it is the very bundle that such an answer would have given.
    expect(bundle).toEqual(mapList([...next, ...kept]));
  });

  it('does so for brawlers and modes too', () => {
    const [known, next] = [rows(1, 60), rows(3, 62, ' new')];
    const kept = [...next, ...rows(1, 3)];
    expect(merged(brawlerList(known), brawlerList(next))).toEqual(brawlerList(kept));
    expect(readBrawlers(merged(brawlerList(known), brawlerList(next)))).toEqual(
      readBrawlers(brawlerList(kept)),
    );
    expect(merged(modeList(known), modeList(next))).toEqual(modeList(kept));
  });

  it('refuses a list that lacks more than one id in twenty, and an empty one', () => {
    const known = mapList(rows(1, 101));
    expect(mergeCatalogue(known, mapList(rows(6, 101)))).toMatchObject({ ok: true, rows: 100 });
    const refused = mergeCatalogue(known, mapList(rows(7, 101)));
    expect(refused).toEqual({ ok: false, detail: 'shrunk: 6 of 100 ids are missing' });
    // As long as the known one, but of other ids.
    expect(mergeCatalogue(known, mapList(rows(11, 111))).ok).toBe(false);
    expect(mergeCatalogue(known, mapList([]))).toEqual({ ok: false, detail: 'an empty list' });
    expect(mergeCatalogue(null, mapList([])).ok).toBe(false);
  });

  it('refuses what is out of all proportion', () => {
    expect(mergeCatalogue(null, brawlerList(rows(1, 1_002)))).toEqual({
      ok: false,
      detail: 'out of proportion: 1001 rows',
    });
    const huge = mapList(Array.from({ length: 20 }, (_, id) => ({ id, name: 'x'.repeat(100_000) })));
    expect(mergeCatalogue(null, huge).ok).toBe(false);
  });

  it('grows by a few ids at a time and never loses one', () => {
    const random = createRandom(5);
    let known: Uint8Array | null = null;
    let ids = new Set<number>();
    for (let round = 0; round < 40; round += 1) {
      const list = rows(1, 200 + round).filter(() => random.float() > 0.02);
      const result = mergeCatalogue(known, mapList(list));
      for (const { id } of result.ok ? list : []) ids = ids.add(id);
      if (!result.ok) continue;
      known = result.bundle;
      const keptIds = readMaps(known).map(({ id }) => id);
      expect(new Set(keptIds)).toEqual(ids);
      expect(keptIds).toHaveLength(ids.size);
    }
    expect(ids.size).toBeGreaterThan(230);
  });

  it('does not hold a list of 2022, whose modes have no official ids, against the next', () => {
    const old = modeList([
      { id: 0, name: 'Gem Grab' },
      { id: 0, name: 'Heist' },
      { id: 0, name: 'Bounty' },
    ]);
    const next = modeList(rows(48_000_000, 48_000_003));
    expect(readModes(merged(old, next)).map(({ id }) => id)).toEqual([48_000_000, 48_000_001, 48_000_002]);
    // The other way round, all that is known would be lost.
    expect(mergeCatalogue(next, old).ok).toBe(false);
  });

  it('leaves tables out', () => {
    const gameMode = { scId: 48_000_000, name: 'Gem Grab' };
    const stats = [{ brawler: 16_000_000, winRate: 51.5, useRate: 2.5, count: 7 }];
    const list = rows(1, 30).map((row) => ({ ...row, gameMode, credit: null }));
    const bare = bundleOf(layout.KIND_MAPS, { list });
    const full = bundleOf(layout.KIND_MAPS, { list: list.map((map) => ({ ...map, stats })) });
    expect(new BundleView(full).header(layout.BH_TABLES_COUNT)).toBe(29);
    expect(merged(null, full)).toEqual(bare);
    expect(merged(bare, full)).toEqual(bare);
  });

  it('is for catalogue lists only', () => {
    const events = bundleOf(layout.KIND_EVENTS, { active: [], upcoming: [] });
    expect(() => mergeCatalogue(null, events)).toThrow(TypeError);
  });
});

describe('mergeEvents', () => {
  const NOON = Date.UTC(2026, 5, 1, 12);
  const HOUR = 3_600_000;

  /** Events by the hours (from noon) at which they begin and end, one a map. */
  function rotation(active: [from: number, to: number][], upcoming: [from: number, to: number][] = []) {
    const event = ([from, to]: [number, number], i: number) => ({
      slot: { id: i + 1 },
      startTime: new Date(NOON + from * HOUR).toISOString(),
      endTime: new Date(NOON + to * HOUR).toISOString(),
      modifier: `Modifikator ${i} 🔥`,
      map: {
        id: 15_000_000 + i,
        name: `狐 ${i}`,
        gameMode: { scId: 48_000_000, name: 'Gem Grab' },
        stats: [{ brawler: 16_000_000, winRate: 40 + i, useRate: 1 }],
      },
    });
    return bundleOf(layout.KIND_EVENTS, { active: active.map(event), upcoming: upcoming.map(event) });
  }
  const day = (count: number): [number, number][] => Array.from({ length: count }, () => [0, 24]);

  it('replaces the rotation as a whole, without its tables', () => {
    const [old, next] = [rotation(day(6)), rotation(day(5), day(2))];
    const result = mergeEvents(old, next, NOON);
    if (!result.ok) throw new Error(result.detail);
    expect(result.rows).toBe(7);
    expect(readEvents(result.bundle)).toEqual(readEvents(next));
    expect(readMaps(result.bundle)).toEqual(readMaps(next));
    expect(new BundleView(result.bundle).header(layout.BH_TABLES_COUNT)).toBe(0);
    expect(new BundleView(result.bundle).header(layout.BH_LENGTH)).toBe(result.bundle.length);
  });

  it('refuses one that is empty, or lacks more than a third of the events that are on', () => {
    const known = rotation(day(9), day(4));
    expect(mergeEvents(known, rotation([]), NOON)).toEqual({ ok: false, detail: 'an empty list' });
    expect(mergeEvents(null, rotation([]), NOON).ok).toBe(false);
    expect(mergeEvents(known, rotation(day(6)), NOON).ok).toBe(true);
    const refused = mergeEvents(known, rotation(day(5), day(4)), NOON);
    expect(refused).toEqual({ ok: false, detail: 'shrunk: 5 of 9 events are left' });
    // Nor are events that are over any more.
    expect(mergeEvents(known, rotation([...day(5), [-9, -1], [-9, -1]]), NOON).ok).toBe(false);
  });

  it('believes a smaller one when those that were on are over', () => {
    const known = rotation(day(9));
    const next = rotation([[24, 48]]);
    expect(mergeEvents(known, next, NOON + 23 * HOUR).ok).toBe(false);
    expect(mergeEvents(known, next, NOON + 24 * HOUR).ok).toBe(true);
  });
});
