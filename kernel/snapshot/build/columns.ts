/**
 * Writing the snapshot: the tables' records become columns. Which sections there are, in what order, of what kind and
 * of which table, says the reader's own table (../read/spec.ts); which field of the record each is, FIELDS says here.
 */
import * as bundle from '../../layout/bundle';
import * as layout from '../../layout/snapshot';
import { KIND_AT, KIND_SHIFT, KIND_TEXT, SECTIONS, SPEC, TABLE_SHIFT, WIDTH_SHIFT } from '../read/spec';
import { cellCount, writeCells } from './effects';
import { escapeInto } from './escape';
import * as records from './records';
import { trendsBytes, writeTrends } from './trends';

/** Marks a text of u16 units below 128. */
const UNITS: usize = 128;

/** By section, in the order of SPEC: where its field stands in the records of its table. */
const FIELDS: usize = memory.data<usize>([
  0, // S_STRINGS, written last
  0, // S_META
  records.MODE_ID,
  records.MODE_NAME,
  records.MODE_SLUG | UNITS,
  records.MODE_GAME_KEY,
  records.MODE_COLOR,
  records.MODE_FLAGS,
  records.MAP_ID,
  records.MAP_NAME,
  records.MAP_SLUG | UNITS,
  records.MAP_MODE,
  records.MAP_FLAGS,
  records.MAP_ID_COUNT,
  records.MAP_ID_OF_MAP,
  records.MAP_BOARD_COUNT,
  records.MAP_ID_ID,
  records.MAP_ID_MAP,
  records.BRAWLER_ID,
  records.BRAWLER_NAME,
  records.BRAWLER_SLUG | UNITS,
  records.BRAWLER_CLASS,
  records.BRAWLER_RARITY,
  records.BRAWLER_COLOR,
  records.BRAWLER_FLAGS,
  bundle.EVENT_START * 4,
  bundle.EVENT_END * 4,
  bundle.EVENT_MAP_ID * 4,
  bundle.EVENT_SLOT * 4,
  bundle.EVENT_FLAGS * 4,
  bundle.EVENT_MODIFIER_OFF * 4,
  records.BOARD_MAP,
  records.BOARD_BRACKET,
  records.BOARD_SOURCE,
  records.BOARD_FLAGS,
  records.BOARD_BATTLES,
  records.BOARD_PICKS,
  records.BOARD_BASELINE,
  records.BOARD_UPDATED,
  records.BOARD_CELL_COUNT,
  records.BOARD_TEAM_COUNT,
  records.CELL_BRAWLER,
  records.CELL_GAMES,
  records.CELL_HALF_WINS,
  records.CELL_WIN_RATE,
  records.CELL_ADJUSTED,
  records.CELL_LOW,
  records.CELL_HIGH,
  records.CELL_USE_RATE,
  records.CELL_RANK,
  records.CELL_TIER,
  records.TEAM_BRAWLERS,
  records.TEAM_GAMES,
  records.TEAM_HALF_WINS,
  records.TEAM_ADJUSTED,
  records.TEAM_LOW,
  records.TEAM_HIGH,
  records.BRAWLER_CELL_COUNT,
  records.BEST_CELL,
  records.BEST_BOARD,
  0, // S_PAIR_MODE
  0, // S_PAIR_CELLS and
  0, // S_PAIR_ERRORS are written from the effects
  records.BRAWLER_PAIR_COUNT,
  records.EFFECT_OTHER,
  records.EFFECT_GAMES,
  records.EFFECT_HALF_WINS,
  records.EFFECT_EXPECTED,
  records.EFFECT_SHIFT,
  records.EFFECT_ERROR,
  0, // S_MATCHUP_MODE
  0, // S_MATCHUP_CELLS and
  0, // S_MATCHUP_ERRORS are written from the effects
  records.BRAWLER_MATCHUP_COUNT,
  records.EFFECT_OTHER,
  records.EFFECT_GAMES,
  records.EFFECT_HALF_WINS,
  records.EFFECT_EXPECTED,
  records.EFFECT_SHIFT,
  records.EFFECT_ERROR,
  0, // S_TRENDS, written from the series
  0, // S_SEARCH, written before the last
]);

const ENTRY_BYTES: usize = layout.SECTION_FIELDS * 4;
const TABLE_BYTES: usize = <usize>SECTIONS * ENTRY_BYTES;
export const SECTION_COUNT = SECTIONS;

let content: usize = 0;
/** where the next section begins */
let next: usize = 0;
/** bytes of STRINGS so far */
let poolLength: u32 = 0;

/* A section is named by its number in SPEC. */

function specOf(section: i32): u32 {
  return load<u32>(SPEC + ((<usize>section) << 2));
}

function kindOf(section: i32): i32 {
  return <i32>(specOf(section) >> KIND_SHIFT) & 7;
}

function tableOf(section: i32): usize {
  return (specOf(section) >> TABLE_SHIFT) & 15;
}

function idOf(section: i32): i32 {
  return <i32>(specOf(section) & 0xff);
}

/** Is a section one of matrices, which belong to no table? */
function isCells(section: i32): bool {
  const id = idOf(section);
  return (
    id === layout.S_PAIR_CELLS ||
    id === layout.S_PAIR_ERRORS ||
    id === layout.S_MATCHUP_CELLS ||
    id === layout.S_MATCHUP_ERRORS
  );
}

/** Is a section that of trends, which belongs to no table? */
function isTrends(section: i32): bool {
  return (specOf(section) & 0xff) === layout.S_TRENDS;
}

/** Rows of a section's table, cells of matrices, or bytes of the trends. */
function countOf(section: i32): i32 {
  if (isTrends(section)) return <i32>trendsBytes();
  return isCells(section) ? cellCount(idOf(section)) : records.countOf(tableOf(section));
}

/** Address of a section's entry: in SPEC's order, but that STRINGS comes last. */
function entryOf(section: i32): usize {
  return content + <usize>(section === 0 ? SECTIONS - 1 : section - 1) * ENTRY_BYTES;
}

/** Where a section that was entered starts. */
function startOf(section: i32): usize {
  return content + load<u32>(entryOf(section), layout.SECTION_OFFSET * 4);
}

function fieldOf(section: i32): usize {
  return load<u32>(FIELDS + ((<usize>section) << 2));
}

/** Address of the field of the first record that a section is made of. */
function sourceOf(section: i32): usize {
  return records.baseOf(tableOf(section)) + (fieldOf(section) & ~UNITS);
}

/** Enters a section of `count` elements, which starts at `next`, and clears its padding. */
function enter(section: i32, count: u32): void {
  const entry = entryOf(section);
  const width = (specOf(section) >> WIDTH_SHIFT) & 15;
  store<u32>(entry, specOf(section) & 0xff);
  store<u32>(entry, <u32>(next - content), layout.SECTION_OFFSET * 4);
  store<u32>(entry, count, layout.SECTION_COUNT * 4);
  store<u32>(entry, width, layout.SECTION_WIDTH * 4);
  const end = next + count * width;
  next = (end + layout.SECTION_ALIGNMENT - 1) & ~(layout.SECTION_ALIGNMENT - 1);
  memory.fill(end, 0, next - end);
}

/** Copies one field of each record. Up to 15 bytes behind the column are written too. */
function copyField(section: i32, count: i32): void {
  const stride = records.strideOf(tableOf(section));
  const width = (specOf(section) >> WIDTH_SHIFT) & 15;
  let at = next;
  for (let from = sourceOf(section); count > 0; count--, from += stride, at += width) {
    v128.store(at, v128.load(from));
  }
}

/** Adds up the counts that the records have. */
function addUp(section: i32, count: i32): void {
  const stride = records.strideOf(tableOf(section));
  let sum: u32 = 0;
  let at = next;
  store<u32>(at, 0);
  for (let from = sourceOf(section); count > 0; count--, from += stride) {
    sum += load<u32>(from);
    at += 4;
    store<u32>(at, sum);
  }
}

/** Writes the records' texts to the pool and their positions to the column; false if the pool reaches `end`. */
function copyTexts(section: i32, pool: usize, end: usize): bool {
  const stride = records.strideOf(tableOf(section));
  const isUnits = (fieldOf(section) & UNITS) !== 0;
  let at = startOf(section);
  store<u32>(at, poolLength);
  let from = sourceOf(section);
  for (let left = records.countOf(tableOf(section)); left > 0; left--, from += stride) {
    const to = escapeInto(pool + poolLength, end, load<u64>(from), isUnits);
    if (to === 0) return false;
    poolLength = <u32>(to - pool);
    at += 4;
    store<u32>(at, poolLength);
  }
  return true;
}

/** Bytes of the table of sections and all columns, the search index and the string pool left out. */
export function columnBytes(): u64 {
  let bytes: u64 = TABLE_BYTES;
  for (let section = 1; section < SECTIONS - 1; section++) {
    const count = <u64>countOf(section) + (kindOf(section) >= KIND_TEXT ? 1 : 0);
    bytes += (count * ((specOf(section) >> WIDTH_SHIFT) & 15) + 7) & ~7;
  }
  return bytes;
}

/**
 * Writes the columns of all sections but the texts' at `start`; up to 15 bytes behind them are written too. Returns
 * the place of the search index, columnBytes() from the start.
 */
export function writeColumns(start: usize): usize {
  content = start;
  next = start + TABLE_BYTES;
  for (let section = 1; section < SECTIONS - 1; section++) {
    const kind = kindOf(section);
    const count = countOf(section);
    if (isCells(section)) writeCells(idOf(section), next);
    else if (isTrends(section)) writeTrends(next);
    else if (kind < KIND_TEXT) copyField(section, count);
    else if (kind === KIND_AT) addUp(section, count);
    enter(section, count + (kind >= KIND_TEXT ? 1 : 0));
  }
  return next;
}

/** Enters the search index, and writes the texts behind it. Returns the end of the content, 0 if that is past `end`. */
export function writeTexts(searchLength: u32, end: usize): usize {
  enter(SECTIONS - 1, searchLength);
  const pool = next;
  poolLength = 0;
  for (let section = 1; section < SECTIONS - 1; section++) {
    if (kindOf(section) === KIND_TEXT && !copyTexts(section, pool, end)) return 0;
  }
  enter(0, poolLength);
  return next;
}
