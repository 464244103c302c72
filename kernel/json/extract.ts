/** Whole answers: what their roots must be, and in how many passes each is read. */
import { BATTLES_HEADER_FIELDS } from '../layout/battles';
import * as layout from '../layout/bundle';
import { E_OUTPUT_FULL } from '../layout/errors';
import { fail } from '../status';
import { battleBytes, beginLog, endLog, observationBytes } from './battle';
import { beginCounting, beginStreaming, beginWriting, endStreaming, forgetRows } from './bundle';
import { clearFault, expectArray, expectObject, fault, faultAt, hasArray } from './fields';
import { beginMap, putMap, readMap } from './map';
import { setNextQuotes } from './quotes';
import { beginRanking, endRanking } from './ranking';
import { beginReading, isAmbiguous, pastSpace, readRootArray, readRootObject, setVisitors } from './reader';
import * as shape from './shapes';
import { isMissing, valueAt, valueEnd } from './slots';
import * as visits from './visit';

/** What an extractor returns if the document turns out not to be JSON. */
export const NOT_JSON = 0;

/** Answers other than KIND_*: a battle log, a ranking of players. */
const LOG = 100;
const RANKING = 101;
const LOG_HEADER: usize = BATTLES_HEADER_FIELDS * 4;

/* The document at hand, and the memory for it. */
let input: usize = 0;
let end: usize = 0;
let list: usize = 0;
let stack: usize = 0;

/** Says what document to extract; `quotes` is its list of quotes, `kinds` has room for MAX_DEPTH brackets. */
export function setDocument(from: usize, to: usize, quotes: usize, kinds: usize): void {
  input = from;
  end = to;
  list = quotes;
  stack = kinds;
}

/** A map, or `{status, map}`. */
function readSingleMap(): bool {
  const row = beginMap();
  if (!readRootObject(shape.MAP, shape.MAP_NAMES, input)) return false;
  const wrapped = valueAt(shape.MAP, shape.MAP_WRAPPED);
  if (isMissing(wrapped)) {
    putMap(row);
    return true;
  }
  // what looked like a map was its wrapping
  forgetRows();
  clearFault();
  if (!expectObject(wrapped)) return true;
  setNextQuotes(valueEnd(shape.MAP, shape.MAP_WRAPPED));
  return readMap(wrapped) !== 0;
}

/** Reads the document once. False if it is not JSON; to be followed by a look at `fault` and `isAmbiguous`. */
function readDocument(kind: i32, patiently: bool): bool {
  clearFault();
  setVisitors(visits.visit.index, visits.visitElement.index);
  beginReading(list, end, stack, patiently);
  if (kind === layout.KIND_MAP) return readSingleMap();
  if (kind === layout.KIND_ROTATION) {
    if (!readRootArray(visits.LIVE, input)) return false;
    expectArray(pastSpace(input));
    return true;
  }
  if (kind === LOG) {
    if (!readRootObject(shape.PAGE, shape.PAGE_NAMES, input)) return false;
    expectArray(valueAt(shape.PAGE, shape.PAGE_ITEMS));
    return true;
  }
  if (kind === RANKING) {
    if (!readRootObject(shape.RANKING, shape.PAGE_NAMES, input)) return false;
    expectArray(valueAt(shape.RANKING, shape.PAGE_ITEMS));
    return true;
  }
  visits.setListKind(
    kind === layout.KIND_MAPS
      ? visits.MAPS
      : kind === layout.KIND_BRAWLERS
        ? visits.BRAWLERS
        : kind === layout.KIND_MODES
          ? visits.MODES
          : visits.EVENTS,
  );
  if (!readRootObject(shape.ROOT, shape.ROOT_NAMES, input)) return false;
  if (kind === layout.KIND_EVENTS) {
    expectArray(valueAt(shape.ROOT, shape.ROOT_ACTIVE));
    hasArray(valueAt(shape.ROOT, shape.ROOT_UPCOMING));
  } else {
    const isOfficial = kind === layout.KIND_BRAWLERS && isMissing(valueAt(shape.ROOT, shape.ROOT_LIST));
    expectArray(valueAt(shape.ROOT, isOfficial ? shape.ROOT_ITEMS : shape.ROOT_LIST));
  }
  return true;
}

/** Is it one of KIND_*? */
export function isKind(kind: i32): bool {
  return kind >= layout.KIND_MAPS && kind <= layout.KIND_ROTATION;
}

/** The fault of the last pass as an error. */
function failFault(): i32 {
  return fail(fault, faultAt === 0 ? 0 : <i32>(faultAt - input));
}

/** Did the last pass, read eagerly, end in a way that only a patient one can judge? */
function isDoubtful(): bool {
  return fault !== 0 ? true : isAmbiguous;
}

/** Extracts the document as one of KIND_*: the bundle's length, an error, or NOT_JSON. */
export function extractBundle(kind: i32, out: usize, capacity: i32, spare: usize, spareEnd: usize): i32 {
  let patiently = false;
  const mayStream = kind !== layout.KIND_EVENTS && kind !== layout.KIND_ROTATION;
  if (mayStream && beginStreaming(out, capacity, spare, spareEnd)) {
    if (!readDocument(kind, false)) return NOT_JSON;
    patiently = isDoubtful();
    const length = patiently ? 0 : endStreaming(kind);
    if (length > 0) return length;
  }
  beginCounting();
  if (!readDocument(kind, patiently)) return NOT_JSON;
  if (!patiently && isDoubtful()) {
    patiently = true;
    beginCounting();
    readDocument(kind, true);
  }
  if (fault !== 0) return failFault();
  const length = beginWriting(kind, out, capacity);
  if (length > 0) readDocument(kind, patiently);
  return length;
}

/** Extracts the document as the battle log of the player `owner`. Returns as extractBundle() does. */
export function extractLog(owner: u64, out: usize, capacity: i32, spare: usize, spareEnd: usize): i32 {
  const rows = out + LOG_HEADER;
  const outEnd = out + capacity;
  if (rows > outEnd) return fail(E_OUTPUT_FULL, 0);
  beginLog(rows, outEnd, spare, spareEnd, owner, false);
  if (!readDocument(LOG, false)) return NOT_JSON;
  const patiently = isDoubtful();
  const length = patiently ? 0 : endLog(out, capacity);
  if (length > 0) return length;
  // too many rows for spare memory, or doubts: count first
  beginLog(0, usize.MAX_VALUE, 0, usize.MAX_VALUE, owner, true);
  readDocument(LOG, patiently);
  if (fault !== 0) return failFault();
  const battlesEnd = <u64>rows + battleBytes();
  const observationsEnd = battlesEnd + observationBytes();
  if (observationsEnd > <u64>outEnd) return fail(E_OUTPUT_FULL, 0);
  beginLog(rows, <usize>battlesEnd, <usize>battlesEnd, <usize>observationsEnd, owner, false);
  readDocument(LOG, patiently);
  return endLog(out, capacity);
}

/** Extracts the document as a ranking of players. Returns as extractBundle() does. */
export function extractRanking(out: usize, capacity: i32): i32 {
  beginRanking(out, capacity);
  if (!readDocument(RANKING, false)) return NOT_JSON;
  if (isDoubtful()) {
    beginRanking(out, capacity);
    readDocument(RANKING, true);
  }
  return fault !== 0 ? failFault() : endRanking();
}
