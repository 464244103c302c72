/** Tallies.series(): twin of src/kernel/reference/trends/series.ts, in the same order of operations. */
import { putNumber } from '../battles/number';
import { MAX_COUNT } from '../layout/build';
import { E_ARGUMENT, E_COUNT_FORMAT, E_OUTPUT_FULL } from '../layout/errors';
import * as layout from '../layout/series';
import { fail } from '../status';
import { findChanges, S_WEIGHTED, S_WEIGHTS, STRATUM_BYTES, thresholdFor } from './changes';
import {
  areTallies,
  brawlerOf,
  countRows,
  dayOf,
  gather,
  placeOf,
  R_BYTES,
  R_GAMES,
  R_HALF_WINS,
  sortRecords,
} from './gather';
import * as modes from './modes';

const HEADER_BYTES: usize = layout.SERIES_HEADER_FIELDS * 4;
const ROW_BYTES: usize = layout.SERIES_ROW_FIELDS * 4;
const CHANGE_BYTES: usize = layout.CHANGE_FIELDS * 4;
/** of a run, at most: two numbers of five bytes a day */
const RUN_BYTES: usize = layout.MAX_SERIES_DAYS * 10;

/* A brawler's days on a map: the number of its mode, then games and half wins of each day, as f64. */
const C_MODE: usize = 0;
const C_DAYS: usize = 8;
const CELL_BYTES: usize = C_DAYS + 16 * layout.MAX_SERIES_DAYS;

/** days of a series: games and half wins */
const OWN: usize = memory.data(16 * layout.MAX_SERIES_DAYS, 8);

let days: u32 = 0;
let records: usize = 0;
let recordsEnd: usize = 0;
let cells: usize = 0;
let cellsEnd: usize = 0;
let strata: usize = 0;
let threshold: f64 = 0;
let testedSeries: u32 = 0;
/* Where the next row, change and byte of a run go. */
let row: usize = 0;
let change: usize = 0;
let run: usize = 0;

/**
 * Scratch that tallySeries needs for the cells that tallies have on `count` days from `first` on, with so many pairs of maps and
 * modes; or E_COUNT_FORMAT where they are no tallies, E_ARGUMENT where it is too much.
 */
export function tallySeriesScratch(inPtr: usize, inLen: i32, first: u32, count: u32, pairs: i32): i32 {
  if (inLen < 0 || pairs < 0) return fail(E_ARGUMENT, 0);
  if (!areTallies(inPtr, inPtr + inLen)) return fail(E_COUNT_FORMAT, 0);
  const size = scratchBytes(countRows(inPtr, inPtr + inLen, first, count), pairs);
  return size > <u64>i32.MAX_VALUE ? fail(E_ARGUMENT, 0) : <i32>size;
}

/** A brawler has at most as many maps as there are records, or as places fit a few of its days. */
function mostCells(rows: u32): u64 {
  return min<u64>(rows, 4096);
}

function scratchBytes(rows: u32, pairs: i32): u64 {
  return (
    <u64>rows * 2 * R_BYTES +
    (<u64>pairs + 2) * modes.MODE_BYTES +
    mostCells(rows) * (CELL_BYTES + STRATUM_BYTES) +
    64
  );
}

/**
 * Writes the series of `count` days from `first` on at `out` and gives their length, or an error. `modesAt` are pairs of map
 * and mode, by map.
 */
export function tallySeries(
  inPtr: usize,
  inLen: i32,
  first: u32,
  count: u32,
  modesAt: usize,
  pairs: i32,
  scratch: usize,
  scratchLen: i32,
  out: usize,
  capacity: i32,
): i32 {
  if (inLen < 0 || pairs < 0 || capacity < 0 || count < 1 || count > <u32>layout.MAX_SERIES_DAYS)
    return fail(E_ARGUMENT, 0);
  if (!areTallies(inPtr, inPtr + inLen)) return fail(E_COUNT_FORMAT, 0);
  const rows = countRows(inPtr, inPtr + inLen, first, count);
  if (<i64>scratchLen < <i64>scratchBytes(rows, pairs)) return fail(E_ARGUMENT, 0);
  days = count;
  const gathered = (scratch + 15) & ~15;
  const end = gather(inPtr, inPtr + inLen, first, count, gathered);
  const spare = gathered + <usize>rows * R_BYTES;
  records = sortRecords(gathered, end, spare);
  recordsEnd = records + (end - gathered);
  const known = spare + <usize>rows * R_BYTES;
  modes.openModes(modesAt, pairs, known);
  cells = known + <usize>(pairs + 2) * modes.MODE_BYTES;
  strata = cells + <usize>mostCells(rows) * CELL_BYTES;
  return write(out, capacity, first);
}

function write(out: usize, capacity: i32, first: u32): i32 {
  addBaselines();
  const series = survey();
  if (series < 0) return fail(E_ARGUMENT, 0);
  modes.fitModes();
  threshold = thresholdFor(testedSeries);
  const changes = out + HEADER_BYTES + <usize>series * ROW_BYTES;
  const runs = changes + <usize>series * (layout.MAX_CHANGES * CHANGE_BYTES);
  if (<u64>(runs - out) + <u64>series * RUN_BYTES > <u64>capacity) return fail(E_OUTPUT_FULL, 0);
  row = out + HEADER_BYTES;
  change = changes;
  run = runs;
  for (let record = records; record < recordsEnd; ) {
    const brawler = brawlerOf(record);
    record = takeBrawler(record);
    putBrawler(brawler);
  }
  const length = change - out + (run - runs);
  memory.copy(change, runs, run - runs);
  store<u32>(out, layout.SERIES_MAGIC, layout.SD_MAGIC * 4);
  store<u32>(out, <u32>length, layout.SD_LENGTH * 4);
  store<u32>(out, first, layout.SD_FIRST * 4);
  store<u32>(out, days, layout.SD_DAYS * 4);
  store<u32>(out, <u32>series, layout.SD_ROWS * 4);
  store<u32>(out, <u32>((change - changes) / CHANGE_BYTES), layout.SD_CHANGES * 4);
  return <i32>length;
}

/** Adds up what is played in each mode a day. */
function addBaselines(): void {
  let place: u32 = u32.MAX_VALUE;
  let mode: u32 = 0;
  for (let record = records; record < recordsEnd; record += R_BYTES) {
    if (placeOf(record) !== place) {
      place = placeOf(record);
      mode = modes.modeOf(place);
    }
    if (mode === 0) continue;
    modes.addPlayed(
      mode,
      dayOf(record),
      <f64>load<u32>(record, R_GAMES),
      <f64>load<u32>(record, R_HALF_WINS),
    );
  }
}

/** Makes the cells of the brawler whose records begin here; returns the record behind its own, 0 for too many cells. */
function takeBrawler(record: usize): usize {
  const brawler = brawlerOf(record);
  let place: u32 = u32.MAX_VALUE;
  let cell = cells - CELL_BYTES;
  for (; record < recordsEnd && brawlerOf(record) === brawler; record += R_BYTES) {
    if (placeOf(record) !== place) {
      place = placeOf(record);
      cell += CELL_BYTES;
      if (cell === strata) return 0;
      memory.fill(cell, 0, CELL_BYTES);
      store<u32>(cell, modes.modeOf(place), C_MODE);
    }
    const day = cell + C_DAYS + ((<usize>dayOf(record)) << 4);
    store<f64>(day, load<f64>(day) + <f64>load<u32>(record, R_GAMES));
    store<f64>(day, load<f64>(day, 8) + <f64>load<u32>(record, R_HALF_WINS), 8);
  }
  cellsEnd = cell + CELL_BYTES;
  return record;
}

function gamesOn(at: usize, day: u32): f64 {
  return load<f64>(at + ((<usize>day) << 4));
}

function halfWinsOn(at: usize, day: u32): f64 {
  return load<f64>(at + ((<usize>day) << 4), 8);
}

/** Adds up the days of the brawler's cells in a mode; false if there are none. */
function addMode(mode: u32): bool {
  let isPlayed = false;
  memory.fill(OWN, 0, 16 * layout.MAX_SERIES_DAYS);
  for (let cell = cells; cell < cellsEnd; cell += CELL_BYTES) {
    if (load<u32>(cell, C_MODE) !== mode) continue;
    isPlayed = true;
    addDays(OWN, cell + C_DAYS);
  }
  return isPlayed;
}

function addDays(sum: usize, own: usize): void {
  for (let at: usize = 0; at < (<usize>days) << 4; at += 16) {
    v128.store(sum + at, f64x2.add(v128.load(sum + at), v128.load(own + at)));
  }
}

/** Of the mode added up last, games of the tested days, and the variance of a game's outcome. */
let played: f64 = 0;
let variance: f64 = 0;

function weigh(): void {
  played = 0;
  let won: f64 = 0;
  for (let day: u32 = 0; day < days - 1; day++) {
    played += gamesOn(OWN, day);
    won += halfWinsOn(OWN, day);
  }
  const rate = (won / 2 + 1) / (played + 2);
  variance = rate * (1 - rate);
}

function isEnough(games: f64): bool {
  return games >= <f64>(4 * layout.CHANGE_GAMES);
}

/** Counts the series and those that are tested, and gathers pairs of days for the fits; −1 for more maps than there is room for. */
function survey(): i32 {
  let series = 0;
  testedSeries = 0;
  for (let record = records; record < recordsEnd; ) {
    record = takeBrawler(record);
    if (record === 0) return -1;
    series++;
    let all: f64 = 0;
    for (let mode: u32 = 1; mode <= modes.modeCount(); mode++) {
      if (!addMode(mode)) continue;
      weigh();
      series++;
      all += played;
      testedSeries += <u32>isEnough(played);
      addPairs(mode);
    }
    testedSeries += <u32>isEnough(all);
  }
  return series;
}

/** Win rate of a cell's day less the mode's baseline of the day. */
function residual(own: usize, mode: u32, day: u32): f64 {
  return (halfWinsOn(own, day) / gamesOn(own, day) - modes.baseline(mode, day)) / 2;
}

function addPairs(mode: u32): void {
  for (let cell = cells; cell < cellsEnd; cell += CELL_BYTES) {
    if (load<u32>(cell, C_MODE) !== mode) continue;
    const own = cell + C_DAYS;
    let last: u32 = u32.MAX_VALUE;
    for (let day: u32 = 0; day < days - 1; day++) {
      const n = gamesOn(own, day);
      if (n < <f64>layout.DISPERSION_GAMES) continue;
      if (last !== u32.MAX_VALUE) {
        const difference = residual(own, mode, day) - residual(own, mode, last);
        modes.addPair(mode, gamesOn(own, last), n, difference, variance);
        modes.addPair(0, gamesOn(own, last), n, difference, variance);
      }
      last = day;
    }
  }
}

/** Adds the strata of the mode added up last; returns the end. */
function addStrata(mode: u32, at: usize): usize {
  if (!modes.hasFit(mode)) return at;
  const spread = modes.factorOf(mode) * variance;
  const between = modes.betweenOf(mode);
  for (let cell = cells; cell < cellsEnd; cell += CELL_BYTES) {
    if (load<u32>(cell, C_MODE) !== mode) continue;
    addStratum(cell + C_DAYS, mode, spread, between, at);
    at += STRATUM_BYTES;
  }
  return at;
}

function addStratum(own: usize, mode: u32, spread: f64, between: f64, at: usize): void {
  let games: f64 = 0;
  let weights: f64 = 0;
  let weighted: f64 = 0;
  for (let day: u32 = 0; day < days; day++, at += 8) {
    store<f64>(at, games);
    store<f64>(at, weights, S_WEIGHTS);
    store<f64>(at, weighted, S_WEIGHTED);
    const count = gamesOn(own, day);
    if (!(count > 0)) continue;
    const weight = 1 / (spread / count + between);
    games += count;
    weights += weight;
    weighted += weight * residual(own, mode, day);
  }
}

/** Writes the series of the brawler whose cells were made: over all modes, which needs the strata of each, then by mode. */
function putBrawler(brawler: u32): void {
  let all: f64 = 0;
  let end = strata;
  for (let mode: u32 = 1; mode <= modes.modeCount(); mode++) {
    if (!addMode(mode)) continue;
    weigh();
    all += played;
    end = addStrata(mode, end);
  }
  memory.fill(OWN, 0, 16 * layout.MAX_SERIES_DAYS);
  for (let cell = cells; cell < cellsEnd; cell += CELL_BYTES) addDays(OWN, cell + C_DAYS);
  putSeries(brawler, 0, isEnough(all) ? find(strata, end) : 0);
  let from = strata;
  for (let mode: u32 = 1; mode <= modes.modeCount(); mode++) {
    if (!addMode(mode)) continue;
    weigh();
    end = from + <usize>(modes.hasFit(mode) ? cellsIn(mode) : 0) * STRATUM_BYTES;
    putSeries(brawler, modes.modeCode(mode), isEnough(played) ? find(from, end) : 0);
    from = end;
  }
}

function cellsIn(mode: u32): u32 {
  let count: u32 = 0;
  for (let cell = cells; cell < cellsEnd; cell += CELL_BYTES)
    count += <u32>(load<u32>(cell, C_MODE) === mode);
  return count;
}

function find(from: usize, end: usize): u32 {
  const found = findChanges(from, end, days - 1, threshold, change);
  change += <usize>found * CHANGE_BYTES;
  return found;
}

/** Writes the row and the run of the days added up last. */
function putSeries(brawler: u32, mode: u32, changes: u32): void {
  const before = run;
  putRun(OWN);
  store<u32>(row, brawler, layout.SERIES_BRAWLER * 4);
  store<u32>(row, mode, layout.SERIES_MODE * 4);
  store<u32>(row, <u32>(run - before), layout.SERIES_RUN * 4);
  store<u32>(row, changes, layout.SERIES_CHANGES * 4);
  row += ROW_BYTES;
}

function putRun(own: usize): void {
  let last: i32 = days - 1;
  while (last >= 0 && gamesOn(own, last) === 0) last--;
  for (let day = 0; day <= last; day++) {
    const games = <u64>min<f64>(gamesOn(own, day), <f64>(<u32>MAX_COUNT));
    run = putNumber(run, games);
    if (games === 0) continue;
    const over = <i64>min<f64>(halfWinsOn(own, day), <f64>(<u32>MAX_COUNT)) - <i64>games;
    run = putNumber(run, over < 0 ? <u64>(-2 * over - 1) : <u64>(2 * over));
  }
}
