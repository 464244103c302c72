/** Boards: what the tables say about each map. Twin of src/kernel/reference/snapshot/boards.ts. */
import * as bundle from '../../layout/bundle';
import { BOARD_FLAG_SITE_WIDE, BOARD_SOURCE_BRAWLAPI, NONE16, NONE32 } from '../../layout/snapshot';
import { ROW_BYTES } from '../../stats/rows';
import { addStats, cellBaseline, cellPicks, clearSums, openSums, rankCells, SUM_BYTES } from './cells';
import { field, total } from './input';
import { hundredths, stored } from './order';
import * as records from './records';
import { take, takeZeroed } from './scratch';
import { entryOfNumber, keyCount, tableOfRows, valueA, valueB } from './table';
import { addTeams, clearTeams, openTeams, rankTeams, TEAM_SUM_BYTES } from './teams';

/** by game id: the last table's row, and its bundle */
let tables: usize = 0;
/** Entries of the tables that the board being made is of: u32 addresses. */
let used: usize = 0;
let usedEnd: usize = 0;
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

/** Makes the board of a map: its cells and teams behind those made so far. */
function makeBoard(board: usize, map: u32): void {
  const cells = records.endOf(records.CELLS);
  const teams = records.endOf(records.TEAMS);
  let updated: u32 = 0;
  store<u32>(board, map, records.BOARD_MAP);
  store<u8>(board, BOARD_SOURCE_BRAWLAPI, records.BOARD_SOURCE);
  store<u8>(board, used === usedEnd ? BOARD_FLAG_SITE_WIDE : 0, records.BOARD_FLAGS);
  combine();
  const counted = used < usedEnd && isCounted(used);
  clearSums();
  clearTeams();
  for (let place = used; place < usedEnd; place += 4) {
    const stat = firstOf(place, bundle.BH_STATS_OFF, bundle.TABLE_FIRST_STAT, bundle.STAT_FIELDS * 4);
    const team = firstOf(place, bundle.BH_TEAMS_OFF, bundle.TABLE_FIRST_TEAM, bundle.TEAM_FIELDS * 4);
    addStats(stat, tableField(place, bundle.TABLE_STAT_COUNT), counted);
    addTeams(team, tableField(place, bundle.TABLE_TEAM_COUNT));
    updated = max(updated, tableField(place, bundle.TABLE_DATA_UPDATED));
  }
  const cellsEnd = rankCells(cells, rows, counted);
  const hasCells = cells < cellsEnd;
  records.setEnd(records.CELLS, cellsEnd);
  const teamsEnd = rankTeams(teams, rows, hasCells ? cellBaseline() : 50);
  records.setEnd(records.TEAMS, teamsEnd);
  store<u32>(board, hasCells ? hundredths(cellBaseline()) : NONE16, records.BOARD_BASELINE);
  store<u32>(board, NONE32, records.BOARD_BATTLES);
  store<u32>(board, hasCells && counted ? stored(cellPicks()) : NONE32, records.BOARD_PICKS);
  store<u32>(board, updated, records.BOARD_UPDATED);
  store<u32>(board, <u32>((cellsEnd - cells) / records.CELL_BYTES), records.BOARD_CELL_COUNT);
  store<u32>(board, <u32>((teamsEnd - teams) / records.TEAM_BYTES), records.BOARD_TEAM_COUNT);
}

/** Takes room for all boards and for what making them needs. */
function openBoards(): void {
  const stats = total(bundle.BH_STATS_OFF);
  const teams = total(bundle.BH_TEAMS_OFF);
  const brawlers = records.countOf(records.BRAWLERS);
  tables = tableOfRows(bundle.BH_TABLES_OFF, total(bundle.BH_TABLES_OFF), false);
  used = take(keyCount(tables), 4);
  rows = take(max(brawlers, teams), ROW_BYTES);
  openSums(take(brawlers, SUM_BYTES));
  openTeams(take(teams, TEAM_SUM_BYTES));
  const boards = takeZeroed(keyCount(tables), records.BOARD_BYTES);
  records.setTable(records.BOARDS, boards, 0, records.BOARD_BYTES);
  records.setTable(records.CELLS, take(stats, records.CELL_BYTES), 0, records.CELL_BYTES);
  records.setTable(records.TEAMS, take(teams, records.TEAM_BYTES), 0, records.TEAM_BYTES);
}

/** Makes the tables of boards, cells and teams, once maps and brawlers are known. */
export function makeBoards(): void {
  openBoards();
  let id = records.baseOf(records.MAP_IDS);
  let board = records.baseOf(records.BOARDS);
  let map = records.baseOf(records.MAPS);
  for (let row = 0; row < records.countOf(records.MAPS); row++, map += records.MAP_BYTES) {
    const count = load<i32>(map, records.MAP_ID_COUNT);
    if (findTables(id, count)) {
      makeBoard(board, row);
      store<u32>(map, 1, records.MAP_BOARD_COUNT);
      board += records.BOARD_BYTES;
    }
    id += <usize>count * records.MAP_ID_BYTES;
  }
  records.setEnd(records.BOARDS, board);
}
