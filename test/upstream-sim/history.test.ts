import { describe, expect, it, vi } from 'vitest';
import { createDemo } from '../../upstream-sim/demo/demo.ts';
import { compactTime, SLOT_MS } from '../../upstream-sim/demo/official/time.ts';
import { HOUR_MS, parseTime } from '../../upstream-sim/shift.ts';
import { type Entry, keyOf, logOf, officialText, playersOf, shared, tagsOf } from './official-helpers.ts';

// Whole populations are asked for their logs; slow machines may take their time.
vi.setConfig({ testTimeout: 60_000 });

const SEED = 5;
const PLAYERS = 700;
const NOW = Date.UTC(2026, 10, 23, 6, 31, 5, 250);
const demo = createDemo(SEED, { players: PLAYERS });
const { tags } = demo.official;
const logs = new Map<string, Entry[]>(tags.map((tag) => [tag, logOf(demo, tag, NOW)]));

/** All entries of a battle, with the owners of the logs they stand in. */
const byBattle = new Map<string, { owner: string; entry: Entry }[]>();
for (const [owner, log] of logs) {
  for (const entry of log) {
    const key = keyOf(entry);
    byBattle.set(key, [...(byBattle.get(key) ?? []), { owner, entry }]);
  }
}

describe(`battle logs of the demo world, seed ${SEED}`, () => {
  it('hold at most 25 entries, newest first, none in the future, and the owner in each', () => {
    expect([...logs.values()].filter((log) => log.length === 25).length).toBeGreaterThan(0.7 * PLAYERS);
    for (const [owner, log] of logs) {
      expect(log.length).toBeLessThanOrEqual(25);
      const times = log.map((entry) => parseTime(entry.battleTime));
      for (const [i, time] of times.entries()) {
        expect(time <= NOW && time % 1000 === 0 && (i === 0 || time < (times[i - 1] ?? 0))).toBe(true);
      }
      expect(log.every((entry) => playersOf(entry).some(({ tag }) => tag === owner))).toBe(true);
      expect(log.every(({ battleTime }) => /^\d{8}T\d{6}\.000Z$/.test(battleTime))).toBe(true);
    }
  });

  it('show a battle alike to all who took part, but for result, rank and trophies won', () => {
    const repeated = [...byBattle.values()].filter((views) => views.length > 1);
    expect(byBattle.size).toBeGreaterThan(2000);
    expect(repeated.length).toBeGreaterThan(1000);
    for (const views of byBattle.values()) {
      expect(new Set(views.map(({ entry }) => shared(entry))).size).toBe(1);
      expect(new Set(views.map(({ owner }) => owner)).size).toBe(views.length);
    }
  });

  it('give results relative to the owner: teams oppose each other, Showdown lists teams by rank', () => {
    let checked = 0;
    for (const views of byBattle.values()) {
      const results = new Map<number, string>();
      for (const { owner, entry } of views) {
        const { teams, players = [], rank, result, type } = entry.battle;
        const sides = teams ?? players.map((player) => [player]);
        const own = sides.findIndex((side) => side.some(({ tag }) => tag === owner));
        if (rank !== undefined) expect([rank, result]).toEqual([own + 1, undefined]);
        else results.set(type === undefined ? 0 : own, result ?? 'missing');
      }
      const [first, second] = [results.get(0), results.get(1)];
      if (first === undefined || second === undefined) continue;
      expect({ victory: 'defeat', defeat: 'victory', draw: 'draw' }[first]).toBe(second);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(500);
  });

  it('together hold exactly the battles that the oracle lists, each with the same people', () => {
    // So long that many a log has already lost the older part of it, which others still hold.
    const from = NOW - 2 * HOUR_MS;
    const truth = [...demo.official.battles(from, NOW)];
    expect(truth.length).toBeGreaterThan(30);
    const seen = new Set<string>();
    for (const [key, [view]] of byBattle) {
      if (view === undefined || parseTime(view.entry.battleTime) < from) continue;
      // Players of the computer have short tags.
      const [time, ...rest] = key.split(' ');
      seen.add([time, ...rest.filter((tag) => tag.length > 5)].join(' '));
    }
    const expected = truth.map((battle) => [compactTime(battle.time), ...tagsOf(battle)].join(' '));
    expect(new Set(expected).size).toBe(truth.length);
    expect([...seen].sort()).toEqual(expected.sort());
  });

  it('have each battle from its very second on, for everybody in it', () => {
    const battles = [...demo.official.battles(NOW - 6 * HOUR_MS, NOW - 4 * HOUR_MS)];
    expect(battles.length).toBeGreaterThan(30);
    for (const battle of battles) {
      for (const tag of tagsOf(battle)) {
        const before = logOf(demo, tag, battle.time - 1)[0]?.battleTime;
        expect(before).not.toBe(compactTime(battle.time));
        expect(logOf(demo, tag, battle.time)[0]?.battleTime).toBe(compactTime(battle.time));
      }
    }
  });

  it('never put anyone into two battles at once', () => {
    const busyUntil = new Map<string, number>();
    for (const [, [view]] of [...byBattle].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (view === undefined) continue;
      const end = parseTime(view.entry.battleTime);
      const start = end - 1000 * (view.entry.battle.duration ?? 0);
      for (const { tag } of playersOf(view.entry)) {
        if (tag.length < 6) continue;
        expect(start).toBeGreaterThanOrEqual(busyUntil.get(tag) ?? 0);
        busyUntil.set(tag, end);
      }
    }
  });

  it('are the same bytes whatever was asked before, and others for another seed', () => {
    const asked = tags.slice(0, 60).flatMap((tag, i) =>
      [NOW, NOW - 40 * 24 * HOUR_MS, NOW + 300 * 24 * HOUR_MS, -5 * HOUR_MS].map((time) => ({
        path: `/players/${encodeURIComponent(tag)}/battlelog`,
        time: time - i * SLOT_MS,
      })),
    );
    const answers = (seed: number, order: typeof asked): Map<string, string> => {
      const other = createDemo(seed, { players: PLAYERS });
      return new Map(order.map(({ path, time }) => [`${path} ${time}`, officialText(other, path, time)]));
    };
    const first = answers(SEED, asked);
    const again = answers(SEED, [...asked].reverse());
    for (const [key, body] of first) expect(again.get(key)).toBe(body);
    const other = createDemo(SEED + 1, { players: PLAYERS });
    expect(other.official.tags.filter((tag) => logs.has(tag))).toEqual([]);
  });

  it('move on as time does: every log at a later time begins with what has been played since', () => {
    for (const tag of tags.slice(0, 100)) {
      let held = logOf(demo, tag, NOW - 3 * HOUR_MS);
      for (let time = NOW - 3 * HOUR_MS; time <= NOW; time += 20 * 60_000) {
        const log = logOf(demo, tag, time);
        const fresh = log.findIndex((entry) => entry.battleTime === held[0]?.battleTime);
        // In twenty minutes nobody plays more than five battles, so the windows always overlap.
        expect(fresh === -1 ? held.length : 0).toBe(0);
        expect(fresh).toBeLessThanOrEqual(6);
        const overlap = log.slice(fresh < 0 ? log.length : fresh);
        expect(overlap).toEqual(held.slice(0, overlap.length));
        held = log;
      }
    }
  });

  it('reach back to other pools in a large population, without cutting it into islands', () => {
    const large = createDemo(SEED, { players: 4500 });
    const ranks = new Map(large.official.tags.map((tag, rank) => [tag, rank]));
    const pools = new Set<string>();
    for (const battle of large.official.battles(NOW - HOUR_MS, NOW)) {
      const places = tagsOf(battle).map((tag) => Math.floor((ranks.get(tag) ?? 0) / 1000));
      pools.add(`${Math.min(...places)}-${Math.max(...places)}`);
      const [tag = ''] = tagsOf(battle);
      expect(logOf(large, tag, battle.time)[0]?.battleTime).toBe(compactTime(battle.time));
    }
    for (const border of ['0-1', '1-2', '2-3', '3-4']) expect(pools).toContain(border);
  });

  it('are written fast (printed, not tested)', () => {
    const cold = createDemo(SEED);
    const { tags: all } = cold.official;
    const took: number[] = [];
    for (let i = 0; i < 300; i += 1) {
      const tag = all[(i * 617) % all.length] ?? '';
      const begin = performance.now();
      officialText(cold, `/players/${encodeURIComponent(tag)}/battlelog`, NOW - i * 31 * HOUR_MS);
      took.push(performance.now() - begin);
    }
    took.sort((a, b) => a - b);
    const at = (share: number): string => (took[Math.floor(share * took.length)] ?? Number.NaN).toFixed(2);
    console.log(
      `a log of 2,000 players at random moments: median ${at(0.5)} ms, 9 of 10 within ${at(0.9)} ms`,
    );
    expect(took.length).toBe(300);
  });
});
