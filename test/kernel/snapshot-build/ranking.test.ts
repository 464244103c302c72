/** Boards of counted battles: both kernels give the same bytes, and rare picks lead nothing. */
import { beforeAll, describe, expect, test } from 'vitest';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { COUNT_BATTLES, COUNT_CELLS, COUNT_TRIOS } from '../../../kernel/layout/tally.ts';
import { renderMap } from '../../../src/kernel/reference/render/map.ts';
import { buildSnapshot, type SnapshotInput } from '../../../src/kernel/reference/snapshot/build.ts';
import { openSnapshot } from '../../../src/kernel/reference/snapshot/view.ts';
import { draws } from '../stats/support.ts';
import { Builder, pack } from './kernel.ts';
import { makeSums, type SumsRow } from './sums.ts';
import * as support from './support.ts';

const SEED = Number(process.env.SEED ?? 5000);
const WORLDS = Number(process.env.WORLDS ?? 24);
const FIRST_MAP = 15_000_000;
const FIRST_BRAWLER = 16_000_000;
const MODES = [support.GEM_GRAB, support.BOUNTY, support.SOLO_SHOWDOWN];
const SLOTS = [0, 1, 2, 3];

function catalogue(maps: number, brawlers: number): Uint8Array[] {
  return [
    support.mapsBundle(
      ...Array.from({ length: maps }, (_, i) => ({
        id: FIRST_MAP + i,
        // Some maps have several ids.
        name: `Map ${i % Math.ceil(maps * 0.9)}`,
        gameMode: MODES[i % MODES.length] ?? support.BOUNTY,
      })),
    ),
    support.brawlersBundle(
      ...Array.from({ length: brawlers }, (_, i) => ({ id: FIRST_BRAWLER + i, name: `B${i}` })),
    ),
  ];
}

/** Many maps with many brawlers, in all slots or in some, with every kind of weight, and tables beside them. */
function makeDense(seed: number): SnapshotInput {
  const { integer, uniform, normal } = draws(seed);
  const [maps, brawlers] = [1 + integer(40), 1 + integer(30)];
  const [filled, most] = [uniform(), 5 * uniform()];
  const cells: SumsRow[] = [];
  const trios: SumsRow[] = [];
  const strength = Array.from({ length: brawlers }, () => 6 * normal());
  for (let map = FIRST_MAP; map < FIRST_MAP + maps; map++) {
    for (let i = 0; i < brawlers; i++) {
      const shift = 3 * normal();
      for (const slot of SLOTS) {
        if (uniform() > filled) continue;
        const games = 1 + Math.floor(10 ** (most * uniform()));
        const rate = 50 + (strength[i] ?? 0) + shift + (25 * normal()) / Math.sqrt(games);
        const halfWins = Math.min(Math.max(Math.round((games * rate) / 50), 0), 2 * games);
        const weight = uniform() < 0.02 ? 0 : uniform() < 0.3 ? 1 : uniform();
        cells.push({ map, slot, brawlers: [FIRST_BRAWLER + i], games, halfWins, weight });
      }
    }
    for (let i = 0; i < integer(60); i++) {
      const team = [0, 0, 0].map(() => FIRST_BRAWLER + integer(brawlers)).sort((a, b) => a - b);
      const games = 1 + integer(400);
      trios.push({ map, brawlers: team, games, halfWins: integer(2 * games + 1) });
    }
  }
  const tables = Array.from({ length: integer(5) }, () =>
    support.mapBundle({
      id: FIRST_MAP + integer(maps),
      name: 'x',
      gameMode: support.BOUNTY,
      stats: Array.from({ length: brawlers }, (_, i) => ({
        brawler: FIRST_BRAWLER + i,
        winRate: 40 + 20 * uniform(),
        useRate: 3 * uniform(),
        ...(seed % 2 === 0 ? { count: integer(100_000) } : {}),
      })),
    }),
  );
  const battles = SLOTS.map((slot) => ({ map: FIRST_MAP, slot, games: 1 + integer(1000) }));
  const sums = [makeSums(COUNT_BATTLES, battles), makeSums(COUNT_CELLS, cells), makeSums(COUNT_TRIOS, trios)];
  return support.input([...catalogue(maps, brawlers), ...tables], { sums, windowDays: 28 });
}

describe('both kernels', () => {
  let builder: Builder;
  beforeAll(async () => {
    builder = await Builder.load('release');
  });

  test.each(Array.from({ length: WORLDS }, (_, i) => SEED + i))('rank seed %d alike', (seed) => {
    const input = makeDense(seed);
    const { result, bytes } = builder.build(pack(input));
    expect(result, `seed ${seed}`).toBeGreaterThan(0);
    expect(Buffer.compare(bytes, buildSnapshot(input)), `seed ${seed}`).toBe(0);
  });
});

/** A map's answer, from counts of bracket `all`: [brawler, games, half wins], and teams. */
function answerOf(
  rows: readonly (readonly [brawler: number, games: number, halfWins: number])[],
  trios: readonly SumsRow[] = [],
) {
  const cells = rows.map(([brawler, games, halfWins]) => ({
    map: FIRST_MAP,
    slot: 0,
    brawlers: [FIRST_BRAWLER + brawler],
    games,
    halfWins,
  }));
  const sums = [makeSums(COUNT_CELLS, cells), makeSums(COUNT_TRIOS, trios)];
  const opened = openSnapshot(buildSnapshot(support.input(catalogue(1, 40), { sums, windowDays: 28 })));
  if (!opened.ok) throw new Error(`code ${opened.code}`);
  return JSON.parse(renderMap(opened.view, 0, { bracket: layout.BRACKET_ALL, min: 0, limit: 0, sort: 0 }));
}

interface Row {
  id: number;
  rank: number;
  tier: string | null;
}

const rowOf = (rows: readonly Row[], brawler: number) =>
  rows.find(({ id }) => id === FIRST_BRAWLER + brawler);
/** Twenty brawlers of 2,000 games each, of 45 to 54.5 %. */
const FIELD = Array.from({ length: 20 }, (_, i) => [i, 2000, 1800 + 20 * i] as const);

describe('rare picks', () => {
  test('8 of 8 do not outrank 560 of 1,000, and are not enough data', () => {
    const { brawlers } = answerOf([...FIELD, [30, 8, 16], [31, 1000, 1120]]);
    const [lucky, solid] = [rowOf(brawlers, 30), rowOf(brawlers, 31)];
    expect(solid?.rank).toBe(1);
    expect(brawlers.findIndex(({ id }: Row) => id === lucky?.id)).toBeGreaterThan(0);
    expect(lucky?.tier).toBeNull();
    expect(solid?.tier).not.toBeNull();
  });

  test("a club's trio with 78 games does not top the map on that alone", () => {
    const trio = (brawlers: readonly number[], games: number, halfWins: number): SumsRow => ({
      map: FIRST_MAP,
      brawlers: brawlers.map((brawler) => FIRST_BRAWLER + brawler),
      games,
      halfWins,
    });
    // 70 % of 78 games, of middling brawlers, beside 30 teams of thousands whose best wins 59 %.
    const others = Array.from({ length: 30 }, (_, i) => {
      const [a, b] = [i % 10, 10 + (i % 7)];
      return trio([a, b, 18], 3000, Math.round(60 * (44 + i / 2)));
    });
    const { teams } = answerOf(FIELD, [...others, trio([3, 9, 11], 78, 109)]);
    expect(teams).toHaveLength(31);
    expect(teams[0].games).toBe(3000);
    const club = teams.find(({ games }: { games: number }) => games === 78);
    expect(club.winRate).toBeCloseTo(69.9, 1);
    expect(club.adjustedWinRate).toBeLessThan(teams[0].adjustedWinRate);
    expect(teams.every(({ games }: { games: number }) => games > 0)).toBe(true);
  });

  test('Showdown: over a baseline of 40, nobody is called bad for winning 41 %', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i, 4000, 2700 + 52 * i] as const);
    const { baseline, brawlers } = answerOf([...rows, [30, 4000, 3280]]);
    expect(baseline).toBeGreaterThan(39);
    expect(baseline).toBeLessThan(41);
    expect(['S', 'A', 'B']).toContain(rowOf(brawlers, 30)?.tier);
    expect(brawlers[0].tier).toBe('S');
  });
});
