/** Fitting effects in the kernel. */
import { E_OUTPUT_FULL } from '../../kernel/layout/errors.ts';
import type { EffectExports } from './exports.ts';
import { faultOf, KernelError } from './faults.ts';
import { align, type Linear } from './linear.ts';

/** Inputs are followed by this many readable bytes. */
const INPUT_PADDING = 64;
/** First guess for effects: 110 brawlers in eleven matrices take 190 kB. */
const CAPACITY = 262_144;

/** Kernel.fitEffects(), in memory from `work` on. */
export function fitEffects(
  exports: EffectExports,
  linear: Linear,
  work: number,
  sums: Uint8Array,
): Uint8Array {
  linear.upTo(work + sums.length + INPUT_PADDING).set(sums, work);
  const scratch = align(work + sums.length + INPUT_PADDING);
  const scratchLength = exports.effectsScratchSize(work, sums.length);
  if (scratchLength < 0) throw new KernelError(faultOf(scratchLength));
  const out = align(scratch + scratchLength);
  for (let capacity = CAPACITY; ; capacity *= 2) {
    linear.upTo(out + capacity);
    const length = exports.effectsFit(work, sums.length, scratch, scratchLength, out, capacity);
    if (length >= 0) return linear.upTo(0).slice(out, out + length);
    if (length !== E_OUTPUT_FULL) throw new KernelError(faultOf(length));
  }
}
