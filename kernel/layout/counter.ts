/**
 * What the kernel and its host share of a counter: two regions of memory that the host owns and the kernel fills.
 *
 * *Keys*: a hash set of u64, open addressing. Header, then slots of 8 bytes, 0 where free. All zero when new.
 */
export const KEYS_HEADER = 16;
/* Byte offsets in the header, u32 each. */
export const KEYS_KNOWN = 0;
/** is 0 one of the keys? It has no slot */
export const KEYS_ZERO = 4;
/** Known keys are at most this many fifths of the slots. */
export const KEYS_FIFTHS = 4;

/*
 * *Batch*: u32 fields | modes, two u32 each | rows | players, each of BATCH_ROW bytes. A row is a game: u64 key (of a
 * battle, or of layout/tally.ts), u32 unit, u32 half wins. A player is u64 tag, u32 map id, u32 time.
 */
export const BATCH_FIELDS = 16;
export const BATCH_ROWS = 0;
/** room for so many */
export const BATCH_ROWS_MOST = 1;
export const BATCH_PLAYERS = 2;
export const BATCH_PLAYERS_MOST = 3;
/* BatchOptions of src/kernel/counter.ts */
export const BATCH_FLOOR = 4;
export const BATCH_CEILING = 5;
/** (map id, mode id) pairs */
export const BATCH_MODES = 6;
/* LogFacts of the log counted last, in the order of src/kernel/counter.ts */
export const BATCH_ENTRIES = 7;
export const BATCH_USABLE = 8;
export const BATCH_FRESH = 9;
export const BATCH_REPEATED = 10;
export const BATCH_EARLY = 11;
export const BATCH_FUTURE = 12;
export const BATCH_OUT_OF_RANGE = 13;
export const BATCH_NEWEST = 14;
export const BATCH_OLDEST = 15;

export const BATCH_ROW = 16;
/* Byte offsets in a row, in a player. */
/** day << 8 | COUNT_*; 0 is a battle's key */
export const ROW_UNIT = 8;
export const ROW_HALF_WINS = 12;
export const PLAYER_MAP = 8;
export const PLAYER_TIME = 12;

/* What a batch is packed into: u32 fields | keys | players | tally. */
export const PACK_FIELDS = 4;
/** bytes */
export const PACK_KEYS = 0;
export const PACK_PLAYERS = 1;
export const PACK_TALLY = 2;
