import { describe, expect, it } from 'vitest';
import { E_ARGUMENT, E_OUTPUT_FULL, E_SNAPSHOT_BOUNDS } from '../../../kernel/layout/errors.ts';
import {
  NAME_FIELDS,
  NAME_LEN,
  NAME_OFF,
  NAME_TARGET,
  TARGET_BRAWLER,
} from '../../../kernel/layout/search.ts';
import { INDEX_MAP_ROWS_AT, INDEX_ROWS_AT, INDEX_TEXT_UNITS_AT } from '../../../kernel/search/layout.ts';
import * as reference from '../../../src/kernel/reference/search/index.ts';
import { readNames } from '../../../src/kernel/reference/search/read.ts';
import { BRAWLERS, MAPS, NAMES } from './names.ts';
import { seededRandom } from './random.ts';
import { bothSearches, encodeNames, makeKernelSearch, type SearchName } from './support.ts';

const kernel = await makeKernelSearch();
const searches = await bothSearches();

const BRAWLER = TARGET_BRAWLER << 16;

describe.each(searches)('an index ($name)', ({ search }) => {
  const texts = (names: SearchName[]): string[] => readNames(search.build(names)).map((name) => name.text);

  it('has maps before brawlers, then what is popular, short, early in the alphabet', () => {
    const names = [
      { target: BRAWLER, popularity: 99, text: 'Bull' },
      { target: 0, popularity: 1, text: 'Bb' },
      { target: 1, popularity: 1, text: 'Aaa' },
      { target: 2, popularity: 1, text: 'Ba' },
      { target: 3, popularity: 4_294_967_295, text: 'Zzzz' },
    ];
    expect(texts(names)).toEqual(['zzzz', 'ba', 'bb', 'aaa', 'bull']);
  });

  it('leaves out names of which nothing is left, and repeats', () => {
    const name = { target: 0, popularity: 0 };
    expect(texts(['!?', 'Ab', 'AB', 'a b', 'áb', ''].map((text) => ({ ...name, text })))).toEqual(['ab']);
  });

  it('keeps one name for every target that has it', () => {
    expect(texts([0, 1, BRAWLER].map((target) => ({ target, popularity: 0, text: 'Ab' })))).toHaveLength(3);
  });

  it('cuts names after 64 characters', () => {
    const [name] = readNames(search.build([{ target: 0, popularity: 0, text: 'abc '.repeat(40) }]));
    expect(name?.text).toBe(`${'abc'.repeat(21)}a`);
    expect(name?.starts.at(-1)).toBe(63);
  });

  it('is built over no names at all', () => {
    const index = search.build([]);
    expect(index).toHaveLength(16);
    expect(search.check(index, 0, 0)).toBe(0);
    expect(search.query(index, 'a', null, 8)).toEqual({ maps: [], brawlers: [] });
  });

  it('refuses names of no known kind', () => {
    expect(() => search.build([{ target: 2 << 16, popularity: 0, text: 'a' }])).toThrow(RangeError);
  });

  it('is as compact as promised, and ends on a multiple of 8', () => {
    const many = Array.from({ length: 1280 }, (_, target) => ({
      target,
      popularity: 0,
      text: `name ${target}`,
    }));
    const index = search.build(many);
    const units = many.reduce((sum, { text }) => sum + text.length - 1, 0);
    expect(index.length % 8).toBe(0);
    expect(index.length).toBeLessThanOrEqual(many.length * 40 + units * 2 + 24);
  });

  it('passes its check, if there are as many maps and brawlers as it names', () => {
    const index = search.build(NAMES);
    expect(search.check(index, MAPS.length, BRAWLERS.length)).toBe(0);
    expect(search.check(index, MAPS.length - 1, BRAWLERS.length)).toBe(E_SNAPSHOT_BOUNDS);
    expect(search.check(index, MAPS.length, BRAWLERS.length - 1)).toBe(E_SNAPSHOT_BOUNDS);
  });

  it('fails its check when truncated, extended, or with counts that do not fit', () => {
    const index = search.build(NAMES);
    for (const length of [0, 1, 15, 16, index.length - 8, index.length - 1]) {
      expect(search.check(index.slice(0, length), 99, 99), `${length} bytes`).toBe(E_SNAPSHOT_BOUNDS);
    }
    expect(search.check(Uint8Array.from([...index, ...new Uint8Array(8)]), 99, 99)).toBe(E_SNAPSHOT_BOUNDS);
    for (const at of [0, INDEX_ROWS_AT, INDEX_MAP_ROWS_AT, INDEX_TEXT_UNITS_AT]) {
      for (const value of [0, 1, 0x7fffffff, 0x80000000, 0xffffffff]) {
        const bad = index.slice();
        new DataView(bad.buffer).setUint32(at, value, true);
        expect(search.check(bad, 99, 99), `${value} at ${at}`).toBe(E_SNAPSHOT_BOUNDS);
      }
    }
  });
});

describe('searchBuild', () => {
  const encoded = encodeNames(NAMES);
  const capacity = kernel.exports.searchBuildCapacity(
    NAMES.length,
    encoded.length - NAMES.length * NAME_FIELDS * 4,
  );

  it('makes the bytes that the reference makes', () => {
    expect(kernel.buildInto(encoded, NAMES.length, capacity)).toEqual(reference.build(NAMES));
  });

  it('wants room to work in', () => {
    for (const room of [0, 100, capacity - 1]) {
      expect(kernel.buildInto(encoded, NAMES.length, room), `${room} bytes`).toBe(E_OUTPUT_FULL);
    }
  });

  it('refuses names outside the input, and counts that do not fit it', () => {
    const withField = (field: number, value: number): Uint8Array => {
      const bad = encoded.slice();
      new DataView(bad.buffer).setUint32(field * 4, value, true);
      return bad;
    };
    for (const value of [encoded.length, 0x7fffffff, 0xffffffff]) {
      expect(kernel.buildInto(withField(NAME_OFF, value), NAMES.length, capacity)).toBe(E_ARGUMENT);
      expect(kernel.buildInto(withField(NAME_LEN, value), NAMES.length, capacity)).toBe(E_ARGUMENT);
    }
    expect(kernel.buildInto(withField(NAME_TARGET, 0x20000), NAMES.length, capacity)).toBe(E_ARGUMENT);
    for (const count of [-1, 100_000, 0x7fffffff]) {
      expect(kernel.buildInto(encoded, count, capacity), `${count} names`).toBe(E_ARGUMENT);
    }
  });

  it('has room enough where all names share one text', () => {
    const text = 'x'.repeat(64);
    const shared = encodeNames([{ target: 0, popularity: 0, text }]);
    const rows = Array.from({ length: 300 }, () => [...shared.subarray(0, 16)]).flat();
    const input = Uint8Array.from([...rows, ...shared.subarray(16)]);
    const view = new DataView(input.buffer);
    for (let row = 0; row < 300; row++) {
      view.setUint32(row * 16, row, true);
      view.setUint32(row * 16 + NAME_OFF * 4, 300 * 16, true);
    }
    const names = Array.from({ length: 300 }, (_, target) => ({ target, popularity: 0, text }));
    expect(kernel.buildInto(input, 300, kernel.exports.searchBuildCapacity(300, 64))).toBe(E_OUTPUT_FULL);
    expect(kernel.buildInto(input, 300, kernel.exports.searchBuildCapacity(300, 300 * 64))).toEqual(
      reference.build(names),
    );
  });
});

describe('searchQuery', () => {
  const index = reference.build(NAMES);
  const text = new TextEncoder().encode('hard');

  it('refuses limits other than 1 to 50, and an index without a header', () => {
    for (const limit of [0, -1, 51]) expect(kernel.queryBytes(index, text, null, limit)).toBe(E_ARGUMENT);
    expect(kernel.queryBytes(index.slice(0, 15), text, null, 8)).toBe(E_SNAPSHOT_BOUNDS);
  });

  it('takes queries of any bytes and any length', () => {
    const random = seededRandom(7);
    for (const length of [0, 1, 63, 64, 65, 1000, 5000]) {
      const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
      const expected = reference.query(
        index,
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
        null,
        8,
      );
      expect(kernel.queryBytes(index, bytes, null, 8, 'text'), `${length} bytes`).toEqual(expected);
    }
  });
});

describe('a damaged index', () => {
  it('fails its check or is read safely, and both readers agree on which', () => {
    const seed = 3_141_592;
    const random = seededRandom(seed);
    const index = reference.build(NAMES);
    const queries = ['hard rock', 'b', 'mnie hard', 'hrm', 'kabom canion', 'shely'].map((text) =>
      new TextEncoder().encode(text),
    );
    let passed = 0;
    for (let round = 0; round < 6_000; round++) {
      const bad = index.slice();
      // Half of the damage is done behind the planes, where the counts and offsets are.
      const from = round % 2 === 0 ? 0 : index.length - 5_000;
      for (let flips = 1 + Math.floor(random() * 3); flips > 0; flips--) {
        const at = Math.max(0, from) + Math.floor(random() * (index.length - Math.max(0, from)));
        bad[at] = (bad[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      const code = kernel.check(bad, MAPS.length, BRAWLERS.length);
      expect(code, `seed ${seed}, round ${round}`).toBe(reference.check(bad, MAPS.length, BRAWLERS.length));
      if (code !== 0) continue;
      passed++;
      const hits = kernel.queryBytes(bad, queries[round % queries.length] ?? new Uint8Array(), null, 8);
      if (typeof hits === 'number') throw new Error(`query failed with ${hits}`);
      expect(hits.maps.every((hit) => hit.index < MAPS.length)).toBe(true);
      expect(hits.brawlers.every((hit) => hit.index < BRAWLERS.length)).toBe(true);
    }
    expect(passed).toBeGreaterThan(1_000);
    expect(passed).toBeLessThan(5_900);
  });
});
