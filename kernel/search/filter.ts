/**
 * Which of a block's 256 names may match, by bit planes alone: a bit a name, a few vector operations a character of
 * the query, however many names there are. Nothing that matches is ever left out; most of what does not, is.
 *
 * A block is two vectors, low and high. The filters that every query needs take both side by side: what they cost is
 * less the operations than the branch, never foreseen, that ends them when no name is left.
 */
import { hasWords, length, startsWord, withLetter, withPair, withStart, withSwap } from './pattern';

/** From a block's low vector to its high one. */
const HIGH: usize = 16;

/** Names that perhaps have the query at the start of a word, its words at starts of words, or it as initials. */
export let startsLow: v128 = i64x2(0, 0);
export let startsHigh: v128 = i64x2(0, 0);
/** Of the others, names that perhaps have the query somewhere. */
export let insideLow: v128 = i64x2(0, 0);
export let insideHigh: v128 = i64x2(0, 0);
/** Names that may match with typos. */
export let typosLow: v128 = i64x2(0, 0);
export let typosHigh: v128 = i64x2(0, 0);

/** Puts into `inside` the names that perhaps have the query's characters one behind the other. */
function filterPhrase(block: usize): void {
  let low = withLetter(block, 0);
  let high = withLetter(block + HIGH, 0);
  for (let i = 1; i < length && v128.any_true(v128.or(low, high)); i++) {
    low = v128.and(low, withPair(block, i));
    high = v128.and(high, withPair(block + HIGH, i));
  }
  insideLow = low;
  insideHigh = high;
}

/** Puts into `starts` the names that perhaps have words starting with each of the query's characters. */
function filterInitials(block: usize): void {
  let low = withStart(block, 0);
  let high = withStart(block + HIGH, 0);
  for (let i = 1; i < length && v128.any_true(v128.or(low, high)); i++) {
    low = v128.and(low, withStart(block, i));
    high = v128.and(high, withStart(block + HIGH, i));
  }
  startsLow = low;
  startsHigh = high;
}

/** Names of half a block that perhaps have words starting with each of the query's words. */
function withWords(half: usize): v128 {
  let names = withStart(half, 0);
  for (let i = 1; i < length && v128.any_true(names); i++) {
    names = v128.and(names, startsWord(i) ? withStart(half, i) : withPair(half, i));
  }
  return names;
}

/**
 * Sorts the block's names into `starts`, `inside`, and those that cannot match without typos. False if these are
 * all.
 */
export function filterPlainly(block: usize): bool {
  filterPhrase(block);
  filterInitials(block);
  let low = v128.or(startsLow, v128.and(insideLow, withStart(block, 0)));
  let high = v128.or(startsHigh, v128.and(insideHigh, withStart(block + HIGH, 0)));
  if (hasWords()) {
    low = v128.or(low, withWords(block));
    high = v128.or(high, withWords(block + HIGH));
  }
  startsLow = low;
  startsHigh = high;
  insideLow = v128.andnot(insideLow, low);
  insideHigh = v128.andnot(insideHigh, high);
  return v128.any_true(v128.or(v128.or(low, high), v128.or(insideLow, insideHigh)));
}

/*
 * The typo filters run, for all names of a block at once, an automaton that reads the query and counts errors. `right_e`
 * holds the names for which the query so far can be read with e errors or fewer, its last character being right;
 * `wrong_e` those where that was wrong, or the second of two that are swapped; `swap_e` those where it is the first
 * of them. A right character after a right one must stand behind it in the name (a pair plane); after a wrong one it
 * need only be there (a letter plane); two that are swapped must stand there the other way round. Characters that
 * the query leaves out need no step of their own: the next one passes for a wrong one.
 */

/** Puts into `typos` the names that may match with one, at the start of a word. False if there are none. */
export function filterOneTypo(block: usize): bool {
  let right0 = withStart(block, 0);
  let right1 = right0;
  let wrong1 = i64x2.splat(-1);
  let swap1 = withStart(block, 1);
  const other = block + HIGH;
  let otherRight0 = withStart(other, 0);
  let otherRight1 = otherRight0;
  let otherWrong1 = wrong1;
  let otherSwap1 = withStart(other, 1);
  for (let i = 1; i < length; i++) {
    const pair = withPair(block, i);
    right1 = v128.or(v128.and(right1, pair), v128.and(wrong1, withLetter(block, i)));
    wrong1 = v128.or(right0, v128.and(swap1, withSwap(block, i)));
    swap1 = right0;
    right0 = v128.and(right0, pair);
    const otherPair = withPair(other, i);
    otherRight1 = v128.or(v128.and(otherRight1, otherPair), v128.and(otherWrong1, withLetter(other, i)));
    otherWrong1 = v128.or(otherRight0, v128.and(otherSwap1, withSwap(other, i)));
    otherSwap1 = otherRight0;
    otherRight0 = v128.and(otherRight0, otherPair);
    if (!v128.any_true(v128.or(v128.or(right1, wrong1), v128.or(otherRight1, otherWrong1)))) return false;
  }
  typosLow = v128.or(right1, wrong1);
  typosHigh = v128.or(otherRight1, otherWrong1);
  return true;
}

/** Names of half a block that may match with two typos, or three, at the start of a word or word by word. */
function withTypos(half: usize, typos: i32): v128 {
  let right0 = withStart(half, 0);
  let right1 = right0;
  let right2 = right0;
  let right3 = right0;
  let wrong1 = i64x2.splat(-1);
  let wrong2 = wrong1;
  let wrong3 = wrong1;
  let swap1 = withStart(half, 1);
  let swap2 = swap1;
  let swap3 = swap1;
  for (let i = 1; i < length; i++) {
    const letter = withLetter(half, i);
    const swapped = withSwap(half, i);
    // A word of the query may stand at any word of the name, wherever the one before it was found.
    const pair = startsWord(i) ? v128.or(withPair(half, i), withStart(half, i)) : withPair(half, i);
    const error2 = v128.or(right1, wrong1);
    const error3 = v128.or(right2, wrong2);
    right3 = v128.or(v128.and(right3, pair), v128.and(wrong3, letter));
    right2 = v128.or(v128.and(right2, pair), v128.and(wrong2, letter));
    right1 = v128.or(v128.and(right1, pair), v128.and(wrong1, letter));
    wrong3 = v128.or(error3, v128.and(swap3, swapped));
    wrong2 = v128.or(error2, v128.and(swap2, swapped));
    wrong1 = v128.or(right0, v128.and(swap1, swapped));
    swap3 = error3;
    swap2 = error2;
    swap1 = right0;
    right0 = v128.and(right0, pair);
    if (!v128.any_true(v128.or(right3, wrong3))) break;
  }
  return typos > 2 ? v128.or(right3, wrong3) : v128.or(right2, wrong2);
}

/** Puts into `typos` the names that may match with two, or three. False if there are none. */
export function filterTypos(block: usize, typos: i32): bool {
  typosLow = withTypos(block, typos);
  typosHigh = withTypos(block + HIGH, typos);
  return v128.any_true(v128.or(typosLow, typosHigh));
}
