/** Tallies merged, and summed up over a window: twin of src/kernel/reference/battles/merge.ts. */
import { MAX_COUNT } from '../layout/build';
import { E_ARGUMENT, E_COUNT_FORMAT, E_OUTPUT_FULL } from '../layout/errors';
import * as layout from '../layout/tally';
import { fail } from '../status';
import {
  addCursor,
  advance,
  cursors,
  GAMES,
  HALF_WINS,
  HIGH,
  LOW,
  least,
  openCursors,
  orderCursors,
} from './cursors';
import { HEADER_BYTES, LAST_KIND, tallyLength, UNIT_BYTES, unitOrder } from './read';
import { beginTally, beginUnit, endTally, endUnit, putRow } from './write';

const SUMS_HEADER: usize = layout.SUMS_HEADER_FIELDS * 4;

/** Games and half wins of the row taken last from the cursors. */
let games: u64 = 0;
let halfWins: u64 = 0;

/** Bytes of scratch for tallies of so many bytes: a cursor for each unit, of 20 bytes and a row, and one more. */
export function tallyScratchSize(length: i32): i32 {
  return length < 0 || length > i32.MAX_VALUE / 2 - 64 ? i32.MAX_VALUE : length * 2 + 64;
}

/** Goes through the tallies, one behind the other. False if they aren't any. */
function checkTallies(at: usize, end: usize): bool {
  while (at < end) {
    const length = tallyLength(at, end - at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Adds a cursor for the unit of the tally, ordered by day and kind, then key. */
function addUnit(tally: usize, unit: usize, other: u64): void {
  const run = tally + load<u32>(unit, layout.UNIT_OFFSET * 4);
  addCursor(run, run + load<u32>(unit, layout.UNIT_LENGTH * 4), other);
}

/** Takes the least row, adding up all that stand for it; counts are cut off at MAX_COUNT. */
function takeEqual(high: u64, low: u64): void {
  games = 0;
  halfWins = 0;
  while (cursors() > 0 && load<u64>(least(), HIGH) === high && load<u64>(least(), LOW) === low) {
    games += load<u32>(least(), GAMES);
    halfWins += load<u32>(least(), HALF_WINS);
    advance();
  }
  games = min<u64>(games, MAX_COUNT);
  halfWins = min<u64>(halfWins, MAX_COUNT);
}

/**
 * Merges tallies that stand one behind the other into one at `out`: its length, or an error. `kind` 0 takes all units,
 * another only that of `day` and `kind`; of runs longer than `maxRun` bytes (0: any length will do) the rows with the
 * fewest games go. Scratch as tallyScratchSize(); inLen + 64 bytes of output are always enough.
 */
export function tallyMerge(
  inPtr: usize,
  inLen: i32,
  scratch: usize,
  scratchLen: i32,
  day: u32,
  kind: u32,
  maxRun: u32,
  out: usize,
  capacity: i32,
): i32 {
  if (inLen < 0 || capacity < 0 || scratchLen < tallyScratchSize(inLen) || kind > LAST_KIND)
    return fail(E_ARGUMENT, 0);
  if (!checkTallies(inPtr, inPtr + inLen)) return fail(E_COUNT_FORMAT, 0);
  const wanted = kind === 0 ? 0 : <u64>day * layout.COUNT_KINDS + kind;
  openCursors(scratch, LOW);
  for (let at = inPtr; at < inPtr + inLen; at += load<u32>(at, layout.TH_LENGTH * 4)) {
    const units = at + HEADER_BYTES;
    const end = units + <usize>load<u32>(at, layout.TH_UNITS * 4) * UNIT_BYTES;
    for (let unit = units; unit < end; unit += UNIT_BYTES) {
      if (wanted === 0 || wanted === unitOrder(unit)) addUnit(at, unit, unitOrder(unit));
    }
  }
  orderCursors();
  beginTally(out, capacity, cursors());
  while (cursors() > 0) {
    const order = load<u64>(least(), HIGH);
    beginUnit(<u32>(order / layout.COUNT_KINDS), <u32>(order % layout.COUNT_KINDS));
    while (cursors() > 0 && load<u64>(least(), HIGH) === order) {
      const key = load<u64>(least(), LOW);
      takeEqual(order, key);
      putRow(key, games, halfWins);
    }
    endUnit(maxRun);
  }
  return endTally();
}

/** Age of a day in days, at least 0. */
function ageOf(day: u32, today: u32): u32 {
  return day < today ? today - day : 0;
}

/** Begins the row of a key with nothing. */
function clearSum(row: usize, key: u64): void {
  store<u64>(row, key, layout.SUM_KEY);
  store<u64>(row, 0, layout.SUM_GAMES);
  store<f64>(row, 0, layout.SUM_WEIGHTED_GAMES);
  store<f64>(row, 0, layout.SUM_WEIGHTED_HALF_WINS);
  store<f64>(row, 0, layout.SUM_SQUARED_WEIGHTS);
}

/** Copies a row. */
function copySum(to: usize, from: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  store<u64>(to, load<u64>(from, 32), 32);
}

/** Adds all days of a key to its row. */
function addDays(row: usize, key: u64, today: u32, weights: usize): void {
  let plainGames = <u64>load<u32>(row, layout.SUM_GAMES);
  let plainHalfWins = <u64>load<u32>(row, layout.SUM_HALF_WINS);
  let weightedGames = load<f64>(row, layout.SUM_WEIGHTED_GAMES);
  let weightedHalfWins = load<f64>(row, layout.SUM_WEIGHTED_HALF_WINS);
  let squaredWeights = load<f64>(row, layout.SUM_SQUARED_WEIGHTS);
  while (cursors() > 0 && load<u64>(least(), HIGH) === key) {
    const day = load<u64>(least(), LOW);
    takeEqual(key, day);
    const weight = load<f64>(weights + ((<usize>ageOf(<u32>day, today)) << 3));
    plainGames += games;
    plainHalfWins += halfWins;
    weightedGames += weight * <f64>games;
    weightedHalfWins += weight * <f64>halfWins;
    squaredWeights += weight * weight * <f64>games;
  }
  store<u32>(row, <u32>min<u64>(plainGames, MAX_COUNT), layout.SUM_GAMES);
  store<u32>(row, <u32>min<u64>(plainHalfWins, MAX_COUNT), layout.SUM_HALF_WINS);
  store<f64>(row, weightedGames, layout.SUM_WEIGHTED_GAMES);
  store<f64>(row, weightedHalfWins, layout.SUM_WEIGHTED_HALF_WINS);
  store<f64>(row, squaredWeights, layout.SUM_SQUARED_WEIGHTS);
}

/** Are they sums of that kind, `length` bytes, with keys in ascending order? */
function areSums(at: usize, length: usize, kind: u32): bool {
  if (length < SUMS_HEADER || load<u32>(at, layout.WH_MAGIC * 4) !== layout.SUMS_MAGIC) return false;
  const rows = <usize>load<u32>(at, layout.WH_ROWS * 4);
  if (load<u32>(at, layout.WH_KIND * 4) !== kind || load<u32>(at, layout.WH_LENGTH * 4) !== <u32>length)
    return false;
  if ((length - SUMS_HEADER) % layout.SUM_ROW !== 0 || (length - SUMS_HEADER) / layout.SUM_ROW !== rows)
    return false;
  for (let row = at + SUMS_HEADER + layout.SUM_ROW; row < at + length; row += layout.SUM_ROW) {
    if (load<u64>(row, layout.SUM_KEY) <= load<u64>(row - layout.SUM_ROW, layout.SUM_KEY)) return false;
  }
  return true;
}

/**
 * Writes the sums of all rows at hand, each added to its row from `base` to `baseEnd`, from `row` on. Their end, or 0 where
 * there is no room for them before `end`.
 */
function putSums(row: usize, end: usize, base: usize, baseEnd: usize, today: u32, weights: usize): usize {
  for (; cursors() > 0 || base < baseEnd; row += layout.SUM_ROW) {
    if (row + layout.SUM_ROW > end) return 0;
    const isOld =
      base < baseEnd && (cursors() === 0 || load<u64>(base, layout.SUM_KEY) <= load<u64>(least(), HIGH));
    if (isOld) {
      copySum(row, base);
      base += layout.SUM_ROW;
    } else {
      clearSum(row, load<u64>(least(), HIGH));
    }
    const key = load<u64>(row, layout.SUM_KEY);
    if (cursors() > 0 && load<u64>(least(), HIGH) === key) addDays(row, key, today, weights);
  }
  return row;
}

/** Are they weights, 0 to 1? */
function areWeights(at: usize, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    const weight = load<f64>(at + ((<usize>i) << 3));
    if (!(weight >= 0 && weight <= 1)) return false;
  }
  return true;
}

/**
 * Sums up one kind of the tallies that stand one behind the other, into SUM rows at `out`: the length, or an error.
 * `weights` are `ages` f64, by age in days. `base` are sums of earlier days, `baseLen` bytes, to go on from: 0 for none.
 * Scratch as tallyScratchSize().
 */
export function tallySum(
  inPtr: usize,
  inLen: i32,
  scratch: usize,
  scratchLen: i32,
  kind: u32,
  today: u32,
  weights: usize,
  ages: i32,
  base: usize,
  baseLen: i32,
  out: usize,
  capacity: i32,
): i32 {
  if (inLen < 0 || capacity < 0 || ages < 0 || baseLen < 0 || scratchLen < tallyScratchSize(inLen))
    return fail(E_ARGUMENT, 0);
  if (!checkTallies(inPtr, inPtr + inLen)) return fail(E_COUNT_FORMAT, 0);
  if (kind - 1 >= LAST_KIND || !areWeights(weights, ages)) return fail(E_ARGUMENT, 0);
  if (baseLen > 0 && !areSums(base, baseLen, kind)) return fail(E_COUNT_FORMAT, 0);
  openCursors(scratch, HIGH);
  for (let at = inPtr; at < inPtr + inLen; at += load<u32>(at, layout.TH_LENGTH * 4)) {
    const units = at + HEADER_BYTES;
    const end = units + <usize>load<u32>(at, layout.TH_UNITS * 4) * UNIT_BYTES;
    for (let unit = units; unit < end; unit += UNIT_BYTES) {
      const day = load<u32>(unit, layout.UNIT_DAY * 4);
      if (load<u32>(unit, layout.UNIT_KIND * 4) === kind && ageOf(day, today) < <u32>ages)
        addUnit(at, unit, day);
    }
  }
  orderCursors();
  const rows = out + SUMS_HEADER;
  if (<usize>capacity < SUMS_HEADER) return fail(E_OUTPUT_FULL, 0);
  const first = baseLen === 0 ? base : base + SUMS_HEADER;
  const row = putSums(rows, out + capacity, first, base + baseLen, today, weights);
  if (row === 0) return fail(E_OUTPUT_FULL, 0);
  store<u32>(out, layout.SUMS_MAGIC, layout.WH_MAGIC * 4);
  store<u32>(out, <u32>(row - out), layout.WH_LENGTH * 4);
  store<u32>(out, kind, layout.WH_KIND * 4);
  store<u32>(out, <u32>((row - rows) / layout.SUM_ROW), layout.WH_ROWS * 4);
  return <i32>(row - out);
}
