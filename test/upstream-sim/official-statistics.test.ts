import { describe, expect, it, vi } from 'vitest';
import { createDemo } from '../../upstream-sim/demo/demo.ts';
import type { OracleBattle } from '../../upstream-sim/demo/official/oracle.ts';
import { UNCOUNTED_SHARES } from '../../upstream-sim/demo/official/queues.ts';
import { HOUR_MS } from '../../upstream-sim/shift.ts';
import { fits, mean, tagsOf } from './official-helpers.ts';

// Weeks are played; slow machines may take their time.
vi.setConfig({ testTimeout: 90_000 });

const SEED = 12;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 10, 23, 6);
const CHANGE_AT = NOW - 6 * DAY_MS;
/** One brawler much stronger, one much weaker. */
const EFFECTS = { 16000000: 0.9, 16000001: -0.9 };

const demo = createDemo(SEED, { battlesPerDay: 15 });
const changed = createDemo(SEED, {
  battlesPerDay: 15,
  balanceChanges: [{ at: CHANGE_AT, effects: EFFECTS }],
});
const battles = [...demo.official.battles(NOW - 12 * DAY_MS, NOW)];

interface Cell {
  games: number;
  wins: number;
}

/** Games and wins per map and brawler, of what counts: one observation per brawler and player. */
function count(list: Iterable<OracleBattle>): Map<number, Map<number, Cell>> {
  const maps = new Map<number, Map<number, Cell>>();
  for (const { counts, mapId, teams } of list) {
    if (!counts) continue;
    const cells = maps.get(mapId) ?? new Map<number, Cell>();
    maps.set(mapId, cells);
    for (const { score, players } of teams) {
      for (const { id } of players.flatMap((player) => player.brawlers)) {
        const cell = cells.get(id) ?? { games: 0, wins: 0 };
        cells.set(id, { games: cell.games + 1, wins: cell.wins + score });
      }
    }
  }
  return maps;
}
const counted = count(battles);

/** The most played maps of a mode's format, most played first. */
function busiest(modeIds: readonly number[], count: number): number[] {
  const played = new Map<number, number>();
  for (const { counts, mapId, modeId } of battles)
    if (counts && modeIds.includes(modeId)) played.set(mapId, (played.get(mapId) ?? 0) + 1);
  return [...played]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([mapId]) => mapId);
}
const FORMATS: Readonly<Record<string, readonly number[]>> = {
  three: [48000000, 48000002, 48000003, 48000005, 48000017, 48000020],
  five: [48000031, 48000032, 48000033, 48000035],
  duel: [48000024],
  solo: [48000006],
  duo: [48000009],
  trio: [48000038],
};

describe(`statistics of the official demo world, seed ${SEED}`, () => {
  it('has so many battles as told, a few players playing most of them, in a rhythm of day and night', () => {
    const played = new Map(demo.official.tags.map((tag) => [tag, 0]));
    const hours = new Map<number, number>();
    for (const battle of battles) {
      for (const tag of tagsOf(battle)) played.set(tag, (played.get(tag) ?? 0) + 1);
      const hour = Math.floor(battle.time / HOUR_MS) % 24;
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
    }
    const perDay = [...played.values()].map((sum) => sum / 12).sort((a, b) => b - a);
    expect(mean(perDay)).toBeGreaterThan(13);
    expect(mean(perDay)).toBeLessThan(17);
    const top = perDay.slice(0, 200).reduce((sum, value) => sum + value, 0);
    expect(top / (mean(perDay) * 2000)).toBeGreaterThan(0.45);
    expect(perDay[10]).toBeGreaterThan(80);
    expect(perDay[1000]).toBeLessThan(9);
    const byHour = [...hours.values()];
    expect(byHour.length).toBe(24);
    expect(Math.max(...byHour) / Math.min(...byHour)).toBeGreaterThan(1.5);
  });

  it('has what is not to be counted in known shares, and every type', () => {
    const kinds = new Map<string, number>();
    for (const { kind } of battles) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    for (const [kind, expected] of Object.entries(UNCOUNTED_SHARES)) {
      // Chance, and that a slot's last players may find nothing, which no kind but the small ones survives.
      const count = kinds.get(kind) ?? 0;
      const slack = 5 * Math.sqrt(battles.length * expected) + 0.06 * battles.length * expected;
      expect(Math.abs(count - battles.length * expected)).toBeLessThan(slack);
    }
    expect([...new Set(battles.map(({ type }) => String(type)))].sort()).toEqual([
      'challenge',
      'championshipChallenge',
      'friendly',
      'null',
      'ranked',
      'soloRanked',
      'teamRanked',
      'tournament',
    ]);
    const wrong = battles.filter(({ kind, counts }) => counts !== (kind === 'ladder' || kind === 'ranked'));
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(FORMATS))('plays from the truth: %s', (format) => {
    const squares: number[] = [];
    let covered = 0;
    // Sums of a regression of what was counted on the truth, both as distances from the baseline.
    let [products, spread] = [0, 0];
    for (const mapId of busiest(FORMATS[format] ?? [], 3)) {
      const baseline = (demo.truth.baseline(mapId) ?? Number.NaN) / 100;
      for (const [brawlerId, { games, wins }] of counted.get(mapId) ?? []) {
        const truth = demo.official.winRate(mapId, brawlerId);
        if (games < 15 || truth === null) continue;
        const share = truth.winRate / 100;
        const variance = (share * (1 - share)) / games + (truth.error / 100) ** 2;
        squares.push((wins / games - share) ** 2 / variance);
        covered += Math.abs(wins / games - share) < 1.96 * Math.sqrt(variance) ? 1 : 0;
        products += games * (wins / games - baseline) * (share - baseline);
        spread += games * (share - baseline) ** 2;
      }
    }
    const [slope, error] = [products / spread, 0.5 / Math.sqrt(spread)];
    console.log(
      `${format}: ${squares.length} cells, mean square error ${mean(squares).toFixed(2)} of what chance makes, ` +
        `${((100 * covered) / squares.length).toFixed(1)} % within 1.96 of it, slope ${slope.toFixed(2)} ± ${error.toFixed(2)}`,
    );
    // 5 standard errors of a mean of squares; games of one battle depend on each other, which widens it a little.
    expect(squares.length).toBeGreaterThan(50);
    expect(Math.abs(mean(squares) - 1)).toBeLessThan(5 * Math.sqrt(2 / squares.length) + 0.05);
    expect(covered / squares.length).toBeGreaterThan(0.88);
    expect(Math.abs(slope - 1)).toBeLessThan(5 * error);
  });

  it.each(Object.keys(FORMATS))('has true rates whose mean over the picks is the baseline: %s', (format) => {
    const [mapId = 0] = busiest(FORMATS[format] ?? [], 1);
    const rates = demo.truth.brawlerIds.map((id) => demo.official.winRate(mapId, id));
    const uses = rates.map((rate) => rate?.useRate ?? Number.NaN);
    expect(uses.reduce((sum, use) => sum + use, 0)).toBeCloseTo(100, 6);
    const all = rates.reduce((sum, rate) => sum + ((rate?.winRate ?? 0) * (rate?.useRate ?? 0)) / 100, 0);
    expect(all).toBeCloseTo({ solo: 40, duo: 40 }[format] ?? 50, 6);
    expect(mean(rates.map((rate) => rate?.error ?? Number.NaN))).toBeLessThan(1);
    const cells = counted.get(mapId) ?? new Map<number, Cell>();
    const games = [...cells.values()].reduce((sum, cell) => sum + cell.games, 0);
    const misses = demo.truth.brawlerIds.filter((id, i) => {
      // A player's picks cluster, so the counts spread wider than a binomial's.
      const expected = ((uses[i] ?? 0) / 100) * games;
      return Math.abs((cells.get(id)?.games ?? 0) - expected) > 6 * Math.sqrt(expected) + 2;
    });
    expect(misses.length).toBeLessThanOrEqual(8);
  });

  it('has a balance change that alters results from its moment on, and nothing else', () => {
    const before = [...changed.official.battles(CHANGE_AT - DAY_MS / 2, CHANGE_AT - 1)];
    expect(before).toEqual(battles.filter(({ time }) => time >= CHANGE_AT - DAY_MS / 2 && time < CHANGE_AT));
    const after = [...changed.official.battles(CHANGE_AT, NOW)];
    const same = battles.filter(({ time }) => time >= CHANGE_AT);
    expect(after.map(({ time, mapId }) => [time, mapId])).toEqual(
      same.map(({ time, mapId }) => [time, mapId]),
    );
    const rateOf = (list: readonly OracleBattle[], brawlerId: number): number => {
      const cells = [...count(list).values()].flatMap((map) => map.get(brawlerId) ?? []);
      const sum = (of: (cell: Cell) => number): number => cells.reduce((all, cell) => all + of(cell), 0);
      return (100 * sum(({ wins }) => wins)) / sum(({ games }) => games);
    };
    expect(rateOf(after, 16000000) - rateOf(same, 16000000)).toBeGreaterThan(10);
    expect(rateOf(after, 16000001) - rateOf(same, 16000001)).toBeLessThan(-10);
  });

  it('knows the truth before and after a balance change', () => {
    const { balanceChanges, strength, winRate } = changed.official;
    expect(balanceChanges).toEqual([{ at: CHANGE_AT, effects: EFFECTS }]);
    expect(demo.official.balanceChanges).toEqual([]);
    const [mapId = 0] = busiest(FORMATS.three ?? [], 1);
    for (const [id, effect] of Object.entries(EFFECTS)) {
      const at = (time: number): number => strength(mapId, Number(id), time) ?? Number.NaN;
      expect(at(CHANGE_AT - 1)).toBe(demo.truth.strength(mapId, Number(id)));
      expect(at(CHANGE_AT)).toBeCloseTo(at(CHANGE_AT - 1) + effect, 12);
      const [old, fresh] = [winRate(mapId, Number(id), CHANGE_AT - 1), winRate(mapId, Number(id), CHANGE_AT)];
      expect(old).toEqual(demo.official.winRate(mapId, Number(id)));
      expect(((fresh?.winRate ?? 0) - (old?.winRate ?? 0)) / effect).toBeGreaterThan(12);
    }
    const drawn = createDemo(SEED, { balanceChanges: [{ at: NOW }, { at: CHANGE_AT }] }).official;
    expect(drawn.balanceChanges.map(({ at }) => at)).toEqual([CHANGE_AT, NOW]);
    expect(Object.keys(drawn.balanceChanges[0]?.effects ?? {}).length).toBe(12);
  });

  it('draws as often as it should, and gives each two-sided battle one win', () => {
    const twoSided = battles.filter(({ kind, teams }) => kind !== 'pve' && teams.length === 2);
    expect(twoSided.every(({ teams }) => (teams[0]?.score ?? 0) + (teams[1]?.score ?? 0) === 1)).toBe(true);
    const draws = twoSided.filter(({ teams }) => teams[0]?.score === 0.5).length;
    expect(fits(draws, twoSided.length, 0.011)).toBe(true);
  });
});
