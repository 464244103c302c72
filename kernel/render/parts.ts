/** Parts that several answers have in common. */
import * as layout from '../layout/snapshot';
import { builtAt, contentHash, textLength, value16, value32, value8 } from '../snapshot/read/columns';
import * as spans from './spans';
import { putTimeMs } from './time';
import { putNumbers, putSpan, putString, putText, QUOTE } from './write';

/** room for provenance() */
export const PROVENANCE_ROOM = 128;

/** digits of an id and its comma */
const ID_ROOM = 11;
const DASH: u8 = 0x2d;

/** A span of each bracket's name, with the closing quote. */
const bracketNames: usize = memory.data<i32>([
  spans.BRACKET_0,
  spans.BRACKET_1,
  spans.BRACKET_2,
  spans.BRACKET_3,
  spans.BRACKET_4,
]);

/** The sixteen hexadecimal digits of n, each of its nibbles looked up in a vector of digits. */
function hexDigits(n: u64): v128 {
  const bytes = i64x2.splat(bswap<u64>(n));
  const mask = i8x16.splat(15);
  const high = v128.and(i16x8.shr_u(bytes, 4), mask);
  const low = v128.and(bytes, mask);
  const nibbles = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return i8x16.swizzle(i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102), nibbles);
}

/** What every answer says about where it comes from. */
export function provenance(p: usize): usize {
  const data = value32(layout.S_META, layout.META_DATA);
  const name = data === layout.DATA_DEMO ? spans.DEMO : data === layout.DATA_REPLAY ? spans.REPLAY : spans.LIVE;
  p = putSpan(putSpan(putSpan(p, spans.DATA), name), spans.SNAPSHOT);
  v128.store(p, hexDigits(contentHash()));
  return putTimeMs(putSpan(p + 16, spans.BUILT_AT), builtAt());
}

export function putBracket(p: usize, bracket: i32): usize {
  return putSpan(putSpan(p, spans.BRACKET), load<u32>(bracketNames + (<usize>bracket << 2)));
}

/** The address of a map, with the closing quote: its name's slug, with the mode's where several have that name. */
export function putMapSlug(p: usize, span: u32, map: u32): usize {
  if (value8(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_UNIQUE) return putString(p, span, layout.S_MAP_SLUG, map);
  p = putText(putSpan(p, span), layout.S_MAP_SLUG, map);
  store<u8>(p, DASH);
  p = putText(p + 1, layout.S_MODE_SLUG, value16(layout.S_MAP_MODE, map));
  store<u8>(p, QUOTE);
  return p + 1;
}

/** The name of a map's mode, with the closing quote. */
export function putModeName(p: usize, span: u32, map: u32): usize {
  return putString(p, span, layout.S_MODE_NAME, value16(layout.S_MAP_MODE, map));
}

/** The ids of a map. */
export function putIds(p: usize, map: u32): usize {
  const from = value32(layout.S_MAP_IDS_AT, map);
  return putNumbers(p, spans.IDS, layout.S_MAP_IDS, from, value32(layout.S_MAP_IDS_AT, map + 1));
}

/** Room for a map's ids, name, address and mode. */
export function mapRoom(map: u32): u32 {
  const mode = value16(layout.S_MAP_MODE, map);
  const ids = value32(layout.S_MAP_IDS_AT, map + 1) - value32(layout.S_MAP_IDS_AT, map);
  return (
    ids * ID_ROOM +
    textLength(layout.S_MAP_NAME, map) +
    textLength(layout.S_MAP_SLUG, map) +
    textLength(layout.S_MODE_SLUG, mode) +
    textLength(layout.S_MODE_NAME, mode)
  );
}

/** "#rrggbb", or null for what is no colour. */
export function putColor(p: usize, span: u32, color: u32): usize {
  p = putSpan(p, span);
  if (color > 0xffffff) return putSpan(p, spans.NULL);
  store<u16>(p, 0x2322);
  store<u64>(p, i64x2.extract_lane(hexDigits(color), 1) >> 16, 2);
  store<u8>(p, QUOTE, 8);
  return p + 9;
}

/** Row of the board of a (map, bracket), or −1. */
export function findBoard(map: u32, bracket: i32): i32 {
  const to = value32(layout.S_MAP_BOARDS_AT, map + 1);
  for (let board = value32(layout.S_MAP_BOARDS_AT, map); board < to; board++) {
    if (<i32>value8(layout.S_BOARD_BRACKET, board) === bracket) return board;
  }
  return -1;
}
