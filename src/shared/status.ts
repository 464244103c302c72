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

/** What the collector tells of itself to whoever asks. */
export interface CollectorStatus {
  readonly sources: readonly SourceHealth[];
  readonly published: Published | null;
  /** what keeps it from its work, if its last steps failed for a reason of our own; null otherwise */
  readonly trouble: string | null;
}
