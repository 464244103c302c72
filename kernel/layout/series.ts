/**
 * *Series*: what tallies count a day, by brawler and mode, and the days on which rates changed (docs/trends.md), as
 * Tallies.series makes them and snapshotBuild takes them over. Little-endian u32 throughout, then bytes:
 *
 *     SD_* fields | rows of SERIES_ROW_FIELDS | changes of CHANGE_FIELDS | runs
 *
 * Rows ascend by brawler, then mode, none twice; changes and runs follow each other in the order of the rows, without
 * gaps. A run, which a snapshot takes over as it is: for each day from the first on, up to the last with games, the games as
 * a LEB128 number in its shortest form, and where there are any, half wins less games as a zigzag number likewise (0, −1, 1,
 * −2 … as 0, 1, 2, 3 …): at a rate of about 50 % that takes one byte. Games are at most MAX_COUNT (layout/build.ts), half
 * wins at most that and at most twice the games.
 */

/** "BFD1", read as a little-endian u32. */
export const SERIES_MAGIC = 0x31444642;

export const SERIES_HEADER_FIELDS = 6;
export const SD_MAGIC = 0;
export const SD_LENGTH = 1;
/** the first day: days since 1970-01-01 UTC, up to MAX_FIRST_DAY */
export const SD_FIRST = 2;
/** days, 1 to MAX_SERIES_DAYS; the last one is under way, which tests for changes leave out */
export const SD_DAYS = 3;
export const SD_ROWS = 4;
export const SD_CHANGES = 5;

/* A row: u32 fields. */
export const SERIES_ROW_FIELDS = 4;
/** a brawler's id less FIRST_BRAWLER_ID (layout/tally.ts), plus 1; 1 to MAX_CODE */
export const SERIES_BRAWLER = 0;
/** a mode's id less FIRST_MODE_ID, plus 1, up to MAX_PLACE; 0: over all modes, those of maps of unknown mode included */
export const SERIES_MODE = 1;
/** bytes of its run */
export const SERIES_RUN = 2;
/** how many changes it has, at most MAX_CHANGES; their days ascend */
export const SERIES_CHANGES = 3;

/* A change: u32 fields. */
export const CHANGE_FIELDS = 5;
/** the first day of the new rate, from 0; below the number of days */
export const CHANGE_DAY = 0;
/** the new rate less the old one and its 95 % interval, in 1/100 pp, plus SIZE_ZERO; at most twice that */
export const CHANGE_SIZE = 1;
export const CHANGE_LOW = 2;
export const CHANGE_HIGH = 3;
/** the square of size / standard error, in thousandths */
export const CHANGE_CERTAINTY = 4;
export const SIZE_ZERO = 5000;

/*
 * A *fold*: what one day's cells count by brawler and map, all slots together, in records of FOLD_BYTES that ascend by
 * (brawler, place): an u64 of place + 2^24 × brawler's code, then games and half wins as u32, each at most MAX_COUNT. Nobody
 * (code 0) has none. Those of some brawlers are a part of its bytes.
 */
export const FOLD_BYTES = 16;
export const FOLD_GAMES = 8;
export const FOLD_HALF_WINS = 12;
export const FOLD_BRAWLER_SHIFT = 24;

/*
 * A *survey* of folds: what tests of a series need to know of all others. SV_* fields (u32), then modes of SURVEY_MODE_BYTES: first
 * one for all together (code 0), then those that maps have, by code.
 */
export const SURVEY_HEADER_FIELDS = 4;
export const SV_DAYS = 0;
/** modes, the first included */
export const SV_MODES = 1;
/** how many series are tested */
export const SV_TESTED = 2;
/** u32: code as in SERIES_MODE */
export const SM_CODE = 0;
/** u32: 1 where there is a fit of the dispersion, of its own or of all */
export const SM_HAS_FIT = 4;
/** f64: the fit, src/kernel/reference/trends/dispersion.ts */
export const SM_FACTOR = 8;
export const SM_BETWEEN = 16;
/** f64 by day, MAX_SERIES_DAYS of them: half wins a game of all brawlers; 0 without games */
export const SM_BASELINES = 24;
export const SURVEY_MODE_BYTES = 280;

/** days of a series at most: a set of them fits a u32 */
export const MAX_SERIES_DAYS = 32;
/** the last days of the year 9999 are after it */
export const MAX_FIRST_DAY = 2932800;

/* What the tests for changes go by: docs/trends.md. */
/** a series has at most so many changes: its days split in two, and each part once more */
export const MAX_CHANGES = 3;
/** games that a change rests on at least: the sum over maps of n m / (n + m), n and m being the games on either side */
export const CHANGE_GAMES = 25;
/** games of a day that the fit of the dispersion takes at least */
export const DISPERSION_GAMES = 5;
/** pairs of days that a mode's own fit of the dispersion needs */
export const DISPERSION_PAIRS = 100;
/** days for which a change that still stands makes a brawler rise or fall */
export const TREND_DAYS = 10;
/** brawlers that change on one day, or on one next to it, at least, for it to be one of a shift */
export const SHIFT_BRAWLERS = 3;

/*
 * The section S_TRENDS of a snapshot. Where no series were given it is TH_FIELDS zeros; else u32 throughout, then bytes:
 *
 *     TH_* fields | brawlers, one more than there are, of TB_FIELDS | series | changes of 2 | movers of 2 | shifts |
 *     runs | for each mode, a byte for each brawler
 *
 * Series stand by brawler, over all modes first, then by mode. Each is mode (16 bits, NONE16: all) | bytes of its run (12) |
 * number of its changes (4), and its run and changes follow those of the series before. A change is day (16) | size (16),
 * low (16) | high (16), as above. Movers are the changes that make a brawler rise or fall, surest first: brawler (16) |
 * mode (16), change (32). A shift is day (16) | brawlers (16), newest first. The bytes are TREND_*: what the brawler does in
 * the mode, or where that is nothing, what it does over all.
 */
export const TRENDS_FIELDS = 6;
export const TH_FIRST = 0;
export const TH_DAYS = 1;
export const TH_SERIES = 2;
export const TH_CHANGES = 3;
export const TH_MOVERS = 4;
export const TH_SHIFTS = 5;

/* A brawler: what comes before its own. */
export const TB_FIELDS = 3;
/** series */
export const TB_SERIES = 0;
/** changes */
export const TB_CHANGES = 1;
/** bytes of runs */
export const TB_RUNS = 2;

export const SERIES_RUN_SHIFT = 16;
export const SERIES_RUN_MASK = 0xfff;
export const SERIES_CHANGES_SHIFT = 28;

export const TREND_NONE = 0;
export const TREND_RISING = 1;
export const TREND_FALLING = 2;
