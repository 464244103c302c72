/** Tallies.series(): twin of src/kernel/reference/trends/series.ts, in the same order of operations. */
import { putNumber } from '../battles/number';
import { MAX_COUNT } from '../layout/build';
import { E_ARGUMENT, E_OUTPUT_FULL } from '../layout/errors';
import * as layout from '../layout/series';
import { MAX_CODE } from '../layout/tally';
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
import {
  contrastGroup,
  findChanges,
  G_DAYS,
  G_END,
  G_FROM,
  G_MODE,
  G_PLAYED,
  GROUP_BYTES,
  S_WEIGHTED,
  S_WEIGHTS,
  STRATUM_BYTES,
  thresholdFor,
} from './changes';
import { modeCode, modeCount, openModes } from './modes';

const HEADER_BYTES: usize = layout.SERIES_HEADER_FIELDS * 4;
const ROW_BYTES: usize = layout.SERIES_ROW_FIELDS * 4;
const CHANGE_BYTES: usize = layout.CHANGE_FIELDS * 4;
/** of a run, at most: two numbers of five bytes a day */
const RUN_BYTES: usize = layout.MAX_SERIES_DAYS * 10;

/** days of all modes together */
const WHOLE: usize = memory.data(16 * layout.MAX_SERIES_DAYS, 16);

/** by a brawler's code, whether it has a record */
const IS_THERE: usize = memory.data(MAX_CODE + 1);

let days: u32 = 0;
let survey: usize = 0;
let strata: usize = 0;
let groups: usize = 0;
let groupsEnd: usize = 0;
let threshold: f64 = 0;
/* Where the next row, change and byte of a run go. */
let row: usize = 0;
let change: usize = 0;
let run: usize = 0;

/** Scratch that seriesOfFolds needs for so many pairs; or E_ARGUMENT where it is too much. */
export function seriesScratch(pairs: i32): i32 {
  const size = <i64>pairs * <i64>(GROUP_BYTES + 4) + <i64>(MOST_CELLS * (CELL_BYTES + STRATUM_BYTES)) + 64;
  return pairs < 0 || size > i32.MAX_VALUE ? fail(E_ARGUMENT, 0) : <i32>size;
}

/**
 * Writes the series of the folds of `count` days, the first of which is day `first`, at `out` and gives their length, or an
 * error. `lengths` are the folds' bytes, `modesAt` pairs of map and mode, by map, `known` the survey made with the same;
 * `scratch` is aligned to 16 and as long as seriesScratch says.
 */
export function seriesOfFolds(
  folds: usize,
  lengths: usize,
  count: u32,
  first: u32,
  modesAt: usize,
  pairs: i32,
  known: usize,
  scratch: usize,
  out: usize,
  capacity: i32,
): i32 {
  if (count < 1 || count > <u32>layout.MAX_SERIES_DAYS || pairs < 0) return fail(E_ARGUMENT, 0);
  days = count;
  survey = known;
  const codes = scratch + MOST_CELLS * CELL_BYTES;
  openModes(modesAt, pairs, codes);
  if (load<u32>(survey, layout.SV_MODES * 4) !== modeCount() + 1) return fail(E_ARGUMENT, 0);
  groups = (codes + <usize>pairs * 4 + 15) & ~15;
  strata = groups + <usize>modeCount() * GROUP_BYTES;
  threshold = thresholdFor(load<u32>(survey, layout.SV_TESTED * 4));
  const series = mostSeries(folds, lengths);
  const changes = out + HEADER_BYTES + series * ROW_BYTES;
  const runs = changes + series * (layout.MAX_CHANGES * CHANGE_BYTES);
  if (<u64>(runs - out) + <u64>series * RUN_BYTES > <u64>capacity) return fail(E_OUTPUT_FULL, 0);
  row = out + HEADER_BYTES;
  change = changes;
  run = runs;
  openFolds(folds, lengths, count, scratch);
  for (let brawler = nextBrawler(); brawler !== 0; brawler = nextBrawler()) {
    if (!takeBrawler(brawler)) return fail(E_ARGUMENT, 0);
    putBrawler(brawler);
  }
  return close(out, first, changes, runs);
}

/** As many series as there may be: those of all brawlers in all modes. */
function mostSeries(at: usize, lengths: usize): usize {
  memory.fill(IS_THERE, 0, MAX_CODE + 1);
  let brawlers: usize = 0;
  for (let day: usize = 0; day < <usize>days; day++) {
    const end = at + load<u32>(lengths + (day << 2));
    for (; at < end; at += layout.FOLD_BYTES) {
      const place = IS_THERE + (<usize>(load<u64>(at) >> layout.FOLD_BRAWLER_SHIFT) & MAX_CODE);
      brawlers += 1 - <usize>load<u8>(place);
      store<u8>(place, 1);
    }
  }
  return brawlers * (<usize>modeCount() + 1);
}

/** Moves the parts together and writes the header; returns the length. */
function close(out: usize, first: u32, changes: usize, runs: usize): i32 {
  const rows = row - out - HEADER_BYTES;
  memory.copy(row, changes, change - changes);
  memory.copy(row + (change - changes), runs, run - runs);
  const length = HEADER_BYTES + rows + (change - changes) + (run - runs);
  store<u32>(out, layout.SERIES_MAGIC, layout.SD_MAGIC * 4);
  store<u32>(out, <u32>length, layout.SD_LENGTH * 4);
  store<u32>(out, first, layout.SD_FIRST * 4);
  store<u32>(out, days, layout.SD_DAYS * 4);
  store<u32>(out, <u32>(rows / ROW_BYTES), layout.SD_ROWS * 4);
  store<u32>(out, <u32>((change - changes) / CHANGE_BYTES), layout.SD_CHANGES * 4);
  return <i32>length;
}

/** Writes the series of the brawler whose cells were made: over all modes first, which needs the contrasts of each. */
function putBrawler(brawler: u32): void {
  const all = makeGroups();
  if (isEnough(all)) {
    for (let group = groups; group < groupsEnd; group += GROUP_BYTES) contrastGroup(group, days - 1);
  }
  addCells(ORDER, endOfOrder(), WHOLE);
  putSeries(brawler, 0, WHOLE, isEnough(all) ? find(groups, groupsEnd) : 0);
  for (let group = groups; group < groupsEnd; group += GROUP_BYTES) {
    const changes = isEnough(load<f64>(group, G_PLAYED)) ? find(group, group + GROUP_BYTES) : 0;
    putSeries(brawler, modeCode(load<u32>(group, G_MODE)), group + G_DAYS, changes);
  }
}

/** Makes a group of the cells of each known mode; returns the games of all on tested days. */
function makeGroups(): f64 {
  let all: f64 = 0;
  let stratum = strata;
  const end = endOfOrder();
  groupsEnd = groups;
  for (let from = ORDER; from < end; ) {
    const mode = load<u32>(load<u32>(from), C_MODE);
    const behind = endOfMode(from);
    if (mode !== 0) {
      addCells(from, behind, groupsEnd + G_DAYS);
      weigh(groupsEnd + G_DAYS);
      all += played;
      store<f64>(groupsEnd, played, G_PLAYED);
      store<u32>(groupsEnd, mode, G_MODE);
      store<u32>(groupsEnd, <u32>stratum, G_FROM);
      stratum = addStrata(mode, from, behind, stratum);
      store<u32>(groupsEnd, <u32>stratum, G_END);
      groupsEnd += GROUP_BYTES;
    }
    from = behind;
  }
  return all;
}

/** Adds the strata of a mode's cells; returns the end. */
function addStrata(mode: u32, from: usize, end: usize, at: usize): usize {
  const known = survey + layout.SURVEY_HEADER_FIELDS * 4 + <usize>mode * layout.SURVEY_MODE_BYTES;
  if (load<u32>(known, layout.SM_HAS_FIT) === 0) return at;
  const spread = load<f64>(known, layout.SM_FACTOR) * variance;
  const between = load<f64>(known, layout.SM_BETWEEN);
  for (; from < end; from += 4, at += STRATUM_BYTES) {
    addStratum(<usize>load<u32>(from) + C_DAYS, known + layout.SM_BASELINES, spread, between, at);
  }
  return at;
}

function addStratum(own: usize, rates: usize, spread: f64, between: f64, at: usize): void {
  let games: f64 = 0;
  let weights: f64 = 0;
  let weighted: f64 = 0;
  for (let day: u32 = 0; day < days; day++, at += 8, rates += 8) {
    store<f64>(at, games);
    store<f64>(at, weights, S_WEIGHTS);
    store<f64>(at, weighted, S_WEIGHTED);
    const count = gamesOn(own, day);
    if (!(count > 0)) continue;
    const weight = 1 / (spread / count + between);
    games += count;
    weights += weight;
    weighted += weight * ((halfWinsOn(own, day) / count - load<f64>(rates)) / 2);
  }
}

function find(from: usize, end: usize): u32 {
  return findChanges(from, end, days - 1, threshold, change);
}

/** Writes the row and the run of a series, behind its changes. */
function putSeries(brawler: u32, mode: u32, own: usize, changes: u32): void {
  const before = run;
  putRun(own);
  change += <usize>changes * CHANGE_BYTES;
  store<u32>(row, brawler, layout.SERIES_BRAWLER * 4);
  store<u32>(row, mode, layout.SERIES_MODE * 4);
  store<u32>(row, <u32>(run - before), layout.SERIES_RUN * 4);
  store<u32>(row, changes, layout.SERIES_CHANGES * 4);
  row += ROW_BYTES;
}

function putRun(own: usize): void {
  let last: i32 = days - 1;
  while (last >= 0 && gamesOn(own, last) === 0) last--;
  for (let day = 0; day <= last; day++) {
    const games = <u64>min<f64>(gamesOn(own, day), <f64>(<u32>MAX_COUNT));
    run = putNumber(run, games);
    if (games === 0) continue;
    const over = <i64>min<f64>(halfWinsOn(own, day), <f64>(<u32>MAX_COUNT)) - <i64>games;
    run = putNumber(run, over < 0 ? <u64>(-2 * over - 1) : <u64>(2 * over));
  }
}
