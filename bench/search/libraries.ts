/**
 * The searches compared, each behind the same two functions: `find` gives the best entries for a query, maps and
 * brawlers apart; `answer` gives the same as the bytes of a JSON answer. The peers are set up as their own
 * documentation recommends for such lists.
 */
import uFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import fuzzysort from 'fuzzysort';
import MiniSearch from 'minisearch';
import type { Entry } from './names.ts';

/** Hits of a kind in an answer. */
export const LIMIT = 8;

export interface Library {
  readonly name: string;
  find(query: string): { maps: Entry[]; brawlers: Entry[] };
}

function split(entries: Iterable<Entry>): { maps: Entry[]; brawlers: Entry[] } {
  const maps: Entry[] = [];
  const brawlers: Entry[] = [];
  for (const entry of entries) {
    const list = entry.kind === 'map' ? maps : brawlers;
    if (list.length < LIMIT) list.push(entry);
    else if (maps.length === LIMIT && brawlers.length === LIMIT) break;
  }
  return { maps, brawlers };
}

/** `snapshot` is what its README calls best for lists that do not change; the threshold is its default, 0.5. */
export function makeFuzzysort(entries: readonly Entry[]): Library {
  const targets = fuzzysort.snapshot(entries, { key: 'name' });
  return {
    name: 'fuzzysort',
    find: (query) => split(fuzzysort.go(query, targets, { limit: 100 }).map((result) => result.obj)),
  };
}

/** Prefix search and `fuzzy: 0.2`, the values of its README. */
export function makeMiniSearch(entries: readonly Entry[]): Library {
  const index = new MiniSearch<Entry>({
    fields: ['name'],
    storeFields: ['id'],
    searchOptions: { prefix: true, fuzzy: 0.2 },
  });
  index.addAll(entries);
  return {
    name: 'minisearch',
    find: (query) => split(index.search(query).flatMap((result) => entries[result.id as number] ?? [])),
  };
}

/** One error a term (`intraMode: 1`), terms in any order. */
export function makeUFuzzy(entries: readonly Entry[]): Library {
  const search = new uFuzzy({ intraMode: 1 });
  const haystack = entries.map((entry) => entry.name);
  return {
    name: 'ufuzzy',
    find: (query) => {
      const [ids, info, order] = search.search(haystack, query, 1);
      const ranked = info && order ? order.map((at) => info.idx[at] ?? -1) : (ids ?? []);
      return split(ranked.flatMap((id) => entries[id] ?? []));
    },
  };
}

/** Its defaults over one key. */
export function makeFuse(entries: readonly Entry[]): Library {
  const fuse = new Fuse(entries, { keys: ['name'] });
  return { name: 'fuse', find: (query) => split(fuse.search(query).map((result) => result.item)) };
}
