/** The official rotation: a bare array of what is live. */
import * as layout from '../layout/bundle';
import { E_RANGE } from '../layout/errors';
import { appendText, setField, setText } from './bundle';
import {
  firstElement,
  isText,
  nextElement,
  readNothing,
  readObject,
  readText,
  SHAPE_BYTES,
  valueAt,
} from './cursor';
import {
  expectObject,
  hasArray,
  optionalInteger,
  optionalSpan,
  requiredInteger,
  requiredTime,
  setFault,
} from './fields';

const ITEM: usize = memory.data(SHAPE_BYTES, 16);
const ITEM_NAMES = 'event slotId startTime endTime';
const EVENT = 0;
const SLOT_ID = 1;
const START_TIME = 2;
const END_TIME = 3;

const EVENT_SHAPE: usize = memory.data(SHAPE_BYTES, 16);
const EVENT_NAMES = 'id modeId map mode modifiers';
const ID = 0;
const MODE_ID = 1;
const MAP = 2;
const MODE = 3;
const MODIFIERS = 4;

const FIRST_MODE_ID: u32 = 48000000;

/** Reads the item at `at` and its event. False, with a fault, if it lacks one. */
function readItem(at: usize): bool {
  if (!expectObject(at)) return false;
  readObject(ITEM, ITEM_NAMES, at);
  if (!expectObject(valueAt(ITEM, EVENT))) return false;
  readObject(EVENT_SHAPE, EVENT_NAMES, valueAt(ITEM, EVENT));
  return true;
}

/** 48000000 + modeId, 0 where that is missing. */
function readModeId(): u32 {
  const id = optionalInteger(EVENT_SHAPE, MODE_ID, layout.NONE);
  if (id === layout.NONE) return 0;
  return id < layout.NONE - FIRST_MODE_ID
    ? id + FIRST_MODE_ID
    : setFault(E_RANGE, valueAt(EVENT_SHAPE, MODE_ID));
}

/** Writes the MAP row of the item at `at`. To be followed by a look at `fault`. */
export function putRotationMap(at: usize, row: usize): void {
  if (!readItem(at)) return;
  setField(row, layout.MAP_ID, requiredInteger(EVENT_SHAPE, ID));
  setField(row, layout.MAP_MODE_ID, readModeId());
  setField(row, layout.MAP_FLAGS, 0);
  optionalSpan(EVENT_SHAPE, MAP);
  setText(row, layout.MAP_NAME_OFF);
  optionalSpan(EVENT_SHAPE, MODE);
  setText(row, layout.MAP_MODE_NAME_OFF);
  readNothing();
  setText(row, layout.MAP_CREDIT_OFF);
  setField(row, layout.MAP_DATA_UPDATED, 0);
}

/** Writes the EVENT row of the item at `at`, after all MAP rows; `mapId` is that of its map. */
export function putRotationEvent(at: usize, row: usize, mapId: u32): void {
  readItem(at);
  setField(row, layout.EVENT_FLAGS, layout.EVENT_ACTIVE);
  setField(row, layout.EVENT_SLOT, optionalInteger(ITEM, SLOT_ID, 0));
  setField(row, layout.EVENT_START, requiredTime(ITEM, START_TIME));
  setField(row, layout.EVENT_END, requiredTime(ITEM, END_TIME));
  setField(row, layout.EVENT_MAP_ID, mapId);
  readNothing();
  setText(row, layout.EVENT_MODIFIER_OFF);
  if (!hasArray(valueAt(EVENT_SHAPE, MODIFIERS))) return;
  let texts = 0;
  for (
    let modifier = firstElement(valueAt(EVENT_SHAPE, MODIFIERS));
    modifier !== 0;
    modifier = nextElement(modifier)
  ) {
    if (!isText(modifier)) continue;
    readText(modifier);
    appendText(row, layout.EVENT_MODIFIER_OFF, texts > 0);
    texts++;
  }
}
