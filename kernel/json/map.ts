/** Maps of BrawlAPI and the statistics that they may carry, in all four generations of its answers. */
import * as layout from '../layout/bundle';
import { MAPS, rowsOf, STATS, setField, setText, TABLES, TEAMS, takeRow } from './bundle';
import {
  expectObject,
  hasArray,
  optionalInteger,
  optionalText,
  requiredInteger,
  requiredRate,
  requiredText,
} from './fields';
import { readFlags, readModeId } from './item';
import { readObject } from './reader';
import * as shape from './shapes';
import { valueAt } from './slots';
import { id, matchStat, number, useRate, winRate } from './template';

/** `,{` */
const NEXT_OBJECT: u16 = 0x7b2c;

/** TABLE row of the map at hand, 0 as long as it has no statistics. */
let table: usize = 0;
/** Index of the map's first STAT and TEAM row, and how many of its STAT rows have a count. */
let firstStat: u32 = 0;
let firstTeam: u32 = 0;
let counted: u32 = 0;

/** Id of the map whose MAP row was written last. */
export let mapId: u32 = 0;

/** Makes ready for a map, whose MAP row it returns. */
export function beginMap(): usize {
  table = 0;
  firstStat = rowsOf(STATS);
  firstTeam = rowsOf(TEAMS);
  counted = 0;
  return takeRow(MAPS);
}

/** Place of the next STAT or TEAM row of the map at hand. */
function takeTableRow(section: i32): usize {
  if (table === 0) table = takeRow(TABLES);
  return takeRow(section);
}

/** Reads the object at `at` as a row of statistics, and writes its STAT row; and those behind it, in a row of their like. */
export function readStat(at: usize): usize {
  let row = takeTableRow(STATS);
  for (let after = matchStat(at); after !== 0; after = matchStat(at)) {
    setField(row, layout.STAT_BRAWLER, id);
    setField(row, layout.STAT_WIN_RATE, winRate);
    setField(row, layout.STAT_USE_RATE, useRate);
    setField(row, layout.STAT_COUNT, number);
    counted += u32(number !== layout.NONE);
    if (load<u16>(after) !== NEXT_OBJECT) return after;
    at = after + 1;
    row = takeRow(STATS);
  }
  at = readObject(shape.STAT, shape.STAT_NAMES, at);
  setField(row, layout.STAT_BRAWLER, requiredInteger(shape.STAT, shape.STAT_BRAWLER));
  setField(row, layout.STAT_WIN_RATE, requiredRate(shape.STAT, shape.STAT_WIN_RATE));
  setField(row, layout.STAT_USE_RATE, requiredRate(shape.STAT, shape.STAT_USE_RATE));
  const count = optionalInteger(shape.STAT, shape.STAT_COUNT, layout.NONE);
  setField(row, layout.STAT_COUNT, count);
  counted += u32(count !== layout.NONE);
  return at;
}

/** Reads the object at `at` as a team, and writes its TEAM row. */
export function readTeamStat(at: usize): usize {
  at = readObject(shape.TEAM, shape.TEAM_NAMES, at);
  const row = takeTableRow(TEAMS);
  setField(row, layout.TEAM_BRAWLER_1, requiredInteger(shape.TEAM, shape.TEAM_BRAWLER_1));
  setField(row, layout.TEAM_BRAWLER_1 + 1, requiredInteger(shape.TEAM, shape.TEAM_BRAWLER_2));
  for (let key = shape.TEAM_BRAWLER_3; key <= shape.TEAM_BRAWLER_5; key++) {
    setField(row, layout.TEAM_BRAWLER_1 + key, optionalInteger(shape.TEAM, key, 0));
  }
  if (!expectObject(valueAt(shape.TEAM, shape.TEAM_DATA))) return at;
  setField(row, layout.TEAM_WIN_RATE, requiredRate(shape.RECORD, shape.RECORD_WIN_RATE));
  setField(row, layout.TEAM_USE_RATE, requiredRate(shape.RECORD, shape.RECORD_USE_RATE));
  setField(row, layout.TEAM_WINS, requiredInteger(shape.RECORD, shape.RECORD_WINS));
  setField(row, layout.TEAM_DRAWS, requiredInteger(shape.RECORD, shape.RECORD_DRAWS));
  setField(row, layout.TEAM_TOTAL, requiredInteger(shape.RECORD, shape.RECORD_TOTAL));
  return at;
}

/** Writes the MAP row of the map read last to `row`, and the TABLE row if there are statistics. */
export function putMap(row: usize): void {
  mapId = requiredInteger(shape.MAP, shape.ID);
  setField(row, layout.MAP_ID, mapId);
  if (!expectObject(valueAt(shape.MAP, shape.MAP_MODE))) return;
  const mode = readModeId();
  setField(row, layout.MAP_MODE_ID, mode);
  setField(row, layout.MAP_FLAGS, readFlags(shape.MAP));
  requiredText(shape.MAP, shape.NAME);
  setText(row, layout.MAP_NAME_OFF);
  requiredText(shape.MODE, shape.NAME);
  setText(row, layout.MAP_MODE_NAME_OFF);
  optionalText(shape.MAP, shape.MAP_CREDIT);
  setText(row, layout.MAP_CREDIT_OFF);
  const updated = optionalInteger(shape.MAP, shape.MAP_UPDATED, 0);
  setField(row, layout.MAP_DATA_UPDATED, updated);
  hasArray(valueAt(shape.MAP, shape.MAP_STATS));
  hasArray(valueAt(shape.MAP, shape.MAP_TEAMS));
  if (table === 0) return;
  const stats = rowsOf(STATS) - firstStat;
  setField(table, layout.TABLE_MAP_ID, mapId);
  setField(table, layout.TABLE_MODE_ID, mode);
  setField(table, layout.TABLE_FLAGS, stats > 0 && counted === stats ? layout.TABLE_HAS_COUNTS : 0);
  setField(table, layout.TABLE_DATA_UPDATED, updated);
  setField(table, layout.TABLE_FIRST_STAT, firstStat);
  setField(table, layout.TABLE_STAT_COUNT, stats);
  setField(table, layout.TABLE_FIRST_TEAM, firstTeam);
  setField(table, layout.TABLE_TEAM_COUNT, rowsOf(TEAMS) - firstTeam);
}

/** Reads the object at `at` as a map, and writes its rows. */
export function readMap(at: usize): usize {
  const row = beginMap();
  at = readObject(shape.MAP, shape.MAP_NAMES, at);
  putMap(row);
  return at;
}
