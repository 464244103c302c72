/** The seam to the kernel: everything that the collector calls, and what answers (reader-host.ts), in one instance. */
import * as codes from '../../kernel/layout/errors.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { measureSums, packBuildInput } from './build-input.ts';
import type { Counter, MergeOptions, SeriesOptions, SumOptions, SurveyOptions } from './counter.ts';
import { WasmCounter } from './counter-host.ts';
import { fitEffects } from './effects-host.ts';
import { faultOf, KernelError } from './faults.ts';
import { align } from './linear.ts';
import type { Kernel, KernelFault, SnapshotInput } from './port.ts';
import { INPUT_PADDING, type Inspect, instantiate, WasmReader } from './reader-host.ts';
import { foldTallies, seriesOfFolds, surveyOfFolds } from './series-host.ts';
import { mergeTallies, sumTallies } from './tallies-host.ts';

const PAGE = 65536;

/** Instantiates build/kernel.wasm: `module` as a plain `import` gives it, or compiled. */
export function createKernel(module: WebAssembly.Module, inspect?: Inspect): Kernel {
  return new WasmKernel(instantiate(module, inspect));
}

/** Instantiates build/kernel.wasm for a counter, which fills its memory with keys. */
export function createCounter(module: WebAssembly.Module, inspect?: Inspect): Counter {
  return new WasmCounter(instantiate(module, inspect));
}

/** Extracts one document into [out, out + capacity): the length, or an error. */
type Extraction = (
  input: number,
  inputLength: number,
  scratch: number,
  scratchLength: number,
  out: number,
  capacity: number,
) => number;

class WasmKernel extends WasmReader implements Kernel {
  extract(kind: number, json: Uint8Array): Result<Uint8Array, KernelFault> {
    return this.#extract(json, (...regions) => this.exports.jsonExtract(kind, ...regions));
  }

  battles(json: Uint8Array, owner: bigint): Result<Uint8Array, KernelFault> {
    const low = Number(owner & 0xffff_ffffn);
    const high = Number(owner >> 32n);
    return this.#extract(json, (...regions) => this.exports.battlesExtract(...regions, low, high));
  }

  players(json: Uint8Array): Result<Uint8Array, KernelFault> {
    return this.#extract(json, (...regions) => this.exports.rankingExtract(...regions));
  }

  #extract(json: Uint8Array, call: Extraction): Result<Uint8Array, KernelFault> {
    const input = this.work;
    const scratch = align(input + json.length + INPUT_PADDING);
    const scratchLength = this.exports.jsonScratchSize(json.length);
    const out = align(scratch + scratchLength);
    // A row is never longer than twice the JSON that it comes from; E_OUTPUT_FULL corrects what this misses.
    for (let capacity = 2 * json.length + 4096; ; capacity *= 2) {
      this.linear.upTo(out + capacity).set(json, input);
      const length = call(input, json.length, scratch, scratchLength, out, capacity);
      if (length >= 0) return ok(this.linear.upTo(0).slice(out, out + length));
      if (length !== codes.E_OUTPUT_FULL) return err(faultOf(length, this.exports.errorOffset()));
    }
  }

  merge(tallies: readonly Uint8Array[], options: MergeOptions): Uint8Array {
    return mergeTallies(this.exports, this.linear, this.work, tallies, options);
  }

  sum(tallies: readonly Uint8Array[], options: SumOptions): Uint8Array {
    return sumTallies(this.exports, this.linear, this.work, tallies, options);
  }

  fitEffects(sums: Uint8Array): Uint8Array {
    return fitEffects(this.exports, this.linear, this.work, sums);
  }

  fold(tallies: readonly Uint8Array[], day: number): Uint8Array {
    return foldTallies(this.exports, this.linear, this.work, tallies, day);
  }

  survey(folds: readonly Uint8Array[], options: SurveyOptions): Uint8Array {
    return surveyOfFolds(this.exports, this.linear, this.work, folds, options);
  }

  series(folds: readonly Uint8Array[], options: SeriesOptions): Uint8Array {
    return seriesOfFolds(this.exports, this.linear, this.work, folds, options);
  }

  buildSnapshot(input: SnapshotInput): Uint8Array {
    const packed = packBuildInput(input);
    const { length: sumBytes, cellRows, trioRows, cells } = measureSums(input.sums ?? []);
    const at = this.work;
    const scratch = align(at + packed.length + INPUT_PADDING);
    const scratchLength = this.exports.snapshotBuildScratchSize(
      packed.length - sumBytes,
      cellRows,
      trioRows,
      cells,
    );
    if (scratchLength < 0) throw new KernelError(faultOf(scratchLength));
    const out = align(scratch + scratchLength);
    // Few rows of sums make more than one cell; E_OUTPUT_FULL corrects what this misses.
    for (let capacity = 2 * (packed.length - sumBytes) + 64 * cellRows + PAGE; ; capacity *= 2) {
      packed.write(this.linear.upTo(out + capacity), at);
      const length = this.exports.snapshotBuild(at, packed.length, scratch, scratchLength, out, capacity);
      if (length >= 0) return this.linear.upTo(0).slice(out, out + length);
      if (length !== codes.E_OUTPUT_FULL) throw new KernelError(faultOf(length, this.exports.errorOffset()));
    }
  }

  seal(snapshot: Uint8Array): Uint8Array {
    const at = this.work;
    this.linear.upTo(at + snapshot.length + INPUT_PADDING).set(snapshot, at);
    const code = this.exports.snapshotSeal(at, snapshot.length);
    if (code < 0) throw new KernelError(faultOf(code));
    return this.linear.upTo(0).slice(at, at + snapshot.length);
  }
}
