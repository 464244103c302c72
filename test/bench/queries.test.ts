/** What the search benches type: as many queries as are asked for, and an end where names allow none. */
import { expect, test } from 'vitest';
import { makeQueries } from '../../bench/search/queries.ts';

/** Numbers in turn, so that each name is drawn. */
function inTurn(): () => number {
  let at = 0;
  return () => (at++ % 16) / 16;
}

test('no name of two words has an acronym: there are no queries, and an end', () => {
  expect(makeQueries('acronym', ['Hard Rock', 'Dry Season'], 20, inTurn())).toEqual([]);
});

test('one name that allows it is enough', () => {
  const queries = makeQueries('acronym', ['Hard Rock', 'Hard Rock Mine'], 20, inTurn());
  expect(queries).toHaveLength(20);
  expect(new Set(queries.map(({ text, meant }) => `${text} ${meant}`))).toEqual(
    new Set(['hrm Hard Rock Mine']),
  );
});
