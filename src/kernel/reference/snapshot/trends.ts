/** The section of daily series and trends: kernel/layout/series.ts. */

import * as layout from '../../../../kernel/layout/series.ts';
import { NONE16 } from '../../../../kernel/layout/snapshot.ts';
import { FIRST_BRAWLER_ID, FIRST_MODE_ID } from '../../../../kernel/layout/tally.ts';
import { findShifts } from '../trends/shifts.ts';
import type { Catalogue } from './catalogue.ts';

interface Change {
  day: number;
  size: number;
  low: number;
  high: number;
  certainty: number;
}

interface Series {
  /** rows of the snapshot; NONE16: over all modes */
  brawler: number;
  mode: number;
  run: Uint8Array;
  changes: Change[];
}

/** Reads series as Tallies.series makes them, those of brawlers and modes that the catalogue has. Throws for anything else. */
function readSeries(bytes: Uint8Array, { brawlers, modes }: Catalogue) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (i: number) => view.getUint32(4 * i, true);
  if (word(layout.SD_MAGIC) !== layout.SERIES_MAGIC) throw new TypeError('not series');
  const rowOfBrawler = new Map(brawlers.map(({ id }, row) => [id, row]));
  const rowOfMode = new Map(modes.map(({ id }, row) => [id, row]));
  const rows = word(layout.SD_ROWS);
  let change = layout.SERIES_HEADER_FIELDS + rows * layout.SERIES_ROW_FIELDS;
  let run = 4 * (change + word(layout.SD_CHANGES) * layout.CHANGE_FIELDS);
  const series: Series[] = [];
  for (let i = 0; i < rows; i++) {
    const row = layout.SERIES_HEADER_FIELDS + i * layout.SERIES_ROW_FIELDS;
    const code = word(row + layout.SERIES_MODE);
    const brawler = rowOfBrawler.get(FIRST_BRAWLER_ID + word(row + layout.SERIES_BRAWLER) - 1);
    const mode = code === 0 ? NONE16 : rowOfMode.get(FIRST_MODE_ID + code - 1);
    const changes = Array.from({ length: word(row + layout.SERIES_CHANGES) }, (_, n): Change => {
      const at = change + n * layout.CHANGE_FIELDS;
      return {
        day: word(at + layout.CHANGE_DAY),
        size: word(at + layout.CHANGE_SIZE),
        low: word(at + layout.CHANGE_LOW),
        high: word(at + layout.CHANGE_HIGH),
        certainty: word(at + layout.CHANGE_CERTAINTY),
      };
    });
    const length = word(row + layout.SERIES_RUN);
    if (brawler !== undefined && mode !== undefined)
      series.push({ brawler, mode, run: bytes.subarray(run, run + length), changes });
    change += changes.length * layout.CHANGE_FIELDS;
    run += length;
  }
  return { first: word(layout.SD_FIRST), days: word(layout.SD_DAYS), series };
}

/** TREND_* of a series of so many days, of which the last is under way: what its last change says while it is new. */
export function trendOf(changes: readonly { day: number; size: number }[], days: number): number {
  const last = changes.at(-1);
  if (last === undefined || days - 1 - last.day > layout.TREND_DAYS || last.size === layout.SIZE_ZERO)
    return layout.TREND_NONE;
  return last.size > layout.SIZE_ZERO ? layout.TREND_RISING : layout.TREND_FALLING;
}

/** The section, of series as Tallies.series makes them, or without any. */
export function packTrends(bytes: Uint8Array | undefined, catalogue: Catalogue): Uint8Array {
  if (bytes === undefined) return new Uint8Array(4 * layout.TRENDS_FIELDS);
  const { first, days, series } = readSeries(bytes, catalogue);
  const changes = series.flatMap((each) => each.changes);
  const movers = moversOf(series, days);
  const shifts = findShifts(masksOf(series, catalogue.brawlers.length), days - 1);
  const words = [first, days, series.length, changes.length, movers.length, shifts.length];
  words.push(...brawlersOf(series, catalogue.brawlers.length));
  for (const { mode, run, changes: own } of series)
    words.push(
      mode + run.length * 2 ** layout.SERIES_RUN_SHIFT + own.length * 2 ** layout.SERIES_CHANGES_SHIFT,
    );
  for (const { day, size, low, high } of changes) words.push(day + size * 65536, low + high * 65536);
  for (const { brawler, mode, change } of movers) words.push(brawler + mode * 65536, change);
  for (const { day, brawlers } of shifts) words.push(day + brawlers * 65536);
  const grid = gridOf(series, catalogue, days);
  const runs = series.reduce((sum, { run }) => sum + run.length, 0);
  const out = new Uint8Array(4 * words.length + runs + grid.length);
  const view = new DataView(out.buffer);
  words.forEach((value, i) => {
    view.setUint32(4 * i, value, true);
  });
  let at = 4 * words.length;
  for (const { run } of series) {
    out.set(run, at);
    at += run.length;
  }
  out.set(grid, at);
  return out;
}

/** TB_* of each brawler, and of the end. */
function brawlersOf(series: readonly Series[], brawlers: number): number[] {
  const words: number[] = [];
  let [next, changes, runs] = [0, 0, 0];
  for (let brawler = 0; brawler <= brawlers; brawler++) {
    words.push(next, changes, runs);
    for (; series[next]?.brawler === brawler; next++) {
      changes += series[next]?.changes.length ?? 0;
      runs += series[next]?.run.length ?? 0;
    }
  }
  return words;
}

/** The last changes of the series that rise or fall, surest first, equals in the order of the series. */
function moversOf(series: readonly Series[], days: number) {
  let change = -1;
  return series
    .flatMap(({ brawler, mode, changes }) => {
      change += changes.length;
      if (trendOf(changes, days) === layout.TREND_NONE) return [];
      return [{ brawler, mode, change, certainty: changes.at(-1)?.certainty ?? 0 }];
    })
    .sort((a, b) => b.certainty - a.certainty);
}

/** Of each brawler, a bit for each day on which it changed, in whatever series. */
function masksOf(series: readonly Series[], brawlers: number): number[] {
  const masks = Array.from({ length: brawlers }, () => 0);
  for (const { brawler, changes } of series)
    for (const { day } of changes) masks[brawler] = (masks[brawler] as number) | (1 << day);
  return masks;
}

function gridOf(series: readonly Series[], { modes, brawlers }: Catalogue, days: number): Uint8Array {
  const grid = new Uint8Array(modes.length * brawlers.length);
  for (const { brawler, mode, changes } of series) {
    const trend = trendOf(changes, days);
    if (trend === layout.TREND_NONE) continue;
    if (mode !== NONE16) grid[mode * brawlers.length + brawler] = trend;
    else for (let row = 0; row < modes.length; row++) grid[row * brawlers.length + brawler] = trend;
  }
  return grid;
}
