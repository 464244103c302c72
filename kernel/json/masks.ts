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

/** 0xaaaaaaaaaaaaaaaa */
const ODD_BITS: u64 = ~(~(<u64>0) / 3);

/**
 * Where backslashes are, and whether the first byte is escaped from the block before: the bytes that begin an escape
 * or end one, so that these ^ (slashes | isEscaped) are the escaped ones. A subtraction tells the odd places of each
 * run of backslashes (simdjson's json_escape_scanner).
 */
export function escapeCodes(slashes: u64, isEscaped: u64): u64 {
  const fresh = slashes & ~isEscaped;
  return (((fresh << 1) | ODD_BITS) - fresh) ^ ODD_BITS;
}
