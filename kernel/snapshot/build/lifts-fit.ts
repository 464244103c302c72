/**
 * Fits the cells of lifts.ts, a bracket after the other. Two lanes run side by side: what is counted in the bracket,
 * and the rest of the counts.
 */
import { BRACKET_ALL } from '../../layout/snapshot';
import { SLOT_BYTES, SLOT_NOISES, SLOT_VALUES } from '../../stats/hierarchy/levels';
import { fitAll, fitBaselines, fitOwn, fitRest, LIFT_VARIANCE } from '../../stats/hierarchy/tree';
import {
  COUNT_BYTES,
  COUNT_GAMES,
  COUNT_SQUARED,
  COUNT_WEIGHTED,
  COUNT_WEIGHTED_HALF_WINS,
  SLOTS,
} from './counts';
import {
  FIT_MAP_ALL,
  FIT_MAP_BASELINES,
  FIT_MAP_BYTES,
  FIT_MAP_COUNTS,
  FIT_MAP_MASKS,
  FIT_MAP_MIRRORS,
  FIT_MAP_NOISES,
  FIT_MAP_TEAM,
  fitApart,
  fitMaps,
  fitMapsEnd,
  fitSlotCount,
  fitSlotMaps,
  fitSlots,
  fitSums,
  SUMS_BYTES,
  SUMS_GAMES,
  SUMS_HALF_WINS,
  SUMS_SQUARED,
  SUMS_STEP,
} from './lifts';
import { take } from './scratch';

/** Mirrors take no more than this of a cell's sampling variance. */
const MOST_MIRRORED: f64 = 0.9;
const LEAST_RATE: f64 = 1;

/** By bracket, a bit for each slot of cells that it is the sum of. */
export const CELL_SLOTS: usize = memory.data<u8>([0b1111, 0b0011, 0b0010, 0b1100, 0b1000]);
/** By bracket, the slots of all observations of its battles, and of the battles that hold the rest. */
const WHOLE_SLOTS: usize = memory.data<u8>([0b1111, 0b0011, 0b0011, 0b1100, 0b1100]);
const REST_SLOTS: usize = memory.data<u8>([0, 0b1100, 0b1111, 0b0011, 0b1111]);

/* Of each slot of cells, the lanes that it is added to. */
let lanes0 = f64x2.splat(0);
let lanes1 = f64x2.splat(0);
let lanes2 = f64x2.splat(0);
let lanes3 = f64x2.splat(0);

/** Slots of the maps' baselines, as differences from those of all: of the bracket, and of the rest. */
let ownBaselines: usize = 0;
let restBaselines: usize = 0;

/** Takes room for the baselines of `mostMaps`. */
export function openBaselines(mostMaps: i32): void {
  ownBaselines = take((mostMaps >> 1) + 1, SLOT_BYTES);
  restBaselines = take((mostMaps >> 1) + 1, SLOT_BYTES);
}

function laneMask(own: u32, rest: u32, slot: u32): v128 {
  const mask = i64x2.splat(-(<i64>((own >> slot) & 1)));
  return i64x2.replace_lane(mask, 1, -(<i64>((rest >> slot) & 1)));
}

/** Turns to the slots of own and rest. */
function turnTo(own: u32, rest: u32): void {
  lanes0 = laneMask(own, rest, 0);
  lanes1 = laneMask(own, rest, 1);
  lanes2 = laneMask(own, rest, 2);
  lanes3 = laneMask(own, rest, 3);
}

/** Adds up a field of counts by slot, in both lanes. */
function sumLanes(count: usize): v128 {
  const s0 = v128.and(lanes0, v128.load64_splat(count));
  const s1 = v128.and(lanes1, v128.load64_splat(count, COUNT_BYTES));
  const s2 = v128.and(lanes2, v128.load64_splat(count, 2 * COUNT_BYTES));
  const s3 = v128.and(lanes3, v128.load64_splat(count, 3 * COUNT_BYTES));
  return f64x2.add(f64x2.add(f64x2.add(s0, s1), s2), s3);
}

function ratesOf(halfWins: v128, games: v128): v128 {
  const rates = f64x2.div(f64x2.mul(f64x2.splat(50), halfWins), games);
  return v128.bitselect(rates, f64x2.splat(50), f64x2.gt(games, f64x2.splat(0)));
}

/** Baselines of all: both sides of every battle are counted, so the mean is what it is. */
function findAll(): void {
  for (let map = fitMaps(); map < fitMapsEnd(); map += FIT_MAP_BYTES) {
    const counts = map + FIT_MAP_COUNTS;
    const rates = ratesOf(sumLanes(counts + COUNT_WEIGHTED_HALF_WINS), sumLanes(counts + COUNT_WEIGHTED));
    store<f64>(map, f64x2.extract_lane(rates, 0), FIT_MAP_ALL);
    v128.store(map, v128.load64_splat(map, FIT_MAP_ALL), FIT_MAP_BASELINES);
  }
}

/** Baselines of a bracket and of the rest: shrunk to those of all. */
function findBaselines(): void {
  const zero = f64x2.splat(0);
  let number: usize = 0;
  for (let map = fitMaps(); map < fitMapsEnd(); map += FIT_MAP_BYTES, number++) {
    const counts = map + FIT_MAP_COUNTS;
    const games = sumLanes(counts + COUNT_WEIGHTED);
    const squared = sumLanes(counts + COUNT_SQUARED);
    const rates = ratesOf(sumLanes(counts + COUNT_WEIGHTED_HALF_WINS), games);
    const kish = f64x2.min(f64x2.div(f64x2.mul(games, games), squared), sumLanes(counts + COUNT_GAMES));
    const effective = v128.and(f64x2.gt(squared, zero), kish);
    const all = load<f64>(map, FIT_MAP_ALL);
    const p = min(max(all, LEAST_RATE), 100 - LEAST_RATE);
    const values = f64x2.sub(rates, f64x2.splat(all));
    const noises = f64x2.div(f64x2.splat(p * (100 - p)), effective);
    const at = ((number >> 1) * SLOT_BYTES) | ((number & 1) << 3);
    store<f64>(ownBaselines + at, f64x2.extract_lane(values, 0), SLOT_VALUES);
    store<f64>(ownBaselines + at, f64x2.extract_lane(noises, 0), SLOT_NOISES);
    store<f64>(restBaselines + at, f64x2.extract_lane(values, 1), SLOT_VALUES);
    store<f64>(restBaselines + at, f64x2.extract_lane(noises, 1), SLOT_NOISES);
  }
  if ((number & 1) !== 0) {
    const at = (number >> 1) * SLOT_BYTES + 8;
    store<f64>(ownBaselines + at, 0, SLOT_VALUES);
    store<f64>(ownBaselines + at, Infinity, SLOT_NOISES);
    store<f64>(restBaselines + at, 0, SLOT_VALUES);
    store<f64>(restBaselines + at, Infinity, SLOT_NOISES);
  }
  const count = <i32>((number + 1) >> 1);
  fitBaselines(ownBaselines, count);
  fitBaselines(restBaselines, count);
  number = 0;
  for (let map = fitMaps(); map < fitMapsEnd(); map += FIT_MAP_BYTES, number++) {
    const at = ((number >> 1) * SLOT_BYTES) | ((number & 1) << 3);
    const all = load<f64>(map, FIT_MAP_ALL);
    store<f64>(map, min(max(load<f64>(ownBaselines + at) + all, 0), 100), FIT_MAP_BASELINES);
    store<f64>(map, min(max(load<f64>(restBaselines + at) + all, 0), 100), FIT_MAP_BASELINES + 8);
  }
}

/** Notes of each map what its cells' noises are reckoned with, of the bracket and of the rest. */
function noteNoises(bracket: usize): void {
  const zero = f64x2.splat(0);
  turnTo(load<u8>(WHOLE_SLOTS + bracket), load<u8>(REST_SLOTS + bracket));
  for (let map = fitMaps(); map < fitMapsEnd(); map += FIT_MAP_BYTES) {
    const wholes = sumLanes(map + FIT_MAP_COUNTS + COUNT_WEIGHTED);
    const mirrors = f64x2.div(f64x2.splat(load<f64>(map, FIT_MAP_TEAM)), wholes);
    const least = f64x2.splat(LEAST_RATE);
    const p = f64x2.min(f64x2.max(v128.load(map, FIT_MAP_BASELINES), least), f64x2.splat(100 - LEAST_RATE));
    const noises = f64x2.sub(f64x2.mul(p, f64x2.sub(f64x2.splat(100), p)), f64x2.splat(LIFT_VARIANCE));
    v128.store(map, v128.and(f64x2.gt(wholes, zero), mirrors), FIT_MAP_MIRRORS);
    v128.store(map, noises, FIT_MAP_NOISES);
  }
}

/** Games of a bracket on a map of the fit. */
export function picksOf(map: usize, bracket: usize): f64 {
  const slots = <u32>load<u8>(CELL_SLOTS + bracket);
  let sum: f64 = 0;
  for (let slot: u32 = 0; slot < SLOTS; slot++) {
    if (((slots >> slot) & 1) !== 0) sum += load<f64>(map + <usize>slot * COUNT_BYTES, FIT_MAP_COUNTS);
  }
  return sum;
}

/** How many cells of a map of the fit have games in a bracket. */
export function cellsOf(map: usize, bracket: usize): u32 {
  const slots = <u32>load<u8>(CELL_SLOTS + bracket);
  let count: u32 = 0;
  for (let mask: u32 = 1; mask < 1 << SLOTS; mask++) {
    if ((mask & slots) !== 0) count += load<u16>(map + ((<usize>mask) << 1), FIT_MAP_MASKS);
  }
  return count;
}

/** A mask of all bits where a slot of cells is among some. */
export function maskOf(slots: u32, slot: u32): v128 {
  return i64x2.splat(-(<i64>((slots >> slot) & 1)));
}

/** Writes the values and noises of a slot, of what is counted; `map` is 8 bytes further for what maps have of the rest. */
function fillSlot(slot: usize, map: usize, games: v128, halfWins: v128, squared: v128): void {
  const zero = f64x2.splat(0);
  const isPlayed = f64x2.gt(games, zero);
  const rates = f64x2.div(f64x2.mul(f64x2.splat(50), halfWins), games);
  const mirrors = v128.load64_splat(map, FIT_MAP_MIRRORS);
  const mirrored = f64x2.pmin(f64x2.mul(games, mirrors), f64x2.splat(MOST_MIRRORED));
  const left = f64x2.sub(f64x2.splat(1), mirrored);
  const scatter = f64x2.div(f64x2.mul(squared, left), f64x2.mul(games, games));
  const isKnown = v128.and(isPlayed, f64x2.gt(squared, zero));
  const noises = f64x2.mul(
    v128.load64_splat(map, FIT_MAP_NOISES),
    v128.bitselect(scatter, f64x2.splat(Infinity), isKnown),
  );
  // A brawler that isn't there has no games: whatever its value, its noise is infinite.
  const values = f64x2.sub(rates, v128.load64_splat(map, FIT_MAP_BASELINES));
  v128.store(slot, v128.and(isKnown, values), SLOT_VALUES);
  v128.store(slot, noises, SLOT_NOISES);
}

/**
 * Writes the values and noises of all slots, as counted in some slots of cells, and, `withRest`, as counted in the
 * others where those of the rest are.
 */
function fill(slots: u32, withRest: bool): void {
  const mask0 = maskOf(slots, 0);
  const mask1 = maskOf(slots, 1);
  const mask2 = maskOf(slots, 2);
  const mask3 = maskOf(slots, 3);
  const apart = fitApart();
  let slot = fitSlots();
  let sums = fitSums();
  let at = fitSlotMaps();
  const end = slot + <usize>fitSlotCount() * SLOT_BYTES;
  for (; slot < end; slot += SLOT_BYTES, sums += SUMS_BYTES, at += 4) {
    const map = <usize>load<u32>(at);
    const g0 = v128.load(sums, SUMS_GAMES);
    const h0 = v128.load(sums, SUMS_HALF_WINS);
    const s0 = v128.load(sums, SUMS_SQUARED);
    const g1 = v128.load(sums, SUMS_STEP + SUMS_GAMES);
    const h1 = v128.load(sums, SUMS_STEP + SUMS_HALF_WINS);
    const s1 = v128.load(sums, SUMS_STEP + SUMS_SQUARED);
    const g2 = v128.load(sums, 2 * SUMS_STEP + SUMS_GAMES);
    const h2 = v128.load(sums, 2 * SUMS_STEP + SUMS_HALF_WINS);
    const s2 = v128.load(sums, 2 * SUMS_STEP + SUMS_SQUARED);
    const g3 = v128.load(sums, 3 * SUMS_STEP + SUMS_GAMES);
    const h3 = v128.load(sums, 3 * SUMS_STEP + SUMS_HALF_WINS);
    const s3 = v128.load(sums, 3 * SUMS_STEP + SUMS_SQUARED);
    let games = f64x2.add(v128.and(g0, mask0), v128.and(g1, mask1));
    let halfWins = f64x2.add(v128.and(h0, mask0), v128.and(h1, mask1));
    let squared = f64x2.add(v128.and(s0, mask0), v128.and(s1, mask1));
    games = f64x2.add(f64x2.add(games, v128.and(g2, mask2)), v128.and(g3, mask3));
    halfWins = f64x2.add(f64x2.add(halfWins, v128.and(h2, mask2)), v128.and(h3, mask3));
    squared = f64x2.add(f64x2.add(squared, v128.and(s2, mask2)), v128.and(s3, mask3));
    fillSlot(slot, map, games, halfWins, squared);
    if (!withRest) continue;
    games = f64x2.add(v128.andnot(g0, mask0), v128.andnot(g1, mask1));
    halfWins = f64x2.add(v128.andnot(h0, mask0), v128.andnot(h1, mask1));
    squared = f64x2.add(v128.andnot(s0, mask0), v128.andnot(s1, mask1));
    games = f64x2.add(f64x2.add(games, v128.andnot(g2, mask2)), v128.andnot(g3, mask3));
    halfWins = f64x2.add(f64x2.add(halfWins, v128.andnot(h2, mask2)), v128.andnot(h3, mask3));
    squared = f64x2.add(f64x2.add(squared, v128.andnot(s2, mask2)), v128.andnot(s3, mask3));
    fillSlot(slot + apart, map + 8, games, halfWins, squared);
  }
}

/** Fits a bracket; `all` comes first. Afterwards each cell's lane has its lift, with the variance, and each map its baseline. */
export function fitBracket(bracket: usize): void {
  const own = <u32>load<u8>(CELL_SLOTS + bracket);
  const slots = fitSlots();
  const apart = fitApart();
  turnTo(own, ~own & 15);
  if (bracket === BRACKET_ALL) findAll();
  else findBaselines();
  noteNoises(bracket);
  fill(own, bracket !== BRACKET_ALL);
  if (bracket === BRACKET_ALL) {
    fitAll(slots);
    return;
  }
  fitRest(slots + apart);
  fitOwn(slots, fitSlotCount(), apart);
}
