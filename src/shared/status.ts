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
  /** null where no battles are collected */
  readonly collecting: Collecting | null;
}
