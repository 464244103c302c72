/** What the collector follows, by index: the sources of /health and of a snapshot's source rows. */
export const SOURCE_NAMES = [
  'brawlapi/maps',
  'brawlapi/brawlers',
  'brawlapi/modes',
  'brawlapi/events',
  'brawlapi/statistics',
  'official/battles',
  'official/rotation',
  'push',
  'follow',
] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** `unavailable`: it never delivered; `stale`: it did, but doesn't now, and its last good data is used on. */
export const SOURCE_STATUS_NAMES = ['unavailable', 'ok', 'stale'] as const;
export type SourceStatus = (typeof SOURCE_STATUS_NAMES)[number];
