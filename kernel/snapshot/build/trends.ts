/** The section of daily series and trends (layout/series.ts): twin of src/kernel/reference/snapshot/trends.ts. */
import * as layout from '../../layout/series';
import { NONE16 } from '../../layout/snapshot';
import { FIRST_BRAWLER_ID, FIRST_MODE_ID } from '../../layout/tally';
import { brawlerRow } from './brawlers';
import { field, seriesInput } from './input';
import * as records from './records';
import { take, takeZeroed } from './scratch';
import { makeShifts, shiftCount, writeShifts } from './shifts';

const HEADER_BYTES: usize = layout.SERIES_HEADER_FIELDS * 4;
const ROW_BYTES: usize = layout.SERIES_ROW_FIELDS * 4;
const CHANGE_BYTES: usize = layout.CHANGE_FIELDS * 4;
const FIELDS_BYTES: usize = layout.TRENDS_FIELDS * 4;

/* A series that is kept, u32: rows of its brawler and mode, its row in the input, its changes there, its run. */
const K_BRAWLER: usize = 0;
const K_MODE: usize = 4;
const K_ROW: usize = 8;
const K_CHANGES: usize = 12;
const K_RUN: usize = 16;
const K_BYTES: usize = 20;

/* A mover: the number of its change, certainty, brawler (16) | mode (16). */
const M_CHANGE: usize = 0;
const M_CERTAINTY: usize = 4;
const M_WHO: usize = 8;
const M_BYTES: usize = 12;

const ID: usize = memory.data(4, 8);

let kept: usize = 0;
let keptEnd: usize = 0;
let movers: usize = 0;
let moversEnd: usize = 0;
let changes: u32 = 0;
let runBytes: u32 = 0;

/** Row of the last mode with an id, NONE16 for none. Modes are sorted by id. */
function modeRow(id: u32): u32 {
  let low = 0;
  let high = records.countOf(records.MODES);
  const modes = records.baseOf(records.MODES);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<u32>(modes + <usize>middle * records.MODE_BYTES, records.MODE_ID) <= id) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return NONE16;
  const found = load<u32>(modes + <usize>(low - 1) * records.MODE_BYTES, records.MODE_ID);
  return found === id ? low - 1 : NONE16;
}

/** Does a series of so many changes at an address rise or fall? */
function trendOf(change: usize, count: u32, days: u32): u32 {
  if (count === 0) return layout.TREND_NONE;
  const last = change + <usize>(count - 1) * CHANGE_BYTES;
  const size = field(last, layout.CHANGE_SIZE);
  if (<i32>(days - 1 - field(last, layout.CHANGE_DAY)) > layout.TREND_DAYS) return layout.TREND_NONE;
  if (size === layout.SIZE_ZERO) return layout.TREND_NONE;
  return size > <u32>layout.SIZE_ZERO ? layout.TREND_RISING : layout.TREND_FALLING;
}

/** Finds which series are kept, those of brawlers and modes that there are, which rise or fall, and the shifts. */
export function makeTrends(): void {
  const at = seriesInput();
  changes = 0;
  runBytes = 0;
  if (at === 0) return;
  const rows = field(at, layout.SD_ROWS);
  const days = field(at, layout.SD_DAYS);
  const masks = takeZeroed(records.countOf(records.BRAWLERS), 4);
  kept = take(rows, K_BYTES);
  keptEnd = kept;
  movers = take(rows, M_BYTES);
  moversEnd = movers;
  let row = at + HEADER_BYTES;
  let change = row + <usize>rows * ROW_BYTES;
  let run = change + <usize>field(at, layout.SD_CHANGES) * CHANGE_BYTES;
  let code: u32 = 0;
  let brawler = -1;
  for (let left = rows; left > 0; left--, row += ROW_BYTES) {
    const count = field(row, layout.SERIES_CHANGES);
    if (field(row, layout.SERIES_BRAWLER) !== code) {
      code = field(row, layout.SERIES_BRAWLER);
      store<u32>(ID, FIRST_BRAWLER_ID + code - 1);
      brawler = brawlerRow(ID);
    }
    const modeCode = field(row, layout.SERIES_MODE);
    const mode = modeCode === 0 ? <u32>NONE16 : modeRow(FIRST_MODE_ID + modeCode - 1);
    if (brawler >= 0 && (modeCode === 0 || mode !== NONE16)) {
      keep(brawler, mode, row, change, run);
      if (trendOf(change, count, days) !== layout.TREND_NONE) addMover(brawler, mode, change, count);
      const mask = masks + ((<usize>brawler) << 2);
      for (let i: u32 = 0; i < count; i++) {
        const day = field(change + <usize>i * CHANGE_BYTES, layout.CHANGE_DAY);
        store<u32>(mask, load<u32>(mask) | ((<u32>1) << day));
      }
    }
    change += <usize>count * CHANGE_BYTES;
    run += field(row, layout.SERIES_RUN);
  }
  makeShifts(masks, records.countOf(records.BRAWLERS), days - 1);
}

function keep(brawler: i32, mode: u32, row: usize, change: usize, run: usize): void {
  store<u32>(keptEnd, brawler, K_BRAWLER);
  store<u32>(keptEnd, mode, K_MODE);
  store<u32>(keptEnd, <u32>row, K_ROW);
  store<u32>(keptEnd, <u32>change, K_CHANGES);
  store<u32>(keptEnd, <u32>run, K_RUN);
  keptEnd += K_BYTES;
  changes += field(row, layout.SERIES_CHANGES);
  runBytes += field(row, layout.SERIES_RUN);
}

/** Adds the last of `count` changes of the series kept last, behind those that are as certain. */
function addMover(brawler: i32, mode: u32, change: usize, count: u32): void {
  const certainty = field(change + <usize>(count - 1) * CHANGE_BYTES, layout.CHANGE_CERTAINTY);
  let low: usize = 0;
  let high = (moversEnd - movers) / M_BYTES;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<u32>(movers + middle * M_BYTES, M_CERTAINTY) >= certainty) low = middle + 1;
    else high = middle;
  }
  const place = movers + low * M_BYTES;
  memory.copy(place + M_BYTES, place, moversEnd - place);
  store<u32>(place, changes - 1, M_CHANGE);
  store<u32>(place, certainty, M_CERTAINTY);
  store<u32>(place, <u32>brawler | (mode << 16), M_WHO);
  moversEnd += M_BYTES;
}

/** Bytes of the section. */
export function trendsBytes(): u64 {
  if (seriesInput() === 0) return FIELDS_BYTES;
  const brawlers = <u64>records.countOf(records.BRAWLERS);
  const words =
    <u64>layout.TRENDS_FIELDS +
    (brawlers + 1) * layout.TB_FIELDS +
    (keptEnd - kept) / K_BYTES +
    (<u64>changes + (moversEnd - movers) / M_BYTES) * 2 +
    shiftCount();
  return words * 4 + runBytes + brawlers * records.countOf(records.MODES);
}

/** Writes the section. */
export function writeTrends(out: usize): void {
  const at = seriesInput();
  memory.fill(out, 0, FIELDS_BYTES);
  if (at === 0) return;
  const series = <u32>((keptEnd - kept) / K_BYTES);
  store<u32>(out, field(at, layout.SD_FIRST), layout.TH_FIRST * 4);
  store<u32>(out, field(at, layout.SD_DAYS), layout.TH_DAYS * 4);
  store<u32>(out, series, layout.TH_SERIES * 4);
  store<u32>(out, changes, layout.TH_CHANGES * 4);
  store<u32>(out, <u32>((moversEnd - movers) / M_BYTES), layout.TH_MOVERS * 4);
  store<u32>(out, shiftCount(), layout.TH_SHIFTS * 4);
  let next = writeBrawlers(out + FIELDS_BYTES);
  const change = next + ((<usize>series) << 2);
  let mover = change + ((<usize>changes) << 3);
  writeSeries(next, change);
  for (let from = movers; from < moversEnd; from += M_BYTES, mover += 8) {
    store<u32>(mover, load<u32>(from, M_WHO));
    store<u32>(mover, load<u32>(from, M_CHANGE), 4);
  }
  next = writeShifts(mover);
  for (let from = kept; from < keptEnd; from += K_BYTES) {
    const length = field(load<u32>(from, K_ROW), layout.SERIES_RUN);
    memory.copy(next, load<u32>(from, K_RUN), length);
    next += length;
  }
  writeGrid(next, field(at, layout.SD_DAYS));
}

/** Writes what stands before each brawler's series; returns the end. */
function writeBrawlers(out: usize): usize {
  const brawlers = <u32>records.countOf(records.BRAWLERS);
  let from = kept;
  let ownChanges: u32 = 0;
  let ownRuns: u32 = 0;
  for (let brawler: u32 = 0; brawler <= brawlers; brawler++, out += layout.TB_FIELDS * 4) {
    store<u32>(out, <u32>((from - kept) / K_BYTES), layout.TB_SERIES * 4);
    store<u32>(out, ownChanges, layout.TB_CHANGES * 4);
    store<u32>(out, ownRuns, layout.TB_RUNS * 4);
    for (; from < keptEnd && load<u32>(from, K_BRAWLER) === brawler; from += K_BYTES) {
      ownChanges += field(load<u32>(from, K_ROW), layout.SERIES_CHANGES);
      ownRuns += field(load<u32>(from, K_ROW), layout.SERIES_RUN);
    }
  }
  return out;
}

/** Writes the words of the series, and their changes. */
function writeSeries(out: usize, change: usize): void {
  for (let from = kept; from < keptEnd; from += K_BYTES, out += 4) {
    const row = <usize>load<u32>(from, K_ROW);
    const count = field(row, layout.SERIES_CHANGES);
    const length = field(row, layout.SERIES_RUN);
    const lengths = (length << layout.SERIES_RUN_SHIFT) | (count << layout.SERIES_CHANGES_SHIFT);
    store<u32>(out, load<u32>(from, K_MODE) | lengths);
    let source = <usize>load<u32>(from, K_CHANGES);
    for (let left = count; left > 0; left--, source += CHANGE_BYTES, change += 8) {
      store<u16>(change, field(source, layout.CHANGE_DAY));
      store<u16>(change, field(source, layout.CHANGE_SIZE), 2);
      store<u16>(change, field(source, layout.CHANGE_LOW), 4);
      store<u16>(change, field(source, layout.CHANGE_HIGH), 6);
    }
  }
}

/** Writes what each brawler does in each mode: over all first, then what it does in the mode itself, if anything. */
function writeGrid(grid: usize, days: u32): void {
  const brawlers = <usize>records.countOf(records.BRAWLERS);
  const modes = <usize>records.countOf(records.MODES);
  memory.fill(grid, 0, brawlers * modes);
  for (let from = kept; from < keptEnd; from += K_BYTES) {
    const count = field(load<u32>(from, K_ROW), layout.SERIES_CHANGES);
    const trend = trendOf(load<u32>(from, K_CHANGES), count, days);
    if (trend === layout.TREND_NONE) continue;
    const mode = load<u32>(from, K_MODE);
    const at = grid + load<u32>(from, K_BRAWLER);
    if (mode !== NONE16) store<u8>(at + <usize>mode * brawlers, trend);
    else for (let row: usize = 0; row < modes; row++) store<u8>(at + row * brawlers, trend);
  }
}
