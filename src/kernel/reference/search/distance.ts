/**
 * Damerau–Levenshtein distance in its "optimal string alignment" form: insertions, deletions, substitutions and
 * swaps of neighbours, no character being edited twice. By the textbook table; the kernel computes the same
 * column by column in one u64 (Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit
 * distances", 2003).
 */

import { ONE_TYPO_FROM, THREE_TYPOS_FROM, TWO_TYPOS_FROM } from '../../../../kernel/search/layout.ts';

/** Distances of `pattern` to every prefix of `text`: item `e` is the one to `text.slice(0, e)`. */
export function prefixDistances(pattern: string, text: string): number[] {
  const FAR = pattern.length + text.length;
  let before: number[] = [];
  let above = Array.from({ length: text.length + 1 }, (_, column) => column);
  for (let i = 1; i <= pattern.length; i++) {
    const row = [i];
    for (let j = 1; j <= text.length; j++) {
      const isSame = pattern[i - 1] === text[j - 1];
      const isSwapped = i > 1 && pattern[i - 1] === text[j - 2] && pattern[i - 2] === text[j - 1];
      row[j] = Math.min(
        (above[j] ?? FAR) + 1,
        (row[j - 1] ?? FAR) + 1,
        (above[j - 1] ?? FAR) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? FAR) + 1 : FAR,
      );
    }
    before = above;
    above = row;
  }
  return above;
}

/** Typos that a query of `length` characters may have. Short words have too many neighbours to guess among. */
export function typoAllowance(length: number): number {
  return [ONE_TYPO_FROM, TWO_TYPOS_FROM, THREE_TYPOS_FROM].filter((from) => length >= from).length;
}
