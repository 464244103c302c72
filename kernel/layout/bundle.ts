/**
 * A *bundle* is what an extractor makes of one upstream answer: fixed-width rows of u32 fields and a heap of
 * UTF-8 text, little-endian, so that no object is ever made for a row. The collector stores bundles as they are;
 * the snapshot is built from them. This file is compiled into the kernel and imported by TypeScript alike, so
 * it holds plain integer constants only.
 *
 * All offsets are in bytes from the start of the bundle; all `*_OFF` are multiples of 4. A string field is a
 * pair (offset, length in bytes) into the heap; a missing string has length 0. NONE marks a missing number.
 */

/** "BFB1", read as a little-endian u32. */
export const BUNDLE_MAGIC = 0x31424642;
/** A number that the upstream did not give. */
export const NONE = 0xffffffff;

/* Header: 20 u32 fields. Field numbers, not byte offsets. */
export const BUNDLE_HEADER_FIELDS = 20;
export const BH_MAGIC = 0;
export const BH_LENGTH = 1;
/** Resource kind that was extracted: one of KIND_*. */
export const BH_KIND = 2;
export const BH_MAPS_OFF = 4;
export const BH_MAPS_COUNT = 5;
export const BH_BRAWLERS_OFF = 6;
export const BH_BRAWLERS_COUNT = 7;
export const BH_MODES_OFF = 8;
export const BH_MODES_COUNT = 9;
export const BH_EVENTS_OFF = 10;
export const BH_EVENTS_COUNT = 11;
export const BH_TABLES_OFF = 12;
export const BH_TABLES_COUNT = 13;
export const BH_STATS_OFF = 14;
export const BH_STATS_COUNT = 15;
export const BH_TEAMS_OFF = 16;
export const BH_TEAMS_COUNT = 17;
export const BH_HEAP_OFF = 18;
export const BH_HEAP_LENGTH = 19;

/* Resource kinds: which answer the extractor is to expect. */
/** `GET /maps`: `{list: [map…]}` */
export const KIND_MAPS = 1;
/** `GET /maps/:id`: a map, or `{status, map}` as in 2021 */
export const KIND_MAP = 2;
/** `GET /brawlers`: `{list: [brawler…]}`; or the official API's `{items: [brawler…]}`, which has ids and names only */
export const KIND_BRAWLERS = 3;
/** `GET /gamemodes`: `{list: [mode…]}` */
export const KIND_MODES = 4;
/** `GET /events`: `{active: [event…], upcoming: [event…]}` */
export const KIND_EVENTS = 5;
/** official `GET /events/rotation`: `[{startTime, endTime, slotId, event: {id, mode, modeId, map, modifiers}}…]` */
export const KIND_ROTATION = 6;

/* A map as listed. One row a game id. */
export const MAP_FIELDS = 10;
export const MAP_ID = 0;
/** gameMode.scId; else gameMode.id where that is ≥ 48000000; else 0 (then the name decides) */
export const MAP_MODE_ID = 1;
export const MAP_FLAGS = 2;
export const MAP_NAME_OFF = 3;
export const MAP_NAME_LEN = 4;
export const MAP_MODE_NAME_OFF = 5;
export const MAP_MODE_NAME_LEN = 6;
export const MAP_CREDIT_OFF = 7;
export const MAP_CREDIT_LEN = 8;
/** epoch seconds, 0 where absent, null or 0 */
export const MAP_DATA_UPDATED = 9;

/* Flags, shared by maps, modes and brawlers. */
export const FLAG_DISABLED = 1;
export const FLAG_NEW = 2;
/** `hash` is there and has a lower-case letter but no upper-case one: the 2026-02 style, where "-" stands for " " */
export const FLAG_DASHED_NAME = 4;
/** brawlers only: `released` is false */
export const FLAG_UNRELEASED = 8;
/** snapshot brawlers only: statistics speak of it, the list doesn't have it; it is not counted nor listed */
export const FLAG_UNLISTED = 16;

export const BRAWLER_FIELDS = 10;
export const BRAWLER_ID = 0;
export const BRAWLER_FLAGS = 1;
export const BRAWLER_NAME_OFF = 2;
export const BRAWLER_NAME_LEN = 3;
export const BRAWLER_CLASS_OFF = 4;
export const BRAWLER_CLASS_LEN = 5;
export const BRAWLER_RARITY_ID = 6;
export const BRAWLER_RARITY_OFF = 7;
export const BRAWLER_RARITY_LEN = 8;
/** 0xRRGGBB of rarity.color "#rrggbb", NONE where absent or not of that form */
export const BRAWLER_COLOR = 9;

export const MODE_FIELDS = 7;
/** as MAP_MODE_ID: scId, else id where that is ≥ 48000000, else 0 */
export const MODE_ID = 0;
export const MODE_FLAGS = 1;
export const MODE_NAME_OFF = 2;
export const MODE_NAME_LEN = 3;
/** scHash: the game's own key, "gemGrab" */
export const MODE_KEY_OFF = 4;
export const MODE_KEY_LEN = 5;
/** 0xRRGGBB, or NONE */
export const MODE_COLOR = 6;

export const EVENT_FIELDS = 7;
export const EVENT_FLAGS = 0;
export const EVENT_SLOT = 1;
/** epoch seconds */
export const EVENT_START = 2;
/** epoch seconds */
export const EVENT_END = 3;
export const EVENT_MAP_ID = 4;
export const EVENT_MODIFIER_OFF = 5;
export const EVENT_MODIFIER_LEN = 6;

/** listed under `active` */
export const EVENT_ACTIVE = 1;
export const EVENT_PREDICTED = 2;

/* One map's statistics. A table is made only where `stats` or `teamStats` is an array with at least one row. */
export const TABLE_FIELDS = 8;
export const TABLE_MAP_ID = 0;
export const TABLE_MODE_ID = 1;
export const TABLE_FLAGS = 2;
/** epoch seconds, 0 where absent */
export const TABLE_DATA_UPDATED = 3;
/** index of the table's first row among the bundle's STAT rows */
export const TABLE_FIRST_STAT = 4;
export const TABLE_STAT_COUNT = 5;
export const TABLE_FIRST_TEAM = 6;
export const TABLE_TEAM_COUNT = 7;

/** every stat row has a count */
export const TABLE_HAS_COUNTS = 1;
/** set by the collector, never by an extractor: the same rows stand in maps of other modes */
export const TABLE_SITE_WIDE = 2;

export const STAT_FIELDS = 4;
export const STAT_BRAWLER = 0;
/** win rate in 1/10,000 of a percent point: 54.1 % is 541000; 0…1,000,000 */
export const STAT_WIN_RATE = 1;
/** share of picks in 1/10,000 of a percent point */
export const STAT_USE_RATE = 2;
/** picks, or NONE */
export const STAT_COUNT = 3;

export const TEAM_FIELDS = 10;
/** five brawler ids, 0 where the team is smaller */
export const TEAM_BRAWLER_1 = 0;
export const TEAM_WIN_RATE = 5;
export const TEAM_USE_RATE = 6;
export const TEAM_WINS = 7;
export const TEAM_DRAWS = 8;
export const TEAM_TOTAL = 9;
