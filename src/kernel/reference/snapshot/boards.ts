import { MAX_BOARDS } from '../../../../kernel/layout/build.ts';
import * as bundle from '../../../../kernel/layout/bundle.ts';
import {
  BOARD_FLAG_SITE_WIDE,
  BOARD_SOURCE_BATTLES,
  BOARD_SOURCE_BRAWLAPI,
  BRACKET_ALL,
  BRACKET_COUNT,
} from '../../../../kernel/layout/snapshot.ts';
import type { BundleView } from '../../../shared/bundle.ts';
import { at } from '../stats/fit.ts';
import { type RankedRow, type RateRow, rankLifts, rankRows } from '../stats/rank.ts';
import { type RankedTeam, rankTeams } from '../stats/teams.ts';
import type { Catalogue } from './catalogue.ts';
import { battlesOf, type CountedMap, countMap, rowsOfBracket } from './counted.ts';
import { cellsOfTables, type Given, readGiven, sumTeams, tablesByMap } from './given.ts';
import { type Field, fitBrackets, type Lifts } from './lifts.ts';
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
  const counted = catalogue.maps.map(({ ids }) => countMap(ids, sums, brawlerOfId));
  const given = counted.map((counts, map) => {
    const tables = byMap.get(map);
    if (tables === undefined) return undefined;
    const found = readGiven(tables, brawlerOfId);
    const { picks } = rowsOfBracket(counts, BRACKET_ALL);
    return picks === 0 || (found.picks ?? 0) > picks ? found : undefined;
  });
  const ofTables = fitTogether(given.map(cellsOfTables), catalogue, () => 0, 1);
  const ofCounts = fitTogether(
    counted.map(({ cells }) => cells),
    catalogue,
    (map) => counted[map]?.teamSize ?? 0,
    BRACKET_COUNT,
  );
  const boards = catalogue.maps.flatMap((_, map) => {
    const table = given[map];
    const made = makeCountedBoards(map, counted[map] as CountedMap, ofCounts, table === undefined);
    return table === undefined ? made : [makeBoard(map, table, ofTables, brawlerOfId), ...made];
  });
  if (boards.length > MAX_BOARDS) throw new RangeError(`more than ${MAX_BOARDS} boards`);
  return boards;
}

/** What is fitted of all maps together, and where each map's cells are in it. */
interface Fitted {
  /** by bracket */
  lifts: readonly Lifts[];
  /** by map of the catalogue: its row, and its first cell */
  rows: readonly { map: number; first: number }[];
}

/** Fits the maps that have cells. */
function fitTogether(
  cells: readonly CountedMap['cells'][],
  { maps, modes, brawlers }: Catalogue,
  teamSize: (map: number) => number,
  brackets: number,
): Fitted {
  const field: Field & { cells: Field['cells'][number][]; maps: Field['maps'][number][] } = {
    cells: [],
    maps: [],
    modes: modes.length,
    brawlers: brawlers.length,
  };
  const rows = cells.map((ofMap, map) => {
    const row = { map: field.maps.length, first: field.cells.length };
    if (ofMap.length > 0) field.maps.push({ mode: maps[map]?.mode ?? 0, teamSize: teamSize(map) });
    for (const cell of ofMap) field.cells.push({ ...cell, map: row.map });
    return row;
  });
  return { lifts: fitBrackets(field, brackets), rows };
}

/** The boards of counted battles: of brackets that have games, `all` among them or not. */
function makeCountedBoards(map: number, counted: CountedMap, fitted: Fitted, withAll: boolean): Board[] {
  return fitted.lifts.flatMap((_, bracket): Board[] => {
    const { picks, rows } = rowsOfBracket(counted, bracket);
    if (rows.length === 0 || (bracket === BRACKET_ALL && !withAll)) return [];
    const { baseline, cells } = rankFitted(fitted, bracket, map, rows);
    return [
      {
        map,
        bracket,
        source: BOARD_SOURCE_BATTLES,
        flags: 0,
        battles: battlesOf(counted, bracket),
        picks,
        baseline,
        updated: 0,
        cells,
        teams: bracket === BRACKET_ALL ? rankTeams(counted.teams, baseline, cells) : [],
      },
    ];
  });
}

/** Ranks rows of a map, each with the number of its cell on the map. */
function rankFitted(
  { lifts, rows: places }: Fitted,
  bracket: number,
  map: number,
  rows: readonly { cell: number; row: RateRow }[],
) {
  const { baselines, lifts: means, variances } = lifts[bracket] as Lifts;
  const place = places[map] as Fitted['rows'][number];
  const baseline = at(baselines, place.map);
  const lifted = rows.map(({ cell, row }) => ({
    row,
    lift: at(means, place.first + cell),
    variance: at(variances, place.first + cell),
  }));
  return { baseline, cells: rankLifts(lifted, baseline) };
}

/** Rows with counts are ranked by the fit of all tables, others by themselves. */
function makeBoard(
  map: number,
  { used, isSiteWide, rows, picks }: Given,
  fitted: Fitted,
  brawlerOfId: ReadonlyMap<number, number>,
): Board {
  const numbered = rows.map((row, cell) => ({ cell, row }));
  const ranked = picks === null ? rankRows(rows) : rankFitted(fitted, BRACKET_ALL, map, numbered);
  const cells = 'cells' in ranked ? ranked.cells : ranked.rows;
  const { baseline } = ranked;
  const teams = rankTeams(sumTeams(used, brawlerOfId), cells.length > 0 ? baseline : 50, cells);
  return {
    map,
    bracket: BRACKET_ALL,
    source: BOARD_SOURCE_BRAWLAPI,
    flags: isSiteWide ? BOARD_FLAG_SITE_WIDE : 0,
    battles: null,
    picks,
    baseline: cells.length > 0 ? baseline : null,
    updated: Math.max(0, ...used.map(({ row }) => row[bundle.TABLE_DATA_UPDATED] ?? 0)),
    cells,
    teams,
  };
}
