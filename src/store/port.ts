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
}
