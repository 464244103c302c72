/** Seeded random numbers, names, and queries that are near to them or not. */
import { TARGET_BRAWLER } from '../../../kernel/layout/search.ts';
import type { SearchName } from './support.ts';

/** Small ones, where near misses abound, and large ones, where few names look alike. */
export const ALPHABETS = [
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

export type Random = () => number;

/** Random numbers in [0, 1), the same for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `limit`. */
export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

export function pick<T>(items: readonly T[], random: Random): T {
  return items[below(items.length, random)] as T;
}

function makeWord(letters: readonly string[], longest: number, random: Random): string {
  return Array.from({ length: 1 + below(longest, random) }, () => pick(letters, random)).join('');
}

function makeName(letters: readonly string[], random: Random): string {
  const longest = pick([2, 5, 5, 9, 9, 9, 30], random);
  const words = Array.from({ length: 1 + below(4, random) }, () => makeWord(letters, longest, random));
  return words.join(pick([' ', '-', " '", '  '], random));
}

/** Names of maps and brawlers, several for some of them, of few degrees of popularity. */
export function makeNames(count: number, letters: readonly string[], random: Random): SearchName[] {
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
        edited.slice(0, at) + edited.slice(at + 1, at + 2) + edited.slice(at, at + 1) + edited.slice(at + 2),
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

/** What somebody might type who means one of the names, or none. */
export function makeQuery(names: readonly SearchName[], letters: readonly string[], random: Random): string {
  const { text } = pick(names, random);
  const kind = random();
  if (kind < 0.1) return acronymOf(text);
  return kind < 0.2 ? makeName(letters, random) : edit(text, letters, random);
}
