/**
 * The world that the serving benches serve: the catalogue's real size, and on 200 of its maps statistics of 100
 * brawlers and 30 teams, drawn from a seed. What is asked for varies over all of them.
 */
import { KIND_BRAWLERS, KIND_EVENTS, KIND_MAP, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import { makeFirst } from '../../src/collect/first.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import type { EventsAnswer, MapAnswer, SearchAnswer } from '../../src/shared/wire.ts';
import { createKvStore, type KvNamespace } from '../../src/store/kv.ts';
import { below, createRandom, type Random } from '../../upstream-sim/random.ts';
import { benchNames, type NameSet } from '../search/names.ts';
import { makeQueries, QUALITY_KINDS, seededRandom } from '../search/queries.ts';

const SEED = 20_261_126;
const MAPS = 200;
const ROWS = 100;
const TEAMS = 30;
const QUERIES_A_KIND = 400;
/** Maps that are live at a time, as in a recorded rotation. */
export const LIVE = 14;
const DAY_MS = 86_400_000;
const ALL = { bracket: 0, min: 0, limit: 0, sort: 0 };

export interface ServeWorld {
  readonly snapshot: Uint8Array;
  /** what the collector's store would put under the snapshot's key: of it, and of the same rows under another hash, which a refresh brings */
  readonly values: readonly [StoredValue, StoredValue];
  /** a map that is on now, and one that is not: slugs */
  readonly live: string;
  readonly idle: string;
  /** what the API answers for each map that has statistics, to be kept by the peers as objects */
  readonly maps: readonly MapAnswer[];
  /** names of all maps and brawlers, as the API lists them */
  readonly names: Pick<SearchAnswer, 'maps' | 'brawlers'>;
  /** what people type: prefixes, typos, acronyms, missing words */
  readonly queries: readonly string[];
  readonly origin: string;
}

/** What stands in KV. */
export interface StoredValue {
  readonly value: Uint8Array;
  readonly metadata: unknown;
}

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly gameMode?: object;
}

export async function makeServeWorld(kernel: Kernel, now = Date.now()): Promise<ServeWorld> {
  const names = benchNames();
  const bundles = bundlesOf(kernel, names, now);
  const build = (builtAt: number, windowDays: number) =>
    kernel.buildSnapshot({ bundles, builtAt, data: 'demo', windowDays, sources: [] });
  const second = await storedValue(kernel, build(now + 1, 28), now);
  const snapshot = build(now, 0);
  const first = await storedValue(kernel, snapshot, now);
  const listed = parse<{ maps: Named[] }>(kernel.renderMaps()).maps;
  const maps = listed
    .map((_, row) => parse<MapAnswer>(kernel.renderMap(row, ALL)))
    .filter((map) => map.brawlers.length === ROWS && map.teams.length === TEAMS);
  if (maps.length < MAPS) throw new Error(`only ${maps.length} maps have ${ROWS} brawlers, ${TEAMS} teams`);
  const { brawlers } = parse<{ brawlers: Named[] }>(kernel.renderBrawlers());
  return {
    snapshot,
    values: [first, second],
    ...liveAndIdle(kernel, maps, now),
    maps,
    names: {
      maps: listed.map(({ id, name, slug, mode }) => ({
        ...{ id, name, slug, mode: mode ?? '' },
        ...{ activeToday: false, match: 'exact' },
      })),
      brawlers: brawlers.map(({ id, name, slug }) => ({ id, name, slug, match: 'exact' })),
    },
    queries: typedQueries(names.entries.map(({ name }) => name)),
    origin: `${names.origin}; statistics of ${maps.length} maps with ${ROWS} brawlers and ${TEAMS} teams`,
  };
}

/** Opens a snapshot and stores it as it is published, but for the browser's view. */
async function storedValue(kernel: Kernel, snapshot: Uint8Array, now: number): Promise<StoredValue> {
  const opened = kernel.open(snapshot);
  if (!opened.ok) throw new Error(opened.error.message);
  const { hash, builtAt } = opened.value;
  const failed = (event: Record<string, unknown>) => {
    throw new Error(JSON.stringify(event));
  };
  const first = makeFirst(kernel, snapshot, now, failed);
  let stored: StoredValue | null = null;
  const namespace: KvNamespace = {
    getWithMetadata: () => Promise.reject(new Error('nothing is read here')),
    put: async (_, value, { metadata }) => {
      stored = { value, metadata };
    },
  };
  await createKvStore(namespace).write({ hash, builtAt, bytes: snapshot, first });
  if (stored === null) throw new Error('nothing was stored');
  return stored;
}

function liveAndIdle(kernel: Kernel, maps: readonly MapAnswer[], now: number) {
  const { active } = parse<EventsAnswer>(kernel.renderEvents(Math.floor(now / 1000)));
  const isOn = new Set(active.map(({ map }) => map?.slug));
  const slugs = maps.map(({ slug }) => slug);
  const live = slugs.find((slug) => isOn.has(slug));
  const idle = slugs.find((slug) => !isOn.has(slug));
  if (live === undefined || idle === undefined) throw new Error('all maps are on, or none');
  return { live, idle };
}

interface Named {
  id: number;
  name: string;
  slug: string;
  mode?: string;
}

function bundlesOf(kernel: Kernel, names: NameSet, now: number): Uint8Array[] {
  const extract = (kind: number, json: Uint8Array) => {
    const result = kernel.extract(kind, json);
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  const encode = (document: object) => new TextEncoder().encode(JSON.stringify(document));
  const random = createRandom(SEED);
  const brawlers = listOf(names.brawlers).slice(0, ROWS);
  const wanted = new Set(names.entries.filter(({ kind }) => kind === 'map').map(({ id }) => id));
  const maps = listOf(names.maps)
    .filter(({ id }) => wanted.has(id))
    .slice(0, MAPS);
  return [
    extract(KIND_MODES, names.modes),
    extract(KIND_BRAWLERS, names.brawlers),
    extract(KIND_MAPS, names.maps),
    extract(KIND_EVENTS, encode(rotationOf(maps, now))),
    ...maps.map((map) => extract(KIND_MAP, encode(withStatistics(map, brawlers, random)))),
  ];
}

function listOf(json: Uint8Array): readonly Listed[] {
  return parse<{ list: Listed[] }>(json).list;
}

function withStatistics(map: Listed, brawlers: readonly Listed[], random: Random): object {
  const { id, name, gameMode } = map;
  // Each brawler is in one team at most, so that no two teams are the same.
  const first = below(random, brawlers.length);
  const member = (place: number) => brawlers[(first + place) % brawlers.length]?.id;
  return {
    ...{ id, name, gameMode, disabled: false, dataUpdated: 1_780_000_000 },
    stats: brawlers.map((brawler) => ({
      brawler: brawler.id,
      winRate: Math.round(4000 + random.float() * 2000) / 100,
      useRate: Math.round(random.float() * 300) / 100,
      count: Math.floor(10 ** (1 + 4 * random.float())),
    })),
    teamStats: Array.from({ length: TEAMS }, (_, i) => {
      const total = 400 - 10 * i;
      const wins = Math.floor(total * (0.4 + 0.3 * random.float()));
      const trio = { brawler1: member(3 * i), brawler2: member(3 * i + 1), brawler3: member(3 * i + 2) };
      const data = { winRate: 50, useRate: 1, wins, losses: total - wins, draws: 0, total };
      return { name: '', ...trio, brawler4: null, brawler5: null, data };
    }),
  };
}

function rotationOf(maps: readonly Listed[], now: number): object {
  const event = (map: Listed, slot: number, day: number) => ({
    ...{ slot: { id: slot }, predicted: false, modifier: null, map },
    startTime: new Date(now + (day - 0.5) * DAY_MS).toISOString(),
    endTime: new Date(now + (day + 0.5) * DAY_MS).toISOString(),
  });
  return {
    active: maps.slice(0, LIVE).map((map, i) => event(map, i + 1, 0)),
    upcoming: maps.slice(LIVE, 2 * LIVE).map((map, i) => event(map, i + 1, 1)),
  };
}

/** What people type for these names: prefixes, typos, acronyms, missing words. */
export function typedQueries(names: readonly string[]): string[] {
  const random = seededRandom(SEED);
  return QUALITY_KINDS.flatMap((kind) =>
    makeQueries(kind, names, QUERIES_A_KIND, random).map(({ text }) => text),
  );
}

function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
