/** docs/storage.md describes each table. */
export const BATTLE_SCHEMA: readonly string[] = [
  'CREATE TABLE IF NOT EXISTS seen (seq INTEGER PRIMARY KEY, newest INTEGER NOT NULL, keys BLOB NOT NULL)',
  'CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, tally BLOB NOT NULL)',
  'CREATE TABLE IF NOT EXISTS book (unit INTEGER PRIMARY KEY, seq INTEGER NOT NULL, tally BLOB NOT NULL)',
  'CREATE TABLE IF NOT EXISTS frontier (slice INTEGER PRIMARY KEY, players BLOB NOT NULL)',
];
