/**
 * Reads the fields of the object that the reader read last into a shape. The first field that is not as it
 * must be sets `fault`; later ones don't change it, so that a row is read straight through and checked once.
 */
import { NONE } from '../layout/bundle';
import { E_RANGE, E_SHAPE } from '../layout/errors';
import { eightDigits, shortRate } from './digits';
import { readDouble } from './number';
import { isArray, isMissing, isObject, readText, spanFrom, spanTo, valueAt, valueEnd } from './slots';
import { hexValue } from './text';
import { epochSeconds, isTime } from './time';
import { isDigit, isHexDigit } from './token';

/** 0, or the error code of the first bad field since clearFault(). */
export let fault: i32 = 0;
/** Address of its value, 0 where it is missing. */
export let faultAt: usize = 0;

export function clearFault(): void {
  fault = 0;
  faultAt = 0;
}

export function setFault(code: i32, at: usize): u32 {
  if (fault === 0) {
    fault = code;
    faultAt = at;
  }
  return 0;
}

/** Is the value an object? If not, that is a fault. */
export function expectObject(at: usize): bool {
  if (at !== 0 && isObject(at)) return true;
  setFault(E_SHAPE, at);
  return false;
}

export function expectArray(at: usize): bool {
  if (at !== 0 && isArray(at)) return true;
  setFault(E_SHAPE, at);
  return false;
}

/** Like expectObject, but a value that is absent or null is no fault either. */
export function hasObject(at: usize): bool {
  return !isMissing(at) && expectObject(at);
}

export function hasArray(at: usize): bool {
  return !isMissing(at) && expectArray(at);
}

function isNumber(at: usize): bool {
  return at !== 0 && (load<u8>(at) === 0x2d || isDigit(load<u8>(at)));
}

/** The integer between `at` and `end` if it is one in 0…2^32 − 2, in whatever notation; else NONE. */
function integerAt(at: usize, end: usize): u32 {
  if (at === 0) return NONE;
  const length = end - at;
  if (length - 1 < 8) {
    const value = eightDigits(at, length);
    if (value !== NONE) return value;
  }
  if (!isNumber(at)) return NONE;
  const number = readDouble(at);
  return number >= 0 && number < <f64>NONE && number === trunc(number) ? <u32>number : NONE;
}

/** An integer in 0…2^32 − 2, or NONE where the value is absent or anything else. */
export function integerOrNone(shape: usize, key: i32): u32 {
  return integerAt(valueAt(shape, key), valueEnd(shape, key));
}

/** An integer in 0…2^32 − 2. */
export function requiredInteger(shape: usize, key: i32): u32 {
  const at = valueAt(shape, key);
  const value = integerAt(at, valueEnd(shape, key));
  if (value !== NONE) return value;
  const number = isNumber(at) ? readDouble(at) : 0.5;
  const isFraction = number - number === 0 && number !== trunc(number);
  return setFault(isFraction ? E_SHAPE : E_RANGE, at);
}

/** An integer, `otherwise` where it is absent or null. */
export function optionalInteger(shape: usize, key: i32, otherwise: u32): u32 {
  return isMissing(valueAt(shape, key)) ? otherwise : requiredInteger(shape, key);
}

/** A rate of 0…100 % in 1/10,000 of a percent point: Math.round(rate × 10,000). */
export function requiredRate(shape: usize, key: i32): u32 {
  const at = valueAt(shape, key);
  if (!isNumber(at)) return setFault(E_SHAPE, at);
  const length = valueEnd(shape, key) - at;
  if (length <= 8) {
    const short = shortRate(at, length);
    if (short !== NONE) return short;
  }
  const rate = readDouble(at);
  if (rate < 0 || rate > 100) return setFault(E_RANGE, at);
  const scaled = rate * 10000;
  const whole = Math.floor(scaled);
  return <u32>whole + u32(scaled - whole >= 0.5);
}

/** `true` or `false`; `otherwise` where it is absent or null. */
export function optionalFlag(shape: usize, key: i32, otherwise: bool): bool {
  const at = valueAt(shape, key);
  if (isMissing(at)) return otherwise;
  const first = <u32>load<u8>(at);
  if (first !== 0x74 && first !== 0x66) setFault(E_SHAPE, at);
  return first === 0x74;
}

/** Sets spanFrom and spanTo to the text, empty where it is absent or null. */
export function optionalText(shape: usize, key: i32): void {
  const at = valueAt(shape, key);
  if (!readText(shape, key) && !isMissing(at)) setFault(E_SHAPE, at);
}

/** Like optionalText, but a text that is missing or empty is a fault. */
export function requiredText(shape: usize, key: i32): void {
  optionalText(shape, key);
  if (spanFrom === spanTo) setFault(E_SHAPE, valueAt(shape, key));
}

/** 0xRRGGBB of "#rrggbb"; NONE for anything else, of whatever type. */
export function color(shape: usize, key: i32): u32 {
  readText(shape, key);
  if (spanTo - spanFrom !== 7 || load<u8>(spanFrom) !== 0x23) return NONE;
  let value: u32 = 0;
  for (let at = spanFrom + 1; at < spanTo; at++) {
    if (!isHexDigit(load<u8>(at))) return NONE;
    value = (value << 4) | hexValue(load<u8>(at));
  }
  return value;
}

/** A time as epoch seconds in 0…2^32 − 2; NONE where it is out of this range, isTime false where it is none. */
export function timeOrNone(shape: usize, key: i32): u32 {
  readText(shape, key);
  const seconds = epochSeconds(spanFrom, spanTo);
  return isTime && seconds >= 0 && seconds < <i64>NONE ? <u32>seconds : NONE;
}

/** A time as epoch seconds in 0…2^32 − 2. */
export function requiredTime(shape: usize, key: i32): u32 {
  const seconds = timeOrNone(shape, key);
  return seconds !== NONE ? seconds : setFault(isTime ? E_RANGE : E_SHAPE, valueAt(shape, key));
}
