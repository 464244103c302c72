import { MAX_DEPTH } from '../layout/errors';
import { below, past, prefixXor, runsOut, toBits } from './masks';
import { closeSlot, marksOf, opensOf } from './tape';
import { isEscape, literalLength, pastScalar } from './token';
import { utf8Faults, utf8Pending } from './utf8';
import {
  BACKSLASHES,
  CLOSERS,
  COLONS,
  COMMAS,
  DIGIT_FLOOR,
  DIGIT_LIFT,
  NOUGHTS,
  OPENERS,
  POINTS,
  QUOTES,
  SPACES,
} from './vectors';

/* What kind of bracket encloses the current place; equals bit 5 of the bracket's byte. */
const IN_ARRAY: u32 = 0;
const IN_OBJECT: u32 = 1;
const AT_TOP: u32 = 2;

/** The bit that tells brackets that open from those that close. */
const OPENING: u32 = 2;

/** 0xaaaaaaaaaaaaaaaa */
const ODD_BITS: u64 = ~(~(<u64>0) / 3);

/**
 * Stage 1: is it JSON? Returns 1 if so, 0 if not; the caller has diagnose() say why not.
 *
 * Works on 64 bytes at a time, on masks alone (docs/json.md states the rules), and writes the tape that setTape()
 * has laid out. `stack` has room for MAX_DEPTH of 4 bytes, `tail` for 128 bytes.
 */
export function scan(input: usize, length: u32, stack: usize, tail: usize): i32 {
  const end = input + length;
  let marks = marksOf(input);
  let opening = opensOf(input);
  const closes0 = closeSlot(0);
  let opened: u32 = 0;
  let depth: u32 = 0;
  let context = AT_TOP;

  // what the block before hands on, each as bit 0 or as a full mask
  let inString: u64 = 0;
  let isEscaped: u64 = 0;
  let afterOpener: u64 = 1;
  let afterOpenBracket: u64 = 0;
  let afterString: u64 = 0;
  let afterCommaOrOpen: u64 = 0;
  let afterScalar: u64 = 0;
  let afterZero: u64 = 0;
  let afterDigit: u64 = 0;
  // bit 0: the block ended with a point; bit 1: with digits behind a point
  let afterPoint: u64 = 0;
  let scalarStart: usize = 0;
  let scalarsSeenTo: usize = 0;
  let before = i8x16.splat(0);
  let pending = i8x16.splat(0);
  let faults = i8x16.splat(0);

  for (let base = input; base < end; base += 64) {
    let block = base;
    if (end - base < 64) {
      for (let i: usize = 0; i < 64; i += 16) v128.store(tail + i, i8x16.splat(0x20));
      memory.copy(tail, base, end - base);
      block = tail;
    }
    const v0 = v128.load(block);
    const v1 = v128.load(block, 16);
    const v2 = v128.load(block, 32);
    const v3 = v128.load(block, 48);

    // UTF-8
    if (i8x16.bitmask(v128.or(v128.or(v0, v1), v128.or(v2, v3))) !== 0) {
      faults = v128.or(faults, v128.or(utf8Faults(before, v0), utf8Faults(v0, v1)));
      faults = v128.or(faults, v128.or(utf8Faults(v1, v2), utf8Faults(v2, v3)));
      pending = utf8Pending(v3);
    } else {
      faults = v128.or(faults, pending);
      pending = i8x16.splat(0);
    }
    before = v3;

    // strings
    const quote = v128.load(QUOTES);
    let quotes = toBits(i8x16.eq(v0, quote), i8x16.eq(v1, quote), i8x16.eq(v2, quote), i8x16.eq(v3, quote));
    const backslash = v128.load(BACKSLASHES);
    const b0 = i8x16.eq(v0, backslash);
    const b1 = i8x16.eq(v1, backslash);
    const b2 = i8x16.eq(v2, backslash);
    const b3 = i8x16.eq(v3, backslash);
    let escaped = isEscaped;
    isEscaped = 0;
    if (v128.any_true(v128.or(v128.or(b0, b1), v128.or(b2, b3)))) {
      // runs of backslashes: a subtraction tells the odd ones (simdjson's json_escape_scanner)
      const slashes = toBits(b0, b1, b2, b3);
      const odd = (((slashes & ~escaped) << 1) | ODD_BITS) - (slashes & ~escaped);
      const codes = odd ^ ODD_BITS;
      isEscaped = (codes & slashes) >> 63;
      escaped = codes ^ (slashes | escaped);
    }
    quotes &= ~escaped;
    const inside = prefixXor(quotes) ^ inString;
    inString = <u64>(<i64>inside >> 63);
    const strings = inside | quotes;
    for (let codes = escaped & inside; codes !== 0; codes &= codes - 1) {
      if (!isEscape(base + <usize>ctz(codes))) return 0;
    }

    // separators
    const comma = v128.load(COMMAS);
    const colon = v128.load(COLONS);
    const space = v128.load(SPACES);
    const opener = v128.load(OPENERS);
    const closer = v128.load(CLOSERS);
    const c0 = v128.or(v0, space);
    const c1 = v128.or(v1, space);
    const c2 = v128.or(v2, space);
    const c3 = v128.or(v3, space);
    const plain = ~strings;
    const commas =
      plain & toBits(i8x16.eq(v0, comma), i8x16.eq(v1, comma), i8x16.eq(v2, comma), i8x16.eq(v3, comma));
    const colons =
      plain & toBits(i8x16.eq(v0, colon), i8x16.eq(v1, colon), i8x16.eq(v2, colon), i8x16.eq(v3, colon));
    const opens =
      plain & toBits(i8x16.eq(c0, opener), i8x16.eq(c1, opener), i8x16.eq(c2, opener), i8x16.eq(c3, opener));
    const closes =
      plain & toBits(i8x16.eq(c0, closer), i8x16.eq(c1, closer), i8x16.eq(c2, closer), i8x16.eq(c3, closer));
    const separators = commas | colons | opens | closes;

    // control characters: none in strings, outside only those that are white space
    let bad: u64 = 0;
    const least = i8x16.min_u(i8x16.min_u(v0, v1), i8x16.min_u(v2, v3));
    if (!i8x16.all_true(i8x16.eq(i8x16.max_u(least, space), least))) {
      const controls = ~toBits(isPrintable(v0), isPrintable(v1), isPrintable(v2), isPrintable(v3));
      bad = controls & (strings | ~toBits(isBlank(v0), isBlank(v1), isBlank(v2), isBlank(v3)));
    }

    // scalars, and white space only where something is not a digit
    let scalars = ~(strings | separators);
    const digits = scalars & toBits(isDigit(v0), isDigit(v1), isDigit(v2), isDigit(v3));
    let white: u64 = 0;
    let others = scalars & ~digits;
    if (others !== 0) {
      white = others & toBits(isLow(v0, space), isLow(v1, space), isLow(v2, space), isLow(v3, space));
      scalars &= ~white;
      others &= ~white;
    }
    const starts = scalars & ~((scalars << 1) | afterScalar);
    afterScalar = scalars >> 63;
    const nought = v128.load(NOUGHTS);
    const zeros =
      starts & toBits(i8x16.eq(v0, nought), i8x16.eq(v1, nought), i8x16.eq(v2, nought), i8x16.eq(v3, nought));
    bad |= ((zeros << 1) | afterZero) & digits;
    afterZero = zeros >> 63;

    // points: a digit before, a digit behind, and no second point behind the digits
    if ((others | afterPoint) !== 0) {
      const point = v128.load(POINTS);
      const points =
        others & toBits(i8x16.eq(v0, point), i8x16.eq(v1, point), i8x16.eq(v2, point), i8x16.eq(v3, point));
      others &= ~points;
      const fractions = (points << 1) | (afterPoint & 1);
      const running = fractions | (afterPoint >> 1);
      bad |= points & ~((digits << 1) | afterDigit);
      bad |= fractions & ~digits;
      bad |= past(running, digits) & points;
      afterPoint = (points >> 63) | (runsOut(running, digits) << 1);
    }
    afterDigit = digits >> 63;

    // letters and signs: tokens one by one
    while (others !== 0) {
      const at = <u32>ctz(others);
      const length = literalLength(base + at, ~(scalars >> at), starts >> at);
      if (length !== 0) {
        others &= ~below(at + length);
        continue;
      }
      if (base + at >= scalarsSeenTo) {
        const near = starts & below(at + 1);
        const from = near !== 0 ? base + 63 - <usize>clz(near) : scalarStart;
        scalarsSeenTo = pastScalar(from, end);
        if (scalarsSeenTo <= base + at) return 0;
      }
      others &= ~below(<u32>min<usize>(scalarsSeenTo - base, 64));
    }
    if (starts !== 0) scalarStart = base + 63 - <usize>clz(starts);

    // order of the tokens
    const openers = commas | colons | opens;
    const ends = quotes & ~inside;
    let expecting = (openers << 1) | afterOpener;
    let emptying = (opens << 1) | afterOpenBracket;
    let naming = (ends << 1) | afterString;
    afterOpener = openers >> 63;
    afterOpenBracket = opens >> 63;
    afterString = ends >> 63;
    if (white !== 0) {
      afterOpener |= runsOut(expecting, white);
      afterOpenBracket |= runsOut(emptying, white);
      afterString |= runsOut(naming, white);
      expecting = past(expecting, white);
      emptying = past(emptying, white);
      naming = past(naming, white);
    }
    const values = (quotes & inside) | starts | opens;
    bad |= values & ~expecting;
    bad |= (commas | colons) & expecting;
    bad |= closes & expecting & ~emptying;
    bad |= colons & ~naming;

    // keys in objects, none elsewhere
    const items = ((commas | opens) << 1) | afterCommaOrOpen;
    const between = ~separators;
    afterCommaOrOpen = ((commas | opens) >> 63) | runsOut(items, between);
    const firsts = past(items, between) & separators;
    bad |= colons & ~firsts;
    const unnamed = firsts & ~colons & ~(closes & emptying);

    // tape
    store<u64>(marks, commas | opens | closes);
    store<u64>(opening, opens);
    store<u64>(opening, opened, 8);
    marks += 8;
    opening += 16;

    // brackets
    let done: u64 = 0;
    for (let brackets = opens | closes; brackets !== 0; brackets &= brackets - 1) {
      const at = base + <usize>ctz(brackets);
      const upTo = brackets ^ (brackets - 1);
      const wrong = context === IN_OBJECT ? unnamed : context === IN_ARRAY ? colons : commas | colons;
      bad |= wrong & (upTo ^ done);
      done = upTo;
      const byte = <u32>load<u8>(at);
      const kind = (byte >> 5) & 1;
      if ((byte & OPENING) !== 0) {
        if (depth === MAX_DEPTH) return 0;
        store<u32>(stack + (depth << 2), (opened << 2) | context);
        opened++;
        depth++;
        context = kind;
      } else {
        // at the top, no kind is the right one
        if (kind !== context) return 0;
        depth--;
        const top = load<u32>(stack + (depth << 2));
        context = top & 3;
        store<u32>(closes0 + (top & ~3), <u32>at);
      }
    }
    const wrong = context === IN_OBJECT ? unnamed : context === IN_ARRAY ? colons : commas | colons;
    bad |= wrong & ~done;
    if (bad !== 0) return 0;
  }
  faults = v128.or(faults, pending);
  return i32(
    !v128.any_true(faults) && depth === 0 && inString === 0 && afterOpener === 0 && (afterPoint & 1) === 0,
  );
}

/** Lanes that are not control characters. */
function isPrintable(v: v128): v128 {
  return i8x16.eq(i8x16.max_u(v, v128.load(SPACES)), v);
}

/** Lanes that are tab, line feed or carriage return. */
function isBlank(v: v128): v128 {
  const lines = v128.or(i8x16.eq(v, i8x16.splat(0x0a)), i8x16.eq(v, i8x16.splat(0x0d)));
  return v128.or(lines, i8x16.eq(v, i8x16.splat(0x09)));
}

/** Lanes that are at most `most`. */
function isLow(v: v128, most: v128): v128 {
  return i8x16.eq(i8x16.min_u(v, most), v);
}

function isDigit(v: v128): v128 {
  return i8x16.gt_s(i8x16.add(v, v128.load(DIGIT_LIFT)), v128.load(DIGIT_FLOOR));
}
