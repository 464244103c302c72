/** Rankings of players of the official API: whose battle logs to ask for. */
import * as layout from '../layout/battles';
import { E_OUTPUT_FULL } from '../layout/errors';
import { fail } from '../status';
import { integerOrNone } from './fields';
import { readObject, skipValue } from './reader';
import * as shape from './shapes';
import { isObject, readText, spanFrom, spanTo } from './slots';
import { plainTag } from './tag';

const HEADER_BYTES: usize = layout.PLAYERS_HEADER_FIELDS * 4;
const PLAYER_BYTES: usize = layout.PLAYER_FIELDS * 4;

let out: usize = 0;
let outEnd: usize = 0;
/** Where the next PLAYER row goes, or would go. */
let row: usize = 0;
let items: u32 = 0;

export function beginRanking(at: usize, capacity: i32): void {
  out = at;
  outEnd = at + capacity;
  row = at + HEADER_BYTES;
  items = 0;
}

/** Reads the value at `at` as a player, and writes the PLAYER row if the tag can be asked for. */
export function readRanked(at: usize): usize {
  items++;
  if (!isObject(at)) return skipValue(at);
  at = readObject(shape.RANKED, shape.RANKED_NAMES, at);
  const tag = readText(shape.RANKED, shape.RANKED_TAG) ? plainTag(spanFrom, spanTo) : 0;
  if (tag === 0) return at;
  if (row + PLAYER_BYTES <= outEnd) {
    store<u64>(row, tag, layout.PLAYER_TAG_LO * 4);
    store<u32>(row, integerOrNone(shape.RANKED, shape.RANKED_TROPHIES), layout.PLAYER_TROPHIES * 4);
    store<u32>(row, integerOrNone(shape.RANKED, shape.RANKED_RANK), layout.PLAYER_RANK * 4);
  }
  row += PLAYER_BYTES;
  return at;
}

/** Writes the header: the length in bytes, or E_OUTPUT_FULL. */
export function endRanking(): i32 {
  if (row > outEnd) return fail(E_OUTPUT_FULL, 0);
  store<u32>(out, layout.PLAYERS_MAGIC, layout.PH_MAGIC * 4);
  store<u32>(out, <u32>(row - out), layout.PH_LENGTH * 4);
  store<u32>(out, <u32>((row - out - HEADER_BYTES) / PLAYER_BYTES), layout.PH_COUNT * 4);
  store<u32>(out, items, layout.PH_ITEMS * 4);
  return <i32>(row - out);
}
