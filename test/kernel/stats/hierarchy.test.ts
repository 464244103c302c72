import { describe, expect, test } from 'vitest';
import { type Cells, fitHierarchy, type Hierarchy } from '../../../src/kernel/reference/stats/hierarchy.ts';
import { type Drawn, drawWorld, knownWorld } from './world.ts';

const Z95 = 1.959963984540054;
const SEEDS = process.env.STATS_SEEDS === undefined ? 4 : Number(process.env.STATS_SEEDS);
const SIZES = [1e4, 1e5, 1e6];
/** Classes of games; the first includes cells never played. */
const CLASSES = [
  [0, 9],
  [10, 49],
  [50, 500],
  [501, Number.POSITIVE_INFINITY],
] as const;
/** Classes with fewer cells than this are left out: their share would be known to a percentage point or worse. */
const LEAST_CELLS = 1000;

interface Row {
  mode: number;
  brawler: number;
  games: number;
  rate: number;
}

function cellsOf(rows: readonly Row[], baseline: number, modes = 3, brawlers = 10): Cells {
  return {
    mode: Uint32Array.from(rows, (row) => row.mode),
    brawler: Uint32Array.from(rows, (row) => row.brawler),
    games: Float64Array.from(rows, (row) => row.games),
    rate: Float64Array.from(rows, (row) => row.rate),
    baseline: new Float64Array(rows.length).fill(baseline),
    modes,
    brawlers,
  };
}

function everyRow(games: number, rate: number): Row[] {
  return Array.from({ length: 90 }, (_, i) => ({ mode: i % 3, brawler: i % 10, games, rate }));
}

function lift({ cells }: Hierarchy, row: number): number {
  return cells.means[row] ?? Number.NaN;
}

describe('the hierarchy', () => {
  test('eight wins of eight do not outrank 560 of 1,000', () => {
    const rows = everyRow(1000, 50);
    for (const row of rows) row.rate += (row.brawler - 4.5) / 2;
    const lucky = rows.push({ mode: 1, brawler: 4, games: 8, rate: 100 }) - 1;
    const solid = rows.push({ mode: 1, brawler: 4, games: 1000, rate: 56 }) - 1;
    const fit = fitHierarchy(cellsOf(rows, 50));
    expect(lift(fit, solid)).toBeGreaterThan(lift(fit, lucky) + 0.5);
    expect(fit.cells.weights[lucky]).toBeLessThan(0.15);
  });

  test('Showdown: 41 % over a baseline of 40 is a lift of nearly 1', () => {
    const rows = everyRow(20_000, 40);
    for (const row of rows) row.rate += (row.brawler - 4.5) * 0.6;
    const at41 = rows.push({ mode: 0, brawler: 6, games: 20_000, rate: 41 }) - 1;
    const fit = fitHierarchy(cellsOf(rows, 40));
    expect(lift(fit, at41)).toBeGreaterThan(0.7);
    expect(lift(fit, at41)).toBeLessThan(1.3);
  });

  test('a cell without games gets what the mode predicts, with a wider interval', () => {
    const rows = everyRow(1000, 50);
    for (const row of rows) row.rate += row.brawler - 4.5 + (row.mode === 2 && row.brawler === 9 ? 4 : 0);
    const unplayed = rows.push({ mode: 2, brawler: 9, games: 0, rate: 0 }) - 1;
    const { cells, modes } = fitHierarchy(cellsOf(rows, 50));
    expect(cells.weights[unplayed]).toBe(0);
    expect(cells.means[unplayed]).toBeCloseTo(modes.means[9 * 3 + 2] ?? 0, 12);
    expect(cells.means[unplayed]).toBeGreaterThan(5);
    expect(cells.variances[unplayed]).toBeGreaterThan(modes.variances[9 * 3 + 2] ?? 0);
  });

  test('no cells, and cells without any games: lift 0, finite variances', () => {
    expect(fitHierarchy(cellsOf([], 50)).cells.means).toHaveLength(0);
    const { cells, brawlers } = fitHierarchy(cellsOf(everyRow(0, 0), 50));
    expect([...cells.means].every((mean) => mean === 0)).toBe(true);
    expect([...cells.variances, ...brawlers.variances].every((v) => v > 0 && v < 200)).toBe(true);
  });

  test('given strengths are taken as they are', () => {
    const rows = everyRow(100, 50);
    for (const row of rows) row.rate += row.brawler;
    const cells = cellsOf(rows, 50);
    const fit = fitHierarchy(cells);
    expect(fitHierarchy(cells, { strengths: fit.strengths }).cells).toEqual(fit.cells);
  });
});

/** Per class of games: cells, and how many of them have the truth in their interval. */
function coverage({ cells, truth }: Drawn, fit: Hierarchy): { cells: number; held: number }[] {
  const counts = CLASSES.map(() => ({ cells: 0, held: 0 }));
  truth.forEach((rate, i) => {
    const games = cells.games[i] ?? 0;
    const count = counts[CLASSES.findIndex(([least, most]) => games >= least && games <= most)];
    if (count === undefined) return;
    const off = (cells.baseline[i] ?? 0) + (fit.cells.means[i] ?? 0) - rate;
    count.cells++;
    if (off * off <= Z95 * Z95 * (fit.cells.variances[i] ?? 0)) count.held++;
  });
  return counts;
}

describe.each(SIZES)('%d battles of the simulated world', (battles) => {
  const worlds = Array.from({ length: SEEDS }, (_, i) => {
    const drawn = drawWorld(i + 1, battles);
    return { drawn, fit: fitHierarchy(drawn.cells), known: fitHierarchy(knownWorld(drawn)) };
  });

  test(`95 % intervals hold the truth in 93 to 97 % of each class (seeds 1 to ${SEEDS})`, () => {
    const each = worlds.map(({ drawn, fit }) => coverage(drawn, fit));
    const shares = CLASSES.map((_, c) => {
      const sum = (what: 'cells' | 'held') =>
        each.reduce((total, counts) => total + (counts[c]?.[what] ?? 0), 0);
      return sum('cells') < LEAST_CELLS ? Number.NaN : (100 * sum('held')) / sum('cells');
    }).filter((share) => !Number.isNaN(share));
    expect(shares.length).toBeGreaterThan(1);
    expect(Math.min(...shares), shares.join(' ')).toBeGreaterThanOrEqual(93);
    expect(Math.max(...shares), shares.join(' ')).toBeLessThanOrEqual(97);
  });

  test(`strengths lie within 3 standard errors of the true ones (seeds 1 to ${SEEDS})`, () => {
    for (const { fit, known } of worlds) {
      for (const level of ['map', 'mode', 'brawler'] as const) {
        const { spread, sharpness } = fit.strengths[level];
        const off = Math.log(spread / known.strengths[level].spread);
        expect(Math.abs(off) * Math.sqrt(sharpness), `${level}: ${spread}`).toBeLessThan(3);
      }
    }
  });

  test(`adjusted rates err less than raw rates, and than the baseline alone (seeds 1 to ${SEEDS})`, () => {
    for (const { drawn, fit } of worlds) {
      let [adjusted, none, raw] = [0, 0, 0];
      drawn.truth.forEach((rate, i) => {
        if ((drawn.cells.games[i] ?? 0) === 0) return;
        const baseline = drawn.cells.baseline[i] ?? 0;
        adjusted += (baseline + (fit.cells.means[i] ?? 0) - rate) ** 2;
        none += (baseline - rate) ** 2;
        raw += ((drawn.cells.rate[i] ?? 0) - rate) ** 2;
      });
      expect(adjusted).toBeLessThan(0.6 * none);
      expect(adjusted).toBeLessThan(0.5 * raw);
    }
  });
});
