/** Reads tallies (layout/tally.ts), and says whether they are any. */
import { MAX_COUNT } from '../layout/build';
import * as layout from '../layout/tally';

export const HEADER_BYTES: usize = layout.TALLY_HEADER_FIELDS * 4;
export const UNIT_BYTES: usize = layout.UNIT_FIELDS * 4;

/** Kinds are 1 to this. */
export const LAST_KIND: u32 = layout.COUNT_KINDS - 1;

/** Behind the number or row taken last; 0 where there was none. */
export let next: usize = 0;
/** The row taken last: its key less the one before, games, half wins. */
export let step: u64 = 0;
export let games: u64 = 0;
export let halfWins: u64 = 0;

/** Takes a LEB128 number in its shortest form. */
function takeNumber(at: usize, end: usize): u64 {
  if (at < end) {
    const byte = <u64>load<u8>(at);
    // most are counts of one or two games, and steps to the next brawler
    if (byte < 0x80) {
      next = at + 1;
      return byte;
    }
  }
  return takeLong(at, end);
}

/** The same for a number of any length. */
function takeLong(at: usize, end: usize): u64 {
  let value: u64 = 0;
  next = 0;
  for (let shift: u64 = 0; at < end && shift < 64; shift += 7) {
    const byte = <u64>load<u8>(at++);
    value |= (byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    // a last byte of 0 is one too many; the tenth has a single bit
    if ((byte !== 0 || shift === 0) && (shift < 63 || byte === 1)) next = at;
    break;
  }
  return value;
}

/** Takes a row. */
export function takeRow(at: usize, end: usize): void {
  step = takeNumber(at, end);
  if (next !== 0) games = takeNumber(next, end);
  if (next !== 0) halfWins = takeNumber(next, end);
}

/** Are there so many rows from `at` to `end`, and no more? */
function isRun(at: usize, end: usize, rows: u32): bool {
  let key: u64 = 0;
  for (let i: u32 = 0; i < rows; i++) {
    takeRow(at, end);
    if (next === 0 || (i > 0 && step === 0) || key + step < key) return false;
    if (games - 1 >= MAX_COUNT || halfWins > 2 * games || halfWins > MAX_COUNT) return false;
    key += step;
    at = next;
  }
  return at === end;
}

/** Length of the tally at `at`, of at most so many bytes; 0 where it is none. */
export function tallyLength(at: usize, most: usize): usize {
  if (most < HEADER_BYTES || load<u32>(at, layout.TH_MAGIC * 4) !== layout.TALLY_MAGIC) return 0;
  const length = <usize>load<u32>(at, layout.TH_LENGTH * 4);
  const units = load<u32>(at, layout.TH_UNITS * 4);
  const runs = <u64>HEADER_BYTES + <u64>units * UNIT_BYTES;
  if (length > most || runs > <u64>length) return 0;
  let offset = <usize>runs;
  let last: u64 = 0;
  for (let unit = at + HEADER_BYTES; unit < at + <usize>runs; unit += UNIT_BYTES) {
    const kind = load<u32>(unit, layout.UNIT_KIND * 4);
    const order = unitOrder(unit);
    const rows = load<u32>(unit, layout.UNIT_ROWS * 4);
    const bytes = <usize>load<u32>(unit, layout.UNIT_LENGTH * 4);
    if (kind - 1 >= LAST_KIND || order <= last || rows === 0) return 0;
    if (load<u32>(unit, layout.UNIT_OFFSET * 4) !== <u32>offset || bytes > length - offset) return 0;
    if (!isRun(at + offset, at + offset + bytes, rows)) return 0;
    offset += bytes;
    last = order;
  }
  return offset === length ? length : 0;
}

/** A number that orders units by day, then kind. */
export function unitOrder(unit: usize): u64 {
  return (
    <u64>load<u32>(unit, layout.UNIT_DAY * 4) * layout.COUNT_KINDS + load<u32>(unit, layout.UNIT_KIND * 4)
  );
}
