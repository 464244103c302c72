/**
 * Stage 2: walks a document that stage 1 found valid, by the tape. A place in it is an address. Skipping a value,
 * however large, is one look-up.
 */
import { closeOf, markFrom } from './tape';
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
export const SHAPE_BYTES = 1280;
const MAX_KEYS: usize = 16;
const MAX_FIELDS: usize = 24;

const CACHE: usize = MAX_KEYS * 8;
/* A cache line: 16 bytes of text, 16 bytes that are ones where the text is not to be compared, … */
const LINE_IGNORE: usize = 16;
/** … i32: the key's number, or UNWANTED */
const LINE_KEY: usize = 32;
/** … u32: bytes from the key's first character to behind its closing quote */
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

/** Looks the key at `at` (behind its opening quote) up by its text and remembers the answer in `line`. */
function lookUp(at: usize, line: usize, names: string): i32 {
  let end = at;
  while (load<u8>(end) !== QUOTE) end += load<u8>(end) === 0x5c ? 2 : 1;
  const firstEscape = findBackslash(at, end);
  if (firstEscape < end) {
    // not remembered: the same first bytes may decode to another key
    store<i32>(line, UNWANTED, LINE_KEY);
    v128.store(line, i8x16.splat(0));
    v128.store(line, i8x16.splat(0), LINE_IGNORE);
    store<u32>(line, <u32>(end + 1 - at), LINE_LENGTH);
    return numberOf(decodeArea, decode(at, end, decodeArea), names);
  }
  const key = numberOf(at, end, names);
  const length = end + 1 - at;
  v128.store(line, i8x16.splat(0), LINE_IGNORE);
  for (let i = length; i < 16; i++) store<u8>(line + i, 0xff, LINE_IGNORE);
  v128.store(line, v128.or(v128.load(at), v128.load(line, LINE_IGNORE)));
  store<i32>(line, key, LINE_KEY);
  store<u32>(line, <u32>length, LINE_LENGTH);
  return key;
}

/** Reads the object at `at` into the slots of `shape`. Of a key that comes twice, the last counts. */
export function readObject(shape: usize, names: string, at: usize): void {
  for (let i: usize = 0; i < CACHE; i += 16) v128.store(shape + i, i8x16.splat(0));
  let line = shape + CACHE;
  const lastLine = line + (MAX_FIELDS - 1) * LINE;
  at = pastSpace(at + 1);
  if (load<u8>(at) !== QUOTE) return;
  for (;;) {
    at++;
    const mark = markFrom(at);
    const differs = v128.xor(v128.or(v128.load(at), v128.load(line, LINE_IGNORE)), v128.load(line));
    const key = v128.any_true(differs) ? lookUp(at, line, names) : load<i32>(line, LINE_KEY);
    if (key !== UNWANTED) {
      at += load<u32>(line, LINE_LENGTH);
      if (load<u8>(at) !== COLON) at = pastSpace(at);
      const slot = shape + ((<usize>key) << 3);
      store<u32>(slot, <u32>pastSpace(at + 1));
      store<u32>(slot, <u32>mark, 4);
    }
    const end = endFrom(mark);
    if (load<u8>(end) !== COMMA) return;
    at = pastSpace(end + 1);
    if (line < lastLine) line += LINE;
  }
}
