/**
 * How well the query fits one name. The result is a key's upper half (hits.ts): tier and rank, smaller is better,
 * or NO_MATCH. The rules are those of src/kernel/reference/search/tiers.ts, in the same order.
 */
import {
  TIER_ACRONYM,
  TIER_EXACT,
  TIER_PREFIX,
  TIER_SUBSTRING,
  TIER_TYPO,
  TIER_WORD_PREFIX,
} from '../layout/search';
import { distanceTo, leastDistance } from './distance';
import { NO_MATCH, placed } from './hits';
import { PLACES, SEVERAL_WORDS, START_OF_NAME, START_OF_WORD, WHOLE_NAME } from './layout';
import { hasWords, length, starts, typoAllowance, unitAt, units } from './pattern';

/* The name that is looked at. */
let name: usize = 0;
let nameLength: i32 = 0;
let nameStarts: u64 = 0;

/** Chooses the name: `count` (≤ 64) units at `text`, of which `wordStarts` start words. */
export function setName(text: usize, count: i32, wordStarts: u64): void {
  name = text;
  nameLength = count;
  nameStarts = wordStarts;
}

function nameUnit(i: i32): u32 {
  return <u32>load<u16>(name + ((<usize>i) << 1));
}

/** Bits without the lowest one. */
function rest(bits: u64): u64 {
  return bits & (bits - 1);
}

/** Whether `count` units at `a` and `b` are equal. Reads up to 6 bytes behind them. */
function areEqual(a: usize, b: usize, count: i32): bool {
  while (count >= 4) {
    if (load<u64>(a) !== load<u64>(b)) return false;
    a += 8;
    b += 8;
    count -= 4;
  }
  return count === 0 || (load<u64>(a) ^ load<u64>(b)) << (64 - (count << 4)) === 0;
}

/** Whether `count` units of the query, from `first` on, stand in the name at `place`. */
function standsAt(place: i32, first: i32, count: i32): bool {
  return (
    place + count <= nameLength &&
    areEqual(name + ((<usize>place) << 1), units + ((<usize>first) << 1), count)
  );
}

/** 0 if the query, standing at `place`, ends where a word does, else 1. */
function isCutShort(place: i32): u32 {
  const end = place + length;
  return end >= nameLength || ((nameStarts >> end) & 1) !== 0 ? 0 : 1;
}

/** Units of the query's word that starts at `first`. */
function wordLength(first: i32): i32 {
  const later = first < 63 ? starts >> (first + 1) : 0;
  return later === 0 ? length - first : <i32>ctz(later) + 1;
}

/** The first of the name's words in `among` that the query's word starts, as a bit; or 0. */
function findWord(first: i32, among: u64): u64 {
  const count = wordLength(first);
  for (let bits = among; bits !== 0; bits = rest(bits)) {
    if (standsAt(<i32>ctz(bits), first, count)) return bits & (0 - bits);
  }
  return 0;
}

/** The query's words at starts of the name's: 2 in the same order, 3 in any, or -1. */
function wordsRank(): i32 {
  let isInOrder = true;
  let following = nameStarts;
  for (let words = starts; words !== 0; words = rest(words)) {
    const first = <i32>ctz(words);
    const found = isInOrder ? findWord(first, following) : 0;
    if (found !== 0) {
      following &= ~(found | (found - 1));
      continue;
    }
    isInOrder = false;
    if (findWord(first, nameStarts) === 0) return -1;
  }
  return isInOrder ? 2 : 3;
}

/** The query as first letters of the name's words: 0 all of them, 1 the first few, or -1. */
function acronymRank(): i32 {
  if (length < 2) return -1;
  let bits = nameStarts;
  for (let i = 0; i < length; i++) {
    if (bits === 0 || <u32>load<u16>(name + ((<usize>ctz(bits)) << 1)) !== unitAt(i)) return -1;
    bits = rest(bits);
  }
  return bits === 0 ? 0 : 1;
}

/** The match of the whole query at the start of a word. */
function matchPhrase(): u32 {
  let match = NO_MATCH;
  for (let bits = nameStarts; bits !== 0; bits = rest(bits)) {
    const place = <i32>ctz(bits);
    if (!standsAt(place, 0, length)) continue;
    const cut = isCutShort(place);
    if (place === 0) return length === nameLength ? placed(TIER_EXACT, 0) : placed(TIER_PREFIX, cut);
    match = min(match, placed(TIER_WORD_PREFIX, cut));
  }
  return match;
}

/** The match at the start of a word, of words, or as an acronym. */
export function matchAtStarts(): u32 {
  const match = matchPhrase();
  if (match !== NO_MATCH) return match;
  const words = hasWords() ? wordsRank() : -1;
  if (words >= 0) return placed(TIER_WORD_PREFIX, words);
  const initials = acronymRank();
  return initials < 0 ? NO_MATCH : placed(TIER_ACRONYM, initials);
}

/** The match anywhere within the name. */
export function matchInside(): u32 {
  for (let place = 1; place + length <= nameLength; place++) {
    if (standsAt(place, 0, length)) return placed(TIER_SUBSTRING, 0);
  }
  return NO_MATCH;
}

/** Typos over all words of the query, each taken to start the word of the name that it is nearest to. */
function wordsDistance(most: i32): i32 {
  let sum = 0;
  for (let words = starts; words !== 0 && sum <= most; words = rest(words)) {
    const first = <i32>ctz(words);
    const count = wordLength(first);
    let least = typoAllowance(count) + 1;
    for (let bits = nameStarts; bits !== 0 && least > 0; bits = rest(bits)) {
      least = min(least, leastDistance(name, <i32>ctz(bits), nameLength, first, count, least - 1));
    }
    sum += least > typoAllowance(count) ? most + 1 : least;
  }
  return sum;
}

/*
 * What one typo skips, of the query and of the name, four bits each: another character in the place of the right
 * one, one too many, one left out, two swapped.
 */
const SKIPPED_OF_QUERY = 0x2011;
const SKIPPED_OF_NAME = 0x2101;
const SWAPPED = 12;

/**
 * Whether query and name may go on alike behind a typo at the query's unit `i` and the name's `at`: by the next three
 * units, which is enough to tell nearly always, and has no branches to mispredict.
 */
function mayBeTypo(i: i32, at: i32): bool {
  const left = length - i;
  if (left < 2) return true;
  const query = load<u64>(units + ((<usize>i) << 1));
  const there = load<u64>(name + ((<usize>at) << 1));
  const ignored = <u64>(64 - (min(left - 1, 3) << 4));
  const isOther = ((query ^ there) >> 16) << ignored === 0;
  const isExtra = ((query >> 16) ^ there) << ignored === 0;
  const isLeftOut = (query ^ (there >> 16)) << ignored === 0;
  const isSwapped = <u32>query === rotl<u32>(<u32>there, 16);
  return (i32(isOther) | i32(isExtra) | i32(isLeftOut) | i32(isSwapped)) !== 0;
}

/**
 * Whether the query stands at `start` but for one typo: 0 no, 1 yes, 2 yes and it is all of the name. The typo can
 * only be where the two part, so what follows must be equal.
 */
function oneTypoAt(start: i32): i32 {
  let i = 0;
  while (i < length && start + i < nameLength && unitAt(i) === nameUnit(start + i)) i++;
  const at = start + i;
  if (!mayBeTypo(i, at)) return 0;
  let found = 0;
  for (let typo = 0; typo <= SWAPPED; typo += 4) {
    const ofQuery = (SKIPPED_OF_QUERY >> typo) & 15;
    const ofName = (SKIPPED_OF_NAME >> typo) & 15;
    if (i + ofQuery > length || !standsAt(at + ofName, i + ofQuery, length - i - ofQuery)) continue;
    if (typo === SWAPPED && (unitAt(i) !== nameUnit(at + 1) || unitAt(i + 1) !== nameUnit(at))) continue;
    if (start === 0 && nameLength - length === ofName - ofQuery) return 2;
    found = 1;
  }
  return found;
}

/** The match with one typo, in the query as a whole. */
export function matchOneTypo(): u32 {
  const atName = oneTypoAt(0);
  if (atName > 0) return placed(TIER_TYPO, PLACES + (atName === 2 ? WHOLE_NAME : START_OF_NAME));
  for (let bits = rest(nameStarts); bits !== 0; bits = rest(bits)) {
    if (oneTypoAt(<i32>ctz(bits)) > 0) return placed(TIER_TYPO, PLACES + START_OF_WORD);
  }
  return NO_MATCH;
}

/** The match with at most `most` (≥ 2) typos. Words missing or out of place count as one. */
export function matchMistyped(most: i32): u32 {
  let least = min(leastDistance(name, 0, nameLength, 0, length, most), most + 1);
  let place: u32 = distanceTo === least ? WHOLE_NAME : START_OF_NAME;
  // One typo is the least there can be: what has none was found before.
  for (let bits = rest(nameStarts); bits !== 0 && least > 1; bits = rest(bits)) {
    const distance = leastDistance(name, <i32>ctz(bits), nameLength, 0, length, least - 1);
    if (distance >= least) continue;
    least = distance;
    place = START_OF_WORD;
  }
  if (hasWords() && least > 2) {
    const distance = wordsDistance(least - 2) + 1;
    if (distance < least) {
      least = distance;
      place = SEVERAL_WORDS;
    }
  }
  return least > most ? NO_MATCH : placed(TIER_TYPO, <u32>least * PLACES + place);
}
