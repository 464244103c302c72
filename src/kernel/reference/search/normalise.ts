/**
 * What two spellings must share to be the same name, as rules over Unicode's own decompositions. The kernel has
 * the same result from small tables (kernel/search/normalise.ts); a test compares the two on every code point.
 *
 * Characters that no rule names are kept as they are, so every script can be searched, if less forgivingly.
 */

/** Marks that people leave out or mistype: they vanish without parting what stands around them. */
const DROPPED = new RegExp(
  `[${[
    '\'"`.!?()[\\]{}',
    '\\u00a1\\u00a8\\u00ab\\u00ad\\u00af\\u00b4\\u00b7\\u00b8\\u00bb\\u00bf', // ¡ ¨ « soft-hyphen ¯ ´ · ¸ » ¿
    '\\u02b9-\\u02bf', // letter apostrophes
    '\\u0300-\\u036f', // combining diacritics
    '\\u060c\\u0610-\\u061b\\u061f\\u0640\\u064b-\\u065f\\u0670', // Arabic punctuation, tatweel, vowel marks
    '\\u200b-\\u200f\\u2018-\\u201f\\u2024-\\u2026\\u202a-\\u202e\\u2032-\\u203d\\u2060-\\u206f',
    '\\u3001\\u3002\\u3008-\\u3011\\u3014-\\u301b\\u301d-\\u301f', // CJK stops, brackets and quotes
    '\\ufe00-\\ufe0f\\ufeff', // variation selectors, byte-order mark
  ].join('')}]`,
);

/** What parts words: a run of these is one space. Code points above the BMP (emoji) count as these too. */
const SEPARATOR = new RegExp(
  `[${[
    '\\u0000-\\u0020#-&*-\\-/:-@\\\\^_|~\\u007f-\\u00a0', // what is left of ASCII; & is no "and"
    '\\u2000-\\u206f\\u2212', // spaces, dashes, bullets, minus (minus what is dropped above)
    '\\u3000\\u301c\\u3030\\u30a0\\u30fb', // ideographic space, wave dashes, katakana middle dot
    '\\ufff9-\\uffff', // specials: a byte that is not UTF-8 arrives as U+FFFD
  ].join('')}]|[\\u{10000}-\\u{10ffff}]`,
  'u',
);

/** Letters that Unicode does not decompose, by the letters they are typed as. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ae: 'Ææ',
  d: 'ĐđÐð',
  h: 'Ħħ',
  i: 'ı',
  k: 'ĸ',
  l: 'Łł',
  n: 'Ŋŋ',
  o: 'Øø',
  oe: 'Œœ',
  ss: 'ßẞ',
  t: 'Ŧŧ',
  th: 'Þþ',
  σ: 'ς',
};

/** Where a letter is taken apart by Unicode's compatibility decomposition, and its case and diacritics lost. */
const DECOMPOSED =
  /[\u00aa\u00b2\u00b3\u00b9\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u1e00-\u1e99\u1e9b\u1ea0-\u1ef9\u0386-\u03ce\u0400-\u0481\u048a-\u052f\u0622-\u0626\uff01-\uff9f]/;

/** A block of rare letters: those with a decomposition are folded, the others have no agreed plain form. */
const LATIN_EXTENDED_B = /[\u0180-\u024f]/;

const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/;
const KATAKANA_TO_HIRAGANA = 0x60;
const VOICING_MARK = /[\u3099\u309a]/;

const PLAIN = new Map(
  Object.entries(UNDECOMPOSED).flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain])),
);

/** Compatibility decomposition without marks, in lower case. */
function decompose(character: string): string {
  return character
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0653-\u0655]/g, '')
    .toLowerCase();
}

/** The plain characters that one character stands for, before dropping and parting. */
function fold(character: string): string {
  const plain = PLAIN.get(character);
  if (plain !== undefined) return plain;
  const decomposed = decompose(character);
  const rare = LATIN_EXTENDED_B.test(character);
  if (rare && decomposed === character.toLowerCase()) return character;
  return rare || character < '\u0080' || DECOMPOSED.test(character) ? decomposed : character;
}

function toHiragana(character: string): string {
  return KATAKANA.test(character)
    ? String.fromCharCode(character.charCodeAt(0) - KATAKANA_TO_HIRAGANA)
    : character;
}

/** `kept` with a voicing mark set on its last character, if that is a kana which takes it. */
function withVoicing(kept: string, mark: string): string {
  const last = kept.slice(-1);
  const voiced = (last + mark).normalize('NFC');
  return /[\u3041-\u309f]/.test(last) && voiced.length === 1 ? kept.slice(0, -1) + voiced : kept;
}

/**
 * A name or a query as search compares it: plain letters in lower case, one space between words, none at the
 * ends. All of it is BMP characters.
 */
export function normalise(text: string): string {
  let kept = '';
  for (const typed of text.toWellFormed()) {
    for (const character of fold(typed)) {
      const plain = toHiragana(character);
      if (VOICING_MARK.test(plain)) kept = withVoicing(kept, plain);
      else if (DROPPED.test(plain)) continue;
      else if (SEPARATOR.test(plain)) kept = kept.endsWith(' ') || kept === '' ? kept : `${kept} `;
      else kept += plain;
    }
  }
  return kept.endsWith(' ') ? kept.slice(0, -1) : kept;
}
