import { describe, expect, test } from 'vitest';
import { NONE, STAT_FIELDS } from '../../kernel/layout/bundle.ts';
import {
  findSiteWide,
  MAX_FINGERPRINTS,
  type SiteWideMemory,
  type StatTable,
  signature,
} from '../../src/upstream/site-wide.ts';

const GEM_GRAB = 48000000;
const HEIST = 48000002;
const BOUNTY = 48000003;
/** 0.1 percent points */
const TENTH = 1000;

type Row = [brawler: number, winRate: number, useRate: number];

/** mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Rates of `size` brawlers as an upstream with one decimal would give them, in tenths of a percent point. */
function makeRows(seed: number, size: number): Row[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, (_, i): Row => {
    const winRate = Math.round(400 + 200 * random());
    const useRate = 1 + Math.round(30 * random() ** 3);
    return [16000000 + i, winRate, useRate];
  });
}

function makeTable(mapId: number, modeId: number, rows: readonly Row[]): StatTable {
  const fields = Uint32Array.from(
    rows.flatMap(([brawler, win, use]) => [brawler, win * TENTH, use * TENTH, NONE]),
  );
  return { mapId, modeId, rows: fields, signature: signature(fields) };
}

const SHARED = makeRows(1, 93);

/** Of `count` rows, spread over the table, the win rate is off by `tenths`. */
function drifted(rows: readonly Row[], count: number, tenths: number): Row[] {
  const step = rows.length / count;
  const hit = new Set(Array.from({ length: count }, (_, i) => Math.floor(i * step)));
  return rows.map(([brawler, win, use], i): Row => [brawler, win + (hit.has(i) ? tenths : 0), use]);
}

describe('findSiteWide', () => {
  test('marks equal tables in maps of different modes, in whatever order their rows stand', () => {
    const tables = [
      makeTable(1, GEM_GRAB, SHARED),
      makeTable(2, HEIST, SHARED.toReversed()),
      makeTable(3, HEIST, SHARED),
      makeTable(4, GEM_GRAB, makeRows(2, 93)),
      makeTable(5, HEIST, makeRows(3, 93)),
    ];
    expect(findSiteWide(tables)).toEqual(new Set([1, 2, 3]));
  });

  test('leaves equal tables of one mode alone, and such whose mode is not known', () => {
    expect(findSiteWide([makeTable(1, HEIST, SHARED), makeTable(2, HEIST, SHARED)]).size).toBe(0);
    expect(findSiteWide([makeTable(1, HEIST, SHARED), makeTable(2, 0, SHARED)]).size).toBe(0);
    const three = [makeTable(1, 0, SHARED), makeTable(2, HEIST, SHARED), makeTable(3, BOUNTY, SHARED)];
    expect(findSiteWide(three)).toEqual(new Set([1, 2, 3]));
  });

  test.each([
    ['5 of 93 rows off by 0.1', drifted(SHARED, 5, 1), true],
    ['all rows off by 0.1', drifted(SHARED, 93, 1), true],
    ['16 of 93 rows wholly different', drifted(SHARED, 16, 50), true],
    ['20 of 93 rows wholly different', drifted(SHARED, 20, 50), false],
    ['all rows off by 0.2', drifted(SHARED, 93, 2), false],
    ['15 brawlers missing', SHARED.slice(0, 78), true],
    ['20 brawlers missing', SHARED.slice(0, 73), false],
    ['other brawlers with the same rates', SHARED.map(([id, w, u]): Row => [id + 100, w, u]), false],
  ])('takes a table with %s for the same: %#', (_, rows, same) => {
    const marked = findSiteWide([makeTable(1, GEM_GRAB, SHARED), makeTable(2, HEIST, rows)]);
    expect(marked).toEqual(new Set(same ? [1, 2] : []));
  });

  test('nine rows prove nothing, ten do', () => {
    const pair = (size: number) => [
      makeTable(1, GEM_GRAB, SHARED.slice(0, size)),
      makeTable(2, HEIST, SHARED.slice(0, size)),
    ];
    expect(findSiteWide(pair(9)).size).toBe(0);
    expect(findSiteWide(pair(10)).size).toBe(2);
    expect(findSiteWide([makeTable(1, GEM_GRAB, []), makeTable(2, HEIST, [])]).size).toBe(0);
  });

  test('rows that nobody picked are no evidence, however many agree', () => {
    const noise = Array.from({ length: 80 }, (_, i): Row => [16000200 + i, 0, 0]);
    const thin = (seed: number) => [...makeRows(seed, 15), ...noise];
    expect(findSiteWide([makeTable(1, GEM_GRAB, thin(4)), makeTable(2, HEIST, thin(5))]).size).toBe(0);
    expect(findSiteWide([makeTable(1, GEM_GRAB, noise), makeTable(2, HEIST, noise)]).size).toBe(0);
  });

  test('a brawler who stands many times in a table counts once', () => {
    const few = SHARED.slice(0, 14);
    const repeated = Array.from({ length: 10 }, () => few).flat();
    const tables = [makeTable(1, GEM_GRAB, SHARED.slice(0, 20)), makeTable(2, HEIST, repeated)];
    expect(findSiteWide(tables).size).toBe(0);
    expect(findSiteWide(tables.reverse()).size).toBe(0);
  });

  test('no two of 1,200 tables of different maps are taken for one, and a shared one is found among them', () => {
    const tables = Array.from({ length: 1200 }, (_, i) =>
      makeTable(i, 48000000 + (i % 20), i % 3 === 0 ? drifted(SHARED, 1 + (i % 9), 1) : makeRows(10 + i, 95)),
    );
    const expected = tables.filter((_, i) => i % 3 === 0).map(({ mapId }) => mapId);
    expect([...findSiteWide(tables)].sort((a, b) => a - b)).toEqual(expected);
  });
});

describe('the memory', () => {
  test('recognises a known table that a map carries alone, and follows its drift', () => {
    const memory: SiteWideMemory = { now: 100, fingerprints: [] };
    findSiteWide([makeTable(1, GEM_GRAB, SHARED), makeTable(2, HEIST, SHARED)], memory);
    expect(memory.fingerprints).toHaveLength(1);

    // Each day a fifth of the rows moves: in the end none is as it was.
    let rows = SHARED;
    for (let day = 1; day <= 10; day += 1) {
      rows = rows.map(([id, win, use], i): Row => [id, win + (i % 10 === day - 1 ? 20 : 0), use]);
      const later: SiteWideMemory = { now: 100 + day, fingerprints: memory.fingerprints };
      const tables = [makeTable(3, BOUNTY, rows), makeTable(4, BOUNTY, makeRows(5, 93))];
      expect(findSiteWide(tables, later)).toEqual(new Set([3]));
      expect(later.fingerprints).toMatchObject([{ lastSeen: 100 + day }]);
      memory.fingerprints = later.fingerprints;
    }
    const forgotten = findSiteWide([makeTable(1, GEM_GRAB, SHARED)], { ...memory, now: 200 });
    expect(forgotten.size).toBe(0);
  });

  test('learns nothing from tables that are not site-wide, and forgets nothing for want of them', () => {
    const memory: SiteWideMemory = { now: 1, fingerprints: [] };
    findSiteWide([makeTable(1, HEIST, SHARED), makeTable(2, HEIST, SHARED)], memory);
    expect(memory.fingerprints).toEqual([]);
    findSiteWide([makeTable(1, HEIST, SHARED), makeTable(2, BOUNTY, SHARED)], memory);
    const next: SiteWideMemory = { now: 2, fingerprints: memory.fingerprints };
    expect(findSiteWide([], next).size).toBe(0);
    expect(next.fingerprints).toEqual(memory.fingerprints);
  });

  test('keeps copies, the newest of them, and no more than it may', () => {
    let fingerprints: SiteWideMemory['fingerprints'] = [];
    for (let now = 1; now <= MAX_FINGERPRINTS + 3; now += 1) {
      const rows = makeRows(100 + now, 40);
      const heap = new Uint32Array(1000);
      const table = makeTable(1, GEM_GRAB, rows);
      heap.set(table.rows);
      const view = heap.subarray(0, rows.length * STAT_FIELDS);
      const memory: SiteWideMemory = { now, fingerprints };
      findSiteWide([makeTable(2, HEIST, rows), { ...table, rows: view }], memory);
      fingerprints = memory.fingerprints;
    }
    expect(fingerprints.map(({ lastSeen }) => lastSeen)).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
    for (const { rows } of fingerprints) expect(rows.buffer.byteLength).toBe(rows.byteLength);
  });
});
