/**
 * The hierarchy of one set of cells: twin of fitHierarchy in src/kernel/reference/stats/hierarchy.ts and of
 * brackets.ts. Cells stand in slots (levels.ts), by pair of brawlers, mode and map; their groups, a brawler in a mode,
 * in slots of their own; and the groups of those, the brawlers.
 */
import { meanGroups, SLOT_BYTES, SLOT_NOISES, SLOT_VALUES, shrinkGroups } from './levels';
import { foundSharpness, foundSpread, search } from './search';

/** What the lifts' sampling noise is reckoned with, pp². */
export const LIFT_VARIANCE: f64 = 18;
const CENTRE_VARIANCE: f64 = 25;
const BASELINE_SPREAD: f64 = 1;
/** Priors of the spreads of cells, modes and brawlers: of all, and of a bracket's differences from the rest. */
const PRIORS: usize = memory.data<f64>([6, 4, 8, 2, 1, 4]);

/** Spread and sharpness of cells, modes and brawlers: those found last, and those of all. */
const FOUND: usize = memory.data(48, 8);
const OF_ALL: usize = memory.data(48, 8);

/** A slot with the posterior of the mean of all, and the mean's data: value, noise. */
const ROOT: usize = memory.data(32, 16);
const TOP: usize = memory.data(16, 8);

/* Groups of cells and how many; their slots, in groups of their own; and the slots of those. */
let cellGroups: usize = 0;
let nodeCount: i32 = 0;
let nodes: usize = 0;
let nodeGroups: usize = 0;
let pairCount: i32 = 0;
let pairs: usize = 0;
/** one group of all pairs */
const ALL_PAIRS: usize = memory.data(4, 4);

/** Says where everything is: groups of cells, and room for a slot each; their groups, and room for a slot each. */
export function setTree(
  groups: usize,
  count: i32,
  slots: usize,
  groupsOfNodes: usize,
  countOfPairs: i32,
  slotsOfPairs: usize,
): void {
  cellGroups = groups;
  nodeCount = count;
  nodes = slots;
  nodeGroups = groupsOfNodes;
  pairCount = countOfPairs;
  pairs = slotsOfPairs;
  store<u32>(ALL_PAIRS, countOfPairs);
}

function keepFound(level: usize): void {
  store<f64>(FOUND + level * 16, foundSpread());
  store<f64>(FOUND + level * 16, foundSharpness(), 8);
}

/** From below: spreads are searched, from priors on. */
function climb(cells: usize, priors: usize): void {
  search(cells, cellGroups, nodeCount, load<f64>(priors), nodes);
  keepFound(0);
  search(nodes, nodeGroups, pairCount, load<f64>(priors, 8), pairs);
  keepFound(1);
  search(pairs, 0, pairCount, load<f64>(priors, 16), TOP);
  keepFound(2);
}

/** From below, at the spreads of all. */
function climbAsAll(cells: usize): void {
  memory.copy(FOUND, OF_ALL, 48);
  meanGroups(cells, cellGroups, nodeCount, load<f64>(FOUND), nodes);
  meanGroups(nodes, nodeGroups, pairCount, load<f64>(FOUND, 16), pairs);
  meanAll(pairs, pairCount, load<f64>(FOUND, 32));
}

/** Mean and noise of all values, to TOP. */
function meanAll(slot: usize, count: i32, spread: f64): void {
  let w: f64 = 0;
  let wy: f64 = 0;
  for (const end = slot + <usize>count * SLOT_BYTES; slot < end; slot += SLOT_BYTES) {
    for (let lane = slot; lane < slot + 16; lane += 8) {
      const weight = 1 / (spread + load<f64>(lane, SLOT_NOISES));
      w += weight;
      wy += weight * load<f64>(lane, SLOT_VALUES);
    }
  }
  store<f64>(TOP, w > 0 ? wy / w : 0);
  store<f64>(TOP, 1 / w, 8);
}

/** From above: posteriors, in the places of values and noises. */
function descend(cells: usize, apart: usize): void {
  const precision = 1 / load<f64>(TOP, 8);
  const variance = 1 / (precision + 1 / CENTRE_VARIANCE);
  v128.store(ROOT, f64x2.splat((load<f64>(TOP) / load<f64>(TOP, 8)) * variance), SLOT_VALUES);
  v128.store(ROOT, f64x2.splat(variance), SLOT_NOISES);
  const found = FOUND;
  shrinkGroups(pairs, ALL_PAIRS, 1, ROOT, 0, load<f64>(found, 32), load<f64>(found, 40), 0);
  shrinkGroups(
    nodes,
    nodeGroups,
    pairCount,
    pairs,
    SLOT_BYTES,
    load<f64>(found, 16),
    load<f64>(found, 24),
    0,
  );
  shrinkGroups(cells, cellGroups, nodeCount, nodes, SLOT_BYTES, load<f64>(found), load<f64>(found, 8), apart);
}

/** Fits the cells of all battles: slots from `cells` on become posteriors. Its spreads are those of all from now on. */
export function fitAll(cells: usize): void {
  climb(cells, PRIORS);
  memory.copy(OF_ALL, FOUND, 48);
  descend(cells, 0);
}

/** Fits the cells of the rest of the battles, at the spreads of all. */
export function fitRest(cells: usize): void {
  climbAsAll(cells);
  descend(cells, 0);
}

/** Fits a bracket's cells, `count` slots, by their difference from the posteriors of the rest, which lie `apart` bytes away. */
export function fitOwn(cells: usize, count: i32, apart: usize): void {
  const end = cells + <usize>count * SLOT_BYTES;
  for (let slot = cells; slot < end; slot += SLOT_BYTES) {
    const lifts = v128.load(slot + apart, SLOT_VALUES);
    const open = v128.load(slot + apart, SLOT_NOISES);
    v128.store(slot, f64x2.sub(v128.load(slot, SLOT_VALUES), lifts), SLOT_VALUES);
    v128.store(slot, f64x2.add(v128.load(slot, SLOT_NOISES), open), SLOT_NOISES);
  }
  climb(cells, PRIORS + 24);
  descend(cells, apart);
}

/** Shrinks the differences of a bracket's baselines from those of all, `count` slots: posteriors stand in their place. */
export function fitBaselines(slots: usize, count: i32): void {
  search(slots, 0, count, BASELINE_SPREAD, TOP);
  v128.store(ROOT, f64x2.splat(load<f64>(TOP)), SLOT_VALUES);
  v128.store(ROOT, f64x2.splat(min(load<f64>(TOP, 8), BASELINE_SPREAD)), SLOT_NOISES);
  store<u32>(BASELINE_GROUP, count);
  shrinkGroups(slots, BASELINE_GROUP, 1, ROOT, 0, foundSpread(), foundSharpness(), 0);
}

const BASELINE_GROUP: usize = memory.data(4, 4);
