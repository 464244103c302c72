/** Answering a query: filter whole blocks of names by their planes, then compare the few that are left. */
import { E_ARGUMENT, E_SNAPSHOT_BOUNDS } from '../layout/errors';
import { TIER_SUBSTRING, TIER_WORD_PREFIX } from '../layout/search';
import { fail } from '../status';
import { atStarts, elsewhere, filterOneTypo, filterPlainly, filterTypos } from './filter';
import { bar, count, NO_MATCH, offer, openHits, placed, tierOf, writeHits } from './hits';
import {
  mapRows,
  openIndex,
  planes,
  rows,
  startsAt,
  targetAt,
  textAt,
  textEnd,
  textFirst,
} from './index-file';
import { BLOCK_BYTES, INDEX_HEADER_BYTES, MAX_LIMIT } from './layout';
import { length, PATTERN_BYTES, setPattern, typoAllowance } from './pattern';
import { matchAtStarts, matchInside, matchMistyped, setName } from './tiers';

/* Scratch: the query, the best maps, the best brawlers. */
const MAP_HITS: usize = PATTERN_BYTES;
const BRAWLER_HITS: usize = MAP_HITS + MAX_LIMIT * 4;
const SCRATCH_BYTES = <i32>BRAWLER_HITS + MAX_LIMIT * 4;

/* Ways to compare a name. */
const AT_STARTS = 0;
const INSIDE = 1;
const MISTYPED = 2;

/** Bytes of scratch that a query needs, over any number of names. */
export function searchScratchSize(_nameCount: i32): i32 {
  return SCRATCH_BYTES;
}

function isLive(live: usize, row: i32): bool {
  return live !== 0 && row < mapRows && load<u8>(live + (load<u32>(targetAt(row)) & 0xffff)) !== 0;
}

function compare(row: i32, way: i32, typos: i32, live: usize): void {
  const first = textFirst(row);
  setName(textAt(first), <i32>(textEnd(row) - first), load<u64>(startsAt(row)));
  let match = NO_MATCH;
  if (way === AT_STARTS) match = matchAtStarts();
  if (way === INSIDE || (way === AT_STARTS && match === NO_MATCH)) match = matchInside();
  if (way === MISTYPED) match = matchMistyped(typos);
  if (match < bar()) offer(match, isLive(live, row), row);
}

/** Compares the names of 64 rows from `first` on whose bits are set, as far as they are in [from, to). */
function compareWord(bits: u64, first: i32, from: i32, to: i32, way: i32, typos: i32, live: usize): void {
  while (bits !== 0) {
    const row = first + <i32>ctz(bits);
    bits &= bits - 1;
    if (row >= from && row < to) compare(row, way, typos, live);
  }
}

function compareBlock(bits: v128, block: i32, from: i32, to: i32, way: i32, typos: i32, live: usize): void {
  if (!v128.any_true(bits)) return;
  compareWord(i64x2.extract_lane(bits, 0), block << 7, from, to, way, typos, live);
  compareWord(i64x2.extract_lane(bits, 1), (block << 7) + 64, from, to, way, typos, live);
}

/** Looks for matches without typos (`typos` 0) or with them among rows [from, to). */
function searchRows(from: i32, to: i32, typos: i32, live: usize): void {
  for (let block = from >> 7; block << 7 < to; block++) {
    const at = planes + <usize>block * BLOCK_BYTES;
    if (typos > 0) {
      const candidates = typos === 1 ? filterOneTypo(at) : filterTypos(at, typos);
      compareBlock(candidates, block, from, to, MISTYPED, typos, live);
      continue;
    }
    filterPlainly(at);
    const others = elsewhere;
    compareBlock(atStarts, block, from, to, AT_STARTS, 0, live);
    if (bar() > placed(TIER_SUBSTRING, 0)) compareBlock(others, block, from, to, INSIDE, 0, live);
  }
}

/* Hits of the running query. */
let mapHits: i32 = 0;
let brawlerHits: i32 = 0;

/** One step of the search, over both kinds. */
function searchBoth(typos: i32, limit: i32, live: usize, scratch: usize): void {
  openHits(scratch + MAP_HITS, mapHits, limit);
  searchRows(0, mapRows, typos, live);
  mapHits = count;
  openHits(scratch + BRAWLER_HITS, brawlerHits, limit);
  searchRows(mapRows, rows, typos, live);
  brawlerHits = count;
}

/** Whether a name or a word of it starts with the query. */
function hasStart(scratch: usize): bool {
  const map = mapHits > 0 ? load<u32>(scratch, MAP_HITS) : NO_MATCH;
  const brawler = brawlerHits > 0 ? load<u32>(scratch, BRAWLER_HITS) : NO_MATCH;
  return <i32>tierOf(min(map, brawler)) <= TIER_WORD_PREFIX;
}

/**
 * Searches in steps, each only if the one before left something to wish for: without typos; with one typo, unless
 * a name or a word of it starts with the query; with as many typos as its length allows, if nothing was found.
 */
function search(limit: i32, live: usize, scratch: usize): void {
  mapHits = 0;
  brawlerHits = 0;
  const allowance = typoAllowance(length);
  searchBoth(0, limit, live, scratch);
  if (allowance > 0 && !hasStart(scratch)) searchBoth(1, limit, live, scratch);
  if (allowance > 1 && mapHits + brawlerHits === 0) searchBoth(allowance, limit, live, scratch);
}

/**
 * Finds what a user typed (UTF-8) in an index that passed searchCheck. `live` points to a byte for each map,
 * non-zero if it is in the rotation now, or is 0: none is. Writes hits, pairs of u32 (target, tier): first the
 * maps, best first, then the brawlers, at most `perKindLimit` (1 to 50) of each. Returns how many:
 * maps | brawlers << 16. `scratch` has searchScratchSize bytes, `hits` room for 2 * perKindLimit pairs.
 */
export function searchQuery(
  index: usize,
  indexLen: i32,
  query: usize,
  queryLen: i32,
  live: usize,
  perKindLimit: i32,
  scratch: usize,
  hits: usize,
): i32 {
  if (indexLen < INDEX_HEADER_BYTES) return fail(E_SNAPSHOT_BOUNDS, 0);
  if (queryLen < 0 || perKindLimit < 1 || perKindLimit > MAX_LIMIT) return fail(E_ARGUMENT, 0);
  if (!setPattern(query, queryLen, scratch)) return 0;
  openIndex(index);
  search(perKindLimit, live, scratch);
  const behind = writeHits(scratch + MAP_HITS, mapHits, hits);
  writeHits(scratch + BRAWLER_HITS, brawlerHits, behind);
  return mapHits | (brawlerHits << 16);
}
