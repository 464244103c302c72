/**
 * The cells of a board in order and as they are published: by adjusted rate, with ranks and ties. Twin of ordered() in
 * the reference's stats/rank.ts and of stats/tiers.ts.
 */
import { MAX_COUNT } from '../../layout/build';
import { BRACKET_ALL, NONE16, NONE32, TIED_BIT, TIER_S } from '../../layout/snapshot';
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
/** keys as they come, and in order */
let keys: usize = 0;
let keysEnd: usize = 0;
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
}

/** Percents in 1/100 of a percent point, half up, in the lower lanes. */
function pairHundredths(percents: v128): v128 {
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.add(f64x2.mul(percents, f64x2.splat(100)), f64x2.splat(0.5)));
}

/** Two counts as stored, in the lower lanes. */
function pairStored(counts: v128): v128 {
  return i32x4.trunc_sat_f64x2_u_zero(f64x2.pmin(counts, f64x2.splat(<f64>(<u32>MAX_COUNT))));
}

/** Writes a row behind those added: mean and variance, then the cell's first 16 bytes and the other 8, in the lower lane. */
function addRow(posterior: v128, cell: v128, counts: v128): void {
  const adjusted = <u32>i32x4.extract_lane(cell, 1) & 0xffff;
  v128.store(rowsEnd, posterior);
  v128.store(rowsEnd, cell, PLACE_CELL);
  v128.store64_lane(rowsEnd, counts, 0, PLACE_CELL + 16);
  store<u32>(keysEnd, ((MOST_RATE - adjusted) << ROW_BITS) | <u32>((keysEnd - keys) >> 2));
  rowsEnd += PLACE_BYTES;
  keysEnd += 4;
}

/**
 * Adds rows of `brawler` and the next, a lane each, where `lanes` has a bit; brawlers come in ascending order. Rates are
 * percents, `tiers` i64.
 */
export function addPlaces(
  brawler: u32,
  lanes: u32,
  means: v128,
  variances: v128,
  tiers: v128,
  wins: v128,
  uses: v128,
  games: v128,
  isCounted: bool,
): void {
  let low = i32x4.splat(NONE16);
  let high = low;
  let counts = i32x4.splat(NONE32);
  if (isCounted) {
    const half = f64x2.mul(f64x2.splat(Z95), f64x2.sqrt(variances));
    low = pairHundredths(f64x2.pmax(f64x2.splat(0), f64x2.sub(means, half)));
    high = pairHundredths(f64x2.pmin(f64x2.splat(100), f64x2.add(means, half)));
    const halfWins = f64x2.div(f64x2.mul(games, wins), f64x2.splat(50));
    const halves = pairStored(f64x2.add(halfWins, f64x2.splat(0.5)));
    counts = v128.shuffle<u32>(pairStored(games), halves, 0, 4, 1, 5);
  }
  // The fields of the cells by twos, from CELL_BRAWLER, CELL_ADJUSTED, CELL_HIGH and CELL_RANK on.
  const first = v128.or(
    i32x4.replace_lane(i32x4.splat(brawler), 1, brawler + 1),
    high16(pairHundredths(wins)),
  );
  const second = v128.or(pairHundredths(means), high16(low));
  const third = v128.or(high, high16(pairHundredths(uses)));
  const front = v128.shuffle<u32>(first, second, 0, 4, 1, 5);
  const back = v128.shuffle<u32>(third, high16(tiers), 0, 4, 1, 6);
  if ((lanes & 1) !== 0) {
    addRow(v128.shuffle<u64>(means, variances, 0, 2), v128.shuffle<u64>(front, back, 0, 2), counts);
  }
  if ((lanes & 2) !== 0) {
    const ofOdd = v128.shuffle<u64>(counts, counts, 1, 1);
    addRow(v128.shuffle<u64>(means, variances, 1, 3), v128.shuffle<u64>(front, back, 1, 3), ofOdd);
  }
}

/** The lower halves of u32 lanes as the upper ones. */
function high16(lanes: v128): v128 {
  return i32x4.shl(lanes, 16);
}

/** The tier of a lift: tiers are numbered from the best on. */
export function tierOf(lift: f64): u32 {
  return TIER_S + <u32>(lift < 4) + <u32>(lift < 1.5) + <u32>(lift < -1.5) + <u32>(lift < -4);
}

/** The tiers of two lifts with variances, i64, or TIER_NONE. */
export function tiersOf(lifts: v128, variances: v128): v128 {
  const upper = i64x2.add(f64x2.lt(lifts, f64x2.splat(4)), f64x2.lt(lifts, f64x2.splat(1.5)));
  const lower = i64x2.add(f64x2.lt(lifts, f64x2.splat(-1.5)), f64x2.lt(lifts, f64x2.splat(-4)));
  const tiers = i64x2.sub(i64x2.splat(TIER_S), i64x2.add(upper, lower));
  // TIER_NONE is 0
  return v128.andnot(tiers, f64x2.gt(variances, f64x2.splat(MOST_TIER_VARIANCE)));
}

/** Orders the keys: deals them once, by where they lie between the least and the largest, then moves each where it belongs. */
function orderKeys(): void {
  let leastKey = load<u32>(keys);
  let mostKey = leastKey;
  for (let at = keys + 4; at < keysEnd; at += 4) {
    leastKey = min(leastKey, load<u32>(at));
    mostKey = max(mostKey, load<u32>(at));
  }
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
