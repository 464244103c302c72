import { describe, expect, it } from 'vitest';
import { prefixDistances, typoAllowance } from '../../../src/kernel/reference/search/distance.ts';

/** pattern, text, and the distance of the one to the whole of the other. */
const DISTANCES: readonly [string, string, number][] = [
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['rock', 'rock', 0],
  ['rok', 'rock', 1],
  ['rocck', 'rock', 1],
  ['rook', 'rock', 1],
  ['orck', 'rock', 1],
  ['rokc', 'rock', 1],
  ['kitten', 'sitting', 3],
  ['ca', 'abc', 3], // 2 where a swapped pair may be edited again, which this form leaves out
  ['abcdef', 'badcfe', 3],
];

describe('prefixDistances', () => {
  it.each(DISTANCES)('puts %j and %j %i apart', (pattern, text, distance) => {
    expect(prefixDistances(pattern, text).at(-1)).toBe(distance);
    expect(prefixDistances(text, pattern).at(-1)).toBe(distance);
  });

  it('gives the distance to every prefix', () => {
    expect(prefixDistances('rok', 'rock')).toEqual([3, 2, 1, 1, 1]);
  });
});

describe('typoAllowance', () => {
  it('grows with the length', () => {
    expect([1, 2, 3, 5, 6, 9, 10, 64].map(typoAllowance)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });
});
