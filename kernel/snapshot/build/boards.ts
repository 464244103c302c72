/** Boards: what the tables say about each map. Twin of src/kernel/reference/snapshot/boards.ts. */

import { MAX_BOARDS } from '../../layout/build';
import * as bundle from '../../layout/bundle';
import {
  BOARD_FLAG_SITE_WIDE,
  BOARD_SOURCE_BATTLES,
  BOARD_SOURCE_BRAWLAPI,
  BRACKET_ALL,
  BRACKET_COUNT,
  MAX_COUNTED_TEAMS,
  NONE16,
  NONE32,
} from '../../layout/snapshot';
import { COUNT_CELLS, COUNT_TRIOS } from '../../layout/tally';
import { ROW_BYTES } from '../../stats/rows';
import {
  addStats,
  COUNTED,
  cellBaseline,
  cellPicks,
  clearSums,
  openSums,
  rankCells,
  SUM_BYTES,
  UNCOUNTED,
  WEIGHTED,
} from './cells';
import { addBracket, bracketBattles, MOST_CELLS_A_ROW, openCounts, sumMap } from './counted';
import { field, sumCount, total } from './input';
import { hundredths, stored } from './order';
import * as records from './records';
import { take, takeZeroed } from './scratch';
import { entryOfNumber, keyCount, tableOfRows, valueA, valueB } from './table';
import { addTeams, clearTeams, openTeams, rankTeams, TEAM_SUM_BYTES } from './teams';
import { addTrios, openTrios } from './trios';

/** by game id: the last table's row, and its bundle */
let tables: usize = 0;
/** Entries of the tables that the board being made is of: u32 addresses. */
let used: usize = 0;
let usedEnd: usize = 0;
/** Of the tables added: are there only site-wide ones, and do they have counts? */
let isSiteWide = false;
let areCounted = false;
/** rows to rank */
let rows: usize = 0;

function tableField(place: usize, number: i32): u32 {
  return field(valueA(load<u32>(place)), number);
}

function isCounted(place: usize): bool {
  return (tableField(place, bundle.TABLE_FLAGS) & bundle.TABLE_HAS_COUNTS) !== 0;
}

/** Finds the tables of `count` ids of a map, without the site-wide ones. Returns whether there are any of either kind. */
function findTables(id: usize, count: i32): bool {
  let found = false;
  usedEnd = used;
  for (; count > 0; count--, id += records.MAP_ID_BYTES) {
    const entry = entryOfNumber(tables, id + records.MAP_ID_OF_MAP, false);
    if (entry === 0) continue;
    found = true;
    if ((field(valueA(entry), bundle.TABLE_FLAGS) & bundle.TABLE_SITE_WIDE) !== 0) continue;
    store<u32>(usedEnd, <u32>entry);
    usedEnd += 4;
  }
  return found;
}

/** Counts can be added up over a map's game ids; bare rates can't, so the newest table (highest id) stands alone. */
function combine(): void {
  let all = true;
  let newest = used;
  for (let place = used; place < usedEnd; place += 4) {
    if (!isCounted(place)) all = false;
    const updated = tableField(place, bundle.TABLE_DATA_UPDATED);
    if (updated >= tableField(newest, bundle.TABLE_DATA_UPDATED)) newest = place;
  }
  if (all) return;
  store<u32>(used, load<u32>(newest));
  usedEnd = used + 4;
}

/** Address of the first row that a table has in a section of its bundle. */
function firstOf(place: usize, section: i32, firstField: i32, bytes: usize): usize {
  const at = valueB(load<u32>(place));
  return at + field(at, section) + <usize>tableField(place, firstField) * bytes;
}

/** Adds up the stats of the tables found, of which only those that combine stay. Returns the games, 0 without counts. */
function addTables(): f64 {
  isSiteWide = used === usedEnd;
  combine();
  areCounted = used < usedEnd && isCounted(used);
  clearSums(BRACKET_ALL);
  for (let place = used; place < usedEnd; place += 4) {
    const stat = firstOf(place, bundle.BH_STATS_OFF, bundle.TABLE_FIRST_STAT, bundle.STAT_FIELDS * 4);
    addStats(stat, tableField(place, bundle.TABLE_STAT_COUNT), areCounted);
  }
  return cellPicks();
}

/** Ranks what was added, and writes the board. */
function makeBoard(board: usize, map: u32, kind: i32): void {
  const cells = records.endOf(records.CELLS);
  const teams = records.endOf(records.TEAMS);
  const cellsEnd = rankCells(cells, rows, kind);
  const hasCells = cells < cellsEnd;
  records.setEnd(records.CELLS, cellsEnd);
  const teamsEnd = rankTeams(teams, rows, hasCells ? cellBaseline() : 50, kind === WEIGHTED);
  records.setEnd(records.TEAMS, teamsEnd);
  store<u32>(board, map, records.BOARD_MAP);
  store<u32>(board, hasCells ? hundredths(cellBaseline()) : NONE16, records.BOARD_BASELINE);
  store<u32>(board, hasCells && kind !== UNCOUNTED ? stored(cellPicks()) : NONE32, records.BOARD_PICKS);
  store<u32>(board, <u32>((cellsEnd - cells) / records.CELL_BYTES), records.BOARD_CELL_COUNT);
  store<u32>(board, <u32>((teamsEnd - teams) / records.TEAM_BYTES), records.BOARD_TEAM_COUNT);
}

/** Makes the board of the tables whose stats were added. */
function makeGiven(board: usize, map: u32): void {
  let updated: u32 = 0;
  clearTeams();
  for (let place = used; place < usedEnd; place += 4) {
    const team = firstOf(place, bundle.BH_TEAMS_OFF, bundle.TABLE_FIRST_TEAM, bundle.TEAM_FIELDS * 4);
    addTeams(team, tableField(place, bundle.TABLE_TEAM_COUNT));
    updated = max(updated, tableField(place, bundle.TABLE_DATA_UPDATED));
  }
  store<u8>(board, BOARD_SOURCE_BRAWLAPI, records.BOARD_SOURCE);
  store<u8>(board, isSiteWide ? BOARD_FLAG_SITE_WIDE : 0, records.BOARD_FLAGS);
  store<u32>(board, NONE32, records.BOARD_BATTLES);
  store<u32>(board, updated, records.BOARD_UPDATED);
  makeBoard(board, map, areCounted ? COUNTED : UNCOUNTED);
}

/** Makes the board of a bracket of the map whose counts were added up; false if it has no games. */
function makeCounted(board: usize, map: u32, bracket: i32, id: usize, ids: i32): bool {
  clearSums(bracket);
  addBracket(bracket);
  if (cellPicks() === 0) return false;
  clearTeams();
  if (bracket === BRACKET_ALL) addTrios(id, ids);
  store<u8>(board, <u8>bracket, records.BOARD_BRACKET);
  store<u8>(board, BOARD_SOURCE_BATTLES, records.BOARD_SOURCE);
  store<u32>(board, bracketBattles(bracket), records.BOARD_BATTLES);
  makeBoard(board, map, WEIGHTED);
  return true;
}

/** Makes the boards of a map with `ids` ids from `id` on; of bracket `all`, what has more games. Returns their end. */
function makeBoardsOf(board: usize, map: u32, id: usize, ids: i32): usize {
  const counted = sumMap(id, ids);
  let bracket = BRACKET_ALL;
  if (findTables(id, ids)) {
    const given = addTables();
    if (counted === 0 || given > counted) {
      makeGiven(board, map);
      board += records.BOARD_BYTES;
      bracket++;
    }
  }
  if (counted === 0) return board;
  for (; bracket < BRACKET_COUNT; bracket++) {
    if (makeCounted(board, map, bracket, id, ids)) board += records.BOARD_BYTES;
  }
  return board;
}

/** Takes room for all boards and for what making them needs. */
function openBoards(): void {
  const counted = sumCount(COUNT_CELLS) * MOST_CELLS_A_ROW;
  const stats = total(bundle.BH_STATS_OFF);
  const teams = total(bundle.BH_TEAMS_OFF);
  const brawlers = records.countOf(records.BRAWLERS);
  tables = tableOfRows(bundle.BH_TABLES_OFF, total(bundle.BH_TABLES_OFF), false);
  used = take(keyCount(tables), 4);
  rows = take(max(max(brawlers, teams), MAX_COUNTED_TEAMS), ROW_BYTES);
  openSums(take(brawlers, SUM_BYTES));
  openTeams(take(max(teams, MAX_COUNTED_TEAMS), TEAM_SUM_BYTES));
  openCounts();
  openTrios();
  const boards = takeZeroed(keyCount(tables) + counted, records.BOARD_BYTES);
  records.setTable(records.BOARDS, boards, 0, records.BOARD_BYTES);
  records.setTable(records.CELLS, take(stats + counted, records.CELL_BYTES), 0, records.CELL_BYTES);
  records.setTable(
    records.TEAMS,
    take(teams + sumCount(COUNT_TRIOS), records.TEAM_BYTES),
    0,
    records.TEAM_BYTES,
  );
}

/** Makes the tables of boards, cells and teams, once maps and brawlers are known; false if there are too many boards. */
export function makeBoards(): bool {
  openBoards();
  let id = records.baseOf(records.MAP_IDS);
  let board = records.baseOf(records.BOARDS);
  let map = records.baseOf(records.MAPS);
  for (let row = 0; row < records.countOf(records.MAPS); row++, map += records.MAP_BYTES) {
    const count = load<i32>(map, records.MAP_ID_COUNT);
    const end = makeBoardsOf(board, row, id, count);
    store<u32>(map, <u32>((end - board) / records.BOARD_BYTES), records.MAP_BOARD_COUNT);
    board = end;
    id += <usize>count * records.MAP_ID_BYTES;
  }
  records.setEnd(records.BOARDS, board);
  return records.countOf(records.BOARDS) <= MAX_BOARDS;
}
