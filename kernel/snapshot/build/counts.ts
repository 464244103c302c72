/** Reading sums (layout/tally.ts), and what they add up to: a count, of f64 fields. */
import {
  FIRST_MAP_ID,
  KEY_A_SHIFT,
  KEY_PLACE_SHIFT,
  MAX_CODE,
  SUM_GAMES,
  SUM_SQUARED_WEIGHTS,
  SUM_WEIGHTED_GAMES,
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

/** of the codes that brawlers have on a place, and on those before, a bit each */
const SEEN: usize = memory.data(512, 8);
const NAMED: usize = memory.data(512, 8);
const SEEN_BYTES: usize = 512;
let cells: i32 = 0;
let placeBefore: u64 = 0;

/** Begins with no cells: an input may have no sums of them. */
export function clearCells(): void {
  memory.fill(SEEN, 0, SEEN_BYTES);
  memory.fill(NAMED, 0, SEEN_BYTES);
  cells = 0;
  placeBefore = u64.MAX_VALUE;
}

/** Ends a place. */
function nameSeen(): void {
  for (let at: usize = 0; at < SEEN_BYTES; at += 16) {
    v128.store(NAMED + at, v128.or(v128.load(NAMED + at), v128.load(SEEN + at)));
  }
  memory.fill(SEEN, 0, SEEN_BYTES);
}

/** Notes the place and the brawler of a row of the sums of cells, whose keys ascend. */
export function noteCell(key: u64): void {
  const place = key >> KEY_PLACE_SHIFT;
  if (place !== placeBefore) {
    nameSeen();
    placeBefore = place;
  }
  const code = <u32>(key >> KEY_A_SHIFT) & MAX_CODE;
  const at = SEEN + ((<usize>code >> 5) << 2);
  const bits = load<u32>(at);
  cells += 1 - <i32>((bits >> (code & 31)) & 1);
  store<u32>(at, bits | (1 << (code & 31)));
}

/** How many brawlers on game ids the cells noted speak of. */
export function countedCells(): i32 {
  return cells;
}

/** Do the cells noted speak of the brawler of a code? All are noted before this is asked. */
export function isNamed(code: u32): bool {
  const at = (<usize>code >> 5) << 2;
  return (((load<u32>(NAMED + at) | load<u32>(SEEN + at)) >> (code & 31)) & 1) !== 0;
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
  const plain = f64x2.convert_low_i32x4_u(v128.load64_zero(row, SUM_GAMES));
  const weighted = v128.load(row, SUM_WEIGHTED_GAMES);
  v128.store(count, f64x2.add(v128.load(count), plain));
  v128.store(count, f64x2.add(v128.load(count, COUNT_WEIGHTED), weighted), COUNT_WEIGHTED);
  store<f64>(count, load<f64>(count, COUNT_SQUARED) + load<f64>(row, SUM_SQUARED_WEIGHTS), COUNT_SQUARED);
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
