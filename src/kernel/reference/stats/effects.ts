import { at } from './fit.ts';
import { fitSpread } from './spread.ts';
import { type Level, meansWithin, type Posteriors, type SpreadPrior, shrink } from './within.ts';

/**
 * Effects of two brawlers on each other, over what each does alone: docs/draft.md. On the log-odds scale, without
 * logarithms: what two main effects predict together is a product of odds, and the effect is the one step of Fisher
 * scoring from there, (rate − e) / (e (1 − e)) with variance 1 / (n e (1 − e)) (McCullagh & Nelder 1989, Generalized
 * Linear Models, 2nd ed., 2.5). Only +, −, ×, ÷, square roots and comparisons, summed in the order of the rows.
 */

/** What is counted of each two brawlers, by mode; every (mode, a, b) once, in ascending order. */
export interface EffectCounts {
  /** of each row: index of the mode, and of the brawlers, a < b */
  readonly mode: Uint32Array;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** effective games, > 0, and the win rate of a (of both, where they are allies), percent */
  readonly games: Float64Array;
  readonly rate: Float64Array;
  /** per mode × brawlers + brawler: the same of all rows with the brawler added up; 0 games where there are none */
  readonly ownGames: Float64Array;
  readonly ownRate: Float64Array;
  /** per mode: mean rate, percent; 50 of enemies */
  readonly baseline: Float64Array;
  readonly modes: number;
  readonly brawlers: number;
  /** a and b are enemies */
  readonly areEnemies: boolean;
}

/** Log-odds in units of 0.01; variances in the square of that. */
export interface Effects {
  /** between pairs, and of a pair between modes */
  readonly spread: number;
  readonly modeSpread: number;
  /** win rate that the main effects predict, 0 … 1, row by row */
  readonly expected: Float64Array;
  /** variance of each row's own estimate */
  readonly noise: Float64Array;
  /** per row: the effect in its mode */
  readonly rows: Posteriors;
  /** per pair (pairIndex): the effect over all modes, also where there are no games */
  readonly pairs: Posteriors;
}

/**
 * How often a battle is among the rows of one brawler: once with each ally, or against each enemy, in teams of three. The
 * rows of one battle say the same thing about the brawler alone.
 */
const REPEATS_ALLIES = 2;
const REPEATS_ENEMIES = 3;
/** Weak priors. Main effects (pp²): as between maps (hierarchy.ts), together. Effects: deviations of 0.05 and 0.03. */
const MAIN_PRIOR: SpreadPrior = { spread: 16, rows: 3 };
export const EFFECT_PRIOR: SpreadPrior = { spread: 25, rows: 3 };
export const EFFECT_MODE_PRIOR: SpreadPrior = { spread: 9, rows: 3 };
const LEAST_RATE = 1;
/** Most that is allowed for a row's part in its own expectation: with three repeats a tenth of the noise is left. */
const MOST_OWN = 0.3;
/** Index of the pair a < b among those of `brawlers`. */
export function pairIndex(a: number, b: number, brawlers: number): number {
  return (a * (2 * brawlers - a - 1)) / 2 + b - a - 1;
}

/** Fits main effects, then spreads from below (within pairs, then between them), then posteriors from above. */
export function fitEffects(counts: EffectCounts): Effects {
  const { a, b, games, rate, brawlers } = counts;
  const { odds, weights } = mainEffects(counts);
  const n = rate.length;
  const repeats = counts.areEnemies ? REPEATS_ENEMIES : REPEATS_ALLIES;
  const [expected, values, noise] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const group = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const e = expectedOf(counts, odds, i);
    const own = ownShare(counts, weights, i);
    const { value, variance } = estimateOf(at(rate, i), e, at(games, i), own, repeats);
    expected[i] = e;
    values[i] = value;
    noise[i] = variance;
    group[i] = pairIndex(a[i] as number, b[i] as number, brawlers);
  }
  const bottom: Level = { values, noise, group, groups: (brawlers * (brawlers - 1)) / 2 };
  const within = fitSpread(bottom, EFFECT_MODE_PRIOR);
  const over = meansWithin(bottom, within.spread);
  const top: Level = {
    values: over.means,
    noise: over.noise,
    group: new Uint32Array(bottom.groups),
    groups: 1,
  };
  // An effect is as likely to help as to harm, and of enemies it is turned round by exchanging them: about 0.
  const between = fitSpread(top, EFFECT_PRIOR, true);
  const zero = { means: new Float64Array(1), variances: new Float64Array(1) };
  const pairs = shrink(top, between, zero);
  return {
    spread: between.spread,
    modeSpread: within.spread,
    expected,
    noise,
    rows: shrink(bottom, within, pairs),
    pairs,
  };
}

/**
 * The effect that a rate (percent) of so many games shows against an expected chance e, and its variance, log-odds in units of
 * 0.01. `own` is how far the games are in the expectation themselves; main effects have seen each battle `repeats` times.
 */
export function estimateOf(rate: number, e: number, games: number, own: number, repeats: number) {
  const information = e * (1 - e);
  const open = 1 - own;
  return {
    value: (rate - 100 * e) / (information * open),
    variance: (10_000 * (1 - repeats * own)) / (games * information * (open * open)),
  };
}

/** Odds of every mode × brawler by itself: its rate, shrunk to the mode's mean by a fitted spread; and how little it was. */
function mainEffects(counts: EffectCounts): { odds: Float64Array; weights: Float64Array } {
  const { ownGames, ownRate, baseline, modes, brawlers, areEnemies } = counts;
  const group = new Uint32Array(modes * brawlers);
  const noise = new Float64Array(group.length);
  for (let i = 0; i < group.length; i++) {
    const mode = Math.floor(i / brawlers);
    const rate = bounded(at(baseline, mode));
    group[i] = mode;
    noise[i] = ((areEnemies ? REPEATS_ENEMIES : REPEATS_ALLIES) * (rate * (100 - rate))) / at(ownGames, i);
  }
  const level: Level = { values: ownRate, noise, group, groups: modes };
  const fit = fitSpread(level, MAIN_PRIOR);
  const { means, weights } = shrink(level, fit, { means: baseline, variances: new Float64Array(modes) });
  return { odds: means.map((mean) => bounded(mean) / (100 - bounded(mean))), weights };
}

/**
 * How far a row's own games are in what is expected of it: their share of each brawler's, as far as that is not shrunk.
 * So far an effect explains itself away.
 */
function ownShare(counts: EffectCounts, weights: Float64Array, i: number): number {
  const first = (counts.mode[i] as number) * counts.brawlers;
  const [a, b] = [first + (counts.a[i] as number), first + (counts.b[i] as number)];
  const own =
    at(counts.games, i) * (at(weights, a) / at(counts.ownGames, a) + at(weights, b) / at(counts.ownGames, b));
  return own < MOST_OWN ? own : MOST_OWN;
}

/** What the main effects predict of a row: the odds of allies multiply, those of an enemy divide. */
function expectedOf(counts: EffectCounts, odds: Float64Array, i: number): number {
  const mode = counts.mode[i] as number;
  const own = at(odds, mode * counts.brawlers + (counts.a[i] as number));
  const other = at(odds, mode * counts.brawlers + (counts.b[i] as number));
  const base = bounded(at(counts.baseline, mode));
  const both = counts.areEnemies ? own / other : (own * other) / (base / (100 - base));
  return both / (1 + both);
}

function bounded(rate: number): number {
  return Math.min(Math.max(rate, LEAST_RATE), 100 - LEAST_RATE);
}
