/**
 * Error codes of the kernel. A call that fails returns one of these (negative); a call that succeeds returns
 * 0 or more. Where an input position is to blame, `errorOffset()` gives it, in bytes from the input's start.
 */
/** The output region is too small; call again with a larger one. */
export const E_OUTPUT_FULL = -1;
/** Not JSON: an unexpected byte. */
export const E_JSON_SYNTAX = -2;
/** JSON ended early. */
export const E_JSON_TRUNCATED = -3;
/** A byte sequence that is not UTF-8. */
export const E_JSON_UTF8 = -4;
/** Nested deeper than MAX_DEPTH. */
export const E_JSON_DEPTH = -5;
/** JSON, but a field that is needed is missing or has the wrong type. */
export const E_SHAPE = -6;
/** A number outside the range its field can hold. */
export const E_RANGE = -7;
/** Snapshot: wrong magic, or shorter than its header. */
export const E_SNAPSHOT_FORMAT = -8;
/** Snapshot: a version that this reader does not know. */
export const E_SNAPSHOT_VERSION = -9;
/** Snapshot: checksum mismatch. */
export const E_SNAPSHOT_CHECKSUM = -10;
/** Snapshot: a section, offset or index out of bounds. */
export const E_SNAPSHOT_BOUNDS = -11;
/** No snapshot is loaded. */
export const E_NO_SNAPSHOT = -12;
/** The arguments of a call contradict its contract: a bug of the caller. */
export const E_ARGUMENT = -13;
/** Not an extracted battle log, or not tallies. */
export const E_COUNT_FORMAT = -14;

/** Nesting that the JSON scanner accepts. */
export const MAX_DEPTH = 1024;
