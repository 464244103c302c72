/** Querying a search index: every name is compared with the query, in the plainest way. */
import { MAX_QUERY_CHARS, TARGET_MAP, TIER_ACRONYM, TIER_TYPO } from '../../../../kernel/layout/search.ts';
import { typoAllowance } from './distance.ts';
import { type Phrase, toPhrase } from './phrase.ts';
import { type IndexedName, readNames } from './read.ts';
import { type Match, matchMistyped, matchPlainly, typosOf } from './tiers.ts';

/** What was found: the index of a map or brawler in its table, and how it matched (TIER_*). */
export interface Hit {
  readonly index: number;
  readonly tier: number;
}

export interface Hits {
  readonly maps: Hit[];
  readonly brawlers: Hit[];
}

interface Found extends Match {
  readonly target: number;
  readonly isLive: boolean;
}

/** Which names to look at and how: a step of the search. */
type Matcher = (name: IndexedName) => Match | null;

function isMap(target: number): boolean {
  return target >>> 16 === TARGET_MAP;
}

/**
 * The matches, best first: by tier and rank, then live in the rotation. Names stand in the index by popularity,
 * length, text and target, and sorting is stable, which decides the rest.
 */
function find(names: readonly IndexedName[], live: Uint8Array | null, matcher: Matcher): Found[] {
  const found: Found[] = [];
  for (const name of names) {
    const match = matcher(name);
    if (match === null) continue;
    const isLive = isMap(name.target) && live !== null && (live[name.target & 0xffff] ?? 0) !== 0;
    found.push({ ...match, target: name.target, isLive });
  }
  return found.sort((a, b) => a.tier - b.tier || a.rank - b.rank || Number(b.isLive) - Number(a.isLive));
}

/** The best `limit` targets of one kind, each by its best name. */
function best(found: readonly Found[], wantMaps: boolean, limit: number): Hit[] {
  const hits = new Map<number, Hit>();
  for (const { target, tier } of found) {
    if (isMap(target) === wantMaps && !hits.has(target)) hits.set(target, { index: target & 0xffff, tier });
  }
  return [...hits.values()].slice(0, limit);
}

/**
 * Searches in steps: without typos; with one, unless something starts with the query or has it for an acronym; with
 * one more at a time, as many as the query's length allows, until something is found.
 */
function search(query: Phrase, names: readonly IndexedName[], live: Uint8Array | null): Found[] {
  const plain = find(names, live, (name) => matchPlainly(query, name));
  if (plain.some((found) => found.tier <= TIER_ACRONYM)) return plain;
  const allowance = typoAllowance(query.text.length);
  const all = find(names, live, (name) => matchPlainly(query, name) ?? matchMistyped(query, name, allowance));
  for (let typos = 1; typos < allowance; typos++) {
    const near = all.filter((found) => found.tier !== TIER_TYPO || typosOf(found) <= typos);
    if (near.length > 0) return near;
  }
  return all;
}

/**
 * The best `limit` maps and brawlers for what a user typed, from an index that passed `check`. `live` has a byte
 * for each map, non-zero if it is in the rotation now; null means that none is.
 */
export function query(index: Uint8Array, text: string, live: Uint8Array | null, limit: number): Hits {
  const phrase = toPhrase(text);
  if (phrase.text === '' || phrase.text.length > MAX_QUERY_CHARS) return { maps: [], brawlers: [] };
  const found = search(phrase, readNames(index), live);
  return { maps: best(found, true, limit), brawlers: best(found, false, limit) };
}
