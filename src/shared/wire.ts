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
  /** `trend` is the brawler's in the map's mode; where it has none there, that over all modes */
  brawlers: ({ id: number; name: string; trend: Trend | null } & CellNumbers)[];
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
  trends: TrendAnswer[];
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
  /** ISO date (UTC) of the first day of the new rate */
  date: string;
  /** pp: the new rate less the old one, on the same maps */
  size: number;
  /** 95 %, pp */
  interval: [number, number];
}

/** `GET /api/brawler/:id/trend`: daily series, oldest day first; days without games are left out. The last day is under way. */
export interface SeriesAnswer extends Provenance {
  id: number;
  name: string;
  slug: string;
  series: (TrendAnswer & {
    days: { date: string; games: number; wins: number; winRate: number; interval: [number, number] }[];
  })[];
}

/** `GET /api/trends`: who rises and falls, most certain first, and the days on which many brawlers changed at once, newest first. */
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

/** A term of a draft's forecast; all of them and the answer's `baseline` sum to the win probability as shown. */
export interface DraftTerm {
  /** `map`: how strong the candidate is on the map by itself */
  kind: 'map' | 'ally' | 'enemy';
  /** the ally or enemy that it is about; null for the map */
  id: number | null;
  /** all that it changes, percentage points, one decimal */
  points: number;
  /** of that, what it does together with the candidate (pair), or to it (match-up); null where there is no such effect */
  effect: number | null;
}

export interface DraftBrawler {
  id: number;
  name: string;
  slug: string;
}

export interface DraftCandidate extends DraftBrawler {
  /** on the map; null: not enough data */
  tier: Tier | null;
  /** on the map; null where the source gives no counts */
  games: number | null;
  /** with this pick, the rest of each side unknown */
  winProbability: number;
  /** 95 % credible interval; null where the source gives none */
  interval: [number, number] | null;
  /** the map first, then allies and enemies as given */
  breakdown: DraftTerm[];
}

/** `GET /api/draft?map=&bracket=&allies=&enemies=&bans=&pool=&limit=`; ids or slugs, separated by commas. */
export interface DraftAnswer extends Provenance {
  map: { id: number; slug: string; name: string };
  mode: string;
  bracket: BracketName;
  /** brawlers a team */
  teamSize: number;
  /** what is known of the map by another source than its own ranking in this bracket, or that nothing is */
  notice: { code: string; text: string } | null;
  allies: DraftBrawler[];
  enemies: DraftBrawler[];
  bans: DraftBrawler[];
  /** win probability before any pick, percent: 50, or a Showdown map's mean; null where nothing is known */
  baseline: number | null;
  /** of the picks as they stand, the rest of each side unknown; null where nothing is known */
  winProbability: number | null;
  interval: [number, number] | null;
  /** of the picks as they stand: allies, then enemies */
  breakdown: DraftTerm[];
  /** best first; of `pool` where that is given; empty where the own team is full */
  candidates: DraftCandidate[];
  /** what hurts most in the enemy's hands, worst first; empty where there is no enemy to pick it */
  bestBans: (DraftBrawler & { winProbability: number })[];
  /** picks that lose least to the enemy's best answer, safest first; likewise */
  safestPicks: (DraftBrawler & { winProbability: number; worstCase: number })[];
}

/** `GET /api/maps`: one entry a (name, mode), by slug. */
export interface MapsAnswer extends Provenance {
  maps: {
    id: number;
    ids: number[];
    slug: string;
    name: string;
    mode: string;
    disabled: boolean;
    battles: number | null;
    hasData: boolean;
  }[];
}

/** `GET /api/brawlers`, by id. */
export interface BrawlersAnswer extends Provenance {
  brawlers: {
    id: number;
    name: string;
    slug: string;
    class: string | null;
    rarity: string | null;
    color: string | null;
    released: boolean;
  }[];
}

/** `GET /api/modes`, by id. */
export interface ModesAnswer extends Provenance {
  modes: {
    id: number;
    name: string;
    slug: string;
    key: string | null;
    color: string | null;
    disabled: boolean;
    maps: number;
  }[];
}

/** `GET /health` (src/serve/health.ts). */
export interface HealthAnswer {
  status: 'ok' | 'warming' | 'stale';
  data: DataName | null;
  snapshot: { hash: string; builtAt: string; ageSeconds: number } | null;
  sources: { name: string; status: string; ageSeconds: number | null; detail: string | null }[];
  refused?: string;
  trouble?: string;
  collecting?: {
    players: number;
    polled: number;
    due: number;
    logs: number;
    entries: number;
    battles: number;
    missed: number;
    floor: number;
  };
  archive?: { days: number; newest: string | null; pending: string | null; detail: string | null };
  push?: {
    acknowledged: string | null;
    ageSeconds: number | null;
    failures: number;
    detail: string | null;
  };
  battles: number;
  maps: number;
  brawlers: number;
}
