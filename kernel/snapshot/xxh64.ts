/** The five primes of XXH64, read once a call: written into the code, each use would take eleven bytes. */
const primes: usize = memory.data<u64>([
  ((<u64>0x9e3779b1) << 32) | 0x85ebca87,
  ((<u64>0xc2b2ae3d) << 32) | 0x27d4eb4f,
  ((<u64>0x165667b1) << 32) | 0x9e3779f9,
  ((<u64>0x85ebca77) << 32) | 0xc2b2ae63,
  ((<u64>0x27d4eb2f) << 32) | 0x165667c5,
]);

/** XXH64 with seed 0 of [ptr, ptr + len), as specified at https://github.com/Cyan4973/xxHash (doc/xxhash_spec.md). */
export function xxh64(ptr: usize, len: i32): u64 {
  const p1 = load<u64>(primes);
  const p2 = load<u64>(primes, 8);
  const p3 = load<u64>(primes, 16);
  const p4 = load<u64>(primes, 24);
  const p5 = load<u64>(primes, 32);
  const end = ptr + <usize>len;
  let hash = p5;
  if (len >= 32) {
    let a = p1 + p2;
    let b = p2;
    let c: u64 = 0;
    let d: u64 = 0 - p1;
    for (const last = end - 32; ptr <= last; ptr += 32) {
      a = rotl<u64>(a + load<u64>(ptr) * p2, 31) * p1;
      b = rotl<u64>(b + load<u64>(ptr, 8) * p2, 31) * p1;
      c = rotl<u64>(c + load<u64>(ptr, 16) * p2, 31) * p1;
      d = rotl<u64>(d + load<u64>(ptr, 24) * p2, 31) * p1;
    }
    hash = rotl<u64>(a, 1) + rotl<u64>(b, 7) + rotl<u64>(c, 12) + rotl<u64>(d, 18);
    hash = (hash ^ (rotl<u64>(a * p2, 31) * p1)) * p1 + p4;
    hash = (hash ^ (rotl<u64>(b * p2, 31) * p1)) * p1 + p4;
    hash = (hash ^ (rotl<u64>(c * p2, 31) * p1)) * p1 + p4;
    hash = (hash ^ (rotl<u64>(d * p2, 31) * p1)) * p1 + p4;
  }
  hash += <u64>len;
  for (; ptr + 8 <= end; ptr += 8) {
    hash = rotl<u64>(hash ^ (rotl<u64>(load<u64>(ptr) * p2, 31) * p1), 27) * p1 + p4;
  }
  if (ptr + 4 <= end) {
    hash = rotl<u64>(hash ^ (<u64>load<u32>(ptr) * p1), 23) * p2 + p3;
    ptr += 4;
  }
  for (; ptr < end; ptr++) {
    hash = rotl<u64>(hash ^ (<u64>load<u8>(ptr) * p5), 11) * p1;
  }
  hash = (hash ^ (hash >> 33)) * p2;
  hash = (hash ^ (hash >> 29)) * p3;
  return hash ^ (hash >> 32);
}
