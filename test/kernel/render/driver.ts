/** Calls the kernel's reader and renderer directly, with every region between guards whose bytes must not change. */
import { formatFlags, putDraft } from '../../../src/kernel/draft-host.ts';
import type { DraftOptions } from '../../../src/kernel/port.ts';
import type { TestKernel } from '../support.ts';

const GUARD = 256;
const GUARD_BYTE = 0xa5;
/** Inputs are followed by this many readable bytes; what they hold must not matter. */
const SLACK = 64;
const QUERY_CAPACITY = 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

interface Region {
  readonly at: number;
  readonly size: number;
}

export class Driver {
  readonly #kernel: TestKernel;
  readonly #query: Region;
  #snapshot: Region = { at: 0, size: 0 };
  #scratch: Region = { at: 0, size: 0 };
  #capacity: number;
  #out: Region = { at: 0, size: 0 };

  /** `capacity` is the size of the output region in bytes. */
  constructor(kernel: TestKernel, capacity: number) {
    this.#kernel = kernel;
    this.#capacity = capacity;
    kernel.reset();
    this.#query = this.#region(QUERY_CAPACITY, 0);
  }

  /** Opens a snapshot: 0 or an error code. Scratch and output lie behind it. */
  open(snapshot: Uint8Array): number {
    this.#kernel.reset();
    this.#region(QUERY_CAPACITY, 0);
    this.#snapshot = this.#region(snapshot.length, SLACK);
    this.#kernel.bytes().set(snapshot, this.#snapshot.at);
    const code = this.#kernel.call('snapshotOpen')(this.#snapshot.at, snapshot.length);
    this.#expectGuards(this.#snapshot, SLACK);
    this.#expectGuards(this.#query, 0);
    if (code < 0) return code;
    this.#scratch = this.#region(this.#kernel.call('renderScratchSize')(), 0);
    this.setCapacity(this.#capacity);
    return code;
  }

  /** Makes a new output region. */
  setCapacity(capacity: number): void {
    this.#capacity = capacity;
    this.#out = this.#region(capacity, 0);
  }

  find(name: 'findMap' | 'findBrawler', key: string): number {
    return this.#kernel.call(name)(this.#query.at, this.#put(key));
  }

  renderMap(map: number, bracket: number, min: number, limit: number, sort: number): string | number {
    return this.#answer('renderMap', map, bracket, min, limit, sort, this.#scratch.at);
  }

  renderBrawler(brawler: number, bracket: number, min: number, limit: number): string | number {
    return this.#answer('renderBrawler', brawler, bracket, min, limit, this.#scratch.at);
  }

  modeIdOf(map: number): number {
    return this.#kernel.call('modeIdOf')(map);
  }

  renderDraft(map: number, options: DraftOptions): string | number {
    putDraft(options, this.#kernel.bytes(), this.#query.at, QUERY_CAPACITY);
    const { bracket, format, limit } = options;
    const flags = formatFlags(format);
    return this.#answer(
      'renderDraft',
      map,
      bracket,
      format.size,
      flags,
      limit,
      this.#query.at,
      this.#scratch.at,
    );
  }

  renderTrend(brawler: number): string | number {
    return this.#answer('renderTrend', brawler);
  }

  renderTrends(): string | number {
    return this.#answer('renderTrends');
  }

  renderMaps(): string | number {
    return this.#answer('renderMaps');
  }

  renderBrawlers(): string | number {
    return this.#answer('renderBrawlers');
  }

  renderModes(): string | number {
    return this.#answer('renderModes', this.#scratch.at);
  }

  renderEvents(now: number): string | number {
    return this.#answer('renderEvents', now);
  }

  renderSearch(query: string, limit: number, now: number): string | number {
    const length = this.#put(query);
    return this.#answer('renderSearch', this.#query.at, length, limit, now, this.#scratch.at);
  }

  rotationPhase(now: number): number {
    return this.#kernel.call('rotationPhase')(now);
  }

  /** The answer as text, or an error code. Throws where a byte outside the regions has changed. */
  #answer(name: string, ...args: number[]): string | number {
    const { at, size } = this.#out;
    const length = this.#kernel.call(name)(...args, at, size);
    this.#expectGuards(this.#out, 0);
    this.#expectGuards(this.#scratch, 0);
    if (length < 0) return length;
    if (length > size) throw new Error(`${name}: ${length} bytes in a region of ${size}`);
    return decoder.decode(this.#kernel.bytes().subarray(at, at + length));
  }

  #put(text: string): number {
    return encoder.encodeInto(
      text,
      this.#kernel.bytes().subarray(this.#query.at, this.#query.at + QUERY_CAPACITY),
    ).written;
  }

  /** A region between guards; `slack` bytes behind it hold what no call may rely on. */
  #region(size: number, slack: number): Region {
    const start = this.#kernel.alloc(size + slack + 2 * GUARD);
    this.#kernel.bytes().fill(GUARD_BYTE, start, start + size + slack + 2 * GUARD);
    return { at: start + GUARD, size };
  }

  #expectGuards({ at, size }: Region, slack: number): void {
    const bytes = this.#kernel.bytes();
    for (let i = 0; i < GUARD; i++) {
      if (bytes[at - 1 - i] !== GUARD_BYTE) throw new Error(`byte ${-1 - i} before a region has changed`);
    }
    for (let i = 0; i < slack + GUARD; i++) {
      if (bytes[at + size + i] !== GUARD_BYTE) throw new Error(`byte ${i} behind a region has changed`);
    }
  }
}
