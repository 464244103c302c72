import { E_SNAPSHOT_BOUNDS } from '../layout/errors';
import { TARGET_BRAWLER } from '../layout/search';
import { fail } from '../status';
import {
  INDEX_HEADER_BYTES,
  INDEX_MAGIC,
  INDEX_MAGIC_AT,
  INDEX_MAP_ROWS_AT,
  INDEX_ROWS_AT,
  INDEX_TEXT_UNITS_AT,
  MAX_NAME_CHARS,
} from './layout';
import { indexBytes, mapRows, openIndex, rows, startsAt, targetAt, textEnd, textFirst } from './names';

/** Whether the header's counts fit each other and the length. */
function headerIsSound(index: usize, length: i32): bool {
  if (length < INDEX_HEADER_BYTES || load<u32>(index, INDEX_MAGIC_AT) !== INDEX_MAGIC) return false;
  const rowCount = load<u32>(index, INDEX_ROWS_AT);
  const units = load<u32>(index, INDEX_TEXT_UNITS_AT);
  return (
    indexBytes(rowCount, units) === <u64>length &&
    load<u32>(index, INDEX_MAP_ROWS_AT) <= rowCount &&
    (rowCount > 0 || units === 0)
  );
}

/** Whether the row is of a map where maps stand, else of a brawler, and there is one of that number. */
function targetIsSound(row: i32, mapCount: i32, brawlerCount: i32): bool {
  const target = load<u32>(targetAt(row));
  return row < mapRows ? target < <u32>mapCount : target - (TARGET_BRAWLER << 16) < <u32>brawlerCount;
}

/** Whether the row's text is in its place, 1 to 64 units, and its words start within it, the first at 0. */
function textIsSound(row: i32, units: u32): bool {
  const first = textFirst(row);
  const end = textEnd(row);
  if ((row === 0 && first !== 0) || first >= end || end > units || <i32>(end - first) > MAX_NAME_CHARS)
    return false;
  const starts = load<u64>(startsAt(row));
  // Shifted in two steps, since a shift by 64 is one by 0.
  return (starts & 1) === 1 && (starts >> (end - first - 1)) >> 1 === 0;
}

/**
 * 0, or E_SNAPSHOT_BOUNDS for an index that searchQuery could not read safely: a length that does not fit its
 * counts, a target out of range, texts that overlap or stick out, word starts outside their text. Wrong planes or
 * letters only make wrong answers, against which the snapshot has its checksum. At most 65,536 maps and as many brawlers.
 */
export function searchCheck(index: usize, length: i32, mapCount: i32, brawlerCount: i32): i32 {
  if (!headerIsSound(index, length)) return fail(E_SNAPSHOT_BOUNDS, 0);
  openIndex(index);
  const units = load<u32>(index, INDEX_TEXT_UNITS_AT);
  let row = 0;
  while (row < rows && targetIsSound(row, mapCount, brawlerCount) && textIsSound(row, units)) row++;
  return row < rows ? fail(E_SNAPSHOT_BOUNDS, <i32>(targetAt(row) - index)) : 0;
}
