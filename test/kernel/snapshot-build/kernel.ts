/** Calls the kernel's snapshotBuild as the host does, with guard bytes round every region. */
import * as layout from '../../../kernel/layout/build.ts';
import { SERIES_MAGIC } from '../../../kernel/layout/series.ts';
import { SOURCE_FIELDS } from '../../../kernel/layout/snapshot.ts';
import { COUNT_KINDS } from '../../../kernel/layout/tally.ts';
import { measureSums } from '../../../src/kernel/build-input.ts';
import type { SnapshotInput } from '../../../src/kernel/reference/snapshot/build.ts';
import { loadKernel, type TestKernel, type Variant } from '../support.ts';

const GUARD = 64;
const PATTERN = 0xa5;

/** The input of snapshotBuild (kernel/layout/build.ts). */
export function pack(input: SnapshotInput): Uint8Array {
  const sourcesAt = layout.BUILD_HEADER_FIELDS;
  const entriesAt = sourcesAt + input.sources.length * SOURCE_FIELDS;
  const sums = [...(input.sums ?? []), ...(input.series === undefined ? [] : [input.series])];
  const effects = input.effects ?? [];
  const parts = [...input.bundles, ...sums, ...effects];
  let end = Math.ceil((entriesAt + parts.length * layout.BUILD_ENTRY_FIELDS) / 2) * 8;
  const offsets = parts.map((part) => {
    const at = end;
    end = Math.ceil((end + part.length) / 8) * 8;
    return at;
  });
  const bytes = new Uint8Array(end);
  const words = new Uint32Array(bytes.buffer);
  words[layout.BUILD_BUNDLES] = input.bundles.length;
  words[layout.BUILD_BUILT_AT_LOW] = input.builtAt % 2 ** 32;
  words[layout.BUILD_BUILT_AT_HIGH] = Math.floor(input.builtAt / 2 ** 32);
  words[layout.BUILD_DATA] = input.data;
  words[layout.BUILD_WINDOW_DAYS] = input.windowDays;
  words[layout.BUILD_SOURCES] = input.sources.length;
  words[layout.BUILD_SUMS] = sums.length;
  words[layout.BUILD_EFFECTS] = effects.length;
  input.sources.forEach(({ id, status, lastGood, rows }, i) => {
    words.set([id, status, lastGood, rows], sourcesAt + i * SOURCE_FIELDS);
  });
  parts.forEach((part, i) => {
    words.set([offsets[i] ?? 0, part.length], entriesAt + i * layout.BUILD_ENTRY_FIELDS);
    bytes.set(part, offsets[i]);
  });
  return bytes;
}

/** Where the sums of a packed input are. */
export function sumEntries(packed: Uint8Array): Uint8Array[] {
  const words = new Uint32Array(packed.buffer, packed.byteOffset, packed.length >>> 2);
  const word = (i: number) => words[i] ?? 0;
  const first = layout.BUILD_HEADER_FIELDS + word(layout.BUILD_SOURCES) * SOURCE_FIELDS;
  const count = Math.min(word(layout.BUILD_SUMS), COUNT_KINDS);
  return Array.from({ length: count }, (_, i) => {
    const at = first + (word(layout.BUILD_BUNDLES) + i) * layout.BUILD_ENTRY_FIELDS;
    return packed.subarray(word(at), word(at) + word(at + 1));
  });
}

/** Whether a part of the sums of a packed input calls itself series. */
export function isSeries(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return bytes.length >= 4 && view.getUint32(0, true) === SERIES_MAGIC;
}

export interface Built {
  /** length, or error code */
  result: number;
  bytes: Uint8Array;
  errorOffset: number;
}

export class Builder {
  readonly #kernel: TestKernel;

  constructor(kernel: TestKernel) {
    this.#kernel = kernel;
  }

  static async load(variant: Variant = 'release'): Promise<Builder> {
    return new Builder(await loadKernel(variant));
  }

  scratchSize(length: number, cellRows = 0, trioRows = 0, cells = 0): number {
    return this.#kernel.call('snapshotBuildScratchSize')(length, cellRows, trioRows, cells);
  }

  /** Scratch for a packed input, taken at its word about its sums. */
  scratchOf(packed: Uint8Array): number {
    const { length, cellRows, trioRows, cells } = measureSums(
      sumEntries(packed).filter((bytes) => !isSeries(bytes)),
    );
    return this.scratchSize(packed.length - length, cellRows, trioRows, cells);
  }

  /**
   * Builds from a packed input. Memory is filled with a pattern first; throws if anything outside scratch and
   * [out, out + capacity) has changed afterwards.
   */
  build(
    packed: Uint8Array,
    capacity = 32 * packed.length + 65_536,
    scratchLength = this.scratchOf(packed),
  ): Built {
    const kernel = this.#kernel;
    kernel.reset();
    const guards = [kernel.alloc(GUARD)];
    const region = (bytes: number) => {
      const at = kernel.alloc(bytes);
      guards.push(at + bytes);
      kernel.alloc(GUARD);
      return at;
    };
    const at = region(packed.length);
    const scratch = region(scratchLength);
    const out = region(capacity);
    const memory = kernel.bytes();
    memory.fill(PATTERN, guards[0], out + capacity + GUARD);
    memory.set(packed, at);
    const result = kernel.call('snapshotBuild')(at, packed.length, scratch, scratchLength, out, capacity);
    const after = kernel.bytes();
    for (const guard of guards) {
      for (let i = guard; i < guard + GUARD; i++) {
        if (after[i] !== PATTERN) throw new Error(`byte ${i - guard} behind a region was written`);
      }
    }
    if (Buffer.compare(after.subarray(at, at + packed.length), packed) !== 0)
      throw new Error('the input was written');
    return { result, bytes: after.slice(out, out + Math.max(result, 0)), errorOffset: kernel.errorOffset() };
  }
}
