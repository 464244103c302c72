/** A program that reads another version of snapshots meets the state of one that wrote the last: it publishes anew. */
import { expect, it } from 'vitest';
import { SNAPSHOT_VERSION } from '../../kernel/layout/snapshot.ts';
import type { Published } from '../../src/shared/status.ts';
import { startSim, writeRecording } from '../upstream-sim/helpers.ts';
import { START } from './clock.ts';
import { makeRecording } from './recording.ts';
import { MINUTE, startRig } from './rig.ts';

it.each([SNAPSHOT_VERSION - 1, undefined])(
  'what was published in version %s is replaced, though no content is new',
  async (version) => {
    const directory = writeRecording(makeRecording({ maps: 8, events: 2 }));
    const sim = await startSim({ source: { kind: 'replay', directory }, now: () => START });
    const rig = startRig({ host: sim.brawlApiUrl });
    await rig.settle();
    const before = rig.ledger.note<Published>('published');
    if (before === null) throw new Error('nothing was published');
    expect(before.version).toBe(SNAPSHOT_VERSION);
    const writes = rig.store.writes.length;
    const { version: _, ...rest } = before;
    rig.ledger.keepNote('published', version === undefined ? rest : { ...rest, version });
    await rig.stepUntil(START + 10 * MINUTE);
    expect(rig.store.writes).toHaveLength(writes + 1);
    expect(rig.ledger.note<Published>('published')?.version).toBe(SNAPSHOT_VERSION);
    // Once is enough.
    await rig.stepUntil(START + 30 * MINUTE);
    expect(rig.store.writes).toHaveLength(writes + 1);
  },
);
