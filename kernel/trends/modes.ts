/** Modes of maps, and what is known of each mode: baselines by day and the dispersion of daily rates. */
import { DISPERSION_PAIRS } from '../layout/series';
import { FIRST_MAP_ID, FIRST_MODE_ID, MAX_PLACE } from '../layout/tally';

/* A mode: its code, then f64 fields: sums of the fit, the fit, and two numbers a day. */
const M_CODE: usize = 0;
const M_HAS_FIT: usize = 4;
const M_PAIRS: usize = 8;
const M_ONE: usize = 16;
const M_X: usize = 24;
const M_Y: usize = 32;
const M_XX: usize = 40;
const M_XY: usize = 48;
const M_FACTOR: usize = 56;
const M_BETWEEN: usize = 64;
const M_DAYS: usize = 72;
export const MODE_BYTES: usize = M_DAYS + 32 * 16;

/** (1 pp)², what the weights of the fit expect */
const PLANNED: f64 = 0.0001;

let pairs: usize = 0;
let pairsEnd: usize = 0;
/** by number from 1 on, in ascending order of the code; number 0 stands for all of them */
let modes: usize = 0;
let modesEnd: usize = 0;

function codeOf(mode: u32): u32 {
  const code = mode - FIRST_MODE_ID + 1;
  return mode >= <u32>FIRST_MODE_ID && code <= <u32>MAX_PLACE ? code : 0;
}

/** Notes the modes of `count` (map, mode) pairs; `room` is for one more mode than that. */
export function openModes(at: usize, count: i32, room: usize): void {
  pairs = at;
  pairsEnd = at + ((<usize>count) << 3);
  modes = room;
  modesEnd = room + MODE_BYTES;
  memory.fill(room, 0, MODE_BYTES);
  for (let pair = pairs; pair < pairsEnd; pair += 8) {
    const code = codeOf(load<u32>(pair, 4));
    if (code === 0) continue;
    let place = modesEnd;
    while (load<u32>(place - MODE_BYTES, M_CODE) > code) place -= MODE_BYTES;
    if (load<u32>(place - MODE_BYTES, M_CODE) === code) continue;
    memory.copy(place + MODE_BYTES, place, modesEnd - place);
    memory.fill(place, 0, MODE_BYTES);
    store<u32>(place, code, M_CODE);
    modesEnd += MODE_BYTES;
  }
}

/** How many modes there are: they are numbered from 1 on. */
export function modeCount(): u32 {
  return <u32>((modesEnd - modes) / MODE_BYTES) - 1;
}

function modeAt(number: u32): usize {
  return modes + <usize>number * MODE_BYTES;
}

export function modeCode(number: u32): u32 {
  return load<u32>(modeAt(number), M_CODE);
}

/** Number of the mode of a map by its place, 0 for an unknown one. */
export function modeOf(place: u32): u32 {
  let low = pairs;
  let high = pairsEnd;
  while (low < high) {
    const middle = low + (((high - low) >> 4) << 3);
    if (load<u32>(middle) - FIRST_MAP_ID < place || load<u32>(middle) < <u32>FIRST_MAP_ID) low = middle + 8;
    else high = middle;
  }
  if (low === pairsEnd || load<u32>(low) - FIRST_MAP_ID !== place) return 0;
  const code = codeOf(load<u32>(low, 4));
  if (code === 0) return 0;
  let number = 1;
  let last = modeCount();
  while (<u32>number < last) {
    const middle = (<u32>number + last) >> 1;
    if (modeCode(middle) < code) number = middle + 1;
    else last = middle;
  }
  return number;
}

/** Adds to what is played in a mode on a day. */
export function addPlayed(number: u32, day: u32, games: f64, halfWins: f64): void {
  const at = modeAt(number) + M_DAYS + ((<usize>day) << 4);
  store<f64>(at, load<f64>(at) + games);
  store<f64>(at, load<f64>(at, 8) + halfWins, 8);
}

/** Half wins a game of a mode on a day. */
export function baseline(number: u32, day: u32): f64 {
  const at = modeAt(number) + M_DAYS + ((<usize>day) << 4);
  const games = load<f64>(at);
  return games > 0 ? load<f64>(at, 8) / games : 0;
}

/** Adds a pair of days to the fit of a mode: DispersionFit.add of the reference. */
export function addPair(number: u32, n: f64, m: f64, difference: f64, v: f64): void {
  const mode = modeAt(number);
  const scale = (n * m) / (n + m) / v;
  const x = 2 * scale;
  const y = difference * difference * scale;
  const expected = 1 + PLANNED * x;
  const weight = 1 / (expected * expected);
  store<f64>(mode, load<f64>(mode, M_PAIRS) + 1, M_PAIRS);
  store<f64>(mode, load<f64>(mode, M_ONE) + weight, M_ONE);
  store<f64>(mode, load<f64>(mode, M_X) + weight * x, M_X);
  store<f64>(mode, load<f64>(mode, M_Y) + weight * y, M_Y);
  store<f64>(mode, load<f64>(mode, M_XX) + weight * x * x, M_XX);
  store<f64>(mode, load<f64>(mode, M_XY) + weight * x * y, M_XY);
}

/** Fits all modes, those with too few pairs like all together. */
export function fitModes(): void {
  for (let number: u32 = 0; number <= modeCount(); number++) fitMode(modeAt(number));
  for (let number: u32 = 1; number <= modeCount(); number++) {
    const mode = modeAt(number);
    if (load<u32>(mode, M_HAS_FIT) !== 0) continue;
    store<u32>(mode, load<u32>(modes, M_HAS_FIT), M_HAS_FIT);
    store<f64>(mode, load<f64>(modes, M_FACTOR), M_FACTOR);
    store<f64>(mode, load<f64>(modes, M_BETWEEN), M_BETWEEN);
  }
}

function fitMode(mode: usize): void {
  if (load<f64>(mode, M_PAIRS) < <f64>DISPERSION_PAIRS) return;
  const one = load<f64>(mode, M_ONE);
  const x = load<f64>(mode, M_X);
  const y = load<f64>(mode, M_Y);
  const xx = load<f64>(mode, M_XX);
  const xy = load<f64>(mode, M_XY);
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
  store<u32>(mode, 1, M_HAS_FIT);
  store<f64>(mode, factor, M_FACTOR);
  store<f64>(mode, between, M_BETWEEN);
}

export function hasFit(number: u32): bool {
  return load<u32>(modeAt(number), M_HAS_FIT) !== 0;
}

export function factorOf(number: u32): f64 {
  return load<f64>(modeAt(number), M_FACTOR);
}

export function betweenOf(number: u32): f64 {
  return load<f64>(modeAt(number), M_BETWEEN);
}
