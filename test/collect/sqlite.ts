/**
 * Durable Object storage over node:sqlite, as far as the collector uses it. As strict as the platform where the
 * platform is strict, and it counts what the platform bills.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlValue, Storage } from '../../src/collect/schema.ts';
import { bufferOf } from '../../src/shared/bytes.ts';

/** A value in a Durable Object's SQLite takes 2 MB, a statement 100 KB, and 100 bindings. */
const MAX_VALUE_BYTES = 2_000_000;
const MAX_STATEMENT_BYTES = 100_000;
const MAX_BINDINGS = 100;

/** Rows as the platform bills them, or more, never fewer: an index's row counts like a table's. */
export interface Meter {
  statements: number;
  rowsWritten: number;
  rowsRead: number;
}

export interface TestStorage extends Storage {
  readonly meter: Meter;
  /** Ends it; an open transaction is rolled back. */
  close(): void;
}

export interface TestStorageOptions {
  /** ":memory:" where absent */
  readonly file?: string;
  /** Whether rows read are counted, which takes as long as the rest. */
  readonly meterReads?: boolean;
  /** Whether a file survives the end of the process in the middle of a statement; slower. */
  readonly survives?: boolean;
  /** Called before each statement; what it throws, the statement throws. */
  readonly beforeStatement?: () => void;
}

/** Opens the storage; what a file of an earlier life holds is there again. */
export function openStorage({
  file = ':memory:',
  meterReads = false,
  survives = false,
  beforeStatement = () => {},
}: TestStorageOptions = {}): TestStorage {
  const db = new DatabaseSync(file);
  // No test pulls the plug of the machine: only of the process, and of that only where it says so.
  db.exec(`PRAGMA synchronous = OFF; PRAGMA journal_mode = ${survives ? 'DELETE' : 'MEMORY'}`);
  const meter: Meter = { statements: 0, rowsWritten: 0, rowsRead: 0 };
  const statements = new Map<string, MeteredStatement>();
  let depth = 0;

  function statement(query: string): MeteredStatement {
    const known = statements.get(query);
    if (known !== undefined) return known;
    const made = prepare(db, query, meterReads);
    statements.set(query, made);
    return made;
  }

  function transactionSync<T>(work: () => T): T {
    const name = `nested_${depth}`;
    beforeStatement();
    db.exec(`SAVEPOINT ${name}`);
    depth += 1;
    try {
      const result = work();
      beforeStatement();
      db.exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      if (db.isOpen) db.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      depth -= 1;
    }
  }

  return {
    meter,
    transactionSync,
    sql: {
      exec<Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]) {
        beforeStatement();
        checkLimits(query, bindings);
        meter.statements += 1;
        const rows = statement(query).run(bindings.map(toSqlite), meter) as Row[];
        return { toArray: () => rows };
      },
    },
    close: () => db.close(),
  };
}

function checkLimits(query: string, bindings: readonly SqlValue[]): void {
  if (query.length > MAX_STATEMENT_BYTES) throw new Error('SQLITE_TOOBIG: statement too long');
  if (bindings.length > MAX_BINDINGS) throw new Error('too many SQL variables');
  for (const value of bindings) {
    const size =
      typeof value === 'string' ? value.length : value instanceof ArrayBuffer ? value.byteLength : 8;
    if (size > MAX_VALUE_BYTES) throw new Error('SQLITE_TOOBIG: string or blob too big');
  }
}

type SqliteValue = string | number | null | Uint8Array;

interface MeteredStatement {
  run(bindings: readonly SqliteValue[], meter: Meter): unknown[];
}

function toSqlite(value: SqlValue): SqliteValue {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : value;
}

function fromSqlite(row: Record<string, unknown>): object {
  for (const key in row) {
    const value = row[key];
    if (value instanceof Uint8Array) row[key] = bufferOf(value);
  }
  return row;
}

function prepare(db: DatabaseSync, query: string, meterReads: boolean): MeteredStatement {
  const prepared = db.prepare(query);
  if (/^\s*SELECT/i.test(query)) {
    return meterReads
      ? meteredSelect(db, query, prepared)
      : { run: (bindings) => prepared.all(...bindings).map(fromSqlite) };
  }
  const billed = rowsBilled(db, query);
  return {
    run(bindings, meter) {
      const { changes } = prepared.run(...bindings);
      meter.rowsWritten += Number(changes) * billed;
      meter.rowsRead += Number(changes);
      return [];
    },
  };
}

/** Rows billed a changed row: its own, and those of the indexes that the statement may touch. 0 for a schema's. */
function rowsBilled(db: DatabaseSync, query: string): number {
  const [, verb, table] =
    /^\s*(INSERT|UPDATE|DELETE)\b(?: OR \w+)?(?: INTO| FROM)?\s+(\w+)/i.exec(query) ?? [];
  if (verb === undefined || table === undefined) return 0;
  const indexes = db.prepare(`PRAGMA index_list(${table})`).all() as { name: string }[];
  const touched = indexes.filter(({ name }) => {
    const columns = db.prepare(`PRAGMA index_info(${name})`).all() as { name: string }[];
    return verb.toUpperCase() !== 'UPDATE' || columns.some((column) => query.includes(`${column.name} = `));
  });
  return 1 + touched.length;
}

function meteredSelect(db: DatabaseSync, query: string, prepared: StatementSync): MeteredStatement {
  const plan = (db.prepare(`EXPLAIN QUERY PLAN ${query}`).all() as { detail: string }[])
    .map(({ detail }) => detail)
    .join('; ');
  const [, scanned] = /SCAN (\w+)/.exec(plan) ?? [];
  const size = scanned === undefined ? null : db.prepare(`SELECT COUNT(*) AS rows FROM ${scanned}`);
  // Rows are sorted before the limit applies: all of them are read.
  const unlimited = plan.includes('TEMP B-TREE')
    ? db.prepare(query.replace(/ LIMIT \?\s*$/, ' LIMIT max(?, 1000000000)'))
    : null;
  return {
    run(bindings, meter) {
      const rows = prepared.all(...bindings);
      // Once in the index and once in the table.
      if (size !== null) meter.rowsRead += (size.get() as { rows: number }).rows;
      else meter.rowsRead += 2 * (unlimited === null ? rows : unlimited.all(...bindings)).length;
      return rows.map(fromSqlite);
    },
  };
}
