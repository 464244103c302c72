/** Parts that several answers have in common. */
import * as layout from '../layout/snapshot';
import {
  builtAt,
  column,
  contentHash,
  count,
  textLength,
  value16,
  value32,
  value8,
} from '../snapshot/read/columns';
import * as spans from './spans';
import { putTimeMs } from './time';
import { put, putLong, putText, putTextQuote } from './write';

/** room for provenance() */
export const PROVENANCE_ROOM = 128;

const DASH: u8 = 0x2d;
const QUOTE: u8 = 0x22;

/** A span of each bracket's name, with the closing quote. */
const bracketNames: usize = memory.data<i32>([
  spans.BRACKET_0,
  spans.BRACKET_1,
  spans.BRACKET_2,
  spans.BRACKET_3,
  spans.BRACKET_4,
]);

/** The sixteen hexadecimal digits of n, each of its nibbles looked up in a vector of digits. */
function putHex(p: usize, n: u64): usize {
  const bytes = i64x2.splat(bswap<u64>(n));
  const mask = i8x16.splat(15);
  const high = v128.and(i16x8.shr_u(bytes, 4), mask);
  const low = v128.and(bytes, mask);
  const nibbles = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const digits = i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);
  v128.store(p, i8x16.swizzle(digits, nibbles));
  return p + 16;
}

/** What every answer says about where it comes from. */
export function provenance(p: usize): usize {
  const data = value32(layout.S_META, layout.META_DATA);
  p = put(p, spans.DATA);
  p = put(p, data === layout.DATA_DEMO ? spans.DEMO : data === layout.DATA_REPLAY ? spans.REPLAY : spans.LIVE);
  p = putHex(put(p, spans.SNAPSHOT), contentHash());
  return putTimeMs(put(p, spans.BUILT_AT), builtAt());
}

export function putBracket(p: usize, bracket: i32): usize {
  return put(put(p, spans.BRACKET), load<u32>(bracketNames + (<usize>bracket << 2)));
}

/** The address of a map, with the closing quote: its name's slug, with the mode's where several have that name. */
export function putMapSlug(p: usize, map: u32): usize {
  p = putText(p, layout.S_MAP_SLUG, map);
  if (value8(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_UNIQUE) {
    store<u8>(p, QUOTE);
    return p + 1;
  }
  store<u8>(p, DASH);
  return putTextQuote(p + 1, layout.S_MODE_SLUG, value16(layout.S_MAP_MODE, map));
}

/** The name of a map's mode, with the closing quote. */
export function putModeName(p: usize, map: u32): usize {
  return putTextQuote(p, layout.S_MODE_NAME, value16(layout.S_MAP_MODE, map));
}

/** Bytes of a map's name, slug, mode name and ids at most: what its part of an answer holds beside constants. */
export function mapTextRoom(map: u32): u32 {
  const mode = value16(layout.S_MAP_MODE, map);
  return (
    textLength(layout.S_MAP_NAME, map) +
    textLength(layout.S_MAP_SLUG, map) +
    textLength(layout.S_MODE_SLUG, mode) +
    textLength(layout.S_MODE_NAME, mode)
  );
}

/** "#rrggbb", or null for what is no colour. */
export function putColor(p: usize, color: u32): usize {
  if (color > 0xffffff) return put(p, spans.NULL);
  putHex(p, color);
  // The last six digits, moved over "#.
  const digits = load<u64>(p, 8) >> 16;
  store<u16>(p, 0x2322);
  store<u64>(p, digits, 2);
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
