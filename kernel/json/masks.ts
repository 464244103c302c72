/**
 * Bit arithmetic on 64-byte blocks: bit i of a u64 stands for byte i. Every helper is a few instructions, which
 * the optimiser places where it is called.
 */

/** One bit a byte of four vectors whose lanes are 0 or −1. */
export function toBits(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = <u32>i8x16.bitmask(a) | ((<u32>i8x16.bitmask(b)) << 16);
  const high = <u32>i8x16.bitmask(c) | ((<u32>i8x16.bitmask(d)) << 16);
  return <u64>low | ((<u64>high) << 32);
}

/** Bit i of the result is the XOR of bits 0…i: from quotes to the insides of strings. */
export function prefixXor(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/**
 * Moves each bit of `start` past the run of ones in `run` that begins at it: adding a one at a run's first bit
 * carries to the first zero behind it. A start outside of any run stays. Starts inside a run (not at its
 * beginning) don't occur.
 */
export function past(start: u64, run: u64): u64 {
  return (((start & run) + run) & ~run) | (start & ~run);
}

/** Does a start run out of the block, so that the next block begins with it? */
export function runsOut(start: u64, run: u64): u64 {
  return u64((start & run) + run < run);
}

/** Bits below position `n`, n in 0…64. */
export function below(n: u32): u64 {
  return n >= 64 ? ~(<u64>0) : ((<u64>1) << n) - 1;
}
