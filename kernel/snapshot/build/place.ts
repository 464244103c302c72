/**
 * The cells of a board in order and as they are published: by adjusted rate, with ranks and ties. Twin of ordered() in
 * the reference's stats/rank.ts and of stats/tiers.ts.
 */
import {
  BRACKET_ALL,
  NONE16,
  NONE32,
  TIED_BIT,
  TIER_A,
  TIER_B,
  TIER_C,
  TIER_D,
  TIER_NONE,
  TIER_S,
} from '../../layout/snapshot';
import { hundredths, stored } from './order';
import * as records from './records';

/** Φ⁻¹(0.975) */
const Z95: f64 = 1.959963984540054;
/** Φ⁻¹(0.75)² */
const TIE_SQUARE: f64 = 0.45493642311957283;
const MOST_TIER_VARIANCE: f64 = 8.824;

/* A row to place, of f64 fields: adjusted rate, its variance, games, win rate, use rate; then u32. */
export const PLACE_MEAN: usize = 0;
export const PLACE_VARIANCE: usize = 8;
export const PLACE_GAMES: usize = 16;
export const PLACE_WIN_RATE: usize = 24;
export const PLACE_USE_RATE: usize = 32;
export const PLACE_BRAWLER: usize = 40;
export const PLACE_TIER: usize = 44;
export const PLACE_BYTES: usize = 48;
/** Bytes for the order of a row: two keys. */
export const ORDER_BYTES: usize = 8;

/** A key has the rate, highest first, and the row in so many bits. */
const ROW_BITS = 12;
const ROW_MASK: u32 = 0xfff;
const MOST_RATE: u32 = 10000;

/** Where the keys with each value of some bits go, as u32. */
const PLACES: usize = memory.data(1024, 16);

let rows: usize = 0;
let rowsEnd: usize = 0;
/** keys as they come, and in order */
let keys: usize = 0;
let sorted: usize = 0;

/** `at` has PLACE_BYTES, and `orders` ORDER_BYTES, for each of `most` rows. */
export function openPlaces(at: usize, orders: usize, most: i32): void {
  rows = at;
  keys = orders;
  sorted = orders + ((<usize>most) << 2);
}

/** Begins a board. */
export function clearPlaces(): void {
  rowsEnd = rows;
}

/** Adds a row; its fields are to be set, brawlers ascending. Returns its address. */
export function addPlace(): usize {
  const row = rowsEnd;
  rowsEnd += PLACE_BYTES;
  return row;
}

export function placesStart(): usize {
  return rows;
}

export function placesEnd(): usize {
  return rowsEnd;
}

/** The tier of a lift. */
export function tierOf(lift: f64): u32 {
  if (lift >= 4) return TIER_S;
  if (lift >= 1.5) return TIER_A;
  if (lift >= -1.5) return TIER_B;
  return lift >= -4 ? TIER_C : TIER_D;
}

/** The tier of a lift with a variance, or TIER_NONE. */
export function tierOfPosterior(lift: f64, variance: f64): u32 {
  return variance > MOST_TIER_VARIANCE ? TIER_NONE : tierOf(lift);
}

/** Orders the rows: deals them once, by where their rates lie between the least and the most, then moves each where it belongs. */
function orderRows(): i32 {
  let least = u32.MAX_VALUE;
  let most: u32 = 0;
  let end = keys;
  for (let row = rows, i: u32 = 0; row < rowsEnd; row += PLACE_BYTES, i++, end += 4) {
    const key = ((MOST_RATE - hundredths(load<f64>(row, PLACE_MEAN))) << ROW_BITS) | i;
    least = min(least, key);
    most = max(most, key);
    store<u32>(end, key);
  }
  const shift = <u32>max(24 - <i32>clz(most - least), 0);
  memory.fill(PLACES, 0, 1024);
  for (let at = keys; at < end; at += 4) {
    const place = PLACES + (((load<u32>(at) - least) >> shift) << 2);
    store<u32>(place, load<u32>(place) + 4);
  }
  for (let place = PLACES, next = <u32>sorted; place < PLACES + 1024; place += 4) {
    const bytes = load<u32>(place);
    store<u32>(place, next);
    next += bytes;
  }
  for (let at = keys; at < end; at += 4) {
    const key = load<u32>(at);
    const place = PLACES + (((key - least) >> shift) << 2);
    store<u32>(load<u32>(place), key);
    store<u32>(place, load<u32>(place) + 4);
  }
  const last = sorted + (end - keys);
  for (let at = sorted + 4; at < last; at += 4) {
    const key = load<u32>(at);
    let to = at;
    for (; to > sorted && load<u32>(to - 4) > key; to -= 4) store<u32>(to, load<u32>(to - 4));
    store<u32>(to, key);
  }
  return <i32>((end - keys) >> 2);
}

function writeCell(cell: usize, row: usize, isCounted: bool): void {
  const mean = load<f64>(row, PLACE_MEAN);
  const winRate = load<f64>(row, PLACE_WIN_RATE);
  store<u16>(cell, <u16>load<u32>(row, PLACE_BRAWLER), records.CELL_BRAWLER);
  store<u16>(cell, <u16>hundredths(winRate), records.CELL_WIN_RATE);
  store<u16>(cell, <u16>hundredths(mean), records.CELL_ADJUSTED);
  store<u16>(cell, <u16>hundredths(load<f64>(row, PLACE_USE_RATE)), records.CELL_USE_RATE);
  store<u16>(cell, <u16>load<u32>(row, PLACE_TIER), records.CELL_TIER);
  if (isCounted) {
    const games = load<f64>(row, PLACE_GAMES);
    const half = Z95 * sqrt(load<f64>(row, PLACE_VARIANCE));
    store<u16>(cell, <u16>hundredths(max(0, mean - half)), records.CELL_LOW);
    store<u16>(cell, <u16>hundredths(min(100, mean + half)), records.CELL_HIGH);
    store<u32>(cell, stored(games), records.CELL_GAMES);
    store<u32>(cell, stored(floor((games * winRate) / 50 + 0.5)), records.CELL_HALF_WINS);
  } else {
    store<u32>(cell, (NONE16 << 16) | NONE16, records.CELL_LOW);
    store<u32>(cell, NONE32, records.CELL_GAMES);
    store<u32>(cell, NONE32, records.CELL_HALF_WINS);
  }
}

/** Adds to what is known of a brawler over all boards. */
function noteBrawler(cell: usize, bracket: u32): void {
  const brawler = <usize>load<u16>(cell, records.CELL_BRAWLER);
  const record = records.baseOf(records.BRAWLERS) + brawler * records.BRAWLER_BYTES;
  records.increase(record + records.BRAWLER_CELL_COUNT, 1);
  if (bracket === BRACKET_ALL) {
    records.increase(record + records.BRAWLER_USE, load<u16>(cell, records.CELL_USE_RATE));
  }
}

/** Writes the rows added as cells from `cell` on, best first. */
export function writePlaces(cell: usize, bracket: u32, isCounted: bool): void {
  if (rows === rowsEnd) return;
  const count = orderRows();
  let leading = cell;
  let leader = 0;
  let first = rows;
  for (let place = 0; place < count; place++, cell += records.CELL_BYTES) {
    const row = rows + <usize>(load<u32>(sorted + ((<usize>place) << 2)) & ROW_MASK) * PLACE_BYTES;
    writeCell(cell, row, isCounted);
    noteBrawler(cell, bracket);
    if (place === 0) first = row;
    // Rows that can't be told from the first of their group share its rank.
    const gap = load<f64>(first, PLACE_MEAN) - load<f64>(row, PLACE_MEAN);
    const open = load<f64>(first, PLACE_VARIANCE) + load<f64>(row, PLACE_VARIANCE);
    if (place > leader && (gap <= 0 || gap * gap < TIE_SQUARE * open)) {
      store<u8>(cell, load<u8>(cell, records.CELL_TIER) | TIED_BIT, records.CELL_TIER);
      store<u8>(leading, load<u8>(leading, records.CELL_TIER) | TIED_BIT, records.CELL_TIER);
    } else {
      leader = place;
      leading = cell;
      first = row;
    }
    store<u16>(cell, <u16>(leader + 1), records.CELL_RANK);
  }
}
