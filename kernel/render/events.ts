import { E_ARGUMENT, E_NO_SNAPSHOT, E_OUTPUT_FULL } from '../layout/errors';
import * as layout from '../layout/snapshot';
import { count, isAttached, textLength, value8, value16, value32 } from '../snapshot/read/columns';
import { fail } from '../status';
import { baselineTenths, putLift, tierLetter } from './cell';
import {
  putFlag,
  putNull,
  putNumber,
  putRate,
  putSmall,
  putSpan,
  putString,
  putStringOrNull,
  putTime,
} from './fields';
import { prepareTenths } from './number';
import { findBoard, mapRoom, PROVENANCE_ROOM, provenance, putMapSlug, putModeName } from './parts';
import * as spans from './spans';
import { dropComma, fits } from './write';

/** picks shown with an event */
const TOP = 5;
/** room for the constants and numbers of an event without its picks */
const EVENT_ROOM = 320;
/** the same of a pick */
const PICK_ROOM = 128;
/** number of the bit of EVENT_FLAG_PREDICTED */
const PREDICTED_BIT = 1;

/**
 * Writes the answer of `GET /api/events` at `now` (epoch seconds) and gives its length: what runs, then what comes;
 * what is over is left out.
 */
export function renderEvents(now: u32, out: usize, cap: i32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (cap < 0) return fail(E_ARGUMENT, 0);
  prepareTenths();
  const end = out + <usize>cap;
  if (!fits(out, end, PROVENANCE_ROOM)) return fail(E_OUTPUT_FULL, 0);
  let p = putSpan(provenance(putSpan(out, spans.OPEN)), spans.ACTIVE);
  p = putEvents(p, end, now, true);
  if (p === 0) return fail(E_OUTPUT_FULL, 0);
  p = putEvents(putSpan(p, spans.UPCOMING), end, now, false);
  if (p === 0) return fail(E_OUTPUT_FULL, 0);
  return <i32>(putSpan(p, spans.END_LIST) - out);
}

/** The events that run, or those that come; 0 where they do not fit. */
function putEvents(p: usize, end: usize, now: u32, running: bool): usize {
  for (let event = 0; event < count(layout.S_EVENT_START); event++) {
    if (value32(layout.S_EVENT_END, event) <= now) continue;
    if (value32(layout.S_EVENT_START, event) <= now !== running) continue;
    p = putEvent(p, end, event);
    if (p === 0) return 0;
  }
  return dropComma(p);
}

function putEvent(p: usize, end: usize, event: u32): usize {
  const map = value16(layout.S_EVENT_MAP, event);
  const isKnown = map !== layout.NONE16;
  const room = EVENT_ROOM + textLength(layout.S_EVENT_MODIFIER, event) + (isKnown ? mapRoom(map) : 0);
  if (!fits(p, end, room)) return 0;
  p = putSpan(p, spans.EVENT_MAP);
  if (isKnown) {
    p = putNumber(p, spans.ID, layout.S_MAP_ID, map);
    p = putMapSlug(p, spans.SLUG, map);
    p = putString(p, spans.NAME, layout.S_MAP_NAME, map);
    p = putModeName(p, spans.EVENT_MODE, map);
  } else {
    p = putSpan(p, spans.EVENT_UNKNOWN);
  }
  p = putSmall(p, spans.SLOT, layout.S_EVENT_SLOT, event);
  p = putTime(p, spans.START, layout.S_EVENT_START, event);
  p = putTime(p, spans.END, layout.S_EVENT_END, event);
  p = putFlag(p, spans.PREDICTED, layout.S_EVENT_FLAGS, event, PREDICTED_BIT);
  p = putStringOrNull(p, spans.MODIFIER, layout.S_EVENT_MODIFIER, event);
  p = putSpan(p, spans.TOP);
  if (isKnown) {
    const board = findBoard(map, layout.BRACKET_ALL);
    if (board >= 0) p = putPicks(p, end, board);
    if (p === 0) return 0;
  }
  return putSpan(p, spans.END_TEAM);
}

/** The first rows of a board that have a tier: enough data to be recommended. 0 where they do not fit. */
function putPicks(p: usize, end: usize, board: u32): usize {
  const to = value32(layout.S_BOARD_CELLS_AT, board + 1);
  const baseline = baselineTenths(board);
  let left = TOP;
  for (let cell = value32(layout.S_BOARD_CELLS_AT, board); cell < to && left > 0; cell++) {
    const tier = value8(layout.S_CELL_TIER, cell) & ~layout.TIED_BIT;
    if (tier === layout.TIER_NONE) continue;
    const brawler = value16(layout.S_CELL_BRAWLER, cell);
    if (!fits(p, end, PICK_ROOM + textLength(layout.S_BRAWLER_NAME, brawler))) return 0;
    p = putNumber(p, spans.ID, layout.S_BRAWLER_ID, brawler);
    p = putString(p, spans.NAME, layout.S_BRAWLER_NAME, brawler);
    const letter = tierLetter(tier);
    if (letter === 0) {
      p = putNull(p, spans.PICK_TIER);
    } else {
      p = putSpan(p, spans.PICK_TIER_S);
      store<u8>(p - 2, letter);
    }
    p = putRate(p, spans.ADJUSTED, layout.S_CELL_ADJUSTED, cell);
    p = putLift(putSpan(p, spans.LIFT), value16(layout.S_CELL_ADJUSTED, cell), baseline);
    p = putSpan(p, spans.END_ROW);
    left--;
  }
  return dropComma(p);
}

/** How many starts and ends of events lie at or before `now` (epoch seconds): what depends on the time changes with it. */
export function rotationPhase(now: u32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  let passed = 0;
  for (let event = 0; event < count(layout.S_EVENT_START); event++) {
    passed +=
      <i32>(value32(layout.S_EVENT_START, event) <= now) + <i32>(value32(layout.S_EVENT_END, event) <= now);
  }
  return passed;
}
