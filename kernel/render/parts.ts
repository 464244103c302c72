/** Parts that several answers have in common. */
import * as layout from '../layout/snapshot';
import { value8, value16, value32 } from '../snapshot/read/columns';
import { putNumbers, putSpan, putString, putText } from './fields';
import * as spans from './spans';

/** A span of each bracket's name, with the closing quote. */
const bracketNames: usize = memory.data<i32>([
  spans.BRACKET_0,
  spans.BRACKET_1,
  spans.BRACKET_2,
  spans.BRACKET_3,
  spans.BRACKET_4,
]);

export function putBracket(p: usize, bracket: i32): usize {
  return putSpan(putSpan(p, spans.BRACKET), load<u32>(bracketNames + ((<usize>bracket) << 2)));
}

/** The address of a map: its name's slug, with the mode's where several have that name. */
export function putMapSlug(p: usize, span: u32, map: u32): usize {
  if (value8(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_UNIQUE)
    return putString(p, span, layout.S_MAP_SLUG, map);
  p = putText(p, span, layout.S_MAP_SLUG, map);
  return putString(p, spans.DASH, layout.S_MODE_SLUG, value16(layout.S_MAP_MODE, map));
}

/** The name of a map's mode; the span ends with the opening quote. */
export function putModeName(p: usize, span: u32, map: u32): usize {
  return putString(p, span, layout.S_MODE_NAME, value16(layout.S_MAP_MODE, map));
}

/** The ids of a map. */
export function putIds(p: usize, map: u32): usize {
  const from = value32(layout.S_MAP_IDS_AT, map);
  return putNumbers(p, spans.IDS, layout.S_MAP_IDS, from, value32(layout.S_MAP_IDS_AT, map + 1));
}
