import * as layout from '../../kernel/layout/bundle.ts';

const decoder = new TextDecoder();

/** A view over a bundle (kernel/layout/bundle.ts): rows as u32 fields, text on demand. Copies nothing. */
export class BundleView {
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;

  /** `bytes` must be a bundle as an extractor wrote it; a misaligned one is copied once. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    this.#words = new Uint32Array(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength >>> 2);
    if (this.#words[layout.BH_MAGIC] !== layout.BUNDLE_MAGIC) throw new TypeError('not a bundle');
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Header field, one of BH_*. */
  header(field: number): number {
    return this.#words[field] ?? 0;
  }

  /** The u32 fields of one row; `offset` is a header value of BH_*_OFF, `fields` the row's width. */
  row(offset: number, fields: number, index: number): Uint32Array {
    const start = (offset >>> 2) + index * fields;
    return this.#words.subarray(start, start + fields);
  }

  /** All rows of one kind, each as a view of `fields` u32. */
  *rows(offsetField: number, countField: number, fields: number): Generator<Uint32Array> {
    const offset = this.header(offsetField);
    const count = this.header(countField);
    for (let i = 0; i < count; i++) yield this.row(offset, fields, i);
  }

  maps(): Generator<Uint32Array> {
    return this.rows(layout.BH_MAPS_OFF, layout.BH_MAPS_COUNT, layout.MAP_FIELDS);
  }

  brawlers(): Generator<Uint32Array> {
    return this.rows(layout.BH_BRAWLERS_OFF, layout.BH_BRAWLERS_COUNT, layout.BRAWLER_FIELDS);
  }

  modes(): Generator<Uint32Array> {
    return this.rows(layout.BH_MODES_OFF, layout.BH_MODES_COUNT, layout.MODE_FIELDS);
  }

  events(): Generator<Uint32Array> {
    return this.rows(layout.BH_EVENTS_OFF, layout.BH_EVENTS_COUNT, layout.EVENT_FIELDS);
  }

  tables(): Generator<Uint32Array> {
    return this.rows(layout.BH_TABLES_OFF, layout.BH_TABLES_COUNT, layout.TABLE_FIELDS);
  }

  /** The STAT rows of a TABLE row, as one flat array of STAT_FIELDS u32 each. */
  stats(table: Uint32Array): Uint32Array {
    const first = table[layout.TABLE_FIRST_STAT] ?? 0;
    const count = table[layout.TABLE_STAT_COUNT] ?? 0;
    return this.row(
      this.header(layout.BH_STATS_OFF) + first * layout.STAT_FIELDS * 4,
      layout.STAT_FIELDS * count,
      0,
    );
  }

  /** The TEAM rows of a TABLE row, as one flat array of TEAM_FIELDS u32 each. */
  teams(table: Uint32Array): Uint32Array {
    const first = table[layout.TABLE_FIRST_TEAM] ?? 0;
    const count = table[layout.TABLE_TEAM_COUNT] ?? 0;
    return this.row(
      this.header(layout.BH_TEAMS_OFF) + first * layout.TEAM_FIELDS * 4,
      layout.TEAM_FIELDS * count,
      0,
    );
  }

  /** Text of a string field, given the number of its OFF field; its LEN field follows it. */
  text(row: Uint32Array, offsetField: number): string {
    const offset = row[offsetField] ?? 0;
    const length = row[offsetField + 1] ?? 0;
    return length === 0 ? '' : decoder.decode(this.#bytes.subarray(offset, offset + length));
  }
}
