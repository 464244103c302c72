/**
 * The constant parts of answers. A span is offset << 8 | length in the bytes below. To change one, change its text
 * and run test/kernel/render/spans.test.ts, which prints what this file must then hold.
 */
/** {"id": */
export const ID = 0x00006;
/** , */
export const COMMA_SPAN = 0x00601;
/** null */
export const NULL = 0x00704;
/** true */
export const TRUE = 0x00b04;
/** false */
export const FALSE = 0x00f05;
/** { */
export const OPEN = 0x01401;
/** ]} */
export const END_LIST = 0x01502;
/** }, */
export const END_ROW = 0x01702;
/** "data":" */
export const DATA = 0x01908;
/** live */
export const LIVE = 0x02104;
/** demo */
export const DEMO = 0x02504;
/** replay */
export const REPLAY = 0x02906;
/** ","snapshot":" */
export const SNAPSHOT = 0x02f0e;
/** ","builtAt": */
export const BUILT_AT = 0x03d0c;
/** ,"ids":[ */
export const IDS = 0x04908;
/** ],"slug":" */
export const SLUG_AFTER_IDS = 0x0510a;
/** ,"slug":" */
export const SLUG = 0x05b09;
/** ,"map":" */
export const MAP = 0x06408;
/** ,"name":" */
export const NAME = 0x06c09;
/** ,"mode":" */
export const MODE = 0x07509;
/** ,"modeId": */
export const MODE_ID = 0x07e0a;
/** ,"disabled": */
export const DISABLED = 0x0880c;
/** ,"source": */
export const SOURCE = 0x0940a;
/** "brawlapi" */
export const BRAWLAPI = 0x09e0a;
/** "battles" */
export const BATTLES_SOURCE = 0x0a809;
/** ,"updatedAt": */
export const UPDATED_AT = 0x0b10d;
/** ,"windowDays": */
export const WINDOW_DAYS = 0x0be0e;
/** ,"bracket":" */
export const BRACKET = 0x0cc0c;
/** all" */
export const BRACKET_0 = 0x0d804;
/** ladder" */
export const BRACKET_1 = 0x0dc07;
/** ladder-1000" */
export const BRACKET_2 = 0x0e30c;
/** ranked" */
export const BRACKET_3 = 0x0ef07;
/** ranked-mythic" */
export const BRACKET_4 = 0x0f60e;
/** ,"battles": */
export const BATTLES = 0x1040b;
/** ,"picks": */
export const PICKS = 0x10f09;
/** ,"baseline": */
export const BASELINE = 0x1180c;
/** ,"notice": */
export const NOTICE = 0x1240a;
/** ,"brawlers":[ */
export const BRAWLERS = 0x12e0d;
/** ],"teams":[ */
export const TEAMS = 0x13b0b;
/** {"brawlers":[ */
export const TEAM = 0x1460d;
/** ],"ids":[ */
export const TEAM_IDS = 0x15309;
/** ],"games": */
export const TEAM_GAMES = 0x15c0a;
/** ,"tier":"S","games": */
export const TIER = 0x16614;
/** ,"tier":null,"games": */
export const TIER_NULL = 0x17a15;
/** ,"wins": */
export const WINS = 0x18f08;
/** ,"winRate": */
export const WIN_RATE = 0x1970b;
/** ,"adjustedWinRate": */
export const ADJUSTED = 0x1a213;
/** ,"interval":[ */
export const INTERVAL = 0x1b50d;
/** ],"lift": */
export const LIFT_AFTER_INTERVAL = 0x1c209;
/** ,"interval":null,"lift": */
export const INTERVAL_NULL = 0x1cb18;
/** ,"lift": */
export const LIFT = 0x1e308;
/** ,"useRate": */
export const USE_RATE = 0x1eb0b;
/** ,"rank": */
export const RANK = 0x1f608;
/** ,"tied":true}, */
export const TIED = 0x1fe0e;
/** ,"tied":false}, */
export const NOT_TIED = 0x20c0f;
/** ]}, */
export const END_TEAM = 0x21b03;
/** ,"class": */
export const CLASS = 0x21e09;
/** ,"rarity": */
export const RARITY = 0x2270a;
/** ,"color": */
export const COLOR = 0x23109;
/** ,"released": */
export const RELEASED = 0x23a0c;
/** ,"bestMaps":[ */
export const BEST_MAPS = 0x2460d;
/** ,"maps":[ */
export const MAPS = 0x25309;
/** ,"hasData": */
export const HAS_DATA = 0x25c0b;
/** ,"modes":[ */
export const MODES = 0x2670a;
/** ,"key": */
export const KEY = 0x27107;
/** ,"maps": */
export const MAP_COUNT = 0x27808;
/** ,"active":[ */
export const ACTIVE = 0x2800b;
/** ],"upcoming":[ */
export const UPCOMING = 0x28b0e;
/** {"map": */
export const EVENT_MAP = 0x29907;
/** },"mode":" */
export const EVENT_MODE = 0x2a00a;
/** null,"mode":null */
export const EVENT_UNKNOWN = 0x2aa10;
/** ,"slot": */
export const SLOT = 0x2ba08;
/** ,"startTime": */
export const START = 0x2c20d;
/** ,"endTime": */
export const END = 0x2cf0b;
/** ,"predicted": */
export const PREDICTED = 0x2da0d;
/** ,"modifier": */
export const MODIFIER = 0x2e70c;
/** ,"top":[ */
export const TOP = 0x2f308;
/** ,"tier": */
export const PICK_TIER = 0x2fb08;
/** ,"tier":"S" */
export const PICK_TIER_S = 0x3030b;
/** - */
export const DASH = 0x30e01;
/** ,"battles":null,"picks":null,"baseline":null */
export const NO_BOARD = 0x30f2c;
/** ,"activeToday": */
export const ACTIVE_TODAY = 0x33b0f;
/** ,"match":" */
export const MATCH = 0x34a0a;
/** ],"brawlers":[ */
export const BRAWLERS_AFTER = 0x3540e;
/** exact"}, */
export const MATCH_0 = 0x36208;
/** prefix"}, */
export const MATCH_1 = 0x36a09;
/** word"}, */
export const MATCH_2 = 0x37307;
/** acronym"}, */
export const MATCH_3 = 0x37a0a;
/** substring"}, */
export const MATCH_4 = 0x3840c;
/** typo"}, */
export const MATCH_5 = 0x39007;
/** {"code":"no-statistics","text":"No source has statistics for this map and bracket."} */
export const NO_STATISTICS = 0x39754;
/** {"code":"site-wide","text":"The source served its site-wide table in place of this map's statistics: there is no data for this map."} */
export const SITE_WIDE = 0x3eb85;
/** {"code":"no-counts","text":"The source gives no counts, so no row is known to reach the minimum of games."} */
export const NO_COUNTS = 0x4706b;

// biome-ignore format: sixteen bytes a line
export const SPANS: usize = memory.data<u8>([
  123, 34, 105, 100, 34, 58, 44, 110, 117, 108, 108, 116, 114, 117, 101, 102,
  97, 108, 115, 101, 123, 93, 125, 125, 44, 34, 100, 97, 116, 97, 34, 58,
  34, 108, 105, 118, 101, 100, 101, 109, 111, 114, 101, 112, 108, 97, 121, 34,
  44, 34, 115, 110, 97, 112, 115, 104, 111, 116, 34, 58, 34, 34, 44, 34,
  98, 117, 105, 108, 116, 65, 116, 34, 58, 44, 34, 105, 100, 115, 34, 58,
  91, 93, 44, 34, 115, 108, 117, 103, 34, 58, 34, 44, 34, 115, 108, 117,
  103, 34, 58, 34, 44, 34, 109, 97, 112, 34, 58, 34, 44, 34, 110, 97,
  109, 101, 34, 58, 34, 44, 34, 109, 111, 100, 101, 34, 58, 34, 44, 34,
  109, 111, 100, 101, 73, 100, 34, 58, 44, 34, 100, 105, 115, 97, 98, 108,
  101, 100, 34, 58, 44, 34, 115, 111, 117, 114, 99, 101, 34, 58, 34, 98,
  114, 97, 119, 108, 97, 112, 105, 34, 34, 98, 97, 116, 116, 108, 101, 115,
  34, 44, 34, 117, 112, 100, 97, 116, 101, 100, 65, 116, 34, 58, 44, 34,
  119, 105, 110, 100, 111, 119, 68, 97, 121, 115, 34, 58, 44, 34, 98, 114,
  97, 99, 107, 101, 116, 34, 58, 34, 97, 108, 108, 34, 108, 97, 100, 100,
  101, 114, 34, 108, 97, 100, 100, 101, 114, 45, 49, 48, 48, 48, 34, 114,
  97, 110, 107, 101, 100, 34, 114, 97, 110, 107, 101, 100, 45, 109, 121, 116,
  104, 105, 99, 34, 44, 34, 98, 97, 116, 116, 108, 101, 115, 34, 58, 44,
  34, 112, 105, 99, 107, 115, 34, 58, 44, 34, 98, 97, 115, 101, 108, 105,
  110, 101, 34, 58, 44, 34, 110, 111, 116, 105, 99, 101, 34, 58, 44, 34,
  98, 114, 97, 119, 108, 101, 114, 115, 34, 58, 91, 93, 44, 34, 116, 101,
  97, 109, 115, 34, 58, 91, 123, 34, 98, 114, 97, 119, 108, 101, 114, 115,
  34, 58, 91, 93, 44, 34, 105, 100, 115, 34, 58, 91, 93, 44, 34, 103,
  97, 109, 101, 115, 34, 58, 44, 34, 116, 105, 101, 114, 34, 58, 34, 83,
  34, 44, 34, 103, 97, 109, 101, 115, 34, 58, 44, 34, 116, 105, 101, 114,
  34, 58, 110, 117, 108, 108, 44, 34, 103, 97, 109, 101, 115, 34, 58, 44,
  34, 119, 105, 110, 115, 34, 58, 44, 34, 119, 105, 110, 82, 97, 116, 101,
  34, 58, 44, 34, 97, 100, 106, 117, 115, 116, 101, 100, 87, 105, 110, 82,
  97, 116, 101, 34, 58, 44, 34, 105, 110, 116, 101, 114, 118, 97, 108, 34,
  58, 91, 93, 44, 34, 108, 105, 102, 116, 34, 58, 44, 34, 105, 110, 116,
  101, 114, 118, 97, 108, 34, 58, 110, 117, 108, 108, 44, 34, 108, 105, 102,
  116, 34, 58, 44, 34, 108, 105, 102, 116, 34, 58, 44, 34, 117, 115, 101,
  82, 97, 116, 101, 34, 58, 44, 34, 114, 97, 110, 107, 34, 58, 44, 34,
  116, 105, 101, 100, 34, 58, 116, 114, 117, 101, 125, 44, 44, 34, 116, 105,
  101, 100, 34, 58, 102, 97, 108, 115, 101, 125, 44, 93, 125, 44, 44, 34,
  99, 108, 97, 115, 115, 34, 58, 44, 34, 114, 97, 114, 105, 116, 121, 34,
  58, 44, 34, 99, 111, 108, 111, 114, 34, 58, 44, 34, 114, 101, 108, 101,
  97, 115, 101, 100, 34, 58, 44, 34, 98, 101, 115, 116, 77, 97, 112, 115,
  34, 58, 91, 44, 34, 109, 97, 112, 115, 34, 58, 91, 44, 34, 104, 97,
  115, 68, 97, 116, 97, 34, 58, 44, 34, 109, 111, 100, 101, 115, 34, 58,
  91, 44, 34, 107, 101, 121, 34, 58, 44, 34, 109, 97, 112, 115, 34, 58,
  44, 34, 97, 99, 116, 105, 118, 101, 34, 58, 91, 93, 44, 34, 117, 112,
  99, 111, 109, 105, 110, 103, 34, 58, 91, 123, 34, 109, 97, 112, 34, 58,
  125, 44, 34, 109, 111, 100, 101, 34, 58, 34, 110, 117, 108, 108, 44, 34,
  109, 111, 100, 101, 34, 58, 110, 117, 108, 108, 44, 34, 115, 108, 111, 116,
  34, 58, 44, 34, 115, 116, 97, 114, 116, 84, 105, 109, 101, 34, 58, 44,
  34, 101, 110, 100, 84, 105, 109, 101, 34, 58, 44, 34, 112, 114, 101, 100,
  105, 99, 116, 101, 100, 34, 58, 44, 34, 109, 111, 100, 105, 102, 105, 101,
  114, 34, 58, 44, 34, 116, 111, 112, 34, 58, 91, 44, 34, 116, 105, 101,
  114, 34, 58, 44, 34, 116, 105, 101, 114, 34, 58, 34, 83, 34, 45, 44,
  34, 98, 97, 116, 116, 108, 101, 115, 34, 58, 110, 117, 108, 108, 44, 34,
  112, 105, 99, 107, 115, 34, 58, 110, 117, 108, 108, 44, 34, 98, 97, 115,
  101, 108, 105, 110, 101, 34, 58, 110, 117, 108, 108, 44, 34, 97, 99, 116,
  105, 118, 101, 84, 111, 100, 97, 121, 34, 58, 44, 34, 109, 97, 116, 99,
  104, 34, 58, 34, 93, 44, 34, 98, 114, 97, 119, 108, 101, 114, 115, 34,
  58, 91, 101, 120, 97, 99, 116, 34, 125, 44, 112, 114, 101, 102, 105, 120,
  34, 125, 44, 119, 111, 114, 100, 34, 125, 44, 97, 99, 114, 111, 110, 121,
  109, 34, 125, 44, 115, 117, 98, 115, 116, 114, 105, 110, 103, 34, 125, 44,
  116, 121, 112, 111, 34, 125, 44, 123, 34, 99, 111, 100, 101, 34, 58, 34,
  110, 111, 45, 115, 116, 97, 116, 105, 115, 116, 105, 99, 115, 34, 44, 34,
  116, 101, 120, 116, 34, 58, 34, 78, 111, 32, 115, 111, 117, 114, 99, 101,
  32, 104, 97, 115, 32, 115, 116, 97, 116, 105, 115, 116, 105, 99, 115, 32,
  102, 111, 114, 32, 116, 104, 105, 115, 32, 109, 97, 112, 32, 97, 110, 100,
  32, 98, 114, 97, 99, 107, 101, 116, 46, 34, 125, 123, 34, 99, 111, 100,
  101, 34, 58, 34, 115, 105, 116, 101, 45, 119, 105, 100, 101, 34, 44, 34,
  116, 101, 120, 116, 34, 58, 34, 84, 104, 101, 32, 115, 111, 117, 114, 99,
  101, 32, 115, 101, 114, 118, 101, 100, 32, 105, 116, 115, 32, 115, 105, 116,
  101, 45, 119, 105, 100, 101, 32, 116, 97, 98, 108, 101, 32, 105, 110, 32,
  112, 108, 97, 99, 101, 32, 111, 102, 32, 116, 104, 105, 115, 32, 109, 97,
  112, 39, 115, 32, 115, 116, 97, 116, 105, 115, 116, 105, 99, 115, 58, 32,
  116, 104, 101, 114, 101, 32, 105, 115, 32, 110, 111, 32, 100, 97, 116, 97,
  32, 102, 111, 114, 32, 116, 104, 105, 115, 32, 109, 97, 112, 46, 34, 125,
  123, 34, 99, 111, 100, 101, 34, 58, 34, 110, 111, 45, 99, 111, 117, 110,
  116, 115, 34, 44, 34, 116, 101, 120, 116, 34, 58, 34, 84, 104, 101, 32,
  115, 111, 117, 114, 99, 101, 32, 103, 105, 118, 101, 115, 32, 110, 111, 32,
  99, 111, 117, 110, 116, 115, 44, 32, 115, 111, 32, 110, 111, 32, 114, 111,
  119, 32, 105, 115, 32, 107, 110, 111, 119, 110, 32, 116, 111, 32, 114, 101,
  97, 99, 104, 32, 116, 104, 101, 32, 109, 105, 110, 105, 109, 117, 109, 32,
  111, 102, 32, 103, 97, 109, 101, 115, 46, 34, 125,
]);
