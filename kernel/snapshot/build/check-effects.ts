/** What is checked of effects (layout/effects.ts): after it, every address and every published value is in range. */
import * as layout from '../../layout/effects';
import { COUNT_MATCHUPS, COUNT_PAIRS, MAX_CODE } from '../../layout/tally';
import { addEffects, field } from './input';

const MOST_RATE: u32 = 10000;
const MOST_SHIFT: i32 = 32767;
const MOST_ERROR: u32 = 65535;

/** Are there sound effects of `size` bytes at an address, the first of their kind? */
export function isEffects(at: usize, size: u32): bool {
  if (size < <u32>(layout.EFFECTS_HEADER_FIELDS * 4)) return false;
  if (field(at, layout.EH_MAGIC) !== layout.EFFECTS_MAGIC || field(at, layout.EH_LENGTH) !== size)
    return false;
  const kind = field(at, layout.EH_KIND);
  const brawlers = field(at, layout.EH_BRAWLERS);
  const matrices = field(at, layout.EH_MATRICES);
  const rows = field(at, layout.EH_ROWS);
  if (kind !== COUNT_PAIRS && kind !== COUNT_MATCHUPS) return false;
  if (brawlers > <u32>layout.MAX_EFFECT_BRAWLERS || matrices > <u32>layout.MAX_EFFECT_MODES + 1) return false;
  const words: u64 =
    <u64>layout.EFFECTS_HEADER_FIELDS +
    2 * <u64>brawlers +
    1 +
    <u64>matrices * layout.MATRIX_FIELDS +
    <u64>rows * layout.EFFECT_FIELDS;
  const cells = brawlers === 0 ? 0 : (<u64>brawlers * (brawlers - 1)) >> 1;
  if (4 * words + 2 * cells * matrices !== <u64>size) return false;
  const codes = at + layout.EFFECTS_HEADER_FIELDS * 4;
  const positions = codes + ((<usize>brawlers + <usize>matrices * layout.MATRIX_FIELDS) << 2);
  return areCodes(codes, brawlers) && areLists(positions, brawlers, rows) && addEffects(at);
}

function areCodes(code: usize, count: u32): bool {
  let before: u32 = 0;
  for (; count > 0; count--, code += 4) {
    if (load<u32>(code) <= before || load<u32>(code) > <u32>MAX_CODE) return false;
    before = load<u32>(code);
  }
  return true;
}

/** Do the positions share the rows out, and are these in range? */
function areLists(position: usize, brawlers: u32, rows: u32): bool {
  if (load<u32>(position) !== 0) return false;
  const last = position + ((<usize>brawlers) << 2);
  for (; position < last; position += 4) if (load<u32>(position) > load<u32>(position, 4)) return false;
  if (load<u32>(last) !== rows) return false;
  let row = last + 4;
  for (; rows > 0; rows--, row += layout.EFFECT_FIELDS * 4) {
    const shift = <i32>field(row, layout.EFFECT_SHIFT);
    if (field(row, layout.EFFECT_OTHER) > <u32>MAX_CODE) return false;
    if (field(row, layout.EFFECT_EXPECTED) > MOST_RATE || field(row, layout.EFFECT_ERROR) > MOST_ERROR)
      return false;
    if (shift > MOST_SHIFT || shift < -MOST_SHIFT) return false;
  }
  return true;
}
