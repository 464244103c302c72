import { SIZE_ZERO } from '../../../../kernel/layout/series.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import { TREND_NAMES } from '../../../shared/answers.ts';
import { trendOf } from '../snapshot/trends.ts';
import type { ChangeRow, SeriesRow } from '../snapshot/trends-view.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import { wilson } from '../trends/wilson.ts';
import * as parts from './parts.ts';

const DAY_MS = 86_400_000;

/** The answer of `GET /api/brawler/:id/trend` for row `brawler`. */
export function renderTrend(view: SnapshotView, brawler: number): string {
  return JSON.stringify({
    ...nameOf(view, brawler),
    ...parts.provenance(view),
    series: view.trends.series(brawler).map((series) => ({
      ...summary(view, series),
      days: daysOf(view, series),
    })),
  });
}

/** The answer of `GET /api/trends`. */
export function renderTrends(view: SnapshotView): string {
  const movers = view.trends.movers().map((mover) => ({ ...mover, row: view.trends.change(mover.change) }));
  const render = ({ brawler, mode, row }: (typeof movers)[number]) => ({
    ...nameOf(view, brawler),
    ...modeOf(view, mode),
    ...change(view, row),
  });
  return JSON.stringify({
    ...parts.provenance(view),
    rising: movers.filter(({ row }) => row.size > SIZE_ZERO).map(render),
    falling: movers.filter(({ row }) => row.size <= SIZE_ZERO).map(render),
    shifts: view.trends.shifts().map(({ day, brawlers }) => ({ date: dateOf(view, day), brawlers })),
  });
}

/** A brawler's trends, over all modes first. */
export function brawlerTrends(view: SnapshotView, brawler: number) {
  return view.trends.series(brawler).map((series) => summary(view, series));
}

function nameOf(view: SnapshotView, brawler: number) {
  return {
    id: view.value(layout.S_BRAWLER_ID, brawler),
    name: view.text(layout.S_BRAWLER_NAME, brawler),
    slug: view.text(layout.S_BRAWLER_SLUG, brawler),
  };
}

function modeOf(view: SnapshotView, mode: number) {
  if (mode === layout.NONE16) return { mode: null, modeId: null };
  return { mode: view.text(layout.S_MODE_NAME, mode), modeId: view.value(layout.S_MODE_ID, mode) };
}

function summary(view: SnapshotView, { mode, changes }: SeriesRow) {
  return {
    ...modeOf(view, mode),
    trend: TREND_NAMES[trendOf(changes, view.trends.days)],
    changes: changes.toReversed().map((row) => change(view, row)),
  };
}

function change(view: SnapshotView, { day, size, low, high }: ChangeRow) {
  return { date: dateOf(view, day), size: points(size), interval: [points(low), points(high)] };
}

/** A size as stored → pp with one decimal, half up. */
function points(size: number): number {
  return (parts.tenths(size) - parts.tenths(SIZE_ZERO)) / 10;
}

function dateOf(view: SnapshotView, day: number): string {
  return new Date((view.trends.first + day) * DAY_MS).toISOString().slice(0, 10);
}

/** The days with games. */
function daysOf(view: SnapshotView, { daily }: SeriesRow) {
  return [...daily.games].flatMap((games, day) => {
    if (games === 0) return [];
    const halfWins = daily.halfWins[day] as number;
    const { low, high } = wilson(games, halfWins);
    const winRate = parts.rateOf(halfWins, games);
    return [{ date: dateOf(view, day), games, wins: halfWins / 2, winRate, interval: [low, high] }];
  });
}
