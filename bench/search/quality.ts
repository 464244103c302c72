/**
 * `search.quality`: what share of the way to the top the name is that was meant. The mean, over seeded queries, of
 * 1 / rank among the hits of its kind, 0 where it is not among the first LIMIT.
 */
import type { BenchResult } from '../harness.ts';
import { type Found, type Library, readAnswer } from './libraries.ts';
import {
  makeQueries,
  OTHER_KINDS,
  QUALITY_KINDS,
  type Query,
  type QueryKind,
  seededRandom,
} from './queries.ts';

/** Not the seed that anything was tuned on. */
export const QUALITY_SEED = 20_261_123;
const QUERIES_A_KIND = 200;

function rankIn(names: Found['maps'], meant: string): number {
  const place = names.findIndex(({ name }) => name.toLowerCase() === meant.toLowerCase());
  return place < 0 ? Number.POSITIVE_INFINITY : place + 1;
}

function reciprocalRank(library: Library, query: Query): number {
  const { maps, brawlers } = readAnswer(library.answer(query.text));
  return 1 / Math.min(rankIn(maps, query.meant), rankIn(brawlers, query.meant));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean reciprocal rank for each kind of query. */
export function measureQuality(library: Library, names: readonly string[]): Map<QueryKind, number> {
  const random = seededRandom(QUALITY_SEED);
  const kinds = [...QUALITY_KINDS, ...OTHER_KINDS];
  const sets = kinds.map((kind) => [kind, makeQueries(kind, names, QUERIES_A_KIND, random)] as const);
  return new Map(
    sets.map(([kind, queries]) => [kind, mean(queries.map((query) => reciprocalRank(library, query)))]),
  );
}

/** Ours against each peer, the mean over the kinds; the kinds are in the notes. */
export function compareQuality(
  ours: Library,
  peers: readonly Library[],
  names: readonly string[],
): BenchResult[] {
  const distinct = [...new Set(names)];
  const mine = measureQuality(ours, distinct);
  const overall = (kinds: Map<QueryKind, number>): number =>
    mean(QUALITY_KINDS.map((kind) => kinds.get(kind) ?? 0));
  return peers.map((peer) => {
    const theirs = measureQuality(peer, distinct);
    const note = [...mine].map(
      ([kind, value]) => `${kind} ${value.toFixed(2)}:${(theirs.get(kind) ?? 0).toFixed(2)}`,
    );
    const ratio = overall(mine) / overall(theirs);
    return {
      id: `search.quality/${peer.name}`,
      ours: overall(mine),
      peer: overall(theirs),
      unit: 'MRR',
      ratio,
      met: ratio > 1,
      note: `> 1×; ${note.join(', ')}; seed ${QUALITY_SEED}`,
    };
  });
}
