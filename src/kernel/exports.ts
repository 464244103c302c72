/** What the module exports for counting. Addresses, lengths and results are i32. */
import type { LinearMemory } from './linear.ts';

/** For merging and summing tallies. */
export interface TallyExports {
  tallyScratchSize(inputLength: number): number;
  tallyMerge(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    day: number,
    kind: number,
    maxRun: number,
    out: number,
    capacity: number,
  ): number;
  tallySum(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    kind: number,
    today: number,
    weights: number,
    ages: number,
    base: number,
    baseLength: number,
    out: number,
    capacity: number,
  ): number;
}

/** For effects of pairs and match-ups. */
export interface EffectExports {
  effectsScratchSize(input: number, inputLength: number): number;
  effectsFit(
    input: number,
    inputLength: number,
    scratch: number,
    scratchLength: number,
    out: number,
    capacity: number,
  ): number;
}

/** For a counter. */
export interface CounterExports extends TallyExports {
  readonly memory: LinearMemory;
  heapBase(): number;
  countGrow(
    keys: number,
    oldLength: number,
    keysLength: number,
    scratch: number,
    scratchLength: number,
  ): number;
  countKnow(keys: number, keysLength: number, added: number, addedLength: number): number;
  countLog(
    keys: number,
    keysLength: number,
    batch: number,
    batchLength: number,
    log: number,
    logLength: number,
  ): number;
  countPack(
    batch: number,
    batchLength: number,
    spare: number,
    spareLength: number,
    out: number,
    capacity: number,
  ): number;
}
