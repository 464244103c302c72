/**
 * The form in which a browser's snapshot travels: each column as differences from what is predicted (predict.ts), the lowest bytes
 * of all rows first, then the next ones. Before compression it is as long as the snapshot; compressed, about half as long as that would be.
 *
 *     "BFP1" | u32 bytes before the content | header and source rows | u32 sections | (id, count, width) u32 × 3 each | bytes
 *
 * Sections stand in the order of the file, their bytes in that of `packOrder`. Nothing is lost: unpacked, it is the snapshot byte by
 * byte, and the reader checks its checksum.
 */
import * as layout from '../../../kernel/layout/snapshot.ts';
import { AS_BEFORE, type Columns, type Guesses, guessesOf, packOrder } from './predict.ts';
import {
  bytesOf,
  lengthOf,
  numbersOf,
  putTogether,
  type Section,
  takeApart,
  unitOf,
  viewOf,
} from './sections.ts';

/** "BFP1", read as a little-endian u32. */
const MAGIC = 0x31504642;
const ENTRY = 12;
/** more than any version writes */
const MAX_SECTIONS = 256;
const MAX_FRONT = 4096;

/** Packs a snapshot that a kernel has opened. */
export function pack(snapshot: Uint8Array): Uint8Array<ArrayBuffer> {
  const { front, sections } = takeApart(snapshot);
  const at = 12 + front.length + sections.length * ENTRY;
  const out = new Uint8Array(at + sections.reduce((sum, { bytes }) => sum + bytes.length, 0));
  const view = viewOf(out);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, front.length, true);
  out.set(front, 8);
  view.setUint32(8 + front.length, sections.length, true);
  sections.forEach(({ id, count, width }, i) => {
    const entry = 12 + front.length + i * ENTRY;
    view.setUint32(entry, id, true);
    view.setUint32(entry + 4, count, true);
    view.setUint32(entry + 8, width, true);
  });
  for (const { section, values, guesses, planes } of columnsOf(sections, out.subarray(at))) {
    values.set(numbersOf(section));
    spread(values, guesses, planes, unitOf(section.width));
  }
  return out;
}

/** The snapshot that was packed. Throws a RangeError where these bytes are no packed snapshot. */
export function unpack(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const steps = unpackSteps(packed);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps, one a column, each short enough to be followed by a frame. */
export function* unpackSteps(packed: Uint8Array): Generator<undefined, Uint8Array<ArrayBuffer>> {
  const { front, entries, at } = readHead(packed);
  const sections = entries.map((entry) => ({ ...entry, bytes: new Uint8Array() as Uint8Array }));
  for (const { section, values, guesses, planes } of columnsOf(sections, packed.subarray(at))) {
    gather(values, guesses, planes, unitOf(section.width));
    section.bytes = bytesOf(section, values);
    yield;
  }
  return putTogether({ front, sections });
}

function readHead(packed: Uint8Array) {
  const view = viewOf(packed);
  const need = (length: number) => {
    if (length > packed.length) throw new RangeError('packed snapshot broken off');
  };
  need(12);
  const frontLength = view.getUint32(4, true);
  if (view.getUint32(0, true) !== MAGIC || frontLength < layout.SNAPSHOT_HEADER || frontLength > MAX_FRONT)
    throw new RangeError('no packed snapshot');
  need(12 + frontLength);
  const count = view.getUint32(8 + frontLength, true);
  const at = 12 + frontLength + count * ENTRY;
  if (count > MAX_SECTIONS) throw new RangeError('too many sections');
  need(at);
  const entries = Array.from({ length: count }, (_, i) => {
    const entry = 12 + frontLength + i * ENTRY;
    const field = (index: number) => view.getUint32(entry + 4 * index, true);
    return { id: field(0), count: field(1), width: field(2) };
  });
  const length = lengthOf(frontLength, entries);
  if (length > layout.SNAPSHOT_MAX_LENGTH || new Set(entries.map(({ id }) => id)).size !== count)
    throw new RangeError('no packed snapshot');
  const bytes = entries.reduce((sum, { count: elements, width }) => sum + elements * width, 0);
  if (at + bytes !== packed.length) throw new RangeError('packed snapshot of a wrong length');
  return { front: packed.subarray(8, 8 + frontLength), entries, at };
}

/** The bytes of a column, by significance. */
interface Planes {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

type Shape = Pick<Section, 'id' | 'count' | 'width'>;

interface Step<S extends Shape> {
  readonly section: S;
  /** known once the step is done */
  readonly values: Uint32Array;
  readonly guesses: Guesses | null;
  readonly planes: Planes;
}

/** The columns in the order in which they are guessed by each other. */
function* columnsOf<S extends Shape>(sections: readonly S[], body: Uint8Array): Generator<Step<S>> {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const known = new Map<number, Uint32Array>();
  const columns: Columns = (id) => known.get(id) ?? new Uint32Array();
  let at = 0;
  for (const id of packOrder([...byId.keys()])) {
    const section = byId.get(id) as S;
    const length = section.count * section.width;
    const rows = length / unitOf(section.width);
    const values = new Uint32Array(rows);
    known.set(id, values);
    const bytes = body.subarray(at, at + length);
    yield { section, values, guesses: guessesOf(id, columns, rows), planes: { bytes, rows } };
    at += length;
  }
}

/** Values → planes of what the guesses are off by. */
function spread(
  values: Uint32Array,
  guesses: Guesses | null,
  { bytes, rows }: Planes,
  unit: 1 | 2 | 4,
): void {
  let before = 0;
  for (let i = 0; i < rows; i++) {
    const guess = guesses === null ? 0 : (guesses[i] ?? 0);
    const value = values[i] ?? 0;
    const code = zigzag(value - (guess === AS_BEFORE ? before : guess), unit);
    for (let plane = 0; plane < unit; plane++) bytes[plane * rows + i] = code >>> (8 * plane);
    before = value;
  }
}

/** The reverse. */
function gather(
  values: Uint32Array,
  guesses: Guesses | null,
  { bytes, rows }: Planes,
  unit: 1 | 2 | 4,
): void {
  let before = 0;
  for (let i = 0; i < rows; i++) {
    let code = 0;
    for (let plane = unit - 1; plane >= 0; plane--) code = (code << 8) | (bytes[plane * rows + i] ?? 0);
    const guess = guesses === null ? 0 : (guesses[i] ?? 0);
    before = wrap((guess === AS_BEFORE ? before : guess) + unzigzag(code >>> 0), unit);
    values[i] = before;
  }
}

/** A difference modulo the unit's range → 0, −1, 1, −2, 2 … as 0, 1, 2, 3, 4 … */
function zigzag(difference: number, unit: 1 | 2 | 4): number {
  const signed =
    unit === 4 ? difference | 0 : unit === 2 ? (difference << 16) >> 16 : (difference << 24) >> 24;
  return ((signed << 1) ^ (signed >> 31)) >>> 0;
}

function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}

function wrap(value: number, unit: 1 | 2 | 4): number {
  return unit === 4 ? value >>> 0 : unit === 2 ? value & 0xffff : value & 0xff;
}
