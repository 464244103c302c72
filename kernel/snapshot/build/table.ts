/**
 * A hash table of keys, each a run of bytes that stands elsewhere; two are the same key where their bytes are. A key
 * has two values, which are 0 at first. Entries stand in the order in which their keys came.
 */
import { xxh64 } from '../xxh64';
import { bundleOf, LISTED_BYTES, listEnd, listStart, rowOf } from './input';
import { take, takeZeroed } from './scratch';
import { setPair, sortPairs } from './sort';
import { lengthOf } from './text';

/* An entry. */
const ENTRY_KEY: usize = 0;
const ENTRY_LENGTH: usize = 4;
const ENTRY_HASH: usize = 8;
const VALUE_A: usize = 12;
const VALUE_B: usize = 16;
const ENTRY_BYTES = 20;

/* A table: the number of slots less 1, of entries, and where both are. A slot holds the number of an entry + 1. */
const MASK: usize = 0;
const COUNT: usize = 4;
const SLOTS: usize = 8;
const ENTRIES: usize = 12;
const TABLE_BYTES = 16;

/** A table for up to `capacity` keys: 36 bytes of scratch each at most, and 64. */
export function openTable(capacity: i32): usize {
  // At most half of the slots are ever taken, so that a search ends.
  const slots = 2 << (32 - clz(capacity | 1));
  const table = take(1, TABLE_BYTES);
  store<u32>(table, slots - 1, MASK);
  store<u32>(table, 0, COUNT);
  store<u32>(table, <u32>takeZeroed(slots, 4), SLOTS);
  store<u32>(table, <u32>take(capacity, ENTRY_BYTES), ENTRIES);
  return table;
}

/** Keys of a table. */
export function keyCount(table: usize): i32 {
  return load<i32>(table, COUNT);
}

export function entryAt(table: usize, index: i32): usize {
  return <usize>load<u32>(table, ENTRIES) + <usize>index * ENTRY_BYTES;
}

function haveEqualBytes(a: usize, b: usize, length: i32): bool {
  const end = a + <usize>length;
  while (a < end) if (load<u8>(a++) !== load<u8>(b++)) return false;
  return true;
}

/** Four bytes are hashed by a multiplication, which gives no two numbers the same hash. */
function hashOf(key: usize, length: i32): u32 {
  if (length !== 4) return <u32>xxh64(key, length);
  return load<u32>(key) * 0x9e3779b1;
}

/** The entry of a key; one that is new is added if `adds`, else 0 is returned. */
export function entryOf(table: usize, key: usize, length: i32, adds: bool): usize {
  const hash = hashOf(key, length);
  const mask = load<u32>(table, MASK);
  const slots = <usize>load<u32>(table, SLOTS);
  let slot = (hash ^ (hash >> 16)) & mask;
  for (;;) {
    const number = load<i32>(slots + ((<usize>slot) << 2));
    if (number === 0) break;
    const entry = entryAt(table, number - 1);
    if (load<u32>(entry, ENTRY_HASH) === hash && load<i32>(entry, ENTRY_LENGTH) === length) {
      if (length === 4 || haveEqualBytes(load<u32>(entry, ENTRY_KEY), key, length)) return entry;
    }
    slot = (slot + 1) & mask;
  }
  if (!adds) return 0;
  const count = load<i32>(table, COUNT);
  const entry = entryAt(table, count);
  store<u32>(table, count + 1, COUNT);
  store<i32>(slots + ((<usize>slot) << 2), count + 1);
  store<u32>(entry, <u32>key, ENTRY_KEY);
  store<i32>(entry, length, ENTRY_LENGTH);
  store<u32>(entry, hash, ENTRY_HASH);
  store<u64>(entry, 0, VALUE_A);
  return entry;
}

/** The entry of a number that stands at `key`. */
export function entryOfNumber(table: usize, key: usize, adds: bool): usize {
  return entryOf(table, key, 4, adds);
}

/** The entry of a text of u16 units. */
export function entryOfText(table: usize, text: u64, adds: bool): usize {
  return entryOf(table, <usize>text, lengthOf(text) << 1, adds);
}

/**
 * A table of a section's rows by their ids, which stand in their first field: the last row of each id, and its bundle.
 * It stops where `capacity` ids are found. Rows of id 0 are left out if `skipsZero`.
 */
export function tableOfRows(section: i32, capacity: i32, skipsZero: bool): usize {
  const table = openTable(capacity);
  const end = listEnd(section);
  for (let item = listStart(section); item < end && keyCount(table) < capacity; item += LISTED_BYTES) {
    const row = rowOf(item);
    if (skipsZero && load<u32>(row) === 0) continue;
    setValues(entryOf(table, row, 4, true), row, bundleOf(item));
  }
  return table;
}

/** Makes pairs of all entries, sorted by the numbers that are their keys. Returns how many there are. */
export function sortEntries(table: usize): i32 {
  const count = keyCount(table);
  for (let i = 0; i < count; i++) setPair(i, numberOf(entryAt(table, i)), entryAt(table, i));
  sortPairs(0, count);
  return count;
}

/** Both values of an entry at once. */
export function setValues(entry: usize, a: usize, b: usize): void {
  store<u32>(entry, <u32>a, VALUE_A);
  store<u32>(entry, <u32>b, VALUE_B);
}

export function valueA(entry: usize): usize {
  return load<u32>(entry, VALUE_A);
}

export function valueB(entry: usize): usize {
  return load<u32>(entry, VALUE_B);
}

/** The number that is an entry's key. */
export function numberOf(entry: usize): u32 {
  return load<u32>(load<u32>(entry, ENTRY_KEY));
}
