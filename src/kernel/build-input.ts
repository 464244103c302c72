import * as build from '../../kernel/layout/build.ts';
import * as layout from '../../kernel/layout/snapshot.ts';
import * as tally from '../../kernel/layout/tally.ts';
import { DATA_NAMES } from '../shared/answers.ts';
import type { SnapshotInput } from './port.ts';

/** The kernel reads whole blocks: everything starts on one. */
const BLOCK = 64;

/** The input of snapshotBuild, before it is written. */
export interface BuildInput {
  /** bytes that it takes */
  readonly length: number;
  /** Writes it into memory, from `at` on, a multiple of 64. */
  readonly write: (memory: Uint8Array, at: number) => void;
}

/**
 * The input of snapshotBuild: kernel/layout/build.ts. It is some megabytes, and goes straight to where it is read: a copy in
 * between would be the largest garbage that a collector makes.
 */
export function packBuildInput(input: SnapshotInput): BuildInput {
  const sums = [...(input.sums ?? []), ...(input.series === undefined ? [] : [input.series])];
  const effects = input.effects ?? [];
  const parts = [...input.bundles, ...sums, ...effects];
  const sources = build.BUILD_HEADER_FIELDS;
  const index = sources + input.sources.length * layout.SOURCE_FIELDS;
  let end = align((index + build.BUILD_ENTRY_FIELDS * parts.length) * 4);
  const offsets = parts.map((part) => {
    const offset = end;
    end = align(end + part.length);
    return offset;
  });
  return { length: end, write: (memory, at) => write(memory.subarray(at, at + end)) };

  function write(out: Uint8Array): void {
    out.fill(0);
    const words = new Uint32Array(
      out.buffer,
      out.byteOffset,
      index + build.BUILD_ENTRY_FIELDS * parts.length,
    );
    words[build.BUILD_BUNDLES] = input.bundles.length;
    words[build.BUILD_BUILT_AT_LOW] = input.builtAt % 2 ** 32;
    words[build.BUILD_BUILT_AT_HIGH] = Math.floor(input.builtAt / 2 ** 32);
    words[build.BUILD_DATA] = DATA_NAMES.indexOf(input.data);
    words[build.BUILD_WINDOW_DAYS] = input.windowDays;
    words[build.BUILD_SOURCES] = input.sources.length;
    words[build.BUILD_SUMS] = sums.length;
    words[build.BUILD_EFFECTS] = effects.length;
    input.sources.forEach((row, i) => {
      words.set([row.id, row.status, row.lastGood, row.rows], sources + i * layout.SOURCE_FIELDS);
    });
    parts.forEach((part, i) => {
      words.set([offsets[i] ?? 0, part.length], index + i * build.BUILD_ENTRY_FIELDS);
      out.set(part, offsets[i]);
    });
  }
}

/** Bytes of all sums, and the rows that room in scratch is needed for. */
export function measureSums(sums: readonly Uint8Array[]) {
  const rows = (kind: number) => {
    const counts = sums.map((bytes) => {
      if (bytes.length < 4 * tally.SUMS_HEADER_FIELDS) return 0;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (view.getUint32(4 * tally.WH_KIND, true) !== kind) return 0;
      return Math.floor(bytes.length / tally.SUM_ROW);
    });
    return Math.max(0, ...counts);
  };
  return {
    length: sums.reduce((sum, bytes) => sum + bytes.length, 0),
    cellRows: rows(tally.COUNT_CELLS),
    trioRows: rows(tally.COUNT_TRIOS),
    cells: Math.max(0, ...sums.map(countCells)),
  };
}

/** Brawlers on game ids that sums of cells speak of: rows that differ in more than the slot. 0 for other kinds. */
function countCells(sums: Uint8Array): number {
  const view = new DataView(sums.buffer, sums.byteOffset, sums.byteLength);
  const first = 4 * tally.SUMS_HEADER_FIELDS;
  if (sums.length < first || view.getUint32(4 * tally.WH_KIND, true) !== tally.COUNT_CELLS) return 0;
  const seen = new Uint32Array(tally.MAX_CODE + 1);
  let [cells, places, before] = [0, 0, -1];
  for (let key = first + tally.SUM_KEY; key + 8 <= sums.length; key += tally.SUM_ROW) {
    const high = view.getUint32(key + 4, true);
    const code = ((high & 15) << 8) | (view.getUint32(key, true) >>> tally.KEY_A_SHIFT);
    if (high >>> 8 !== before) places++;
    before = high >>> 8;
    if (seen[code] !== places) cells++;
    seen[code] = places;
  }
  return cells;
}

function align(offset: number): number {
  return (offset + BLOCK - 1) & -BLOCK;
}
