/** Merging and summing tallies in the kernel. */
import { E_COUNT_FORMAT, E_OUTPUT_FULL } from '../../kernel/layout/errors.ts';
import { TALLY_HEADER_FIELDS, TH_LENGTH } from '../../kernel/layout/tally.ts';
import { checkMerge, type MergeOptions, type SumOptions } from './counter.ts';
import type { TallyExports } from './exports.ts';
import { faultOf, KernelError } from './faults.ts';
import { align, type Linear } from './linear.ts';

/** Bytes that a merged tally takes beside what went into it, at most. */
const MERGE_EXTRA = 64;
/** First guess for sums, by a byte of tallies: a row has at least three there, 40 here. */
const SUM_GROWTH = 4;
const SUM_EXTRA = 4096;
const NO_SUMS = new Uint8Array(0);

/** Puts byte strings one behind the other. */
export function put(tallies: readonly Uint8Array[], memory: Uint8Array, start: number): void {
  let at = start;
  for (const tally of tallies) {
    memory.set(tally, at);
    at += tally.length;
  }
}

/** Bytes of all. Throws where one is not as long as it says: the kernel sees them one behind the other. */
export function lengthOf(tallies: readonly Uint8Array[]): number {
  let sum = 0;
  for (const { buffer, byteOffset, length } of tallies) {
    const isWhole =
      length >= TALLY_HEADER_FIELDS * 4 &&
      new DataView(buffer, byteOffset).getUint32(TH_LENGTH * 4, true) === length;
    if (!isWhole) throw new KernelError(faultOf(E_COUNT_FORMAT));
    sum += length;
  }
  return sum;
}

/** Tallies.merge(), in memory from `work` on. */
export function mergeTallies(
  exports: TallyExports,
  linear: Linear,
  work: number,
  tallies: readonly Uint8Array[],
  options: MergeOptions,
): Uint8Array {
  checkMerge(options);
  const { unit, maxRun } = options;
  const length = lengthOf(tallies);
  const scratch = align(work + length);
  const scratchLength = exports.tallyScratchSize(length);
  const out = align(scratch + scratchLength);
  const capacity = length + MERGE_EXTRA;
  put(tallies, linear.upTo(out + capacity), work);
  const [day, kind] = unit ? [unit.day, unit.kind] : [0, 0];
  const result = exports.tallyMerge(work, length, scratch, scratchLength, day, kind, maxRun, out, capacity);
  if (result < 0) throw new KernelError(faultOf(result));
  return linear.upTo(0).slice(out, out + result);
}

/** Tallies.sum(), in memory from `work` on. */
export function sumTallies(
  exports: TallyExports,
  linear: Linear,
  work: number,
  tallies: readonly Uint8Array[],
  { kind, today, weights, base = NO_SUMS }: SumOptions,
): Uint8Array {
  if (base !== NO_SUMS && base.length === 0) throw new KernelError(faultOf(E_COUNT_FORMAT));
  const length = lengthOf(tallies);
  const weightsAt = align(work + length);
  const baseAt = align(weightsAt + weights.byteLength);
  const scratch = align(baseAt + base.length);
  const scratchLength = exports.tallyScratchSize(length);
  const out = align(scratch + scratchLength);
  for (let capacity = base.length + SUM_GROWTH * length + SUM_EXTRA; ; capacity *= 2) {
    const memory = linear.upTo(out + capacity);
    put(tallies, memory, work);
    memory.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength), weightsAt);
    memory.set(base, baseAt);
    const result = exports.tallySum(
      work,
      length,
      scratch,
      scratchLength,
      kind,
      today,
      weightsAt,
      weights.length,
      baseAt,
      base.length,
      out,
      capacity,
    );
    if (result >= 0) return linear.upTo(0).slice(out, out + result);
    if (result !== E_OUTPUT_FULL) throw new KernelError(faultOf(result));
  }
}
