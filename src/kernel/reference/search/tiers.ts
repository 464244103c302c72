/**
 * How well a query fits a name. A smaller tier is better, within a tier a smaller rank; what is equal in both is
 * ordered by the index (query.ts).
 */
import {
  TIER_ACRONYM,
  TIER_EXACT,
  TIER_PREFIX,
  TIER_SUBSTRING,
  TIER_TYPO,
  TIER_WORD_PREFIX,
} from '../../../../kernel/layout/search.ts';
import {
  PLACES,
  SEVERAL_WORDS,
  START_OF_NAME,
  START_OF_WORD,
  WHOLE_NAME,
} from '../../../../kernel/search/layout.ts';
import { prefixDistances, typoAllowance } from './distance.ts';
import { type Phrase, wordsOf } from './phrase.ts';

export interface Match {
  readonly tier: number;
  readonly rank: number;
}

/** Starts of words at which the query stands in the name: 9 for "mi" in "hardrockmine". */
function occurrences(query: Phrase, name: Phrase): number[] {
  return name.starts.filter((start) => name.text.startsWith(query.text, start));
}

/** 0 if what starts at `start` ends with a word, 1 if within one: "rock" of "Hard Rock Mine" before "Rocket". */
function isCutShort(query: Phrase, name: Phrase, start: number): 0 | 1 {
  const end = start + query.text.length;
  return end === name.text.length || name.starts.includes(end) ? 0 : 1;
}

/** "hard mi": the query's words start words of the name, in the same order. */
function startWordsInOrder(query: Phrase, name: Phrase): boolean {
  let next = 0;
  return wordsOf(query).every((word) => {
    const found = name.starts.find((start) => start >= next && name.text.startsWith(word, start));
    next = (found ?? name.text.length) + 1;
    return found !== undefined;
  });
}

/** "mine hard": every word of the query starts some word of the name. */
function startWords(query: Phrase, name: Phrase): boolean {
  return wordsOf(query).every((word) => name.starts.some((start) => name.text.startsWith(word, start)));
}

/** "hrm", or "hr": the first letters of the name's words. One letter is a prefix, not an acronym. */
function startsAcronym(query: Phrase, name: Phrase): boolean {
  const initials = name.starts.map((start) => name.text[start]).join('');
  return query.text.length > 1 && initials.startsWith(query.text);
}

/** The match without typos, or null. */
export function matchPlainly(query: Phrase, name: Phrase): Match | null {
  const several = query.starts.length > 1;
  if (name.text === query.text) return { tier: TIER_EXACT, rank: 0 };
  const places = occurrences(query, name);
  if (places[0] === 0) return { tier: TIER_PREFIX, rank: isCutShort(query, name, 0) };
  if (places.length > 0) {
    return {
      tier: TIER_WORD_PREFIX,
      rank: Math.min(...places.map((start) => isCutShort(query, name, start))),
    };
  }
  if (several && startWordsInOrder(query, name)) return { tier: TIER_WORD_PREFIX, rank: 2 };
  if (several && startWords(query, name)) return { tier: TIER_WORD_PREFIX, rank: 3 };
  if (startsAcronym(query, name)) {
    return { tier: TIER_ACRONYM, rank: query.text.length === name.starts.length ? 0 : 1 };
  }
  return name.text.includes(query.text) ? { tier: TIER_SUBSTRING, rank: 0 } : null;
}

/** Least distance of a query, or a word of it, to what starts at `start`. */
function leastDistance(query: string, name: Phrase, start: number): number {
  return Math.min(...prefixDistances(query, name.text.slice(start)));
}

/** Typos over all words, each taken to start the word of the name that it is nearest to. */
function wordsDistance(query: Phrase, name: Phrase): number {
  let sum = 0;
  for (const word of wordsOf(query)) {
    const least = Math.min(...name.starts.map((start) => leastDistance(word, name, start)));
    sum += least <= typoAllowance(word.length) ? least : Number.POSITIVE_INFINITY;
  }
  return sum;
}

/** The match with at most `most` typos, or null. Words missing or out of place count as one typo. */
export function matchMistyped(query: Phrase, name: Phrase, most: number): Match | null {
  const toName = prefixDistances(query.text, name.text);
  const distances: number[] = [];
  distances[WHOLE_NAME] = toName.at(-1) ?? 0;
  distances[START_OF_NAME] = Math.min(...toName);
  distances[START_OF_WORD] = Math.min(
    ...name.starts.slice(1).map((start) => leastDistance(query.text, name, start)),
  );
  if (query.starts.length > 1) distances[SEVERAL_WORDS] = wordsDistance(query, name) + 1;

  const least = Math.min(...distances);
  if (least > most) return null;
  return { tier: TIER_TYPO, rank: least * PLACES + distances.indexOf(least) };
}

/** Typos of a match that has some. */
export function typosOf(match: Match): number {
  return Math.floor(match.rank / PLACES);
}
