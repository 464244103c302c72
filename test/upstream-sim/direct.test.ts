import { describe, expect, test } from 'vitest';
import { type DirectOptions, openUpstreamDirect } from '../../upstream-sim/direct.ts';
import { startSim, writeRecording } from './helpers.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
const DEMO = { kind: 'demo', seed: 3, players: 300 } as const;

function open(options: Partial<DirectOptions> = {}) {
  return openUpstreamDirect({ source: DEMO, now: () => NOW, ...options });
}

describe('the stand-in without HTTP', () => {
  test('answers the bytes, headers and statuses that the server answers', async () => {
    const [direct, sim] = [open(), await startSim({ source: DEMO, now: () => NOW })];
    const tag = encodeURIComponent(direct.official?.tags[7] ?? '');
    const paths = ['players/x', `players/${tag}`, `players/${tag}/battlelog`, 'events/rotation', 'brawlers'];
    const asked = [
      ...paths.map((path) => [`${direct.officialUrl}/${path}`, `${sim.officialUrl}/${path}`]),
      [
        `${direct.officialUrl}/rankings/global/players?limit=5`,
        `${sim.officialUrl}/rankings/global/players?limit=5`,
      ],
      [`${direct.brawlApiUrl}/maps`, `${sim.brawlApiUrl}/maps`],
      [`${direct.brawlApiUrl}/nothing`, `${sim.brawlApiUrl}/nothing`],
    ] as const;
    for (const [here = '', there = ''] of asked) {
      const [ours, theirs] = [await direct.fetch(here), await fetch(there)];
      expect(ours.status, here).toBe(theirs.status);
      for (const name of ['content-type', 'etag', 'content-length'])
        expect(ours.headers.get(name), here).toBe(theirs.headers.get(name));
      expect(Buffer.from(await ours.arrayBuffer()).equals(Buffer.from(await theirs.arrayBuffer()))).toBe(
        true,
      );
    }
    expect(direct.requests()).toHaveLength(asked.length);
  });

  test('knows If-None-Match, HEAD and methods that it has not', async () => {
    const direct = open();
    const url = `${direct.brawlApiUrl}/brawlers`;
    const etag = (await direct.fetch(url)).headers.get('etag') ?? '';
    const unchanged = await direct.fetch(url, { headers: { 'If-None-Match': etag } });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
    const head = await direct.fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag]);
    expect((await direct.fetch(url, { method: 'POST' })).status).toBe(405);
  });

  test('wants the token, and throttles by its own clock', async () => {
    let now = NOW;
    const direct = open({ now: () => now, requireToken: 'made-up', officialRatePerSecond: 2 });
    const url = `${direct.officialUrl}/brawlers`;
    const headers = { Authorization: 'Bearer made-up' };
    expect((await direct.fetch(url)).status).toBe(403);
    const ask = async () => (await direct.fetch(url, { headers })).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
    now += 1000;
    expect(await ask()).toBe(200);
  });

  test('misbehaves like the server', async () => {
    const waited: number[] = [];
    const direct = open({ sleep: async (ms) => void waited.push(ms) });
    const url = `${direct.brawlApiUrl}/brawlers`;
    const right = await (await direct.fetch(url)).text();
    direct.misbehave({ kind: 'reset', times: 1 });
    await expect(direct.fetch(url)).rejects.toThrow(TypeError);
    direct.misbehave({ kind: 'truncate' });
    const cut = await direct.fetch(url);
    expect(cut.headers.get('content-length')).toBe(String(Buffer.byteLength(right)));
    await expect(cut.text()).rejects.toThrow('terminated');
    direct.misbehave({ kind: 'delay', ms: 700 });
    expect(await (await direct.fetch(url)).text()).toBe(right);
    expect(waited).toEqual([700]);
    direct.misbehave({ kind: 'redirect', location: '/elsewhere' });
    expect((await direct.fetch(url)).status).toBe(301);
  });

  test('what hangs, and what waits, ends with its signal', async () => {
    const direct = open();
    const url = `${direct.brawlApiUrl}/brawlers`;
    for (const rule of [{ kind: 'hang' }, { kind: 'delay', ms: 60_000 }] as const) {
      direct.misbehave(rule);
      const abort = new AbortController();
      const answer = direct.fetch(url, { signal: abort.signal });
      abort.abort();
      await expect(answer).rejects.toThrow('aborted');
      await expect(direct.fetch(url, { signal: abort.signal })).rejects.toThrow('aborted');
    }
  });

  test('lets nothing out of the process', async () => {
    await expect(open().fetch('http://127.0.0.1:1/brawlapi/v1/maps')).rejects.toThrow('not an address');
  });

  test('goes with a clock that jumps by weeks, forward and back', async () => {
    let now = NOW;
    const direct = open({ now: () => now });
    const tag = encodeURIComponent(direct.official?.tags[0] ?? '');
    const log = async () => {
      const body = await (await direct.fetch(`${direct.officialUrl}/players/${tag}/battlelog`)).text();
      return { body, newest: /"battleTime":"(\d{8})/.exec(body)?.[1] ?? '' };
    };
    const first = await log();
    expect(direct.now()).toBe(NOW);
    now += 21 * 24 * HOUR;
    expect(Number((await log()).newest)).toBeGreaterThan(Number(first.newest));
    now = NOW;
    expect((await log()).body).toBe(first.body);
  });

  test('replays a recording', async () => {
    const directory = writeRecording({ 'brawlapi/v1/brawlers.json': { list: [{ id: 1 }] } });
    const direct = open({ source: { kind: 'replay', directory } });
    expect(await (await direct.fetch(`${direct.brawlApiUrl}/brawlers`)).json()).toEqual({
      list: [{ id: 1 }],
    });
    expect(direct.battles).toBeUndefined();
  });
});

describe('a demo world whose BrawlAPI is a catalogue', () => {
  test('has the same maps, events and battles, and no statistics', async () => {
    const [full, bare] = [open(), open({ source: { ...DEMO, brawlApiStatistics: false } })];
    const json = async (direct: typeof full, path: string) =>
      (await direct.fetch(`${direct.brawlApiUrl}/${path}`)).json() as Promise<Record<string, unknown>>;
    const events = (await json(full, 'events')) as { active: { map: { id: number; stats: unknown[] } }[] };
    const id = events.active[0]?.map.id ?? 0;
    const [rich, poor] = [await json(full, `maps/${id}`), await json(bare, `maps/${id}`)];
    expect((rich.stats as unknown[]).length).toBeGreaterThan(50);
    expect(poor).toEqual({ ...rich, stats: [], teamStats: [] });
    const without = JSON.parse(JSON.stringify(events), (key, value) =>
      key === 'stats' || key === 'teamStats' ? [] : value,
    );
    expect(await json(bare, 'events')).toEqual(without);
    expect(await json(bare, 'maps')).toEqual(await json(full, 'maps'));
    expect(bare.official?.tags).toEqual(full.official?.tags);
  });
});
