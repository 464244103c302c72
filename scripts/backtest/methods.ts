/** The ways to predict a win that are compared. Each gives percent per map × brawlers + brawler, for every cell. */
import { type Cells, fitHierarchy, type Hierarchy } from '../../src/kernel/reference/stats/hierarchy.ts';
import { rankRows } from '../../src/kernel/reference/stats/rank.ts';
import { baselines, type Counts, effectiveGames, mirrored, type Rates, ratesBy } from './counts.ts';

export interface Method {
  readonly name: string;
  readonly predictions: Float64Array;
}

/** No prediction is surer than this, percent: one observation must not decide a comparison. */
const SUREST = 1;
/** The original's weight of its prior, games. */
const FIXED_PRIOR = 1500;

/** The hierarchy's input: every cell, played or not, in the order of the counts. */
export function cellsOf(counts: Counts, baseline: Float64Array): Cells {
  const { maps, modes, brawlers, modeOf } = counts.field;
  const size = maps * brawlers;
  const mapOf = (i: number) => Math.floor(i / brawlers);
  const games = effectiveGames(counts);
  const taken = mirrored(counts);
  return {
    mode: Uint32Array.from({ length: size }, (_, i) => modeOf[mapOf(i)] ?? 0),
    brawler: Uint32Array.from({ length: size }, (_, i) => i % brawlers),
    games,
    scatter: games.map((n, i) => (n > 0 ? (1 - (taken[i] ?? 0)) / n : Number.POSITIVE_INFINITY)),
    rate: counts.halfWins.map((won, i) =>
      (counts.games[i] ?? 0) > 0 ? (50 * won) / (counts.games[i] ?? 1) : 0,
    ),
    baseline: Float64Array.from({ length: size }, (_, i) => baseline[mapOf(i)] ?? 50),
    modes,
    brawlers,
  };
}

/** Each map's board by itself, as was published before the hierarchy. A brawler that was not played there gets the board's centre. */
function perBoard(cells: Cells): Float64Array {
  const { brawlers } = cells;
  const out = Float64Array.from(cells.baseline);
  for (let from = 0; from < out.length; from += brawlers) {
    const rows = Array.from({ length: brawlers }, (_, brawler) => {
      const games = cells.games[from + brawler] ?? 0;
      return { brawler, winRate: cells.rate[from + brawler] ?? 0, useRate: 1, games };
    });
    if (!rows.some(({ games }) => games > 0)) continue;
    for (const row of rankRows(rows).rows) out[from + row.brawler] = row.adjusted;
  }
  return out;
}

/** A raw rate of some grouping, or the fall-back where nothing was played. */
function orElse({ rates }: Rates, group: number, fallback: number): number {
  const rate = rates[group] ?? Number.NaN;
  return Number.isNaN(rate) ? fallback : rate;
}

/** All methods, fitted to the same counts. The first is the hierarchy, which the others are compared with. */
export function fitMethods(counts: Counts): { methods: Method[]; fit: Hierarchy; cells: Cells } {
  const { modes, brawlers, modeOf } = counts.field;
  const cells = cellsOf(counts, baselines(counts));
  const { baseline, mode, games, rate } = cells;
  const fit = fitHierarchy(cells);
  const overall = ratesBy(counts, brawlers, (_, brawler) => brawler);
  const inMode = ratesBy(counts, modes * brawlers, (map, brawler) => (modeOf[map] ?? 0) * brawlers + brawler);
  const at = (values: ArrayLike<number>, i: number): number => values[i] ?? Number.NaN;
  const each = (name: string, predict: (i: number) => number): Method => ({
    name,
    predictions: baseline.map((_, i) => Math.min(Math.max(predict(i), SUREST), 100 - SUREST)),
  });
  const toward = (i: number, prior: number) =>
    (at(games, i) * at(rate, i) + FIXED_PRIOR * prior) / (at(games, i) + FIXED_PRIOR);
  const board = perBoard(cells);
  const methods = [
    each('hierarchy', (i) => at(baseline, i) + at(fit.cells.means, i)),
    each('each map by itself', (i) => at(board, i)),
    each('raw rate', (i) => (at(games, i) > 0 ? at(rate, i) : at(baseline, i))),
    each('1,500 games at 50 %', (i) => toward(i, 50)),
    each('1,500 games at map mean', (i) => toward(i, at(baseline, i))),
    each('mode only', (i) => orElse(inMode, at(mode, i) * brawlers + (i % brawlers), at(baseline, i))),
    each('brawler only', (i) => orElse(overall, i % brawlers, at(baseline, i))),
    each('map mean only', (i) => at(baseline, i)),
    each(
      'hierarchy, without maps',
      (i) => at(baseline, i) + at(fit.modes.means, (i % brawlers) * modes + at(mode, i)),
    ),
    each('hierarchy, brawlers alone', (i) => at(baseline, i) + at(fit.brawlers.means, i % brawlers)),
  ];
  return { methods, fit, cells };
}
