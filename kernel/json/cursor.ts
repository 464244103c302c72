/**
 * Stage 2: walks a document that stage 1 found valid, by the tape. A place in it is an address. Skipping a value,
 * however large, is one look-up.
 */
import { blockOf, closeOf, markFrom, marksFrom, marksOf } from './tape';
import { decode, findBackslash } from './text';
import { pastSpace } from './token';

/**
 * A shape is what an extractor wants of one kind of object: up to MAX_KEYS keys, named by the literal that is
 * passed to readObject (separated by spaces; a key's number is its place). Per shape there is static memory for
 *
 *     slots    MAX_KEYS × the addresses of a value of the object that was read last and of the first comma or
 *              bracket at or behind it; 0: the key is absent
 *     cache    MAX_FIELDS × what the n-th field of such objects was called when it was last looked up
 *
 * Objects of a kind come with the same keys in the same order nearly always. So the n-th field's first 16 bytes
 * are compared with what stood there before: one vector compare names the field, or says that nobody wants it.
 */
export const SHAPE_BYTES = 1232;
const MAX_KEYS: usize = 10;
const MAX_FIELDS: usize = 24;

const CACHE: usize = MAX_KEYS * 8;
/* A cache line: 16 bytes of text, 16 bytes that are ones where the text is not to be compared, … */
const LINE_IGNORE: usize = 16;
/** … i32: the key's number, or UNWANTED */
const LINE_KEY: usize = 32;
/** … u32: the key's length */
const LINE_LENGTH: usize = 36;
const LINE: usize = 48;
const UNWANTED = -1;

const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;

/** Room for decoding a key or a short text; as long as the document. */
let decodeArea: usize = 0;

export function setDecodeArea(area: usize): void {
  decodeArea = area;
}

/** Address of the value of a key in the object read last, or 0 if it has none. */
export function valueAt(shape: usize, key: i32): usize {
  return load<u32>(shape + ((<usize>key) << 3));
}

/** First comma or bracket at or behind that value: what ends it, unless it is an object or array. */
export function valueMark(shape: usize, key: i32): usize {
  return load<u32>(shape + ((<usize>key) << 3), 4);
}

/** Address behind the last byte of that value, which is no object or array; 0 if it has none. */
export function valueEnd(shape: usize, key: i32): usize {
  let end = valueMark(shape, key);
  if (end === 0) return 0;
  while (load<u8>(end - 1) <= 0x20) end--;
  return end;
}

/** The comma or closing bracket behind the value whose first mark is at `mark`. */
function endFrom(mark: usize): usize {
  return (load<u8>(mark) | 0x20) === 0x7b ? pastSpace(closeOf(mark) + 1) : mark;
}

/** The element behind the one at `at`, or 0 if that is the last. */
export function nextElement(at: usize): usize {
  const end = endFrom(markFrom(at));
  return load<u8>(end) === COMMA ? pastSpace(end + 1) : 0;
}

/** The first element of the array at `at`, or 0 if it is empty. */
export function firstElement(at: usize): usize {
  at = pastSpace(at + 1);
  return load<u8>(at) === 0x5d ? 0 : at;
}

/** Elements of the array at `at`. */
export function countElements(at: usize): u32 {
  let count: u32 = 0;
  for (at = firstElement(at); at !== 0; at = nextElement(at)) count++;
  return count;
}

export function isObject(at: usize): bool {
  return load<u8>(at) === 0x7b;
}

export function isArray(at: usize): bool {
  return load<u8>(at) === 0x5b;
}

export function isText(at: usize): bool {
  return load<u8>(at) === QUOTE;
}

/** Absent or null. */
export function isMissing(at: usize): bool {
  return at === 0 || load<u8>(at) === 0x6e;
}

/** Address of the closing quote of the string that ends at the mark `mark`. */
export function textEnd(mark: usize): usize {
  let end = mark - 1;
  while (load<u8>(end) !== QUOTE) end--;
  return end;
}

export let spanFrom: usize = 0;
export let spanTo: usize = 0;

/** Sets spanFrom and spanTo to the decoded text of the string at `at`: in the document if it has no escapes. */
export function readSpan(at: usize, mark: usize): void {
  spanFrom = at + 1;
  spanTo = textEnd(mark);
  if (findBackslash(spanFrom, spanTo) === spanTo) return;
  spanTo = decode(spanFrom, spanTo, decodeArea);
  spanFrom = decodeArea;
}

/** The same for a string that is an element of an array. */
export function readText(at: usize): void {
  readSpan(at, markFrom(at));
}

/** Is the text of spanFrom…spanTo this one, which is ASCII? */
export function isSpan(text: string): bool {
  const length = text.length;
  if (spanTo - spanFrom !== <usize>length) return false;
  for (let i = 0; i < length; i++) if (load<u8>(spanFrom + i) !== text.charCodeAt(i)) return false;
  return true;
}

/** Sets spanFrom and spanTo to an empty text. */
export function readNothing(): void {
  spanFrom = decodeArea;
  spanTo = decodeArea;
}

/** Number of the key with the text `from` to `to` among `names`, or UNWANTED. */
function numberOf(from: usize, to: usize, names: string): i32 {
  const length = names.length;
  let key = 0;
  for (let i = 0; i < length; key++) {
    let at = from;
    let isSame = true;
    for (; i < length && names.charCodeAt(i) !== 0x20; i++, at++) {
      isSame = isSame && at < to && load<u8>(at) === names.charCodeAt(i);
    }
    if (isSame && at === to) return key;
    i++;
  }
  return UNWANTED;
}

/**
 * Number of the key whose text stands between `from` and `to`, or UNWANTED. Its escapes are decoded, and the answer
 * is remembered in the cache line `line`, unless that is 0.
 */
function lookUp(from: usize, to: usize, line: usize, names: string): i32 {
  if (line !== 0 && findBackslash(from, to) < to) {
    // not remembered: the same first bytes may decode to another key
    return lookUp(decodeArea, decode(from, to, decodeArea), 0, names);
  }
  const key = numberOf(from, to, names);
  if (line === 0) return key;
  v128.store(line, i8x16.splat(0), LINE_IGNORE);
  for (let i = to + 1 - from; i < 16; i++) store<u8>(line + i, 0xff, LINE_IGNORE);
  v128.store(line, v128.or(v128.load(from), v128.load(line, LINE_IGNORE)));
  store<i32>(line, key, LINE_KEY);
  store<u32>(line, <u32>(to - from), LINE_LENGTH);
  return key;
}

/** First address from `at` on that is a closing quote. */
function quoteFrom(at: usize): usize {
  while (load<u8>(at) !== QUOTE) at += load<u8>(at) === 0x5c ? 2 : 1;
  return at;
}

/** Reads the object at `at` into the slots of `shape`. Of a key that comes twice, the last counts. */
export function readObject(shape: usize, names: string, at: usize): void {
  const nothing = i8x16.splat(0);
  v128.store(shape, nothing);
  v128.store(shape, nothing, 16);
  v128.store(shape, nothing, 32);
  v128.store(shape, nothing, 48);
  v128.store(shape, nothing, 64);
  let line = shape + CACHE;
  const lastLine = line + (MAX_FIELDS - 1) * LINE;
  at = pastSpace(at + 1);
  if (load<u8>(at) !== QUOTE) return;
  let word = marksOf(at);
  let marks = marksFrom(at);
  for (;;) {
    at++;
    while (marks === 0) {
      word += 8;
      marks = load<u64>(word);
    }
    const mark = blockOf(word) + <usize>ctz(marks);
    marks &= marks - 1;
    const differs = v128.xor(v128.or(v128.load(at), v128.load(line, LINE_IGNORE)), v128.load(line));
    let key = load<i32>(line, LINE_KEY);
    let keyEnd = at + load<u32>(line, LINE_LENGTH);
    if (v128.any_true(differs)) {
      keyEnd = quoteFrom(at);
      key = lookUp(at, keyEnd, line, names);
    }
    if (key !== UNWANTED) {
      let value = keyEnd + 1;
      if (load<u8>(value) !== COLON) value = pastSpace(value);
      const slot = shape + ((<usize>key) << 3);
      store<u32>(slot, <u32>pastSpace(value + 1));
      store<u32>(slot, <u32>mark, 4);
    }
    let end = mark;
    if ((load<u8>(mark) | 0x20) === 0x7b) {
      end = pastSpace(closeOf(mark) + 1);
      word = marksOf(end + 1);
      marks = marksFrom(end + 1);
    }
    if (load<u8>(end) !== COMMA) return;
    at = pastSpace(end + 1);
    if (line < lastLine) line += LINE;
  }
}
