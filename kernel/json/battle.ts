/** Battle logs of the official API: who fought, what was played, who won. docs/methodology.md, "Counting". */
import * as layout from '../layout/battles';
import { NONE } from '../layout/bundle';
import { E_OUTPUT_FULL } from '../layout/errors';
import { fail } from '../status';
import { integerOrNone, timeOrNone } from './fields';
import { nextQuotes, setNextQuotes } from './quotes';
import { readArray, readObject, skipValue } from './reader';
import * as shape from './shapes';
import { isArray, isMissing, isObject, isSpan, readText, spanFrom, spanTo, valueAt } from './slots';
import { encodeTag, GOLDEN, mix, plainTag } from './tag';
import { id, matchPlayer, number, tagFrom, tagTo } from './template';

const FIRST_MODE_ID: u32 = 48000000;
/** More than any mode has: an entry with more players is no battle. */
const MAX_PLAYERS = 32;
/** Places that win in Showdown, half of the field, by what is listed. */
const WINNING_TEAMS = 2;
const WINNING_PLAYERS = 4;

const HEADER_BYTES: usize = layout.BATTLES_HEADER_FIELDS * 4;
const BATTLE_BYTES: usize = layout.BATTLE_FIELDS * 4;
const OBSERVATION_BYTES: usize = layout.OBSERVATION_FIELDS * 4;

/** Tags of the entry's players, in the order listed, later in ascending order. */
const tags: usize = memory.data(MAX_PLAYERS * 8, 8);
let tagCount: i32 = 0;
/** The log's owner, and the team of the entry that has him, or −1. */
let owner: u64 = 0;
let ownTeam: i32 = 0;
/** Teams of the entry, or players who are one each; BAD once one of them is malformed. */
let teams: i32 = 0;
const BAD = -1;

/** Are rows only counted? Then nothing is written, and the addresses below count bytes. */
let isCounting: bool = false;
/** Where the next OBSERVATION and BATTLE rows go, and where no more may. */
let observation: usize = 0;
let observationLimit: usize = 0;
let firstObservation: usize = 0;
let battle: usize = 0;
let battleLimit: usize = 0;
let entries: u32 = 0;
let isFull: bool = false;

/** Writes an OBSERVATION row, but for tag and half wins. */
function putObservation(id: u32, trophies: u32): void {
  if (id === NONE || id === 0) teams = BAD;
  if (teams === BAD) return;
  // one that doesn't fit counts on: its entry may turn out not to be counted
  if (!isCounting && observation + OBSERVATION_BYTES <= observationLimit) {
    store<u32>(observation, id, layout.OBSERVATION_BRAWLER * 4);
    store<u32>(observation, trophies, layout.OBSERVATION_TROPHIES * 4);
    store<u32>(observation, teams, layout.OBSERVATION_TEAM * 4);
  }
  observation += OBSERVATION_BYTES;
}

/** Writes the OBSERVATION row of the brawler read last, but for tag and half wins. */
function putPlayed(): void {
  putObservation(
    integerOrNone(shape.PLAYED, shape.PLAYED_ID),
    integerOrNone(shape.PLAYED, shape.PLAYED_TROPHIES),
  );
}

/** Reads the value at `at` as one of several brawlers of a player. */
export function readDuelBrawler(at: usize): usize {
  const isGood = isObject(at);
  at = isGood ? readObject(shape.PLAYED, shape.PLAYED_NAMES, at) : skipValue(at);
  if (isGood) putPlayed();
  else teams = BAD;
  return at;
}

/** Enters a player's tag into the OBSERVATION rows from `from` on. */
function putTag(from: usize, tag: u64): void {
  if (tagCount === MAX_PLAYERS || from === observation) teams = BAD;
  if (teams === BAD) return;
  store<u64>(tags + ((<usize>tagCount) << 3), tag);
  tagCount++;
  if (tag === owner && ownTeam < 0) ownTeam = teams;
  if (isCounting || observation > observationLimit) return;
  for (; from < observation; from += OBSERVATION_BYTES) store<u64>(from, tag, layout.OBSERVATION_TAG_LO * 4);
}

/** Reads the value at `at` as a player, with the brawlers played. */
export function readPlayer(at: usize): usize {
  const from = observation;
  const quotes = nextQuotes;
  const after = matchPlayer(at);
  if (after !== 0) {
    const tag = plainTag(tagFrom, tagTo);
    if (tag !== 0) {
      putObservation(id, number);
      putTag(from, tag);
      return after;
    }
    setNextQuotes(quotes);
  }
  if (!isObject(at)) {
    teams = BAD;
    return skipValue(at);
  }
  at = readObject(shape.PLAYER, shape.PLAYER_NAMES, at);
  if (isMissing(valueAt(shape.PLAYER, shape.PLAYER_BRAWLERS))) {
    const brawler = valueAt(shape.PLAYER, shape.PLAYER_BRAWLER);
    if (brawler !== 0 && isObject(brawler)) putPlayed();
  }
  if (!readText(shape.PLAYER, shape.PLAYER_TAG) || spanFrom === spanTo) teams = BAD;
  else putTag(from, encodeTag(spanFrom, spanTo));
  return at;
}

/** Reads the value at `at` as a player who is a team. */
export function readSinglePlayer(at: usize): usize {
  at = readPlayer(at);
  if (teams !== BAD) teams++;
  return at;
}

/** Reads the value at `at` as a team: an array of players, `kind` of whose elements is given. */
export function readTeam(at: usize, kind: i32): usize {
  const from = observation;
  at = isArray(at) ? readArray(kind, at) : skipValue(at);
  if (observation === from) teams = BAD;
  if (teams !== BAD) teams++;
  return at;
}

/** The same for one battle in however many logs: its time and the tags of its players, in ascending order. */
function battleKey(time: u32): u64 {
  let key = mix(<u64>time + GOLDEN);
  for (let i = 0; i < tagCount; i++) {
    const at = tags + ((<usize>i) << 3);
    const tag = load<u64>(at);
    let to = at;
    for (; to > tags && load<u64>(to - 8) > tag; to -= 8) store<u64>(to, load<u64>(to - 8));
    store<u64>(to, tag);
  }
  for (let i = 0; i < tagCount; i++) key = mix((key ^ load<u64>(tags + ((<usize>i) << 3))) + GOLDEN);
  return key;
}

/** TYPE_* of the battle read last, or 0 if its type doesn't count. */
function readType(): u32 {
  readText(shape.BATTLE, shape.BATTLE_TYPE);
  if (isSpan('ranked')) return layout.TYPE_LADDER;
  return isSpan('soloRanked') || isSpan('teamRanked') ? layout.TYPE_RANKED : 0;
}

/** Half wins of the owner's team by the result of the battle read last, or −1 if it is none. */
function readResult(): i32 {
  readText(shape.BATTLE, shape.BATTLE_RESULT);
  if (isSpan('victory')) return 2;
  if (isSpan('defeat')) return 0;
  return isSpan('draw') ? 1 : -1;
}

/** Enters the half wins of each team into the entry's observations. */
function settle(from: usize, form: u32, result: i32, winners: i32): void {
  for (; from < observation; from += OBSERVATION_BYTES) {
    const team = load<i32>(from, layout.OBSERVATION_TEAM * 4);
    const halfWins =
      form === layout.FORM_SHOWDOWN ? (team < winners ? 2 : 0) : team === ownTeam ? result : 2 - result;
    store<u32>(from, halfWins, layout.OBSERVATION_HALF_WINS * 4);
  }
}

/** Does the entry read last hold an event and a battle, of a type that counts? */
function isCounted(): bool {
  const event = valueAt(shape.ENTRY, shape.ENTRY_EVENT);
  const battleAt = valueAt(shape.ENTRY, shape.ENTRY_BATTLE);
  return event !== 0 && isObject(event) && battleAt !== 0 && isObject(battleAt) && readType() !== 0;
}

/** Writes the BATTLE row of the entry read last; its OBSERVATION rows begin at `from`. False if it doesn't count. */
function putBattle(from: usize): bool {
  if (teams === BAD || !isCounted()) return false;
  const mapId = integerOrNone(shape.GAME, shape.GAME_ID);
  if (mapId === NONE || mapId === 0 || !readText(shape.GAME, shape.GAME_MAP) || spanFrom === spanTo)
    return false;
  const time = timeOrNone(shape.ENTRY, shape.ENTRY_TIME);
  if (time === NONE) return false;
  const isShowdown = isMissing(valueAt(shape.BATTLE, shape.BATTLE_RESULT));
  const result = isShowdown ? 0 : readResult();
  const hasTeams = !isMissing(valueAt(shape.BATTLE, shape.BATTLE_TEAMS));
  const winners = hasTeams ? WINNING_TEAMS : WINNING_PLAYERS;
  if (result < 0 || (isShowdown ? teams <= winners : teams !== 2 || ownTeam < 0)) return false;
  isFull = isFull || observation > observationLimit || battle + BATTLE_BYTES > battleLimit;
  if (isCounting || isFull) return isCounting;
  let form = hasTeams ? layout.FORM_TEAMS : layout.FORM_DUELS;
  if (isShowdown) form = layout.FORM_SHOWDOWN;
  settle(from, form, result, winners);
  const modeId = integerOrNone(shape.GAME, shape.GAME_MODE_ID);
  store<u64>(battle, battleKey(time), layout.BATTLE_KEY_LO * 4);
  store<u32>(battle, time, layout.BATTLE_TIME * 4);
  store<u32>(battle, mapId, layout.BATTLE_MAP_ID * 4);
  store<u32>(battle, modeId < NONE - FIRST_MODE_ID ? modeId + FIRST_MODE_ID : 0, layout.BATTLE_MODE_ID * 4);
  store<u32>(battle, readType(), layout.BATTLE_TYPE * 4);
  store<u32>(
    battle,
    <u32>((from - firstObservation) / OBSERVATION_BYTES),
    layout.BATTLE_FIRST_OBSERVATION * 4,
  );
  store<u32>(battle, <u32>((observation - from) / OBSERVATION_BYTES), layout.BATTLE_OBSERVATION_COUNT * 4);
  store<u32>(battle, teams, layout.BATTLE_TEAM_COUNT * 4);
  store<u32>(battle, form, layout.BATTLE_FORM * 4);
  return true;
}

/** Reads the value at `at` as an entry of a log, and writes its rows if it counts. */
export function readEntry(at: usize): usize {
  const from = observation;
  tagCount = 0;
  ownTeam = -1;
  teams = 0;
  entries++;
  const isGood = isObject(at);
  at = isGood ? readObject(shape.ENTRY, shape.ENTRY_NAMES, at) : skipValue(at);
  if (isGood && at !== 0 && putBattle(from)) battle += BATTLE_BYTES;
  else observation = from;
  return at;
}

/** Begins a pass over the log of a player: BATTLE and OBSERVATION rows each have room up to a limit. */
export function beginLog(
  battles: usize,
  battlesEnd: usize,
  observations: usize,
  observationsEnd: usize,
  tag: u64,
  counting: bool,
): void {
  battle = battles;
  battleLimit = battlesEnd;
  observation = observations;
  firstObservation = observations;
  observationLimit = observationsEnd;
  owner = tag;
  isCounting = counting;
  entries = 0;
  isFull = false;
}

/** Bytes of the BATTLE rows, and of the OBSERVATION rows, that the last pass has counted. */
export function battleBytes(): usize {
  return battle;
}

export function observationBytes(): usize {
  return observation;
}

/** Brings the rows together behind a header: the length in bytes, or E_OUTPUT_FULL. */
export function endLog(out: usize, capacity: i32): i32 {
  const rows = out + HEADER_BYTES;
  const length = observation - firstObservation;
  if (isFull || <u64>battle + length > <u64>out + capacity) return fail(E_OUTPUT_FULL, 0);
  memory.copy(battle, firstObservation, length);
  const end = battle + length;
  store<u32>(out, layout.BATTLES_MAGIC, layout.LH_MAGIC * 4);
  store<u32>(out, <u32>(end - out), layout.LH_LENGTH * 4);
  store<u32>(out, entries, layout.LH_ENTRIES * 4);
  store<u32>(out, <u32>(rows - out), layout.LH_BATTLES_OFF * 4);
  store<u32>(out, <u32>((battle - rows) / BATTLE_BYTES), layout.LH_BATTLES_COUNT * 4);
  store<u32>(out, <u32>(battle - out), layout.LH_OBSERVATIONS_OFF * 4);
  store<u32>(out, <u32>(length / OBSERVATION_BYTES), layout.LH_OBSERVATIONS_COUNT * 4);
  store<u32>(out, 0, (layout.LH_OBSERVATIONS_COUNT + 1) * 4);
  return <i32>(end - out);
}
