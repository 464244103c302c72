/**
 * The input of snapshotBuild, little-endian u32 throughout:
 *
 *     BUILD_* fields | source rows (SOURCE_FIELDS each) | (offset, length) of each bundle, sums, effects | all of these
 *
 * Offsets are in bytes from the start of the input, and rise; everything starts at a multiple of 8. Where two bundles
 * speak of the same id, the later one wins. Sums (layout/tally.ts) and effects (layout/effects.ts) are one of a kind at most.
 */
export const BUILD_HEADER_FIELDS = 8;
export const BUILD_BUNDLES = 0;
/** epoch milliseconds, as a u64 in two fields */
export const BUILD_BUILT_AT_LOW = 1;
export const BUILD_BUILT_AT_HIGH = 2;
/** DATA_* of layout/snapshot.ts */
export const BUILD_DATA = 3;
/** days that sums cover, 0 without them */
export const BUILD_WINDOW_DAYS = 4;
export const BUILD_SOURCES = 5;
/** how many sums there are; series (layout/series.ts) may stand among them, once, and count as one */
export const BUILD_SUMS = 6;
/** how many effects there are */
export const BUILD_EFFECTS = 7;

/* The entry of a bundle or of sums. */
export const BUILD_ENTRY_FIELDS = 2;
export const BUILD_ENTRY_OFFSET = 0;
export const BUILD_ENTRY_LENGTH = 1;

/* Limits; a catalogue beyond them is refused with E_RANGE. */
/** rows are u16, and NONE16 is none of them */
export const MAX_MAPS = 65535;
export const MAX_MODES = 65535;
/** five brawlers of a team, each as row + 1, fit one u64 */
export const MAX_BRAWLERS = 4095;
/** boards are u16 */
export const MAX_BOARDS = 65535;
/** snapshots name at most this many sources */
export const MAX_SOURCES = 64;
/** epoch milliseconds of the last date with a year of four digits, which is as far as a reader goes */
export const MAX_BUILT_AT = 253402300799999;
/** counts that sums reach at most: one below NONE32 */
export const MAX_COUNT = 0xfffffffe;
