import { S_STRINGS, SH_BUILT_AT, SH_CONTENT_HASH } from '../../layout/snapshot';

/** Section ids are below this; what is larger is unknown to this reader. */
export const MAX_SECTION_ID = 160;
/** bytes of a table with one u32 a section id */
const TABLE_BYTES = 640;

/* The attached snapshot, by section id: where the column starts in memory, and its number of elements. */
const addresses: usize = memory.data(TABLE_BYTES, 16);
const counts: usize = memory.data(TABLE_BYTES, 16);
/* The same of a snapshot that is being checked. */
export const candidateAddresses: usize = memory.data(TABLE_BYTES, 16);
export const candidateCounts: usize = memory.data(TABLE_BYTES, 16);

let attached: bool = false;
let base: usize = 0;

export function isAttached(): bool {
  return attached;
}

/** Puts the checked candidate, which starts at `ptr`, in the place of what was attached. */
export function attachCandidate(ptr: usize): void {
  memory.copy(addresses, candidateAddresses, TABLE_BYTES);
  memory.copy(counts, candidateCounts, TABLE_BYTES);
  base = ptr;
  attached = true;
}

/** Forgets the attached snapshot. */
export function snapshotDetach(): void {
  attached = false;
}

/** The host has moved the attached snapshot's bytes to `newPtr`. */
export function snapshotRebase(newPtr: usize): void {
  if (!attached) return;
  for (let at = addresses; at < addresses + TABLE_BYTES; at += 4) {
    store<u32>(at, load<u32>(at) - <u32>base + <u32>newPtr);
  }
  base = newPtr;
}

/** XXH64 of the attached snapshot's content. */
export function contentHash(): u64 {
  return load<u64>(base, SH_CONTENT_HASH);
}

/** Epoch milliseconds, up to the end of the year 9999. */
export function builtAt(): u64 {
  return load<u64>(base, SH_BUILT_AT);
}

/** Address of the column `id`. A constant id makes this one load. */
export function column(id: i32): usize {
  return load<u32>(addresses + ((<usize>id) << 2));
}

/** Elements of the column `id`. */
export function count(id: i32): i32 {
  return load<i32>(counts + ((<usize>id) << 2));
}

export function value8(id: i32, row: u32): u32 {
  return load<u8>(column(id) + row);
}

export function value16(id: i32, row: u32): u32 {
  return load<u16>(column(id) + ((<usize>row) << 1));
}

export function value32(id: i32, row: u32): u32 {
  return load<u32>(column(id) + ((<usize>row) << 2));
}

/** Address of text `row` of the string column `id`. */
export function textStart(id: i32, row: u32): usize {
  return column(S_STRINGS) + value32(id, row);
}

/** Bytes of text `row` of the string column `id`. */
export function textLength(id: i32, row: u32): u32 {
  return value32(id, row + 1) - value32(id, row);
}
