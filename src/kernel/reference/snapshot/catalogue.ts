import { MAX_BRAWLERS, MAX_MAPS, MAX_MODES } from '../../../../kernel/layout/build.ts';
import * as bundle from '../../../../kernel/layout/bundle.ts';
import {
  MAP_FLAG_DISABLED,
  MAP_FLAG_PREFERRED,
  MAP_FLAG_UNIQUE,
  NONE32,
} from '../../../../kernel/layout/snapshot.ts';
import type { BundleView } from '../../../shared/bundle.ts';
import { type Brawler, readBrawlers } from './brawlers.ts';
import type { SumsView } from './sums.ts';
import { displayName, keyOf, slugOf } from './text.ts';

export interface Mode {
  id: number;
  name: string;
  slug: string;
  /** the game's own key, "gemGrab" */
  key: string;
  /** 0xRRGGBB or NONE32 */
  color: number;
  flags: number;
}

/** A map: all game ids of one (name, mode). */
export interface MapGroup {
  /** the id that stands for all: the newest enabled one, else the newest */
  id: number;
  ids: number[];
  name: string;
  slug: string;
  /** row of the modes */
  mode: number;
  flags: number;
}

export interface Catalogue {
  /** by id */
  modes: Mode[];
  /** by name slug, then mode row */
  maps: MapGroup[];
  /** by id */
  brawlers: Brawler[];
}

interface MapEntry {
  id: number;
  /** 0 where the upstream only names the mode */
  modeId: number;
  modeName: string;
  name: string;
  /** what maps are joined by: keyOf(name) */
  key: string;
  disabled: boolean;
}

/** Makes the catalogue of bundles; where an id stands in several, the last row wins. Throws beyond MAX_* rows. */
export function readCatalogue(bundles: readonly BundleView[], sums: readonly SumsView[] = []): Catalogue {
  const entries = readMaps(bundles);
  const modes = readModes(bundles, entries);
  const catalogue = {
    modes: modes.list,
    maps: groupMaps(entries, modes),
    brawlers: readBrawlers(bundles, sums),
  };
  if (catalogue.modes.length > MAX_MODES) throw new RangeError(`more than ${MAX_MODES} modes`);
  if (catalogue.maps.length > MAX_MAPS) throw new RangeError(`more than ${MAX_MAPS} maps`);
  if (catalogue.brawlers.length > MAX_BRAWLERS) throw new RangeError(`more than ${MAX_BRAWLERS} brawlers`);
  return catalogue;
}

function readMaps(bundles: readonly BundleView[]): MapEntry[] {
  const entries = new Map<number, MapEntry>();
  for (const view of bundles) {
    for (const row of view.maps()) {
      const flags = row[bundle.MAP_FLAGS] ?? 0;
      const id = row[bundle.MAP_ID] ?? 0;
      const name = displayName(view.text(row, bundle.MAP_NAME_OFF), flags);
      entries.set(id, {
        id,
        modeId: row[bundle.MAP_MODE_ID] ?? 0,
        modeName: displayName(view.text(row, bundle.MAP_MODE_NAME_OFF), flags),
        name,
        key: keyOf(name),
        disabled: (flags & bundle.FLAG_DISABLED) !== 0,
      });
    }
  }
  return [...entries.values()].sort((a, b) => a.id - b.id);
}

/** The modes, and the row of each map's. */
interface Modes {
  list: Mode[];
  rowOf(entry: MapEntry): number;
}

/**
 * The modes listed by id and those that maps speak of besides. A mode that isn't listed by id is the listed one of
 * its name: the upstream has maps in a second "Brawl Hockey" that its list of modes lacks, and gave no ids in 2022.
 * Where no listed one has its name, it is one of its own, under the lowest id that a map gives it.
 */
function readModes(bundles: readonly BundleView[], entries: readonly MapEntry[]): Modes {
  const rows = bundles.flatMap((view) => [...view.modes()].map((row) => modeOfRow(view, row)));
  const listed = new Map(rows.map((mode) => [mode.id, mode]));
  listed.delete(0);
  const unlisted = new Map(rows.filter(({ id }) => id === 0).map((mode) => [keyOf(mode.name), mode]));
  for (const { modeId, modeName } of entries) {
    if (listed.has(modeId)) continue;
    const key = keyOf(modeName);
    unlisted.set(key, withId(unlisted.get(key) ?? makeMode(modeId, modeName), modeId));
  }
  for (const mode of listed.values()) unlisted.delete(keyOf(mode.name));
  const list = [...listed.values(), ...unlisted.values()];
  list.sort((a, b) => a.id - b.id || compareText(keyOf(a.name), keyOf(b.name)));
  const rowOfId = new Map(list.map((mode, row) => [listed.get(mode.id) === mode ? mode.id : 0, row]));
  rowOfId.delete(0);
  // Of several with one name, the first.
  const rowOfName = new Map(list.map((mode, row) => [keyOf(mode.name), row] as const).reverse());
  return {
    list,
    rowOf: ({ modeId, modeName }) => rowOfId.get(modeId) ?? rowOfName.get(keyOf(modeName)) ?? 0,
  };
}

/** The mode under the lower of two ids, 0 being none. */
function withId(mode: Mode, id: number): Mode {
  const lower = mode.id === 0 || (id !== 0 && id < mode.id);
  return lower ? { ...mode, id, slug: slugOf(keyOf(mode.name)) || `mode-${id}` } : mode;
}

function modeOfRow(view: BundleView, row: Uint32Array): Mode {
  const flags = row[bundle.MODE_FLAGS] ?? 0;
  return {
    ...makeMode(row[bundle.MODE_ID] ?? 0, displayName(view.text(row, bundle.MODE_NAME_OFF), flags)),
    key: view.text(row, bundle.MODE_KEY_OFF),
    color: row[bundle.MODE_COLOR] ?? NONE32,
    flags: flags & bundle.FLAG_DISABLED,
  };
}

function makeMode(id: number, name: string): Mode {
  return { id, name, slug: slugOf(keyOf(name)) || `mode-${id}`, key: '', color: NONE32, flags: 0 };
}

function groupMaps(entries: readonly MapEntry[], modes: Modes): MapGroup[] {
  const groups = new Map<string, { group: MapGroup; entries: MapEntry[] }>();
  for (const entry of entries) {
    const mode = modes.rowOf(entry);
    // A name of nothing but punctuation has no key: such maps are not taken for one.
    const key = `${mode}/${entry.key || `#${entry.id}`}`;
    const found = groups.get(key);
    if (found) {
      found.entries.push(entry);
    } else {
      const slug = slugOf(entry.key) || `map-${entry.id}`;
      groups.set(key, { group: { id: 0, ids: [], name: '', slug, mode, flags: 0 }, entries: [entry] });
    }
  }
  const maps: MapGroup[] = [];
  for (const { group, entries: members } of groups.values()) {
    const enabled = members.filter((entry) => !entry.disabled);
    const best = (enabled.length > 0 ? enabled : members).at(-1) as MapEntry;
    group.id = best.id;
    group.name = best.name;
    group.ids = members.map((entry) => entry.id);
    group.flags = enabled.length > 0 ? 0 : MAP_FLAG_DISABLED;
    maps.push(group);
  }
  maps.sort((a, b) => compareText(a.slug, b.slug) || a.mode - b.mode || a.id - b.id);
  markAddresses(maps);
  return maps;
}

/** Decides where a name slug alone leads: to the only map of that name, else to the newest enabled one. */
function markAddresses(maps: MapGroup[]): void {
  for (let start = 0; start < maps.length; ) {
    let end = start + 1;
    while (end < maps.length && maps[end]?.slug === maps[start]?.slug) end++;
    let preferred = maps[start] as MapGroup;
    for (const map of maps.slice(start, end)) {
      const better =
        (map.flags & MAP_FLAG_DISABLED) - (preferred.flags & MAP_FLAG_DISABLED) || preferred.id - map.id;
      if (better < 0) preferred = map;
    }
    preferred.flags |= MAP_FLAG_PREFERRED;
    if (end - start === 1) preferred.flags |= MAP_FLAG_UNIQUE;
    start = end;
  }
}

/** Order by UTF-16 code units; slugs are ASCII. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
