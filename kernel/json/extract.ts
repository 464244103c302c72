/** Whole answers: which root holds which rows, and in what order. */
import * as layout from '../layout/bundle';
import { fail } from '../status';
import { putBrawler, putMode } from './brawler';
import { beginBundle, endBundle, section } from './bundle';
import {
  countElements,
  firstElement,
  isMissing,
  nextElement,
  readObject,
  SHAPE_BYTES,
  valueAt,
} from './cursor';
import { countEventTable, putEvent, putEventMap } from './event';
import { clearFault, expectArray, expectObject, fault, faultAt, hasArray } from './fields';
import { clearCounts, countTable, putMap, statCount, tableCount, teamCount } from './map';
import { putRotationEvent, putRotationMap } from './rotation';
import { pastSpace } from './token';

const ROOT: usize = memory.data(SHAPE_BYTES, 16);
const ROOT_NAMES = 'list map active upcoming';
const LIST = 0;
const MAP = 1;
const ACTIVE = 2;
const UPCOMING = 3;

/* What to do with each element of an array; the kinds of lists do the work of their resource kind. */
const COUNT_TABLES = 100;
const COUNT_EVENT_TABLES = 101;
const EVENT_MAPS = 102;
const ACTIVE_EVENTS = 103;
const UPCOMING_EVENTS = 104;
const ROTATION_MAPS = 105;
const ROTATION_EVENTS = 106;

/** Bytes of a row that `task` writes. */
function rowWidth(task: i32): usize {
  if (task === layout.KIND_BRAWLERS) return layout.BRAWLER_FIELDS * 4;
  if (task === layout.KIND_MODES) return layout.MODE_FIELDS * 4;
  if (task === ACTIVE_EVENTS || task === UPCOMING_EVENTS || task === ROTATION_EVENTS)
    return layout.EVENT_FIELDS * 4;
  return layout.MAP_FIELDS * 4;
}

function runTask(task: i32, at: usize, row: usize, map: usize): void {
  if (task === COUNT_TABLES) countTable(at);
  else if (task === COUNT_EVENT_TABLES) countEventTable(at);
  else if (task === layout.KIND_MAPS) putMap(at, row);
  else if (task === layout.KIND_BRAWLERS) putBrawler(at, row);
  else if (task === layout.KIND_MODES) putMode(at, row);
  else if (task === EVENT_MAPS) putEventMap(at, row);
  else if (task === ROTATION_MAPS) putRotationMap(at, row);
  else if (task === ROTATION_EVENTS) putRotationEvent(at, row, load<u32>(map));
  else putEvent(at, row, load<u32>(map), task === ACTIVE_EVENTS ? layout.EVENT_ACTIVE : 0);
}

/**
 * Runs a task on each element of the array at `at`, until one is at fault. Rows go to `row` and on; `map` is the
 * MAP row of the first element's map, where the task needs it. Returns the row behind the last.
 */
function forEach(at: usize, task: i32, row: usize, map: usize): usize {
  if (isMissing(at)) return row;
  for (at = firstElement(at); at !== 0 && fault === 0; at = nextElement(at)) {
    runTask(task, at, row, map);
    row += rowWidth(task);
    map += layout.MAP_FIELDS * 4;
  }
  return row;
}

/** `{list: [item…]}` */
function extractList(kind: i32, out: usize, capacity: i32): i32 {
  if (!expectArray(valueAt(ROOT, LIST))) return 0;
  const count = countElements(valueAt(ROOT, LIST));
  let maps: u32 = 0;
  let brawlers: u32 = 0;
  let modes: u32 = 0;
  let offsetField = layout.BH_MAPS_OFF;
  if (kind === layout.KIND_MAPS) {
    maps = count;
    forEach(valueAt(ROOT, LIST), COUNT_TABLES, 0, 0);
  } else if (kind === layout.KIND_BRAWLERS) {
    brawlers = count;
    offsetField = layout.BH_BRAWLERS_OFF;
  } else {
    modes = count;
    offsetField = layout.BH_MODES_OFF;
  }
  const code = beginBundle(kind, out, capacity, maps, brawlers, modes, 0, tableCount, statCount, teamCount);
  if (code !== 0) return code;
  forEach(valueAt(ROOT, LIST), kind, section(offsetField), 0);
  return fault !== 0 ? 0 : endBundle();
}

/** A map, or `{status, map}`. */
function extractMap(at: usize, out: usize, capacity: i32): i32 {
  if (!isMissing(valueAt(ROOT, MAP))) {
    at = valueAt(ROOT, MAP);
  }
  countTable(at);
  const code = beginBundle(layout.KIND_MAP, out, capacity, 1, 0, 0, 0, tableCount, statCount, teamCount);
  if (code !== 0) return code;
  putMap(at, section(layout.BH_MAPS_OFF));
  return fault !== 0 ? 0 : endBundle();
}

/** `{active: [event…], upcoming: [event…]}`: first all maps, then all events, as their rows stand. */
function extractEvents(out: usize, capacity: i32): i32 {
  if (!expectArray(valueAt(ROOT, ACTIVE))) return 0;
  if (!isMissing(valueAt(ROOT, UPCOMING)) && !hasArray(valueAt(ROOT, UPCOMING))) return 0;
  const active = countElements(valueAt(ROOT, ACTIVE));
  const upcoming = isMissing(valueAt(ROOT, UPCOMING)) ? 0 : countElements(valueAt(ROOT, UPCOMING));
  const count = active + upcoming;
  forEach(valueAt(ROOT, ACTIVE), COUNT_EVENT_TABLES, 0, 0);
  forEach(valueAt(ROOT, UPCOMING), COUNT_EVENT_TABLES, 0, 0);
  const code = beginBundle(
    layout.KIND_EVENTS,
    out,
    capacity,
    count,
    0,
    0,
    count,
    tableCount,
    statCount,
    teamCount,
  );
  if (code !== 0) return code;
  const maps = section(layout.BH_MAPS_OFF);
  const row = forEach(valueAt(ROOT, ACTIVE), EVENT_MAPS, maps, 0);
  if (fault === 0) forEach(valueAt(ROOT, UPCOMING), EVENT_MAPS, row, 0);
  if (fault !== 0) return 0;
  const event = forEach(valueAt(ROOT, ACTIVE), ACTIVE_EVENTS, section(layout.BH_EVENTS_OFF), maps);
  if (fault === 0)
    forEach(valueAt(ROOT, UPCOMING), UPCOMING_EVENTS, event, maps + active * (layout.MAP_FIELDS * 4));
  return fault !== 0 ? 0 : endBundle();
}

/** A bare array of what is live: first all maps, then all events. */
function extractRotation(root: usize, out: usize, capacity: i32): i32 {
  if (!expectArray(root)) return 0;
  const count = countElements(root);
  const code = beginBundle(layout.KIND_ROTATION, out, capacity, count, 0, 0, count, 0, 0, 0);
  if (code !== 0) return code;
  const maps = section(layout.BH_MAPS_OFF);
  forEach(root, ROTATION_MAPS, maps, 0);
  if (fault === 0) forEach(root, ROTATION_EVENTS, section(layout.BH_EVENTS_OFF), maps);
  return fault !== 0 ? 0 : endBundle();
}

/** The fault, if there is one, as the error of a call that would have returned `length`. */
export function resultOf(length: i32, input: usize): i32 {
  return fault === 0 ? length : fail(fault, faultAt === 0 ? 0 : <i32>(faultAt - input));
}

/** Extracts a document that stage 1 has accepted: the bundle's length, or an error. */
export function extractDocument(kind: i32, input: usize, out: usize, capacity: i32): i32 {
  clearFault();
  clearCounts();
  const root = pastSpace(input);
  if (kind === layout.KIND_ROTATION) return resultOf(extractRotation(root, out, capacity), input);
  let length = 0;
  if (expectObject(root)) {
    readObject(ROOT, ROOT_NAMES, root);
    if (kind === layout.KIND_MAP) length = extractMap(root, out, capacity);
    else if (kind === layout.KIND_EVENTS) length = extractEvents(out, capacity);
    else length = extractList(kind, out, capacity);
  }
  return resultOf(length, input);
}

/** Is it one of KIND_*? */
export function isKind(kind: i32): bool {
  return kind >= layout.KIND_MAPS && kind <= layout.KIND_ROTATION;
}
