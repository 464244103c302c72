/** Parts that several answers have in common. */
import * as layout from '../layout/snapshot';
import { builtAt, contentHash, textLength, value8, value16, value32 } from '../snapshot/read/columns';
import { hexDigits, putNumbers, putSpan, putString, putText } from './fields';
import * as spans from './spans';
import { putTimeMs } from './time';

/** room for provenance() */
export const PROVENANCE_ROOM = 128;
/** digits of an id and its comma */
const ID_ROOM = 11;

/** A span of each bracket's name, with the closing quote. */
const bracketNames: usize = memory.data<i32>([
  spans.BRACKET_0,
  spans.BRACKET_1,
  spans.BRACKET_2,
  spans.BRACKET_3,
  spans.BRACKET_4,
]);

/** What every answer says about where it comes from. */
export function provenance(p: usize): usize {
  const data = value32(layout.S_META, layout.META_DATA);
  const name =
    data === layout.DATA_DEMO ? spans.DEMO : data === layout.DATA_REPLAY ? spans.REPLAY : spans.LIVE;
  p = putSpan(putSpan(putSpan(p, spans.DATA), name), spans.SNAPSHOT);
  v128.store(p, hexDigits(contentHash()));
  return putTimeMs(putSpan(p + 16, spans.BUILT_AT), builtAt());
}

export function putBracket(p: usize, bracket: i32): usize {
  return putSpan(putSpan(p, spans.BRACKET), load<u32>(bracketNames + ((<usize>bracket) << 2)));
}

/** The address of a map: its name's slug, with the mode's where several have that name. */
export function putMapSlug(p: usize, span: u32, map: u32): usize {
  if (value8(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_UNIQUE)
    return putString(p, span, layout.S_MAP_SLUG, map);
  p = putText(p, span, layout.S_MAP_SLUG, map);
  return putString(p, spans.DASH, layout.S_MODE_SLUG, value16(layout.S_MAP_MODE, map));
}

/** The name of a map's mode; the span ends with the opening quote. */
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

/** Row of the board of a (map, bracket), or −1. */
export function findBoard(map: u32, bracket: i32): i32 {
  const to = value32(layout.S_MAP_BOARDS_AT, map + 1);
  for (let board = value32(layout.S_MAP_BOARDS_AT, map); board < to; board++) {
    if (<i32>value8(layout.S_BOARD_BRACKET, board) === bracket) return board;
  }
  return -1;
}
