/** Writers of numbers, as JSON.stringify writes them. Conventions as in write.ts; none touches more than 16 bytes. */

const EIGHT_DIGITS: u32 = 100000000;
/** "00000000" */
const ZEROS: u64 = ((<u64>0x30303030) << 32) | 0x30303030;

/** n < 10^8 as eight digits, the first in the lowest byte: halves, quarters and eighths at once. */
function eightDigits(n: u32): u64 {
  const high = n / 10000;
  const halves = <u64>high | ((<u64>(n - high * 10000)) << 32);
  const hundreds = ((halves * 10486) >> 20) & 0x7f0000007f;
  const pairs = hundreds | ((halves - hundreds * 100) << 16);
  const tens = ((pairs * 103) >> 10) & 0x000f000f000f000f;
  return tens | ((pairs - tens * 10) << 8);
}

export function putInteger(p: usize, n: u32): usize {
  if (n >= EIGHT_DIGITS) return putLarge(p, n);
  const digits = eightDigits(n);
  // The 1 in the last byte keeps the only digit of 0.
  const leading = ctz(digits | (1 << 56)) & 0x38;
  store<u64>(p, (digits | ZEROS) >> leading);
  return p + 8 - <usize>(leading >> 3);
}

/** Any number below 10^16. */
function putLarge(p: usize, n: u64): usize {
  const high = n / EIGHT_DIGITS;
  if (high === 0) return putInteger(p, <u32>n);
  p = putInteger(p, <u32>high);
  store<u64>(p, eightDigits(<u32>(n - high * EIGHT_DIGITS)) | ZEROS);
  return p + 8;
}

/** Half of n: with ".5" where n is odd. */
export function putHalf(p: usize, n: u32): usize {
  p = putInteger(p, n >> 1);
  store<u16>(p, 0x352e);
  return p + <usize>((n & 1) << 1);
}

/** 0…1000 tenths as JSON, in the low bytes of a u64, its length in the highest. */
const TENTHS: u32 = 1001;
const tenthsTexts: usize = memory.data(8008, 16);

/** Fills the table of tenths; needed once before any rate is written. */
export function prepareTenths(): void {
  if (load<u64>(tenthsTexts) !== 0) return;
  for (let n: u32 = 0; n < TENTHS; n++) {
    const whole = n / 10;
    const tenth = n - whole * 10;
    const entry = tenthsTexts + <usize>(n << 3);
    let length = <u64>(putInteger(entry, whole) - entry);
    let text = load<u64>(entry) & ((1 << (length << 3)) - 1);
    if (tenth !== 0) {
      text |= (<u64>(0x302e + (tenth << 8))) << (length << 3);
      length += 2;
    }
    store<u64>(entry, text | (length << 56));
  }
}

/** Tenths with one decimal, none where it is 0; n ≤ 1000. */
export function putTenths(p: usize, n: u32): usize {
  const text = load<u64>(tenthsTexts + <usize>(n << 3));
  store<u64>(p, text);
  return p + <usize>(text >> 56);
}

/** As putTenths, for any n < 10^16. */
export function putLargeTenths(p: usize, n: u64): usize {
  if (n < TENTHS) return putTenths(p, <u32>n);
  p = putLarge(p, n / 10);
  const tenth = <u32>(n % 10);
  store<u16>(p, 0x302e + (tenth << 8));
  return tenth === 0 ? p : p + 2;
}

/** 1/100 pp → tenths of a percent, half up; for 0…16,383 the product is the quotient. */
export function tenths(hundredths: u32): u32 {
  return ((hundredths + 5) * 6554) >> 16;
}
