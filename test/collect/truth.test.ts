/** Truth found again: what is published of a simulated world, against the strengths that its battles were played with. */
import { expect, it } from 'vitest';
import { openUpstreamDirect } from '../../upstream-sim/direct.ts';
import { START } from './clock.ts';
import { HOUR, MINUTE, type Rig, startRig } from './rig.ts';

const MAPS = 14;

interface Cell {
  readonly games: number;
  readonly winRate: number;
  readonly adjusted: number;
  readonly interval: readonly [number, number];
  readonly truth: number;
  /** standard error of the truth */
  readonly error: number;
}

interface Answer {
  readonly battles: number;
  readonly brawlers: readonly {
    readonly id: number;
    readonly games: number;
    readonly winRate: number;
    readonly adjustedWinRate: number;
    readonly interval: readonly [number, number];
  }[];
}

function answerOf(rig: Rig, row: number): Answer {
  const bytes = rig.kernel.renderMap(row, { bracket: 0, min: 1, limit: 0, sort: 0 });
  return JSON.parse(new TextDecoder().decode(bytes)) as Answer;
}

/** Share of cells whose truth lies in the interval; where the truth itself isn't known sharply, a chance of it. */
function coverage(cells: readonly Cell[]): number {
  const inside = cells.filter(
    ({ interval, truth, error }) => truth >= interval[0] - error && truth <= interval[1] + error,
  );
  return inside.length / cells.length;
}

/** Mean of shown less true, by games, in percentage points. */
function bias(cells: readonly Cell[], shown: (cell: Cell) => number): number {
  const games = cells.reduce((sum, cell) => sum + cell.games, 0);
  return cells.reduce((sum, cell) => sum + cell.games * (shown(cell) - cell.truth), 0) / games;
}

it('publishes intervals that hold the truth, and balanced polling leaves no bias', async () => {
  let rig: Rig | null = null;
  const world = openUpstreamDirect({
    source: { kind: 'demo', players: 900, battlesPerDay: 40, brawlApiStatistics: false },
    now: () => rig?.clock.now() ?? START,
  });
  rig = startRig({
    host: world.brawlApiUrl,
    official: world.officialUrl,
    start: START,
    config: { intervalMs: 10 * MINUTE },
    fetch: world.fetch,
  });
  await rig.stepUntil(START + 20 * HOUR);
  rig.published();
  const { maps } = JSON.parse(new TextDecoder().decode(rig.kernel.renderMaps())) as {
    maps: { id: number; battles: number | null }[];
  };
  const played = maps.filter(({ battles }) => (battles ?? 0) > 0);
  played.sort((a, b) => (b.battles ?? 0) - (a.battles ?? 0));
  // Of all sizes: every so many of those played.
  const chosen = played.filter((_, i) => i % Math.ceil(played.length / MAPS) === 0);
  const cells = chosen.flatMap(({ id }): Cell[] =>
    answerOf(rig as Rig, (rig as Rig).kernel.findMap(String(id))).brawlers.flatMap((row) => {
      const truth = world.official?.winRate(id, row.id);
      if (truth == null || truth.error > 1) return [];
      const { games, winRate, interval, adjustedWinRate: adjusted } = row;
      return [{ games, winRate, adjusted, interval, truth: truth.winRate, error: truth.error }];
    }),
  );
  expect(cells.length).toBeGreaterThan(500);
  const classes = [
    [1, 9],
    [10, 49],
    [50, Number.POSITIVE_INFINITY],
  ].map(([least = 0, most = 0]) => cells.filter(({ games }) => games >= least && games <= most));
  const rare = cells.filter((_, i) => i >= cells.length * 0.75);
  console.log(
    `${rig.status().collecting?.battles} battles, ${cells.length} cells of ${chosen.length} maps: ${(100 * coverage(cells)).toFixed(1)} % of 95 % intervals hold the truth; ` +
      `by games 1–9, 10–49, 50–: ${classes.map((some) => (100 * coverage(some)).toFixed(1)).join(', ')} %; ` +
      `bias of win rates ${bias(cells, ({ winRate }) => winRate).toFixed(2)} pp (maps played least: ${bias(rare, ({ winRate }) => winRate).toFixed(2)}), adjusted ${bias(cells, ({ adjusted }) => adjusted).toFixed(2)} pp`,
  );
  // Nominally 0.95. What is missing: the model takes games as independent, and here 900 players with favourites and skills
  // of their own play all of them. These bounds only keep it from getting worse (docs/methodology.md says what is open).
  expect(coverage(cells)).toBeGreaterThan(0.93);
  for (const some of classes) expect(coverage(some)).toBeGreaterThan(0.9);
  expect(Math.abs(bias(cells, ({ winRate }) => winRate))).toBeLessThan(1);
  expect(Math.abs(bias(cells, ({ adjusted }) => adjusted))).toBeLessThan(1);
}, 240_000);
