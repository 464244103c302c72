/** Times as ISO 8601 strings, quoted: "2026-05-01T12:00:00.000Z". */
const DAY_MS: u64 = 86400000;
/** days from 0000-03-01 to 1970-01-01 */
const EPOCH_DAYS: u32 = 719468;
/** days of 400 years */
const ERA_DAYS: u32 = 146097;
/** what stands behind a pair of digits, the first in the lowest byte: nothing behind the century, then --T::. */
const MARKS: u64 = 0x2e3a3a542d2d00;

/**
 * A day's date as pairs of digits: century, year, month, day, one a byte from the lowest. Days to civil after Howard
 * Hinnant, "chrono-Compatible Low-Level Date Algorithms": years that begin in March have their leap day last.
 */
function dateOf(epochDay: u32): u32 {
  const days = epochDay + EPOCH_DAYS;
  const era = days / ERA_DAYS;
  const day = days % ERA_DAYS;
  const yearOfEra = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  const dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const fifth = (5 * dayOfYear + 2) / 153;
  const isLate = fifth >= 10;
  const year = yearOfEra + era * 400 + <u32>isLate;
  const month = isLate ? fifth - 9 : fifth + 3;
  const dayOfMonth = dayOfYear - (153 * fifth + 2) / 5 + 1;
  return (year / 100) | ((year % 100) << 8) | (month << 16) | (dayOfMonth << 24);
}

/** Epoch milliseconds up to the end of the year 9999. */
export function putTimeMs(p: usize, ms: u64): usize {
  const day = <u32>(ms / DAY_MS);
  const rest = <u32>(ms % DAY_MS);
  const seconds = rest / 1000;
  const minutes = seconds / 60;
  const millis = rest % 1000;
  const clock = (minutes / 60) | ((minutes % 60) << 8) | ((seconds % 60) << 16);
  let pairs = <u64>dateOf(day) | ((<u64>clock) << 32);
  store<u8>(p++, 0x22);
  for (let marks = MARKS; marks !== 0; marks >>= 8) {
    const pair = <u32>pairs & 0xff;
    store<u16>(p, 0x3030 + pair / 10 + ((pair % 10) << 8));
    store<u8>(p, <u8>marks, 2);
    p += marks & 0xff ? 3 : 2;
    pairs >>= 8;
  }
  store<u8>(p, 0x30 + millis / 100);
  store<u16>(p, 0x3030 + (millis % 100) / 10 + ((millis % 10) << 8), 1);
  store<u16>(p, 0x225a, 3);
  return p + 5;
}

/** A day since 1970-01-01 UTC as "2026-05-01", quoted, up to the end of the year 9999. */
export function putDate(p: usize, day: u32): usize {
  putTimeMs(p, <u64>day * DAY_MS);
  store<u8>(p, 0x22, 11);
  return p + 12;
}
