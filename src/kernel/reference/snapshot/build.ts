import { MAX_BUILT_AT, MAX_COUNT } from '../../../../kernel/layout/build.ts';
import * as bundle from '../../../../kernel/layout/bundle.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import { BundleView } from '../../../shared/bundle.ts';
import { build as buildIndex } from '../search/index.ts';
import type { RankedRow } from '../stats/rank.ts';
import type { RankedTeam } from '../stats/teams.ts';
import { type Board, makeBoards } from './boards.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { countUnlisted } from './counted.ts';
import { writeEffects } from './effects.ts';
import { SumsView } from './sums.ts';
import { packTrends } from './trends.ts';
import { SnapshotWriter, type SourceRow } from './writer.ts';

export interface SnapshotInput {
  /** bundles as extracted; where two speak of the same id, the later one wins; events come from the last of their kind */
  bundles: readonly Uint8Array[];
  /** epoch milliseconds */
  builtAt: number;
  /** DATA_LIVE, DATA_DEMO or DATA_REPLAY */
  data: number;
  /** days that the sums cover, 0 without them */
  windowDays: number;
  sources: readonly SourceRow[];
  /** sums of counted battles, at most one of a kind */
  sums?: readonly Uint8Array[];
  /** effects (kernel/layout/effects.ts), at most one of a kind */
  effects?: readonly Uint8Array[];
  /** kernel/layout/series.ts */
  series?: Uint8Array;
}

/**
 * Builds a snapshot, version 2. The same content gives the same bytes, builtAt and sources apart. Throws a RangeError
 * beyond a limit of layout/build.ts.
 */
export function buildSnapshot(input: SnapshotInput): Uint8Array {
  if (input.builtAt > MAX_BUILT_AT) throw new RangeError(`built at ${input.builtAt}`);
  const views = input.bundles.map((bytes) => new BundleView(bytes));
  const sums = (input.sums ?? []).map((bytes) => new SumsView(bytes));
  const catalogue = readCatalogue(views, sums);
  const boards = makeBoards(views, catalogue, sums);
  const unlisted = countUnlisted(sums, catalogue);
  const writer = new SnapshotWriter();
  writer.u32(layout.S_META, [input.data, input.windowDays, unlisted.maps, unlisted.battles], itself);
  writeModes(writer, catalogue);
  writeMaps(writer, catalogue, boards);
  writeBrawlers(writer, catalogue);
  writeEvents(writer, views, catalogue);
  writeBoards(writer, boards);
  const cells = boards.flatMap((board) => board.cells);
  const teams = boards.flatMap((board) => board.teams);
  writeCells(writer, cells);
  writeTeams(writer, teams);
  writeBest(writer, boards, catalogue.brawlers.length);
  writeEffects(writer, catalogue, input.effects ?? []);
  writer.bytes(layout.S_TRENDS, packTrends(input.series, catalogue));
  writer.bytes(layout.S_SEARCH, buildIndex(searchNames(catalogue, boards)));
  return writer.finish(input.builtAt, input.sources);
}

function writeModes(writer: SnapshotWriter, { modes }: Catalogue): void {
  writer.u32(layout.S_MODE_ID, modes, (mode) => mode.id);
  writer.strings(layout.S_MODE_NAME, modes, (mode) => mode.name);
  writer.strings(layout.S_MODE_SLUG, modes, (mode) => mode.slug);
  writer.strings(layout.S_MODE_KEY, modes, (mode) => mode.key);
  writer.u32(layout.S_MODE_COLOR, modes, (mode) => mode.color);
  writer.u8(layout.S_MODE_FLAGS, modes, (mode) => mode.flags);
}

function writeMaps(writer: SnapshotWriter, { maps }: Catalogue, boards: readonly Board[]): void {
  writer.u32(layout.S_MAP_ID, maps, (map) => map.id);
  writer.strings(layout.S_MAP_NAME, maps, (map) => map.name);
  writer.strings(layout.S_MAP_SLUG, maps, (map) => map.slug);
  writer.u16(layout.S_MAP_MODE, maps, (map) => map.mode);
  writer.u8(layout.S_MAP_FLAGS, maps, (map) => map.flags);
  writer.positions(layout.S_MAP_IDS_AT, maps, (map) => map.ids.length);
  const ids = maps.flatMap((map) => map.ids);
  writer.u32(layout.S_MAP_IDS, ids, itself);
  const boardsOf = maps.map(() => 0);
  for (const board of boards) boardsOf[board.map] = (boardsOf[board.map] ?? 0) + 1;
  writer.positions(layout.S_MAP_BOARDS_AT, boardsOf, itself);
  const aliases = maps.flatMap((map, row) => map.ids.map((id) => ({ id, row }))).sort((a, b) => a.id - b.id);
  writer.u32(layout.S_ALIAS_ID, aliases, (alias) => alias.id);
  writer.u16(layout.S_ALIAS_MAP, aliases, (alias) => alias.row);
}

function writeBrawlers(writer: SnapshotWriter, { brawlers }: Catalogue): void {
  writer.u32(layout.S_BRAWLER_ID, brawlers, (brawler) => brawler.id);
  writer.strings(layout.S_BRAWLER_NAME, brawlers, (brawler) => brawler.name);
  writer.strings(layout.S_BRAWLER_SLUG, brawlers, (brawler) => brawler.slug);
  writer.strings(layout.S_BRAWLER_CLASS, brawlers, (brawler) => brawler.className);
  writer.strings(layout.S_BRAWLER_RARITY, brawlers, (brawler) => brawler.rarity);
  writer.u32(layout.S_BRAWLER_COLOR, brawlers, (brawler) => brawler.color);
  writer.u8(layout.S_BRAWLER_FLAGS, brawlers, (brawler) => brawler.flags);
}

function writeEvents(writer: SnapshotWriter, views: readonly BundleView[], { maps }: Catalogue): void {
  const view = views.findLast((candidate) => candidate.header(bundle.BH_KIND) === bundle.KIND_EVENTS);
  const mapOfId = new Map(maps.flatMap((map, row) => map.ids.map((id) => [id, row] as const)));
  const events = view
    ? [...view.events()].map((row) => ({
        row,
        map: mapOfId.get(row[bundle.EVENT_MAP_ID] ?? 0) ?? layout.NONE16,
      }))
    : [];
  writer.u32(layout.S_EVENT_START, events, ({ row }) => row[bundle.EVENT_START] ?? 0);
  writer.u32(layout.S_EVENT_END, events, ({ row }) => row[bundle.EVENT_END] ?? 0);
  writer.u16(layout.S_EVENT_MAP, events, ({ map }) => map);
  writer.u16(layout.S_EVENT_SLOT, events, ({ row }) => row[bundle.EVENT_SLOT] ?? 0);
  writer.u8(layout.S_EVENT_FLAGS, events, ({ row }) => row[bundle.EVENT_FLAGS] ?? 0);
  writer.strings(
    layout.S_EVENT_MODIFIER,
    events,
    ({ row }) => view?.text(row, bundle.EVENT_MODIFIER_OFF) ?? '',
  );
}

function writeBoards(writer: SnapshotWriter, boards: readonly Board[]): void {
  writer.u16(layout.S_BOARD_MAP, boards, (board) => board.map);
  writer.u8(layout.S_BOARD_BRACKET, boards, (board) => board.bracket);
  writer.u8(layout.S_BOARD_SOURCE, boards, (board) => board.source);
  writer.u8(layout.S_BOARD_FLAGS, boards, (board) => board.flags);
  writer.u32(layout.S_BOARD_BATTLES, boards, (board) => count(board.battles));
  writer.u32(layout.S_BOARD_PICKS, boards, (board) => count(board.picks));
  writer.u16(layout.S_BOARD_BASELINE, boards, (board) => hundredths(board.baseline));
  writer.u32(layout.S_BOARD_UPDATED, boards, (board) => board.updated);
  writer.positions(layout.S_BOARD_CELLS_AT, boards, (board) => board.cells.length);
  writer.positions(layout.S_BOARD_TEAMS_AT, boards, (board) => board.teams.length);
}

function writeCells(writer: SnapshotWriter, cells: readonly RankedRow[]): void {
  writer.u16(layout.S_CELL_BRAWLER, cells, (cell) => cell.brawler);
  writer.u32(layout.S_CELL_GAMES, cells, (cell) => count(cell.games));
  writer.u32(layout.S_CELL_HALF_WINS, cells, halfWins);
  writer.u16(layout.S_CELL_WIN_RATE, cells, (cell) => hundredths(cell.winRate));
  writer.u16(layout.S_CELL_ADJUSTED, cells, (cell) => hundredths(cell.adjusted));
  writer.u16(layout.S_CELL_LOW, cells, (cell) => hundredths(cell.low));
  writer.u16(layout.S_CELL_HIGH, cells, (cell) => hundredths(cell.high));
  writer.u16(layout.S_CELL_USE_RATE, cells, (cell) => hundredths(cell.useRate));
  writer.u16(layout.S_CELL_RANK, cells, (cell) => cell.rank);
  writer.u8(layout.S_CELL_TIER, cells, (cell) => cell.tier);
}

/**
 * BrawlAPI gives picks and a rate: the wins they imply, to the rounding of the rate. A rate of counts gives back the
 * half wins that it came from: it is off by less than 2⁻⁵⁰ of itself, the product by less than ½.
 */
function halfWins(cell: RankedRow): number {
  return cell.games === null ? layout.NONE32 : count(Math.floor((cell.games * cell.winRate) / 50 + 0.5));
}

function writeTeams(writer: SnapshotWriter, teams: readonly RankedTeam[]): void {
  writer.u16Rows(layout.S_TEAM_BRAWLERS, 5, teams, (team, i) => team.brawlers[i] ?? layout.NONE16);
  writer.u32(layout.S_TEAM_GAMES, teams, (team) => count(team.games));
  writer.u32(layout.S_TEAM_HALF_WINS, teams, (team) => count(team.halfWins));
  writer.u16(layout.S_TEAM_ADJUSTED, teams, (team) => hundredths(team.adjusted));
  writer.u16(layout.S_TEAM_LOW, teams, (team) => hundredths(team.low));
  writer.u16(layout.S_TEAM_HIGH, teams, (team) => hundredths(team.high));
}

/** Each brawler's cells by lift, as published: ties fall to the earlier cell. */
function writeBest(writer: SnapshotWriter, boards: readonly Board[], brawlers: number): void {
  const lists: { cell: number; board: number; lift: number }[][] = Array.from({ length: brawlers }, () => []);
  let cell = 0;
  boards.forEach((board, row) => {
    for (const ranked of board.cells) {
      const lift = hundredths(ranked.adjusted) - hundredths(board.baseline);
      lists[ranked.brawler]?.push({ cell, board: row, lift });
      cell++;
    }
  });
  for (const list of lists) list.sort((a, b) => b.lift - a.lift || a.cell - b.cell);
  writer.positions(layout.S_BEST_AT, lists, (list) => list.length);
  const entries = lists.flat();
  writer.u32(layout.S_BEST_CELL, entries, (entry) => entry.cell);
  writer.u16(layout.S_BEST_BOARD, entries, (entry) => entry.board);
}

/**
 * What can be searched. Popularity orders equals: for maps enabled ones first, then those with data, then newer
 * ones; for brawlers the sum of their use rates in bracket `all`.
 */
function searchNames(
  { maps, brawlers }: Catalogue,
  boards: readonly Board[],
): { target: number; popularity: number; text: string }[] {
  const withData = new Set(boards.filter((board) => board.cells.length > 0).map((board) => board.map));
  const use = brawlers.map(() => 0);
  for (const board of boards) {
    if (board.bracket !== layout.BRACKET_ALL) continue;
    for (const cell of board.cells) use[cell.brawler] = (use[cell.brawler] ?? 0) + hundredths(cell.useRate);
  }
  return [
    ...maps.map((map, row) => ({
      target: row,
      popularity:
        (map.flags & layout.MAP_FLAG_DISABLED ? 0 : 0x4000_0000) +
        (withData.has(row) ? 0x2000_0000 : 0) +
        (map.id & 0xff_ffff),
      text: map.name,
    })),
    ...brawlers.map((brawler, row) => ({
      target: (1 << 16) | row,
      popularity: use[row] ?? 0,
      text: brawler.name,
    })),
  ];
}

function itself(value: number): number {
  return value;
}

/** A count as stored: NONE32 for null, and no more than fits below it. */
function count(value: number | null): number {
  return value === null ? layout.NONE32 : Math.min(value, MAX_COUNT);
}

/** Percent → 1/100 of a percent point, half up; NONE16 for null. */
function hundredths(percent: number | null): number {
  return percent === null ? layout.NONE16 : Math.floor(percent * 100 + 0.5);
}
