/**
 * Building a snapshot from bundles: twin of src/kernel/reference/snapshot/, byte by byte. The input is described in
 * layout/build.ts, the output in docs/snapshot-format.md.
 */
import * as build from '../../layout/build';
import * as bundle from '../../layout/bundle';
import { E_ARGUMENT, E_OUTPUT_FULL, E_RANGE } from '../../layout/errors';
import * as layout from '../../layout/snapshot';
import { COUNT_CELLS, COUNT_TRIOS } from '../../layout/tally';
import { searchBuild, searchBuildCapacity } from '../../search/build';
import { fail } from '../../status';
import { xxh64 } from '../xxh64';
import { makeBest } from './best';
import { makeBoards } from './boards';
import { makeBrawlers } from './brawlers';
import { findFault } from './check';
import { columnBytes, SECTION_COUNT, writeColumns, writeTexts } from './columns';
import { countUnlisted } from './counted';
import { countedCells } from './counts';
import { makeEffects } from './effects';
import { gatherRows, inputField, sourceRows, sumBytes, sumCount, total } from './input';
import { makeMaps } from './maps';
import { listNames, NAME_BYTES, nameBytes, nameCount, namesAt, openNames } from './names';
import * as records from './records';
import { makeEvents } from './rotation';
import { mostBoardCells, openScratch, scratchSize, take } from './scratch';
import { PAIR_BYTES, usePairs } from './sort';
import { openTexts, shownEnd } from './text';
import { makeTrends } from './trends';

/** Bytes of a name beside its text: "#" and ten digits. */
const NAME_EXTRA = 16;
/** Bytes of a key beside the name's: the mode before it, and a slug made of a word and an id. */
const KEY_EXTRA = 40;

/** How far a copy of a column's last field may go beyond it. */
const VECTOR = 16;

const META: usize = memory.data(layout.META_FIELDS * 4, 8);

/**
 * Scratch that snapshotBuild needs for an input that has `length` bytes beside its sums, and so many rows of sums of
 * cells and of trios, and different brawlers on game ids in those of cells; E_ARGUMENT where that is too much.
 */
export function snapshotBuildScratchSize(length: i32, cellRows: i32, trioRows: i32, cells: i32): i32 {
  const size = scratchSize(length, cellRows, trioRows, cells);
  return length < 0 || cellRows < 0 || trioRows < 0 || cells < 0 || size > <u64>i32.MAX_VALUE
    ? fail(E_ARGUMENT, 0)
    : <i32>size;
}

/** Takes what several parts share: pairs to sort, and room for texts, behind the rows of the names to search. */
function openShared(): void {
  const maps = total(bundle.BH_MAPS_OFF);
  const modes = total(bundle.BH_MODES_OFF);
  const stats = total(bundle.BH_STATS_OFF);
  const counted = sumCount(COUNT_CELLS);
  const named = min(counted, build.MAX_BRAWLERS);
  const brawlers = min(total(bundle.BH_BRAWLERS_OFF) + stats + named, build.MAX_BRAWLERS + 1);
  const cells = stats + <i32>mostBoardCells(counted, countedCells());
  const teams = total(bundle.BH_TEAMS_OFF) + layout.MAX_COUNTED_TEAMS;
  const pairs = modes + maps + brawlers + cells + teams;
  const text = total(bundle.BH_HEAP_OFF);
  gatherRows();
  usePairs(take(pairs, PAIR_BYTES), take(pairs, PAIR_BYTES));
  openNames(take(maps + brawlers, NAME_BYTES));
  const shown = take(1, <usize>text + <usize>brawlers * NAME_EXTRA);
  openTexts(shown, take(1, 2 * <usize>text + <usize>(2 * maps + modes + brawlers) * KEY_EXTRA));
}

/** Makes the tables up to the boards; false if there are more rows than a snapshot holds. */
function rank(): bool {
  if (!makeMaps() || !makeBrawlers()) return false;
  return makeBoards();
}

/** Makes all tables; false if there are more rows than a snapshot holds. */
function makeTables(): bool {
  store<u32>(META, inputField(build.BUILD_DATA), layout.META_DATA * 4);
  store<u32>(META, inputField(build.BUILD_WINDOW_DAYS), layout.META_WINDOW_DAYS * 4);
  records.setTable(records.META, META, layout.META_FIELDS, 4);
  if (!rank()) return false;
  countUnlisted(META);
  makeEvents();
  makeBest();
  makeEffects();
  makeTrends();
  listNames();
  return true;
}

function writeHeader(out: usize, content: u32, length: u32): void {
  memory.fill(out, 0, layout.SNAPSHOT_HEADER);
  store<u32>(out, layout.SNAPSHOT_MAGIC, layout.SH_MAGIC);
  store<u32>(out, layout.SNAPSHOT_VERSION, layout.SH_VERSION);
  store<u32>(out, length, layout.SH_LENGTH);
  store<u32>(out, content, layout.SH_CONTENT);
  store<u64>(out, xxh64(out + content, <i32>(length - content)), layout.SH_CONTENT_HASH);
  store<u32>(out, inputField(build.BUILD_BUILT_AT_LOW), layout.SH_BUILT_AT);
  store<u32>(out, inputField(build.BUILD_BUILT_AT_HIGH), layout.SH_BUILT_AT + 4);
  store<u32>(out, inputField(build.BUILD_SOURCES), layout.SH_SOURCES);
  store<u32>(out, SECTION_COUNT, layout.SH_SECTIONS);
  memory.copy(out + layout.SNAPSHOT_HEADER, sourceRows(), content - layout.SNAPSHOT_HEADER);
  const hashed = out + layout.SH_CONTENT_HASH;
  store<u64>(out, xxh64(hashed, <i32>length - layout.SH_CONTENT_HASH), layout.SH_CHECKSUM);
}

/** Writes the snapshot of the tables. */
function write(out: usize, cap: i32): i32 {
  const content = layout.SNAPSHOT_HEADER + inputField(build.BUILD_SOURCES) * (layout.SOURCE_FIELDS * 4);
  const before = <u64>content + columnBytes();
  if (before > <u64>layout.SNAPSHOT_MAX_LENGTH) return fail(E_RANGE, 0);
  const searchCap = cap - <i32>before;
  if (searchBuildCapacity(nameCount(), nameBytes()) + VECTOR > searchCap) return fail(E_OUTPUT_FULL, 0);
  const search = writeColumns(out + content);
  const namesLength = <i32>(shownEnd() - namesAt());
  const searchLength = searchBuild(namesAt(), nameCount(), namesLength, search, searchCap);
  if (searchLength < 0) return searchLength;
  const end = writeTexts(searchLength, out + <usize>cap);
  if (end === 0) return fail(E_OUTPUT_FULL, 0);
  if (end - out > <usize>layout.SNAPSHOT_MAX_LENGTH) return fail(E_RANGE, 0);
  writeHeader(out, content, <u32>(end - out));
  return <i32>(end - out);
}

/** Opens the input of a call and its scratch; 0, or an error. */
function open(input: usize, inLen: i32, scratch: usize, scratchLen: i32): i32 {
  const fault = findFault(input, inLen);
  if (fault >= 0) return fail(E_ARGUMENT, fault);
  const rows = sumCount(COUNT_CELLS);
  const needed = scratchSize(inLen - sumBytes(), rows, sumCount(COUNT_TRIOS), countedCells());
  if (<i64>scratchLen < <i64>needed) return fail(E_ARGUMENT, 0);
  openScratch(scratch);
  openShared();
  return 0;
}

/** Only ranks an input of snapshotBuild, for measuring: how many cells that makes, or an error. */
export function snapshotRank(input: usize, inLen: i32, scratch: usize, scratchLen: i32): i32 {
  const error = open(input, inLen, scratch, scratchLen);
  if (error < 0) return error;
  return rank() ? records.countOf(records.CELLS) : fail(E_RANGE, 0);
}

/**
 * Builds the snapshot of an input (layout/build.ts) of `inLen` bytes at `input`, 8-aligned. Returns its length; or
 * E_ARGUMENT for an input, a bundle or sums that aren't sound (errorOffset() says where) or too little scratch, E_RANGE for
 * more rows or bytes than a snapshot holds, E_OUTPUT_FULL where `cap` is less than the work on it needs.
 */
export function snapshotBuild(
  input: usize,
  inLen: i32,
  scratch: usize,
  scratchLen: i32,
  out: usize,
  cap: i32,
): i32 {
  if (cap < 0) return fail(E_ARGUMENT, 0);
  const error = open(input, inLen, scratch, scratchLen);
  if (error < 0) return error;
  if (!makeTables()) return fail(E_RANGE, 0);
  return write(out, cap);
}
