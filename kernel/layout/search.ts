/** Constants of search, shared by the kernel and TypeScript: see docs/search.md. */

/** What a name stands for: target = kind << 16 | index in the snapshot's map or brawler table. */
export const TARGET_MAP = 0;
export const TARGET_BRAWLER = 1;

/* A name to be indexed: rows of u32 fields; the text is UTF-8, as displayed. */
export const NAME_FIELDS = 4;
export const NAME_TARGET = 0;
/** higher comes first among equals; any u32 */
export const NAME_POPULARITY = 1;
/** byte offset from the start of the names input */
export const NAME_OFF = 2;
export const NAME_LEN = 3;

/* Tiers, best first. A hit is (target, tier), two u32. */
export const TIER_EXACT = 0;
export const TIER_PREFIX = 1;
export const TIER_WORD_PREFIX = 2;
export const TIER_ACRONYM = 3;
export const TIER_SUBSTRING = 4;
export const TIER_TYPO = 5;

/** A query longer than this (in normalised characters) finds nothing: the pattern must fit one u64. */
export const MAX_QUERY_CHARS = 64;
