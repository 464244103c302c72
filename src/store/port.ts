import type { ArchivedSnapshot } from '../shared/archive.ts';

/** Where snapshots are kept between the collector, which writes, and the edge, which reads. */
export interface SnapshotStore extends SnapshotSource, SnapshotSink {}

/** What the edge needs of it. */
export interface SnapshotSource {
  /**
   * The current snapshot; `unchanged` where its hash is `known` (the value is then not transferred), null where
   * there is none yet.
   */
  read(known: string | null): Promise<StoredSnapshot | 'unchanged' | null>;
  /** The current snapshot as it arrives, for who has none: its first answers before the rest. Null where there is none yet. */
  begin(): Promise<ArrivingSnapshot | null>;
}

/** What the collector needs of it. */
export interface SnapshotSink {
  write(snapshot: StoredSnapshot): Promise<void>;
}

export interface StoredSnapshot {
  /** content hash, 16 hex digits */
  readonly hash: string;
  /** epoch milliseconds */
  readonly builtAt: number;
  readonly bytes: Uint8Array;
  /** its answers for the maps that were on when it was published (src/shared/first.ts); null where none were made */
  readonly first?: Uint8Array | null;
  /** the browser's view of it, packed, gzip (src/shared/view); null where there is none */
  readonly view?: Uint8Array | null;
}

/** A snapshot of which the front has come. */
export interface ArrivingSnapshot {
  /** answers that stood in front of it (src/shared/first.ts); null where there are none */
  readonly first: Uint8Array | null;
  /** waits for the rest; to be called once */
  rest(): Promise<StoredSnapshot>;
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
