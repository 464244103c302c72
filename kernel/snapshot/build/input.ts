/** Reading the input of snapshotBuild (layout/build.ts) and, section by section, the rows of all its bundles. */
import * as build from '../../layout/build';
import * as bundle from '../../layout/bundle';
import { EH_KIND } from '../../layout/effects';
import { SOURCE_FIELDS } from '../../layout/snapshot';
import { COUNT_KINDS, SUM_ROW, SUMS_HEADER_FIELDS, WH_KIND, WH_LENGTH, WH_ROWS } from '../../layout/tally';
import { take } from './scratch';

/** Bytes of a row, by section in the order in which they stand, as i32; the heap is a section of bytes. */
const ROW_BYTES: usize = memory.data<i32>([
  bundle.MAP_FIELDS * 4,
  bundle.BRAWLER_FIELDS * 4,
  bundle.MODE_FIELDS * 4,
  bundle.EVENT_FIELDS * 4,
  bundle.TABLE_FIELDS * 4,
  bundle.STAT_FIELDS * 4,
  bundle.TEAM_FIELDS * 4,
  1,
]);
const SECTIONS = 8;

/** Rows of each section in all bundles. */
const TOTALS: usize = memory.data(4 * SECTIONS, 8);

/** Sections whose rows are gathered: all but the rows of tables, and the heap. */
const GATHERED = 5;
/** Of each of those, where its rows are listed and where that list ends. */
const LISTS: usize = memory.data(8 * GATHERED, 8);
export const LISTED_BYTES: usize = 8;

/** Of each kind of counts, where its sums are; 0 for none. */
const SUMS: usize = memory.data(4 * COUNT_KINDS, 8);

/** Of each kind of counts, where its effects are; 0 for none. */
const EFFECTS: usize = memory.data(4 * COUNT_KINDS, 8);
/** Where the series are; 0 for none. */
let series: usize = 0;

let input: usize = 0;

export function openInput(start: usize): void {
  input = start;
  memory.fill(TOTALS, 0, 4 * SECTIONS);
  memory.fill(SUMS, 0, 4 * COUNT_KINDS);
  memory.fill(EFFECTS, 0, 4 * COUNT_KINDS);
  series = 0;
}

/** u32 field `number` of what starts at `from`. */
export function field(from: usize, number: i32): u32 {
  return load<u32>(from + ((<usize>number) << 2));
}

/** BUILD_* field of the input. */
export function inputField(number: i32): u32 {
  return field(input, number);
}

/** Address of the input's source rows. */
export function sourceRows(): usize {
  return input + build.BUILD_HEADER_FIELDS * 4;
}

/** Address of the entry of bundle `index`; sums come behind the bundles, then effects. */
export function bundleEntry(index: i32): usize {
  const sources = <usize>inputField(build.BUILD_SOURCES) * (SOURCE_FIELDS * 4);
  return sourceRows() + sources + <usize>index * (build.BUILD_ENTRY_FIELDS * 4);
}

/** Address of bundle `index`. */
export function bundleAt(index: i32): usize {
  return input + field(bundleEntry(index), build.BUILD_ENTRY_OFFSET);
}

/** Says that there are sums at an address; false if there are others of their kind. */
export function addSums(at: usize): bool {
  const place = SUMS + ((<usize>field(at, WH_KIND)) << 2);
  if (load<u32>(place) !== 0) return false;
  store<u32>(place, <u32>at);
  return true;
}

/** Says that there are effects at an address; false if there are others of their kind. */
export function addEffects(at: usize): bool {
  const place = EFFECTS + ((<usize>field(at, EH_KIND)) << 2);
  if (load<u32>(place) !== 0) return false;
  store<u32>(place, <u32>at);
  return true;
}

/** Address of the effects of a kind, 0 for none. */
export function effectsOf(kind: i32): usize {
  return load<u32>(EFFECTS + ((<usize>kind) << 2));
}

/** Says that there are series at an address; false if there are others. */
export function addSeries(at: usize): bool {
  if (series !== 0) return false;
  series = at;
  return true;
}

/** Address of the series, 0 for none. */
export function seriesInput(): usize {
  return series;
}

/** Bytes of all sums. */
export function sumBytes(): i32 {
  let bytes = 0;
  for (let kind = 0; kind < COUNT_KINDS; kind++) {
    const at = <usize>load<u32>(SUMS + ((<usize>kind) << 2));
    if (at !== 0) bytes += <i32>field(at, WH_LENGTH);
  }
  return bytes;
}

/** Rows of sums of a kind. */
export function sumCount(kind: i32): i32 {
  const at = <usize>load<u32>(SUMS + ((<usize>kind) << 2));
  return at === 0 ? 0 : <i32>field(at, WH_ROWS);
}

/** Address of row `index` of the sums of a kind. */
export function sumRow(kind: i32, index: i32): usize {
  return <usize>load<u32>(SUMS + ((<usize>kind) << 2)) + SUMS_HEADER_FIELDS * 4 + <usize>index * SUM_ROW;
}

/* A section is named by the header field of its offset. */

function numberOf(section: i32): usize {
  return (<usize>(section - bundle.BH_MAPS_OFF)) << 1;
}

/** Bytes of a row. */
export function rowBytes(section: i32): usize {
  return load<u32>(ROW_BYTES + numberOf(section));
}

/** Adds to the rows that a section has in all bundles. */
export function addTotal(section: i32, rows: u32): void {
  const total = TOTALS + numberOf(section);
  store<u32>(total, load<u32>(total) + rows);
}

/** Rows of a section in all bundles; bytes of the heaps. */
export function total(section: i32): i32 {
  return load<i32>(TOTALS + numberOf(section));
}

/** Lists the rows of the first sections, each with its bundle, in the order of the bundles. */
export function gatherRows(): void {
  for (let section = bundle.BH_MAPS_OFF; section < bundle.BH_MAPS_OFF + 2 * GATHERED; section += 2) {
    let listed = take(total(section), LISTED_BYTES);
    store<u32>(LISTS + 2 * numberOf(section), <u32>listed);
    for (let i = 0; i < <i32>inputField(build.BUILD_BUNDLES); i++) {
      const at = bundleAt(i);
      let row = at + field(at, section);
      for (let left = field(at, section + 1); left > 0; left--, row += rowBytes(section)) {
        store<u32>(listed, <u32>row);
        store<u32>(listed, <u32>at, 4);
        listed += LISTED_BYTES;
      }
    }
    store<u32>(LISTS + 2 * numberOf(section), <u32>listed, 4);
  }
}

/** Where the rows of a section are listed; an item goes to rowOf() and bundleOf(). */
export function listStart(section: i32): usize {
  return load<u32>(LISTS + 2 * numberOf(section));
}

export function listEnd(section: i32): usize {
  return load<u32>(LISTS + 2 * numberOf(section), 4);
}

export function rowOf(item: usize): usize {
  return load<u32>(item);
}

export function bundleOf(item: usize): usize {
  return load<u32>(item, 4);
}
