/**
 * Some hours of the simulated day with battles, in small: midnight, the archive and all that `npm run simulate:day` goes
 * through in a whole one. What a step's CPU is, only that tells: beside other tests it would say nothing.
 */
import { expect, it } from 'vitest';
import { type StepRecord, simulateDay } from '../../scripts/simulate/day.ts';
import { BUDGET, summarise } from '../../scripts/simulate/report.ts';
import { openRig } from '../../scripts/simulate/rig.ts';
import { type StandIn, standInHere, type WorldOptions } from '../../scripts/simulate/stand-in.ts';
import { Books } from '../../src/collect/battles/books.ts';
import { battleKey } from '../../src/kernel/reference/json/battles.ts';
import { encodeTag } from '../../src/kernel/reference/json/tag.ts';
import { START } from './clock.ts';
import { countsIn } from './counted.ts';
import { type Counts, isCounted, type RawEntry, recount, seconds, tagsOf } from './recount.ts';
import { DAY, HOUR, MINUTE } from './rig.ts';

const HOURS = 7;
/** Four hours before midnight. */
const EVENING = START + 8 * HOUR;
const WINDOW_DAYS = 28;
const WINDOW_S = WINDOW_DAYS * 86_400;
const KEY_BYTES = 8;

/** Every entry that counts and that the collector was shown, by the key of its battle. */
type Shown = Map<bigint, { readonly owner: string; readonly entry: RawEntry; inWindow: boolean }>;

/** A stand-in that notes down which battles it shows, and how many entries. */
function watched(shown: Shown, seen: { entries: number }) {
  return (options: WorldOptions, now: () => number): StandIn => {
    const standIn = standInHere(options, now);
    return {
      ...standIn,
      async fetch(url, init) {
        const response = await standIn.fetch(url, init);
        const [, owner] = /\/players\/([^/]+)\/battlelog$/.exec(url) ?? [];
        if (owner === undefined || response.status !== 200) return response;
        const { items } = (await response.clone().json()) as { items: RawEntry[] };
        seen.entries += items.length;
        for (const entry of items.filter(isCounted)) {
          const key = battleKey(seconds(entry.battleTime), tagsOf(entry).map(encodeTag));
          const known = shown.get(key) ?? { owner: decodeURIComponent(owner), entry, inWindow: false };
          // A step may have begun a little before: what is younger by a minute is in the window for certain.
          known.inWindow ||= seconds(entry.battleTime) > now() / 1000 - WINDOW_S + 60;
          shown.set(key, known);
        }
        return response;
      },
    };
  };
}

/** Without what is counted by modes: some of these come from the catalogue, which a recount of logs can't know. */
function comparable(counts: Counts): Counts {
  return new Map([...counts].filter(([label]) => !/\/(?:pairs|matchups)\//.test(label)));
}

it(`keeps the free plan's budget for ${HOURS} hours of battles, and counts each once`, async () => {
  const shown: Shown = new Map();
  const seen = { entries: 0 };
  const rig = await openRig({
    players: 240,
    battlesPerDay: 30,
    start: EVENING,
    latencyMs: 150,
    intervalMs: MINUTE,
    openStandIn: watched(shown, seen),
  });
  const hourly: { battles: number; kept: number }[] = [];
  const look = ({ at }: StepRecord) => {
    if (at - EVENING < (hourly.length + 1) * HOUR) return;
    hourly.push({ battles: rig.collected()?.battles ?? 0, kept: rig.keptBytes() });
  };
  const records = await simulateDay({ ...rig.options, until: EVENING + HOURS * HOUR, onStep: look });
  const summary = summarise(records, HOURS * HOUR, rig.stateBytes());

  expect(summary.requestsAStep).toBeLessThanOrEqual(BUDGET.requestsAStep);
  expect(summary.atOnce).toBeLessThanOrEqual(BUDGET.atOnce);
  expect(summary.kvWrites).toBeLessThanOrEqual(BUDGET.kvWritesADay);
  expect(summary.rowsWritten).toBeLessThanOrEqual(BUDGET.rowsWrittenADay);
  // Both are of a part of a day, with the first fill in it, reckoned up to the whole.
  expect(records.filter(({ kvWrites }) => kvWrites > 0).length).toBeGreaterThan(HOURS);

  expect((await rig.archive.index()).map(({ date }) => date)).toEqual(['2026-11-23']);
  const keys = new Books(rig.storage)
    .seenKeys()
    .flatMap((bytes) => [...new BigUint64Array(bytes.slice().buffer)]);
  expect(new Set(keys).size, 'a key twice').toBe(keys.length);
  const known = new Set(keys);
  const missing = [...shown].filter(([key, { inWindow }]) => inWindow && !known.has(key));
  expect(missing, 'shown and not counted').toHaveLength(0);
  const counted = keys.flatMap((key) => shown.get(key) ?? []);
  expect(counted, 'counted and never shown').toHaveLength(keys.length);
  const logs = counted.map(({ owner, entry }) => ({ owner, items: [entry] }));
  const expected = recount(logs, Number.POSITIVE_INFINITY);
  expect(comparable(countsIn(rig.storage, rig.tallies))).toEqual(comparable(expected.counts));
  const collected = rig.collected();
  expect(collected).toMatchObject({ battles: keys.length, entries: seen.entries });
  expect(seen.entries).toBeGreaterThan(2 * keys.length);

  // What a battle adds to the state once the first fill is over, its key and its counts, at the pace of these hours for 28 days.
  const [early, late] = [hourly[1], hourly.at(-1)];
  if (early === undefined || late === undefined) throw new Error('hours without steps');
  const [battles, grown] = [late.battles - early.battles, late.kept - early.kept];
  const daily = (battles * DAY) / ((hourly.length - 2) * HOUR);
  expect(battles).toBeGreaterThan(200);
  expect(grown).toBeGreaterThan(KEY_BYTES * battles);
  expect(late.kept + (grown / battles) * daily * WINDOW_DAYS).toBeLessThan(BUDGET.stateBytes);
  console.log(
    `${HOURS} hours: ${summary.steps} steps a day, most ${summary.requestsAStep} subrequests and ${summary.atOnce} at once, ${summary.kvWrites} KV writes and ` +
      `${summary.rowsWritten} rows a day; ${keys.length} battles counted once of ${seen.entries} entries; kept ${hourly.map(({ kept }) => (kept / 1e6).toFixed(2)).join(', ')} MB`,
  );
  await rig.close();
}, 240_000);
