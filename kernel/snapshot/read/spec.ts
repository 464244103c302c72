/**
 * What the reader checks of each section: the table of src/kernel/reference/snapshot/spec.ts, a word a section:
 *
 *     id (8 bits) | bytes an element (4) | kind (3) | optional (1) | table (4) | target (4) | limit (8)
 */
import * as layout from '../../layout/snapshot';

export const WIDTH_SHIFT = 8;
export const KIND_SHIFT = 12;
/** NONE16 stands for a missing value */
export const OPTIONAL = 0x8000;
export const TABLE_SHIFT = 16;
export const TARGET_SHIFT = 20;
export const LIMIT_SHIFT = 24;

export const KIND_PLAIN = 0;
export const KIND_FIELDS = 1;
export const KIND_MAX = 2;
export const KIND_RATE = 3;
export const KIND_ROW = 4;
export const KIND_RISING = 5;
export const KIND_TEXT = 6;
export const KIND_AT = 7;

/* Tables; 0 is none. */
export const TABLE_MODE = 1;
export const TABLE_MAP = 2;
export const TABLE_BRAWLER = 4;
export const TABLES = 14;

const MODE = 0x10000;
const MAP = 0x20000;
const MAP_ID = 0x30000;
const BRAWLER = 0x40000;
const EVENT = 0x50000;
const BOARD = 0x60000;
const CELL = 0x70000;
const TEAM = 0x80000;
const BEST = 0x90000;
const PAIR_MODE = 0xa0000;
const PAIR = 0xb0000;
const MATCHUP_MODE = 0xc0000;
const MATCHUP = 0xd0000;
const TO_MODE = 0x100000;
const TO_MAP = 0x200000;
const TO_MAP_ID = 0x300000;
const TO_BRAWLER = 0x400000;
const TO_BOARD = 0x600000;
const TO_CELL = 0x700000;
const TO_TEAM = 0x800000;
const TO_BEST = 0x900000;
const TO_PAIR = 0xb00000;
const TO_MATCHUP = 0xd00000;

const PLAIN8 = 0x0100;
const PLAIN16 = 0x0200;
const PLAIN32 = 0x0400;
const FIELDS = 0x1400;
const UP_TO = 0x2100;
const RATE = 0x3200;
const RATE_OR_NONE = 0xb200;
const ROW16 = 0x4200;
const ROW32 = 0x4400;
const ROW_OR_NONE = 0xc200;
const FIVE_ROWS_OR_NONE = 0xca00;
const RISING = 0x5400;
const TEXT = 0x6400;
const AT = 0x7400;

/** rows of SPEC */
export const SECTIONS = 82;

export const SPEC: usize = memory.data<i32>([
  layout.S_STRINGS | PLAIN8,
  layout.S_META | FIELDS | (layout.META_FIELDS << 24),
  layout.S_MODE_ID | PLAIN32 | MODE,
  layout.S_MODE_NAME | TEXT | MODE,
  layout.S_MODE_SLUG | TEXT | MODE,
  layout.S_MODE_KEY | TEXT | MODE,
  layout.S_MODE_COLOR | PLAIN32 | MODE,
  layout.S_MODE_FLAGS | PLAIN8 | MODE,
  layout.S_MAP_ID | PLAIN32 | MAP,
  layout.S_MAP_NAME | TEXT | MAP,
  layout.S_MAP_SLUG | TEXT | MAP,
  layout.S_MAP_MODE | ROW16 | MAP | TO_MODE,
  layout.S_MAP_FLAGS | PLAIN8 | MAP,
  layout.S_MAP_IDS_AT | AT | MAP | TO_MAP_ID,
  layout.S_MAP_IDS | PLAIN32 | MAP_ID,
  layout.S_MAP_BOARDS_AT | AT | MAP | TO_BOARD,
  layout.S_ALIAS_ID | RISING | MAP_ID,
  layout.S_ALIAS_MAP | ROW16 | MAP_ID | TO_MAP,
  layout.S_BRAWLER_ID | RISING | BRAWLER,
  layout.S_BRAWLER_NAME | TEXT | BRAWLER,
  layout.S_BRAWLER_SLUG | TEXT | BRAWLER,
  layout.S_BRAWLER_CLASS | TEXT | BRAWLER,
  layout.S_BRAWLER_RARITY | TEXT | BRAWLER,
  layout.S_BRAWLER_COLOR | PLAIN32 | BRAWLER,
  layout.S_BRAWLER_FLAGS | PLAIN8 | BRAWLER,
  layout.S_EVENT_START | PLAIN32 | EVENT,
  layout.S_EVENT_END | PLAIN32 | EVENT,
  layout.S_EVENT_MAP | ROW_OR_NONE | EVENT | TO_MAP,
  layout.S_EVENT_SLOT | PLAIN16 | EVENT,
  layout.S_EVENT_FLAGS | PLAIN8 | EVENT,
  layout.S_EVENT_MODIFIER | TEXT | EVENT,
  layout.S_BOARD_MAP | ROW16 | BOARD | TO_MAP,
  layout.S_BOARD_BRACKET | UP_TO | BOARD | ((layout.BRACKET_COUNT - 1) << 24),
  layout.S_BOARD_SOURCE | UP_TO | BOARD | (layout.BOARD_SOURCE_BATTLES << 24),
  layout.S_BOARD_FLAGS | PLAIN8 | BOARD,
  layout.S_BOARD_BATTLES | PLAIN32 | BOARD,
  layout.S_BOARD_PICKS | PLAIN32 | BOARD,
  layout.S_BOARD_BASELINE | RATE_OR_NONE | BOARD,
  layout.S_BOARD_UPDATED | PLAIN32 | BOARD,
  layout.S_BOARD_CELLS_AT | AT | BOARD | TO_CELL,
  layout.S_BOARD_TEAMS_AT | AT | BOARD | TO_TEAM,
  layout.S_CELL_BRAWLER | ROW16 | CELL | TO_BRAWLER,
  layout.S_CELL_GAMES | PLAIN32 | CELL,
  layout.S_CELL_HALF_WINS | PLAIN32 | CELL,
  layout.S_CELL_WIN_RATE | RATE | CELL,
  layout.S_CELL_ADJUSTED | RATE | CELL,
  layout.S_CELL_LOW | RATE_OR_NONE | CELL,
  layout.S_CELL_HIGH | RATE_OR_NONE | CELL,
  layout.S_CELL_USE_RATE | RATE | CELL,
  layout.S_CELL_RANK | PLAIN16 | CELL,
  layout.S_CELL_TIER | PLAIN8 | CELL,
  layout.S_TEAM_BRAWLERS | FIVE_ROWS_OR_NONE | TEAM | TO_BRAWLER,
  layout.S_TEAM_GAMES | PLAIN32 | TEAM,
  layout.S_TEAM_HALF_WINS | PLAIN32 | TEAM,
  layout.S_TEAM_ADJUSTED | RATE | TEAM,
  layout.S_TEAM_LOW | RATE | TEAM,
  layout.S_TEAM_HIGH | RATE | TEAM,
  layout.S_BEST_AT | AT | BRAWLER | TO_BEST,
  layout.S_BEST_CELL | ROW32 | BEST | TO_CELL,
  layout.S_BEST_BOARD | ROW16 | BEST | TO_BOARD,
  layout.S_PAIR_MODE | ROW_OR_NONE | PAIR_MODE | TO_MODE,
  layout.S_PAIR_CELLS | PLAIN8,
  layout.S_PAIR_ERRORS | PLAIN8,
  layout.S_PAIR_AT | AT | BRAWLER | TO_PAIR,
  layout.S_PAIR_OTHER | ROW16 | PAIR | TO_BRAWLER,
  layout.S_PAIR_GAMES | PLAIN32 | PAIR,
  layout.S_PAIR_HALF_WINS | PLAIN32 | PAIR,
  layout.S_PAIR_EXPECTED | RATE | PAIR,
  layout.S_PAIR_SHIFT | PLAIN16 | PAIR,
  layout.S_PAIR_ERROR | PLAIN16 | PAIR,
  layout.S_MATCHUP_MODE | ROW_OR_NONE | MATCHUP_MODE | TO_MODE,
  layout.S_MATCHUP_CELLS | PLAIN8,
  layout.S_MATCHUP_ERRORS | PLAIN8,
  layout.S_MATCHUP_AT | AT | BRAWLER | TO_MATCHUP,
  layout.S_MATCHUP_OTHER | ROW16 | MATCHUP | TO_BRAWLER,
  layout.S_MATCHUP_GAMES | PLAIN32 | MATCHUP,
  layout.S_MATCHUP_HALF_WINS | PLAIN32 | MATCHUP,
  layout.S_MATCHUP_EXPECTED | RATE | MATCHUP,
  layout.S_MATCHUP_SHIFT | PLAIN16 | MATCHUP,
  layout.S_MATCHUP_ERROR | PLAIN16 | MATCHUP,
  layout.S_TRENDS | PLAIN8,
  layout.S_SEARCH | PLAIN8,
]);
