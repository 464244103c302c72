/** Random names and queries, over both implementations: every hit the same. */
import { describe, expect, it } from 'vitest';
import * as reference from '../../../src/kernel/reference/search/index.ts';
import { ALPHABETS, below, makeNames, makeQuery, pick, seededRandom } from './random.ts';
import { makeKernelSearch, type SearchName } from './support.ts';

const SEED = Number(process.env.SEARCH_FUZZ_SEED ?? 271_828);
/** How much of it: 1 takes some seconds. */
const SCALE = Number(process.env.SEARCH_FUZZ_SCALE ?? 1);

const kernels = [await makeKernelSearch('release'), await makeKernelSearch('debug')];

const MOST_TARGETS = 1_000;

/** 128 names that nothing resembles, to stand before another: the kernel filters rows from the 129th on apart. */
const OTHERS: SearchName[] = Array.from({ length: 128 }, (_, i) => ({
  target: MOST_TARGETS - 1 - i,
  popularity: 1_000,
  text: String.fromCharCode(0xe000 + i),
}));

/** The index over the names, after both kernels made and passed the same. */
function buildAlike(names: SearchName[], note: string): Uint8Array {
  const index = reference.build(names);
  for (const kernel of kernels) {
    expect(Buffer.compare(kernel.build(names), index), note).toBe(0);
    expect(kernel.check(index, MOST_TARGETS, MOST_TARGETS), note).toBe(0);
  }
  return index;
}

/** Asks all for the same. Returns how many hits there were. */
function queryAlike(
  index: Uint8Array,
  query: string,
  live: Uint8Array | null,
  limit: number,
  note: string,
): number {
  const expected = reference.query(index, query, live, limit);
  for (const kernel of kernels) {
    expect(kernel.query(index, query, live, limit), `${note}: ${JSON.stringify(query)}`).toEqual(expected);
  }
  return expected.maps.length + expected.brawlers.length;
}

describe(`reference and kernel (seed ${SEED})`, () => {
  it('agree on single names', () => {
    const random = seededRandom(SEED);
    let found = 0;
    for (let round = 0; round < 600 * SCALE; round++) {
      const letters = [...pick(ALPHABETS, random)];
      const names = makeNames(1, letters, random);
      const index = buildAlike(round % 2 === 0 ? names : [...OTHERS, ...names], `round ${round}`);
      for (let count = 0; count < 12; count++) {
        found += queryAlike(index, makeQuery(names, letters, random), null, 8, `round ${round}`);
      }
    }
    expect(found).toBeGreaterThan(3_000 * SCALE);
  }, 3_600_000);

  it('agree on many names', () => {
    const random = seededRandom(SEED + 1);
    let found = 0;
    for (let round = 0; round < 12 * SCALE; round++) {
      const letters = [...pick(ALPHABETS, random)];
      const count = pick([40, 128, 200, 255, 256, 257], random);
      const names = makeNames(count, letters, random);
      const index = buildAlike(names, `round ${round}`);
      for (let queries = 0; queries < 40; queries++) {
        const live = random() < 0.3 ? null : Uint8Array.from({ length: count }, () => below(2, random));
        const limit = pick([1, 3, 8, 50], random);
        found += queryAlike(index, makeQuery(names, letters, random), live, limit, `round ${round}`);
      }
    }
    expect(found).toBeGreaterThan(480 * SCALE);
  }, 3_600_000);
});
