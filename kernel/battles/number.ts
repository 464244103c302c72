/** Writes LEB128 numbers in their shortest form. */

/** Writes a number, and returns the address behind it. */
export function putNumber(to: usize, value: u64): usize {
  if (value >= 0x80) return putLong(to, value);
  store<u8>(to, <u8>value);
  return to + 1;
}

/** The same for a number of more than one byte. */
function putLong(to: usize, value: u64): usize {
  for (; value >= 0x80; value >>= 7) store<u8>(to++, <u8>value | 0x80);
  store<u8>(to, <u8>value);
  return to + 1;
}

/** Bytes that a number takes. */
export function numberBytes(value: u64): usize {
  return <usize>(63 - clz(value | 1)) / 7 + 1;
}
