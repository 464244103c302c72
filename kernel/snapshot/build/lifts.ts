/**
 * The cells of all maps that are fitted together, by map and brawler, and where each stands in the hierarchy
 * (stats/hierarchy). With lifts-fit.ts the twin of src/kernel/reference/snapshot/lifts.ts.
 */
import { GROUP_BYTES, SLOT_BYTES } from '../../stats/hierarchy/levels';
import { setTree } from '../../stats/hierarchy/tree';
import { addCount, COUNT_BYTES, COUNT_SQUARED, COUNT_WEIGHTED, SLOTS } from './counts';
import { take } from './scratch';
import { keyAt, setPair, sortBits, valueAt } from './sort';

/** row of the brawler */
export const FIT_BRAWLER: usize = 0;
/** address of the cell's map */
export const FIT_MAP: usize = 4;
/** where its value stands; after a fit, its lift */
export const FIT_LANE: usize = 8;
/** by slot of cells: games and half wins */
export const FIT_PLAIN: usize = 16;
export const FIT_PLAIN_BYTES: usize = 16;
/** by slot of cells: weighted games, weighted half wins, squared weights */
const FIT_WEIGHTED: usize = 80;
const FIT_WEIGHTED_BYTES: usize = 24;
export const FIT_BYTES: usize = 176;

/* What is counted of a slot of the hierarchy, a lane each: by slot of cells, weighted games, half wins, squared weights. */
export const SUMS_GAMES: usize = 0;
export const SUMS_HALF_WINS: usize = 16;
export const SUMS_SQUARED: usize = 32;
export const SUMS_STEP: usize = 48;
export const SUMS_BYTES: usize = 192;

/* A map of the fit. */
export const FIT_MAP_FIRST: usize = 0;
/** how many cells it has */
export const FIT_MAP_CELLS: usize = 4;
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
export const FIT_MAP_BYTES: usize = 240;

let cells: usize = 0;
let cellsEnd: usize = 0;
let maps: usize = 0;
let mapsEnd: usize = 0;
/** room for as many slots as cells, twice */
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
  slots = take(mostCells, SLOT_BYTES);
  apart = take(mostCells, SLOT_BYTES) - slots;
  sums = take(mostCells, SUMS_BYTES);
  slotMaps = take(mostCells, 4);
  nodes = take(mostCells, SLOT_BYTES);
  pairs = take(mostCells, SLOT_BYTES);
  nodeGroups = take(mostCells, GROUP_BYTES);
  pairGroups = take(mostCells, GROUP_BYTES);
  clearFit();
}

/** Begins anew, in the same room. */
export function clearFit(): void {
  cellsEnd = cells;
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

/** Adds a cell of the map begun last, with counts by slot; brawlers come in ascending order. */
export function addFitCell(brawler: u32, counts: usize): void {
  const map = mapsEnd - FIT_MAP_BYTES;
  store<u32>(cellsEnd, brawler, FIT_BRAWLER);
  store<u32>(cellsEnd, <u32>map, FIT_MAP);
  for (let slot: usize = 0; slot < SLOTS; slot++) {
    const count = counts + slot * COUNT_BYTES;
    const weighted = cellsEnd + FIT_WEIGHTED + slot * FIT_WEIGHTED_BYTES;
    v128.store(cellsEnd + FIT_PLAIN + slot * FIT_PLAIN_BYTES, v128.load(count));
    v128.store(weighted, v128.load(count, COUNT_WEIGHTED));
    store<f64>(weighted, load<f64>(count, COUNT_SQUARED), 16);
    addCount(map + FIT_MAP_COUNTS + slot * COUNT_BYTES, count);
  }
  store<u32>(map, load<u32>(map, FIT_MAP_CELLS) + 1, FIT_MAP_CELLS);
  cellsEnd += FIT_BYTES;
}

export function fitCells(): usize {
  return cells;
}

export function fitCellsEnd(): usize {
  return cellsEnd;
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

/** Orders the cells by pair of brawlers, then mode, then map. Returns how many there are. */
function sortCells(): i32 {
  let count = 0;
  for (let cell = cells; cell < cellsEnd; cell += FIT_BYTES, count++) {
    const pair = <u64>(load<u32>(cell, FIT_BRAWLER) >> 1);
    setPair(count, (pair << 16) | load<u32>(load<u32>(cell, FIT_MAP), FIT_MAP_MODE), cell);
  }
  // They stand by map already.
  sortBits(0, count, 0, 32);
  return count;
}

function clearSums(at: usize): void {
  const zero = f64x2.splat(0);
  for (const end = at + SUMS_BYTES; at < end; at += SUMS_STEP) {
    v128.store(at, zero, SUMS_GAMES);
    v128.store(at, zero, SUMS_HALF_WINS);
    v128.store(at, zero, SUMS_SQUARED);
  }
}

/** Writes what is counted of a cell to its lane of a slot's sums. */
function spread(cell: usize, lane: usize): void {
  const weighted = cell + FIT_WEIGHTED;
  for (let slot: usize = 0; slot < SLOTS; slot++) {
    const from = weighted + slot * FIT_WEIGHTED_BYTES;
    const to = lane + slot * SUMS_STEP;
    store<f64>(to, load<f64>(from), SUMS_GAMES);
    store<f64>(to, load<f64>(from, 8), SUMS_HALF_WINS);
    store<f64>(to, load<f64>(from, 16), SUMS_SQUARED);
  }
}

/** Gives every cell its place, once all are added. Pairs of sort.ts are used. */
export function layOut(): void {
  const count = sortCells();
  let slot = slots - SLOT_BYTES;
  let ofSlot = sums - SUMS_BYTES;
  let node = nodeGroups - GROUP_BYTES;
  let pair = pairGroups - GROUP_BYTES;
  let keyBefore = u64.MAX_VALUE;
  let mapBefore: u32 = 0;
  for (let i = 0; i < count; i++) {
    const cell = valueAt(i);
    const key = keyAt(i);
    const map = load<u32>(cell, FIT_MAP);
    if (key !== keyBefore) {
      if (key >> 16 !== keyBefore >> 16) {
        pair += GROUP_BYTES;
        store<u32>(pair, 0);
      }
      node += GROUP_BYTES;
      store<u32>(node, 0);
      store<u32>(pair, load<u32>(pair) + 1);
    }
    if (key !== keyBefore || map !== mapBefore) {
      slot += SLOT_BYTES;
      ofSlot += SUMS_BYTES;
      clearSums(ofSlot);
      store<u32>(slotMaps + (slot - slots) / 8, map);
      store<u32>(node, load<u32>(node) + 1);
    }
    const lane = (<usize>(load<u32>(cell, FIT_BRAWLER) & 1)) << 3;
    store<u32>(cell, <u32>(slot + lane), FIT_LANE);
    spread(cell, ofSlot + lane);
    keyBefore = key;
    mapBefore = map;
  }
  slotCount = <i32>((slot + SLOT_BYTES - slots) / SLOT_BYTES);
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
