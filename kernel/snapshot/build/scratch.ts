/**
 * The scratch region: pieces are taken from its front one after the other, and none is given back before the call
 * ends. Nothing is checked as they are taken: scratchSize() is more than all pieces of any input add up to, since
 * each is a fixed number of bytes for a row of the bundles, and these rows don't overlap (check.ts).
 */

/** Bytes for a byte of the input: a map's row, the dearest, has 40 and its pieces under 480. */
const BYTES_A_BYTE = 12;
/** Bytes for a brawler, of which one STAT row may name each. */
const BYTES_A_BRAWLER = 512;
const MOST_BRAWLERS = 4096;
const STAT_BYTES = 16;
const FIXED_BYTES = 4096;

let next: usize = 0;

/** Scratch that an input of `length` bytes needs at most, as an u64: it may be more than memory has. */
export function scratchSize(length: i32): u64 {
  const bytes = <u64>max(length, 0);
  return bytes * BYTES_A_BYTE + min(bytes / STAT_BYTES + 1, MOST_BRAWLERS) * BYTES_A_BRAWLER + FIXED_BYTES;
}

export function openScratch(start: usize): void {
  next = (start + 15) & ~15;
}

/** A piece of `count` rows of `bytes` each, 16-aligned; its contents are arbitrary. */
export function take(count: i32, bytes: usize): usize {
  const piece = next;
  next = (piece + <usize>count * bytes + 15) & ~15;
  return piece;
}

/** As take(), filled with zeros. */
export function takeZeroed(count: i32, bytes: usize): usize {
  const piece = take(count, bytes);
  memory.fill(piece, 0, next - piece);
  return piece;
}
