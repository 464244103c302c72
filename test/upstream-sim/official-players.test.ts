import { describe, expect, it, vi } from 'vitest';
import { createDemo } from '../../upstream-sim/demo/demo.ts';
import { HOUR_MS } from '../../upstream-sim/shift.ts';
import { mean, tagsOf } from './official-helpers.ts';

// Weeks are played; slow machines may take their time.
vi.setConfig({ testTimeout: 90_000 });

const SEED = 12;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 10, 23, 6);

const demo = createDemo(SEED, { battlesPerDay: 15 });
const battles = [...demo.official.battles(NOW - 12 * DAY_MS, NOW)];

describe(`players of the official demo world, seed ${SEED}`, () => {
  it('matches players of similar rank, and lets a hundredth of them always play in the same trio', () => {
    const ranks = new Map(demo.official.tags.map((tag, rank) => [tag, rank]));
    const allies = new Map<string, Set<string>>();
    const spans: number[] = [];
    for (const battle of battles.filter(({ kind }) => kind === 'ladder' || kind === 'ranked')) {
      const places = tagsOf(battle).map((tag) => ranks.get(tag) ?? Number.NaN);
      if (places.length === 6) spans.push(Math.max(...places) - Math.min(...places));
      for (const { players } of battle.teams) {
        for (const { tag } of players) {
          if (players.length !== 3) continue;
          const known = allies.get(tag) ?? new Set();
          allies.set(tag, known);
          for (const other of players) if (other.tag !== tag) known.add(other.tag);
        }
      }
    }
    // Six drawn from all would span 71 % of the ranks on average.
    expect(mean(spans)).toBeLessThan(0.35 * 2000);
    const games = new Map<string, number>();
    for (const battle of battles) for (const tag of tagsOf(battle)) games.set(tag, (games.get(tag) ?? 0) + 1);
    const inTrios = [...allies].filter(([tag, others]) => others.size === 2 && (games.get(tag) ?? 0) > 50);
    expect(inTrios.length).toBe(18);
    for (const [tag, others] of inTrios)
      for (const other of others) expect(allies.get(other)?.has(tag)).toBe(true);
  });

  it('has both brackets of the ladder and of Ranked well filled, and seasons that take back', () => {
    const trophies = { ladder: [] as number[], ranked: [] as number[] };
    for (const { kind, teams } of battles) {
      if (kind !== 'ladder' && kind !== 'ranked') continue;
      for (const { players } of teams)
        for (const { brawlers } of players)
          trophies[kind].push(...brawlers.map((brawler) => brawler.trophies));
    }
    const above = (list: number[], limit: number): number =>
      list.filter((value) => value >= limit).length / list.length;
    expect(above(trophies.ladder, 1000)).toBeGreaterThan(0.2);
    expect(above(trophies.ladder, 1000)).toBeLessThan(0.7);
    expect(above(trophies.ranked, 13)).toBeGreaterThan(0.1);
    expect(above(trophies.ranked, 13)).toBeLessThan(0.6);
    expect(trophies.ranked.every((step) => Number.isInteger(step) && step >= 1 && step <= 22)).toBe(true);
    expect(new Set(trophies.ranked).size).toBeGreaterThan(15);
    const { start, end, number } = demo.official.season(NOW);
    expect([end - start, demo.official.season(end).number]).toEqual([28 * DAY_MS, number + 1]);
    const meanOf = (from: number, of: 'ladder' | 'ranked'): number => {
      const list = [...demo.official.battles(from, from + 4 * HOUR_MS)].filter(({ kind }) => kind === of);
      return mean(
        list.flatMap(({ teams }) =>
          teams.flatMap(({ players }) => players.map((p) => p.brawlers[0]?.trophies ?? 0)),
        ),
      );
    };
    expect(meanOf(end - 6 * HOUR_MS, 'ladder') - meanOf(end, 'ladder')).toBeGreaterThan(30);
    expect(meanOf(end - 6 * HOUR_MS, 'ranked') - meanOf(end, 'ranked')).toBeGreaterThan(1.5);
  });
});
