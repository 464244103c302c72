/** The measuring of simulated days, with steps whose costs are known. */
import { describe, expect, test } from 'vitest';
import { createThreadCpu } from '../../scripts/simulate/cpu.ts';
import { type StepRecord, simulateDay } from '../../scripts/simulate/day.ts';
import { createRequestMeter, meterStore, stateBytes } from '../../scripts/simulate/meters.ts';
import { BUDGET, overBudget, percentile, reportOf, summarise } from '../../scripts/simulate/report.ts';
import { openRig } from '../../scripts/simulate/rig.ts';
import { standInApart, standInHere } from '../../scripts/simulate/stand-in.ts';
import { createMemoryArchive, createMemoryStore } from '../../src/store/memory.ts';
import { createClock, START } from '../collect/clock.ts';
import { openStorage } from '../collect/sqlite.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOTHING = { count: 0, atOnce: 0 };

/** A meter before a stand-in that answers at once, or fails. */
function meter(fails = false) {
  const clock = createClock();
  const busy: boolean[] = [];
  const requests = createRequestMeter({
    send: () => (fails ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(new Response('ok'))),
    wait: (signal) => clock.sleep(150, signal),
    busy: (more) => busy.push(more),
  });
  return { meter: requests, clock, busy };
}

describe('the meter of requests', () => {
  test('tells how many there were, and how many at once', async () => {
    const { meter: requests, clock, busy } = meter();
    await Promise.all([requests.fetch('a'), requests.fetch('b'), requests.fetch('c')]);
    await requests.fetch('d');
    requests.add();
    expect(requests.take()).toEqual({ count: 5, atOnce: 3 });
    expect(clock.now()).toBe(START + 300);
    expect(requests.take()).toEqual(NOTHING);
    expect(busy.filter(Boolean)).toHaveLength(4);
    expect(busy).toHaveLength(8);
  });

  test('counts one that fails, and hands the failure on', async () => {
    const { meter: requests, busy } = meter(true);
    await expect(requests.fetch('a')).rejects.toThrow('fetch failed');
    expect(requests.take()).toEqual({ count: 1, atOnce: 1 });
    expect(busy).toEqual([true, false]);
  });

  test('counts one that is still under way for the next step too', async () => {
    const { meter: requests } = meter();
    const late = requests.fetch('a');
    expect(requests.take()).toEqual({ count: 1, atOnce: 1 });
    await late;
    expect(requests.take()).toEqual({ count: 0, atOnce: 1 });
  });
});

test('what KV writes are subrequests, the archive’s among them', async () => {
  const { meter: requests } = meter();
  const { store, archive, writes } = meterStore(createMemoryStore(), createMemoryArchive(), requests);
  await store.write({ hash: 'abc', builtAt: 1, bytes: new Uint8Array(2) });
  const entry = { date: '2026-11-23', hash: 'abc', builtAt: 1, bytes: 2 };
  await archive.keep(entry, new Uint8Array(2));
  await archive.keepIndex([entry]);
  expect(await archive.read('2026-11-23')).toEqual(new Uint8Array(2));
  expect([requests.take().count, writes()]).toEqual([3, 3]);
});

test('the state’s size grows with what is kept, and rows and their index entries are counted', () => {
  const storage = openStorage();
  storage.sql.exec('CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c BLOB)');
  storage.sql.exec('CREATE INDEX t_b ON t (b)');
  const empty = stateBytes(storage);
  expect(empty).toBeGreaterThan(0);
  storage.sql.exec('INSERT INTO t VALUES (1, 2, ?)', new ArrayBuffer(1_000_000));
  // In whole pages, of which one was there before.
  expect(Math.abs(stateBytes(storage) - empty - 1_000_000)).toBeLessThan(2 * 4096);
  expect(storage.meter.rowsWritten).toBe(2);
  storage.sql.exec('UPDATE t SET c = NULL');
  expect(storage.meter.rowsWritten).toBe(3);
  storage.sql.exec('UPDATE t SET b = 3');
  expect(storage.meter.rowsWritten).toBe(5);
  storage.sql.exec('DELETE FROM t');
  expect(storage.meter.rowsWritten).toBe(7);
  storage.close();
});

describe('the CPU of a thread', () => {
  /** Does something until `ms` have passed on the wall. */
  function work(ms: number): void {
    const end = performance.now() + ms;
    while (performance.now() < end);
  }

  test('is that of work, told finer than the system’s ticks, and not that of waiting', async () => {
    const cpuMs = createThreadCpu();
    const seen = Array.from({ length: 40 }, () => {
      const before = cpuMs();
      work(0.5);
      return cpuMs() - before;
    });
    // With ticks of 4 ms most would be 0.
    expect(seen.filter((ms) => ms > 0).length).toBeGreaterThan(36);
    const [before, since] = [cpuMs(), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(cpuMs() - before).toBeLessThan((performance.now() - since) / 2);
  });

  test('is not that of the stand-in, which answers the same from a thread of its own', async () => {
    const [options, now] = [{ players: 60, battlesPerDay: 30, seed: 1 }, () => START];
    const [here, apart] = [standInHere(options, now), await standInApart(options, now)];
    const paths = ['/rankings/global/players', `/players/${encodeURIComponent('#NOBODY')}/battlelog`];
    const [tag = ''] = here.world.official?.tags ?? [];
    for (const path of [...paths, `/players/${encodeURIComponent(tag)}/battlelog`]) {
      const answers = await Promise.all(
        [here, apart].map(async ({ fetch, officialUrl }) => {
          const answer = await fetch(officialUrl + path, { headers: { accept: 'application/json' } });
          return {
            status: answer.status,
            type: answer.headers.get('content-type'),
            text: await answer.text(),
          };
        }),
      );
      expect(answers[1]).toEqual(answers[0]);
    }
    expect(apart.cpuMs()).toBeGreaterThan(0);
    await apart.close();
  });
});

describe('a simulated day', () => {
  /** Steps of 12 ms; each writes 10 rows, every third a snapshot. */
  function day() {
    const clock = createClock();
    const total = { kv: 0, rows: 0, cpu: 0, steps: 0 };
    const step = async () => {
      total.steps += 1;
      total.rows += 10;
      total.cpu += 12;
      if (total.steps % 3 === 0) total.kv += 1;
      await clock.sleep(2000);
      return clock.now() + MINUTE;
    };
    const meters = {
      takeRequests: () => ({ count: 44, atOnce: 6 }),
      kvWrites: () => total.kv,
      rowsWritten: () => total.rows,
      cpuMs: () => total.cpu,
    };
    return { clock, step, meters, total };
  }

  test('writes down what each step took', async () => {
    const { total, ...parts } = day();
    const seen: number[] = [];
    const until = START + 10 * MINUTE;
    const records = await simulateDay({ ...parts, until, onStep: ({ at }) => seen.push(at) });
    expect(records).toHaveLength(10);
    expect(total.steps).toBe(10);
    expect(records[1]).toEqual({
      at: START + 62_000,
      tookMs: 2000,
      requests: 44,
      atOnce: 6,
      kvWrites: 0,
      rowsWritten: 12,
      cpuMs: 12,
    });
    expect(records.map(({ kvWrites }) => kvWrites)).toEqual([0, 0, 1, 0, 0, 1, 0, 0, 1, 0]);
    expect(seen).toEqual(records.map(({ at }) => at));
  });

  test('ends with a step that throws, or that would never end', async () => {
    const { clock, meters } = day();
    const until = START + HOUR;
    const broken = async () => {
      throw new Error('broken');
    };
    await expect(simulateDay({ clock, meters, until, step: broken })).rejects.toThrow('broken');
    const stuck = async () => clock.now();
    await expect(simulateDay({ clock, meters, until, step: stuck })).rejects.toThrow(RangeError);
  });
});

describe('the report', () => {
  const record: StepRecord = {
    at: START,
    tookMs: 1,
    requests: 40,
    atOnce: 6,
    kvWrites: 0,
    rowsWritten: 30,
    cpuMs: 2,
  };

  test('sums up, and reckons a part of a day to the whole', () => {
    const records = Array.from({ length: 100 }, (_, i) => ({ ...record, cpuMs: 100 - i, kvWrites: i % 2 }));
    const summary = summarise(records, 12 * HOUR, 5000);
    expect(summary).toEqual({
      steps: 200,
      requests: 8000,
      requestsAStep: 40,
      atOnce: 6,
      kvWrites: 100,
      rowsWritten: 6000,
      cpuMedianMs: 50,
      cpuP99Ms: 99,
      cpuMaxMs: 100,
      asking: { steps: 50, medianMs: 50, p99Ms: 100 },
      publishing: { steps: 50, medianMs: 49, p99Ms: 99 },
      stateBytes: 5000,
    });
    expect([percentile([], 0.5), percentile([7], 0.01), percentile([1, 2, 3], 1)]).toEqual([0, 7, 3]);
  });

  test('names what is over its limit, and nothing that just keeps it', () => {
    const least = summarise([record], 24 * HOUR, BUDGET.stateBytes);
    const full = {
      ...least,
      requestsAStep: BUDGET.requestsAStep,
      kvWrites: BUDGET.kvWritesADay,
      rowsWritten: BUDGET.rowsWrittenADay,
      cpuP99Ms: BUDGET.cpuMsAStep,
    };
    expect(overBudget(full)).toEqual([]);
    expect(reportOf(full)).not.toContain('OVER');
    const over = { ...full, atOnce: 7, cpuP99Ms: 10.1, stateBytes: 64e6 + 1 };
    expect(overBudget(over)).toEqual(['connections at once, most', 'CPU a step, p99', 'state']);
    expect(reportOf(over)).toMatch(/connections at once, most {16}7 {2}of 6 {2}OVER/);
  });
});

test('the real collector keeps the budget for its first simulated hour', async () => {
  const rig = await openRig({
    players: 100,
    battlesPerDay: 30,
    start: START,
    latencyMs: 150,
    intervalMs: MINUTE,
  });
  const records = await simulateDay({ ...rig.options, until: START + HOUR });
  // CPU is left to `npm run simulate:day`: beside other tests it says nothing.
  const summary = { ...summarise(records, 24 * HOUR, rig.stateBytes()), cpuMedianMs: 0, cpuP99Ms: 0 };
  await rig.close();
  expect(overBudget(summary)).toEqual([]);
  expect(records[0]?.requests).toBeGreaterThan(4);
  expect(records[0]?.tookMs).toBeGreaterThanOrEqual(150);
  expect(summary.kvWrites).toBeGreaterThan(0);
});
