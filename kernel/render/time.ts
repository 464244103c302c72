/** Times as ISO 8601 strings, quoted: "2026-05-01T12:00:00.000Z". */
import { NULL } from './spans';
import { put } from './write';

const DAY_MS: u64 = 86400000;
/** days from 0000-03-01 to 1970-01-01 */
const EPOCH_DAYS: u32 = 719468;
/** days of 400 years */
const ERA_DAYS: u32 = 146097;

function putTwo(p: usize, n: u32, mark: u32): usize {
  const tens = n / 10;
  store<u16>(p, 0x3030 + tens + ((n - tens * 10) << 8));
  store<u8>(p, mark, 2);
  return p + 3;
}

/**
 * A date of the years 0000…9999, with its quote and "T". Days to civil after Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms": years that begin in March have their leap day last.
 */
function putDate(p: usize, epochDay: u32): usize {
  const days = epochDay + EPOCH_DAYS;
  const era = days / ERA_DAYS;
  const day = days - era * ERA_DAYS;
  const yearOfEra = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  const dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const fifth = (5 * dayOfYear + 2) / 153;
  const month = fifth < 10 ? fifth + 3 : fifth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  store<u8>(p, 0x22);
  putTwo(p + 1, year / 100, 0);
  p = putTwo(p + 3, year % 100, 0x2d);
  p = putTwo(p, month, 0x2d);
  return putTwo(p, dayOfYear - (153 * fifth + 2) / 5 + 1, 0x54);
}

/** Epoch milliseconds up to the end of the year 9999. */
export function putTimeMs(p: usize, ms: u64): usize {
  const day = ms / DAY_MS;
  const rest = <u32>(ms - day * DAY_MS);
  const seconds = rest / 1000;
  const minutes = seconds / 60;
  const millis = rest - seconds * 1000;
  p = putDate(p, <u32>day);
  p = putTwo(p, minutes / 60, 0x3a);
  p = putTwo(p, minutes % 60, 0x3a);
  p = putTwo(p, seconds % 60, 0x2e);
  const hundreds = millis / 100;
  store<u8>(p, 0x30 + hundreds);
  p = putTwo(p + 1, millis - hundreds * 100, 0x5a);
  store<u8>(p, 0x22);
  return p + 1;
}

/** Epoch seconds; null for 0. */
export function putTime(p: usize, seconds: u32): usize {
  return seconds === 0 ? put(p, NULL) : putTimeMs(p, <u64>seconds * 1000);
}
