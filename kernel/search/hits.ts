/**
 * The best hits so far: for each kind keys in ascending order, at most `limit`, no target twice. A key says how
 * good a hit is, in one number: tier (3 bits), rank (4), not live (1), row (24); rows stand in the index in the
 * order that decides between equals, and those of maps before those of brawlers.
 */
import { MAX_LIMIT } from './layout';
import { mapRows, targetAt } from './names';

/** Greater than any key. */
export const NO_MATCH: u32 = 0xffff_ffff;

/** Scratch: a list of keys for each kind. */
export const HITS_BYTES = 2 * MAX_LIMIT * 4;
const BRAWLER_KEYS = MAX_LIMIT * 4;

const TIER_SHIFT = 29;
const RANK_SHIFT = 25;
const NOT_LIVE: u32 = 1 << 24;
const ROW_MASK: u32 = NOT_LIVE - 1;

let keys: usize = 0;
let limit: i32 = 0;
/** Hits of each kind. */
export let mapHits: i32 = 0;
export let brawlerHits: i32 = 0;

/** Tier and rank in their places in a key. */
export function placed(tier: u32, rank: u32): u32 {
  return (tier << TIER_SHIFT) | (rank << RANK_SHIFT);
}

/** Starts with no hits; keeps at most `most` (≤ MAX_LIMIT) of each kind, in scratch at `list`. */
export function openHits(list: usize, most: i32): void {
  keys = list;
  limit = most;
  mapHits = 0;
  brawlerHits = 0;
}

function targetOf(key: u32): u32 {
  return load<u32>(targetAt(<i32>(key & ROW_MASK)));
}

/** The key that a hit must fall below to be kept: that of the last in a full list. */
function barOf(list: usize, count: i32): u32 {
  return count < limit ? NO_MATCH : load<u32>(list + ((<usize>limit) << 2) - 4);
}

/** Whether a hit of this tier and rank could be among the best of the row's kind. */
export function isWelcome(match: u32, row: i32): bool {
  return row < mapRows ? match < barOf(keys, mapHits) : match < barOf(keys + BRAWLER_KEYS, brawlerHits);
}

/** The best tier among all hits, or more than any tier. */
export function bestTier(): i32 {
  const map = mapHits > 0 ? load<u32>(keys) : NO_MATCH;
  const brawler = brawlerHits > 0 ? load<u32>(keys, BRAWLER_KEYS) : NO_MATCH;
  return <i32>(min(map, brawler) >> TIER_SHIFT);
}

/** Address of the key of the hit on this target, or of the first behind the list. */
function find(list: usize, end: usize, target: u32): usize {
  let at = list;
  while (at < end && targetOf(load<u32>(at)) !== target) at += 4;
  return at;
}

/** Puts the key in its place in the sorted list, over the one at `gap`, which is not before that. */
function insert(list: usize, gap: usize, key: u32): void {
  while (gap > list && load<u32>(gap - 4) > key) {
    store<u32>(gap, load<u32>(gap - 4));
    gap -= 4;
  }
  store<u32>(gap, key);
}

/** Keeps a match of a row if it is among the best of its kind, and the best of its target. */
export function offer(match: u32, isLive: bool, row: i32): void {
  const key = match | (isLive ? 0 : NOT_LIVE) | <u32>row;
  const isMap = row < mapRows;
  const list = isMap ? keys : keys + BRAWLER_KEYS;
  const count = isMap ? mapHits : brawlerHits;
  if (key >= barOf(list, count)) return;
  const end = list + ((<usize>count) << 2);
  const same = find(list, end, targetOf(key));
  if (same < end) {
    if (key < load<u32>(same)) insert(list, same, key);
    return;
  }
  insert(list, count < limit ? end : end - 4, key);
  if (count === limit) return;
  if (isMap) mapHits++;
  else brawlerHits++;
}

function writeList(list: usize, count: i32, out: usize): usize {
  for (let i = 0; i < count; i++) {
    const key = load<u32>(list + ((<usize>i) << 2));
    store<u32>(out, targetOf(key));
    store<u32>(out, key >> TIER_SHIFT, 4);
    out += 8;
  }
  return out;
}

/** Writes (target, tier) for each hit, maps first. */
export function writeHits(out: usize): void {
  writeList(keys + BRAWLER_KEYS, brawlerHits, writeList(keys, mapHits, out));
}
