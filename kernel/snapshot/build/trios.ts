/** The teams most played on a map, from counted battles. Twin of mostPlayed() in the reference's counted.ts. */
import { MAX_COUNTED_TEAMS } from '../../layout/snapshot';
import {
  COUNT_TRIOS,
  KEY_A_SHIFT,
  KEY_B_SHIFT,
  KEY_PLACE_SHIFT,
  MAX_CODE,
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
import { sumCount, sumRow } from './input';
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

/** the team that is being added up */
const TEAM: usize = memory.data(48, 8);

/** For each id of a map, its next row: u32. */
let cursors: usize = 0;
let cursorsEnd: usize = 0;

/** Takes room for the ids of a map. */
export function openTrios(): void {
  cursors = take(records.countOf(records.MAP_IDS), 4);
}

/** The members of the row that a cursor is at, as codes; the largest number behind the last row of its place. */
function membersAt(cursor: usize, place: u64): u64 {
  const row = <usize>load<u32>(cursor);
  if (row >= sumRow(COUNT_TRIOS, sumCount(COUNT_TRIOS))) return u64.MAX_VALUE;
  const key = load<u64>(row, SUM_KEY);
  return key >> KEY_PLACE_SHIFT === place ? key & MEMBERS_MASK : u64.MAX_VALUE;
}

/** Keeps the team added up if it is among the most played so far; teams come in the order of their members. */
function keep(): void {
  const games = load<f64>(TEAM + KEPT_COUNT, COUNT_GAMES);
  if (kept === MAX_COUNTED_TEAMS) {
    if (games <= load<f64>(KEPT + <usize>(kept - 1) * KEPT_BYTES + KEPT_COUNT, COUNT_GAMES)) return;
    kept--;
  }
  let at = KEPT + <usize>kept * KEPT_BYTES;
  for (; at > KEPT && load<f64>(at - KEPT_BYTES + KEPT_COUNT, COUNT_GAMES) < games; at -= KEPT_BYTES) {
    memory.copy(at, at - KEPT_BYTES, KEPT_BYTES);
  }
  memory.copy(at, TEAM, KEPT_BYTES);
  kept++;
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

/** Hands on the teams that are most played on `count` ids of a map. */
export function addTrios(id: usize, count: i32): void {
  kept = 0;
  if (sumCount(COUNT_TRIOS) === 0) return;
  cursorsEnd = cursors + ((<usize>count) << 2);
  for (let cursor = cursors; cursor < cursorsEnd; cursor += 4) {
    const place = placeAt(id, cursor);
    store<u32>(cursor, <u32>firstOfPlace(COUNT_TRIOS, place));
  }
  for (;;) {
    const members = leastMembers(id);
    if (members === u64.MAX_VALUE) break;
    addUp(id, members);
    const key = keyOf(members);
    store<u64>(TEAM, key, KEPT_KEY);
    if (key !== 0) keep();
  }
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

function placeAt(id: usize, cursor: usize): u64 {
  return placeOf(load<u32>(id + (cursor - cursors) * (records.MAP_ID_BYTES / 4), records.MAP_ID_OF_MAP));
}

function leastMembers(id: usize): u64 {
  let least = u64.MAX_VALUE;
  for (let cursor = cursors; cursor < cursorsEnd; cursor += 4) {
    least = min(least, membersAt(cursor, placeAt(id, cursor)));
  }
  return least;
}

/** Adds up a team over all ids, which go on to their next. */
function addUp(id: usize, members: u64): void {
  memory.fill(TEAM, 0, KEPT_BYTES);
  for (let cursor = cursors; cursor < cursorsEnd; cursor += 4) {
    if (membersAt(cursor, placeAt(id, cursor)) !== members) continue;
    addSum(TEAM + KEPT_COUNT, load<u32>(cursor));
    store<u32>(cursor, load<u32>(cursor) + <u32>SUM_ROW);
  }
}
