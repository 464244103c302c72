/** The search index, byte by byte (docs/search.md). Shared with TypeScript, so it holds plain integers only. */

/** "BFN1", read as a little-endian u32. */
export const INDEX_MAGIC = 0x314e4642;

/* Header: u32 fields at these byte offsets. */
export const INDEX_MAGIC_AT = 0;
/** rows in all, one a name */
export const INDEX_ROWS_AT = 4;
/** rows of maps, which stand before those of brawlers */
export const INDEX_MAP_ROWS_AT = 8;
/** u16 units of text */
export const INDEX_TEXT_UNITS_AT = 12;
export const INDEX_HEADER_BYTES = 16;

/** Characters of a name that are indexed: a set of them fits one u64. */
export const MAX_NAME_CHARS = 64;

/*
 * Bit planes, one behind the other, each with one bit a row. 256 rows are a block; plane p has block b at
 * header + (p * blocks + b) * 32.
 */
export const BLOCK_ROWS = 256;
export const BLOCK_BYTES = 32;
/** the name has a letter of this class */
export const LETTER_PLANES = 32;
/** a word of the name starts with a letter of this class */
export const START_PLANES = 32;
/** two neighbours in the name are of this class */
export const PAIR_PLANES = 128;
export const PLANES = 192;

/* Bytes a row in the columns behind the planes: word starts (u64), target (u32), start of the text (u32). */
export const COLUMN_BYTES = 16;

/* A pair's class is (first * PAIR_FIRST + second * PAIR_SECOND) mod PAIR_PLANES. */
export const PAIR_FIRST = 37;
export const PAIR_SECOND = 11;

/* Within the typo tier, names at equal distance go by what the query seems to be: rank = distance * 4 + place. */
export const PLACES = 4;
export const WHOLE_NAME = 0;
export const START_OF_NAME = 1;
export const START_OF_WORD = 2;
export const SEVERAL_WORDS = 3;

/* Typos allowed: 0 in queries shorter than this, then 1, 2 and 3. */
export const ONE_TYPO_FROM = 3;
export const TWO_TYPOS_FROM = 6;
export const THREE_TYPOS_FROM = 10;

/** Most hits of one kind that a query may ask for. */
export const MAX_LIMIT = 50;

/*
 * Actions of fold-table.ts: what becomes of a character. Any other value is the character that it becomes; the
 * values here are control and private-use characters, which nothing becomes.
 */
export const FOLD_DROP = 0;
export const FOLD_SEPARATE = 1;
/** to the odd number from an even one: case pairs such as Ґґ */
export const FOLD_NEXT_ODD = 2;
/** to the even number from an odd one */
export const FOLD_NEXT_EVEN = 3;
/** by HALF_WIDTH_TABLE */
export const FOLD_HALF_WIDTH = 4;
/** + (first letter << 5 | second letter), from a = 0: "ss", "ae" */
export const FOLD_PAIR = 0xe000;
/** + (FOLD_ADD_ZERO + what to add); to add nothing is to keep the character */
export const FOLD_ADD = 0xe400;
export const FOLD_ADD_ZERO = 0x80;

/** Half-width katakana that have a row in HALF_WIDTH_TABLE. */
export const HALF_WIDTH_FIRST = 0xff66;
export const HALF_WIDTH_LAST = 0xff9d;
/** The block that their hiragana are in. */
export const HIRAGANA = 0x3040;
