/**
 * What is checked of the input before anything is made of it. A bundle must be laid out as an extractor lays it out:
 * sections one behind the other, then the heap; tables that share out their rows in order; texts that don't share
 * bytes, and are UTF-8. So all that is made of a row is bounded by the row, and no address needs another check.
 */
import { utf8FaultAt } from '../../json/utf8';
import * as build from '../../layout/build';
import * as bundle from '../../layout/bundle';
import { COUNT_KINDS } from '../../layout/tally';
import { isEffects } from './check-effects';
import { isSeries } from './check-series';
import { isSums } from './check-sums';
import { clearCells } from './counts';
import { addTotal, bundleEntry, field, inputField, openInput, rowBytes } from './input';

/** 100 % in the unit of rates. */
const MOST_RATE: u32 = 1000000;

/** The fields of texts, by section: `field << 8 | section`, as i32. */
const TEXTS: usize = memory.data<i32>([
  (bundle.MAP_NAME_OFF << 8) | bundle.BH_MAPS_OFF,
  (bundle.MAP_MODE_NAME_OFF << 8) | bundle.BH_MAPS_OFF,
  (bundle.BRAWLER_NAME_OFF << 8) | bundle.BH_BRAWLERS_OFF,
  (bundle.BRAWLER_CLASS_OFF << 8) | bundle.BH_BRAWLERS_OFF,
  (bundle.BRAWLER_RARITY_OFF << 8) | bundle.BH_BRAWLERS_OFF,
  (bundle.MODE_NAME_OFF << 8) | bundle.BH_MODES_OFF,
  (bundle.MODE_KEY_OFF << 8) | bundle.BH_MODES_OFF,
  (bundle.EVENT_MODIFIER_OFF << 8) | bundle.BH_EVENTS_OFF,
]);
const TEXTS_END: usize = 32;

/* The bundle that is being checked, and the bytes of its heap that no text has taken. */
let base: usize = 0;
let untaken: u32 = 0;

/** Opens an input. Returns the offset of what is wrong with it, −1 where it is sound. */
export function findFault(input: usize, length: i32): i32 {
  if (length < build.BUILD_HEADER_FIELDS * 4) return 0;
  openInput(input);
  clearCells();
  const bundles = inputField(build.BUILD_BUNDLES);
  if (load<u64>(input, build.BUILD_BUILT_AT_LOW * 4) > <u64>build.MAX_BUILT_AT)
    return build.BUILD_BUILT_AT_LOW * 4;
  const sums = inputField(build.BUILD_SUMS);
  if (inputField(build.BUILD_SOURCES) > <u32>build.MAX_SOURCES || bundles > <u32>length >> 3) return 0;
  const effects = inputField(build.BUILD_EFFECTS);
  if (sums > <u32>COUNT_KINDS || effects > <u32>COUNT_KINDS) return 0;
  let free = <u32>(bundleEntry(bundles + sums + effects) - input);
  if (free > <u32>length) return 0;
  for (let i = 0; i < <i32>(bundles + sums + effects); i++) {
    const entry = bundleEntry(i);
    const offset = field(entry, build.BUILD_ENTRY_OFFSET);
    const size = field(entry, build.BUILD_ENTRY_LENGTH);
    if ((offset & 7) !== 0 || offset < free || offset > <u32>length || size > <u32>length - offset) {
      return <i32>(entry - input);
    }
    if (!isPart(input + offset, size, i - <i32>bundles, <i32>sums)) return <i32>offset;
    free = offset + size;
  }
  return -1;
}

/** Is part `index`, of which the first `sums` are sums and those behind effects, sound? Below 0 it is a bundle. */
function isPart(at: usize, size: u32, index: i32, sums: i32): bool {
  if (index < 0) return isBundle(at, size);
  return index < sums ? isCounted(at, size) : isEffects(at, size);
}

/** Are there sound sums or series? */
function isCounted(at: usize, size: u32): bool {
  return isSums(at, size) || isSeries(at, size);
}

function isBundle(at: usize, size: u32): bool {
  base = at;
  if (size < <u32>(bundle.BUNDLE_HEADER_FIELDS * 4)) return false;
  if (field(at, bundle.BH_MAGIC) !== bundle.BUNDLE_MAGIC || field(at, bundle.BH_LENGTH) !== size)
    return false;
  let offset: u64 = bundle.BUNDLE_HEADER_FIELDS * 4;
  // The heap is a section whose rows are bytes.
  for (let section = bundle.BH_MAPS_OFF; section <= bundle.BH_HEAP_OFF; section += 2) {
    untaken = field(at, section + 1);
    if (<u64>field(at, section) !== offset) return false;
    addTotal(section, untaken);
    offset += <u64>untaken * rowBytes(section);
    if (offset > <u64>size) return false;
  }
  return offset === <u64>size && textsAreSound() && tablesAreSound() && ratesAreSound();
}

/** Are the texts within the heap, UTF-8, and no longer in sum than it? */
function textsAreSound(): bool {
  const heap = field(base, bundle.BH_HEAP_OFF);
  const end = field(base, bundle.BH_LENGTH);
  for (let text = TEXTS; text < TEXTS + TEXTS_END; text += 4) {
    const section = <i32>load<u8>(text);
    let row = base + field(base, section);
    for (let left = field(base, section + 1); left > 0; left--, row += rowBytes(section)) {
      const at = field(row, load<u8>(text, 1));
      const size = field(row, load<u8>(text, 1) + 1);
      if (size === 0) continue;
      if (at < heap || at > end || size > end - at || size > untaken || !isText(base + at, size))
        return false;
      untaken -= size;
    }
  }
  return true;
}

/** Reads up to 15 bytes beyond the text. */
function isText(at: usize, size: u32): bool {
  const end = at + size;
  for (let next = at; next < end; next += 16) {
    if (i8x16.bitmask(v128.load(next)) !== 0) return utf8FaultAt(at, <i32>size) < 0;
  }
  return true;
}

/** Do the tables take the STAT and TEAM rows in their order, each row once at most? */
function tablesAreSound(): bool {
  let stats: u32 = 0;
  let teams: u32 = 0;
  let row = base + field(base, bundle.BH_TABLES_OFF);
  for (let left = field(base, bundle.BH_TABLES_COUNT); left > 0; left--, row += bundle.TABLE_FIELDS * 4) {
    const statCount = field(row, bundle.TABLE_STAT_COUNT);
    const teamCount = field(row, bundle.TABLE_TEAM_COUNT);
    if (field(row, bundle.TABLE_FIRST_STAT) !== stats || field(row, bundle.TABLE_FIRST_TEAM) !== teams)
      return false;
    if (statCount > field(base, bundle.BH_STATS_COUNT) - stats) return false;
    if (teamCount > field(base, bundle.BH_TEAMS_COUNT) - teams) return false;
    stats += statCount;
    teams += teamCount;
  }
  return true;
}

function ratesAreSound(): bool {
  let row = base + field(base, bundle.BH_STATS_OFF);
  for (let left = field(base, bundle.BH_STATS_COUNT); left > 0; left--, row += bundle.STAT_FIELDS * 4) {
    if (field(row, bundle.STAT_WIN_RATE) > MOST_RATE || field(row, bundle.STAT_USE_RATE) > MOST_RATE)
      return false;
  }
  return true;
}
