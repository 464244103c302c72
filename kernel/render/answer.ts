/** What every answer begins and ends with. */
import { E_ARGUMENT, E_NO_SNAPSHOT, E_OUTPUT_FULL } from '../layout/errors';
import { DATA_DEMO, DATA_REPLAY, META_DATA, S_META } from '../layout/snapshot';
import { builtAt, contentHash, isAttached, value32 } from '../snapshot/read/columns';
import { rowBytes } from '../snapshot/read/extent';
import { fail } from '../status';
import { hexDigits, putSpan } from './fields';
import { prepareTenths } from './number';
import * as spans from './spans';
import { putTimeMs } from './time';
import { dropComma } from './write';

/** last address at which a row may begin */
let lastRow: usize = 0;

/** Is there room for a row, whichever it is, and all that its writers may touch? */
export function fits(p: usize): bool {
  return p <= lastRow;
}

/** Readies an answer in [out, out + cap): 0, or why there will be none. `isSound` says whether the arguments are. */
export function begin(isSound: bool, out: usize, cap: i32): i32 {
  if (!isAttached()) return fail(E_NO_SNAPSHOT, 0);
  if (!isSound || cap < 0) return fail(E_ARGUMENT, 0);
  if (<u32>cap < rowBytes()) return fail(E_OUTPUT_FULL, 0);
  lastRow = out + <usize>cap - rowBytes();
  prepareTenths();
  return 0;
}

/** Opens an object with the provenance, and a list in it with the span. */
export function openList(p: usize, span: u32): usize {
  return putSpan(provenance(putSpan(p, spans.OPEN)), span);
}

/** Closes list and object and gives the answer's length; `p` is 0 where a row did not fit. */
export function finish(p: usize, out: usize): i32 {
  if (p === 0) return fail(E_OUTPUT_FULL, 0);
  return <i32>(putSpan(dropComma(p), spans.END_LIST) - out);
}

/** What every answer says about where it comes from. */
export function provenance(p: usize): usize {
  const data = value32(S_META, META_DATA);
  const name = data === DATA_DEMO ? spans.DEMO : data === DATA_REPLAY ? spans.REPLAY : spans.LIVE;
  p = putSpan(putSpan(putSpan(p, spans.DATA), name), spans.SNAPSHOT);
  v128.store(p, hexDigits(contentHash()));
  return putTimeMs(putSpan(p + 16, spans.BUILT_AT), builtAt());
}
