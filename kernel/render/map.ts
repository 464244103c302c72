import * as layout from '../layout/snapshot';
import { count, value8, value16, value32 } from '../snapshot/read/columns';
import { trendsOfMode } from '../snapshot/read/trends';
import { begin, finish, fits, provenance } from './answer';
import { board, endCell, findBoard, firstCell, source } from './board';
import { putCell, putRateOf } from './cell';
import {
  putCount,
  putFlag,
  putNonzero,
  putNull,
  putNumber,
  putRate,
  putSpan,
  putString,
  putTime,
} from './fields';
import { putHalf, putInteger } from './number';
import { SORTS, selectCells, sortEntries } from './order';
import { putBracket, putIds, putMapSlug, putModeName } from './parts';
import * as spans from './spans';
import { putRowTrend } from './trend';
import { COMMA, dropComma, put, putName, QUOTE } from './write';

/** number of the bit of MAP_FLAG_DISABLED */
const DISABLED_BIT = 0;

/**
 * Writes the answer of `GET /api/map/:id` for row `map` and gives its length. `bracket` is an index into
 * BRACKET_NAMES, `min` the fewest games of a row, `limit` the most rows (0 for all), `sort` an index into
 * SORT_NAMES; `scratch` has renderScratchSize() bytes. E_OUTPUT_FULL may come although the answer would just fit:
 * each row is begun only where the largest would have room.
 */
export function renderMap(
  map: i32,
  bracket: i32,
  min: u32,
  limit: i32,
  sort: i32,
  scratch: usize,
  out: usize,
  cap: i32,
): i32 {
  const isKnown = <u32>map < <u32>count(layout.S_MAP_ID) && <u32>bracket < <u32>layout.BRACKET_COUNT;
  const code = begin(isKnown && limit >= 0 && <u32>sort < SORTS, out, cap);
  if (code < 0) return code;
  findBoard(map, bracket);
  let p = putCells(putHead(out, map, bracket, min), map, min, limit, sort, scratch);
  if (p !== 0) p = putTeams(putSpan(dropComma(p), spans.TEAMS), min, limit);
  return finish(p, out);
}

/** From the id to the first row. */
function putHead(p: usize, map: u32, bracket: i32, min: u32): usize {
  p = putNumber(p, spans.ID, layout.S_MAP_ID, map);
  p = putIds(p, map);
  p = putMapSlug(p, spans.SLUG_AFTER_IDS, map);
  p = putString(p, spans.MAP, layout.S_MAP_NAME, map);
  p = putModeName(p, spans.MODE, map);
  p = putNumber(p, spans.MODE_ID, layout.S_MODE_ID, value16(layout.S_MAP_MODE, map));
  p = putFlag(p, spans.DISABLED, layout.S_MAP_FLAGS, map, DISABLED_BIT);
  p = putSpan(putSpan(p, spans.SOURCE), sourceName());
  p = provenance(putSpan(p, spans.COMMA_SPAN));
  p = board < 0 ? putNull(p, spans.UPDATED_AT) : putTime(p, spans.UPDATED_AT, layout.S_BOARD_UPDATED, board);
  p =
    source === layout.BOARD_SOURCE_BATTLES
      ? putNonzero(p, spans.WINDOW_DAYS, layout.S_META, layout.META_WINDOW_DAYS)
      : putNull(p, spans.WINDOW_DAYS);
  p = putBracket(p, bracket);
  if (board < 0) {
    p = putSpan(p, spans.NO_BOARD);
  } else {
    p = putCount(p, spans.BATTLES, layout.S_BOARD_BATTLES, board);
    p = putCount(p, spans.PICKS, layout.S_BOARD_PICKS, board);
    p = putRate(p, spans.BASELINE, layout.S_BOARD_BASELINE, board);
  }
  return putSpan(putSpan(putSpan(p, spans.NOTICE), noticeOf(min)), spans.BRAWLERS);
}

/** The span that names the board's source. */
function sourceName(): u32 {
  if (source === layout.BOARD_SOURCE_BRAWLAPI) return spans.BRAWLAPI;
  return source === layout.BOARD_SOURCE_BATTLES ? spans.BATTLES_SOURCE : spans.NULL;
}

/** The span that says why a map has no rows to show, or null. */
function noticeOf(min: u32): u32 {
  if (board < 0) return spans.NO_STATISTICS;
  if (value8(layout.S_BOARD_FLAGS, board) & layout.BOARD_FLAG_SITE_WIDE) return spans.SITE_WIDE;
  if (firstCell === endCell) return spans.NO_STATISTICS;
  return min > 0 && value32(layout.S_BOARD_PICKS, board) === layout.NONE32 ? spans.NO_COUNTS : spans.NULL;
}

/** The rows; 0 where they do not fit. */
function putCells(p: usize, map: u32, min: u32, limit: i32, sort: i32, scratch: usize): usize {
  const trends = trendsOfMode(value16(layout.S_MAP_MODE, map));
  let last = selectCells(firstCell, endCell, min, sort, scratch);
  sortEntries(scratch, last, sort);
  if (limit > 0 && <usize>limit < (last - scratch) >> 3) last = scratch + ((<usize>limit) << 3);
  for (let entry = scratch; entry < last; entry += 8) {
    if (!fits(p)) return 0;
    const cell = load<u32>(entry);
    const brawler = value16(layout.S_CELL_BRAWLER, cell);
    p = putInteger(put(p, spans.ID), value32(layout.S_BRAWLER_ID, brawler));
    p = putName(put(p, spans.NAME), layout.S_BRAWLER_NAME, brawler);
    p = putRowTrend(p, trends === 0 ? 0 : load<u8>(trends + brawler));
    p = putCell(p, cell);
  }
  return p;
}

/** The teams, best first; 0 where they do not fit. */
function putTeams(p: usize, min: u32, limit: i32): usize {
  if (board < 0) return p;
  const to = value32(layout.S_BOARD_TEAMS_AT, board + 1);
  let left = limit === 0 ? i32.MAX_VALUE : limit;
  for (let team = value32(layout.S_BOARD_TEAMS_AT, board); team < to && left > 0; team++) {
    if (value32(layout.S_TEAM_GAMES, team) < min) continue;
    if (!fits(p)) return 0;
    p = putTeam(p, team);
    left--;
  }
  return p;
}

/** Brawler row of a team's member, NONE16 where the team is smaller. */
function memberOf(team: u32, member: u32): u32 {
  return value16(layout.S_TEAM_BRAWLERS, team * 5 + member);
}

function putTeam(p: usize, team: u32): usize {
  p = putSpan(p, spans.TEAM);
  for (let i: u32 = 0; i < 5; i++) {
    const brawler = memberOf(team, i);
    if (brawler === layout.NONE16) continue;
    store<u8>(p, QUOTE);
    p = putName(p + 1, layout.S_BRAWLER_NAME, brawler);
    store<u8>(p++, COMMA);
  }
  p = putSpan(dropComma(p), spans.TEAM_IDS);
  for (let i: u32 = 0; i < 5; i++) {
    const brawler = memberOf(team, i);
    if (brawler === layout.NONE16) continue;
    p = putInteger(p, value32(layout.S_BRAWLER_ID, brawler));
    store<u8>(p++, COMMA);
  }
  const games = value32(layout.S_TEAM_GAMES, team);
  const halfWins = value32(layout.S_TEAM_HALF_WINS, team);
  p = putNumber(dropComma(p), spans.TEAM_GAMES, layout.S_TEAM_GAMES, team);
  p = putHalf(putSpan(p, spans.WINS), halfWins);
  p = putSpan(p, spans.WIN_RATE);
  p = games === 0 ? putSpan(p, spans.NULL) : putRateOf(p, halfWins, games);
  p = putRate(p, spans.ADJUSTED, layout.S_TEAM_ADJUSTED, team);
  p = putRate(p, spans.INTERVAL, layout.S_TEAM_LOW, team);
  p = putRate(p, spans.COMMA_SPAN, layout.S_TEAM_HIGH, team);
  return putSpan(p, spans.END_TEAM);
}
