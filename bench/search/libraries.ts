/**
 * The searches compared, each behind the same two functions. The peers are set up as their own documentation
 * recommends for lists like these, over the same names; their index is built beforehand, as ours is.
 */
import uFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import fuzzysort from 'fuzzysort';
import MiniSearch from 'minisearch';
import { KIND_BRAWLERS, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import type { Entry, NameSet } from './names.ts';

/** Hits of a kind in an answer. */
export const LIMIT = 8;

export interface Found {
  readonly maps: readonly { readonly name: string }[];
  readonly brawlers: readonly { readonly name: string }[];
}

export interface Library {
  readonly name: string;
  /** The answer to a query: JSON, as bytes. */
  answer(query: string): Uint8Array;
}

export function readAnswer(answer: Uint8Array): Found {
  return JSON.parse(new TextDecoder().decode(answer)) as Found;
}

/** Our kernel over a snapshot of the catalogue alone. Throws where the documents are no good. */
export function makeOurs(kernel: Kernel, names: NameSet): Library {
  const extract = (kind: number, json: Uint8Array): Uint8Array => {
    const bundle = kernel.extract(kind, json);
    if (!bundle.ok) throw new Error(bundle.error.message);
    return bundle.value;
  };
  const bundles = [
    extract(KIND_MODES, names.modes),
    extract(KIND_MAPS, names.maps),
    extract(KIND_BRAWLERS, names.brawlers),
  ];
  const builtAt = Date.UTC(2026, 5, 15);
  const snapshot = kernel.buildSnapshot({ bundles, builtAt, data: 'replay', windowDays: 0, sources: [] });
  const opened = kernel.open(snapshot);
  if (!opened.ok) throw new Error(opened.error.message);
  return { name: 'ours', answer: (query) => kernel.renderSearch(query, LIMIT, builtAt / 1000) };
}

/** What a peer's answer says of an entry: the fields of ours, but for how it matched. */
function toAnswered({ id, kind, name, slug, mode }: Entry): object {
  return kind === 'map' ? { id, name, slug, mode, activeToday: false } : { id, name, slug };
}

/** A peer that gives entries, best first; its answer has the first LIMIT of each kind. */
function makePeer(
  name: string,
  entries: readonly Entry[],
  find: (query: string) => Iterable<Entry>,
): Library {
  const answered = new Map(entries.map((entry) => [entry, toAnswered(entry)]));
  const encoder = new TextEncoder();
  const answer = (query: string): Uint8Array => {
    const maps: (object | undefined)[] = [];
    const brawlers: (object | undefined)[] = [];
    for (const entry of find(query)) {
      const list = entry.kind === 'map' ? maps : brawlers;
      if (list.length < LIMIT) list.push(answered.get(entry));
      else if (maps.length === LIMIT && brawlers.length === LIMIT) break;
    }
    return encoder.encode(JSON.stringify({ maps, brawlers }));
  };
  return { name, answer };
}

/** With a snapshot of its own, which its README calls best for lists that do not change. Its default threshold. */
function makeFuzzysort(entries: readonly Entry[]): Library {
  const targets = fuzzysort.snapshot(entries, { key: 'name' });
  return makePeer('fuzzysort', entries, (query) =>
    fuzzysort.go(query, targets, { limit: 100 }).map((result) => result.obj),
  );
}

/** Prefix search and `fuzzy: 0.2`, the values of its README. */
function makeMiniSearch(entries: readonly Entry[]): Library {
  const index = new MiniSearch({ fields: ['name'], searchOptions: { prefix: true, fuzzy: 0.2 } });
  index.addAll(entries.map(({ name }, id) => ({ id, name })));
  return makePeer('minisearch', entries, (query) =>
    index.search(query).flatMap((result) => entries[result.id as number] ?? []),
  );
}

/** One error a term (`intraMode: 1`), terms in any order. */
function makeUFuzzy(entries: readonly Entry[]): Library {
  const search = new uFuzzy({ intraMode: 1 });
  const haystack = entries.map((entry) => entry.name);
  return makePeer('ufuzzy', entries, (query) => {
    const [ids, info, order] = search.search(haystack, query, 1);
    const ranked = info && order ? order.map((at) => info.idx[at] ?? -1) : (ids ?? []);
    return ranked.flatMap((id) => entries[id] ?? []);
  });
}

/** Its defaults, over one key. */
function makeFuse(entries: readonly Entry[]): Library {
  const fuse = new Fuse(entries, { keys: ['name'] });
  return makePeer('fuse', entries, (query) => fuse.search(query).map((result) => result.item));
}

export function makePeers(entries: readonly Entry[]): Library[] {
  return [makeFuzzysort(entries), makeMiniSearch(entries), makeUFuzzy(entries), makeFuse(entries)];
}
