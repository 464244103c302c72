/**
 * The seam to the kernel: the only file that touches WebAssembly.
 *
 * The host lays out linear memory above the kernel's static data:
 *
 *     [heapBase …)  query     search text or a key, small and fixed
 *     [snapshot …)  the open snapshot
 *     [work …)      input, scratch and output of the running call
 *
 * Calls are synchronous and never interleave, so the work area needs no bookkeeping between them. A new snapshot
 * is checked in the work area and moved down only when it is good: two are never kept.
 */
import * as codes from '../../kernel/layout/errors.ts';
import * as layout from '../../kernel/layout/snapshot.ts';
import type { MapOptions } from '../shared/answers.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { measureSums, packBuildInput } from './build-input.ts';

import type { Counter, MergeOptions, SeriesOptions, SumOptions, SurveyOptions } from './counter.ts';
import { WasmCounter } from './counter-host.ts';
import { formatFlags, putDraft } from './draft-host.ts';
import { fitEffects } from './effects-host.ts';
import type { ModuleExports } from './exports.ts';

import { faultOf, KernelError } from './faults.ts';
import { readHead, type SnapshotHead } from './head.ts';
import { align, Linear } from './linear.ts';
import type { BrawlerOptions, DraftOptions, Kernel, KernelFault, Reader, SnapshotInput } from './port.ts';
import { foldTallies, seriesOfFolds, surveyOfFolds } from './series-host.ts';
import { mergeTallies, sumTallies } from './tallies-host.ts';
import { writeUtf8 } from './utf8.ts';

interface KernelExports extends ModuleExports {
  readonly memory: WebAssembly.Memory;
}

/** Bytes for a key or a search text; the edge lets in 100 characters, UTF-8 makes at most 3 bytes of each unit. */
const QUERY_CAPACITY = 1024;
/** Inputs are followed by this many readable bytes: the scanner reads whole blocks. */
const INPUT_PADDING = 64;
const PAGE = 65536;
/** First guess for an answer; it grows to what the largest one so far took. */
const OUTPUT_CAPACITY = 32768;

/** Sees the linear memory, for measurements. */
export type Inspect = (memory: WebAssembly.Memory) => void;

/** Instantiates build/kernel.wasm: `module` as a plain `import` gives it, or compiled. */
export function createKernel(module: WebAssembly.Module, inspect?: Inspect): Kernel {
  return new WasmKernel(instantiate(module, inspect));
}

/** Instantiates build/kernel.wasm for a counter, which fills its memory with keys. */
export function createCounter(module: WebAssembly.Module, inspect?: Inspect): Counter {
  return new WasmCounter(instantiate(module, inspect));
}

function instantiate(module: WebAssembly.Module, inspect?: Inspect): KernelExports {
  const exports = new WebAssembly.Instance(module, {}).exports as unknown as KernelExports;
  inspect?.(exports.memory);
  return exports;
}

/** What `createReader` takes, compiled while it arrives: for a browser, which compiles what it is sent. */
export function compileModule(response: Response | PromiseLike<Response>): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(response);
}

/** Instantiates build/reader.wasm, a third of the size: the same code without what only the collector calls. */
export function createReader(module: WebAssembly.Module, inspect?: Inspect): Reader {
  return createKernel(module, inspect);
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

class WasmKernel implements Kernel {
  readonly #exports: KernelExports;
  readonly #linear: Linear;
  readonly #query: number;
  readonly #snapshot: number;
  #bytes: Uint8Array;
  #work: number;
  #capacity = OUTPUT_CAPACITY;
  #head: SnapshotHead | null = null;

  constructor(exports: KernelExports) {
    this.#exports = exports;
    this.#linear = new Linear(exports.memory);
    this.#bytes = new Uint8Array(exports.memory.buffer);
    this.#query = align(exports.heapBase());
    this.#snapshot = align(this.#query + QUERY_CAPACITY + INPUT_PADDING);
    this.#work = this.#snapshot;
  }

  get head(): SnapshotHead | null {
    return this.#head;
  }

  snapshot(): Uint8Array {
    if (this.#head === null) throw new KernelError(faultOf(codes.E_NO_SNAPSHOT));
    return this.#memory().slice(this.#snapshot, this.#snapshot + this.#head.length);
  }

  extract(kind: number, json: Uint8Array): Result<Uint8Array, KernelFault> {
    return this.#extract(json, (...regions) => this.#exports.jsonExtract(kind, ...regions));
  }

  battles(json: Uint8Array, owner: bigint): Result<Uint8Array, KernelFault> {
    const low = Number(owner & 0xffff_ffffn);
    const high = Number(owner >> 32n);
    return this.#extract(json, (...regions) => this.#exports.battlesExtract(...regions, low, high));
  }

  players(json: Uint8Array): Result<Uint8Array, KernelFault> {
    return this.#extract(json, (...regions) => this.#exports.rankingExtract(...regions));
  }

  #extract(json: Uint8Array, call: Extraction): Result<Uint8Array, KernelFault> {
    const input = this.#work;
    const scratch = align(input + json.length + INPUT_PADDING);
    const scratchLength = this.#exports.jsonScratchSize(json.length);
    const out = align(scratch + scratchLength);
    // A row is never longer than twice the JSON that it comes from; E_OUTPUT_FULL corrects what this misses.
    for (let capacity = 2 * json.length + 4096; ; capacity *= 2) {
      this.#reserve(out + capacity);
      this.#bytes.set(json, input);
      const length = call(input, json.length, scratch, scratchLength, out, capacity);
      if (length >= 0) return ok(this.#memory().slice(out, out + length));
      if (length !== codes.E_OUTPUT_FULL) return err(faultOf(length, this.#exports.errorOffset()));
    }
  }

  merge(tallies: readonly Uint8Array[], options: MergeOptions): Uint8Array {
    return mergeTallies(this.#exports, this.#linear, this.#work, tallies, options);
  }

  sum(tallies: readonly Uint8Array[], options: SumOptions): Uint8Array {
    return sumTallies(this.#exports, this.#linear, this.#work, tallies, options);
  }

  fitEffects(sums: Uint8Array): Uint8Array {
    return fitEffects(this.#exports, this.#linear, this.#work, sums);
  }

  fold(tallies: readonly Uint8Array[], day: number): Uint8Array {
    return foldTallies(this.#exports, this.#linear, this.#work, tallies, day);
  }

  survey(folds: readonly Uint8Array[], options: SurveyOptions): Uint8Array {
    return surveyOfFolds(this.#exports, this.#linear, this.#work, folds, options);
  }

  series(folds: readonly Uint8Array[], options: SeriesOptions): Uint8Array {
    return seriesOfFolds(this.#exports, this.#linear, this.#work, folds, options);
  }

  buildSnapshot(input: SnapshotInput): Uint8Array {
    const packed = packBuildInput(input);
    const { length: sumBytes, cellRows, trioRows, cells } = measureSums(input.sums ?? []);
    const at = this.#work;
    const scratch = align(at + packed.length + INPUT_PADDING);
    const scratchLength = this.#exports.snapshotBuildScratchSize(
      packed.length - sumBytes,
      cellRows,
      trioRows,
      cells,
    );
    if (scratchLength < 0) throw new KernelError(faultOf(scratchLength));
    const out = align(scratch + scratchLength);
    // Few rows of sums make more than one cell; E_OUTPUT_FULL corrects what this misses.
    for (let capacity = 2 * (packed.length - sumBytes) + 64 * cellRows + PAGE; ; capacity *= 2) {
      this.#reserve(out + capacity);
      packed.write(this.#bytes, at);
      const length = this.#exports.snapshotBuild(at, packed.length, scratch, scratchLength, out, capacity);
      if (length >= 0) return this.#memory().slice(out, out + length);
      if (length !== codes.E_OUTPUT_FULL) throw new KernelError(faultOf(length, this.#exports.errorOffset()));
    }
  }

  seal(snapshot: Uint8Array): Uint8Array {
    const at = this.#work;
    this.#reserve(at + snapshot.length + INPUT_PADDING);
    this.#bytes.set(snapshot, at);
    const code = this.#exports.snapshotSeal(at, snapshot.length);
    if (code < 0) throw new KernelError(faultOf(code));
    return this.#memory().slice(at, at + snapshot.length);
  }

  open(snapshot: Uint8Array): Result<SnapshotHead, KernelFault> {
    if (snapshot.length > layout.SNAPSHOT_MAX_LENGTH) return err(faultOf(codes.E_SNAPSHOT_FORMAT));
    const at = this.#work;
    this.#reserve(at + snapshot.length + INPUT_PADDING);
    this.#bytes.set(snapshot, at);
    const code = this.#exports.snapshotOpen(at, snapshot.length);
    if (code < 0) return err(faultOf(code));
    this.#bytes.copyWithin(this.#snapshot, at, at + snapshot.length);
    this.#exports.snapshotRebase(this.#snapshot);
    this.#work = align(this.#snapshot + snapshot.length + INPUT_PADDING);
    this.#head = readHead(snapshot);
    return ok(this.#head);
  }

  findMap(key: string): number {
    return checkRow(this.#exports.findMap(this.#query, this.#putQuery(key)));
  }

  findBrawler(key: string): number {
    return checkRow(this.#exports.findBrawler(this.#query, this.#putQuery(key)));
  }

  renderMap(map: number, { bracket, min, limit, sort }: MapOptions, lend = false): Uint8Array {
    for (;;) {
      const out = this.#output();
      const length = this.#exports.renderMap(map, bracket, min, limit, sort, this.#work, out, this.#capacity);
      if (this.#fits(length)) return this.#given(out, length, lend);
    }
  }

  renderBrawler(brawler: number, { bracket, min, limit }: BrawlerOptions, lend = false): Uint8Array {
    for (;;) {
      const out = this.#output();
      const length = this.#exports.renderBrawler(
        brawler,
        bracket,
        min,
        limit,
        this.#work,
        out,
        this.#capacity,
      );
      if (this.#fits(length)) return this.#given(out, length, lend);
    }
  }

  renderTrend(brawler: number): Uint8Array {
    return this.#answer((out, capacity) => this.#exports.renderTrend(brawler, out, capacity));
  }

  renderTrends(): Uint8Array {
    return this.#answer((out, capacity) => this.#exports.renderTrends(out, capacity));
  }

  modeIdOf(map: number): number {
    return checkRow(this.#exports.modeIdOf(map));
  }

  renderDraft(map: number, options: DraftOptions): Uint8Array {
    const { bracket, format, limit } = options;
    const flags = formatFlags(format);
    for (;;) {
      const out = this.#output();
      putDraft(options, this.#bytes, this.#query, QUERY_CAPACITY);
      const length = this.#exports.renderDraft(
        map,
        bracket,
        format.size,
        flags,
        limit,
        this.#query,
        this.#work,
        out,
        this.#capacity,
      );
      if (this.#fits(length)) return this.#bytes.slice(out, out + length);
    }
  }

  renderMaps(): Uint8Array {
    return this.#answer((out, capacity) => this.#exports.renderMaps(out, capacity));
  }

  renderBrawlers(): Uint8Array {
    return this.#answer((out, capacity) => this.#exports.renderBrawlers(out, capacity));
  }

  renderModes(): Uint8Array {
    return this.#answer((out, capacity) => this.#exports.renderModes(this.#work, out, capacity));
  }

  renderEvents(now: number): Uint8Array {
    return this.#answer((out, capacity) => this.#exports.renderEvents(now, out, capacity));
  }

  renderSearch(query: string, limit: number, now: number, lend = false): Uint8Array {
    const size = this.#putQuery(query);
    for (;;) {
      const out = this.#output();
      const length = this.#exports.renderSearch(
        this.#query,
        size,
        limit,
        now,
        this.#work,
        out,
        this.#capacity,
      );
      if (this.#fits(length)) return this.#given(out, length, lend);
    }
  }

  rotationPhase(now: number): number {
    return this.#exports.rotationPhase(now);
  }

  /** An answer that `write` writes. */
  #answer(write: (out: number, capacity: number) => number): Uint8Array {
    for (;;) {
      const out = this.#output();
      const length = write(out, this.#capacity);
      if (this.#fits(length)) return this.#bytes.slice(out, out + length);
    }
  }

  /** Writes text into the query region as UTF-8, cut where it is too long. Returns its length in bytes. */
  #putQuery(text: string): number {
    return writeUtf8(text, this.#memory(), this.#query, this.#query + QUERY_CAPACITY);
  }

  /** Where an answer goes: after the scratch that the open snapshot needs. There is room for #capacity bytes. */
  #output(): number {
    const out = align(this.#work + this.#exports.renderScratchSize());
    this.#reserve(out + this.#capacity);
    return out;
  }

  /** Whether an answer is there; where it did not fit, the next one has twice the room. */
  #fits(length: number): boolean {
    if (length >= 0) return true;
    if (length !== codes.E_OUTPUT_FULL) throw new KernelError(faultOf(length));
    this.#capacity *= 2;
    return false;
  }

  #given(out: number, length: number, lend: boolean): Uint8Array {
    return lend ? this.#bytes.subarray(out, out + length) : this.#bytes.slice(out, out + length);
  }

  /** Grows memory to `end` bytes where it is smaller. */
  #reserve(end: number): void {
    const missing = end - this.#exports.memory.buffer.byteLength;
    if (missing > 0) this.#exports.memory.grow(Math.ceil(missing / PAGE));
    this.#memory();
  }

  /** Memory as bytes; growing it detaches the view of before. */
  #memory(): Uint8Array {
    if (this.#bytes.buffer !== this.#exports.memory.buffer)
      this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    return this.#bytes;
  }
}

/** A row, or −1 for none; other negative values are bugs. */
function checkRow(row: number): number {
  if (row < -1) throw new KernelError(faultOf(row));
  return row;
}
