/** The catalogue: all maps, brawlers and modes. */

import { FLAG_UNLISTED } from '../layout/bundle';
import { E_ARGUMENT, E_NO_SNAPSHOT, E_OUTPUT_FULL } from '../layout/errors';
import * as layout from '../layout/snapshot';
import { count, isAttached, textLength, value8, value16, value32 } from '../snapshot/read/columns';
import { fail } from '../status';
import { factsRoom, putFacts } from './brawler';
import {
  putBool,
  putColor,
  putCount,
  putFlag,
  putNull,
  putNumber,
  putSpan,
  putString,
  putStringOrNull,
} from './fields';
import { putInteger } from './number';
import { findBoard, mapRoom, PROVENANCE_ROOM, provenance, putIds, putMapSlug, putModeName } from './parts';
import * as spans from './spans';
import { dropComma, fits } from './write';

/** room for the constants and numbers of a map or a mode */
const ROW_ROOM = 192;
/** number of the bit of MAP_FLAG_DISABLED and of FLAG_DISABLED of layout/bundle.ts */
const DISABLED_BIT = 0;

/** Opens a list with the provenance; an error where that does not fit. */
function begin(out: usize, cap: i32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (cap < 0) return fail(E_ARGUMENT, 0);
  return fits(out, out + <usize>cap, PROVENANCE_ROOM) ? 0 : fail(E_OUTPUT_FULL, 0);
}

function close(p: usize, out: usize): i32 {
  return <i32>(putSpan(dropComma(p), spans.END_LIST) - out);
}

/** Writes the answer of `GET /api/maps` and gives its length: one entry a (name, mode), by slug. */
export function renderMaps(out: usize, cap: i32): i32 {
  const code = begin(out, cap);
  if (code < 0) return code;
  let p = putSpan(provenance(putSpan(out, spans.OPEN)), spans.MAPS);
  for (let map = 0; map < count(layout.S_MAP_ID); map++) {
    if (!fits(p, out + <usize>cap, ROW_ROOM + mapRoom(map))) return fail(E_OUTPUT_FULL, 0);
    p = putMap(p, map);
  }
  return close(p, out);
}

function putMap(p: usize, map: u32): usize {
  const board = findBoard(map, layout.BRACKET_ALL);
  p = putNumber(p, spans.ID, layout.S_MAP_ID, map);
  p = putMapSlug(putIds(p, map), spans.SLUG_AFTER_IDS, map);
  p = putString(p, spans.NAME, layout.S_MAP_NAME, map);
  p = putModeName(p, spans.MODE, map);
  p = putFlag(p, spans.DISABLED, layout.S_MAP_FLAGS, map, DISABLED_BIT);
  let cells: u32 = 0;
  if (board < 0) {
    p = putNull(p, spans.BATTLES);
  } else {
    p = putCount(p, spans.BATTLES, layout.S_BOARD_BATTLES, board);
    cells = value32(layout.S_BOARD_CELLS_AT, board + 1) - value32(layout.S_BOARD_CELLS_AT, board);
  }
  return putSpan(putBool(p, spans.HAS_DATA, cells > 0), spans.END_ROW);
}

/** Writes the answer of `GET /api/brawlers` and gives its length: those of the upstream's list, by id. */
export function renderBrawlers(out: usize, cap: i32): i32 {
  const code = begin(out, cap);
  if (code < 0) return code;
  let p = putSpan(provenance(putSpan(out, spans.OPEN)), spans.BRAWLERS);
  for (let brawler = 0; brawler < count(layout.S_BRAWLER_ID); brawler++) {
    if (value8(layout.S_BRAWLER_FLAGS, brawler) & FLAG_UNLISTED) continue;
    if (!fits(p, out + <usize>cap, factsRoom(brawler))) return fail(E_OUTPUT_FULL, 0);
    p = putSpan(putFacts(p, brawler), spans.END_ROW);
  }
  return close(p, out);
}

/** Writes the answer of `GET /api/modes` and gives its length: by id. Counts each mode's maps in scratch. */
export function renderModes(scratch: usize, out: usize, cap: i32): i32 {
  const code = begin(out, cap);
  if (code < 0) return code;
  memory.fill(scratch, 0, (<usize>count(layout.S_MODE_ID)) << 2);
  for (let map = 0; map < count(layout.S_MAP_ID); map++) {
    const at = scratch + ((<usize>value16(layout.S_MAP_MODE, map)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let p = putSpan(provenance(putSpan(out, spans.OPEN)), spans.MODES);
  for (let mode = 0; mode < count(layout.S_MODE_ID); mode++) {
    if (!fits(p, out + <usize>cap, ROW_ROOM + modeRoom(mode))) return fail(E_OUTPUT_FULL, 0);
    p = putNumber(p, spans.ID, layout.S_MODE_ID, mode);
    p = putString(p, spans.NAME, layout.S_MODE_NAME, mode);
    p = putString(p, spans.SLUG, layout.S_MODE_SLUG, mode);
    p = putStringOrNull(p, spans.KEY, layout.S_MODE_KEY, mode);
    p = putColor(p, spans.COLOR, layout.S_MODE_COLOR, mode);
    p = putFlag(p, spans.DISABLED, layout.S_MODE_FLAGS, mode, DISABLED_BIT);
    p = putInteger(putSpan(p, spans.MAP_COUNT), load<u32>(scratch + ((<usize>mode) << 2)));
    p = putSpan(p, spans.END_ROW);
  }
  return close(p, out);
}

/** Bytes of a mode's texts. */
function modeRoom(mode: u32): u32 {
  return (
    textLength(layout.S_MODE_NAME, mode) +
    textLength(layout.S_MODE_SLUG, mode) +
    textLength(layout.S_MODE_KEY, mode)
  );
}
