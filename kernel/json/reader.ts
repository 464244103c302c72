/**
 * Stage 2: the validating cursor. It goes through the document once, token by token, and checks every byte outside of
 * strings; the insides of strings have been checked by listQuotes(), whose list says where each ends, so that none is
 * looked through again. Functions take the address of a value and return the address behind it, or 0 where they find
 * something that is not JSON. An address at or behind the document's end is never part of a valid one: whoever
 * started the reading compares where it ended.
 */
import { MAX_DEPTH } from '../layout/errors';
import { keyAt, UNWANTED } from './keys';
import { ENTRY, nextQuotes, setNextQuotes } from './quotes';
import { CACHE, LINE, LINES, MAX_KEYS, SLOT } from './shapes';
import { clearSlots, isArray, isObject, valueAt, valueEnd } from './slots';
import { matchPlayer } from './template';
import { isSpace, pastScalar, pastShortScalar } from './token';
import { SPACES } from './vectors';

const QUOTE: u32 = 0x22;
const COLON: u32 = 0x3a;
const COMMA: u32 = 0x2c;
const LINE_FEED: u32 = 0x0a;
/** Both brackets that open, and both that close, with bit 5 set. */
const OPENER: u32 = 0x7b;
const CLOSER: u32 = 0x7d;

let documentEnd: usize = 0;
/** Brackets that are open, and for those that skipValue() opened their kind, a byte each. */
let depth: u32 = 0;
let kinds: usize = 0;

/**
 * In which order values are visited. Eagerly: objects and arrays under wanted keys on the spot, which is right as long
 * as no key comes twice and nothing is at fault. Patiently: when their object has been read, in the order of the keys'
 * numbers, of keys that come twice the last.
 */
let isPatient: bool = false;
/** Eagerly read, did a wanted key come twice, or keys that exclude each other? */
export let isAmbiguous: bool = false;

export function setAmbiguous(): void {
  isAmbiguous = true;
}

/* Who reads what, as places in the function table: visit() and visitElement() of visit.ts, which build on this file. */
let visitor: u32 = 0;
let elementVisitor: u32 = 0;

export function setVisitors(ofValues: u32, ofElements: u32): void {
  visitor = ofValues;
  elementVisitor = ofElements;
}

/** Reads the object or array at `at`, the value of a wanted key. */
function visit(shape: usize, key: i32, at: usize): usize {
  return call_indirect<usize>(visitor, shape, key, at);
}

/** Makes ready for reading a document from its start; `stack` has MAX_DEPTH bytes. */
export function beginReading(list: usize, end: usize, stack: usize, patiently: bool): void {
  setNextQuotes(list);
  documentEnd = end;
  kinds = stack;
  isPatient = patiently;
  isAmbiguous = false;
  depth = 0;
}

/** First byte from `at` on that isn't white space, or the document's end. An address beyond that stays as it is. */
function pastSpaces(at: usize): usize {
  if (at >= documentEnd) return at;
  while (at < documentEnd && isSpace(load<u8>(at))) {
    // indentation, mostly: sixteen spaces at a time
    const others = i8x16.bitmask(i8x16.ne(v128.load(at + 1), v128.load(SPACES)));
    at += 1 + <usize>ctz(others | 0x10000);
  }
  return min(at, documentEnd);
}

/** The same, where mostly there is no white space. */
export function pastSpace(at: usize): usize {
  return load<u8>(at) > 0x20 ? at : pastSpaces(at);
}

/** Is a line feed and up to sixteen spaces all that is between two addresses? */
function isIndent(from: usize, to: usize): bool {
  const others = i8x16.bitmask(i8x16.ne(v128.load(from + 1), v128.load(SPACES)));
  return load<u8>(from) === LINE_FEED && <usize>ctz(others | 0x10000) === to - from - 1;
}

/** Visits the objects and arrays among the slots of a shape, patiently. False where one is not JSON. */
function visitSlots(shape: usize): bool {
  const quotes = nextQuotes;
  for (let key = 0; key < <i32>MAX_KEYS; key++) {
    const at = valueAt(shape, key);
    if (at === 0 || (load<u8>(at) | 0x20) !== OPENER) continue;
    setNextQuotes(valueEnd(shape, key));
    if (visit(shape, key, at) === 0) return false;
  }
  setNextQuotes(quotes);
  return true;
}

/** Goes past the value of a field that is no string: visits it if that is to be done now. */
function pastOther(shape: usize, key: i32, at: usize): usize {
  if ((load<u8>(at) | 0x20) !== OPENER) return pastScalar(at, documentEnd);
  if (key !== UNWANTED && !isPatient) return visit(shape, key, at);
  const after = matchPlayer(at);
  return after !== 0 ? after : skipValue(at);
}

/** Reads the object at `at` into the slots of `shape`, whose keys are `names`, and visits what is nested there. */
export function readObject(shape: usize, names: string, at: usize): usize {
  clearSlots(shape);
  if (depth === MAX_DEPTH) return 0;
  depth++;
  let quotes = nextQuotes;
  let field: usize = 0;
  at++;
  let next = <u32>load<u8>(at);
  if (next <= 0x20) {
    at = pastSpace(at);
    next = load<u8>(at);
  }
  if (next === CLOSER) at++;
  else next = COMMA;
  while (next === COMMA) {
    // where a string begins is taken from the list and then compared, so that no step waits for the one before
    const quote = <usize>load<u32>(quotes);
    if (quote !== at && !isIndent(at, quote) && quote !== pastSpaces(at)) return 0;
    const keyEnd = <usize>load<u32>(quotes, ENTRY);
    const key = keyAt(quote + 1, keyEnd, shape + CACHE + field, names);
    field = (field + LINE) & (LINES - 1);
    let value = keyEnd + 1;
    if (load<u8>(value) !== COLON) {
      value = pastSpaces(value);
      if (load<u8>(value) !== COLON) return 0;
    }
    value++;
    let byte = <u32>load<u8>(value);
    if (byte <= 0x20) {
      if (byte === 0x20) byte = load<u8>(++value);
      if (byte <= 0x20) {
        value = pastSpaces(value);
        byte = load<u8>(value);
      }
    }
    const following = <usize>load<u32>(quotes, 2 * ENTRY);
    let after: usize = 0;
    // what a slot says of a nested value: where its strings are listed
    let behind = quotes + 2 * ENTRY;
    quotes = behind;
    if (byte === QUOTE) {
      if (following !== value) return 0;
      after = <usize>load<u32>(quotes, ENTRY) + 1;
      quotes += 2 * ENTRY;
      behind = after;
    } else {
      setNextQuotes(quotes);
      after = pastShortScalar(value);
      if (after !== 0) {
        behind = after;
      } else {
        after = pastOther(shape, key, value);
        if (after === 0) return 0;
        if ((byte | 0x20) !== OPENER) behind = after;
        quotes = nextQuotes;
      }
    }
    if (key !== UNWANTED) {
      const slot = shape + <usize>key * SLOT;
      if (load<u32>(slot) !== 0) isAmbiguous = true;
      store<u32>(slot, <u32>value);
      store<u32>(slot, <u32>behind, 4);
    }
    next = load<u8>(after);
    at = after + 1;
    if (next <= 0x20) {
      at = pastSpaces(after);
      next = load<u8>(at);
      at++;
    }
  }
  depth--;
  setNextQuotes(quotes);
  if (next !== CLOSER || (isPatient && !visitSlots(shape))) return 0;
  return at;
}

/** Goes past a value of any kind. */
export function skipValue(at: usize): usize {
  const outside = depth;
  let quotes = nextQuotes;
  while (at < documentEnd) {
    const byte = <u32>load<u8>(at);
    const isOpen = (byte | 0x20) === OPENER;
    if (byte === QUOTE) {
      if (load<u32>(quotes) !== <u32>at) return 0;
      at = <usize>load<u32>(quotes, ENTRY) + 1;
      quotes += 2 * ENTRY;
    } else if (isOpen) {
      if (depth === MAX_DEPTH) return 0;
      store<u8>(kinds + depth, byte);
      depth++;
      at++;
    } else {
      const after = pastShortScalar(at);
      // a number that is the whole document may have more digits behind it
      at = after !== 0 && after < documentEnd ? after : pastScalar(at, documentEnd);
      if (at === 0) return 0;
    }
    at = pastSpace(at);
    let next = <u32>load<u8>(at);
    if (!isOpen || (next | 0x20) === CLOSER) {
      // a bracket closes the one that is two less
      while (depth > outside && at < documentEnd && next === load<u8>(kinds + depth - 1) + 2) {
        depth--;
        at = pastSpace(at + 1);
        next = load<u8>(at);
      }
      if (depth === outside) {
        setNextQuotes(quotes);
        return at;
      }
      if (next !== COMMA) return 0;
      at = pastSpace(at + 1);
    }
    if (load<u8>(kinds + depth - 1) === OPENER) {
      // a key and its colon
      if (load<u32>(quotes) !== <u32>at) return 0;
      at = pastSpace(<usize>load<u32>(quotes, ENTRY) + 1);
      quotes += 2 * ENTRY;
      if (load<u8>(at) !== COLON) return 0;
      at = pastSpace(at + 1);
    }
  }
  return 0;
}

/** Reads the array at `at`, each element of it as a `kind`. */
export function readArray(kind: i32, at: usize): usize {
  if (depth === MAX_DEPTH) return 0;
  depth++;
  at = pastSpace(at + 1);
  let next = <u32>load<u8>(at);
  if (next !== 0x5d) next = COMMA;
  else at++;
  while (next === COMMA && at < documentEnd) {
    at = call_indirect<usize>(elementVisitor, kind, at);
    if (at === 0) return 0;
    at = pastSpace(at);
    next = load<u8>(at);
    at++;
    if (next === COMMA) at = pastSpace(at);
  }
  depth--;
  return next === 0x5d ? at : 0;
}

/** Is this where the document ends, but for white space? */
function isEnd(at: usize): bool {
  return at !== 0 && pastSpace(at) === documentEnd;
}

/** Reads the document at `at` as an object; the shape is that of an empty one if it is something else. Is it JSON? */
export function readRootObject(shape: usize, names: string, at: usize): bool {
  at = pastSpace(at);
  clearSlots(shape);
  return isEnd(isObject(at) ? readObject(shape, names, at) : skipValue(at));
}

/** Reads the document at `at` as an array of elements of a kind, if it is one. Is it JSON? */
export function readRootArray(kind: i32, at: usize): bool {
  at = pastSpace(at);
  return isEnd(isArray(at) ? readArray(kind, at) : skipValue(at));
}

/** Reads the document at `at` for its own sake. Is it JSON? */
export function isJson(at: usize): bool {
  return isEnd(skipValue(pastSpace(at)));
}
