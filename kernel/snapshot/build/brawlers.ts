/** Brawlers: those listed, and those that only statistics name. */
import { MAX_BRAWLERS } from '../../layout/build';
import * as bundle from '../../layout/bundle';
import { NONE32 } from '../../layout/snapshot';
import { COUNT_CELLS, FIRST_BRAWLER_ID, MAX_CODE } from '../../layout/tally';
import { isNamed } from './counts';
import { bundleOf, field, LISTED_BYTES, listEnd, listStart, rowOf, sumCount, total } from './input';
import * as records from './records';
import { takeZeroed } from './scratch';
import { valueAt } from './sort';
import {
  entryOfNumber,
  keyCount,
  numberOf,
  setValues,
  sortEntries,
  tableOfRows,
  valueA,
  valueB,
} from './table';
import { makeKey, makeSlug, showName, showNumber, textOf } from './text';

/** "brawler-" */
const SLUG_WORD: u64 = (0x2d72656c << 32) | 0x77617262;

/** by id: a bundle's row (0 for one that no list has) and the bundle; then the number of its record */
let ids: usize = 0;

/** Of each code of counts: the id that it stands for, and its row + 1. */
let codes: usize = 0;
const CODE_ID: usize = 0;
const CODE_ROW: usize = 4;
const CODE_BYTES: usize = 8;

/** Row of a brawler, by the address of its id; −1 if no list and no statistics name it. */
export function brawlerRow(id: usize): i32 {
  const entry = entryOfNumber(ids, id, false);
  return entry === 0 ? -1 : <i32>valueA(entry);
}

/** Adds the brawlers of a table unless it is site-wide; id 0 is nobody. False if there are too many. */
function addTable(table: usize, at: usize): bool {
  if ((field(table, bundle.TABLE_FLAGS) & bundle.TABLE_SITE_WIDE) !== 0) return true;
  const first = <usize>field(table, bundle.TABLE_FIRST_STAT) * (bundle.STAT_FIELDS * 4);
  let stat = at + field(at, bundle.BH_STATS_OFF) + first;
  for (let left = field(table, bundle.TABLE_STAT_COUNT); left > 0; left--, stat += bundle.STAT_FIELDS * 4) {
    entryOfNumber(ids, stat, field(stat, bundle.STAT_BRAWLER) !== 0);
    if (keyCount(ids) > MAX_BRAWLERS) return false;
  }
  return true;
}

/** Fills a record, all zeros, from a list's row. */
function fill(brawler: usize, id: u32, row: usize, at: usize): void {
  const flags = field(row, bundle.BRAWLER_FLAGS);
  const name = showName(at, row, bundle.BRAWLER_NAME_OFF, flags);
  store<u64>(brawler, name, records.BRAWLER_NAME);
  store<u64>(brawler, makeSlug(makeKey(name), SLUG_WORD, id), records.BRAWLER_SLUG);
  store<u64>(brawler, textOf(at, row, bundle.BRAWLER_CLASS_OFF), records.BRAWLER_CLASS);
  store<u64>(brawler, textOf(at, row, bundle.BRAWLER_RARITY_OFF), records.BRAWLER_RARITY);
  store<u32>(brawler, field(row, bundle.BRAWLER_COLOR), records.BRAWLER_COLOR);
  store<u32>(brawler, flags & bundle.FLAG_UNRELEASED, records.BRAWLER_FLAGS);
}

/** Adds the brawlers that sums of cells name; code 0 is nobody. False if there are too many. */
function addCodes(): bool {
  if (sumCount(COUNT_CELLS) === 0) return true;
  codes = takeZeroed(MAX_CODE + 1, CODE_BYTES);
  for (let code = 1; code <= MAX_CODE; code++) {
    if (!isNamed(code)) continue;
    const id = codes + <usize>code * CODE_BYTES + CODE_ID;
    store<u32>(id, FIRST_BRAWLER_ID + code - 1);
    entryOfNumber(ids, id, true);
    if (keyCount(ids) > MAX_BRAWLERS) return false;
  }
  return true;
}

/** Notes the row of each code, once the rows are known; those without one get none. */
function noteCodes(): void {
  if (sumCount(COUNT_CELLS) === 0) return;
  for (let code = 1; code <= MAX_CODE; code++) {
    const at = codes + <usize>code * CODE_BYTES;
    store<u32>(at, FIRST_BRAWLER_ID + code - 1, CODE_ID);
    store<i32>(at, brawlerRow(at + CODE_ID) + 1, CODE_ROW);
  }
}

/** Row + 1 of the brawler of a code of counts; 0 if there is none. There must be sums of cells. */
export function numberOfCode(code: u32): u32 {
  return load<u32>(codes + <usize>code * CODE_BYTES, CODE_ROW);
}

/** Makes the table of brawlers; false if there are more than MAX_BRAWLERS. */
export function makeBrawlers(): bool {
  const named = min(sumCount(COUNT_CELLS), MAX_BRAWLERS);
  const most = total(bundle.BH_BRAWLERS_OFF) + total(bundle.BH_STATS_OFF) + named;
  ids = tableOfRows(bundle.BH_BRAWLERS_OFF, min(most, MAX_BRAWLERS + 1), false);
  if (keyCount(ids) > MAX_BRAWLERS) return false;
  for (
    let item = listStart(bundle.BH_TABLES_OFF);
    item < listEnd(bundle.BH_TABLES_OFF);
    item += LISTED_BYTES
  ) {
    if (!addTable(rowOf(item), bundleOf(item))) return false;
  }
  if (!addCodes()) return false;
  const count = sortEntries(ids);
  let brawler = takeZeroed(count, records.BRAWLER_BYTES);
  records.setTable(records.BRAWLERS, brawler, count, records.BRAWLER_BYTES);
  for (let row = 0; row < count; row++, brawler += records.BRAWLER_BYTES) {
    const entry = valueAt(row);
    const id = numberOf(entry);
    store<u32>(brawler, id, records.BRAWLER_ID);
    if (valueA(entry) !== 0) {
      fill(brawler, id, valueA(entry), valueB(entry));
    } else {
      store<u64>(brawler, showNumber(id), records.BRAWLER_NAME);
      store<u64>(brawler, makeSlug(0, SLUG_WORD, id), records.BRAWLER_SLUG);
      store<u32>(brawler, NONE32, records.BRAWLER_COLOR);
      store<u32>(brawler, bundle.FLAG_UNLISTED, records.BRAWLER_FLAGS);
    }
    setValues(entry, row, 0);
  }
  noteCodes();
  return true;
}
