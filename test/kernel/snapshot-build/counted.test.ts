import { beforeAll, describe, expect, test } from 'vitest';
import { E_ARGUMENT } from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/snapshot.ts';
import * as tally from '../../../kernel/layout/tally.ts';
import { readHead } from '../../../src/kernel/head.ts';
import { renderBrawler } from '../../../src/kernel/reference/render/brawler.ts';
import { renderEvents } from '../../../src/kernel/reference/render/events.ts';
import { renderMap } from '../../../src/kernel/reference/render/map.ts';
import { buildSnapshot } from '../../../src/kernel/reference/snapshot/build.ts';
import { openSnapshot } from '../../../src/kernel/reference/snapshot/view.ts';
import { Builder, pack, sumEntries } from './kernel.ts';
import { makeSums, type SumsRow } from './sums.ts';
import * as support from './support.ts';

const MINE = 15000001;
const MINE_AGAIN = 15000002;
const ROCK = 15000003;
const NOWHERE = 15000777;
const SHELLY = 16000000;
const COLT = 16000001;
const BULL = 16000002;
const NEWCOMER = 16000099;
/** 2026-06-01 20:00 UTC: the event of the tests runs */
const NOW = 1_780_344_000;

const CATALOGUE = [
  support.mapsBundle(
    { id: MINE, name: 'Mine', gameMode: support.GEM_GRAB },
    { id: MINE_AGAIN, name: 'Mine', gameMode: support.GEM_GRAB },
    { id: ROCK, name: 'Rock', gameMode: support.BOUNTY },
  ),
  support.brawlersBundle(
    { id: SHELLY, name: 'Shelly' },
    { id: COLT, name: 'Colt' },
    { id: BULL, name: 'Bull' },
  ),
];

function cell(map: number, slot: number, brawler: number, games: number, halfWins: number): SumsRow {
  return { map, slot, brawlers: [brawler], games, halfWins };
}

const CELLS = [
  cell(MINE, tally.CELL_LADDER_BELOW, SHELLY, 1000, 1100),
  cell(MINE, tally.CELL_LADDER_HIGH, SHELLY, 200, 210),
  cell(MINE, tally.CELL_RANKED_MYTHIC, COLT, 500, 480),
  cell(MINE_AGAIN, tally.CELL_LADDER_BELOW, SHELLY, 300, 270),
  cell(MINE_AGAIN, tally.CELL_RANKED_BELOW, COLT, 700, 690),
  cell(ROCK, tally.CELL_RANKED_MYTHIC, NEWCOMER, 40, 50),
];
const BATTLES: SumsRow[] = [
  { map: MINE, slot: tally.BATTLES_LADDER, games: 400 },
  { map: MINE, slot: tally.BATTLES_LADDER_HIGH, games: 150 },
  { map: MINE, slot: tally.BATTLES_RANKED, games: 90 },
  { map: MINE, slot: tally.BATTLES_RANKED_MYTHIC, games: 80 },
  { map: MINE_AGAIN, slot: tally.BATTLES_LADDER, games: 60 },
  { map: MINE_AGAIN, slot: tally.BATTLES_RANKED, games: 120 },
  { map: ROCK, slot: tally.BATTLES_RANKED, games: 9 },
  { map: ROCK, slot: tally.BATTLES_RANKED_MYTHIC, games: 9 },
  { map: NOWHERE, slot: tally.BATTLES_LADDER, games: 11 },
  { map: NOWHERE, slot: tally.BATTLES_LADDER_HIGH, games: 10 },
];

describe.each(['reference', 'release'] as const)('boards from counted battles, by the %s', (which) => {
  let builder: Builder;
  beforeAll(async () => {
    builder = await Builder.load('release');
  });

  function build(sums: readonly Uint8Array[], bundles = CATALOGUE) {
    const input = support.input(bundles, { sums, windowDays: 28 });
    const bytes = which === 'reference' ? buildSnapshot(input) : builder.build(pack(input)).bytes;
    const opened = openSnapshot(bytes);
    if (!opened.ok) throw new Error(`code ${opened.code}`);
    return { bytes, view: opened.view };
  }

  function map(view: ReturnType<typeof build>['view'], row: number, bracket = 0) {
    return JSON.parse(renderMap(view, row, { bracket, min: 0, limit: 0, sort: 0 }));
  }

  const world = () => build([makeSums(tally.COUNT_BATTLES, BATTLES), makeSums(tally.COUNT_CELLS, CELLS)]);

  test('each bracket is the sum of its slots over all ids of the map', () => {
    const { view } = world();
    const facts = [0, 1, 2, 3, 4].map((bracket) => {
      const { source, battles, picks, windowDays, brawlers } = map(view, 0, bracket);
      const counts = brawlers.map(({ name, games, wins }: Record<string, unknown>) => [name, games, wins]);
      return { source, battles, picks, windowDays, counts: counts.sort() };
    });
    const common = { source: 'battles', windowDays: 28 };
    const colt = ['Colt', 1200, 585];
    expect(facts).toEqual([
      { ...common, battles: 670, picks: 2700, counts: [colt, ['Shelly', 1500, 790]] },
      { ...common, battles: 460, picks: 1500, counts: [['Shelly', 1500, 790]] },
      { ...common, battles: 150, picks: 200, counts: [['Shelly', 200, 105]] },
      { ...common, battles: 210, picks: 1200, counts: [colt] },
      { ...common, battles: 80, picks: 500, counts: [['Colt', 500, 240]] },
    ]);
  });

  test('a bracket without games has no board', () => {
    const { view } = world();
    const found = [0, 1, 2, 3, 4].map((bracket) => map(view, 1, bracket).source);
    expect(found).toEqual(['battles', null, null, 'battles', 'battles']);
  });

  test('a brawler that no list has gets its number; maps that no list has are counted', () => {
    const { view, bytes } = world();
    expect(map(view, 1).brawlers).toMatchObject([{ id: NEWCOMER, name: `#${NEWCOMER}`, games: 40 }]);
    expect(view.meta(layout.META_UNLISTED_MAPS)).toBe(1);
    expect(view.meta(layout.META_UNLISTED_BATTLES)).toBe(11);
    expect(readHead(bytes).battles).toBe(679);
  });

  test("equal weights give what the same counts give in a source's table", () => {
    const counts = [
      [SHELLY, 1000, 1250],
      [COLT, 3000, 2400],
      [BULL, 64, 80],
    ] as const;
    const rows = counts.map(([brawler, games, halfWins]) => ({
      ...cell(MINE, 0, brawler, games, halfWins),
      weight: 0.25,
    }));
    const stats = counts.map(([brawler, count, halfWins]) => ({
      brawler,
      count,
      useRate: 1,
      winRate: (50 * halfWins) / count,
    }));
    const table = support.mapBundle({ id: MINE, name: 'Mine', gameMode: support.GEM_GRAB, stats });
    const counted = map(build([makeSums(tally.COUNT_CELLS, rows)]).view, 0);
    const given = map(build([], [...CATALOGUE, table]).view, 0);
    expect(counted.source).toBe('battles');
    expect(given.source).toBe('brawlapi');
    expect(given.windowDays).toBe(null);
    expect([counted.baseline, counted.brawlers]).toEqual([given.baseline, given.brawlers]);
  });

  test('the adjusted rate follows the weights, games and wins the plain counts', () => {
    // Shelly lost 1,000 games long ago and has won 1,000 lately: (10 + 1000) of 1,010 weighted games at most.
    const old = [10 + 1000, 2000, 0.1 + 1000] as const;
    const rows = [
      { ...cell(MINE, 0, SHELLY, 2000, 2000), weighted: old },
      { ...cell(MINE, 0, COLT, 2000, 2000) },
    ];
    const [shelly, colt] = map(build([makeSums(tally.COUNT_CELLS, rows)]).view, 0).brawlers;
    expect(shelly).toMatchObject({ name: 'Shelly', games: 2000, wins: 1000, winRate: 50 });
    expect(shelly.adjustedWinRate).toBeGreaterThan(90);
    // Colt's are all of now: shrunk a little to a centre far above.
    expect(colt).toMatchObject({ games: 2000, wins: 1000, winRate: 50 });
    expect(colt.adjustedWinRate).toBeGreaterThanOrEqual(50);
    expect(colt.adjustedWinRate).toBeLessThan(50.3);
  });

  test('of a table and counted battles, what has more games stands', () => {
    const table = (count?: number) =>
      support.mapBundle({
        id: MINE,
        name: 'Mine',
        gameMode: support.GEM_GRAB,
        stats: [{ brawler: BULL, winRate: 55, useRate: 100, ...(count === undefined ? {} : { count }) }],
      });
    const sources = (count?: number) => {
      const { view } = build([makeSums(tally.COUNT_CELLS, CELLS)], [...CATALOGUE, table(count)]);
      return [map(view, 0).source, map(view, 0, layout.BRACKET_LADDER).source];
    };
    expect(sources()).toEqual(['battles', 'battles']);
    expect(sources(2700)).toEqual(['battles', 'battles']);
    expect(sources(2701)).toEqual(['brawlapi', 'battles']);
  });

  test('the teams most played, at most 40, summed over the ids of the map', () => {
    const trios = Array.from({ length: 60 }, (_, i) => ({
      map: MINE,
      brawlers: [SHELLY, COLT, 16000010 + i],
      games: 10 + (i % 30),
      halfWins: 10,
    }));
    const more = { map: MINE_AGAIN, brawlers: [SHELLY, COLT, 16000010], games: 90, halfWins: 70 };
    const duo = { map: MINE, brawlers: [SHELLY, COLT], games: 500, halfWins: 600 };
    const cells = [...CELLS, ...trios.map(({ brawlers }) => cell(MINE, 0, brawlers[2] ?? 0, 100, 100))];
    const sums = [makeSums(tally.COUNT_CELLS, cells), makeSums(tally.COUNT_TRIOS, [...trios, more, duo])];
    const { teams } = map(build(sums).view, 0);
    expect(teams).toHaveLength(40);
    const found = new Map(teams.map((team: { ids: number[] }) => [team.ids.join(), team]));
    expect(found.get([SHELLY, COLT].join())).toMatchObject({ games: 500, wins: 300 });
    expect(found.get([SHELLY, COLT, 16000010].join())).toMatchObject({ games: 100, wins: 40 });
    // 38 of the others: 2 each with 39 down to 21 games, the last of them with 21; none with less.
    const least = Math.min(...teams.map((team: { games: number }) => team.games));
    expect(least).toBe(21);
    expect(map(build(sums).view, 0, layout.BRACKET_LADDER).teams).toEqual([]);
  });

  test("a brawler's maps and the picks of events keep to their bracket", () => {
    const event = support.eventsBundle([
      { map: { id: MINE, name: 'Mine', gameMode: support.GEM_GRAB }, endTime: '2030-01-01T00:00:00.000Z' },
    ]);
    const { view } = build([makeSums(tally.COUNT_CELLS, CELLS)], [event, ...CATALOGUE]);
    const maps = [0, 1, 2, 3, 4].map((bracket) => {
      const { bestMaps } = JSON.parse(renderBrawler(view, 0, { bracket, min: 0, limit: 0 }));
      return bestMaps.map(({ map: name, games }: { map: string; games: number }) => [name, games]);
    });
    expect(maps).toEqual([[['Mine', 1500]], [['Mine', 1500]], [['Mine', 200]], [], []]);
    const { active } = JSON.parse(renderEvents(view, NOW));
    const top = active[0].top.map(({ name, adjustedWinRate }: { name: string; adjustedWinRate: number }) => [
      name,
      adjustedWinRate,
    ]);
    const all = map(view, 0).brawlers;
    expect(top).toEqual(
      all.map((row: { name: string; adjustedWinRate: number }) => [row.name, row.adjustedWinRate]),
    );
  });
});

describe('sums that are not sound', () => {
  const sound = () => support.input(CATALOGUE, { sums: [makeSums(tally.COUNT_CELLS, CELLS)] });
  const ROW = 4 * tally.SUMS_HEADER_FIELDS;

  test.each<[string, (view: DataView) => void]>([
    ['another magic', (view) => view.setUint32(0, 1, true)],
    ['another length', (view) => view.setUint32(4 * tally.WH_LENGTH, 56, true)],
    ['no kind', (view) => view.setUint32(4 * tally.WH_KIND, 0, true)],
    ['an unknown kind', (view) => view.setUint32(4 * tally.WH_KIND, tally.COUNT_KINDS, true)],
    ['more rows than bytes', (view) => view.setUint32(4 * tally.WH_ROWS, 2 ** 31, true)],
    ['a key twice', (view) => view.setBigUint64(ROW + tally.SUM_ROW, view.getBigUint64(ROW, true), true)],
    ['an unknown slot', (view) => view.setUint8(ROW + 4, view.getUint8(ROW + 4) | 0x40)],
    ['no games', (view) => view.setUint32(ROW + tally.SUM_GAMES, 0, true)],
    ['more wins than games', (view) => view.setUint32(ROW + tally.SUM_HALF_WINS, 2001, true)],
    [
      'a weight that is no number',
      (view) => view.setFloat64(ROW + tally.SUM_WEIGHTED_GAMES, Number.NaN, true),
    ],
    [
      'an infinite weight',
      (view) => view.setFloat64(ROW + tally.SUM_SQUARED_WEIGHTS, Number.POSITIVE_INFINITY, true),
    ],
    ['a negative weight', (view) => view.setFloat64(ROW + tally.SUM_WEIGHTED_HALF_WINS, -1, true)],
    [
      'more weighted wins than games',
      (view) => view.setFloat64(ROW + tally.SUM_WEIGHTED_HALF_WINS, 2001, true),
    ],
  ])('%s', async (_, spoil) => {
    const builder = await Builder.load('release');
    const packed = pack(sound());
    const size = builder.scratchOf(packed);
    const [entry] = sumEntries(packed) as [Uint8Array];
    spoil(new DataView(entry.buffer, entry.byteOffset, entry.byteLength));
    const { result, errorOffset } = builder.build(packed, undefined, size);
    expect([result, errorOffset]).toEqual([E_ARGUMENT, entry.byteOffset]);
  });

  test('two of a kind', async () => {
    const builder = await Builder.load('release');
    const cells = makeSums(tally.COUNT_CELLS, CELLS);
    expect(builder.build(pack(support.input(CATALOGUE, { sums: [cells, cells] }))).result).toBe(E_ARGUMENT);
    expect(builder.build(pack(support.input(CATALOGUE, { sums: [cells] }))).result).toBeGreaterThan(0);
  });
});
