import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createDemo } from '../../upstream-sim/demo/demo.ts';
import { createRotation } from '../../upstream-sim/demo/rotation.ts';
import { HOUR_MS } from '../../upstream-sim/shift.ts';
import { getJson, getRaw, recordingFolder, startSim } from './helpers.ts';

// Whole worlds are played; slow machines may take their time.
vi.setConfig({ testTimeout: 30_000 });

const NOW = Date.UTC(2026, 10, 23, 6, 31, 5);
const PATHS = ['/maps', '/brawlers', '/gamemodes', '/events', '/maps/15000007', '/brawlers/16000000'];

type MapRow = {
  id: number;
  name: string;
  disabled: boolean;
  gameMode: { scId: number };
  lastActive: number | null;
  dataUpdated: number;
  stats?: { brawler: number; winRate: number; useRate: number; count: number }[];
  teamStats?: unknown[];
};
type Ev = {
  slot: { id: number };
  predicted: boolean;
  historyLength?: number;
  startTime: string;
  endTime: string;
  map: MapRow;
};

function read<T>(demo: ReturnType<typeof createDemo>, path: string, now = NOW): T {
  return JSON.parse(demo.answer(`/brawlapi/v1${path}`, now).body.toString('utf8')) as T;
}

describe('demo world', () => {
  it('gives the same bytes for the same seed, whatever was asked before, and others for another', () => {
    const [first, second, other] = [createDemo(1), createDemo(1), createDemo(2)];
    const bodies = (demo: typeof first, paths: string[]): Map<string, string> =>
      new Map(paths.map((path) => [path, demo.answer(`/brawlapi/v1${path}`, NOW).body.toString('utf8')]));
    const expected = bodies(first, PATHS);
    const reversed = bodies(second, [...PATHS].reverse());
    for (const [path, body] of expected) expect(reversed.get(path)).toBe(body);
    const different = bodies(other, PATHS);
    for (const path of ['/events', '/maps/15000007'])
      expect(different.get(path)).not.toBe(expected.get(path));
    expect(different.get('/brawlers')).toBe(expected.get('/brawlers'));
  });

  it('changes with the hour only, and then only in its times', async () => {
    let now = NOW;
    const sim = await startSim({ source: { kind: 'demo', seed: 3 }, now: () => now });
    const first = await fetch(`${sim.brawlApiUrl}/maps/15000007`);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    now = Date.UTC(2026, 10, 23, 6, 59, 59);
    expect((await fetch(`${sim.brawlApiUrl}/maps/15000007`, { headers })).status).toBe(304);
    now += 1000;
    const later = (await (await fetch(`${sim.brawlApiUrl}/maps/15000007`, { headers })).json()) as MapRow;
    expect(later.dataUpdated).toBe(Date.UTC(2026, 10, 23, 7) / 1000);
    expect({ ...((await first.json()) as MapRow), dataUpdated: 0, lastActive: null }).toEqual({
      ...later,
      dataUpdated: 0,
      lastActive: null,
    });
  });

  it('lists real brawlers, modes and maps, with several ids for a map and names in several modes', () => {
    const demo = createDemo(1);
    const brawlers = read<{ list: { id: number; name: string }[] }>(demo, '/brawlers').list;
    expect(brawlers.length).toBe(106);
    expect(brawlers.at(-1)).toMatchObject({
      id: 16000000,
      name: 'Shelly',
      rarity: { id: 1, name: 'Common' },
    });
    const modes = read<{ list: { scId: number }[] }>(demo, '/gamemodes').list.map((mode) => mode.scId);
    const maps = read<{ list: MapRow[] }>(demo, '/maps').list;
    expect(maps.filter((map) => !map.disabled).length).toBeGreaterThanOrEqual(170);
    expect(new Set(maps.map((map) => map.id)).size).toBe(maps.length);
    expect(maps.every((map) => modes.includes(map.gameMode.scId))).toBe(true);
    expect(maps.every((map) => map.stats === undefined && map.lastActive === null)).toBe(true);
    const rock = maps.filter((map) => map.name === 'Hard Rock Mine');
    expect(rock.map((map) => map.id)).toContain(15000007);
    expect(rock.filter((map) => map.disabled).length).toBe(5);
    const creek = maps.filter((map) => map.name === 'Skull Creek' && !map.disabled);
    expect(new Set(creek.map((map) => map.gameMode.scId)).size).toBe(3);
    expect(demo.truth.mapIds.length).toBe(maps.length);
  });

  it('has 14 events at any time, each live for its day, and 8 predicted ones right after', () => {
    const rotation = createRotation(5);
    for (let hour = 0; hour < 24 * 40; hour += 7) {
      const now = NOW + hour * HOUR_MS;
      const { active, upcoming } = rotation.at(now);
      expect([active.length, upcoming.length]).toEqual([14, 8]);
      expect(new Set(active.map((event) => event.mapId)).size).toBe(14);
      for (const { start, end } of active) {
        expect(start <= now && now < end && end - start === 24 * HOUR_MS).toBe(true);
      }
      for (const event of upcoming) {
        const live = active.find((other) => other.slot.id === event.slot.id);
        expect(event.start).toBe(live?.end);
        expect(rotation.at(event.start).active.find((other) => other.slot.id === event.slot.id)?.mapId).toBe(
          event.mapId,
        );
      }
      expect([...active, ...upcoming].every((event) => rotation.rotating.has(event.mapId))).toBe(true);
    }
  });

  it('serves events with statistics, Showdown in step over its three modes', () => {
    const { active, upcoming } = read<{ active: Ev[]; upcoming: Ev[] }>(createDemo(1), '/events');
    const showdown = [2, 5, 39].map((id) => active.find((event) => event.slot.id === id)?.map);
    expect(showdown.map((map) => map?.gameMode.scId)).toEqual([48000006, 48000009, 48000038]);
    expect(new Set(showdown.map((map) => map?.name)).size).toBe(1);
    expect(active.every((event) => !event.predicted && event.historyLength === undefined)).toBe(true);
    expect(upcoming.every((event) => event.predicted && (event.historyLength ?? 0) > 0)).toBe(true);
    for (const { map, startTime, endTime } of [...active, ...upcoming]) {
      expect(map.stats?.length).toBeGreaterThan(80);
      expect(map.lastActive).toBe(Date.parse(endTime) / 1000);
      expect(startTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/);
    }
  });

  it('answers 404 for unknown ids, in JSON', async () => {
    const sim = await startSim({ source: { kind: 'demo' } });
    expect((await getJson<MapRow>(`${sim.brawlApiUrl}/maps/15000022`)).name).toBe('Hideout');
    const paths = [
      '/maps/999',
      '/maps/abc',
      '/maps/15000022/',
      '/maps/15000022/x',
      '/brawlers/16000033',
      '/gears',
      '/',
    ];
    for (const path of [
      ...paths.map((rest) => `/brawlapi/v1${rest}`),
      '/official/v1/clubs',
      '/x',
      '/brawlapi/v1',
    ]) {
      const { status, body } = await getRaw(sim.port, path);
      expect([path, status]).toEqual([path, 404]);
      expect(JSON.parse(body)).toBeTypeOf('object');
    }
    expect(sim.truth?.winRate(999, 16000000)).toBeNull();
    expect(sim.truth?.winRate(15000022, 999)).toBeNull();
    expect(sim.truth?.pair(999, 16000000)).toBeNull();
  });
});

const catalogue = recordingFolder('catalogue-2026-06');

describe.skipIf(catalogue === null)('demo world beside a recorded catalogue', () => {
  it.each(['maps', 'brawlers', 'gamemodes'])('has the fields and the facts of /%s', (name) => {
    type Row = { id: number; name: string };
    const file = join(catalogue ?? '', 'brawlapi', 'v1', `${name}.json`);
    const real = (JSON.parse(readFileSync(file, 'utf8')) as { list: Row[] }).list;
    for (const row of read<{ list: Row[] }>(createDemo(1), `/${name}`).list) {
      const same = real.find((other) => other.id === row.id);
      expect(Object.keys(row).sort()).toEqual(Object.keys(same ?? {}).sort());
      expect(row.name).toBe(same?.name);
    }
  });
});
