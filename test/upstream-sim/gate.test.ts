import { describe, expect, it } from 'vitest';
import { createGate } from '../../upstream-sim/gate.ts';
import { startSim, writeRecording } from './helpers.ts';

const PATH = '/official/v1/brawlers';

async function reasonOf(response: Response): Promise<string> {
  return ((await response.json()) as { reason: string }).reason;
}

describe('the door of the official API', () => {
  it('wants its token, of the official API only', async () => {
    const sim = await startSim({ source: { kind: 'demo', players: 100 }, requireToken: 'secret' });
    for (const authorization of [undefined, 'secret', 'Bearer wrong', 'bearer secret ', 'Bearer ']) {
      const headers = authorization === undefined ? {} : { authorization };
      const refused = await fetch(`${sim.officialUrl}/brawlers`, { headers });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toEqual({ reason: 'accessDenied', message: 'Invalid authorization' });
    }
    const headers = { authorization: 'Bearer secret' };
    expect((await fetch(`${sim.officialUrl}/brawlers`, { headers })).status).toBe(200);
    expect((await fetch(`${sim.officialUrl}/players/%23YYY`, { headers })).status).toBe(404);
    expect((await fetch(`${sim.brawlApiUrl}/gamemodes`)).status).toBe(200);
  });

  it('lets a rate of requests through and tells the others when to come back', async () => {
    let now = 1_000_000;
    const directory = writeRecording({ 'official/v1/brawlers.json': { items: [] } });
    const source = { kind: 'replay', directory } as const;
    const sim = await startSim({ source, now: () => now, officialRatePerSecond: 4 });
    const statuses = async (count: number): Promise<number[]> => {
      const answers = [];
      for (let i = 0; i < count; i += 1) answers.push((await fetch(`${sim.officialUrl}/brawlers`)).status);
      return answers;
    };
    expect(await statuses(6)).toEqual([200, 200, 200, 200, 429, 429]);
    const refused = await fetch(`${sim.officialUrl}/brawlers`);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await reasonOf(refused)).toBe('requestThrottled');
    now += 500;
    expect(await statuses(3)).toEqual([200, 200, 429]);
    now += 60_000;
    expect(await statuses(5)).toEqual([200, 200, 200, 200, 429]);
    expect((await fetch(`${sim.brawlApiUrl}/maps`)).status).toBe(404);
  });

  it('says how long to wait at slow rates, and does not fill up backwards', () => {
    const gate = createGate({ officialRatePerSecond: 0.1 });
    expect(gate(PATH, undefined, 5000)).toBeNull();
    expect(gate(PATH, undefined, 5000)?.headers['retry-after']).toBe('10');
    expect(gate(PATH, undefined, 11_000)?.headers['retry-after']).toBe('4');
    expect(gate(PATH, undefined, 1000)?.status).toBe(429);
    expect(() => createGate({ officialRatePerSecond: 0 })).toThrow(RangeError);
  });

  it('counts requests by the clock of the server, not by that of a faster world', async () => {
    let now = 0;
    const source = { kind: 'demo', players: 100, speed: 3600 } as const;
    const sim = await startSim({ source, now: () => now, officialRatePerSecond: 1 });
    expect((await fetch(`${sim.officialUrl}/brawlers`)).status).toBe(200);
    now = 10;
    expect(sim.now()).toBe(36_000);
    expect((await fetch(`${sim.officialUrl}/brawlers`)).status).toBe(429);
    expect(sim.requests()[0]?.at).toBe(10);
  });

  it('runs a world at the speed asked for, from the start of the server on', async () => {
    let now = Date.UTC(2026, 10, 23);
    const source = { kind: 'demo', players: 100, speed: 60 } as const;
    const sim = await startSim({ source, now: () => now });
    const updated = async (): Promise<number> => {
      const maps = await fetch(`${sim.brawlApiUrl}/maps/15000007`);
      return ((await maps.json()) as { dataUpdated: number }).dataUpdated * 1000;
    };
    expect([sim.now(), await updated()]).toEqual([now, now]);
    now += 2 * 60_000;
    expect([sim.now(), await updated()]).toEqual([now + 118 * 60_000, Date.UTC(2026, 10, 23, 2)]);
    for (const speed of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(startSim({ source: { kind: 'demo', speed } })).rejects.toThrow('speed');
    }
  });

  it('can be under maintenance', async () => {
    const sim = await startSim({ source: { kind: 'demo', players: 100 } });
    sim.misbehave({ kind: 'maintenance', match: '/official/', times: 1 });
    const answer = await fetch(`${sim.officialUrl}/brawlers`);
    expect([answer.status, await reasonOf(answer)]).toEqual([503, 'inMaintenance']);
    expect((await fetch(`${sim.officialUrl}/brawlers`)).status).toBe(200);
    const control = `http://127.0.0.1:${sim.port}/_sim/misbehave`;
    const set = await fetch(control, { method: 'POST', body: '{"kind":"maintenance"}' });
    expect(set.status).toBe(204);
    expect((await fetch(`${sim.officialUrl}/brawlers`)).status).toBe(503);
  });
});
