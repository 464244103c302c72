import { bufferOf } from '../shared/bytes.ts';
import type { Storage } from './schema.ts';

/** A value in a Durable Object's SQLite takes 2 MB; a snapshot may have 16. */
const PART_BYTES = 1_900_000;

/** docs/storage.md describes it. */
const SCHEMA = `CREATE TABLE IF NOT EXISTS shelf (
  slot TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (slot, part)
) WITHOUT ROWID`;

type Slot = 'current' | 'day';

/**
 * Two snapshots that the writer keeps at hand: the current one, and a day's last one until it stands in the archive. KV
 * could not be asked for them: what it answers may be a minute old.
 */
export class Shelf {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
    storage.sql.exec(SCHEMA);
  }

  /** What was published last, or null. */
  current(): Uint8Array<ArrayBuffer> | null {
    return this.#read('current');
  }

  /** The day's last snapshot that is to be archived, or null. */
  day(): Uint8Array<ArrayBuffer> | null {
    return this.#read('day');
  }

  /** Puts a snapshot in the place of the current one. To be called within a transaction. */
  put(snapshot: Uint8Array): void {
    const parts = Math.ceil(snapshot.length / PART_BYTES);
    this.#storage.sql.exec("DELETE FROM shelf WHERE slot = 'current' AND part >= ?", parts);
    for (let part = 0; part < parts; part += 1) {
      this.#storage.sql.exec(
        `INSERT INTO shelf (slot, part, bytes) VALUES ('current', ?1, ?2)
         ON CONFLICT (slot, part) DO UPDATE SET bytes = ?2`,
        part,
        bufferOf(snapshot.subarray(part * PART_BYTES, (part + 1) * PART_BYTES)),
      );
    }
  }

  /** Sets the current snapshot aside for the archive. To be called within a transaction. */
  setAside(): void {
    this.dropDay();
    this.#storage.sql.exec("UPDATE shelf SET slot = 'day' WHERE slot = 'current'");
  }

  dropDay(): void {
    this.#storage.sql.exec("DELETE FROM shelf WHERE slot = 'day'");
  }

  #read(slot: Slot): Uint8Array<ArrayBuffer> | null {
    const rows = this.#storage.sql
      .exec<{ bytes: ArrayBuffer }>('SELECT bytes FROM shelf WHERE slot = ? ORDER BY part', slot)
      .toArray();
    if (rows.length === 0) return null;
    const out = new Uint8Array(rows.reduce((length, { bytes }) => length + bytes.byteLength, 0));
    let at = 0;
    for (const { bytes } of rows) {
      out.set(new Uint8Array(bytes), at);
      at += bytes.byteLength;
    }
    return out;
  }
}
