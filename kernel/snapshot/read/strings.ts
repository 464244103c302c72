import { S_STRINGS } from '../../layout/snapshot';
import { candidateAddresses, candidateCounts } from './columns';
import { KIND_SHIFT, KIND_TEXT, SECTIONS, SPEC } from './spec';

const QUOTE: u32 = 0x22;
const SLASH: u32 = 0x2f;
const BACKSLASH: u32 = 0x5c;
const LETTER_U: u32 = 0x75;

/** Whether the pool that was walked last has an escape. */
let hasEscapes: bool = false;

/**
 * Is STRINGS what may stand between the quotes of JSON strings, and does every text begin and end between two of its
 * characters? One pass over the pool, and where it has no escapes, as names seldom do, a look at the byte behind each
 * offset: a start must not call one function for each text of a snapshot.
 */
export function checkStrings(): bool {
  const pool = <usize>load<u32>(candidateAddresses + (S_STRINGS << 2));
  const end = pool + <usize>load<u32>(candidateCounts + (S_STRINGS << 2));
  hasEscapes = false;
  if (walk(pool, end, end) !== end) return false;
  let at = pool;
  for (let row = SPEC; row < SPEC + (SECTIONS << 2); row += 4) {
    const section = load<u32>(row);
    if (((section >> KIND_SHIFT) & 7) !== KIND_TEXT) continue;
    const id = (<usize>(section & 0xff)) << 2;
    const offsets = <usize>load<u32>(candidateAddresses + id);
    const last = offsets + ((<usize>load<u32>(candidateCounts + id)) << 2);
    if (!hasEscapes) {
      if (!areLeads(pool, end, offsets, last)) return false;
      continue;
    }
    // Columns whose texts follow those of the column before, as a builder writes them, make it one more pass in all.
    if (pool + load<u32>(offsets) < at) at = pool;
    at = walkAll(at, pool, end, offsets, last);
    if (at === 0) return false;
  }
  return true;
}

/** Does a sequence begin at each offset of a pool that has no escapes? The pool's end is one too. */
function areLeads(pool: usize, end: usize, offsets: usize, last: usize): bool {
  for (let offset = offsets; offset < last; offset += 4) {
    const at = pool + load<u32>(offset);
    if (at < end && (load<u8>(at) & 0xc0) === 0x80) return false;
  }
  return true;
}

/** Walks from `at` over each of the rising offsets, to the last; 0 where one is not met. */
function walkAll(at: usize, pool: usize, end: usize, offsets: usize, last: usize): usize {
  for (let offset = offsets; offset < last; offset += 4) {
    const goal = pool + load<u32>(offset);
    at = walk(at, goal, end);
    if (at !== goal) return 0;
  }
  return at;
}

/** Address of the first character at or after `goal`, going by whole characters; 0 where one is not legal. */
function walk(at: usize, goal: usize, end: usize): usize {
  while (at < goal) {
    if (at + 16 <= goal && isPlain(v128.load(at))) {
      at += 16;
      continue;
    }
    const size = characterSize(at, end);
    if (size === 0) return 0;
    at += size;
  }
  return at;
}

/** Sixteen ASCII characters that JSON needs not escape? */
function isPlain(bytes: v128): bool {
  const special = v128.or(
    v128.or(i8x16.eq(bytes, i8x16.splat(<i8>QUOTE)), i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH))),
    i8x16.lt_s(bytes, i8x16.splat(0x20)),
  );
  return !v128.any_true(special);
}

/** Bytes of the character or escape at `at`, 0 if there is none that JSON allows. */
function characterSize(at: usize, end: usize): usize {
  const first = <u32>load<u8>(at);
  if (first === BACKSLASH) return escapeSize(at, end);
  if (first < 0x80) return first >= 0x20 && first !== QUOTE ? 1 : 0;
  return sequenceSize(first, at, end);
}

/** Which of the characters @ to DEL may follow a backslash alone: \ b f n r t. */
const ESCAPED: u64 =
  ((<u64>1) << 0x1c) |
  ((<u64>1) << 0x22) |
  ((<u64>1) << 0x26) |
  ((<u64>1) << 0x2e) |
  ((<u64>1) << 0x32) |
  ((<u64>1) << 0x34);

function escapeSize(at: usize, end: usize): usize {
  hasEscapes = true;
  if (at + 2 > end) return 0;
  const escaped = <u32>load<u8>(at, 1);
  if (escaped === QUOTE || escaped === SLASH) return 2;
  if (escaped >> 6 === 1 && ((ESCAPED >> (escaped & 63)) & 1) !== 0) return 2;
  if (escaped !== LETTER_U || at + 6 > end) return 0;
  for (let digit = at + 2; digit < at + 6; digit++) {
    const byte = <u32>load<u8>(digit);
    if (byte - 0x30 > 9 && (byte | 0x20) - 0x61 > 5) return 0;
  }
  return 6;
}

/** Size of a UTF-8 sequence of two to four bytes: Table 3-7 of the Unicode Standard. */
function sequenceSize(first: u32, at: usize, end: usize): usize {
  if (first < 0xc2 || first > 0xf4) return 0;
  const size: usize = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + size > end) return 0;
  const second = <u32>load<u8>(at, 1);
  const lowest: u32 = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest: u32 = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let i: usize = 2; i < size; i++) {
    if ((load<u8>(at + i) & 0xc0) !== 0x80) return 0;
  }
  return size;
}
