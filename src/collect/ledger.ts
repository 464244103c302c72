import { bufferOf } from '../shared/bytes.ts';
import { type Fingerprint, signature as signatureOf } from '../upstream/site-wide.ts';
import {
  type KeptList,
  type KeptListState,
  LIST_NAMES,
  type ListState,
  type MapPlan,
  type MapState,
  PRIORITY_LIVE,
  ROTATION,
} from './facts.ts';
import { SCHEMA, type SqlValue, type Storage } from './schema.ts';

export type { Storage };

/** The collector's memory: every fact that must survive a restart, one method a statement. */
export class Ledger {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
    for (const statement of SCHEMA) storage.sql.exec(statement);
    for (const name of [...LIST_NAMES, ROTATION])
      storage.sql.exec('INSERT OR IGNORE INTO list (name) VALUES (?)', name);
  }

  /** All or nothing: what is killed half-way leaves no trace. */
  atomically<T>(work: () => T): T {
    return this.#storage.transactionSync(work);
  }

  #allLists(): KeptListState[] {
    return this.#rows<{
      name: string;
      etag: string | null;
      good_at: number;
      tried_at: number;
      failures: number;
      error: string | null;
      rows: number;
    }>('SELECT name, etag, good_at, tried_at, failures, error, rows FROM list').map((row) => ({
      name: row.name as KeptList,
      etag: row.etag,
      goodAt: row.good_at,
      triedAt: row.tried_at,
      failures: row.failures,
      error: row.error,
      rows: row.rows,
    }));
  }

  /** BrawlAPI's lists. */
  lists(): ListState[] {
    return this.#allLists().filter((list): list is ListState => list.name !== ROTATION);
  }

  /** The official API's rotation. */
  rotation(): KeptListState {
    return this.#allLists().find((list) => list.name === ROTATION) as KeptListState;
  }

  listBundle(name: KeptList): Uint8Array | null {
    const [row] = this.#rows<{ bundle: ArrayBuffer | null }>('SELECT bundle FROM list WHERE name = ?', name);
    return row?.bundle ? new Uint8Array(row.bundle) : null;
  }

  keepList(name: KeptList, bundle: Uint8Array, etag: string | null, rows: number, now: number): void {
    this.#run(
      'UPDATE list SET bundle = ?, etag = ?, rows = ?, good_at = ?, tried_at = ?, failures = 0, error = NULL WHERE name = ?',
      bufferOf(bundle),
      etag,
      rows,
      now,
      now,
      name,
    );
  }

  /** A good answer that says what is known; `etag` where it brought another one for the same bytes. */
  listUnchanged(name: KeptList, etag: string | null, now: number): void {
    this.#run(
      `UPDATE list SET etag = COALESCE(?1, etag), good_at = ?2, tried_at = ?2, failures = 0, error = NULL
       WHERE name = ?3`,
      etag,
      now,
      name,
    );
  }

  listFailed(name: KeptList, error: string, now: number): void {
    this.#run(
      'UPDATE list SET tried_at = ?, failures = failures + 1, error = ? WHERE name = ?',
      now,
      error,
      name,
    );
  }

  /** Nothing was sent, so nothing was tried: `error` only where there is no better reason. */
  listHeld(name: KeptList, error: string): void {
    this.#run(
      'UPDATE list SET failures = failures + 1, error = COALESCE(error, ?) WHERE name = ?',
      error,
      name,
    );
  }

  /** How urgently each known map is asked for, by map id. */
  priorities(): Map<number, number> {
    const rows = this.#rows<{ map_id: number; priority: number }>('SELECT map_id, priority FROM map_table');
    return new Map(rows.map((row) => [row.map_id, row.priority]));
  }

  /** Plans maps: a new one is asked for at `dueAt`, a known one with statistics no later. One statement, however many. */
  planMaps(plans: readonly MapPlan[]): void {
    this.#run(
      `INSERT INTO map_table (map_id, priority, due_at)
       SELECT value ->> 'mapId', value ->> 'priority', value ->> 'dueAt' FROM json_each(?) WHERE true
       ON CONFLICT (map_id) DO UPDATE SET
         priority = excluded.priority, due_at = iif(misses > 0, due_at, min(due_at, excluded.due_at))`,
      JSON.stringify(plans),
    );
  }

  isMapDue(now: number): boolean {
    return this.#rows('SELECT 1 FROM map_table WHERE due_at <= ? LIMIT 1', now).length > 0;
  }

  dueMaps(now: number, limit: number): { mapId: number; etag: string | null }[] {
    return this.#rows<{ map_id: number; etag: string | null }>(
      'SELECT map_id, etag FROM map_table WHERE due_at <= ? ORDER BY priority, due_at, map_id LIMIT ?',
      now,
      limit,
    ).map((row) => ({ mapId: row.map_id, etag: row.etag }));
  }

  mapState(mapId: number): MapState | null {
    const [row] = this.#rows<{
      priority: number;
      due_at: number;
      misses: number;
      bundle: ArrayBuffer | null;
    }>('SELECT priority, due_at, misses, bundle FROM map_table WHERE map_id = ?', mapId);
    if (row === undefined) return null;
    return {
      priority: row.priority,
      dueAt: row.due_at,
      misses: row.misses,
      bundle: row.bundle ? new Uint8Array(row.bundle) : null,
    };
  }

  keepMapTable(
    mapId: number,
    bundle: Uint8Array,
    rows: Uint32Array,
    etag: string | null,
    now: number,
    dueAt: number,
  ): void {
    const signature = signatureOf(rows);
    this.#run(
      `INSERT INTO map_table (map_id, priority, due_at, bundle, signature, etag, good_at) VALUES (?1, ${PRIORITY_LIVE}, ?6, ?2, ?3, ?4, ?5)
       ON CONFLICT (map_id) DO UPDATE SET bundle = ?2, signature = ?3, etag = ?4, good_at = ?5, misses = 0, due_at = ?6`,
      mapId,
      bufferOf(bundle),
      bufferOf(new Uint8Array(signature.buffer, signature.byteOffset, signature.byteLength)),
      etag,
      now,
      dueAt,
    );
  }

  mapUnchanged(mapId: number, now: number, dueAt: number): void {
    this.#run('UPDATE map_table SET good_at = ?, due_at = ?, misses = 0 WHERE map_id = ?', now, dueAt, mapId);
  }

  mapMissed(mapId: number, dueAt: number): void {
    this.#run('UPDATE map_table SET misses = misses + 1, due_at = ? WHERE map_id = ?', dueAt, mapId);
  }

  postponeMap(mapId: number, dueAt: number): void {
    this.#run('UPDATE map_table SET due_at = ? WHERE map_id = ?', dueAt, mapId);
  }

  postponeAllDue(now: number, dueAt: number): void {
    this.#run('UPDATE map_table SET due_at = ? WHERE due_at <= ?', dueAt, now);
  }

  /** How many maps have statistics, how many were asked for in vain, and when statistics last came. Reads every row. */
  tableCounts(): { tables: number; missed: number; goodAt: number } {
    const [row] = this.#rows<{ tables: number; missed: number | null; good_at: number | null }>(
      'SELECT COUNT(bundle) AS tables, SUM(misses > 0) AS missed, MAX(good_at) AS good_at FROM map_table',
    );
    return { tables: row?.tables ?? 0, missed: row?.missed ?? 0, goodAt: row?.good_at ?? 0 };
  }

  mapTables(): { mapId: number; bundle: Uint8Array; signature: Uint32Array }[] {
    return this.#rows<{ map_id: number; bundle: ArrayBuffer; signature: ArrayBuffer }>(
      'SELECT map_id, bundle, signature FROM map_table WHERE bundle IS NOT NULL ORDER BY map_id',
    ).map((row) => ({
      mapId: row.map_id,
      bundle: new Uint8Array(row.bundle),
      signature: new Uint32Array(row.signature),
    }));
  }

  fingerprints(): Fingerprint[] {
    return this.#rows<{ signature: ArrayBuffer; rows: ArrayBuffer; last_seen: number }>(
      'SELECT signature, rows, last_seen FROM fingerprint ORDER BY rank',
    ).map((row) => ({
      signature: new Uint32Array(row.signature),
      rows: new Uint32Array(row.rows),
      lastSeen: row.last_seen,
    }));
  }

  keepFingerprints(fingerprints: readonly Fingerprint[]): void {
    this.#run('DELETE FROM fingerprint');
    fingerprints.forEach(({ signature, rows, lastSeen }, rank) => {
      this.#run(
        'INSERT INTO fingerprint (rank, signature, rows, last_seen) VALUES (?, ?, ?, ?)',
        rank,
        bufferOf(new Uint8Array(signature.buffer, signature.byteOffset, signature.byteLength)),
        bufferOf(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)),
        lastSeen,
      );
    });
  }

  /** A small value of JSON kept under a name, or null. */
  note<T>(key: string): T | null {
    const [row] = this.#rows<{ value: string }>('SELECT value FROM note WHERE key = ?', key);
    return row === undefined ? null : (JSON.parse(row.value) as T);
  }

  keepNote(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    this.#run(
      'INSERT INTO note (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2 WHERE value <> ?2',
      key,
      text,
    );
  }

  #run(query: string, ...bindings: SqlValue[]): void {
    this.#storage.sql.exec(query, ...bindings);
  }

  #rows<Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]): Row[] {
    return this.#storage.sql.exec<Row>(query, ...bindings).toArray();
  }
}
