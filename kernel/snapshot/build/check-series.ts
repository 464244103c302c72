/** What is checked of series (layout/series.ts) before a section of trends is made of them. */
import * as series from '../../layout/series';
import { MAX_CODE, MAX_PLACE } from '../../layout/tally';
import { isRun } from '../read/runs';
import { addSeries, field } from './input';

const ROW_BYTES: usize = series.SERIES_ROW_FIELDS * 4;
const CHANGE_BYTES: usize = series.CHANGE_FIELDS * 4;

/** Are there sound series of `size` bytes at an address, the first ones? */
export function isSeries(at: usize, size: u32): bool {
  if (size < <u32>(series.SERIES_HEADER_FIELDS * 4)) return false;
  if (field(at, series.SD_MAGIC) !== series.SERIES_MAGIC || field(at, series.SD_LENGTH) !== size)
    return false;
  const days = field(at, series.SD_DAYS);
  if (days === 0 || days > <u32>series.MAX_SERIES_DAYS) return false;
  if (field(at, series.SD_FIRST) > <u32>series.MAX_FIRST_DAY) return false;
  const fixed =
    <u64>series.SERIES_HEADER_FIELDS * 4 +
    <u64>field(at, series.SD_ROWS) * ROW_BYTES +
    <u64>field(at, series.SD_CHANGES) * CHANGE_BYTES;
  if (fixed > <u64>size) return false;
  const rows = at + series.SERIES_HEADER_FIELDS * 4;
  const firstChange = rows + <usize>field(at, series.SD_ROWS) * ROW_BYTES;
  const end = at + size;
  let change = firstChange;
  let run = at + <usize>fixed;
  const endOfChanges = run;
  let before: u64 = 0;
  for (let row = rows; row < firstChange; row += ROW_BYTES) {
    const brawler = field(row, series.SERIES_BRAWLER);
    const mode = field(row, series.SERIES_MODE);
    const name = ((<u64>brawler) << 32) | mode;
    const length = field(row, series.SERIES_RUN);
    const changes = field(row, series.SERIES_CHANGES);
    if (brawler > <u32>MAX_CODE || mode > <u32>MAX_PLACE || name <= before || brawler === 0) return false;
    if (<usize>length > end - run || length > <u32>series.SERIES_RUN_MASK || !isRun(run, length, days))
      return false;
    if (changes > <u32>series.MAX_CHANGES || <usize>changes * CHANGE_BYTES > endOfChanges - change)
      return false;
    if (!areChanges(change, changes, days)) return false;
    before = name;
    run += length;
    change += <usize>changes * CHANGE_BYTES;
  }
  return run === end && change === endOfChanges && addSeries(at);
}

/** Are so many changes within range, their days ascending? */
function areChanges(change: usize, count: u32, days: u32): bool {
  const most = <u32>(2 * series.SIZE_ZERO);
  for (let i: u32 = 0; i < count; i++, change += CHANGE_BYTES) {
    const day = field(change, series.CHANGE_DAY);
    if (day >= days || (i > 0 && day <= field(change - CHANGE_BYTES, series.CHANGE_DAY))) return false;
    if (field(change, series.CHANGE_SIZE) > most || field(change, series.CHANGE_LOW) > most) return false;
    if (field(change, series.CHANGE_HIGH) > most) return false;
  }
  return true;
}
