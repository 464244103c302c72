/** Battle logs of the official API: who fought, what was played, who won. docs/methodology.md, "Counting". */
import * as layout from '../layout/battles';
import { NONE } from '../layout/bundle';
import { E_OUTPUT_FULL } from '../layout/errors';
import { fail } from '../status';
import {
  countElements,
  firstElement,
  isArray,
  isMissing,
  isObject,
  isSpan,
  nextElement,
  readObject,
  SHAPE_BYTES,
  spanFrom,
  spanTo,
  valueAt,
} from './cursor';
import { expectArray, expectObject, integerOrNone, spanOrNothing, timeOrNone } from './fields';
import { encodeTag, GOLDEN, mix } from './tag';

const LOG: usize = memory.data(SHAPE_BYTES, 16);
const LOG_NAMES = 'items';
const ITEMS = 0;

const ENTRY: usize = memory.data(SHAPE_BYTES, 16);
const ENTRY_NAMES = 'battleTime event battle';
const BATTLE_TIME = 0;
const EVENT = 1;
const BATTLE = 2;

const EVENT_SHAPE: usize = memory.data(SHAPE_BYTES, 16);
const EVENT_NAMES = 'id modeId map';
const EVENT_ID = 0;
const MODE_ID = 1;
const MAP = 2;

const BATTLE_SHAPE: usize = memory.data(SHAPE_BYTES, 16);
const BATTLE_NAMES = 'type result teams players';
const TYPE = 0;
const RESULT = 1;
const TEAMS = 2;
const PLAYERS = 3;

const PLAYER: usize = memory.data(SHAPE_BYTES, 16);
const PLAYER_NAMES = 'tag brawler brawlers';
const TAG = 0;
const BRAWLER = 1;
const BRAWLERS = 2;

const BRAWLER_SHAPE: usize = memory.data(SHAPE_BYTES, 16);
const BRAWLER_NAMES = 'id trophies';
const BRAWLER_ID = 0;
const TROPHIES = 1;

const FIRST_MODE_ID: u32 = 48000000;
/** More than any mode has: an entry with more players is no battle. */
const MAX_PLAYERS = 32;
/** Places that win in Showdown, half of the field, by what is listed. */
const WINNING_TEAMS = 2;
const WINNING_PLAYERS = 4;

const BATTLE_BYTES: usize = layout.BATTLE_FIELDS * 4;
const OBSERVATION_BYTES: usize = layout.OBSERVATION_FIELDS * 4;

/** Tags of the entry's players, in the order listed, later in ascending order. */
const tags: usize = memory.data(MAX_PLAYERS * 8, 8);
let tagCount: i32 = 0;
/** The log's owner, and the team of the entry that has him, or −1. */
let owner: u64 = 0;
let ownTeam: i32 = 0;
/** Where the next OBSERVATION row goes. */
let observation: usize = 0;
let outEnd: usize = 0;
let isFull: bool = false;

/** Writes the OBSERVATION row of the brawler at `at`, but for the half wins. False if it is malformed. */
function putObservation(at: usize, team: i32, tag: u64): bool {
  if (at === 0 || !isObject(at)) return false;
  readObject(BRAWLER_SHAPE, BRAWLER_NAMES, at);
  const id = integerOrNone(BRAWLER_SHAPE, BRAWLER_ID);
  if (id === NONE || id === 0) return false;
  if (observation + OBSERVATION_BYTES > outEnd) {
    isFull = true;
    return false;
  }
  store<u32>(observation, id, layout.OBSERVATION_BRAWLER * 4);
  store<u32>(observation, integerOrNone(BRAWLER_SHAPE, TROPHIES), layout.OBSERVATION_TROPHIES * 4);
  store<u32>(observation, team, layout.OBSERVATION_TEAM * 4);
  store<u64>(observation, tag, layout.OBSERVATION_TAG_LO * 4);
  observation += OBSERVATION_BYTES;
  return true;
}

/** Reads the player at `at` with the brawlers played. False if something is missing. */
function putPlayer(at: usize, team: i32): bool {
  if (!isObject(at) || tagCount === MAX_PLAYERS) return false;
  readObject(PLAYER, PLAYER_NAMES, at);
  spanOrNothing(PLAYER, TAG);
  if (spanFrom === spanTo) return false;
  const tag = encodeTag(spanFrom, spanTo);
  store<u64>(tags + ((<usize>tagCount) << 3), tag);
  tagCount++;
  if (tag === owner && ownTeam < 0) ownTeam = team;
  let brawler = valueAt(PLAYER, BRAWLERS);
  if (isMissing(brawler)) return putObservation(valueAt(PLAYER, BRAWLER), team, tag);
  if (!isArray(brawler)) return false;
  brawler = firstElement(brawler);
  let isGood = brawler !== 0;
  for (; isGood && brawler !== 0; brawler = nextElement(brawler)) isGood = putObservation(brawler, team, tag);
  return isGood;
}

/** Reads the teams (arrays of players) or single players in the array at `at`: how many, or 0 if malformed. */
function putTeams(at: usize, hasTeams: bool): i32 {
  if (at === 0 || !isArray(at)) return 0;
  let count = 0;
  for (at = firstElement(at); at !== 0; at = nextElement(at)) {
    if (hasTeams) {
      if (!isArray(at)) return 0;
      let player = firstElement(at);
      if (player === 0) return 0;
      for (; player !== 0; player = nextElement(player)) if (!putPlayer(player, count)) return 0;
    } else if (!putPlayer(at, count)) {
      return 0;
    }
    count++;
  }
  return count;
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
  spanOrNothing(BATTLE_SHAPE, TYPE);
  if (isSpan('ranked')) return layout.TYPE_LADDER;
  return isSpan('soloRanked') || isSpan('teamRanked') ? layout.TYPE_RANKED : 0;
}

/** Half wins of the owner's team by the result of the battle read last, or −1 if it is none. */
function readResult(): i32 {
  spanOrNothing(BATTLE_SHAPE, RESULT);
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

/** Writes the rows of the entry at `at`; `row` is the next BATTLE row. False if the entry doesn't count. */
function putEntry(at: usize, row: usize, firstObservation: usize): bool {
  if (!isObject(at)) return false;
  readObject(ENTRY, ENTRY_NAMES, at);
  const battle = valueAt(ENTRY, BATTLE);
  const event = valueAt(ENTRY, EVENT);
  if (battle === 0 || !isObject(battle) || event === 0 || !isObject(event)) return false;
  readObject(BATTLE_SHAPE, BATTLE_NAMES, battle);
  const type = readType();
  if (type === 0) return false;
  readObject(EVENT_SHAPE, EVENT_NAMES, event);
  const mapId = integerOrNone(EVENT_SHAPE, EVENT_ID);
  spanOrNothing(EVENT_SHAPE, MAP);
  if (mapId === NONE || mapId === 0 || spanFrom === spanTo) return false;
  const time = timeOrNone(ENTRY, BATTLE_TIME);
  if (time === NONE) return false;

  const isShowdown = isMissing(valueAt(BATTLE_SHAPE, RESULT));
  const result = isShowdown ? 0 : readResult();
  if (result < 0) return false;
  const hasTeams = !isMissing(valueAt(BATTLE_SHAPE, TEAMS));
  const from = observation;
  tagCount = 0;
  ownTeam = -1;
  const teams = putTeams(valueAt(BATTLE_SHAPE, hasTeams ? TEAMS : PLAYERS), hasTeams);
  const winners = hasTeams ? WINNING_TEAMS : WINNING_PLAYERS;
  if (isShowdown ? teams <= winners : teams !== 2 || ownTeam < 0) return false;
  let form = hasTeams ? layout.FORM_TEAMS : layout.FORM_DUELS;
  if (isShowdown) form = layout.FORM_SHOWDOWN;
  settle(from, form, result, winners);

  const modeId = integerOrNone(EVENT_SHAPE, MODE_ID);
  store<u64>(row, battleKey(time), layout.BATTLE_KEY_LO * 4);
  store<u32>(row, time, layout.BATTLE_TIME * 4);
  store<u32>(row, mapId, layout.BATTLE_MAP_ID * 4);
  store<u32>(row, modeId < NONE - FIRST_MODE_ID ? modeId + FIRST_MODE_ID : 0, layout.BATTLE_MODE_ID * 4);
  store<u32>(row, type, layout.BATTLE_TYPE * 4);
  store<u32>(row, <u32>((from - firstObservation) / OBSERVATION_BYTES), layout.BATTLE_FIRST_OBSERVATION * 4);
  store<u32>(row, <u32>((observation - from) / OBSERVATION_BYTES), layout.BATTLE_OBSERVATION_COUNT * 4);
  store<u32>(row, teams, layout.BATTLE_TEAM_COUNT * 4);
  store<u32>(row, form, layout.BATTLE_FORM * 4);
  return true;
}

/**
 * Extracts the battle log whose root is at `root`: its length in bytes, or E_OUTPUT_FULL. Needs room for a BATTLE
 * row of every entry, counted or not. To be followed by a look at `fault`.
 */
export function extractLog(root: usize, out: usize, capacity: i32, ownerTag: u64): i32 {
  if (!expectObject(root)) return 0;
  readObject(LOG, LOG_NAMES, root);
  const items = valueAt(LOG, ITEMS);
  if (!expectArray(items)) return 0;
  const entries = countElements(items);
  const rows = out + layout.BATTLES_HEADER_FIELDS * 4;
  if (<u64>layout.BATTLES_HEADER_FIELDS * 4 + <u64>entries * BATTLE_BYTES > <u64>capacity)
    return fail(E_OUTPUT_FULL, 0);
  const firstObservation = rows + <usize>entries * BATTLE_BYTES;
  observation = firstObservation;
  outEnd = out + capacity;
  owner = ownerTag;
  isFull = false;
  let row = rows;
  for (let at = firstElement(items); at !== 0; at = nextElement(at)) {
    const from = observation;
    if (putEntry(at, row, firstObservation)) row += BATTLE_BYTES;
    else observation = from;
    if (isFull) return fail(E_OUTPUT_FULL, 0);
  }
  // the rows of the entries that don't count are left out
  const length = observation - firstObservation;
  memory.copy(row, firstObservation, length);
  store<u32>(out, layout.BATTLES_MAGIC, layout.LH_MAGIC * 4);
  store<u32>(out, <u32>(row + length - out), layout.LH_LENGTH * 4);
  store<u32>(out, entries, layout.LH_ENTRIES * 4);
  store<u32>(out, <u32>(rows - out), layout.LH_BATTLES_OFF * 4);
  store<u32>(out, <u32>((row - rows) / BATTLE_BYTES), layout.LH_BATTLES_COUNT * 4);
  store<u32>(out, <u32>(row - out), layout.LH_OBSERVATIONS_OFF * 4);
  store<u32>(out, <u32>(length / OBSERVATION_BYTES), layout.LH_OBSERVATIONS_COUNT * 4);
  store<u32>(out, 0, (layout.LH_OBSERVATIONS_COUNT + 1) * 4);
  return <i32>(row + length - out);
}
