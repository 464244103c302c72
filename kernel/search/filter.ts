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

/** Sorts the block's names into `atStarts`, `elsewhere`, and those that cannot match without typos. */
export function filterPlainly(block: usize): void {
  const phrase = withPhrase(block);
  atStarts = v128.or(v128.and(phrase, withStart(block, 0)), withInitials(block));
  if (hasWords()) atStarts = v128.or(atStarts, withWords(block));
  elsewhere = v128.andnot(phrase, atStarts);
}

/*
 * The typo filters run, for all 128 names at once, the automaton that reads the query while it counts errors.
 * `match_e` holds the names for which the query so far can be read with e errors or fewer, its last character being
 * right; `miss_e` those where it was wrong, missing from the name or swapped with the one before; `swap_e` those
 * where it is the first of two that are swapped. A right character after a right one must stand behind it in the
 * name (a pair plane); after an error it need only be there (a letter plane); two that are swapped must stand there
 * the other way round. Where characters of the name are left out, the next one counts as an error and need only
 * be there.
 */

/** Names that may match with one typo, at the start of a word. */
export function filterOneTypo(block: usize): v128 {
  let match0 = withStart(block, 0);
  let match1 = withLetter(block, 0);
  let miss1 = i64x2.splat(-1);
  let swap1 = withStart(block, 1);
  for (let i = 1; i < length; i++) {
    const letter = withLetter(block, i);
    const pair = withPair(block, i);
    const next1 = v128.and(letter, v128.or(v128.and(match1, pair), v128.or(miss1, match0)));
    miss1 = v128.or(match0, v128.and(swap1, withSwap(block, i)));
    swap1 = match0;
    match0 = v128.and(v128.and(match0, letter), pair);
    match1 = next1;
    if (!v128.any_true(v128.or(match1, miss1))) break;
  }
  return v128.or(match1, miss1);
}

/** Names that may match with two typos, or three, at the start of a word or word by word. */
export function filterTypos(block: usize, typos: i32): v128 {
  const isSeveral = hasWords();
  let match0 = withStart(block, 0);
  let match1 = withLetter(block, 0);
  let match2 = match1;
  let match3 = match1;
  let miss1 = i64x2.splat(-1);
  let miss2 = miss1;
  let miss3 = miss1;
  let swap1 = withStart(block, 1);
  let swap2 = swap1;
  let swap3 = swap1;
  for (let i = 1; i < length; i++) {
    const letter = withLetter(block, i);
    const pair = withPair(block, i);
    const swapped = withSwap(block, i);
    // A word of the query may stand at any word of the name, wherever the one before it was found.
    const leap = isSeveral && startsWord(i) ? v128.or(pair, withStart(block, i)) : pair;
    const error1 = match0;
    const error2 = v128.or(match1, miss1);
    const error3 = v128.or(match2, miss2);
    match3 = v128.and(letter, v128.or(v128.and(match3, leap), v128.or(miss3, match2)));
    match2 = v128.and(letter, v128.or(v128.and(match2, leap), v128.or(miss2, match1)));
    match1 = v128.and(letter, v128.or(v128.and(match1, leap), v128.or(miss1, match0)));
    match0 = v128.and(letter, v128.and(match0, leap));
    miss1 = v128.or(error1, v128.and(swap1, swapped));
    miss2 = v128.or(error2, v128.and(swap2, swapped));
    miss3 = v128.or(error3, v128.and(swap3, swapped));
    swap1 = error1;
    swap2 = error2;
    swap3 = error3;
    if (!v128.any_true(v128.or(match3, miss3))) break;
  }
  return typos > 2 ? v128.or(match3, miss3) : v128.or(match2, miss2);
}
