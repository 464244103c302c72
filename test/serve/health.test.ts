import { describe, expect, test } from 'vitest';
import type { Kernel, SnapshotInput } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { healthBody } from '../../src/serve/health.ts';
import type { CollectorStatus } from '../../src/shared/status.ts';
import { CONTRACT } from './contract.ts';
import { createSite, createWorldSite, HEALTHY } from './site.ts';
import { buildWorld, NOW } from './world.ts';

function opened(input: Partial<SnapshotInput> = {}): Kernel {
  const kernel = createReferenceKernel();
  expect(kernel.open(buildWorld(kernel, input)).ok).toBe(true);
  return kernel;
}

function health(kernel: Kernel, collector: CollectorStatus | null, refusal: string | null = null, now = NOW) {
  const body = JSON.parse(healthBody(kernel, collector, refusal, now)) as Record<string, unknown>;
  expect(CONTRACT.health(body, '/health')).toEqual([]);
  return body;
}

const STALE: CollectorStatus = {
  sources: [
    { name: 'brawlapi/maps', status: 'ok', goodAt: NOW - 30_000, rows: 11, detail: null },
    { name: 'brawlapi/events', status: 'stale', goodAt: NOW - 600_000, rows: 4, detail: 'timeout' },
  ],
  published: null,
  trouble: null,
};

describe('the body', () => {
  test('ok: what there is, and how old', () => {
    const kernel = opened();
    expect(health(kernel, HEALTHY)).toEqual({
      status: 'ok',
      data: 'demo',
      snapshot: { hash: kernel.head?.hash, builtAt: new Date(NOW - 60_000).toISOString(), ageSeconds: 60 },
      sources: [
        { name: 'brawlapi/maps', status: 'ok', ageSeconds: 30, detail: null },
        { name: 'brawlapi/statistics', status: 'unavailable', ageSeconds: null, detail: 'none yet' },
      ],
      // picks are known, battles are not
      battles: 0,
      // game ids, not (name, mode) pairs
      maps: 11,
      brawlers: 12,
    });
  });

  test('warming: no snapshot yet, whatever else is wrong', () => {
    const kernel = createReferenceKernel();
    for (const collector of [HEALTHY, STALE, null]) {
      expect(health(kernel, collector)).toMatchObject({
        status: 'warming',
        data: null,
        snapshot: null,
        battles: 0,
        maps: 0,
        brawlers: 0,
      });
    }
    expect(health(kernel, null).sources).toEqual([]);
  });

  test('stale: a source that no longer delivers is named, with its age and why', () => {
    expect(health(opened(), STALE)).toMatchObject({
      status: 'stale',
      sources: [
        { status: 'ok' },
        { name: 'brawlapi/events', status: 'stale', ageSeconds: 600, detail: 'timeout' },
      ],
    });
  });

  test('stale: the collector does not answer, so the sources are those of the build', () => {
    const detail = 'as of the snapshot: the collector did not answer';
    expect(health(opened(), null)).toMatchObject({
      status: 'stale',
      sources: [
        { name: 'brawlapi/maps', status: 'ok', ageSeconds: 60, detail },
        { name: 'brawlapi/events', status: 'stale', ageSeconds: 900, detail },
        { name: 'brawlapi/statistics', status: 'unavailable', ageSeconds: null, detail },
      ],
    });
  });

  test('stale: nobody knows how the sources do now, however well they did', () => {
    const sources = [{ id: 0, status: 1, lastGood: NOW / 1000, rows: 11 }];
    expect(health(opened({ sources }), null)).toMatchObject({ status: 'stale', sources: [{ status: 'ok' }] });
  });

  test('stale: the newest snapshot was refused', () => {
    expect(health(opened(), HEALTHY, 'not a snapshot')).toMatchObject({
      status: 'stale',
      refused: 'not a snapshot',
    });
    expect(health(createReferenceKernel(), HEALTHY, 'not a snapshot')).toMatchObject({ status: 'warming' });
    expect(health(opened(), HEALTHY)).not.toHaveProperty('refused');
  });

  test('a source that never delivered is no reason to be stale', () => {
    const collector: CollectorStatus = {
      sources: [{ name: 'brawlapi/statistics', status: 'unavailable', goodAt: null, rows: 0, detail: null }],
      published: null,
      trouble: null,
    };
    expect(health(opened(), collector)).toMatchObject({ status: 'ok' });
  });

  test('stale, and why, where the collector is kept from its work', () => {
    const collector: CollectorStatus = { ...HEALTHY, trouble: 'Error: KV put failed' };
    expect(health(opened(), collector)).toMatchObject({ status: 'stale', trouble: 'Error: KV put failed' });
    expect(health(opened(), HEALTHY)).not.toHaveProperty('trouble');
  });

  test('clocks that disagree give no negative age', () => {
    expect(health(opened(), HEALTHY, null, NOW - 3_600_000)).toMatchObject({
      snapshot: { ageSeconds: 0 },
      sources: [{ ageSeconds: 0 }, { ageSeconds: null }],
    });
  });
});

describe('the route', () => {
  test('is 200 in every state, never stored, readable by any site', async () => {
    const sites = [
      createSite(),
      await createWorldSite(),
      await createWorldSite({ collectorStatus: async () => null }),
      await createWorldSite({ collectorStatus: async () => STALE }),
    ];
    const states: unknown[] = [];
    for (const site of sites) {
      const response = await site.ask('/health', { headers: { 'if-none-match': '*' } });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.has('etag')).toBe(false);
      const body = (await response.json()) as Record<string, unknown>;
      expect(CONTRACT.health(body, '/health')).toEqual([]);
      states.push(body.status);
    }
    expect(states).toEqual(['warming', 'ok', 'stale', 'stale']);
  });

  test('asks the collector, which so makes sure that it runs, each time', async () => {
    let asked = 0;
    const site = createSite({
      collectorStatus: async () => {
        asked++;
        return HEALTHY;
      },
    });
    await site.ask('/health');
    await site.ask('/health');
    expect(asked).toBe(2);
  });

  test('says that a published snapshot was refused, while answers go on', async () => {
    const site = await createWorldSite();
    expect((await site.ask('/api/maps')).status).toBe(200);
    await site.store.write({ hash: 'f'.repeat(16), builtAt: NOW, bytes: new Uint8Array(10) });
    site.advance(30_000);
    expect((await site.ask('/api/maps')).status).toBe(200);
    await Promise.all(site.background);
    expect(await (await site.ask('/health')).json()).toMatchObject({
      status: 'stale',
      refused: 'not a snapshot',
    });
    expect((await site.ask('/api/maps')).status).toBe(200);
  });
});
