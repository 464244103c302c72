/**
 * What the extractors want of each kind of object. A shape is static memory (see slots.ts) and a list of keys,
 * separated by spaces; a key's number is its place in the list.
 */

/** Keys of a shape, at most. */
export const MAX_KEYS: usize = 12;
/** Bytes of a slot: the address of a value, and the one behind it. */
export const SLOT: usize = 8;
/** Where in a shape the cache begins. */
export const CACHE: usize = MAX_KEYS * SLOT;
/** Bytes of a cache line, and of all lines of a shape: powers of two. An object with more fields uses them again. */
export const LINE: usize = 64;
export const LINES: usize = 2048;
const SHAPE_BYTES = 2144;

/* The roots of BrawlAPI's lists and of its /events; the official API's list of brawlers has `items`. */
export const ROOT: usize = memory.data(SHAPE_BYTES, 16);
export const ROOT_NAMES = 'list active upcoming items';
export const ROOT_LIST = 0;
export const ROOT_ACTIVE = 1;
export const ROOT_UPCOMING = 2;
export const ROOT_ITEMS = 3;

/* Keys that maps, modes and brawlers share. */
export const ID = 0;
export const NAME = 1;
export const DISABLED = 2;
export const NEW = 3;
export const HASH = 4;

/* A map; `map` is the map itself where the answer wraps it. */
export const MAP: usize = memory.data(SHAPE_BYTES, 16);
export const MAP_NAMES = 'id name disabled new hash gameMode credit dataUpdated stats teamStats map';
export const MAP_MODE = 5;
export const MAP_CREDIT = 6;
export const MAP_UPDATED = 7;
export const MAP_STATS = 8;
export const MAP_TEAMS = 9;
export const MAP_WRAPPED = 10;

/* A mode, be it an item of /gamemodes or the `gameMode` of a map. */
export const MODE: usize = memory.data(SHAPE_BYTES, 16);
export const MODE_NAMES = 'id name disabled new hash scId scHash color';
export const MODE_OFFICIAL_ID = 5;
export const MODE_KEY = 6;
export const MODE_COLOR = 7;

/* A row of `stats`. */
export const STAT: usize = memory.data(SHAPE_BYTES, 16);
export const STAT_NAMES = 'brawler winRate useRate count';
export const STAT_BRAWLER = 0;
export const STAT_WIN_RATE = 1;
export const STAT_USE_RATE = 2;
export const STAT_COUNT = 3;

/* A row of `teamStats`, and its `data`. */
export const TEAM: usize = memory.data(SHAPE_BYTES, 16);
export const TEAM_NAMES = 'brawler1 brawler2 brawler3 brawler4 brawler5 data';
export const TEAM_BRAWLER_1 = 0;
export const TEAM_BRAWLER_2 = 1;
export const TEAM_BRAWLER_3 = 2;
export const TEAM_BRAWLER_5 = 4;
export const TEAM_DATA = 5;

export const RECORD: usize = memory.data(SHAPE_BYTES, 16);
export const RECORD_NAMES = 'wins winRate useRate draws total';
export const RECORD_WINS = 0;
export const RECORD_WIN_RATE = 1;
export const RECORD_USE_RATE = 2;
export const RECORD_DRAWS = 3;
export const RECORD_TOTAL = 4;

/* A brawler, and its `class` and `rarity`. */
export const BRAWLER: usize = memory.data(SHAPE_BYTES, 16);
export const BRAWLER_NAMES = 'id name disabled new hash released class rarity';
export const BRAWLER_RELEASED = 5;
export const BRAWLER_CLASS = 6;
export const BRAWLER_RARITY = 7;

export const CLASS: usize = memory.data(SHAPE_BYTES, 16);
export const RARITY: usize = memory.data(SHAPE_BYTES, 16);
export const LABEL_NAMES = 'id name color';
export const LABEL_ID = 0;
export const LABEL_NAME = 1;
export const LABEL_COLOR = 2;

/* An entry of `active` or `upcoming`, and its `slot`. */
export const EVENT: usize = memory.data(SHAPE_BYTES, 16);
export const EVENT_NAMES = 'map predicted slot startTime endTime modifier';
export const EVENT_MAP = 0;
export const EVENT_PREDICTED = 1;
export const EVENT_SLOT = 2;
export const EVENT_START = 3;
export const EVENT_END = 4;
export const EVENT_MODIFIER = 5;

export const PLACE: usize = memory.data(SHAPE_BYTES, 16);
export const PLACE_NAMES = 'id';
export const PLACE_ID = 0;

/* The official API: the root of battle logs, of rankings. */
export const PAGE: usize = memory.data(SHAPE_BYTES, 16);
export const PAGE_NAMES = 'items';
export const PAGE_ITEMS = 0;

export const RANKING: usize = memory.data(SHAPE_BYTES, 16);

/* An entry of the rotation. */
export const LIVE: usize = memory.data(SHAPE_BYTES, 16);
export const LIVE_NAMES = 'event slotId startTime endTime';
export const LIVE_EVENT = 0;
export const LIVE_SLOT = 1;
export const LIVE_START = 2;
export const LIVE_END = 3;

/* The `event` of an entry of a battle log, of the rotation. */
export const GAME: usize = memory.data(SHAPE_BYTES, 16);
export const LIVE_GAME: usize = memory.data(SHAPE_BYTES, 16);
export const GAME_NAMES = 'id modeId map mode modifiers';
export const GAME_ID = 0;
export const GAME_MODE_ID = 1;
export const GAME_MAP = 2;
export const GAME_MODE = 3;
export const GAME_MODIFIERS = 4;

/* An entry of a battle log, its `battle`, a player in it, a brawler played. */
export const ENTRY: usize = memory.data(SHAPE_BYTES, 16);
export const ENTRY_NAMES = 'battleTime event battle';
export const ENTRY_TIME = 0;
export const ENTRY_EVENT = 1;
export const ENTRY_BATTLE = 2;

export const BATTLE: usize = memory.data(SHAPE_BYTES, 16);
export const BATTLE_NAMES = 'type result teams players';
export const BATTLE_TYPE = 0;
export const BATTLE_RESULT = 1;
export const BATTLE_TEAMS = 2;
export const BATTLE_PLAYERS = 3;

export const PLAYER: usize = memory.data(SHAPE_BYTES, 16);
export const PLAYER_NAMES = 'tag brawler brawlers';
export const PLAYER_TAG = 0;
export const PLAYER_BRAWLER = 1;
export const PLAYER_BRAWLERS = 2;

export const PLAYED: usize = memory.data(SHAPE_BYTES, 16);
export const PLAYED_NAMES = 'id trophies';
export const PLAYED_ID = 0;
export const PLAYED_TROPHIES = 1;

/* A player in a ranking. */
export const RANKED: usize = memory.data(SHAPE_BYTES, 16);
export const RANKED_NAMES = 'tag trophies rank';
export const RANKED_TAG = 0;
export const RANKED_TROPHIES = 1;
export const RANKED_RANK = 2;
