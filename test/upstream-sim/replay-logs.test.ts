import { describe, expect, it } from 'vitest';
import { cutLog, logAt } from '../../upstream-sim/logs.ts';
import { HOUR_MS, parseTime } from '../../upstream-sim/shift.ts';
import { getJson, startSim, writeRecording } from './helpers.ts';

const RECORDED = Date.UTC(2026, 3, 5, 17, 16, 4);
const NOW = Date.UTC(2026, 10, 23, 6, 31, 5);
const MINUTE = 60_000;

function compact(time: number): string {
  return new Date(time).toISOString().replace(/[-:]/g, '');
}
/** The number-th newest battle, three minutes apart from the next. */
function entry(number: number) {
  return { battleTime: compact(RECORDED - 3 * number * MINUTE), event: { id: number }, note: '"}],[{' };
}
function recording(count = 60): string {
  const items = Array.from({ length: count }, (_, number) => entry(number));
  return writeRecording({
    'official/v1/players/ABC/battlelog.json': { items, paging: { cursors: {} } },
    'official/v1/players/DEF/battlelog.json': { items: [entry(70)], paging: { cursors: {} } },
    'official/v1/players/ABC.json': { tag: '#ABC' },
    'official/v1/rankings/global/players.json': {
      items: Array.from({ length: 30 }, (_, rank) => ({ rank })),
    },
  });
}
type Log = { items: { battleTime: string; event: { id: number } }[]; paging: object };

function idsOf(log: Log): number[] {
  return log.items.map(({ event }) => event.id);
}
function upTo(first: number, length: number): number[] {
  return Array.from({ length }, (_, i) => first + i);
}

describe('battle logs of a replay', () => {
  it.each([
    [undefined, 25],
    [7, 7],
    [1000, 60],
    ['all' as const, 60],
  ])('show the newest entries: logWindow %s', async (logWindow, length) => {
    const source = { kind: 'replay', directory: recording() } as const;
    const window = logWindow === undefined ? {} : { logWindow };
    const sim = await startSim({ source: { ...source, ...window }, now: () => NOW });
    const log = await getJson<Log>(`${sim.officialUrl}/players/%23ABC/battlelog`);
    expect(idsOf(log)).toEqual(upTo(0, length));
    expect(log.paging).toEqual({ cursors: {} });
    expect(idsOf(await getJson<Log>(`${sim.officialUrl}/players/%23DEF/battlelog`))).toEqual([70]);
    const rankings = await getJson<Log>(`${sim.officialUrl}/rankings/global/players`);
    expect(rankings.items.length).toBe(30);
  });

  it('keep the times of their battles as the hours go by, and from one start to the next by an anchor', async () => {
    let now = NOW;
    const directory = recording();
    const sim = await startSim({ source: { kind: 'replay', directory }, now: () => now });
    const url = `${sim.officialUrl}/players/%23ABC/battlelog`;
    const first = await (await fetch(url)).text();
    const newest = parseTime((JSON.parse(first) as Log).items[0]?.battleTime ?? '');
    expect(newest).toBeLessThanOrEqual(NOW);
    expect(newest).toBeGreaterThan(NOW - HOUR_MS);
    expect(sim.battles).toEqual({
      oldest: RECORDED - 210 * MINUTE,
      newest: RECORDED,
      offset: newest - RECORDED,
    });
    now += 50 * HOUR_MS;
    expect(await (await fetch(url)).text()).toBe(first);
    const source = { kind: 'replay', directory, anchor: NOW } as const;
    const again = await startSim({ source, now: () => now });
    expect(await (await fetch(`${again.officialUrl}/players/%23ABC/battlelog`)).text()).toBe(first);
  });

  it('stand as they stood at a virtual now, in windows that overlap, in any order', async () => {
    let clock = RECORDED;
    const source = { kind: 'replay', directory: recording(), replayClock: () => clock } as const;
    const sim = await startSim({ source, now: () => NOW });
    const at = async (time: number): Promise<Log> => {
      clock = time;
      return getJson<Log>(`${sim.officialUrl}/players/%23ABC/battlelog`);
    };
    // Battles keep their recorded times here.
    expect((await at(RECORDED)).items[0]?.battleTime).toBe(compact(RECORDED));
    expect(idsOf(await at(RECORDED))).toEqual(upTo(0, 25));
    expect(idsOf(await at(RECORDED - 1))).toEqual(upTo(1, 25));
    expect(idsOf(await at(RECORDED - 3 * 50 * MINUTE))).toEqual(upTo(50, 10));
    expect(idsOf(await at(RECORDED - 10 * HOUR_MS))).toEqual([]);
    expect(idsOf(await at(NOW))).toEqual(upTo(0, 25));
    const seen = new Set<number>();
    const sweep = upTo(0, 4).map((step) => RECORDED - step * 20 * 3 * MINUTE);
    for (const time of [sweep[2], sweep[0], sweep[3], sweep[1]])
      for (const id of idsOf(await at(time ?? 0))) seen.add(id);
    expect([...seen].sort((a, b) => a - b)).toEqual(upTo(0, 60));
  });

  it('stand whole at a virtual now when asked to', async () => {
    const directory = recording();
    const replayClock = (): number => RECORDED - 30 * MINUTE;
    const source = { kind: 'replay', directory, logWindow: 'all', replayClock } as const;
    const sim = await startSim({ source });
    const log = await getJson<Log>(`${sim.officialUrl}/players/%23ABC/battlelog`);
    expect(idsOf(log)).toEqual(upTo(10, 50));
  });

  it.each([0, -1, 2.5, Number.NaN])('have no window of %s entries', async (logWindow) => {
    const source = { kind: 'replay', directory: recording(), logWindow } as const;
    await expect(startSim({ source })).rejects.toThrow('logWindow');
  });

  it('are cut without changing a byte of an entry, whatever is in its texts', () => {
    const texts = [
      `{ "battleTime" : "20260405T171604.000Z", "x": [1.50, {"a": "]}, \\"{["}] }`,
      `{"battleTime":"20260405T181604.000Z","name":"\\\\","y":{}}`,
    ];
    const json = `{ "items" : [ ${texts.join(' ,\n ')} ], "paging": { "cursors": {} } }\n`;
    const log = cutLog(json);
    expect(log?.entries.map(({ text }) => text)).toEqual([...texts].reverse());
    expect(log?.tail).toBe('], "paging": { "cursors": {} } }\n');
    const whole = log === null ? '' : logAt(log, Number.POSITIVE_INFINITY, 25);
    expect(JSON.parse(whole)).toEqual({
      ...(JSON.parse(json) as object),
      items: (JSON.parse(json) as Log).items.reverse(),
    });
  });

  it.each([
    ['no list', '{"items":7}'],
    ['another shape', '[{"battleTime":"20260405T171604.000Z"}]'],
    ['an entry without a time', '{"items":[{"a":1}]}'],
    ['an unreadable time', '{"items":[{"battleTime":"soon"}]}'],
    ['a list without an end', '{"items":[{"battleTime":"20260405T171604.000Z"}'],
    ['a text without an end', '{"items":["'],
  ])('are served as they are when they are none: %s', async (_, text) => {
    expect(cutLog(text)).toBeNull();
    const directory = writeRecording({ 'official/v1/players/ABC/battlelog.json': text });
    const sim = await startSim({ source: { kind: 'replay', directory, replayClock: () => NOW } });
    expect(await (await fetch(`${sim.officialUrl}/players/%23ABC/battlelog`)).text()).toBe(text);
  });

  it('may be empty', () => {
    expect(cutLog('{"items":[],"paging":{}}')).toEqual({
      head: '{"items":[',
      entries: [],
      tail: '],"paging":{}}',
    });
  });
});
