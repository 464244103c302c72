/** What a back-test prints. */
import type { Cells, Hierarchy } from '../../src/kernel/reference/stats/hierarchy.ts';
import type { Estimate, Score } from './score.ts';

const Z95 = 1.959963984540054;
const CLASSES = [
  { name: '<10', least: 0 },
  { name: '10–50', least: 10 },
  { name: '50–500', least: 50 },
  { name: '>500', least: 500 },
] as const;

function cell({ value, low, high }: Estimate, digits: number): string {
  return `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}

/** A table of scores in Markdown. */
export function table(scores: readonly Score[]): string {
  const head = ['method', 'log-loss', 'worse than the hierarchy, 10⁻³', 'Brier', 'calibration error, pp'];
  const rows = scores.map(({ name, logLoss, worse, brier, calibration }, i) => [
    name,
    cell(logLoss, 4),
    i === 0 ? '–' : cell(worse, 2),
    cell(brier, 4),
    cell(calibration, 2),
  ]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The fitted spreads, standard deviations in pp. */
export function strengthsLine({ strengths, centre }: Hierarchy): string {
  const part = (name: keyof typeof strengths) => {
    const { spread, sharpness } = strengths[name];
    const deviation = Math.sqrt(spread);
    return `${name} ${deviation.toFixed(2)} ± ${((0.5 * deviation) / Math.sqrt(sharpness)).toFixed(2)}`;
  };
  return `${part('map')}, ${part('mode')}, ${part('brawler')} pp; centre ${centre.toFixed(2)}`;
}

/** Share of cells whose 95 % interval holds the truth, by class of games. */
export function coverageLine({ games, baseline }: Cells, { cells }: Hierarchy, truth: Float64Array): string {
  const parts = CLASSES.map(({ name, least }, c) => {
    const below = CLASSES[c + 1]?.least ?? Number.POSITIVE_INFINITY;
    let [count, held] = [0, 0];
    truth.forEach((rate, i) => {
      const n = games[i] ?? 0;
      if (n < least || n >= below) return;
      const off = (baseline[i] ?? 0) + (cells.means[i] ?? 0) - rate;
      count++;
      if (off * off <= Z95 * Z95 * (cells.variances[i] ?? 0)) held++;
    });
    return count === 0 ? `${name}: no cells` : `${name}: ${((100 * held) / count).toFixed(1)} % of ${count}`;
  });
  return `Intervals that hold the truth, by games: ${parts.join(' · ')}`;
}
