/** Maps of BrawlAPI and the statistics that they may carry, in all four generations of its answers. */
import * as layout from '../layout/bundle';
import { setField, setText, statsTaken, takeStat, takeTable, takeTeam, teamsTaken } from './bundle';
import {
  countElements,
  firstElement,
  isArray,
  isMissing,
  isObject,
  nextElement,
  readObject,
  SHAPE_BYTES,
  valueAt,
} from './cursor';
import {
  expectObject,
  fault,
  hasArray,
  optionalInteger,
  optionalSpan,
  requiredInteger,
  requiredRate,
  requiredSpan,
} from './fields';
import { ID, MODE, MODE_NAMES, NAME, readFlags, readModeId } from './item';

const MAP: usize = memory.data(SHAPE_BYTES, 16);
const MAP_NAMES = 'id name disabled new hash gameMode credit dataUpdated stats teamStats';
const GAME_MODE = 5;
const CREDIT = 6;
const DATA_UPDATED = 7;
const STATS = 8;
const TEAM_STATS = 9;

const STAT: usize = memory.data(SHAPE_BYTES, 16);
const STAT_NAMES = 'brawler winRate useRate count';
const BRAWLER = 0;
const WIN_RATE = 1;
const USE_RATE = 2;
const COUNT = 3;

const TEAM: usize = memory.data(SHAPE_BYTES, 16);
const TEAM_NAMES = 'brawler1 brawler2 brawler3 brawler4 brawler5 data';
const BRAWLER_1 = 0;
const BRAWLER_2 = 1;
const BRAWLER_3 = 2;
const BRAWLER_5 = 4;
const DATA = 5;

/** `data` of a team */
const RECORD: usize = memory.data(SHAPE_BYTES, 16);
const RECORD_NAMES = 'wins winRate useRate draws total';
const WINS = 0;
const DRAWS = 3;
const TOTAL = 4;

/* What countTable() has found since clearCounts(). */
export let tableCount: u32 = 0;
export let statCount: u32 = 0;
export let teamCount: u32 = 0;

export function clearCounts(): void {
  tableCount = 0;
  statCount = 0;
  teamCount = 0;
}

function countRows(key: i32): u32 {
  const at = valueAt(MAP, key);
  return at !== 0 && isArray(at) ? countElements(at) : 0;
}

/** Counts the statistics of the map at `at`, as far as its form lets it; finds no fault. */
export function countTable(at: usize): void {
  if (isMissing(at) || !isObject(at)) return;
  readObject(MAP, MAP_NAMES, at);
  const stats = countRows(STATS);
  const teams = countRows(TEAM_STATS);
  tableCount += u32(stats + teams > 0);
  statCount += stats;
  teamCount += teams;
}

/** Writes the STAT row of the value at `at`; returns 1 if it has a count, else 0. */
function putStat(at: usize): u32 {
  if (!expectObject(at)) return 0;
  readObject(STAT, STAT_NAMES, at);
  const row = takeStat();
  setField(row, layout.STAT_BRAWLER, requiredInteger(STAT, BRAWLER));
  setField(row, layout.STAT_WIN_RATE, requiredRate(STAT, WIN_RATE));
  setField(row, layout.STAT_USE_RATE, requiredRate(STAT, USE_RATE));
  const count = optionalInteger(STAT, COUNT, layout.NONE);
  setField(row, layout.STAT_COUNT, count);
  return u32(count !== layout.NONE);
}

/** Writes the TEAM row of the value at `at`. */
function putTeam(at: usize): u32 {
  if (!expectObject(at)) return 0;
  readObject(TEAM, TEAM_NAMES, at);
  const row = takeTeam();
  setField(row, layout.TEAM_BRAWLER_1, requiredInteger(TEAM, BRAWLER_1));
  setField(row, layout.TEAM_BRAWLER_1 + 1, requiredInteger(TEAM, BRAWLER_2));
  for (let key = BRAWLER_3; key <= BRAWLER_5; key++) {
    setField(row, layout.TEAM_BRAWLER_1 + key, optionalInteger(TEAM, key, 0));
  }
  if (!expectObject(valueAt(TEAM, DATA))) return 0;
  readObject(RECORD, RECORD_NAMES, valueAt(TEAM, DATA));
  setField(row, layout.TEAM_WIN_RATE, requiredRate(RECORD, WIN_RATE));
  setField(row, layout.TEAM_USE_RATE, requiredRate(RECORD, USE_RATE));
  setField(row, layout.TEAM_WINS, requiredInteger(RECORD, WINS));
  setField(row, layout.TEAM_DRAWS, requiredInteger(RECORD, DRAWS));
  setField(row, layout.TEAM_TOTAL, requiredInteger(RECORD, TOTAL));
  return 0;
}

/** Writes the rows of the array under a key of the map; returns how many STAT rows among them have a count. */
function putRows(key: i32): u32 {
  let at = valueAt(MAP, key);
  if (!hasArray(at)) return 0;
  let counted: u32 = 0;
  for (at = firstElement(at); at !== 0 && fault === 0; at = nextElement(at)) {
    counted += key === STATS ? putStat(at) : putTeam(at);
  }
  return counted;
}

/**
 * Writes the MAP row of the value at `at` to `row`, and where the map carries statistics a TABLE row
 * with its rows. Returns the map's id. To be followed by a look at `fault`.
 */
export function putMap(at: usize, row: usize): u32 {
  if (!expectObject(at)) return 0;
  readObject(MAP, MAP_NAMES, at);
  const id = requiredInteger(MAP, ID);
  const mode = valueAt(MAP, GAME_MODE);
  if (!expectObject(mode)) return 0;
  readObject(MODE, MODE_NAMES, mode);
  const modeId = readModeId();
  setField(row, layout.MAP_ID, id);
  setField(row, layout.MAP_MODE_ID, modeId);
  setField(row, layout.MAP_FLAGS, readFlags(MAP));
  requiredSpan(MAP, NAME);
  setText(row, layout.MAP_NAME_OFF);
  requiredSpan(MODE, NAME);
  setText(row, layout.MAP_MODE_NAME_OFF);
  optionalSpan(MAP, CREDIT);
  setText(row, layout.MAP_CREDIT_OFF);
  const updated = optionalInteger(MAP, DATA_UPDATED, 0);
  setField(row, layout.MAP_DATA_UPDATED, updated);
  if (fault !== 0) return 0;

  const firstStat = statsTaken();
  const firstTeam = teamsTaken();
  const counted = putRows(STATS);
  putRows(TEAM_STATS);
  const stats = statsTaken() - firstStat;
  const teams = teamsTaken() - firstTeam;
  if (fault !== 0 || stats + teams === 0) return id;
  const table = takeTable();
  setField(table, layout.TABLE_MAP_ID, id);
  setField(table, layout.TABLE_MODE_ID, modeId);
  setField(table, layout.TABLE_FLAGS, stats > 0 && counted === stats ? layout.TABLE_HAS_COUNTS : 0);
  setField(table, layout.TABLE_DATA_UPDATED, updated);
  setField(table, layout.TABLE_FIRST_STAT, firstStat);
  setField(table, layout.TABLE_STAT_COUNT, stats);
  setField(table, layout.TABLE_FIRST_TEAM, firstTeam);
  setField(table, layout.TABLE_TEAM_COUNT, teams);
  return id;
}
