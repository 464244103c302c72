/**
 * What answers, in WebAssembly: the host of build/reader.wasm, and of what answers in build/kernel.wasm (host.ts).
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
import { formatFlags, putDraft } from './draft-host.ts';
import type { ModuleExports } from './exports.ts';
import { faultOf, KernelError } from './faults.ts';
import { readHead, type SnapshotHead } from './head.ts';
import { align, Linear } from './linear.ts';
import type { BrawlerOptions, DraftOptions, KernelFault, Reader } from './port.ts';
import { writeUtf8 } from './utf8.ts';

export interface KernelExports extends ModuleExports {
  readonly memory: WebAssembly.Memory;
}

/** Bytes for a key or a search text; the edge lets in 100 characters, UTF-8 makes at most 3 bytes of each unit. */
const QUERY_CAPACITY = 1024;
/** Inputs are followed by this many readable bytes: the scanner reads whole blocks. */
export const INPUT_PADDING = 64;
/** First guess for an answer; it grows to what the largest one so far took. */
const OUTPUT_CAPACITY = 32768;

/** Sees the linear memory, for measurements. */
export type Inspect = (memory: WebAssembly.Memory) => void;

export function instantiate(module: WebAssembly.Module, inspect?: Inspect): KernelExports {
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
  return new WasmReader(instantiate(module, inspect));
}

export class WasmReader implements Reader {
  protected readonly exports: KernelExports;
  protected readonly linear: Linear;
  readonly #query: number;
  readonly #snapshot: number;
  #bytes: Uint8Array;
  #work: number;
  #capacity = OUTPUT_CAPACITY;
  #head: SnapshotHead | null = null;

  constructor(exports: KernelExports) {
    this.exports = exports;
    this.linear = new Linear(exports.memory);
    this.#bytes = this.linear.upTo(0);
    this.#query = align(exports.heapBase());
    this.#snapshot = align(this.#query + QUERY_CAPACITY + INPUT_PADDING);
    this.#work = this.#snapshot;
  }

  get head(): SnapshotHead | null {
    return this.#head;
  }

  snapshot(): Uint8Array {
    if (this.#head === null) throw new KernelError(faultOf(codes.E_NO_SNAPSHOT));
    return this.#reserve(0).slice(this.#snapshot, this.#snapshot + this.#head.length);
  }

  /** Memory above the open snapshot, for other calls: theirs between two of ours. */
  protected get work(): number {
    return this.#work;
  }

  open(snapshot: Uint8Array): Result<SnapshotHead, KernelFault> {
    if (snapshot.length > layout.SNAPSHOT_MAX_LENGTH) return err(faultOf(codes.E_SNAPSHOT_FORMAT));
    const at = this.#work;
    this.#reserve(at + snapshot.length + INPUT_PADDING);
    this.#bytes.set(snapshot, at);
    const code = this.exports.snapshotOpen(at, snapshot.length);
    if (code < 0) return err(faultOf(code));
    this.#bytes.copyWithin(this.#snapshot, at, at + snapshot.length);
    this.exports.snapshotRebase(this.#snapshot);
    this.#work = align(this.#snapshot + snapshot.length + INPUT_PADDING);
    this.#head = readHead(snapshot);
    return ok(this.#head);
  }

  checksum(bytes: Uint8Array): bigint {
    const at = this.#work;
    this.#reserve(at + bytes.length).set(bytes, at);
    return BigInt.asUintN(64, this.exports.xxh64(at, bytes.length));
  }

  findMap(key: string): number {
    return checkRow(this.exports.findMap(this.#query, this.#putQuery(key)));
  }

  findBrawler(key: string): number {
    return checkRow(this.exports.findBrawler(this.#query, this.#putQuery(key)));
  }

  renderMap(map: number, { bracket, min, limit, sort }: MapOptions, lend = false): Uint8Array {
    for (;;) {
      const out = this.#output();
      const length = this.exports.renderMap(map, bracket, min, limit, sort, this.#work, out, this.#capacity);
      if (this.#fits(length)) return this.#given(out, length, lend);
    }
  }

  renderBrawler(brawler: number, { bracket, min, limit }: BrawlerOptions, lend = false): Uint8Array {
    for (;;) {
      const out = this.#output();
      const length = this.exports.renderBrawler(
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
    return this.#answer((out, capacity) => this.exports.renderTrend(brawler, out, capacity));
  }

  renderTrends(): Uint8Array {
    return this.#answer((out, capacity) => this.exports.renderTrends(out, capacity));
  }

  modeIdOf(map: number): number {
    return checkRow(this.exports.modeIdOf(map));
  }

  renderDraft(map: number, options: DraftOptions): Uint8Array {
    const { bracket, format, limit } = options;
    const flags = formatFlags(format);
    for (;;) {
      const out = this.#output();
      putDraft(options, this.#bytes, this.#query, QUERY_CAPACITY);
      const length = this.exports.renderDraft(
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
    return this.#answer((out, capacity) => this.exports.renderMaps(out, capacity));
  }

  renderBrawlers(): Uint8Array {
    return this.#answer((out, capacity) => this.exports.renderBrawlers(out, capacity));
  }

  renderModes(): Uint8Array {
    return this.#answer((out, capacity) => this.exports.renderModes(this.#work, out, capacity));
  }

  renderEvents(now: number): Uint8Array {
    return this.#answer((out, capacity) => this.exports.renderEvents(now, out, capacity));
  }

  renderSearch(query: string, limit: number, now: number, lend = false): Uint8Array {
    const size = this.#putQuery(query);
    for (;;) {
      const out = this.#output();
      const length = this.exports.renderSearch(
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
    return this.exports.rotationPhase(now);
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
    return writeUtf8(text, this.#reserve(0), this.#query, this.#query + QUERY_CAPACITY);
  }

  /** Where an answer goes: after the scratch that the open snapshot needs. There is room for #capacity bytes. */
  #output(): number {
    const out = align(this.#work + this.exports.renderScratchSize());
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

  /** Grows memory to `end` bytes where it is smaller; growing it detaches the view of before. */
  #reserve(end: number): Uint8Array {
    this.#bytes = this.linear.upTo(end);
    return this.#bytes;
  }
}

/** A row, or −1 for none; other negative values are bugs. */
function checkRow(row: number): number {
  if (row < -1) throw new KernelError(faultOf(row));
  return row;
}
