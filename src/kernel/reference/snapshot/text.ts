import { FLAG_DASHED_NAME } from '../../../../kernel/layout/bundle.ts';
import { toNamePhrase, wordsOf } from '../search/phrase.ts';

/**
 * The name to show for an upstream name. Two of the upstream's generations shout or dash: `SHABBY-SHELLS`,
 * `Shabby-Shells`, `NO SURRENDER`. A dash stands for a space only where the upstream's `hash` says so (real names
 * such as "8-Bit" and "Rope-A-Dope" have dashes); a name of capitals, all ASCII, is put in title case: letters
 * after a letter, a digit or an apostrophe become small.
 */
export function displayName(name: string, flags: number): string {
  const spaced = flags & FLAG_DASHED_NAME ? name.replaceAll('-', ' ') : name;
  if (/[^ -~]|[a-z]/.test(spaced)) return spaced;
  return spaced.replace(/(?<=[A-Z0-9'])[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * What names are joined by: two with the same key are one name. It is the form that search compares, of 64
 * characters at most, with a dash between its words.
 */
export function keyOf(name: string): string {
  return wordsOf(toNamePhrase(name)).join('-');
}

/**
 * The address of a name, given its key: words of a–z and 0–9 joined by dashes. Empty for a name with any other
 * character: what is left of it without them would not be its name.
 */
export function slugOf(key: string): string {
  return /^[a-z0-9-]+$/.test(key) ? key : '';
}

/** Text as it stands between the quotes of a JSON string. */
export function jsonEscape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
