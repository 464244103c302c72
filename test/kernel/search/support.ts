/** Compiles kernel/search alone and runs it behind the reference's interface, so that one suite tests both. */
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { NAME_FIELDS } from '../../../kernel/layout/search.ts';
import * as reference from '../../../src/kernel/reference/search/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const FLAGS = {
  release: ['-O3', '--converge', '--noAssert', '--uncheckedBehavior', 'always'],
  debug: ['--uncheckedBehavior', 'never'],
} as const;

/** The exports of kernel/search/index.ts; addresses and lengths are i32. */
export interface SearchExports {
  readonly memory: WebAssembly.Memory;
  searchBuildCapacity(nameCount: number, textBytes: number): number;
  searchBuild(names: number, nameCount: number, namesLen: number, out: number, outCap: number): number;
  searchCheck(index: number, length: number, mapCount: number, brawlerCount: number): number;
  searchScratchSize(nameCount: number): number;
  searchQuery(
    index: number,
    indexLen: number,
    query: number,
    queryLen: number,
    live: number,
    perKindLimit: number,
    scratch: number,
    hits: number,
  ): number;
}

/** The module's bytes. Throws with the compiler's message on an error. */
export async function compileSearch(variant: keyof typeof FLAGS = 'release'): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array();
  const { error, stderr } = await asc.main(
    [
      'kernel/search/index.ts',
      ...['--baseDir', ROOT, '--runtime', 'stub', '--enable', 'simd', '--bindings', 'raw'],
      ...['--use', 'abort=', '--outFile', 'search.wasm', ...FLAGS[variant]],
    ],
    {
      writeFile: (name: string, contents: Uint8Array | string) => {
        if (name === 'search.wasm') bytes = new Uint8Array(contents as Uint8Array);
      },
    },
  );
  if (error) throw new Error(`kernel/search does not compile: ${error.message}\n${stderr.toString()}`);
  return bytes;
}

/** What both implementations offer: bytes of an index, an error code, and hits. */
export type Search = Pick<typeof reference, 'build' | 'check' | 'query'>;

export type { Hits, SearchName } from '../../../src/kernel/reference/search/index.ts';

/** Readable bytes behind each region, and bytes around a region that nothing may touch. */
const MARGIN = 64;
const GUARD = 0xa5;
/** What stands behind an input is arbitrary: anything that would be a letter, so that reading on would tell. */
const BEHIND_INPUT = 0x61;

const align8 = (value: number): number => (value + 7) & ~7;

/** Memory of a kernel, dealt out to one call at a time; every region is watched for writes around it. */
class Regions {
  readonly memory: WebAssembly.Memory;
  readonly base: number;
  next: number;
  private writable: { at: number; length: number }[] = [];
  private before: Uint8Array = new Uint8Array();

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    // The first pages hold the kernel's static data; regions begin behind them.
    this.base = memory.buffer.byteLength;
    this.next = this.base;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }

  reserve(length: number): number {
    const at = this.next + MARGIN;
    this.next = align8(at + length + MARGIN);
    const missing = this.next - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / 65536));
    return at;
  }

  input(content: Uint8Array): number {
    const at = this.reserve(content.length);
    this.bytes.fill(BEHIND_INPUT, at, at + content.length + MARGIN);
    this.bytes.set(content, at);
    return at;
  }

  /** Room that the call may write; full of what an earlier call might have left. */
  output(length: number): number {
    const at = this.reserve(length);
    this.bytes.fill(GUARD, at - MARGIN, at + length + MARGIN);
    this.writable.push({ at, length });
    return at;
  }

  /** Runs a call; throws if it changed anything but the output regions. */
  run<T>(call: () => T): T {
    this.before = this.bytes.slice(this.base, this.next);
    const result = call();
    const after = this.bytes.slice(this.base, this.next);
    for (const { at, length } of this.writable) {
      after.set(this.before.subarray(at - this.base, at - this.base + length), at - this.base);
    }
    if (!Buffer.from(after).equals(Buffer.from(this.before))) throw new Error('the kernel wrote outside its regions');
    return result;
  }

  reset(): void {
    this.next = this.base;
    this.writable = [];
  }
}

/** The names as searchBuild takes them. */
export function encodeNames(names: readonly reference.SearchName[]): Uint8Array {
  const texts = names.map((name) => new TextEncoder().encode(name.text));
  const heap = names.length * NAME_FIELDS * 4;
  const bytes = new Uint8Array(heap + texts.reduce((sum, text) => sum + text.length, 0));
  const view = new DataView(bytes.buffer);
  let at = heap;
  for (const [index, name] of names.entries()) {
    const text = texts[index] ?? new Uint8Array();
    const row = [name.target, name.popularity, at, text.length];
    for (const [field, value] of row.entries()) view.setUint32((index * NAME_FIELDS + field) * 4, value, true);
    bytes.set(text, at);
    at += text.length;
  }
  return bytes;
}

/** A kernel behind the reference's interface. A build that fails throws its code. */
export class KernelSearch implements Search {
  readonly exports: SearchExports;
  private readonly regions: Regions;

  constructor(module: WebAssembly.Module) {
    const instance = new WebAssembly.Instance(module, {});
    this.exports = instance.exports as unknown as SearchExports;
    this.regions = new Regions(this.exports.memory);
  }

  build = (names: readonly reference.SearchName[]): Uint8Array => {
    const encoded = encodeNames(names);
    const capacity = this.exports.searchBuildCapacity(names.length, encoded.length - names.length * NAME_FIELDS * 4);
    const result = this.buildInto(encoded, names.length, capacity);
    if (typeof result === 'number') throw new Error(`searchBuild failed with ${result}`);
    return result;
  };

  /** searchBuild on raw input: the index, or the error code. */
  buildInto(names: Uint8Array, nameCount: number, capacity: number): Uint8Array | number {
    this.regions.reset();
    const input = this.regions.input(names);
    const output = this.regions.output(capacity);
    const length = this.regions.run(() =>
      this.exports.searchBuild(input, nameCount, names.length, output, capacity),
    );
    return length < 0 ? length : this.regions.bytes.slice(output, output + length);
  }

  check = (index: Uint8Array, mapCount: number, brawlerCount: number): number => {
    this.regions.reset();
    const at = this.regions.input(index);
    return this.regions.run(() => this.exports.searchCheck(at, index.length, mapCount, brawlerCount));
  };

  query = (index: Uint8Array, text: string, live: Uint8Array | null, limit: number): reference.Hits => {
    const result = this.queryBytes(index, new TextEncoder().encode(text), live, limit);
    if (typeof result === 'number') throw new Error(`searchQuery failed with ${result}`);
    return result;
  };

  /** searchQuery on raw bytes: the hits, or the error code. */
  queryBytes(index: Uint8Array, text: Uint8Array, live: Uint8Array | null, limit: number): reference.Hits | number {
    const { regions } = this;
    regions.reset();
    const at = regions.input(index);
    const query = regions.input(text);
    const liveAt = live === null ? 0 : regions.input(live);
    const scratch = regions.output(this.exports.searchScratchSize(0));
    const hits = regions.output(Math.max(limit, 0) * 2 * 8);
    const counts = regions.run(() =>
      this.exports.searchQuery(at, index.length, query, text.length, liveAt, limit, scratch, hits),
    );
    if (counts < 0) return counts;
    const view = new DataView(this.exports.memory.buffer, hits);
    const read = (first: number, count: number): reference.Hits['maps'] =>
      Array.from({ length: count }, (_, place) => ({
        index: view.getUint32((first + place) * 8, true) & 0xffff,
        tier: view.getUint32((first + place) * 8 + 4, true),
      }));
    return { maps: read(0, counts & 0xffff), brawlers: read(counts & 0xffff, counts >>> 16) };
  }
}

/** Both implementations, by name. */
export async function bothSearches(): Promise<{ name: string; search: Search }[]> {
  const kernel = new KernelSearch(new WebAssembly.Module(await compileSearch('release')));
  return [
    { name: 'reference', search: reference },
    { name: 'kernel', search: kernel },
  ];
}
