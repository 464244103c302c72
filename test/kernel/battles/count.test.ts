/** What a battle counts for, by each form of it. */
import { describe, expect, it } from 'vitest';
import { E_ARGUMENT } from '../../../kernel/layout/errors.ts';
import { KernelError } from '../../../src/kernel/faults.ts';
import { encodeTag } from '../../../src/kernel/reference/json/index.ts';
import { countsOf } from '../../collect/recount.ts';
import {
  ANY_TIME,
  add,
  DAY,
  DAY_START,
  entry,
  IMPLEMENTATIONS,
  logOf,
  MAP,
  type Shape,
  tagOf,
} from './support.ts';

/** Labels without the day, which is the first one's, brawlers by their small numbers. */
function short(counts: ReturnType<typeof countsOf>): Record<string, readonly number[]> {
  return Object.fromEntries(
    [...counts].map(([label, count]) => [
      label.replace(`${DAY}/`, '').replaceAll(/160000(\d\d)/g, (_, id) => String(Number(id))),
      count,
    ]),
  );
}

const TEAMS_3V3 = [
  [[3, 1000], 1, [2, 999]],
  [[1, 1200], 5, 4],
] as const;

describe.each(IMPLEMENTATIONS)('%s', (_, make) => {
  const { counter: createCounter } = make();

  function countOne(shape: Shape) {
    const counter = createCounter();
    counter.begin(ANY_TIME);
    const facts = add(counter, logOf(entry(shape)));
    return { facts, counts: short(countsOf(counter.finish().tally)) };
  }

  function kinds(counts: Record<string, readonly number[]>, kind: string) {
    return Object.fromEntries(Object.entries(counts).filter(([label]) => label.startsWith(`${kind}/`)));
  }

  it('three against three: everything, mirrors left out, half wins of the smaller brawler', () => {
    const { facts, counts } = countOne({ result: 'victory', teams: TEAMS_3V3 });
    expect(facts).toEqual({
      ...{ entries: 1, usable: 1, fresh: 1, repeated: 0, early: 0, future: 0, outOfRange: 0 },
      ...{ newest: DAY_START, oldest: DAY_START },
    });
    const both = (kind: string, rows: Record<string, number[]>) =>
      Object.fromEntries(
        Object.entries(rows).flatMap(([two, count]) => [
          [`${kind}/48000000//${two}`, count],
          [`map-${kind}/${MAP}//${two}`, count],
        ]),
      );
    expect(counts).toEqual({
      [`battles/${MAP}/ladder/`]: [1, 0],
      [`battles/${MAP}/ladder-1000/`]: [1, 0],
      [`cells/${MAP}/ladder-1000/3`]: [1, 2],
      [`cells/${MAP}/ladder/1`]: [1, 2],
      [`cells/${MAP}/ladder/2`]: [1, 2],
      [`cells/${MAP}/ladder-1000/1`]: [1, 0],
      [`cells/${MAP}/ladder/5`]: [1, 0],
      [`cells/${MAP}/ladder/4`]: [1, 0],
      [`trios/${MAP}//1+2+3`]: [1, 2],
      [`trios/${MAP}//1+4+5`]: [1, 0],
      ...both('pairs', {
        '1+3': [1, 2],
        '1+2': [1, 2],
        '2+3': [1, 2],
        '1+5': [1, 0],
        '1+4': [1, 0],
        '4+5': [1, 0],
      }),
      ...both('matchups', {
        ...{ '1+3': [1, 0], '3+5': [1, 2], '3+4': [1, 2] },
        ...{ '1+5': [1, 2], '1+4': [1, 2], '1+2': [1, 0], '2+5': [1, 2], '2+4': [1, 2] },
      }),
    });
  });

  it('a draw is half a win for everyone', () => {
    const { counts } = countOne({ result: 'draw', teams: TEAMS_3V3 });
    const halfWins = Object.entries(counts).filter(([label]) => !label.startsWith('battles/'));
    expect(halfWins.every(([, [, won]]) => won === 1)).toBe(true);
    expect(halfWins).toHaveLength(6 + 2 + 2 * (6 + 8));
  });

  it('Ranked: by the league step, where it is known', () => {
    const { counts } = countOne({
      type: 'soloRanked',
      result: 'defeat',
      teams: [
        [[1, 12], 2],
        [
          [3, 13],
          [4, 1000],
        ],
      ],
    });
    expect({ ...kinds(counts, 'battles'), ...kinds(counts, 'cells') }).toEqual({
      [`battles/${MAP}/ranked/`]: [1, 0],
      [`battles/${MAP}/ranked-mythic/`]: [1, 0],
      [`cells/${MAP}/ranked/1`]: [1, 0],
      [`cells/${MAP}/ranked/2`]: [1, 0],
      [`cells/${MAP}/ranked-mythic/3`]: [1, 2],
      [`cells/${MAP}/ranked-mythic/4`]: [1, 2],
    });
    expect(
      kinds(countOne({ type: 'teamRanked', result: 'draw', teams: [[1], [2]] }).counts, 'battles'),
    ).toEqual({
      [`battles/${MAP}/ranked/`]: [1, 0],
    });
  });

  it('five against five: pairs and match-ups, no trios; one brawler twice adds up', () => {
    const { counts } = countOne({
      result: 'victory',
      teams: [
        [1, 2, 3, 4, 4],
        [5, 6, 7, 8, 9],
      ],
    });
    expect(kinds(counts, 'trios')).toEqual({});
    expect(counts[`cells/${MAP}/ladder/4`]).toEqual([2, 4]);
    expect(counts['pairs/48000000//1+4']).toEqual([2, 4]);
    expect(counts['pairs/48000000//4+4']).toBeUndefined();
    expect(counts[`map-matchups/${MAP}//4+9`]).toEqual([2, 4]);
    expect(Object.keys(kinds(counts, 'matchups'))).toHaveLength(4 * 5);
    expect(Object.keys(kinds(counts, 'map-pairs'))).toHaveLength(6 + 10);
  });

  it('Duels: the brawlers of a duellist, and nothing else', () => {
    const duel = [
      [1, [2, 1000], 3],
      [4, 1],
    ] as const;
    expect(countOne({ result: 'defeat', modeId: 24, duel }).counts).toEqual({
      [`battles/${MAP}/ladder/`]: [1, 0],
      [`battles/${MAP}/ladder-1000/`]: [1, 0],
      [`cells/${MAP}/ladder/1`]: [2, 2],
      [`cells/${MAP}/ladder-1000/2`]: [1, 0],
      [`cells/${MAP}/ladder/3`]: [1, 0],
      [`cells/${MAP}/ladder/4`]: [1, 2],
    });
  });

  it('solo Showdown: the first four of ten win; no pairs, no match-ups', () => {
    const { counts } = countOne({ modeId: 6, players: [0, 1, 2, 3, 4, 5, 6, 7, 8, 0] });
    const cells = Array.from({ length: 9 }, (_, i) => [`cells/${MAP}/ladder/${i}`, [1, i < 4 ? 2 : 0]]);
    expect(counts).toEqual({
      [`battles/${MAP}/ladder/`]: [1, 0],
      ...Object.fromEntries(cells),
      [`cells/${MAP}/ladder/0`]: [2, 2],
    });
  });

  it('duo Showdown: the first two of five win; teams of two, the same brawler twice is none', () => {
    const teams = [
      [2, 1],
      [3, 4],
      [1, 2],
      [5, 5],
      [6, 7],
    ];
    const { counts } = countOne({ modeId: 9, teams });
    expect(kinds(counts, 'trios')).toEqual({
      [`trios/${MAP}//1+2`]: [2, 2],
      [`trios/${MAP}//3+4`]: [1, 2],
      [`trios/${MAP}//6+7`]: [1, 0],
    });
    expect(kinds(counts, 'pairs')).toEqual({
      'pairs/48000009//1+2': [2, 2],
      'pairs/48000009//3+4': [1, 2],
      'pairs/48000009//6+7': [1, 0],
    });
    expect(kinds(counts, 'matchups')).toEqual({});
    expect(counts[`cells/${MAP}/ladder/5`]).toEqual([2, 0]);
  });

  it('trio Showdown: teams of three, also with a brawler more than once', () => {
    const teams = [
      [2, 1, 2],
      [3, 3, 3],
      [6, 5, 4],
      [1, 2, 2],
    ];
    const { counts } = countOne({ modeId: 38, teams });
    expect(kinds(counts, 'trios')).toEqual({
      [`trios/${MAP}//1+2+2`]: [2, 2],
      [`trios/${MAP}//3+3+3`]: [1, 2],
      [`trios/${MAP}//4+5+6`]: [1, 0],
    });
    expect(counts[`map-pairs/${MAP}//1+2`]).toEqual([4, 4]);
    expect(kinds(counts, 'map-matchups')).toEqual({});
  });

  it.each([
    ['what the battle says', MAP + 1, 5, 48_000_005],
    ['else what the catalogue says of the map', MAP + 1, null, 48_000_003],
    ['else unknown', MAP, null, 0],
    ['unknown where the catalogue has no mode', MAP + 5, null, 0],
    ['unknown where it fits no key', MAP, 16_777_215, 0],
    ['the largest that fits', MAP, 16_777_214, 64_777_214],
  ])('the mode is %s', (_name, map, modeId, expected) => {
    const { counts } = countOne({ map, modeId, result: 'victory', teams: [[1], [2]] });
    expect(kinds(counts, 'matchups')).toEqual({ [`matchups/${expected}//1+2`]: [1, 2] });
  });

  it('what no key can hold is out of range, and adds nothing', () => {
    const counter = createCounter();
    counter.begin(ANY_TIME);
    const two = { result: 'victory', teams: [[1], [2]] };
    const many = Array.from({ length: 2 }, () => Array.from({ length: 16 }, (_, i) => i));
    const facts = add(
      counter,
      logOf(
        entry({ ...two, map: 14_999_999 }),
        entry({ ...two, map: 15_000_000 }),
        entry({ ...two, map: 15_000_000 + 0xffffff, time: DAY_START + 1 }),
        entry({ ...two, map: 15_000_000 + 0x1000000 }),
        entry({ result: 'victory', teams: [[4094], [0]], time: DAY_START + 2 }),
        entry({ result: 'victory', teams: [[4095], [0]], time: DAY_START + 3 }),
        entry({ result: 'victory', teams: [[-1], [0]], time: DAY_START + 4 }),
        entry({ result: 'draw', teams: many, time: DAY_START + 5 }),
      ),
    );
    expect(facts).toMatchObject({ usable: 8, fresh: 4, outOfRange: 4, repeated: 0 });
    const { tally, battles } = counter.finish();
    const counts = short(countsOf(tally));
    expect(battles).toBe(4);
    expect(Object.keys(kinds(counts, 'battles'))).toEqual([
      'battles/15000000/ladder/',
      `battles/${MAP}/ladder/`,
      'battles/31777215/ladder/',
    ]);
    expect(counts[`battles/${MAP}/ladder/`]).toEqual([2, 0]);
    expect(Object.keys(kinds(counts, 'map-pairs'))).toHaveLength(120);
  });

  it('more brawlers together than 32: only Duels have them', () => {
    const three = Array.from({ length: 11 }, () => [1, 2, 3]);
    const long = Array.from({ length: 40 }, () => 7);
    expect(countOne({ teams: three.slice(0, 10) }).facts).toMatchObject({ fresh: 1, outOfRange: 0 });
    const several = entry({ result: 'draw', teams: [[1], [2]] });
    const crowded = {
      ...several,
      battle: {
        ...several.battle,
        teams: [0, 1].map((n) => [
          { tag: tagOf(n), brawlers: Array.from({ length: 17 }, (_, id) => ({ id: 16_000_000 + id })) },
        ]),
      },
    };
    const counter = createCounter();
    counter.begin(ANY_TIME);
    expect(add(counter, logOf(crowded))).toMatchObject({ usable: 1, fresh: 0, outOfRange: 1 });
    const duel = countOne({ result: 'victory', duel: [long, [1]] });
    expect(duel.facts).toMatchObject({ fresh: 1 });
    expect(duel.counts[`cells/${MAP}/ladder/7`]).toEqual([40, 80]);
  });

  it('floor and ceiling are within; what is beyond them is told apart, and what is newest of all', () => {
    const counter = createCounter();
    const at = (seconds: number, more: Shape = {}) =>
      entry({ result: 'victory', teams: [[1], [2]], ...more, time: DAY_START + seconds });
    const log = logOf(at(9), at(10), at(11), at(20), at(21), at(99, { map: 1 }), at(12, { map: 1 }));
    counter.begin({ ...ANY_TIME, floor: DAY_START + 10, ceiling: DAY_START + 20 });
    expect(add(counter, log)).toEqual({
      ...{ entries: 7, usable: 7, fresh: 3, repeated: 0, early: 1, future: 2, outOfRange: 1 },
      ...{ newest: DAY_START + 99, oldest: DAY_START + 9 },
    });
    expect(counter.known).toBe(3);
    expect(counter.finish().battles).toBe(3);
    // what was left out is not known: another floor may let it in
    counter.begin(ANY_TIME);
    expect(add(counter, log)).toMatchObject({ fresh: 2, repeated: 3, outOfRange: 2 });
  });

  it('a battle counts once: in a log, over logs, over batches, and where its key was made known', () => {
    const counter = createCounter();
    const one = entry({ result: 'victory', teams: TEAMS_3V3 });
    const other = entry({ result: 'victory', teams: TEAMS_3V3, time: DAY_START + 1 });
    const third = entry({ result: 'victory', teams: TEAMS_3V3, time: DAY_START + 2 });
    counter.begin(ANY_TIME);
    expect(add(counter, logOf(one, one))).toMatchObject({ entries: 2, fresh: 1, repeated: 1 });
    expect(add(counter, logOf(one, other))).toMatchObject({ fresh: 1, repeated: 1 });
    const first = counter.finish();
    expect(first.battles).toBe(2);
    counter.begin(ANY_TIME);
    expect(add(counter, logOf(other, third))).toMatchObject({ fresh: 1, repeated: 1 });
    const second = counter.finish();
    expect(counter.known).toBe(3);

    const later = createCounter();
    later.know(first.keys);
    later.know(new Uint8Array([...first.keys, ...first.keys]));
    expect(later.known).toBe(2);
    later.begin(ANY_TIME);
    expect(add(later, logOf(one, other, third))).toMatchObject({ fresh: 1, repeated: 2 });
    expect(later.finish()).toEqual(second);
  });

  it('a batch begun anew is empty, but its keys stay known', () => {
    const counter = createCounter();
    const log = logOf(entry({ result: 'victory', teams: TEAMS_3V3 }));
    counter.begin(ANY_TIME);
    add(counter, log);
    counter.begin(ANY_TIME);
    expect(add(counter, log)).toMatchObject({ fresh: 0, repeated: 1 });
    const { battles, keys, players, tally } = counter.finish();
    expect([battles, keys.length, players.length, countsOf(tally).size]).toEqual([0, 0, 0, 0]);
    expect(() => counter.add(log)).toThrow(KernelError);
    expect(() => counter.finish()).toThrow(KernelError);
  });

  it('players: those that can be asked for, each once with the newest battle, on the smaller map', () => {
    const counter = createCounter();
    const two = (seconds: number, map: number) =>
      entry({ result: 'victory', teams: [[1], [2]], time: DAY_START + seconds, map });
    const plain = two(50, MAP);
    const stranger = { tag: 'no tag', brawler: { id: 16_000_000 } };
    const hashed = {
      ...plain,
      battle: { ...plain.battle, teams: [plain.battle.teams?.[0] ?? [], [stranger]] },
    };
    const five = (seconds: number, map: number) =>
      entry({ players: [1, 2, 3, 4, 5], from: 1, time: DAY_START + seconds, map });
    counter.begin({ ...ANY_TIME, floor: DAY_START });
    add(counter, logOf(two(5, MAP + 2), two(-5, MAP), five(5, MAP + 1), two(4, MAP), hashed, five(4, MAP)));
    const { players } = counter.finish();
    const view = new DataView(players.buffer, players.byteOffset);
    const rows = Array.from({ length: players.length / 16 }, (_, i) => [
      view.getBigUint64(i * 16, true),
      view.getUint32(i * 16 + 8, true),
      view.getUint32(i * 16 + 12, true) - DAY_START,
    ]);
    const expected = [0, 1, 2, 3, 4, 5].map((n): [bigint, number, number] => [
      encodeTag(tagOf(n)),
      n === 0 ? MAP : MAP + 1,
      n === 0 ? 50 : 5,
    ]);
    expect(rows).toEqual(expected.sort(([a], [b]) => (a < b ? -1 : 1)));
  });

  it('an empty log', () => {
    const counter = createCounter();
    counter.begin(ANY_TIME);
    expect(add(counter, logOf())).toMatchObject({ entries: 0, usable: 0, newest: 0, oldest: 0 });
  });

  it('options and keys outside of the contract throw', () => {
    const counter = createCounter();
    const fault = expect.objectContaining({ fault: expect.objectContaining({ code: E_ARGUMENT }) });
    expect(() => counter.begin({ ...ANY_TIME, floor: 0.5 })).toThrow(fault);
    expect(() => counter.begin({ ...ANY_TIME, ceiling: 2 ** 32 })).toThrow(fault);
    expect(() => counter.begin({ ...ANY_TIME, modes: Uint32Array.of(1) })).toThrow(fault);
    expect(() => counter.know(new Uint8Array(7))).toThrow(fault);
    expect(counter.known).toBe(0);
  });

  it('keys of any kind: 0, the largest, and many next to each other, as the set grows', () => {
    const counter = createCounter();
    const keys = BigUint64Array.from({ length: 60_000 }, (_, i) => BigInt(i % 40_000));
    keys[1] = 2n ** 64n - 1n;
    counter.know(new Uint8Array(keys.buffer, 0, 8));
    expect(counter.known).toBe(1);
    counter.know(new Uint8Array(keys.buffer));
    expect(counter.known).toBe(40_001);
    counter.know(new Uint8Array(keys.buffer));
    expect(counter.known).toBe(40_001);
  });
});
