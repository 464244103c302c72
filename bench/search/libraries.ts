/**
 * The searches compared, each behind the same two functions. The peers are set up as their own documentation
 * recommends for lists like these, over the same names; their index is built beforehand, as ours is.
 */
import uFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import fuzzysort from 'fuzzysort';
import MiniSearch from 'minisearch';
import { KIND_BRAWLERS, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import { createKernel } from '../../src/kernel/host.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { writeUtf8 } from '../../src/kernel/utf8.ts';
import type { Entry, NameSet } from './names.ts';

/** Hits of a kind in an answer. */
export const LIMIT = 8;

export interface Found {
  readonly maps: readonly { readonly name: string }[];
  readonly brawlers: readonly { readonly name: string }[];
}

export interface Library {
  readonly name: string;
  /** Writes the answer to a query, JSON, into a buffer of the library's own. Returns its length in bytes. */
  write(query: string): number;
  /** The answer as a fresh array. */
  answer(query: string): Uint8Array;
}

export function readAnswer(answer: Uint8Array): Found {
  return JSON.parse(new TextDecoder().decode(answer)) as Found;
}

/** What the bare kernel exports of what is needed here. */
interface BareKernel {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  snapshotOpen(at: number, length: number): number;
  renderScratchSize(): number;
  renderSearch(
    query: number,
    queryLength: number,
    limit: number,
    now: number,
    scratch: number,
    out: number,
    capacity: number,
  ): number;
}

/** Bytes; more than any query, or answer, here takes. */
const QUERY_BYTES = 1_024;
const ANSWER_BYTES = 65_536;
const PAGE = 65_536;
const BUILT_AT = Date.UTC(2026, 5, 15);

function align(address: number): number {
  return (address + 63) & ~63;
}

/** A snapshot of the catalogue alone. Throws where the documents are no good. */
function makeSnapshot(kernel: Kernel, names: NameSet): Uint8Array {
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
  return kernel.buildSnapshot({ bundles, builtAt: BUILT_AT, data: 'replay', windowDays: 0, sources: [] });
}

/** The kernel without its host: writes the answer into linear memory and gives its length. */
function bareSearch(module: WebAssembly.Module, snapshot: Uint8Array): (query: string) => number {
  const kernel = new WebAssembly.Instance(module, {}).exports as unknown as BareKernel;
  kernel.memory.grow(Math.ceil((snapshot.length + 4 * ANSWER_BYTES) / PAGE));
  const bytes = new Uint8Array(kernel.memory.buffer);
  const query = align(kernel.heapBase());
  const at = align(query + QUERY_BYTES + 64);
  bytes.set(snapshot, at);
  if (kernel.snapshotOpen(at, snapshot.length) !== 0) throw new Error('the kernel refuses the snapshot');
  const scratch = align(at + snapshot.length + 64);
  const out = align(scratch + kernel.renderScratchSize());
  return (typed) => {
    const length = writeUtf8(typed, bytes, query, query + QUERY_BYTES);
    return kernel.renderSearch(query, length, LIMIT, BUILT_AT / 1000, scratch, out, ANSWER_BYTES);
  };
}

/** Our kernel over a snapshot of the catalogue. */
export function makeOurs(module: WebAssembly.Module, names: NameSet): Library {
  const kernel = createKernel(module);
  const snapshot = makeSnapshot(kernel, names);
  const opened = kernel.open(snapshot);
  if (!opened.ok) throw new Error(opened.error.message);
  return {
    name: 'ours',
    write: bareSearch(module, snapshot),
    answer: (query) => kernel.renderSearch(query, LIMIT, BUILT_AT / 1000),
  };
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
  const buffer = new Uint8Array(ANSWER_BYTES);
  const toJson = (query: string): string => {
    const maps: (object | undefined)[] = [];
    const brawlers: (object | undefined)[] = [];
    for (const entry of find(query)) {
      const list = entry.kind === 'map' ? maps : brawlers;
      if (list.length < LIMIT) list.push(answered.get(entry));
      else if (maps.length === LIMIT && brawlers.length === LIMIT) break;
    }
    return JSON.stringify({ maps, brawlers });
  };
  return {
    name,
    write: (query) => encoder.encodeInto(toJson(query), buffer).written,
    answer: (query) => encoder.encode(toJson(query)),
  };
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
