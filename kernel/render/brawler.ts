import { E_ARGUMENT, E_NO_SNAPSHOT, E_OUTPUT_FULL } from '../layout/errors';
import * as layout from '../layout/snapshot';
import { count, isAttached, textLength, value8, value16, value32 } from '../snapshot/read/columns';
import { fail } from '../status';
import { baselineTenths, CELL_ROOM, putCell } from './cell';
import { putColor, putNotFlag, putNumber, putSpan, putString, putStringOrNull } from './fields';
import { prepareTenths } from './number';
import { mapRoom, PROVENANCE_ROOM, provenance, putBracket, putMapSlug, putModeName } from './parts';
import * as spans from './spans';
import { dropComma, fits } from './write';

/** room for the constants and numbers of what the catalogue says */
const FACTS_ROOM = 192;
/** number of the bit of FLAG_UNRELEASED of layout/bundle.ts */
const UNRELEASED_BIT = 3;

/** Room for putFacts() of a brawler. */
export function factsRoom(brawler: u32): u32 {
  return (
    FACTS_ROOM +
    textLength(layout.S_BRAWLER_NAME, brawler) +
    textLength(layout.S_BRAWLER_SLUG, brawler) +
    textLength(layout.S_BRAWLER_CLASS, brawler) +
    textLength(layout.S_BRAWLER_RARITY, brawler)
  );
}

/** What the catalogue says about a brawler, without the closing brace. */
export function putFacts(p: usize, brawler: u32): usize {
  p = putNumber(p, spans.ID, layout.S_BRAWLER_ID, brawler);
  p = putString(p, spans.NAME, layout.S_BRAWLER_NAME, brawler);
  p = putString(p, spans.SLUG, layout.S_BRAWLER_SLUG, brawler);
  p = putStringOrNull(p, spans.CLASS, layout.S_BRAWLER_CLASS, brawler);
  p = putStringOrNull(p, spans.RARITY, layout.S_BRAWLER_RARITY, brawler);
  p = putColor(p, spans.COLOR, layout.S_BRAWLER_COLOR, brawler);
  return putNotFlag(p, spans.RELEASED, layout.S_BRAWLER_FLAGS, brawler, UNRELEASED_BIT);
}

/**
 * Writes the answer of `GET /api/brawler/:id` for row `brawler` and gives its length: its maps, highest lift first.
 * `bracket` is an index into BRACKET_NAMES, `min` the fewest games of a map, `limit` the most maps (0 for all).
 */
export function renderBrawler(
  brawler: i32,
  bracket: i32,
  min: u32,
  limit: i32,
  _scratch: usize,
  out: usize,
  cap: i32,
): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (<u32>brawler >= <u32>count(layout.S_BRAWLER_ID) || <u32>bracket >= <u32>layout.BRACKET_COUNT) {
    return fail(E_ARGUMENT, 0);
  }
  if (limit < 0 || cap < 0) return fail(E_ARGUMENT, 0);
  const end = out + <usize>cap;
  if (!fits(out, end, factsRoom(brawler) + PROVENANCE_ROOM)) return fail(E_OUTPUT_FULL, 0);
  prepareTenths();
  let p = provenance(putSpan(putFacts(out, brawler), spans.COMMA_SPAN));
  p = putSpan(putBracket(p, bracket), spans.BEST_MAPS);
  const to = value32(layout.S_BEST_AT, brawler + 1);
  let left = limit === 0 ? i32.MAX_VALUE : limit;
  for (let best = value32(layout.S_BEST_AT, brawler); best < to && left > 0; best++) {
    const board = value16(layout.S_BEST_BOARD, best);
    const cell = value32(layout.S_BEST_CELL, best);
    const games = value32(layout.S_CELL_GAMES, cell);
    if (<i32>value8(layout.S_BOARD_BRACKET, board) !== bracket) continue;
    if (min > 0 && (games === layout.NONE32 || games < min)) continue;
    const map = value16(layout.S_BOARD_MAP, board);
    if (!fits(p, end, CELL_ROOM + mapRoom(map))) return fail(E_OUTPUT_FULL, 0);
    p = putNumber(p, spans.ID, layout.S_MAP_ID, map);
    p = putString(p, spans.MAP, layout.S_MAP_NAME, map);
    p = putMapSlug(p, spans.SLUG, map);
    p = putModeName(p, spans.MODE, map);
    p = putCell(p, cell, value8(layout.S_BOARD_SOURCE, board), baselineTenths(board));
    left--;
  }
  return <i32>(putSpan(dropComma(p), spans.END_LIST) - out);
}
