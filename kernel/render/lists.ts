/** The catalogue: all maps, brawlers and modes. */
import { FLAG_UNLISTED } from '../layout/bundle';
import * as layout from '../layout/snapshot';
import { count, value8, value16 } from '../snapshot/read/columns';
import { begin, finish, fits, openList } from './answer';
import { board, endCell, findBoard, firstCell } from './board';
import { putFacts } from './brawler';
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
import { putIds, putMapSlug, putModeName } from './parts';
import * as spans from './spans';

/** number of the bit of MAP_FLAG_DISABLED and of FLAG_DISABLED of layout/bundle.ts */
const DISABLED_BIT = 0;

/** Writes the answer of `GET /api/maps` and gives its length: one entry a (name, mode), by slug. */
export function renderMaps(out: usize, cap: i32): i32 {
  const code = begin(true, out, cap);
  if (code < 0) return code;
  let p = openList(out, spans.MAPS);
  for (let map = 0; map < count(layout.S_MAP_ID); map++) {
    if (!fits(p)) return finish(0, out);
    p = putMap(p, map);
  }
  return finish(p, out);
}

function putMap(p: usize, map: u32): usize {
  findBoard(map, layout.BRACKET_ALL);
  p = putNumber(p, spans.ID, layout.S_MAP_ID, map);
  p = putMapSlug(putIds(p, map), spans.SLUG_AFTER_IDS, map);
  p = putString(p, spans.NAME, layout.S_MAP_NAME, map);
  p = putModeName(p, spans.MODE, map);
  p = putFlag(p, spans.DISABLED, layout.S_MAP_FLAGS, map, DISABLED_BIT);
  p = board < 0 ? putNull(p, spans.BATTLES) : putCount(p, spans.BATTLES, layout.S_BOARD_BATTLES, board);
  return putSpan(putBool(p, spans.HAS_DATA, endCell > firstCell), spans.END_ROW);
}

/** Writes the answer of `GET /api/brawlers` and gives its length: those of the upstream's list, by id. */
export function renderBrawlers(out: usize, cap: i32): i32 {
  const code = begin(true, out, cap);
  if (code < 0) return code;
  let p = openList(out, spans.BRAWLERS);
  for (let brawler = 0; brawler < count(layout.S_BRAWLER_ID); brawler++) {
    if (value8(layout.S_BRAWLER_FLAGS, brawler) & FLAG_UNLISTED) continue;
    if (!fits(p)) return finish(0, out);
    p = putSpan(putFacts(p, brawler), spans.END_ROW);
  }
  return finish(p, out);
}

/** Writes the answer of `GET /api/modes` and gives its length: by id. Counts each mode's maps in scratch. */
export function renderModes(scratch: usize, out: usize, cap: i32): i32 {
  const code = begin(true, out, cap);
  if (code < 0) return code;
  memory.fill(scratch, 0, (<usize>count(layout.S_MODE_ID)) << 2);
  for (let map = 0; map < count(layout.S_MAP_ID); map++) {
    const at = scratch + ((<usize>value16(layout.S_MAP_MODE, map)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let p = openList(out, spans.MODES);
  for (let mode = 0; mode < count(layout.S_MODE_ID); mode++) {
    if (!fits(p)) return finish(0, out);
    p = putNumber(p, spans.ID, layout.S_MODE_ID, mode);
    p = putString(p, spans.NAME, layout.S_MODE_NAME, mode);
    p = putString(p, spans.SLUG, layout.S_MODE_SLUG, mode);
    p = putStringOrNull(p, spans.KEY, layout.S_MODE_KEY, mode);
    p = putColor(p, spans.COLOR, layout.S_MODE_COLOR, mode);
    p = putFlag(p, spans.DISABLED, layout.S_MODE_FLAGS, mode, DISABLED_BIT);
    p = putInteger(putSpan(p, spans.MAP_COUNT), load<u32>(scratch + ((<usize>mode) << 2)));
    p = putSpan(p, spans.END_ROW);
  }
  return finish(p, out);
}
