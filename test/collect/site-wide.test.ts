/** The upstream's site-wide table, from its answers to what a map's page says. */
import { expect, it } from 'vitest';
import { startSim, writeRecording } from '../upstream-sim/helpers.ts';
import { START } from './clock.ts';
import { FIRST_MAP, makeRecording, type WorldShape } from './recording.ts';
import { DAY, HOUR, mapPage, startRig } from './rig.ts';

const SHAPE: WorldShape = { maps: 24, brawlers: 24, modes: 6, events: 2 };

async function host(shape: WorldShape): Promise<string> {
  const directory = writeRecording(makeRecording(shape));
  return (await startSim({ source: { kind: 'replay', directory }, now: () => START })).brawlApiUrl;
}

/** Numbers of the maps whose page says that there is only the site-wide table. */
function marked(rig: ReturnType<typeof startRig>): number[] {
  return Array.from({ length: SHAPE.maps }, (_, map) => map).filter((map) => {
    const { notice, brawlers } = mapPage(rig, FIRST_MAP + map);
    const siteWide = notice?.code === 'site-wide';
    // Either a ranking or the notice, never both, never nothing.
    expect(brawlers.length, `map ${map}`).toBe(siteWide ? 0 : SHAPE.brawlers);
    return siteWide;
  });
}

it('a table that stands in maps of three modes is no map’s, nor is a near copy, nor a lone one that comes later', async () => {
  // Map 0 is in the rotation: its table comes with the events.
  const rig = startRig({
    host: await host({ ...SHAPE, siteWide: [0, 7, 14], nearCopies: [21] }),
    config: { intervalMs: HOUR },
  });
  rig.net.stripEtags = true;
  await rig.settle();
  expect(marked(rig)).toEqual([0, 7, 14, 21]);
  expect(rig.ledger.fingerprints()).toHaveLength(1);

  // A day later those have their own tables, and another map carries the old one, alone.
  rig.host = await host({ ...SHAPE, siteWide: [17] });
  await rig.stepUntil(START + DAY + 6 * HOUR);
  expect(marked(rig)).toEqual([17]);
  expect(rig.ledger.fingerprints()).toHaveLength(1);

  // And when nobody carries it any more, it is remembered still.
  rig.host = await host(SHAPE);
  await rig.stepUntil(START + 2 * DAY + 6 * HOUR);
  expect(marked(rig)).toEqual([]);
  expect(rig.ledger.fingerprints()).toHaveLength(1);
});

it('without a memory a lone table is taken for the map’s own', async () => {
  const rig = startRig({ host: await host({ ...SHAPE, siteWide: [17] }) });
  await rig.settle();
  expect(marked(rig)).toEqual([]);
  expect(rig.ledger.fingerprints()).toHaveLength(0);
});
