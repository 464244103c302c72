/**
 * Damerau–Levenshtein distance in its "optimal string alignment" form: insertions, deletions, substitutions and
 * swaps of neighbours, no character being edited twice. By the textbook table; the kernel computes the same
 * column by column in one u64 (Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit
 * distances", 2003).
 */

import { ONE_TYPO_FROM, THREE_TYPOS_FROM, TWO_TYPOS_FROM } from '../../../../kernel/search/layout.ts';

/** Distances of `pattern` to every prefix of `text`: item `e` is the one to `text.slice(0, e)`. */
export function prefixDistances(pattern: string, text: string): number[] {
  const rows: number[][] = [Array.from({ length: text.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= pattern.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= text.length; j++) {
      const same = pattern[i - 1] === text[j - 1];
      const swapped = pattern[i - 1] === text[j - 2] && pattern[i - 2] === text[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (same ? 0 : 1),
          i > 1 && j > 1 && swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return rows[pattern.length] ?? [];
}

/** Typos that a query of `length` characters may have. Short words have too many neighbours to guess among. */
export function typoAllowance(length: number): number {
  return [ONE_TYPO_FROM, TWO_TYPOS_FROM, THREE_TYPOS_FROM].filter((from) => length >= from).length;
}
