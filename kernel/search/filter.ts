/**
 * Which of a block's 128 names may match, by bit planes alone: a bit a name, a few vector operations a character
 * of the query, however many names there are. Nothing that matches is ever left out; most of what does not, is.
 */
import { hasWords, length, startsWord, withLetter, withPair, withStart, withSwap } from './pattern';

/** Names that perhaps have the query at the start of a word, its words at starts of words, or it as initials. */
export let atStarts: v128 = i64x2(0, 0);
/** Of the others, names that perhaps have the query somewhere. */
export let elsewhere: v128 = i64x2(0, 0);

/** Names that perhaps have the query's characters one behind the other. */
function withPhrase(block: usize): v128 {
  let names = withLetter(block, 0);
  for (let i = 1; i < length && v128.any_true(names); i++) names = v128.and(names, withPair(block, i));
  return names;
}

/** Names that perhaps have words starting with each of the query's characters. */
function withInitials(block: usize): v128 {
  let names = withStart(block, 0);
  for (let i = 1; i < length && v128.any_true(names); i++) names = v128.and(names, withStart(block, i));
  return names;
}

/** Names that perhaps have words starting with each of the query's words. */
function withWords(block: usize): v128 {
  let names = withStart(block, 0);
  for (let i = 1; i < length && v128.any_true(names); i++) {
    names = v128.and(names, startsWord(i) ? withStart(block, i) : withPair(block, i));
  }
  return names;
}

/**
 * Sorts the block's names into `atStarts`, `elsewhere`, and those that cannot match without typos. False if these are
 * all.
 */
export function filterPlainly(block: usize): bool {
  const phrase = withPhrase(block);
  atStarts = v128.or(v128.and(phrase, withStart(block, 0)), withInitials(block));
  if (hasWords()) atStarts = v128.or(atStarts, withWords(block));
  elsewhere = v128.andnot(phrase, atStarts);
  return v128.any_true(v128.or(phrase, atStarts));
}

/*
 * The typo filters run, for all 128 names at once, an automaton that reads the query and counts errors. `right_e`
 * holds the names for which the query so far can be read with e errors or fewer, its last character being right;
 * `wrong_e` those where that was wrong, or the second of two that are swapped; `swap_e` those where it is the first
 * of them. A right character after a right one must stand behind it in the name (a pair plane); after a wrong one it
 * need only be there (a letter plane); two that are swapped must stand there the other way round. Characters that
 * the query leaves out need no step of their own: the next one passes for a wrong one.
 */

/** Names that may match with one typo, at the start of a word. */
export function filterOneTypo(block: usize): v128 {
  let right0 = withStart(block, 0);
  let right1 = right0;
  let wrong1 = i64x2.splat(-1);
  let swap1 = withStart(block, 1);
  for (let i = 1; i < length; i++) {
    const pair = withPair(block, i);
    right1 = v128.or(v128.and(right1, pair), v128.and(wrong1, withLetter(block, i)));
    wrong1 = v128.or(right0, v128.and(swap1, withSwap(block, i)));
    swap1 = right0;
    right0 = v128.and(right0, pair);
    if (!v128.any_true(v128.or(right1, wrong1))) break;
  }
  return v128.or(right1, wrong1);
}

/** Names that may match with two typos, or three, at the start of a word or word by word. */
export function filterTypos(block: usize, typos: i32): v128 {
  let right0 = withStart(block, 0);
  let right1 = right0;
  let right2 = right0;
  let right3 = right0;
  let wrong1 = i64x2.splat(-1);
  let wrong2 = wrong1;
  let wrong3 = wrong1;
  let swap1 = withStart(block, 1);
  let swap2 = swap1;
  let swap3 = swap1;
  for (let i = 1; i < length; i++) {
    const letter = withLetter(block, i);
    const swapped = withSwap(block, i);
    // A word of the query may stand at any word of the name, wherever the one before it was found.
    const pair = startsWord(i) ? v128.or(withPair(block, i), withStart(block, i)) : withPair(block, i);
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
