import { describe, expect, it } from 'vitest';
import { createDemo } from '../../upstream-sim/demo/demo.ts';
import { HOUR_MS, parseTime } from '../../upstream-sim/shift.ts';
import { getJson, recordingFolder, startSim } from './helpers.ts';
import { type Entry, keyOf, logOf } from './official-helpers.ts';

// With the captures beside the checkout; replay.test.ts covers the same ground on made-up ones.

const withStats = recordingFolder('brawlapi-2025-08');
const ladder = recordingFolder('ladder-2026-05');

/** The fields of an entry in their order, with the numbers of teams and players, and the types of what is in them. */
function shapeOf(entry: Entry): string {
  const { event, battle } = entry;
  const first = battle.teams?.[0]?.[0] ?? battle.players?.[0];
  const sizes = battle.teams?.map((team) => team.length) ?? [battle.players?.length];
  const brawler = first?.brawler ?? first?.brawlers?.[0] ?? {};
  return JSON.stringify([
    Object.keys(entry),
    Object.entries(event).map(([key, value]) => [key, typeof value]),
    Object.keys(battle),
    battle.type ?? null,
    sizes,
    Object.keys(first ?? {}),
    Object.entries(brawler).map(([key, value]) => [key, typeof value]),
  ]);
}

/** Moments that differ in hour of the day and place within it. */
const MOMENTS = [
  Date.UTC(2026, 10, 23, 6, 0, 0),
  Date.UTC(2026, 10, 23, 1, 59, 59, 999),
  Date.UTC(2027, 0, 1, 20, 30),
];

type Ev = { startTime: string; endTime: string; map: { id: number; stats: unknown[] } };

describe.skipIf(withStats === null)('recording brawlapi-2025-08', () => {
  it.each(MOMENTS)('has 14 events active and 8 still to come at %s', async (now) => {
    const sim = await startSim({ source: { kind: 'replay', directory: withStats ?? '' }, now: () => now });
    const { active, upcoming } = await getJson<{ active: Ev[]; upcoming: Ev[] }>(`${sim.brawlApiUrl}/events`);
    expect([active.length, upcoming.length]).toEqual([14, 8]);
    for (const { startTime, endTime } of active) {
      expect(Date.parse(startTime)).toBeLessThanOrEqual(now);
      expect(Date.parse(endTime)).toBeGreaterThan(now);
    }
    for (const { startTime } of upcoming) expect(Date.parse(startTime)).toBeGreaterThan(now);
  });

  it('has its catalogue and its single maps', async () => {
    const sim = await startSim({ source: { kind: 'replay', directory: withStats ?? '' } });
    const { list } = await getJson<{ list: unknown[] }>(`${sim.brawlApiUrl}/maps`);
    expect(list.length).toBe(1017);
    const map = await getJson<Ev['map']>(`${sim.brawlApiUrl}/maps/15000022`);
    expect(map.stats.length).toBe(88);
    expect((await fetch(`${sim.brawlApiUrl}/maps/15000001`)).status).toBe(404);
  });
});

describe.skipIf(ladder === null)('recording ladder-2026-05', () => {
  it('has its newest battle within the last hour, and a rotation that is live', async () => {
    const now = Date.UTC(2026, 10, 23, 6, 31, 5);
    const source = { kind: 'replay', directory: ladder ?? '', logWindow: 'all' } as const;
    const sim = await startSim({ source, now: () => now });
    type Page = { items: { tag: string; battleTime: string }[] };
    const players = await getJson<Page>(`${sim.officialUrl}/rankings/global/players`);
    const times: number[] = [];
    for (const { tag } of players.items) {
      const log = await getJson<Page>(`${sim.officialUrl}/players/${encodeURIComponent(tag)}/battlelog`);
      times.push(...log.items.map((item) => parseTime(item.battleTime)));
    }
    expect(times.length).toBe(6504);
    const newest = times.reduce((max, time) => Math.max(max, time));
    expect(newest).toBeLessThanOrEqual(now);
    expect(newest).toBeGreaterThan(now - HOUR_MS);
    const rotation = await getJson<{ startTime: string; endTime: string }[]>(
      `${sim.officialUrl}/events/rotation`,
    );
    expect(rotation.length).toBe(14);
    for (const { startTime, endTime } of rotation) {
      expect(parseTime(startTime)).toBeLessThanOrEqual(now);
      expect(parseTime(endTime)).toBeGreaterThan(now);
    }
  });

  it('shows all its battles to whoever sweeps it in windows of 25', async () => {
    let clock = 0;
    const directory = ladder ?? '';
    const sim = await startSim({ source: { kind: 'replay', directory, replayClock: () => clock } });
    const whole = await startSim({ source: { kind: 'replay', directory, logWindow: 'all' } });
    const { oldest, newest } = sim.battles ?? { oldest: 0, newest: -1 };
    expect(newest - oldest).toBeGreaterThan(45 * 24 * HOUR_MS);
    const { items: players } = await getJson<{ items: { tag: string }[] }>(
      `${sim.officialUrl}/rankings/global/players`,
    );
    for (const { tag } of players) {
      const path = `/players/${encodeURIComponent(tag)}/battlelog`;
      const all = await getJson<{ items: Entry[] }>(`${whole.officialUrl}${path}`);
      const offset = whole.battles?.offset ?? 0;
      const times = all.items.map(({ battleTime }) => parseTime(battleTime) - offset);
      const seen = new Set<string>();
      // Every 20th battle: each window shares five with the next.
      for (let i = 0; i < times.length; i += 20) {
        clock = times[i] ?? 0;
        const { items } = await getJson<{ items: Entry[] }>(`${sim.officialUrl}${path}`);
        expect(items.length).toBeLessThanOrEqual(25);
        expect(items.every(({ battleTime }) => parseTime(battleTime) <= clock)).toBe(true);
        for (const item of items) seen.add(keyOf(item));
      }
      expect(seen.size).toBe(new Set(all.items.map(keyOf)).size);
    }
  });

  it('has entries of the same shapes as the demo world has', async () => {
    const source = { kind: 'replay', directory: ladder ?? '', logWindow: 'all' } as const;
    const sim = await startSim({ source });
    const { items: players } = await getJson<{ items: { tag: string }[] }>(
      `${sim.officialUrl}/rankings/global/players`,
    );
    const real = new Set<string>();
    for (const { tag } of players) {
      const path = `/players/${encodeURIComponent(tag)}/battlelog`;
      const log = await getJson<{ items: Entry[] }>(`${sim.officialUrl}${path}`);
      for (const item of log.items) real.add(shapeOf(item));
    }
    const types = new Set([...real].map((shape) => (JSON.parse(shape) as unknown[])[3]));
    const demo = createDemo(1, { players: 500 });
    const now = Date.UTC(2026, 10, 23);
    const made = demo.official.tags.flatMap((tag) => logOf(demo, tag, now));
    // The demo world has odd events and types which these accounts never met; all else must have been seen.
    const usual = made.filter(({ event, battle }) => {
      const isWhole = event.modeId !== undefined && typeof event.mode === 'string' && event.map !== null;
      return isWhole && types.has(battle.type ?? null);
    });
    expect(usual.length / made.length).toBeGreaterThan(0.85);
    const unseen = new Set(usual.map(shapeOf).filter((shape) => !real.has(shape)));
    expect([...unseen]).toEqual([]);
  });
});
