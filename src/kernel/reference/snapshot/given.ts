import * as bundle from '../../../../kernel/layout/bundle.ts';
import type { BundleView } from '../../../shared/bundle.ts';
import type { RateRow } from '../stats/rank.ts';
import { compareLists, type TeamRow } from '../stats/teams.ts';
import type { Catalogue } from './catalogue.ts';
import type { CountedMap } from './counted.ts';
import { noCount } from './sums.ts';

/** A map's table, in its bundle. */
export interface Table {
  view: BundleView;
  row: Uint32Array;
}

/** Rates arrive in 1/10,000 of a percent point. */
const RATE_UNIT = 10_000;

/** What stands of a map's tables. */
export interface Given {
  /** those without the site-wide ones, as far as they combine */
  used: readonly Table[];
  isSiteWide: boolean;
  rows: RateRow[];
  /** games of the rows, null without counts */
  picks: number | null;
}

/** The tables of each map, in the order of their game ids; of several for an id, the last. */
export function tablesByMap(bundles: readonly BundleView[], catalogue: Catalogue): Map<number, Table[]> {
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

/** Reads a map's tables. */
export function readGiven(tables: readonly Table[], brawlerOfId: ReadonlyMap<number, number>): Given {
  const real = tables.filter(({ row }) => ((row[bundle.TABLE_FLAGS] ?? 0) & bundle.TABLE_SITE_WIDE) === 0);
  const used = combinable(real);
  const rows = sumRows(used, brawlerOfId);
  const counted = rows.length > 0 && rows.every((row) => row.games !== null);
  return {
    used,
    isSiteWide: real.length < tables.length && real.length === 0,
    rows,
    picks: counted ? rows.reduce((sum, { games }) => sum + (games ?? 0), 0) : null,
  };
}

/** A table's counts as if they were of counted battles: all of a weight, in one slot. */
export function cellsOfTables(given: Given | undefined): CountedMap['cells'] {
  if (given === undefined || given.picks === null) return [];
  return given.rows.map(({ brawler, winRate, games }) => {
    const n = games ?? 0;
    const halfWins = (winRate * n) / 50;
    const count = {
      games: n,
      halfWins,
      weightedGames: n,
      weightedHalfWins: halfWins,
      squaredWeights: n,
    };
    return { brawler, slots: [count, noCount(), noCount(), noCount()] };
  });
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

/** The teams of tables that combine, in the order of their members. */
export function sumTeams(tables: readonly Table[], brawlerOfId: ReadonlyMap<number, number>): TeamRow[] {
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
