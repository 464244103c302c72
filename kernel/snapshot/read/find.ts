import { E_ARGUMENT, E_NO_SNAPSHOT } from '../../layout/errors';
import * as layout from '../../layout/snapshot';
import { fail } from '../../status';
import { column, count, isAttached, textLength, textStart, value16, value32, value8 } from './columns';

const ZERO: u32 = 0x30;
const DASH: u32 = 0x2d;
const MAX_ID_DIGITS = 10;
/** no id reaches it */
const NOT_AN_ID: u64 = u64.MAX_VALUE;

/** Order of two texts by their bytes: below 0, 0, above 0. */
export function compareBytes(a: usize, aLength: u32, b: usize, bLength: u32): i32 {
  const shared = min(aLength, bLength);
  for (let i: u32 = 0; i < shared; i++) {
    const difference = <i32>load<u8>(a + i) - <i32>load<u8>(b + i);
    if (difference !== 0) return difference;
  }
  return <i32>aLength - <i32>bLength;
}

/** The number that `len` digits at `q` are; NOT_AN_ID where they are none, or more than an id has. */
function parseId(q: usize, len: i32): u64 {
  if (len < 1 || len > MAX_ID_DIGITS) return NOT_AN_ID;
  let value: u64 = 0;
  for (const end = q + <usize>len; q < end; q++) {
    const digit = <u32>load<u8>(q) - ZERO;
    if (digit > 9) return NOT_AN_ID;
    value = value * 10 + digit;
  }
  return value;
}

/** Row of `id` in a rising column, or −1. */
function findId(idColumn: i32, id: u64): i32 {
  const ids = column(idColumn);
  let low = 0;
  let high = count(idColumn);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (<u64>load<u32>(ids + (<usize>middle << 2)) < id) low = middle + 1;
    else high = middle;
  }
  return low < count(idColumn) && <u64>load<u32>(ids + (<usize>low << 2)) === id ? low : -1;
}

function isText(id: i32, row: u32, text: usize, len: i32): bool {
  const length = textLength(id, row);
  return length === <u32>len && compareBytes(textStart(id, row), length, text, length) === 0;
}

/** First map whose name slug is not below the text; maps are sorted by it. */
function firstWithSlug(text: usize, len: i32): i32 {
  let low = 0;
  let high = count(layout.S_MAP_ID);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const slug = textStart(layout.S_MAP_SLUG, middle);
    if (compareBytes(slug, textLength(layout.S_MAP_SLUG, middle), text, len) < 0) low = middle + 1;
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
    if (!isText(layout.S_MODE_SLUG, mode, q + nameLength + 1, len - nameLength - 1)) continue;
    for (let map = firstWithSlug(q, nameLength); map < maps; map++) {
      if (!isText(layout.S_MAP_SLUG, map, q, nameLength)) break;
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
    if (!isText(layout.S_MAP_SLUG, map, q, len)) break;
    if (value8(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_PREFERRED) found = map;
  }
  return found;
}

/** Row of the map with this game id (any of its ids) or slug, −1 if there is none. Slugs are lower-case. */
export function findMap(q: usize, len: i32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (len < 0) return fail(E_ARGUMENT, 0);
  const alias = findId(layout.S_ALIAS_ID, parseId(q, len));
  if (alias >= 0) return value16(layout.S_ALIAS_MAP, alias);
  const exact = findByFullSlug(q, len);
  return exact >= 0 ? exact : findPreferred(q, len);
}

/** Row of the brawler with this id, as a number is written, or this slug; −1 if there is none. */
export function findBrawler(q: usize, len: i32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (len < 0) return fail(E_ARGUMENT, 0);
  const isPadded = len > 1 && <u32>load<u8>(q) === ZERO;
  const byId = isPadded ? -1 : findId(layout.S_BRAWLER_ID, parseId(q, len));
  const end = byId >= 0 ? byId : count(layout.S_BRAWLER_ID);
  for (let brawler = 0; brawler < end; brawler++) {
    if (isText(layout.S_BRAWLER_SLUG, brawler, q, len)) return brawler;
  }
  return byId;
}
