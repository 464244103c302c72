/** The numbers of a cell, as on a map's and on a brawler's page. */
import * as layout from '../layout/snapshot';
import { value8, value16, value32 } from '../snapshot/read/columns';
import { baseline, NO_BASELINE, source } from './board';
import { putHalf, putInteger, putLargeTenths, putTenths, tenths } from './number';
import * as spans from './spans';
import { COMMA, put, putTwice } from './write';

const MINUS: u8 = 0x2d;
/** letters of TIER_S and on, from the second byte */
const TIER_LETTERS: u64 = 0x444342415300;

/** The letter of a tier, 0 for none. */
export function tierLetter(tier: u32): u32 {
  return tier > <u32>layout.TIER_D ? 0 : <u32>(TIER_LETTERS >> (tier << 3)) & 0xff;
}

/** Half wins of games in tenths of a percent, half up. */
function rateOf(halfWins: u32, games: u32): u64 {
  return (<u64>halfWins * 1000 + games) / ((<u64>games) << 1);
}

export function putRateOf(p: usize, halfWins: u32, games: u32): usize {
  return putLargeTenths(p, rateOf(halfWins, games));
}

/** Difference of an adjusted rate and the baseline, as they are shown. */
export function putLift(p: usize, adjusted: u32): usize {
  if (baseline === NO_BASELINE) return put(p, spans.NULL);
  const difference = <i32>tenths(adjusted) - baseline;
  store<u8>(p, MINUS);
  return putTenths(p + (<u32>difference >> 31), <u32>abs(difference));
}

/** Two rates in brackets behind what opened them. */
export function putBounds(p: usize, low: u32, high: u32): usize {
  p = putTenths(p, tenths(low));
  store<u8>(p, COMMA);
  return putTenths(p + 1, tenths(high));
}

/**
 * From `,"tier":` to the comma behind the row, of a cell of the board in use. The win rate is taken from the counts
 * where they are our own, else as the source gave it.
 */
export function putCell(p: usize, cell: u32): usize {
  const tier = value8(layout.S_CELL_TIER, cell);
  const letter = tierLetter(tier & ~layout.TIED_BIT);
  const games = value32(layout.S_CELL_GAMES, cell);
  const halfWins = value32(layout.S_CELL_HALF_WINS, cell);
  const adjusted = value16(layout.S_CELL_ADJUSTED, cell);
  const low = value16(layout.S_CELL_LOW, cell);
  const high = value16(layout.S_CELL_HIGH, cell);
  if (letter === 0) {
    p = putTwice(p, spans.TIER_NULL);
  } else {
    const letterAt = p + 9;
    p = putTwice(p, spans.TIER);
    store<u8>(letterAt, letter);
  }
  p = put(games === layout.NONE32 ? put(p, spans.NULL) : putInteger(p, games), spans.WINS);
  p = halfWins === layout.NONE32 ? put(p, spans.NULL) : putHalf(p, halfWins);
  p = put(p, spans.WIN_RATE);
  if (source !== layout.BOARD_SOURCE_BATTLES || games === 0) {
    p = putTenths(p, tenths(value16(layout.S_CELL_WIN_RATE, cell)));
  } else {
    p = putRateOf(p, halfWins, games);
  }
  p = putTenths(putTwice(p, spans.ADJUSTED), tenths(adjusted));
  if (low === layout.NONE16 || high === layout.NONE16) {
    p = putTwice(p, spans.INTERVAL_NULL);
  } else {
    p = put(putBounds(put(p, spans.INTERVAL), low, high), spans.LIFT_AFTER_INTERVAL);
  }
  p = put(putLift(p, adjusted), spans.USE_RATE);
  p = put(putTenths(p, tenths(value16(layout.S_CELL_USE_RATE, cell))), spans.RANK);
  p = putInteger(p, value16(layout.S_CELL_RANK, cell));
  return put(p, tier & layout.TIED_BIT ? spans.TIED : spans.NOT_TIED);
}
