/**
 * The snapshot's tables while they are made: records of fixed width in scratch, in the order of their rows. A text
 * field is a text of text.ts; the length of a list is a count. Which field becomes which section stands in columns.ts.
 */

/* Tables, by the numbers that the reader's table of sections gives them (../read/spec.ts). */
export const META = 0;
export const MODES = 1;
export const MAPS = 2;
export const MAP_IDS = 3;
export const BRAWLERS = 4;
export const EVENTS = 5;
export const BOARDS = 6;
export const CELLS = 7;
export const TEAMS = 8;
export const BEST = 9;
export const PAIR_MODES = 10;
export const PAIRS = 11;
export const MATCHUP_MODES = 12;
export const MATCHUPS = 13;
const TABLES = 14;

export const MODE_NAME: usize = 0;
export const MODE_SLUG: usize = 8;
export const MODE_GAME_KEY: usize = 16;
/** key of the name, for joining */
export const MODE_NAME_KEY: usize = 24;
export const MODE_ID: usize = 32;
export const MODE_COLOR: usize = 36;
export const MODE_FLAGS: usize = 40;
/** row in the snapshot, or that of the mode that this one turned out to be */
export const MODE_ROW: usize = 44;
export const MODE_BYTES: usize = 48;

export const MAP_NAME: usize = 0;
export const MAP_SLUG: usize = 8;
export const MAP_ID: usize = 16;
export const MAP_MODE: usize = 20;
export const MAP_FLAGS: usize = 24;
export const MAP_ID_COUNT: usize = 28;
export const MAP_BOARD_COUNT: usize = 32;
/** while the maps are not yet in order, the row; then where its ids begin; then what it has of popularity */
export const MAP_WORK: usize = 36;
export const MAP_BYTES: usize = 40;

/** a game id and the row of its map, by id */
export const MAP_ID_ID: usize = 0;
export const MAP_ID_MAP: usize = 4;
/** the id and the map's record that come at this place when ids go by map, ascending in each */
export const MAP_ID_OF_MAP: usize = 8;
export const MAP_ID_BYTES: usize = 12;

export const BRAWLER_NAME: usize = 0;
export const BRAWLER_SLUG: usize = 8;
export const BRAWLER_CLASS: usize = 16;
export const BRAWLER_RARITY: usize = 24;
export const BRAWLER_ID: usize = 32;
export const BRAWLER_COLOR: usize = 36;
export const BRAWLER_FLAGS: usize = 40;
export const BRAWLER_CELL_COUNT: usize = 44;
/** sum of its published use rates */
export const BRAWLER_USE: usize = 48;
/** rows of its surest pairs and match-ups */
export const BRAWLER_PAIR_COUNT: usize = 52;
export const BRAWLER_MATCHUP_COUNT: usize = 56;
export const BRAWLER_BYTES: usize = 64;

/* An event is a bundle's row, with the map's row in the place of its id and the modifier a text. */

export const BOARD_MAP: usize = 0;
/** u8, with 3 more: the source, and the flags as u16 */
export const BOARD_BRACKET: usize = 4;
export const BOARD_SOURCE: usize = 5;
export const BOARD_FLAGS: usize = 6;
export const BOARD_BASELINE: usize = 8;
export const BOARD_BATTLES: usize = 12;
export const BOARD_PICKS: usize = 16;
export const BOARD_UPDATED: usize = 20;
export const BOARD_CELL_COUNT: usize = 24;
export const BOARD_TEAM_COUNT: usize = 28;
export const BOARD_BYTES: usize = 32;

export const CELL_BRAWLER: usize = 0;
export const CELL_WIN_RATE: usize = 2;
export const CELL_ADJUSTED: usize = 4;
export const CELL_LOW: usize = 6;
export const CELL_HIGH: usize = 8;
export const CELL_USE_RATE: usize = 10;
export const CELL_RANK: usize = 12;
export const CELL_TIER: usize = 14;
export const CELL_GAMES: usize = 16;
export const CELL_HALF_WINS: usize = 20;
export const CELL_BYTES: usize = 24;

/** five rows of brawlers */
export const TEAM_BRAWLERS: usize = 0;
export const TEAM_ADJUSTED: usize = 10;
export const TEAM_LOW: usize = 12;
export const TEAM_HIGH: usize = 14;
export const TEAM_GAMES: usize = 16;
export const TEAM_HALF_WINS: usize = 20;
export const TEAM_BYTES: usize = 24;

/** of a matrix: u32 */
export const EFFECT_MODE_BYTES: usize = 4;
/** of one of a brawler's surest pairs or match-ups */
export const EFFECT_OTHER: usize = 0;
export const EFFECT_EXPECTED: usize = 2;
export const EFFECT_SHIFT: usize = 4;
export const EFFECT_ERROR: usize = 6;
export const EFFECT_GAMES: usize = 8;
export const EFFECT_HALF_WINS: usize = 12;
export const EFFECT_BYTES: usize = 16;

/* The best lists are pairs of sort.ts: the cell is the lower half of the key, the board the value. */
export const BEST_CELL: usize = 0;
export const BEST_BOARD: usize = 8;

/* Of each table: address of its records, how many there are, bytes of each. */
const BASE: usize = 0;
const COUNT: usize = 4;
const STRIDE: usize = 8;
const TABLE: usize = memory.data(12 * TABLES, 8);

/** Says where a table's records are, how many, and of how many bytes each. */
export function setTable(table: usize, base: usize, count: i32, stride: usize): void {
  store<u32>(TABLE + table * 12, <u32>base, BASE);
  store<i32>(TABLE + table * 12, count, COUNT);
  store<u32>(TABLE + table * 12, <u32>stride, STRIDE);
}

export function baseOf(table: usize): usize {
  return load<u32>(TABLE + table * 12, BASE);
}

export function countOf(table: usize): i32 {
  return load<i32>(TABLE + table * 12, COUNT);
}

export function strideOf(table: usize): usize {
  return load<u32>(TABLE + table * 12, STRIDE);
}

/** Address behind a table's last record. */
export function endOf(table: usize): usize {
  return baseOf(table) + <usize>countOf(table) * strideOf(table);
}

/** Says that a table goes on to `end`. */
export function setEnd(table: usize, end: usize): void {
  store<u32>(TABLE + table * 12, <u32>((end - baseOf(table)) / strideOf(table)), COUNT);
}

/** Adds to a u32 field of a record. */
export function increase(at: usize, by: u32): void {
  store<u32>(at, load<u32>(at) + by);
}
