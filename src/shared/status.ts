import type { SourceName, SourceStatus } from './sources.ts';

/** How a source does, as /health tells it. */
export interface SourceHealth {
  readonly name: SourceName;
  readonly status: SourceStatus;
  /** epoch ms of the last good answer, null where there was none */
  readonly goodAt: number | null;
  readonly rows: number;
  /** what went wrong last, where something did; holds no secret and no upstream text */
  readonly detail: string | null;
}

/** What was published last. */
export interface Published {
  readonly hash: string;
  /** epoch ms */
  readonly at: number;
  /** epoch ms: when it was built, which for one that was pushed or followed is earlier; absent in notes of old */
  readonly builtAt?: number;
  /** of the snapshot's format; absent in notes of old */
  readonly version?: number;
}

/** How a collector's pushes to its edge do. */
export interface PushHealth {
  /** content hash of the last snapshot that the edge has acknowledged */
  readonly acknowledged: string | null;
  /** epoch ms of that */
  readonly at: number | null;
  /** in a row */
  readonly failures: number;
  /** what went wrong last; our own words */
  readonly detail: string | null;
}

/** How the archive does. */
export interface ArchiveHealth {
  /** days that are kept */
  readonly days: number;
  /** YYYY-MM-DD of the newest one */
  readonly newest: string | null;
  /** a day's snapshot that still has to be written */
  readonly pending: string | null;
  readonly detail: string | null;
}

/** How collecting battles goes. */
export interface Collecting {
  /** players known, of these ever polled, and those to be polled now */
  readonly players: number;
  readonly polled: number;
  readonly due: number;
  /** battle logs read, entries in them, battles counted, since the state was begun */
  readonly logs: number;
  readonly entries: number;
  readonly battles: number;
  /** battles that left the logs of known players unseen: an estimate */
  readonly missed: number;
  /** epoch ms: earlier battles are not taken */
  readonly floor: number;
}

/** What the collector tells of itself to whoever asks. */
export interface CollectorStatus {
  readonly sources: readonly SourceHealth[];
  readonly published: Published | null;
  /** what keeps it from its work, if its last steps failed for a reason of our own; null otherwise */
  readonly trouble: string | null;
  /** absent where no battles are collected, or none have been asked for yet */
  readonly collecting?: Collecting;
  /** absent where nothing is pushed */
  readonly push?: PushHealth;
  /** absent where it could not be asked for */
  readonly archive?: ArchiveHealth;
}
