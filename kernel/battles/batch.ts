/** Batches: logs counted into rows, and rows packed. Regions are those of layout/counter.ts. */
import * as battles from '../layout/battles';
import * as layout from '../layout/counter';
import { E_ARGUMENT, E_COUNT_FORMAT, E_OUTPUT_FULL } from '../layout/errors';
import { deal } from '../snapshot/build/sort';
import { fail } from '../status';
import { addKey, hasRoom, knownKeys, openKeys, placesSize, spreadKeys } from './keys';
import * as log from './log';
import { isInRange, putGames, putKey, rowsEnd, setRow } from './rules';
import { beginTally, beginUnit, endTally, endUnit, putRow } from './write';

const ROW: usize = layout.BATCH_ROW;
const HEADER_BYTES: usize = layout.BATCH_FIELDS * 4;
const PACK_HEADER: usize = layout.PACK_FIELDS * 4;
/** Bits of a row that order it: key, kind, day. */
const ROW_ORDER: u64 = 88;
const TAG_ORDER: u64 = 64;
const FIRST_FACT: usize = layout.BATCH_ENTRIES;
const FIELDS: usize = layout.BATCH_FIELDS;

let batch: usize = 0;
let modes: usize = 0;
let rows: usize = 0;
let players: usize = 0;

function field(index: usize): u32 {
  return load<u32>(batch + (index << 2));
}

function setField(index: usize, value: u32): void {
  store<u32>(batch + (index << 2), value);
}

/** Opens a batch. False if what it says of itself doesn't fit its region. */
function openBatch(at: usize, length: i32): bool {
  batch = at;
  modes = at + HEADER_BYTES;
  if (length < <i32>HEADER_BYTES) return false;
  const rowsAt = <u64>HEADER_BYTES + ((<u64>field(layout.BATCH_MODES)) << 3);
  const playersAt = rowsAt + <u64>field(layout.BATCH_ROWS_MOST) * ROW;
  rows = at + <usize>rowsAt;
  players = at + <usize>playersAt;
  if (playersAt + <u64>field(layout.BATCH_PLAYERS_MOST) * ROW > <u64>length) return false;
  if (field(layout.BATCH_ROWS) > field(layout.BATCH_ROWS_MOST)) return false;
  return field(layout.BATCH_PLAYERS) <= field(layout.BATCH_PLAYERS_MOST);
}

/** Makes keys known, u64 each: how many are known then, or E_ARGUMENT, or E_OUTPUT_FULL where the set is too small. */
export function countKnow(set: usize, setLen: i32, keys: usize, keysLen: i32): i32 {
  if (keysLen < 0 || (keysLen & 7) !== 0 || !openKeys(set, setLen)) return fail(E_ARGUMENT, 0);
  if (!hasRoom(keysLen >> 3)) return fail(E_OUTPUT_FULL, 0);
  for (let at = keys; at < keys + keysLen; at += 8) addKey(load<u64>(at));
  return knownKeys();
}

/**
 * Spreads the keys of a set that had `oldLen` bytes over `setLen`, of which the added ones are zero; `scratch` has a
 * byte for 64 of the set, and one more. Returns 0 or E_ARGUMENT.
 */
export function countGrow(set: usize, oldLen: i32, setLen: i32, scratch: usize, scratchLen: i32): i32 {
  if (!openKeys(set, oldLen) || !openKeys(set, setLen) || oldLen > setLen) return fail(E_ARGUMENT, 0);
  if (scratchLen < placesSize(setLen)) return fail(E_ARGUMENT, 0);
  memory.fill(scratch, 0, scratchLen);
  spreadKeys(oldLen, scratch);
  return 0;
}

/**
 * Counts an extracted log into the batch, and writes its facts there: 0, E_COUNT_FORMAT for a malformed log, or
 * E_OUTPUT_FULL where the keys or the batch have too little room for it; then nothing is counted.
 */
export function countLog(set: usize, setLen: i32, at: usize, length: i32, logPtr: usize, logLen: i32): i32 {
  if (logLen < 0 || !openKeys(set, setLen) || !openBatch(at, length)) return fail(E_ARGUMENT, 0);
  if (!log.openLog(logPtr, logLen)) return fail(E_COUNT_FORMAT, 0);
  const count = load<u32>(logPtr, battles.LH_BATTLES_COUNT * 4);
  const rowsRoom = field(layout.BATCH_ROWS_MOST) - field(layout.BATCH_ROWS);
  const playersRoom = field(layout.BATCH_PLAYERS_MOST) - field(layout.BATCH_PLAYERS);
  if (log.rowsMost > rowsRoom || log.playersMost > playersRoom || !hasRoom(count))
    return fail(E_OUTPUT_FULL, 0);
  for (let fact = FIRST_FACT; fact < FIELDS; fact++) setField(fact, 0);
  setField(layout.BATCH_ENTRIES, load<u32>(logPtr, battles.LH_ENTRIES * 4));
  setField(layout.BATCH_USABLE, count);
  if (count > 0) setField(layout.BATCH_OLDEST, u32.MAX_VALUE);
  setRow(rows + <usize>field(layout.BATCH_ROWS) * ROW);
  for (let battle = log.battles; battle < log.battlesEnd; battle += log.BATTLE_BYTES) {
    const fact = countBattle(battle);
    setField(fact, field(fact) + 1);
  }
  setField(layout.BATCH_ROWS, <u32>((rowsEnd() - rows) / ROW));
  return 0;
}

/** Counts a battle if it is not known: the field of the fact that it is. */
function countBattle(battle: usize): usize {
  const time = log.battleField(battle, battles.BATTLE_TIME);
  const first = log.battleField(battle, battles.BATTLE_FIRST_OBSERVATION);
  const from = log.observations + <usize>first * log.OBSERVATION_BYTES;
  setField(layout.BATCH_NEWEST, max(field(layout.BATCH_NEWEST), time));
  setField(layout.BATCH_OLDEST, min(field(layout.BATCH_OLDEST), time));
  if (time < field(layout.BATCH_FLOOR)) return layout.BATCH_EARLY;
  if (time > field(layout.BATCH_CEILING)) return layout.BATCH_FUTURE;
  if (!isInRange(battle, from)) return layout.BATCH_OUT_OF_RANGE;
  const key = load<u64>(battle, battles.BATTLE_KEY_LO * 4);
  if (!addKey(key)) return layout.BATCH_REPEATED;
  putKey(key);
  const mapId = log.battleField(battle, battles.BATTLE_MAP_ID);
  const modeId = log.battleField(battle, battles.BATTLE_MODE_ID);
  putGames(battle, from, modeId !== 0 ? modeId : modeOf(mapId));
  const count = log.battleField(battle, battles.BATTLE_OBSERVATION_COUNT);
  notePlayers(from, count, ((<u64>time) << 32) | mapId);
  return layout.BATCH_FRESH;
}

/** The mode of a map by the batch's modes, or 0. */
function modeOf(mapId: u32): u32 {
  let low: u32 = 0;
  let high = field(layout.BATCH_MODES);
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = modes + ((<usize>middle) << 3);
    const found = load<u32>(at);
    if (found === mapId) return load<u32>(at, 4);
    if (found < mapId) low = middle + 1;
    else high = middle;
  }
  return 0;
}

/** Notes who played: all whose tags are no hashes. */
function notePlayers(from: usize, count: u32, mapAndTime: u64): void {
  let at = players + <usize>field(layout.BATCH_PLAYERS) * ROW;
  for (let i: u32 = 0; i < count; i++, from += log.OBSERVATION_BYTES) {
    const tag = load<u64>(from, battles.OBSERVATION_TAG_LO * 4);
    if (<i64>tag < 0) continue;
    store<u64>(at, tag);
    store<u64>(at, mapAndTime, layout.PLAYER_MAP);
    at += ROW;
  }
  setField(layout.BATCH_PLAYERS, <u32>((at - players) / ROW));
}

/** Sorts rows by their first bits, the last ones weighing most: where they are then, at `at` or in `spare`. */
function sortRows(at: usize, count: u32, spare: usize, bits: u64): usize {
  if (count < 2) return at;
  for (let shift: u64 = 0; shift < bits; shift += 8) {
    if (!deal(at, spare, count, shift)) continue;
    const dealt = spare;
    spare = at;
    at = dealt;
  }
  return at;
}

/**
 * Packs the batch (PACK_* of layout/counter.ts) into `out`: the length, or E_OUTPUT_FULL. `spare` has room for its rows
 * and for its players, whichever are more. Rows are put in order, but what the batch holds stays the same.
 */
export function countPack(
  at: usize,
  length: i32,
  spare: usize,
  spareLen: i32,
  out: usize,
  capacity: i32,
): i32 {
  if (capacity < 0 || spareLen < 0 || !openBatch(at, length)) return fail(E_ARGUMENT, 0);
  const rowCount = field(layout.BATCH_ROWS);
  const playerCount = field(layout.BATCH_PLAYERS);
  if (<u64>max(rowCount, playerCount) * ROW > <u64>spareLen) return fail(E_ARGUMENT, 0);
  const end = out + capacity;
  // keys and players are no longer than their rows, and both are written before anything grows
  if ((<u64>rowCount + playerCount) * ROW + PACK_HEADER > <u64>capacity) return fail(E_OUTPUT_FULL, 0);
  let to = packPlayers(sortRows(players, playerCount, spare, TAG_ORDER), playerCount, out + PACK_HEADER);
  const playersEnd = to;
  const sorted = sortRows(rows, rowCount, spare, ROW_ORDER);
  const rowsLast = sorted + <usize>rowCount * ROW;
  let row = sorted;
  for (; row < rowsLast && load<u32>(row, layout.ROW_UNIT) === 0; row += ROW, to += 8) {
    store<u64>(to, load<u64>(row));
  }
  const tally = packRows(row, rowsLast, to, <i32>(end - to));
  store<u32>(out, <u32>(playersEnd - out - PACK_HEADER), layout.PACK_PLAYERS * 4);
  store<u32>(out, <u32>(to - playersEnd), layout.PACK_KEYS * 4);
  store<u32>(out, tally, layout.PACK_TALLY * 4);
  store<u32>(out, 0, (layout.PACK_TALLY + 1) * 4);
  if (sorted !== rows) memory.copy(rows, sorted, rowsLast - sorted);
  return tally < 0 ? tally : <i32>(to - out) + tally;
}

/** Writes players sorted by tag, each once: the address behind them. */
function packPlayers(row: usize, count: u32, to: usize): usize {
  const end = row + <usize>count * ROW;
  while (row < end) {
    const tag = load<u64>(row);
    let best: u64 = 0;
    for (; row < end && load<u64>(row) === tag; row += ROW) {
      // the newest battle; of equal times that on the smaller map
      best = max(best, load<u64>(row, layout.PLAYER_MAP) ^ <u64>u32.MAX_VALUE);
    }
    store<u64>(to, tag);
    store<u64>(to, best ^ <u64>u32.MAX_VALUE, layout.PLAYER_MAP);
    to += ROW;
  }
  return to;
}

/** Writes sorted rows as a tally: its length, or E_OUTPUT_FULL. */
function packRows(row: usize, end: usize, to: usize, capacity: i32): i32 {
  let units: u32 = 0;
  let last: u32 = 0;
  for (let at = row; at < end; at += ROW) {
    const unit = load<u32>(at, layout.ROW_UNIT);
    units += u32(unit !== last);
    last = unit;
  }
  beginTally(to, capacity, units);
  while (row < end) {
    const unit = load<u32>(row, layout.ROW_UNIT);
    beginUnit(unit >> 8, unit & 0xff);
    while (row < end && load<u32>(row, layout.ROW_UNIT) === unit) {
      const key = load<u64>(row);
      let games: u64 = 0;
      let halfWins: u64 = 0;
      for (; row < end && load<u64>(row) === key && load<u32>(row, layout.ROW_UNIT) === unit; row += ROW) {
        games++;
        halfWins += load<u32>(row, layout.ROW_HALF_WINS);
      }
      putRow(key, games, halfWins);
    }
    endUnit(0);
  }
  return endTally();
}
