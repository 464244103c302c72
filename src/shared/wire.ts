/** What the API's answers look like: the contract of README.md, as types. Rates are in percent, one decimal. */
import type { BracketName, DataName } from './answers.ts';

export type Tier = 'S' | 'A' | 'B' | 'C' | 'D';

export interface Provenance {
  data: DataName;
  /** content hash of the snapshot, 16 hex digits */
  snapshot: string;
  /** ISO 8601 */
  builtAt: string;
}

export interface CellNumbers {
  /** null: not enough data */
  tier: Tier | null;
  games: number | null;
  wins: number | null;
  winRate: number | null;
  adjustedWinRate: number;
  interval: [number, number] | null;
  lift: number | null;
  useRate: number;
  rank: number;
  tied: boolean;
}

export interface TeamAnswer {
  brawlers: string[];
  ids: number[];
  games: number;
  wins: number;
  winRate: number | null;
  adjustedWinRate: number;
  interval: [number, number];
}

export interface MapAnswer extends Provenance {
  id: number;
  ids: number[];
  slug: string;
  map: string;
  mode: string;
  modeId: number;
  disabled: boolean;
  source: 'brawlapi' | 'battles' | null;
  updatedAt: string | null;
  windowDays: number | null;
  bracket: BracketName;
  battles: number | null;
  picks: number | null;
  baseline: number | null;
  notice: { code: string; text: string } | null;
  brawlers: ({ id: number; name: string } & CellNumbers)[];
  teams: TeamAnswer[];
}

export interface SearchAnswer extends Provenance {
  maps: { id: number; name: string; slug: string; mode: string; activeToday: boolean; match: string }[];
  brawlers: { id: number; name: string; slug: string; match: string }[];
}

export interface EventAnswer {
  map: { id: number; slug: string; name: string } | null;
  mode: string | null;
  slot: number;
  startTime: string;
  endTime: string;
  predicted: boolean;
  modifier: string | null;
  top: { id: number; name: string; tier: Tier; adjustedWinRate: number; lift: number | null }[];
}

export interface EventsAnswer extends Provenance {
  active: EventAnswer[];
  upcoming: EventAnswer[];
}

export interface BrawlerAnswer extends Provenance {
  id: number;
  name: string;
  slug: string;
  class: string | null;
  rarity: string | null;
  color: string | null;
  released: boolean;
  bracket: BracketName;
  bestMaps: ({ id: number; map: string; slug: string; mode: string } & CellNumbers)[];
}
