/** A set of u64 keys in memory of the caller's: layout/counter.ts. Linear probing (Knuth, TAOCP 3, 6.4, algorithm L). */
import { GOLDEN } from '../json/tag';
import * as layout from '../layout/counter';

let header: usize = 0;
let first: usize = 0;
let end: usize = 0;
let slots: u64 = 0;

/** Opens the set in a region. False if the region can't be one. */
export function openKeys(at: usize, length: i32): bool {
  header = at;
  first = at + layout.KEYS_HEADER;
  end = at + length;
  slots = <u64>(length - layout.KEYS_HEADER) >> 3;
  return length > layout.KEYS_HEADER && (length & 7) === 0;
}

export function knownKeys(): u32 {
  return load<u32>(header, layout.KEYS_KNOWN);
}

/** Is there room for so many more? */
export function hasRoom(keys: u64): bool {
  return (knownKeys() + keys) * 5 <= slots * layout.KEYS_FIFTHS;
}

/** The slot of the key, where no other has it. */
function home(key: u64): usize {
  // keys needn't be spread evenly; high bits of a product are, and scaling them takes no power of two
  return first + ((<usize>((((key * GOLDEN) >> 32) * slots) >> 32)) << 3);
}

function after(slot: usize): usize {
  return slot + 8 === end ? first : slot + 8;
}

/** The address of the key in the set, or of the free slot where it belongs. */
function find(key: u64): usize {
  let at = home(key);
  // a set in order always has free slots
  for (let rest = slots; rest > 0; rest--) {
    const there = load<u64>(at);
    if (there === key || there === 0) break;
    at = after(at);
  }
  return at;
}

/** Adds a key. False if it is known. */
export function addKey(key: u64): bool {
  const at = key === 0 ? header : find(key);
  if (key === 0) {
    if (load<u32>(header, layout.KEYS_ZERO) !== 0) return false;
    store<u32>(header, 1, layout.KEYS_ZERO);
  } else {
    if (load<u64>(at) === key) return false;
    store<u64>(at, key);
  }
  store<u32>(header, knownKeys() + 1, layout.KEYS_KNOWN);
  return true;
}

/** Where a bit for each slot says whether its key is in its place, while the set is put in order. */
let placed: usize = 0;

function bitOf(slot: usize): u32 {
  return 1 << (<u32>((slot - first) >> 3) & 7);
}

function isPlaced(slot: usize): bool {
  return (load<u8>(placed + ((slot - first) >> 6)) & bitOf(slot)) !== 0;
}

/** Puts a key in its place; one that stood there and isn't placed yet has to go on to its own. */
function place(key: u64): void {
  while (key !== 0) {
    let slot = home(key);
    while (isPlaced(slot)) slot = after(slot);
    const driven = load<u64>(slot);
    const bits = placed + ((slot - first) >> 6);
    store<u64>(slot, key);
    store<u8>(bits, load<u8>(bits) | bitOf(slot));
    key = driven;
  }
}

/** Bytes of bits for a set of so many bytes. */
export function placesSize(length: i32): i32 {
  return (length >> 6) + 1;
}

/** Puts in order what the open set held when it had `oldLength` bytes; `bits` are placesSize() zeros. */
export function spreadKeys(oldLength: i32, bits: usize): void {
  placed = bits;
  for (let slot = first; slot < header + oldLength; slot += 8) {
    const key = load<u64>(slot);
    if (key === 0 || isPlaced(slot)) continue;
    store<u64>(slot, 0);
    place(key);
  }
}
