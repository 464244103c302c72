/** What a brawler plays: its days on each map, put together from the folds of the days. */
import * as layout from '../layout/series';
import { MAX_PLACE } from '../layout/tally';
import { modeOf } from './modes';

/* A brawler's days on a map: the number of its mode, then games and half wins of each day, as f64. */
export const C_MODE: usize = 0;
export const C_DAYS: usize = 16;
export const CELL_BYTES: usize = C_DAYS + 16 * layout.MAX_SERIES_DAYS;
/** maps of a brawler, at most */
export const MOST_CELLS: usize = 4096;

/** by day: the fold's next record and its end */
const CURSORS: usize = memory.data(8 * layout.MAX_SERIES_DAYS, 8);
/** by day: key of the next record, or NONE */
const KEYS: usize = memory.data(8 * layout.MAX_SERIES_DAYS, 8);
const NONE: u64 = u64.MAX_VALUE;
/** the brawler's cells in ascending order of their modes' numbers, of a mode in that of places */
export const ORDER: usize = memory.data(4 * 4096, 8);

let days: u32 = 0;
let cells: usize = 0;
export let cellsEnd: usize = 0;

/** Begins with the folds of `count` days, from `at` on; `lengths` are their bytes, u32 each. `room` is for the cells. */
export function openFolds(at: usize, lengths: usize, count: u32, room: usize): void {
  days = count;
  cells = room;
  for (let day: usize = 0; day < <usize>count; day++) {
    const end = at + load<u32>(lengths + (day << 2));
    store<u32>(CURSORS + (day << 3), <u32>at);
    store<u32>(CURSORS + (day << 3), <u32>end, 4);
    store<u64>(KEYS + (day << 3), at < end ? load<u64>(at) : NONE);
    at = end;
  }
}

/** Key of the first record that is left; NONE where there is none. */
function leastKey(): u64 {
  let least = NONE;
  for (let key = KEYS; key < KEYS + ((<usize>days) << 3); key += 8) {
    least = load<u64>(key) < least ? load<u64>(key) : least;
  }
  return least;
}

/** The brawler that is next; 0 where there is none. */
export function nextBrawler(): u32 {
  const key = leastKey();
  return key === NONE ? 0 : <u32>(key >> layout.FOLD_BRAWLER_SHIFT);
}

/** Makes the cells of a brawler, which is next, and orders them; false for too many. */
export function takeBrawler(brawler: u32): bool {
  cellsEnd = cells;
  for (;;) {
    const key = leastKey();
    if (<u32>(key >> layout.FOLD_BRAWLER_SHIFT) !== brawler || key === NONE) break;
    if (cellsEnd === cells + MOST_CELLS * CELL_BYTES) return false;
    memory.fill(cellsEnd, 0, CELL_BYTES);
    store<u32>(cellsEnd, modeOf(<u32>key & MAX_PLACE), C_MODE);
    takeDays(key, cellsEnd + C_DAYS);
    cellsEnd += CELL_BYTES;
  }
  order();
  return true;
}

/** Takes the days of a key off the folds. */
function takeDays(key: u64, own: usize): void {
  for (let day: usize = 0; day < <usize>days; day++) {
    const place = day << 3;
    if (load<u64>(KEYS + place) !== key) continue;
    const record = <usize>load<u32>(CURSORS + place);
    store<f64>(own + (day << 4), <f64>load<u32>(record, layout.FOLD_GAMES));
    store<f64>(own + (day << 4), <f64>load<u32>(record, layout.FOLD_HALF_WINS), 8);
    const after = record + layout.FOLD_BYTES;
    store<u32>(CURSORS + place, <u32>after);
    store<u64>(KEYS + place, after < <usize>load<u32>(CURSORS + place, 4) ? load<u64>(after) : NONE);
  }
}

/** By insertion from the end: maps of a mode often lie together. */
function order(): void {
  let end = ORDER;
  for (let cell = cells; cell < cellsEnd; cell += CELL_BYTES, end += 4) {
    const mode = load<u32>(cell, C_MODE);
    let place = end;
    for (; place > ORDER && load<u32>(load<u32>(place - 4), C_MODE) > mode; place -= 4) {
      store<u32>(place, load<u32>(place - 4));
    }
    store<u32>(place, <u32>cell);
  }
}

/** End of the cells in ORDER. */
export function endOfOrder(): usize {
  return ORDER + ((cellsEnd - cells) / CELL_BYTES) * 4;
}

/** End of the cells in ORDER that are of the same mode as the one at `from`. */
export function endOfMode(from: usize): usize {
  const end = endOfOrder();
  const mode = load<u32>(load<u32>(from), C_MODE);
  while (from < end && load<u32>(load<u32>(from), C_MODE) === mode) from += 4;
  return from;
}

/** Adds up the days of the cells in ORDER from `from` up to `end` at `sum`. */
export function addCells(from: usize, end: usize, sum: usize): void {
  memory.fill(sum, 0, 16 * layout.MAX_SERIES_DAYS);
  for (; from < end; from += 4) {
    const own = <usize>load<u32>(from) + C_DAYS;
    for (let at: usize = 0; at < (<usize>days) << 4; at += 16) {
      v128.store(sum + at, f64x2.add(v128.load(sum + at), v128.load(own + at)));
    }
  }
}

export function gamesOn(own: usize, day: u32): f64 {
  return load<f64>(own + ((<usize>day) << 4));
}

export function halfWinsOn(own: usize, day: u32): f64 {
  return load<f64>(own + ((<usize>day) << 4), 8);
}

/** Of what was weighed last, games of the tested days, and the variance of a game's outcome. */
export let played: f64 = 0;
export let variance: f64 = 0;

/** Weighs up days that were added up. */
export function weigh(sum: usize): void {
  played = 0;
  let won: f64 = 0;
  for (let day: u32 = 0; day < days - 1; day++) {
    played += gamesOn(sum, day);
    won += halfWinsOn(sum, day);
  }
  const rate = (won / 2 + 1) / (played + 2);
  variance = rate * (1 - rate);
}

/** Whether a series of so many games may have a change. */
export function isEnough(games: f64): bool {
  return games >= <f64>(4 * layout.CHANGE_GAMES);
}
