/** Building the search index. The output region serves as work space too: records behind the index's place. */
import { E_ARGUMENT, E_OUTPUT_FULL } from '../layout/errors';
import {
  NAME_FIELDS,
  NAME_LEN,
  NAME_OFF,
  NAME_POPULARITY,
  NAME_TARGET,
  TARGET_BRAWLER,
  TARGET_MAP,
} from '../layout/search';
import { fail } from '../status';
import {
  INDEX_MAGIC,
  INDEX_MAGIC_AT,
  INDEX_MAP_ROWS_AT,
  INDEX_ROWS_AT,
  INDEX_TEXT_UNITS_AT,
  MAX_NAME_CHARS,
  PLANES,
} from './layout';
import { indexBytes, offsetAt, openIndex, planeBytes, planes, startsAt, targetAt, textAt } from './names';
import { normalise, wordStarts } from './normalise';
import { setPlanes } from './planes';

/* A record: what is known of a name while it is sorted. */
const RECORD_BYTES = 24;
const RECORD_STARTS: usize = 0;
const RECORD_TARGET: usize = 8;
const RECORD_POPULARITY: usize = 12;
/** address of the normalised text */
const RECORD_TEXT: usize = 16;
const RECORD_UNITS: usize = 20;

/** Names beyond this make no sense, and a row's number must fit a hit's key. */
const MAX_NAMES = 1 << 20;

/** Addresses of the records, as u32, to be sorted. */
let order: usize = 0;

function nameField(names: usize, name: i32, field: usize): u32 {
  return load<u32>(names + (<usize>name * NAME_FIELDS + field) * 4);
}

/** Bytes of text in all, or -1 if a name is outside the input or of no known kind. */
function measureNames(names: usize, nameCount: i32, namesLen: i32): i64 {
  if (nameCount < 0 || nameCount > MAX_NAMES || namesLen < nameCount * (NAME_FIELDS * 4)) return -1;
  let bytes: i64 = 0;
  for (let name = 0; name < nameCount; name++) {
    const length = <i64>nameField(names, name, NAME_LEN);
    const isInside = <i64>nameField(names, name, NAME_OFF) + length <= namesLen;
    if (!isInside || <i32>(nameField(names, name, NAME_TARGET) >> 16) > TARGET_BRAWLER) return -1;
    bytes += length;
  }
  return bytes;
}

/** Bytes of output that are enough for so many names and bytes of text. A byte never makes more than one unit. */
function capacityFor(nameCount: i32, textBytes: i64): i64 {
  return <i64>indexBytes(nameCount, textBytes) + <i64>nameCount * (RECORD_BYTES + 4) + textBytes * 2;
}

/** Bytes of output that are enough for `nameCount` names of `textBytes` bytes of UTF-8 in all, or E_ARGUMENT. */
export function searchBuildCapacity(nameCount: i32, textBytes: i32): i32 {
  if (nameCount < 0 || nameCount > MAX_NAMES || textBytes < 0) return fail(E_ARGUMENT, 0);
  const bytes = capacityFor(nameCount, textBytes);
  return bytes > i32.MAX_VALUE ? fail(E_ARGUMENT, 0) : <i32>bytes;
}

/** Normalises the names into records; those of which nothing is left get none. Returns how many there are. */
function makeRecords(names: usize, nameCount: i32, records: usize): i32 {
  let count = 0;
  let record = records;
  let text = order + ((<usize>nameCount) << 2);
  for (let name = 0; name < nameCount; name++) {
    const length = nameField(names, name, NAME_LEN);
    const from = names + nameField(names, name, NAME_OFF);
    const room = min(length, MAX_NAME_CHARS);
    const units = min(normalise(from, length, text, room), room);
    if (units === 0) continue;
    store<u64>(record, wordStarts(), RECORD_STARTS);
    store<u32>(record, nameField(names, name, NAME_TARGET), RECORD_TARGET);
    store<u32>(record, nameField(names, name, NAME_POPULARITY), RECORD_POPULARITY);
    store<u32>(record, <u32>text, RECORD_TEXT);
    store<i32>(record, units, RECORD_UNITS);
    store<u32>(order + ((<usize>count) << 2), <u32>record);
    record += RECORD_BYTES;
    text += (<usize>units) << 1;
    count++;
  }
  return count;
}

function recordAt(place: i32): usize {
  return load<u32>(order + ((<usize>place) << 2));
}

function setRecord(place: i32, record: usize): void {
  store<u32>(order + ((<usize>place) << 2), <u32>record);
}

function compareNumbers(a: u32, b: u32): i32 {
  return i32(a > b) - i32(a < b);
}

function compareTexts(a: usize, b: usize, units: i32): i32 {
  for (let i = 0; i < units; i++) {
    const at = (<usize>i) << 1;
    const result = compareNumbers(load<u16>(a + at), load<u16>(b + at));
    if (result !== 0) return result;
  }
  return 0;
}

/** Maps first; then what is asked for more, is shorter, comes first by code units, has the lower number. */
function compareRecords(a: usize, b: usize): i32 {
  const targetA = load<u32>(a, RECORD_TARGET);
  const targetB = load<u32>(b, RECORD_TARGET);
  let result = compareNumbers(targetA >> 16, targetB >> 16);
  if (result === 0) result = compareNumbers(load<u32>(b, RECORD_POPULARITY), load<u32>(a, RECORD_POPULARITY));
  const units = load<i32>(a, RECORD_UNITS);
  if (result === 0) result = compareNumbers(units, load<u32>(b, RECORD_UNITS));
  if (result === 0) result = compareTexts(load<u32>(a, RECORD_TEXT), load<u32>(b, RECORD_TEXT), units);
  return result === 0 ? compareNumbers(targetA, targetB) : result;
}

/** Shell sort: a few lines, in place, and some 20 comparisons a name for 10,000 names. */
function sortRecords(count: i32): void {
  for (let gap = count >> 1; gap > 0; gap = gap === 2 ? 1 : (gap * 5) / 11) {
    for (let i = gap; i < count; i++) {
      const record = recordAt(i);
      let place = i;
      while (place >= gap && compareRecords(recordAt(place - gap), record) > 0) {
        setRecord(place, recordAt(place - gap));
        place -= gap;
      }
      setRecord(place, record);
    }
  }
}

/**
 * Drops all but one of each set of equal records, which stand together, and writes the header. Returns how many
 * are left.
 */
function writeHeader(index: usize, count: i32): i32 {
  let kept = 0;
  let mapRows = 0;
  let units: u32 = 0;
  for (let place = 0; place < count; place++) {
    const record = recordAt(place);
    if (kept > 0 && compareRecords(recordAt(kept - 1), record) === 0) continue;
    setRecord(kept, record);
    kept++;
    if (load<u32>(record, RECORD_TARGET) >> 16 === TARGET_MAP) mapRows++;
    units += load<u32>(record, RECORD_UNITS);
  }
  store<u32>(index, INDEX_MAGIC, INDEX_MAGIC_AT);
  store<i32>(index, kept, INDEX_ROWS_AT);
  store<i32>(index, mapRows, INDEX_MAP_ROWS_AT);
  store<u32>(index, units, INDEX_TEXT_UNITS_AT);
  return kept;
}

/** Writes planes, columns and text in the order of the records. Returns the length of the index. */
function writeRows(index: usize, count: i32): i32 {
  openIndex(index);
  memory.fill(planes, 0, planeBytes * PLANES);
  let unit: u32 = 0;
  for (let row = 0; row < count; row++) {
    const record = recordAt(row);
    const units = load<i32>(record, RECORD_UNITS);
    const text = <usize>load<u32>(record, RECORD_TEXT);
    const starts = load<u64>(record, RECORD_STARTS);
    setPlanes(planes, planeBytes, row, text, units, starts);
    store<u64>(startsAt(row), starts);
    store<u32>(targetAt(row), load<u32>(record, RECORD_TARGET));
    store<u32>(offsetAt(row), unit);
    memory.copy(textAt(unit), text, (<usize>units) << 1);
    unit += units;
  }
  const length = <i32>indexBytes(count, unit);
  const stop = textAt(unit);
  memory.fill(stop, 0, index + length - stop);
  return length;
}

/**
 * Builds the index over `nameCount` names: rows of NAME_FIELDS u32 at `names`, their UTF-8 at offsets from there,
 * `namesLen` bytes in all. Returns the index's length, E_ARGUMENT for a name outside the input or of no known kind,
 * or E_OUTPUT_FULL if `outCap` is less than searchBuildCapacity of these names.
 */
export function searchBuild(names: usize, nameCount: i32, namesLen: i32, out: usize, outCap: i32): i32 {
  const textBytes = measureNames(names, nameCount, namesLen);
  if (textBytes < 0) return fail(E_ARGUMENT, 0);
  if (capacityFor(nameCount, textBytes) > outCap) return fail(E_OUTPUT_FULL, 0);
  const records = out + <usize>indexBytes(nameCount, textBytes);
  order = records + <usize>nameCount * RECORD_BYTES;
  const count = makeRecords(names, nameCount, records);
  sortRecords(count);
  return writeRows(out, writeHeader(out, count));
}
