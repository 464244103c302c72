/** 2^32: a chance p is met when a hash is below p * CHANCE. */
export const CHANCE = 2 ** 32;

/**
 * Mixes three integers into a uniform 32-bit one (rounds and constants of MurmurHash3). Random access where a stream
 * would be too slow: whether a player is at it in some minute is asked millions of times.
 */
export function hash(a: number, b: number, c: number): number {
  let mixed = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ b, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ c, 0x27d4eb2f);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A hash as a number in [0, 1). */
export function unit(a: number, b: number, c: number): number {
  return hash(a, b, c) / CHANCE;
}
