/** Battles, from the official API's logs to the snapshot, through the whole collector. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startUpstreamSim, type UpstreamSim } from '../../upstream-sim/server.ts';
import { recordingFolder } from '../upstream-sim/helpers.ts';
import { START } from './clock.ts';
import { byBrawler, countsIn } from './counted.ts';
import { type Counts, type RawEntry, type RawLog, recount } from './recount.ts';
import { HOUR, type Rig, startRig } from './rig.ts';

const RECORDING = recordingFolder('ladder-2026-05');
const WINDOW_S = 28 * 86_400;
/** Brackets as the API has them, by what of the recount's slots they sum up. */
const BRACKETS: readonly (readonly string[])[] = [
  ['ladder', 'ladder-1000', 'ranked', 'ranked-mythic'],
  ['ladder', 'ladder-1000'],
  ['ladder-1000'],
  ['ranked', 'ranked-mythic'],
  ['ranked-mythic'],
];

interface MapAnswer {
  readonly ids: readonly number[];
  readonly battles: number | null;
  readonly source: string | null;
  readonly windowDays: number | null;
  readonly brawlers: readonly { readonly id: number; readonly games: number; readonly wins: number }[];
}

/** The answer of /api/map/:id out of what was published. */
function mapAnswer(rig: Rig, id: number, bracket = 0): MapAnswer {
  const row = rig.kernel.findMap(String(id));
  if (row < 0) throw new Error(`no map ${id}`);
  const bytes = rig.kernel.renderMap(row, { bracket, min: 0, limit: 0, sort: 0 });
  return JSON.parse(new TextDecoder().decode(bytes)) as MapAnswer;
}

/** The labels' kinds that don't hang on the catalogue: where a battle doesn't say its mode, the recount doesn't know it. */
function withoutModes(counts: Counts): Counts {
  return new Map([...counts].filter(([label]) => !/\/(?:pairs|matchups)\//.test(label)));
}

/** Compares every map, bracket and brawler of the snapshot with the recount. Returns how many boards there were. */
function checkSnapshot(rig: Rig, counts: Counts): number {
  rig.published();
  const ids = new Set(
    [...counts.keys()].map((label) => Number(label.split('/')[2])).filter((id) => id > 0 && id < 16_000_000),
  );
  let boards = 0;
  const done = new Set<number>();
  for (const id of ids) {
    if (done.has(id)) continue;
    const group = mapAnswer(rig, id).ids;
    for (const other of group) done.add(other);
    BRACKETS.forEach((slots, bracket) => {
      const inGroup = new Map(
        [...counts].filter(([label]) => {
          const [, , place, slot] = label.split('/');
          return group.includes(Number(place)) && slots.includes(slot ?? '');
        }),
      );
      const wanted = byBrawler(inGroup, () => id);
      const answer = mapAnswer(rig, id, bracket);
      const got = new Map(answer.brawlers.map((row) => [`${id}/${row.id}`, [row.games, row.wins * 2]]));
      expect(got, `${id} in ${bracket}`).toEqual(wanted);
      if (wanted.size > 0) boards += 1;
      const battles = (slot: string) =>
        [...inGroup].reduce(
          (sum, [label, [games]]) =>
            label.includes('/battles/') && label.split('/')[3] === slot ? sum + games : sum,
          0,
        );
      const parts = bracket === 0 ? ['ladder', 'ranked'] : [slots[0] ?? ''];
      const total = parts.reduce((sum, slot) => sum + battles(slot), 0);
      if (wanted.size > 0) expect(answer.battles, `battles of ${id} in ${bracket}`).toBe(total);
    });
  }
  return boards;
}

async function collected(sim: UpstreamSim, options: { start: number; asOf?: number }): Promise<Rig> {
  const rig = startRig({ host: sim.brawlApiUrl, official: sim.officialUrl, ...options });
  for (let steps = 0; steps < 1_000 && (steps === 0 || rig.status().collecting?.due !== 0); steps += 1) {
    await rig.step();
  }
  // Publishing waits 3 minutes after the first snapshot, which comes before all players were asked for.
  await rig.stepUntil(rig.clock.now() + 4 * 60_000);
  return rig;
}

describe.skipIf(RECORDING === null)('the recording of spring 2026', () => {
  function logs(): RawLog[] {
    const players = join(RECORDING ?? '', 'official/v1/players');
    return readdirSync(players).map((tag) => {
      const text = readFileSync(join(players, tag, 'battlelog.json'), 'utf8');
      return { owner: `#${tag}`, items: (JSON.parse(text) as { items: RawEntry[] }).items };
    });
  }

  it('is published as a recount of the raw JSON has it, in every map, bracket and brawler', async () => {
    const expected = recount(logs(), WINDOW_S);
    expect(expected).toMatchObject({ entries: 6504, battles: 3298, maps: 95 });
    const source = { kind: 'replay', directory: RECORDING ?? '', logWindow: 'all' } as const;
    const newest = expected.newest * 1000;
    const sim = await startUpstreamSim({ source: { ...source, anchor: newest }, now: () => newest });
    onTestFinished(() => sim.close());
    const rig = await collected(sim, { start: newest, asOf: expected.newest });
    expect(withoutModes(countsIn(rig.storage, rig.kernel))).toEqual(withoutModes(expected.counts));
    expect(rig.published()).toMatchObject({ battles: 3298 });
    expect(checkSnapshot(rig, expected.counts)).toBeGreaterThan(150);
    expect(rig.status().collecting).toMatchObject({ entries: 6504, battles: 3298, due: 0 });
    // Asked again an hour later, every log comes once more, and nothing changes.
    const hash = rig.store.current()?.hash;
    await rig.stepUntil(rig.clock.now() + HOUR);
    expect(rig.status().collecting?.battles).toBe(3298);
    expect(rig.store.current()?.hash).toBe(hash);
  }, 120_000);
});

describe('a simulated world', () => {
  it('is counted as a recount of all its logs has it', async () => {
    const source = { kind: 'demo', players: 60, brawlApiStatistics: false } as const;
    const sim = await startUpstreamSim({ source, now: () => START });
    onTestFinished(() => sim.close());
    const asOf = START / 1000;
    const rig = await collected(sim, { start: START, asOf });
    const logs = await Promise.all((sim.official?.tags ?? []).map((tag) => readLog(sim, tag)));
    const { newest } = recount(logs, Number.POSITIVE_INFINITY);
    const expected = recount(logs, newest - (asOf - WINDOW_S));
    expect(expected.battles).toBeGreaterThan(100);
    expect(withoutModes(countsIn(rig.storage, rig.kernel))).toEqual(withoutModes(expected.counts));
    expect(checkSnapshot(rig, expected.counts)).toBeGreaterThan(20);
    const sources = Object.fromEntries(rig.status().sources.map(({ name, status }) => [name, status]));
    expect(sources).toMatchObject({ 'official/battles': 'ok', 'official/rotation': 'ok' });
    // What is live is the official API's word; what maps and modes are called, the catalogue's.
    const { active, upcoming } = JSON.parse(
      new TextDecoder().decode(rig.kernel.renderEvents(START / 1000)),
    ) as Record<'active' | 'upcoming', { mode: string | null }[]>;
    expect(active.length).toBeGreaterThan(5);
    expect(upcoming.length).toBeGreaterThan(0);
    for (const { mode } of active) expect(mode).toMatch(/^[A-Z0-9]/);
  }, 120_000);
});

async function readLog(sim: UpstreamSim, tag: string): Promise<RawLog> {
  const response = await fetch(`${sim.officialUrl}/players/${encodeURIComponent(tag)}/battlelog`);
  return { owner: tag, items: ((await response.json()) as { items: RawEntry[] }).items };
}
