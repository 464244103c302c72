/** Tallies as maps, and as bytes (kernel/layout/tally.ts). */
import { MAX_COUNT } from '../../../../kernel/layout/build.ts';
import * as layout from '../../../../kernel/layout/tally.ts';

export interface Count {
  games: number;
  halfWins: number;
}

/** Counts by key. */
export type Unit = Map<bigint, Count>;

/** Units by day × COUNT_KINDS + kind: their order is the order of these numbers. */
export type Units = Map<number, Unit>;

const U64 = 1n << 64n;

export function unitNumber(day: number, kind: number): number {
  return day * layout.COUNT_KINDS + kind;
}

/** Adds to what is counted, up to MAX_COUNT. */
export function addCount(units: Units, unit: number, key: bigint, games: number, halfWins: number): void {
  const rows = units.get(unit) ?? new Map<bigint, Count>();
  const row = rows.get(key) ?? { games: 0, halfWins: 0 };
  row.games = Math.min(row.games + games, MAX_COUNT);
  row.halfWins = Math.min(row.halfWins + halfWins, MAX_COUNT);
  rows.set(key, row);
  units.set(unit, rows);
}

/** The rows of a unit in ascending order of the key. */
export function sortedRows(unit: Unit): [bigint, Count][] {
  return [...unit].sort(([a], [b]) => (a < b ? -1 : 1));
}

function putNumber(bytes: number[], value: bigint): void {
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
}

/** A unit's run. */
export function packRun(unit: Unit): Uint8Array {
  const bytes: number[] = [];
  let last = 0n;
  for (const [key, { games, halfWins }] of sortedRows(unit)) {
    putNumber(bytes, key - last);
    putNumber(bytes, BigInt(games));
    putNumber(bytes, BigInt(halfWins));
    last = key;
  }
  return Uint8Array.from(bytes);
}

/** A tally of these units, those without rows left out. */
export function packTally(units: Units): Uint8Array {
  const kept = [...units].filter(([, unit]) => unit.size > 0).sort(([a], [b]) => a - b);
  const runs = kept.map(([, unit]) => packRun(unit));
  let offset = (layout.TALLY_HEADER_FIELDS + kept.length * layout.UNIT_FIELDS) * 4;
  const words: number[] = [layout.TALLY_MAGIC, 0, kept.length, 0];
  kept.forEach(([number, unit], i) => {
    const length = runs[i]?.length ?? 0;
    const kind = number % layout.COUNT_KINDS;
    words.push((number - kind) / layout.COUNT_KINDS, kind, unit.size, offset, length);
    offset += length;
  });
  words[layout.TH_LENGTH] = offset;
  const bytes = new Uint8Array(offset);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => {
    view.setUint32(i * 4, word, true);
  });
  let at = words.length * 4;
  for (const run of runs) {
    bytes.set(run, at);
    at += run.length;
  }
  return bytes;
}

/** Reads a LEB128 number in its shortest form. */
function takeNumber(bytes: Uint8Array, start: number): { value: bigint; next: number } | null {
  let value = 0n;
  for (let at = start, shift = 0n; at < bytes.length && shift < 64n; at++, shift += 7n) {
    const byte = bytes[at] ?? 0;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    return (byte === 0 && shift > 0n) || value >= U64 ? null : { value, next: at + 1 };
  }
  return null;
}

/** Reads a run of so many rows; null where it is none. */
function readRun(bytes: Uint8Array, rows: number): Unit | null {
  const unit: Unit = new Map();
  let at = 0;
  let key = 0n;
  for (let i = 0; i < rows; i++) {
    const delta = takeNumber(bytes, at);
    const games = delta && takeNumber(bytes, delta.next);
    const halfWins = games && takeNumber(bytes, games.next);
    if (!delta || !games || !halfWins || (i > 0 && delta.value === 0n)) return null;
    key += delta.value;
    if (key >= U64 || games.value < 1n || games.value > MAX_COUNT) return null;
    if (halfWins.value > 2n * games.value || halfWins.value > MAX_COUNT) return null;
    unit.set(key, { games: Number(games.value), halfWins: Number(halfWins.value) });
    at = halfWins.next;
  }
  return at === bytes.length ? unit : null;
}

/** Reads a tally; null where the bytes are none. */
export function readTally(bytes: Uint8Array): Units | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (index: number) => view.getUint32(index * 4, true);
  if (bytes.length < layout.TALLY_HEADER_FIELDS * 4 || word(layout.TH_MAGIC) !== layout.TALLY_MAGIC)
    return null;
  if (word(layout.TH_LENGTH) !== bytes.length) return null;
  const directoryEnd = layout.TALLY_HEADER_FIELDS + word(layout.TH_UNITS) * layout.UNIT_FIELDS;
  if (directoryEnd * 4 > bytes.length) return null;
  const units: Units = new Map();
  let offset = directoryEnd * 4;
  let last = 0;
  for (let at = layout.TALLY_HEADER_FIELDS; at < directoryEnd; at += layout.UNIT_FIELDS) {
    const kind = word(at + layout.UNIT_KIND);
    const number = unitNumber(word(at + layout.UNIT_DAY), kind);
    const length = word(at + layout.UNIT_LENGTH);
    const rows = word(at + layout.UNIT_ROWS);
    if (kind < 1 || kind >= layout.COUNT_KINDS || number <= last || rows === 0) return null;
    if (word(at + layout.UNIT_OFFSET) !== offset || length > bytes.length - offset) return null;
    const unit = readRun(bytes.subarray(offset, offset + length), rows);
    if (unit === null) return null;
    units.set(number, unit);
    offset += length;
    last = number;
  }
  return offset === bytes.length ? units : null;
}
