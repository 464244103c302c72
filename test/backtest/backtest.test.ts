import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { count, createCounts, effectiveGames } from '../../scripts/backtest/counts.ts';
import { fitMethods } from '../../scripts/backtest/methods.ts';
import { readRecording } from '../../scripts/backtest/recording.ts';
import { createTrial, note, score } from '../../scripts/backtest/score.ts';

const FIELD = { maps: 1, modes: 1, brawlers: 2, modeOf: Uint32Array.of(0) };
const BATTLE = { day: 3, map: 0, brawlers: [0, 1], teamSize: 0, halfWins: [2, 0] };

describe('scores', () => {
  test('worked by hand: 0.8 for the winner, 0.4 for the loser', () => {
    const trial = createTrial();
    const methods = [
      { name: 'even', predictions: Float64Array.of(50, 50) },
      { name: 'bold', predictions: Float64Array.of(80, 40) },
    ];
    note(trial, BATTLE, methods, FIELD.brawlers);
    const [even, bold] = score(trial, 1);
    expect(even?.logLoss.value).toBeCloseTo(Math.LN2, 12);
    expect(even?.calibration.value).toBeCloseTo(0, 12);
    expect(bold?.logLoss.value).toBeCloseTo(-0.5 * (Math.log(0.8) + Math.log(0.6)), 12);
    expect(bold?.worse.value).toBeCloseTo(1000 * ((bold?.logLoss.value ?? 0) - Math.LN2), 9);
    expect(bold?.brier.value).toBeCloseTo(0.5 * (0.04 + 0.16), 12);
    expect(bold?.calibration.value).toBeCloseTo(50 * (0.2 + 0.4), 9);
    // One battle can only be drawn again: no scatter.
    expect(bold?.brier.low).toBe(bold?.brier.high);
  });

  test('effective games: 2 of weight 1 and 4 of weight ½ are 16/3', () => {
    const counts = createCounts(FIELD);
    for (const weight of [1, 1, 0.5, 0.5, 0.5, 0.5]) count(counts, BATTLE, weight);
    expect(effectiveGames(counts)[0]).toBeCloseTo(16 / 3, 12);
  });

  test('the methods that are compared, in 40 battles that brawler 0 always wins', () => {
    const counts = createCounts(FIELD);
    for (let i = 0; i < 40; i++) count(counts, BATTLE, 1);
    const predictions = new Map(fitMethods(counts).methods.map((one) => [one.name, one.predictions[0] ?? 0]));
    expect(predictions.get('raw rate')).toBe(99);
    expect(predictions.get('map mean only')).toBe(50);
    expect(predictions.get('1,500 games at 50 %')).toBeCloseTo((4000 + 75_000) / 1540, 9);
    expect(predictions.get('hierarchy')).toBeGreaterThan(60);
    expect(predictions.get('hierarchy')).toBeLessThan(100);
  });
});

describe('a recording', () => {
  let folder = '';
  const player = (tag: string, id: number) => ({ tag, brawler: { id } });
  const duel = {
    battleTime: '20260405T171604.000Z',
    event: { id: 15000001, modeId: 5, map: 'A' },
    battle: { type: 'ranked', result: 'victory', teams: [[player('#P', 1)], [player('#Q', 2)]] },
  };
  const showdown = {
    battleTime: '20260404T171604.000Z',
    event: { id: 15000002, modeId: 6, map: 'B' },
    battle: {
      type: 'ranked',
      rank: 1,
      players: ['#P', '#A', '#B', '#C', '#D', '#E'].map((tag) => player(tag, 3)),
    },
  };
  const friendly = {
    ...duel,
    battleTime: '20260406T171604.000Z',
    battle: { ...duel.battle, type: 'friendly' },
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backtest-'));
    const logs = {
      P: [friendly, duel, showdown],
      Q: [{ ...duel, battle: { ...duel.battle, result: 'defeat' } }],
    };
    for (const [tag, items] of Object.entries(logs)) {
      const path = join(folder, 'official/v1/players', tag);
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'battlelog.json'), JSON.stringify({ items }));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a battle in two logs counts once, a friendly one not at all, the first four places win', () => {
    const { battles, field } = readRecording(folder);
    expect(battles.map(({ halfWins }) => halfWins)).toEqual([
      [2, 2, 2, 2, 0, 0],
      [2, 0],
    ]);
    expect(field).toMatchObject({ maps: 2, modes: 2, brawlers: 3 });
  });
});
