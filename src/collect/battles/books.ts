/** What is kept of battles, one method a statement: docs/decisions/0009-counting.md, docs/storage.md. */
import { COUNT_KINDS } from '../../../kernel/layout/tally.ts';
import { bufferOf } from '../../shared/bytes.ts';
import { splitTally, type TallyUnit } from '../../shared/tally.ts';
import type { SqlValue, Storage } from '../schema.ts';
import { BATTLE_SCHEMA } from './schema.ts';

/** A unit: everything of one kind that was counted of one day. */
export interface Unit {
  /** days since 1970-01-01 UTC */
  readonly day: number;
  /** one of COUNT_* */
  readonly kind: number;
}

export interface Book extends Unit {
  /** number of the last journal row that it contains */
  readonly seq: number;
  readonly tally: Uint8Array;
}

/** What a step counted. */
export interface JournalRow {
  readonly seq: number;
  /** bytes of its tally */
  readonly size: number;
  readonly units: readonly TallyUnit[];
}

/** A row of the journal, of the tally that a step counted. */
export function journalRow(seq: number, tally: Uint8Array): JournalRow {
  return { seq, size: tally.length, units: splitTally(tally) };
}

export interface Slice {
  readonly slice: number;
  readonly bytes: Uint8Array;
}

/** Keys take so much, and then those of the oldest steps go, and with them what may still be counted of their time. */
export interface SeenRow {
  readonly seq: number;
  /** epoch seconds of the newest battle in it */
  readonly newest: number;
  /** bytes of its keys */
  readonly size: number;
}

/** Series that are whole. */
export interface SeriesRow {
  /** their last day, since 1970-01-01 UTC */
  readonly today: number;
  /** battles counted when they were begun */
  readonly counted: number;
  /** epoch ms at which they were begun */
  readonly at: number;
  /** kernel/layout/series.ts */
  readonly bytes: Uint8Array;
}

/** After every day that a time in u32 seconds may lie in. */
const LAST_DAY = 50_000;

export class Books {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
    for (const statement of BATTLE_SCHEMA) storage.sql.exec(statement);
  }

  /** Number of the newest journal row there ever was, 0 for none: seen rows outlive journal rows. */
  lastSeq(): number {
    const [row] = this.#rows<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM seen');
    const [journal] = this.#rows<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM journal');
    const [book] = this.#rows<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM book');
    return Math.max(row?.seq ?? 0, journal?.seq ?? 0, book?.seq ?? 0);
  }

  keepSeen(seq: number, newest: number, keys: Uint8Array): void {
    this.#run('INSERT INTO seen (seq, newest, keys) VALUES (?, ?, ?)', seq, newest, bufferOf(keys));
  }

  seenKeys(): Uint8Array[] {
    return this.#rows<{ keys: ArrayBuffer }>('SELECT keys FROM seen').map((row) => new Uint8Array(row.keys));
  }

  /** Bytes of all keys, and the step that met none newer than this (epoch seconds); null for no keys. */
  seenExtent(): { readonly size: number; readonly oldest: number | null } {
    const [row] = this.#rows<{ size: number | null; oldest: number | null }>(
      'SELECT SUM(length(keys)) AS size, MIN(newest) AS oldest FROM seen',
    );
    return { size: row?.size ?? 0, oldest: row?.oldest ?? null };
  }

  /** Oldest first. */
  seenRows(): SeenRow[] {
    return this.#rows<{ seq: number; newest: number; size: number }>(
      'SELECT seq, newest, length(keys) AS size FROM seen ORDER BY newest, seq',
    );
  }

  /** Forgets the keys of all steps whose battles are all before `floor` (epoch seconds). */
  dropSeen(floor: number): void {
    this.#run('DELETE FROM seen WHERE newest < ?', floor);
  }

  appendJournal(seq: number, tally: Uint8Array): void {
    this.#run('INSERT INTO journal (seq, tally) VALUES (?, ?)', seq, bufferOf(tally));
  }

  /** All rows, in their order. */
  journal(): JournalRow[] {
    return this.#rows<{ seq: number; tally: ArrayBuffer }>('SELECT seq, tally FROM journal ORDER BY seq').map(
      (row) => journalRow(row.seq, new Uint8Array(row.tally)),
    );
  }

  dropJournal(seq: number): void {
    this.#run('DELETE FROM journal WHERE seq <= ?', seq);
  }

  /** How far each unit's book goes, by unitNumber(). */
  bookSeqs(): Map<number, number> {
    const rows = this.#rows<{ unit: number; seq: number }>('SELECT unit, seq FROM book');
    return new Map(rows.map((row) => [row.unit, row.seq]));
  }

  book(unit: Unit): Book | null {
    const [row] = this.#rows<{ seq: number; tally: ArrayBuffer }>(
      'SELECT seq, tally FROM book WHERE unit = ?',
      unitNumber(unit),
    );
    return row === undefined ? null : { ...unit, seq: row.seq, tally: new Uint8Array(row.tally) };
  }

  /** The books of a kind of the days from `first` on and before `end`, in their order. */
  booksOf(kind: number, first = 0, end = LAST_DAY): Book[] {
    return this.#rows<{ unit: number; seq: number; tally: ArrayBuffer }>(
      `SELECT unit, seq, tally FROM book WHERE unit >= ? AND unit < ? AND unit % ${COUNT_KINDS} = ? ORDER BY unit`,
      first * COUNT_KINDS,
      end * COUNT_KINDS,
      kind,
    ).map((row) => ({
      day: Math.floor(row.unit / COUNT_KINDS),
      kind,
      seq: row.seq,
      tally: new Uint8Array(row.tally),
    }));
  }

  keepBook({ seq, tally, ...unit }: Book): void {
    this.#run(
      'INSERT INTO book (unit, seq, tally) VALUES (?1, ?2, ?3) ON CONFLICT (unit) DO UPDATE SET seq = ?2, tally = ?3',
      unitNumber(unit),
      seq,
      bufferOf(tally),
    );
  }

  /** Drops the books of days before `day`. */
  dropBooks(day: number): void {
    this.#run('DELETE FROM book WHERE unit < ?', day * COUNT_KINDS);
  }

  slices(): Slice[] {
    return this.#rows<{ slice: number; players: ArrayBuffer }>('SELECT slice, players FROM frontier').map(
      (row) => ({ slice: row.slice, bytes: new Uint8Array(row.players) }),
    );
  }

  keepSlice({ slice, bytes }: Slice): void {
    this.#run(
      'INSERT INTO frontier (slice, players) VALUES (?1, ?2) ON CONFLICT (slice) DO UPDATE SET players = ?2',
      slice,
      bufferOf(bytes),
    );
  }

  /** The series that were made last. */
  series(): SeriesRow | null {
    const [row] = this.#rows<{ today: number; counted: number; at: number; bytes: ArrayBuffer }>(
      'SELECT today, counted, at, bytes FROM series',
    );
    return row === undefined ? null : { ...row, bytes: new Uint8Array(row.bytes) };
  }

  keepSeries({ today, counted, at, bytes }: SeriesRow): void {
    this.#run(
      'INSERT INTO series (id, today, counted, at, bytes) VALUES (0, ?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET today = ?1, counted = ?2, at = ?3, bytes = ?4',
      today,
      counted,
      at,
      bufferOf(bytes),
    );
  }

  #run(query: string, ...bindings: SqlValue[]): void {
    this.#storage.sql.exec(query, ...bindings);
  }

  #rows<Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]): Row[] {
    return this.#storage.sql.exec<Row>(query, ...bindings).toArray();
  }
}

/** Units in the order of their days: a day's kinds side by side. */
export function unitNumber({ day, kind }: Unit): number {
  return day * COUNT_KINDS + kind;
}
