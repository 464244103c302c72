import * as layout from '../../../../kernel/layout/snapshot.ts';

/** Tables of a snapshot; each column belongs to one. */
export type TableName =
  | 'mode'
  | 'map'
  | 'mapId'
  | 'brawler'
  | 'event'
  | 'board'
  | 'cell'
  | 'team'
  | 'best'
  | 'pairMode'
  | 'pair'
  | 'matchupMode'
  | 'matchup';

/**
 * What a reader checks about a section, once.
 * - `plain`: any values. `rate`: at most 10,000, or NONE16 where `optional`. `max`: values up to `limit`.
 * - `text`: n + 1 rising offsets into STRINGS. `at`: n + 1 rising positions, from 0 to the number of rows of `target`.
 * - `row`: indexes into `target`, or NONE16 where `optional`. `rising`: strictly rising values.
 * - `blob`: bytes that do not belong to a table. `fields`: n u32 fields, at least `limit`.
 */
export interface SectionSpec {
  id: number;
  width: number;
  kind: 'plain' | 'rate' | 'max' | 'text' | 'at' | 'row' | 'rising' | 'blob' | 'fields';
  table?: TableName;
  target?: TableName;
  optional?: boolean;
  limit?: number;
}

export const SECTIONS: readonly SectionSpec[] = [
  { id: layout.S_STRINGS, width: 1, kind: 'blob' },
  { id: layout.S_META, width: 4, kind: 'fields', limit: layout.META_FIELDS },
  { id: layout.S_MODE_ID, width: 4, kind: 'plain', table: 'mode' },
  { id: layout.S_MODE_NAME, width: 4, kind: 'text', table: 'mode' },
  { id: layout.S_MODE_SLUG, width: 4, kind: 'text', table: 'mode' },
  { id: layout.S_MODE_KEY, width: 4, kind: 'text', table: 'mode' },
  { id: layout.S_MODE_COLOR, width: 4, kind: 'plain', table: 'mode' },
  { id: layout.S_MODE_FLAGS, width: 1, kind: 'plain', table: 'mode' },
  { id: layout.S_MAP_ID, width: 4, kind: 'plain', table: 'map' },
  { id: layout.S_MAP_NAME, width: 4, kind: 'text', table: 'map' },
  { id: layout.S_MAP_SLUG, width: 4, kind: 'text', table: 'map' },
  { id: layout.S_MAP_MODE, width: 2, kind: 'row', table: 'map', target: 'mode' },
  { id: layout.S_MAP_FLAGS, width: 1, kind: 'plain', table: 'map' },
  { id: layout.S_MAP_IDS_AT, width: 4, kind: 'at', table: 'map', target: 'mapId' },
  { id: layout.S_MAP_IDS, width: 4, kind: 'plain', table: 'mapId' },
  { id: layout.S_MAP_BOARDS_AT, width: 4, kind: 'at', table: 'map', target: 'board' },
  { id: layout.S_ALIAS_ID, width: 4, kind: 'rising', table: 'mapId' },
  { id: layout.S_ALIAS_MAP, width: 2, kind: 'row', table: 'mapId', target: 'map' },
  { id: layout.S_BRAWLER_ID, width: 4, kind: 'rising', table: 'brawler' },
  { id: layout.S_BRAWLER_NAME, width: 4, kind: 'text', table: 'brawler' },
  { id: layout.S_BRAWLER_SLUG, width: 4, kind: 'text', table: 'brawler' },
  { id: layout.S_BRAWLER_CLASS, width: 4, kind: 'text', table: 'brawler' },
  { id: layout.S_BRAWLER_RARITY, width: 4, kind: 'text', table: 'brawler' },
  { id: layout.S_BRAWLER_COLOR, width: 4, kind: 'plain', table: 'brawler' },
  { id: layout.S_BRAWLER_FLAGS, width: 1, kind: 'plain', table: 'brawler' },
  { id: layout.S_EVENT_START, width: 4, kind: 'plain', table: 'event' },
  { id: layout.S_EVENT_END, width: 4, kind: 'plain', table: 'event' },
  { id: layout.S_EVENT_MAP, width: 2, kind: 'row', table: 'event', target: 'map', optional: true },
  { id: layout.S_EVENT_SLOT, width: 2, kind: 'plain', table: 'event' },
  { id: layout.S_EVENT_FLAGS, width: 1, kind: 'plain', table: 'event' },
  { id: layout.S_EVENT_MODIFIER, width: 4, kind: 'text', table: 'event' },
  { id: layout.S_BOARD_MAP, width: 2, kind: 'row', table: 'board', target: 'map' },
  { id: layout.S_BOARD_BRACKET, width: 1, kind: 'max', table: 'board', limit: layout.BRACKET_COUNT - 1 },
  { id: layout.S_BOARD_SOURCE, width: 1, kind: 'max', table: 'board', limit: layout.BOARD_SOURCE_BATTLES },
  { id: layout.S_BOARD_FLAGS, width: 1, kind: 'plain', table: 'board' },
  { id: layout.S_BOARD_BATTLES, width: 4, kind: 'plain', table: 'board' },
  { id: layout.S_BOARD_PICKS, width: 4, kind: 'plain', table: 'board' },
  { id: layout.S_BOARD_BASELINE, width: 2, kind: 'rate', table: 'board', optional: true },
  { id: layout.S_BOARD_UPDATED, width: 4, kind: 'plain', table: 'board' },
  { id: layout.S_BOARD_CELLS_AT, width: 4, kind: 'at', table: 'board', target: 'cell' },
  { id: layout.S_BOARD_TEAMS_AT, width: 4, kind: 'at', table: 'board', target: 'team' },
  { id: layout.S_CELL_BRAWLER, width: 2, kind: 'row', table: 'cell', target: 'brawler' },
  { id: layout.S_CELL_GAMES, width: 4, kind: 'plain', table: 'cell' },
  { id: layout.S_CELL_HALF_WINS, width: 4, kind: 'plain', table: 'cell' },
  { id: layout.S_CELL_WIN_RATE, width: 2, kind: 'rate', table: 'cell' },
  { id: layout.S_CELL_ADJUSTED, width: 2, kind: 'rate', table: 'cell' },
  { id: layout.S_CELL_LOW, width: 2, kind: 'rate', table: 'cell', optional: true },
  { id: layout.S_CELL_HIGH, width: 2, kind: 'rate', table: 'cell', optional: true },
  { id: layout.S_CELL_USE_RATE, width: 2, kind: 'rate', table: 'cell' },
  { id: layout.S_CELL_RANK, width: 2, kind: 'plain', table: 'cell' },
  { id: layout.S_CELL_TIER, width: 1, kind: 'plain', table: 'cell' },
  { id: layout.S_TEAM_BRAWLERS, width: 10, kind: 'row', table: 'team', target: 'brawler', optional: true },
  { id: layout.S_TEAM_GAMES, width: 4, kind: 'plain', table: 'team' },
  { id: layout.S_TEAM_HALF_WINS, width: 4, kind: 'plain', table: 'team' },
  { id: layout.S_TEAM_ADJUSTED, width: 2, kind: 'rate', table: 'team' },
  { id: layout.S_TEAM_LOW, width: 2, kind: 'rate', table: 'team' },
  { id: layout.S_TEAM_HIGH, width: 2, kind: 'rate', table: 'team' },
  { id: layout.S_BEST_AT, width: 4, kind: 'at', table: 'brawler', target: 'best' },
  { id: layout.S_BEST_CELL, width: 4, kind: 'row', table: 'best', target: 'cell' },
  { id: layout.S_BEST_BOARD, width: 2, kind: 'row', table: 'best', target: 'board' },
  { id: layout.S_PAIR_MODE, width: 2, kind: 'row', table: 'pairMode', target: 'mode', optional: true },
  { id: layout.S_PAIR_CELLS, width: 1, kind: 'blob' },
  { id: layout.S_PAIR_ERRORS, width: 1, kind: 'blob' },
  { id: layout.S_PAIR_AT, width: 4, kind: 'at', table: 'brawler', target: 'pair' },
  { id: layout.S_PAIR_OTHER, width: 2, kind: 'row', table: 'pair', target: 'brawler' },
  { id: layout.S_PAIR_GAMES, width: 4, kind: 'plain', table: 'pair' },
  { id: layout.S_PAIR_HALF_WINS, width: 4, kind: 'plain', table: 'pair' },
  { id: layout.S_PAIR_EXPECTED, width: 2, kind: 'rate', table: 'pair' },
  { id: layout.S_PAIR_SHIFT, width: 2, kind: 'plain', table: 'pair' },
  { id: layout.S_PAIR_ERROR, width: 2, kind: 'plain', table: 'pair' },
  { id: layout.S_MATCHUP_MODE, width: 2, kind: 'row', table: 'matchupMode', target: 'mode', optional: true },
  { id: layout.S_MATCHUP_CELLS, width: 1, kind: 'blob' },
  { id: layout.S_MATCHUP_ERRORS, width: 1, kind: 'blob' },
  { id: layout.S_MATCHUP_AT, width: 4, kind: 'at', table: 'brawler', target: 'matchup' },
  { id: layout.S_MATCHUP_OTHER, width: 2, kind: 'row', table: 'matchup', target: 'brawler' },
  { id: layout.S_MATCHUP_GAMES, width: 4, kind: 'plain', table: 'matchup' },
  { id: layout.S_MATCHUP_HALF_WINS, width: 4, kind: 'plain', table: 'matchup' },
  { id: layout.S_MATCHUP_EXPECTED, width: 2, kind: 'rate', table: 'matchup' },
  { id: layout.S_MATCHUP_SHIFT, width: 2, kind: 'plain', table: 'matchup' },
  { id: layout.S_MATCHUP_ERROR, width: 2, kind: 'plain', table: 'matchup' },
  { id: layout.S_TRENDS, width: 1, kind: 'blob' },
  { id: layout.S_SEARCH, width: 1, kind: 'blob' },
];
