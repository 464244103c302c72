/** `GET /api/draft` over a simulated world: its contract, what must add up, and what is refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import type { DraftAnswer } from '../../src/shared/wire.ts';
import { BRAWLER_FACTS } from '../../upstream-sim/demo/facts-brawlers.ts';
import { countAll, openWorld, play, snapshotOf } from '../draft/simulated.ts';
import { type Asker, askFor } from './answers.ts';
import { CONTRACT } from './contract.ts';
import { createSite, type Site, stored } from './site.ts';

const [SHELLY, COLT, BULL, BROCK, RICO] = BRAWLER_FACTS.map(({ id }) => id);

let site: Site;
let ask: Asker;
/** maps of three against three (the last one without a battle), duo Showdown and Duels */
let maps: Record<'three' | 'unplayed' | 'duo' | 'duels' | 'five', number>;
beforeAll(async () => {
  const { world, maps: all } = openWorld(11, ['three', 'duo', 'duel', 'five']);
  const of = (format: string) => all.filter(({ mode }) => mode.format === format);
  const [three, ...others] = of('three');
  const unplayed = others.find(({ mode }) => mode === three?.mode);
  const chosen = [three, unplayed, of('duo')[0], of('duel')[0], of('five')[0]].flatMap((map) => map ?? []);
  const counts = countAll(
    play(
      world,
      chosen.filter((map) => map !== unplayed),
      20_000,
      1,
    ),
  );
  const ids = chosen.map(({ fact }) => fact.id);
  maps = {
    three: ids[0] ?? 0,
    unplayed: ids[1] ?? 0,
    duo: ids[2] ?? 0,
    duels: ids[3] ?? 0,
    five: ids[4] ?? 0,
  };
  site = createSite();
  await site.store.write(stored(snapshotOf(createReferenceKernel(), chosen, counts)));
  ask = askFor(site);
});

/** Baseline and points in tenths: what a reader adds up. */
function sum(baseline: number | null, breakdown: DraftAnswer['breakdown']): number {
  return Math.round(breakdown.reduce((total, { points }) => total + 10 * points, 10 * (baseline ?? 0)));
}

describe('a draft', () => {
  test('before any pick: an even chance, and each candidate as strong as on the map', async () => {
    const draft = await ask.draft(`map=${maps.three}`);
    const map = await ask.map(maps.three);
    expect(draft).toMatchObject({
      baseline: 50,
      winProbability: 50,
      breakdown: [],
      notice: null,
      teamSize: 3,
    });
    expect(draft.candidates.length).toBe(map.brawlers.length);
    for (const candidate of draft.candidates) {
      const row = map.brawlers.find(({ id }) => id === candidate.id);
      expect(candidate).toMatchObject({ games: row?.games, tier: row?.tier, name: row?.name });
      expect(Math.abs(candidate.winProbability - (row?.adjustedWinRate ?? 0))).toBeLessThan(0.1001);
    }
  });

  test('adds up as shown, whoever is picked', async () => {
    for (const query of [
      `map=${maps.three}&allies=${SHELLY}&enemies=${COLT},${BULL}&bans=${BROCK}`,
      `map=${maps.three}&allies=shelly,colt&enemies=bull,brock,rico`,
      `map=${maps.five}&allies=shelly,colt,jessie&enemies=bull,brock,rico,spike,barley`,
      `map=${maps.unplayed}&allies=shelly&enemies=bull`,
      `map=${maps.duo}&allies=shelly`,
      `map=${maps.duels}&allies=shelly&enemies=bull`,
    ]) {
      const { baseline, winProbability, breakdown, candidates } = await ask.draft(query);
      expect(sum(baseline, breakdown), query).toBe(Math.round(10 * (winProbability ?? 0)));
      expect(candidates.length, query).toBeGreaterThan(10);
      for (const candidate of candidates)
        expect(sum(baseline, candidate.breakdown), query).toBe(Math.round(10 * candidate.winProbability));
      const order = candidates.map((candidate) => candidate.winProbability);
      expect(order).toEqual([...order].sort((a, b) => b - a));
    }
  });

  test('whoever is taken is no candidate, no ban, no answer', async () => {
    const { candidates, bestBans, safestPicks } = await ask.draft(
      `map=${maps.three}&allies=${SHELLY}&enemies=${COLT}&bans=${BULL}`,
    );
    const taken = [SHELLY, COLT, BULL];
    for (const list of [candidates, bestBans, safestPicks])
      expect(list.filter(({ id }) => taken.includes(id))).toEqual([]);
    expect(bestBans.length).toBe(10);
    for (const { winProbability, worstCase } of safestPicks)
      expect(worstCase).toBeLessThanOrEqual(winProbability);
  });

  test('the terms: the map, then each ally and each enemy', async () => {
    const { candidates } = await ask.draft(
      `map=${maps.three}&allies=${SHELLY}&enemies=${COLT},${BULL}&limit=1`,
    );
    expect(candidates.length).toBe(1);
    expect(candidates[0]?.breakdown.map(({ kind, id }) => [kind, id])).toEqual([
      ['map', null],
      ['ally', SHELLY],
      ['enemy', COLT],
      ['enemy', BULL],
    ]);
    expect(candidates[0]?.breakdown.map(({ effect }) => effect === null)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('a pool, and a full team', async () => {
    const pooled = await ask.draft(`map=${maps.three}&pool=${RICO},${BROCK}`);
    expect(pooled.candidates.map(({ id }) => id).sort()).toEqual([BROCK, RICO].sort());
    expect((await ask.draft(`map=${maps.three}&pool=`)).candidates).toEqual([]);
    const full = await ask.draft(`map=${maps.three}&allies=shelly,colt,bull`);
    expect(full).toMatchObject({ candidates: [], safestPicks: [] });
    expect(full.bestBans.length).toBe(10);
  });

  test('both sides mirror each other', async () => {
    const ours = await ask.draft(`map=${maps.three}&allies=shelly,colt,bull&enemies=brock,rico,spike`);
    const theirs = await ask.draft(`map=${maps.three}&allies=brock,rico,spike&enemies=shelly,colt,bull`);
    expect((ours.winProbability ?? 0) + (theirs.winProbability ?? 0)).toBeCloseTo(100, 0);
  });

  test('Showdown: from the mean of the map, without enemies and bans', async () => {
    const draft = await ask.draft(`map=${maps.duo}&allies=shelly`);
    expect(draft.baseline).toBe(40);
    expect(draft).toMatchObject({ bestBans: [], safestPicks: [], teamSize: 2 });
  });

  test('Duels: no pairs, no match-ups', async () => {
    const { candidates } = await ask.draft(`map=${maps.duels}&allies=shelly&enemies=bull&limit=1`);
    expect(candidates[0]?.breakdown.map(({ effect }) => effect)).toEqual([null, null, null]);
  });
});

describe('where data is thin', () => {
  test('a bracket without battles: those of all, and it says so', async () => {
    const draft = await ask.draft(`map=${maps.three}&bracket=ranked`);
    expect(draft).toMatchObject({ bracket: 'ranked', notice: { code: 'bracket' } });
    expect(draft.candidates.length).toBeGreaterThan(10);
  });

  test('a map without battles: the mode, less certain, and it says so', async () => {
    const draft = await ask.draft(`map=${maps.unplayed}`);
    expect(draft.notice).toMatchObject({ code: 'mode' });
    const best = draft.candidates[0];
    const own = (await ask.draft(`map=${maps.three}`)).candidates.find(({ id }) => id === best?.id);
    expect(best).toMatchObject({ tier: null, games: own?.games });
  });
});

describe('a brawler', () => {
  test('its surest pairs and match-ups: those for it, then those against it', async () => {
    const { brawlers } = await site.ask('/api/brawlers').then((response) => response.json() as never);
    const answers = await Promise.all(
      (brawlers as { id: number }[]).map(({ id }) => ask.get<never>(`/api/brawler/${id}`, CONTRACT.brawler)),
    );
    const lists = (answers as { pairs: { effect: number; interval: number[] }[] }[]).map(
      ({ pairs }) => pairs,
    );
    expect(lists.some((pairs) => pairs.length > 0)).toBe(true);
    for (const pairs of lists) {
      expect(pairs.length).toBeLessThanOrEqual(20);
      for (const {
        effect,
        interval: [low = 0, high = 0],
      } of pairs) {
        expect(low).toBeLessThanOrEqual(effect);
        expect(high).toBeGreaterThanOrEqual(effect);
      }
    }
  });
});

describe('refused, by name', () => {
  test.each([
    ['map', ''],
    ['map', 'map=no%20such%21'],
    ['bracket', 'map=MAP&bracket=gold'],
    ['limit', 'map=MAP&limit=0'],
    ['allies', 'map=MAP&allies=nobody'],
    ['allies', 'map=MAP&allies=shelly,colt,bull,brock'],
    ['allies', 'map=MAP&allies=shelly,16000000'],
    ['enemies', 'map=MAP&enemies=shelly,%2F'],
    ['enemies', 'map=MAP&bracket=ranked&allies=shelly&enemies=shelly'],
    ['enemies', 'map=DUO&enemies=shelly'],
    ['bans', 'map=MAP&allies=shelly&bans=shelly'],
    ['bans', `map=MAP&bans=${BRAWLER_FACTS.slice(0, 13).map(({ id }) => id)}`],
    ['pool', 'map=MAP&pool=shelly,nobody'],
    ['pool', `map=MAP&pool=${'shelly,'.repeat(2000)}`],
  ])('%s: %s', async (parameter, query) => {
    const path = `/api/draft?${query.replace('MAP', String(maps.three)).replace('DUO', String(maps.duo))}`;
    const response = await site.ask(path);
    const problem = (await response.json()) as { parameter: string };
    expect([response.status, problem.parameter]).toEqual([400, parameter]);
    expect(CONTRACT.problem(problem, path)).toEqual([]);
  });

  test('an unknown map: 404 with what may have been meant', async () => {
    const response = await site.ask('/api/draft?map=no-such-map');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ suggestions: expect.any(Array) });
  });

  test('on the ladder both sides may have the same brawler, without an effect on itself', async () => {
    const { breakdown, winProbability } = await ask.draft(`map=${maps.three}&allies=shelly&enemies=shelly`);
    expect(winProbability).toBe(50);
    expect(breakdown.length).toBe(2);
  });
});
