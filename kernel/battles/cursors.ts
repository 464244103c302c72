/**
 * Runs read side by side, in ascending order of two numbers, of which one is the key of the row at hand: a binary heap
 * of cursors (Williams 1964), the least first.
 */
import { games, halfWins, next, step, takeRow } from './read';

export const CURSOR_BYTES: usize = 32;
/* A cursor: two u64 by which it is ordered, then u32. */
export const HIGH: usize = 0;
export const LOW: usize = 8;
const AT: usize = 16;
const END: usize = 20;
export const GAMES: usize = 24;
export const HALF_WINS: usize = 28;

let heap: usize = 0;
let end: usize = 0;
/** HIGH or LOW: which of the two is the key. */
let keyAt: usize = 0;

/** Begins without cursors, at `at`. */
export function openCursors(at: usize, key: usize): void {
  heap = at;
  end = at;
  keyAt = key;
}

/** Takes the row at hand into the cursor. */
function takeNext(cursor: usize): void {
  takeRow(load<u32>(cursor, AT), load<u32>(cursor, END));
  store<u64>(cursor + keyAt, load<u64>(cursor + keyAt) + step);
  store<u32>(cursor, <u32>next, AT);
  store<u32>(cursor, <u32>games, GAMES);
  store<u32>(cursor, <u32>halfWins, HALF_WINS);
}

/** Adds a cursor over a run of at least one row; `other` is what isn't the key. */
export function addCursor(run: usize, runEnd: usize, other: u64): void {
  store<u64>(end, other, HIGH);
  store<u64>(end, other, LOW);
  store<u64>(end + keyAt, 0);
  store<u32>(end, <u32>run, AT);
  store<u32>(end, <u32>runEnd, END);
  takeNext(end);
  end += CURSOR_BYTES;
}

/** Number of cursors. */
export function cursors(): u32 {
  return <u32>((end - heap) / CURSOR_BYTES);
}

function isBefore(a: usize, b: usize): bool {
  const highA = load<u64>(a, HIGH);
  const highB = load<u64>(b, HIGH);
  return highA === highB ? load<u64>(a, LOW) < load<u64>(b, LOW) : highA < highB;
}

/** Copies a cursor. */
function move(to: usize, from: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
}

/** Of the cursors below one, the lesser; the end or beyond where there are none. */
function lesserBelow(at: usize): usize {
  const child = at + (at - heap) + CURSOR_BYTES;
  const other = child + CURSOR_BYTES;
  return other < end && isBefore(other, child) ? other : child;
}

/** Moves a cursor down to its place; the one behind the last is room to hold it meanwhile. */
function sink(at: usize): void {
  let child = lesserBelow(at);
  // a run goes on for some rows before another's turn comes
  if (child >= end || !isBefore(child, at)) return;
  move(end, at);
  do {
    move(at, child);
    at = child;
    child = lesserBelow(at);
  } while (child < end && isBefore(child, end));
  move(at, end);
}

/** Puts the cursors added in order: the first then has the least row. */
export function orderCursors(): void {
  for (let i = cursors() >> 1; i > 0; i--) sink(heap + <usize>(i - 1) * CURSOR_BYTES);
}

/** The cursor with the least row. */
export function least(): usize {
  return heap;
}

/** Moves on from the least row. */
export function advance(): void {
  if (load<u32>(heap, AT) === load<u32>(heap, END)) {
    end -= CURSOR_BYTES;
    move(heap, end);
  } else {
    takeNext(heap);
  }
  if (end > heap) sink(heap);
}
