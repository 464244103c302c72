import { MAX_BOARDS } from '../../../../kernel/layout/build.ts';
import * as bundle from '../../../../kernel/layout/bundle.ts';
import {
  BOARD_FLAG_SITE_WIDE,
  BOARD_SOURCE_BATTLES,
  BOARD_SOURCE_BRAWLAPI,
  BRACKET_ALL,
} from '../../../../kernel/layout/snapshot.ts';
import type { BundleView } from '../../../shared/bundle.ts';
import { type RankedRow, type RateRow, rankRows } from '../stats/rank.ts';
import { compareLists, type RankedTeam, rankTeams, type TeamRow } from '../stats/teams.ts';
import type { Catalogue } from './catalogue.ts';
import { type CountedBoard, countedBoards } from './counted.ts';
import type { SumsView } from './sums.ts';

/** What one source says about a (map, bracket). */
export interface Board {
  /** row of the maps */
  map: number;
  bracket: number;
  source: number;
  flags: number;
  battles: number | null;
  /** sum of games, null without counts */
  picks: number | null;
  /** percent, null without rows */
  baseline: number | null;
  /** epoch seconds, 0 where the source doesn't say */
  updated: number;
  cells: RankedRow[];
  teams: RankedTeam[];
}

interface Table {
  view: BundleView;
  row: Uint32Array;
}

/** Rates arrive in 1/10,000 of a percent point. */
const RATE_UNIT = 10_000;

/**
 * Makes the boards of all maps, by map and bracket: of a map's table, where a site-wide one makes a board that says so
 * and holds nothing, and of counted battles. Where both speak of bracket `all`, the one with more games stands.
 * Throws beyond MAX_BOARDS.
 */
export function makeBoards(
  bundles: readonly BundleView[],
  catalogue: Catalogue,
  sums: readonly SumsView[] = [],
): Board[] {
  const brawlerOfId = new Map(catalogue.brawlers.map((brawler, row) => [brawler.id, row] as const));
  const byMap = tablesByMap(bundles, catalogue);
  const boards = catalogue.maps.flatMap(({ ids }, map) => {
    const tables = byMap.get(map);
    const counted = countedBoards(ids, sums, brawlerOfId).map((board) => makeCountedBoard(map, board));
    if (tables === undefined) return counted;
    const given = makeBoard(map, tables, brawlerOfId);
    const [all, ...others] = counted;
    return all === undefined || (given.picks ?? 0) > (all.picks ?? 0) ? [given, ...others] : counted;
  });
  if (boards.length > MAX_BOARDS) throw new RangeError(`more than ${MAX_BOARDS} boards`);
  return boards;
}

/** The tables of each map, in the order of their game ids; of several for an id, the last. */
function tablesByMap(bundles: readonly BundleView[], catalogue: Catalogue): Map<number, Table[]> {
  const mapOfId = new Map(catalogue.maps.flatMap((map, row) => map.ids.map((id) => [id, row] as const)));
  const tables = new Map<number, Table>();
  for (const view of bundles) {
    for (const row of view.tables()) tables.set(row[bundle.TABLE_MAP_ID] ?? 0, { view, row });
  }
  const byMap = new Map<number, Table[]>();
  for (const [id, table] of [...tables].sort(([a], [b]) => a - b)) {
    const map = mapOfId.get(id);
    if (map === undefined) continue;
    const found = byMap.get(map);
    if (found) found.push(table);
    else byMap.set(map, [table]);
  }
  return byMap;
}

function makeCountedBoard(map: number, counted: CountedBoard): Board {
  const { baseline, rows: cells } = rankRows(counted.rows);
  return {
    map,
    bracket: counted.bracket,
    source: BOARD_SOURCE_BATTLES,
    flags: 0,
    battles: counted.battles,
    picks: counted.picks,
    baseline,
    updated: 0,
    cells,
    teams: rankTeams(counted.teams, baseline, cells),
  };
}

function makeBoard(map: number, tables: readonly Table[], brawlerOfId: ReadonlyMap<number, number>): Board {
  const real = tables.filter(({ row }) => ((row[bundle.TABLE_FLAGS] ?? 0) & bundle.TABLE_SITE_WIDE) === 0);
  const used = combinable(real);
  const rows = sumRows(used, brawlerOfId);
  const { baseline, rows: cells } = rankRows(rows);
  const teams = rankTeams(sumTeams(used, brawlerOfId), cells.length > 0 ? baseline : 50, cells);
  const counted = cells.length > 0 && cells.every((cell) => cell.games !== null);
  return {
    map,
    bracket: BRACKET_ALL,
    source: BOARD_SOURCE_BRAWLAPI,
    flags: real.length < tables.length && real.length === 0 ? BOARD_FLAG_SITE_WIDE : 0,
    battles: null,
    picks: counted ? cells.reduce((sum, cell) => sum + (cell.games ?? 0), 0) : null,
    baseline: cells.length > 0 ? baseline : null,
    updated: Math.max(0, ...used.map(({ row }) => row[bundle.TABLE_DATA_UPDATED] ?? 0)),
    cells,
    teams,
  };
}

/** Counts can be added up over a map's game ids; bare rates can't, so the newest table (highest id) stands alone. */
function combinable(tables: readonly Table[]): readonly Table[] {
  if (tables.every(({ row }) => ((row[bundle.TABLE_FLAGS] ?? 0) & bundle.TABLE_HAS_COUNTS) !== 0))
    return tables;
  let newest = tables[0] as Table;
  for (const table of tables) {
    if ((table.row[bundle.TABLE_DATA_UPDATED] ?? 0) >= (newest.row[bundle.TABLE_DATA_UPDATED] ?? 0))
      newest = table;
  }
  return [newest];
}

function sumRows(tables: readonly Table[], brawlerOfId: ReadonlyMap<number, number>): RateRow[] {
  const sums = new Map<number, RateRow>();
  let picks = 0;
  for (const { view, row } of tables) {
    const counted = ((row[bundle.TABLE_FLAGS] ?? 0) & bundle.TABLE_HAS_COUNTS) !== 0;
    const stats = view.stats(row);
    for (let i = 0; i < stats.length; i += bundle.STAT_FIELDS) {
      // The upstream files picks that it can't attribute under brawler 0.
      const brawler = brawlerOfId.get(stats[i + bundle.STAT_BRAWLER] ?? 0);
      if (brawler === undefined) continue;
      const winRate = (stats[i + bundle.STAT_WIN_RATE] ?? 0) / RATE_UNIT;
      const useRate = (stats[i + bundle.STAT_USE_RATE] ?? 0) / RATE_UNIT;
      const games = counted ? (stats[i + bundle.STAT_COUNT] ?? 0) : null;
      picks += games ?? 0;
      const found = sums.get(brawler);
      if (found === undefined || games === null) {
        sums.set(brawler, { brawler, winRate, useRate, games });
      } else if (games > 0) {
        const before = found.games ?? 0;
        found.winRate = (found.winRate * before + winRate * games) / (before + games);
        found.games = before + games;
      }
    }
  }
  const rows = [...sums.values()].sort((a, b) => a.brawler - b.brawler);
  if (picks > 0) for (const row of rows) if (row.games !== null) row.useRate = (100 * row.games) / picks;
  return rows;
}

function sumTeams(tables: readonly Table[], brawlerOfId: ReadonlyMap<number, number>): TeamRow[] {
  const sums = new Map<string, TeamRow>();
  for (const { view, row } of tables) {
    const teams = view.teams(row);
    for (let i = 0; i < teams.length; i += bundle.TEAM_FIELDS) {
      const ids = [...teams.subarray(i + bundle.TEAM_BRAWLER_1, i + bundle.TEAM_BRAWLER_1 + 5)].filter(
        (id) => id > 0,
      );
      const brawlers = ids.map((id) => brawlerOfId.get(id) ?? -1).sort((a, b) => a - b);
      const games = teams[i + bundle.TEAM_TOTAL] ?? 0;
      const halfWins = 2 * (teams[i + bundle.TEAM_WINS] ?? 0) + (teams[i + bundle.TEAM_DRAWS] ?? 0);
      // No games, more wins than games, or a brawler that no source names: nothing is known of such a team.
      if (games === 0 || halfWins > 2 * games || brawlers.length < 2 || brawlers.includes(-1)) continue;
      const found = sums.get(brawlers.join());
      if (found) {
        found.games += games;
        found.halfWins += halfWins;
      } else {
        sums.set(brawlers.join(), { brawlers, games, halfWins });
      }
    }
  }
  return [...sums.values()].sort((a, b) => compareLists(a.brawlers, b.brawlers));
}
