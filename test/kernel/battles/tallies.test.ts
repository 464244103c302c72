/** Tallies merged, cut and summed up. */
import { describe, expect, it } from 'vitest';
import { MAX_COUNT } from '../../../kernel/layout/build.ts';
import { E_ARGUMENT, E_COUNT_FORMAT } from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/tally.ts';
import { createRandom, shuffled } from '../../../upstream-sim/random.ts';
import { countsOf } from '../../collect/recount.ts';
import { DAY, IMPLEMENTATIONS, packTally, randomTallies, unitNumber } from './support.ts';

const SEED = Number(process.env.SEED ?? 20_261_126);
const WEIGHTS = Float64Array.from({ length: 28 }, (_, age) => 0.5 ** (age / 14));

type Row = readonly [key: bigint, games: number, halfWins: number];

function tallyOf(units: Readonly<Record<number, readonly Row[]>>): Uint8Array {
  return packTally(
    new Map(
      Object.entries(units).map(([number, rows]) => [
        Number(number),
        new Map(rows.map(([key, games, halfWins]) => [key, { games, halfWins }])),
      ]),
    ),
  );
}

interface Sum {
  readonly key: bigint;
  readonly games: number;
  readonly halfWins: number;
  readonly weighted: readonly [games: number, halfWins: number, squared: number];
}

function sumsOf(bytes: Uint8Array): Sum[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(view.getUint32(0, true)).toBe(layout.SUMS_MAGIC);
  expect(view.getUint32(4, true)).toBe(bytes.length);
  return Array.from({ length: view.getUint32(12, true) }, (_, i) => {
    const at = 16 + 40 * i;
    return {
      key: view.getBigUint64(at, true),
      games: view.getUint32(at + 8, true),
      halfWins: view.getUint32(at + 12, true),
      weighted: [16, 24, 32].map((field) => view.getFloat64(at + field, true)) as [number, number, number],
    };
  });
}

describe.each(IMPLEMENTATIONS)('%s', (_, make) => {
  const { kernel } = make();
  const merge = (...tallies: Uint8Array[]) => kernel.merge(tallies, { maxRun: 0 });
  const CELLS = unitNumber(DAY, layout.COUNT_CELLS);
  const TRIOS = unitNumber(DAY, layout.COUNT_TRIOS);

  it('a tally by hand, byte by byte', () => {
    const bytes = tallyOf({
      [CELLS]: [
        [300n, 1, 2],
        [301n, 200, 0],
      ],
    });
    const words = [layout.TALLY_MAGIC, 36 + 8, 1, 0, DAY, layout.COUNT_CELLS, 2, 36, 8];
    expect([...bytes]).toEqual([
      ...new Uint8Array(Uint32Array.from(words).buffer),
      ...[0xac, 0x02, 1, 2],
      ...[1, 0xc8, 0x01, 0],
    ]);
    expect(merge(bytes)).toEqual(bytes);
  });

  it('nothing merged is an empty tally, and so is a unit that is not there', () => {
    const empty = Uint8Array.from(new Uint8Array(Uint32Array.of(layout.TALLY_MAGIC, 16, 0, 0).buffer));
    expect(merge()).toEqual(empty);
    expect(merge(empty, empty)).toEqual(empty);
    const some = tallyOf({ [CELLS]: [[1n, 1, 1]] });
    expect(kernel.merge([some], { unit: { day: DAY, kind: layout.COUNT_TRIOS }, maxRun: 0 })).toEqual(empty);
    expect(kernel.merge([some], { unit: { day: DAY + 1, kind: layout.COUNT_CELLS }, maxRun: 0 })).toEqual(
      empty,
    );
  });

  it('the same key adds up, up to the largest count; keys of 64 bits stay what they are', () => {
    const last = 2n ** 64n - 1n;
    const one = tallyOf({
      [CELLS]: [
        [0n, 3, 1],
        [last, MAX_COUNT, MAX_COUNT - 1],
      ],
      [TRIOS]: [[last, 1, 0]],
    });
    const other = tallyOf({
      [CELLS]: [
        [0n, 4, 8],
        [1n, 1, 0],
        [last, 5, 5],
      ],
    });
    const both = tallyOf({
      [CELLS]: [
        [0n, 7, 9],
        [1n, 1, 0],
        [last, MAX_COUNT, MAX_COUNT],
      ],
      [TRIOS]: [[last, 1, 0]],
    });
    expect(merge(one, other)).toEqual(both);
    expect(merge(other, one)).toEqual(both);
  });

  it(`in any order and any grouping the same bytes (seed ${SEED})`, () => {
    const tallies = randomTallies(SEED, 12);
    const whole = merge(...tallies);
    for (let round = 0; round < 10; round++) {
      const random = createRandom(SEED, round, 8);
      const order = shuffled(tallies, random);
      const at = random.uint32() % 13;
      expect(merge(merge(...order.slice(0, at)), merge(...order.slice(at)))).toEqual(whole);
      expect(order.reduce((sum, tally) => merge(sum, tally))).toEqual(whole);
    }
    expect(merge(whole)).toEqual(whole);
    expect(merge(whole, merge())).toEqual(whole);
    const counts = countsOf(whole);
    const games = tallies.map((tally) => [...countsOf(tally).values()].reduce((sum, [n]) => sum + n, 0));
    expect([...counts.values()].reduce((sum, [n]) => sum + n, 0)).toBe(games.reduce((a, b) => a + b));
  });

  it(`unit by unit as all at once (seed ${SEED})`, () => {
    const tallies = randomTallies(SEED + 1, 8);
    const units = Array.from({ length: 6 }, (_day, i) => DAY + i).flatMap((day) =>
      [1, 2, 3, 4, 5, 6, 7].map((kind) => kernel.merge(tallies, { unit: { day, kind }, maxRun: 0 })),
    );
    expect(units.filter(({ length }) => length > 16).length).toBeGreaterThan(20);
    expect(merge(...units)).toEqual(merge(...tallies));
  });

  describe('cut', () => {
    // a row of three bytes each, but the last of four; 1, 2, 2, 3 and 300 games
    const rows: Row[] = [
      [5n, 2, 0],
      [6n, 1, 0],
      [9n, 300, 1],
      [10n, 2, 4],
      [12n, 3, 3],
    ];
    const tally = tallyOf({ [CELLS]: rows, [TRIOS]: [[1n, 1, 0]] });
    const cut = (maxRun: number, unit?: { day: number; kind: number }) =>
      kernel.merge([tally], { maxRun, ...(unit && { unit }) });
    const kept = (least: number) => rows.filter(([, games]) => games >= least);

    it.each([
      [17, 1],
      [16, 1],
      [15, 2],
      [13, 2],
      [12, 3],
      [7, 3],
      [6, 4],
      [4, 4],
    ])('to %i bytes: %i games are needed', (most, least) => {
      expect(cut(most)).toEqual(tallyOf({ [CELLS]: kept(least), [TRIOS]: [[1n, 1, 0]] }));
      expect(cut(most, { day: DAY, kind: layout.COUNT_CELLS })).toEqual(tallyOf({ [CELLS]: kept(least) }));
    });

    it('to nothing: the unit is not there', () => {
      expect(cut(3)).toEqual(tallyOf({ [TRIOS]: [[1n, 1, 0]] }));
      expect(cut(1)).toEqual(merge());
    });

    it('counts are added up first', () => {
      const twice = rows.map(([key, games, halfWins]): Row => [key, 2 * games, 2 * halfWins]);
      expect(kernel.merge([tally, tally], { maxRun: 7 })).toEqual(
        tallyOf({ [CELLS]: twice.filter(([, games]) => games > 4), [TRIOS]: [[1n, 2, 0]] }),
      );
    });

    it(`what is left is the rows with enough games, as many as there is room for (seed ${SEED})`, () => {
      const whole = merge(...randomTallies(SEED + 2, 30));
      const counts = [...countsOf(whole)];
      for (const maxRun of [1, 10, 50, 200, 500, 1000, 3000]) {
        const left = countsOf(kernel.merge([whole], { maxRun }));
        const units = Map.groupBy(counts, ([label]) => label.split('/', 2).join('/'));
        for (const rowsOfUnit of units.values()) {
          const keptRows = rowsOfUnit.filter(([label]) => left.has(label));
          const least = Math.min(...keptRows.map(([, [games]]) => games));
          const lost = rowsOfUnit.filter(([label]) => !left.has(label));
          expect(lost.every(([, [games]]) => games < least)).toBe(true);
          for (const [label, count] of keptRows) expect(left.get(label)).toEqual(count);
        }
      }
    });
  });

  describe('sums', () => {
    const on = (day: number, ...rows: Row[]) => tallyOf({ [unitNumber(day, layout.COUNT_CELLS)]: rows });
    const options = { kind: layout.COUNT_CELLS, today: DAY, weights: Float64Array.of(1, 0.5, 0) };

    it('weigh by age: the day after tomorrow counts as today, older days not at all', () => {
      const tallies = [
        on(DAY, [1n, 2, 3], [2n, 1, 0]),
        on(DAY + 2, [1n, 10, 10]),
        on(DAY - 1, [1n, 4, 5]),
        on(DAY - 2, [1n, 100, 50], [3n, 7, 7]),
        on(DAY - 3, [1n, 1000, 0], [4n, 1, 0]),
        tallyOf({ [unitNumber(DAY, layout.COUNT_PAIRS)]: [[5n, 1, 1]] }),
      ];
      expect(sumsOf(kernel.sum(tallies, options))).toEqual([
        { key: 1n, games: 116, halfWins: 68, weighted: [14, 15.5, 13] },
        { key: 2n, games: 1, halfWins: 0, weighted: [1, 0, 1] },
        { key: 3n, games: 7, halfWins: 7, weighted: [0, 0, 0] },
      ]);
    });

    it('of nothing, or of no days, are empty', () => {
      expect(sumsOf(kernel.sum([], options))).toEqual([]);
      expect(sumsOf(kernel.sum([on(DAY, [1n, 1, 1])], { ...options, weights: new Float64Array() }))).toEqual(
        [],
      );
    });

    it('plain counts are cut off, weighted ones are not', () => {
      const tallies = [
        on(DAY, [1n, MAX_COUNT, 9]),
        on(DAY + 1, [1n, MAX_COUNT, MAX_COUNT]),
        on(DAY, [1n, 1, 0]),
      ];
      expect(sumsOf(kernel.sum(tallies, options))).toEqual([
        {
          ...{ key: 1n, games: MAX_COUNT, halfWins: MAX_COUNT },
          weighted: [2 * MAX_COUNT, MAX_COUNT + 9, 2 * MAX_COUNT],
        },
      ]);
    });

    it(`go on from sums of earlier days as if all were summed up at once, to the bit (seed ${SEED})`, () => {
      const tallies = randomTallies(SEED + 4, 16);
      const days = Array.from({ length: 6 }, (_, i) => DAY + i);
      for (let kind = 1; kind < layout.COUNT_KINDS; kind++) {
        const some = { kind, today: DAY + 3, weights: WEIGHTS };
        const of = (day: number) => merge(kernel.merge(tallies, { unit: { day, kind }, maxRun: 0 }));
        const whole = kernel.sum(tallies, some);
        for (const cut of days) {
          const base = kernel.sum(days.filter((day) => day < cut).map(of), some);
          const rest = days.filter((day) => day >= cut).map(of);
          expect(kernel.sum(rest, { ...some, base }), `kind ${kind}, day ${cut}`).toEqual(whole);
        }
        expect(kernel.sum([], { ...some, base: whole })).toEqual(whole);
      }
    });

    it(`are a recount of the tallies, the same in any order and of what is merged (seed ${SEED})`, () => {
      const tallies = randomTallies(SEED + 3, 12);
      for (let kind = 1; kind < layout.COUNT_KINDS; kind++) {
        const some = { kind, today: DAY + 3, weights: WEIGHTS };
        const sums = kernel.sum(tallies, some);
        for (const round of [0, 1, 2])
          expect(kernel.sum(shuffled(tallies, createRandom(SEED, round, 9)), some)).toEqual(sums);
        expect(kernel.sum([merge(...tallies)], some)).toEqual(sums);
        const games = sumsOf(sums).map((row) => row.games);
        const name = ['', 'battles', 'cells', 'pairs', 'matchups', 'trios', 'map-pairs', 'map-matchups'][
          kind
        ];
        const expected = [...countsOf(merge(...tallies))].filter(([label]) => label.split('/')[1] === name);
        expect(games.reduce((a, b) => a + b, 0)).toBe(expected.reduce((sum, [, [n]]) => sum + n, 0));
        for (const { games: n, weighted } of sumsOf(sums)) {
          expect(weighted[0]).toBeLessThanOrEqual(n);
          expect(weighted[2]).toBeLessThanOrEqual(weighted[0]);
        }
      }
    });
  });

  it('what is no tally throws', () => {
    const good = tallyOf({ [CELLS]: [[1n, 1, 1]] });
    const fault = (code: number) => expect.objectContaining({ fault: expect.objectContaining({ code }) });
    const sum = (change: object) => () =>
      kernel.sum([good], { kind: 2, today: DAY, weights: WEIGHTS, ...change });
    expect(() => merge(good, good.slice(0, -1))).toThrow(fault(E_COUNT_FORMAT));
    expect(() => merge(good, new Uint8Array())).toThrow(fault(E_COUNT_FORMAT));
    expect(() => merge(Uint8Array.from([...good, ...good]))).toThrow(fault(E_COUNT_FORMAT));
    for (const options of [
      { maxRun: -1 },
      { maxRun: 0, unit: { day: DAY, kind: 0 } },
      { maxRun: 0, unit: { day: DAY, kind: 8 } },
    ])
      expect(() => kernel.merge([good], options)).toThrow(fault(E_ARGUMENT));
    expect(() => merge(good.with(0, 0))).toThrow(fault(E_COUNT_FORMAT));
    for (const change of [
      { kind: 0 },
      { kind: 8 },
      { weights: [2] },
      { weights: [-1] },
      { weights: [Number.NaN] },
    ])
      expect(
        sum({ ...change, ...(change.weights && { weights: Float64Array.from(change.weights) }) }),
      ).toThrow(fault(E_ARGUMENT));
    expect(sum({})).not.toThrow();
    const base = kernel.sum([good], { kind: 2, today: DAY, weights: WEIGHTS });
    expect(sum({ base })).not.toThrow();
    for (const bad of [base.slice(0, -1), base.with(0, 0), new Uint8Array(), good]) {
      expect(sum({ base: bad })).toThrow(fault(E_COUNT_FORMAT));
    }
    expect(sum({ base, kind: 3 })).toThrow(fault(E_COUNT_FORMAT));
  });
});
