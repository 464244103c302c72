/** Who reads what: the objects and arrays under wanted keys, and the elements of arrays. */
import { EVENT_ACTIVE } from '../layout/bundle';
import { E_SHAPE } from '../layout/errors';
import { readDuelBrawler, readEntry, readPlayer, readSinglePlayer, readTeam } from './battle';
import { readBrawler, readMode } from './brawler';
import { readEvent, readLive, readModifier, setActivity } from './event';
import { setFault } from './fields';
import { readMap, readStat, readTeamStat } from './map';
import { readRanked } from './ranking';
import { readArray, readObject, setAmbiguous, skipValue } from './reader';
import * as shape from './shapes';
import { isArray, isMissing, isObject, valueAt } from './slots';

/* Kinds of elements. Those up to OBJECTS must be objects. */
export const MAPS = 0;
export const BRAWLERS = 1;
export const MODES = 2;
export const EVENTS = 3;
export const STATS = 4;
export const TEAM_STATS = 5;
export const LIVE = 6;
const OBJECTS = 6;
export const ENTRIES = 7;
export const RANKING = 8;
const TEAMS = 9;
const PLAYERS = 10;
const SINGLE_PLAYERS = 11;
const DUEL_BRAWLERS = 12;
const MODIFIERS = 13;

/** The kind of the elements of a list of BrawlAPI. */
let listKind: i32 = MAPS;

export function setListKind(kind: i32): void {
  listKind = kind;
}

/** Reads the element at `at` of an array; returns the address behind it, or 0 if it is not JSON. */
export function visitElement(kind: i32, at: usize): usize {
  if (kind <= OBJECTS && !isObject(at)) {
    setFault(E_SHAPE, at);
    return skipValue(at);
  }
  switch (kind) {
    case MAPS:
      return readMap(at);
    case BRAWLERS:
      return readBrawler(at);
    case MODES:
      return readMode(at);
    case EVENTS:
      return readEvent(at);
    case STATS:
      return readStat(at);
    case TEAM_STATS:
      return readTeamStat(at);
    case LIVE:
      return readLive(at);
    case ENTRIES:
      return readEntry(at);
    case RANKING:
      return readRanked(at);
    case TEAMS:
      return readTeam(at, PLAYERS);
    case PLAYERS:
      return readPlayer(at);
    case SINGLE_PLAYERS:
      return readSinglePlayer(at);
    case DUEL_BRAWLERS:
      return readDuelBrawler(at);
    default:
      return readModifier(at);
  }
}

/** Kind of the elements of the array under a key, −1 where nobody wants them. */
function elementsOf(object: usize, key: i32): i32 {
  if (object === shape.MAP)
    return key === shape.MAP_STATS ? STATS : key === shape.MAP_TEAMS ? TEAM_STATS : -1;
  if (object === shape.PAGE) return ENTRIES;
  if (object === shape.RANKING) return RANKING;
  if (object === shape.PLAYER && key === shape.PLAYER_BRAWLERS) return DUEL_BRAWLERS;
  if (object === shape.LIVE_GAME && key === shape.GAME_MODIFIERS) return MODIFIERS;
  if (object === shape.BATTLE && key === shape.BATTLE_TEAMS) {
    if (valueAt(object, shape.BATTLE_PLAYERS) !== 0) setAmbiguous();
    return TEAMS;
  }
  if (object === shape.BATTLE && key === shape.BATTLE_PLAYERS) {
    return isMissing(valueAt(object, shape.BATTLE_TEAMS)) ? SINGLE_PLAYERS : -1;
  }
  if (object !== shape.ROOT) return -1;
  if (key === shape.ROOT_ITEMS) {
    return listKind === BRAWLERS && isMissing(valueAt(object, shape.ROOT_LIST)) ? BRAWLERS : -1;
  }
  if (key === shape.ROOT_LIST) {
    if (listKind === BRAWLERS && valueAt(object, shape.ROOT_ITEMS) !== 0) setAmbiguous();
    return listKind === EVENTS ? -1 : listKind;
  }
  if (listKind !== EVENTS) return -1;
  // rows of what is active come first
  if (key === shape.ROOT_UPCOMING && valueAt(object, shape.ROOT_ACTIVE) === 0) setAmbiguous();
  setActivity(key === shape.ROOT_ACTIVE ? EVENT_ACTIVE : 0);
  return EVENTS;
}

/** Reads the object or array at `at`, the value of a wanted key. Returns as visitElement() does. */
export function visit(object: usize, key: i32, at: usize): usize {
  if (isArray(at)) {
    const kind = elementsOf(object, key);
    return kind < 0 ? skipValue(at) : readArray(kind, at);
  }
  if (object === shape.PLAYER && key === shape.PLAYER_BRAWLER)
    return readObject(shape.PLAYED, shape.PLAYED_NAMES, at);
  if (object === shape.ENTRY && key === shape.ENTRY_EVENT)
    return readObject(shape.GAME, shape.GAME_NAMES, at);
  if (object === shape.ENTRY && key === shape.ENTRY_BATTLE)
    return readObject(shape.BATTLE, shape.BATTLE_NAMES, at);
  if (object === shape.MAP && key === shape.MAP_MODE) return readObject(shape.MODE, shape.MODE_NAMES, at);
  if (object === shape.TEAM && key === shape.TEAM_DATA)
    return readObject(shape.RECORD, shape.RECORD_NAMES, at);
  if (object === shape.BRAWLER && key === shape.BRAWLER_CLASS)
    return readObject(shape.CLASS, shape.LABEL_NAMES, at);
  if (object === shape.BRAWLER && key === shape.BRAWLER_RARITY)
    return readObject(shape.RARITY, shape.LABEL_NAMES, at);
  if (object === shape.EVENT && key === shape.EVENT_MAP) return readMap(at);
  if (object === shape.EVENT && key === shape.EVENT_SLOT)
    return readObject(shape.PLACE, shape.PLACE_NAMES, at);
  if (object === shape.LIVE && key === shape.LIVE_EVENT)
    return readObject(shape.LIVE_GAME, shape.GAME_NAMES, at);
  return skipValue(at);
}
