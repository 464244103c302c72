import { MAX_EFFECT_BRAWLERS, MAX_EFFECT_PLACES } from '../../../../kernel/layout/effects.ts';
import { COUNT_MATCHUPS } from '../../../../kernel/layout/tally.ts';
import type { SumRow, SumsView } from '../snapshot/sums.ts';
import type { EffectCounts } from '../stats/effects.ts';

/** Sums of pairs or match-ups, as they are fitted. */
export interface EffectRows {
  /** by mode (place), then pair */
  readonly rows: readonly SumRow[];
  /** ascending */
  readonly codes: readonly number[];
  readonly places: readonly number[];
  readonly counts: EffectCounts;
}

/** What weighted counts of a mode × brawler add up to. */
interface Own {
  games: number;
  halfWins: number;
  squares: number;
}

/** Takes sums apart; null where there is nothing to fit, or more brawlers or modes than the limits of layout/effects.ts. */
export function readEffectRows(sums: SumsView): EffectRows | null {
  const rows = [...sums.rows()].filter(isSound);
  const codes = [...new Set(rows.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b);
  const places = [...new Set(rows.map(({ place }) => place))];
  if (rows.length === 0 || codes.length > MAX_EFFECT_BRAWLERS || places.length > MAX_EFFECT_PLACES)
    return null;
  const areEnemies = sums.kind === COUNT_MATCHUPS;
  const indexOf = new Map(codes.map((code, i) => [code, i]));
  const modeOf = new Map(places.map((place, i) => [place, i]));
  const mode = Uint32Array.from(rows, ({ place }) => modeOf.get(place) ?? 0);
  const a = Uint32Array.from(rows, (row) => indexOf.get(row.a) ?? 0);
  const b = Uint32Array.from(rows, (row) => indexOf.get(row.b) ?? 0);
  const own = places.flatMap(() => codes.map((): Own => ({ games: 0, halfWins: 0, squares: 0 })));
  const all = places.map((): Own => ({ games: 0, halfWins: 0, squares: 0 }));
  rows.forEach((row, i) => {
    const first = (mode[i] ?? 0) * codes.length;
    const { weightedGames: games, weightedHalfWins: halfWins, squaredWeights: squares } = row;
    const others = areEnemies ? 2 * games - halfWins : halfWins;
    add(own[first + (a[i] ?? 0)] as Own, { games, halfWins, squares });
    add(own[first + (b[i] ?? 0)] as Own, { games, halfWins: others, squares });
    add(all[mode[i] ?? 0] as Own, { games, halfWins, squares });
  });
  const baseline = Float64Array.from(all, (sum) => (areEnemies ? 50 : rateOf(sum, 50)));
  const counts: EffectCounts = {
    mode,
    a,
    b,
    games: Float64Array.from(rows, (row) =>
      Math.min((row.weightedGames * row.weightedGames) / row.squaredWeights, row.games),
    ),
    rate: Float64Array.from(rows, (row) => (50 * row.weightedHalfWins) / row.weightedGames),
    ownGames: Float64Array.from(own, ({ games, squares }) => (squares > 0 ? (games * games) / squares : 0)),
    ownRate: Float64Array.from(own, (sum, i) => rateOf(sum, baseline[Math.floor(i / codes.length)] ?? 50)),
    baseline,
    modes: places.length,
    brawlers: codes.length,
    areEnemies,
  };
  return { rows, codes, places, counts };
}

/** Two brawlers, in the order that a counter gives them, and games that weigh something. */
function isSound({ slot, a, b, c, weightedGames, squaredWeights }: SumRow): boolean {
  return slot === 0 && c === 0 && a > 0 && a < b && weightedGames > 0 && squaredWeights > 0;
}

function add(to: Own, { games, halfWins, squares }: Own): void {
  to.games += games;
  to.halfWins += halfWins;
  to.squares += squares;
}

function rateOf({ games, halfWins }: Own, otherwise: number): number {
  return games > 0 ? (50 * halfWins) / games : otherwise;
}
