/** Single maps: statistics that come, stay away, vanish and return. */
import { describe, expect, it } from 'vitest';
import { PRIORITY_DISABLED, PRIORITY_ENABLED, PRIORITY_LIVE } from '../../src/collect/facts.ts';
import type { UpstreamSim } from '../../upstream-sim/server.ts';
import { startSim, writeRecording } from '../upstream-sim/helpers.ts';
import { START } from './clock.ts';
import { FIRST_MAP, makeRecording, type WorldShape } from './recording.ts';
import { DAY, HOUR, MINUTE, mapPage, type Rig, startRig } from './rig.ts';

async function startWorld(shape: WorldShape): Promise<UpstreamSim> {
  const directory = writeRecording(makeRecording(shape));
  return startSim({ source: { kind: 'replay', directory }, now: () => START });
}

/** Requests for single maps since the last call. */
function mapRequests({ net }: Rig): number {
  let requests = 0;
  for (const [path, times] of net.asked) if (path.startsWith('/maps/')) requests += times;
  net.asked.clear();
  return requests;
}

/** What an upstream without statistics answers. */
const WITHOUT: [string, (path: string) => object | null][] = [
  ['nothing (404)', () => null],
  ['no rows', () => ({ stats: [], teamStats: [] })],
  ['no field', () => ({})],
];

describe('an upstream without statistics, which answers for a map with', () => {
  it.each(WITHOUT)('%s, is asked for some 40 maps a day', async (_, answer) => {
    const recording = makeRecording({ maps: 200, disabled: 100, silent: () => true });
    for (const [path, map] of Object.entries(recording)) {
      if (!/maps\/\d+/.test(path)) continue;
      const extra = answer(path);
      if (extra === null) delete recording[path];
      else recording[path] = { ...(map as object), ...extra };
    }
    const directory = writeRecording(recording);
    const sim = await startSim({ source: { kind: 'replay', directory }, now: () => START });
    const rig = startRig({ host: sim.brawlApiUrl, config: { intervalMs: 2 * HOUR } });
    await rig.settle();
    expect(rig.store.writes).toHaveLength(1);
    const days: number[] = [];
    for (let day = 1; day <= 6; day += 1) {
      await rig.stepUntil(START + day * DAY);
      days.push(mapRequests(rig));
    }
    // 40 in the first step, beside the lists; afterwards a step's worth, when the pause is over.
    expect(days[0]).toBe(40);
    expect(Math.max(...days)).toBeLessThanOrEqual(48);
    expect(Math.min(...days)).toBeGreaterThan(0);
    const statistics = rig.source('brawlapi/statistics');
    expect(statistics).toEqual({
      name: 'brawlapi/statistics',
      status: 'unavailable',
      goodAt: null,
      rows: 0,
      detail: 'the upstream serves no statistics',
    });
    expect(rig.store.writes).toHaveLength(1);
    expect(mapPage(rig, FIRST_MAP).notice?.code).toBe('no-statistics');
  });
});

describe('a map that the upstream does not know', () => {
  it('is no failure, and is asked for again after 1, 2, 4, 8 and 8 days', async () => {
    const sim = await startWorld({ maps: 8, events: 1 });
    sim.misbehave({ kind: 'status', status: 404, match: /maps\/15000005$/ });
    const rig = startRig({ host: sim.brawlApiUrl, config: { intervalMs: 4 * HOUR } });
    const path = '/maps/15000005';
    const asked: number[] = [];
    while (rig.clock.now() < START + 24 * DAY) {
      const { now } = rig.clock;
      const at = now();
      await rig.step();
      if (rig.net.asked.delete(path)) asked.push(Math.round((at - START) / DAY));
    }
    expect(asked).toEqual([0, 1, 3, 7, 15, 23]);
    expect(rig.source('brawlapi/statistics')).toMatchObject({ status: 'ok', rows: 7, detail: null });
  });
});

describe('statistics that vanish', () => {
  it('do not erase those that were there, and are called stale when they stay away', async () => {
    const sim = await startWorld({ maps: 9, disabled: 3, events: 2 });
    const rig = startRig({ host: sim.brawlApiUrl, config: { intervalMs: 2 * HOUR } });
    await rig.settle();
    const { hash } = rig.published();
    const tables = rig.ledger.mapTables();
    expect(tables).toHaveLength(9);

    // The maps are still there, bare; so is the rotation.
    const bare = makeRecording({ maps: 9, disabled: 3, events: 2, silent: () => true });
    const second = await startSim({
      source: { kind: 'replay', directory: writeRecording(bare) },
      now: () => START,
    });
    rig.host = second.brawlApiUrl;
    await rig.stepUntil(START + DAY);
    expect(rig.source('brawlapi/statistics')).toMatchObject({ status: 'ok', rows: 9 });
    await rig.stepUntil(START + 4 * DAY);
    expect(rig.ledger.mapTables()).toEqual(tables);
    expect(rig.published().hash).toBe(hash);
    expect(rig.source('brawlapi/statistics')).toMatchObject({
      status: 'stale',
      rows: 9,
      detail: 'the upstream serves no statistics any more',
    });
    expect(rig.source('brawlapi/maps').status).toBe('ok');

    // And when they return, all is well, and maps are no longer asked for days apart.
    rig.host = sim.brawlApiUrl;
    await rig.stepUntil(START + 13 * DAY);
    expect(rig.source('brawlapi/statistics')).toMatchObject({ status: 'ok', rows: 9, detail: null });
    for (const { mapId } of tables) expect(rig.ledger.mapState(mapId)?.misses).toBe(0);
    expect(rig.published().hash).toBe(hash);
  });
});

describe('how often a map is asked for', () => {
  const priorities = (rig: Rig) => [...rig.ledger.priorities()].sort(([a], [b]) => a - b).map(([, of]) => of);

  it('depends on the rotation of now, whichever list came last', async () => {
    const shape = { maps: 6, disabled: 2, events: 1 };
    const recording = makeRecording(shape);
    const sim = await startSim({
      source: { kind: 'replay', directory: writeRecording(recording) },
      now: () => START,
    });
    const rig = startRig({ host: sim.brawlApiUrl });
    await rig.settle();
    const [live, enabled, disabled] = [PRIORITY_LIVE, PRIORITY_ENABLED, PRIORITY_DISABLED];
    expect(priorities(rig)).toEqual([live, live, enabled, enabled, disabled, disabled]);

    // A new catalogue, the same rotation; then a rotation of other maps.
    const maps = recording['brawlapi/v1/maps.json'] as { list: { id: number; disabled: boolean }[] };
    const list = maps.list.map((map) => ({ ...map, disabled: map.id >= FIRST_MAP + 3 }));
    const headers = { etag: '"2"' };
    sim.misbehave({ kind: 'body', match: /maps$/, headers, body: JSON.stringify({ list }) });
    await rig.step();
    expect(priorities(rig)).toEqual([live, live, enabled, disabled, disabled, disabled]);

    const { active } = recording['brawlapi/v1/events.json'] as { active: object[] };
    const moved = { active: [{ ...active[0], map: { ...list[5], stats: [] } }], upcoming: [] };
    const rule = { kind: 'body', match: /events$/, headers, body: JSON.stringify(moved) } as const;
    sim.misbehave([rule, { kind: 'body', match: /maps$/, headers, body: JSON.stringify({ list }) }]);
    await rig.step();
    expect(priorities(rig)).toEqual([enabled, enabled, enabled, disabled, disabled, live]);
    // What comes into the rotation is asked for within half an hour, though it was put off for a day.
    expect(rig.ledger.mapState(FIRST_MAP + 5)?.dueAt).toBeLessThanOrEqual(rig.clock.now() + 30 * MINUTE);
  });
});
