import { describe, expect, it } from 'vitest';
import { parseRules } from '../../upstream-sim/control.ts';
import { createRequestLog } from '../../upstream-sim/requests.ts';
import { getJson, startSim, writeRecording } from './helpers.ts';

describe('control over HTTP', () => {
  it('sets and ends misbehaviour and lists requests, without counting itself', async () => {
    const directory = writeRecording({ 'brawlapi/v1/maps.json': { list: [] } });
    const sim = await startSim({ source: { kind: 'replay', directory }, now: () => 5 });
    const control = `http://127.0.0.1:${sim.port}/_sim`;
    const rule = { kind: 'status', status: 503, match: { regexp: 'maps$' }, headers: { 'retry-after': '2' } };
    const set = await fetch(`${control}/misbehave`, { method: 'POST', body: JSON.stringify(rule) });
    expect(set.status).toBe(204);
    const failed = await fetch(`${sim.brawlApiUrl}/maps`);
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await fetch(`${control}/misbehave`, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(`${sim.brawlApiUrl}/maps`)).status).toBe(200);
    expect(await getJson(`${control}/requests`)).toEqual([{ path: '/brawlapi/v1/maps', count: 2, at: 5 }]);
    expect((await fetch(`${control}/requests`, { method: 'DELETE' })).status).toBe(204);
    expect(sim.requests()).toEqual([]);
    expect((await fetch(`${control}/other`)).status).toBe(404);
  });

  it('keeps the rules in force when new ones are malformed', async () => {
    const sim = await startSim({ source: { kind: 'replay', directory: writeRecording({}) } });
    sim.misbehave({ kind: 'status', status: 418 });
    const url = `http://127.0.0.1:${sim.port}/_sim/misbehave`;
    const response = await fetch(url, { method: 'POST', body: '{"kind":"explode"}' });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain('kind must be one of');
    expect((await fetch(`${sim.brawlApiUrl}/maps`)).status).toBe(418);
  });

  it.each([
    ['not JSON', '{'],
    ['not an object', '7'],
    ['unknown kind', '{"kind":"toString"}'],
    ['missing field', '{"kind":"delay"}'],
    ['unknown field', '{"kind":"hang","ms":5}'],
    ['wrong type', '{"kind":"delay","ms":"5"}'],
    ['out of range', '{"kind":"shrink","fraction":1.5}'],
    ['impossible status', '{"kind":"status","status":99}'],
    ['wrong headers', '{"kind":"status","status":500,"headers":{"a":1}}'],
    ['wrong choice', '{"kind":"wrong-types","what":"colours"}'],
    ['bad expression', '{"kind":"hang","match":{"regexp":"("}}'],
    ['bad match', '{"kind":"hang","match":5}'],
    ['bad rule in a list', '[{"kind":"hang"},null]'],
  ])('refuses a rule: %s', (_, json) => {
    expect(() => parseRules(json)).toThrow();
  });

  it('reads lists of rules', () => {
    const json = '[{"kind":"hang","match":"/a","times":1},{"kind":"truncate","fraction":0.2,"clean":true}]';
    expect(parseRules(json)).toEqual([
      { kind: 'hang', match: '/a', times: 1 },
      { kind: 'truncate', fraction: 0.2, clean: true },
    ]);
  });

  it('forgets the paths asked for longest ago', () => {
    const log = createRequestLog();
    for (let i = 0; i < 5000; i += 1) log.add(`/${i}`, i);
    log.add('/4000', 9);
    expect(log.list().length).toBe(4096);
    expect(log.list().at(-1)).toEqual({ path: '/4000', count: 2, at: 9 });
    expect(log.list()[0]?.path).toBe('/904');
  });
});
