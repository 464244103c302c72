/** Changing a snapshot's bytes and making its checksum right again, as a faulty or hostile builder would. */
import * as layout from '../../../kernel/layout/snapshot.ts';
import { xxh64 } from '../../../src/kernel/reference/xxh64.ts';

const ENTRY_BYTES = 4 * layout.SECTION_FIELDS;

export interface SectionEntry {
  /** byte offset of the entry itself */
  entry: number;
  /** byte offset of the section's first element */
  start: number;
  count: number;
  width: number;
}

/** Makes the checksum right for the bytes as they are. Changes and returns `snapshot`. */
export function seal(snapshot: Uint8Array): Uint8Array {
  const view = new DataView(snapshot.buffer, snapshot.byteOffset, snapshot.length);
  view.setBigUint64(layout.SH_CHECKSUM, xxh64(snapshot.subarray(layout.SH_CONTENT_HASH)), true);
  return snapshot;
}

/** Where section `id` is. Throws if the snapshot has none. */
export function sectionOf(snapshot: Uint8Array, id: number): SectionEntry {
  const view = new DataView(snapshot.buffer, snapshot.byteOffset, snapshot.length);
  const content = view.getUint32(layout.SH_CONTENT, true);
  for (let i = 0; i < view.getUint32(layout.SH_SECTIONS, true); i++) {
    const entry = content + i * ENTRY_BYTES;
    const field = (n: number) => view.getUint32(entry + 4 * n, true);
    if (field(layout.SECTION_ID) !== id) continue;
    return {
      entry,
      start: content + field(layout.SECTION_OFFSET),
      count: field(layout.SECTION_COUNT),
      width: field(layout.SECTION_WIDTH),
    };
  }
  throw new Error(`no section ${id}`);
}

/** A sealed copy that `change` was let loose on. */
export function patched(
  snapshot: Uint8Array,
  change: (view: DataView, copy: Uint8Array) => void,
): Uint8Array {
  const copy = snapshot.slice();
  change(new DataView(copy.buffer), copy);
  return seal(copy);
}
