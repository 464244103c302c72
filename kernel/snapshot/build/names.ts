/** The names that can be searched: what searchBuild takes. */
import {
  NAME_FIELDS,
  NAME_LEN,
  NAME_OFF,
  NAME_POPULARITY,
  NAME_TARGET,
  TARGET_BRAWLER,
} from '../../layout/search';
import { MAP_FLAG_DISABLED } from '../../layout/snapshot';
import * as records from './records';

export const NAME_BYTES: usize = NAME_FIELDS * 4;
const ENABLED: u32 = 0x40000000;
const HAS_DATA: u32 = 0x20000000;
const AGE_MASK: u32 = 0xffffff;

/** Rows of names; the texts stand somewhere behind them. */
let names: usize = 0;
let namesEnd: usize = 0;
let textBytes: i32 = 0;

/** `at` has NAME_BYTES a map and brawler. */
export function openNames(at: usize): void {
  names = at;
  namesEnd = at;
  textBytes = 0;
}

export function namesAt(): usize {
  return names;
}

export function nameCount(): i32 {
  return <i32>((namesEnd - names) / NAME_BYTES);
}

/** Bytes of all names in sum. */
export function nameBytes(): i32 {
  return textBytes;
}

function addName(target: u32, popularity: u32, text: u64): void {
  store<u32>(namesEnd, target, NAME_TARGET * 4);
  store<u32>(namesEnd, popularity, NAME_POPULARITY * 4);
  store<u32>(namesEnd, <u32>(<usize>text - names), NAME_OFF * 4);
  store<u32>(namesEnd, <u32>(text >> 32), NAME_LEN * 4);
  namesEnd += NAME_BYTES;
  textBytes += <i32>(text >> 32);
}

/**
 * Lists all names. Popularity orders equals: enabled maps come first, then those with data, then newer ones; brawlers
 * by the sum of their use rates in bracket `all`.
 */
export function listNames(): void {
  let row = 0;
  let board = records.baseOf(records.BOARDS);
  let map = records.baseOf(records.MAPS);
  for (; row < records.countOf(records.MAPS); row++, map += records.MAP_BYTES) {
    let popularity = load<u32>(map, records.MAP_ID) & AGE_MASK;
    if ((load<u32>(map, records.MAP_FLAGS) & MAP_FLAG_DISABLED) === 0) popularity += ENABLED;
    let cells: u32 = 0;
    for (let left = load<u32>(map, records.MAP_BOARD_COUNT); left > 0; left--, board += records.BOARD_BYTES) {
      cells |= load<u32>(board, records.BOARD_CELL_COUNT);
    }
    if (cells !== 0) popularity += HAS_DATA;
    addName(row, popularity, load<u64>(map, records.MAP_NAME));
  }
  let brawler = records.baseOf(records.BRAWLERS);
  for (row = 0; row < records.countOf(records.BRAWLERS); row++, brawler += records.BRAWLER_BYTES) {
    addName(
      (TARGET_BRAWLER << 16) | row,
      load<u32>(brawler, records.BRAWLER_USE),
      load<u64>(brawler, records.BRAWLER_NAME),
    );
  }
}
