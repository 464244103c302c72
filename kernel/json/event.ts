/** The rotation: as BrawlAPI has it, and as the official API does. */
import * as layout from '../layout/bundle';
import { E_RANGE } from '../layout/errors';
import { EVENTS, heapPlace, MAPS, putText, setField, setText, setTextFrom, takeRow } from './bundle';
import {
  expectObject,
  hasArray,
  hasObject,
  optionalFlag,
  optionalInteger,
  optionalText,
  requiredInteger,
  requiredTime,
  setFault,
} from './fields';
import { mapId } from './map';
import { nextQuotes } from './quotes';
import { readObject, skipValue } from './reader';
import * as shape from './shapes';
import { readSpan, readText, spanFrom, spanTo, valueAt } from './slots';

const FIRST_MODE_ID: u32 = 48000000;
/** "," */
const COMMA: usize = memory.data<u8>([0x2c]);

/** Where the modifiers of the event at hand begin in the heap. */
let modifiers: usize = 0;
let hasModifier: bool = false;
/** EVENT_ACTIVE while the entries of `active` are read. */
let activity: u32 = 0;

export function setActivity(flag: u32): void {
  activity = flag;
}

/** Reads the object at `at` as an event of BrawlAPI, and writes its EVENT row. */
export function readEvent(at: usize): usize {
  at = readObject(shape.EVENT, shape.EVENT_NAMES, at);
  const row = takeRow(EVENTS);
  expectObject(valueAt(shape.EVENT, shape.EVENT_MAP));
  const predicted: u32 = optionalFlag(shape.EVENT, shape.EVENT_PREDICTED, false) ? layout.EVENT_PREDICTED : 0;
  setField(row, layout.EVENT_FLAGS, activity | predicted);
  const hasSlot = hasObject(valueAt(shape.EVENT, shape.EVENT_SLOT));
  setField(row, layout.EVENT_SLOT, hasSlot ? optionalInteger(shape.PLACE, shape.PLACE_ID, 0) : 0);
  setField(row, layout.EVENT_START, requiredTime(shape.EVENT, shape.EVENT_START));
  setField(row, layout.EVENT_END, requiredTime(shape.EVENT, shape.EVENT_END));
  setField(row, layout.EVENT_MAP_ID, mapId);
  const start = heapPlace(true);
  readText(shape.EVENT, shape.EVENT_MODIFIER);
  putText(spanFrom, spanTo, true);
  setTextFrom(row, layout.EVENT_MODIFIER_OFF, start, true);
  return at;
}

/** 48000000 + modeId, 0 where that is missing. */
function readGameMode(): u32 {
  const id = optionalInteger(shape.LIVE_GAME, shape.GAME_MODE_ID, layout.NONE);
  if (id === layout.NONE) return 0;
  if (id < layout.NONE - FIRST_MODE_ID) return id + FIRST_MODE_ID;
  return setFault(E_RANGE, valueAt(shape.LIVE_GAME, shape.GAME_MODE_ID));
}

/** Reads the object at `at` as an entry of the official rotation, and writes its MAP and EVENT rows. */
export function readLive(at: usize): usize {
  modifiers = heapPlace(true);
  hasModifier = false;
  at = readObject(shape.LIVE, shape.LIVE_NAMES, at);
  const map = takeRow(MAPS);
  const row = takeRow(EVENTS);
  if (!expectObject(valueAt(shape.LIVE, shape.LIVE_EVENT))) return at;
  const id = requiredInteger(shape.LIVE_GAME, shape.GAME_ID);
  setField(map, layout.MAP_ID, id);
  setField(map, layout.MAP_MODE_ID, readGameMode());
  setField(map, layout.MAP_FLAGS, 0);
  optionalText(shape.LIVE_GAME, shape.GAME_MAP);
  setText(map, layout.MAP_NAME_OFF);
  optionalText(shape.LIVE_GAME, shape.GAME_MODE);
  setText(map, layout.MAP_MODE_NAME_OFF);
  setField(map, layout.MAP_CREDIT_OFF, 0);
  setField(map, layout.MAP_CREDIT_LEN, 0);
  setField(map, layout.MAP_DATA_UPDATED, 0);
  setField(row, layout.EVENT_FLAGS, layout.EVENT_ACTIVE);
  setField(row, layout.EVENT_SLOT, optionalInteger(shape.LIVE, shape.LIVE_SLOT, 0));
  setField(row, layout.EVENT_START, requiredTime(shape.LIVE, shape.LIVE_START));
  setField(row, layout.EVENT_END, requiredTime(shape.LIVE, shape.LIVE_END));
  setField(row, layout.EVENT_MAP_ID, id);
  hasArray(valueAt(shape.LIVE_GAME, shape.GAME_MODIFIERS));
  setTextFrom(row, layout.EVENT_MODIFIER_OFF, modifiers, true);
  return at;
}

/** Reads a modifier of the entry at hand: a text, put to the heap behind a comma; anything else is passed over. */
export function readModifier(at: usize): usize {
  const close = <usize>load<u32>(nextQuotes, 4);
  const after = skipValue(at);
  if (load<u8>(at) !== 0x22 || after === 0) return after;
  readSpan(at, close + 1);
  if (hasModifier) putText(COMMA, COMMA + 1, true);
  hasModifier = true;
  putText(spanFrom, spanTo, true);
  return after;
}
