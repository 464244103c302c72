import * as layout from '../../kernel/layout/tally.ts';

/** One unit of a tally. */
export interface TallyUnit {
  /** days since 1970-01-01 UTC */
  readonly day: number;
  /** one of COUNT_* */
  readonly kind: number;
  /** as a tally of its own; copied when it is asked for */
  tally(): Uint8Array;
}

const HEADER_BYTES = layout.TALLY_HEADER_FIELDS * 4;
const UNIT_BYTES = layout.UNIT_FIELDS * 4;

/** The units of a tally (kernel/layout/tally.ts), in its order. Throws where it is none. */
export function splitTally(bytes: Uint8Array): TallyUnit[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const field = (at: number, number: number) => view.getUint32(at + number * 4, true);
  if (bytes.length < HEADER_BYTES || field(0, layout.TH_MAGIC) !== layout.TALLY_MAGIC) {
    throw new TypeError('not a tally');
  }
  return Array.from({ length: field(0, layout.TH_UNITS) }, (_, i) => {
    const at = HEADER_BYTES + i * UNIT_BYTES;
    const day = field(at, layout.UNIT_DAY);
    const kind = field(at, layout.UNIT_KIND);
    const offset = field(at, layout.UNIT_OFFSET);
    const run = bytes.subarray(offset, offset + field(at, layout.UNIT_LENGTH));
    const rows = field(at, layout.UNIT_ROWS);
    return { day, kind, tally: () => oneUnit(day, kind, rows, run) };
  });
}

function oneUnit(day: number, kind: number, rows: number, run: Uint8Array): Uint8Array {
  const start = HEADER_BYTES + UNIT_BYTES;
  const out = new Uint8Array(start + run.length);
  const view = new DataView(out.buffer);
  const fields = [layout.TALLY_MAGIC, out.length, 1, 0, day, kind, rows, start, run.length];
  fields.forEach((value, i) => {
    view.setUint32(i * 4, value, true);
  });
  out.set(run, start);
  return out;
}
