/**
 * The constant parts of answers. A span is offset << 8 | length in the bytes below, where a text that is part of a
 * longer one has no bytes of its own. To change one, change its text and run test/kernel/render/spans.test.ts, which
 * prints what this file must then hold.
 */
/** {"id": */
export const ID = 0x43906;
/** , */
export const COMMA_SPAN = 0x01301;
/** null */
export const NULL = 0x14f04;
/** true */
export const TRUE = 0x22404;
/** false */
export const FALSE = 0x1dc05;
/** { */
export const OPEN = 0x00001;
/** ]} */
export const END_LIST = 0x45102;
/** }, */
export const END_ROW = 0x14302;
/** "data":" */
export const DATA = 0x3d708;
/** live */
export const LIVE = 0x44504;
/** demo */
export const DEMO = 0x44904;
/** replay */
export const REPLAY = 0x43f06;
/** ","snapshot":" */
export const SNAPSHOT = 0x1f20e;
/** ","builtAt": */
export const BUILT_AT = 0x2940c;
/** ,"ids":[ */
export const IDS = 0x3a208;
/** ],"slug":" */
export const SLUG_AFTER_IDS = 0x32a0a;
/** ,"slug":" */
export const SLUG = 0x32b09;
/** ,"map":" */
export const MAP = 0x3df08;
/** ,"name":" */
export const NAME = 0x39809;
/** ,"mode":" */
export const MODE = 0x37b09;
/** ,"modeId": */
export const MODE_ID = 0x3340a;
/** ,"disabled": */
export const DISABLED = 0x2a00c;
/** ,"source": */
export const SOURCE = 0x33e0a;
/** "brawlapi" */
export const BRAWLAPI = 0x3480a;
/** "battles" */
export const BATTLES_SOURCE = 0x14509;
/** ,"updatedAt": */
export const UPDATED_AT = 0x2460d;
/** ,"windowDays": */
export const WINDOW_DAYS = 0x2000e;
/** ,"bracket":" */
export const BRACKET = 0x2ac0c;
/** all" */
export const BRACKET_0 = 0x44d04;
/** ladder" */
export const BRACKET_1 = 0x40f07;
/** ladder-1000" */
export const BRACKET_2 = 0x2b80c;
/** ranked" */
export const BRACKET_3 = 0x41607;
/** ranked-mythic" */
export const BRACKET_4 = 0x20e0e;
/** ,"battles": */
export const BATTLES = 0x1440b;
/** ,"picks": */
export const PICKS = 0x15309;
/** ,"baseline": */
export const BASELINE = 0x1600c;
/** ,"notice": */
export const NOTICE = 0x3520a;
/** ,"brawlers":[ */
export const BRAWLERS = 0x2390d;
/** ],"teams":[ */
export const TEAMS = 0x2e80b;
/** {"brawlers":[ */
export const TEAM = 0x2530d;
/** ],"ids":[ */
export const TEAM_IDS = 0x3a109;
/** ],"games": */
export const TEAM_GAMES = 0x35c0a;
/** ,"tier":"S","games": */
export const TIER = 0x19d14;
/** ,"tier":null,"games": */
export const TIER_NULL = 0x18815;
/** ,"wins": */
export const WINS = 0x3e708;
/** ,"winRate": */
export const WIN_RATE = 0x2f30b;
/** ,"adjustedWinRate": */
export const ADJUSTED = 0x1b113;
/** ,"interval":[ */
export const INTERVAL = 0x2600d;
/** ],"lift": */
export const LIFT_AFTER_INTERVAL = 0x3aa09;
/** ,"interval":null,"lift": */
export const INTERVAL_NULL = 0x17018;
/** ,"lift": */
export const LIFT = 0x18008;
/** ,"useRate": */
export const USE_RATE = 0x2fe0b;
/** ,"rank": */
export const RANK = 0x3ef08;
/** ,"tied":true}, */
export const TIED = 0x21c0e;
/** ,"tied":false}, */
export const NOT_TIED = 0x1d40f;
/** ]}, */
export const END_TEAM = 0x45103;
/** ,"class": */
export const CLASS = 0x3b309;
/** ,"rarity": */
export const RARITY = 0x3660a;
/** ,"color": */
export const COLOR = 0x3bc09;
/** ,"released": */
export const RELEASED = 0x2c40c;
/** ,"bestMaps":[ */
export const BEST_MAPS = 0x26d0d;
/** ,"maps":[ */
export const MAPS = 0x3c509;
/** ,"hasData": */
export const HAS_DATA = 0x3090b;
/** ,"modes":[ */
export const MODES = 0x3700a;
/** ,"key": */
export const KEY = 0x41d07;
/** ,"maps": */
export const MAP_COUNT = 0x3c508;
/** ,"active":[ */
export const ACTIVE = 0x3140b;
/** ],"upcoming":[ */
export const UPCOMING = 0x22a0e;
/** {"map": */
export const EVENT_MAP = 0x42407;
/** },"mode":" */
export const EVENT_MODE = 0x37a0a;
/** null,"mode":null */
export const EVENT_UNKNOWN = 0x1c410;
/** ,"slot": */
export const SLOT = 0x3f708;
/** ,"startTime": */
export const START = 0x27a0d;
/** ,"endTime": */
export const END = 0x31f0b;
/** ,"predicted": */
export const PREDICTED = 0x2870d;
/** ,"modifier": */
export const MODIFIER = 0x2d00c;
/** ,"top":[ */
export const TOP = 0x3ff08;
/** ,"tier":"S" */
export const PICK_TIER = 0x19d0b;
/** ,"tier":null */
export const PICK_TIER_NULL = 0x1880c;
/** - */
export const DASH = 0x00d01;
/** ,"battles":null,"picks":null,"baseline":null */
export const NO_BOARD = 0x1442c;
/** ,"activeToday": */
export const ACTIVE_TODAY = 0x1e30f;
/** ,"match":" */
export const MATCH = 0x3840a;
/** ],"brawlers":[ */
export const BRAWLERS_AFTER = 0x2380e;
/** exact"}, */
export const MATCH_0 = 0x40708;
/** prefix"}, */
export const MATCH_1 = 0x3ce09;
/** word"}, */
export const MATCH_2 = 0x42b07;
/** acronym"}, */
export const MATCH_3 = 0x38e0a;
/** substring"}, */
export const MATCH_4 = 0x2dc0c;
/** typo"}, */
export const MATCH_5 = 0x43207;
/** {"code":"no-statistics","text":"No source has statistics for this map and bracket."} */
export const NO_STATISTICS = 0x0f054;
/** {"code":"site-wide","text":"The source served its site-wide table in place of this map's statistics: there is no data for this map."} */
export const SITE_WIDE = 0x00085;
/** {"code":"no-counts","text":"The source gives no counts, so no row is known to reach the minimum of games."} */
export const NO_COUNTS = 0x0856b;

// biome-ignore format: sixteen bytes a line
export const SPANS: usize = memory.data<u8>([
  123, 34, 99, 111, 100, 101, 34, 58, 34, 115, 105, 116, 101, 45, 119, 105,
  100, 101, 34, 44, 34, 116, 101, 120, 116, 34, 58, 34, 84, 104, 101, 32,
  115, 111, 117, 114, 99, 101, 32, 115, 101, 114, 118, 101, 100, 32, 105, 116,
  115, 32, 115, 105, 116, 101, 45, 119, 105, 100, 101, 32, 116, 97, 98, 108,
  101, 32, 105, 110, 32, 112, 108, 97, 99, 101, 32, 111, 102, 32, 116, 104,
  105, 115, 32, 109, 97, 112, 39, 115, 32, 115, 116, 97, 116, 105, 115, 116,
  105, 99, 115, 58, 32, 116, 104, 101, 114, 101, 32, 105, 115, 32, 110, 111,
  32, 100, 97, 116, 97, 32, 102, 111, 114, 32, 116, 104, 105, 115, 32, 109,
  97, 112, 46, 34, 125, 123, 34, 99, 111, 100, 101, 34, 58, 34, 110, 111,
  45, 99, 111, 117, 110, 116, 115, 34, 44, 34, 116, 101, 120, 116, 34, 58,
  34, 84, 104, 101, 32, 115, 111, 117, 114, 99, 101, 32, 103, 105, 118, 101,
  115, 32, 110, 111, 32, 99, 111, 117, 110, 116, 115, 44, 32, 115, 111, 32,
  110, 111, 32, 114, 111, 119, 32, 105, 115, 32, 107, 110, 111, 119, 110, 32,
  116, 111, 32, 114, 101, 97, 99, 104, 32, 116, 104, 101, 32, 109, 105, 110,
  105, 109, 117, 109, 32, 111, 102, 32, 103, 97, 109, 101, 115, 46, 34, 125,
  123, 34, 99, 111, 100, 101, 34, 58, 34, 110, 111, 45, 115, 116, 97, 116,
  105, 115, 116, 105, 99, 115, 34, 44, 34, 116, 101, 120, 116, 34, 58, 34,
  78, 111, 32, 115, 111, 117, 114, 99, 101, 32, 104, 97, 115, 32, 115, 116,
  97, 116, 105, 115, 116, 105, 99, 115, 32, 102, 111, 114, 32, 116, 104, 105,
  115, 32, 109, 97, 112, 32, 97, 110, 100, 32, 98, 114, 97, 99, 107, 101,
  116, 46, 34, 125, 44, 34, 98, 97, 116, 116, 108, 101, 115, 34, 58, 110,
  117, 108, 108, 44, 34, 112, 105, 99, 107, 115, 34, 58, 110, 117, 108, 108,
  44, 34, 98, 97, 115, 101, 108, 105, 110, 101, 34, 58, 110, 117, 108, 108,
  44, 34, 105, 110, 116, 101, 114, 118, 97, 108, 34, 58, 110, 117, 108, 108,
  44, 34, 108, 105, 102, 116, 34, 58, 44, 34, 116, 105, 101, 114, 34, 58,
  110, 117, 108, 108, 44, 34, 103, 97, 109, 101, 115, 34, 58, 44, 34, 116,
  105, 101, 114, 34, 58, 34, 83, 34, 44, 34, 103, 97, 109, 101, 115, 34,
  58, 44, 34, 97, 100, 106, 117, 115, 116, 101, 100, 87, 105, 110, 82, 97,
  116, 101, 34, 58, 110, 117, 108, 108, 44, 34, 109, 111, 100, 101, 34, 58,
  110, 117, 108, 108, 44, 34, 116, 105, 101, 100, 34, 58, 102, 97, 108, 115,
  101, 125, 44, 44, 34, 97, 99, 116, 105, 118, 101, 84, 111, 100, 97, 121,
  34, 58, 34, 44, 34, 115, 110, 97, 112, 115, 104, 111, 116, 34, 58, 34,
  44, 34, 119, 105, 110, 100, 111, 119, 68, 97, 121, 115, 34, 58, 114, 97,
  110, 107, 101, 100, 45, 109, 121, 116, 104, 105, 99, 34, 44, 34, 116, 105,
  101, 100, 34, 58, 116, 114, 117, 101, 125, 44, 93, 44, 34, 117, 112, 99,
  111, 109, 105, 110, 103, 34, 58, 91, 93, 44, 34, 98, 114, 97, 119, 108,
  101, 114, 115, 34, 58, 91, 44, 34, 117, 112, 100, 97, 116, 101, 100, 65,
  116, 34, 58, 123, 34, 98, 114, 97, 119, 108, 101, 114, 115, 34, 58, 91,
  44, 34, 105, 110, 116, 101, 114, 118, 97, 108, 34, 58, 91, 44, 34, 98,
  101, 115, 116, 77, 97, 112, 115, 34, 58, 91, 44, 34, 115, 116, 97, 114,
  116, 84, 105, 109, 101, 34, 58, 44, 34, 112, 114, 101, 100, 105, 99, 116,
  101, 100, 34, 58, 34, 44, 34, 98, 117, 105, 108, 116, 65, 116, 34, 58,
  44, 34, 100, 105, 115, 97, 98, 108, 101, 100, 34, 58, 44, 34, 98, 114,
  97, 99, 107, 101, 116, 34, 58, 34, 108, 97, 100, 100, 101, 114, 45, 49,
  48, 48, 48, 34, 44, 34, 114, 101, 108, 101, 97, 115, 101, 100, 34, 58,
  44, 34, 109, 111, 100, 105, 102, 105, 101, 114, 34, 58, 115, 117, 98, 115,
  116, 114, 105, 110, 103, 34, 125, 44, 93, 44, 34, 116, 101, 97, 109, 115,
  34, 58, 91, 44, 34, 119, 105, 110, 82, 97, 116, 101, 34, 58, 44, 34,
  117, 115, 101, 82, 97, 116, 101, 34, 58, 44, 34, 104, 97, 115, 68, 97,
  116, 97, 34, 58, 44, 34, 97, 99, 116, 105, 118, 101, 34, 58, 91, 44,
  34, 101, 110, 100, 84, 105, 109, 101, 34, 58, 93, 44, 34, 115, 108, 117,
  103, 34, 58, 34, 44, 34, 109, 111, 100, 101, 73, 100, 34, 58, 44, 34,
  115, 111, 117, 114, 99, 101, 34, 58, 34, 98, 114, 97, 119, 108, 97, 112,
  105, 34, 44, 34, 110, 111, 116, 105, 99, 101, 34, 58, 93, 44, 34, 103,
  97, 109, 101, 115, 34, 58, 44, 34, 114, 97, 114, 105, 116, 121, 34, 58,
  44, 34, 109, 111, 100, 101, 115, 34, 58, 91, 125, 44, 34, 109, 111, 100,
  101, 34, 58, 34, 44, 34, 109, 97, 116, 99, 104, 34, 58, 34, 97, 99,
  114, 111, 110, 121, 109, 34, 125, 44, 44, 34, 110, 97, 109, 101, 34, 58,
  34, 93, 44, 34, 105, 100, 115, 34, 58, 91, 93, 44, 34, 108, 105, 102,
  116, 34, 58, 44, 34, 99, 108, 97, 115, 115, 34, 58, 44, 34, 99, 111,
  108, 111, 114, 34, 58, 44, 34, 109, 97, 112, 115, 34, 58, 91, 112, 114,
  101, 102, 105, 120, 34, 125, 44, 34, 100, 97, 116, 97, 34, 58, 34, 44,
  34, 109, 97, 112, 34, 58, 34, 44, 34, 119, 105, 110, 115, 34, 58, 44,
  34, 114, 97, 110, 107, 34, 58, 44, 34, 115, 108, 111, 116, 34, 58, 44,
  34, 116, 111, 112, 34, 58, 91, 101, 120, 97, 99, 116, 34, 125, 44, 108,
  97, 100, 100, 101, 114, 34, 114, 97, 110, 107, 101, 100, 34, 44, 34, 107,
  101, 121, 34, 58, 123, 34, 109, 97, 112, 34, 58, 119, 111, 114, 100, 34,
  125, 44, 116, 121, 112, 111, 34, 125, 44, 123, 34, 105, 100, 34, 58, 114,
  101, 112, 108, 97, 121, 108, 105, 118, 101, 100, 101, 109, 111, 97, 108, 108,
  34, 93, 125, 44,
]);
