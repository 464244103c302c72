/** Reading sums (layout/tally.ts), and what they add up to: a count, of f64 fields. */
import {
  COUNT_CELLS,
  FIRST_MAP_ID,
  KEY_A_SHIFT,
  KEY_PLACE_SHIFT,
  MAX_CODE,
  SUM_GAMES,
  SUM_HALF_WINS,
  SUM_KEY,
  SUM_ROW,
  SUM_SQUARED_WEIGHTS,
  SUM_WEIGHTED_GAMES,
  SUM_WEIGHTED_HALF_WINS,
} from '../../layout/tally';
import { sumCount, sumRow } from './input';

export const COUNT_GAMES: usize = 0;
export const COUNT_HALF_WINS: usize = 8;
export const COUNT_WEIGHTED: usize = 16;
export const COUNT_WEIGHTED_HALF_WINS: usize = 24;
export const COUNT_SQUARED: usize = 32;
export const COUNT_BYTES: usize = 40;

/** Slots of cells (layout/tally.ts) and of battles. */
export const SLOTS: usize = 4;

/** of the codes that brawlers have on a place, a bit each */
const SEEN: usize = memory.data(512, 8);
const SEEN_BYTES: usize = 512;
let cells: i32 = 0;

/** Counts the brawlers on game ids that the sums of cells speak of. */
export function countCells(): i32 {
  const end = sumRow(COUNT_CELLS, sumCount(COUNT_CELLS));
  let before = u64.MAX_VALUE;
  cells = 0;
  for (let row = sumRow(COUNT_CELLS, 0); row < end; row += SUM_ROW) {
    const key = load<u64>(row, SUM_KEY);
    const code = <usize>(key >> KEY_A_SHIFT) & MAX_CODE;
    if (key >> KEY_PLACE_SHIFT !== before) memory.fill(SEEN, 0, SEEN_BYTES);
    before = key >> KEY_PLACE_SHIFT;
    const bit = (<u8>1) << (<u8>code & 7);
    const byte = load<u8>(SEEN + (code >> 3));
    if ((byte & bit) === 0) cells++;
    store<u8>(SEEN + (code >> 3), byte | bit);
  }
  return cells;
}

/** What countCells() found last. */
export function countedCells(): i32 {
  return cells;
}

/** Place of a game id in the keys of counts; below FIRST_MAP_ID it is one that no key has. */
export function placeOf(id: u32): u64 {
  return id < <u32>FIRST_MAP_ID ? 0xffffffff : <u64>(id - FIRST_MAP_ID);
}

/** Address of the first row of a kind whose key is at least that of a place. */
export function firstOfPlace(kind: i32, place: u64): usize {
  let low = 0;
  let high = sumCount(kind);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<u64>(sumRow(kind, middle)) >> KEY_PLACE_SHIFT < place) low = middle + 1;
    else high = middle;
  }
  return sumRow(kind, low);
}

/** Adds a row of sums to a count. */
export function addSum(count: usize, row: usize): void {
  store<f64>(count, load<f64>(count, COUNT_GAMES) + <f64>load<u32>(row, SUM_GAMES), COUNT_GAMES);
  store<f64>(count, load<f64>(count, COUNT_HALF_WINS) + <f64>load<u32>(row, SUM_HALF_WINS), COUNT_HALF_WINS);
  const weighted = load<f64>(count, COUNT_WEIGHTED) + load<f64>(row, SUM_WEIGHTED_GAMES);
  const halfWins = load<f64>(count, COUNT_WEIGHTED_HALF_WINS) + load<f64>(row, SUM_WEIGHTED_HALF_WINS);
  const squared = load<f64>(count, COUNT_SQUARED) + load<f64>(row, SUM_SQUARED_WEIGHTS);
  store<f64>(count, weighted, COUNT_WEIGHTED);
  store<f64>(count, halfWins, COUNT_WEIGHTED_HALF_WINS);
  store<f64>(count, squared, COUNT_SQUARED);
}

/** Adds a count to another. */
export function addCount(to: usize, count: usize): void {
  v128.store(to, f64x2.add(v128.load(to), v128.load(count)));
  v128.store(to, f64x2.add(v128.load(to, COUNT_WEIGHTED), v128.load(count, COUNT_WEIGHTED)), COUNT_WEIGHTED);
  store<f64>(to, load<f64>(to, COUNT_SQUARED) + load<f64>(count, COUNT_SQUARED), COUNT_SQUARED);
}

/** The rate, percent, that a count's weighted games say. */
export function weightedRate(count: usize): f64 {
  const weighted = load<f64>(count, COUNT_WEIGHTED);
  return weighted > 0 ? (50 * load<f64>(count, COUNT_WEIGHTED_HALF_WINS)) / weighted : 50;
}

/** The effective number of games of a count. */
export function effectiveGames(count: usize): f64 {
  const weighted = load<f64>(count, COUNT_WEIGHTED);
  const squared = load<f64>(count, COUNT_SQUARED);
  return squared > 0 ? min((weighted * weighted) / squared, load<f64>(count, COUNT_GAMES)) : 0;
}
