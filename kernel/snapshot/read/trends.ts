/**
 * The section of daily series and trends (layout/series.ts): twin of src/kernel/reference/snapshot/trends-view.ts. A list is
 * an address that follows from those before it.
 */
import * as layout from '../../layout/series';
import { NONE16, S_BRAWLER_ID, S_MODE_ID, S_TRENDS } from '../../layout/snapshot';
import { column, count } from './columns';
import { isRun } from './runs';

const FIELDS_BYTES: usize = layout.TRENDS_FIELDS * 4;
const BRAWLER_BYTES: usize = layout.TB_FIELDS * 4;

/** u32 field `number` of what starts at `at`. */
function field(at: usize, number: i32): u32 {
  return load<u32>(at + ((<usize>number) << 2));
}

function brawlerOf(at: usize, brawler: u32): usize {
  return at + FIELDS_BYTES + <usize>brawler * BRAWLER_BYTES;
}

/* Addresses of the lists of the section that was laid out last. */
let seriesAt: usize = 0;
let changesAt: usize = 0;
let moversAt: usize = 0;
let shiftsAt: usize = 0;
let runsAt: usize = 0;

/** Says where lists are: each follows from those before it. */
function layOut(at: usize, brawlers: u32): void {
  seriesAt = brawlerOf(at, brawlers + 1);
  changesAt = seriesAt + ((<usize>field(at, layout.TH_SERIES)) << 2);
  moversAt = changesAt + ((<usize>field(at, layout.TH_CHANGES)) << 3);
  shiftsAt = moversAt + ((<usize>field(at, layout.TH_MOVERS)) << 3);
  runsAt = shiftsAt + ((<usize>field(at, layout.TH_SHIFTS)) << 2);
}

/** Is a section of `size` bytes sound, where the snapshot has so many brawlers and modes? */
export function trendsCheck(at: usize, size: u32, brawlers: u32, modes: u32): bool {
  if (size < <u32>FIELDS_BYTES) return false;
  const days = field(at, layout.TH_DAYS);
  if (days === 0) {
    let bits: u32 = 0;
    for (let i = 0; i < layout.TRENDS_FIELDS; i++) bits |= field(at, i);
    return size === <u32>FIELDS_BYTES && bits === 0;
  }
  if (days > <u32>layout.MAX_SERIES_DAYS || field(at, layout.TH_FIRST) > <u32>layout.MAX_FIRST_DAY)
    return false;
  const words =
    <u64>layout.TRENDS_FIELDS +
    (<u64>brawlers + 1) * layout.TB_FIELDS +
    field(at, layout.TH_SERIES) +
    (<u64>field(at, layout.TH_CHANGES) + field(at, layout.TH_MOVERS)) * 2 +
    field(at, layout.TH_SHIFTS);
  const grid = <u64>brawlers * modes;
  if (words * 4 + grid > <u64>size) return false;
  const room = size - <u32>(words * 4) - <u32>grid;
  layOut(at, brawlers);
  if (!hasSoundSeries(at, brawlers, modes, room) || !hasSoundLists(at, brawlers, modes)) return false;
  for (let byte = at + size - <usize>grid; byte < at + size; byte++) {
    if (load<u8>(byte) > <u8>layout.TREND_FALLING) return false;
  }
  return true;
}

/** Do the brawlers share out series, changes and `room` bytes of runs, in order and without rest? */
function hasSoundSeries(at: usize, brawlers: u32, modes: u32, room: u32): bool {
  const days = field(at, layout.TH_DAYS);
  let next: u32 = 0;
  let changes: u32 = 0;
  let run: u32 = 0;
  for (let brawler: u32 = 0; brawler <= brawlers; brawler++) {
    const own = brawlerOf(at, brawler);
    const end = field(own, layout.TB_SERIES);
    if (end < next || end > field(at, layout.TH_SERIES) || (brawler === 0 && end > 0)) return false;
    for (; next < end; next++) {
      const word = field(seriesAt, next);
      const mode = word & NONE16;
      const length = (word >> layout.SERIES_RUN_SHIFT) & layout.SERIES_RUN_MASK;
      if ((mode !== NONE16 && mode >= modes) || length > room - run) return false;
      if (!isRun(runsAt + run, length, days)) return false;
      changes += word >> layout.SERIES_CHANGES_SHIFT;
      run += length;
    }
    if (field(own, layout.TB_CHANGES) !== changes || field(own, layout.TB_RUNS) !== run) return false;
  }
  return next === field(at, layout.TH_SERIES) && changes === field(at, layout.TH_CHANGES) && run === room;
}

/** Are changes, movers and shifts within range? */
function hasSoundLists(at: usize, brawlers: u32, modes: u32): bool {
  const days = field(at, layout.TH_DAYS);
  const most = <u32>(2 * layout.SIZE_ZERO);
  for (let change = changesAt; change < moversAt; change += 8) {
    const largest = max(max(load<u16>(change, 2), load<u16>(change, 4)), load<u16>(change, 6));
    if (<u32>load<u16>(change) >= days || <u32>largest > most) return false;
  }
  for (let mover = moversAt; mover < shiftsAt; mover += 8) {
    const mode = <u32>load<u16>(mover, 2);
    if (<u32>load<u16>(mover) >= brawlers || (mode >= modes && mode !== NONE16)) return false;
    if (load<u32>(mover, 4) >= field(at, layout.TH_CHANGES)) return false;
  }
  for (let shift = shiftsAt; shift < runsAt; shift += 4) {
    if (<u32>load<u16>(shift) >= days) return false;
  }
  return true;
}

/* Of the attached snapshot, all of it checked. */

/** Days since 1970-01-01 UTC of the first day. */
export function firstDay(): u32 {
  return field(column(S_TRENDS), layout.TH_FIRST);
}

/** 0 where there are no series. */
export function dayCount(): u32 {
  return field(column(S_TRENDS), layout.TH_DAYS);
}

/** To be called before what follows: tells whether there are series. */
export function openTrends(): bool {
  layOut(column(S_TRENDS), count(S_BRAWLER_ID));
  return dayCount() !== 0;
}

/** Address of the words of a brawler's first series; of the last brawler's end for the row behind it. */
export function firstSeries(brawler: u32): usize {
  return seriesAt + ((<usize>field(brawlerOf(column(S_TRENDS), brawler), layout.TB_SERIES)) << 2);
}

/** Address of the first run of a brawler's. */
export function firstRun(brawler: u32): usize {
  return runsAt + field(brawlerOf(column(S_TRENDS), brawler), layout.TB_RUNS);
}

/** Address of a brawler's first change. */
export function firstChange(brawler: u32): usize {
  return changeAt(field(brawlerOf(column(S_TRENDS), brawler), layout.TB_CHANGES));
}

/** Address of a change: day, size, low and high as u16. */
export function changeAt(row: u32): usize {
  return changesAt + ((<usize>row) << 3);
}

/** Address of the first mover; shifts follow the last one, runs the last shift. */
export function firstMover(): usize {
  return moversAt;
}

export function firstShift(): usize {
  return shiftsAt;
}

export function endOfShifts(): usize {
  return runsAt;
}

/** Address of the TREND_* of all brawlers in a mode, 0 where there are no series. */
export function trendsOfMode(mode: u32): usize {
  const at = column(S_TRENDS);
  if (field(at, layout.TH_DAYS) === 0) return 0;
  const rest = (<u32>count(S_MODE_ID) - mode) * <u32>count(S_BRAWLER_ID);
  return at + <usize>(<u32>count(S_TRENDS) - rest);
}
