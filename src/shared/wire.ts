/** What the API's answers look like: the contract of README.md, as types. Rates are in percent, one decimal. */
import type { BracketName, DataName } from './answers.ts';

export type Tier = 'S' | 'A' | 'B' | 'C' | 'D';

/** A change of a brawler's win rate that the test for change points holds for real, in its last days. */
export type Trend = 'rising' | 'falling';

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
  /** `trend` is the brawler's in the map's mode */
  brawlers: ({ id: number; name: string; trend?: Trend | null } & CellNumbers)[];
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
  /** the allies with whom the effect is surest, best first, then worst; over all modes */
  pairs?: EffectAnswer[];
  /** likewise the enemies against whom */
  matchups?: EffectAnswer[];
  /** over all modes first (`mode` null), then by mode */
  trends?: TrendAnswer[];
}

/** What two brawlers do together, or one to the other, over what each does alone. */
export interface EffectAnswer {
  id: number;
  name: string;
  slug: string;
  games: number;
  wins: number;
  winRate: number;
  /** win rate that the main effects predict, percent */
  expected: number;
  /** pp over `expected`, shrunk */
  effect: number;
  /** 95 % credible interval of the effect, pp */
  interval: [number, number];
}

export interface TrendAnswer {
  mode: string | null;
  modeId: number | null;
  trend: Trend | null;
  /** days on which the rate changed, newest first */
  changes: ChangeAnswer[];
}

export interface ChangeAnswer {
  /** ISO date of the first day of the new rate */
  date: string;
  /** pp */
  size: number;
  interval: [number, number];
}

/** `GET /api/brawler/:id/trend`: daily series; days without games are left out. */
export interface SeriesAnswer extends Provenance {
  id: number;
  name: string;
  slug: string;
  series: (TrendAnswer & {
    days: { date: string; games: number; wins: number; winRate: number; interval: [number, number] }[];
  })[];
}

/** `GET /api/trends`: who rises and falls, most certain first, and the days on which many rates changed at once. */
export interface TrendsAnswer extends Provenance {
  rising: MoverAnswer[];
  falling: MoverAnswer[];
  shifts: { date: string; brawlers: number }[];
}

export interface MoverAnswer extends ChangeAnswer {
  id: number;
  name: string;
  slug: string;
  mode: string | null;
  modeId: number | null;
}

/** A term of a draft's forecast; all of them and 50 (the equal chance) sum to the win probability as shown. */
export interface DraftTerm {
  kind: 'map' | 'ally' | 'enemy';
  /** the ally or enemy that it is about; null for the map */
  id: number | null;
  /** percentage points, one decimal */
  points: number;
}

export interface DraftCandidate {
  id: number;
  name: string;
  slug: string;
  tier: Tier | null;
  games: number;
  winProbability: number;
  interval: [number, number];
  breakdown: DraftTerm[];
}

/** `GET /api/draft?map=&bracket=&allies=&enemies=&bans=&pool=&limit=`; ids or slugs, separated by commas. */
export interface DraftAnswer extends Provenance {
  map: { id: number; slug: string; name: string };
  mode: string;
  bracket: BracketName;
  notice: { code: string; text: string } | null;
  allies: { id: number; name: string; slug: string }[];
  enemies: { id: number; name: string; slug: string }[];
  bans: { id: number; name: string; slug: string }[];
  /** of the picks as they stand, the rest of each side unknown; null where nothing is known */
  winProbability: number | null;
  interval: [number, number] | null;
  /** best first */
  candidates: DraftCandidate[];
  /** what hurts most in the enemy's hands, worst first */
  bestBans: { id: number; name: string; slug: string; winProbability: number }[];
  /** picks that lose least to the best answers, safest first */
  safestPicks: { id: number; name: string; slug: string; winProbability: number; worstCase: number }[];
}
