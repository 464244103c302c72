/** Linear memory of a module, as the host lays it out. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const PAGE = 65_536;

/** Memory as bytes, grown as needed. */
export class Linear {
  readonly #memory: LinearMemory;
  #bytes: Uint8Array<ArrayBuffer>;

  constructor(memory: LinearMemory) {
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
  }

  /** All of it, `end` bytes at least. Growing detaches what was seen of it before; throws where it can't. */
  upTo(end: number): Uint8Array<ArrayBuffer> {
    const missing = end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    if (this.#bytes.buffer !== this.#memory.buffer) this.#bytes = new Uint8Array(this.#memory.buffer);
    return this.#bytes;
  }
}

/** The next address that is a multiple of 64. */
export function align(address: number): number {
  return Math.ceil(address / 64) * 64;
}
