import * as codes from '../../layout/errors';
import * as layout from '../../layout/snapshot';
import { searchCheck } from '../../search/index';
import { fail } from '../../status';
import { xxh64 } from '../xxh64';
import { attachCandidate, candidateAddresses, candidateCounts, MAX_SECTION_ID } from './columns';
import { measure } from './extent';
import * as spec from './spec';
import { checkStrings } from './strings';
import { trendsCheck } from './trends';
import { allBelow32, allUpTo8, isRising, largest16 } from './values';

/** rows of each table of the candidate; −1 not known yet */
const tableRows: usize = memory.data(64, 16);

const SPEC_END: usize = spec.SPEC + (spec.SECTIONS << 2);
const ENTRY: usize = layout.SECTION_FIELDS << 2;
const MAX_SOURCES: u32 = 64;
const MAX_RATE = 10000;
/** the last millisecond of the year 9999 */
const MAX_BUILT_AT: u64 = 253402300799999;

/**
 * Checks the snapshot in [ptr, ptr + len) and attaches it; `ptr` is a multiple of 8. All that can be wrong with the
 * bytes is found here, so that nothing needs checking afterwards. Gives 0 or E_SNAPSHOT_*; on failure what was
 * attached before stays so.
 */
export function snapshotOpen(ptr: usize, len: i32): i32 {
  if (len < layout.SNAPSHOT_HEADER) return fail(codes.E_SNAPSHOT_FORMAT, 0);
  if (load<u32>(ptr, layout.SH_MAGIC) !== layout.SNAPSHOT_MAGIC) return fail(codes.E_SNAPSHOT_FORMAT, 0);
  if (load<u32>(ptr, layout.SH_VERSION) !== layout.SNAPSHOT_VERSION) {
    return fail(codes.E_SNAPSHOT_VERSION, layout.SH_VERSION);
  }
  if (load<u32>(ptr, layout.SH_LENGTH) !== <u32>len) return fail(codes.E_SNAPSHOT_FORMAT, layout.SH_LENGTH);
  const sum = xxh64(ptr + layout.SH_CONTENT_HASH, len - layout.SH_CONTENT_HASH);
  if (sum !== load<u64>(ptr, layout.SH_CHECKSUM)) return fail(codes.E_SNAPSHOT_CHECKSUM, layout.SH_CHECKSUM);
  if (!readSections(ptr, len) || !checkColumns()) return fail(codes.E_SNAPSHOT_BOUNDS, 0);
  attachCandidate(ptr);
  measure();
  return 0;
}

/** Notes where each section is. False if one lies outside, or is there twice, or not at all. */
function readSections(ptr: usize, len: i32): bool {
  const content = load<u32>(ptr, layout.SH_CONTENT);
  const sources = load<u32>(ptr, layout.SH_SOURCES);
  if (sources > MAX_SOURCES || content !== layout.SNAPSHOT_HEADER + sources * (layout.SOURCE_FIELDS << 2))
    return false;
  if (content > <u32>len || load<u64>(ptr, layout.SH_BUILT_AT) > MAX_BUILT_AT) return false;
  const room = <u64>(<u32>len - content);
  const tableEnd = <u64>load<u32>(ptr, layout.SH_SECTIONS) * ENTRY;
  if (tableEnd > room) return false;
  memory.fill(candidateAddresses, 0, MAX_SECTION_ID << 2);
  let found = 0;
  const table = ptr + content;
  for (let entry = table; entry < table + <usize>tableEnd; entry += ENTRY) {
    const offset = <u64>load<u32>(entry, layout.SECTION_OFFSET << 2);
    const elements = <u64>load<u32>(entry, layout.SECTION_COUNT << 2);
    const width = <u64>load<u32>(entry, layout.SECTION_WIDTH << 2);
    if (width > 64 || offset < tableEnd || offset % layout.SECTION_ALIGNMENT !== 0) return false;
    if (offset + elements * width > room) return false;
    const id = load<u32>(entry, layout.SECTION_ID << 2);
    const section = findSpec(id);
    if (section === 0) continue;
    const address = candidateAddresses + ((<usize>id) << 2);
    if (width !== <u64>((section >> spec.WIDTH_SHIFT) & 15) || load<u32>(address) !== 0) return false;
    store<u32>(address, <u32>(table + <usize>offset));
    store<u32>(candidateCounts + ((<usize>id) << 2), <u32>elements);
    found++;
  }
  return found === spec.SECTIONS;
}

/** The spec of section `id`, 0 if it is not known. */
function findSpec(id: u32): u32 {
  for (let row = spec.SPEC; row < SPEC_END; row += 4) {
    const section = load<u32>(row);
    if ((section & 0xff) === id) return section;
  }
  return 0;
}

/** Checks row counts, values, texts and the search index of the candidate. */
function checkColumns(): bool {
  memory.fill(tableRows, 0xff, spec.TABLES << 2);
  for (let row = spec.SPEC; row < SPEC_END; row += 4) {
    if (!countRows(load<u32>(row))) return false;
  }
  for (let row = spec.SPEC; row < SPEC_END; row += 4) {
    if (!checkValues(load<u32>(row))) return false;
  }
  if (!checkMatrices(layout.S_PAIR_MODE) || !checkMatrices(layout.S_MATCHUP_MODE) || !checkTrends())
    return false;
  if (!checkStrings()) return false;
  const index = <usize>load<u32>(candidateAddresses + (layout.S_SEARCH << 2));
  const length = load<i32>(candidateCounts + (layout.S_SEARCH << 2));
  return searchCheck(index, length, rowsOf(spec.TABLE_MAP), rowsOf(spec.TABLE_BRAWLER)) === 0;
}

/** A matrix has a cell for each two brawlers, in the sections of cells and of errors, which follow that of modes. */
function checkMatrices(modes: u32): bool {
  const brawlers = <u64>rowsOf(spec.TABLE_BRAWLER);
  const matrices = <u64>load<u32>(candidateCounts + ((<usize>modes) << 2));
  const cells = brawlers === 0 ? 0 : matrices * ((brawlers * (brawlers - 1)) >> 1);
  const counts = candidateCounts + ((<usize>modes + 1) << 2);
  return cells === <u64>load<u32>(counts) && cells === <u64>load<u32>(counts, 4);
}

function checkTrends(): bool {
  const at = <usize>load<u32>(candidateAddresses + (layout.S_TRENDS << 2));
  const size = load<u32>(candidateCounts + (layout.S_TRENDS << 2));
  return trendsCheck(at, size, rowsOf(spec.TABLE_BRAWLER), rowsOf(spec.TABLE_MODE));
}

function kindOf(section: u32): i32 {
  return (section >> spec.KIND_SHIFT) & 7;
}

function rowsOf(table: u32): i32 {
  return load<i32>(tableRows + ((<usize>table) << 2));
}

/** All columns of a table have the same number of rows. */
function countRows(section: u32): bool {
  const table = (section >> spec.TABLE_SHIFT) & 15;
  if (table === 0) return true;
  let rows = load<i32>(candidateCounts + ((<usize>(section & 0xff)) << 2));
  if (kindOf(section) >= spec.KIND_TEXT) rows--;
  if (rows < 0) return false;
  const known = rowsOf(table);
  if (known >= 0) return known === rows;
  store<i32>(tableRows + ((<usize>table) << 2), rows);
  return true;
}

function checkValues(section: u32): bool {
  const id = (<usize>(section & 0xff)) << 2;
  const column = <usize>load<u32>(candidateAddresses + id);
  const n = load<i32>(candidateCounts + id);
  const width = (section >> spec.WIDTH_SHIFT) & 15;
  const limit = section >> spec.LIMIT_SHIFT;
  const target = rowsOf((section >> spec.TARGET_SHIFT) & 15);
  const isOptional = (section & spec.OPTIONAL) !== 0;
  switch (kindOf(section)) {
    case spec.KIND_FIELDS:
      return <u32>n >= limit;
    case spec.KIND_MAX:
      return allUpTo8(column, n, limit);
    case spec.KIND_RATE:
      return largest16(column, n, isOptional) <= MAX_RATE;
    case spec.KIND_ROW:
      if (width === 4) return allBelow32(column, n, target);
      return largest16(column, n * (width >> 1), isOptional) < target;
    case spec.KIND_RISING:
      return isRising(column, n, 1);
    case spec.KIND_TEXT:
      return (
        isRising(column, n, 0) && lastOf(column, n) <= load<u32>(candidateCounts + (layout.S_STRINGS << 2))
      );
    case spec.KIND_AT:
      return isRising(column, n, 0) && load<u32>(column) === 0 && lastOf(column, n) === <u32>target;
    default:
      return true;
  }
}

function lastOf(column: usize, n: i32): u32 {
  return load<u32>(column + ((<usize>(n - 1)) << 2));
}
