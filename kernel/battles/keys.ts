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

/** The address of the key in the set, or of the free slot where it belongs. */
function find(key: u64): usize {
  // keys needn't be spread evenly; high bits of a product are, and scaling them takes no power of two
  let at = first + ((<usize>((((key * GOLDEN) >> 32) * slots) >> 32)) << 3);
  // a set in order always has free slots
  for (let rest = slots; rest > 0; rest--) {
    const there = load<u64>(at);
    if (there === key || there === 0) break;
    at += 8;
    if (at === end) at = first;
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
