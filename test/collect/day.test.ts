/** A day of the collector before a catalogue of real size, against what the free plan allows. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { START } from './clock.ts';
import type { Net } from './net.ts';
import { makeRecording, type WorldShape } from './recording.ts';
import { createRig, DAY, HOUR, MINUTE, type Rig, startRig } from './rig.ts';

/** What the free plan gives in a day, and an invocation. */
const FREE = {
  requests: 100_000,
  rowsRead: 5_000_000,
  rowsWritten: 100_000,
  kvWrites: 1_000,
  subrequests: 50,
};
/** In place of https://api.brawlapi.com/v1. */
const HOST = 'http://upstream.test/brawlapi/v1';
/** Setting the alarm is a row written: once before the work of a step and once after. */
const ALARMS_A_STEP = 2;

let rig: Rig;
let dead = false;

/**
 * An upstream without a server: it is thousands of requests a day, and HTTP is not what counts here. What it says is
 * as of `now` (epoch ms).
 */
function upstream(shape: WorldShape, now: () => number): Net['fetch'] {
  const recording = makeRecording(shape);
  return async (url, init) => {
    if (dead) throw new TypeError('fetch failed');
    const value = recording[`${new URL(url).pathname.slice(1)}.json`];
    if (value === undefined) return new Response(null, { status: 404 });
    const etag = `"${now()}"`;
    if (new Headers(init.headers).get('if-none-match') === etag) return new Response(null, { status: 304 });
    const text = JSON.stringify(value).replaceAll(/"dataUpdated":\d+/g, `"dataUpdated":${now() / 1000}`);
    return new Response(text, { headers: { etag, 'content-type': 'application/json' } });
  };
}

beforeAll(() => {
  // As many maps as in 2026. Few rows each: it is their number that counts here.
  const shape = { maps: 1_199, disabled: 826, brawlers: 5, modes: 65, events: 11, dated: true };
  // The upstream's clock goes on every hour, and then all its answers are new.
  const now = () => START + Math.floor(((rig?.clock.now() ?? START) - START) / HOUR) * HOUR;
  rig = createRig({ host: HOST, fetch: upstream(shape, now), meterReads: true });
});

afterAll(() => rig.storage.close());

interface Spent {
  steps: number;
  requests: number;
  subrequests: number;
  rowsWritten: number;
  rowsRead: number;
  kvWrites: number;
}

/** What is spent from `from` (epoch ms) on; a part of a day is reckoned up to the whole. */
async function spend(day: Rig, from: number, part = 1): Promise<Spent> {
  const { meter } = day.storage;
  const before = { ...meter, kvWrites: day.store.writes.length };
  const spent = { steps: 0, requests: 0, subrequests: 0 };
  while (day.clock.now() < from + DAY * part) {
    await day.step();
    spent.steps += 1;
    spent.requests += day.net.count;
    spent.subrequests = Math.max(spent.subrequests, day.net.count);
  }
  const whole = (value: number) => Math.round(value / part);
  return {
    steps: whole(spent.steps),
    requests: whole(spent.requests),
    subrequests: spent.subrequests,
    rowsWritten: whole(meter.rowsWritten - before.rowsWritten + ALARMS_A_STEP * spent.steps),
    rowsRead: whole(meter.rowsRead - before.rowsRead),
    kvWrites: whole(day.store.writes.length - before.kvWrites),
  };
}

function tell(what: string, spent: Spent, { net }: Rig): void {
  const figures = Object.entries({ ...spent, atOnce: net.mostUnderWay }).map(
    ([name, value]) => `${name} ${value}`,
  );
  console.log(`${what}: ${figures.join(', ')}`);
}

function expectWithin(spent: Spent, { net }: Rig): void {
  expect(spent.subrequests).toBeLessThanOrEqual(45);
  expect(net.mostUnderWay).toBeLessThanOrEqual(6);
  expect(spent.kvWrites).toBeLessThanOrEqual(480);
  // Half of each is left for what else there is to do: questions about /health, deployments, another collector.
  expect(spent.steps).toBeLessThan(FREE.requests / 2);
  expect(spent.rowsWritten).toBeLessThan(FREE.rowsWritten / 2);
  expect(spent.rowsRead).toBeLessThan(FREE.rowsRead / 2);
}

it('fits the free plan: the day of the first fill, all content new every hour', async () => {
  const spent = await spend(rig, START);
  tell('a first day', spent, rig);
  expectWithin(spent, rig);
  expect(rig.published().maps).toBe(1_199);
  expect(rig.source('brawlapi/statistics')).toMatchObject({ status: 'ok', rows: 1_199 });
});

it('fits the free plan: a day without ETags, at the shortest interval', async () => {
  const shape = { maps: 30, brawlers: 5, events: 11 };
  const day = startRig({
    host: HOST,
    fetch: upstream(shape, () => START),
    config: { intervalMs: MINUTE / 2 },
    meterReads: true,
  });
  day.net.stripEtags = true;
  const spent = await spend(day, START, 1 / 8);
  tell('a day without ETags', spent, day);
  expectWithin(spent, day);
  expect(day.store.writes).toHaveLength(1);
});

it('fits the free plan: the day after, the upstream dead', async () => {
  dead = true;
  const spent = await spend(rig, rig.clock.now());
  tell('a dead day', spent, rig);
  expectWithin(spent, rig);
  expect(spent.kvWrites).toBe(0);
  expect(rig.status().sources.map(({ status }) => status)).toEqual(Array(5).fill('stale'));
  // A dead host is left alone but for a try now and then.
  expect(spent.requests).toBeLessThan(1_000);
});

it('and asking how it does costs next to nothing, whoever asks', () => {
  const { meter } = rig.storage;
  const before = meter.rowsRead;
  for (let i = 0; i < 100; i += 1) rig.status();
  expect((meter.rowsRead - before) / 100).toBeLessThan(20);
});
