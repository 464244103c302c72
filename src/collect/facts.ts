/** What the ledger knows, in the collector's own words. Times are epoch ms, 0 for never. */

export const LIST_NAMES = ['maps', 'brawlers', 'modes', 'events'] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** The official API's rotation is kept like BrawlAPI's lists, but goes its own way. */
export const ROTATION = 'rotation';
export type KeptList = ListName | typeof ROTATION;

/** One of the upstream's lists. */
export interface ListState extends KeptListState {
  readonly name: ListName;
}

export interface KeptListState {
  readonly name: KeptList;
  readonly etag: string | null;
  readonly goodAt: number;
  /** when it was last really asked for */
  readonly triedAt: number;
  /** in a row */
  readonly failures: number;
  readonly error: string | null;
  readonly rows: number;
}

/** A map's statistics. */
export interface MapState {
  readonly priority: number;
  /** epoch ms */
  readonly dueAt: number;
  /** answers without statistics in a row */
  readonly misses: number;
  readonly bundle: Uint8Array | null;
}

export interface MapPlan {
  readonly mapId: number;
  readonly priority: number;
  /** epoch ms */
  readonly dueAt: number;
}

/** How urgently a map's statistics are asked for: what is live first. */
export const PRIORITY_LIVE = 0;
export const PRIORITY_ENABLED = 1;
export const PRIORITY_DISABLED = 2;
