/**
 * The cells of a board in order and as they are published: by adjusted rate, with ranks and ties. Twin of ordered() in
 * the reference's stats/rank.ts and of stats/tiers.ts.
 */
import { MAX_COUNT } from '../../layout/build';
import { BRACKET_ALL, NONE16, NONE32, TIED_BIT, TIER_NONE, TIER_S } from '../../layout/snapshot';
import * as records from './records';

/** Φ⁻¹(0.975) */
const Z95: f64 = 1.959963984540054;
/** Φ⁻¹(0.75)² */
const TIE_SQUARE: f64 = 0.45493642311957283;
const MOST_TIER_VARIANCE: f64 = 13.738;

/* A row to place: its adjusted rate with the variance, and the cell that it makes, but for rank and ties. */
const PLACE_MEAN: usize = 0;
const PLACE_VARIANCE: usize = 8;
const PLACE_CELL: usize = 16;
export const PLACE_BYTES: usize = 40;
/** Bytes for the order of a row: two keys. */
export const ORDER_BYTES: usize = 8;

/** A key has the rate, highest first, and the row in so many bits. */
const ROW_BITS = 12;
const ROW_MASK: u32 = 0xfff;
const MOST_RATE: u32 = 10000;

/** Where the keys with each value of some bits go, as u32. */
const PLACES: usize = memory.data(512, 16);
const BUCKETS: usize = 128;

let rows: usize = 0;
let rowsEnd: usize = 0;
/** keys as they come, with the least and the largest, and in order */
let keys: usize = 0;
let keysEnd: usize = 0;
let leastKey: u32 = 0;
let mostKey: u32 = 0;
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
  keysEnd = keys;
  leastKey = u32.MAX_VALUE;
  mostKey = 0;
}

/** Percents in 1/100 of a percent point, half up, in the lower lanes. */
function pairHundredths(percents: v128): v128 {
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.add(f64x2.mul(percents, f64x2.splat(100)), f64x2.splat(0.5)));
}

/** Adds a row; brawlers come in ascending order. `rates` are win rate and use rate. */
export function addPlace(
  brawler: u32,
  mean: f64,
  variance: f64,
  tier: u32,
  rates: v128,
  games: f64,
  isCounted: bool,
): void {
  const cell = rowsEnd + PLACE_CELL;
  store<f64>(rowsEnd, mean, PLACE_MEAN);
  store<f64>(rowsEnd, variance, PLACE_VARIANCE);
  rowsEnd += PLACE_BYTES;
  const seen = pairHundredths(rates);
  store<u32>(cell, brawler | ((<u32>i32x4.extract_lane(seen, 0)) << 16), records.CELL_BRAWLER);
  store<u16>(cell, <u16>i32x4.extract_lane(seen, 1), records.CELL_USE_RATE);
  store<u32>(cell, tier << 16, records.CELL_RANK);
  const half = Z95 * sqrt(variance);
  const low = f64x2.replace_lane(f64x2.splat(mean), 1, max(0, mean - half));
  const found = pairHundredths(low);
  const adjusted = <u32>i32x4.extract_lane(found, 0);
  store<u16>(cell, <u16>adjusted, records.CELL_ADJUSTED);
  if (isCounted) {
    const halfWins = floor((games * f64x2.extract_lane(rates, 0)) / 50 + 0.5);
    const counts = f64x2.pmin(
      f64x2.replace_lane(f64x2.splat(games), 1, halfWins),
      f64x2.splat(<f64>(<u32>MAX_COUNT)),
    );
    const high = pairHundredths(f64x2.splat(min(100, mean + half)));
    store<u16>(cell, <u16>i32x4.extract_lane(found, 1), records.CELL_LOW);
    store<u16>(cell, <u16>i32x4.extract_lane(high, 0), records.CELL_HIGH);
    v128.store64_lane(cell, i32x4.trunc_sat_f64x2_u_zero(counts), 0, records.CELL_GAMES);
  } else {
    store<u32>(cell, (NONE16 << 16) | NONE16, records.CELL_LOW);
    store<u32>(cell, NONE32, records.CELL_GAMES);
    store<u32>(cell, NONE32, records.CELL_HALF_WINS);
  }
  const key = ((MOST_RATE - adjusted) << ROW_BITS) | <u32>((keysEnd - keys) >> 2);
  leastKey = min(leastKey, key);
  mostKey = max(mostKey, key);
  store<u32>(keysEnd, key);
  keysEnd += 4;
}

/** The tier of a lift: tiers are numbered from the best on. */
export function tierOf(lift: f64): u32 {
  return TIER_S + <u32>(lift < 4) + <u32>(lift < 1.5) + <u32>(lift < -1.5) + <u32>(lift < -4);
}

/** The tier of a lift with a variance, or TIER_NONE. */
export function tierOfPosterior(lift: f64, variance: f64): u32 {
  return select<u32>(TIER_NONE, tierOf(lift), variance > MOST_TIER_VARIANCE);
}

/** Orders the keys: deals them once, by where they lie between the least and the largest, then moves each where it belongs. */
function orderKeys(): void {
  const shift = <u32>max(25 - <i32>clz(mostKey - leastKey), 0);
  memory.fill(PLACES, 0, 4 * BUCKETS);
  for (let at = keys; at < keysEnd; at += 4) {
    const place = PLACES + (((load<u32>(at) - leastKey) >> shift) << 2);
    store<u32>(place, load<u32>(place) + 4);
  }
  for (let place = PLACES, next = <u32>sorted; place < PLACES + 4 * BUCKETS; place += 4) {
    const bytes = load<u32>(place);
    store<u32>(place, next);
    next += bytes;
  }
  for (let at = keys; at < keysEnd; at += 4) {
    const key = load<u32>(at);
    const place = PLACES + (((key - leastKey) >> shift) << 2);
    store<u32>(load<u32>(place), key);
    store<u32>(place, load<u32>(place) + 4);
  }
  const last = sorted + (keysEnd - keys);
  let before = load<u32>(sorted);
  for (let at = sorted + 4; at < last; at += 4) {
    const key = load<u32>(at);
    if (key >= before) {
      before = key;
      continue;
    }
    let to = at;
    for (; to > sorted && load<u32>(to - 4) > key; to -= 4) store<u32>(to, load<u32>(to - 4));
    store<u32>(to, key);
  }
}

/** Writes the rows added as cells from `cell` on, best first, and notes their brawlers. */
export function writePlaces(cell: usize, bracket: u32): void {
  if (rows === rowsEnd) return;
  orderKeys();
  const brawlers = records.baseOf(records.BRAWLERS);
  const isAll = bracket === BRACKET_ALL;
  const last = sorted + (keysEnd - keys);
  let leading = cell;
  let rank: u32 = 0;
  let first = rows;
  let place: u32 = 1;
  for (let key = sorted; key < last; key += 4, place++, cell += records.CELL_BYTES) {
    const row = rows + <usize>(load<u32>(key) & ROW_MASK) * PLACE_BYTES;
    v128.store(cell, v128.load(row, PLACE_CELL));
    store<u64>(cell, load<u64>(row, PLACE_CELL + 16), 16);
    const record = brawlers + <usize>load<u16>(row, PLACE_CELL) * records.BRAWLER_BYTES;
    records.increase(record + records.BRAWLER_CELL_COUNT, 1);
    if (isAll) records.increase(record + records.BRAWLER_USE, load<u16>(cell, records.CELL_USE_RATE));
    // Rows that can't be told from the first of their group share its rank.
    const gap = load<f64>(first, PLACE_MEAN) - load<f64>(row, PLACE_MEAN);
    const open = load<f64>(first, PLACE_VARIANCE) + load<f64>(row, PLACE_VARIANCE);
    if (rank > 0 && (gap <= 0 || gap * gap < TIE_SQUARE * open)) {
      store<u8>(cell, load<u8>(cell, records.CELL_TIER) | TIED_BIT, records.CELL_TIER);
      store<u8>(leading, load<u8>(leading, records.CELL_TIER) | TIED_BIT, records.CELL_TIER);
    } else {
      rank = place;
      leading = cell;
      first = row;
    }
    store<u16>(cell, <u16>rank, records.CELL_RANK);
  }
}
