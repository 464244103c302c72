/** Part of every ETag: to be raised when an answer's form changes while the data doesn't. */
export const ANSWER_FORM = '1';

/** Names on the wire: what the API calls the small integers of a snapshot, in their order. */
export const DATA_NAMES = ['live', 'demo', 'replay'] as const;
export type DataName = (typeof DATA_NAMES)[number];

export const BRACKET_NAMES = ['all', 'ladder', 'ladder-1000', 'ranked', 'ranked-mythic'] as const;
export type BracketName = (typeof BRACKET_NAMES)[number];

export const TIER_NAMES = [null, 'S', 'A', 'B', 'C', 'D'] as const;

export const TREND_NAMES = [null, 'rising', 'falling'] as const;

export const BOARD_SOURCE_NAMES = [null, 'brawlapi', 'battles'] as const;

export const MATCH_NAMES = ['exact', 'prefix', 'word', 'acronym', 'substring', 'typo'] as const;

/** Orders of a map's rows. All but `rank` and `name` put the largest first. */
export const SORT_NAMES = ['rank', 'winRate', 'adjustedWinRate', 'lift', 'games', 'useRate', 'name'] as const;
export type SortName = (typeof SORT_NAMES)[number];

/** Why a map has no rows to show. */
export const NOTICES = {
  'no-statistics': 'No source has statistics for this map and bracket.',
  'site-wide':
    "The source served its site-wide table in place of this map's statistics: there is no data for this map.",
  'no-counts': 'The source gives no counts, so no row is known to reach the minimum of games.',
} as const;

/** What a draft rests on where the map has no ranking of its own in the bracket. */
export const DRAFT_NOTICES = {
  bracket: 'There are no statistics for this map in this bracket: those of all battles are used.',
  mode: "There are no statistics for this map: the mode's other maps are used.",
  'no-statistics': 'No source has statistics for this map or its mode.',
} as const;

export interface MapOptions {
  /** index into BRACKET_NAMES */
  bracket: number;
  /** rows with fewer games are left out; rows without counts too, where it is over 0 */
  min: number;
  /** at most this many rows, 0 for all */
  limit: number;
  /** index into SORT_NAMES */
  sort: number;
}
