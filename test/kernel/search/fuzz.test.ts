/**
 * Random names and queries, over both implementations: every hit the same. The alphabets are small, so that letters
 * and pairs repeat and near misses abound: what a filter that skips too much would lose.
 */
import { describe, expect, it } from 'vitest';
import { TARGET_BRAWLER } from '../../../kernel/layout/search.ts';
import * as reference from '../../../src/kernel/reference/search/index.ts';
import { makeKernelSearch, type SearchName, seededRandom } from './support.ts';

const SEED = Number(process.env.SEARCH_FUZZ_SEED ?? 271_828);
/** Sets of names; 60 queries each. */
const ROUNDS = Number(process.env.SEARCH_FUZZ_ROUNDS ?? 60);
const QUERIES = 60;

const ALPHABETS = [
  'ab',
  'abc',
  'abcdefgh',
  'etaoinshrdlu',
  'abcdefghijklmnopqrstuvwxyz0123456789',
  '가나다라마바사',
  'あいうえおかき',
  'aáàbcçñ',
  'абвгдеё',
  '一二三四五六七',
];

type Random = () => number;

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[below(items.length, random)] as T;
}

function makeWord(letters: readonly string[], longest: number, random: Random): string {
  return Array.from({ length: 1 + below(longest, random) }, () => pick(letters, random)).join('');
}

function makeName(letters: readonly string[], random: Random): string {
  const longest = pick([2, 5, 9, 30], random);
  const words = Array.from({ length: 1 + below(5, random) }, () => makeWord(letters, longest, random));
  return words.join(pick([' ', '-', " '", '  '], random));
}

function makeNames(letters: readonly string[], random: Random): SearchName[] {
  const count = pick([1, 40, 127, 128, 129, 300], random);
  return Array.from({ length: count }, () => ({
    target: (random() < 0.3 ? TARGET_BRAWLER << 16 : 0) | below(count, random),
    popularity: below(4, random),
    text: makeName(letters, random),
  }));
}

/** Between none and four edits: letters added, dropped, replaced or swapped, words dropped or turned round. */
function edit(text: string, letters: readonly string[], random: Random): string {
  let edited = text;
  for (let edits = below(5, random); edits > 0; edits--) {
    const at = below(edited.length + 1, random);
    const words = edited.split(' ');
    edited = pick(
      [
        edited.slice(0, at) + pick(letters, random) + edited.slice(at),
        edited.slice(0, at) + edited.slice(at + 1),
        edited.slice(0, at) + pick(letters, random) + edited.slice(at + 1),
        edited.slice(0, at) +
          edited
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          edited.slice(at + 2),
        edited.slice(0, at),
        edited.slice(at),
        words.filter((_, index) => index !== at % words.length).join(' '),
        words.reverse().join(' '),
      ],
      random,
    );
  }
  return edited;
}

function acronymOf(text: string): string {
  return text
    .split(/[ '-]+/)
    .map((word) => word[0] ?? '')
    .join('');
}

function makeQuery(names: readonly SearchName[], letters: readonly string[], random: Random): string {
  const { text } = pick(names, random);
  const kind = random();
  if (kind < 0.1) return acronymOf(text);
  return kind < 0.2 ? makeName(letters, random) : edit(text, letters, random);
}

describe.each(['release', 'debug'] as const)('reference and kernel (%s)', async (variant) => {
  const kernel = await makeKernelSearch(variant);

  it(`agree on random names and queries (seed ${SEED})`, () => {
    const random = seededRandom(SEED);
    let found = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const letters = [...pick(ALPHABETS, random)];
      const names = makeNames(letters, random);
      const index = reference.build(names);
      expect(Buffer.compare(kernel.build(names), index), `index of round ${round}`).toBe(0);
      expect(kernel.check(index, 300, 300)).toBe(0);
      for (let count = 0; count < QUERIES; count++) {
        const query = makeQuery(names, letters, random);
        const live = random() < 0.3 ? null : Uint8Array.from({ length: 300 }, () => below(2, random));
        const limit = pick([1, 3, 8, 50], random);
        const expected = reference.query(index, query, live, limit);
        expect(kernel.query(index, query, live, limit), `round ${round}: ${JSON.stringify(query)}`).toEqual(
          expected,
        );
        found += expected.maps.length + expected.brawlers.length;
      }
    }
    expect(found).toBeGreaterThan(ROUNDS * QUERIES);
  });
});
