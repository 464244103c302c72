import { E_ARGUMENT, E_NO_SNAPSHOT } from '../../layout/errors';
import * as layout from '../../layout/snapshot';
import { fail } from '../../status';
import { count, isAttached, textLength, textStart, value8, value16, value32 } from './columns';

const ZERO: u32 = 0x30;
const DASH: u32 = 0x2d;
const MAX_ID_DIGITS = 10;

/**
 * Order of text `row` of the string column `id` and a text, by their bytes: below 0, 0, above 0. Reads up to seven
 * bytes behind either.
 */
export function compareText(id: i32, row: u32, text: usize, len: i32): i32 {
  const start = textStart(id, row);
  const length = <i32>textLength(id, row);
  const shared = min(length, len);
  for (let i = 0; i < shared; i += 8) {
    const a = load<u64>(start + i);
    const b = load<u64>(text + i);
    if (a === b) continue;
    const at = i + <i32>(ctz(a ^ b) >> 3);
    if (at >= shared) break;
    return <i32>load<u8>(start + at) - <i32>load<u8>(text + at);
  }
  return length - len;
}

/** Row with the id that `len` digits at `q` spell, in a rising column of ids; −1 where there is none. */
function findId(id: i32, q: usize, len: i32): i32 {
  if (len < 1 || len > MAX_ID_DIGITS) return -1;
  let wanted: u64 = 0;
  for (const end = q + <usize>len; q < end; q++) {
    const digit = <u32>load<u8>(q) - ZERO;
    if (digit > 9) return -1;
    wanted = wanted * 10 + digit;
  }
  let low = 0;
  let high = count(id);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = <u64>value32(id, middle);
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** First map whose name slug is not below the text; maps are sorted by it. */
function firstWithSlug(text: usize, len: i32): i32 {
  let low = 0;
  let high = count(layout.S_MAP_ID);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareText(layout.S_MAP_SLUG, middle, text, len) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first map whose address "name-mode" is the text, or −1: every mode's slug is tried as its end. */
function findByFullSlug(q: usize, len: i32): i32 {
  const maps = count(layout.S_MAP_ID);
  let found = -1;
  for (let mode = 0; mode < count(layout.S_MODE_ID); mode++) {
    const nameLength = len - <i32>textLength(layout.S_MODE_SLUG, mode) - 1;
    if (nameLength < 0 || <u32>load<u8>(q + nameLength) !== DASH) continue;
    if (compareText(layout.S_MODE_SLUG, mode, q + nameLength + 1, len - nameLength - 1) !== 0) continue;
    for (let map = firstWithSlug(q, nameLength); map < maps; map++) {
      if (compareText(layout.S_MAP_SLUG, map, q, nameLength) !== 0) break;
      if (<i32>value16(layout.S_MAP_MODE, map) !== mode) continue;
      if (found < 0 || map < found) found = map;
      break;
    }
  }
  return found;
}

/** The map that a name's slug alone leads to, or −1. */
function findPreferred(q: usize, len: i32): i32 {
  let found = -1;
  for (let map = firstWithSlug(q, len); map < count(layout.S_MAP_ID); map++) {
    if (compareText(layout.S_MAP_SLUG, map, q, len) !== 0) break;
    if (value8(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_PREFERRED) found = map;
  }
  return found;
}

/** Row of the map with this game id (any of its ids) or slug, −1 if there is none. Slugs are lower-case. */
export function findMap(q: usize, len: i32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (len < 0) return fail(E_ARGUMENT, 0);
  const alias = findId(layout.S_ALIAS_ID, q, len);
  if (alias >= 0) return value16(layout.S_ALIAS_MAP, alias);
  const exact = findByFullSlug(q, len);
  return exact >= 0 ? exact : findPreferred(q, len);
}

/** Row of the brawler with this id, as a number is written, or this slug; −1 if there is none. */
export function findBrawler(q: usize, len: i32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (len < 0) return fail(E_ARGUMENT, 0);
  const isPadded = len > 1 && <u32>load<u8>(q) === ZERO;
  const byId = isPadded ? -1 : findId(layout.S_BRAWLER_ID, q, len);
  const end = byId >= 0 ? byId : count(layout.S_BRAWLER_ID);
  for (let brawler = 0; brawler < end; brawler++) {
    if (compareText(layout.S_BRAWLER_SLUG, brawler, q, len) === 0) return brawler;
  }
  return byId;
}

/** Game id of a map's mode, 0 where only its name is known; E_ARGUMENT for no map. */
export function modeIdOf(map: i32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (<u32>map >= <u32>count(layout.S_MAP_ID)) return fail(E_ARGUMENT, 0);
  return value32(layout.S_MODE_ID, value16(layout.S_MAP_MODE, map));
}
