/** Speed of search: query string in, JSON bytes out, on both sides; 200 queries in turn. */
import { type BenchResult, compare } from '../harness.ts';
import type { Library } from './libraries.ts';
import { makeQueries, type QueryKind, seededRandom } from './queries.ts';

const QUERIES = 200;
const SPEED_SEED = 7;

/** What `search.prefix` and `search.typo` ask, in equal parts. */
const SETS: Readonly<Record<string, readonly QueryKind[]>> = {
  prefix: ['prefix'],
  typo: ['typo', 'transposition', 'typo in prefix'],
};

/** How many times faster we claim to be. */
const CLAIMS: Readonly<Record<string, number>> = { fuzzysort: 3, minisearch: 5, ufuzzy: 5, fuse: 5 };

export function speedQueries(set: string, names: readonly string[]): string[] {
  const random = seededRandom(SPEED_SEED);
  const kinds = SETS[set] ?? [];
  const lists = kinds.map((kind) => makeQueries(kind, names, Math.ceil(QUERIES / kinds.length), random));
  return Array.from(
    { length: QUERIES },
    (_, i) => lists[i % lists.length]?.[Math.floor(i / lists.length)]?.text ?? '',
  );
}

/** Both sides write into a buffer that they have; `.copied` has the answer in a fresh array on both sides. */
export function compareSpeed(
  ours: Library,
  peers: readonly Library[],
  names: readonly string[],
  origin: string,
): BenchResult[] {
  const distinct = [...new Set(names)];
  return Object.keys(SETS).flatMap((set) => {
    const queries = speedQueries(set, distinct);
    const at = (i: number): string => queries[i % queries.length] ?? '';
    const written = peers.map((peer) =>
      compare({
        id: `search.${set}/${peer.name}`,
        ours: (i) => ours.write(at(i)),
        peer: (i) => peer.write(at(i)),
        must: CLAIMS[peer.name] ?? 1,
        note: `${QUERIES} queries, string in, JSON bytes out; ${origin}`,
      }),
    );
    const copied = peers.slice(0, 1).map((peer) =>
      compare({
        id: `search.${set}.copied/${peer.name}`,
        ours: (i) => ours.answer(at(i)),
        peer: (i) => peer.answer(at(i)),
        must: 1,
        note: 'the same, the answer in a fresh array on both sides',
      }),
    );
    return [...written, ...copied];
  });
}
