/** Compiles kernel/search alone and runs it behind the reference's interface, so that one suite tests both. */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** When the newest of the kernel's sources was written, in epoch ms. */
function sourcesTime(): number {
  const files = readdirSync(join(ROOT, 'kernel'), { recursive: true, withFileTypes: true });
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}

/** The module's bytes, compiled unless build/ has them already. Throws with the compiler's message on an error. */
export async function compileSearch(
  variant: keyof typeof FLAGS = 'release',
): Promise<Uint8Array<ArrayBuffer>> {
  const file = `build/search.${variant}.wasm`;
  const kept = statSync(join(ROOT, file), { throwIfNoEntry: false });
  if (kept && kept.mtimeMs > sourcesTime()) return new Uint8Array(readFileSync(join(ROOT, file)));
  const asc = await import('assemblyscript/asc');
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  // Test files run at once: each writes a file of its own, and the last to be done names it.
  const partial = `build/search.${variant}.${process.pid}.wasm`;
  const { error, stderr } = await asc.main([
    'kernel/search/index.ts',
    ...['--baseDir', ROOT, '--runtime', 'stub', '--enable', 'simd', '--use', 'abort=', '--outFile', partial],
    ...FLAGS[variant],
  ]);
  if (error) throw new Error(`kernel/search does not compile: ${error.message}\n${stderr.toString()}`);
  renameSync(join(ROOT, partial), join(ROOT, file));
  return new Uint8Array(readFileSync(join(ROOT, file)));
}

/** What both implementations offer: bytes of an index, an error code, and hits. */
export type Search = Pick<typeof reference, 'build' | 'check' | 'query'>;

export type { Hits, SearchName } from '../../../src/kernel/reference/search/index.ts';

/** Readable bytes behind each input. */
const MARGIN = 64;
/** What stands behind an input is arbitrary: here a letter, so that reading on would tell. */
const BEHIND_INPUT = 0x61;
const GUARD = 0xa5;
const PAGE = 65_536;

const align8 = (value: number): number => (value + 7) & ~7;

/** Memory of a kernel, dealt out to one call at a time; everything but its output is watched for writes. */
class Regions {
  readonly memory: WebAssembly.Memory;
  /** The first pages hold the kernel's static data. */
  private readonly base: number;
  private next: number;
  private outputs: { at: number; length: number }[] = [];

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.base = memory.buffer.byteLength;
    this.next = this.base;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }

  reset(): void {
    this.next = this.base;
    this.outputs = [];
  }

  private reserve(length: number): number {
    const at = this.next + MARGIN;
    this.next = align8(at + length + MARGIN);
    const missing = this.next - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  input(content: Uint8Array): number {
    const at = this.reserve(content.length);
    this.bytes.fill(BEHIND_INPUT, at, at + content.length + MARGIN);
    this.bytes.set(content, at);
    return at;
  }

  /** An input as near to the end of memory as its margin and alignment let it be: to read on is to trap. */
  lastInput(content: Uint8Array): number {
    this.reserve(content.length);
    const at = (this.memory.buffer.byteLength - content.length - MARGIN) & ~7;
    this.bytes.fill(BEHIND_INPUT, at);
    this.bytes.set(content, at);
    return at;
  }

  /** Room that the call may write; full of what an earlier call might have left. */
  output(length: number): number {
    const at = this.reserve(length);
    this.bytes.fill(GUARD, at - MARGIN, at + length + MARGIN);
    this.outputs.push({ at, length });
    return at;
  }

  /** Runs a call; throws if it changed anything but the output regions. */
  run<T>(call: () => T): T {
    const before = this.bytes.slice(this.base);
    const result = call();
    const after = this.bytes.slice(this.base);
    for (const { at, length } of this.outputs) {
      after.set(before.subarray(at - this.base, at - this.base + length), at - this.base);
    }
    if (Buffer.compare(before, after) !== 0) throw new Error('the kernel wrote outside its regions');
    return result;
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
    for (const [field, value] of row.entries())
      view.setUint32((index * NAME_FIELDS + field) * 4, value, true);
    bytes.set(text, at);
    at += text.length;
  }
  return bytes;
}

/** A kernel behind the reference's interface. */
export class KernelSearch implements Search {
  readonly exports: SearchExports;
  private readonly regions: Regions;

  constructor(module: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(module, {}).exports as unknown as SearchExports;
    this.regions = new Regions(this.exports.memory);
  }

  /** Throws RangeError for names that searchBuild refuses. */
  build = (names: readonly reference.SearchName[]): Uint8Array => {
    const encoded = encodeNames(names);
    const textBytes = encoded.length - names.length * NAME_FIELDS * 4;
    const capacity = this.exports.searchBuildCapacity(names.length, textBytes);
    const result = this.buildInto(encoded, names.length, capacity);
    if (typeof result === 'number') throw new RangeError(`searchBuild failed with ${result}`);
    return result;
  };

  /** searchBuild on raw input: the index, or the error code. */
  buildInto(names: Uint8Array, nameCount: number, capacity: number): Uint8Array | number {
    this.regions.reset();
    const output = this.regions.output(Math.max(capacity, 0));
    const input = this.regions.lastInput(names);
    const length = this.regions.run(() =>
      this.exports.searchBuild(input, nameCount, names.length, output, capacity),
    );
    return length < 0 ? length : this.regions.bytes.slice(output, output + length);
  }

  check = (index: Uint8Array, mapCount: number, brawlerCount: number): number => {
    this.regions.reset();
    const at = this.regions.lastInput(index);
    return this.regions.run(() => this.exports.searchCheck(at, index.length, mapCount, brawlerCount));
  };

  query = (index: Uint8Array, text: string, live: Uint8Array | null, limit: number): reference.Hits => {
    const hits = this.queryBytes(index, new TextEncoder().encode(text), live, limit);
    if (typeof hits === 'number') throw new RangeError(`searchQuery failed with ${hits}`);
    return hits;
  };

  /** searchQuery on raw bytes: the hits, or the error code. Either the index or the text stands last in memory. */
  queryBytes(
    index: Uint8Array,
    text: Uint8Array,
    live: Uint8Array | null,
    limit: number,
    last: 'index' | 'text' = 'index',
  ): reference.Hits | number {
    const { regions } = this;
    regions.reset();
    const scratch = regions.output(this.exports.searchScratchSize(0));
    const hits = regions.output(Math.max(limit, 0) * 2 * 8);
    const liveAt = live === null ? 0 : regions.input(live);
    const textAt = last === 'text' ? 0 : regions.input(text);
    const at = last === 'index' ? regions.lastInput(index) : regions.input(index);
    const query = last === 'text' ? regions.lastInput(text) : textAt;
    const counts = regions.run(() =>
      this.exports.searchQuery(at, index.length, query, text.length, liveAt, limit, scratch, hits),
    );
    return counts < 0 ? counts : this.readHits(hits, counts & 0xffff, counts >>> 16);
  }

  private readHits(hits: number, maps: number, brawlers: number): reference.Hits {
    const fields = new Uint32Array(this.exports.memory.buffer, hits, (maps + brawlers) * 2);
    const all = Array.from({ length: maps + brawlers }, (_, place) => ({
      index: (fields[place * 2] ?? 0) & 0xffff,
      tier: fields[place * 2 + 1] ?? 0,
    }));
    return { maps: all.slice(0, maps), brawlers: all.slice(maps) };
  }
}

/** A kernel of its own memory. */
export async function makeKernelSearch(variant: keyof typeof FLAGS = 'release'): Promise<KernelSearch> {
  return new KernelSearch(new WebAssembly.Module(await compileSearch(variant)));
}

/** Both implementations, for one suite over both. */
export async function bothSearches(): Promise<{ name: string; search: Search }[]> {
  return [
    { name: 'reference', search: reference },
    { name: 'kernel', search: await makeKernelSearch() },
  ];
}
