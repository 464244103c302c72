import * as layout from '../../../../kernel/layout/snapshot.ts';
import { xxh64 } from '../xxh64.ts';
import { jsonEscape } from './text.ts';

const encoder = new TextEncoder();

interface Section {
  id: number;
  width: number;
  count: number;
  bytes: Uint8Array;
}

/** A row of the volatile part: what is known of a source when the snapshot is built. */
export interface SourceRow {
  /** index into SOURCE_NAMES (src/shared/sources.ts) */
  id: number;
  status: number;
  /** epoch seconds, 0 where there was no good answer yet */
  lastGood: number;
  rows: number;
}

/** Collects columns and writes them as a snapshot. Column order is section order. */
export class SnapshotWriter {
  readonly #sections: Section[] = [];
  readonly #text: Uint8Array[] = [];
  #textLength = 0;

  /** Bytes as they are. */
  bytes(id: number, bytes: Uint8Array): void {
    this.#sections.push({ id, width: 1, count: bytes.length, bytes });
  }

  /** One u8 a row. */
  u8<T>(id: number, rows: readonly T[], value: (row: T) => number): void {
    this.#add(id, 1, rows.length, Uint8Array.from(rows, value));
  }

  /** One u16 a row. */
  u16<T>(id: number, rows: readonly T[], value: (row: T) => number): void {
    this.#add(id, 2, rows.length, Uint16Array.from(rows, value));
  }

  /** A fixed number of u16 fields a row. */
  u16Rows<T>(id: number, fields: number, rows: readonly T[], value: (row: T, field: number) => number): void {
    const values = rows.flatMap((row) => Array.from({ length: fields }, (_, field) => value(row, field)));
    this.#add(id, 2 * fields, rows.length, Uint16Array.from(values));
  }

  /** One u32 a row. */
  u32<T>(id: number, rows: readonly T[], value: (row: T) => number): void {
    this.#add(id, 4, rows.length, Uint32Array.from(rows, value));
  }

  /** n lengths → n + 1 positions, the first of them 0. */
  positions<T>(id: number, rows: readonly T[], length: (row: T) => number): void {
    const at = new Uint32Array(rows.length + 1);
    rows.forEach((row, i) => {
      at[i + 1] = (at[i] ?? 0) + length(row);
    });
    this.#add(id, 4, at.length, at);
  }

  /** n texts → n + 1 positions in the string pool, where they stand as within a JSON string. */
  strings<T>(id: number, rows: readonly T[], text: (row: T) => string): void {
    const at = [this.#textLength];
    for (const row of rows) {
      const bytes = encoder.encode(jsonEscape(text(row)));
      this.#text.push(bytes);
      this.#textLength += bytes.length;
      at.push(this.#textLength);
    }
    this.#add(id, 4, at.length, Uint32Array.from(at));
  }

  #add(id: number, width: number, count: number, values: ArrayBufferView): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#sections.push({ id, width, count, bytes });
  }

  /** The snapshot. Throws beyond SNAPSHOT_MAX_LENGTH. */
  finish(builtAt: number, sources: readonly SourceRow[]): Uint8Array {
    const text = new Uint8Array(this.#textLength);
    let at = 0;
    for (const bytes of this.#text) {
      text.set(bytes, at);
      at += bytes.length;
    }
    this.bytes(layout.S_STRINGS, text);
    const content = layout.SNAPSHOT_HEADER + sources.length * layout.SOURCE_FIELDS * 4;
    const table = this.#sections.length * layout.SECTION_FIELDS * 4;
    let length = align(table);
    const offsets = this.#sections.map((section) => {
      const offset = length;
      length = align(length + section.bytes.length);
      return offset;
    });
    if (content + length > layout.SNAPSHOT_MAX_LENGTH) throw new RangeError('snapshot too long');
    const out = new Uint8Array(content + length);
    const view = new DataView(out.buffer);
    this.#sections.forEach((section, i) => {
      const entry = content + i * layout.SECTION_FIELDS * 4;
      const offset = offsets[i] as number;
      view.setUint32(entry, section.id, true);
      view.setUint32(entry + 4, offset, true);
      view.setUint32(entry + 8, section.count, true);
      view.setUint32(entry + 12, section.width, true);
      out.set(section.bytes, content + offset);
    });
    sources.forEach((source, i) => {
      const row = layout.SNAPSHOT_HEADER + i * layout.SOURCE_FIELDS * 4;
      view.setUint32(row, source.id, true);
      view.setUint32(row + 4, source.status, true);
      view.setUint32(row + 8, source.lastGood, true);
      view.setUint32(row + 12, source.rows, true);
    });
    writeHeader(view, out, content, builtAt, sources.length, this.#sections.length);
    return out;
  }
}

function writeHeader(
  view: DataView,
  out: Uint8Array,
  content: number,
  builtAt: number,
  sources: number,
  sections: number,
): void {
  view.setUint32(layout.SH_MAGIC, layout.SNAPSHOT_MAGIC, true);
  view.setUint32(layout.SH_VERSION, layout.SNAPSHOT_VERSION, true);
  view.setUint32(layout.SH_LENGTH, out.length, true);
  view.setUint32(layout.SH_CONTENT, content, true);
  view.setBigUint64(layout.SH_CONTENT_HASH, xxh64(out.subarray(content)), true);
  view.setBigUint64(layout.SH_BUILT_AT, BigInt(builtAt), true);
  view.setUint32(layout.SH_SOURCES, sources, true);
  view.setUint32(layout.SH_SECTIONS, sections, true);
  view.setBigUint64(layout.SH_CHECKSUM, xxh64(out.subarray(layout.SH_CONTENT_HASH)), true);
}

function align(length: number): number {
  return Math.ceil(length / layout.SECTION_ALIGNMENT) * layout.SECTION_ALIGNMENT;
}
