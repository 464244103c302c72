import type { ArchivedSnapshot } from '../shared/archive.ts';

/** Where snapshots are kept between the collector, which writes, and the edge, which reads. */
export interface SnapshotStore {
  /**
   * The current snapshot; `unchanged` where its hash is `known` (the value is then not transferred), null where
   * there is none yet.
   */
  read(known: string | null): Promise<StoredSnapshot | 'unchanged' | null>;
  write(snapshot: StoredSnapshot): Promise<void>;
}

export interface StoredSnapshot {
  /** content hash, 16 hex digits */
  readonly hash: string;
  /** epoch milliseconds */
  readonly builtAt: number;
  readonly bytes: Uint8Array;
  /** the browser's view of it, packed, gzip (src/shared/view); null where there is none */
  readonly view?: Uint8Array | null;
}

/** Where each day's last snapshot is kept for ARCHIVE_DAYS, and which there are. */
export interface SnapshotArchive {
  /** Keeps a day's snapshot. It is listed as soon as it stands in the index. */
  keep(entry: ArchivedSnapshot, snapshot: Uint8Array): Promise<void>;
  keepIndex(entries: readonly ArchivedSnapshot[]): Promise<void>;
  /** What was listed last; entries may have expired since. */
  index(): Promise<readonly ArchivedSnapshot[]>;
  /** The snapshot of a day (YYYY-MM-DD), or null. */
  read(date: string): Promise<Uint8Array | null>;
}
