/** Effects in what a collector publishes: one kind a build, and again when enough was counted. */
import { expect, it } from 'vitest';
import { COUNT_MATCHUPS, COUNT_PAIRS } from '../../kernel/layout/tally.ts';
import { windowEffects } from '../../src/collect/battles/effects.ts';
import { BattleMemory } from '../../src/collect/battles/memory.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';

const HOUR = 3_600_000;

it('are fitted one kind a build, again after an hour or a quarter more battles, and anew from empty memory', () => {
  const kernel = createReferenceKernel();
  const memory = new BattleMemory(() => {
    throw new Error('nothing is counted here');
  });
  const fitted: number[] = [];
  const books = { booksOf: () => [], bookSeqs: () => new Map(), journal: () => [] };
  const deps = {
    books: books as never,
    tallies: kernel,
    memory,
    fitEffects: (sums: Uint8Array) => {
      const effects = kernel.fitEffects(sums);
      fitted.push(new DataView(effects.buffer).getUint32(8, true));
      return effects;
    },
  };
  const build = (counted: number, now: number) => windowEffects(deps, 1_780_000_000, counted, now).length;
  expect(build(1000, 0)).toBe(1);
  expect(build(1000, 1)).toBe(2);
  expect(build(1000, 2)).toBe(2);
  expect(fitted).toEqual([COUNT_PAIRS, COUNT_MATCHUPS]);
  build(1250, 3);
  expect(fitted.length).toBe(2);
  build(1251, 4);
  build(1251, 5);
  expect(fitted).toEqual([COUNT_PAIRS, COUNT_MATCHUPS, COUNT_PAIRS, COUNT_MATCHUPS]);
  build(1251, 4 + HOUR);
  expect(fitted.at(-1)).toBe(COUNT_PAIRS);
  memory.drop();
  expect(build(1251, 5 + HOUR)).toBe(1);
});
