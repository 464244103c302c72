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
  indexBytes,
  offsetAt,
  openIndex,
  planes,
  planesBytes,
  startsAt,
  targetAt,
  textAt,
} from './index-file';
import {
  INDEX_MAGIC,
  INDEX_MAGIC_AT,
  INDEX_MAP_ROWS_AT,
  INDEX_ROWS_AT,
  INDEX_TEXT_UNITS_AT,
  MAX_NAME_CHARS,
} from './layout';
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

let records: usize = 0;
/** Numbers of the records, as u32, to be sorted. */
let order: usize = 0;

function nameField(names: usize, name: i32, field: usize): u32 {
  return load<u32>(names + (<usize>name * NAME_FIELDS + field) * 4);
}

function namesAreSound(names: usize, nameCount: i32, namesLen: i32): bool {
  if (nameCount < 0 || nameCount > MAX_NAMES || namesLen < nameCount * (NAME_FIELDS * 4)) return false;
  for (let name = 0; name < nameCount; name++) {
    const end = <u64>nameField(names, name, NAME_OFF) + <u64>nameField(names, name, NAME_LEN);
    if (end > <u64>namesLen || <i32>(nameField(names, name, NAME_TARGET) >> 16) > TARGET_BRAWLER)
      return false;
  }
  return true;
}

/** Bytes of output that are enough for `nameCount` names of `textBytes` bytes of UTF-8 in all, or E_ARGUMENT. */
export function searchBuildCapacity(nameCount: i32, textBytes: i32): i32 {
  if (nameCount < 0 || nameCount > MAX_NAMES || textBytes < 0) return fail(E_ARGUMENT, 0);
  const work = <u64>nameCount * (RECORD_BYTES + 4) + <u64>textBytes * 2;
  const bytes = indexBytes(nameCount, textBytes) + work;
  return bytes > <u64>i32.MAX_VALUE ? fail(E_ARGUMENT, 0) : <i32>bytes;
}

/** Text by which the output is measured: a byte of UTF-8 never makes more than one unit. */
function textBound(names: usize, nameCount: i32): u64 {
  let bytes: u64 = 0;
  for (let name = 0; name < nameCount; name++) bytes += nameField(names, name, NAME_LEN);
  return bytes;
}

/** Normalises the names into records; those of which nothing is left get none. Returns how many there are. */
function makeRecords(names: usize, nameCount: i32, texts: usize): i32 {
  let count = 0;
  let text = texts;
  for (let name = 0; name < nameCount; name++) {
    const length = nameField(names, name, NAME_LEN);
    const from = names + nameField(names, name, NAME_OFF);
    const units = min(normalise(from, length, text, min(length, MAX_NAME_CHARS)), MAX_NAME_CHARS);
    if (units === 0) continue;
    const record = records + <usize>count * RECORD_BYTES;
    store<u64>(record, wordStarts(), RECORD_STARTS);
    store<u32>(record, nameField(names, name, NAME_TARGET), RECORD_TARGET);
    store<u32>(record, nameField(names, name, NAME_POPULARITY), RECORD_POPULARITY);
    store<u32>(record, <u32>text, RECORD_TEXT);
    store<i32>(record, units, RECORD_UNITS);
    store<u32>(order + ((<usize>count) << 2), count);
    text += (<usize>units) << 1;
    count++;
  }
  return count;
}

function recordOf(place: i32): usize {
  return records + <usize>load<u32>(order + ((<usize>place) << 2)) * RECORD_BYTES;
}

function compareNumbers(a: u32, b: u32): i32 {
  return <i32>(a > b) - <i32>(a < b);
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

function swap(a: i32, b: i32): void {
  const atA = order + ((<usize>a) << 2);
  const atB = order + ((<usize>b) << 2);
  const held = load<u32>(atA);
  store<u32>(atA, load<u32>(atB));
  store<u32>(atB, held);
}

/** Lets the record at `place` sink until neither child of it comes after it. */
function sink(place: i32, count: i32): void {
  while (true) {
    let child = place * 2 + 1;
    if (child >= count) return;
    if (child + 1 < count && compareRecords(recordOf(child), recordOf(child + 1)) < 0) child++;
    if (compareRecords(recordOf(place), recordOf(child)) >= 0) return;
    swap(place, child);
    place = child;
  }
}

/** Heap sort: in place, and never worse than n log n. */
function sortRecords(count: i32): void {
  for (let place = (count >> 1) - 1; place >= 0; place--) sink(place, count);
  for (let last = count - 1; last > 0; last--) {
    swap(0, last);
    sink(0, last);
  }
}

/** Leaves one of each set of equal records. Returns how many are left. */
function dropRepeats(count: i32): i32 {
  let kept = 0;
  for (let place = 0; place < count; place++) {
    if (kept > 0 && compareRecords(recordOf(kept - 1), recordOf(place)) === 0) continue;
    swap(kept, place);
    kept++;
  }
  return kept;
}

function writeHeader(index: usize, count: i32): void {
  let mapCount = 0;
  let units: u32 = 0;
  for (let place = 0; place < count; place++) {
    const record = recordOf(place);
    if (load<u32>(record, RECORD_TARGET) >> 16 === TARGET_MAP) mapCount++;
    units += load<u32>(record, RECORD_UNITS);
  }
  store<u32>(index, INDEX_MAGIC, INDEX_MAGIC_AT);
  store<i32>(index, count, INDEX_ROWS_AT);
  store<i32>(index, mapCount, INDEX_MAP_ROWS_AT);
  store<u32>(index, units, INDEX_TEXT_UNITS_AT);
}

/** Writes planes, columns and text in the order of the records. Returns the length of the index. */
function writeRows(index: usize, count: i32): i32 {
  openIndex(index);
  memory.fill(planes, 0, <usize>planesBytes(count));
  let unit: u32 = 0;
  for (let row = 0; row < count; row++) {
    const record = recordOf(row);
    const units = load<i32>(record, RECORD_UNITS);
    const text = <usize>load<u32>(record, RECORD_TEXT);
    const starts = load<u64>(record, RECORD_STARTS);
    setPlanes(planes, row, text, units, starts);
    store<u64>(startsAt(row), starts);
    store<u32>(targetAt(row), load<u32>(record, RECORD_TARGET));
    store<u32>(offsetAt(row), unit);
    memory.copy(textAt(unit), text, (<usize>units) << 1);
    unit += units;
  }
  const length = <i32>indexBytes(count, unit);
  const textStop = textAt(unit);
  memory.fill(textStop, 0, index + length - textStop);
  return length;
}

/**
 * Builds the index over `nameCount` names: rows of NAME_FIELDS u32 at `names`, their UTF-8 at offsets from there,
 * `namesLen` bytes in all. Returns the index's length, E_ARGUMENT for a name outside the input or of no known kind,
 * or E_OUTPUT_FULL if `outCap` is less than searchBuildCapacity of these names.
 */
export function searchBuild(names: usize, nameCount: i32, namesLen: i32, out: usize, outCap: i32): i32 {
  if (!namesAreSound(names, nameCount, namesLen)) return fail(E_ARGUMENT, 0);
  const bound = textBound(names, nameCount);
  if (bound > <u64>i32.MAX_VALUE) return fail(E_OUTPUT_FULL, 0);
  const capacity = searchBuildCapacity(nameCount, <i32>bound);
  if (capacity < 0 || outCap < capacity) return fail(E_OUTPUT_FULL, 0);
  records = out + <usize>indexBytes(nameCount, bound);
  order = records + <usize>nameCount * RECORD_BYTES;
  let count = makeRecords(names, nameCount, order + ((<usize>nameCount) << 2));
  sortRecords(count);
  count = dropRepeats(count);
  writeHeader(out, count);
  return writeRows(out, count);
}
