/** A full snapshot for the browser: 1,306 names, and 120 maps with 100 brawlers in all brackets and 40 teams each. Made up. */
import type { Kernel } from '../../src/kernel/port.ts';
import type { DataName } from '../../src/shared/answers.ts';
import { BRAWLERS, MAPS, makeCatalogue } from '../build/catalogue.ts';
import { makeCounts } from '../build/counts.ts';

const SEED = 20_261_126;
/** bundles of a catalogue that are lists */
const LISTS = 4;

export const NAMES = MAPS + BRAWLERS;

export interface FullWorld {
  readonly snapshot: Uint8Array;
  /** slug of a map with counts */
  readonly map: string;
}

export function makeFullWorld(kernel: Kernel, data: DataName): FullWorld {
  const snapshot = kernel.buildSnapshot({
    bundles: makeCatalogue(SEED).slice(0, LISTS),
    sums: makeCounts(SEED),
    builtAt: Date.now() - 120_000,
    data,
    windowDays: 28,
    sources: [],
  });
  kernel.open(snapshot);
  const { maps } = JSON.parse(new TextDecoder().decode(kernel.renderMaps())) as {
    maps: { slug: string; battles: number | null }[];
  };
  const map = maps.find(({ battles }) => (battles ?? 0) > 0);
  if (map === undefined) throw new Error('no map has counts');
  return { snapshot, map: map.slug };
}
