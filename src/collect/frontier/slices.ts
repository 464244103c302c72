import type { Places } from './places.ts';
import { type Players, SLICE_PLAYERS } from './players.ts';
import { MAX_RATE } from './policy.ts';

/**
 * How a frontier is stored: one head and the slices of players, each with a header of four u32: magic, version,
 * the number of the slice, and a checksum of what follows. Little-endian throughout.
 */
const MAGIC = 0x52464642;
const VERSION = 1;
const HEADER = 16;
/** tag u64 · place u32 · seen u32 · polled u32 · newest u32 · rate f32 · days u16 · usable u8 · fresh u8 */
const RECORD = 32;
export const SLICE_BYTES = HEADER + SLICE_PLAYERS * RECORD;
/** id u32 · count f32 */
const PLACE = 8;

/** What the head holds beside the places: f64 each, in this order. */
export const TOTALS = [
  'asOf',
  'rate',
  'usable',
  'fresh',
  'polls',
  'found',
  'missed',
  'recentFound',
  'recentMissed',
] as const;
export type Totals = Record<(typeof TOTALS)[number], number>;
const TOTALS_BYTES = TOTALS.length * 8;

export function encodeHead(totals: Totals, places: Places): Uint8Array {
  const entries = places.entries();
  const bytes = new Uint8Array(HEADER + TOTALS_BYTES + entries.length * PLACE);
  const view = new DataView(bytes.buffer);
  TOTALS.forEach((name, at) => {
    view.setFloat64(HEADER + at * 8, totals[name], true);
  });
  entries.forEach(({ id, count }, at) => {
    view.setUint32(HEADER + TOTALS_BYTES + at * PLACE, id, true);
    view.setFloat32(HEADER + TOTALS_BYTES + at * PLACE + 4, count, true);
  });
  return sealed(bytes, 0);
}

/** The totals, with the counts of places added to `places`; null, and nothing added, where the bytes are not sound. */
export function decodeHead(bytes: Uint8Array, places: Places): Totals | null {
  const size = bytes.length - HEADER - TOTALS_BYTES;
  if (size < 0 || size % PLACE !== 0) return null;
  const view = opened(bytes, 0);
  if (view === null) return null;
  const read = TOTALS.map((name, at) => [name, view.getFloat64(HEADER + at * 8, true)] as const);
  if (!read.every(([, value]) => Number.isFinite(value) && value >= 0)) return null;
  for (let at = HEADER + TOTALS_BYTES; at < bytes.length; at += PLACE) {
    const count = view.getFloat32(at + 4, true);
    if (count >= 0 && count < Number.POSITIVE_INFINITY)
      places.add(places.numberOf(view.getUint32(at, true)), count);
  }
  return Object.fromEntries(read) as Totals;
}

/** Slice `slice`, 1 or more, of the players; one that lies beyond them is empty. */
export function encodeSlice(players: Players, places: Places, slice: number): Uint8Array {
  const bytes = new Uint8Array(SLICE_BYTES);
  const view = new DataView(bytes.buffer);
  const first = (slice - 1) * SLICE_PLAYERS;
  const end = Math.min(first + SLICE_PLAYERS, players.capacity);
  for (let slot = first, at = HEADER; slot < end; slot += 1, at += RECORD) {
    if (!players.taken(slot)) continue;
    view.setUint32(at, players.low[slot] ?? 0, true);
    view.setUint32(at + 4, players.high[slot] ?? 0, true);
    view.setUint32(at + 8, places.idOf(players.place[slot] ?? 0), true);
    view.setUint32(at + 12, players.seen[slot] ?? 0, true);
    view.setUint32(at + 16, players.polled[slot] ?? 0, true);
    view.setUint32(at + 20, players.newest[slot] ?? 0, true);
    view.setFloat32(at + 24, players.rate[slot] ?? 0, true);
    view.setUint16(at + 28, players.days[slot] ?? 0, true);
    view.setUint8(at + 30, players.usable[slot] ?? 0);
    view.setUint8(at + 31, players.fresh[slot] ?? 0);
  }
  return sealed(bytes, slice);
}

/** One stored player. */
export interface PlayerRecord {
  /** position in the slice */
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly place: number;
  readonly seen: number;
  readonly polled: number;
  readonly newest: number;
  readonly rate: number;
  readonly days: number;
  readonly usable: number;
  readonly fresh: number;
}

/** The players of a slice, or null where its bytes are not sound. */
export function decodeSlice(bytes: Uint8Array, slice: number): PlayerRecord[] | null {
  if (bytes.length !== SLICE_BYTES) return null;
  const view = opened(bytes, slice);
  if (view === null) return null;
  const records: PlayerRecord[] = [];
  for (let index = 0, at = HEADER; index < SLICE_PLAYERS; index += 1, at += RECORD) {
    const record = readRecord(view, at, index);
    if (!(record.rate >= 0 && record.rate <= MAX_RATE)) return null;
    if ((record.low | record.high) !== 0) records.push(record);
  }
  return records;
}

function readRecord(view: DataView, at: number, index: number): PlayerRecord {
  return {
    index,
    low: view.getUint32(at, true),
    high: view.getUint32(at + 4, true),
    place: view.getUint32(at + 8, true),
    seen: view.getUint32(at + 12, true),
    polled: view.getUint32(at + 16, true),
    newest: view.getUint32(at + 20, true),
    rate: view.getFloat32(at + 24, true),
    days: view.getUint16(at + 28, true),
    usable: view.getUint8(at + 30),
    fresh: view.getUint8(at + 31),
  };
}

function sealed(bytes: Uint8Array, slice: number): Uint8Array {
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, slice, true);
  view.setUint32(12, checksum(view), true);
  return bytes;
}

function opened(bytes: Uint8Array, slice: number): DataView | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = [MAGIC, VERSION, slice, checksum(view)];
  return header.every((value, at) => view.getUint32(at * 4, true) === value) ? view : null;
}

/** Of everything after the header, word by word; a change of one word always shows. */
function checksum(view: DataView): number {
  let hash = view.byteLength;
  for (let at = HEADER; at < view.byteLength; at += 4) {
    hash = Math.imul(hash ^ view.getUint32(at, true), 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}
