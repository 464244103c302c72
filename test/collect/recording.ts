/** Made-up recordings: a small world in BrawlAPI's shapes, for upstream-sim to replay. */
import { createRandom, type Random } from '../../upstream-sim/random.ts';
import { START } from './clock.ts';

export interface WorldShape {
  readonly maps: number;
  /** of these so many are disabled: the last ones */
  readonly disabled?: number;
  readonly brawlers?: number;
  readonly modes?: number;
  /** events: the first maps; as many again are upcoming */
  readonly events?: number;
  /** map numbers (0 is the first) that carry the site-wide table */
  readonly siteWide?: readonly number[];
  /** of those, which carry a copy with a few rows off by a tenth */
  readonly nearCopies?: readonly number[];
  /** Whether maps say when their data was updated; upstream-sim moves that on with each hour. */
  readonly dated?: boolean;
  /** maps without statistics */
  readonly silent?: (map: number) => boolean;
  readonly seed?: number;
}

/** File name → content; upstream-sim makes a path of it. */
export type Recording = Record<string, unknown>;

export const FIRST_MAP = 15_000_000;
export const FIRST_BRAWLER = 16_000_000;
export const FIRST_MODE = 48_000_000;

interface StatRow {
  brawler: number;
  winRate: number;
  useRate: number;
  count?: number;
}

/** A world; maps number m have mode m modulo the number of modes. */
export function makeRecording(shape: WorldShape): Recording {
  const { maps, brawlers = 20, modes = 8, events = 4, seed = 1 } = shape;
  const files: Recording = {};
  const numbers = Array.from({ length: maps }, (_, map) => map);
  const withStats = numbers.map((map) => ({
    ...mapOf(shape, map, modes),
    ...statistics(shape, map, brawlers, seed),
  }));
  const at = (hours: number) => new Date(START + hours * 3_600_000).toISOString();
  const event = (map: number, from: number, to: number) => ({
    slot: { id: map + 1, name: `Slot ${map}` },
    predicted: from > 0,
    startTime: at(from),
    endTime: at(to),
    map: withStats[map % maps],
    modifier: map === 0 ? 'Überladung ⚡' : null,
  });
  files['brawlapi/v1/maps.json'] = { list: numbers.map((map) => mapOf(shape, map, modes)) };
  files['brawlapi/v1/brawlers.json'] = { list: Array.from({ length: brawlers }, (_, i) => brawlerOf(i)) };
  files['brawlapi/v1/gamemodes.json'] = { list: Array.from({ length: modes }, (_, i) => modeOf(i)) };
  files['brawlapi/v1/events.json'] = {
    active: numbers.slice(0, events).map((map) => event(map, 0, 24)),
    upcoming: numbers.slice(0, events).map((map) => event(map + events, 24, 48)),
  };
  for (const map of withStats) files[`brawlapi/v1/maps/${map.id}.json`] = map;
  return files;
}

function mapOf({ maps, disabled = 0, dated = false }: WorldShape, map: number, modes: number) {
  const name = `Map ${map} – Füchse & 狐`;
  const gameMode = { scId: FIRST_MODE + (map % modes), name: `Mode ${map % modes}` };
  const updated = dated ? { dataUpdated: START / 1000 } : {};
  return {
    id: FIRST_MAP + map,
    disabled: map >= maps - disabled,
    name,
    hash: `Map-${map}`,
    gameMode,
    ...updated,
  };
}

export function brawlerOf(index: number) {
  const rarity = { id: 1 + (index % 5), name: `Rarity ${index % 5}`, color: '#b9eaff' };
  return { id: FIRST_BRAWLER + index, name: `Brawler ${index}`, class: { name: 'Tank' }, rarity };
}

function modeOf(index: number) {
  return { scId: FIRST_MODE + index, name: `Mode ${index}`, scHash: `mode${index}`, color: '#9aff3c' };
}

function statistics(shape: WorldShape, map: number, brawlers: number, seed: number) {
  const { siteWide = [], nearCopies = [], silent = () => false } = shape;
  if (silent(map)) return {};
  const shared = siteWide.includes(map) || nearCopies.includes(map);
  const stats = rows(createRandom(seed, shared ? 0 : 1 + map), brawlers);
  if (nearCopies.includes(map)) for (const row of stats.slice(0, 2)) row.winRate = tenths(row.winRate + 0.1);
  return { stats: shared ? stats : stats.map((row) => ({ ...row, count: Math.round(row.useRate * 1000) })) };
}

function rows(random: Random, brawlers: number): StatRow[] {
  return Array.from({ length: brawlers }, (_, i) => ({
    brawler: FIRST_BRAWLER + i,
    winRate: tenths(35 + 30 * random.float()),
    useRate: tenths(0.5 + 9 * random.float()),
  }));
}

function tenths(rate: number): number {
  return Math.round(rate * 10) / 10;
}
