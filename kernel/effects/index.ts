/** Effects of pairs and match-ups from their sums: twin of src/kernel/reference/effects/, byte by byte. */
import * as layout from '../layout/effects';
import { E_ARGUMENT, E_OUTPUT_FULL } from '../layout/errors';
import { COUNT_MATCHUPS, COUNT_PAIRS, WH_KIND } from '../layout/tally';
import { areSums } from '../snapshot/build/check-sums';
import { fail } from '../status';
import { fitEffects, judgeRow, modeSpread, PAIR_BYTES, pairSpread } from './fit';
import { GROUP, mean, NOISE, SUM_BYTES, VALUE, variance } from './level';
import * as rows from './rows';
import { addPlain, PLAIN_BYTES, writeSurest } from './surest';

const HEADER_BYTES: usize = layout.EFFECTS_HEADER_FIELDS * 4;
const MATRIX_BYTES: usize = layout.MATRIX_FIELDS * 4;
const MOST_STEPS: f64 = 127;
const MOST_ERROR: f64 = 255;
const UNIT2: f64 = 1 / <f64>(layout.STEPS_A_LOGIT * layout.STEPS_A_LOGIT);

/* Where the parts of scratch begin. */
let rowsAt: usize = 0;
let rowsEnd: usize = 0;
let nodesAt: usize = 0;
let modesAt: usize = 0;
let pairsAt: usize = 0;
let plainAt: usize = 0;
let sumsAt: usize = 0;
let scratchEnd: usize = 0;

/** Lays the scratch out, once the rows are counted. */
function layOut(scratch: usize): void {
  const pairs = <usize>rows.pairCount();
  rowsAt = (scratch + 15) & ~15;
  rowsEnd = rowsAt + <usize>rows.rowCount * rows.ROW_BYTES;
  nodesAt = rowsEnd;
  modesAt = nodesAt + <usize>(rows.modes * rows.brawlers) * rows.NODE_BYTES;
  pairsAt = modesAt + <usize>rows.modes * rows.MODE_BYTES;
  plainAt = pairsAt + pairs * PAIR_BYTES;
  sumsAt = plainAt + pairs * PLAIN_BYTES;
  scratchEnd = sumsAt + max(pairs, <usize>rows.modes) * SUM_BYTES;
}

/** Opens sums of `length` bytes; false if they are none of pairs or match-ups. */
function open(input: usize, length: i32): bool {
  if (length < 0 || !areSums(input, length)) return false;
  const kind = load<u32>(input, WH_KIND * 4);
  if (kind !== COUNT_PAIRS && kind !== COUNT_MATCHUPS) return false;
  rows.openRows(input);
  return true;
}

/** Scratch that effectsFit needs for sums; E_ARGUMENT where they are none of pairs or match-ups. */
export function effectsScratchSize(input: usize, length: i32): i32 {
  if (!open(input, length)) return fail(E_ARGUMENT, 0);
  layOut(0);
  return <i32>scratchEnd + 16;
}

/** Half up, cut off. */
function stepsOf(value: f64): i32 {
  return <i32>min(max(floor(value + 0.5), -MOST_STEPS), MOST_STEPS);
}

/** Half up, at least 1. */
function errorOf(value: f64): u32 {
  return <u32>min(max(floor(sqrt(value) + 0.5), 1), MOST_ERROR);
}

/** Marks the modes whose rows say most. Gives how many. */
function keepModes(): i32 {
  const kept = min(rows.modes, layout.MAX_EFFECT_MODES);
  for (let i = 0; i < kept; i++) {
    let best: usize = 0;
    for (let mode = modesAt; mode < pairsAt; mode += rows.MODE_BYTES) {
      if (load<u32>(mode, rows.MODE_KEPT) !== 0) continue;
      if (best === 0 || load<f64>(mode, rows.MODE_INFORMATION) > load<f64>(best, rows.MODE_INFORMATION))
        best = mode;
    }
    store<u32>(best, 1, rows.MODE_KEPT);
  }
  return kept;
}

/** Writes places and blank errors of the matrices: that of all other modes, then those of the modes kept. */
function writeMatrices(to: usize): usize {
  const blank = errorOf(pairSpread + modeSpread);
  store<u32>(to, layout.ANY_PLACE, layout.MATRIX_PLACE * 4);
  store<u32>(to, blank, layout.MATRIX_BLANK * 4);
  to += MATRIX_BYTES;
  for (let mode = modesAt; mode < pairsAt; mode += rows.MODE_BYTES) {
    if (load<u32>(mode, rows.MODE_KEPT) === 0) continue;
    store<u32>(to, load<u32>(mode, rows.MODE_PLACE), layout.MATRIX_PLACE * 4);
    store<u32>(to, blank, layout.MATRIX_BLANK * 4);
    to += MATRIX_BYTES;
  }
  return to;
}

/** Writes positions and rows of all brawlers; gives their end. */
function writeLists(codes: usize, positions: usize): usize {
  const first = positions + ((<usize>rows.brawlers + 1) << 2);
  let to = first;
  store<u32>(positions, 0);
  for (let own = 0; own < rows.brawlers; own++) {
    to = writeSurest(own, pairsAt, plainAt, codes, to);
    positions += 4;
    store<u32>(positions, <u32>((to - first) / (layout.EFFECT_FIELDS * 4)));
  }
  return to;
}

/** Writes effects and errors of all matrices. */
function writeCells(effects: usize, matrices: i32): void {
  const pairs = <usize>rows.pairCount();
  const errors = effects + pairs * <usize>matrices;
  for (let pair: usize = 0; pair < pairs; pair++) {
    const at = pairsAt + pair * PAIR_BYTES;
    store<i8>(effects + pair, <i8>stepsOf(load<f64>(at, VALUE)));
    store<u8>(errors + pair, <u8>errorOf(load<f64>(at, NOISE) + modeSpread));
  }
  for (let matrix: usize = 1; matrix < <usize>matrices; matrix++) {
    memory.copy(effects + matrix * pairs, effects, pairs);
    memory.copy(errors + matrix * pairs, errors, pairs);
  }
  let first: usize = 0;
  let mode = modesAt;
  let number: u32 = 0;
  for (let row = rowsAt; row < rowsEnd; row += rows.ROW_BYTES) {
    for (; number <= load<u32>(row, rows.MODE); number++, mode += rows.MODE_BYTES) {
      if (load<u32>(mode, rows.MODE_KEPT) !== 0) first += pairs;
    }
    if (load<u32>(mode - rows.MODE_BYTES, rows.MODE_KEPT) === 0) continue;
    const cell = first + <usize>load<u32>(row, GROUP);
    judgeRow(row, pairsAt);
    store<i8>(effects + cell, <i8>stepsOf(mean));
    store<u8>(errors + cell, <u8>errorOf(variance));
  }
}

/** Bytes of the effects at most. */
function mostBytes(): u64 {
  const brawlers = <u64>rows.brawlers;
  const matrices = <u64>layout.MAX_EFFECT_MODES + 1;
  const lists = brawlers * (2 * layout.MAX_EFFECT_ROWS * layout.EFFECT_FIELDS * 4 + 8) + 4;
  return HEADER_BYTES + lists + matrices * (MATRIX_BYTES + 2 * <u64>rows.pairCount());
}

/**
 * Fits effects to the sums of pairs or match-ups in [input, input + length), 8-aligned, and writes them (layout/effects.ts) at
 * `out`. Returns their length; E_ARGUMENT for other input or too little scratch, E_OUTPUT_FULL where `cap` may be too little.
 */
export function effectsFit(
  input: usize,
  length: i32,
  scratch: usize,
  scratchLength: i32,
  out: usize,
  cap: i32,
): i32 {
  if (!open(input, length) || cap < 0) return fail(E_ARGUMENT, 0);
  layOut(scratch);
  if (scratchLength < 0 || scratchEnd > scratch + <usize>scratchLength) return fail(E_ARGUMENT, 0);
  if (<u64>cap < mostBytes()) return fail(E_OUTPUT_FULL, 0);
  memory.fill(nodesAt, 0, scratchEnd - nodesAt);
  memory.fill(out, 0, HEADER_BYTES);
  let matrices = 0;
  if (rows.rowCount > 0) {
    fitEffects(rowsAt, nodesAt, modesAt, pairsAt, sumsAt);
    addPlain(rowsAt, rowsEnd, plainAt);
    matrices = keepModes() + 1;
    store<f64>(out, pairSpread * UNIT2, layout.EH_SPREAD * 4);
    store<f64>(out, modeSpread * UNIT2, layout.EH_MODE_SPREAD * 4);
  }
  const codes = out + HEADER_BYTES;
  const matricesAt = rows.writeCodes(codes);
  const positions = matrices > 0 ? writeMatrices(matricesAt) : matricesAt;
  const cells = writeLists(codes, positions);
  if (matrices > 0) writeCells(cells, matrices);
  const size = cells - out + 2 * <usize>(rows.pairCount() * matrices);
  const rowsOut = positions + ((<usize>rows.brawlers + 1) << 2);
  store<u32>(out, layout.EFFECTS_MAGIC, layout.EH_MAGIC * 4);
  store<u32>(out, <u32>size, layout.EH_LENGTH * 4);
  store<u32>(out, load<u32>(input, WH_KIND * 4), layout.EH_KIND * 4);
  store<u32>(out, rows.brawlers, layout.EH_BRAWLERS * 4);
  store<u32>(out, matrices, layout.EH_MATRICES * 4);
  store<u32>(out, <u32>((cells - rowsOut) / (layout.EFFECT_FIELDS * 4)), layout.EH_ROWS * 4);
  return <i32>size;
}
