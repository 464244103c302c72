import { NONE } from '../../../../kernel/layout/bundle.ts';
import { E_RANGE, E_SHAPE } from '../../../../kernel/layout/errors.ts';
import { type Extracted, type Json, type JsonObject, parseDocument } from './document.ts';

/** A field that is missing, of the wrong type or out of range; caught where a document's extraction began. */
export class FieldFault extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`field fault ${code}`);
    this.code = code;
  }
}

/** A value as read from an object: `undefined` where the key is absent. */
export type Field = Json | undefined;

/** Parses a document and makes bytes of it; a bad field on the way is the document's failure. */
export function extractDocument(bytes: Uint8Array, make: (value: Json) => Uint8Array): Extracted {
  const document = parseDocument(bytes);
  if (!document.ok) return document;
  try {
    return { ok: true, bytes: make(document.value) };
  } catch (error) {
    if (error instanceof FieldFault) return { ok: false, code: error.code };
    throw error;
  }
}

export function isMissing(value: Field): value is null | undefined {
  return value === null || value === undefined;
}

export function requiredObject(value: Field): JsonObject {
  if (isMissing(value) || typeof value !== 'object' || Array.isArray(value)) throw new FieldFault(E_SHAPE);
  return value;
}

/** An object, or an empty one where it is absent or null. */
export function optionalObject(value: Field): JsonObject {
  return isMissing(value) ? {} : requiredObject(value);
}

export function requiredArray(value: Field): Json[] {
  if (!Array.isArray(value)) throw new FieldFault(E_SHAPE);
  return value;
}

/** An array, or an empty one where it is absent or null. */
export function optionalArray(value: Field): Json[] {
  return isMissing(value) ? [] : requiredArray(value);
}

/** A text of at least one character. */
export function requiredText(value: Field): string {
  if (typeof value !== 'string' || value === '') throw new FieldFault(E_SHAPE);
  return value;
}

/** A text, empty where it is absent or null. */
export function optionalText(value: Field): string {
  if (isMissing(value)) return '';
  if (typeof value !== 'string') throw new FieldFault(E_SHAPE);
  return value;
}

/** True only for `true`; absent and null are false. */
export function optionalFlag(value: Field, otherwise = false): boolean {
  if (isMissing(value)) return otherwise;
  if (typeof value !== 'boolean') throw new FieldFault(E_SHAPE);
  return value;
}

/** An integer in 0…2^32 − 2 (2^32 − 1 is NONE), in whatever notation: 15000000.0 and 1e3 are integers. */
export function requiredInteger(value: Field): number {
  if (typeof value !== 'number') throw new FieldFault(E_SHAPE);
  if (Number.isFinite(value) && !Number.isInteger(value)) throw new FieldFault(E_SHAPE);
  if (value < 0 || value >= NONE) throw new FieldFault(E_RANGE);
  return value;
}

export function optionalInteger(value: Field, otherwise: number): number {
  return isMissing(value) ? otherwise : requiredInteger(value);
}

/** An integer as above, or NONE for anything else. */
export function integerOrNone(value: Field): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < NONE ? value : NONE;
}

/** A rate of 0…100 % in 1/10,000 of a percent point, half rounded up on the double. */
export function requiredRate(value: Field): number {
  if (typeof value !== 'number') throw new FieldFault(E_SHAPE);
  if (!(value >= 0 && value <= 100)) throw new FieldFault(E_RANGE);
  return Math.round(value * 10_000);
}

/** 0xRRGGBB of "#rrggbb", NONE for anything else, whatever its type. */
export function colorOf(value: Field): number {
  if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/i.test(value)) return NONE;
  return Number.parseInt(value.slice(1), 16);
}

const EXTENDED_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/;
const BASIC_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/;

/** Epoch seconds of "2025-08-17T20:00:00.000Z" or "20250817T200000.000Z", fractions cut off; null if neither. */
export function epochSeconds(text: string): number | null {
  const [, ...parts] = EXTENDED_TIME.exec(text) ?? BASIC_TIME.exec(text) ?? [];
  if (parts.length === 0) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  if (date.getUTCDate() !== day) return null;
  return date.getTime() / 1000;
}

/** Seconds that fit into 32 bits, or NONE for anything that is no such time. */
export function timeOrNone(value: Field): number {
  const seconds = typeof value === 'string' ? epochSeconds(value) : null;
  return seconds === null || seconds < 0 || seconds >= NONE ? NONE : seconds;
}

/** A time as epoch seconds; one before 1970 or beyond 32 bits is out of range. */
export function requiredTime(value: Field): number {
  const seconds = typeof value === 'string' ? epochSeconds(value) : null;
  if (seconds === null) throw new FieldFault(E_SHAPE);
  if (seconds < 0 || seconds >= NONE) throw new FieldFault(E_RANGE);
  return seconds;
}
