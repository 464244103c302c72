/** What maps, modes and brawlers of BrawlAPI have in common. */
import * as layout from '../layout/bundle';
import { optionalFlag, optionalInteger, optionalText } from './fields';
import * as shape from './shapes';
import { spanFrom, spanTo } from './slots';

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

/** FLAG_* but FLAG_UNRELEASED of the item read last into the shape `item`. */
export function readFlags(item: usize): u32 {
  const disabled: u32 = optionalFlag(item, shape.DISABLED, false) ? layout.FLAG_DISABLED : 0;
  const isNew: u32 = optionalFlag(item, shape.NEW, false) ? layout.FLAG_NEW : 0;
  optionalText(item, shape.HASH);
  const dashed: u32 = isDashed(spanFrom, spanTo) ? layout.FLAG_DASHED_NAME : 0;
  return disabled | isNew | dashed;
}

/** Of the mode read last: `scId`; else `id` where that is an official one; else 0. */
export function readModeId(): u32 {
  const official = optionalInteger(shape.MODE, shape.MODE_OFFICIAL_ID, layout.NONE);
  const id = optionalInteger(shape.MODE, shape.ID, 0);
  if (official !== layout.NONE) return official;
  return id >= FIRST_MODE_ID ? id : 0;
}
