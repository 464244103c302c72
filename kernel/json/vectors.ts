/**
 * Vectors of sixteen equal bytes, in memory. The engine builds a constant vector anew wherever it is used (three
 * instructions each, measured in V8 13.6); a load is one.
 */
const TABLE: usize = memory.data<u32>([
  0x22222222, 0x22222222, 0x22222222, 0x22222222, 0x5c5c5c5c, 0x5c5c5c5c, 0x5c5c5c5c, 0x5c5c5c5c, 0x20202020,
  0x20202020, 0x20202020, 0x20202020, 0x2c2c2c2c, 0x2c2c2c2c, 0x2c2c2c2c, 0x2c2c2c2c, 0x3a3a3a3a, 0x3a3a3a3a,
  0x3a3a3a3a, 0x3a3a3a3a, 0x7b7b7b7b, 0x7b7b7b7b, 0x7b7b7b7b, 0x7b7b7b7b, 0x7d7d7d7d, 0x7d7d7d7d, 0x7d7d7d7d,
  0x7d7d7d7d, 0x30303030, 0x30303030, 0x30303030, 0x30303030, 0x46464646, 0x46464646, 0x46464646, 0x46464646,
  0x75757575, 0x75757575, 0x75757575, 0x75757575, 0x0f0f0f0f, 0x0f0f0f0f, 0x0f0f0f0f, 0x0f0f0f0f, 0x60606060,
  0x60606060, 0x60606060, 0x60606060, 0x70707070, 0x70707070, 0x70707070, 0x70707070, 0x80808080, 0x80808080,
  0x80808080, 0x80808080, 0x2e2e2e2e, 0x2e2e2e2e, 0x2e2e2e2e, 0x2e2e2e2e, 0x03020100, 0x07060504, 0x0b0a0908,
  0x0f0e0d0c,
]);

export const QUOTES: usize = TABLE;
export const BACKSLASHES: usize = TABLE + 16;
export const SPACES: usize = TABLE + 32;
export const COMMAS: usize = TABLE + 48;
export const COLONS: usize = TABLE + 64;
/** `{`, which `[` becomes with bit 5 set */
export const OPENERS: usize = TABLE + 80;
/** `}`, which `]` becomes with bit 5 set */
export const CLOSERS: usize = TABLE + 96;
export const NOUGHTS: usize = TABLE + 112;
/** What lifts the ten digits, and only them, to the top of the signed bytes … */
export const DIGIT_LIFT: usize = TABLE + 128;
/** … above this. */
export const DIGIT_FLOOR: usize = TABLE + 144;
export const LOW_NIBBLES: usize = TABLE + 160;
export const LESS_THIRD: usize = TABLE + 176;
export const LESS_FOURTH: usize = TABLE + 192;
export const TOP_BITS: usize = TABLE + 208;
export const POINTS: usize = TABLE + 224;
/** 0, 1, … 15 */
export const LANES: usize = TABLE + 240;
