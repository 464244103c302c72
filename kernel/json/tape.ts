/**
 * What stage 1 hands to stage 2, in scratch memory: where the commas and brackets outside of strings are, and
 * which bracket closes which.
 *
 *     marks    a u64 per 64-byte block of the document: its commas and brackets
 *     opens    two u64 per block: its brackets that open, and how many opened before the block
 *     closes   a u32 per bracket that opens, in their order: the address of the bracket that closes it
 */

/** First byte of the document. */
let document: usize = 0;
let marks: usize = 0;
let opens: usize = 0;
let closes: usize = 0;

/** Bytes of the tape of a document of this length, which is not negative. */
export function tapeSize(length: i64, depth: i64): i64 {
  const blocks = length / 64 + 1;
  // no more brackets open than half the bytes and those that are never closed
  return blocks * 24 + (length / 2 + depth + 1) * 4;
}

/** Lays the tape of a document out at `at`, a multiple of 8. */
export function setTape(input: usize, length: u32, at: usize): void {
  const blocks: usize = length / 64 + 1;
  document = input;
  marks = at;
  opens = marks + blocks * 8;
  closes = opens + blocks * 16;
}

/** Address of the u64 of marks of the block that `at` is in; the next block's follows it. */
export function marksOf(at: usize): usize {
  return marks + (((at - document) >> 3) & ~7);
}

/** Address of the two u64 of opening brackets of the block that `at` is in. */
export function opensOf(at: usize): usize {
  return opens + (((at - document) >> 2) & ~15);
}

/** Address of where the closing bracket of the `number`-th bracket that opens is kept. */
export function closeSlot(number: u32): usize {
  return closes + ((<usize>number) << 2);
}

/** The marks at or behind `at` in its block. */
export function marksFrom(at: usize): u64 {
  const place: u64 = (at - document) & 63;
  return (load<u64>(marksOf(at)) >> place) << place;
}

/** Address of the first byte of the block whose marks are at `word`. */
export function blockOf(word: usize): usize {
  return document + ((word - marks) << 3);
}

/** First comma or bracket at or behind `at`; there is one. */
export function markFrom(at: usize): usize {
  let word = marksOf(at);
  let bits = marksFrom(at);
  while (bits === 0) {
    word += 8;
    bits = load<u64>(word);
  }
  return blockOf(word) + <usize>ctz(bits);
}

/** The bracket that closes the one at `at`. */
export function closeOf(at: usize): usize {
  const block = opensOf(at);
  const place: u64 = (at - document) & 63;
  const before = load<u64>(block) & (((<u64>1) << place) - 1);
  return load<u32>(closeSlot(<u32>(load<u64>(block, 8) + popcnt(before))));
}
