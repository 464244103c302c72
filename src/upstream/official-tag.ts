/** Player tags: as people write them, as the API wants them, and as the kernel stores them. */

/** The letters of tags, in the order of their values. */
const ALPHABET = '0289PYLQGRJCUV';
const BASE = BigInt(ALPHABET.length);
const TAG = /^#[0289PYLQGRJCUV]{3,14}$/;

/** What a tag must be, in words. */
export const TAG_RULE = `a tag has 3 to 14 of the letters ${ALPHABET}`;

/**
 * A tag as the API writes it ("#2PP0") of what somebody typed: with or without "#", in either case, the letter O for
 * the digit 0. Null where that is no tag.
 */
export function parseTag(text: string): string | null {
  const tag = `#${text.trim().replace(/^#/, '').toUpperCase().replaceAll('O', '0')}`;
  return TAG.test(tag) ? tag : null;
}

/** A tag of parseTag() as a u64, as OBSERVATION_TAG_* has it: base 14 with a leading 1. */
export function encodeTag(tag: string): bigint {
  let value = 1n;
  for (const letter of tag.slice(1)) value = value * BASE + BigInt(ALPHABET.indexOf(letter));
  return value;
}

/** The tag of a u64, or null where it holds none that could be asked for. */
export function decodeTag(value: bigint): string | null {
  let letters = '';
  let rest = value;
  for (; rest >= BASE; rest /= BASE) letters = ALPHABET.charAt(Number(rest % BASE)) + letters;
  return rest === 1n && TAG.test(`#${letters}`) ? `#${letters}` : null;
}
