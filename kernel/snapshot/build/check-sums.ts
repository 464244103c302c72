/** What is checked of sums: after it, every number made of them is finite, and every rate within 0 to 100 %. */
import { MAX_COUNT } from '../../layout/build';
import {
  CELL_RANKED_MYTHIC,
  COUNT_BATTLES,
  COUNT_CELLS,
  COUNT_KINDS,
  COUNT_TRIOS,
  KEY_A_SHIFT,
  KEY_B_SHIFT,
  KEY_SLOT_SHIFT,
  MAX_CODE,
  SUM_GAMES,
  SUM_HALF_WINS,
  SUM_KEY,
  SUM_ROW,
  SUM_SQUARED_WEIGHTS,
  SUM_WEIGHTED_GAMES,
  SUM_WEIGHTED_HALF_WINS,
  SUMS_HEADER_FIELDS,
  SUMS_MAGIC,
  WH_KIND,
  WH_LENGTH,
  WH_MAGIC,
  WH_ROWS,
} from '../../layout/tally';
import { noteCell } from './counts';
import { addSums, field } from './input';

/** 2^53: weighted counts beyond it can't come of counts. */
const MOST_WEIGHT: f64 = 9007199254740992;

/** Are there sound sums of `size` bytes at an address, the first of their kind? Those of cells are noted. */
export function isSums(at: usize, size: u32): bool {
  if (!hasSoundHead(at, size)) return false;
  const isSound = field(at, WH_KIND) === COUNT_CELLS ? areCells(at, size) : haveSoundRows(at, size);
  return isSound && addSums(at);
}

/** Are there sound sums of `size` bytes at an address? */
export function areSums(at: usize, size: u32): bool {
  return hasSoundHead(at, size) && haveSoundRows(at, size);
}

function hasSoundHead(at: usize, size: u32): bool {
  if (size < <u32>(SUMS_HEADER_FIELDS * 4)) return false;
  if (field(at, WH_MAGIC) !== SUMS_MAGIC || field(at, WH_LENGTH) !== size) return false;
  const kind = field(at, WH_KIND);
  if (kind === 0 || kind >= <u32>COUNT_KINDS) return false;
  return <u64>field(at, WH_ROWS) * SUM_ROW === <u64>(size - SUMS_HEADER_FIELDS * 4);
}

/** Are the rows of sums of cells sound? Notes them on the way. */
function areCells(at: usize, size: u32): bool {
  const rows = at + SUMS_HEADER_FIELDS * 4;
  let before: u64 = 0;
  for (let row = rows; row < at + size; row += SUM_ROW) {
    const key = load<u64>(row, SUM_KEY);
    if (row > rows && key <= before) return false;
    if (!hasSoundKey(key, COUNT_CELLS) || !hasSoundCounts(row)) return false;
    noteCell(key);
    before = key;
  }
  return true;
}

function haveSoundRows(at: usize, size: u32): bool {
  const kind = field(at, WH_KIND);
  const rows = at + SUMS_HEADER_FIELDS * 4;
  for (let row = rows; row < at + size; row += SUM_ROW) {
    if (row > rows && load<u64>(row, SUM_KEY) <= load<u64>(row - SUM_ROW, SUM_KEY)) return false;
    if (!hasSoundKey(load<u64>(row, SUM_KEY), kind) || !hasSoundCounts(row)) return false;
  }
  return true;
}

function hasSoundKey(key: u64, kind: u32): bool {
  if (kind === COUNT_BATTLES || kind === COUNT_CELLS) {
    return (<i32>(key >> KEY_SLOT_SHIFT) & 15) <= CELL_RANKED_MYTHIC;
  }
  if (kind !== COUNT_TRIOS) return true;
  const a = <u32>(key >> KEY_A_SHIFT) & MAX_CODE;
  const b = <u32>(key >> KEY_B_SHIFT) & MAX_CODE;
  const c = <u32>key & MAX_CODE;
  return (<u32>(key >> KEY_SLOT_SHIFT) & 15) === 0 && a !== 0 && a <= b && (c === 0 || b <= c);
}

function hasSoundCounts(row: usize): bool {
  const games = load<u32>(row, SUM_GAMES);
  const halfWins = load<u32>(row, SUM_HALF_WINS);
  const weighted = load<f64>(row, SUM_WEIGHTED_GAMES);
  const weightedHalfWins = load<f64>(row, SUM_WEIGHTED_HALF_WINS);
  const squared = load<f64>(row, SUM_SQUARED_WEIGHTS);
  if (games === 0 || games > <u32>MAX_COUNT || <u64>halfWins > 2 * <u64>games) return false;
  return (
    weighted >= 0 &&
    weighted <= MOST_WEIGHT &&
    weightedHalfWins >= 0 &&
    weightedHalfWins <= 2 * weighted &&
    squared >= 0 &&
    squared <= MOST_WEIGHT
  );
}
