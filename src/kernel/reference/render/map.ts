import * as layout from '../../../../kernel/layout/snapshot.ts';
import {
  BOARD_SOURCE_NAMES,
  BRACKET_NAMES,
  type MapOptions,
  NOTICES,
  SORT_NAMES,
  TIER_NAMES,
  TREND_NAMES,
} from '../../../shared/answers.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import * as parts from './parts.ts';

/** The answer of `GET /api/map/:id` for row `map`. */
export function renderMap(view: SnapshotView, map: number, options: MapOptions): string {
  const board = parts.findBoard(view, map, options.bracket);
  const cells = board < 0 ? [] : selectCells(view, board, options);
  const [idsFrom, idsTo] = view.range(layout.S_MAP_IDS_AT, map);
  return JSON.stringify({
    id: view.value(layout.S_MAP_ID, map),
    ids: [...view.column(layout.S_MAP_IDS).subarray(idsFrom, idsTo)],
    slug: parts.mapSlug(view, map),
    map: view.text(layout.S_MAP_NAME, map),
    mode: parts.modeName(view, map),
    modeId: view.value(layout.S_MODE_ID, view.value(layout.S_MAP_MODE, map)),
    disabled: (view.value(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_DISABLED) !== 0,
    source: board < 0 ? null : (BOARD_SOURCE_NAMES[view.value(layout.S_BOARD_SOURCE, board)] ?? null),
    ...parts.provenance(view),
    updatedAt: board < 0 ? null : parts.isoTime(view.value(layout.S_BOARD_UPDATED, board)),
    windowDays: windowDays(view, board),
    bracket: BRACKET_NAMES[options.bracket],
    battles: board < 0 ? null : parts.count(view.value(layout.S_BOARD_BATTLES, board)),
    picks: board < 0 ? null : parts.count(view.value(layout.S_BOARD_PICKS, board)),
    baseline: board < 0 ? null : parts.percent(view.value(layout.S_BOARD_BASELINE, board)),
    notice: notice(view, board, options),
    brawlers: cells.map((cell) => renderCell(view, map, board, cell)),
    teams: board < 0 ? [] : selectTeams(view, board, options).map((team) => renderTeam(view, team)),
  });
}

/** Days counted, where the board's battles were; no other source says it. */
function windowDays(view: SnapshotView, board: number): number | null {
  if (board < 0 || view.value(layout.S_BOARD_SOURCE, board) !== layout.BOARD_SOURCE_BATTLES) return null;
  return view.meta(layout.META_WINDOW_DAYS) || null;
}

function notice(view: SnapshotView, board: number, options: MapOptions) {
  const say = (code: keyof typeof NOTICES) => ({ code, text: NOTICES[code] });
  if (board < 0) return say('no-statistics');
  if (view.value(layout.S_BOARD_FLAGS, board) & layout.BOARD_FLAG_SITE_WIDE) return say('site-wide');
  const [from, to] = view.range(layout.S_BOARD_CELLS_AT, board);
  if (from === to) return say('no-statistics');
  return options.min > 0 && view.value(layout.S_BOARD_PICKS, board) === layout.NONE32
    ? say('no-counts')
    : null;
}

function selectCells(view: SnapshotView, board: number, options: MapOptions): number[] {
  const [from, to] = view.range(layout.S_BOARD_CELLS_AT, board);
  const cells: number[] = [];
  for (let cell = from; cell < to; cell++) {
    const games = view.value(layout.S_CELL_GAMES, cell);
    if (options.min === 0 || (games !== layout.NONE32 && games >= options.min)) cells.push(cell);
  }
  cells.sort((a, b) => sortKey(view, b, options.sort) - sortKey(view, a, options.sort) || a - b);
  return options.limit === 0 ? cells : cells.slice(0, options.limit);
}

/** Larger comes first. Lift orders like the adjusted rate; brawlers stand in the table by id, names by slug. */
function sortKey(view: SnapshotView, cell: number, sort: number): number {
  switch (SORT_NAMES[sort]) {
    case 'winRate':
      return view.value(layout.S_CELL_WIN_RATE, cell);
    case 'adjustedWinRate':
    case 'lift':
      return view.value(layout.S_CELL_ADJUSTED, cell);
    case 'games': {
      const games = view.value(layout.S_CELL_GAMES, cell);
      return games === layout.NONE32 ? 0 : games;
    }
    case 'useRate':
      return view.value(layout.S_CELL_USE_RATE, cell);
    case 'name':
      return -nameOrder(view, view.value(layout.S_CELL_BRAWLER, cell));
    default:
      return 0;
  }
}

/** How many brawlers' slugs come before this one's. */
function nameOrder(view: SnapshotView, brawler: number): number {
  const slug = view.text(layout.S_BRAWLER_SLUG, brawler);
  let before = 0;
  for (let other = 0; other < view.count(layout.S_BRAWLER_ID); other++) {
    if (view.text(layout.S_BRAWLER_SLUG, other) < slug) before++;
  }
  return before;
}

function renderCell(view: SnapshotView, map: number, board: number, cell: number) {
  const brawler = view.value(layout.S_CELL_BRAWLER, cell);
  return {
    id: view.value(layout.S_BRAWLER_ID, brawler),
    name: view.text(layout.S_BRAWLER_NAME, brawler),
    trend: TREND_NAMES[view.trends.trend(view.value(layout.S_MAP_MODE, map), brawler)],
    ...cellNumbers(view, board, cell),
  };
}

/** The numbers of a cell, as on a map's and on a brawler's page. */
export function cellNumbers(view: SnapshotView, board: number, cell: number) {
  const halfWins = view.value(layout.S_CELL_HALF_WINS, cell);
  const adjusted = view.value(layout.S_CELL_ADJUSTED, cell);
  const tier = view.value(layout.S_CELL_TIER, cell);
  return {
    tier: TIER_NAMES[tier & ~layout.TIED_BIT] ?? null,
    games: parts.count(view.value(layout.S_CELL_GAMES, cell)),
    wins: halfWins === layout.NONE32 ? null : halfWins / 2,
    winRate: parts.winRate(view, board, cell),
    adjustedWinRate: parts.percent(adjusted),
    interval: parts.interval(view.value(layout.S_CELL_LOW, cell), view.value(layout.S_CELL_HIGH, cell)),
    lift: parts.lift(adjusted, view.value(layout.S_BOARD_BASELINE, board)),
    useRate: parts.percent(view.value(layout.S_CELL_USE_RATE, cell)),
    rank: view.value(layout.S_CELL_RANK, cell),
    tied: (tier & layout.TIED_BIT) !== 0,
  };
}

function selectTeams(view: SnapshotView, board: number, options: MapOptions): number[] {
  const [from, to] = view.range(layout.S_BOARD_TEAMS_AT, board);
  const teams: number[] = [];
  for (let team = from; team < to; team++) {
    if (view.value(layout.S_TEAM_GAMES, team) >= options.min) teams.push(team);
  }
  return options.limit === 0 ? teams : teams.slice(0, options.limit);
}

function renderTeam(view: SnapshotView, team: number) {
  const members = [...view.column(layout.S_TEAM_BRAWLERS).subarray(team * 5, team * 5 + 5)].filter(
    (brawler) => brawler !== layout.NONE16,
  );
  const games = view.value(layout.S_TEAM_GAMES, team);
  const halfWins = view.value(layout.S_TEAM_HALF_WINS, team);
  return {
    brawlers: members.map((brawler) => view.text(layout.S_BRAWLER_NAME, brawler)),
    ids: members.map((brawler) => view.value(layout.S_BRAWLER_ID, brawler)),
    games,
    wins: halfWins / 2,
    winRate: games === 0 ? null : parts.rateOf(halfWins, games),
    adjustedWinRate: parts.percent(view.value(layout.S_TEAM_ADJUSTED, team)),
    interval: parts.interval(view.value(layout.S_TEAM_LOW, team), view.value(layout.S_TEAM_HIGH, team)),
  };
}
