/**
 * Boards: what the tables say about each map, and what is counted. Twin of src/kernel/reference/snapshot/boards.ts. All
 * boards get their places first; then those of a bracket are made, one bracket after the other, each fitted over all maps.
 */
import { MAX_BOARDS } from '../../layout/build';
import * as bundle from '../../layout/bundle';
import {
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
import { cellBaseline, cellPicks, clearSums, openSums, placeFitted, SUM_BYTES } from './cells';
import { bracketBattles, fitMap, gamesOfMap, openCounts, sumMap } from './counted';
import { countedCells } from './counts';
import {
  addGivenTeams,
  findTables,
  fitGiven,
  GIVEN_BYTES,
  GIVEN_CELLS,
  GIVEN_STANDS,
  givenFlags,
  givenUpdated,
  keepGiven,
  openGiven,
  placeGiven,
} from './given';
import { sumCount, total } from './input';
import { clearFit, layOut, openFit } from './lifts';
import { cellsOf, fitBracket, openBaselines } from './lifts-fit';
import { hundredths, stored } from './order';
import { ORDER_BYTES, openPlaces, PLACE_BYTES, writePlaces } from './place';
import * as records from './records';
import { mostBoardCells, mostBoards, take, takeZeroed } from './scratch';
import { clearTeams, openTeams, rankTeams, TEAM_SUM_BYTES } from './teams';
import { addTrios, openTrios, teamSize } from './trios';

/* Of a map: what is given (given.ts); its ids and where it is in the fit, 0 where nothing is counted; battles by bracket, as stored. */
const FACT_IDS: usize = GIVEN_BYTES;
const FACT_FIT: usize = GIVEN_BYTES + 4;
const FACT_BATTLES: usize = GIVEN_BYTES + 8;
export const FACT_BYTES: usize = GIVEN_BYTES + 32;

let facts: usize = 0;
/** rows of teams to rank */
let rows: usize = 0;

/** Takes room for all boards and for what making them needs. */
function openBoards(): void {
  const counted = sumCount(COUNT_CELLS);
  const stats = total(bundle.BH_STATS_OFF);
  const teams = total(bundle.BH_TEAMS_OFF);
  const brawlers = records.countOf(records.BRAWLERS);
  const maps = records.countOf(records.MAPS);
  const mostTeams = max(teams, MAX_COUNTED_TEAMS);
  facts = takeZeroed(maps, FACT_BYTES);
  rows = take(mostTeams, ROW_BYTES);
  openSums(take(brawlers, SUM_BYTES), take(brawlers, ROW_BYTES));
  openPlaces(take(brawlers, PLACE_BYTES), take(brawlers, ORDER_BYTES), brawlers);
  openTeams(take(mostTeams, TEAM_SUM_BYTES));
  openCounts();
  openTrios();
  openGiven();
  openFit(max(countedCells(), stats), maps);
  openBaselines(maps);
  const ofCounts = <i32>mostBoards(counted, maps);
  const boards = takeZeroed(total(bundle.BH_TABLES_OFF) + ofCounts, records.BOARD_BYTES);
  const cells = take(stats + <i32>mostBoardCells(counted, countedCells()), records.CELL_BYTES);
  records.setTable(records.BOARDS, boards, 0, records.BOARD_BYTES);
  records.setTable(records.CELLS, cells, 0, records.CELL_BYTES);
  records.setTable(
    records.TEAMS,
    take(teams + sumCount(COUNT_TRIOS), records.TEAM_BYTES),
    0,
    records.TEAM_BYTES,
  );
}

/** Fits what tables give counts of, of those that stand. */
function fitTables(): void {
  if (total(bundle.BH_TABLES_OFF) === 0) return;
  let fact = facts;
  const end = records.endOf(records.MAPS);
  clearFit();
  for (let map = records.baseOf(records.MAPS); map < end; map += records.MAP_BYTES, fact += FACT_BYTES) {
    const id = <usize>load<u32>(fact, FACT_IDS);
    const ids = load<i32>(map, records.MAP_ID_COUNT);
    if (findTables(id, ids)) fitGiven(fact, load<u32>(map, records.MAP_MODE), gamesOfMap(id, ids));
  }
  keepGiven(facts, records.countOf(records.MAPS), FACT_BYTES);
}

/** Takes all counts into the fit. */
function fitCounts(): void {
  clearFit();
  let fact = facts;
  const end = records.endOf(records.MAPS);
  for (let map = records.baseOf(records.MAPS); map < end; map += records.MAP_BYTES, fact += FACT_BYTES) {
    const id = <usize>load<u32>(fact, FACT_IDS);
    const ids = load<i32>(map, records.MAP_ID_COUNT);
    const picks = sumMap(id, ids);
    if (picks === 0) continue;
    store<u32>(fact, <u32>fitMap(load<u32>(map, records.MAP_MODE), teamSize(id, ids, picks)), FACT_FIT);
    for (let bracket: usize = 0; bracket < <usize>BRACKET_COUNT; bracket++) {
      store<u32>(fact + (bracket << 2), bracketBattles(bracket), FACT_BATTLES);
    }
  }
  layOut();
}

/** Notes where the ids of each map are. */
function noteIds(): void {
  let id = records.baseOf(records.MAP_IDS);
  let fact = facts;
  const end = records.endOf(records.MAPS);
  for (let map = records.baseOf(records.MAPS); map < end; map += records.MAP_BYTES, fact += FACT_BYTES) {
    store<u32>(fact, <u32>id, FACT_IDS);
    id += <usize>load<u32>(map, records.MAP_ID_COUNT) * records.MAP_ID_BYTES;
  }
}

/** Gives a board its place, behind those that have one: its cells, and, while it isn't made, where they begin in the place of its picks. */
function addBoard(map: u32, bracket: u32, source: u32, cells: u32): void {
  const board = records.endOf(records.BOARDS);
  const first = records.endOf(records.CELLS);
  store<u32>(board, map, records.BOARD_MAP);
  store<u8>(board, <u8>bracket, records.BOARD_BRACKET);
  store<u8>(board, <u8>source, records.BOARD_SOURCE);
  store<u32>(board, <u32>first, records.BOARD_PICKS);
  store<u32>(board, cells, records.BOARD_CELL_COUNT);
  records.setEnd(records.BOARDS, board + records.BOARD_BYTES);
  records.setEnd(records.CELLS, first + <usize>cells * records.CELL_BYTES);
}

/** Gives all boards their places. */
function addBoards(): void {
  let fact = facts;
  let map = records.baseOf(records.MAPS);
  for (
    let row = 0;
    row < records.countOf(records.MAPS);
    row++, fact += FACT_BYTES, map += records.MAP_BYTES
  ) {
    const before = records.countOf(records.BOARDS);
    const fitted = <usize>load<u32>(fact, FACT_FIT);
    const isGiven = load<u32>(fact, GIVEN_STANDS) !== 0;
    if (isGiven) addBoard(row, BRACKET_ALL, BOARD_SOURCE_BRAWLAPI, load<u32>(fact, GIVEN_CELLS));
    for (let bracket: u32 = <u32>isGiven; fitted !== 0 && bracket < <u32>BRACKET_COUNT; bracket++) {
      const cells = cellsOf(fitted, bracket);
      if (cells > 0) addBoard(row, bracket, BOARD_SOURCE_BATTLES, cells);
    }
    store<u32>(map, records.countOf(records.BOARDS) - before, records.MAP_BOARD_COUNT);
  }
}

/** Places the cells of a board, and adds its teams. Returns whether it has counts. */
function fillBoard(board: usize, bracket: usize): bool {
  const map = <usize>load<u32>(board, records.BOARD_MAP);
  const fact = facts + map * FACT_BYTES;
  const id = <usize>load<u32>(fact, FACT_IDS);
  const ids = load<i32>(records.baseOf(records.MAPS) + map * records.MAP_BYTES, records.MAP_ID_COUNT);
  clearTeams();
  if (load<u8>(board, records.BOARD_SOURCE) === BOARD_SOURCE_BRAWLAPI) {
    const areCounted = placeGiven(fact, id, ids);
    addGivenTeams();
    store<u8>(board, givenFlags(), records.BOARD_FLAGS);
    store<u32>(board, NONE32, records.BOARD_BATTLES);
    store<u32>(board, givenUpdated(), records.BOARD_UPDATED);
    return areCounted;
  }
  if (bracket === BRACKET_ALL) clearSums();
  placeFitted(load<u32>(fact, FACT_FIT), bracket, bracket === BRACKET_ALL);
  if (bracket === BRACKET_ALL) addTrios(id, ids);
  store<u32>(board, load<u32>(fact + (bracket << 2), FACT_BATTLES), records.BOARD_BATTLES);
  return true;
}

/** Makes a board that has its place. */
function makeBoard(board: usize, bracket: usize): void {
  const cells = <usize>load<u32>(board, records.BOARD_PICKS);
  const areCounted = fillBoard(board, bracket);
  const hasCells = load<u32>(board, records.BOARD_CELL_COUNT) > 0;
  writePlaces(cells, <u32>bracket);
  const isOwn = load<u8>(board, records.BOARD_SOURCE) === BOARD_SOURCE_BATTLES;
  const teams = records.endOf(records.TEAMS);
  const teamsEnd = rankTeams(teams, rows, hasCells ? cellBaseline() : 50, isOwn);
  records.setEnd(records.TEAMS, teamsEnd);
  store<u32>(board, hasCells ? hundredths(cellBaseline()) : NONE16, records.BOARD_BASELINE);
  store<u32>(board, hasCells && areCounted ? stored(cellPicks()) : NONE32, records.BOARD_PICKS);
  store<u32>(board, <u32>((teamsEnd - teams) / records.TEAM_BYTES), records.BOARD_TEAM_COUNT);
}

/** Makes the tables of boards, cells and teams, once maps and brawlers are known; false if there are too many boards. */
export function makeBoards(): bool {
  openBoards();
  noteIds();
  fitTables();
  fitCounts();
  addBoards();
  if (records.countOf(records.BOARDS) > MAX_BOARDS) return false;
  for (let bracket: u32 = BRACKET_ALL; bracket < <u32>BRACKET_COUNT; bracket++) {
    fitBracket(bracket);
    const end = records.endOf(records.BOARDS);
    for (let board = records.baseOf(records.BOARDS); board < end; board += records.BOARD_BYTES) {
      if (load<u8>(board, records.BOARD_BRACKET) === <u8>bracket) makeBoard(board, bracket);
    }
  }
  return true;
}
