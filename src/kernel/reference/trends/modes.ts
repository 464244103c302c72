/** What a brawler plays, by mode. */
import { CHANGE_GAMES } from '../../../../kernel/layout/series.ts';
import { addDaily, type Daily, noDaily } from './runs.ts';
import type { MapDaily } from './series.ts';

/** What a brawler plays in one mode; of mode 0, that is unknown, nothing is tested. */
export interface OfMode {
  readonly mode: number;
  readonly maps: readonly MapDaily[];
  readonly daily: Daily;
  /** variance of a game's outcome, p (1 − p), over the complete days; p = (½ h + 1) / (n + 2), after Laplace */
  readonly variance: number;
}

export function byMode(maps: readonly MapDaily[], days: number): OfMode[] {
  return [...Map.groupBy(maps, ({ mode }) => mode)]
    .sort(([a], [b]) => a - b)
    .map(([mode, own]) => {
      const daily = noDaily(days);
      for (const map of own) addDaily(daily, map.daily);
      const games = total(daily.games, days - 1);
      const rate = (total(daily.halfWins, days - 1) / 2 + 1) / (games + 2);
      return { mode, maps: own, daily, variance: rate * (1 - rate) };
    });
}

function total(counts: Float64Array, days: number): number {
  let sum = 0;
  for (let day = 0; day < days; day++) sum += counts[day] as number;
  return sum;
}

/** Whether a series may have a change: games enough in known modes for two sides. */
export function isTestable(modes: readonly OfMode[]): boolean {
  const known = modes.filter(({ mode }) => mode > 0);
  const days = (known[0]?.daily.games.length ?? 1) - 1;
  return known.reduce((sum, { daily }) => sum + total(daily.games, days), 0) >= 4 * CHANGE_GAMES;
}
