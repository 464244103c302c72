/** Truth found again: effects and win probabilities of a simulated world, against what its battles were played with. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as layout from '../../kernel/layout/snapshot.ts';
import { COUNT_MATCHUPS } from '../../kernel/layout/tally.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { openDraft, Reckoning } from '../../src/kernel/reference/draft/draft.ts';
import { readEffectRows } from '../../src/kernel/reference/effects/counts.ts';
import { SumsView } from '../../src/kernel/reference/snapshot/sums.ts';
import { openSnapshot, type SnapshotView } from '../../src/kernel/reference/snapshot/view.ts';
import { fitEffects, pairIndex } from '../../src/kernel/reference/stats/effects.ts';
import { formatOf } from '../../src/shared/formats.ts';
import { BRAWLER_FACTS } from '../../upstream-sim/demo/facts-brawlers.ts';
import { createRealKernel } from './kernel.ts';
import { countAll, openWorld, play, snapshotOf, trueMatchup, truePair } from './simulated.ts';

const SEED = Number(process.env.SEED ?? 1);
const TRAINED = Number(process.env.BATTLES ?? 200_000);
const TESTED = 20_000;

let kernel: Kernel;
const { world, maps } = openWorld(SEED, ['three']);
let counts: ReturnType<typeof countAll>;
beforeAll(async () => {
  kernel = await createRealKernel();
  counts = countAll(play(world, maps, TRAINED, 1));
}, 300_000);

const INDEX = new Map(BRAWLER_FACTS.map(({ id }, index) => [id - 16_000_000 + 1, index]));

/** How fitted effects over all modes go with true ones. */
function compare(sums: Uint8Array) {
  const view = new SumsView(sums);
  const read = readEffectRows(view);
  if (read === null) throw new Error('nothing to fit');
  const fit = fitEffects(read.counts);
  const truth = view.kind === COUNT_MATCHUPS ? trueMatchup : truePair;
  let [both, fitted, real] = [0, 0, 0];
  let pairs = 0;
  for (let a = 0; a < read.codes.length; a++) {
    for (let b = a + 1; b < read.codes.length; b++) {
      const mean = (fit.pairs.means[pairIndex(a, b, read.codes.length)] ?? 0) / 100;
      const is = truth(world, INDEX.get(read.codes[a] ?? 0) ?? 0, INDEX.get(read.codes[b] ?? 0) ?? 0);
      both += mean * is;
      fitted += mean * mean;
      real += is * is;
      pairs++;
    }
  }
  return {
    correlation: both / Math.sqrt(fitted * real),
    spread: Math.sqrt(fit.spread) / 100,
    modeSpread: Math.sqrt(fit.modeSpread) / 100,
    trueSpread: Math.sqrt(real / pairs),
  };
}

describe(`a simulated world (seed ${SEED}, ${TRAINED} battles)`, () => {
  it('effects go with the true ones, and their fitted spreads are near the true ones', () => {
    for (const [name, sums, least] of [
      ['pairs', counts.pairs, 0.15],
      ['match-ups', counts.matchups, 0.2],
    ] as const) {
      const { correlation, spread, modeSpread, trueSpread } = compare(sums);
      console.log(
        `${name}: spread ${spread.toFixed(4)} fitted, ${trueSpread.toFixed(4)} true; between modes ${modeSpread.toFixed(4)}, 0 true; correlation ${correlation.toFixed(2)}`,
      );
      expect(correlation).toBeGreaterThan(least);
      expect(spread / trueSpread).toBeGreaterThan(0.7);
      expect(spread / trueSpread).toBeLessThan(1.4);
      expect(modeSpread).toBeLessThan(0.04);
    }
  }, 120_000);

  it('win probabilities are calibrated, and better than lifts alone or a coin', () => {
    const views = [snapshotOf(kernel, maps, counts), snapshotOf(kernel, maps, counts, false)].map(viewOf);
    const losses = [0, 0];
    const bins = new Map<number, { battles: number; predicted: number; won: number }>();
    let tested = 0;
    for (const { map, picks, scores } of play(world, maps, TESTED, 2)) {
      const [score = 0] = scores;
      const chances = views.map((view) => chanceOf(view, map.fact.id, map.mode.id, picks));
      chances.forEach((chance, i) => {
        losses[i] = (losses[i] ?? 0) - score * Math.log(chance) - (1 - score) * Math.log(1 - chance);
      });
      const [chance = 0] = chances;
      const bin = bins.get(Math.floor(10 * chance)) ?? { battles: 0, predicted: 0, won: 0 };
      bin.battles++;
      bin.predicted += chance;
      bin.won += score;
      bins.set(Math.floor(10 * chance), bin);
      tested++;
    }
    const [effects = 0, lifts = 0] = losses.map((loss) => loss / tested);
    const error =
      [...bins.values()].reduce((sum, bin) => sum + Math.abs(bin.predicted - bin.won), 0) / tested;
    console.log(
      `log-loss ${effects.toFixed(4)} with effects, ${lifts.toFixed(4)} with lifts alone, 0.6931 of a coin; calibration error ${(100 * error).toFixed(2)} pp`,
    );
    expect(effects).toBeLessThan(lifts);
    expect(lifts).toBeLessThan(Math.LN2);
    // Of 20,000 battles in ten bins chance alone makes about 0.8 pp.
    expect(error).toBeLessThan(0.02);
  }, 300_000);
});

function viewOf(snapshot: Uint8Array): SnapshotView {
  const opened = openSnapshot(snapshot);
  if (!opened.ok) throw new Error(`refused with ${opened.code}`);
  return opened.view;
}

/** Our chance with both teams known. */
function chanceOf(view: SnapshotView, mapId: number, modeId: number, picks: Uint16Array): number {
  const map = view.value(layout.S_ALIAS_MAP, view.column(layout.S_ALIAS_ID).indexOf(mapId));
  const format = formatOf(modeId);
  const teams = [...picks];
  const draft = openDraft(view, map, {
    bracket: 0,
    format,
    allies: teams.slice(0, format.size),
    enemies: teams.slice(format.size),
    bans: [],
  });
  return new Reckoning(draft).chance(0, 0);
}
