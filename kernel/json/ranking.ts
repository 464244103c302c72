/** Rankings of players of the official API: whose battle logs to ask for. */
import * as layout from '../layout/battles';
import { E_OUTPUT_FULL } from '../layout/errors';
import { fail } from '../status';
import {
  firstElement,
  isObject,
  nextElement,
  readObject,
  SHAPE_BYTES,
  spanFrom,
  spanTo,
  valueAt,
} from './cursor';
import { expectArray, expectObject, integerOrNone, spanOrNothing } from './fields';
import { plainTag } from './tag';

const RANKING: usize = memory.data(SHAPE_BYTES, 16);
const RANKING_NAMES = 'items';
const ITEMS = 0;

const PLAYER: usize = memory.data(SHAPE_BYTES, 16);
const PLAYER_NAMES = 'tag trophies rank';
const TAG = 0;
const TROPHIES = 1;
const RANK = 2;

const PLAYER_BYTES: usize = layout.PLAYER_FIELDS * 4;

/** Extracts the ranking whose root is at `root`: its length in bytes, or E_OUTPUT_FULL. Then look at `fault`. */
export function extractPlayers(root: usize, out: usize, capacity: i32): i32 {
  if (!expectObject(root)) return 0;
  readObject(RANKING, RANKING_NAMES, root);
  if (!expectArray(valueAt(RANKING, ITEMS))) return 0;
  const rows = out + layout.PLAYERS_HEADER_FIELDS * 4;
  const end = out + capacity;
  if (rows > end) return fail(E_OUTPUT_FULL, 0);
  let row = rows;
  let items: u32 = 0;
  for (let at = firstElement(valueAt(RANKING, ITEMS)); at !== 0; at = nextElement(at)) {
    items++;
    if (!isObject(at)) continue;
    readObject(PLAYER, PLAYER_NAMES, at);
    spanOrNothing(PLAYER, TAG);
    const tag = plainTag(spanFrom, spanTo);
    if (tag === 0) continue;
    if (row + PLAYER_BYTES > end) return fail(E_OUTPUT_FULL, 0);
    store<u64>(row, tag, layout.PLAYER_TAG_LO * 4);
    store<u32>(row, integerOrNone(PLAYER, TROPHIES), layout.PLAYER_TROPHIES * 4);
    store<u32>(row, integerOrNone(PLAYER, RANK), layout.PLAYER_RANK * 4);
    row += PLAYER_BYTES;
  }
  store<u32>(out, layout.PLAYERS_MAGIC, layout.PH_MAGIC * 4);
  store<u32>(out, <u32>(row - out), layout.PH_LENGTH * 4);
  store<u32>(out, <u32>((row - rows) / PLAYER_BYTES), layout.PH_COUNT * 4);
  store<u32>(out, items, layout.PH_ITEMS * 4);
  return <i32>(row - out);
}
