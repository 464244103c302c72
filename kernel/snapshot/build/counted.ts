/**
 * What counted battles say about a map: sums of its game ids, added up by brawler and slot. Twin of
 * src/kernel/reference/snapshot/counted.ts; everything is added in the same order there.
 */
import { MAX_COUNT } from '../../layout/build';
import { META_UNLISTED_BATTLES, META_UNLISTED_MAPS, NONE32 } from '../../layout/snapshot';
import {
  BATTLES_LADDER,
  BATTLES_RANKED,
  COUNT_BATTLES,
  COUNT_CELLS,
  FIRST_MAP_ID,
  KEY_A_SHIFT,
  KEY_PLACE_SHIFT,
  KEY_SLOT_SHIFT,
  MAX_CODE,
  SUM_GAMES,
  SUM_KEY,
  SUM_ROW,
} from '../../layout/tally';
import { numberOfCode } from './brawlers';
import { addSum, COUNT_BYTES, COUNT_GAMES, firstOfPlace, placeOf, SLOTS } from './counts';
import { sumCount, sumRow } from './input';
import { addFitMap, addFitPair } from './lifts';
import { mapOfId } from './maps';
import { stored } from './order';
import * as records from './records';
import { take } from './scratch';

/** By bracket, a bit for each slot of battles. */
const BATTLE_SLOTS: usize = memory.data<u8>([0b0101, 0b0001, 0b0010, 0b0100, 0b1000]);

const BATTLES: usize = memory.data(32, 8);
const ID: usize = memory.data(4, 8);

/** Counts of all brawlers, SLOTS each, and games of the map made last. */
let counts: usize = 0;
let countsEnd: usize = 0;
let games: f64 = 0;

/** Takes room for a map's counts, of an even number of brawlers. */
export function openCounts(): void {
  const bytes = SLOTS * COUNT_BYTES * <usize>((records.countOf(records.BRAWLERS) + 1) & ~1);
  counts = take(1, sumCount(COUNT_CELLS) === 0 ? 0 : bytes);
  countsEnd = counts + bytes;
}

/** Adds up the cells of a game id. */
function addCells(place: u64): void {
  const end = sumRow(COUNT_CELLS, sumCount(COUNT_CELLS));
  for (let row = firstOfPlace(COUNT_CELLS, place); row < end; row += SUM_ROW) {
    const key = load<u64>(row, SUM_KEY);
    if (key >> KEY_PLACE_SHIFT !== place) return;
    const number = numberOfCode(<u32>(key >> KEY_A_SHIFT) & MAX_CODE);
    if (number === 0) continue;
    const slot = <usize>(key >> KEY_SLOT_SHIFT) & 15;
    addSum(counts + (<usize>(number - 1) * SLOTS + slot) * COUNT_BYTES, row);
    games += <f64>load<u32>(row, SUM_GAMES);
  }
}

/** Adds up the battles of a game id. */
function addBattles(place: u64): void {
  const end = sumRow(COUNT_BATTLES, sumCount(COUNT_BATTLES));
  for (let row = firstOfPlace(COUNT_BATTLES, place); row < end; row += SUM_ROW) {
    const key = load<u64>(row, SUM_KEY);
    if (key >> KEY_PLACE_SHIFT !== place) return;
    const at = BATTLES + ((<usize>(key >> KEY_SLOT_SHIFT) & 15) << 3);
    store<f64>(at, load<f64>(at) + <f64>load<u32>(row, SUM_GAMES));
  }
}

/** Games of the cells of `count` ids of a map. */
export function gamesOfMap(id: usize, count: i32): f64 {
  let sum: f64 = 0;
  if (sumCount(COUNT_CELLS) === 0) return 0;
  const end = sumRow(COUNT_CELLS, sumCount(COUNT_CELLS));
  for (; count > 0; count--, id += records.MAP_ID_BYTES) {
    const place = placeOf(load<u32>(id, records.MAP_ID_OF_MAP));
    for (let row = firstOfPlace(COUNT_CELLS, place); row < end; row += SUM_ROW) {
      const key = load<u64>(row, SUM_KEY);
      if (key >> KEY_PLACE_SHIFT !== place) break;
      if ((<u32>(key >> KEY_A_SHIFT) & MAX_CODE) !== 0) sum += <f64>load<u32>(row, SUM_GAMES);
    }
  }
  return sum;
}

/** Adds up all that is counted on `count` ids of a map. Returns the games of its cells. */
export function sumMap(id: usize, count: i32): f64 {
  if (sumCount(COUNT_CELLS) === 0) return 0;
  // As left by the map before, if that had games.
  if (games > 0 || id === records.baseOf(records.MAP_IDS)) memory.fill(counts, 0, countsEnd - counts);
  games = 0;
  for (let i = 0; i < count; i++) {
    addCells(placeOf(load<u32>(id + <usize>i * records.MAP_ID_BYTES, records.MAP_ID_OF_MAP)));
  }
  if (games === 0) return 0;
  memory.fill(BATTLES, 0, 32);
  for (let i = 0; i < count; i++) {
    addBattles(placeOf(load<u32>(id + <usize>i * records.MAP_ID_BYTES, records.MAP_ID_OF_MAP)));
  }
  return games;
}

/** Has a brawler games in any slot? */
function isPlayed(count: usize): bool {
  const below = load<f64>(count, COUNT_GAMES) + load<f64>(count + COUNT_BYTES, COUNT_GAMES);
  const ranked = count + 2 * COUNT_BYTES;
  return below + load<f64>(ranked, COUNT_GAMES) + load<f64>(ranked + COUNT_BYTES, COUNT_GAMES) > 0;
}

/** Adds the cells of the map added up last to those that are fitted, and keeps its battles. */
export function fitMap(mode: u32, teamSize: f64): usize {
  const map = addFitMap(mode, teamSize);
  let pair: u32 = 0;
  for (let count = counts; count < countsEnd; count += 2 * SLOTS * COUNT_BYTES, pair++) {
    const lanes = <u32>isPlayed(count) | ((<u32>isPlayed(count + SLOTS * COUNT_BYTES)) << 1);
    if (lanes !== 0) addFitPair(pair, count, lanes);
  }
  return map;
}

/** Battles of a bracket as stored, of the map added up last; games without battles mean that these weren't counted. */
export function bracketBattles(bracket: usize): u32 {
  const slots = <u32>load<u8>(BATTLE_SLOTS + bracket);
  let sum: f64 = 0;
  for (let slot: usize = 0; slot < SLOTS; slot++) {
    if (((slots >> <u32>slot) & 1) !== 0) sum += load<f64>(BATTLES + ((<usize>slot) << 3));
  }
  return sum === 0 ? NONE32 : stored(sum);
}

/** Counts game ids and their battles that the catalogue doesn't list, into META fields. */
export function countUnlisted(meta: usize): void {
  let maps: u32 = 0;
  let battles: f64 = 0;
  let before: u64 = u64.MAX_VALUE;
  let isListed = false;
  const rows = sumCount(COUNT_BATTLES);
  for (let i = 0; i < rows; i++) {
    const row = sumRow(COUNT_BATTLES, i);
    const key = load<u64>(row, SUM_KEY);
    if (key >> KEY_PLACE_SHIFT !== before) {
      before = key >> KEY_PLACE_SHIFT;
      store<u32>(ID, FIRST_MAP_ID + <u32>before);
      isListed = mapOfId(ID) >= 0;
      if (!isListed) maps++;
    }
    const slot = <u32>(key >> KEY_SLOT_SHIFT) & 15;
    if (!isListed && (slot === BATTLES_LADDER || slot === BATTLES_RANKED)) {
      battles += <f64>load<u32>(row, SUM_GAMES);
    }
  }
  store<u32>(meta, maps, META_UNLISTED_MAPS * 4);
  store<u32>(meta, <u32>min(battles, <f64>(<u32>MAX_COUNT)), META_UNLISTED_BATTLES * 4);
}
