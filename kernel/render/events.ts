import { E_NO_SNAPSHOT } from '../layout/errors';
import * as layout from '../layout/snapshot';
import { count, isAttached, value8, value16, value32 } from '../snapshot/read/columns';
import { fail } from '../status';
import { begin, finish, fits, openList } from './answer';
import { endCell, findBoard, firstCell } from './board';
import { putLift, tierLetter } from './cell';
import {
  putFlag,
  putNumber,
  putRate,
  putSmall,
  putSpan,
  putString,
  putStringOrNull,
  putTime,
} from './fields';
import { putMapSlug, putModeName } from './parts';
import * as spans from './spans';
import { dropComma } from './write';

/** picks shown with an event */
const TOP = 5;
/** number of the bit of EVENT_FLAG_PREDICTED */
const PREDICTED_BIT = 1;

/**
 * Writes the answer of `GET /api/events` at `now` (epoch seconds) and gives its length: what runs, then what comes;
 * what is over is left out.
 */
export function renderEvents(now: u32, out: usize, cap: i32): i32 {
  const code = begin(true, out, cap);
  if (code < 0) return code;
  let p = putEvents(openList(out, spans.ACTIVE), now, true);
  if (p !== 0) p = putEvents(putSpan(dropComma(p), spans.UPCOMING), now, false);
  return finish(p, out);
}

/** The events that run, or those that come; 0 where they do not fit. */
function putEvents(p: usize, now: u32, running: bool): usize {
  for (let event = 0; event < count(layout.S_EVENT_START) && p !== 0; event++) {
    if (value32(layout.S_EVENT_END, event) <= now) continue;
    if (value32(layout.S_EVENT_START, event) <= now !== running) continue;
    p = putEvent(p, event);
  }
  return p;
}

function putEvent(p: usize, event: u32): usize {
  if (!fits(p)) return 0;
  const map = value16(layout.S_EVENT_MAP, event);
  p = putSpan(p, spans.EVENT_MAP);
  if (map !== layout.NONE16) {
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
  if (map !== layout.NONE16) p = putPicks(p, map);
  return p === 0 ? 0 : putSpan(dropComma(p), spans.END_TEAM);
}

/** The first rows of the map's ranking that have a tier: enough data to be recommended. 0 where they do not fit. */
function putPicks(p: usize, map: u32): usize {
  findBoard(map, layout.BRACKET_ALL);
  let left = TOP;
  for (let cell = firstCell; cell < endCell && left > 0; cell++) {
    const tier = value8(layout.S_CELL_TIER, cell) & ~layout.TIED_BIT;
    if (tier === layout.TIER_NONE) continue;
    if (!fits(p)) return 0;
    const brawler = value16(layout.S_CELL_BRAWLER, cell);
    const letter = tierLetter(tier);
    p = putNumber(p, spans.ID, layout.S_BRAWLER_ID, brawler);
    p = putString(p, spans.NAME, layout.S_BRAWLER_NAME, brawler);
    p = putSpan(p, letter === 0 ? spans.PICK_TIER_NULL : spans.PICK_TIER);
    if (letter !== 0) store<u8>(p - 2, letter);
    p = putRate(p, spans.ADJUSTED, layout.S_CELL_ADJUSTED, cell);
    p = putLift(putSpan(p, spans.LIFT), value16(layout.S_CELL_ADJUSTED, cell));
    p = putSpan(p, spans.END_ROW);
    left--;
  }
  return p;
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
