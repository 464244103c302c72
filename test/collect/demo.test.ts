/** The collector before the demo world, which has some 200 maps: the first fill, then a day in which nothing happens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRIORITY_DISABLED, PRIORITY_ENABLED, PRIORITY_LIVE } from '../../src/collect/facts.ts';
import { startUpstreamSim, type UpstreamSim } from '../../upstream-sim/server.ts';
import { START } from './clock.ts';
import { createRig, DAY, MINUTE, type Rig } from './rig.ts';

function mapsOf({ ledger }: Rig, priority: number): number[] {
  return [...ledger.priorities()].filter(([, of]) => of === priority).map(([id]) => id);
}

function range(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

let sim: UpstreamSim;
let rig: Rig;

describe('a collector before the demo world', () => {
  beforeAll(async () => {
    // The upstream's clock stands still: its content stays the same.
    sim = await startUpstreamSim({ source: { kind: 'demo' }, now: () => START });
    rig = createRig({ host: sim.brawlApiUrl, config: { intervalMs: 5 * MINUTE } });
  });

  afterAll(async () => {
    rig.storage.close();
    await sim.close();
  });

  it('publishes once, when every map has been asked for', async () => {
    const requests: number[] = [];
    while (rig.store.writes.length === 0) {
      expect(requests.length).toBeLessThan(20);
      await rig.step();
      requests.push(rig.net.count);
    }
    expect(Math.max(...requests)).toBeLessThanOrEqual(45);
    expect(rig.net.mostUnderWay).toBeLessThanOrEqual(6);
    expect(rig.ledger.isMapDue(rig.clock.now())).toBe(false);
    // The rotation brings its maps' statistics along; every other map was asked for once.
    const asked = rig.ledger.priorities().size;
    const live = mapsOf(rig, PRIORITY_LIVE);
    expect(asked).toBeGreaterThan(180);
    expect(live.length).toBeGreaterThan(10);
    expect(rig.net.asked.size).toBe(4 + asked - live.length);
    expect([...rig.net.asked.values()].every((times) => times === 1)).toBe(true);
    const { maps, brawlers, data } = rig.published();
    expect({ maps, brawlers, data }).toEqual({ maps: asked, brawlers: 106, data: 'demo' });
    expect(rig.status().sources.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    // All of it within seconds.
    expect(rig.clock.now() - START).toBeLessThan(10_000 + 5 * MINUTE);
  });

  it('is quiet for a day in which the upstream says nothing new', async () => {
    const { hash } = rig.published();
    const before = rig.storage.meter.statements;
    let most = 0;
    while (rig.clock.now() < START + DAY) {
      await rig.step();
      most = Math.max(most, rig.net.count);
    }
    expect(rig.storage.meter.statements).toBeGreaterThan(before);
    expect(rig.store.writes).toHaveLength(1);
    expect(rig.published().hash).toBe(hash);
    expect(most).toBeLessThanOrEqual(45);
    expect(rig.net.mostUnderWay).toBeLessThanOrEqual(6);
    // A map of the rotation is asked for every half hour, others every six hours, disabled ones once a day. The world
    // has a few that nobody plays: those have no statistics, and wait until tomorrow.
    const silent = (id: number) => rig.ledger.mapState(id)?.bundle === null;
    const times = (priority: number) =>
      mapsOf(rig, priority)
        .filter((id) => !silent(id))
        .map((id) => rig.net.asked.get(`/maps/${id}`) ?? 0);
    expect(mapsOf(rig, PRIORITY_ENABLED).filter(silent)).toHaveLength(3);
    expect(range(times(PRIORITY_LIVE))).toEqual([47, 47]);
    expect(range(times(PRIORITY_ENABLED))).toEqual([4, 4]);
    expect(range(times(PRIORITY_DISABLED))).toEqual([1, 1]);
  });
});
