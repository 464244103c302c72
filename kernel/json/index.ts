/**
 * JSON in the kernel: is it JSON, and what do we want of it? docs/json.md tells how it works.
 *
 * Scratch memory, whose contents mean nothing between calls:
 *
 *     stack    MAX_DEPTH × 4 bytes   open brackets
 *     tail     128 bytes             the last block of the document, filled up with spaces
 *     tape     see tape.ts           commas and brackets
 *     decode   length + 64           a key or short text without its escapes
 */
import { E_ARGUMENT, E_JSON_SYNTAX, MAX_DEPTH } from '../layout/errors';
import { fail } from '../status';
import { extractLog } from './battle';
import { setDecodeArea } from './cursor';
import { diagnose } from './diagnose';
import { extractDocument, isKind, resultOf } from './extract';
import { clearFault } from './fields';
import { extractPlayers } from './ranking';
import { scan } from './scan';
import { setTape, tapeSize } from './tape';
import { pastSpace } from './token';

const TAIL: usize = MAX_DEPTH * 4;
const TAPE: usize = TAIL + 128;
/** Slack behind areas that are written or read a vector at a time. */
const SLACK: usize = 64;
/** What moving the start to a multiple of 16 may cost. */
const ALIGNMENT: usize = 16;

/** Bytes of scratch that the calls below need for an input of this length; 2^31 − 1 where none would do. */
export function jsonScratchSize(inLen: i32): i32 {
  const bytes = <i64>(ALIGNMENT + TAPE + SLACK) + tapeSize(inLen, MAX_DEPTH) + inLen;
  return inLen < 0 || bytes > i32.MAX_VALUE ? i32.MAX_VALUE : <i32>bytes;
}

function aligned(scratch: usize): usize {
  return (scratch + (ALIGNMENT - 1)) & ~(ALIGNMENT - 1);
}

/**
 * 0 if the input is JSON exactly as JSON.parse has it on strictly decoded UTF-8, nested at most MAX_DEPTH levels;
 * else E_JSON_*, with errorOffset(). E_ARGUMENT if the scratch memory is smaller than jsonScratchSize().
 */
export function jsonValidate(inPtr: usize, inLen: i32, scratch: usize, scratchLen: i32): i32 {
  if (inLen < 0 || scratchLen < jsonScratchSize(inLen)) return fail(E_ARGUMENT, 0);
  const base = aligned(scratch);
  setTape(inPtr, inLen, base + TAPE);
  setDecodeArea(base + TAPE + <usize>tapeSize(inLen, MAX_DEPTH));
  if (scan(inPtr, inLen, base, base + TAIL)) return 0;
  const code = diagnose(inPtr, inLen, base);
  return code !== 0 ? code : fail(E_JSON_SYNTAX, 0);
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
  const code = jsonValidate(inPtr, inLen, scratch, scratchLen);
  if (code !== 0) return code;
  return extractDocument(kind, inPtr, outPtr, outCap);
}

/**
 * Extracts a battle log into the rows of layout/battles.ts at `outPtr`; `ownerLo` and `ownerHi` are the tag of the
 * player whose log it is, as OBSERVATION_TAG_*. Returns the length, or an error as jsonExtract. The output region
 * must have room for a BATTLE row of every entry, counted or not.
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
  const code = jsonValidate(inPtr, inLen, scratch, scratchLen);
  if (code !== 0) return code;
  clearFault();
  const owner = ((<u64>ownerHi) << 32) | ownerLo;
  return resultOf(extractLog(pastSpace(inPtr), outPtr, outCap, owner), inPtr);
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
  const code = jsonValidate(inPtr, inLen, scratch, scratchLen);
  if (code !== 0) return code;
  clearFault();
  return resultOf(extractPlayers(pastSpace(inPtr), outPtr, outCap), inPtr);
}
