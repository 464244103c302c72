/**
 * Modes: those listed by id, and those that maps speak of besides. One that isn't listed by id is the listed one of
 * its name, else one of its own under the lowest id that a map gives it.
 */
import * as bundle from '../../layout/bundle';
import { NONE32 } from '../../layout/snapshot';
import { bundleOf, field, LISTED_BYTES, listEnd, listStart, rowOf, total } from './input';
import * as records from './records';
import { take } from './scratch';
import { setPair, sortByField, sortByText, valueAt } from './sort';
import {
  entryAt,
  entryOfNumber,
  entryOfText,
  keyCount,
  openTable,
  setValues,
  tableOfRows,
  valueA,
  valueB,
} from './table';
import { makeKey, makeSlug, showName, textOf } from './text';

/** "mode-" */
const SLUG_WORD: u64 = 0x2d65646f6d;

/** by id: a bundle's row, and the bundle; then the record */
let listed: usize = 0;
/** by key of the name: the record */
let unlisted: usize = 0;
/** records of both, in no order; the listed ones first */
let candidates: usize = 0;
/** end of the listed ones */
let listedEnd: usize = 0;
/** end of all */
let end: usize = 0;

/** Makes the record behind the last one: an id, the name in a row's field, and what a mode has by default. */
function makeCandidate(id: u32, at: usize, row: usize, nameField: i32, flags: u32): usize {
  const name = showName(at, row, nameField, flags);
  store<u64>(end, name, records.MODE_NAME);
  store<u64>(end, makeKey(name), records.MODE_NAME_KEY);
  store<u64>(end, 0, records.MODE_GAME_KEY);
  store<u32>(end, id, records.MODE_ID);
  store<u32>(end, NONE32, records.MODE_COLOR);
  store<u32>(end, 0, records.MODE_FLAGS);
  return end;
}

/** Makes the record behind the last one of a MODE row. */
function makeListed(at: usize, row: usize): usize {
  const flags = field(row, bundle.MODE_FLAGS);
  const mode = makeCandidate(field(row, bundle.MODE_ID), at, row, bundle.MODE_NAME_OFF, flags);
  store<u64>(mode, textOf(at, row, bundle.MODE_KEY_OFF), records.MODE_GAME_KEY);
  store<u32>(mode, field(row, bundle.MODE_COLOR), records.MODE_COLOR);
  store<u32>(mode, flags & bundle.FLAG_DISABLED, records.MODE_FLAGS);
  return mode;
}

function entryOfName(names: usize, mode: usize, adds: bool): usize {
  return entryOfText(names, load<u64>(mode, records.MODE_NAME_KEY), adds);
}

/** Keeps the record behind the last one, unless its name has one already. Returns the record of its name. */
function keepUnlisted(mode: usize): usize {
  const entry = entryOfName(unlisted, mode, true);
  if (valueA(entry) === 0) {
    setValues(entry, mode, 0);
    end += records.MODE_BYTES;
  }
  return valueA(entry);
}

/** Reads the lists of modes. */
export function readModes(): void {
  const rows = total(bundle.BH_MODES_OFF);
  const most = rows + total(bundle.BH_MAPS_OFF);
  listed = tableOfRows(bundle.BH_MODES_OFF, rows, true);
  unlisted = openTable(most);
  // One more than can be, since a record is made before it is known whether it is new.
  candidates = take(most + 1, records.MODE_BYTES);
  end = candidates;
  for (let i = 0; i < keyCount(listed); i++) {
    const entry = entryAt(listed, i);
    setValues(entry, makeListed(valueB(entry), valueA(entry)), 0);
    end += records.MODE_BYTES;
  }
  listedEnd = end;
  for (let item = listStart(bundle.BH_MODES_OFF); item < listEnd(bundle.BH_MODES_OFF); item += LISTED_BYTES) {
    if (field(rowOf(item), bundle.MODE_ID) !== 0) continue;
    const mode = makeListed(bundleOf(item), rowOf(item));
    const known = keepUnlisted(mode);
    // The last row of a name stands.
    if (known !== mode) memory.copy(known, mode, records.MODE_BYTES);
  }
}

/** The record of a map's mode: its MODE_ROW will be the map's mode. */
export function modeOfMap(at: usize, row: usize): usize {
  const id = field(row, bundle.MAP_MODE_ID);
  const entry = id === 0 ? <usize>0 : entryOfNumber(listed, row + bundle.MAP_MODE_ID * 4, false);
  if (entry !== 0) return valueA(entry);
  const mode = keepUnlisted(
    makeCandidate(id, at, row, bundle.MAP_MODE_NAME_OFF, field(row, bundle.MAP_FLAGS)),
  );
  const before = load<u32>(mode, records.MODE_ID);
  if (before === 0 || (id !== 0 && id < before)) store<u32>(mode, id, records.MODE_ID);
  return mode;
}

/** Puts all modes in order, once every map has been asked about. Returns how many there are. */
export function orderModes(): i32 {
  const names = openTable(keyCount(listed));
  let kept = 0;
  for (let mode = candidates; mode < listedEnd; mode += records.MODE_BYTES) setPair(kept++, 0, mode);
  sortByField(kept, records.MODE_ID);
  // Of several listed modes with one name, the first stands for it.
  for (let i = 0; i < kept; i++) {
    const entry = entryOfName(names, valueAt(i), true);
    if (valueA(entry) === 0) setValues(entry, valueAt(i), 0);
  }
  for (let mode = listedEnd; mode < end; mode += records.MODE_BYTES) {
    if (entryOfName(names, mode, false) === 0) setPair(kept++, 0, mode);
  }
  sortByText(0, kept, records.MODE_NAME_KEY, 0);
  sortByField(kept, records.MODE_ID);
  const modes = take(kept, records.MODE_BYTES);
  for (let row = 0; row < kept; row++) {
    const mode = valueAt(row);
    const slug = makeSlug(
      load<u64>(mode, records.MODE_NAME_KEY),
      SLUG_WORD,
      load<u32>(mode, records.MODE_ID),
    );
    store<u64>(mode, slug, records.MODE_SLUG);
    store<i32>(mode, row, records.MODE_ROW);
    memory.copy(modes + <usize>row * records.MODE_BYTES, mode, records.MODE_BYTES);
  }
  for (let mode = listedEnd; mode < end; mode += records.MODE_BYTES) {
    const entry = entryOfName(names, mode, false);
    if (entry !== 0) store<u32>(mode, load<u32>(valueA(entry), records.MODE_ROW), records.MODE_ROW);
  }
  records.setTable(records.MODES, modes, kept, records.MODE_BYTES);
  return kept;
}
