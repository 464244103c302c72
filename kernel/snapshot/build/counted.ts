/**
 * What counted battles say about a map: sums of its game ids, added up by brawler and slot, and from those the sums of
 * each bracket. Twin of src/kernel/reference/snapshot/counted.ts; everything is added in the same order there.
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
import { addCounted } from './cells';
import {
  addSum,
  COUNT_BYTES,
  COUNT_GAMES,
  COUNT_HALF_WINS,
  COUNT_SQUARED,
  COUNT_WEIGHTED,
  firstOfPlace,
  placeOf,
} from './counts';
import { sumCount, sumRow } from './input';
import { mapOfId } from './maps';
import { stored } from './order';
import * as records from './records';
import { take } from './scratch';

/** Cells that a row of sums makes at most: one of 1,000 trophies or more is in that bracket, the ladder and all. */
export const MOST_CELLS_A_ROW = 3;

const SLOTS: usize = 4;
/** By bracket, a bit for each slot of cells that it is the sum of. */
const CELL_SLOTS: usize = memory.data<u8>([0b1111, 0b0011, 0b0010, 0b1100, 0b1000]);
/** By bracket, a bit for each slot of battles. */
const BATTLE_SLOTS: usize = memory.data<u8>([0b0101, 0b0001, 0b0010, 0b0100, 0b1000]);

const BATTLES: usize = memory.data(32, 8);
const BRACKET: usize = memory.data(40, 8);
const ID: usize = memory.data(4, 8);

/** Counts of all brawlers, SLOTS each, and games of the map made last. */
let counts: usize = 0;
let countsEnd: usize = 0;
let games: f64 = 0;

/** Takes room for a map's counts. */
export function openCounts(): void {
  const bytes = SLOTS * COUNT_BYTES * <usize>records.countOf(records.BRAWLERS);
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

/** Adds up slots of a brawler, a bit for each; false if they have no games. */
function sumSlots(count: usize, slots: u32): bool {
  let games: f64 = 0;
  let halfWins: f64 = 0;
  let weighted = f64x2.splat(0);
  let squared: f64 = 0;
  for (; slots !== 0; slots >>= 1, count += COUNT_BYTES) {
    if ((slots & 1) === 0) continue;
    games += load<f64>(count, COUNT_GAMES);
    halfWins += load<f64>(count, COUNT_HALF_WINS);
    weighted = f64x2.add(weighted, v128.load(count, COUNT_WEIGHTED));
    squared += load<f64>(count, COUNT_SQUARED);
  }
  if (games === 0) return false;
  store<f64>(BRACKET, games, COUNT_GAMES);
  store<f64>(BRACKET, halfWins, COUNT_HALF_WINS);
  v128.store(BRACKET, weighted, COUNT_WEIGHTED);
  store<f64>(BRACKET, squared, COUNT_SQUARED);
  return true;
}

/** Hands the cells of a bracket on, by brawler. */
export function addBracket(bracket: usize): void {
  const slots = <u32>load<u8>(CELL_SLOTS + bracket);
  let brawler: usize = 0;
  for (let count = counts; count < countsEnd; count += SLOTS * COUNT_BYTES, brawler++) {
    if (sumSlots(count, slots)) addCounted(brawler, BRACKET);
  }
}

/** Battles of a bracket as stored; games without battles mean that these weren't counted. */
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
