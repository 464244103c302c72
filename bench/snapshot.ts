/** A full snapshot for the benches: a catalogue of the real size, the simulated world's statistics on its maps. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KIND_BRAWLERS, KIND_EVENTS, KIND_MAP, KIND_MAPS, KIND_MODES } from '../kernel/layout/bundle.ts';
import type { Kernel } from '../src/kernel/port.ts';
import { startUpstreamSim } from '../upstream-sim/server.ts';

const RECORDING = join(import.meta.dirname, '../../shared/data/recordings/catalogue-2026-06/brawlapi/v1');

export interface FullSnapshot {
  readonly bytes: Uint8Array;
  /** the catalogue's origin, for the notes */
  readonly origin: string;
  /** seconds of the rotation's now */
  readonly now: number;
}

/**
 * 1,199 maps where the June 2026 recording is at hand, else the simulated world's 206; statistics of ~170 maps from
 * the simulated world either way.
 */
export async function buildFullSnapshot(kernel: Kernel): Promise<FullSnapshot> {
  const sim = await startUpstreamSim({ source: { kind: 'demo' } });
  try {
    const get = async (path: string) =>
      new Uint8Array(await (await fetch(`${sim.brawlApiUrl}${path}`)).arrayBuffer());
    const bundle = (kind: number, json: Uint8Array) => {
      const result = kernel.extract(kind, json);
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    };
    const maps = await get('/maps');
    const { list } = JSON.parse(new TextDecoder().decode(maps)) as { list: { id: number }[] };
    const bundles = [
      bundle(KIND_EVENTS, await get('/events')),
      bundle(KIND_MODES, await get('/gamemodes')),
      bundle(KIND_BRAWLERS, await get('/brawlers')),
      bundle(KIND_MAPS, maps),
    ];
    const recorded = existsSync(RECORDING);
    if (recorded) {
      bundles.push(bundle(KIND_MODES, readFileSync(join(RECORDING, 'gamemodes.json'))));
      bundles.push(bundle(KIND_MAPS, readFileSync(join(RECORDING, 'maps.json'))));
    }
    for (const { id } of list) bundles.push(bundle(KIND_MAP, await get(`/maps/${id}`)));
    const now = Date.now();
    const bytes = kernel.buildSnapshot({ bundles, builtAt: now, data: 'demo', windowDays: 0, sources: [] });
    return {
      bytes,
      origin: recorded ? '1,199 recorded maps' : '206 maps of the simulated world',
      now: Math.floor(now / 1000),
    };
  } finally {
    await sim.close();
  }
}
