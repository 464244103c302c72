/** How predictions fared: log-loss, Brier score and calibration error per observation, with bootstrap intervals over battles. */
import { createRandom } from '../../upstream-sim/random.ts';
import type { Battle } from './counts.ts';
import type { Method } from './methods.ts';

/** Resamplings; intervals are 2.5 to 97.5 %. */
const RESAMPLED = 200;
/** Bins of the calibration error, one a percentage point. */
const BINS = 100;

/** Predictions and results of one method, in the order of the battles. */
export interface Record {
  readonly name: string;
  readonly predicted: number[];
}

/** What was predicted of which battle. */
export interface Trial {
  readonly records: Record[];
  readonly halfWins: number[];
  /** battle of each observation, ascending */
  readonly battles: number[];
  battleCount: number;
}

export function createTrial(): Trial {
  return { records: [], halfWins: [], battles: [], battleCount: 0 };
}

/** Notes what each method says of a battle. All calls must name the same methods. */
export function note(trial: Trial, battle: Battle, methods: readonly Method[], brawlers: number): void {
  if (trial.records.length === 0)
    trial.records.push(...methods.map(({ name }) => ({ name, predicted: [] as number[] })));
  battle.brawlers.forEach((brawler: number, k: number) => {
    trial.halfWins.push(battle.halfWins[k] ?? 0);
    trial.battles.push(trial.battleCount);
    methods.forEach(({ predictions }, m) => {
      trial.records[m]?.predicted.push((predictions[battle.map * brawlers + brawler] ?? 50) / 100);
    });
  });
  trial.battleCount++;
}

export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Score {
  readonly name: string;
  /** nats */
  readonly logLoss: Estimate;
  /** log-loss less the first method's, in thousandths of a nat; resampled together */
  readonly worse: Estimate;
  readonly brier: Estimate;
  /** mean distance of predicted and seen rates over bins of a percentage point, percentage points */
  readonly calibration: Estimate;
}

function estimate(value: number, resampled: number[]): Estimate {
  const sorted = [...resampled].sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { value, low: quantile(0.025), high: quantile(0.975) };
}

interface Sums {
  logLoss: number;
  brier: number;
  calibration: number;
}

/** Means over the observations, each battle weighted. */
function weigh(trial: Trial, { predicted }: Record, losses: Float64Array, weights: Uint8Array): Sums {
  const bins = new Float64Array(BINS + 1);
  let [total, logLoss, brier] = [0, 0, 0];
  for (let i = 0; i < predicted.length; i++) {
    const w = weights[trial.battles[i] ?? 0] ?? 0;
    if (w === 0) continue;
    const p = predicted[i] ?? 0.5;
    const off = p - 0.5 * (trial.halfWins[i] ?? 0);
    const bin = Math.floor(p * BINS);
    total += w;
    logLoss += w * (losses[i] ?? 0);
    brier += w * off * off;
    bins[bin] = (bins[bin] ?? 0) + w * off;
  }
  const calibration = bins.reduce((sum, off) => sum + Math.abs(off), 0);
  return { logLoss: logLoss / total, brier: brier / total, calibration: (100 * calibration) / total };
}

/** Scores every method of a trial; the first is the one that the others are compared with. */
export function score(trial: Trial, seed: number): Score[] {
  const random = createRandom(seed, 0xb007);
  const samples = Array.from({ length: RESAMPLED }, () => {
    const weights = new Uint8Array(trial.battleCount);
    for (let drawn = 0; drawn < trial.battleCount; drawn++) {
      const battle = Math.floor(random.float() * trial.battleCount);
      weights[battle] = (weights[battle] ?? 0) + 1;
    }
    return weights;
  });
  const once = new Uint8Array(trial.battleCount).fill(1);
  const sums = trial.records.map((record) => {
    const losses = Float64Array.from(record.predicted, (p, i) => {
      const won = 0.5 * (trial.halfWins[i] ?? 0);
      return -won * Math.log(p) - (1 - won) * Math.log(1 - p);
    });
    return {
      whole: weigh(trial, record, losses, once),
      resampled: samples.map((weights) => weigh(trial, record, losses, weights)),
    };
  });
  const first = sums[0];
  return sums.map(({ whole, resampled }, m) => {
    const of = (what: keyof Sums) =>
      estimate(
        whole[what],
        resampled.map((sum) => sum[what]),
      );
    const worse = resampled.map((sum, r) => 1000 * (sum.logLoss - (first?.resampled[r]?.logLoss ?? 0)));
    return {
      name: trial.records[m]?.name ?? '',
      logLoss: of('logLoss'),
      worse: estimate(1000 * (whole.logLoss - (first?.whole.logLoss ?? 0)), worse),
      brier: of('brier'),
      calibration: of('calibration'),
    };
  });
}

/** Observations that were given about the same win rate. */
export interface Bin {
  /** mean prediction, percent */
  readonly predicted: number;
  /** percent of wins */
  readonly seen: number;
  readonly count: number;
}

/** Predicted against seen rates of a method, in bins of `width` percentage points; those with fewer than `least` are left out. */
export function calibrationBins(trial: Trial, method: number, width: number, least: number): Bin[] {
  const bins = new Map<number, { predicted: number; won: number; count: number }>();
  trial.records[method]?.predicted.forEach((p, i) => {
    const index = Math.floor((100 * p) / width);
    const bin = bins.get(index) ?? { predicted: 0, won: 0, count: 0 };
    bin.predicted += p;
    bin.won += 0.5 * (trial.halfWins[i] ?? 0);
    bin.count++;
    bins.set(index, bin);
  });
  return [...bins]
    .sort(([a], [b]) => a - b)
    .filter(([, { count }]) => count >= least)
    .map(([, { predicted, won, count }]) => ({
      predicted: (100 * predicted) / count,
      seen: (100 * won) / count,
      count,
    }));
}
