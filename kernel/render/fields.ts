/**
 * Fields of an answer: a span and the value of one row of one column behind it. All go through one function, which
 * the compiler won't inline: they stand in an answer once or a few times, where size counts more than speed.
 */
import { NONE16, NONE32, S_STRINGS } from '../layout/snapshot';
import { column, value32 } from '../snapshot/read/columns';
import { putInteger, putTenths, tenths } from './number';
import { FALSE, NULL, SPANS, TRUE } from './spans';
import { putTimeMs } from './time';
import { COMMA, dropComma, put, QUOTE } from './write';

/* A field: kind << 27 | column << 20 | span. */
const COLUMN_SHIFT = 20;
const KIND_SHIFT = 27;
const SPAN_MASK = 0xfffff;
/** the span alone */
const LITERAL = 0;
/** null */
const MISSING = 1;
/** u32 */
const INTEGER = 2;
/** u16 */
const SMALL = 3;
/** u32, null for NONE32 */
const COUNT = 4;
/** u32, null for 0 */
const NONZERO = 5;
/** u32 epoch seconds as a string, null for 0 */
const TIME = 6;
/** u16 in 1/100 pp as percent, null for NONE16 */
const RATE = 7;
/** u32 0xRRGGBB as "#rrggbb", null for what is more */
const COLOR = 8;
/** text of a string column, without quotes */
const TEXT = 9;
/** the same with the closing quote; the opening one is the span's */
const STRING = 10;
/** the same with both quotes, null where it is empty */
const STRING_OR_NULL = 11;
/** one bit of a u8 column: FLAG + number of the bit; the same turned round: NOT_FLAG + number of the bit */
const FLAG = 16;
const NOT_FLAG = 24;

/** Copies 64 bytes, which for nearly every text is all, and then the rest. */
function putBytes(p: usize, from: usize, length: u32): usize {
  v128.store(p, v128.load(from));
  v128.store(p, v128.load(from, 16), 16);
  v128.store(p, v128.load(from, 32), 32);
  v128.store(p, v128.load(from, 48), 48);
  if (length > 64) memory.copy(p + 64, from + 64, length - 64);
  return p + length;
}

/** The sixteen hexadecimal digits of n, each of its nibbles looked up in a vector of digits. */
export function hexDigits(n: u64): v128 {
  const bytes = i64x2.splat(bswap<u64>(n));
  const mask = i8x16.splat(15);
  const high = v128.and(i16x8.shr_u(bytes, 4), mask);
  const low = v128.and(bytes, mask);
  const nibbles = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return i8x16.swizzle(i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102), nibbles);
}

function putField(p: usize, field: u32, row: u32): usize {
  p = putBytes(p, SPANS + ((field & SPAN_MASK) >> 8), field & 0xff);
  const start = column((field >> COLUMN_SHIFT) & 127);
  const at = start + ((<usize>row) << 2);
  const kind = field >> KIND_SHIFT;
  if (kind >= <u32>FLAG) {
    const isSet = (<u32>load<u8>(start + row) >> (kind & 7)) & 1;
    return put(p, isSet !== <u32>(kind >= <u32>NOT_FLAG) ? TRUE : FALSE);
  }
  switch (kind) {
    case LITERAL:
      return p;
    case INTEGER:
      return putInteger(p, load<u32>(at));
    case SMALL:
      return putInteger(p, load<u16>(start + ((<usize>row) << 1)));
    case COUNT:
      if (load<u32>(at) === NONE32) break;
      return putInteger(p, load<u32>(at));
    case NONZERO:
      if (load<u32>(at) === 0) break;
      return putInteger(p, load<u32>(at));
    case TIME:
      if (load<u32>(at) === 0) break;
      return putTimeMs(p, <u64>load<u32>(at) * 1000);
    case RATE: {
      const rate = <u32>load<u16>(start + ((<usize>row) << 1));
      if (rate === NONE16) break;
      return putTenths(p, tenths(rate));
    }
    case COLOR: {
      const color = load<u32>(at);
      if (color > 0xffffff) break;
      store<u16>(p, 0x2322);
      store<u64>(p, i64x2.extract_lane(hexDigits(color), 1) >> 16, 2);
      store<u8>(p, QUOTE, 8);
      return p + 9;
    }
    case TEXT:
    case STRING:
    case STRING_OR_NULL: {
      const from = load<u32>(at);
      const length = load<u32>(at, 4) - from;
      if (kind === STRING_OR_NULL) {
        if (length === 0) break;
        store<u8>(p++, QUOTE);
      }
      p = putBytes(p, column(S_STRINGS) + from, length);
      store<u8>(p, QUOTE);
      return kind === TEXT ? p : p + 1;
    }
    default:
      break;
  }
  return put(p, NULL);
}

/** A span of any length. */
export function putSpan(p: usize, span: u32): usize {
  return putField(p, span, 0);
}

export function putNull(p: usize, span: u32): usize {
  return putField(p, (MISSING << KIND_SHIFT) | span, 0);
}

export function putNumber(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (INTEGER << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putSmall(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (SMALL << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putCount(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (COUNT << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putNonzero(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (NONZERO << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putTime(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (TIME << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putRate(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (RATE << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putColor(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (COLOR << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putText(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (TEXT << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putString(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (STRING << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putStringOrNull(p: usize, span: u32, id: u32, row: u32): usize {
  return putField(p, (STRING_OR_NULL << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putFlag(p: usize, span: u32, id: u32, row: u32, bit: u32): usize {
  return putField(p, ((FLAG + bit) << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

/** True where the bit is not set. */
export function putNotFlag(p: usize, span: u32, id: u32, row: u32, bit: u32): usize {
  return putField(p, ((NOT_FLAG + bit) << KIND_SHIFT) | (id << COLUMN_SHIFT) | span, row);
}

export function putBool(p: usize, span: u32, value: bool): usize {
  return putSpan(putSpan(p, span), value ? TRUE : FALSE);
}

/** Rows [from, to) of a u32 column, a comma between two. */
export function putNumbers(p: usize, span: u32, id: i32, from: u32, to: u32): usize {
  p = putSpan(p, span);
  for (let row = from; row < to; row++) {
    p = putInteger(p, value32(id, row));
    store<u8>(p++, COMMA);
  }
  return dropComma(p);
}
