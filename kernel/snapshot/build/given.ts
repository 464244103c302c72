/** What the tables give about a map. Twin of src/kernel/reference/snapshot/given.ts. */
import * as bundle from '../../layout/bundle';
import { BOARD_FLAG_SITE_WIDE, BRACKET_ALL } from '../../layout/snapshot';
import { addStats, cellPicks, clearSums, fitSeen, placeSeen, placeUncounted, seenCount } from './cells';
import { field, total } from './input';
import {
  addFitMap,
  FIT_BYTES,
  FIT_LANES,
  FIT_MAP_BASELINES,
  FIT_MAP_FIRST,
  FIT_MAP_PAIRS,
  FIT_SLOT,
  layOut,
} from './lifts';
import { fitBracket } from './lifts-fit';
import * as records from './records';
import { take } from './scratch';
import { entryOfNumber, keyCount, tableOfRows, valueA, valueB } from './table';
import { addTeams } from './teams';

/* What is kept of a map. u32: does a table stand, how many cells has it, and where it was fitted, then where its results are; 0 without counts. */
export const GIVEN_STANDS: usize = 0;
export const GIVEN_CELLS: usize = 4;
const GIVEN_RESULTS: usize = 8;
/** f64 */
const GIVEN_BASELINE: usize = 16;
export const GIVEN_BYTES: usize = 24;

const RESULT_BYTES: usize = 16;

/** by game id: the last table's row, and its bundle */
let tables: usize = 0;
/** Entries of the tables that the board being made is of: u32 addresses. */
let used: usize = 0;
let usedEnd: usize = 0;
/** Of the tables added: are there only site-wide ones, and do they have counts? */
let isSiteWide = false;
let areCounted = false;
/** lifts and variances of the brawlers of all tables with counts that stand */
let results: usize = 0;

function tableField(place: usize, number: i32): u32 {
  return field(valueA(load<u32>(place)), number);
}

function isCounted(place: usize): bool {
  return (tableField(place, bundle.TABLE_FLAGS) & bundle.TABLE_HAS_COUNTS) !== 0;
}

/** Finds the tables of `count` ids of a map, without the site-wide ones. Returns whether there are any of either kind. */
export function findTables(id: usize, count: i32): bool {
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
  clearSums();
  for (let place = used; place < usedEnd; place += 4) {
    const stat = firstOf(place, bundle.BH_STATS_OFF, bundle.TABLE_FIRST_STAT, bundle.STAT_FIELDS * 4);
    addStats(stat, tableField(place, bundle.TABLE_STAT_COUNT), areCounted);
  }
  return cellPicks();
}

/** Takes room. */
export function openGiven(): void {
  tables = tableOfRows(bundle.BH_TABLES_OFF, total(bundle.BH_TABLES_OFF), false);
  used = take(keyCount(tables), 4);
  results = take(total(bundle.BH_STATS_OFF), RESULT_BYTES);
}

/** Adds the tables found to the fit, if they have more games than were `counted`, or none were: then they stand. */
export function fitGiven(given: usize, mode: u32, counted: f64): void {
  const picks = addTables();
  if (counted > 0 && picks <= counted) return;
  const cells = seenCount();
  store<u32>(given, 1, GIVEN_STANDS);
  store<u32>(given, cells, GIVEN_CELLS);
  if (!areCounted || cells === 0) return;
  store<u32>(given, <u32>addFitMap(mode, 0), GIVEN_RESULTS);
  fitSeen();
}

/** Keeps the lift and the variance of a lane; gives the end. */
function keepResult(lane: usize, result: usize): usize {
  store<f64>(result, load<f64>(lane));
  store<f64>(result, load<f64>(lane, 16), 8);
  return result + RESULT_BYTES;
}

/** Fits what was added, and keeps the results of `count` maps, which are `step` bytes apart. */
export function keepGiven(given: usize, count: i32, step: usize): void {
  let result = results;
  layOut();
  fitBracket(BRACKET_ALL);
  for (; count > 0; count--, given += step) {
    const map = <usize>load<u32>(given, GIVEN_RESULTS);
    if (map === 0) continue;
    store<u32>(given, <u32>result, GIVEN_RESULTS);
    store<f64>(given, load<f64>(map, FIT_MAP_BASELINES), GIVEN_BASELINE);
    let cell = <usize>load<u32>(map, FIT_MAP_FIRST);
    for (let left = load<u32>(map, FIT_MAP_PAIRS); left > 0; left--, cell += FIT_BYTES) {
      const lanes = load<u32>(cell, FIT_LANES);
      const slot = <usize>load<u32>(cell, FIT_SLOT);
      if ((lanes & 1) !== 0) result = keepResult(slot, result);
      if ((lanes & 2) !== 0) result = keepResult(slot + 8, result);
    }
  }
}

/** Places the cells of the tables of `count` ids of a map. Returns whether they have counts. */
export function placeGiven(given: usize, id: usize, count: i32): bool {
  findTables(id, count);
  addTables();
  if (areCounted) placeSeen(load<u32>(given, GIVEN_RESULTS), load<f64>(given, GIVEN_BASELINE));
  else placeUncounted();
  return areCounted;
}

/** Adds the teams of the tables placed last. */
export function addGivenTeams(): void {
  for (let place = used; place < usedEnd; place += 4) {
    const team = firstOf(place, bundle.BH_TEAMS_OFF, bundle.TABLE_FIRST_TEAM, bundle.TEAM_FIELDS * 4);
    addTeams(team, tableField(place, bundle.TABLE_TEAM_COUNT));
  }
}

/** When the tables placed last were updated, epoch seconds. */
export function givenUpdated(): u32 {
  let updated: u32 = 0;
  for (let place = used; place < usedEnd; place += 4) {
    updated = max(updated, tableField(place, bundle.TABLE_DATA_UPDATED));
  }
  return updated;
}

export function givenFlags(): u8 {
  return isSiteWide ? <u8>BOARD_FLAG_SITE_WIDE : 0;
}
