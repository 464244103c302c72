/** Answering a query: filter whole blocks of names by their planes, then compare the few that are left. */
import { E_ARGUMENT, E_SNAPSHOT_BOUNDS } from '../layout/errors';
import { TIER_ACRONYM, TIER_SUBSTRING } from '../layout/search';
import { fail } from '../status';
import {
  filterOneTypo,
  filterPlainly,
  filterTypos,
  insideHigh,
  insideLow,
  startsHigh,
  startsLow,
  typosHigh,
  typosLow,
} from './filter';
import {
  bestTier,
  brawlerHits,
  HITS_BYTES,
  isWelcome,
  mapHits,
  NO_MATCH,
  offer,
  openHits,
  placed,
  writeHits,
} from './hits';
import { BLOCK_BYTES, BLOCK_ROWS, INDEX_HEADER_BYTES, MAX_LIMIT } from './layout';
import { mapRows, openIndex, planes, rows, startsAt, targetAt, textAt, textEnd, textFirst } from './names';
import { length, PATTERN_BYTES, setPattern, typoAllowance } from './pattern';
import { matchAtStarts, matchInside, matchMistyped, matchOneTypo, setName } from './tiers';

/* Ways to compare a name: without typos, at starts of words first or only within it; or with up to so many typos. */
const AT_STARTS = -1;
const INSIDE = 0;

/** Bytes of scratch that a query needs, over any number of names. */
export function searchScratchSize(_nameCount: i32): i32 {
  return PATTERN_BYTES + HITS_BYTES;
}

/** A byte for each map, non-zero if it is live; or 0. */
let live: usize = 0;

function isLive(row: i32): bool {
  return live !== 0 && row < mapRows && load<u8>(live + (load<u32>(targetAt(row)) & 0xffff)) !== 0;
}

function matchPlainly(): u32 {
  const match = matchAtStarts();
  return match === NO_MATCH ? matchInside() : match;
}

function compareName(row: i32, way: i32): void {
  const first = textFirst(row);
  setName(textAt(first), <i32>(textEnd(row) - first), load<u64>(startsAt(row)));
  let match: u32;
  if (way === AT_STARTS) match = matchPlainly();
  else if (way === INSIDE) match = matchInside();
  else match = way === 1 ? matchOneTypo() : matchMistyped(way);
  if (match !== NO_MATCH) offer(match, isLive(row), row);
}

/** Compares those of 64 names whose bits are set. */
function compareSome(bits: u64, first: i32, way: i32): void {
  while (bits !== 0) {
    const row = first + <i32>ctz(bits);
    // Only a damaged index has bits behind its last row.
    if (row < rows) compareName(row, way);
    bits &= bits - 1;
  }
}

/** Compares those of a block's names whose bits are set. */
function compareBlock(low: v128, high: v128, first: i32, way: i32): void {
  compareSome(i64x2.extract_lane(low, 0), first, way);
  compareSome(i64x2.extract_lane(low, 1), first + 64, way);
  compareSome(i64x2.extract_lane(high, 0), first + 128, way);
  compareSome(i64x2.extract_lane(high, 1), first + 192, way);
}

function searchPlainly(): void {
  const substring = placed(TIER_SUBSTRING, 0);
  let block = planes;
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    if (filterPlainly(block)) {
      compareBlock(startsLow, startsHigh, first, AT_STARTS);
      if (isWelcome(substring, first) || isWelcome(substring, first + BLOCK_ROWS - 1)) {
        compareBlock(insideLow, insideHigh, first, INSIDE);
      }
    }
    block += BLOCK_BYTES;
  }
}

function searchMistyped(typos: i32): void {
  let block = planes;
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    if (typos === 1 ? filterOneTypo(block) : filterTypos(block, typos)) {
      compareBlock(typosLow, typosHigh, first, typos);
    }
    block += BLOCK_BYTES;
  }
}

/**
 * Searches in steps: without typos; with one, unless something starts with the query or has it for an acronym; with
 * one more at a time, as many as the query's length allows, until something is found.
 */
function search(): void {
  searchPlainly();
  if (bestTier() <= TIER_ACRONYM) return;
  const allowance = typoAllowance(length);
  for (let typos = 1; typos <= allowance; typos++) {
    searchMistyped(typos);
    if (mapHits + brawlerHits > 0) return;
  }
}

/**
 * Finds what a user typed (UTF-8) in an index that passed searchCheck. `liveMaps` points to a byte for each map,
 * non-zero if it is in the rotation now, or is 0: none is. Writes hits, pairs of u32 (target, tier): first the
 * maps, best first, then the brawlers, at most `perKindLimit` (1 to 50) of each. Returns how many:
 * maps | brawlers << 16. `scratch` has searchScratchSize bytes, `hits` room for 2 * perKindLimit pairs.
 */
export function searchQuery(
  index: usize,
  indexLen: i32,
  query: usize,
  queryLen: i32,
  liveMaps: usize,
  perKindLimit: i32,
  scratch: usize,
  hits: usize,
): i32 {
  if (indexLen < INDEX_HEADER_BYTES) return fail(E_SNAPSHOT_BOUNDS, 0);
  if (queryLen < 0 || perKindLimit < 1 || perKindLimit > MAX_LIMIT) return fail(E_ARGUMENT, 0);
  openIndex(index);
  if (!setPattern(query, queryLen, scratch)) return 0;
  openHits(scratch + PATTERN_BYTES, perKindLimit);
  live = liveMaps;
  search();
  writeHits(hits);
  return mapHits | (brawlerHits << 16);
}
