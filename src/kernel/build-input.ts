import * as build from '../../kernel/layout/build.ts';
import * as layout from '../../kernel/layout/snapshot.ts';
import { DATA_NAMES } from '../shared/answers.ts';
import type { SnapshotInput } from './port.ts';

/** The kernel reads whole blocks: everything starts on one. */
const BLOCK = 64;

/** The input of snapshotBuild: kernel/layout/build.ts. */
export function packBuildInput(input: SnapshotInput): Uint8Array {
  const sources = build.BUILD_HEADER_FIELDS;
  const index = sources + input.sources.length * layout.SOURCE_FIELDS;
  let end = align((index + 2 * input.bundles.length) * 4);
  const offsets = input.bundles.map((bundle) => {
    const offset = end;
    end = align(end + bundle.length);
    return offset;
  });
  const out = new Uint8Array(end);
  const words = new Uint32Array(out.buffer);
  words.set([
    input.bundles.length,
    input.builtAt % 2 ** 32,
    Math.floor(input.builtAt / 2 ** 32),
    DATA_NAMES.indexOf(input.data),
    input.windowDays,
    input.sources.length,
  ]);
  input.sources.forEach((row, i) => {
    words.set([row.id, row.status, row.lastGood, row.rows], sources + i * layout.SOURCE_FIELDS);
  });
  input.bundles.forEach((bundle, i) => {
    words.set([offsets[i] ?? 0, bundle.length], index + 2 * i);
    out.set(bundle, offsets[i]);
  });
  return out;
}

function align(offset: number): number {
  return (offset + BLOCK - 1) & -BLOCK;
}
