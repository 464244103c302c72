/** The rotation as BrawlAPI has it. */
import * as layout from '../layout/bundle';
import { setField, setText } from './bundle';
import { isObject, readObject, SHAPE_BYTES, valueAt } from './cursor';
import {
  expectObject,
  hasObject,
  optionalFlag,
  optionalInteger,
  requiredTime,
  spanOrNothing,
} from './fields';
import { countTable, putMap } from './map';

const EVENT: usize = memory.data(SHAPE_BYTES, 16);
const EVENT_NAMES = 'map predicted slot startTime endTime modifier';
const MAP = 0;
const PREDICTED = 1;
const SLOT = 2;
const START_TIME = 3;
const END_TIME = 4;
const MODIFIER = 5;

const SLOT_SHAPE: usize = memory.data(SHAPE_BYTES, 16);
const SLOT_NAMES = 'id';
const SLOT_ID = 0;

/** Counts the statistics of the map of the event at `at`, as far as its form lets it. */
export function countEventTable(at: usize): void {
  if (!isObject(at)) return;
  readObject(EVENT, EVENT_NAMES, at);
  countTable(valueAt(EVENT, MAP));
}

/** Writes the MAP row of the map of the event at `at`. */
export function putEventMap(at: usize, row: usize): void {
  if (!expectObject(at)) return;
  readObject(EVENT, EVENT_NAMES, at);
  putMap(valueAt(EVENT, MAP), row);
}

/** Writes the EVENT row of the value at `at`, after all MAP rows; `mapId` is that of its map. */
export function putEvent(at: usize, row: usize, mapId: u32, flags: u32): void {
  readObject(EVENT, EVENT_NAMES, at);
  const predicted: u32 = optionalFlag(EVENT, PREDICTED, false) ? layout.EVENT_PREDICTED : 0;
  setField(row, layout.EVENT_FLAGS, flags | predicted);
  let slot: u32 = 0;
  if (hasObject(valueAt(EVENT, SLOT))) {
    readObject(SLOT_SHAPE, SLOT_NAMES, valueAt(EVENT, SLOT));
    slot = optionalInteger(SLOT_SHAPE, SLOT_ID, 0);
  }
  setField(row, layout.EVENT_SLOT, slot);
  setField(row, layout.EVENT_START, requiredTime(EVENT, START_TIME));
  setField(row, layout.EVENT_END, requiredTime(EVENT, END_TIME));
  setField(row, layout.EVENT_MAP_ID, mapId);
  spanOrNothing(EVENT, MODIFIER);
  setText(row, layout.EVENT_MODIFIER_OFF);
}
