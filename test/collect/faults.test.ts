/** An upstream that fails after a good start: what was published stays, the source is named, and all is well again after. */
import { describe, expect, it } from 'vitest';
import type { SourceName } from '../../src/shared/sources.ts';
import type { Misbehaviour, UpstreamSim } from '../../upstream-sim/server.ts';
import { startSim, writeRecording } from '../upstream-sim/helpers.ts';
import { START } from './clock.ts';
import { makeRecording } from './recording.ts';
import { MINUTE, type Rig, startRig } from './rig.ts';

const LISTS: Record<string, SourceName> = {
  maps: 'brawlapi/maps',
  brawlers: 'brawlapi/brawlers',
  gamemodes: 'brawlapi/modes',
  events: 'brawlapi/events',
};
const ALL = Object.keys(LISTS);
const CATALOGUE = ['maps', 'brawlers', 'gamemodes'];

interface Scene {
  readonly sim: UpstreamSim;
  readonly rig: Rig;
}

/** A collector after a good start. */
async function start(): Promise<Scene> {
  const shape = { maps: 40, disabled: 10, brawlers: 40, modes: 40, events: 6 };
  const directory = writeRecording(makeRecording(shape));
  const sim = await startSim({ source: { kind: 'replay', directory }, now: () => START });
  const rig = startRig({ host: sim.brawlApiUrl });
  await rig.settle();
  return { sim, rig };
}

function statuses({ rig }: Scene): Record<string, string> {
  return Object.fromEntries(rig.status().sources.map(({ name, status }) => [name, status]));
}

/** Of all that is known, what must not change. */
function knowledge({ rig }: Scene) {
  const { hash, maps, brawlers } = rig.published();
  const rows = rig.status().sources.map((source) => source.rows);
  const lists = (['maps', 'brawlers', 'modes', 'events'] as const).map((name) => rig.ledger.listBundle(name));
  return {
    hash,
    maps,
    brawlers,
    rows,
    lists,
    tables: rig.ledger.mapTables(),
    writes: rig.store.writes.length,
  };
}

function listed(lists: readonly string[]): RegExp {
  return new RegExp(`/v1/(${lists.join('|')})$`);
}

async function recover(scene: Scene): Promise<void> {
  const { sim, rig } = scene;
  sim.misbehave(null);
  rig.net.hanging = null;
  // A circuit may be open for 15 minutes.
  const healthy = () => rig.status().sources.every(({ status }) => status === 'ok');
  for (let steps = 0; steps < 20 && !healthy(); steps += 1) await rig.step();
  expect(Object.values(statuses(scene))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(rig.status().sources.map(({ detail }) => detail)).toEqual([null, null, null, null, null]);
}

const ELSEWHERE = 'http://127.0.0.1:9/v1/maps';
const FAULTS: [string, readonly string[], Misbehaviour][] = [
  ['dead', ALL, { kind: 'reset' }],
  ['out of order (500)', ALL, { kind: 'status', status: 500 }],
  ['gone (404)', ALL, { kind: 'status', status: 404 }],
  ['asking for patience (429)', ALL, { kind: 'status', status: 429, headers: { 'retry-after': '90' } }],
  ['silent', ALL, { kind: 'hang' }],
  ['slow', ALL, { kind: 'delay', ms: 30_000 }],
  ['broken off', ALL, { kind: 'truncate', fraction: 0.7 }],
  ['broken off, and posing as whole', ALL, { kind: 'truncate', fraction: 0.9, clean: true }],
  ['of other types', ALL, { kind: 'wrong-types' }],
  ['of ids as text', ALL, { kind: 'wrong-types', what: 'ids' }],
  ['of lists as objects', ALL, { kind: 'wrong-types', what: 'lists' }],
  ['a challenge (403)', ALL, { kind: 'html' }],
  ['a challenge (200)', ALL, { kind: 'html', status: 200 }],
  ['garbage', ALL, { kind: 'garbage' }],
  ['of another kind', ALL, { kind: 'body', body: '[]' }],
  ['a redirect to elsewhere', ALL, { kind: 'redirect', location: ELSEWHERE }],
  ['empty', ALL, { kind: 'shrink', fraction: 0 }],
  ['shrunk to 50 %', ALL, { kind: 'shrink', fraction: 0.5 }],
  ['shrunk to 90 %', CATALOGUE, { kind: 'shrink', fraction: 0.9 }],
  ['of a single list dead', ['brawlers'], { kind: 'reset' }],
  ['of the rotation dead', ['events'], { kind: 'status', status: 502 }],
  ['of all but the maps dead', ['events', 'brawlers', 'gamemodes'], { kind: 'status', status: 502 }],
];

describe('an upstream whose lists are', () => {
  it.each(FAULTS)('%s: %j', async (_, lists, misbehaviour) => {
    const scene = await start();
    const { sim, rig } = scene;
    const before = knowledge(scene);
    const match = listed(lists);
    sim.misbehave({ ...misbehaviour, match });
    if (misbehaviour.kind === 'hang' || misbehaviour.kind === 'delay') {
      rig.net.hanging = new RegExp(`^/(${lists.join('|')})$`);
    }

    await rig.step();
    expect(Object.values(statuses(scene)), 'one failure may be a hiccup').not.toContain('stale');
    await rig.step();
    const failing = new Set(lists.map((list) => LISTS[list]));
    for (const { name, status, detail } of rig.status().sources.slice(0, 4)) {
      expect(status, name).toBe(failing.has(name) ? 'stale' : 'ok');
      expect(detail === null, name).toBe(!failing.has(name));
      // Nothing of theirs is told on: it might be anything.
      expect(detail ?? '').not.toMatch(/[<>"]/);
    }

    await rig.stepUntil(START + 15 * MINUTE);
    const { tables: _t, ...after } = knowledge(scene);
    const { tables: _b, ...wanted } = before;
    expect(after).toEqual(wanted);
    await recover(scene);
    expect(knowledge(scene)).toEqual(before);
  });
});

describe('a catalogue list that lacks a few ids', () => {
  it('is believed, and the ids are kept', async () => {
    const scene = await start();
    const { sim, rig } = scene;
    const before = knowledge(scene);
    sim.misbehave({ kind: 'shrink', fraction: 0.99, match: listed(CATALOGUE) });
    await rig.stepUntil(START + 15 * MINUTE);
    expect(Object.values(statuses(scene))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    const { hash, maps, brawlers, rows, writes } = knowledge(scene);
    expect({ hash, maps, brawlers, rows, writes }).toEqual({
      hash: before.hash,
      maps: 40,
      brawlers: 40,
      rows: [40, 40, 40, 12, 40],
      writes: 1,
    });
    await recover(scene);
    expect(knowledge(scene).hash).toBe(before.hash);
  });
});

describe('a rotation', () => {
  it('that has lost an event is believed, and so is one that is over', async () => {
    const scene = await start();
    const { sim, rig } = scene;
    const before = knowledge(scene);
    sim.misbehave({ kind: 'shrink', fraction: 0.9, match: listed(['events']) });
    await rig.stepUntil(START + 10 * MINUTE);
    expect(rig.source('brawlapi/events')).toMatchObject({ status: 'ok', rows: 10 });
    expect(rig.published().hash).not.toBe(before.hash);
    // The day after, all that was on has ended: what little is left may be all there is.
    rig.clock.advanceTo(START + 25 * 60 * MINUTE);
    sim.misbehave({ kind: 'shrink', fraction: 0.2, match: listed(['events']) });
    await rig.stepUntil(rig.clock.now() + 10 * MINUTE);
    expect(rig.source('brawlapi/events')).toMatchObject({ status: 'ok', rows: 2 });
  });
});

const MAP_FAULTS: [string, Misbehaviour][] = [
  ['dead', { kind: 'reset' }],
  ['out of order (503)', { kind: 'status', status: 503 }],
  ['silent', { kind: 'hang' }],
  ['garbage', { kind: 'garbage' }],
  ['of other types', { kind: 'wrong-types' }],
  ['broken off', { kind: 'truncate' }],
];

describe('an upstream whose single maps are', () => {
  it.each(MAP_FAULTS)('%s', async (_, misbehaviour) => {
    const scene = await start();
    const { sim, rig } = scene;
    const before = knowledge(scene);
    sim.misbehave({ ...misbehaviour, match: /maps\/\d/ });
    if (misbehaviour.kind === 'hang') rig.net.hanging = /maps\/\d/;
    // The maps of the rotation are due again after half an hour, and again ten minutes after a failure.
    await rig.stepUntil(START + 55 * MINUTE);
    const { status, detail, rows } = rig.source('brawlapi/statistics');
    expect({ status, rows }).toEqual({ status: 'stale', rows: 40 });
    expect(detail).toMatch(/^map 150000\d\d from 127\.0\.0\.1/);
    expect(knowledge(scene)).toEqual(before);
    await recover(scene);
    expect(knowledge(scene)).toEqual(before);
  });
});

describe('a hostile answer', () => {
  const gameMode = { scId: 48_000_000, name: 'Mode 0' };

  it('of ten times the maps there are does not get in, for it would stay for ever', async () => {
    const scene = await start();
    const { sim, rig } = scene;
    const before = knowledge(scene);
    const list = Array.from({ length: 20_000 }, (_, i) => ({ id: 15_000_000 + i, name: 'x', gameMode }));
    sim.misbehave({ kind: 'body', match: listed(['maps']), body: JSON.stringify({ list }) });
    await rig.stepUntil(START + 5 * MINUTE);
    expect(rig.source('brawlapi/maps')).toMatchObject({
      status: 'stale',
      detail: 'out of proportion: 20000 rows',
    });
    await recover(scene);
    expect(knowledge(scene)).toEqual(before);
  });

  it('of names larger than the database can hold is refused', async () => {
    const scene = await start();
    const { sim, rig } = scene;
    const before = knowledge(scene);
    const list = Array.from({ length: 40 }, (_, i) => ({
      id: 15_000_000 + i,
      name: 'x'.repeat(60_000),
      gameMode,
    }));
    sim.misbehave({ kind: 'body', match: listed(['maps']), body: JSON.stringify({ list }) });
    await rig.stepUntil(START + 5 * MINUTE);
    expect(rig.source('brawlapi/maps').status).toBe('stale');
    await recover(scene);
    expect(knowledge(scene)).toEqual(before);
  });

  it('of a map with more rows than there can be brawlers is nobody’s statistics', async () => {
    const scene = await start();
    const { sim, rig } = scene;
    const before = knowledge(scene);
    const stats = Array.from({ length: 130_000 }, (_, i) => ({ brawler: i + 1, winRate: 50, useRate: 0.1 }));
    const body = JSON.stringify({ id: 15_000_000, name: 'x', gameMode, stats });
    sim.misbehave({ kind: 'body', match: /maps\/15000000$/, body });
    await rig.stepUntil(START + 35 * MINUTE);
    expect(rig.net.asked.get('/maps/15000000')).toBe(1);
    expect(knowledge(scene)).toEqual(before);
    expect(Object.values(statuses(scene))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  });
});
