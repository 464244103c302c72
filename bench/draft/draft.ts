/**
 * A draft's suggestions against the plain TypeScript reference, and the fit of effects against its own. The world is the
 * simulated one: 110 brawlers at most, all of which are candidates; picks vary.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKernel } from '../../src/kernel/host.ts';
import type { DraftOptions } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { formatOf } from '../../src/shared/formats.ts';
import { countAll, openWorld, play, snapshotOf } from '../../test/draft/simulated.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { type BenchResult, budget, compare } from '../harness.ts';
import { bareDraft } from './bare.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const BATTLES = 200_000;
const DRAFTS = 64;
/** µs for all candidates */
const LIMIT_US = 30;

/** Drafts of three against three: two allies and two enemies picked, four banned. */
function makeDrafts(brawlers: number): DraftOptions[] {
  const random = createRandom(20261126);
  return Array.from({ length: DRAFTS }, () => {
    const picked = new Set<number>();
    while (picked.size < 8) picked.add(Math.floor(random.float() * brawlers));
    const rows = [...picked];
    return {
      bracket: 0,
      format: formatOf(0),
      allies: rows.slice(0, 2),
      enemies: rows.slice(2, 4),
      bans: rows.slice(4),
      pool: null,
      limit: 0,
    };
  });
}

/** The lines of the table; needs build/kernel.wasm. */
export function draftResults(): BenchResult[] {
  const module = new WebAssembly.Module(readFileSync(WASM));
  const kernel = createKernel(module);
  const reference = createReferenceKernel();
  const { world, maps } = openWorld(20261126, ['three']);
  const counts = countAll(play(world, maps, BATTLES, 1));
  const snapshot = snapshotOf(kernel, maps, counts);
  const plain = snapshotOf(kernel, maps, counts, false);
  kernel.open(snapshot);
  reference.open(snapshot);
  const { brawlers } = JSON.parse(new TextDecoder().decode(kernel.renderBrawlers())) as {
    brawlers: unknown[];
  };
  const drafts = makeDrafts(brawlers.length);
  const draftOf = (i: number) => drafts[i % DRAFTS] as DraftOptions;
  const mapOf = (i: number) => i % maps.length;
  const bare = bareDraft(module, snapshot, drafts);
  const suggest = compare({
    id: 'draft.suggest/reference',
    ours: (i) => bare(mapOf(i), i % DRAFTS),
    peer: (i) => reference.renderDraft(mapOf(i), draftOf(i)),
    must: 2,
    note: `all ${brawlers.length - 8} candidates with breakdowns, bans and safest picks; ours to UTF-8 in linear memory`,
  });
  return [
    suggest,
    budget('draft.suggest', suggest.ours, LIMIT_US, 'µs', 'the same, its time'),
    compare({
      id: 'draft.fit/reference',
      ours: () => kernel.fitEffects(counts.matchups),
      peer: () => reference.fitEffects(counts.matchups),
      must: 2,
      note: `match-ups of ${BATTLES.toLocaleString('en')} battles in ${new Set(maps.map(({ mode }) => mode.id)).size} modes`,
    }),
    budget(
      'draft.size',
      (snapshot.length - plain.length) / 1024,
      350,
      'KB',
      'what effects add to a snapshot of these modes',
    ),
  ];
}
