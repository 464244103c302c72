/** What maps, modes and brawlers of BrawlAPI have in common. */
import * as layout from '../layout/bundle';
import { SHAPE_BYTES, spanFrom, spanTo } from './cursor';
import { optionalFlag, optionalInteger, optionalSpan } from './fields';

/* Keys that they share; the first in each of their lists of names. */
export const ID = 0;
export const NAME = 1;
const DISABLED = 2;
const NEW = 3;
const HASH = 4;

/** A mode, be it an item of /gamemodes or the `gameMode` of a map. */
export const MODE: usize = memory.data(SHAPE_BYTES, 16);
export const MODE_NAMES = 'id name disabled new hash scId scHash color';
const SC_ID = 5;
export const SC_HASH = 6;
export const COLOR = 7;

/** The first official mode id: BrawlAPI's own mode ids lie far below. */
const FIRST_MODE_ID: u32 = 48000000;

/** Has a lower-case letter but no upper-case one, as in "shabby-shells". */
function isDashed(from: usize, to: usize): bool {
  let hasLower = false;
  for (; from < to; from++) {
    const byte = <u32>load<u8>(from);
    if (byte - 0x41 < 26) return false;
    hasLower = hasLower || byte - 0x61 < 26;
  }
  return hasLower;
}

/** FLAG_* but FLAG_UNRELEASED of the item read last into `shape`. */
export function readFlags(shape: usize): u32 {
  const disabled: u32 = optionalFlag(shape, DISABLED, false) ? layout.FLAG_DISABLED : 0;
  const isNew: u32 = optionalFlag(shape, NEW, false) ? layout.FLAG_NEW : 0;
  optionalSpan(shape, HASH);
  const dashed: u32 = isDashed(spanFrom, spanTo) ? layout.FLAG_DASHED_NAME : 0;
  return disabled | isNew | dashed;
}

/** Of the mode read last: `scId`; else `id` where that is an official one; else 0. */
export function readModeId(): u32 {
  const official = optionalInteger(MODE, SC_ID, layout.NONE);
  const id = optionalInteger(MODE, ID, 0);
  if (official !== layout.NONE) return official;
  return id >= FIRST_MODE_ID ? id : 0;
}
