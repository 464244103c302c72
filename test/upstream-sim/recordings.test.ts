import { describe, expect, it } from 'vitest';
import { HOUR_MS, parseTime } from '../../upstream-sim/shift.ts';
import { getJson, recordingFolder, startSim } from './helpers.ts';

// With the captures beside the checkout; replay.test.ts covers the same ground on made-up ones.

const withStats = recordingFolder('brawlapi-2025-08');
const ladder = recordingFolder('ladder-2026-05');

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
    const sim = await startSim({ source: { kind: 'replay', directory: ladder ?? '' }, now: () => now });
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
});
