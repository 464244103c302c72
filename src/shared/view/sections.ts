/** A snapshot taken apart into its sections, and put together again (docs/snapshot-format.md). */
import * as layout from '../../../kernel/layout/snapshot.ts';

export interface Section {
  readonly id: number;
  /** bytes an element */
  readonly width: number;
  readonly count: number;
  /** count × width */
  readonly bytes: Uint8Array;
}

export interface Parts {
  /** header and source rows: what is before the content */
  readonly front: Uint8Array;
  /** in the order of the file */
  readonly sections: readonly Section[];
}

/** Takes apart a snapshot that a kernel has opened; throws a RangeError where it is none. The bytes are shared. */
export function takeApart(snapshot: Uint8Array): Parts {
  const view = viewOf(snapshot);
  const content = view.getUint32(layout.SH_CONTENT, true);
  const count = view.getUint32(layout.SH_SECTIONS, true);
  const sections = Array.from({ length: count }, (_, i) => {
    const entry = content + i * layout.SECTION_FIELDS * 4;
    const field = (index: number) => view.getUint32(entry + 4 * index, true);
    const [width, elements] = [field(layout.SECTION_WIDTH), field(layout.SECTION_COUNT)];
    const at = content + field(layout.SECTION_OFFSET);
    if (at + width * elements > snapshot.length) throw new RangeError('a section lies outside');
    const bytes = snapshot.subarray(at, at + width * elements);
    return { id: field(layout.SECTION_ID), width, count: elements, bytes };
  });
  return { front: snapshot.subarray(0, content), sections };
}

/** Bytes of the snapshot that these sections make. */
export function lengthOf(front: number, sections: readonly Pick<Section, 'width' | 'count'>[]): number {
  const table = align(sections.length * layout.SECTION_FIELDS * 4);
  return front + sections.reduce((sum, { width, count }) => sum + align(width * count), table);
}

/**
 * Puts sections together behind a header whose length, number of sections and content it corrects. The content hash stays what
 * the header says; so does the checksum, which is a kernel's to set (`seal`) where something has changed.
 */
export function putTogether({ front, sections }: Parts): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(lengthOf(front.length, sections));
  const view = viewOf(out);
  out.set(front);
  view.setUint32(layout.SH_LENGTH, out.length, true);
  view.setUint32(layout.SH_CONTENT, front.length, true);
  view.setUint32(layout.SH_SECTIONS, sections.length, true);
  let offset = align(sections.length * layout.SECTION_FIELDS * 4);
  sections.forEach(({ id, width, count, bytes }, i) => {
    const entry = front.length + i * layout.SECTION_FIELDS * 4;
    view.setUint32(entry + 4 * layout.SECTION_ID, id, true);
    view.setUint32(entry + 4 * layout.SECTION_OFFSET, offset, true);
    view.setUint32(entry + 4 * layout.SECTION_COUNT, count, true);
    view.setUint32(entry + 4 * layout.SECTION_WIDTH, width, true);
    out.set(bytes, front.length + offset);
    offset += align(bytes.length);
  });
  return out;
}

/** Bytes of the numbers that an element of a section consists of. */
export function unitOf(width: number): 1 | 2 | 4 {
  if (width === 0) return 1;
  return width % 4 === 0 ? 4 : width % 2 === 0 ? 2 : 1;
}

/**
 * The numbers of a section, little-endian like every machine that runs this. Elements of several numbers are spread: all first
 * numbers, then all second ones.
 */
export function numbersOf({ width, count, bytes }: Section): Uint32Array {
  const unit = unitOf(width);
  // A copy, for alignment.
  const { buffer } = bytes.slice();
  const numbers = unit === 4 ? new Uint32Array(buffer) : unit === 2 ? new Uint16Array(buffer) : bytes;
  const fields = width / unit;
  if (fields <= 1) return unit === 4 ? (numbers as Uint32Array) : Uint32Array.from(numbers);
  return Uint32Array.from(numbers, (_, i) => numbers[(i % count) * fields + Math.floor(i / count)] ?? 0);
}

/** The reverse of numbersOf. */
export function bytesOf(
  { width, count }: Pick<Section, 'width' | 'count'>,
  numbers: Uint32Array,
): Uint8Array {
  const unit = unitOf(width);
  const fields = width / unit;
  const rows =
    fields <= 1
      ? numbers
      : numbers.map((_, i) => numbers[(i % fields) * count + Math.floor(i / fields)] ?? 0);
  const out = unit === 4 ? rows : unit === 2 ? Uint16Array.from(rows) : Uint8Array.from(rows);
  return new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
}

function align(length: number): number {
  return Math.ceil(length / layout.SECTION_ALIGNMENT) * layout.SECTION_ALIGNMENT;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
