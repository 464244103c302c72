/** The teams of a board: summed by their members, fitted about the members' lifts and ranked. */
import { MAX_BRAWLERS } from '../../layout/build';
import * as bundle from '../../layout/bundle';
import { NONE16 } from '../../layout/snapshot';
import { fitRows, judgeRows } from '../../stats/fit';
import { addRow, GIVEN, NOISE, OWNER, openRows, SAMPLING, SECOND } from '../../stats/rows';
import { brawlerRow } from './brawlers';
import { liftOf, varianceOf } from './cells';
import { field } from './input';
import { orderRows, stored, storePosterior } from './order';
import * as records from './records';
import { keyAt, setPair, sortPairs, valueAt } from './sort';

const MEMBERS = 5;
/** Fewer games than this say no less. */
const LEAST_GAMES: f64 = 0.01;
/** A team's key has each member's row + 1 in so many bits, the first in the highest; so keys order as lists do. */
export const MEMBER_BITS = 12;
const KEY_BITS = 60;

const SUM_KEY: usize = 0;
const SUM_GAMES: usize = 8;
const SUM_HALF_WINS: usize = 16;
/** weighted by age: rate, and how many games it says as much as */
const SUM_RATE: usize = 24;
const SUM_EFFECTIVE: usize = 32;
export const TEAM_SUM_BYTES: usize = 40;

let sums: usize = 0;
let sumsEnd: usize = 0;
let count: i32 = 0;

/** `at` has TEAM_SUM_BYTES a TEAM row. */
export function openTeams(at: usize): void {
  sums = at;
  sumsEnd = at;
}

/** Begins a board. */
export function clearTeams(): void {
  sumsEnd = sums;
}

/** Number at place `i` of a key: a row + 1, or 0 behind the last. */
function memberAt(key: u64, i: i32): i32 {
  return <i32>(key >> (KEY_BITS - MEMBER_BITS * (i + 1))) & MAX_BRAWLERS;
}

/** The key with a member put where it belongs. */
function withMember(key: u64, member: i32): u64 {
  let place = 0;
  while (memberAt(key, place) !== 0 && memberAt(key, place) <= member) place++;
  const shift = KEY_BITS - MEMBER_BITS * place;
  const behind = key & (((<u64>1) << shift) - 1);
  return (key ^ behind) | ((<u64>member) << (shift - MEMBER_BITS)) | (behind >> MEMBER_BITS);
}

/** Key of a team's members; 0 if a member is unknown or there are fewer than two. */
function keyOf(team: usize): u64 {
  let key: u64 = 0;
  for (let id = team + bundle.TEAM_BRAWLER_1 * 4; id < team + bundle.TEAM_WIN_RATE * 4; id += 4) {
    if (load<u32>(id) === 0) continue;
    const row = brawlerRow(id);
    if (row < 0) return 0;
    key = withMember(key, row + 1);
  }
  return memberAt(key, 1) === 0 ? 0 : key;
}

/** Adds `rows` TEAM rows from `team` on: those with games, no more wins than games, and known members. */
export function addTeams(team: usize, rows: i32): void {
  for (; rows > 0; rows--, team += bundle.TEAM_FIELDS * 4) {
    const games = <f64>field(team, bundle.TEAM_TOTAL);
    const halfWins = 2 * <f64>field(team, bundle.TEAM_WINS) + <f64>field(team, bundle.TEAM_DRAWS);
    if (games === 0 || halfWins > 2 * games) continue;
    const key = keyOf(team);
    if (key === 0) continue;
    store<u64>(sumsEnd, key, SUM_KEY);
    store<f64>(sumsEnd, games, SUM_GAMES);
    store<f64>(sumsEnd, halfWins, SUM_HALF_WINS);
    sumsEnd += TEAM_SUM_BYTES;
  }
}

/** Adds a team with a key of its own, weighted by age. */
export function addTeam(key: u64, games: f64, halfWins: f64, rate: f64, effective: f64): void {
  store<u64>(sumsEnd, key, SUM_KEY);
  store<f64>(sumsEnd, games, SUM_GAMES);
  store<f64>(sumsEnd, halfWins, SUM_HALF_WINS);
  store<f64>(sumsEnd, rate, SUM_RATE);
  store<f64>(sumsEnd, effective, SUM_EFFECTIVE);
  sumsEnd += TEAM_SUM_BYTES;
}

/** Sums teams with the same members. The pairs have each once then, in order. */
function joinEquals(): void {
  let kept = 0;
  count = 0;
  for (let sum = sums; sum < sumsEnd; sum += TEAM_SUM_BYTES) setPair(count++, load<u64>(sum, SUM_KEY), sum);
  sortPairs(0, count);
  for (let i = 0; i < count; i++) {
    const sum = valueAt(i);
    if (kept > 0 && keyAt(kept - 1) === keyAt(i)) {
      const before = valueAt(kept - 1);
      store<f64>(before, load<f64>(before, SUM_GAMES) + load<f64>(sum, SUM_GAMES), SUM_GAMES);
      store<f64>(before, load<f64>(before, SUM_HALF_WINS) + load<f64>(sum, SUM_HALF_WINS), SUM_HALF_WINS);
    } else {
      setPair(kept++, keyAt(i), sum);
    }
  }
  count = kept;
}

/** What isn't known of the sum of the members' lifts, pp²: one that is k times in the team moves it k times as far. */
function openVariance(key: u64): f64 {
  let open: f64 = 0;
  for (let i = 0; i < MEMBERS && memberAt(key, i) !== 0; i++) {
    let times: f64 = 0;
    for (let j = 0; j < MEMBERS; j++) if (memberAt(key, j) === memberAt(key, i)) times += 1;
    open += times * varianceOf(memberAt(key, i) - 1);
  }
  return open;
}

/** Makes a row of a team: it is shrunk to the baseline and its members' lifts. */
function makeRow(sum: usize, baseline: f64, isWeighted: bool): void {
  const key = load<u64>(sum, SUM_KEY);
  const games = load<f64>(sum, SUM_GAMES);
  const rate = isWeighted ? load<f64>(sum, SUM_RATE) : (50 * load<f64>(sum, SUM_HALF_WINS)) / games;
  const effective = max(isWeighted ? load<f64>(sum, SUM_EFFECTIVE) : games, LEAST_GAMES);
  const row = addRow(rate, sum);
  let expected = baseline;
  for (let i = 0; i < MEMBERS && memberAt(key, i) !== 0; i++) expected += liftOf(memberAt(key, i) - 1);
  expected = min(max(expected, 1), 99);
  store<f64>(row, expected, GIVEN);
  const noise = (expected * (100 - expected)) / effective;
  store<f64>(row, noise, SAMPLING);
  store<f64>(row, noise + openVariance(key), NOISE);
  store<f64>(row, games, SECOND);
}

function writeTeam(team: usize, row: usize): void {
  const sum = <usize>load<u32>(row, OWNER);
  const key = load<u64>(sum, SUM_KEY);
  for (let i = 0; i < MEMBERS; i++) {
    const member = memberAt(key, i);
    store<u16>(team + ((<usize>i) << 1), <u16>(member === 0 ? NONE16 : member - 1), records.TEAM_BRAWLERS);
  }
  storePosterior(team + records.TEAM_ADJUSTED, row, true);
  store<u32>(team, stored(load<f64>(sum, SUM_GAMES)), records.TEAM_GAMES);
  store<u32>(team, stored(load<f64>(sum, SUM_HALF_WINS)), records.TEAM_HALF_WINS);
}

/** Ranks what was added and writes the teams, best first; `rows` has ROW_BYTES a TEAM row. Returns the teams' end. */
export function rankTeams(team: usize, rows: usize, baseline: f64, isWeighted: bool): usize {
  if (sums === sumsEnd) return team;
  joinEquals();
  openRows(rows);
  for (let i = 0; i < count; i++) makeRow(valueAt(i), baseline, isWeighted);
  fitRows(true);
  judgeRows(true);
  orderRows();
  for (let place = 0; place < count; place++, team += records.TEAM_BYTES) writeTeam(team, valueAt(place));
  return team;
}
