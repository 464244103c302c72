/** The collector before what the upstream really served; skipped where the recordings are not there. */
import { describe, expect, it } from 'vitest';
import { healthBody } from '../../src/serve/health.ts';
import { recordingFolder, startSim } from '../upstream-sim/helpers.ts';
import { readBrawlers, readMaps, readModes } from './bundles.ts';
import { START } from './clock.ts';
import { DAY, HOUR, MINUTE, mapPage, type Rig, startRig } from './rig.ts';

const WITH_STATISTICS = recordingFolder('brawlapi-2025-08');
const FROZEN = recordingFolder('frozen-2026-02');
const CATALOGUE = recordingFolder('catalogue-2026-06');

/** The event maps of August 2025 with the site-wide table, and Temple Ruins, which carries a near copy. */
const SITE_WIDE = [15000000, 15000072, 15000931, 15000982, 15000991, 15000992, 15001057, 15001061];

async function host(directory: string): Promise<string> {
  return (await startSim({ source: { kind: 'replay', directory }, now: () => START })).brawlApiUrl;
}

function ids(rig: Rig) {
  const list = (name: 'maps' | 'brawlers' | 'modes') => rig.ledger.listBundle(name) ?? new Uint8Array();
  return {
    maps: new Set(readMaps(list('maps')).map(({ id }) => id)),
    brawlers: new Set(readBrawlers(list('brawlers')).map(({ id }) => id)),
    modes: new Set(readModes(list('modes')).map(({ id }) => id)),
  };
}

function health(rig: Rig) {
  return JSON.parse(healthBody(rig.kernel, rig.status(), null, rig.clock.now())) as { status: string };
}

interface Events {
  readonly active: unknown[];
  readonly upcoming: unknown[];
}

function events(rig: Rig): Events {
  rig.published();
  return JSON.parse(new TextDecoder().decode(rig.kernel.renderEvents(rig.clock.now() / 1000))) as Events;
}

describe.skipIf(WITH_STATISTICS === null)('BrawlAPI of August 2025', () => {
  it('1,017 maps, 95 brawlers, 14 and 8 events, 8 maps with the site-wide table', async () => {
    const rig = startRig({ host: await host(WITH_STATISTICS ?? ''), config: { data: 'replay' } });
    await rig.settle();
    expect(rig.clock.now() - START).toBeLessThan(2 * MINUTE);
    expect(rig.published()).toMatchObject({ maps: 1017, brawlers: 95, data: 'replay' });
    expect(rig.store.writes).toHaveLength(1);
    const { active, upcoming } = events(rig);
    expect([active.length, upcoming.length]).toEqual([14, 8]);
    const tables = rig.ledger.mapTables().map(({ mapId }) => mapId);
    const siteWide = tables.filter((id) => mapPage(rig, id).notice?.code === 'site-wide');
    expect(siteWide).toEqual(SITE_WIDE);
    expect(mapPage(rig, 15000022).brawlers).toHaveLength(88);
    expect(health(rig).status).toBe('ok');
    expect(rig.source('brawlapi/statistics')).toMatchObject({ status: 'ok', rows: tables.length });
  });
});

describe.skipIf(CATALOGUE === null)('BrawlAPI of June 2026', () => {
  it('1,199 maps, 107 brawlers, no statistics, no rotation: and not stale for that', async () => {
    const rig = startRig({
      host: await host(CATALOGUE ?? ''),
      config: { data: 'replay', intervalMs: 3 * HOUR },
    });
    await rig.settle();
    await rig.stepUntil(START + 2 * DAY);
    expect(rig.published()).toMatchObject({ maps: 1199, brawlers: 107, battles: 0 });
    expect(rig.status().sources.map(({ name, status, rows }) => [name, status, rows])).toEqual([
      ['brawlapi/maps', 'ok', 1199],
      ['brawlapi/brawlers', 'ok', 107],
      ['brawlapi/modes', 'ok', 65],
      ['brawlapi/events', 'unavailable', 0],
      ['brawlapi/statistics', 'unavailable', 0],
    ]);
    expect(health(rig).status).toBe('ok');
    expect(rig.store.writes).toHaveLength(1);
    expect(events(rig)).toMatchObject({ active: [], upcoming: [] });
    expect(mapPage(rig, 15000022)).toMatchObject({ notice: { code: 'no-statistics' }, brawlers: [] });
  });
});

describe.skipIf(WITH_STATISTICS === null || FROZEN === null || CATALOGUE === null)(
  'the drift of a year',
  () => {
    it('loses no id, and no statistics', async () => {
      const rig = startRig({ host: await host(WITH_STATISTICS ?? ''), config: { intervalMs: 3 * HOUR } });
      await rig.settle();
      const then = ids(rig);
      const tables = rig.ledger.mapTables().map(({ mapId }) => mapId);

      // February 2026: a single map is all there is, its name in another style, with counts.
      rig.host = await host(FROZEN ?? '');
      await rig.stepUntil(START + 2 * DAY);
      expect(ids(rig)).toEqual(then);
      expect(rig.published()).toMatchObject({ maps: 1017, brawlers: 95 });
      expect(health(rig).status).toBe('stale');
      const frozen = rig.ledger.mapTables().map(({ mapId }) => mapId);
      expect(frozen).toEqual([...tables, 15000213].sort((a, b) => a - b));

      // June 2026: the catalogue alone.
      rig.host = await host(CATALOGUE ?? '');
      await rig.stepUntil(START + 4 * DAY);
      const now = ids(rig);
      expect([now.maps.size, now.brawlers.size, now.modes.size]).toEqual([1199, 107, 65]);
      for (const kind of ['maps', 'brawlers', 'modes'] as const) {
        expect([...then[kind]].filter((id) => !now[kind].has(id))).toEqual([]);
      }
      expect(rig.published()).toMatchObject({ maps: 1199, brawlers: 107 });
      expect(rig.ledger.mapTables().map(({ mapId }) => mapId)).toEqual(frozen);
      expect(mapPage(rig, 15000022).brawlers).toHaveLength(88);
    });
  },
);
