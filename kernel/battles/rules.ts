/** The rules of counting: what one battle adds. src/kernel/reference/battles/rules.ts says the same, readably. */
import * as battles from '../layout/battles';
import { NONE } from '../layout/bundle';
import { BATCH_ROW, ROW_HALF_WINS, ROW_UNIT } from '../layout/counter';
import * as layout from '../layout/tally';
import { battleField, OBSERVATION_BYTES } from './log';

const MAX_PLACE: u32 = layout.MAX_PLACE;
const MAX_CODE: u32 = layout.MAX_CODE;
const MAX_TOGETHER: u32 = layout.MAX_TOGETHER;

/** Codes of the brawlers of the battle at hand. */
const codes: usize = memory.data(layout.MAX_TOGETHER * 4, 8);

/** Where the next row goes. */
let row: usize = 0;
/** Of the battle at hand: its day as in ROW_UNIT, and its map and mode as in a key. */
let day: u32 = 0;
let map: u64 = 0;
let mode: u64 = 0;

export function setRow(at: usize): void {
  row = at;
}

export function rowsEnd(): usize {
  return row;
}

function put(unit: u32, key: u64, halfWins: u32): void {
  store<u64>(row, key);
  store<u32>(row, unit, ROW_UNIT);
  store<u32>(row, halfWins, ROW_HALF_WINS);
  row += BATCH_ROW;
}

/** Adds the row of a battle's key. */
export function putKey(key: u64): void {
  put(0, key, 0);
}

function codeOf(observation: usize): u32 {
  return load<u32>(observation, battles.OBSERVATION_BRAWLER * 4) - layout.FIRST_BRAWLER_ID + 1;
}

function halfWinsOf(observation: usize): u32 {
  return load<u32>(observation, battles.OBSERVATION_HALF_WINS * 4);
}

function teamOf(observation: usize): u32 {
  return load<u32>(observation, battles.OBSERVATION_TEAM * 4);
}

function code(i: u32): u32 {
  return load<u32>(codes + ((<usize>i) << 2));
}

/** Can keys hold the battle, whose observations are at `from`? */
export function isInRange(battle: usize, from: usize): bool {
  const count = battleField(battle, battles.BATTLE_OBSERVATION_COUNT);
  const isDuel = battleField(battle, battles.BATTLE_FORM) === battles.FORM_DUELS;
  if (battleField(battle, battles.BATTLE_MAP_ID) - layout.FIRST_MAP_ID > MAX_PLACE) return false;
  if (!isDuel && count > MAX_TOGETHER) return false;
  for (let i: u32 = 0; i < count; i++, from += OBSERVATION_BYTES) {
    if (codeOf(from) - 1 >= MAX_CODE) return false;
  }
  return true;
}

/** Adds the rows of the battle, whose observations are at `from`, and which is in range. */
export function putGames(battle: usize, from: usize, modeId: u32): void {
  const place = modeId - (layout.FIRST_MODE_ID - 1);
  day = (battleField(battle, battles.BATTLE_TIME) / 86400) << 8;
  map = (<u64>(battleField(battle, battles.BATTLE_MAP_ID) - layout.FIRST_MAP_ID)) << layout.KEY_PLACE_SHIFT;
  mode = place <= MAX_PLACE ? (<u64>place) << layout.KEY_PLACE_SHIFT : 0;
  const end = from + <usize>battleField(battle, battles.BATTLE_OBSERVATION_COUNT) * OBSERVATION_BYTES;
  putBrawlers(battle, from, end);
  if (battleField(battle, battles.BATTLE_FORM) !== battles.FORM_DUELS) putTogether(battle, from, end);
}

/** The battle, and each brawler in it. The slots of Ranked stand two behind those of the ladder. */
function putBrawlers(battle: usize, from: usize, end: usize): void {
  const isLadder = battleField(battle, battles.BATTLE_TYPE) === battles.TYPE_LADDER;
  const below: u64 = isLadder ? layout.CELL_LADDER_BELOW : layout.CELL_RANKED_BELOW;
  const least: u32 = isLadder ? layout.TROPHIES_HIGH : layout.MYTHIC_STEP;
  let some: u64 = 0;
  for (; from < end; from += OBSERVATION_BYTES) {
    const trophies = load<u32>(from, battles.OBSERVATION_TROPHIES * 4);
    const isHigh = u64(trophies >= least && trophies !== NONE);
    const key =
      map | ((below + isHigh) << layout.KEY_SLOT_SHIFT) | ((<u64>codeOf(from)) << layout.KEY_A_SHIFT);
    put(day | layout.COUNT_CELLS, key, halfWinsOf(from));
    some |= isHigh;
  }
  put(day | layout.COUNT_BATTLES, map | (below << layout.KEY_SLOT_SHIFT), 0);
  if (some !== 0) put(day | layout.COUNT_BATTLES, map | ((below + 1) << layout.KEY_SLOT_SHIFT), 0);
}

/** Each two allies, each two enemies of two teams, each team of three or two. */
function putTogether(battle: usize, from: usize, end: usize): void {
  const areTwo = battleField(battle, battles.BATTLE_TEAM_COUNT) === 2;
  let i: u32 = 0;
  for (let at = from; at < end; at += OBSERVATION_BYTES, i++) {
    store<u32>(codes + ((<usize>i) << 2), codeOf(at));
  }
  i = 0;
  let start: u32 = 0;
  for (let at = from; at < end; at += OBSERVATION_BYTES, i++) {
    const team = teamOf(at);
    let j = i + 1;
    let other = at + OBSERVATION_BYTES;
    for (; other < end && teamOf(other) === team; other += OBSERVATION_BYTES, j++) {
      putTwo(layout.COUNT_PAIRS, i, j, halfWinsOf(at), halfWinsOf(other));
    }
    if (j === i + 1) {
      putTeam(start, j, halfWinsOf(at));
      start = j;
    }
    if (!areTwo) continue;
    for (; other < end; other += OBSERVATION_BYTES, j++) {
      putTwo(layout.COUNT_MATCHUPS, i, j, halfWinsOf(at), halfWinsOf(other));
    }
  }
}

/** Two brawlers, the smaller first, by mode and by map. The kinds by map stand three behind those by mode. */
function putTwo(kind: u32, i: u32, j: u32, wonI: u32, wonJ: u32): void {
  const a = <u64>code(i);
  const b = <u64>code(j);
  if (a === b) return;
  const two = (min(a, b) << layout.KEY_A_SHIFT) | (max(a, b) << layout.KEY_B_SHIFT);
  const halfWins = a < b ? wonI : wonJ;
  put(day | kind, mode | two, halfWins);
  put(day | (kind + (layout.COUNT_MAP_PAIRS - layout.COUNT_PAIRS)), map | two, halfWins);
}

function putTeam(start: u32, end: u32, halfWins: u32): void {
  const a = <u64>code(start);
  const b = <u64>code(start + 1);
  const low = min(a, b);
  const high = max(a, b);
  let team: u64 = 0;
  if (end - start === 3) {
    const c = <u64>code(start + 2);
    team =
      (min(low, c) << layout.KEY_A_SHIFT) | (max(low, min(high, c)) << layout.KEY_B_SHIFT) | max(high, c);
  } else if (end - start === 2 && a !== b) {
    team = (low << layout.KEY_A_SHIFT) | (high << layout.KEY_B_SHIFT);
  }
  if (team !== 0) put(day | layout.COUNT_TRIOS, map | team, halfWins);
}
