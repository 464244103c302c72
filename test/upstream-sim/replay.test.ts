import { describe, expect, it } from 'vitest';
import { fileOf } from '../../upstream-sim/replay.ts';
import { startUpstreamSim } from '../../upstream-sim/server.ts';
import { HOUR_MS, parseTime } from '../../upstream-sim/shift.ts';
import { getJson, getRaw, startSim, writeRecording } from './helpers.ts';

const RECORDED = Date.UTC(2025, 7, 17, 20);
const NOW = Date.UTC(2026, 10, 23, 6, 31, 5);

function iso(time: number): string {
  return new Date(time).toISOString();
}
function compact(time: number): string {
  return iso(time).replace(/[-:]/g, '');
}
function event(id: number, from: number, to: number) {
  const times = { startTime: iso(RECORDED + from * HOUR_MS), endTime: iso(RECORDED + to * HOUR_MS) };
  return { ...times, map: { id, dataUpdated: RECORDED / 1000 + 60, lastActive: 0, stats: [] } };
}

/** A recording in the shape of the real ones, all of it made up. */
function recording(): string {
  return writeRecording({
    'brawlapi/v1/events.json': { active: [event(1, -12, 12), event(2, 0, 24)], upcoming: [event(3, 6, 30)] },
    'brawlapi/v1/maps.json': {
      list: [
        { id: 1, name: 'Ödland', dataUpdated: 0 },
        { id: 2, dataUpdated: 77 },
      ],
    },
    'brawlapi/v1/maps/1.json': '{ "id": 1, "winRate": 50.0, "lastActive": null, "dataUpdated": 1755460800 }',
    'official/v1/players/ABC/battlelog.json': { items: [{ battleTime: compact(RECORDED - 500) }] },
    'official/v1/players/DEF/battlelog.json': { items: [{ battleTime: compact(RECORDED - HOUR_MS) }] },
    'official/v1/events/rotation.json': [
      {
        startTime: compact(RECORDED - 99 * HOUR_MS),
        endTime: compact(RECORDED - 75 * HOUR_MS),
        event: { id: 1 },
      },
    ],
    'secret.json': '{}',
    'brawlapi/other/v1/x.json': '{}',
  });
}

type Ev = { startTime: string; endTime: string; map: { dataUpdated: number; lastActive: number } };

describe('replay', () => {
  it('serves files under their paths, bytes unchanged but for the times', async () => {
    const sim = await startSim({ source: { kind: 'replay', directory: recording() }, now: () => NOW });
    const map = await fetch(`${sim.brawlApiUrl}/maps/1`);
    expect(map.headers.get('content-type')).toBe('application/json');
    expect(await map.text()).toMatch(
      /^\{ "id": 1, "winRate": 50\.0, "lastActive": null, "dataUpdated": \d{10} \}$/,
    );
    const { list } = await getJson<{ list: unknown[] }>(`${sim.brawlApiUrl}/maps?x=1`);
    expect(list[0]).toEqual({ id: 1, name: 'Ödland', dataUpdated: 0 });
    expect(sim.requests().map(({ path, count, at }) => [path, count, at])).toEqual([
      ['/brawlapi/v1/maps/1', 1, NOW],
      ['/brawlapi/v1/maps?x=1', 1, NOW],
    ]);
    expect(sim.truth).toBeUndefined();
  });

  it('moves BrawlAPI events so that the active ones are active', async () => {
    const sim = await startSim({ source: { kind: 'replay', directory: recording() }, now: () => NOW });
    const events = await getJson<{ active: Ev[]; upcoming: Ev[] }>(`${sim.brawlApiUrl}/events`);
    for (const { startTime, endTime } of events.active) {
      expect(Date.parse(startTime)).toBeLessThanOrEqual(NOW);
      expect(Date.parse(endTime)).toBeGreaterThan(NOW);
    }
    expect(events.active[1]?.startTime).toBe('2026-11-23T06:00:00.000Z');
    expect(events.upcoming[0]?.startTime).toBe('2026-11-23T12:00:00.000Z');
    expect(events.active[1]?.map).toMatchObject({
      dataUpdated: Date.UTC(2026, 10, 23, 6) / 1000 + 60,
      lastActive: 0,
    });
  });

  it('moves battles by the newest of all logs, and the rotation by itself', async () => {
    const sim = await startSim({ source: { kind: 'replay', directory: recording() }, now: () => NOW });
    type Log = { items: { battleTime: string }[] };
    const newest = await getJson<Log>(`${sim.officialUrl}/players/%23ABC/battlelog`);
    const older = await getJson<Log>(`${sim.officialUrl}/players/DEF/battlelog`);
    const time = parseTime(newest.items[0]?.battleTime ?? '');
    expect(newest.items[0]?.battleTime).toMatch(/^20261123T055959\.500Z$/);
    expect(NOW - time).toBeLessThan(HOUR_MS);
    expect(time - parseTime(older.items[0]?.battleTime ?? '')).toBe(HOUR_MS - 500);
    const [live] = await getJson<{ startTime: string; endTime: string }[]>(
      `${sim.officialUrl}/events/rotation`,
    );
    expect(live).toMatchObject({ startTime: '20261123T060000.000Z', endTime: '20261124T060000.000Z' });
  });

  it('moves dataUpdated to now where a recording has neither events nor battles', async () => {
    const directory = writeRecording({
      'brawlapi/v1/maps/1.json': { id: 1, dataUpdated: RECORDED / 1000 - 7 },
    });
    const sim = await startSim({ source: { kind: 'replay', directory }, now: () => NOW });
    const map = await getJson<{ dataUpdated: number }>(`${sim.brawlApiUrl}/maps/1`);
    expect(map.dataUpdated).toBe(Date.UTC(2026, 10, 23, 6) / 1000 - 7);
  });

  it('answers the same bytes within the hour, and 304 to who has them', async () => {
    let now = NOW;
    const sim = await startSim({ source: { kind: 'replay', directory: recording() }, now: () => now });
    const first = await fetch(`${sim.brawlApiUrl}/events`);
    const etag = first.headers.get('etag') ?? '';
    const body = await first.text();
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    now = Date.UTC(2026, 10, 23, 6, 59, 59, 999);
    for (const held of [etag, `"other", W/${etag}`, '*']) {
      const again = await fetch(`${sim.brawlApiUrl}/events`, { headers: { 'if-none-match': held } });
      expect(again.status).toBe(304);
      expect(again.headers.get('etag')).toBe(etag);
      expect(await again.text()).toBe('');
    }
    now += 1;
    const later = await fetch(`${sim.brawlApiUrl}/events`, { headers: { 'if-none-match': etag } });
    expect(later.status).toBe(200);
    expect(await later.text()).not.toBe(body);
  });

  it('answers HEAD without a body and refuses to be written to', async () => {
    const sim = await startSim({ source: { kind: 'replay', directory: recording() } });
    const head = await fetch(`${sim.brawlApiUrl}/maps`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10);
    expect(await head.text()).toBe('');
    const post = await fetch(`${sim.brawlApiUrl}/maps`, { method: 'POST', body: '{}' });
    expect(post.status).toBe(405);
  });

  it('answers 404 in JSON for what has no file, and never leaves the folder', async () => {
    const directory = recording();
    const sim = await startSim({ source: { kind: 'replay', directory } });
    const paths = [
      '/brawlapi/v1/maps/999',
      '/official/v1/players/%23NOBODY/battlelog',
      '/brawlapi/v1/../../secret',
      '/brawlapi/v1/%2e%2e/%2e%2e/secret',
      '/brawlapi/v1/..%2f..%2fsecret',
      '/brawlapi/v1/maps/../maps/1',
      '/brawlapi/v1/#/maps',
      '/secret',
      '/other/v1/maps',
      '/brawlapi/v1/maps/%00',
      '/brawlapi/v1/maps/%zz',
      '/brawlapi/v1//maps',
      '/brawlapi/v1/maps/',
      '/',
      `/brawlapi/v1/${'a'.repeat(5000)}`,
    ];
    for (const path of paths) {
      const { status, body } = await getRaw(sim.port, path);
      expect([path, status]).toEqual([path, 404]);
      expect(Object.keys(JSON.parse(body) as object)[0]).toMatch(/^(error|reason)$/);
    }
    expect(fileOf('/r', '/official/v1/players/%23ABC/battlelog')).toBe(
      '/r/official/v1/players/ABC/battlelog.json',
    );
    expect(fileOf('/r', '/official/v1/../x')).toBeNull();
  });

  it('says so when there is no such recording', async () => {
    const source = { kind: 'replay', directory: '/no/such/recording' } as const;
    await expect(startUpstreamSim({ source })).rejects.toThrow('no recording at /no/such/recording');
  });
});
