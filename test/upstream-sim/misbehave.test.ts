import { describe, expect, it, onTestFinished } from 'vitest';
import type { Rule } from '../../upstream-sim/misbehave.ts';
import { startUpstreamSim, type UpstreamSim } from '../../upstream-sim/server.ts';
import { getJson, startSim, writeRecording } from './helpers.ts';

const MAPS = { list: [{ id: 1, name: 'One', scId: 7 }, { id: 2 }, { id: 3 }, { id: 4 }] };

async function startSmall(): Promise<UpstreamSim> {
  const directory = writeRecording({
    'brawlapi/v1/maps.json': MAPS,
    'brawlapi/v1/events.json': {
      active: [{ startTime: '', map: { id: 1, stats: [{ brawler: 2, winRate: 1.5 }] } }],
    },
  });
  return startSim({ source: { kind: 'replay', directory } });
}

/** The answer to GET /maps under a rule. */
async function mapsUnder(rule: Rule, init: RequestInit = {}): Promise<Response> {
  const sim = await startSmall();
  sim.misbehave(rule);
  return fetch(`${sim.brawlApiUrl}/maps`, { redirect: 'manual', ...init });
}

describe('misbehaviour', () => {
  it('answers a status with its headers', async () => {
    const response = await mapsUnder({ kind: 'status', status: 429, headers: { 'retry-after': '30' } });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30']);
    expect(await response.json()).toEqual({ error: 'status 429' });
    const empty = await mapsUnder({ kind: 'status', status: 204 });
    expect([empty.status, await empty.text()]).toEqual([204, '']);
  });

  it('delays the right answer, and still knows entity tags', async () => {
    const sim = await startSmall();
    const etag = (await fetch(`${sim.brawlApiUrl}/maps`)).headers.get('etag') ?? '';
    sim.misbehave({ kind: 'delay', ms: 60_000 });
    await expect(fetch(`${sim.brawlApiUrl}/maps`, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    sim.misbehave({ kind: 'delay', ms: 5 });
    expect(await getJson(`${sim.brawlApiUrl}/maps`)).toEqual(MAPS);
    const again = await fetch(`${sim.brawlApiUrl}/maps`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('hangs until the client gives up or the server closes', async () => {
    const sim = await startUpstreamSim({ source: { kind: 'demo' } });
    onTestFinished(() => sim.close());
    sim.misbehave({ kind: 'hang' });
    await expect(fetch(`${sim.brawlApiUrl}/maps`, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    const waiting = fetch(`${sim.brawlApiUrl}/maps`);
    const outcome = expect(waiting).rejects.toThrow();
    while (sim.requests()[0]?.count !== 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await sim.close();
    await outcome;
  });

  it.each([0, 0.5, 1])('breaks off after %s of the body', async (fraction) => {
    const response = await mapsUnder({ kind: 'truncate', fraction });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBe(JSON.stringify(MAPS).length);
    await expect(response.text()).rejects.toThrow();
  });

  it('lets a part of the body pose as the whole', async () => {
    const response = await mapsUnder({ kind: 'truncate', fraction: 0.5, clean: true });
    const text = await response.text();
    expect(text).toBe(JSON.stringify(MAPS).slice(0, Math.floor(JSON.stringify(MAPS).length / 2)));
    expect(Number(response.headers.get('content-length'))).toBe(text.length);
    const all = await mapsUnder({ kind: 'truncate', fraction: 1, clean: true });
    expect(await all.text()).toBe(JSON.stringify(MAPS).slice(0, -1));
  });

  it('changes types: ids, lists, numbers or all', async () => {
    const ids = (await (await mapsUnder({ kind: 'wrong-types', what: 'ids' })).json()) as typeof MAPS;
    expect(ids.list[0]).toEqual({ id: '1', name: 'One', scId: '7' });
    const lists = (await (await mapsUnder({ kind: 'wrong-types', what: 'lists' })).json()) as typeof MAPS;
    expect(lists.list).toEqual({ 0: MAPS.list[0], 1: { id: 2 }, 2: { id: 3 }, 3: { id: 4 } });
    const sim = await startSmall();
    sim.misbehave({ kind: 'wrong-types', what: 'numbers' });
    type Events = { active: { map: { id: unknown; stats: object[] } }[] };
    const numbers = await getJson<Events>(`${sim.brawlApiUrl}/events`);
    expect(numbers.active[0]?.map).toEqual({ id: 1, stats: [{ brawler: 2, winRate: '1.5' }] });
    sim.misbehave({ kind: 'wrong-types' });
    const all = await getJson<Events>(`${sim.brawlApiUrl}/events`);
    expect(all.active[0]?.map).toEqual({ id: '1', stats: { 0: { brawler: '2', winRate: '1.5' } } });
  });

  it.each([403, 200])('puts a challenge page in front, status %s', async (status) => {
    const response = await mapsUnder({ kind: 'html', status });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await response.text()).toContain('Just a moment');
  });

  it('shrinks lists', async () => {
    const response = await mapsUnder({ kind: 'shrink', fraction: 0.5 });
    expect(await response.json()).toEqual({ list: MAPS.list.slice(0, 2) });
    const none = await mapsUnder({ kind: 'shrink', fraction: 0 }, { headers: { 'if-none-match': '*' } });
    expect(await none.json()).toEqual({ list: [] });
  });

  it('sends garbage, the same for the same seed', async () => {
    const bytesOf = async (seed: number): Promise<Buffer> =>
      Buffer.from(await (await mapsUnder({ kind: 'garbage', bytes: 300, seed })).arrayBuffer());
    const garbage = await bytesOf(1);
    expect(garbage.length).toBe(300);
    expect(garbage.equals(await bytesOf(1))).toBe(true);
    expect(garbage.equals(await bytesOf(2))).toBe(false);
  });

  it('resets the connection', async () => {
    await expect(mapsUnder({ kind: 'reset' })).rejects.toThrow();
  });

  it('sends a literal body, also to who holds the right one', async () => {
    const rule: Rule = { kind: 'body', body: '{"list":null}', headers: { 'x-odd': 'yes' } };
    const response = await mapsUnder(rule, { headers: { 'if-none-match': '*' } });
    expect([response.status, response.headers.get('x-odd')]).toEqual([200, 'yes']);
    expect(await response.text()).toBe('{"list":null}');
  });

  it('redirects', async () => {
    const response = await mapsUnder({ kind: 'redirect', location: '/brawlapi/v1/events' });
    expect([response.status, response.headers.get('location')]).toEqual([301, '/brawlapi/v1/events']);
  });

  it('misbehaves on matching paths only, as often as told, the first rule first', async () => {
    const sim = await startSmall();
    const statusOf = async (path: string): Promise<number> => (await fetch(sim.brawlApiUrl + path)).status;
    sim.misbehave([
      { kind: 'status', status: 503, match: '/maps', times: 2 },
      { kind: 'status', status: 500, match: /v1\/(maps|nothing)$/g },
    ]);
    const statuses = [];
    for (const path of ['/events', '/maps', '/maps', '/maps', '/maps', '/nothing', '/other']) {
      statuses.push(await statusOf(path));
    }
    expect(statuses).toEqual([200, 503, 503, 500, 500, 500, 404]);
    sim.misbehave(null);
    expect(await statusOf('/maps')).toBe(200);
  });
});
