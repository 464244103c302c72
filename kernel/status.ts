/** Where the last failed call found its fault, in bytes from its input's start. */
let lastErrorOffset: i32 = 0;

/** Records the offset of a fault and hands its code through, so that a failure is one line at its place. */
export function fail(code: i32, offset: i32): i32 {
  lastErrorOffset = offset;
  return code;
}

export function errorOffset(): i32 {
  return lastErrorOffset;
}

/** First byte that belongs to the caller: everything below is the kernel's static data. */
export function heapBase(): usize {
  return __heap_base;
}
