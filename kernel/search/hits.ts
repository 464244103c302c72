/**
 * The best hits so far, of one kind: keys in ascending order, at most `limit`, no target twice. A key says how good
 * a hit is, in one number: tier (3 bits), rank (4), not live (1), row (24); rows stand in the index in the order
 * that decides between equals.
 */
import { targetAt } from './index-file';

/** Greater than any key. */
export const NO_MATCH: u32 = 0xffff_ffff;

const TIER_SHIFT = 29;
const RANK_SHIFT = 25;
const NOT_LIVE: u32 = 1 << 24;
const ROW_MASK: u32 = NOT_LIVE - 1;

let keys: usize = 0;
let limit: i32 = 0;
/** How many hits there are. */
export let count: i32 = 0;

/** Tier and rank in their places in a key. */
export function placed(tier: u32, rank: u32): u32 {
  return (tier << TIER_SHIFT) | (rank << RANK_SHIFT);
}

export function tierOf(key: u32): u32 {
  return key >> TIER_SHIFT;
}

function targetOf(key: u32): u32 {
  return load<u32>(targetAt(<i32>(key & ROW_MASK)));
}

/** Goes on with the `already` hits at `list`, which has room for `most`. */
export function openHits(list: usize, already: i32, most: i32): void {
  keys = list;
  count = already;
  limit = most;
}

function keyAt(place: i32): usize {
  return keys + ((<usize>place) << 2);
}

/** The key that a hit must fall below to be kept. */
export function bar(): u32 {
  return count < limit ? NO_MATCH : load<u32>(keyAt(limit - 1));
}

/** Place of the hit on this target, or -1. */
function find(target: u32): i32 {
  for (let place = 0; place < count; place++) {
    if (targetOf(load<u32>(keyAt(place))) === target) return place;
  }
  return -1;
}

/** Keeps a hit if it is among the best, and the best on its target. */
export function offer(match: u32, isLive: bool, row: i32): void {
  const key = match | (isLive ? 0 : NOT_LIVE) | <u32>row;
  if (key >= bar()) return;
  let place = find(targetOf(key));
  if (place >= 0 && load<u32>(keyAt(place)) <= key) return;
  if (place < 0) {
    if (count < limit) count++;
    place = count - 1;
  }
  while (place > 0 && load<u32>(keyAt(place - 1)) > key) {
    store<u32>(keyAt(place), load<u32>(keyAt(place - 1)));
    place--;
  }
  store<u32>(keyAt(place), key);
}

/** Writes (target, tier) for each hit in `list`. Returns the address behind them. */
export function writeHits(list: usize, hits: i32, out: usize): usize {
  for (let place = 0; place < hits; place++) {
    const key = load<u32>(list + ((<usize>place) << 2));
    store<u32>(out, targetOf(key));
    store<u32>(out, tierOf(key), 4);
    out += 8;
  }
  return out;
}
