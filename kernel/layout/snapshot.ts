/**
 * Snapshot, version 2: one immutable columnar binary (docs/snapshot-format.md says it in words). Little-endian.
 *
 *     header | source rows (volatile) | section table | sections
 *
 * The content, hashed for change detection, begins at the section table; section offsets count from there, so
 * the hash depends neither on the time of the build nor on the state of the sources.
 */

/** "BFS1", read as a little-endian u32. */
export const SNAPSHOT_MAGIC = 0x31534642;
export const SNAPSHOT_VERSION = 2;
/** bytes */
export const SNAPSHOT_HEADER = 64;
/** every section starts at a multiple of this, in bytes */
export const SECTION_ALIGNMENT = 8;
/** larger than any honest snapshot by far; a reader refuses more before it allocates */
export const SNAPSHOT_MAX_LENGTH = 16777216;

/* Header: byte offsets. */
export const SH_MAGIC = 0;
export const SH_VERSION = 4;
/** u32: whole length in bytes */
export const SH_LENGTH = 8;
/** u32: where the content (section table) starts */
export const SH_CONTENT = 12;
/** u64: XXH64 (seed 0) of all bytes from SH_CONTENT_HASH on */
export const SH_CHECKSUM = 16;
/** u64: XXH64 (seed 0) of the content */
export const SH_CONTENT_HASH = 24;
/** u64: epoch milliseconds */
export const SH_BUILT_AT = 32;
/** u32 */
export const SH_SOURCES = 40;
/** u32: number of sections */
export const SH_SECTIONS = 44;

/* A source row: u32 fields. */
export const SOURCE_FIELDS = 4;
/** index into SOURCE_NAMES of src/shared/sources.ts */
export const SOURCE_ID = 0;
/** 0 never delivered, 1 ok, 2 stale */
export const SOURCE_STATUS = 1;
/** epoch seconds of the last good answer, 0 where there was none */
export const SOURCE_LAST_GOOD = 2;
/** rows or tables that it gave */
export const SOURCE_ROWS = 3;

/* A section table entry: u32 fields. */
export const SECTION_FIELDS = 4;
export const SECTION_ID = 0;
/** bytes from the start of the content */
export const SECTION_OFFSET = 1;
/** elements */
export const SECTION_COUNT = 2;
/** bytes an element */
export const SECTION_WIDTH = 3;

/* Missing values. */
export const NONE32 = 0xffffffff;
export const NONE16 = 0xffff;

/*
 * Sections. `str` is a column of n + 1 u32 offsets into STRINGS (the text of row i is [i, i+1)); `at` is a
 * column of n + 1 u32 positions in another table; `row` is an index into another table. Rates are u16 in
 * 1/100 of a percent point.
 */

/** u8: UTF-8, escaped as within a JSON string */
export const S_STRINGS = 1;
/** u32 fields, META_* */
export const S_META = 2;

export const S_MODE_ID = 10;
export const S_MODE_NAME = 11;
export const S_MODE_SLUG = 12;
export const S_MODE_KEY = 13;
export const S_MODE_COLOR = 14;
export const S_MODE_FLAGS = 15;

/* Maps: one row a (name, mode), sorted by name slug, then by mode. */
export const S_MAP_ID = 20;
export const S_MAP_NAME = 21;
export const S_MAP_SLUG = 22;
export const S_MAP_MODE = 23;
export const S_MAP_FLAGS = 24;
/** at MAP_IDS */
export const S_MAP_IDS_AT = 25;
/** u32: the game ids of each map, ascending */
export const S_MAP_IDS = 26;
/** at BOARD_* */
export const S_MAP_BOARDS_AT = 27;

/* Every game id with its map, sorted by id. */
export const S_ALIAS_ID = 30;
export const S_ALIAS_MAP = 31;

/* Brawlers, sorted by id. */
export const S_BRAWLER_ID = 40;
export const S_BRAWLER_NAME = 41;
export const S_BRAWLER_SLUG = 42;
export const S_BRAWLER_CLASS = 43;
export const S_BRAWLER_RARITY = 44;
export const S_BRAWLER_COLOR = 45;
export const S_BRAWLER_FLAGS = 46;

/* Rotation, in the upstream's order. Times in epoch seconds. */
export const S_EVENT_START = 60;
export const S_EVENT_END = 61;
export const S_EVENT_MAP = 62;
export const S_EVENT_SLOT = 63;
export const S_EVENT_FLAGS = 64;
export const S_EVENT_MODIFIER = 65;

/* Boards: one row a (map, bracket) about which a source says something, sorted by map, then bracket. */
export const S_BOARD_MAP = 70;
export const S_BOARD_BRACKET = 71;
export const S_BOARD_SOURCE = 72;
export const S_BOARD_FLAGS = 73;
/** u32, NONE32 where the source counts picks but not battles, or nothing */
export const S_BOARD_BATTLES = 74;
/** u32: sum of games over the cells, NONE32 without counts */
export const S_BOARD_PICKS = 75;
export const S_BOARD_BASELINE = 76;
/** u32 epoch seconds: how old the source says its numbers are; 0 where it doesn't */
export const S_BOARD_UPDATED = 77;
/** at CELL_* */
export const S_BOARD_CELLS_AT = 78;
/** at TEAM_* */
export const S_BOARD_TEAMS_AT = 79;

/* Cells, best first within their board. */
export const S_CELL_BRAWLER = 80;
export const S_CELL_GAMES = 81;
export const S_CELL_HALF_WINS = 82;
export const S_CELL_WIN_RATE = 83;
export const S_CELL_ADJUSTED = 84;
export const S_CELL_LOW = 85;
export const S_CELL_HIGH = 86;
export const S_CELL_USE_RATE = 87;
export const S_CELL_RANK = 88;
/** u8: TIER_*, with TIED_BIT */
export const S_CELL_TIER = 89;

/* Teams, best first within their board. */
/** 5 × u16 brawler rows, NONE16 where the team is smaller */
export const S_TEAM_BRAWLERS = 90;
export const S_TEAM_GAMES = 91;
export const S_TEAM_HALF_WINS = 92;
export const S_TEAM_ADJUSTED = 93;
export const S_TEAM_LOW = 94;
export const S_TEAM_HIGH = 95;

/* Each brawler's cells, highest lift first. */
export const S_BEST_AT = 100;
/** u32 row of CELL_* */
export const S_BEST_CELL = 101;
/** u16 row of BOARD_* */
export const S_BEST_BOARD = 102;

/** u8: the search index (docs/search.md) */
export const S_SEARCH = 110;

/* Pairs. One row a matrix: row of the mode, NONE16 for all modes without a matrix of their own; that one comes first. */
export const S_PAIR_MODE = 120;
/** i8: effects in steps (STEPS_A_LOGIT of layout/effects.ts), a cell for each two brawlers a < b, in the order of (a, b), by matrix */
export const S_PAIR_CELLS = 121;
/** u8: standard deviations of those */
export const S_PAIR_ERRORS = 122;
/** at the rows of each brawler: its surest effects over all modes, those for it first, surest first */
export const S_PAIR_AT = 123;
export const S_PAIR_OTHER = 124;
export const S_PAIR_GAMES = 125;
export const S_PAIR_HALF_WINS = 126;
/** win rate that the main effects predict */
export const S_PAIR_EXPECTED = 127;
/** i16, 1/100 pp over that */
export const S_PAIR_SHIFT = 128;
/** u16, standard deviation of the shift, 1/100 pp */
export const S_PAIR_ERROR = 129;

/* Match-ups: the same of enemies. A cell is the effect of a against b, which turns round for b against a. */
export const S_MATCHUP_MODE = 130;
export const S_MATCHUP_CELLS = 131;
export const S_MATCHUP_ERRORS = 132;
export const S_MATCHUP_AT = 133;
export const S_MATCHUP_OTHER = 134;
export const S_MATCHUP_GAMES = 135;
export const S_MATCHUP_HALF_WINS = 136;
export const S_MATCHUP_EXPECTED = 137;
export const S_MATCHUP_SHIFT = 138;
export const S_MATCHUP_ERROR = 139;

/* 141–159: reserved. A reader skips sections it doesn't know. */

/** u8: daily series and trends (layout/series.ts) */
export const S_TRENDS = 140;

/* META fields. */
export const META_FIELDS = 4;
/** DATA_* */
export const META_DATA = 0;
/** days that boards of counted battles cover; of other boards no window is known */
export const META_WINDOW_DAYS = 1;
/** game ids with counted battles that the catalogue doesn't list */
export const META_UNLISTED_MAPS = 2;
/** battles counted on those, which no board has */
export const META_UNLISTED_BATTLES = 3;

/** What the numbers come from. */
export const DATA_LIVE = 0;
/** a simulated world: marked on every page and in every answer */
export const DATA_DEMO = 1;
/** a recording, its times shifted to now */
export const DATA_REPLAY = 2;

/* Flags of maps. */
/** all its game ids are disabled upstream */
export const MAP_FLAG_DISABLED = 1;
/** no other map has this name slug: the slug alone is its address */
export const MAP_FLAG_UNIQUE = 2;
/** of the maps with this name slug, the one that the slug alone leads to */
export const MAP_FLAG_PREFERRED = 4;

/* Flags of events. */
export const EVENT_FLAG_ACTIVE = 1;
export const EVENT_FLAG_PREDICTED = 2;

/* Flags of boards. */
/** the upstream served its site-wide table for this map: no data */
export const BOARD_FLAG_SITE_WIDE = 1;

/* Sources of boards. */
export const BOARD_SOURCE_BRAWLAPI = 1;
export const BOARD_SOURCE_BATTLES = 2;

/** A board of counted battles has at most this many teams. */
export const MAX_COUNTED_TEAMS = 40;

/* Brackets. */
export const BRACKET_ALL = 0;
export const BRACKET_LADDER = 1;
export const BRACKET_LADDER_1000 = 2;
export const BRACKET_RANKED = 3;
export const BRACKET_RANKED_MYTHIC = 4;
export const BRACKET_COUNT = 5;

/* Tiers. 0 is "not enough data". */
export const TIER_NONE = 0;
export const TIER_S = 1;
export const TIER_A = 2;
export const TIER_B = 3;
export const TIER_C = 4;
export const TIER_D = 5;
export const TIED_BIT = 128;
