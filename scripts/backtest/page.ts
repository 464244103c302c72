/** What the page /methodology shows of a back-test, as a module. */
import { execFileSync } from 'node:child_process';
import { type Bin, calibrationBins, type Estimate, type Score, type Trial } from './score.ts';

export interface Result {
  readonly name: 'recording' | 'simulated';
  readonly battles: number;
  readonly observations: number;
  readonly scores: readonly Score[];
  /** of the first method, ours */
  readonly bins: readonly Bin[];
}

/** Percentage points a bin, and observations that it must have: fewer than 200 tell a rate to no better than 7 pp. */
const BIN_WIDTH = 2;
const BIN_LEAST = 200;

export function resultOf(name: Result['name'], trial: Trial, scores: readonly Score[]): Result {
  const bins = calibrationBins(trial, 0, BIN_WIDTH, BIN_LEAST);
  return { name, battles: trial.battleCount, observations: trial.halfWins.length, scores, bins };
}

/** The module's source; says when, and at which commit, it was made. */
export function pageModule(results: readonly Result[], now: Date): string {
  const commit = execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' }).trim();
  const data = { date: now.toISOString().slice(0, 10), commit, results: results.map(rounded) };
  return `/** Made by \`npm run backtest -- --page\`; not to be edited. Figures: docs/backtest.md. */\n// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: figures as measured\nexport const BACKTEST = ${JSON.stringify(data, null, 2)} as const;\n`;
}

function rounded({ scores, bins, ...rest }: Result) {
  const to = (digits: number) => (value: number) => Number(value.toFixed(digits));
  const estimate = ({ value, low, high }: Estimate, digits: number) => [value, low, high].map(to(digits));
  return {
    ...rest,
    scores: scores.map(({ name, logLoss, worse, brier, calibration }) => ({
      name,
      logLoss: estimate(logLoss, 4),
      worse: estimate(worse, 2),
      brier: estimate(brier, 4),
      calibration: estimate(calibration, 2),
    })),
    bins: bins.map(({ predicted, seen, count }) => [to(2)(predicted), to(2)(seen), count]),
  };
}
