/** Maps: all game ids of one name in one mode, their names, addresses and order. */
import { MAX_MAPS, MAX_MODES } from '../../layout/build';
import * as bundle from '../../layout/bundle';
import { MAP_FLAG_DISABLED, MAP_FLAG_PREFERRED, MAP_FLAG_UNIQUE } from '../../layout/snapshot';
import { field, total } from './input';
import { modeOfMap, orderModes, readModes } from './modes';
import * as records from './records';
import { take, takeZeroed } from './scratch';
import { isEqual, setPair, sortByField, sortByText, valueAt } from './sort';
import {
  entryOf,
  entryOfNumber,
  keyCount,
  openTable,
  setValues,
  sortEntries,
  tableOfRows,
  valueA,
  valueB,
} from './table';
import { lengthOf, makeKey, makeSlug, putUnit, showName } from './text';

/** "map-" */
const SLUG_WORD: u64 = 0x2d70616d;
/** what a key can't begin with */
const NUMBER_SIGN: u32 = 0x23;

/* What is known of a game id: its last row and that one's bundle, its mode's record, its map's record. */
const ID_ROW: usize = 0;
const ID_BUNDLE: usize = 4;
const ID_MODE: usize = 8;
const ID_MAP: usize = 12;
const ID_BYTES: usize = 16;

/** by game id: the last row and its bundle; then what is known of it */
let ids: usize = 0;
/** What is known of all ids, by id. */
let known: usize = 0;
let knownEnd: usize = 0;
/** The key that groupOf() made last. */
let nameKey: u64 = 0;

/** Reads the last row of each game id, and asks about its mode. */
function readIds(): void {
  ids = tableOfRows(bundle.BH_MAPS_OFF, total(bundle.BH_MAPS_OFF), false);
  const count = sortEntries(ids);
  known = take(count, ID_BYTES);
  knownEnd = known;
  readModes();
  for (let i = 0; i < count; i++, knownEnd += ID_BYTES) {
    const entry = valueAt(i);
    store<u32>(knownEnd, <u32>valueA(entry), ID_ROW);
    store<u32>(knownEnd, <u32>valueB(entry), ID_BUNDLE);
    store<u32>(knownEnd, <u32>modeOfMap(valueB(entry), valueA(entry)), ID_MODE);
    setValues(entry, knownEnd, 0);
  }
}

/**
 * The entry of a map in `groups`. Its key is the mode's row and the name's key, which stands behind it; or the mode's
 * row and the id where a name has no key: a name of nothing but punctuation.
 */
function groupOf(groups: usize, name: u64, mode: u32, id: u32): usize {
  putUnit(mode);
  const key = makeKey(name);
  nameKey = key;
  if (lengthOf(key) > 0) return entryOf(groups, <usize>key - 2, (lengthOf(key) << 1) + 2, true);
  putUnit(NUMBER_SIGN);
  putUnit(id);
  putUnit(id >> 16);
  return entryOf(groups, <usize>key - 2, 8, true);
}

/** Puts a game id to the map of its mode and name, which is made if it is the first. */
function joinId(id: usize, groups: usize, maps: usize): void {
  const row = <usize>load<u32>(id, ID_ROW);
  const number = field(row, bundle.MAP_ID);
  const flags = field(row, bundle.MAP_FLAGS);
  const mode = load<u32>(load<u32>(id, ID_MODE), records.MODE_ROW);
  const name = showName(load<u32>(id, ID_BUNDLE), row, bundle.MAP_NAME_OFF, flags);
  const group = groupOf(groups, name, mode, number);
  let map = valueA(group);
  if (map === 0) {
    map = maps + <usize>(keyCount(groups) - 1) * records.MAP_BYTES;
    setValues(group, map, 0);
    store<u64>(map, makeSlug(nameKey, SLUG_WORD, number), records.MAP_SLUG);
    store<u32>(map, mode, records.MAP_MODE);
    store<u32>(map, MAP_FLAG_DISABLED, records.MAP_FLAGS);
  }
  store<u32>(id, <u32>map, ID_MAP);
  records.increase(map + records.MAP_ID_COUNT, 1);
  const enabled = (flags & bundle.FLAG_DISABLED) === 0;
  // The newest enabled id stands for the map, else the newest.
  if (!enabled && load<u32>(map, records.MAP_FLAGS) === 0) return;
  if (enabled) store<u32>(map, 0, records.MAP_FLAGS);
  store<u32>(map, number, records.MAP_ID);
  store<u64>(map, name, records.MAP_NAME);
}

/** Sorts the maps by slug, then mode, then id, into the snapshot's table. */
function orderMaps(joined: usize, count: i32): void {
  for (let i = 0; i < count; i++) setPair(i, 0, joined + <usize>i * records.MAP_BYTES);
  sortByField(count, records.MAP_ID);
  sortByField(count, records.MAP_MODE);
  sortByText(0, count, records.MAP_SLUG, 0);
  const maps = take(count, records.MAP_BYTES);
  let place: u32 = 0;
  for (let row = 0; row < count; row++) {
    const map = maps + <usize>row * records.MAP_BYTES;
    memory.copy(map, valueAt(row), records.MAP_BYTES);
    store<i32>(valueAt(row), row, records.MAP_WORK);
    store<u32>(map, place, records.MAP_WORK);
    place += load<u32>(map, records.MAP_ID_COUNT);
  }
  records.setTable(records.MAPS, maps, count, records.MAP_BYTES);
}

/** How much a map is preferred to others with its slug: enabled ones to disabled ones, newer to older ones. */
function preference(map: usize): u64 {
  const enabled = ~load<u32>(map, records.MAP_FLAGS) & MAP_FLAG_DISABLED;
  return ((<u64>enabled) << 32) | load<u32>(map, records.MAP_ID);
}

/** Decides where a slug alone leads. */
function markAddresses(): void {
  const end = records.endOf(records.MAPS);
  for (let start = records.baseOf(records.MAPS); start < end; ) {
    let preferred = start;
    let map = start + records.MAP_BYTES;
    for (
      ;
      map < end && isEqual(load<u64>(map, records.MAP_SLUG), load<u64>(start, records.MAP_SLUG));
      map += records.MAP_BYTES
    ) {
      if (preference(map) > preference(preferred)) preferred = map;
    }
    const unique = map === start + records.MAP_BYTES ? MAP_FLAG_UNIQUE : 0;
    records.increase(preferred + records.MAP_FLAGS, MAP_FLAG_PREFERRED | unique);
    start = map;
  }
}

/** Fills the table of game ids: by id with their maps, and by map. */
function listIds(): void {
  const base = take(keyCount(ids), records.MAP_ID_BYTES);
  records.setTable(records.MAP_IDS, base, keyCount(ids), records.MAP_ID_BYTES);
  let listed = base;
  for (let id = known; id < knownEnd; id += ID_BYTES, listed += records.MAP_ID_BYTES) {
    const number = field(load<u32>(id, ID_ROW), bundle.MAP_ID);
    const row = load<u32>(load<u32>(id, ID_MAP), records.MAP_WORK);
    store<u32>(listed, number, records.MAP_ID_ID);
    store<u32>(listed, row, records.MAP_ID_MAP);
    const place = records.baseOf(records.MAPS) + <usize>row * records.MAP_BYTES + records.MAP_WORK;
    store<u32>(base + <usize>load<u32>(place) * records.MAP_ID_BYTES, number, records.MAP_ID_OF_MAP);
    records.increase(place, 1);
  }
}

/** Row of the map of a game id, by the address of the id; −1 if there is none. */
export function mapOfId(id: usize): i32 {
  const entry = entryOfNumber(ids, id, false);
  return entry === 0 ? -1 : load<i32>(load<u32>(valueA(entry), ID_MAP), records.MAP_WORK);
}

/** Makes the tables of modes, maps and game ids; false if there are more than rows have numbers. */
export function makeMaps(): bool {
  readIds();
  if (orderModes() > MAX_MODES) return false;
  const groups = openTable(keyCount(ids));
  const joined = takeZeroed(keyCount(ids), records.MAP_BYTES);
  for (let id = known; id < knownEnd; id += ID_BYTES) joinId(id, groups, joined);
  if (keyCount(groups) > MAX_MAPS) return false;
  orderMaps(joined, keyCount(groups));
  markAddresses();
  listIds();
  return true;
}
