/**
 * What a battle log becomes: one BATTLE row for each entry that counts (docs/methodology.md, "Counting") and one
 * OBSERVATION row for each brawler played in it. Same conventions as layout/bundle.ts.
 */
/** "BFL1", read as a little-endian u32. */
export const BATTLES_MAGIC = 0x314c4642;

export const BATTLES_HEADER_FIELDS = 8;
export const LH_MAGIC = 0;
export const LH_LENGTH = 1;
/** entries in the log, counted or not */
export const LH_ENTRIES = 2;
export const LH_BATTLES_OFF = 3;
export const LH_BATTLES_COUNT = 4;
export const LH_OBSERVATIONS_OFF = 5;
export const LH_OBSERVATIONS_COUNT = 6;

export const BATTLE_FIELDS = 10;
/** 64-bit key: hash of battleTime (epoch seconds) and the sorted player tags */
export const BATTLE_KEY_LO = 0;
export const BATTLE_KEY_HI = 1;
/** epoch seconds */
export const BATTLE_TIME = 2;
/** event.id, > 0 */
export const BATTLE_MAP_ID = 3;
/** 48000000 + event.modeId, or 0 where modeId is missing */
export const BATTLE_MODE_ID = 4;
/** one of TYPE_* */
export const BATTLE_TYPE = 5;
export const BATTLE_FIRST_OBSERVATION = 6;
export const BATTLE_OBSERVATION_COUNT = 7;
/** teams (or single players) that fought, 2 in 3v3 */
export const BATTLE_TEAM_COUNT = 8;
/** FORM_* */
export const BATTLE_FORM = 9;

/** battle.type "ranked": the trophy ladder */
export const TYPE_LADDER = 1;
/** battle.type "soloRanked" or "teamRanked": Ranked */
export const TYPE_RANKED = 2;

/** two teams, with a result */
export const FORM_TEAMS = 1;
/** two single players with several brawlers each */
export const FORM_DUELS = 2;
/** players or teams listed in the order of their places */
export const FORM_SHOWDOWN = 3;

export const OBSERVATION_FIELDS = 6;
export const OBSERVATION_BRAWLER = 0;
/** brawler.trophies: trophies on the ladder, the league step in Ranked; NONE where absent */
export const OBSERVATION_TROPHIES = 1;
/** index of the team in the order listed */
export const OBSERVATION_TEAM = 2;
/** half wins: 2 a win, 1 a draw, 0 a loss */
export const OBSERVATION_HALF_WINS = 3;
/** the player's tag as a u64: base 14 over "0289PYLQGRJCUV" with a leading 1, or, for any other tag, a hash with the top bit set */
export const OBSERVATION_TAG_LO = 4;
export const OBSERVATION_TAG_HI = 5;

/*
 * What a ranking of players becomes: header and one PLAYER row for each player whose tag can be asked for, that is,
 * is of the alphabet above.
 */
/** "BFP1", read as a little-endian u32. */
export const PLAYERS_MAGIC = 0x31504642;

export const PLAYERS_HEADER_FIELDS = 4;
export const PH_MAGIC = 0;
export const PH_LENGTH = 1;
/** PLAYER rows, right behind the header */
export const PH_COUNT = 2;
/** items in the ranking, taken or not */
export const PH_ITEMS = 3;

export const PLAYER_FIELDS = 4;
export const PLAYER_TAG_LO = 0;
export const PLAYER_TAG_HI = 1;
/** NONE where absent; the upstream's numbers have been wrong for months on end */
export const PLAYER_TROPHIES = 2;
/** 1 is the best; NONE where absent */
export const PLAYER_RANK = 3;
