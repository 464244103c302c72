/** What of Durable Object storage is used. */
export interface Storage {
  readonly sql: Sql;
  transactionSync<T>(work: () => T): T;
}

export interface Sql {
  exec<Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]): { toArray(): Row[] };
}

export type SqlValue = string | number | null | ArrayBuffer;

/** docs/storage.md describes each table. */
export const SCHEMA: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS list (
    name TEXT PRIMARY KEY, bundle BLOB, etag TEXT, good_at INTEGER NOT NULL DEFAULT 0, tried_at INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, error TEXT, rows INTEGER NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE IF NOT EXISTS map_table (
    map_id INTEGER PRIMARY KEY, priority INTEGER NOT NULL, due_at INTEGER NOT NULL, misses INTEGER NOT NULL DEFAULT 0,
    bundle BLOB, signature BLOB, etag TEXT, good_at INTEGER NOT NULL DEFAULT 0
  )`,
  'CREATE INDEX IF NOT EXISTS map_table_due ON map_table (due_at)',
  `CREATE TABLE IF NOT EXISTS fingerprint (
    rank INTEGER PRIMARY KEY, signature BLOB NOT NULL, rows BLOB NOT NULL, last_seen INTEGER NOT NULL
  )`,
  'CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT NOT NULL)',
];
