/**
 * The object that was read last, by shape: where its wanted values are, and what they are.
 *
 * A shape is static memory for what an extractor wants of one kind of object:
 *
 *     slots    MAX_KEYS × (address of the value, address behind it) in the object that was read last; 0: absent
 *     cache    see keys.ts
 */
import { SLOT } from './shapes';
import { decode, findBackslash } from './text';

/** Room for decoding a key or a text; as long as the document. */
export let decodeArea: usize = 0;

export function setDecodeArea(area: usize): void {
  decodeArea = area;
}

/** Makes a shape that of an empty object. */
export function clearSlots(shape: usize): void {
  const nothing = i8x16.splat(0);
  v128.store(shape, nothing);
  v128.store(shape, nothing, 16);
  v128.store(shape, nothing, 32);
  v128.store(shape, nothing, 48);
  v128.store(shape, nothing, 64);
  v128.store(shape, nothing, 80);
}

/** Address of the value of a key in the object read last, or 0 if it has none. */
export function valueAt(shape: usize, key: i32): usize {
  return load<u32>(shape + <usize>key * SLOT);
}

/** Address behind that value, which is no object or array. */
export function valueEnd(shape: usize, key: i32): usize {
  return load<u32>(shape + <usize>key * SLOT, 4);
}

export function isObject(at: usize): bool {
  return load<u8>(at) === 0x7b;
}

export function isArray(at: usize): bool {
  return load<u8>(at) === 0x5b;
}

/** Absent or null. */
export function isMissing(at: usize): bool {
  return at === 0 || load<u8>(at) === 0x6e;
}

export let spanFrom: usize = 0;
export let spanTo: usize = 0;

/** Sets spanFrom and spanTo to the decoded text of a string: in the document if it has no escapes. */
export function readSpan(at: usize, after: usize): void {
  spanFrom = at + 1;
  spanTo = after - 1;
  if (findBackslash(spanFrom, spanTo) === spanTo) return;
  spanTo = decode(spanFrom, spanTo, decodeArea);
  spanFrom = decodeArea;
}

/** Sets spanFrom and spanTo to the text of that value if it is one, else to nothing. Returns whether it is one. */
export function readText(shape: usize, key: i32): bool {
  const at = valueAt(shape, key);
  const isText = at !== 0 && load<u8>(at) === 0x22;
  if (isText) {
    readSpan(at, valueEnd(shape, key));
  } else {
    spanFrom = decodeArea;
    spanTo = decodeArea;
  }
  return isText;
}

/** Is the text of spanFrom…spanTo this one, which is ASCII? */
export function isSpan(text: string): bool {
  const length = text.length;
  if (spanTo - spanFrom !== <usize>length) return false;
  for (let i = 0; i < length; i++) if (load<u8>(spanFrom + i) !== text.charCodeAt(i)) return false;
  return true;
}
