/** A normalised name or query without its spaces, so that "hardrock" and "hard rock" compare alike. */
import { MAX_NAME_CHARS } from '../../../../kernel/search/layout.ts';
import { normalise } from './normalise.ts';

export interface Phrase {
  /** Normalised characters, all of the BMP, without spaces. */
  readonly text: string;
  /** Where each word starts in `text`, ascending; the first is 0 unless the text is empty. */
  readonly starts: readonly number[];
}

/** The whole of a text as a phrase, of any length. */
export function toPhrase(text: string): Phrase {
  const starts: number[] = [];
  let squeezed = '';
  for (const word of normalise(text).split(' ')) {
    if (word !== '') starts.push(squeezed.length);
    squeezed += word;
  }
  return { text: squeezed, starts };
}

/** A name as it is indexed: its first MAX_NAME_CHARS characters. */
export function toNamePhrase(text: string): Phrase {
  const phrase = toPhrase(text);
  return {
    text: phrase.text.slice(0, MAX_NAME_CHARS),
    starts: phrase.starts.filter((start) => start < MAX_NAME_CHARS),
  };
}

/** The words of a phrase. */
export function wordsOf(phrase: Phrase): string[] {
  return phrase.starts.map((start, index) => phrase.text.slice(start, phrase.starts[index + 1]));
}
