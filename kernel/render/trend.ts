/** Daily series and trends: twin of src/kernel/reference/render/trends.ts. */
import {
  SERIES_CHANGES_SHIFT,
  SERIES_RUN_MASK,
  SERIES_RUN_SHIFT,
  SIZE_ZERO,
  TREND_DAYS,
} from '../layout/series';
import * as layout from '../layout/snapshot';
import { count } from '../snapshot/read/columns';
import { games, halfWins, hasDay, openRun, takeDay } from '../snapshot/read/runs';
import * as trends from '../snapshot/read/trends';
import { begin, finish, fits, provenance } from './answer';
import { putRateOf } from './cell';
import { putNumber, putSpan, putString } from './fields';
import { putHalf, putInteger, putTenths, tenths } from './number';
import * as spans from './spans';
import { putDate } from './time';
import { COMMA, dropComma, putTwice } from './write';

/** The 97.5 % quantile of the normal distribution. */
const Z95: f64 = 1.959963984540054;
const MINUS: u8 = 0x2d;

/** The TREND_* of a row of a map. */
export function putRowTrend(p: usize, trend: u32): usize {
  if (trend === 0) return putTwice(p, spans.ROW_TREND_NULL);
  return putTwice(p, trend === 1 ? spans.ROW_TREND_RISING : spans.ROW_TREND_FALLING);
}

/** A size as stored, as percentage points with one decimal. */
function putPoints(p: usize, size: u32): usize {
  const difference = <i32>tenths(size) - <i32>tenths(SIZE_ZERO);
  store<u8>(p, MINUS);
  return putTenths(p + (<u32>difference >> 31), <u32>abs(difference));
}

/** A change from its date, which the span stands before, to its interval's bracket. */
function putChange(p: usize, span: u32, change: usize): usize {
  p = putDate(putSpan(p, span), trends.firstDay() + load<u16>(change));
  p = putPoints(putSpan(p, spans.SIZE), load<u16>(change, 2));
  p = putPoints(putSpan(p, spans.INTERVAL), load<u16>(change, 4));
  store<u8>(p, COMMA);
  return putSpan(putPoints(p + 1, load<u16>(change, 6)), spans.END_TEAM);
}

/** A mode and its id; the spans are for all modes, and what stands before a name. */
function putMode(p: usize, mode: u32, all: u32, named: u32): usize {
  if (mode === layout.NONE16) return putSpan(p, all);
  return putNumber(putString(p, named, layout.S_MODE_NAME, mode), spans.MODE_ID, layout.S_MODE_ID, mode);
}

/** Does the last of `own` changes before `end` make a series rise or fall? */
function putTrendOf(p: usize, own: u32, end: usize): usize {
  if (own > 0 && <i32>(trends.dayCount() - 1 - load<u16>(end - 8)) <= TREND_DAYS) {
    const size = <u32>load<u16>(end - 8, 2);
    if (size > <u32>SIZE_ZERO) return putSpan(p, spans.ROW_TREND_RISING);
    if (size < <u32>SIZE_ZERO) return putSpan(p, spans.ROW_TREND_FALLING);
  }
  return putSpan(p, spans.ROW_TREND_NULL);
}

/** The series of a brawler, with their days or without; 0 where they do not fit. A comma stands behind each. */
export function putTrends(p: usize, brawler: u32, withDays: bool): usize {
  if (p === 0 || !trends.openTrends()) return p;
  let run = trends.firstRun(brawler);
  let change = trends.firstChange(brawler);
  const end = trends.firstSeries(brawler + 1);
  for (let series = trends.firstSeries(brawler); series < end; series += 4) {
    if (!fits(p)) return 0;
    const own = load<u32>(series) >> SERIES_CHANGES_SHIFT;
    const length = (load<u32>(series) >> SERIES_RUN_SHIFT) & SERIES_RUN_MASK;
    change += (<usize>own) << 3;
    p = putMode(p, load<u16>(series), spans.TREND_ALL, spans.TREND_MODE);
    p = putSpan(putTrendOf(p, own, change), spans.CHANGES);
    for (let i: u32 = 1; i <= own; i++) {
      if (!fits(p)) return 0;
      p = putChange(p, spans.DATE, change - ((<usize>i) << 3));
    }
    if (withDays) p = putDays(putSpan(dropComma(p), spans.DAYS), run, length);
    if (p === 0) return 0;
    p = putSpan(dropComma(p), spans.END_TEAM);
    run += length;
  }
  return p;
}

/** The days with games of a run; 0 where they do not fit. */
function putDays(p: usize, run: usize, length: usize): usize {
  openRun(run, length);
  for (let day = trends.firstDay(); hasDay(); day++) {
    takeDay();
    if (games === 0) continue;
    if (!fits(p)) return 0;
    p = putInteger(putSpan(putDate(putSpan(p, spans.DATE), day), spans.DAY_GAMES), games);
    p = putHalf(putSpan(p, spans.WINS), halfWins);
    p = putWilson(putRateOf(putSpan(p, spans.WIN_RATE), halfWins, games));
  }
  return p;
}

/** The interval of the day taken last, and the end of its row. */
function putWilson(p: usize): usize {
  const n = <f64>games;
  const rate = <f64>halfWins / (2 * n);
  const spread = (Z95 * Z95) / n;
  const middle = (rate + spread / 2) / (1 + spread);
  const half = (Z95 * Math.sqrt((rate * (1 - rate)) / n + spread / (4 * n))) / (1 + spread);
  p = putFraction(putSpan(p, spans.INTERVAL), middle - half);
  store<u8>(p, COMMA);
  return putSpan(putFraction(p + 1, middle + half), spans.END_TEAM);
}

/** A fraction as percent, within 0 to 100, half up. */
function putFraction(p: usize, rate: f64): usize {
  return putTenths(p, <u32>Math.floor(min(max(rate, 0), 1) * 1000 + 0.5));
}

function putName(p: usize, brawler: u32): usize {
  p = putNumber(p, spans.ID, layout.S_BRAWLER_ID, brawler);
  p = putString(p, spans.NAME, layout.S_BRAWLER_NAME, brawler);
  return putString(p, spans.SLUG, layout.S_BRAWLER_SLUG, brawler);
}

/** Writes the answer of `GET /api/brawler/:id/trend` for row `brawler` and gives its length. */
export function renderTrend(brawler: i32, out: usize, cap: i32): i32 {
  const code = begin(<u32>brawler < <u32>count(layout.S_BRAWLER_ID), out, cap);
  if (code < 0) return code;
  const p = provenance(putSpan(putName(out, brawler), spans.COMMA_SPAN));
  return finish(putTrends(putSpan(p, spans.SERIES), brawler, true), out);
}

/** Writes the answer of `GET /api/trends` and gives its length. */
export function renderTrends(out: usize, cap: i32): i32 {
  const code = begin(true, out, cap);
  if (code < 0) return code;
  const areThere = trends.openTrends();
  let p = putSpan(provenance(putSpan(out, spans.OPEN)), spans.RISING);
  if (areThere) p = putMovers(p, true);
  if (p !== 0) p = putSpan(dropComma(p), spans.FALLING);
  if (areThere) p = putMovers(p, false);
  if (p !== 0) p = putSpan(dropComma(p), spans.SHIFTS);
  if (areThere) p = putShifts(p);
  return finish(p, out);
}

/** Movers upwards or downwards; 0 where they do not fit. */
function putMovers(p: usize, upwards: bool): usize {
  if (p === 0) return p;
  for (let mover = trends.firstMover(); mover < trends.firstShift(); mover += 8) {
    const change = trends.changeAt(load<u32>(mover, 4));
    if (<u32>load<u16>(change, 2) > <u32>SIZE_ZERO !== upwards) continue;
    if (!fits(p)) return 0;
    p = putMode(putName(p, load<u16>(mover)), load<u16>(mover, 2), spans.MOVER_ALL, spans.MODE);
    p = putChange(p, spans.MOVER_DATE, change);
  }
  return p;
}

/** The days of shifts; 0 where they do not fit. */
function putShifts(p: usize): usize {
  if (p === 0) return p;
  for (let shift = trends.firstShift(); shift < trends.endOfShifts(); shift += 4) {
    if (!fits(p)) return 0;
    p = putDate(putSpan(p, spans.DATE), trends.firstDay() + load<u16>(shift));
    p = putSpan(putInteger(putSpan(p, spans.SHIFT_BRAWLERS), load<u16>(shift, 2)), spans.END_ROW);
  }
  return p;
}
