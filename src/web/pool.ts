/** What is known of brawlers on several maps together: what stands in where a map has no ranking of its own. */
import type { MapAnswer } from '../shared/wire.ts';

/** Φ⁻¹(0.975) */
const Z95 = 1.959963984540054;

/** Maps that are brought together at most: reading a ranking takes some 0.2 ms of a request's time. */
export const MOST_MAPS = 24;

export interface PooledRow {
  readonly id: number;
  readonly name: string;
  /** summed over the maps; null where one of them has no counts */
  readonly games: number | null;
  readonly wins: number | null;
  /** mean of the lifts, by games, pp */
  readonly lift: number;
  /** 95 %, pp: where the lift on one such map lies; null where one of them has no interval */
  readonly interval: readonly [number, number] | null;
}

export interface Pool {
  /** maps brought together */
  readonly maps: number;
  /** null where a source does not tell them; then perhaps `picks` */
  readonly battles: number | null;
  readonly picks: number | null;
  /** counted battles, which alone have a window, come last */
  readonly sources: readonly ('brawlapi' | 'battles')[];
  /** of counted battles; null where none are among it */
  readonly windowDays: number | null;
  /** ISO 8601, of the map that was updated least lately */
  readonly updatedAt: string;
  /** highest lift first */
  readonly rows: readonly PooledRow[];
}

interface Sums {
  readonly id: number;
  readonly name: string;
  weight: number;
  lift: number;
  square: number;
  /** NaN once an interval was missing; likewise games and wins */
  variance: number;
  games: number;
  wins: number;
}

/**
 * Brawlers over all these maps; null where none has a ranking. Lifts are weighted by games (by 1 where there are no counts), as a
 * draft does it (docs/draft.md). The variance of a lift on one of the maps, drawn by its games, is the mean of the variances and
 * the variance of the means.
 */
export function poolMaps(answers: readonly MapAnswer[]): Pool | null {
  const ranked = answers.filter(({ brawlers }) => brawlers.some(({ lift }) => lift !== null));
  const [first] = ranked;
  if (first === undefined) return null;
  const sources = new Set(ranked.map(({ source }) => source));
  return {
    maps: ranked.length,
    battles: total(ranked.map(({ battles }) => battles)),
    picks: total(ranked.map(({ picks }) => picks)),
    sources: (['brawlapi', 'battles'] as const).filter((source) => sources.has(source)),
    windowDays: ranked.find(({ windowDays }) => windowDays !== null)?.windowDays ?? null,
    updatedAt: ranked.map(({ updatedAt, builtAt }) => updatedAt ?? builtAt).sort()[0] ?? first.builtAt,
    rows: [...sumsOf(ranked)].map(rowOf).sort((a, b) => b.lift - a.lift || a.id - b.id),
  };
}

/** A sum of what is all known. */
function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

function sumsOf(answers: readonly MapAnswer[]): Iterable<Sums> {
  const byId = new Map<number, Sums>();
  for (const { id, name, lift, interval, games, wins } of answers.flatMap(({ brawlers }) => brawlers)) {
    const weight = games ?? 1;
    if (lift === null || weight === 0) continue;
    const known = byId.get(id);
    const sums = known ?? { id, name, weight: 0, lift: 0, square: 0, variance: 0, games: 0, wins: 0 };
    if (known === undefined) byId.set(id, sums);
    const deviation = interval === null ? Number.NaN : (interval[1] - interval[0]) / (2 * Z95);
    sums.weight += weight;
    sums.lift += weight * lift;
    sums.square += weight * lift * lift;
    sums.variance += weight * deviation * deviation;
    sums.games += games ?? Number.NaN;
    sums.wins += wins ?? Number.NaN;
  }
  return byId.values();
}

function rowOf({ id, name, weight, lift: sum, square, variance, games, wins }: Sums): PooledRow {
  const lift = sum / weight;
  const between = Math.max(0, square / weight - lift * lift);
  const half = Z95 * Math.sqrt(variance / weight + between);
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  const interval = Number.isNaN(half) ? null : ([lift - half, lift + half] as const);
  return { id, name, games: known(games), wins: known(wins), lift, interval };
}
