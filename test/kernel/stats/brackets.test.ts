import { describe, expect, test } from 'vitest';
import { bracketBaselines, fitBracket } from '../../../src/kernel/reference/stats/brackets.ts';
import { type Cells, fitHierarchy } from '../../../src/kernel/reference/stats/hierarchy.ts';
import { createRandom, normal } from '../../../upstream-sim/random.ts';
import { binomial, drawWorld } from './world.ts';

const SEEDS = [1, 2, 3];
const Z95 = 1.959963984540054;
/** Standard deviations of a bracket's true differences, pp. */
const SHIFT = { brawler: 2, map: 1.5 };

/** A bracket that holds `share` of a world's games, and whose brawlers do differently there. */
function drawBracket(seed: number, battles: number, share: number) {
  const rest = drawWorld(seed, battles);
  const random = createRandom(seed, 4242);
  const shifts = Array.from({ length: rest.cells.brawlers }, () => SHIFT.brawler * normal(random));
  const truth = rest.truth.map(
    (rate, i) => rate + (shifts[rest.cells.brawler[i] ?? 0] ?? 0) + SHIFT.map * normal(random),
  );
  const games = rest.cells.games.map((n) => binomial(random, n, share));
  const rate = truth.map((p, i) => {
    const n = games[i] ?? 0;
    return n > 0 ? (100 * binomial(random, n, Math.min(Math.max(p / 100, 0), 1))) / n : 0;
  });
  const own: Cells = { ...rest.cells, games, rate };
  return { own, rest: rest.cells, truth };
}

function meanSquare({ baseline }: Cells, truth: Float64Array, lifts: Float64Array): number {
  const sum = truth.reduce((total, p, i) => total + (p - (baseline[i] ?? 0) - (lifts[i] ?? 0)) ** 2, 0);
  return sum / truth.length;
}

describe.each([1e5, 1e6])('a bracket with a twentieth of %d battles', (battles) => {
  const worlds = SEEDS.map((seed) => {
    const drawn = drawBracket(seed, battles, 0.05);
    const all = fitHierarchy(drawn.rest);
    return { ...drawn, all, fit: fitBracket(drawn.own, drawn.rest, all.strengths) };
  });

  test(`errs less than the bracket alone, and than all (seeds ${SEEDS})`, () => {
    for (const { own, truth, all, fit } of worlds) {
      const linked = meanSquare(own, truth, fit.cells.means);
      expect(linked).toBeLessThan(0.9 * meanSquare(own, truth, fitHierarchy(own).cells.means));
      expect(linked).toBeLessThan(meanSquare(own, truth, all.cells.means));
    }
  });

  test(`95 % intervals hold the truth in 93 to 97 % of the cells (seeds ${SEEDS})`, () => {
    let [held, count] = [0, 0];
    for (const { own, truth, fit } of worlds) {
      truth.forEach((rate, i) => {
        const off = (own.baseline[i] ?? 0) + (fit.cells.means[i] ?? 0) - rate;
        if (off * off <= Z95 * Z95 * (fit.cells.variances[i] ?? 0)) held++;
        count++;
      });
    }
    expect((100 * held) / count).toBeGreaterThan(93);
    expect((100 * held) / count).toBeLessThan(97);
  });

  test(`the spread of the brawlers' shifts is found (seeds ${SEEDS})`, () => {
    for (const { fit } of worlds) {
      const { spread, sharpness } = fit.strengths.brawler;
      expect(Math.abs(Math.log(spread / SHIFT.brawler ** 2)) * Math.sqrt(sharpness)).toBeLessThan(3);
    }
  });
});

describe("a bracket's baselines", () => {
  test('few games hardly move a map from all, many do', () => {
    const all = new Float64Array(22).fill(50);
    const games = Float64Array.from({ length: 22 }, (_, i) => (i === 20 ? 1 : i === 21 ? 0 : 40_000));
    const rates = Float64Array.from({ length: 22 }, (_, i) => (i >= 20 ? 100 : i % 2 === 0 ? 52 : 54));
    const found = bracketBaselines(rates, games, all);
    expect(found[0]).toBeCloseTo(52, 0);
    expect(found[1]).toBeCloseTo(54, 0);
    expect(found[20]).toBeGreaterThan(52.5);
    expect(found[20]).toBeLessThan(53.5);
    expect(found[21]).toBeGreaterThan(52.5);
    expect(found[21]).toBeLessThan(53.5);
  });

  test('without any games they are those of all', () => {
    const all = Float64Array.of(50, 40);
    expect([...bracketBaselines(Float64Array.of(0, 100), new Float64Array(2), all)]).toEqual([50, 40]);
  });
});
