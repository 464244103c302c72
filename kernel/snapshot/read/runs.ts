/** Reading runs of series (layout/series.ts), a day at a time: twin of src/kernel/reference/trends/runs.ts. */
import { MAX_COUNT } from '../../layout/build';

const BAD: u64 = u64.MAX_VALUE;

/** What is left of the run. */
let at: usize = 0;
let end: usize = 0;
/** Counts of the day taken last. */
export let games: u32 = 0;
export let halfWins: u32 = 0;

export function openRun(from: usize, length: usize): void {
  at = from;
  end = from + length;
}

/** Is there another day? */
export function hasDay(): bool {
  return at < end;
}

/** A LEB128 number of at most five bytes in its shortest form, or BAD. */
function takeNumber(): u64 {
  let value: u64 = 0;
  for (let shift: u64 = 0; shift < 35 && at < end; shift += 7) {
    const byte = <u64>load<u8>(at++);
    value |= (byte & 127) << shift;
    if (byte < 128) return byte === 0 && shift > 0 ? BAD : value;
  }
  return BAD;
}

/** Takes the next day; false if it is none. */
export function takeDay(): bool {
  const count = takeNumber();
  if (count > <u64>(<u32>MAX_COUNT)) return false;
  games = <u32>count;
  halfWins = 0;
  if (count === 0) return true;
  const zigzag = takeNumber();
  if (zigzag === BAD) return false;
  const half = <i64>(zigzag >> 1);
  const won = (zigzag & 1) === 1 ? <i64>count - half - 1 : <i64>count + half;
  halfWins = <u32>won;
  return won >= 0 && won <= 2 * <i64>count && won <= <i64>(<u32>MAX_COUNT);
}

/** Is a run of so many bytes one of at most so many days, the last of them with games? */
export function isRun(from: usize, length: usize, days: u32): bool {
  openRun(from, length);
  games = 0;
  for (let day: u32 = 0; hasDay(); day++) {
    if (day === days || !takeDay()) return false;
  }
  return games > 0;
}
