/**
 * Damerau–Levenshtein distance (optimal string alignment) of a part of the query to the beginnings of a part of a
 * name, a column of the table at a time in one u64: Hyyrö, "A bit-vector algorithm for computing Levenshtein and
 * Damerau edit distances" (2003), after Myers (1999).
 */
import { units } from './pattern';

/** After leastDistance: the distance to the whole of the text, if it is within `most`. */
export let distanceTo: i32 = 0;

/** Bits of the query's units `first` to `first + 63` that are this one. */
function positions(unit: u32, first: i32, count: i32): u64 {
  const sought = i16x8.splat(<i16>unit);
  const from = units + ((<usize>first) << 1);
  let found: u64 = 0;
  for (let i = 0; i < count; i += 16) {
    const at = from + ((<usize>i) << 1);
    const low = i16x8.eq(v128.load(at), sought);
    const high = i16x8.eq(v128.load(at, 16), sought);
    found |= (<u64>(<u32>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)))) << i;
  }
  return found;
}

/**
 * The least distance of the query's `count` units from `first` on to the name's units from `place` to any end; more
 * than `most` if there is none within that. Sets `distanceTo`.
 */
export function leastDistance(
  name: usize,
  place: i32,
  nameLength: i32,
  first: i32,
  count: i32,
  most: i32,
): i32 {
  const last: u64 = (<u64>1) << (count - 1);
  // A longer part of the name leaves out more than `most` of its characters.
  const end = min(nameLength, place + count + most);
  let rises: u64 = ~0;
  let falls: u64 = 0;
  let diagonal: u64 = 0;
  let before: u64 = 0;
  let distance = count;
  let least = count;
  distanceTo = most + 1;
  for (let at = place; at < end; at++) {
    const same = positions(<u32>load<u16>(name + ((<usize>at) << 1)), first, count);
    const swapped = ((~diagonal & same) << 1) & before;
    diagonal = (((same & rises) + rises) ^ rises) | same | falls | swapped;
    const up = falls | ~(diagonal | rises);
    const down = diagonal & rises;
    distance += i32((up & last) !== 0) - i32((down & last) !== 0);
    least = min(least, distance);
    // It falls by one a character at most: enough to tell that it ends above the least, or above `most`.
    if (distance - (end - at - 1) > min(least, most)) return least;
    const shifted = (up << 1) | 1;
    rises = (down << 1) | ~(diagonal | shifted);
    falls = shifted & diagonal;
    before = same;
  }
  if (end === nameLength) distanceTo = distance;
  return least;
}
