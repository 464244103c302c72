/**
 * How counted battles are kept: *tallies*, sorted rows of (key, games, half wins), cut into *units* of one day and one
 * kind. Tallies of different battles add up by merging. docs/decisions/0009-counting.md says why. Same conventions as
 * layout/bundle.ts: little-endian, offsets in bytes from the start.
 */

/** "BFT1", read as a little-endian u32. */
export const TALLY_MAGIC = 0x31544642;

/* Header: u32 fields. The directory of units follows it, then the runs, one a unit, without gaps. */
export const TALLY_HEADER_FIELDS = 4;
export const TH_MAGIC = 0;
export const TH_LENGTH = 1;
export const TH_UNITS = 2;

/* A unit of the directory, sorted by day, then kind; no (day, kind) stands twice, and no unit is empty. */
export const UNIT_FIELDS = 5;
/** days since 1970-01-01 UTC: battle time / 86,400, rounded down */
export const UNIT_DAY = 0;
/** one of COUNT_* */
export const UNIT_KIND = 1;
export const UNIT_ROWS = 2;
export const UNIT_OFFSET = 3;
export const UNIT_LENGTH = 4;

/*
 * A run: for each row, in ascending order of the key, three LEB128 numbers: the key less the key before (the first: the
 * key itself), games, half wins. A key stands once. Games are 1 to MAX_COUNT, half wins 0 to 2 × games, both cut off at
 * MAX_COUNT (layout/build.ts). The shortest form of each number is the only one allowed.
 *
 * A key is a u64: place 24 bits | slot 4 | a 12 | b 12 | c 12.
 */
export const KEY_PLACE_SHIFT = 40;
export const KEY_SLOT_SHIFT = 36;
export const KEY_A_SHIFT = 24;
export const KEY_B_SHIFT = 12;

/** a place of maps is event.id less this, a battle on a map that doesn't fit 24 bits is not counted ("out of range") */
export const FIRST_MAP_ID = 15000000;
/** a place of modes is the mode's id less this, plus 1; 0 is an unknown mode, or one that doesn't fit 24 bits */
export const FIRST_MODE_ID = 48000000;
/** a, b and c are a brawler's id less this, plus 1; 0 is none. A battle with one that doesn't fit 12 bits is not counted */
export const FIRST_BRAWLER_ID = 16000000;
export const MAX_PLACE = 0xffffff;
export const MAX_CODE = 0xfff;
/** Brawlers in a battle other than a Duel; one with more is not counted, no mode has so many */
export const MAX_TOGETHER = 32;

/* Kinds of counts. */
/** place: map; slot: BATTLES_*. games: battles, half wins: 0 */
export const COUNT_BATTLES = 1;
/** place: map; slot: CELL_*; a: brawler. One game for each observation of the brawler */
export const COUNT_CELLS = 2;
/**
 * place: mode; a < b: two allies, of teams of two or more but not of Duels; half wins are their team's. Each two players
 * are one game; two of the same brawler don't count
 */
export const COUNT_PAIRS = 3;
/** place: mode; a < b: two enemies in battles of two teams but Duels; half wins of a's team. Mirrors (a = b) don't count */
export const COUNT_MATCHUPS = 4;
/** place: map; slot 0; a ≤ b ≤ c: a whole team of three (a < b, c = 0: of two), but not a duellist's */
export const COUNT_TRIOS = 5;
/** place: map; otherwise as COUNT_PAIRS */
export const COUNT_MAP_PAIRS = 6;
/** place: map; otherwise as COUNT_MATCHUPS */
export const COUNT_MAP_MATCHUPS = 7;
/** kinds are 1 and above, and below this */
export const COUNT_KINDS = 8;

/* Slots of cells: disjoint, so that brackets are sums of them. */
/** the ladder, the brawler observed under 1,000 trophies, or its trophies unknown */
export const CELL_LADDER_BELOW = 0;
/** the ladder, the brawler observed at TROPHIES_HIGH or more */
export const CELL_LADDER_HIGH = 1;
/** Ranked, league step below MYTHIC_STEP, or unknown */
export const CELL_RANKED_BELOW = 2;
export const CELL_RANKED_MYTHIC = 3;

/* Slots of battles: not disjoint. */
export const BATTLES_LADDER = 0;
/** those of the ladder with an observation of CELL_LADDER_HIGH */
export const BATTLES_LADDER_HIGH = 1;
export const BATTLES_RANKED = 2;
/** those of Ranked with an observation of CELL_RANKED_MYTHIC */
export const BATTLES_RANKED_MYTHIC = 3;

export const TROPHIES_HIGH = 1000;
export const MYTHIC_STEP = 13;

/*
 * *Sums*: what the tallies of a window add up to for one kind, days weighted by age. Rows in ascending order of the key.
 * Each day's counts are added up first, then weighted; a day that weighs 0 still counts plainly.
 */
/** "BFW1", read as a little-endian u32. */
export const SUMS_MAGIC = 0x31574642;
/* Header: u32 fields; rows follow. */
export const SUMS_HEADER_FIELDS = 4;
export const WH_MAGIC = 0;
export const WH_LENGTH = 1;
export const WH_KIND = 2;
export const WH_ROWS = 3;

/** bytes a row */
export const SUM_ROW = 40;
/* Byte offsets in a row. */
/** u64 */
export const SUM_KEY = 0;
/** u32, plain count, cut off at MAX_COUNT */
export const SUM_GAMES = 8;
/** u32, plain count, cut off at MAX_COUNT */
export const SUM_HALF_WINS = 12;
/** f64: Σ w × games over the days, in ascending order of the day */
export const SUM_WEIGHTED_GAMES = 16;
/** f64: Σ w × half wins */
export const SUM_WEIGHTED_HALF_WINS = 24;
/** f64: Σ (w × w) × games; the effective number of games is (Σ w g)² / Σ w² g (Kish 1965) */
export const SUM_SQUARED_WEIGHTS = 32;
