/**
 * The cells of all maps that are fitted together, by map and brawler, and where each stands in the hierarchy
 * (stats/hierarchy). With lifts-fit.ts the twin of src/kernel/reference/snapshot/lifts.ts.
 */
import { GROUP_BYTES, SLOT_BYTES } from '../../stats/hierarchy/levels';
import { setTree } from '../../stats/hierarchy/tree';
import { COUNT_BYTES, COUNT_SQUARED, COUNT_WEIGHTED, SLOTS } from './counts';
import { take } from './scratch';
import { keyAt, setPair, sortBits, valueAt } from './sort';

/* The cells of two brawlers, an even one and the next, on a map: a lane each. Number of the pair: half of the even one's row. */
export const FIT_PAIR: usize = 0;
/** address of the map */
export const FIT_MAP: usize = 4;
/** the slot of their values; after a fit, of their lifts and variances */
export const FIT_SLOT: usize = 8;
/** a bit for each lane that has a cell */
export const FIT_LANES: usize = 12;
/** by slot of cells: games, then half wins, a lane each */
export const FIT_PLAIN: usize = 16;
export const FIT_PLAIN_BYTES: usize = 32;
export const FIT_BYTES: usize = 144;

/* What is counted of a slot of the hierarchy, a lane each: by slot of cells, weighted games, half wins, squared weights. */
export const SUMS_GAMES: usize = 0;
export const SUMS_HALF_WINS: usize = 16;
export const SUMS_SQUARED: usize = 32;
export const SUMS_STEP: usize = 48;
export const SUMS_BYTES: usize = 192;

/* A map of the fit. */
export const FIT_MAP_FIRST: usize = 0;
/** how many pairs it has */
export const FIT_MAP_PAIRS: usize = 4;
export const FIT_MAP_MODE: usize = 8;
/** players of a team, f64 */
export const FIT_MAP_TEAM: usize = 16;
/** baselines as fitted last, of the bracket and of the rest; and that of all */
export const FIT_MAP_BASELINES: usize = 24;
export const FIT_MAP_ALL: usize = 40;
/** counts of all brawlers, by slot of cells */
export const FIT_MAP_COUNTS: usize = 48;
/** what fills the hierarchy: noise of one game, and what a game takes of it in mirrors; of the bracket and of the rest */
export const FIT_MAP_NOISES: usize = 208;
export const FIT_MAP_MIRRORS: usize = 224;
/** u16: how many cells have games in which slots of cells, by a mask of those */
export const FIT_MAP_MASKS: usize = 240;
export const FIT_MAP_BYTES: usize = 272;

let cells: usize = 0;
let cellsEnd: usize = 0;
/** what is counted of each pair of cells, as of a slot, until it is laid out: in the room of what is fitted then */
let raw: usize = 0;
let rawEnd: usize = 0;
let maps: usize = 0;
let mapsEnd: usize = 0;
/** room for as many slots as pairs of cells, twice */
let slots: usize = 0;
let slotCount: i32 = 0;
/** from a slot of a bracket to that of the rest */
let apart: usize = 0;
/** of each slot, what is counted, and the address of its map */
let sums: usize = 0;
let slotMaps: usize = 0;
/** room for as many groups as cells, and a slot for each; the same for their groups */
let nodeGroups: usize = 0;
let nodes: usize = 0;
let pairGroups: usize = 0;
let pairs: usize = 0;

/** Takes room for `mostCells` on `mostMaps`. */
export function openFit(mostCells: i32, mostMaps: i32): void {
  cells = take(mostCells, FIT_BYTES);
  maps = take(mostMaps, FIT_MAP_BYTES);
  raw = take(mostCells, SUMS_BYTES);
  apart = <usize>mostCells * SLOT_BYTES;
  slots = raw;
  nodes = raw + 2 * apart;
  pairs = raw + 3 * apart;
  sums = take(mostCells, SUMS_BYTES);
  slotMaps = take(mostCells, 4);
  nodeGroups = take(mostCells, GROUP_BYTES);
  pairGroups = take(mostCells, GROUP_BYTES);
  clearFit();
}

/** Begins anew, in the same room. */
export function clearFit(): void {
  cellsEnd = cells;
  rawEnd = raw;
  mapsEnd = maps;
}

/** Begins a map; its cells follow. Returns its address. */
export function addFitMap(mode: u32, teamSize: f64): usize {
  const map = mapsEnd;
  mapsEnd += FIT_MAP_BYTES;
  memory.fill(map, 0, FIT_MAP_BYTES);
  store<u32>(map, <u32>cellsEnd, FIT_MAP_FIRST);
  store<u32>(map, mode, FIT_MAP_MODE);
  store<f64>(map, teamSize, FIT_MAP_TEAM);
  return map;
}

/** Adds the even and the odd lanes of two pieces of counts. */
function addLanes(total: usize, a: v128, b: v128): void {
  v128.store(total, f64x2.add(f64x2.add(v128.load(total), a), b));
}

function countMask(map: usize, mask: u32): void {
  const at = map + FIT_MAP_MASKS + ((<usize>mask) << 1);
  store<u16>(at, load<u16>(at) + 1);
}

/**
 * Adds two cells of the map begun last, of brawlers 2 × `pair` and the next: counts by slot, one brawler's behind the
 * other's, zeros where `lanes` has no bit for it. Pairs come in ascending order.
 */
export function addFitPair(pair: u32, counts: usize, lanes: u32): void {
  const map = mapsEnd - FIT_MAP_BYTES;
  const zero = f64x2.splat(0);
  const next = SLOTS * COUNT_BYTES;
  store<u32>(cellsEnd, pair, FIT_PAIR);
  store<u32>(cellsEnd, <u32>map, FIT_MAP);
  store<u32>(cellsEnd, lanes, FIT_LANES);
  let even: u32 = 0;
  let odd: u32 = 0;
  for (let slot: usize = 0; slot < SLOTS; slot++) {
    const count = counts + slot * COUNT_BYTES;
    const total = map + FIT_MAP_COUNTS + slot * COUNT_BYTES;
    const plain = cellsEnd + slot * FIT_PLAIN_BYTES;
    const weighted = rawEnd + slot * SUMS_STEP;
    const a = v128.load(count);
    const b = v128.load(count + next);
    const games = v128.shuffle<u64>(a, b, 0, 2);
    v128.store(plain, games, FIT_PLAIN);
    v128.store(plain, v128.shuffle<u64>(a, b, 1, 3), FIT_PLAIN + 16);
    const played = i64x2.bitmask(f64x2.gt(games, zero));
    even |= (<u32>(played & 1)) << (<u32>slot);
    odd |= (<u32>(played >> 1)) << (<u32>slot);
    const c = v128.load(count, COUNT_WEIGHTED);
    const d = v128.load(count + next, COUNT_WEIGHTED);
    v128.store(weighted, v128.shuffle<u64>(c, d, 0, 2), SUMS_GAMES);
    v128.store(weighted, v128.shuffle<u64>(c, d, 1, 3), SUMS_HALF_WINS);
    const first = load<f64>(count, COUNT_SQUARED);
    const second = load<f64>(count + next, COUNT_SQUARED);
    v128.store(weighted, f64x2.replace_lane(f64x2.splat(first), 1, second), SUMS_SQUARED);
    addLanes(total, a, b);
    addLanes(total + COUNT_WEIGHTED, c, d);
    store<f64>(total, load<f64>(total, COUNT_SQUARED) + first + second, COUNT_SQUARED);
  }
  countMask(map, even);
  countMask(map, odd);
  store<u32>(map, load<u32>(map, FIT_MAP_PAIRS) + 1, FIT_MAP_PAIRS);
  cellsEnd += FIT_BYTES;
  rawEnd += SUMS_BYTES;
}

export function fitMaps(): usize {
  return maps;
}

export function fitMapsEnd(): usize {
  return mapsEnd;
}

export function fitSlots(): usize {
  return slots;
}

export function fitSlotCount(): i32 {
  return slotCount;
}

export function fitSums(): usize {
  return sums;
}

export function fitSlotMaps(): usize {
  return slotMaps;
}

export function fitApart(): usize {
  return apart;
}

/** Orders the pairs of cells by pair of brawlers, then mode, then map. Returns how many there are. */
function sortCells(): i32 {
  let count = 0;
  for (let cell = cells; cell < cellsEnd; cell += FIT_BYTES, count++) {
    const mode = load<u32>(load<u32>(cell, FIT_MAP), FIT_MAP_MODE);
    setPair(count, ((<u64>load<u32>(cell, FIT_PAIR)) << 16) | mode, count);
  }
  // They stand by map already.
  sortBits(0, count, 0, 32);
  return count;
}

function copySums(from: usize, to: usize): void {
  for (const end = to + SUMS_BYTES; to < end; to += SUMS_STEP, from += SUMS_STEP) {
    v128.store(to, v128.load(from, SUMS_GAMES), SUMS_GAMES);
    v128.store(to, v128.load(from, SUMS_HALF_WINS), SUMS_HALF_WINS);
    v128.store(to, v128.load(from, SUMS_SQUARED), SUMS_SQUARED);
  }
}

/** Gives all cells their places, once all are added. Pairs of sort.ts are used. */
export function layOut(): void {
  let node = nodeGroups - GROUP_BYTES;
  let pair = pairGroups - GROUP_BYTES;
  let keyBefore = u64.MAX_VALUE;
  slotCount = sortCells();
  for (let i = 0; i < slotCount; i++) {
    const number = valueAt(i);
    const cell = cells + number * FIT_BYTES;
    const key = keyAt(i);
    if (key !== keyBefore) {
      if (key >> 16 !== keyBefore >> 16) {
        pair += GROUP_BYTES;
        store<u32>(pair, 0);
      }
      node += GROUP_BYTES;
      store<u32>(node, 0);
      store<u32>(pair, load<u32>(pair) + 1);
      keyBefore = key;
    }
    store<u32>(node, load<u32>(node) + 1);
    store<u32>(slotMaps + ((<usize>i) << 2), load<u32>(cell, FIT_MAP));
    store<u32>(cell, <u32>(slots + <usize>i * SLOT_BYTES), FIT_SLOT);
    copySums(raw + number * SUMS_BYTES, sums + <usize>i * SUMS_BYTES);
  }
  const nodeCount = <i32>((node + GROUP_BYTES - nodeGroups) / GROUP_BYTES);
  setTree(
    nodeGroups,
    nodeCount,
    nodes,
    pairGroups,
    <i32>((pair + GROUP_BYTES - pairGroups) / GROUP_BYTES),
    pairs,
  );
}
