/** What a step may spend, and how often a snapshot is written: whatever the upstream does. */
import { describe, expect, it } from 'vitest';
import { superviseStep } from '../../src/collect/supervise.ts';
import type { Rule, UpstreamSim } from '../../upstream-sim/server.ts';
import { startSim, writeRecording } from '../upstream-sim/helpers.ts';
import { START } from './clock.ts';
import { brawlerOf, makeRecording, type WorldShape } from './recording.ts';
import { DAY, HOUR, MINUTE, type Rig, startRig } from './rig.ts';

async function startWorld(shape: WorldShape): Promise<UpstreamSim> {
  const directory = writeRecording(makeRecording(shape));
  return startSim({ source: { kind: 'replay', directory }, now: () => START });
}

/** Steps until `time`; the most requests and writes of one step. */
async function spend(rig: Rig, time: number): Promise<number> {
  let most = 0;
  while (rig.clock.now() < time) {
    await rig.step();
    most = Math.max(most, rig.net.count);
  }
  return most;
}

const FAULTS: [string, Rule, RegExp | null][] = [
  ['status 500 everywhere', { kind: 'status', status: 500 }, null],
  ['a reset everywhere', { kind: 'reset' }, null],
  ['a reset for every other map', { kind: 'reset', match: /maps\/\d+[02468]$/ }, null],
  ['status 503 for all maps', { kind: 'status', status: 503, match: /maps\/\d/ }, null],
  ['silence for all maps', { kind: 'hang', match: /maps\/\d/ }, /maps\/\d/],
  ['silence everywhere', { kind: 'hang' }, /./],
  ['a circle of redirects', { kind: 'redirect', location: './maps' }, null],
  ['429 for all maps', { kind: 'status', status: 429, match: /maps\/\d/ }, null],
];

describe('a step stays within 45 subrequests and 6 connections', () => {
  it.each(FAULTS)('with %s', async (_, rule, hanging) => {
    const sim = await startWorld({ maps: 110 });
    const rig = startRig({ host: sim.brawlApiUrl });
    sim.misbehave(rule);
    rig.net.hanging = hanging;
    expect(await spend(rig, START + 12 * MINUTE)).toBeLessThanOrEqual(45);
    // And when all comes back.
    sim.misbehave(null);
    rig.net.hanging = null;
    expect(await spend(rig, START + 35 * MINUTE)).toBeLessThanOrEqual(45);
    expect(rig.net.mostUnderWay).toBeLessThanOrEqual(6);
    expect(rig.published().maps).toBe(110);
    expect(rig.status().sources.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(rig.source('brawlapi/statistics').rows).toBe(110);
  });

  it('and within WARM_CONCURRENCY', async () => {
    const sim = await startWorld({ maps: 100 });
    const rig = startRig({ host: sim.brawlApiUrl, config: { concurrency: 2 } });
    await rig.settle();
    expect(rig.net.mostUnderWay).toBe(2);
  });

  it('uses all of them where there is much to do', async () => {
    const sim = await startWorld({ maps: 110 });
    const rig = startRig({ host: sim.brawlApiUrl });
    await rig.step();
    expect(rig.net.count).toBe(44);
    expect(rig.net.mostUnderWay).toBe(6);
  });

  it('but for what is reserved: a push to an edge', async () => {
    const sim = await startWorld({ maps: 110 });
    const rig = startRig({ host: sim.brawlApiUrl, config: { reserved: 1 } });
    const counts: number[] = [];
    while (rig.store.writes.length === 0) {
      await rig.step();
      counts.push(rig.net.count);
    }
    // 43, and the write to KV in the last of them.
    expect(counts[0]).toBe(43);
    expect(Math.max(...counts)).toBeLessThanOrEqual(44);
  });
});

describe('the first snapshot', () => {
  it('does not wait for the last map when that takes longer than 20 s', async () => {
    const sim = await startWorld({ maps: 250 });
    const rig = startRig({ host: sim.brawlApiUrl });
    rig.net.latencyMs = 1000;
    while (rig.store.writes.length === 0) await rig.step();
    const [first] = rig.store.writes;
    expect(rig.ledger.isMapDue(rig.clock.now())).toBe(true);
    expect((first?.at ?? 0) - START).toBeGreaterThan(20_000);
    expect((first?.at ?? 0) - START).toBeLessThan(40_000);
    // The rest follows in its time.
    await rig.settle();
    expect(rig.store.writes).toHaveLength(2);
    expect((rig.store.writes[1]?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3 * MINUTE);
  });

  it('waits for maps and brawlers, which a snapshot cannot do without', async () => {
    const sim = await startWorld({ maps: 10 });
    const rig = startRig({ host: sim.brawlApiUrl });
    const dead = (match: RegExp): Rule => ({ kind: 'status', status: 500, match });
    sim.misbehave(dead(/(brawlers|gamemodes|events)$/));
    await rig.stepUntil(START + 10 * MINUTE);
    expect(rig.store.writes).toHaveLength(0);
    sim.misbehave(dead(/(gamemodes|events)$/));
    await rig.stepUntil(START + 30 * MINUTE);
    expect(rig.store.writes).toHaveLength(1);
    const statuses = Object.fromEntries(rig.status().sources.map(({ name, status }) => [name, status]));
    expect(statuses).toMatchObject({ 'brawlapi/modes': 'unavailable', 'brawlapi/events': 'unavailable' });
  });
});

describe('the store is written to at most 480 times a day and never twice in 3 minutes', () => {
  it.each([30, 45, 60, 100])('when the content changes in each cycle of %i s', async (seconds) => {
    const sim = await startWorld({ maps: 6, brawlers: 12, modes: 2, events: 2 });
    const rig = startRig({ host: sim.brawlApiUrl, config: { intervalMs: seconds * 1000 } });
    let version = 0;
    const hashes = new Set<string>();
    const until = START + HOUR;
    while (rig.clock.now() < until) {
      version += 1;
      const list = [
        { ...brawlerOf(0), name: `Version ${version}` },
        ...Array.from({ length: 11 }, (_, i) => brawlerOf(i + 1)),
      ];
      sim.misbehave({
        kind: 'body',
        match: /brawlers$/,
        headers: { etag: `"${version}"` },
        body: JSON.stringify({ list }),
      });
      await rig.step();
      hashes.add(rig.store.current()?.hash ?? '');
    }
    const times = rig.store.writes.map(({ at }) => at);
    const writes = times.length;
    const shortest = Math.min(...times.slice(1).map((at, i) => at - (times[i] ?? 0)));
    expect(shortest).toBeGreaterThanOrEqual(DAY / 480);
    // They are new each time, and what is due is not held back.
    expect(hashes.size).toBe(writes);
    expect(shortest).toBeLessThan(3 * MINUTE + seconds * 1000);
    expect(writes).toBeGreaterThan((until - START) / (3 * MINUTE + seconds * 1000) - 2);
  });

  it('when the store refuses', async () => {
    const sim = await startWorld({ maps: 6 });
    const attempts: number[] = [];
    let refuses = true;
    const rig: Rig = startRig({
      host: sim.brawlApiUrl,
      atPoint(point) {
        if (point !== 'write' || !refuses) return;
        attempts.push(rig.clock.now());
        throw new Error('KV is down');
      },
    });
    const step = async () => {
      await rig.step();
      return rig.clock.now();
    };
    const superviseUntil = async (time: number) => {
      while (rig.clock.now() < time) {
        rig.clock.advanceTo(await superviseStep(rig.ledger, step, rig.clock.now, () => {}));
      }
    };
    await superviseUntil(START + 20 * MINUTE);
    expect(attempts.length).toBeGreaterThan(4);
    const gaps = attempts.slice(1).map((at, i) => at - (attempts[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * MINUTE);
    expect(rig.store.writes).toHaveLength(0);
    // The steps between two attempts go well: that is no reason to say that all is.
    expect(rig.status().trouble).toBe('Error: KV is down');
    refuses = false;
    await superviseUntil(START + 25 * MINUTE);
    expect(rig.store.writes).toHaveLength(1);
    expect(rig.status().trouble).toBeNull();
  });
});
