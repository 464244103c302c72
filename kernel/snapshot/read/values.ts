/** What a column's values are checked for. Nothing here reads outside [ptr, ptr + n elements). */

/**
 * The largest of n u16, −1 if there is none. With `optional`, NONE16 counts as −1: adding one wraps it to the
 * smallest value, and every other keeps its place in the order.
 */
export function largest16(ptr: usize, n: i32, optional: bool): i32 {
  if (n === 0) return -1;
  const bias: u16 = optional ? 1 : 0;
  const biases = i16x8.splat(<i16>bias);
  let most = i64x2(0, 0);
  const end = ptr + ((<usize>n) << 1);
  for (; ptr + 16 <= end; ptr += 16) most = i16x8.max_u(most, i16x8.add(v128.load(ptr), biases));
  let largest = widest16(most);
  for (; ptr < end; ptr += 2) largest = max(largest, <i32>(<u16>(load<u16>(ptr) + bias)));
  return largest - <i32>bias;
}

function widest16(lanes: v128): i32 {
  lanes = i16x8.max_u(
    lanes,
    i8x16.shuffle(lanes, lanes, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7),
  );
  const rest = i64x2.extract_lane(lanes, 0);
  const low = max(<i32>(rest & 0xffff), <i32>((rest >> 16) & 0xffff));
  return max(low, max(<i32>((rest >> 32) & 0xffff), <i32>((rest >> 48) & 0xffff)));
}

/** Is each of n u32 below `bound`? */
export function allBelow32(ptr: usize, n: i32, bound: u32): bool {
  for (const end = ptr + ((<usize>n) << 2); ptr < end; ptr += 4) {
    if (load<u32>(ptr) >= bound) return false;
  }
  return true;
}

/** Is each of n u8 at most `limit`? */
export function allUpTo8(ptr: usize, n: i32, limit: u32): bool {
  for (const end = ptr + <usize>n; ptr < end; ptr++) {
    if (load<u8>(ptr) > limit) return false;
  }
  return true;
}

/** Is each of n u32 at least `step` more than the one before it? `step` is 0 or 1. */
export function isRising(ptr: usize, n: i32, step: u64): bool {
  let least: u64 = 0;
  for (const end = ptr + ((<usize>n) << 2); ptr < end; ptr += 4) {
    const value = <u64>load<u32>(ptr);
    if (value < least) return false;
    least = value + step;
  }
  return true;
}
