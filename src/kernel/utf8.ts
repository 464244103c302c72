/** Lead bits of a UTF-8 sequence, by its size. */
const LEADS = [0, 0, 0xc0, 0xe0, 0xf0] as const;

/**
 * Encodes text from `at`, up to `end`; unpaired surrogates become U+FFFD. TextEncoder.encodeInto does the same, but
 * makes an object a call.
 */
export function writeUtf8(text: string, bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      if (at + 1 > end) break;
      bytes[at++] = code;
      continue;
    }
    const low = (code & 0xfc00) === 0xd800 ? text.charCodeAt(i + 1) : 0;
    if ((low & 0xfc00) === 0xdc00) {
      code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
      i++;
    } else if ((code & 0xf800) === 0xd800) {
      code = 0xfffd;
    }
    const size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (at + size > end) break;
    for (let rest = size - 1; rest > 0; rest--) {
      bytes[at + rest] = 0x80 | (code & 0x3f);
      code >>= 6;
    }
    bytes[at] = (LEADS[size] ?? 0) | code;
    at += size;
  }
  return at - start;
}
