/**
 * JSON in the kernel: is it JSON, and what do we want of it? docs/json.md tells how it works.
 *
 * Scratch memory, whose contents mean nothing between calls:
 *
 *     stack    MAX_DEPTH bytes      kinds of open brackets
 *     tail     128 bytes            the last block of the document, filled up with spaces
 *     list     see quotes.ts        where strings begin and end
 *     spare    length / 2 + 1024    rows or texts whose place isn't known yet
 *     area     length + 64          a key or text without its escapes
 */
import { E_ARGUMENT, E_JSON_SYNTAX, MAX_DEPTH } from '../layout/errors';
import { fail } from '../status';
import { diagnose } from './diagnose';
import { extractBundle, extractLog, extractRanking, isKind, NOT_JSON, setDocument } from './extract';
import { listQuotes, quotesSize } from './quotes';
import { beginReading, isJson } from './reader';
import { setDecodeArea } from './slots';

const TAIL: usize = MAX_DEPTH;
const LIST: usize = TAIL + 128;
/** Slack behind areas that are written or read a vector at a time. */
const SLACK: i64 = 64;
/** What moving the start to a multiple of 16 may cost. */
const ALIGNMENT: usize = 16;

/** Rows or texts take less than this in what upstreams send; where they don't, a document is read twice. */
function spareSize(inLen: i64): i64 {
  return inLen / 2 + 1024;
}

/** Bytes of scratch that the calls below need for an input of this length; 2^31 − 1 where none would do. */
export function jsonScratchSize(inLen: i32): i32 {
  const bytes = <i64>(ALIGNMENT + LIST) + quotesSize(inLen) + spareSize(inLen) + inLen + SLACK;
  return inLen < 0 || bytes > i32.MAX_VALUE ? i32.MAX_VALUE : <i32>bytes;
}

/* Where in scratch memory things are, for the call at hand. */
let stack: usize = 0;
let list: usize = 0;
let spare: usize = 0;
let area: usize = 0;

/** Lays scratch memory out and lists the document's strings: 0, E_ARGUMENT if it is too small, or E_JSON_*. */
function begin(inPtr: usize, inLen: i32, scratch: usize, scratchLen: i32): i32 {
  if (inLen < 0 || scratchLen < jsonScratchSize(inLen)) return fail(E_ARGUMENT, 0);
  stack = (scratch + (ALIGNMENT - 1)) & ~(ALIGNMENT - 1);
  list = stack + LIST;
  spare = list + <usize>quotesSize(inLen);
  area = spare + <usize>spareSize(inLen);
  setDecodeArea(area);
  setDocument(inPtr, inPtr + inLen, list, stack);
  return listQuotes(inPtr, inLen, list, stack + TAIL) ? 0 : refuse(inPtr, inLen);
}

/** Why is it not JSON? */
function refuse(inPtr: usize, inLen: i32): i32 {
  const code = diagnose(inPtr, inLen, stack);
  return code !== 0 ? code : fail(E_JSON_SYNTAX, 0);
}

/**
 * 0 if the input is JSON exactly as JSON.parse has it on strictly decoded UTF-8, nested at most MAX_DEPTH levels;
 * else E_JSON_*, with errorOffset(). E_ARGUMENT if the scratch memory is smaller than jsonScratchSize().
 */
export function jsonValidate(inPtr: usize, inLen: i32, scratch: usize, scratchLen: i32): i32 {
  const code = begin(inPtr, inLen, scratch, scratchLen);
  if (code !== 0) return code;
  beginReading(list, inPtr + inLen, stack, false);
  return isJson(inPtr) ? 0 : refuse(inPtr, inLen);
}

/**
 * Extracts an upstream answer of the given KIND_* into a bundle (layout/bundle.ts) at `outPtr`. Returns its
 * length; E_JSON_* as jsonValidate; E_SHAPE or E_RANGE for a field that is not as it must be; E_OUTPUT_FULL;
 * E_ARGUMENT for an unknown kind. What the output region holds after an error means nothing.
 */
export function jsonExtract(
  kind: i32,
  inPtr: usize,
  inLen: i32,
  scratch: usize,
  scratchLen: i32,
  outPtr: usize,
  outCap: i32,
): i32 {
  if (!isKind(kind) || outCap < 0) return fail(E_ARGUMENT, 0);
  const code = begin(inPtr, inLen, scratch, scratchLen);
  if (code !== 0) return code;
  const length = extractBundle(kind, outPtr, outCap, spare, area);
  return length === NOT_JSON ? refuse(inPtr, inLen) : length;
}

/**
 * Extracts a battle log into the rows of layout/battles.ts at `outPtr`; `ownerLo` and `ownerHi` are the tag of the
 * player whose log it is, as OBSERVATION_TAG_*. Returns the length, or an error as jsonExtract.
 */
export function battlesExtract(
  inPtr: usize,
  inLen: i32,
  scratch: usize,
  scratchLen: i32,
  outPtr: usize,
  outCap: i32,
  ownerLo: u32,
  ownerHi: u32,
): i32 {
  if (outCap < 0) return fail(E_ARGUMENT, 0);
  const code = begin(inPtr, inLen, scratch, scratchLen);
  if (code !== 0) return code;
  const length = extractLog(((<u64>ownerHi) << 32) | ownerLo, outPtr, outCap, spare, area);
  return length === NOT_JSON ? refuse(inPtr, inLen) : length;
}

/** Extracts a ranking of players into the PLAYER rows of layout/battles.ts. Otherwise as jsonExtract. */
export function rankingExtract(
  inPtr: usize,
  inLen: i32,
  scratch: usize,
  scratchLen: i32,
  outPtr: usize,
  outCap: i32,
): i32 {
  if (outCap < 0) return fail(E_ARGUMENT, 0);
  const code = begin(inPtr, inLen, scratch, scratchLen);
  if (code !== 0) return code;
  const length = extractRanking(outPtr, outCap);
  return length === NOT_JSON ? refuse(inPtr, inLen) : length;
}
