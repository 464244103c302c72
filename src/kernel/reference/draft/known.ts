import { LEAST_RATE } from '../../../../kernel/layout/draft.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import { findBoard } from '../render/parts.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import { ln } from '../stats/logistic.ts';

/** Φ⁻¹(0.975) */
const Z95 = 1.959963984540054;

/** What is known of a brawler on the map of a draft. */
export interface Known {
  /** log-odds over the baseline, and their variance */
  lift: number;
  variance: number;
  /** null without counts */
  games: number | null;
  /** TIER_* with TIED_BIT, 0 where it is another map's */
  tier: number;
  /** 1/100 pp; only for an order */
  use: number;
}

/** What is known of a map: of which board, or boards, and each brawler's row that has something. */
export interface MapKnowledge {
  notice: 'bracket' | 'mode' | 'no-statistics' | null;
  /** mean win rate, 1/100 pp */
  baseline: number;
  brawlers: Map<number, Known>;
  /** all variances are known */
  hasIntervals: boolean;
  /** variance of the lifts about 0: of a brawler of which nothing is known */
  spread: number;
  /** mean square of a pick's lift, each brawler as often as it is used: how far an unknown pick may move a battle */
  pickVariance: number;
}

/**
 * What a draft on a map rests on: its ranking in the bracket; else that of all battles; else the mean of the mode's other
 * maps, whose differences make it less certain.
 */
export function knowledgeOf(view: SnapshotView, map: number, bracket: number): MapKnowledge {
  const boards = [
    { board: findBoard(view, map, bracket), notice: null },
    { board: findBoard(view, map, layout.BRACKET_ALL), notice: 'bracket' as const },
  ];
  const found = boards.find(({ board }) => board >= 0 && hasCells(view, board));
  const known =
    found === undefined ? ofMode(view, map) : { ...ofBoard(view, found.board), notice: found.notice };
  return { ...known, spread: spreadOf(known.brawlers), pickVariance: pickVarianceOf(known.brawlers) };
}

function hasCells(view: SnapshotView, board: number): boolean {
  const [from, to] = view.range(layout.S_BOARD_CELLS_AT, board);
  return from < to;
}

/** Log-odds of a rate in 1/100 pp. */
export function logitOf(rate: number): number {
  const bounded = Math.min(Math.max(rate, LEAST_RATE), 10_000 - LEAST_RATE);
  return ln(bounded / (10_000 - bounded));
}

function baselineOf(view: SnapshotView, board: number): number {
  const baseline = view.value(layout.S_BOARD_BASELINE, board);
  return baseline === layout.NONE16 ? 5000 : baseline;
}

/** The cells of a board. Without an interval the variance is 0. */
function* cellsOf(view: SnapshotView, board: number) {
  const base = logitOf(baselineOf(view, board));
  const [from, to] = view.range(layout.S_BOARD_CELLS_AT, board);
  for (let cell = from; cell < to; cell++) {
    const adjusted = view.value(layout.S_CELL_ADJUSTED, cell);
    const low = view.value(layout.S_CELL_LOW, cell);
    const high = view.value(layout.S_CELL_HIGH, cell);
    const hasInterval = low !== layout.NONE16 && high !== layout.NONE16;
    const rate = Math.min(Math.max(adjusted, LEAST_RATE), 10_000 - LEAST_RATE) / 10_000;
    // The delta method: d logit p = dp / (p (1 − p)).
    const deviation = hasInterval ? (high - low) / (20_000 * Z95) / (rate * (1 - rate)) : 0;
    const games = view.value(layout.S_CELL_GAMES, cell);
    yield {
      brawler: view.value(layout.S_CELL_BRAWLER, cell),
      lift: logitOf(adjusted) - base,
      variance: deviation * deviation,
      games: games === layout.NONE32 ? null : games,
      tier: view.value(layout.S_CELL_TIER, cell),
      use: view.value(layout.S_CELL_USE_RATE, cell),
      hasInterval,
    };
  }
}

function ofBoard(view: SnapshotView, board: number) {
  const brawlers = new Map<number, Known>();
  let hasIntervals = true;
  for (const { brawler, hasInterval, ...known } of cellsOf(view, board)) {
    brawlers.set(brawler, known);
    if (!hasInterval) hasIntervals = false;
  }
  return { baseline: baselineOf(view, board), brawlers, hasIntervals };
}

/** Sums of a brawler over boards, weighted by games; those without counts weigh 1. */
interface Sums {
  weight: number;
  lift: number;
  square: number;
  variance: number;
  games: number;
  use: number;
}

/** The mean of the boards, bracket `all`, of the mode's maps. What differs from map to map isn't known of this one. */
function ofMode(view: SnapshotView, map: number): Omit<MapKnowledge, 'spread' | 'pickVariance'> {
  const mode = view.value(layout.S_MAP_MODE, map);
  const sums = new Map<number, Sums>();
  let hasIntervals = true;
  let baselines = 0;
  let boards = 0;
  for (let board = 0; board < view.count(layout.S_BOARD_MAP); board++) {
    if (view.value(layout.S_BOARD_BRACKET, board) !== layout.BRACKET_ALL || !hasCells(view, board)) continue;
    if (view.value(layout.S_MAP_MODE, view.value(layout.S_BOARD_MAP, board)) !== mode) continue;
    baselines += baselineOf(view, board);
    boards++;
    for (const cell of cellsOf(view, board)) {
      addCell(sums, cell);
      if (!cell.hasInterval) hasIntervals = false;
    }
  }
  const brawlers = new Map<number, Known>();
  for (const [brawler, { weight, lift, square, variance, games, use }] of sums) {
    if (weight === 0) continue;
    const mean = lift / weight;
    const between = square / weight - mean * mean;
    brawlers.set(brawler, {
      lift: mean,
      variance: variance / weight + (between > 0 ? between : 0),
      games: games > 0 ? Math.min(games, layout.NONE32 - 1) : null,
      tier: layout.TIER_NONE,
      use,
    });
  }
  const notice = brawlers.size > 0 ? 'mode' : 'no-statistics';
  return { notice, baseline: boards > 0 ? baselines / boards : 5000, brawlers, hasIntervals };
}

function addCell(sums: Map<number, Sums>, cell: Omit<Known, 'tier'> & { brawler: number }): void {
  const sum = sums.get(cell.brawler) ?? { weight: 0, lift: 0, square: 0, variance: 0, games: 0, use: 0 };
  const weight = cell.games ?? 1;
  sum.weight += weight;
  sum.lift += weight * cell.lift;
  sum.square += weight * (cell.lift * cell.lift);
  sum.variance += weight * cell.variance;
  sum.games += cell.games ?? 0;
  sum.use += cell.use;
  sums.set(cell.brawler, sum);
}

/** Mean square of the lifts, by row. */
function spreadOf(brawlers: ReadonlyMap<number, Known>): number {
  let sum = 0;
  for (const [, { lift }] of [...brawlers].sort(([a], [b]) => a - b)) sum += lift * lift;
  return brawlers.size === 0 ? 0 : sum / brawlers.size;
}

function pickVarianceOf(brawlers: ReadonlyMap<number, Known>): number {
  let uses = 0;
  let sum = 0;
  for (const [, { use, lift, variance }] of [...brawlers].sort(([a], [b]) => a - b)) {
    uses += use;
    sum += use * (lift * lift + variance);
  }
  return uses > 0 ? sum / uses : 0;
}
