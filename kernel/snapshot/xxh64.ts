const P1: u64 = ((<u64>0x9e3779b1) << 32) | 0x85ebca87;
const P2: u64 = ((<u64>0xc2b2ae3d) << 32) | 0x27d4eb4f;
const P3: u64 = ((<u64>0x165667b1) << 32) | 0x9e3779f9;
const P4: u64 = ((<u64>0x85ebca77) << 32) | 0xc2b2ae63;
const P5: u64 = ((<u64>0x27d4eb2f) << 32) | 0x165667c5;

function round(sum: u64, lane: u64): u64 {
  return rotl<u64>(sum + lane * P2, 31) * P1;
}

function merge(hash: u64, sum: u64): u64 {
  return (hash ^ round(0, sum)) * P1 + P4;
}

/** XXH64 with seed 0 of [ptr, ptr + len), as specified at https://github.com/Cyan4973/xxHash (doc/xxhash_spec.md). */
export function xxh64(ptr: usize, len: i32): u64 {
  const end = ptr + <usize>len;
  let hash: u64 = P5;
  if (len >= 32) {
    let a: u64 = P1 + P2;
    let b: u64 = P2;
    let c: u64 = 0;
    let d: u64 = 0 - P1;
    for (const last = end - 32; ptr <= last; ptr += 32) {
      a = round(a, load<u64>(ptr));
      b = round(b, load<u64>(ptr, 8));
      c = round(c, load<u64>(ptr, 16));
      d = round(d, load<u64>(ptr, 24));
    }
    hash = rotl<u64>(a, 1) + rotl<u64>(b, 7) + rotl<u64>(c, 12) + rotl<u64>(d, 18);
    hash = merge(merge(merge(merge(hash, a), b), c), d);
  }
  hash += <u64>len;
  for (; ptr + 8 <= end; ptr += 8) {
    hash = rotl<u64>(hash ^ round(0, load<u64>(ptr)), 27) * P1 + P4;
  }
  if (ptr + 4 <= end) {
    hash = rotl<u64>(hash ^ (<u64>load<u32>(ptr) * P1), 23) * P2 + P3;
    ptr += 4;
  }
  for (; ptr < end; ptr++) {
    hash = rotl<u64>(hash ^ (<u64>load<u8>(ptr) * P5), 11) * P1;
  }
  hash = (hash ^ (hash >> 33)) * P2;
  hash = (hash ^ (hash >> 29)) * P3;
  return hash ^ (hash >> 32);
}
