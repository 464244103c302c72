/** The teams most played on a map, from counted battles. Twin of mostPlayed() in the reference's counted.ts. */
import { MAX_COUNTED_TEAMS } from '../../layout/snapshot';
import {
  COUNT_TRIOS,
  KEY_A_SHIFT,
  KEY_B_SHIFT,
  MAX_CODE,
  SUM_GAMES,
  SUM_KEY,
  SUM_ROW,
} from '../../layout/tally';
import { numberOfCode } from './brawlers';
import {
  addSum,
  COUNT_GAMES,
  COUNT_HALF_WINS,
  effectiveGames,
  firstOfPlace,
  placeOf,
  weightedRate,
} from './counts';
import { sumCount } from './input';
import * as records from './records';
import { take } from './scratch';
import { addTeam, MEMBER_BITS } from './teams';

const MEMBERS_MASK: u64 = 0xfffffffff;

/* The teams kept, most played first. */
const KEPT_KEY: usize = 0;
const KEPT_COUNT: usize = 8;
const KEPT_BYTES: usize = 48;
const KEPT: usize = memory.data(48 * MAX_COUNTED_TEAMS, 8);
let kept: i32 = 0;

/** More players than this a team are of counts that contradict each other. */
const MOST_TEAM: f64 = 3;

/** the team that is being added up */
const TEAM: usize = memory.data(48, 8);

/* For each id of a map that has rows left, its next row and the end of its rows: u32 each. */
const NEXT: usize = 0;
const END: usize = 4;
const CURSOR_BYTES: usize = 8;
let cursors: usize = 0;
let cursorsEnd: usize = 0;

/** Takes room for the ids of a map. */
export function openTrios(): void {
  cursors = take(records.countOf(records.MAP_IDS), CURSOR_BYTES);
}

/** A team's key in the snapshot from its members' codes; 0 if one of them is nobody. */
function keyOf(members: u64): u64 {
  const a = <u64>numberOfCode(<u32>(members >> KEY_A_SHIFT) & MAX_CODE);
  const b = <u64>numberOfCode(<u32>(members >> KEY_B_SHIFT) & MAX_CODE);
  const last = <u32>members & MAX_CODE;
  const c = <u64>(last === 0 ? 0 : numberOfCode(last));
  if (a === 0 || b === 0 || (c === 0 && last !== 0)) return 0;
  return ((((a << MEMBER_BITS) | b) << MEMBER_BITS) | c) << (2 * MEMBER_BITS);
}

/** Games that a team needs more than to be kept. */
function leastGames(): f64 {
  if (kept < MAX_COUNTED_TEAMS) return 0;
  return load<f64>(KEPT + <usize>(kept - 1) * KEPT_BYTES + KEPT_COUNT, COUNT_GAMES);
}

/** Keeps the team added up if it is among the most played so far; teams come in the order of their members. */
function keep(members: u64): void {
  const games = load<f64>(TEAM + KEPT_COUNT, COUNT_GAMES);
  const key = keyOf(members);
  if (key === 0 || games <= leastGames()) return;
  store<u64>(TEAM, key, KEPT_KEY);
  if (kept === MAX_COUNTED_TEAMS) kept--;
  let at = KEPT + <usize>kept * KEPT_BYTES;
  for (; at > KEPT && load<f64>(at - KEPT_BYTES + KEPT_COUNT, COUNT_GAMES) < games; at -= KEPT_BYTES) {
    memory.copy(at, at - KEPT_BYTES, KEPT_BYTES);
  }
  memory.copy(at, TEAM, KEPT_BYTES);
  kept++;
}

/** Turns to the rows of `count` ids of a map. */
function turnTo(id: usize, count: i32): void {
  kept = 0;
  cursorsEnd = cursors;
  for (; count > 0; count--, id += records.MAP_ID_BYTES) {
    const place = placeOf(load<u32>(id, records.MAP_ID_OF_MAP));
    const next = firstOfPlace(COUNT_TRIOS, place);
    const end = firstOfPlace(COUNT_TRIOS, place + 1);
    if (next === end) continue;
    store<u32>(cursorsEnd, <u32>next, NEXT);
    store<u32>(cursorsEnd, <u32>end, END);
    cursorsEnd += CURSOR_BYTES;
  }
}

/** Adds up the team that is the least of all ids' next ones, and drops ids without further rows. */
function addUpLeast(): void {
  let members = u64.MAX_VALUE;
  let left = cursors;
  for (let cursor = cursors; cursor < cursorsEnd; cursor += CURSOR_BYTES) {
    members = min(members, load<u64>(load<u32>(cursor, NEXT), SUM_KEY) & MEMBERS_MASK);
  }
  memory.fill(TEAM, 0, KEPT_BYTES);
  for (let cursor = cursors; cursor < cursorsEnd; cursor += CURSOR_BYTES) {
    const row = <usize>load<u32>(cursor, NEXT);
    const isNext = (load<u64>(row, SUM_KEY) & MEMBERS_MASK) === members;
    const next = isNext ? row + SUM_ROW : row;
    const end = load<u32>(cursor, END);
    if (isNext) addSum(TEAM + KEPT_COUNT, row);
    if (next === end) continue;
    store<u32>(left, <u32>next, NEXT);
    store<u32>(left, end, END);
    left += CURSOR_BYTES;
  }
  cursorsEnd = left;
  keep(members);
}

/** Goes through the rows of the only id that has some left. */
function addUpRest(): void {
  const end = <usize>load<u32>(cursors, END);
  for (let row = <usize>load<u32>(cursors, NEXT); row < end; row += SUM_ROW) {
    if (<f64>load<u32>(row, SUM_GAMES) <= leastGames()) continue;
    memory.fill(TEAM, 0, KEPT_BYTES);
    addSum(TEAM + KEPT_COUNT, row);
    keep(load<u64>(row, SUM_KEY) & MEMBERS_MASK);
  }
}

/** Hands on the teams that are most played on `count` ids of a map. */
export function addTrios(id: usize, count: i32): void {
  if (sumCount(COUNT_TRIOS) === 0) return;
  turnTo(id, count);
  while (cursorsEnd > cursors + CURSOR_BYTES) addUpLeast();
  if (cursorsEnd > cursors) addUpRest();
  for (let at = KEPT; at < KEPT + <usize>kept * KEPT_BYTES; at += KEPT_BYTES) {
    const sum = at + KEPT_COUNT;
    addTeam(
      load<u64>(at, KEPT_KEY),
      load<f64>(sum, COUNT_GAMES),
      load<f64>(sum, COUNT_HALF_WINS),
      weightedRate(sum),
      effectiveGames(sum),
    );
  }
}

/** Players of a team on `count` ids of a map that have so many picks, averaged over all; others than whole teams count as 0. */
export function teamSize(id: usize, count: i32, picks: f64): f64 {
  let squares: f64 = 0;
  if (sumCount(COUNT_TRIOS) === 0) return 0;
  for (; count > 0; count--, id += records.MAP_ID_BYTES) {
    const place = placeOf(load<u32>(id, records.MAP_ID_OF_MAP));
    const end = firstOfPlace(COUNT_TRIOS, place + 1);
    for (let row = firstOfPlace(COUNT_TRIOS, place); row < end; row += SUM_ROW) {
      const each: f64 = (<u32>load<u64>(row, SUM_KEY) & MAX_CODE) !== 0 ? 9 : 4;
      squares += each * <f64>load<u32>(row, SUM_GAMES);
    }
  }
  return min(squares / picks, MOST_TEAM);
}
