import {
  type Extracted,
  encodeTag,
  extract,
  extractBattles,
  extractRanking,
} from '../../../src/kernel/reference/json/index.ts';
import type { TestKernel } from '../support.ts';
import { type Kind, OWNER } from './documents.ts';

/** What a call did: the code (or length), the fault's offset, and the output where there is one. */
export interface Outcome {
  readonly code: number;
  readonly offset: number;
  readonly bytes: Uint8Array | null;
}

/** How the regions of a call are laid out. */
export interface Placement {
  /** bytes by which the input's address is off a multiple of 16 */
  readonly shift?: number;
  /** fills the 64 bytes behind the input */
  readonly noise?: (at: number) => number;
  /** capacity of the output region; enough for any answer by default */
  readonly capacity?: number;
}

const GUARD = 64;
const GUARD_BYTE = 0xa5;
const DEFAULT_NOISE = '"]}\\,:0e\x80\xf0';

/** The reference's answer, for comparison. */
export function extractByReference(kind: Kind, input: Uint8Array): Extracted {
  if (kind === 'ranking') return extractRanking(input);
  return kind === 'battles' ? extractBattles(input, encodeTag(OWNER)) : extract(kind, input);
}

/** Throws if one of `length` bytes from `at` on isn't GUARD_BYTE. */
function checkGuard(bytes: Uint8Array, at: number, length: number, what: string): void {
  for (let i = at; i < at + length; i++) {
    if (bytes[i] !== GUARD_BYTE) throw new Error(`wrote outside its regions: ${what}, at ${i - at}`);
  }
}

/**
 * Calls the JSON part of a kernel with guarded regions: bytes before and behind scratch and output must stay as
 * they are, and so must the input and what stands behind it.
 */
export class JsonHarness {
  readonly #kernel: TestKernel;

  constructor(kernel: TestKernel) {
    this.#kernel = kernel;
  }

  validate(input: Uint8Array, placement: Placement = {}): Outcome {
    return this.#run(input, { capacity: 0, ...placement }, (at, length, scratch, size) =>
      this.#kernel.call('jsonValidate')(at, length, scratch, size),
    );
  }

  extract(kind: Kind, input: Uint8Array, placement: Placement = {}): Outcome {
    return this.#run(input, placement, (...regions) => {
      if (kind === 'ranking') return this.#kernel.call('rankingExtract')(...regions);
      if (kind !== 'battles') return this.#kernel.call('jsonExtract')(kind, ...regions);
      const owner = encodeTag(OWNER);
      return this.#kernel.call('battlesExtract')(
        ...regions,
        Number(owner & 0xffffffffn),
        Number(owner >> 32n),
      );
    });
  }

  #run(
    input: Uint8Array,
    { shift = 0, noise, capacity = input.length * 8 + 512 }: Placement,
    call: (
      ...regions: [at: number, length: number, scratch: number, size: number, out: number, capacity: number]
    ) => number,
  ): Outcome {
    const kernel = this.#kernel;
    kernel.reset();
    const size = kernel.call('jsonScratchSize')(input.length);
    const at = kernel.alloc(input.length + 128) + shift;
    const scratch = kernel.alloc(size + 2 * GUARD) + GUARD + shift;
    const out = kernel.alloc(capacity + 2 * GUARD) + GUARD;
    const before = kernel.bytes();
    before.set(input, at);
    const behind = Uint8Array.from({ length: 64 }, (_, i) =>
      noise ? noise(i) : DEFAULT_NOISE.charCodeAt(i % DEFAULT_NOISE.length),
    );
    before.set(behind, at + input.length);
    for (const start of [scratch - GUARD, scratch + size, out - GUARD, out + capacity]) {
      before.fill(GUARD_BYTE, start, start + (start === scratch + size ? GUARD - shift : GUARD));
    }

    const code = call(at, input.length, scratch, size, out, capacity);

    const bytes = kernel.bytes();
    checkGuard(bytes, scratch - GUARD, GUARD, 'before scratch');
    checkGuard(bytes, scratch + size, GUARD - shift, 'behind scratch');
    checkGuard(bytes, out - GUARD, GUARD, 'before the output');
    checkGuard(bytes, out + capacity, GUARD, 'behind the output');
    if (Buffer.compare(bytes.subarray(at, at + input.length), input) !== 0)
      throw new Error('changed its input');
    if (Buffer.compare(bytes.subarray(at + input.length, at + input.length + 64), behind) !== 0) {
      throw new Error('wrote behind its input');
    }
    return {
      code,
      offset: code < 0 ? kernel.errorOffset() : 0,
      bytes: code > 0 ? bytes.slice(out, out + code) : null,
    };
  }
}
