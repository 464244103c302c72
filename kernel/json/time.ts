import { isDigit } from './token';

const BAD = -1;

/** The number of `count` digits at `at`, or BAD. */
function digitsAt(at: usize, count: i32): i32 {
  let value = 0;
  for (; count > 0; count--, at++) {
    const byte = <u32>load<u8>(at);
    if (!isDigit(byte)) return BAD;
    value = value * 10 + (byte - 0x30);
  }
  return value;
}

function daysInMonth(year: i32, month: i32): i32 {
  if (month === 2) return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms"); year ≥ 0. */
function daysFromEpoch(year: i32, month: i32, day: i32): i32 {
  if (month <= 2) year--;
  const era = (year >= 0 ? year : year - 399) / 400;
  const yearOfEra = year - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

/** Set by epochSeconds: was the text a time? */
export let isTime: bool = false;

/**
 * Epoch seconds of "2025-08-17T20:00:00.000Z" or "20250817T200000.000Z" between `at` and `end`; the fraction may
 * be missing or longer and is cut off. isTime tells whether the text is one. Negative before 1970.
 */
export function epochSeconds(at: usize, end: usize): i64 {
  isTime = false;
  const length = end - at;
  if (length < 16) return 0;
  const isExtended = load<u8>(at, 4) === 0x2d;
  const gap: usize = isExtended ? 1 : 0;
  const dateEnd = at + 8 + 2 * gap;
  const timeEnd = dateEnd + 7 + 2 * gap;
  if (timeEnd >= end || load<u8>(dateEnd) !== 0x54 || load<u8>(end - 1) !== 0x5a) return 0;
  if (isExtended) {
    if (load<u8>(at, 7) !== 0x2d || load<u8>(dateEnd, 3) !== 0x3a || load<u8>(dateEnd, 6) !== 0x3a) return 0;
  }
  const year = digitsAt(at, 4);
  const month = digitsAt(at + 4 + gap, 2);
  const day = digitsAt(at + 6 + 2 * gap, 2);
  const hour = digitsAt(dateEnd + 1, 2);
  const minute = digitsAt(dateEnd + 3 + gap, 2);
  const second = digitsAt(dateEnd + 5 + 2 * gap, 2);
  if ((year | month | day | hour | minute | second) < 0) return 0;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return 0;
  if (hour > 23 || minute > 59 || second > 59) return 0;
  if (timeEnd + 1 < end) {
    if (load<u8>(timeEnd) !== 0x2e || timeEnd + 2 === end) return 0;
    for (let i = timeEnd + 1; i < end - 1; i++) if (!isDigit(load<u8>(i))) return 0;
  }
  isTime = true;
  return <i64>daysFromEpoch(year, month, day) * 86400 + (hour * 3600 + minute * 60 + second);
}
