import { MAX_COUNT } from '../../../../kernel/layout/build.ts';
import { MAX_EFFECT_ROWS } from '../../../../kernel/layout/effects.ts';
import { type Effects, pairIndex } from '../stats/effects.ts';
import { at } from '../stats/fit.ts';

import type { EffectRows } from './counts.ts';

/** One of a brawler's surest effects, in the units of kernel/layout/effects.ts. */
export interface SureEffect {
  other: number;
  games: number;
  halfWins: number;
  expected: number;
  shift: number;
  error: number;
}

/** Plain counts of a pair over all modes, of its first brawler. */
interface Plain {
  games: number;
  halfWins: number;
  /** Σ games × what is expected, 0 … 1 */
  expected: number;
}

/** Φ⁻¹(0.75) */
const TIE_Z = 0.6744897501960817;
/** Log-odds of the fit's unit in which 1 pp of a chance e is 1 / (e (1 − e)); here 1/100 pp. */
const HUNDREDTHS = 100;

/**
 * Of each brawler the effects whose sign is at least 75 % sure: those for it, then those against it, MAX_EFFECT_ROWS of
 * each, surest first (mean² / variance), equals by the other's place.
 */
export function surestOf(read: EffectRows, fit: Effects): SureEffect[][] {
  const n = read.codes.length;
  const plain = plainOf(read, fit);
  return read.codes.map((_, own) => {
    const sure = read.codes.flatMap((_, other) => {
      if (other === own) return [];
      const pair = pairIndex(Math.min(own, other), Math.max(own, other), n);
      const count = plain[pair];
      const certainty = certaintyOf(at(fit.pairs.means, pair), at(fit.pairs.variances, pair));
      if (count === undefined || certainty < TIE_Z * TIE_Z) return [];
      return [{ other, pair, certainty, count }];
    });
    sure.sort((a, b) => b.certainty - a.certainty || a.other - b.other);
    const rows = sure.map(({ other, pair, count }) => row(read, fit, own, other, pair, count));
    return [
      ...rows.filter(({ shift }) => shift > 0).slice(0, MAX_EFFECT_ROWS),
      ...rows.filter(({ shift }) => shift < 0).slice(0, MAX_EFFECT_ROWS),
    ];
  });
}

function certaintyOf(mean: number, variance: number): number {
  return (mean * mean) / variance;
}

/** By pair; those without games are holes. */
function plainOf({ rows, codes, counts }: EffectRows, fit: Effects): (Plain | undefined)[] {
  const plain: (Plain | undefined)[] = [];
  rows.forEach(({ games, halfWins }, i) => {
    const pair = pairIndex(counts.a[i] ?? 0, counts.b[i] ?? 0, codes.length);
    const sum = plain[pair] ?? { games: 0, halfWins: 0, expected: 0 };
    sum.games += games;
    sum.halfWins += halfWins;
    sum.expected += games * at(fit.expected, i);
    plain[pair] = sum;
  });
  return plain;
}

/** As the brawler `own` sees it: the second of two enemies sees it turned round. */
function row(
  { codes, counts }: EffectRows,
  { pairs }: Effects,
  own: number,
  other: number,
  pair: number,
  { games, halfWins, expected }: Plain,
): SureEffect {
  const isTurned = counts.areEnemies && own > other;
  const e = expected / games;
  const points = e * (1 - e) * HUNDREDTHS;
  const mean = isTurned ? -at(pairs.means, pair) : at(pairs.means, pair);
  return {
    other: codes[other] ?? 0,
    games: Math.min(games, MAX_COUNT),
    halfWins: Math.min(isTurned ? 2 * games - halfWins : halfWins, MAX_COUNT),
    expected: Math.floor(10_000 * (isTurned ? 1 - e : e) + 0.5),
    shift: Math.floor(mean * points + 0.5),
    error: Math.floor(Math.sqrt(at(pairs.variances, pair)) * points + 0.5),
  };
}
