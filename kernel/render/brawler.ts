import * as layout from '../layout/snapshot';
import { count, value8, value16, value32 } from '../snapshot/read/columns';
import { begin, finish, fits, provenance } from './answer';
import { useBoard } from './board';
import { putCell } from './cell';
import { putEffects } from './effects';
import { putColor, putNotFlag, putNumber, putSpan, putString, putStringOrNull } from './fields';
import { putBracket, putMapSlug, putModeName } from './parts';
import * as spans from './spans';
import { putTrends } from './trend';
import { dropComma } from './write';

/** number of the bit of FLAG_UNRELEASED of layout/bundle.ts */
const UNRELEASED_BIT = 3;

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
  const isKnown = <u32>brawler < <u32>count(layout.S_BRAWLER_ID) && <u32>bracket < <u32>layout.BRACKET_COUNT;
  const code = begin(isKnown && limit >= 0, out, cap);
  if (code < 0) return code;
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
    if (!fits(p)) return finish(0, out);
    const map = value16(layout.S_BOARD_MAP, board);
    p = putNumber(p, spans.ID, layout.S_MAP_ID, map);
    p = putString(p, spans.MAP, layout.S_MAP_NAME, map);
    p = putMapSlug(p, spans.SLUG, map);
    p = putModeName(p, spans.MODE, map);
    useBoard(board);
    p = putCell(p, cell);
    left--;
  }
  p = putEffects(putSpan(dropComma(p), spans.PAIRS), brawler, layout.S_PAIR_AT);
  if (p !== 0) p = putEffects(putSpan(dropComma(p), spans.MATCHUPS), brawler, layout.S_MATCHUP_AT);
  if (p !== 0) p = putTrends(putSpan(dropComma(p), spans.TRENDS_AFTER), brawler, false);
  return finish(p, out);
}
