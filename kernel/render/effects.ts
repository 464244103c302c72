/** A brawler's surest pairs and match-ups: twin of src/kernel/reference/render/effects.ts. */
import * as layout from '../layout/snapshot';
import { value16, value32 } from '../snapshot/read/columns';
import { fits } from './answer';
import { putRateOf } from './cell';
import { putNumber, putSpan, putString } from './fields';
import { putHalf, putInteger, putLargeTenths, putTenths, tenths } from './number';
import * as spans from './spans';

const MINUS: u8 = 0x2d;
const COMMA: u8 = 0x2c;
const Z95_HUNDREDTHS = 196;
/** makes any of these a positive number of tenths, so that a division rounds down */
const OFFSET = 100000;

/** Tenths with a sign. */
export function putSigned(p: usize, n: i32): usize {
  store<u8>(p, MINUS);
  return putLargeTenths(p + (<u32>n >> 31), <u64>abs(n));
}

/** 1/10,000 pp as percentage points with one decimal, half up. */
function putPoints(p: usize, value: i32): usize {
  return putSigned(p, (value + 500 + 1000 * OFFSET) / 1000 - OFFSET);
}

/** Rows of a brawler, of pairs (`at` is S_PAIR_AT) or match-ups (S_MATCHUP_AT); 0 where they do not fit. */
export function putEffects(p: usize, brawler: u32, at: i32): usize {
  const to = value32(at, brawler + 1);
  for (let row = value32(at, brawler); row < to; row++) {
    if (!fits(p)) return 0;
    p = putEffect(p, row, at);
  }
  return p;
}

function putEffect(p: usize, row: u32, at: i32): usize {
  const other = value16(at + 1, row);
  const games = value32(at + 2, row);
  const halfWins = value32(at + 3, row);
  const shift = 100 * (((<i32>value16(at + 5, row)) << 16) >> 16);
  const reach = Z95_HUNDREDTHS * <i32>value16(at + 6, row);
  p = putNumber(p, spans.ID, layout.S_BRAWLER_ID, other);
  p = putString(p, spans.NAME, layout.S_BRAWLER_NAME, other);
  p = putString(p, spans.SLUG, layout.S_BRAWLER_SLUG, other);
  p = putInteger(putSpan(p, spans.GAMES), games);
  p = putSpan(putHalf(putSpan(p, spans.WINS), halfWins), spans.WIN_RATE);
  p = games === 0 ? putSpan(p, spans.NULL) : putRateOf(p, halfWins, games);
  p = putTenths(putSpan(p, spans.EXPECTED), tenths(value16(at + 4, row)));
  p = putPoints(putSpan(p, spans.EFFECT), shift);
  p = putPoints(putSpan(p, spans.INTERVAL), shift - reach);
  store<u8>(p, COMMA);
  return putSpan(putPoints(p + 1, shift + reach), spans.END_TEAM);
}
