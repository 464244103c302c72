/**
 * The constant parts of answers. A span is offset << 8 | length in the bytes below, where a text that is part of a
 * longer one has no bytes of its own. To change one, change its text and run test/kernel/render/spans.test.ts, which
 * prints what this file must then hold.
 */
/** {"id": */
export const ID = 0x72d06;
/** , */
export const COMMA_SPAN = 0x01301;
/** null */
export const NULL = 0x27104;
/** true */
export const TRUE = 0x41a04;
/** false */
export const FALSE = 0x3d205;
/** { */
export const OPEN = 0x00001;
/** ]} */
export const END_LIST = 0x74502;
/** }, */
export const END_ROW = 0x26502;
/** "data":" */
export const DATA = 0x6b308;
/** live */
export const LIVE = 0x73904;
/** demo */
export const DEMO = 0x73d04;
/** replay */
export const REPLAY = 0x73306;
/** ","snapshot":" */
export const SNAPSHOT = 0x3e80e;
/** ","builtAt": */
export const BUILT_AT = 0x4f50c;
/** ,"ids":[ */
export const IDS = 0x67508;
/** ],"slug":" */
export const SLUG_AFTER_IDS = 0x5f30a;
/** ,"slug":" */
export const SLUG = 0x5f409;
/** ,"map":" */
export const MAP = 0x6bb08;
/** ,"name":" */
export const NAME = 0x66b09;
/** ,"mode":" */
export const MODE = 0x63a09;
/** ,"modeId": */
export const MODE_ID = 0x2bf0a;
/** ,"disabled": */
export const DISABLED = 0x5010c;
/** ,"source": */
export const SOURCE = 0x5fd0a;
/** "brawlapi" */
export const BRAWLAPI = 0x6070a;
/** "battles" */
export const BATTLES_SOURCE = 0x26709;
/** ,"updatedAt": */
export const UPDATED_AT = 0x4660d;
/** ,"windowDays": */
export const WINDOW_DAYS = 0x3f60e;
/** ,"bracket":" */
export const BRACKET = 0x50d0c;
/** all" */
export const BRACKET_0 = 0x74104;
/** ladder" */
export const BRACKET_1 = 0x70307;
/** ladder-1000" */
export const BRACKET_2 = 0x5190c;
/** ranked" */
export const BRACKET_3 = 0x70a07;
/** ranked-mythic" */
export const BRACKET_4 = 0x4040e;
/** ,"battles": */
export const BATTLES = 0x2660b;
/** ,"picks": */
export const PICKS = 0x27509;
/** ,"baseline": */
export const BASELINE = 0x2820c;
/** ,"notice": */
export const NOTICE = 0x6110a;
/** ,"brawlers":[ */
export const BRAWLERS = 0x42f0d;
/** ],"teams":[ */
export const TEAMS = 0x5850b;
/** {"brawlers":[ */
export const TEAM = 0x4730d;
/** ],"ids":[ */
export const TEAM_IDS = 0x67409;
/** ],"games": */
export const TEAM_GAMES = 0x61b0a;
/** ,"tier":"S","games": */
export const TIER = 0x32914;
/** ,"tier":null,"games": */
export const TIER_NULL = 0x2ff15;
/** ,"wins": */
export const WINS = 0x6c308;
/** ,"winRate": */
export const WIN_RATE = 0x5900b;
/** ,"adjustedWinRate": */
export const ADJUSTED = 0x35113;
/** ,"interval":[ */
export const INTERVAL = 0x4800d;
/** ],"lift": */
export const LIFT_AFTER_INTERVAL = 0x67d09;
/** ,"interval":null,"lift": */
export const INTERVAL_NULL = 0x2e718;
/** ,"lift": */
export const LIFT = 0x2f708;
/** ,"useRate": */
export const USE_RATE = 0x59b0b;
/** ,"rank": */
export const RANK = 0x6cb08;
/** ,"tied":true}, */
export const TIED = 0x4120e;
/** ,"tied":false}, */
export const NOT_TIED = 0x3ca0f;
/** ]}, */
export const END_TEAM = 0x74503;
/** ,"class": */
export const CLASS = 0x68609;
/** ,"rarity": */
export const RARITY = 0x6250a;
/** ,"color": */
export const COLOR = 0x68f09;
/** ,"released": */
export const RELEASED = 0x5250c;
/** ,"bestMaps":[ */
export const BEST_MAPS = 0x48d0d;
/** ,"maps":[ */
export const MAPS = 0x69809;
/** ,"hasData": */
export const HAS_DATA = 0x5a60b;
/** ,"modes":[ */
export const MODES = 0x62f0a;
/** ,"key": */
export const KEY = 0x71107;
/** ,"maps": */
export const MAP_COUNT = 0x69808;
/** ,"active":[ */
export const ACTIVE = 0x5b10b;
/** ],"upcoming":[ */
export const UPCOMING = 0x4200e;
/** {"map": */
export const EVENT_MAP = 0x71807;
/** },"mode":" */
export const EVENT_MODE = 0x6390a;
/** null,"mode":null */
export const EVENT_UNKNOWN = 0x2c910;
/** ,"slot": */
export const SLOT = 0x6d308;
/** ,"startTime": */
export const START = 0x49a0d;
/** ,"endTime": */
export const END = 0x5bc0b;
/** ,"predicted": */
export const PREDICTED = 0x4a70d;
/** ,"modifier": */
export const MODIFIER = 0x5310c;
/** ,"top":[ */
export const TOP = 0x6db08;
/** ,"tier":"S" */
export const PICK_TIER = 0x3290b;
/** ,"tier":null */
export const PICK_TIER_NULL = 0x2ff0c;
/** - */
export const DASH = 0x00d01;
/** ,"battles":null,"picks":null,"baseline":null */
export const NO_BOARD = 0x2662c;
/** ,"activeToday": */
export const ACTIVE_TODAY = 0x3d90f;
/** ,"match":" */
export const MATCH = 0x6430a;
/** ],"brawlers":[ */
export const BRAWLERS_AFTER = 0x42e0e;
/** exact"}, */
export const MATCH_0 = 0x6e308;
/** prefix"}, */
export const MATCH_1 = 0x6a109;
/** word"}, */
export const MATCH_2 = 0x71f07;
/** acronym"}, */
export const MATCH_3 = 0x64d0a;
/** substring"}, */
export const MATCH_4 = 0x53d0c;
/** typo"}, */
export const MATCH_5 = 0x72607;
/** {"code":"no-statistics","text":"No source has statistics for this map and bracket."} */
export const NO_STATISTICS = 0x1be54;
/** {"code":"site-wide","text":"The source served its site-wide table in place of this map's statistics: there is no data for this map."} */
export const SITE_WIDE = 0x00085;
/** {"code":"no-counts","text":"The source gives no counts, so no row is known to reach the minimum of games."} */
export const NO_COUNTS = 0x0f56b;
/** ,"teamSize": */
export const TEAM_SIZE = 0x5490c;
/** ,"allies":[ */
export const ALLIES = 0x5c70b;
/** ],"enemies":[ */
export const ENEMIES = 0x4b40d;
/** ],"bans":[ */
export const BANS = 0x6570a;
/** ],"baseline": */
export const BASELINE_AFTER = 0x4c10d;
/** ,"winProbability": */
export const WIN_PROBABILITY = 0x36412;
/** ,"interval": */
export const INTERVAL_FIELD = 0x2e70c;
/** ] */
export const CLOSE_LIST = 0x38801;
/** ,"breakdown":[ */
export const BREAKDOWN = 0x43c0e;
/** ],"candidates":[ */
export const CANDIDATES = 0x3aa10;
/** ],"bestBans":[ */
export const BEST_BANS = 0x44a0e;
/** ],"safestPicks":[ */
export const SAFEST_PICKS = 0x38811;
/** ,"worstCase": */
export const WORST_CASE = 0x4ce0d;
/** {"kind":"map","id":null,"points": */
export const TERM_MAP = 0x29221;
/** {"kind":"ally","id": */
export const TERM_ALLY = 0x33d14;
/** {"kind":"enemy","id": */
export const TERM_ENEMY = 0x31415;
/** ,"points": */
export const POINTS = 0x2a90a;
/** ,"effect": */
export const EFFECT = 0x3ba0a;
/** ,"effect":null}, */
export const EFFECT_NULL = 0x3ba10;
/** ,"games": */
export const GAMES = 0x30b09;
/** ],"pairs":[ */
export const PAIRS = 0x5d20b;
/** ],"matchups":[ */
export const MATCHUPS = 0x4580e;
/** ,"expected": */
export const EXPECTED = 0x5550c;
/** {"code":"bracket","text":"There are no statistics for this map in this bracket: those of all battles are used."} */
export const BRACKET_NOTICE = 0x08570;
/** {"code":"mode","text":"There are no statistics for this map: the mode's other maps are used."} */
export const MODE_NOTICE = 0x1605e;
/** {"code":"no-statistics","text":"No source has statistics for this map or its mode."} */
export const NO_MODE_NOTICE = 0x21254;
/** ,"trend":null */
export const ROW_TREND_NULL = 0x4db0d;
/** ,"trend":"rising" */
export const ROW_TREND_RISING = 0x39911;
/** ,"trend":"falling" */
export const ROW_TREND_FALLING = 0x37612;
/** ],"trends":[ */
export const TRENDS_AFTER = 0x5610c;
/** ,"series":[ */
export const SERIES = 0x5dd0b;
/** ,"rising":[ */
export const RISING = 0x5e80b;
/** ],"falling":[ */
export const FALLING = 0x4e80d;
/** ],"shifts":[ */
export const SHIFTS = 0x56d0c;
/** {"mode":" */
export const TREND_MODE = 0x6aa09;
/** {"mode":null,"modeId":null */
export const TREND_ALL = 0x2b31a;
/** ,"mode":null,"modeId":null */
export const MOVER_ALL = 0x2cd1a;
/** ,"changes":[ */
export const CHANGES = 0x5790c;
/** ],"days":[ */
export const DAYS = 0x6610a;
/** {"date": */
export const DATE = 0x6eb08;
/** ,"date": */
export const MOVER_DATE = 0x6f308;
/** ,"size": */
export const SIZE = 0x6fb08;
/** ,"brawlers": */
export const SHIFT_BRAWLERS = 0x42f0c;
/** ,"games": */
export const DAY_GAMES = 0x30b09;

// biome-ignore format: twenty bytes a line
export const SPANS: usize = memory.data<u8>([
  123, 34, 99, 111, 100, 101, 34, 58, 34, 115, 105, 116, 101, 45, 119, 105, 100, 101, 34, 44,
  34, 116, 101, 120, 116, 34, 58, 34, 84, 104, 101, 32, 115, 111, 117, 114, 99, 101, 32, 115,
  101, 114, 118, 101, 100, 32, 105, 116, 115, 32, 115, 105, 116, 101, 45, 119, 105, 100, 101, 32,
  116, 97, 98, 108, 101, 32, 105, 110, 32, 112, 108, 97, 99, 101, 32, 111, 102, 32, 116, 104,
  105, 115, 32, 109, 97, 112, 39, 115, 32, 115, 116, 97, 116, 105, 115, 116, 105, 99, 115, 58,
  32, 116, 104, 101, 114, 101, 32, 105, 115, 32, 110, 111, 32, 100, 97, 116, 97, 32, 102, 111,
  114, 32, 116, 104, 105, 115, 32, 109, 97, 112, 46, 34, 125, 123, 34, 99, 111, 100, 101, 34,
  58, 34, 98, 114, 97, 99, 107, 101, 116, 34, 44, 34, 116, 101, 120, 116, 34, 58, 34, 84,
  104, 101, 114, 101, 32, 97, 114, 101, 32, 110, 111, 32, 115, 116, 97, 116, 105, 115, 116, 105,
  99, 115, 32, 102, 111, 114, 32, 116, 104, 105, 115, 32, 109, 97, 112, 32, 105, 110, 32, 116,
  104, 105, 115, 32, 98, 114, 97, 99, 107, 101, 116, 58, 32, 116, 104, 111, 115, 101, 32, 111,
  102, 32, 97, 108, 108, 32, 98, 97, 116, 116, 108, 101, 115, 32, 97, 114, 101, 32, 117, 115,
  101, 100, 46, 34, 125, 123, 34, 99, 111, 100, 101, 34, 58, 34, 110, 111, 45, 99, 111, 117,
  110, 116, 115, 34, 44, 34, 116, 101, 120, 116, 34, 58, 34, 84, 104, 101, 32, 115, 111, 117,
  114, 99, 101, 32, 103, 105, 118, 101, 115, 32, 110, 111, 32, 99, 111, 117, 110, 116, 115, 44,
  32, 115, 111, 32, 110, 111, 32, 114, 111, 119, 32, 105, 115, 32, 107, 110, 111, 119, 110, 32,
  116, 111, 32, 114, 101, 97, 99, 104, 32, 116, 104, 101, 32, 109, 105, 110, 105, 109, 117, 109,
  32, 111, 102, 32, 103, 97, 109, 101, 115, 46, 34, 125, 123, 34, 99, 111, 100, 101, 34, 58,
  34, 109, 111, 100, 101, 34, 44, 34, 116, 101, 120, 116, 34, 58, 34, 84, 104, 101, 114, 101,
  32, 97, 114, 101, 32, 110, 111, 32, 115, 116, 97, 116, 105, 115, 116, 105, 99, 115, 32, 102,
  111, 114, 32, 116, 104, 105, 115, 32, 109, 97, 112, 58, 32, 116, 104, 101, 32, 109, 111, 100,
  101, 39, 115, 32, 111, 116, 104, 101, 114, 32, 109, 97, 112, 115, 32, 97, 114, 101, 32, 117,
  115, 101, 100, 46, 34, 125, 123, 34, 99, 111, 100, 101, 34, 58, 34, 110, 111, 45, 115, 116,
  97, 116, 105, 115, 116, 105, 99, 115, 34, 44, 34, 116, 101, 120, 116, 34, 58, 34, 78, 111,
  32, 115, 111, 117, 114, 99, 101, 32, 104, 97, 115, 32, 115, 116, 97, 116, 105, 115, 116, 105,
  99, 115, 32, 102, 111, 114, 32, 116, 104, 105, 115, 32, 109, 97, 112, 32, 97, 110, 100, 32,
  98, 114, 97, 99, 107, 101, 116, 46, 34, 125, 123, 34, 99, 111, 100, 101, 34, 58, 34, 110,
  111, 45, 115, 116, 97, 116, 105, 115, 116, 105, 99, 115, 34, 44, 34, 116, 101, 120, 116, 34,
  58, 34, 78, 111, 32, 115, 111, 117, 114, 99, 101, 32, 104, 97, 115, 32, 115, 116, 97, 116,
  105, 115, 116, 105, 99, 115, 32, 102, 111, 114, 32, 116, 104, 105, 115, 32, 109, 97, 112, 32,
  111, 114, 32, 105, 116, 115, 32, 109, 111, 100, 101, 46, 34, 125, 44, 34, 98, 97, 116, 116,
  108, 101, 115, 34, 58, 110, 117, 108, 108, 44, 34, 112, 105, 99, 107, 115, 34, 58, 110, 117,
  108, 108, 44, 34, 98, 97, 115, 101, 108, 105, 110, 101, 34, 58, 110, 117, 108, 108, 123, 34,
  107, 105, 110, 100, 34, 58, 34, 109, 97, 112, 34, 44, 34, 105, 100, 34, 58, 110, 117, 108,
  108, 44, 34, 112, 111, 105, 110, 116, 115, 34, 58, 123, 34, 109, 111, 100, 101, 34, 58, 110,
  117, 108, 108, 44, 34, 109, 111, 100, 101, 73, 100, 34, 58, 110, 117, 108, 108, 44, 34, 109,
  111, 100, 101, 34, 58, 110, 117, 108, 108, 44, 34, 109, 111, 100, 101, 73, 100, 34, 58, 110,
  117, 108, 108, 44, 34, 105, 110, 116, 101, 114, 118, 97, 108, 34, 58, 110, 117, 108, 108, 44,
  34, 108, 105, 102, 116, 34, 58, 44, 34, 116, 105, 101, 114, 34, 58, 110, 117, 108, 108, 44,
  34, 103, 97, 109, 101, 115, 34, 58, 123, 34, 107, 105, 110, 100, 34, 58, 34, 101, 110, 101,
  109, 121, 34, 44, 34, 105, 100, 34, 58, 44, 34, 116, 105, 101, 114, 34, 58, 34, 83, 34,
  44, 34, 103, 97, 109, 101, 115, 34, 58, 123, 34, 107, 105, 110, 100, 34, 58, 34, 97, 108,
  108, 121, 34, 44, 34, 105, 100, 34, 58, 44, 34, 97, 100, 106, 117, 115, 116, 101, 100, 87,
  105, 110, 82, 97, 116, 101, 34, 58, 44, 34, 119, 105, 110, 80, 114, 111, 98, 97, 98, 105,
  108, 105, 116, 121, 34, 58, 44, 34, 116, 114, 101, 110, 100, 34, 58, 34, 102, 97, 108, 108,
  105, 110, 103, 34, 93, 44, 34, 115, 97, 102, 101, 115, 116, 80, 105, 99, 107, 115, 34, 58,
  91, 44, 34, 116, 114, 101, 110, 100, 34, 58, 34, 114, 105, 115, 105, 110, 103, 34, 93, 44,
  34, 99, 97, 110, 100, 105, 100, 97, 116, 101, 115, 34, 58, 91, 44, 34, 101, 102, 102, 101,
  99, 116, 34, 58, 110, 117, 108, 108, 125, 44, 44, 34, 116, 105, 101, 100, 34, 58, 102, 97,
  108, 115, 101, 125, 44, 44, 34, 97, 99, 116, 105, 118, 101, 84, 111, 100, 97, 121, 34, 58,
  34, 44, 34, 115, 110, 97, 112, 115, 104, 111, 116, 34, 58, 34, 44, 34, 119, 105, 110, 100,
  111, 119, 68, 97, 121, 115, 34, 58, 114, 97, 110, 107, 101, 100, 45, 109, 121, 116, 104, 105,
  99, 34, 44, 34, 116, 105, 101, 100, 34, 58, 116, 114, 117, 101, 125, 44, 93, 44, 34, 117,
  112, 99, 111, 109, 105, 110, 103, 34, 58, 91, 93, 44, 34, 98, 114, 97, 119, 108, 101, 114,
  115, 34, 58, 91, 44, 34, 98, 114, 101, 97, 107, 100, 111, 119, 110, 34, 58, 91, 93, 44,
  34, 98, 101, 115, 116, 66, 97, 110, 115, 34, 58, 91, 93, 44, 34, 109, 97, 116, 99, 104,
  117, 112, 115, 34, 58, 91, 44, 34, 117, 112, 100, 97, 116, 101, 100, 65, 116, 34, 58, 123,
  34, 98, 114, 97, 119, 108, 101, 114, 115, 34, 58, 91, 44, 34, 105, 110, 116, 101, 114, 118,
  97, 108, 34, 58, 91, 44, 34, 98, 101, 115, 116, 77, 97, 112, 115, 34, 58, 91, 44, 34,
  115, 116, 97, 114, 116, 84, 105, 109, 101, 34, 58, 44, 34, 112, 114, 101, 100, 105, 99, 116,
  101, 100, 34, 58, 93, 44, 34, 101, 110, 101, 109, 105, 101, 115, 34, 58, 91, 93, 44, 34,
  98, 97, 115, 101, 108, 105, 110, 101, 34, 58, 44, 34, 119, 111, 114, 115, 116, 67, 97, 115,
  101, 34, 58, 44, 34, 116, 114, 101, 110, 100, 34, 58, 110, 117, 108, 108, 93, 44, 34, 102,
  97, 108, 108, 105, 110, 103, 34, 58, 91, 34, 44, 34, 98, 117, 105, 108, 116, 65, 116, 34,
  58, 44, 34, 100, 105, 115, 97, 98, 108, 101, 100, 34, 58, 44, 34, 98, 114, 97, 99, 107,
  101, 116, 34, 58, 34, 108, 97, 100, 100, 101, 114, 45, 49, 48, 48, 48, 34, 44, 34, 114,
  101, 108, 101, 97, 115, 101, 100, 34, 58, 44, 34, 109, 111, 100, 105, 102, 105, 101, 114, 34,
  58, 115, 117, 98, 115, 116, 114, 105, 110, 103, 34, 125, 44, 44, 34, 116, 101, 97, 109, 83,
  105, 122, 101, 34, 58, 44, 34, 101, 120, 112, 101, 99, 116, 101, 100, 34, 58, 93, 44, 34,
  116, 114, 101, 110, 100, 115, 34, 58, 91, 93, 44, 34, 115, 104, 105, 102, 116, 115, 34, 58,
  91, 44, 34, 99, 104, 97, 110, 103, 101, 115, 34, 58, 91, 93, 44, 34, 116, 101, 97, 109,
  115, 34, 58, 91, 44, 34, 119, 105, 110, 82, 97, 116, 101, 34, 58, 44, 34, 117, 115, 101,
  82, 97, 116, 101, 34, 58, 44, 34, 104, 97, 115, 68, 97, 116, 97, 34, 58, 44, 34, 97,
  99, 116, 105, 118, 101, 34, 58, 91, 44, 34, 101, 110, 100, 84, 105, 109, 101, 34, 58, 44,
  34, 97, 108, 108, 105, 101, 115, 34, 58, 91, 93, 44, 34, 112, 97, 105, 114, 115, 34, 58,
  91, 44, 34, 115, 101, 114, 105, 101, 115, 34, 58, 91, 44, 34, 114, 105, 115, 105, 110, 103,
  34, 58, 91, 93, 44, 34, 115, 108, 117, 103, 34, 58, 34, 44, 34, 115, 111, 117, 114, 99,
  101, 34, 58, 34, 98, 114, 97, 119, 108, 97, 112, 105, 34, 44, 34, 110, 111, 116, 105, 99,
  101, 34, 58, 93, 44, 34, 103, 97, 109, 101, 115, 34, 58, 44, 34, 114, 97, 114, 105, 116,
  121, 34, 58, 44, 34, 109, 111, 100, 101, 115, 34, 58, 91, 125, 44, 34, 109, 111, 100, 101,
  34, 58, 34, 44, 34, 109, 97, 116, 99, 104, 34, 58, 34, 97, 99, 114, 111, 110, 121, 109,
  34, 125, 44, 93, 44, 34, 98, 97, 110, 115, 34, 58, 91, 93, 44, 34, 100, 97, 121, 115,
  34, 58, 91, 44, 34, 110, 97, 109, 101, 34, 58, 34, 93, 44, 34, 105, 100, 115, 34, 58,
  91, 93, 44, 34, 108, 105, 102, 116, 34, 58, 44, 34, 99, 108, 97, 115, 115, 34, 58, 44,
  34, 99, 111, 108, 111, 114, 34, 58, 44, 34, 109, 97, 112, 115, 34, 58, 91, 112, 114, 101,
  102, 105, 120, 34, 125, 44, 123, 34, 109, 111, 100, 101, 34, 58, 34, 34, 100, 97, 116, 97,
  34, 58, 34, 44, 34, 109, 97, 112, 34, 58, 34, 44, 34, 119, 105, 110, 115, 34, 58, 44,
  34, 114, 97, 110, 107, 34, 58, 44, 34, 115, 108, 111, 116, 34, 58, 44, 34, 116, 111, 112,
  34, 58, 91, 101, 120, 97, 99, 116, 34, 125, 44, 123, 34, 100, 97, 116, 101, 34, 58, 44,
  34, 100, 97, 116, 101, 34, 58, 44, 34, 115, 105, 122, 101, 34, 58, 108, 97, 100, 100, 101,
  114, 34, 114, 97, 110, 107, 101, 100, 34, 44, 34, 107, 101, 121, 34, 58, 123, 34, 109, 97,
  112, 34, 58, 119, 111, 114, 100, 34, 125, 44, 116, 121, 112, 111, 34, 125, 44, 123, 34, 105,
  100, 34, 58, 114, 101, 112, 108, 97, 121, 108, 105, 118, 101, 100, 101, 109, 111, 97, 108, 108,
  34, 93, 125, 44,
]);
