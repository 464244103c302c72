/** Player tags as u64, and the mixer under battle keys; src/kernel/reference/json/tag.ts says the same. */

/** The letters of tags, "0289PYLQGRJCUV", by their byte from 0x30 on; 255 for any other. */
const LETTERS: usize = memory.data<u8>([
  0, 255, 1, 255, 255, 255, 255, 255, 2, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 11, 255, 255, 255, 8,
  255, 255, 10, 255, 6, 255, 255, 255, 4, 7, 9, 255, 255, 12, 13, 255, 255, 5,
]);
const LETTER_RANGE: u32 = 42;
const RADIX: u64 = 14;
/** Sixteen letters with a leading 1 stay below the top bit: 2 × 14^16 < 2^63. */
const MAX_LETTERS: usize = 16;
const TOP_BIT: u64 = (<u64>1) << 63;

/** 2^64 divided by the golden ratio: added before each mixing, so that zeros leave a trace. */
export const GOLDEN: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;
const MIX_1: u64 = ((<u64>0xbf58476d) << 32) | 0x1ce4e5b9;
const MIX_2: u64 = ((<u64>0x94d049bb) << 32) | 0x133111eb;
const FNV_OFFSET: u64 = ((<u64>0xcbf29ce4) << 32) | 0x84222325;
const FNV_PRIME: u64 = ((<u64>0x100) << 32) | 0x1b3;

/** splitmix64's finaliser (Steele, Lea, Flood 2014; constants by Stafford, "Mix13"): a bijection of u64. */
export function mix(x: u64): u64 {
  x = (x ^ (x >> 30)) * MIX_1;
  x = (x ^ (x >> 27)) * MIX_2;
  return x ^ (x >> 31);
}

/** The text as base 14 with a leading 1 if it is "#" and 1–16 letters of tags, else 0. */
export function plainTag(from: usize, to: usize): u64 {
  const letters = to - from - 1;
  if (letters - 1 >= MAX_LETTERS || load<u8>(from) !== 0x23) return 0;
  let value: u64 = 1;
  for (from++; from < to; from++) {
    const place = <u32>load<u8>(from) - 0x30;
    if (place >= LETTER_RANGE) return 0;
    const letter = load<u8>(LETTERS + place);
    if (letter === 255) return 0;
    value = value * RADIX + letter;
  }
  return value;
}

/** The text as a tag: plainTag(), or if it is none a hash with the top bit set. */
export function encodeTag(from: usize, to: usize): u64 {
  const value = plainTag(from, to);
  if (value !== 0) return value;
  let hash = FNV_OFFSET;
  for (; from < to; from++) hash = (hash ^ load<u8>(from)) * FNV_PRIME;
  return mix(hash) | TOP_BIT;
}
