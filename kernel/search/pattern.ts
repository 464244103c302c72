/**
 * The query that is being answered, as every other part of the search needs it. All of it stands in the caller's
 * scratch region and is written anew by each call.
 */
import { LETTER_PLANES, ONE_TYPO_FROM, THREE_TYPOS_FROM, TWO_TYPOS_FROM } from './layout';
import { planeBytes } from './names';
import { normalise, wordStarts } from './normalise';
import { letterPlane, pairPlane } from './planes';

/* Scratch: the query's units, and for each unit the byte offsets of its planes. */
const UNITS_BYTES = 64 * 2;
const STEP_BYTES = 12;
const STEP_LETTER: usize = 0;
const STEP_PAIR: usize = 4;
const STEP_SWAP: usize = 8;
export const PATTERN_BYTES = UNITS_BYTES + 64 * STEP_BYTES;

/** Address of the query's units. What follows them is arbitrary, but there is enough to load whole vectors. */
export let units: usize = 0;
/** Units of the query, 1 to 64. */
export let length: i32 = 0;
/** Bits of the units that start a word. */
export let starts: u64 = 0;
let steps: usize = 0;
/** From the plane of names that have a character to that of names of which a word starts with it. */
let toStarts: usize = 0;

/** Takes in what the user typed, for the index that is open. False if it is empty or too long to be searched for. */
export function setPattern(text: usize, bytes: i32, scratch: usize): bool {
  units = scratch;
  steps = scratch + UNITS_BYTES;
  length = normalise(text, bytes, units, 64);
  starts = wordStarts();
  toStarts = planeBytes * LETTER_PLANES;
  if (length === 0 || length > 64) return false;
  let previous: u32 = 0;
  for (let i = 0; i < length; i++) {
    const unit = unitAt(i);
    const step = stepAt(i);
    store<u32>(step, letterPlane(unit) * planeBytes, STEP_LETTER);
    store<u32>(step, pairPlane(previous, unit) * planeBytes, STEP_PAIR);
    store<u32>(step, pairPlane(unit, previous) * planeBytes, STEP_SWAP);
    previous = unit;
  }
  return true;
}

export function unitAt(i: i32): u32 {
  return <u32>load<u16>(units + ((<usize>i) << 1));
}

function stepAt(i: i32): usize {
  return steps + <usize>i * STEP_BYTES;
}

/** Of 128 names, whose vector in the first plane is at `block`, those that have unit `i` of the query. */
export function withLetter(block: usize, i: i32): v128 {
  return v128.load(block + load<u32>(stepAt(i), STEP_LETTER));
}

/** Those of which a word starts with unit `i`. */
export function withStart(block: usize, i: i32): v128 {
  return v128.load(block + toStarts + load<u32>(stepAt(i), STEP_LETTER));
}

/** Those in which unit `i` follows the one before it in the query. */
export function withPair(block: usize, i: i32): v128 {
  return v128.load(block + load<u32>(stepAt(i), STEP_PAIR));
}

/** Those that have the two the other way round. */
export function withSwap(block: usize, i: i32): v128 {
  return v128.load(block + load<u32>(stepAt(i), STEP_SWAP));
}

export function startsWord(i: i32): bool {
  return ((starts >> i) & 1) !== 0;
}

/** Whether the query has several words. */
export function hasWords(): bool {
  return (starts & (starts - 1)) !== 0;
}

/** Typos that a query or word of so many units may have. Short ones have too many neighbours to guess among. */
export function typoAllowance(units: i32): i32 {
  return i32(units >= ONE_TYPO_FROM) + i32(units >= TWO_TYPOS_FROM) + i32(units >= THREE_TYPOS_FROM);
}
