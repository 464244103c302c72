/**
 * The cells of all maps that are fitted together, by map and brawler, and where each stands in the hierarchy
 * (stats/hierarchy). With lifts-fit.ts the twin of src/kernel/reference/snapshot/lifts.ts.
 */
import { GROUP_BYTES, SLOT_BYTES } from '../../stats/hierarchy/levels';
import { setTree } from '../../stats/hierarchy/tree';
import { addCount, COUNT_BYTES, SLOTS } from './counts';
import { take } from './scratch';
import { keyAt, setPair, sortBits, valueAt } from './sort';

/** row of the brawler */
export const FIT_BRAWLER: usize = 0;
/** address of the cell's map */
export const FIT_MAP: usize = 4;
/** where its value stands; after a fit, its lift */
export const FIT_LANE: usize = 8;
/** counts by slot of cells */
export const FIT_COUNTS: usize = 16;
export const FIT_BYTES: usize = 176;

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
export const FIT_MAP_BYTES: usize = 208;

/** Scratch that each cell takes at most: itself, two slots, and a group with its slot of each kind. */
export const CELL_PIECES: usize = FIT_BYTES + 4 * SLOT_BYTES + 2 * GROUP_BYTES;

let cells: usize = 0;
let cellsEnd: usize = 0;
let maps: usize = 0;
let mapsEnd: usize = 0;
/** room for as many slots as cells, twice */
let slots: usize = 0;
let slotCount: i32 = 0;
/** from a slot of a bracket to that of the rest */
let apart: usize = 0;
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
  memory.copy(cellsEnd + FIT_COUNTS, counts, SLOTS * COUNT_BYTES);
  for (let at: usize = 0; at < SLOTS * COUNT_BYTES; at += COUNT_BYTES) {
    addCount(map + FIT_MAP_COUNTS + at, counts + at);
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

/** Gives every cell its place, once all are added. Pairs of sort.ts are used. */
export function layOut(): void {
  const count = sortCells();
  let slot = slots - SLOT_BYTES;
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
      store<u32>(node, load<u32>(node) + 1);
    }
    store<u32>(cell, <u32>slot + ((load<u32>(cell, FIT_BRAWLER) & 1) << 3), FIT_LANE);
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
