/** Tallies.survey(): twin of src/kernel/reference/trends/survey.ts, in the same order of operations. */
import { E_ARGUMENT, E_OUTPUT_FULL } from '../layout/errors';
import * as layout from '../layout/series';
import { MAX_PLACE } from '../layout/tally';
import { fail } from '../status';
import {
  addCells,
  C_DAYS,
  C_MODE,
  CELL_BYTES,
  endOfMode,
  endOfOrder,
  gamesOn,
  halfWinsOn,
  isEnough,
  MOST_CELLS,
  nextBrawler,
  ORDER,
  openFolds,
  played,
  takeBrawler,
  variance,
  weigh,
} from './cells';
import { modeCode, modeCount, modeOf, openModes } from './modes';

const HEADER_BYTES: usize = layout.SURVEY_HEADER_FIELDS * 4;

/* Sums of a mode, f64: of the fit, then games and half wins of each day. */
const M_PAIRS: usize = 0;
const M_ONE: usize = 8;
const M_X: usize = 16;
const M_Y: usize = 24;
const M_XX: usize = 32;
const M_XY: usize = 40;
const M_DAYS: usize = 48;
const MODE_BYTES: usize = M_DAYS + 16 * layout.MAX_SERIES_DAYS;

/** (1 pp)², what the weights of the fit expect */
const PLANNED: f64 = 0.0001;

const OWN: usize = memory.data(16 * layout.MAX_SERIES_DAYS, 16);

let days: u32 = 0;
let sums: usize = 0;
let survey: usize = 0;
let tested: u32 = 0;

/** Scratch that surveyFolds needs for so many pairs; or E_ARGUMENT where it is too much. */
export function surveyScratch(pairs: i32): i32 {
  const size = <i64>pairs * <i64>(MODE_BYTES + 4) + <i64>MODE_BYTES + <i64>(MOST_CELLS * CELL_BYTES) + 64;
  return pairs < 0 || size > i32.MAX_VALUE ? fail(E_ARGUMENT, 0) : <i32>size;
}

/**
 * Writes the survey of the folds of `count` days at `out` and gives its length, or an error. `lengths` are the folds' bytes,
 * `modesAt` pairs of map and mode, by map; `scratch` is aligned to 16 and as long as surveyScratch says.
 */
export function surveyFolds(
  folds: usize,
  lengths: usize,
  count: u32,
  modesAt: usize,
  pairs: i32,
  scratch: usize,
  out: usize,
  capacity: i32,
): i32 {
  if (count < 1 || count > <u32>layout.MAX_SERIES_DAYS || pairs < 0) return fail(E_ARGUMENT, 0);
  days = count;
  const codes = scratch + MOST_CELLS * CELL_BYTES;
  openModes(modesAt, pairs, codes);
  sums = (codes + <usize>pairs * 4 + 15) & ~15;
  survey = out;
  const length = HEADER_BYTES + <usize>(modeCount() + 1) * layout.SURVEY_MODE_BYTES;
  if (<i64>length > <i64>capacity) return fail(E_OUTPUT_FULL, 0);
  memory.fill(out, 0, length);
  memory.fill(sums, 0, <usize>(modeCount() + 1) * MODE_BYTES);
  putBaselines(folds, lengths);
  openFolds(folds, lengths, count, scratch);
  tested = 0;
  for (let brawler = nextBrawler(); brawler !== 0; brawler = nextBrawler()) {
    if (!takeBrawler(brawler)) return fail(E_ARGUMENT, 0);
    lookAt();
  }
  putFits();
  store<u32>(out, days, layout.SV_DAYS * 4);
  store<u32>(out, modeCount() + 1, layout.SV_MODES * 4);
  store<u32>(out, tested, layout.SV_TESTED * 4);
  return <i32>length;
}

function sumsOf(number: u32): usize {
  return sums + <usize>number * MODE_BYTES;
}

function rowOf(number: u32): usize {
  return survey + HEADER_BYTES + <usize>number * layout.SURVEY_MODE_BYTES;
}

/** Adds up what is played in each mode a day, and writes codes and baselines. */
function putBaselines(at: usize, lengths: usize): void {
  for (let day: usize = 0; day < <usize>days; day++) {
    const end = at + load<u32>(lengths + (day << 2));
    for (; at < end; at += layout.FOLD_BYTES) {
      const sum = sumsOf(modeOf(load<u32>(at) & MAX_PLACE)) + M_DAYS + (day << 4);
      const own = f64x2.convert_low_i32x4_u(v128.load64_zero(at, layout.FOLD_GAMES));
      v128.store(sum, f64x2.add(v128.load(sum), own));
    }
  }
  for (let number: u32 = 1; number <= modeCount(); number++) {
    store<u32>(rowOf(number), modeCode(number), layout.SM_CODE);
    for (let day: u32 = 0; day < days; day++) {
      const games = gamesOn(sumsOf(number) + M_DAYS, day);
      if (games > 0)
        store<f64>(baselines(number) + ((<usize>day) << 3), halfWinsOn(sumsOf(number) + M_DAYS, day) / games);
    }
  }
}

function baselines(number: u32): usize {
  return rowOf(number) + layout.SM_BASELINES;
}

/** Counts the tested series of the brawler whose cells were made, and adds its pairs of days. */
function lookAt(): void {
  let all: f64 = 0;
  const end = endOfOrder();
  for (let from = ORDER; from < end; ) {
    const mode = load<u32>(load<u32>(from), C_MODE);
    const behind = endOfMode(from);
    if (mode !== 0) {
      addCells(from, behind, OWN);
      weigh(OWN);
      all += played;
      tested += <u32>isEnough(played);
      for (; from < behind; from += 4) addPairs(mode, <usize>load<u32>(from) + C_DAYS);
    }
    from = behind;
  }
  tested += <u32>isEnough(all);
}

/** Adds the pairs of days that follow each other on a map. */
function addPairs(mode: u32, own: usize): void {
  const rates = baselines(mode);
  let before: f64 = 0;
  let last: f64 = 0;
  for (let day: u32 = 0; day < days - 1; day++) {
    const games = gamesOn(own, day);
    if (games < <f64>layout.DISPERSION_GAMES) continue;
    const now = (halfWinsOn(own, day) / games - load<f64>(rates + ((<usize>day) << 3))) / 2;
    if (before > 0) addPair(mode, before, games, now - last);
    before = games;
    last = now;
  }
}

/** Adds a pair to the fits of its mode and of all: DispersionFit.add of the reference. */
function addPair(mode: u32, n: f64, m: f64, difference: f64): void {
  const scale = (n * m) / (n + m) / variance;
  const x = 2 * scale;
  const y = difference * difference * scale;
  const expected = 1 + PLANNED * x;
  const weight = 1 / (expected * expected);
  const wx = weight * x;
  addTo(sumsOf(mode), weight, wx, weight * y, wx * x, wx * y);
  addTo(sums, weight, wx, weight * y, wx * x, wx * y);
}

function addTo(sum: usize, one: f64, x: f64, y: f64, xx: f64, xy: f64): void {
  store<f64>(sum, load<f64>(sum, M_PAIRS) + 1, M_PAIRS);
  store<f64>(sum, load<f64>(sum, M_ONE) + one, M_ONE);
  store<f64>(sum, load<f64>(sum, M_X) + x, M_X);
  store<f64>(sum, load<f64>(sum, M_Y) + y, M_Y);
  store<f64>(sum, load<f64>(sum, M_XX) + xx, M_XX);
  store<f64>(sum, load<f64>(sum, M_XY) + xy, M_XY);
}

/** Fits all modes, those with too few pairs like all together. */
function putFits(): void {
  for (let number: u32 = 0; number <= modeCount(); number++) {
    const row = rowOf(number);
    if (load<f64>(sumsOf(number), M_PAIRS) >= <f64>layout.DISPERSION_PAIRS) {
      putFit(sumsOf(number), row);
      continue;
    }
    store<u32>(row, load<u32>(rowOf(0), layout.SM_HAS_FIT), layout.SM_HAS_FIT);
    store<f64>(row, load<f64>(rowOf(0), layout.SM_FACTOR), layout.SM_FACTOR);
    store<f64>(row, load<f64>(rowOf(0), layout.SM_BETWEEN), layout.SM_BETWEEN);
  }
}

/** DispersionFit.fit of the reference. */
function putFit(sum: usize, row: usize): void {
  const one = load<f64>(sum, M_ONE);
  const x = load<f64>(sum, M_X);
  const y = load<f64>(sum, M_Y);
  const xx = load<f64>(sum, M_XX);
  const xy = load<f64>(sum, M_XY);
  const determinant = one * xx - x * x;
  const slope = determinant > 0 ? (one * xy - x * y) / determinant : 0;
  let factor: f64 = max<f64>(1, y / one);
  let between: f64 = 0;
  if (slope > 0) {
    factor = (y - slope * x) / one;
    between = slope;
    if (!(factor >= 1)) {
      factor = 1;
      between = max<f64>(0, (xy - x) / xx);
    }
  }
  store<u32>(row, 1, layout.SM_HAS_FIT);
  store<f64>(row, factor, layout.SM_FACTOR);
  store<f64>(row, between, layout.SM_BETWEEN);
}
