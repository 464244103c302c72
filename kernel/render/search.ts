import { E_NO_SNAPSHOT } from '../layout/errors';
import * as layout from '../layout/snapshot';
import { searchQuery, searchScratchSize } from '../search/index';
import { MAX_LIMIT } from '../search/layout';
import { column, count, isAttached, value16, value32 } from '../snapshot/read/columns';
import { mostCells } from '../snapshot/read/extent';
import { fail } from '../status';
import { begin, finish, fits, openList } from './answer';
import { draftScratchSize } from './draft';
import { putBool, putNumber, putSpan, putString } from './fields';
import { putMapSlug, putModeName } from './parts';
import * as spans from './spans';
import { dropComma } from './write';

const DAY_S: u64 = 86400;
/** bytes of a hit: target and tier */
const HIT_BYTES = 8;
const HITS_BYTES = 2 * MAX_LIMIT * HIT_BYTES;

/** A span of each tier's name, with what closes a hit. */
const matchNames: usize = memory.data<i32>([
  spans.MATCH_0,
  spans.MATCH_1,
  spans.MATCH_2,
  spans.MATCH_3,
  spans.MATCH_4,
  spans.MATCH_5,
]);

/** Bytes of the column of live maps, up to a multiple of 8. */
function liveBytes(): i32 {
  return (count(layout.S_MAP_ID) + 7) & ~7;
}

/** Bytes of scratch that any answer from the attached snapshot needs. */
export function renderScratchSize(): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  const names = count(layout.S_MAP_ID) + count(layout.S_BRAWLER_ID);
  const search = liveBytes() + HITS_BYTES + searchScratchSize(names);
  return max(max(search, draftScratchSize()), max((<i32>mostCells()) << 3, count(layout.S_MODE_ID) << 2));
}

/** Sets a byte per map: whether an event on it still runs, or starts, within the UTC day of `now`. */
function markLive(live: usize, now: u32): void {
  memory.fill(live, 0, count(layout.S_MAP_ID));
  const midnight = (<u64>now / DAY_S + 1) * DAY_S;
  for (let event = 0; event < count(layout.S_EVENT_START); event++) {
    const map = value16(layout.S_EVENT_MAP, event);
    if (map === layout.NONE16 || value32(layout.S_EVENT_END, event) <= now) continue;
    if (<u64>value32(layout.S_EVENT_START, event) < midnight) store<u8>(live + map, 1);
  }
}

/**
 * Writes the answer of `GET /api/search` and gives its length: the best `limit` (1–50) maps and brawlers for what a
 * user typed (UTF-8) at `now` (epoch seconds). `scratch` has renderScratchSize() bytes.
 */
export function renderSearch(
  q: usize,
  qLen: i32,
  limit: i32,
  now: u32,
  scratch: usize,
  out: usize,
  cap: i32,
): i32 {
  const code = begin(qLen >= 0 && limit >= 1 && limit <= MAX_LIMIT, out, cap);
  if (code < 0) return code;
  markLive(scratch, now);
  const hits = scratch + <usize>liveBytes();
  const index = column(layout.S_SEARCH);
  const found = searchQuery(index, count(layout.S_SEARCH), q, qLen, scratch, limit, hits + HITS_BYTES, hits);
  if (found < 0) return found;
  const brawlerHits = hits + ((<usize>(found & 0xffff)) << 3);
  const last = brawlerHits + ((<usize>(found >> 16)) << 3);
  let p = openList(out, spans.MAPS);
  for (let hit = hits; hit < brawlerHits; hit += HIT_BYTES) {
    if (!fits(p)) return finish(0, out);
    const map = load<u32>(hit) & 0xffff;
    p = putNumber(p, spans.ID, layout.S_MAP_ID, map);
    p = putString(p, spans.NAME, layout.S_MAP_NAME, map);
    p = putModeName(putMapSlug(p, spans.SLUG, map), spans.MODE, map);
    p = putBool(p, spans.ACTIVE_TODAY, load<u8>(scratch + map) !== 0);
    p = putMatch(p, hit);
  }
  p = putSpan(dropComma(p), spans.BRAWLERS_AFTER);
  for (let hit = brawlerHits; hit < last; hit += HIT_BYTES) {
    if (!fits(p)) return finish(0, out);
    const brawler = load<u32>(hit) & 0xffff;
    p = putNumber(p, spans.ID, layout.S_BRAWLER_ID, brawler);
    p = putString(p, spans.NAME, layout.S_BRAWLER_NAME, brawler);
    p = putString(p, spans.SLUG, layout.S_BRAWLER_SLUG, brawler);
    p = putMatch(p, hit);
  }
  return finish(p, out);
}

function putMatch(p: usize, hit: usize): usize {
  return putSpan(putSpan(p, spans.MATCH), load<u32>(matchNames + ((<usize>load<u32>(hit, 4)) << 2)));
}
