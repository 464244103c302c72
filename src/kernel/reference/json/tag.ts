/** Player tags as u64, and the 64-bit mixer under battle keys. */

/** The letters of tags. Sixteen of them with a leading 1 stay below the top bit: 2 × 14^16 < 2^63. */
const ALPHABET = '0289PYLQGRJCUV';
const MASK = 0xffff_ffff_ffff_ffffn;
const TOP_BIT = 1n << 63n;
const encoder = new TextEncoder();

/** splitmix64's finaliser (Steele, Lea, Flood 2014; constants by Stafford, "Mix13"): a bijection of u64. */
export function mix(value: bigint): bigint {
  let x = value & MASK;
  x = ((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  x = ((x ^ (x >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return x ^ (x >> 31n);
}

/** FNV-1a over the text's UTF-8, mixed, with the top bit set. */
function hashedTag(tag: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of encoder.encode(tag)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return mix(hash) | TOP_BIT;
}

/** Is it "#" and up to 16 letters of tags? */
export function isPlainTag(tag: string): boolean {
  return /^#[0289PYLQGRJCUV]{1,16}$/.test(tag);
}

/**
 * A tag ("#2PP0") as a u64: base 14 over the letters of tags with a leading 1, so that "#0" and "#00" differ; any
 * other text is hashed, with the top bit set.
 */
export function encodeTag(tag: string): bigint {
  if (!isPlainTag(tag)) return hashedTag(tag);
  let value = 1n;
  for (const letter of tag.slice(1)) value = value * 14n + BigInt(ALPHABET.indexOf(letter));
  return value;
}

/** The tag that encodeTag() made this of, or null if it was hashed. */
export function decodeTag(value: bigint): string | null {
  if ((value & TOP_BIT) !== 0n || value < 14n) return null;
  let letters = '';
  let rest = value;
  for (; rest >= 14n; rest /= 14n) letters = ALPHABET.charAt(Number(rest % 14n)) + letters;
  return rest === 1n ? `#${letters}` : null;
}

export function lowHalf(value: bigint): number {
  return Number(value & 0xffff_ffffn);
}

export function highHalf(value: bigint): number {
  return Number(value >> 32n);
}
