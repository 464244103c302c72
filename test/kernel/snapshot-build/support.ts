/** Made-up upstream documents, and the bundles that the readable extractor makes of them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  KIND_BRAWLERS,
  KIND_EVENTS,
  KIND_MAP,
  KIND_MAPS,
  KIND_MODES,
} from '../../../kernel/layout/bundle.ts';
import { extract } from '../../../src/kernel/reference/json/index.ts';
import type { SnapshotInput } from '../../../src/kernel/reference/snapshot/build.ts';
import { BundleView } from '../../../src/shared/bundle.ts';

/** Recordings of the real upstreams, where they lie beside the checkout; null elsewhere. */
const recordings = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'recordings');
export const RECORDINGS = existsSync(recordings) ? recordings : null;

export const GEM_GRAB = { id: 48000000, scId: 48000000, name: 'Gem Grab', hash: 'Gem-Grab' };
export const BOUNTY = { id: 48000003, scId: 48000003, name: 'Bounty', hash: 'Bounty' };
export const SOLO_SHOWDOWN = { id: 48000006, scId: 48000006, name: 'Solo Showdown', hash: 'Solo-Showdown' };

export interface StatDocument {
  brawler: number;
  winRate: number;
  useRate: number;
  count?: number;
}

export interface MapDocument {
  id: number;
  name: string;
  hash?: string;
  disabled?: boolean;
  gameMode: { id?: number; scId?: number; name: string; hash?: string };
  dataUpdated?: number | null;
  stats?: StatDocument[];
  teamStats?: unknown[];
}

export interface BrawlerDocument {
  id: number;
  name: string;
  hash?: string;
  released?: boolean;
  class?: { name: string };
  rarity?: { id: number; name: string; color: string };
}

/** A bundle of a document. Throws where the extractor refuses it: a mistake in the test. */
export function bundle(kind: number, document: unknown): Uint8Array {
  const result = extract(kind, new TextEncoder().encode(JSON.stringify(document)));
  if (!result.ok) throw new Error(`document of kind ${kind} refused with code ${result.code}`);
  return result.bytes;
}

export function mapsBundle(...list: MapDocument[]): Uint8Array {
  return bundle(KIND_MAPS, { list });
}

export function mapBundle(map: MapDocument): Uint8Array {
  return bundle(KIND_MAP, map);
}

export function brawlersBundle(...list: BrawlerDocument[]): Uint8Array {
  return bundle(KIND_BRAWLERS, { list });
}

export function modesBundle(...list: unknown[]): Uint8Array {
  return bundle(KIND_MODES, { list });
}

export interface EventDocument {
  map: MapDocument;
  slot?: number;
  startTime?: string;
  endTime?: string;
  predicted?: boolean;
  modifier?: string | null;
}

function eventDocument({ map, slot, startTime, endTime, predicted, modifier }: EventDocument) {
  return {
    slot: { id: slot ?? 1 },
    startTime: startTime ?? '2026-06-01T08:00:00.000Z',
    endTime: endTime ?? '2026-06-02T08:00:00.000Z',
    predicted: predicted ?? false,
    modifier: modifier ?? null,
    map,
  };
}

export function eventsBundle(active: EventDocument[], upcoming: EventDocument[] = []): Uint8Array {
  return bundle(KIND_EVENTS, { active: active.map(eventDocument), upcoming: upcoming.map(eventDocument) });
}

export function views(...bundles: Uint8Array[]): BundleView[] {
  return bundles.map((bytes) => new BundleView(bytes));
}

/** A build of these bundles, all else as small as can be. */
export function input(bundles: readonly Uint8Array[], rest: Partial<SnapshotInput> = {}): SnapshotInput {
  return { builtAt: 1_780_000_000_000, data: 0, windowDays: 0, sources: [], ...rest, bundles };
}

/** A team of a map's statistics; `wins` + `draws` of `total`. */
export function teamDocument(brawlers: readonly number[], wins: number, draws: number, total: number) {
  const [brawler1, brawler2, brawler3 = null, brawler4 = null, brawler5 = null] = brawlers;
  const data = { winRate: 50, useRate: 1, wins, losses: total - wins - draws, draws, total };
  return { name: 'x', hash: 'x', brawler1, brawler2, brawler3, brawler4, brawler5, data };
}
