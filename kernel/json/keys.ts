/**
 * Naming keys. Objects of a kind come with the same keys in the same order nearly always. So the n-th field's first 16
 * bytes are compared with what stood there when it was last looked up: one vector compare names the field, or says
 * that nobody wants it. A cache line holds
 *
 *     16 bytes of text, with its closing quote if that is among them
 *     16 bytes that are ones where the text is not to be compared
 *     i32: the key's number, or UNWANTED
 */
import { decodeArea } from './slots';
import { decode, findBackslash } from './text';

const LINE_IGNORE: usize = 16;
const LINE_KEY: usize = 32;
export const UNWANTED = -1;

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

/** Number of the key between `from` and `to`, or UNWANTED; remembers it in the cache line `line` if it may. */
function lookUp(from: usize, to: usize, line: usize, names: string): i32 {
  if (findBackslash(from, to) < to) {
    // not remembered: the same first bytes may decode to another key
    return numberOf(decodeArea, decode(from, to, decodeArea), names);
  }
  const key = numberOf(from, to, names);
  // a key that is longer than these 16 bytes is unwanted, whatever follows them
  v128.store(line, i8x16.splat(0), LINE_IGNORE);
  for (let i = to + 1 - from; i < 16; i++) store<u8>(line + i, 0xff, LINE_IGNORE);
  v128.store(line, v128.or(v128.load(from), v128.load(line, LINE_IGNORE)));
  store<i32>(line, key, LINE_KEY);
  return key;
}

/** Does the text at `at` differ from what the cache line remembers? */
function differsFrom(line: usize, at: usize): bool {
  return v128.any_true(v128.xor(v128.or(v128.load(at), v128.load(line, LINE_IGNORE)), v128.load(line)));
}

/** Number of the key between `from` and `to` among `names`, or UNWANTED; `line` is the cache line of its place. */
export function keyAt(from: usize, to: usize, line: usize, names: string): i32 {
  return differsFrom(line, from) ? lookUp(from, to, line, names) : load<i32>(line, LINE_KEY);
}
